#include "vt-color-button.h"

#include "vt-format.h"
#include "vt-i18n.h"
#include "vt-picture-colors.h"
#include "vt-tooltip.h"

struct _VtColorButton
{
  AdwBin parent_instance;

  VtDocument    *document;
  const char    *key;
  GtkMenuButton *button;
  GtkLabel      *label;
  GtkPopover    *popover;
  GtkListBox    *list;
};

G_DEFINE_FINAL_TYPE (VtColorButton, vt_color_button, ADW_TYPE_BIN)

static GtkWidget *
make_row (const char *id, const char *group)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18);
  GtkWidget *name = gtk_label_new (NULL), *symbol = gtk_label_new (NULL);
  g_autofree char *markup = vt_format_symbol (id);
  g_autofree char *label = vt_format_label (id);
  g_autofree char *printed = vt_format_science (label);

  gtk_label_set_markup (GTK_LABEL (name), printed);
  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_box_append (GTK_BOX (box), name);
  if (vt_analysis_find_property (id, NULL) != NULL && !g_str_equal (id, "element"))
    {
      gtk_label_set_markup (GTK_LABEL (symbol), markup);
      gtk_widget_add_css_class (symbol, "dim-label");
      gtk_box_append (GTK_BOX (box), symbol);
    }
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_object_set_data_full (G_OBJECT (row), "vt-property", g_strdup (id), g_free);
  g_object_set_data_full (G_OBJECT (row), "vt-group", g_strdup (group), g_free);
  return row;
}

static void
add_header (GtkListBoxRow *row, GtkListBoxRow *before, gpointer data)
{
  const char *group = g_object_get_data (G_OBJECT (row), "vt-group");
  const char *group_before = before != NULL ? g_object_get_data (G_OBJECT (before), "vt-group") : NULL;
  g_autofree char *printed = NULL;
  GtkWidget *label;

  if (g_strcmp0 (group, group_before) == 0)
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }
  printed = vt_format_science (group);
  label = gtk_label_new (NULL);
  gtk_label_set_markup (GTK_LABEL (label), printed);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "menu-heading");
  gtk_list_box_row_set_header (row, label);
}

static void
clear_list (GtkListBox *list)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (list))) != NULL)
    gtk_list_box_remove (list, child);
}

/* Made when it opens: the file's columns are known by then. */
static void
vt_color_button_fill (VtColorButton *self)
{
  VtFrame *frame = vt_document_peek_frame (self->document);
  const char *current = vt_state_get_text (vt_document_get_state (self->document), self->key);

  clear_list (self->list);
  for (guint a = 0; a < vt_analysis_get_count (); a++)
    for (guint p = 0; p < vt_analysis_get (a)->n_properties; p++)
      gtk_list_box_append (self->list,
                           make_row (vt_analysis_get (a)->properties[p].id, _ (vt_analysis_get (a)->label)));
  for (guint i = 0; frame != NULL && i < vt_frame_get_n_columns (frame); i++)
    {
      g_autofree char *id = g_strconcat ("file:", vt_column_get_name (vt_frame_get_column (frame, i)), NULL);

      gtk_list_box_append (self->list, make_row (id, _ ("Columns of the File")));
    }
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->list)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if (GTK_IS_LIST_BOX_ROW (row) && g_strcmp0 (g_object_get_data (G_OBJECT (row), "vt-property"), current) == 0)
      gtk_list_box_select_row (self->list, GTK_LIST_BOX_ROW (row));
}

static void
on_row_activated (VtColorButton *self, GtkListBoxRow *row)
{
  const char *property = g_object_get_data (G_OBJECT (row), "vt-property");

  if (g_str_equal (self->key, "view.color-by"))
    vt_picture_color_by (self->document, property);
  else
    vt_document_set_text (self->document, self->key, property);
  vt_document_seal (self->document);
  gtk_popover_popdown (self->popover);
}

static void
vt_color_button_follow (VtColorButton *self)
{
  const char *id = vt_state_get_text (vt_document_get_state (self->document), self->key);
  g_autofree char *symbol = vt_format_symbol (id);
  g_autofree char *name = vt_format_label (id);

  gtk_label_set_markup (self->label, symbol);
  vt_tooltip_set (GTK_WIDGET (self->button), name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (vt_parameter_get ((guint) vt_parameter_find (self->key))->label),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, name, -1);
}

static void
vt_color_button_dispose (GObject *object)
{
  g_clear_object (&VT_COLOR_BUTTON (object)->document);
  G_OBJECT_CLASS (vt_color_button_parent_class)->dispose (object);
}

static void
vt_color_button_class_init (VtColorButtonClass *class)
{
  G_OBJECT_CLASS (class)->dispose = vt_color_button_dispose;
}

static void
vt_color_button_init (VtColorButton *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->key = "view.color-by";
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_header_func (self->list, add_header, NULL, NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "color-menu");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 480);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->list));
  self->popover = GTK_POPOVER (gtk_popover_new ());
  gtk_widget_add_css_class (GTK_WIDGET (self->popover), "menu");
  gtk_popover_set_child (self->popover, scroller);
  self->label = GTK_LABEL (gtk_label_new (NULL));
  gtk_box_append (GTK_BOX (content), GTK_WIDGET (self->label));
  gtk_box_append (GTK_BOX (content), gtk_image_new_from_icon_name ("pan-down-symbolic"));
  self->button = GTK_MENU_BUTTON (gtk_menu_button_new ());
  gtk_menu_button_set_child (self->button, content);
  gtk_menu_button_set_popover (self->button, GTK_WIDGET (self->popover));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->button));
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (on_row_activated), self, G_CONNECT_SWAPPED);
}

void
vt_color_button_set_key (VtColorButton *button, const char *key)
{
  g_return_if_fail (VT_IS_COLOR_BUTTON (button) && button->document == NULL);
  g_return_if_fail (vt_parameter_find (key) >= 0);

  button->key = vt_parameter_get ((guint) vt_parameter_find (key))->key;
}

void
vt_color_button_set_document (VtColorButton *button, VtDocument *document)
{
  g_return_if_fail (VT_IS_COLOR_BUTTON (button) && button->document == NULL);
  g_return_if_fail (VT_IS_DOCUMENT (document));

  button->document = g_object_ref (document);
  g_signal_connect_object (button->popover, "show", G_CALLBACK (vt_color_button_fill), button, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "state-changed", G_CALLBACK (vt_color_button_follow), button, G_CONNECT_SWAPPED);
  vt_color_button_follow (button);
}

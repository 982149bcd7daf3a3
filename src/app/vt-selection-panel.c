#include "vt-selection-panel.h"

#include "vt-format.h"
#include "vt-i18n.h"
#include "vt-parameter-row.h"
#include "vt-selection.h"

struct _VtSelectionPanel
{
  AdwBin parent_instance;

  VtPicture           *picture;
  AdwPreferencesGroup *group;
  AdwActionRow        *brush;
  AdwActionRow        *polyhedron;
  AdwActionRow        *chosen;
};

G_DEFINE_FINAL_TYPE (VtSelectionPanel, vt_selection_panel, ADW_TYPE_BIN)

static VtDocument *
get_document (VtSelectionPanel *self)
{
  return vt_picture_get_document (self->picture);
}

static void
vt_selection_panel_show_brush (VtSelectionPanel *self, const VtState *state)
{
  const char *id = vt_state_get_text (state, "selection.property");
  const VtProperty *property = *id != '\0' ? vt_analysis_find_property (id, NULL) : NULL;
  VtUnit unit = property != NULL ? property->unit : VT_UNIT_NONE;
  g_autofree char *from = vt_format_number (vt_state_get_real (state, "selection.minimum"), 3);
  g_autofree char *to = vt_format_quantity (vt_state_get_real (state, "selection.maximum"), unit, 3);
  g_autofree char *range = g_strdup_printf ("%s – %s", from, to);
  g_autofree char *symbol = *id != '\0' ? vt_format_symbol (id) : NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->brush), *id != '\0');
  if (symbol == NULL)
    return;
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->brush), symbol);
  adw_action_row_set_subtitle (self->brush, range);
}

static void
vt_selection_panel_show_count (VtSelectionPanel *self, const VtState *state)
{
  const VtDepiction *depiction = vt_picture_get_depiction (self->picture);
  gsize n = depiction != NULL ? vt_frame_get_n_atoms (depiction->frame) : 0;
  g_autofree char *all = vt_format_count ((gint64) n);
  g_autofree char *some = vt_format_count (depiction != NULL ? (gint64) depiction->n_selected : 0);
  g_autofree char *text = NULL;

  if (n == 0 || !vt_selection_is_set (state))
    text = g_strdup (_ ("All atoms"));
  else
    /* Translators: "12 of 4000 atoms" */
    text = g_strdup_printf (g_dngettext (NULL, "%s of %s atom", "%s of %s atoms", (gulong) n), some, all);
  adw_preferences_group_set_description (self->group, text);
}

static void
vt_selection_panel_show_chosen (VtSelectionPanel *self, const VtState *state)
{
  gsize n = 0;
  g_autofree char *count = NULL;
  g_autofree char *text = NULL;

  vt_state_get_ids (state, "selection.atoms", &n);
  count = vt_format_count ((gint64) n);
  text = g_strdup_printf (g_dngettext (NULL, "%s atom", "%s atoms", (gulong) n), count);
  gtk_widget_set_visible (GTK_WIDGET (self->chosen), n > 0);
  adw_action_row_set_subtitle (self->chosen, text);
}

static void
vt_selection_panel_follow (VtSelectionPanel *self)
{
  VtState *state = vt_document_get_state (get_document (self));
  const char *polyhedron = vt_state_get_text (state, "selection.polyhedron");

  vt_selection_panel_show_brush (self, state);
  vt_selection_panel_show_count (self, state);
  vt_selection_panel_show_chosen (self, state);
  gtk_widget_set_visible (GTK_WIDGET (self->polyhedron), *polyhedron != '\0');
  adw_action_row_set_subtitle (self->polyhedron, polyhedron);
}

static void
on_clear_brush (VtSelectionPanel *self)
{
  vt_document_set_text (get_document (self), "selection.property", "");
  vt_document_seal (get_document (self));
}

static void
on_clear_polyhedron (VtSelectionPanel *self)
{
  vt_document_set_text (get_document (self), "selection.polyhedron", "");
  vt_document_seal (get_document (self));
}

static void
on_clear_chosen (VtSelectionPanel *self)
{
  vt_document_set (get_document (self), "selection.atoms", g_variant_new_array (G_VARIANT_TYPE_INT64, NULL, 0), NULL);
  vt_document_seal (get_document (self));
}

static AdwActionRow *
add_clearable (VtSelectionPanel *self, const char *title, const char *tip, GCallback callback)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *clear = gtk_button_new_from_icon_name ("edit-clear-symbolic");

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_widget_set_valign (clear, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (clear, "flat");
  gtk_widget_set_tooltip_text (clear, tip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (clear), GTK_ACCESSIBLE_PROPERTY_LABEL, tip, -1);
  g_signal_connect_object (clear, "clicked", callback, self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), clear);
  adw_preferences_group_add (self->group, row);
  return ADW_ACTION_ROW (row);
}

static void
add_class_button (GtkWidget *box, const char *label, const char *tip, const char *class)
{
  GtkWidget *button = gtk_toggle_button_new_with_label (label);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.selection-class");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", class);
  gtk_widget_set_tooltip_text (button, tip);
  gtk_widget_add_css_class (button, class);
  gtk_box_append (GTK_BOX (box), button);
}

static void
vt_selection_panel_add_classes (VtSelectionPanel *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *row = adw_preferences_row_new ();

  gtk_widget_add_css_class (box, "linked");
  gtk_widget_add_css_class (box, "classes");
  gtk_box_set_homogeneous (GTK_BOX (box), TRUE);
  add_class_button (box, _ ("All"), _ ("All atoms"), "all");
  add_class_button (box, _ ("LA"), _ ("The most active atoms"), "la");
  add_class_button (box, _ ("SA"), _ ("The most stable atoms"), "sa");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  adw_preferences_group_add (self->group, row);
}

static void
vt_selection_panel_dispose (GObject *object)
{
  g_clear_object (&VT_SELECTION_PANEL (object)->picture);
  G_OBJECT_CLASS (vt_selection_panel_parent_class)->dispose (object);
}

static void
vt_selection_panel_class_init (VtSelectionPanelClass *class)
{
  G_OBJECT_CLASS (class)->dispose = vt_selection_panel_dispose;
}

static void
vt_selection_panel_init (VtSelectionPanel *self)
{
  GtkWidget *clear = gtk_button_new_with_label (_ ("Clear"));

  self->group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_group_set_title (self->group, _ ("Selection"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (clear), "win.clear-selection");
  gtk_widget_add_css_class (clear, "flat");
  gtk_widget_set_valign (clear, GTK_ALIGN_CENTER);
  adw_preferences_group_set_header_suffix (self->group, clear);
  vt_selection_panel_add_classes (self);
  self->brush = add_clearable (self, "", _ ("Clear Brush"), G_CALLBACK (on_clear_brush));
  self->polyhedron = add_clearable (self, _ ("Polyhedron"), _ ("Clear Polyhedron"), G_CALLBACK (on_clear_polyhedron));
  self->chosen = add_clearable (self, _ ("Chosen Atoms"), _ ("Show the Others Too"), G_CALLBACK (on_clear_chosen));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->group));
}

void
vt_selection_panel_set_picture (VtSelectionPanel *panel, VtPicture *picture)
{
  g_return_if_fail (VT_IS_SELECTION_PANEL (panel) && panel->picture == NULL);
  g_return_if_fail (VT_IS_PICTURE (picture));

  panel->picture = g_object_ref (picture);
  adw_preferences_group_add (panel->group, vt_parameter_row_new (get_document (panel), "selection.others"));
  g_signal_connect_object (picture, "changed", G_CALLBACK (vt_selection_panel_follow), panel, G_CONNECT_SWAPPED);
  vt_selection_panel_follow (panel);
}

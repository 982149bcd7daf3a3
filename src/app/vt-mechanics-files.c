#include "vt-mechanics-files.h"

#include <math.h>

#include "vt-i18n.h"
#include "vt-mechanics-plan.h"

/* @stress: GPa, of creep tests */
typedef struct
{
  char  *uri;
  double stress;
} Item;

struct _VtMechanicsFiles
{
  AdwBin parent_instance;

  VtDocument          *document;
  const char          *kind;
  GArray              *items; /* of Item: as the state has it */
  GPtrArray           *rows;
  AdwPreferencesGroup *group;
};

G_DEFINE_FINAL_TYPE (VtMechanicsFiles, vt_mechanics_files, ADW_TYPE_BIN)

static void
item_clear (gpointer item)
{
  g_free (((Item *) item)->uri);
}

/* ---- the state's row ---- */

static char *
get_key (const char *kind)
{
  return g_strconcat ("mechanics.", kind, NULL);
}

static gboolean
is_single (const char *kind)
{
  return g_str_equal (kind, "tensile");
}

static void
append (GArray *items, const char *uri, double stress)
{
  const Item item = { g_strdup (uri), stress };

  g_array_append_val (items, item);
}

static GArray *
load (VtState *state, const char *kind)
{
  GArray *items = g_array_new (FALSE, FALSE, sizeof (Item));
  g_autofree char *key = get_key (kind);
  GVariantIter iter;
  const char *uri;
  double stress;

  g_array_set_clear_func (items, item_clear);
  if (is_single (kind))
    {
      if (*vt_state_get_text (state, key) != '\0')
        append (items, vt_state_get_text (state, key), 0);
      return items;
    }
  g_variant_iter_init (&iter, vt_state_get (state, key));
  while (g_variant_iter_next (&iter, "(&sd)", &uri, &stress))
    append (items, uri, stress);
  return items;
}

static void
store (VtDocument *document, const char *kind, const GArray *items)
{
  g_autofree char *key = get_key (kind);
  GVariantBuilder builder;

  if (is_single (kind))
    {
      vt_document_set_text (document, key, items->len > 0 ? g_array_index (items, Item, items->len - 1).uri : "");
      return;
    }
  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a(sd)"));
  for (guint i = 0; i < items->len; i++)
    g_variant_builder_add (&builder, "(sd)", g_array_index (items, Item, i).uri, g_array_index (items, Item, i).stress);
  vt_document_set (document, key, g_variant_builder_end (&builder), NULL);
}

static gboolean
has_item (const GArray *items, const char *uri)
{
  for (guint i = 0; i < items->len; i++)
    if (g_str_equal (g_array_index (items, Item, i).uri, uri))
      return TRUE;
  return FALSE;
}

void
vt_mechanics_files_add (VtDocument *document, const char *kind, GFile *const *files, guint n)
{
  g_autoptr (GArray) items = NULL;

  g_return_if_fail (VT_IS_DOCUMENT (document) && kind != NULL);

  items = load (vt_document_get_state (document), kind);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *uri = g_file_get_uri (files[i]);
      double stress = g_str_equal (kind, "creep") ? vt_mechanics_guess_stress (files[i]) : 0;

      if (!has_item (items, uri))
        append (items, uri, isnan (stress) ? 0 : stress);
    }
  store (document, kind, items);
}

/* ---- rows ---- */

static guint
get_index (GtkWidget *widget)
{
  return GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (widget), "vt-index"));
}

static void
on_remove (GtkWidget *button, VtMechanicsFiles *self)
{
  g_autoptr (GArray) items = load (vt_document_get_state (self->document), self->kind);

  if (get_index (button) >= items->len)
    return;
  g_array_remove_index (items, get_index (button));
  store (self->document, self->kind, items);
}

static void
on_stress (GtkSpinButton *spin, VtMechanicsFiles *self)
{
  g_autoptr (GArray) items = load (vt_document_get_state (self->document), self->kind);
  guint index = get_index (GTK_WIDGET (spin));

  if (index >= items->len || g_array_index (items, Item, index).stress == gtk_spin_button_get_value (spin))
    return;
  g_array_index (items, Item, index).stress = gtk_spin_button_get_value (spin);
  g_array_index (self->items, Item, index).stress = gtk_spin_button_get_value (spin);
  store (self->document, self->kind, items);
}

static void
add_stress (VtMechanicsFiles *self, AdwActionRow *row, guint index, const Item *item)
{
  GtkWidget *spin = gtk_spin_button_new_with_range (0, 1000, 0.1);

  gtk_spin_button_set_digits (GTK_SPIN_BUTTON (spin), 3);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin), item->stress);
  gtk_widget_set_valign (spin, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (spin, _ ("Stress of the hold, GPa; 0: the control"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (spin), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Stress in GPa"), -1);
  g_object_set_data (G_OBJECT (spin), "vt-index", GUINT_TO_POINTER (index));
  g_signal_connect_object (spin, "value-changed", G_CALLBACK (on_stress), self, 0);
  adw_action_row_add_suffix (row, spin);
}

static GtkWidget *
make_row (VtMechanicsFiles *self, guint index)
{
  const Item *item = &g_array_index (self->items, Item, index);
  g_autoptr (GFile) file = g_file_new_for_uri (item->uri);
  g_autofree char *name = g_file_get_basename (file), *path = g_file_get_parse_name (file);
  GtkWidget *row = adw_action_row_new (), *remove = gtk_button_new_from_icon_name ("list-remove-symbolic");

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 1);
  gtk_widget_set_tooltip_text (row, path);
  if (g_str_equal (self->kind, "creep"))
    add_stress (self, ADW_ACTION_ROW (row), index, item);
  gtk_widget_add_css_class (remove, "flat");
  gtk_widget_set_valign (remove, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (remove, _ ("Remove"));
  g_object_set_data (G_OBJECT (remove), "vt-index", GUINT_TO_POINTER (index));
  g_signal_connect_object (remove, "clicked", G_CALLBACK (on_remove), self, 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), remove);
  return row;
}

/* A stress that was typed is in its row already; the row that is typed into must not go. */
static gboolean
is_same_list (const GArray *a, const GArray *b)
{
  for (guint i = 0; a->len == b->len && i < a->len; i++)
    if (!g_str_equal (g_array_index (a, Item, i).uri, g_array_index (b, Item, i).uri)
        || g_array_index (a, Item, i).stress != g_array_index (b, Item, i).stress)
      return FALSE;
  return a->len == b->len;
}

static void
update (VtMechanicsFiles *self)
{
  GArray *items = load (vt_document_get_state (self->document), self->kind);

  if (self->items != NULL && is_same_list (items, self->items))
    {
      g_array_unref (items);
      return;
    }
  g_clear_pointer (&self->items, g_array_unref);
  self->items = items;
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->group, self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < items->len; i++)
    {
      GtkWidget *row = make_row (self, i);

      adw_preferences_group_add (self->group, row);
      g_ptr_array_add (self->rows, row);
    }
}

/* ---- adding ---- */

static void
on_chosen (GtkNativeDialog *dialog, int response, gpointer data)
{
  VtMechanicsFiles *self = data;

  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GListModel) list = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (dialog));
      g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);

      for (guint i = 0; i < g_list_model_get_n_items (list); i++)
        g_ptr_array_add (files, g_list_model_get_item (list, i));
      vt_mechanics_files_add (self->document, self->kind, (GFile *const *) files->pdata, files->len);
    }
  g_object_unref (dialog);
}

static void
on_add (VtMechanicsFiles *self)
{
  GtkFileChooserNative *dialog
      = gtk_file_chooser_native_new (_ ("Add Records"), GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                     GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Add"), NULL);

  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (dialog), !is_single (self->kind));
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_chosen), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
vt_mechanics_files_dispose (GObject *object)
{
  VtMechanicsFiles *self = VT_MECHANICS_FILES (object);

  g_clear_object (&self->document);
  g_clear_pointer (&self->items, g_array_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  G_OBJECT_CLASS (vt_mechanics_files_parent_class)->dispose (object);
}

static void
vt_mechanics_files_class_init (VtMechanicsFilesClass *class)
{
  G_OBJECT_CLASS (class)->dispose = vt_mechanics_files_dispose;
}

static void
vt_mechanics_files_init (VtMechanicsFiles *self)
{
  self->rows = g_ptr_array_new ();
}

GtkWidget *
vt_mechanics_files_new (VtDocument *document, const char *kind)
{
  VtMechanicsFiles *self;
  GtkWidget *add = gtk_button_new_from_icon_name ("list-add-symbolic");
  g_autofree char *key = get_key (kind), *label = NULL;
  const VtParameter *parameter = vt_parameter_get ((guint) vt_parameter_find (key));

  g_return_val_if_fail (VT_IS_DOCUMENT (document), NULL);

  self = g_object_new (VT_TYPE_MECHANICS_FILES, NULL);
  self->document = g_object_ref (document);
  self->kind = g_intern_string (kind);
  self->group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  label = g_strdup_printf ("%s: %s", _ ("Add"), _ (parameter->label));
  adw_preferences_group_set_title (self->group, _ (parameter->label));
  adw_preferences_group_set_description (self->group, _ (parameter->help));
  gtk_widget_add_css_class (add, "flat");
  gtk_widget_set_valign (add, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (add, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (add), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_signal_connect_object (add, "clicked", G_CALLBACK (on_add), self, G_CONNECT_SWAPPED);
  adw_preferences_group_set_header_suffix (self->group, add);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->group));
  g_signal_connect_object (document, "state-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  return GTK_WIDGET (self);
}

#include "vt-parameter-row.h"

#include <inttypes.h>
#include <math.h>

#include "vt-dropdown.h"
#include "vt-format.h"
#include "vt-i18n.h"

struct _VtParameterRow
{
  AdwActionRow parent_instance;

  VtDocument        *document;
  const VtParameter *parameter;
  GtkWidget         *editor;
  GtkWidget         *warning;
  gboolean           updating; /* the editor follows the state; it must not answer with an edit */
};

G_DEFINE_FINAL_TYPE (VtParameterRow, vt_parameter_row, ADW_TYPE_ACTION_ROW)

static gboolean
is_spin (const VtParameter *parameter)
{
  g_autoptr (GVariant) value = vt_parameter_get_default (parameter);

  if (parameter->type == VT_PARAMETER_INTEGER)
    return TRUE;
  return parameter->type == VT_PARAMETER_REAL && parameter->step > 0 && !isnan (g_variant_get_double (value));
}

/* As the person would type it again: by its name where it has one. */
static char *
value_to_text (const VtParameter *parameter, GVariant *value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];
  GString *text;

  if (vt_parameter_find_preset (parameter, value) != NULL)
    return g_strdup (vt_parameter_find_preset (parameter, value));
  if (parameter->type == VT_PARAMETER_TEXT || parameter->type == VT_PARAMETER_FILE)
    return g_variant_dup_string (value, NULL);
  if (parameter->type == VT_PARAMETER_REAL)
    {
      double number = g_variant_get_double (value);

      return isnan (number) ? g_strdup ("") : g_strdup (g_ascii_formatd (buffer, sizeof buffer, "%.9g", number));
    }
  text = g_string_new (NULL);
  for (gsize i = 0; i < g_variant_n_children (value); i++)
    {
      g_autoptr (GVariant) child = g_variant_get_child_value (value, i);

      g_string_append (text, i > 0 ? ", " : "");
      if (g_variant_is_of_type (child, G_VARIANT_TYPE_DOUBLE))
        g_string_append (text, g_ascii_formatd (buffer, sizeof buffer, "%.9g", g_variant_get_double (child)));
      else
        g_string_append_printf (text, "%" PRId64, g_variant_get_int64 (child));
    }
  return g_string_free (text, FALSE);
}

static guint
choice_index (const VtParameter *parameter, const char *nick)
{
  guint i = 0;

  while (parameter->choices[i].nick != NULL && !g_str_equal (parameter->choices[i].nick, nick))
    i++;
  return i;
}

static void
vt_parameter_row_follow (VtParameterRow *self)
{
  GVariant *value = vt_state_get (vt_document_get_state (self->document), self->parameter->key);

  self->updating = TRUE;
  if (GTK_IS_SWITCH (self->editor))
    gtk_switch_set_active (GTK_SWITCH (self->editor), g_variant_get_boolean (value));
  else if (GTK_IS_SPIN_BUTTON (self->editor))
    gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->editor), self->parameter->type == VT_PARAMETER_INTEGER
                                                                   ? (double) g_variant_get_int64 (value)
                                                                   : g_variant_get_double (value));
  else if (GTK_IS_DROP_DOWN (self->editor))
    gtk_drop_down_set_selected (GTK_DROP_DOWN (self->editor),
                                choice_index (self->parameter, g_variant_get_string (value, NULL)));
  else
    {
      g_autofree char *text = value_to_text (self->parameter, value);

      if (g_strcmp0 (text, gtk_editable_get_text (GTK_EDITABLE (self->editor))) != 0)
        gtk_editable_set_text (GTK_EDITABLE (self->editor), text);
      gtk_widget_remove_css_class (self->editor, "error");
    }
  self->updating = FALSE;
}

/* Only where this value is another: half-typed text survives the edits of others. */
static void
on_state_changed (VtParameterRow *self, VtState *before)
{
  if (vt_state_differs (vt_document_get_state (self->document), before, self->parameter->key))
    vt_parameter_row_follow (self);
}

static void
on_switched (VtParameterRow *self)
{
  if (!self->updating)
    vt_document_set_boolean (self->document, self->parameter->key, gtk_switch_get_active (GTK_SWITCH (self->editor)));
}

static void
on_spun (VtParameterRow *self)
{
  double value = gtk_spin_button_get_value (GTK_SPIN_BUTTON (self->editor));

  if (self->updating)
    return;
  if (self->parameter->type == VT_PARAMETER_INTEGER)
    vt_document_set_integer (self->document, self->parameter->key, (gint64) value);
  else
    vt_document_set_real (self->document, self->parameter->key, value);
}

static void
on_chosen (VtParameterRow *self)
{
  guint index = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->editor));

  if (!self->updating && index != GTK_INVALID_LIST_POSITION)
    vt_document_set_text (self->document, self->parameter->key, self->parameter->choices[index].nick);
}

static void
on_typed (VtParameterRow *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->editor));
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) value = NULL;

  if (self->updating)
    return;
  if (*text == '\0')
    value = vt_parameter_get_default (self->parameter);
  else
    value = vt_parameter_parse (self->parameter, text, &error);
  if (value != NULL
      && g_variant_equal (value, vt_state_get (vt_document_get_state (self->document), self->parameter->key)))
    vt_parameter_row_follow (self);
  else if (value == NULL || !vt_document_set (self->document, self->parameter->key, value, &error))
    {
      gtk_widget_add_css_class (self->editor, "error");
      gtk_widget_set_tooltip_text (self->editor, error->message);
      return;
    }
  gtk_widget_remove_css_class (self->editor, "error");
  gtk_widget_set_tooltip_text (self->editor, NULL);
}

static void
on_focus_left (VtParameterRow *self)
{
  if (GTK_IS_ENTRY (self->editor))
    on_typed (self);
  vt_document_seal (self->document);
}

/* (transfer full) */
static GVariant *
number_to_value (const VtParameter *parameter, double number)
{
  return g_variant_ref_sink (parameter->type == VT_PARAMETER_INTEGER ? g_variant_new_int64 ((gint64) number)
                                                                     : g_variant_new_double (number));
}

/* "%g" instead of a fixed number of decimals: 0.02 and 100 share the column. A value with a name shows that. */
static gboolean
on_output (GtkSpinButton *spin, gpointer data)
{
  const VtParameter *parameter = data;
  g_autoptr (GVariant) value = number_to_value (parameter, gtk_spin_button_get_value (spin));
  const char *name = vt_parameter_find_preset (parameter, value);
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  if (name == NULL)
    name = g_ascii_formatd (buffer, sizeof buffer, "%.7g", gtk_spin_button_get_value (spin));
  if (g_strcmp0 (name, gtk_editable_get_text (GTK_EDITABLE (spin))) != 0)
    gtk_editable_set_text (GTK_EDITABLE (spin), name);
  return TRUE;
}

static int
on_input (GtkSpinButton *spin, double *number, gpointer data)
{
  const VtParameter *parameter = data;
  const char *text = gtk_editable_get_text (GTK_EDITABLE (spin));
  g_autoptr (GVariant) named = NULL;
  char *end = NULL;

  *number = g_ascii_strtod (text, &end);
  if (end != text && *end == '\0')
    return TRUE;
  named = parameter->presets != NULL ? vt_parameter_parse (parameter, text, NULL) : NULL;
  if (named == NULL)
    return GTK_INPUT_ERROR;
  *number = parameter->type == VT_PARAMETER_INTEGER ? (double) g_variant_get_int64 (named)
                                                    : g_variant_get_double (named);
  return TRUE;
}

static GtkWidget *
make_spin (VtParameterRow *self)
{
  const VtParameter *parameter = self->parameter;
  double step = MAX (parameter->step, parameter->type == VT_PARAMETER_INTEGER ? 1 : 1e-6);
  GtkWidget *spin = gtk_spin_button_new_with_range (parameter->minimum, parameter->maximum, step);

  gtk_spin_button_set_digits (GTK_SPIN_BUTTON (spin), parameter->type == VT_PARAMETER_INTEGER ? 0 : 7);
  gtk_editable_set_width_chars (GTK_EDITABLE (spin), 5);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (spin), 5);
  /* Names are no figures. */
  gtk_spin_button_set_numeric (GTK_SPIN_BUTTON (spin), parameter->presets == NULL);
  if (parameter->type == VT_PARAMETER_REAL || parameter->presets != NULL)
    {
      g_signal_connect (spin, "output", G_CALLBACK (on_output), (gpointer) parameter);
      g_signal_connect (spin, "input", G_CALLBACK (on_input), (gpointer) parameter);
    }
  g_signal_connect_object (spin, "value-changed", G_CALLBACK (on_spun), self, G_CONNECT_SWAPPED);
  return spin;
}

static GtkWidget *
make_entry (VtParameterRow *self)
{
  GtkWidget *entry = gtk_entry_new ();
  int width = self->parameter->type == VT_PARAMETER_REAL ? 7 : 12;

  gtk_editable_set_width_chars (GTK_EDITABLE (entry), width);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (entry), width);
  if (self->parameter->type == VT_PARAMETER_REAL)
    {
      gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _ ("not set"));
      gtk_entry_set_input_purpose (GTK_ENTRY (entry), GTK_INPUT_PURPOSE_NUMBER);
      gtk_editable_set_alignment (GTK_EDITABLE (entry), 1);
    }
  g_signal_connect_object (entry, "activate", G_CALLBACK (on_typed), self, G_CONNECT_SWAPPED);
  return entry;
}

static void
on_preset (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  VtParameterRow *self = data;
  g_autoptr (GVariant) value = vt_parameter_parse (self->parameter, g_variant_get_string (parameter, NULL), NULL);

  if (value != NULL)
    vt_document_set (self->document, self->parameter->key, value, NULL);
  vt_document_seal (self->document);
}

/* Values with names, beside an entry that takes any other. */
static GtkWidget *
make_presets (VtParameterRow *self)
{
  static const GActionEntry entries[] = { { .name = "choose", .activate = on_preset, .parameter_type = "s" } };
  GtkWidget *button = gtk_menu_button_new ();
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autofree char *tip = g_strdup_printf (_ ("Usual Values: %s"), _ (self->parameter->label));

  for (const VtPreset *preset = self->parameter->presets; preset->nick != NULL; preset++)
    {
      g_autofree char *action = g_strdup_printf ("preset.choose::%s", preset->nick);

      g_menu_append (menu, _ (preset->label), action);
    }
  g_action_map_add_action_entries (G_ACTION_MAP (actions), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (button, "preset", G_ACTION_GROUP (actions));
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, tip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, tip, -1);
  return button;
}

static GtkWidget *
make_switch (VtParameterRow *self)
{
  GtkWidget *widget = gtk_switch_new ();

  g_signal_connect_object (widget, "notify::active", G_CALLBACK (on_switched), self, G_CONNECT_SWAPPED);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (self), widget);
  return widget;
}

static GtkWidget *
make_choice (VtParameterRow *self)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  GtkWidget *dropdown;

  for (const VtChoice *choice = self->parameter->choices; choice->nick != NULL; choice++)
    g_ptr_array_add (names, (char *) _ (choice->label));
  g_ptr_array_add (names, NULL);
  dropdown = vt_dropdown_new ((const char *const *) names->pdata, 12);
  g_signal_connect_object (dropdown, "notify::selected", G_CALLBACK (on_chosen), self, G_CONNECT_SWAPPED);
  return dropdown;
}

static GtkWidget *
make_editor (VtParameterRow *self)
{
  switch (self->parameter->type)
    {
    case VT_PARAMETER_BOOLEAN:
      return make_switch (self);
    case VT_PARAMETER_CHOICE:
      return make_choice (self);
    default:
      return is_spin (self->parameter) ? make_spin (self) : make_entry (self);
    }
}

static void
vt_parameter_row_add_editor (VtParameterRow *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->editor = make_editor (self);
  gtk_widget_set_valign (self->editor, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->editor, "numeric");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->editor), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (self->parameter->label), -1);
  g_signal_connect_object (focus, "leave", G_CALLBACK (on_focus_left), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->editor, focus);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), self->editor);
  if (self->parameter->presets != NULL)
    adw_action_row_add_suffix (ADW_ACTION_ROW (self), make_presets (self));
}

static void
vt_parameter_row_describe (VtParameterRow *self)
{
  g_autofree char *title = vt_unit_label (_ (self->parameter->label), self->parameter->unit);
  g_autofree char *range = vt_parameter_describe_range (self->parameter);
  g_autofree char *markup = vt_format_science (title);
  g_autofree char *tip = NULL;

  tip = range != NULL && *range != '\0' ? g_strdup_printf ("%s\n%s", _ (self->parameter->help), range)
                                        : g_strdup (_ (self->parameter->help));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), markup);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), tip);
}

static void
vt_parameter_row_dispose (GObject *object)
{
  VtParameterRow *self = VT_PARAMETER_ROW (object);

  g_clear_object (&self->document);
  G_OBJECT_CLASS (vt_parameter_row_parent_class)->dispose (object);
}

static void
vt_parameter_row_class_init (VtParameterRowClass *class)
{
  G_OBJECT_CLASS (class)->dispose = vt_parameter_row_dispose;
}

static void
vt_parameter_row_init (VtParameterRow *self)
{
  gtk_widget_add_css_class (GTK_WIDGET (self), "parameter");
}

GtkWidget *
vt_parameter_row_new (VtDocument *document, const char *key)
{
  VtParameterRow *self;
  int index = vt_parameter_find (key);

  g_return_val_if_fail (VT_IS_DOCUMENT (document), NULL);
  g_return_val_if_fail (index >= 0, NULL);

  self = g_object_new (VT_TYPE_PARAMETER_ROW, NULL);
  self->document = g_object_ref (document);
  self->parameter = vt_parameter_get ((guint) index);
  vt_parameter_row_describe (self);
  vt_parameter_row_add_editor (self);
  g_signal_connect_object (document, "state-changed", G_CALLBACK (on_state_changed), self, G_CONNECT_SWAPPED);
  vt_parameter_row_follow (self);
  return GTK_WIDGET (self);
}

const char *
vt_parameter_row_get_key (VtParameterRow *row)
{
  g_return_val_if_fail (VT_IS_PARAMETER_ROW (row), NULL);

  return row->parameter->key;
}

void
vt_parameter_row_set_warning (VtParameterRow *row, const char *warning)
{
  g_autofree char *markup = NULL;

  g_return_if_fail (VT_IS_PARAMETER_ROW (row));

  markup = warning != NULL ? vt_format_science (warning) : g_strdup ("");
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), markup);
  /* The box of prefixes takes room as soon as there is one, so the icon comes and goes. */
  if (warning != NULL && row->warning == NULL)
    {
      row->warning = gtk_image_new_from_icon_name ("dialog-warning-symbolic");
      gtk_widget_add_css_class (row->warning, "warning");
      adw_action_row_add_prefix (ADW_ACTION_ROW (row), row->warning);
    }
  else if (warning == NULL && row->warning != NULL)
    {
      adw_action_row_remove (ADW_ACTION_ROW (row), row->warning);
      row->warning = NULL;
    }
}

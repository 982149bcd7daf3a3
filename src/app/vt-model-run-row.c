#include "vt-model-run-row.h"

#include <math.h>

#include "vt-i18n.h"
#include "vt-units.h"

struct _VtModelRunRow
{
  AdwActionRow parent_instance;

  GtkWidget *entry;
  GtkWidget *remove;
  GtkWidget *icon;
  char      *warning;
  double     temperature;
  gboolean   updating; /* the entry follows the list; it must not answer with an edit */
};

enum
{
  TEMPERATURE_CHANGED,
  REMOVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (VtModelRunRow, vt_model_run_row, ADW_TYPE_ACTION_ROW)

/* "800", also "800 K" and "800,5"; NaN for an empty field. FALSE for what is no temperature. */
static gboolean
parse_temperature (const char *text, double *temperature)
{
  g_autofree char *plain = g_strdelimit (g_strstrip (g_strdup (text)), ",", '.');
  char *end;

  *temperature = NAN;
  if (*plain == '\0')
    return TRUE;
  *temperature = g_ascii_strtod (plain, &end);
  while (g_ascii_isspace (*end))
    end++;
  return end != plain && (*end == '\0' || g_str_equal (end, "K")) && *temperature > 0 && *temperature <= 1e5;
}

static void
vt_model_run_row_show_temperature (VtModelRunRow *self)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  self->updating = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->entry),
                         isnan (self->temperature) ? ""
                                                   : g_ascii_formatd (buffer, sizeof buffer, "%.6g", self->temperature));
  gtk_widget_remove_css_class (self->entry, "error");
  gtk_widget_set_tooltip_text (self->entry, _ ("The thermostat’s temperature in this run"));
  self->updating = FALSE;
}

static void
on_typed (VtModelRunRow *self)
{
  double temperature;

  if (self->updating)
    return;
  if (!parse_temperature (gtk_editable_get_text (GTK_EDITABLE (self->entry)), &temperature))
    {
      gtk_widget_add_css_class (self->entry, "error");
      gtk_widget_set_tooltip_text (self->entry, _ ("A temperature in K, up to 100\u202f000"));
      return;
    }
  if (temperature == self->temperature || (isnan (temperature) && isnan (self->temperature)))
    vt_model_run_row_show_temperature (self);
  else
    g_signal_emit (self, signals[TEMPERATURE_CHANGED], 0, temperature);
}

static void
on_remove (VtModelRunRow *self)
{
  g_signal_emit (self, signals[REMOVED], 0);
}

static void
vt_model_run_row_show_warning (VtModelRunRow *self, const char *warning)
{
  g_free (self->warning);
  self->warning = g_strdup (warning);
  /* The box of prefixes takes room as soon as there is one, so the icon comes and goes. */
  if (warning != NULL && self->icon == NULL)
    {
      self->icon = gtk_image_new_from_icon_name ("dialog-warning-symbolic");
      gtk_widget_add_css_class (self->icon, "warning");
      adw_action_row_add_prefix (ADW_ACTION_ROW (self), self->icon);
    }
  else if (warning == NULL && self->icon != NULL)
    {
      adw_action_row_remove (ADW_ACTION_ROW (self), self->icon);
      self->icon = NULL;
    }
}

static void
vt_model_run_row_finalize (GObject *object)
{
  g_free (VT_MODEL_RUN_ROW (object)->warning);
  G_OBJECT_CLASS (vt_model_run_row_parent_class)->finalize (object);
}

static void
vt_model_run_row_class_init (VtModelRunRowClass *class)
{
  G_OBJECT_CLASS (class)->finalize = vt_model_run_row_finalize;
  signals[TEMPERATURE_CHANGED] = g_signal_new ("temperature-changed", VT_TYPE_MODEL_RUN_ROW, G_SIGNAL_RUN_LAST, 0, NULL,
                                               NULL, NULL, G_TYPE_NONE, 1, G_TYPE_DOUBLE);
  signals[REMOVED] = g_signal_new ("removed", VT_TYPE_MODEL_RUN_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
vt_model_run_row_add_entry (VtModelRunRow *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkWidget *unit = gtk_label_new (vt_unit_symbol (VT_UNIT_KELVIN));

  self->entry = gtk_entry_new ();
  gtk_widget_set_valign (self->entry, GTK_ALIGN_CENTER);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), 5);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (self->entry), 5);
  gtk_editable_set_alignment (GTK_EDITABLE (self->entry), 1);
  gtk_entry_set_input_purpose (GTK_ENTRY (self->entry), GTK_INPUT_PURPOSE_NUMBER);
  gtk_widget_add_css_class (self->entry, "numeric");
  gtk_widget_add_css_class (unit, "dim-label");
  g_signal_connect_object (self->entry, "activate", G_CALLBACK (on_typed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "leave", G_CALLBACK (on_typed), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->entry, focus);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), self->entry);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), unit);
}

static void
vt_model_run_row_init (VtModelRunRow *self)
{
  self->temperature = NAN;
  gtk_widget_add_css_class (GTK_WIDGET (self), "run");
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (self), 1);
  vt_model_run_row_add_entry (self);
  self->remove = gtk_button_new_from_icon_name ("list-remove-symbolic");
  gtk_widget_set_valign (self->remove, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->remove, "flat");
  gtk_widget_add_css_class (self->remove, "circular");
  g_signal_connect_object (self->remove, "clicked", G_CALLBACK (on_remove), self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), self->remove);
}

GtkWidget *
vt_model_run_row_new (void)
{
  return g_object_new (VT_TYPE_MODEL_RUN_ROW, NULL);
}

void
vt_model_run_row_show (VtModelRunRow *row, GFile *file, double temperature, const char *note, const char *warning)
{
  g_autofree char *name = NULL;
  g_autofree char *path = NULL;
  g_autofree char *remove = NULL;
  g_autofree char *kelvin = NULL;

  g_return_if_fail (VT_IS_MODEL_RUN_ROW (row));
  g_return_if_fail (G_IS_FILE (file));

  name = g_file_get_basename (file);
  path = g_file_get_parse_name (file);
  remove = g_strdup_printf (_ ("Remove “%s”"), name);
  kelvin = g_strdup_printf (_ ("Temperature of “%s”"), name);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  gtk_widget_set_tooltip_text (GTK_WIDGET (row), path);
  gtk_widget_set_tooltip_text (row->remove, remove);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row->remove), GTK_ACCESSIBLE_PROPERTY_LABEL, remove, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, kelvin, -1);
  vt_model_run_row_show_warning (row, warning);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), warning != NULL ? warning : note != NULL ? note : "");
  if (temperature != row->temperature && !(isnan (temperature) && isnan (row->temperature)))
    {
      row->temperature = temperature;
      vt_model_run_row_show_temperature (row);
    }
}

const char *
vt_model_run_row_get_warning (VtModelRunRow *row)
{
  g_return_val_if_fail (VT_IS_MODEL_RUN_ROW (row), NULL);

  return row->warning;
}

GtkWidget *
vt_model_run_row_get_entry (VtModelRunRow *row)
{
  g_return_val_if_fail (VT_IS_MODEL_RUN_ROW (row), NULL);

  return row->entry;
}

#include "vt-series-pages.h"

#include <math.h>

#include "vt-color-button.h"
#include "vt-dropdown.h"
#include "vt-format.h"
#include "vt-i18n.h"
#include "vt-series-charts.h"

const char *const vt_series_pages_time_keys[] = { "timeseries.chart", "timeseries.against", "window.frame", NULL };
const char *const vt_series_pages_scatter_keys[] = { "scatter.color", NULL };

/* ---- the time series ---- */

static guint
count_known (const VtTable *table, const char *column)
{
  guint n = 0;

  for (guint row = 0; row < vt_table_get_n_rows (table); row++)
    n += !isnan (vt_table_get_number (table, row, (guint) vt_table_find_column (table, column)));
  return n;
}

/* What the chart does not say: how many frames it is of, and what is active. */
static char *
describe_time (VtResult *result, const char *kind)
{
  VtTable *table = vt_result_get_table (result, "timeseries");
  double threshold = vt_result_get_number (result, "threshold");
  g_autofree char *from = vt_format_quantity (threshold, VT_UNIT_KELVIN, 3);
  g_autoptr (GString) text = g_string_new (NULL);

  if (g_str_equal (kind, "activity") && !isnan (threshold))
    /* Translators: a temperature. */
    g_string_append_printf (text, _ ("Active from T_ML = %s on. "), from);
  if (g_str_equal (kind, "msd") || g_str_equal (kind, "alpha2"))
    g_string_append (text, _ ("Since the first frame, without strain and drift. "));
  else
    g_string_append_printf (text, _ ("%u frames, %u of them with T_ML; click a point to go to its frame."),
                            vt_table_get_n_rows (table), count_known (table, "t_ml_mean"));
  return g_strdup (g_strstrip (text->str));
}

VtChart *
vt_series_pages_build_time (VtDocument *document, VtResult *result, char **description)
{
  const VtState *state = vt_document_get_state (document);
  const char *kind = vt_state_get_text (state, "timeseries.chart");

  *description = describe_time (result, kind);
  return vt_chart_of_time_series (result, state, kind, TRUE);
}

void
vt_series_pages_activate_time (VtDocument *document, VtResult *result, double x, double y)
{
  const VtState *state = vt_document_get_state (document);
  VtTable *table = vt_result_get_table (result, "timeseries");
  int row = vt_time_series_find_row (result, state, vt_state_get_text (state, "timeseries.chart"), x);

  if (row < 0)
    return;
  vt_document_set_integer (document, "window.frame",
                           (gint64) vt_table_get_number (table, (guint) row,
                                                         (guint) vt_table_find_column (table, "frame")));
  vt_document_seal (document);
}

/* ---- a choice alone ---- */

static const VtParameter *
get_parameter (gpointer dropdown)
{
  return g_object_get_data (dropdown, "vt-parameter");
}

static void
on_chosen (GtkDropDown *dropdown, GParamSpec *spec, VtDocument *document)
{
  const VtParameter *parameter = get_parameter (dropdown);
  const char *nick = parameter->choices[gtk_drop_down_get_selected (dropdown)].nick;

  if (!vt_state_is (vt_document_get_state (document), parameter->key, nick))
    vt_document_set_text (document, parameter->key, nick);
}

static void
follow_choice (GtkDropDown *dropdown, VtState *before, VtDocument *document)
{
  const VtParameter *parameter = get_parameter (dropdown);
  guint selected = 0;

  while (!vt_state_is (vt_document_get_state (document), parameter->key, parameter->choices[selected].nick))
    selected++;
  if (gtk_drop_down_get_selected (dropdown) != selected)
    gtk_drop_down_set_selected (dropdown, selected);
}

/* Its name is the tooltip's and the screen reader's. */
static GtkWidget *
make_choice (VtDocument *document, const char *key)
{
  const VtParameter *parameter = vt_parameter_get ((guint) vt_parameter_find (key));
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  GtkWidget *dropdown;

  for (const VtChoice *choice = parameter->choices; choice->nick != NULL; choice++)
    g_ptr_array_add (names, (char *) _ (choice->label));
  g_ptr_array_add (names, NULL);
  dropdown = vt_dropdown_new ((const char *const *) names->pdata, 16);
  g_object_set_data (G_OBJECT (dropdown), "vt-parameter", (gpointer) parameter);
  gtk_widget_set_tooltip_text (dropdown, _ (parameter->help));
  gtk_accessible_update_property (GTK_ACCESSIBLE (dropdown), GTK_ACCESSIBLE_PROPERTY_LABEL, _ (parameter->label), -1);
  follow_choice (GTK_DROP_DOWN (dropdown), NULL, document);
  g_signal_connect_object (dropdown, "notify::selected", G_CALLBACK (on_chosen), document, 0);
  g_signal_connect_object (document, "state-changed", G_CALLBACK (follow_choice), dropdown, G_CONNECT_SWAPPED);
  return dropdown;
}

GtkWidget *
vt_series_pages_make_time_controls (VtDocument *document)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_box_append (GTK_BOX (box), make_choice (document, "timeseries.chart"));
  gtk_box_append (GTK_BOX (box), make_choice (document, "timeseries.against"));
  return box;
}

/* ---- one quantity against another ---- */

VtChart *
vt_series_pages_build_scatter (VtDocument *document, VtResult *result, char **description)
{
  const VtState *state = vt_document_get_state (document);
  VtColumn *classes
      = vt_state_is (state, "scatter.color", "class") ? vt_document_peek_column (document, "class") : NULL;

  *description = vt_scatter_describe (result);
  return vt_chart_of_scatter (result, classes);
}

static void
add_quantity (GtkBox *box, VtDocument *document, const char *key)
{
  const VtParameter *parameter = vt_parameter_get ((guint) vt_parameter_find (key));
  GtkWidget *label = gtk_label_new (_ (parameter->label));
  GtkWidget *button = g_object_new (VT_TYPE_COLOR_BUTTON, NULL);

  gtk_widget_add_css_class (label, "dim-label");
  gtk_box_append (box, label);
  vt_color_button_set_key (VT_COLOR_BUTTON (button), key);
  vt_color_button_set_document (VT_COLOR_BUTTON (button), document);
  gtk_widget_set_hexpand (button, TRUE);
  gtk_box_append (box, button);
}

GtkWidget *
vt_series_pages_make_scatter_controls (VtDocument *document)
{
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  add_quantity (GTK_BOX (box), document, "scatter.x");
  add_quantity (GTK_BOX (box), document, "scatter.y");
  gtk_box_append (GTK_BOX (column), box);
  gtk_box_append (GTK_BOX (column), make_choice (document, "scatter.color"));
  return column;
}

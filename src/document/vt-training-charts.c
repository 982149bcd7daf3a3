#include "vt-training-charts.h"

#include <math.h>
#include <string.h>

#include "vt-element.h"
#include "vt-i18n.h"

#define T "<i>T</i>"
#define MEAN_T_ML "⟨<i>T</i><sub>ML</sub>⟩"
#define HEADROOM 1.05
#define ALL "all" /* stands for an element in the validation's table */

/* ---- tables ---- */

/* The numbers of a column that the table must have. */
static const double *
get_numbers (const VtTable *table, const char *name)
{
  int column = vt_table_find_column (table, name);

  if (column < 0 || vt_table_column_is_text (table, column))
    {
      g_critical ("the table “%s” has no numbers “%s”", vt_table_get_name (table), name);
      return NULL;
    }
  return vt_table_get_numbers (table, column);
}

/* Some rows of a table: of one element. */
typedef struct
{
  guint n;
  double *x;
  double *y;
  double *errors;
  gboolean *hollow;
} Curve;

static void
curve_clear (Curve *curve)
{
  g_free (curve->x);
  g_free (curve->y);
  g_free (curve->errors);
  g_free (curve->hollow);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Curve, curve_clear)

static Curve
curve_new (guint room)
{
  return (Curve){ 0, g_new0 (double, room + 1), g_new0 (double, room + 1), g_new0 (double, room + 1),
                  g_new0 (gboolean, room + 1) };
}

static void
curve_add (Curve *curve, double x, double y, double error, gboolean hollow)
{
  curve->x[curve->n] = x;
  curve->y[curve->n] = y;
  curve->errors[curve->n] = error;
  curve->hollow[curve->n] = hollow;
  curve->n++;
}

/* ---- what several charts have ---- */

static VtSeries *
add_reference (VtChart *chart, VtSeries *reference, gboolean dashed)
{
  vt_series_set_meaning (reference, VT_MEANING_FOREGROUND);
  vt_series_set_dashed (reference, dashed);
  vt_chart_add_series (chart, reference);
  return reference;
}

/* An entry of the legend alone, which says what a filled or an open marker means. */
static void
add_key (VtChart *chart, const char *label, gboolean hollow, int index)
{
  const double nowhere = NAN;
  VtSeries *series = vt_series_new_points (label, &nowhere, &nowhere, 1);

  vt_series_set_hollow (series, &hollow);
  if (index >= 0)
    vt_series_set_index (series, index);
  vt_chart_add_series (chart, series);
}

static gboolean
any (const gboolean *flags, guint n)
{
  for (guint i = 0; i < n; i++)
    if (flags[i])
      return TRUE;
  return FALSE;
}

/* T below, T_ML beside, both from 0 to a little above the highest T, so that y = x is the picture's diagonal. */
static VtChart *
new_t_ml_chart (const double *temperatures, guint n)
{
  VtChart *chart = vt_chart_new ();
  double highest = 0;

  for (guint i = 0; i < n; i++)
    highest = MAX (highest, temperatures[i]);
  vt_axis_set_title (vt_chart_get_x_axis (chart), T, VT_UNIT_KELVIN);
  vt_axis_set_title (vt_chart_get_y_axis (chart), MEAN_T_ML, VT_UNIT_KELVIN);
  if (highest > 0)
    {
      vt_axis_set_range (vt_chart_get_x_axis (chart), 0, HEADROOM * highest);
      vt_axis_set_range (vt_chart_get_y_axis (chart), 0, HEADROOM * highest);
    }
  add_reference (chart, vt_series_new_identity (), TRUE);
  return chart;
}

/* A band may reach above the highest temperature. */
static void
make_room (VtChart *chart, const double *means, const double *deviations, guint n)
{
  double minimum, maximum;

  vt_axis_get_range (vt_chart_get_y_axis (chart), &minimum, &maximum);
  for (guint i = 0; i < n; i++)
    if (HEADROOM * (means[i] + deviations[i]) > maximum)
      maximum = HEADROOM * (means[i] + deviations[i]);
  vt_axis_set_range (vt_chart_get_y_axis (chart), minimum, maximum);
}

/* ---- Fig. 1 ---- */

static void
color_by_element (VtSeries *series, const char *symbol, guint index)
{
  const VtElement *element = vt_element_lookup (symbol);

  if (element != NULL)
    vt_series_set_color (series, vt_color_from_hex (element->color));
  else
    vt_series_set_index (series, index);
}

static Curve
get_element_curve (const VtTable *validation, const char *element)
{
  guint n = vt_table_get_n_rows (validation);
  int column = vt_table_find_column (validation, "element");
  const double *temperatures = get_numbers (validation, "temperature"), *means = get_numbers (validation, "mean");
  const double *deviations = get_numbers (validation, "deviation"), *classes = get_numbers (validation, "is_class");
  Curve curve = curve_new (n);

  for (guint row = 0; row < n; row++)
    if (strcmp (vt_table_get_text (validation, row, column), element) == 0)
      curve_add (&curve, temperatures[row], means[row], deviations[row], !(classes[row] > 0));
  return curve;
}

/* The elements in the table's order. (element-type utf8) (transfer container) */
static GPtrArray *
list_elements (const VtTable *validation)
{
  GPtrArray *elements = g_ptr_array_new ();
  int column = vt_table_find_column (validation, "element");

  for (guint row = 0; row < vt_table_get_n_rows (validation); row++)
    {
      const char *element = vt_table_get_text (validation, row, column);

      if (strcmp (element, ALL) != 0 && !g_ptr_array_find_with_equal_func (elements, element, g_str_equal, NULL))
        g_ptr_array_add (elements, (gpointer) element);
    }
  return elements;
}

/* All elements: a line with its band, below the elements' points, which lie close to it. */
static void
add_all (VtChart *chart, const VtTable *validation)
{
  g_auto (Curve) all = get_element_curve (validation, ALL);
  VtSeries *series = vt_series_new_line (_("all"), all.x, all.y, all.n);

  vt_series_set_meaning (series, VT_MEANING_FOREGROUND);
  vt_series_set_errors (series, all.errors);
  vt_series_set_error_band (series, TRUE);
  make_room (chart, all.y, all.errors, all.n);
  vt_chart_add_series (chart, series);
}

VtChart *
vt_training_charts_new_t_ml (const VtTable *validation)
{
  g_autoptr (GPtrArray) elements = NULL;
  gboolean left_out = FALSE;
  VtChart *chart;

  g_return_val_if_fail (validation != NULL, NULL);

  chart = new_t_ml_chart (get_numbers (validation, "temperature"), vt_table_get_n_rows (validation));
  add_all (chart, validation);
  elements = list_elements (validation);
  for (guint i = 0; i < elements->len; i++)
    {
      const char *element = g_ptr_array_index (elements, i);
      g_auto (Curve) curve = get_element_curve (validation, element);
      VtSeries *series = vt_series_new_points (element, curve.x, curve.y, curve.n);

      vt_series_set_hollow (series, curve.hollow);
      color_by_element (series, element, i);
      vt_chart_add_series (chart, series);
      left_out = left_out || any (curve.hollow, curve.n);
    }
  if (left_out)
    add_key (chart, _("not a class"), TRUE, -1);
  return chart;
}

/* ---- calibration ---- */

VtChart *
vt_training_charts_new_calibration (const VtTable *calibration)
{
  const double *temperatures, *means, *deviations;
  VtSeries *series;
  VtChart *chart;
  guint n;

  g_return_val_if_fail (calibration != NULL, NULL);

  n = vt_table_get_n_rows (calibration);
  temperatures = get_numbers (calibration, "temperature");
  means = get_numbers (calibration, "mean_t_ml");
  deviations = get_numbers (calibration, "deviation");
  chart = new_t_ml_chart (temperatures, n);
  series = vt_series_new_line (NULL, temperatures, means, n);
  vt_series_set_index (series, 0);
  vt_series_set_markers (series, TRUE);
  vt_series_set_errors (series, deviations);
  vt_series_set_error_band (series, TRUE);
  make_room (chart, means, deviations, n);
  vt_chart_add_series (chart, series);
  return chart;
}

/* ---- Fig. S3: k ---- */

static void
add_error_curve (VtChart *chart, const VtTable *table, const char *label, const char *column, guint index)
{
  VtSeries *series = vt_series_new_from_table (VT_SERIES_LINE, label, table, "k", column);

  if (series == NULL)
    return;
  vt_series_set_index (series, index);
  vt_series_set_markers (series, vt_table_get_n_rows (table) <= 30);
  vt_chart_add_series (chart, series);
}

/* Whether there are temperatures that are no class: else both curves are the same. */
static gboolean
has_left_out (const VtTable *k)
{
  gsize size = vt_table_get_n_rows (k) * sizeof (double);
  const double *all = get_numbers (k, "rmse"), *classes = get_numbers (k, "rmse_classes");

  return all == NULL || classes == NULL || memcmp (all, classes, size) != 0;
}

VtChart *
vt_training_charts_new_k (const VtTable *k, guint chosen)
{
  VtChart *chart;

  g_return_val_if_fail (k != NULL, NULL);

  chart = vt_chart_new ();
  vt_axis_set_title (vt_chart_get_x_axis (chart), "<i>k</i>", VT_UNIT_NONE);
  vt_axis_set_scale (vt_chart_get_x_axis (chart), VT_SCALE_LOG);
  vt_axis_set_title (vt_chart_get_y_axis (chart), _("RMSE of <i>T</i><sub>ML</sub>"), VT_UNIT_KELVIN);
  if (chosen > 0)
    {
      g_autofree char *label = g_strdup_printf ("<i>k</i> = %u", chosen);

      add_reference (chart, vt_series_new_vertical (label, chosen), TRUE);
    }
  add_error_curve (chart, k, _("all temperatures"), "rmse", 0);
  if (has_left_out (k))
    add_error_curve (chart, k, _("class temperatures"), "rmse_classes", 1);
  return chart;
}

/* ---- Fig. S2: features ---- */

static void
mark_boundary (VtChart *chart, double lag)
{
  g_autofree char *number = vt_axis_format_value (vt_chart_get_x_axis (chart), lag);

  add_reference (chart, vt_series_new_vertical (number, lag), TRUE);
}

VtChart *
vt_training_charts_new_features (const VtTable *relieff, double boundary)
{
  const double *lags, *weights, *selected;
  g_auto (Curve) curve = { 0 };
  VtSeries *series;
  VtChart *chart;
  guint n;

  g_return_val_if_fail (relieff != NULL, NULL);

  n = vt_table_get_n_rows (relieff);
  lags = get_numbers (relieff, "lag");
  weights = get_numbers (relieff, "weight");
  selected = get_numbers (relieff, "selected");
  curve = curve_new (n);
  for (guint i = 0; i < n; i++)
    curve_add (&curve, lags[i], weights[i], NAN, !(selected[i] > 0));

  chart = vt_chart_new ();
  vt_axis_set_title (vt_chart_get_x_axis (chart), "Δ<i>t</i>", VT_UNIT_PICOSECOND);
  vt_axis_set_scale (vt_chart_get_x_axis (chart), VT_SCALE_LOG);
  vt_axis_set_title (vt_chart_get_y_axis (chart), _("ReliefF weight"), VT_UNIT_NONE);
  add_reference (chart, vt_series_new_horizontal (NULL, 0), FALSE);
  if (isfinite (boundary))
    mark_boundary (chart, boundary);
  series = vt_series_new_line (NULL, curve.x, curve.y, curve.n);
  vt_series_set_markers (series, TRUE);
  vt_series_set_hollow (series, curve.hollow);
  vt_series_set_index (series, 0);
  vt_chart_add_series (chart, series);
  if (any (curve.hollow, n))
    {
      add_key (chart, _("selected"), FALSE, 0);
      add_key (chart, _("left out"), TRUE, 0);
    }
  return chart;
}

/* ---- Fig. S1: classes ---- */

/* Temperatures as names of categories. (transfer full) */
static GStrv
name_temperatures (const double *temperatures, guint n)
{
  GStrv names = g_new0 (char *, n + 1);

  for (guint i = 0; i < n; i++)
    names[i] = g_strdup_printf ("%g", temperatures[i]);
  return names;
}

VtChart *
vt_training_charts_new_classes (const VtTable *classes)
{
  const double *temperatures, *shares, *selected;
  g_autofree gboolean *pale = NULL;
  g_auto (GStrv) names = NULL;
  VtSeries *series;
  VtChart *chart;
  guint n;

  g_return_val_if_fail (classes != NULL, NULL);

  n = vt_table_get_n_rows (classes);
  temperatures = get_numbers (classes, "temperature");
  shares = get_numbers (classes, "share_percent");
  selected = get_numbers (classes, "selected");
  names = name_temperatures (temperatures, n);
  pale = g_new0 (gboolean, n + 1);
  for (guint i = 0; i < n; i++)
    pale[i] = !(selected[i] > 0);

  chart = vt_chart_new ();
  vt_axis_set_title (vt_chart_get_x_axis (chart), T, VT_UNIT_KELVIN);
  vt_axis_set_title (vt_chart_get_y_axis (chart), _("Share of qualified clusters"), VT_UNIT_PERCENT);
  if (n > 0)
    vt_axis_set_categories (vt_chart_get_x_axis (chart), (const char *const *) names);
  series = vt_series_new_columns (NULL, shares, n);
  vt_series_set_index (series, 0);
  vt_series_set_pale (series, pale);
  vt_chart_add_series (chart, series);
  return chart;
}

/* ---- confusion ---- */

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

/* The different values of a column, ascending. (transfer full) */
static GArray *
list_values (const double *values, guint n)
{
  GArray *sorted = g_array_sized_new (FALSE, FALSE, sizeof (double), n), *list;

  g_array_append_vals (sorted, values, n);
  g_array_sort (sorted, compare_numbers);
  list = g_array_new (FALSE, FALSE, sizeof (double));
  for (guint i = 0; i < n; i++)
    if (i == 0 || g_array_index (sorted, double, i) != g_array_index (sorted, double, i - 1))
      g_array_append_val (list, g_array_index (sorted, double, i));
  g_array_unref (sorted);
  return list;
}

/* Numbers of the values among @list; names those on @axis. */
static double *
to_categories (const double *values, guint n, VtAxis *axis)
{
  g_autoptr (GArray) list = list_values (values, n);
  g_auto (GStrv) names = name_temperatures ((const double *) (gpointer) list->data, list->len);
  double *numbers = g_new0 (double, n + 1);

  for (guint i = 0; i < n; i++)
    for (guint c = 0; c < list->len; c++)
      if (g_array_index (list, double, c) == values[i])
        numbers[i] = c;
  if (n > 0)
    vt_axis_set_categories (axis, (const char *const *) names);
  return numbers;
}

/* 0 % is the background's end of the map. */
static void
set_share_scale (VtChart *chart)
{
  VtColorScale light, dark;

  vt_color_scale_init (&dark);
  dark.colormap = vt_colormap_find ("magma");
  dark.maximum = 100;
  light = dark;
  light.reversed = TRUE;
  vt_chart_set_color_scale (chart, &light, &dark);
  vt_axis_set_title (vt_chart_get_color_axis (chart), _("Share"), VT_UNIT_PERCENT);
}

VtChart *
vt_training_charts_new_confusion (const VtTable *confusion)
{
  g_autofree double *x = NULL, *y = NULL;
  VtSeries *series;
  VtChart *chart;
  guint n;

  g_return_val_if_fail (confusion != NULL, NULL);

  n = vt_table_get_n_rows (confusion);
  chart = vt_chart_new ();
  vt_axis_set_title (vt_chart_get_x_axis (chart), _("Predicted class"), VT_UNIT_KELVIN);
  vt_axis_set_title (vt_chart_get_y_axis (chart), T, VT_UNIT_KELVIN);
  set_share_scale (chart);
  x = to_categories (get_numbers (confusion, "predicted"), n, vt_chart_get_x_axis (chart));
  y = to_categories (get_numbers (confusion, "true"), n, vt_chart_get_y_axis (chart));
  series = vt_series_new_cells (NULL, x, y, get_numbers (confusion, "share_percent"), n);
  vt_series_set_decimals (series, 0);
  vt_chart_add_series (chart, series);
  return chart;
}

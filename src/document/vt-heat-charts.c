#include "vt-heat-charts.h"

#include <math.h>

#include "vt-i18n.h"
#include "vt-result-charts.h"

#define CURVE_POINTS 201
#define CURVE_SIGMAS 4.0
#define NOISE_SIGMAS 2.0

static const double *
get_column (const VtTable *table, const char *name)
{
  int column = table != NULL ? vt_table_find_column (table, name) : -1;

  return column >= 0 ? vt_table_get_numbers (table, (guint) column) : NULL;
}

/* ---- distribution ---- */

static void
add_tail (VtChart *chart, VtResult *result)
{
  VtTable *table = vt_result_get_table (result, "tml-histogram");
  const double *centers = get_column (table, "t_ml"), *tail = get_column (table, "tail");
  guint n = vt_table_get_n_rows (table);
  double share = 100 * vt_result_get_number (result, "tail"), error = 100 * vt_result_get_number (result, "tail_error");
  g_autofree char *label = NULL;
  VtSeries *series;

  if (centers == NULL || tail == NULL || n < 2)
    return;
  /* Translators: what of the atoms lies in the distribution's tail, with its error, in percent. */
  label = isnan (error) ? g_strdup_printf (_("Tail, %.1f %%"), share)
                        : g_strdup_printf (_("Tail, %.1f ± %.1f %%"), share, error);
  series = vt_series_new_histogram (label, centers, tail, n, centers[1] - centers[0]);
  vt_series_set_meaning (series, VT_MEANING_ACTIVE);
  vt_chart_add_series (chart, series);
}

void
vt_heat_charts_add_peak (VtChart *distribution, VtResult *result)
{
  double center = vt_result_get_number (result, "peak"), sigma = vt_result_get_number (result, "sigma");
  double amplitude = vt_result_get_number (result, "amplitude");
  double x[CURVE_POINTS], y[CURVE_POINTS];
  VtSeries *series;

  g_return_if_fail (distribution != NULL && result != NULL);

  if (isnan (center) || isnan (sigma) || isnan (amplitude))
    return;
  add_tail (distribution, result);
  for (guint i = 0; i < CURVE_POINTS; i++)
    {
      double z = CURVE_SIGMAS * (2.0 * i / (CURVE_POINTS - 1) - 1);

      x[i] = center + z * sigma;
      y[i] = amplitude * exp (-0.5 * z * z);
    }
  series = vt_series_new_line (_("Gaussian peak"), x, y, CURVE_POINTS);
  vt_series_set_meaning (series, VT_MEANING_FOREGROUND);
  vt_chart_add_series (distribution, series);
}

/* ---- prediction ---- */

static void
add_curve (VtChart *chart, const VtTable *table, const char *label, const char *column, guint index)
{
  VtSeries *series = vt_series_new_from_table (VT_SERIES_LINE, label, table, "lag", column);
  g_autofree char *sigma = g_strconcat ("sigma_", column, NULL);

  if (series == NULL)
    return;
  if (get_column (table, sigma) != NULL)
    vt_series_set_errors (series, get_column (table, sigma));
  vt_series_set_markers (series, TRUE);
  vt_series_set_index (series, index);
  vt_chart_add_series (chart, series);
}

VtChart *
vt_chart_of_prediction (VtResult *prediction, const VtState *state)
{
  VtTable *table;
  VtChart *chart;

  g_return_val_if_fail (prediction != NULL, NULL);

  table = vt_result_get_table (prediction, "prediction");
  chart = vt_chart_new ();
  vt_axis_set_title (vt_chart_get_x_axis (chart), _("Δ<i>t</i> after <i>t</i>"), VT_UNIT_PICOSECOND);
  vt_axis_set_title (vt_chart_get_y_axis (chart),
                     _("<i>T</i><sub>ML</sub> before <i>t</i> against <i>D</i>²<sub>min</sub> after"), VT_UNIT_NONE);
  vt_axis_set_range (vt_chart_get_x_axis (chart), 0, NAN);
  vt_axis_set_range (vt_chart_get_y_axis (chart), NAN, 1);
  if (state != NULL)
    vt_chart_add_series (chart, vt_series_new_vertical (NULL, vt_state_get_real (state, "window.lag")));
  add_curve (chart, table, _("Pearson <i>ζ</i>"), "pearson", 0);
  add_curve (chart, table, _("Spearman"), "spearman", 1);
  add_curve (chart, table, _("AUC"), "auc", 2);
  return chart;
}

/* ---- clusters ---- */

static void
add_sizes (VtChart *chart, const VtTable *table, const char *label, const char *column, const char *sigma,
           VtMeaning meaning)
{
  const double *from = get_column (table, "size_from"), *to = get_column (table, "size_to");
  const double *counts = get_column (table, column), *errors = sigma != NULL ? get_column (table, sigma) : NULL;
  guint n = vt_table_get_n_rows (table);
  g_autofree double *middle = g_new (double, n + 1);
  VtSeries *series;

  if (from == NULL || to == NULL || counts == NULL)
    return;
  for (guint i = 0; i < n; i++)
    middle[i] = sqrt (from[i] * to[i]);
  series = vt_series_new_line (label, middle, counts, n);
  if (errors != NULL)
    vt_series_set_errors (series, errors);
  vt_series_set_error_band (series, errors != NULL);
  vt_series_set_markers (series, errors == NULL);
  vt_series_set_meaning (series, meaning);
  vt_chart_add_series (chart, series);
}

VtChart *
vt_chart_of_clusters (VtResult *clusters)
{
  VtTable *table;
  VtChart *chart;

  g_return_val_if_fail (clusters != NULL, NULL);

  table = vt_result_get_table (clusters, "cluster-sizes");
  chart = vt_chart_new ();
  vt_axis_set_title (vt_chart_get_x_axis (chart), _("Atoms in a cluster"), VT_UNIT_NONE);
  vt_axis_set_title (vt_chart_get_y_axis (chart), _("Clusters"), VT_UNIT_NONE);
  vt_axis_set_scale (vt_chart_get_x_axis (chart), VT_SCALE_LOG);
  vt_axis_set_scale (vt_chart_get_y_axis (chart), VT_SCALE_LOG);
  add_sizes (chart, table, _("At random, within elements"), "random_within_elements",
             "random_within_elements_sigma", VT_MEANING_TOTAL);
  add_sizes (chart, table, _("Active atoms"), "found", NULL, VT_MEANING_ACTIVE);
  return chart;
}

/* ---- spatial correlation ---- */

/* Twice what permutations scatter by, about their mean. */
static void
add_noise (VtChart *chart, const VtTable *table)
{
  const double *r = get_column (table, "r"), *mean = get_column (table, "chance_t_ml");
  const double *sigma = get_column (table, "chance_sigma_t_ml");
  guint n = vt_table_get_n_rows (table);
  g_autofree double *errors = g_new (double, n + 1);
  VtSeries *series;

  if (r == NULL || mean == NULL || sigma == NULL)
    return;
  for (guint i = 0; i < n; i++)
    errors[i] = NOISE_SIGMAS * sigma[i];
  series = vt_series_new_line (_("Permuted, ± 2 <i>σ</i>"), r, mean, n);
  vt_series_set_errors (series, errors);
  vt_series_set_error_band (series, TRUE);
  vt_series_set_meaning (series, VT_MEANING_TOTAL);
  vt_chart_add_series (chart, series);
}

/* Row of a quantity in the table of lengths, or -1. */
static int
find_quantity (const VtTable *lengths, const char *quantity)
{
  for (guint row = 0; lengths != NULL && row < vt_table_get_n_rows (lengths); row++)
    if (g_str_equal (vt_table_get_text (lengths, row, 0), quantity))
      return (int) row;
  return -1;
}

static void
add_decay (VtChart *chart, const VtTable *lengths, int row, guint index)
{
  double length = get_column (lengths, "length")[row], amplitude = get_column (lengths, "amplitude")[row];
  double from = get_column (lengths, "fit_from")[row], to = get_column (lengths, "fit_to")[row];
  double x[CURVE_POINTS], y[CURVE_POINTS];
  VtSeries *series;

  if (isnan (length))
    return;
  for (guint i = 0; i < CURVE_POINTS; i++)
    {
      x[i] = from + (to - from) * i / (CURVE_POINTS - 1);
      y[i] = amplitude * exp (-x[i] / length);
    }
  series = vt_series_new_line (NULL, x, y, CURVE_POINTS);
  vt_series_set_index (series, index);
  vt_series_set_dashed (series, TRUE);
  vt_chart_add_series (chart, series);
}

static void
add_reach (VtChart *chart, VtResult *spatial, const char *quantity, const char *symbol, guint index)
{
  VtTable *table = vt_result_get_table (spatial, "spatial"), *lengths = vt_result_get_table (spatial, "spatial-length");
  g_autofree char *c = g_strconcat ("c_", quantity, NULL), *sigma = g_strconcat ("sigma_", quantity, NULL);
  int row = find_quantity (lengths, quantity);
  g_autofree char *label = NULL;
  VtSeries *series;

  if (get_column (table, c) == NULL || row < 0)
    return;
  /* Translators: a quantity, and over what length, in Å, its correlation decays. */
  label = isnan (get_column (lengths, "length")[row])
              ? g_strdup (symbol)
              : g_strdup_printf (_("%s, <i>ξ</i> = %.1f ± %.1f Å"), symbol, get_column (lengths, "length")[row],
                                 get_column (lengths, "length_sigma")[row]);
  series = vt_series_new_from_table (VT_SERIES_LINE, label, table, "r", c);
  if (series == NULL)
    return;
  vt_series_set_errors (series, get_column (table, sigma));
  vt_series_set_markers (series, TRUE);
  vt_series_set_index (series, index);
  vt_chart_add_series (chart, series);
  add_decay (chart, lengths, row, index);
}

VtChart *
vt_chart_of_spatial (VtResult *spatial)
{
  VtChart *chart;

  g_return_val_if_fail (spatial != NULL, NULL);

  chart = vt_chart_new ();
  vt_axis_set_title (vt_chart_get_x_axis (chart), "<i>r</i>", VT_UNIT_ANGSTROM);
  vt_axis_set_title (vt_chart_get_y_axis (chart), "<i>C</i>(<i>r</i>)", VT_UNIT_NONE);
  vt_axis_set_range (vt_chart_get_x_axis (chart), 0, NAN);
  vt_chart_add_series (chart, vt_series_new_horizontal (NULL, 0));
  add_noise (chart, vt_result_get_table (spatial, "spatial"));
  add_reach (chart, spatial, "t_ml", "<i>T</i><sub>ML</sub>", 0);
  add_reach (chart, spatial, "d2min", "<i>D</i>²<sub>min</sub>", 1);
  return chart;
}

/* ---- several runs ---- */

/* "1.5 GPa, tail 57 %", plain text made safe for markup. */
static char *
label_run (const VtTable *runs, guint row)
{
  g_autofree char *name = g_markup_escape_text (vt_table_get_text (runs, row, 0), -1);
  double tail = get_column (runs, "tail")[row];

  /* Translators: a run, and what of its atoms lies in the tail, in percent. */
  return isnan (tail) ? g_steal_pointer (&name) : g_strdup_printf (_("%s, tail %.1f %%"), name, 100 * tail);
}

VtChart *
vt_chart_of_runs (VtResult *result)
{
  VtTable *runs, *densities;
  const double *centers, *heights;
  VtChart *chart;

  g_return_val_if_fail (result != NULL, NULL);

  runs = vt_result_get_table (result, "tml-runs");
  densities = vt_result_get_table (result, "tml-run-densities");
  centers = get_column (densities, "t_ml");
  heights = get_column (densities, "density");
  chart = vt_chart_new ();
  vt_axis_set_title (vt_chart_get_x_axis (chart), "<i>T</i><sub>ML</sub>", VT_UNIT_KELVIN);
  vt_axis_set_title (vt_chart_get_y_axis (chart), _("Density"), VT_UNIT_PER_KELVIN);
  for (guint run = 0, begin = 0, end; run < vt_table_get_n_rows (runs); run++, begin = end)
    {
      const char *name = vt_table_get_text (runs, run, 0);
      g_autofree char *label = label_run (runs, run);
      VtSeries *series;

      for (end = begin; end < vt_table_get_n_rows (densities)
                        && g_str_equal (vt_table_get_text (densities, end, 0), name);
           end++)
        ;
      if (end < begin + 2)
        continue;
      series = vt_series_new_histogram (label, centers + begin, heights + begin, end - begin,
                                        centers[begin + 1] - centers[begin]);
      vt_series_set_index (series, run);
      vt_series_set_filled (series, run == 0);
      vt_chart_add_series (chart, series);
    }
  return chart;
}

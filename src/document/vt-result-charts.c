#include "vt-result-charts.h"

#include <math.h>
#include <string.h>

#include "vt-heat-charts.h"
#include "vt-i18n.h"

#define USUAL_POLYHEDRA 12
/* A bar of the votes, as a share of the way to the next class; and of all the way, where classes lie close. */
#define BAR_OF_STEP 0.7
#define BAR_OF_RANGE 0.02

static void
add_brush (VtChart *chart, const VtState *state)
{
  if (state != NULL && vt_state_is (state, "selection.property", "t_ml"))
    vt_chart_add_series (chart, vt_series_new_band (NULL, vt_state_get_real (state, "selection.minimum"),
                                                    vt_state_get_real (state, "selection.maximum")));
}

VtChart *
vt_chart_of_distribution (VtResult *distribution, const VtState *state)
{
  VtTable *table;
  VtChart *chart;
  VtSeries *series;

  g_return_val_if_fail (distribution != NULL, NULL);

  table = vt_result_get_table (distribution, "tml-histogram");
  chart = vt_chart_new ();
  vt_axis_set_title (vt_chart_get_x_axis (chart), "<i>T</i><sub>ML</sub>", VT_UNIT_KELVIN);
  vt_axis_set_title (vt_chart_get_y_axis (chart), _("Density"), VT_UNIT_PER_KELVIN);
  add_brush (chart, state);
  series = vt_series_new_from_table (VT_SERIES_HISTOGRAM, NULL, table, vt_table_get_column_name (table, 0), "density");
  if (series != NULL)
    vt_chart_add_series (chart, series);
  vt_heat_charts_add_peak (chart, distribution);
  return chart;
}

void
vt_chart_mark_calibration (VtChart *distribution, VtModel *model, double temperature)
{
  double expected = model != NULL ? vt_model_expect_t_ml (model, temperature) : NAN;
  char number[G_ASCII_DTOSTR_BUF_SIZE];
  g_autofree char *label = NULL;
  VtSeries *series;

  g_return_if_fail (distribution != NULL);

  if (isnan (expected))
    return;
  g_ascii_formatd (number, sizeof number, "%.6g", temperature);
  /* Translators: a mark in the distribution of T_ML: where its mean lies for atoms of the training at that temperature. */
  label = g_strdup_printf (_("⟨<i>T</i><sub>ML</sub>⟩ in training at %s K"), number);
  series = vt_series_new_vertical (label, expected);
  vt_series_set_dashed (series, TRUE);
  vt_chart_add_series (distribution, series);
}

static double
bar_width (const double *classes, guint n)
{
  double step = INFINITY, range = classes[n - 1] - classes[0];

  for (guint c = 1; c < n; c++)
    step = fmin (step, classes[c] - classes[c - 1]);
  /* Bars of many classes may touch, but not overlap. */
  return n > 1 ? fmin (fmax (BAR_OF_STEP * step, BAR_OF_RANGE * range), step) : fmax (0.1 * fabs (classes[0]), 1);
}

VtChart *
vt_chart_of_votes (const double *classes, const guint16 *votes, guint n)
{
  g_autofree double *heights = g_new (double, n);
  double sum = 0, mean = 0, variance = 0;
  VtChart *chart;
  VtSeries *series;

  for (guint c = 0; c < n; c++)
    {
      heights[c] = votes[c];
      sum += votes[c];
      mean += votes[c] * classes[c];
    }
  if (sum == 0)
    return NULL;
  mean /= sum;
  for (guint c = 0; c < n; c++)
    variance += votes[c] * (classes[c] - mean) * (classes[c] - mean) / sum;

  chart = vt_chart_new ();
  vt_axis_set_title (vt_chart_get_x_axis (chart), _("Class"), VT_UNIT_KELVIN);
  vt_axis_set_title (vt_chart_get_y_axis (chart), _("Votes"), VT_UNIT_NONE);
  /* Up to all votes, so that atoms compare. */
  vt_axis_set_range (vt_chart_get_y_axis (chart), 0, sum);
  vt_chart_set_legend (chart, VT_LEGEND_NONE);
  vt_chart_add_series (chart, vt_series_new_band (NULL, mean - sqrt (variance), mean + sqrt (variance)));
  vt_chart_add_series (chart, vt_series_new_vertical (NULL, mean));
  series = vt_series_new_histogram (NULL, classes, heights, n, bar_width (classes, n));
  vt_series_set_index (series, 0);
  vt_chart_add_series (chart, series);
  return chart;
}

static void
add_curve (VtChart *chart, const VtTable *table, const char *label, const char *column, guint index)
{
  VtSeries *series = vt_series_new_from_table (VT_SERIES_LINE, label, table, "lag", column);
  g_autofree char *sigma = g_strconcat ("sigma_", column, NULL);
  int errors = vt_table_find_column (table, sigma);

  if (series == NULL)
    return;
  if (errors >= 0)
    vt_series_set_errors (series, vt_table_get_numbers (table, (guint) errors));
  vt_series_set_markers (series, TRUE);
  vt_series_set_index (series, index);
  vt_chart_add_series (chart, series);
}

VtChart *
vt_chart_of_correlation (VtResult *correlation, const VtState *state)
{
  VtTable *table;
  VtChart *chart;

  g_return_val_if_fail (correlation != NULL, NULL);

  table = vt_result_get_table (correlation, "correlation");
  chart = vt_chart_new ();
  vt_axis_set_title (vt_chart_get_x_axis (chart), "Δ<i>t</i>", VT_UNIT_PICOSECOND);
  vt_axis_set_title (vt_chart_get_y_axis (chart), _("<i>T</i><sub>ML</sub> against <i>D</i>²<sub>min</sub>"),
                     VT_UNIT_NONE);
  vt_axis_set_range (vt_chart_get_x_axis (chart), 0, NAN);
  vt_axis_set_range (vt_chart_get_y_axis (chart), NAN, 1);
  if (state != NULL)
    vt_chart_add_series (chart, vt_series_new_vertical (NULL, vt_state_get_real (state, "window.lag")));
  add_curve (chart, table, _("Pearson <i>ζ</i>"), "pearson", 0);
  add_curve (chart, table, _("Spearman"), "spearman", 1);
  add_curve (chart, table, _("AUC"), "auc", 2);
  return chart;
}

static void
add_columns (VtChart *chart, const VtTable *table, guint n, const char *label, const char *column, VtMeaning meaning)
{
  int index = vt_table_find_column (table, column);
  const double *values;
  VtSeries *series;

  g_return_if_fail (index >= 0);

  values = vt_table_get_numbers (table, index);
  for (guint i = 0; i < n; i++)
    if (!isnan (values[i]))
      {
        series = vt_series_new_columns (label, values, n);
        vt_series_set_meaning (series, meaning);
        vt_chart_add_series (chart, series);
        return;
      }
}

VtChart *
vt_chart_of_polyhedra (VtResult *polyhedra, guint n)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  VtTable *table;
  VtChart *chart;

  g_return_val_if_fail (polyhedra != NULL, NULL);

  table = vt_result_get_table (polyhedra, "polyhedra");
  n = MIN (n > 0 ? n : USUAL_POLYHEDRA, vt_table_get_n_rows (table));
  for (guint row = 0; row < n; row++)
    g_ptr_array_add (names, (gpointer) vt_table_get_text (table, row, 0));
  g_ptr_array_add (names, NULL);

  chart = vt_chart_new ();
  vt_axis_set_categories (vt_chart_get_x_axis (chart), (const char *const *) names->pdata);
  vt_axis_set_title (vt_chart_get_y_axis (chart), _("Share <i>f</i>"), VT_UNIT_PERCENT);
  add_columns (chart, table, n, _("All"), "f_total", VT_MEANING_TOTAL);
  add_columns (chart, table, n, _("LA"), "f_la", VT_MEANING_ACTIVE);
  add_columns (chart, table, n, _("SA"), "f_sa", VT_MEANING_STABLE);
  return chart;
}

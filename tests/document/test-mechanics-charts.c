/* What charts of mechanical tests draw, from tables with numbers of their own. */
#include "vt-mechanics-charts.h"

#include <math.h>
#include <string.h>

#include "words-table.h"

static void
assert_points (const VtSeries *series, const double *x, const double *y, guint n)
{
  g_assert_cmpuint (vt_series_get_n (series), ==, n);
  for (guint i = 0; i < n; i++)
    {
      g_assert_cmpfloat_with_epsilon (vt_series_get_x (series)[i], x[i], 1e-12 * (1 + fabs (x[i])));
      g_assert_cmpfloat_with_epsilon (vt_series_get_y (series)[i], y[i], 1e-12 * (1 + fabs (y[i])));
    }
}

/* Strain in percent; of each run the line of its rate through the middle of the points in its interval, dashed where
 * the rate is not used. */
static void
test_creep (void)
{
  static const char *const curve_rows[] = { "1 0 0 0",  "1 0 10 0.1", "1 0 20 0.2", "1 0 30 0.25",
                                            "2 1 0 0.1", "2 1 10 0.3", "2 1 20 0.3", NULL };
  static const char *const run_rows[] = { "1 a 10 30 0.01 yes", "2 b 0 10 0.02 no", NULL };
  /* The points' means are 0.55/3 at 20 ps, and 0.2 at 5 ps. */
  static const double first[2] = { 55. / 3 - 10, 55. / 3 + 10 }, second[2] = { 10, 30 };
  g_autoptr (VtTable) curves = words_table_new ("creep-curves", "stress run time strain", 0, curve_rows);
  g_autoptr (VtTable) creep = words_table_new ("creep", "stress file from to rate used", 2 | 32, run_rows);
  g_autoptr (VtChart) chart = vt_mechanics_charts_new_creep (curves, creep);

  g_assert_cmpuint (vt_chart_get_n_series (chart), ==, 4);
  assert_points (vt_chart_get_series (chart, 0), (const double[]){ 0, 10, 20, 30 }, (const double[]){ 0, 10, 20, 25 }, 4);
  assert_points (vt_chart_get_series (chart, 1), (const double[]){ 0, 10, 20 }, (const double[]){ 10, 30, 30 }, 3);
  assert_points (vt_chart_get_series (chart, 2), (const double[]){ 10, 30 }, first, 2);
  assert_points (vt_chart_get_series (chart, 3), (const double[]){ 0, 10 }, second, 2);
  g_assert_false (vt_series_get_dashed (vt_chart_get_series (chart, 2)));
  g_assert_true (vt_series_get_dashed (vt_chart_get_series (chart, 3)));
}

/* The line exp (a + b σ) over the stresses that are used; a bar that reaches below zero is not drawn. */
static void
test_rates (void)
{
  static const char *const level_rows[] = { "0.5 1e-6 2e-6 no", "1 4e-5 1e-6 yes", "2 8e-5 3e-6 yes", NULL };
  static const char *const volume_rows[] = { "40 -10.5 0.7", NULL };
  g_autoptr (VtTable) levels = words_table_new ("creep-stresses", "stress rate sigma used", 8, level_rows);
  g_autoptr (VtTable) volume = words_table_new ("activation-volume", "volume intercept slope_per_GPa", 0, volume_rows);
  g_autoptr (VtChart) chart = vt_mechanics_charts_new_rates (levels, volume);
  const VtSeries *line = vt_chart_get_series (chart, 0), *points = vt_chart_get_series (chart, 1);
  guint last = (guint) vt_series_get_n (line) - 1;

  g_assert_cmpuint (vt_chart_get_n_series (chart), ==, 2);
  g_assert_cmpfloat_with_epsilon (vt_series_get_x (line)[0], 1, 1e-12);
  g_assert_cmpfloat_with_epsilon (vt_series_get_x (line)[last], 2, 1e-12);
  g_assert_cmpfloat_with_epsilon (vt_series_get_y (line)[0], exp (-9.8), 1e-12);
  g_assert_cmpfloat_with_epsilon (vt_series_get_y (line)[last], exp (-9.1), 1e-12);
  assert_points (points, (const double[]){ 0.5, 1, 2 }, (const double[]){ 1e-6, 4e-5, 8e-5 }, 3);
  g_assert_true (isnan (vt_series_get_errors (points)[0]));
  g_assert_cmpfloat (vt_series_get_errors (points)[2], ==, 3e-6);
}

static void
test_stress_strain (void)
{
  static const char *const curve_rows[] = { "0 0.1 0.2", "0.01 0.6 0.7", "0.02 1 0.9", NULL };
  static const char *const tensile_rows[] = { "50 0.1 0.002 0.01 0.015", NULL };
  g_autoptr (VtTable) curve = words_table_new ("stress-strain", "strain stress smooth", 0, curve_rows);
  g_autoptr (VtTable) tensile
      = words_table_new ("tensile", "modulus modulus_offset modulus_from modulus_to yield_strain", 0, tensile_rows);
  g_autoptr (VtChart) chart = vt_mechanics_charts_new_stress_strain (curve, tensile);

  g_assert_cmpuint (vt_chart_get_n_series (chart), ==, 4);
  assert_points (vt_chart_get_series (chart, 0), (const double[]){ 0, 1, 2 }, (const double[]){ 0.1, 0.6, 1 }, 3);
  assert_points (vt_chart_get_series (chart, 1), (const double[]){ 0, 1, 2 }, (const double[]){ 0.2, 0.7, 0.9 }, 3);
  assert_points (vt_chart_get_series (chart, 2), (const double[]){ 0.2, 1 }, (const double[]){ 0.2, 0.6 }, 2);
  g_assert_cmpfloat (vt_series_get_x (vt_chart_get_series (chart, 3))[0], ==, 1.5);
}

/* Two lines from the coldest to the hottest row, that meet at T_g; of the property that was chosen. */
static void
test_glass_transition (void)
{
  static const char *const rows[] = { "1000 17 -4.5", "700 16.5 -4.7", "100 16 -5", NULL };
  static const char *const found[] = { "volume 600 16.4 0.001 0.002 yes", NULL };
  static const char *const enthalpy[] = { "enthalpy 600 -4.75 0.0003 0.0005 no", NULL };
  static const char columns[] = "property temperature height glass_slope liquid_slope used";
  g_autoptr (VtTable) quench = words_table_new ("quench", "temperature volume enthalpy", 0, rows);
  g_autoptr (VtTable) one = words_table_new ("glass-transition", columns, 1 | 32, found);
  g_autoptr (VtTable) other = words_table_new ("glass-transition", columns, 1 | 32, enthalpy);
  g_autoptr (VtChart) chart = vt_mechanics_charts_new_glass_transition (quench, one);
  g_autoptr (VtChart) unused = vt_mechanics_charts_new_glass_transition (quench, other);

  g_assert_cmpuint (vt_chart_get_n_series (chart), ==, 3);
  assert_points (vt_chart_get_series (chart, 0), (const double[]){ 1000, 700, 100 }, (const double[]){ 17, 16.5, 16 }, 3);
  assert_points (vt_chart_get_series (chart, 1), (const double[]){ 100, 600, 1000 }, (const double[]){ 15.9, 16.4, 17.2 },
                 3);
  g_assert_cmpfloat (vt_series_get_x (vt_chart_get_series (chart, 2))[0], ==, 600);
  /* What is not believed is dashed and has no mark. */
  g_assert_cmpuint (vt_chart_get_n_series (unused), ==, 2);
  assert_points (vt_chart_get_series (unused, 0), (const double[]){ 1000, 700, 100 },
                 (const double[]){ -4.5, -4.7, -5 }, 3);
  g_assert_true (vt_series_get_dashed (vt_chart_get_series (unused, 1)));
  g_assert_false (vt_series_get_dashed (vt_chart_get_series (chart, 1)));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/document/mechanics-charts/creep", test_creep);
  g_test_add_func ("/document/mechanics-charts/rates", test_rates);
  g_test_add_func ("/document/mechanics-charts/stress-strain", test_stress_strain);
  g_test_add_func ("/document/mechanics-charts/glass-transition", test_glass_transition);
  return g_test_run ();
}

/* Histograms: counts by hand, an integral of one, bins that respect a grid. */
#include "vt-histogram.h"

#include <math.h>

#define N 1000

static double
integral (const VtTable *table, double width)
{
  double sum = 0.0;

  for (guint i = 0; i < vt_table_get_n_rows (table); i++)
    sum += width * vt_table_get_number (table, i, 2);
  return sum;
}

static void
test_by_hand (void)
{
  static const double values[7] = { 1.0, 1.5, 2.0, 2.25, 6.0, NAN, INFINITY };
  static const double counts[6] = { 2, 2, 0, 0, 0, 1 };
  const VtBins bins = { 0.0, 1.0 };
  g_autoptr (VtTable) table = vt_histogram_table ("h", "x", VT_UNIT_KELVIN, values, 7, &bins);

  g_assert_cmpstr (vt_table_get_name (table), ==, "h");
  g_assert_cmpint (vt_table_find_column (table, "x"), ==, 0);
  g_assert_cmpint (vt_table_find_column (table, "count"), ==, 1);
  g_assert_cmpint (vt_table_find_column (table, "density"), ==, 2);
  g_assert_cmpint (vt_table_get_column_unit (table, 0), ==, VT_UNIT_KELVIN);
  g_assert_cmpint (vt_table_get_column_unit (table, 2), ==, VT_UNIT_PER_KELVIN);
  g_assert_cmpuint (vt_table_get_n_rows (table), ==, 6);
  for (guint i = 0; i < 6; i++)
    {
      g_assert_cmpfloat (vt_table_get_number (table, i, 0), ==, 1.5 + i);
      g_assert_cmpfloat (vt_table_get_number (table, i, 1), ==, counts[i]);
      g_assert_cmpfloat_with_epsilon (vt_table_get_number (table, i, 2), counts[i] / 5.0, 1e-15);
    }
}

static double *
make_normal (gsize n, double mean, double deviation)
{
  GRand *random = g_rand_new_with_seed (11);
  double *values = g_new (double, n);

  for (gsize i = 0; i < n; i++)
    values[i] = mean + deviation * sqrt (-2.0 * log (1.0 - g_rand_double (random)))
                           * cos (2.0 * G_PI * g_rand_double (random));
  g_rand_free (random);
  return values;
}

/* Freedman–Diaconis of a normal distribution: 2 · 1.349 σ / n^(1/3). */
static void
test_width (void)
{
  g_autofree double *values = make_normal (N, 50.0, 4.0);
  g_autoptr (VtTable) table = NULL;
  VtBins bins;

  vt_bins_choose (values, N, 0.0, 0.0, &bins, NULL, NULL);
  g_assert_cmpfloat_with_epsilon (bins.width, 2.0 * 1.349 * 4.0 / 10.0, 0.1);
  g_assert_cmpfloat_with_epsilon (remainder (bins.origin, bins.width), 0.0, 1e-9);
  table = vt_histogram_table ("h", "x", VT_UNIT_NONE, values, N, &bins);
  g_assert_cmpfloat_with_epsilon (integral (table, bins.width), 1.0, 1e-12);
}

/* T_ML of k = 50 and classes 100 K apart: steps of 2 K from 100 K. Each bin must hold as many steps. */
static void
test_grid (void)
{
  g_autofree double *values = make_normal (N, 400.0, 60.0);
  g_autoptr (VtTable) table = NULL;
  VtBins bins;

  for (gsize i = 0; i < N; i++)
    values[i] = 100.0 + 2.0 * round ((values[i] - 100.0) / 2.0);
  vt_bins_choose (values, N, 2.0, 100.0, &bins, NULL, NULL);
  g_assert_cmpfloat (bins.width, >=, 2.0);
  g_assert_cmpfloat_with_epsilon (remainder (bins.width, 2.0), 0.0, 1e-12);
  g_assert_cmpfloat_with_epsilon (fabs (remainder (bins.origin - 100.0, 2.0)), 1.0, 1e-12);
  for (gsize i = 0; i < N; i++)
    g_assert_cmpfloat (values[i], >, bins.origin);
  table = vt_histogram_table ("tml-histogram", "t_ml", VT_UNIT_KELVIN, values, N, &bins);
  g_assert_cmpfloat_with_epsilon (integral (table, bins.width), 1.0, 1e-12);
}

/* Equal shares at each point of the grid make a flat histogram, not a comb. */
static void
test_grid_is_flat (void)
{
  double values[120];
  g_autoptr (VtTable) table = NULL;
  VtBins bins;

  for (guint i = 0; i < 120; i++)
    values[i] = 0.1 * (double) (i % 60);
  vt_bins_choose (values, 120, 0.1, 0.0, &bins, NULL, NULL);
  table = vt_histogram_table ("h", "x", VT_UNIT_NONE, values, 120, &bins);
  g_assert_cmpuint (vt_table_get_n_rows (table), >=, 10);
  for (guint i = 1; i + 1 < vt_table_get_n_rows (table); i++)
    g_assert_cmpfloat (vt_table_get_number (table, i, 1), ==, vt_table_get_number (table, 0, 1));
}

static void
test_range_bounds (void)
{
  g_autofree double *values = make_normal (N, 0.0, 1.0);
  VtBins bins;

  /* Two far atoms: a 200th of the range, not the tiny width of the core. */
  values[0] = -1e4;
  values[1] = 1e4;
  vt_bins_choose (values, N, 0.0, 0.0, &bins, NULL, NULL);
  g_assert_cmpfloat_with_epsilon (bins.width, 100.0, 1e-9);
  vt_bins_choose (values + 2, 4, 0.0, 0.0, &bins, NULL, NULL);
  g_assert_cmpfloat (bins.width, <=, 1.0);
}

static void
test_edges (void)
{
  static const double same[3] = { 250.0, 250.0, 250.0 }, nothing[2] = { NAN, NAN };
  static const double far[2] = { 0.0, 1e9 };
  const VtBins fine = { 0.0, 1e-3 };
  g_autoptr (VtTable) one = NULL;
  g_autoptr (VtTable) none = NULL;
  g_autoptr (VtTable) many = NULL;
  VtBins bins;

  vt_bins_choose (same, 3, 20.0, 110.0, &bins, NULL, NULL);
  g_assert_cmpfloat (bins.width, ==, 20.0);
  one = vt_histogram_table ("h", "x", VT_UNIT_NONE, same, 3, &bins);
  g_assert_cmpuint (vt_table_get_n_rows (one), ==, 1);
  g_assert_cmpfloat (vt_table_get_number (one, 0, 0), ==, 250.0);
  g_assert_cmpfloat_with_epsilon (vt_table_get_number (one, 0, 2), 0.05, 1e-15);
  vt_bins_choose (same, 3, 0.0, 0.0, &bins, NULL, NULL);
  g_assert_cmpfloat (bins.width, >, 0.0);
  vt_bins_choose (nothing, 2, 0.0, 0.0, &bins, NULL, NULL);
  g_assert_cmpfloat (bins.width, >, 0.0);
  none = vt_histogram_table ("h", "x", VT_UNIT_NONE, nothing, 2, &bins);
  g_assert_cmpuint (vt_table_get_n_rows (none), ==, 0);
  many = vt_histogram_table ("h", "x", VT_UNIT_NONE, far, 2, &fine);
  g_assert_cmpuint (vt_table_get_n_rows (many), <=, 10000);
  g_assert_cmpfloat (vt_table_get_number (many, vt_table_get_n_rows (many) - 1, 1), ==, 1.0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/histogram/by-hand", test_by_hand);
  g_test_add_func ("/histogram/width", test_width);
  g_test_add_func ("/histogram/grid", test_grid);
  g_test_add_func ("/histogram/grid-is-flat", test_grid_is_flat);
  g_test_add_func ("/histogram/range-bounds", test_range_bounds);
  g_test_add_func ("/histogram/edges", test_edges);
  return g_test_run ();
}

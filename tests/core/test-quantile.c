#include "vt-quantile.h"

#include <math.h>
#include <stdlib.h>

/* Between 10 and 20 there is one step, from the middle to the end there are two. */
static void
test_by_hand (void)
{
  static const double values[] = { 10, 20, 40, 80, 160 };

  g_assert_cmpfloat (vt_quantile (values, 5, 0), ==, 10);
  g_assert_cmpfloat (vt_quantile (values, 5, 0.125), ==, 15);
  g_assert_cmpfloat (vt_quantile (values, 5, 0.5), ==, 40);
  g_assert_cmpfloat (vt_quantile (values, 5, 0.875), ==, 120);
  g_assert_cmpfloat (vt_quantile (values, 5, 1), ==, 160);
  g_assert_cmpfloat (vt_quantile (values, 4, 0.5), ==, 30);
  g_assert_cmpfloat (vt_quantile (values, 1, 0.7), ==, 10);
  g_assert_true (isnan (vt_quantile (NULL, 0, 0.5)));
}

static void
test_compare (void)
{
  double values[] = { 3, -1, INFINITY, 0.5, -INFINITY, 3, -0.0 };

  qsort (values, G_N_ELEMENTS (values), sizeof *values, vt_compare_doubles);
  for (guint i = 1; i < G_N_ELEMENTS (values); i++)
    g_assert_cmpfloat (values[i - 1], <=, values[i]);
  g_assert_cmpint (vt_compare_doubles (&(double){ 2 }, &(double){ 2 }), ==, 0);
}

/* In whatever order the values come: as they fall, ascending, descending, all alike, few different. */
static void
test_unsorted (void)
{
  static const double shares[] = { 0, 0.01, 0.25, 0.5, 0.731, 0.99, 1 };

  for (guint order = 0; order < 5; order++)
    for (gsize n = 1; n < 3000; n = n * 3 + 1)
      {
        g_autofree double *values = g_new (double, n), *sorted = NULL;

        for (gsize i = 0; i < n; i++)
          values[i] = order == 0   ? g_test_rand_double_range (-1, 1)
                      : order == 1 ? (double) i
                      : order == 2 ? -(double) i
                      : order == 3 ? 7
                                   : g_test_rand_int_range (0, 4);
        sorted = g_memdup2 (values, n * sizeof (double));
        qsort (sorted, n, sizeof (double), vt_compare_doubles);
        for (guint s = 0; s < G_N_ELEMENTS (shares); s++)
          g_assert_cmpfloat (vt_quantile_unsorted (values, n, shares[s]), ==, vt_quantile (sorted, n, shares[s]));
        qsort (values, n, sizeof (double), vt_compare_doubles);
        g_assert_cmpmem (values, n * sizeof (double), sorted, n * sizeof (double));
      }
  g_assert_true (isnan (vt_quantile_unsorted (NULL, 0, 0.5)));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/quantile/by-hand", test_by_hand);
  g_test_add_func ("/quantile/compare", test_compare);
  g_test_add_func ("/quantile/unsorted", test_unsorted);
  return g_test_run ();
}

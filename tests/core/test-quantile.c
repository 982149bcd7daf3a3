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

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/quantile/by-hand", test_by_hand);
  g_test_add_func ("/quantile/compare", test_compare);
  return g_test_run ();
}

#include <math.h>

#include "sample.h"
#include "vt-scaling.h"

static void
test_fit (void)
{
  static const char *const names[] = { "Cu", "Zr", NULL };
  g_autoptr (VtAtomTable) atoms = sample_atoms (3, 1, names);
  const double lags[] = { 1, 2 };
  const double features[] = { -1, 4, 2, /* lag 1 */ 7, 7, 7 /* lag 2 */ };
  g_autoptr (VtDataset) dataset = vt_dataset_new (lags, 2, VT_NORMALIZATION_NONE, TRUE);
  const double others[] = { -9, 9, 9, 9, 9, -9 };
  const double class = 100;
  const double both[] = { 100, 200 };
  double minimum[2];
  double maximum[2];

  g_assert_true (vt_dataset_add_run (dataset, "a", 100, atoms, 0, features, NULL));
  g_assert_true (vt_dataset_add_run (dataset, "b", 200, atoms, 0, others, NULL));
  vt_scaling_fit (dataset, &class, 1, minimum, maximum);
  g_assert_cmpfloat (minimum[0], ==, -1);
  g_assert_cmpfloat (maximum[0], ==, 4);
  g_assert_cmpfloat (minimum[1], ==, 7);
  g_assert_cmpfloat (maximum[1], ==, 7);
  vt_scaling_fit (dataset, both, 2, minimum, maximum);
  g_assert_cmpfloat (minimum[0], ==, -9);
  g_assert_cmpfloat (maximum[1], ==, 9);
}

static void
test_apply (void)
{
  g_assert_cmpfloat (vt_scaling_apply (1, 0, 4), ==, 0.25);
  /* No clipping. */
  g_assert_cmpfloat (vt_scaling_apply (8, 0, 4), ==, 2);
  g_assert_cmpfloat (vt_scaling_apply (-4, 0, 4), ==, -1);
  /* A feature that never varied. */
  g_assert_cmpfloat (vt_scaling_apply (9, 7, 7), ==, 0);
  g_assert_true (isnan (vt_scaling_apply (NAN, 7, 7)));
  g_assert_true (isnan (vt_scaling_apply (NAN, 0, 1)));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scaling/fit", test_fit);
  g_test_add_func ("/scaling/apply", test_apply);

  return g_test_run ();
}

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sample.h"
#include "vt-subsets.h"

#define N_LAGS 3

static const double lags[N_LAGS] = { 5, 10, 20 };

/* Every feature tells which instance it is of: atom + T/1000 at the first lag, its negative's root at the second; the
 * third never varies. */
static void
add_run (VtDataset *dataset, double temperature, double origin, gsize n)
{
  static const char *const names[] = { "Cu", "Zr", NULL };
  g_autoptr (VtAtomTable) atoms = sample_atoms (n, 1, names);
  g_autofree char *identity = g_strdup_printf ("run %g", temperature);
  g_autofree double *features = g_new (double, N_LAGS *n);

  for (gsize i = 0; i < n; i++)
    {
      features[i] = (double) i + 1 + temperature / 1000 + origin / 10000;
      features[n + i] = -sqrt (features[i]);
      features[2 * n + i] = 7.5;
    }
  g_assert_true (vt_dataset_add_run (dataset, identity, temperature, atoms, origin, features, NULL));
}

static VtDataset *
make_dataset (gboolean backwards)
{
  const double runs[][2] = { { 100, 0 }, { 100, 50 }, { 300, 0 }, { 700, 0 } };
  VtDataset *dataset = vt_dataset_new (lags, N_LAGS, VT_NORMALIZATION_NONE, TRUE);

  for (guint i = 0; i < 4; i++)
    add_run (dataset, runs[backwards ? 3 - i : i][0], runs[backwards ? 3 - i : i][1], 250);

  return dataset;
}

static int
compare_floats (gconstpointer a, gconstpointer b)
{
  const float *one = a;
  const float *two = b;

  return (*one > *two) - (*one < *two);
}

/* Each subset has what it should, nothing twice, with the right temperature; and any order of runs gives the same. */
static void
test_draw (void)
{
  g_autoptr (VtDataset) dataset = make_dataset (FALSE);
  g_autoptr (VtDataset) backwards = make_dataset (TRUE);
  g_autoptr (VtSubsets) subsets = vt_subsets_new (dataset, VT_CLASS_SCALING_NONE, 120, 5, NULL, NULL);
  g_autoptr (VtSubsets) others = vt_subsets_new (backwards, VT_CLASS_SCALING_NONE, 120, 5, NULL, NULL);
  g_autoptr (VtSubsets) reseeded = vt_subsets_new (dataset, VT_CLASS_SCALING_NONE, 120, 6, NULL, NULL);
  float points[3][120 * N_LAGS];
  double temperatures[120];
  float firsts[120];

  g_assert_cmpuint (vt_subsets_get_n (subsets), ==, 120);
  g_assert_false (vt_subsets_are_whole (subsets));
  for (guint number = 0; number < 30; number++)
    {
      vt_subsets_draw (reseeded, number, points[0], temperatures);
      vt_subsets_draw (others, number, points[1], temperatures);
      vt_subsets_draw (subsets, number, points[2], temperatures);
      g_assert_true (memcmp (points[0], points[2], sizeof points[0]) != 0);
      g_assert_cmpmem (points[1], sizeof points[1], points[2], sizeof points[2]);
      for (guint i = 0; i < 120; i++)
        {
          const float *point = points[2] + i * N_LAGS;

          g_assert_cmpfloat_with_epsilon (point[1], -sqrt (point[0]), 1e-5);
          g_assert_cmpfloat (point[2], ==, 7.5);
          g_assert_cmpfloat (round (fmod (point[0], 1) * 10) * 100, ==, temperatures[i]);
          firsts[i] = point[0];
        }
      qsort (firsts, 120, sizeof *firsts, compare_floats);
      for (guint i = 1; i < 120; i++)
        g_assert_true (firsts[i] > firsts[i - 1]);
    }
}

/* 2000 subsets of 50 in 1000: each instance comes 100 times, give or take five standard deviations. */
static void
test_uniform (void)
{
  g_autoptr (VtDataset) dataset = make_dataset (FALSE);
  g_autoptr (VtSubsets) subsets = vt_subsets_new (dataset, VT_CLASS_SCALING_NONE, 50, 1, NULL, NULL);
  g_autoptr (GHashTable) counts = g_hash_table_new (NULL, NULL);
  GHashTableIter iter;
  gpointer count;

  for (guint number = 0; number < 2000; number++)
    {
      float points[50 * N_LAGS];
      double temperatures[50];

      vt_subsets_draw (subsets, number, points, temperatures);
      for (guint i = 0; i < 50; i++)
        {
          gpointer key = GINT_TO_POINTER ((int) lround (points[i * N_LAGS] * 1000));

          g_hash_table_insert (counts, key, GINT_TO_POINTER (GPOINTER_TO_INT (g_hash_table_lookup (counts, key)) + 1));
        }
    }
  g_assert_cmpuint (g_hash_table_size (counts), ==, 1000);
  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, NULL, &count))
    g_assert_true (abs (GPOINTER_TO_INT (count) - 100) < 50);
}

/* All there is, scaled: the range is [0, 1], or the moments 0 and 1; what never varies is 0. */
static void
test_scaling (void)
{
  g_autoptr (VtDataset) dataset = make_dataset (FALSE);

  for (VtClassScaling scaling = VT_CLASS_SCALING_RANGE; scaling < VT_N_CLASS_SCALINGS; scaling++)
    {
      g_autoptr (VtSubsets) subsets = vt_subsets_new (dataset, scaling, 5000, 1, NULL, NULL);
      const guint n = vt_subsets_get_n (subsets);
      g_autofree float *points = g_new (float, n *N_LAGS);
      g_autofree double *temperatures = g_new (double, n);

      g_assert_cmpuint (n, ==, 1000);
      g_assert_true (vt_subsets_are_whole (subsets));
      vt_subsets_draw (subsets, 0, points, temperatures);
      for (guint lag = 0; lag < N_LAGS; lag++)
        {
          double least = INFINITY;
          double most = -INFINITY;
          double sum = 0;
          double squares = 0;

          for (guint i = 0; i < n; i++)
            {
              double x = points[i * N_LAGS + lag];

              least = fmin (least, x);
              most = fmax (most, x);
              sum += x;
              squares += x * x;
            }
          if (lag == 2)
            g_assert_true (least == 0 && most == 0);
          else if (scaling == VT_CLASS_SCALING_RANGE)
            g_assert_true (least == 0 && most == 1);
          else
            {
              g_assert_cmpfloat_with_epsilon (sum / n, 0, 1e-6);
              g_assert_cmpfloat_with_epsilon (squares / n, 1, 1e-6);
            }
        }
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/subsets/draw", test_draw);
  g_test_add_func ("/subsets/uniform", test_uniform);
  g_test_add_func ("/subsets/scaling", test_scaling);

  return g_test_run ();
}

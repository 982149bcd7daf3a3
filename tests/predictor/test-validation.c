#include <math.h>

#include "sample.h"
#include "vt-error.h"
#include "vt-validation.h"

/* The physics: the hotter the relaxation, the higher the mean T_ML of atoms the search has never seen. */
static void
test_rises (void)
{
  g_autoptr (Sample) sample = sample_load ();
  g_autoptr (VtDataset) dataset = sample_dataset (sample, sample->temperatures, sample->n_temperatures);
  g_autoptr (GError) error = NULL;
  g_autoptr (VtValidation) validation = NULL;
  g_autoptr (VtTable) table = NULL;
  double rmse;

  validation = vt_validation_run (dataset, NULL, 0, 50, 10, 1, NULL, NULL, &error);
  g_assert_no_error (error);
  table = vt_validation_tabulate_classes (validation, 50);
  rmse = vt_validation_get_rmse (validation, 50);
  g_assert_cmpstr (vt_table_get_name (table), ==, "validation");
  g_assert_cmpuint (vt_table_get_n_rows (table), ==, 6 * sample->n_temperatures);
  g_assert_true (rmse > 50 && rmse < 400);

  for (guint row = 0; row < vt_table_get_n_rows (table); row++)
    {
      g_assert_cmpfloat (vt_table_get_number (table, row, 3), ==, row < 5 * sample->n_temperatures ? 50 : 250);
      if (row % sample->n_temperatures > 0)
        {
          g_assert_cmpstr (vt_table_get_text (table, row, 0), ==, vt_table_get_text (table, row - 1, 0));
          g_assert_cmpfloat (vt_table_get_number (table, row, 1), >, vt_table_get_number (table, row - 1, 1));
          g_assert_cmpfloat (vt_table_get_number (table, row, 4), >, vt_table_get_number (table, row - 1, 4));
        }
    }
}

/* All instances by brute force, the query's fold left out. */
static double
rmse_reference (const VtDataset *dataset, guint n_folds, guint64 seed)
{
  VtDatasetElement e;
  double low = INFINITY;
  double high = -INFINITY;
  double sum = 0;

  vt_dataset_get_element (dataset, 0, &e);
  for (gsize i = 0; i < e.n; i++)
    {
      low = fmin (low, e.features[i]);
      high = fmax (high, e.features[i]);
    }
  for (gsize i = 0; i < e.n; i++)
    {
      double nearest = INFINITY;
      double found = NAN;

      for (gsize j = 0; j < e.n; j++)
        {
          double query = (float) ((e.features[i] - low) / (high - low));
          double d = fabs (query - (double) (float) ((e.features[j] - low) / (high - low)));

          if (vt_validation_fold (e.atoms[i], seed, n_folds)
              == vt_validation_fold (e.atoms[j], seed, n_folds))
            continue;
          if (d < nearest)
            {
              nearest = d;
              found = e.temperatures[j];
            }
        }
      sum += (found - e.temperatures[i]) * (found - e.temperatures[i]);
    }

  return sqrt (sum / e.n);
}

static void
test_reference (void)
{
  static const char *const names[] = { "Cu", NULL };
  g_autoptr (VtAtomTable) atoms = sample_atoms (40, 1, names);
  g_autoptr (GRand) random = g_rand_new_with_seed (3);
  const double lag = 5;
  g_autoptr (VtDataset) dataset = vt_dataset_new (&lag, 1, VT_NORMALIZATION_NONE, TRUE);

  for (guint t = 0; t < 3; t++)
    {
      const char *const identities[] = { "a", "b", "c" };
      double features[40];

      for (guint i = 0; i < 40; i++)
        features[i] = t + g_rand_double_range (random, -1, 1);
      g_assert_true (vt_dataset_add_run (dataset, identities[t], 100 + 300 * t, atoms, 0, features, NULL));
    }

  for (guint n_folds = 2; n_folds < 9; n_folds += 3)
    {
      g_autoptr (VtValidation) validation = vt_validation_run (dataset, NULL, 0, 1, n_folds, 9, NULL, NULL, NULL);

      g_assert_nonnull (validation);
      g_assert_cmpfloat_with_epsilon (vt_validation_get_rmse (validation, 1), rmse_reference (dataset, n_folds, 9), 1e-9);
    }
}

/* Folds depend on the atom and the seed alone, and share the atoms about equally. */
static void
test_folds (void)
{
  guint counts[10] = { 0 };
  guint moved = 0;

  for (gint64 atom = 1; atom <= 10000; atom++)
    {
      guint fold = vt_validation_fold (atom, 1, 10);

      g_assert_cmpuint (fold, <, 10);
      g_assert_cmpuint (fold, ==, vt_validation_fold (atom, 1, 10));
      counts[fold]++;
      moved += fold != vt_validation_fold (atom, 2, 10);
    }
  for (guint fold = 0; fold < 10; fold++)
    g_assert_true (counts[fold] > 850 && counts[fold] < 1150);
  g_assert_cmpuint (moved, >, 8500);
}

static void
test_refuses (void)
{
  const double lag = 5;
  g_autoptr (VtDataset) dataset = vt_dataset_new (&lag, 1, VT_NORMALIZATION_NONE, TRUE);
  g_autoptr (GError) empty = NULL;
  g_autoptr (GError) folds = NULL;

  g_assert_null (vt_validation_run (dataset, NULL, 0, 5, 10, 1, NULL, NULL, &empty));
  g_assert_error (empty, VT_ERROR, VT_ERROR_INPUT);
  g_assert_null (vt_validation_run (dataset, NULL, 0, 5, 1, 1, NULL, NULL, &folds));
  g_assert_error (folds, VT_ERROR, VT_ERROR_USAGE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/validation/rises", test_rises);
  g_test_add_func ("/validation/reference", test_reference);
  g_test_add_func ("/validation/folds", test_folds);
  g_test_add_func ("/validation/refuses", test_refuses);

  return g_test_run ();
}

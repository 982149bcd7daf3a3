#include <math.h>
#include <string.h>

#include "sample.h"
#include "vt-error.h"

static const char *const names[] = { "Zr", "Cu", NULL };
static const double lags[] = { 5, 10 };

static void
test_collects (void)
{
  g_autoptr (VtDataset) dataset = vt_dataset_new (lags, 2, VT_NORMALIZATION_MASS, FALSE);
  g_autoptr (VtAtomTable) atoms = sample_atoms (3, 11, names);
  const double hot[] = { 1, 2, 3, 4, 5, 6 };
  const double cold[] = { -1, -2, -3, -4, -5, -6 };
  g_autofree double *temperatures = NULL;
  VtDatasetElement element;
  guint n;

  g_assert_true (vt_dataset_add_run (dataset, "hot", 900, atoms, 0, hot, NULL));
  g_assert_true (vt_dataset_add_run (dataset, "cold", 100, atoms, 0, cold, NULL));
  g_assert_true (vt_dataset_add_run (dataset, "cold", 100, atoms, 50, cold, NULL));

  g_assert_cmpuint (vt_dataset_get_n (dataset), ==, 9);
  g_assert_cmpuint (vt_dataset_get_n_runs (dataset), ==, 2);
  g_assert_cmpstr (vt_dataset_get_run (dataset, 1)->identity, ==, "cold");
  g_assert_cmpuint (vt_dataset_get_n_elements (dataset), ==, 2);
  vt_dataset_get_element (dataset, 0, &element);
  g_assert_cmpstr (element.symbol, ==, "Cu");
  g_assert_cmpuint (element.n, ==, 3);
  g_assert_cmpfloat (element.features[0], ==, 2);
  g_assert_cmpfloat (element.features[1], ==, 5);
  vt_dataset_get_element (dataset, 1, &element);
  g_assert_cmpuint (element.n, ==, 6);
  g_assert_cmpint (element.atoms[1], ==, 13);
  g_assert_cmpfloat (element.temperatures[2], ==, 100);
  g_assert_cmpint (element.runs[2], ==, 1);
  g_assert_cmpfloat (element.origins[5], ==, 50);
  g_assert_cmpfloat (element.features[2 * 2 + 1], ==, -4);

  temperatures = vt_dataset_get_temperatures (dataset, &n);
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpfloat (temperatures[0], ==, 100);
  g_assert_cmpfloat (temperatures[1], ==, 900);
}

static void
test_selects (void)
{
  g_autoptr (Sample) sample = sample_load ();
  const double all[] = { 100, 500, 2000 };
  const double some[] = { 2000, 100, 123 };
  g_autoptr (VtDataset) dataset = sample_dataset (sample, all, 3);
  g_autoptr (VtDataset) selected = vt_dataset_select (dataset, some, 3, NULL, NULL);
  VtDatasetElement from;
  VtDatasetElement to;

  g_assert_cmpuint (vt_dataset_get_n (selected), ==, 500);
  g_assert_cmpuint (vt_dataset_get_n_runs (selected), ==, 3);
  g_assert_true (vt_dataset_get_affine_mapping (selected));
  vt_dataset_get_element (dataset, 4, &from);
  vt_dataset_get_element (selected, 4, &to);
  g_assert_cmpuint (to.n, ==, 100);
  g_assert_cmpfloat (to.temperatures[50], ==, 2000);
  g_assert_cmpmem (to.features + 50 * 17, 17 * 4, from.features + 100 * 17, 17 * 4);
}

static void
test_select_cancelled (void)
{
  g_autoptr (Sample) sample = sample_load ();
  const double all[] = { 100, 500, 2000 };
  g_autoptr (VtDataset) dataset = sample_dataset (sample, all, 3);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  guint n;
  const double *of_dataset = vt_dataset_get_lags (dataset, &n);

  g_cancellable_cancel (cancellable);
  g_assert_null (vt_dataset_select (dataset, all, 1, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_null (vt_dataset_select_lags (dataset, of_dataset, 1, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_selects_lags (void)
{
  g_autoptr (VtDataset) dataset = vt_dataset_new (lags, 2, VT_NORMALIZATION_MASS, FALSE);
  g_autoptr (VtAtomTable) atoms = sample_atoms (3, 11, names);
  const double features[] = { 1, 2, 3, 4, 5, 6 };
  const double unknown = 20;
  g_autoptr (VtDataset) selected = NULL;
  g_autoptr (GError) error = NULL;
  VtDatasetElement element;
  guint n;

  g_assert_true (vt_dataset_add_run (dataset, "a", 300, atoms, 7, features, NULL));
  g_assert_cmpuint (vt_dataset_get_size (dataset), ==, 3 * (2 * 4 + 8 + 8 + 8 + 4));
  selected = vt_dataset_select_lags (dataset, &lags[1], 1, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpfloat (vt_dataset_get_lags (selected, &n)[0], ==, 10);
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpuint (vt_dataset_get_n_runs (selected), ==, 1);
  vt_dataset_get_element (selected, 1, &element);
  g_assert_cmpstr (element.symbol, ==, "Zr");
  g_assert_cmpuint (element.n, ==, 2);
  g_assert_cmpfloat (element.features[0], ==, 4);
  g_assert_cmpfloat (element.features[1], ==, 6);
  g_assert_cmpint (element.atoms[1], ==, 13);
  g_assert_cmpfloat (element.origins[1], ==, 7);
  g_assert_false (vt_dataset_add_run (selected, "a", 300, atoms, 7, features, NULL));

  g_assert_null (vt_dataset_select_lags (dataset, &unknown, 1, NULL, &error));
  g_assert_error (error, VT_ERROR, VT_ERROR_INPUT);
  g_assert_nonnull (strstr (error->message, "20 ps"));
}

static void
test_classes (void)
{
  g_autoptr (Sample) sample = sample_load ();
  const double all[] = { 500, 100, 2000 };
  const double wanted[] = { 2000, 100, 2000 };
  const double unknown[] = { 100, 150 };
  g_autoptr (VtDataset) dataset = sample_dataset (sample, all, 3);
  g_autoptr (VtDataset) empty = sample_dataset (sample, NULL, 0);
  g_autoptr (GError) missing = NULL;
  g_autoptr (GError) none = NULL;
  g_autofree double *classes = NULL;
  g_autofree double *every = NULL;
  guint n;

  classes = vt_dataset_choose_classes (dataset, wanted, 3, &n, NULL);
  g_assert_cmpuint (n, ==, 2);
  g_assert_true (classes[0] == 100 && classes[1] == 2000);
  every = vt_dataset_choose_classes (dataset, NULL, 0, &n, NULL);
  g_assert_cmpuint (n, ==, 3);
  g_assert_true (every[0] == 100 && every[1] == 500 && every[2] == 2000);

  g_assert_null (vt_dataset_choose_classes (dataset, unknown, 2, &n, &missing));
  g_assert_error (missing, VT_ERROR, VT_ERROR_INPUT);
  g_assert_nonnull (strstr (missing->message, "150 K"));
  g_assert_null (vt_dataset_choose_classes (empty, NULL, 0, &n, &none));
  g_assert_error (none, VT_ERROR, VT_ERROR_INPUT);
}

static void
refuse (VtDataset         *dataset,
        const char        *identity,
        double             temperature,
        const VtAtomTable *atoms,
        const double      *features,
        const char        *word)
{
  g_autoptr (GError) error = NULL;
  gsize before = vt_dataset_get_n (dataset);

  g_assert_false (vt_dataset_add_run (dataset, identity, temperature, atoms, 0, features, &error));
  g_assert_error (error, VT_ERROR, VT_ERROR_INPUT);
  g_assert_nonnull (strstr (error->message, word));
  g_assert_cmpuint (vt_dataset_get_n (dataset), ==, before);
}

static void
test_refuses (void)
{
  static const char *const numbered[] = { "1", NULL };
  g_autoptr (VtDataset) dataset = vt_dataset_new (lags, 2, VT_NORMALIZATION_MASS, FALSE);
  g_autoptr (VtAtomTable) atoms = sample_atoms (3, 11, names);
  g_autoptr (VtAtomTable) unknown = sample_atoms (3, 11, numbered);
  const double good[] = { 1, 2, 3, 4, 5, 6 };
  const double missing[] = { 1, 2, 3, 4, 5, NAN };
  const double endless[] = { 1, INFINITY, 3, 4, 5, 6 };
  const double huge[] = { 1, 1e39, 3, 4, 5, 6 };

  refuse (dataset, "a", 300, atoms, missing, "atom 13");
  refuse (dataset, "a", 300, atoms, missing, "10 ps");
  refuse (dataset, "a", 300, atoms, endless, "atom 12");
  refuse (dataset, "a", 300, atoms, huge, "atom 12");
  refuse (dataset, "a", 0, atoms, good, "temperature");
  refuse (dataset, "a", NAN, atoms, good, "temperature");
  refuse (dataset, "a", 300, unknown, good, "“1”");
  g_assert_cmpuint (vt_dataset_get_n_runs (dataset), ==, 0);

  g_assert_true (vt_dataset_add_run (dataset, "a", 300, atoms, 0, good, NULL));
  refuse (dataset, "a", 300, atoms, good, "twice");
  refuse (dataset, "a", 400, atoms, good, "300 K");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/dataset/collects", test_collects);
  g_test_add_func ("/dataset/selects", test_selects);
  g_test_add_func ("/dataset/selects-lags", test_selects_lags);
  g_test_add_func ("/dataset/select-cancelled", test_select_cancelled);
  g_test_add_func ("/dataset/classes", test_classes);
  g_test_add_func ("/dataset/refuses", test_refuses);

  return g_test_run ();
}

#include <math.h>

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
  g_autoptr (VtDataset) selected = vt_dataset_select (dataset, some, 3);
  VtDatasetElement from;
  VtDatasetElement to;

  g_assert_cmpuint (vt_dataset_get_n (selected), ==, 500);
  g_assert_cmpuint (vt_dataset_get_n_runs (selected), ==, 3);
  g_assert_true (vt_dataset_get_affine_mapping (selected));
  vt_dataset_get_element (dataset, 4, &from);
  vt_dataset_get_element (selected, 4, &to);
  g_assert_cmpuint (to.n, ==, 100);
  g_assert_cmpfloat (to.temperatures[50], ==, 2000);
  g_assert_cmpmem (to.features + 50 * 17, 17 * 8, from.features + 100 * 17, 17 * 8);
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

  refuse (dataset, "a", 300, atoms, missing, "atom 13");
  refuse (dataset, "a", 300, atoms, missing, "10 ps");
  refuse (dataset, "a", 300, atoms, endless, "atom 12");
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
  g_test_add_func ("/dataset/refuses", test_refuses);

  return g_test_run ();
}

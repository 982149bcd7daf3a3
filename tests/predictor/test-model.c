#include <hdf5.h>
#include <math.h>
#include <string.h>

#include <glib/gstdio.h>

#include "sample.h"
#include "test-files.h"
#include "vt-error.h"
#include "vt-hdf5-lock.h"
#include "vt-trainer.h"

/* What HDF5 itself forgets when it gives up on a damaged header is not ours to free. */
const char *__lsan_default_suppressions (void);

const char *
__lsan_default_suppressions (void)
{
  return "leak:libhdf5";
}

/* A folder of its own with a small model in it. */
typedef struct
{
  char    *folder;
  char    *path;
  VtModel *model;
  char    *bytes; /* of the file as it was saved */
  gsize    size;
} Place;

static void
set_up (Place *place, gconstpointer data)
{
  static const double classes[] = { 100, 2000 };
  static const char *const words[] = { "note=ΔT = 1900 K", "empty=", NULL };
  g_autoptr (Sample) sample = sample_load ();
  g_autoptr (VtDataset) dataset = sample_dataset (sample, classes, 2);
  g_autoptr (VtValidation) validation = NULL;
  g_autoptr (GFile) file = NULL;

  place->folder = test_files_make_folder ();
  place->path = g_build_filename (place->folder, "small.h5", NULL);
  validation = vt_validation_run (dataset, NULL, 0, 50, 10, 7, NULL, NULL, NULL);
  place->model = vt_trainer_train (dataset, NULL, 0, 50, 7, words, validation, NULL, NULL, NULL);
  file = g_file_new_for_path (place->path);
  g_assert_true (vt_model_save (place->model, file, NULL, NULL));
  g_assert_true (g_file_get_contents (place->path, &place->bytes, &place->size, NULL));
}

static void
tear_down (Place *place, gconstpointer data)
{
  test_files_remove_tree (place->folder);
  g_free (place->path);
  g_free (place->folder);
  g_free (place->bytes);
  vt_model_unref (place->model);
}

static VtModel *
load (const Place *place, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (place->path);

  return vt_model_load (file, NULL, error);
}

static void
test_round_trip (Place *place, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VtModel) model = load (place, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (vt_model_get_digest (model), ==, vt_model_get_digest (place->model));
  g_assert_cmpstr (vt_model_get_name (model), ==, "small");
  g_assert_cmpuint (vt_model_get_k (model), ==, 50);
  g_assert_true (vt_model_get_affine_mapping (model));
  g_assert_cmpuint (vt_model_get_normalization (model), ==, VT_NORMALIZATION_MASS_AND_TEMPERATURE);
  g_assert_cmpuint (vt_model_get_n_elements (model), ==, 5);
  g_assert_cmpfloat (vt_model_get_run (model, 1)->temperature, ==, 2000);
  g_assert_cmpint (vt_model_find_run (model, "run 100"), ==, 0);
  g_assert_true (g_strv_contains (vt_model_get_provenance (model), "seed=7"));
  g_assert_true (g_strv_contains (vt_model_get_provenance (model), "note=ΔT = 1900 K"));
  for (guint e = 0; e < 5; e++)
    {
      const VtModelElement *a = vt_model_get_element (model, e);
      const VtModelElement *b = vt_model_get_element (place->model, e);

      g_assert_cmpstr (a->symbol, ==, b->symbol);
      g_assert_cmpfloat (a->mass, ==, b->mass);
      g_assert_cmpmem (a->features, a->n * 17 * 4, b->features, b->n * 17 * 4);
      g_assert_cmpmem (a->atoms, a->n * 8, b->atoms, b->n * 8);
      g_assert_cmpmem (a->distance_quantiles, 1001 * 8, b->distance_quantiles, 1001 * 8);
    }
}

static void
test_validation (Place *place, gconstpointer data)
{
  g_autoptr (VtModel) model = load (place, NULL);
  const VtModelValidation *a = vt_model_get_validation (model);
  const VtModelValidation *b = vt_model_get_validation (place->model);

  g_assert_cmpuint (a->n_folds, ==, 10);
  g_assert_cmpfloat (a->rmse, ==, b->rmse);
  g_assert_cmpfloat (a->class_rmse, ==, b->class_rmse);
  g_assert_cmpmem (a->temperatures, a->n * 8, b->temperatures, b->n * 8);
  g_assert_cmpmem (a->mean_t_ml, a->n * 8, b->mean_t_ml, b->n * 8);
  g_assert_cmpmem (a->deviations, a->n * 8, b->deviations, b->n * 8);
  g_assert_cmpuint (a->n, ==, 2);
  g_assert_cmpfloat (vt_model_expect_t_ml (model, 100), ==, a->mean_t_ml[0]);
  g_assert_cmpfloat (vt_model_calibrate (model, a->mean_t_ml[1]), ==, 2000);
  g_assert_cmpfloat_with_epsilon (vt_model_calibrate (model, (a->mean_t_ml[0] + a->mean_t_ml[1]) / 2), 1050, 1e-9);
  g_assert_true (isnan (vt_model_calibrate (model, a->mean_t_ml[1] + 1)));
}

/* The file that version 1 wrote: no units and no validation in it, and the same digest as then. */
static void
test_version_1 (Place *place, gconstpointer data)
{
  g_autofree char *path = g_build_filename (g_getenv ("VT_FIXTURES"), "predictor", "model-1.h5", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFile) upgraded = g_file_new_for_path (place->path);
  g_autoptr (GError) error = NULL;
  g_autoptr (VtModel) model = vt_model_load (file, NULL, &error);
  g_autoptr (VtModel) again = NULL;
  g_autofree double *composition = NULL;
  const VtModelElement *zr;

  g_assert_no_error (error);
  g_assert_cmpstr (vt_model_get_digest (model), ==,
                   "b8cbf9ea85e06923861e86c467d5362f1f09a52518500bfda2956e5231b9060a");
  g_assert_null (vt_model_get_validation (model));
  g_assert_true (isnan (vt_model_calibrate (model, 500)) && isnan (vt_model_expect_t_ml (model, 500)));
  g_assert_cmpstr (vt_model_get_units (model), ==, "metal");
  composition = vt_model_get_composition (model);
  g_assert_true (composition[0] == 0.5 && composition[1] == 0.5);
  g_assert_cmpuint (vt_model_get_k (model), ==, 3);
  g_assert_true (g_strv_contains (vt_model_get_provenance (model), "note=frozen"));
  zr = vt_model_find_element (model, "Zr");
  g_assert_cmpuint (zr->n, ==, 6);
  g_assert_cmpint (zr->atoms[5], ==, 6);
  g_assert_cmpfloat (zr->origins[5], ==, 12.5);

  g_assert_true (vt_model_save (model, upgraded, NULL, NULL));
  again = load (place, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (vt_model_get_digest (again), ==, vt_model_get_digest (model));
  g_assert_null (vt_model_get_validation (again));
}

/* No time stamp and no chance inside: saved again, also after a second, the bytes are the same. */
static void
test_same_bytes (Place *place, gconstpointer data)
{
  g_autofree char *other = g_build_filename (place->folder, "again.h5", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (other);
  g_autoptr (VtModel) model = load (place, NULL);
  g_autofree char *one = NULL;
  g_autofree char *two = NULL;
  gsize n_one;
  gsize n_two;

  g_usleep (1100000);
  g_assert_true (vt_model_save (place->model, file, NULL, NULL));
  g_assert_true (g_file_get_contents (place->path, &one, &n_one, NULL));
  g_assert_true (g_file_get_contents (other, &two, &n_two, NULL));
  g_assert_cmpmem (one, n_one, two, n_two);
  g_unlink (other);
}

static void
refuse (const Place *place, const char *word)
{
  g_autoptr (GError) error = NULL;
  VtModel *model = load (place, &error);

  g_assert_null (model);
  g_assert_error (error, VT_ERROR, VT_ERROR_MODEL);
  g_assert_nonnull (strstr (error->message, "small.h5"));
  g_assert_null (strchr (error->message, '\n'));
  if (strstr (error->message, word) == NULL)
    g_error ("“%s” is not in: %s", word, error->message);
}

/* A file as good as before, for the next damage. */
static hid_t
open_fresh (const Place *place)
{
  hid_t handle;

  test_files_write (place->path, place->bytes, place->size);
  vt_hdf5_lock ();
  handle = H5Fopen (place->path, H5F_ACC_RDWR, H5P_DEFAULT);
  g_assert_cmpint (handle, >=, 0);

  return handle;
}

static void
close_file (hid_t file)
{
  H5Fclose (file);
  vt_hdf5_unlock ();
}

static const char *const datasets[] = {
  "lags_ps", "feature_min", "feature_max", "class_temperatures_K", "provenance/runs", "provenance/run_temperatures_K",
  "Ni/features", "Ni/label", "Ni/atom", "Ni/origin_ps", "Ni/run", "Ni/distance_quantiles",
  "validation/temperature_K", "validation/mean_t_ml_K", "validation/deviation_K",
};

static void
test_missing (Place *place, gconstpointer data)
{
  static const char *const attributes[] = { "format", "version", "k", "normalization", "affine_mapping",
                                            "units" };
  static const char *const of_validation[] = { "folds", "rmse_K", "rmse_classes_K" };

  for (guint i = 0; i < G_N_ELEMENTS (datasets); i++)
    {
      hid_t file = open_fresh (place);

      g_assert_cmpint (H5Ldelete (file, datasets[i], H5P_DEFAULT), >=, 0);
      close_file (file);
      refuse (place, datasets[i]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (attributes); i++)
    {
      hid_t file = open_fresh (place);

      g_assert_cmpint (H5Adelete (file, attributes[i]), >=, 0);
      close_file (file);
      refuse (place, attributes[i]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (of_validation); i++)
    {
      hid_t file = open_fresh (place);

      g_assert_cmpint (H5Adelete_by_name (file, "validation", of_validation[i], H5P_DEFAULT), >=, 0);
      close_file (file);
      refuse (place, of_validation[i]);
    }
}

static void
replace (hid_t file, const char *path, hid_t type, int rank, hsize_t rows, hsize_t columns, gconstpointer values)
{
  hsize_t extent[] = { rows, columns };
  hid_t space = H5Screate_simple (rank, extent, NULL);
  hid_t dataset;

  H5Ldelete (file, path, H5P_DEFAULT);
  dataset = H5Dcreate2 (file, path, type, space, H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT);
  g_assert_cmpint (dataset, >=, 0);
  if (values != NULL)
    g_assert_cmpint (H5Dwrite (dataset, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, values), >=, 0);
  H5Dclose (dataset);
  H5Sclose (space);
}

/* A wrong number of dimensions, a wrong length and a wrong type, each dataset by turns. */
static void
test_wrong_shape (Place *place, gconstpointer data)
{
  g_autofree char *zeros = g_malloc0 (64 * 64 * 16);

  for (guint i = 0; i < G_N_ELEMENTS (datasets); i++)
    {
      gboolean is_text = g_str_equal (datasets[i], "provenance/runs");
      gboolean is_whole = g_str_has_suffix (datasets[i], "label") || g_str_has_suffix (datasets[i], "atom")
                          || g_str_equal (datasets[i], "Ni/run");
      hid_t right = is_whole ? H5T_NATIVE_INT : H5T_NATIVE_DOUBLE;
      hid_t wrong = is_whole ? H5T_NATIVE_DOUBLE : H5T_NATIVE_INT;
      hid_t file = open_fresh (place);

      replace (file, datasets[i], wrong, g_str_has_suffix (datasets[i], "features") ? 2 : 1, 17, 17, zeros);
      close_file (file);
      refuse (place, datasets[i]);
      if (is_text)
        continue;

      file = open_fresh (place);
      replace (file, datasets[i], right, 3 - (g_str_has_suffix (datasets[i], "features") ? 2 : 1), 17, 17, zeros);
      close_file (file);
      refuse (place, datasets[i]);

      file = open_fresh (place);
      replace (file, datasets[i], right, g_str_has_suffix (datasets[i], "features") ? 2 : 1, 3, 3, zeros);
      close_file (file);
      refuse (place, g_str_equal (datasets[i], "lags_ps") ? "lags_ps" : datasets[i]);
    }
}

static void
change (const Place *place, const char *path, hid_t type, gconstpointer value, gsize at)
{
  hid_t file = open_fresh (place);
  hid_t dataset = H5Dopen2 (file, path, H5P_DEFAULT);
  hid_t space = H5Dget_space (dataset);
  int rank = H5Sget_simple_extent_ndims (space);
  hsize_t place_of[2] = { at, 0 };
  hsize_t one[2] = { 1, 1 };
  hid_t memory = H5Screate_simple (rank, one, NULL);

  H5Sselect_hyperslab (space, H5S_SELECT_SET, place_of, NULL, one, NULL);
  g_assert_cmpint (H5Dwrite (dataset, type, memory, space, H5P_DEFAULT, value), >=, 0);
  H5Sclose (memory);
  H5Sclose (space);
  H5Dclose (dataset);
  close_file (file);
  refuse (place, path);
}

static void
test_wrong_values (Place *place, gconstpointer data)
{
  const double nan = NAN;
  const double large = 1e9;
  const double negative = -5;
  const int label = 2;
  const int run = -1;
  const int late_run = 2;

  change (place, "lags_ps", H5T_NATIVE_DOUBLE, &nan, 3);
  change (place, "lags_ps", H5T_NATIVE_DOUBLE, &large, 3);
  change (place, "lags_ps", H5T_NATIVE_DOUBLE, &negative, 0);
  change (place, "feature_min", H5T_NATIVE_DOUBLE, &nan, 16);
  change (place, "feature_max", H5T_NATIVE_DOUBLE, &negative, 2);
  change (place, "class_temperatures_K", H5T_NATIVE_DOUBLE, &negative, 1);
  change (place, "provenance/run_temperatures_K", H5T_NATIVE_DOUBLE, &nan, 1);
  change (place, "Ni/features", H5T_NATIVE_DOUBLE, &nan, 99);
  change (place, "Ni/label", H5T_NATIVE_INT, &label, 99);
  change (place, "Ni/run", H5T_NATIVE_INT, &run, 0);
  change (place, "Ni/run", H5T_NATIVE_INT, &late_run, 0);
  change (place, "Ni/origin_ps", H5T_NATIVE_DOUBLE, &nan, 5);
  change (place, "Ni/distance_quantiles", H5T_NATIVE_DOUBLE, &nan, 500);
  change (place, "Ni/distance_quantiles", H5T_NATIVE_DOUBLE, &negative, 500);
  change (place, "validation/temperature_K", H5T_NATIVE_DOUBLE, &large, 0);
  change (place, "validation/mean_t_ml_K", H5T_NATIVE_DOUBLE, &nan, 1);
  change (place, "validation/deviation_K", H5T_NATIVE_DOUBLE, &negative, 1);
}

/* An array whose extent a small file cannot hold: nothing of that size is asked for. */
static void
test_huge_claim (Place *place, gconstpointer data)
{
  hid_t file = open_fresh (place);

  replace (file, "Ni/features", H5T_NATIVE_FLOAT, 2, G_GUINT64_CONSTANT (1) << 34, 17, NULL);
  close_file (file);
  refuse (place, "Ni/features");
}

static void
set_number (const Place *place, const char *object, const char *name, hid_t type, gconstpointer value)
{
  hid_t file = open_fresh (place);
  hid_t space = H5Screate (H5S_SCALAR);
  hid_t attribute;

  H5Adelete_by_name (file, object, name, H5P_DEFAULT);
  attribute = H5Acreate_by_name (file, object, name, type, space, H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT);
  g_assert_cmpint (H5Awrite (attribute, type, value), >=, 0);
  H5Aclose (attribute);
  H5Sclose (space);
  close_file (file);
}

static void
test_attributes (Place *place, gconstpointer data)
{
  const int newer = VT_MODEL_VERSION + 1;
  const int zero = 0;
  const int many = 70000;
  const double mass = -1;

  set_number (place, ".", "version", H5T_NATIVE_INT, &newer);
  refuse (place, "newer Vitrine");
  set_number (place, ".", "version", H5T_NATIVE_INT, &zero);
  refuse (place, "version");
  set_number (place, ".", "format", H5T_NATIVE_INT, &zero);
  refuse (place, "format");
  set_number (place, ".", "k", H5T_NATIVE_INT, &zero);
  refuse (place, "k in the model");
  set_number (place, ".", "k", H5T_NATIVE_INT, &many);
  refuse (place, "k in the model");
  set_number (place, ".", "affine_mapping", H5T_NATIVE_INT, &many);
  refuse (place, "affine_mapping");
  set_number (place, "Ni", "mass", H5T_NATIVE_DOUBLE, &mass);
  refuse (place, "mass");
  set_number (place, "validation", "rmse_K", H5T_NATIVE_DOUBLE, &mass);
  refuse (place, "rmse_K");
  set_number (place, ".", "units", H5T_NATIVE_INT, &zero);
  refuse (place, "metal");
}

static void
test_groups (Place *place, gconstpointer data)
{
  static const char *const symbols[] = { "Cu", "Ni", "Pd", "Ti", "Zr" };
  hid_t file = open_fresh (place);

  H5Gclose (H5Gcreate2 (file, "Longname", H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT));
  close_file (file);
  refuse (place, "Longname");

  file = open_fresh (place);
  for (guint i = 0; i < G_N_ELEMENTS (symbols); i++)
    H5Ldelete (file, symbols[i], H5P_DEFAULT);
  close_file (file);
  refuse (place, "no group of an element");
}

static void
test_no_model (Place *place, gconstpointer data)
{
  static const char table[] = "id,element\n1,Cu\n";
  g_autoptr (GError) error = NULL;

  for (gsize length = 0; length < place->size; length += place->size / 23)
    {
      test_files_write (place->path, place->bytes, length);
      refuse (place, "");
    }
  test_files_write (place->path, table, sizeof table - 1);
  refuse (place, "HDF5");

  g_unlink (place->path);
  g_assert_null (load (place, &error));
  g_assert_error (error, VT_ERROR, VT_ERROR_MODEL);
}

/* Any byte may be wrong: an error or a model, never a crash. */
static void
test_flipped_bytes (Place *place, gconstpointer data)
{
  gsize size = place->size, rounds = g_test_slow () ? 4000 : 200;
  guint survived = 0;

  for (gsize i = 0; i < rounds; i++)
    {
      g_autofree char *damaged = g_memdup2 (place->bytes, size);
      g_autoptr (GError) error = NULL;
      g_autoptr (VtModel) model = NULL;
      /* Half of them at the front, where the file describes itself. */
      gsize at = i < rounds / 2 ? i * 2 * MIN (size, 4096) / rounds : i * size / rounds;

      damaged[at] = (char) (damaged[at] ^ (i % 2 == 0 ? 0xff : 0x10));
      test_files_write (place->path, damaged, size);
      model = load (place, &error);
      g_assert_true ((model == NULL) == (error != NULL));
      survived += model != NULL;
    }
  g_assert_cmpuint (survived, <, rounds);
}

static void
test_cannot_write (Place *place, gconstpointer data)
{
  g_autofree char *path = g_build_filename (place->folder, "no", "such", "folder.h5", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) cancelled = NULL;

  g_assert_false (vt_model_save (place->model, file, NULL, &error));
  g_assert_error (error, VT_ERROR, VT_ERROR_OUTPUT);
  g_assert_nonnull (strstr (error->message, "folder.h5"));

  g_cancellable_cancel (cancellable);
  g_assert_null (vt_model_load (file, cancellable, &cancelled));
  g_assert_error (cancelled, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char *argv[])
{
  static const struct
  {
    const char *path;
    void (*test) (Place *place, gconstpointer data);
  } tests[] = {
    { "/model/round-trip", test_round_trip },     { "/model/same-bytes", test_same_bytes },
    { "/model/validation", test_validation },     { "/model/version-1", test_version_1 },
    { "/model/missing", test_missing },           { "/model/wrong-shape", test_wrong_shape },
    { "/model/wrong-values", test_wrong_values }, { "/model/huge-claim", test_huge_claim },
    { "/model/attributes", test_attributes },     { "/model/groups", test_groups },
    { "/model/no-model", test_no_model },         { "/model/flipped-bytes", test_flipped_bytes },
    { "/model/cannot-write", test_cannot_write },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Place, NULL, set_up, tests[i].test, tear_down);

  return g_test_run ();
}

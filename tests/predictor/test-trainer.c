#include <math.h>

#include "sample.h"
#include "vt-error.h"
#include "vt-parallel.h"
#include "vt-trainer.h"

static const double classes[] = { 100, 800, 2000 };

static VtModel *
train (const VtDataset *dataset, guint k)
{
  g_autoptr (GError) error = NULL;
  VtModel *model = vt_trainer_train (dataset, NULL, 0, k, 7, NULL, NULL, NULL, NULL, &error);

  g_assert_no_error (error);

  return model;
}

static void
test_content (void)
{
  g_autoptr (Sample) sample = sample_load ();
  g_autoptr (VtDataset) dataset = sample_dataset (sample, classes, 3);
  const char *const words[] = { "program=test", NULL };
  g_autoptr (VtModel) model = vt_trainer_train (dataset, NULL, 0, 50, 7, words, NULL, NULL, NULL, NULL);
  const VtModelElement *pd;
  guint n;

  g_assert_cmpuint (vt_model_get_k (model), ==, 50);
  g_assert_cmpstr (vt_model_get_name (model), ==, "CuNiPdTiZr");
  g_assert_cmpfloat (vt_model_get_class_temperatures (model, &n)[2], ==, 2000);
  g_assert_cmpuint (n, ==, 3);
  g_assert_cmpfloat (vt_model_get_lags (model, &n)[16], ==, 200);
  g_assert_cmpuint (n, ==, 17);
  g_assert_cmpuint (vt_model_get_n_runs (model), ==, 3);
  g_assert_cmpint (vt_model_find_run (model, "run 2000"), >=, 0);
  g_assert_cmpint (vt_model_find_run (model, "run"), ==, -1);
  g_assert_cmpstr (vt_model_get_provenance (model)[0], ==, "seed=7");
  g_assert_cmpstr (vt_model_get_provenance (model)[1], ==, "program=test");

  g_assert_null (vt_model_find_element (model, "Fe"));
  pd = vt_model_find_element (model, "Pd");
  g_assert_cmpuint (pd->n, ==, 150);
  for (gsize i = 0; i < pd->n; i++)
    {
      g_assert_cmpuint (pd->labels[i], ==, i / 50);
      g_assert_cmpint (pd->atoms[i], ==, pd->atoms[i % 50]);
    }
}

/* The scaled features span [0, 1] over all elements together. */
static void
test_range (void)
{
  g_autoptr (Sample) sample = sample_load ();
  g_autoptr (VtDataset) dataset = sample_dataset (sample, classes, 3);
  g_autoptr (VtModel) model = train (dataset, 50);

  for (guint j = 0; j < 17; j++)
    {
      float low = INFINITY;
      float high = -INFINITY;

      for (guint e = 0; e < 5; e++)
        {
          const VtModelElement *element = vt_model_get_element (model, e);

          for (gsize i = 0; i < element->n; i++)
            {
              low = fminf (low, element->features[i * 17 + j]);
              high = fmaxf (high, element->features[i * 17 + j]);
            }
        }
      g_assert_true (low == 0 && high == 1);
    }
}

/* The order in which runs are added and the number of threads change nothing; another k does. */
static void
test_digest (void)
{
  const double turned[] = { 2000, 100, 800 };
  g_autoptr (Sample) sample = sample_load ();
  g_autoptr (VtDataset) one = sample_dataset (sample, classes, 3);
  g_autoptr (VtDataset) two = sample_dataset (sample, turned, 3);
  g_autoptr (VtModel) a = train (one, 50);
  g_autoptr (VtModel) b = NULL;
  g_autoptr (VtModel) c = train (one, 49);

  vt_parallel_set_threads (3);
  b = train (two, 50);
  vt_parallel_set_threads (0);
  g_assert_cmpstr (vt_model_get_digest (a), ==, vt_model_get_digest (b));
  g_assert_cmpstr (vt_model_get_digest (a), !=, vt_model_get_digest (c));
  g_assert_cmpuint (strlen (vt_model_get_digest (a)), ==, 64);
}

/* Of more temperatures than classes only the classes' are in the model, which is the one that they alone would give. */
static void
test_classes (void)
{
  const double all[] = { 500, 100, 800, 2000, 1200 };
  const double wanted[] = { 2000, 100, 800 };
  g_autoptr (Sample) sample = sample_load ();
  g_autoptr (VtDataset) many = sample_dataset (sample, all, 5);
  g_autoptr (VtDataset) few = sample_dataset (sample, classes, 3);
  g_autoptr (VtModel) a = vt_trainer_train (many, wanted, 3, 50, 7, NULL, NULL, NULL, NULL, NULL);
  g_autoptr (VtModel) b = train (few, 50);

  g_assert_cmpuint (vt_model_get_n_runs (a), ==, 3);
  g_assert_cmpint (vt_model_find_run (a, "run 500"), ==, -1);
  g_assert_cmpstr (vt_model_get_digest (a), ==, vt_model_get_digest (b));
}

static void
test_validation (void)
{
  const double all[] = { 100, 500, 800, 2000 };
  g_autoptr (Sample) sample = sample_load ();
  g_autoptr (VtDataset) dataset = sample_dataset (sample, all, 4);
  g_autoptr (VtValidation) validation = vt_validation_run (dataset, classes, 3, 40, 5, 1, NULL, NULL, NULL);
  g_autoptr (VtModel) with = vt_trainer_train (dataset, classes, 3, 30, 7, NULL, validation, NULL, NULL, NULL);
  g_autoptr (VtModel) without = vt_trainer_train (dataset, classes, 3, 30, 7, NULL, NULL, NULL, NULL, NULL);
  g_autoptr (VtTable) table = vt_validation_tabulate_calibration (validation, 30);
  const VtModelValidation *kept = vt_model_get_validation (with);
  g_autoptr (GError) few = NULL;
  g_autoptr (GError) other = NULL;

  g_assert_cmpuint (kept->n, ==, 4);
  g_assert_cmpuint (kept->n_folds, ==, 5);
  g_assert_cmpfloat (kept->rmse, ==, vt_validation_get_rmse (validation, 30));
  g_assert_cmpfloat (kept->class_rmse, ==, vt_validation_get_class_rmse (validation, 30));
  for (guint t = 0; t < 4; t++)
    {
      g_assert_cmpfloat (kept->temperatures[t], ==, all[t]);
      g_assert_cmpfloat (kept->mean_t_ml[t], ==, vt_table_get_number (table, t, 1));
      g_assert_cmpfloat (kept->deviations[t], ==, vt_table_get_number (table, t, 2));
    }
  g_assert_null (vt_model_get_validation (without));
  g_assert_cmpstr (vt_model_get_digest (with), ==, vt_model_get_digest (without));

  g_assert_null (vt_trainer_train (dataset, classes, 3, 41, 7, NULL, validation, NULL, NULL, &few));
  g_assert_error (few, VT_ERROR, VT_ERROR_USAGE);
  g_assert_null (vt_trainer_train (dataset, NULL, 0, 30, 7, NULL, validation, NULL, NULL, &other));
  g_assert_error (other, VT_ERROR, VT_ERROR_USAGE);
}

/* An element that no class has is no part of the model. */
static void
test_element_of_no_class (void)
{
  static const char *const both[] = { "Cu", "Zr", NULL };
  static const char *const one[] = { "Cu", NULL };
  g_autoptr (VtAtomTable) mixed = sample_atoms (4, 1, both);
  g_autoptr (VtAtomTable) copper = sample_atoms (4, 1, one);
  const double lag = 5;
  const double features[] = { 0, 1, 2, 3 };
  const double class = 100;
  g_autoptr (VtDataset) dataset = vt_dataset_new (&lag, 1, VT_NORMALIZATION_NONE, TRUE);
  g_autoptr (VtModel) model = NULL;

  g_assert_true (vt_dataset_add_run (dataset, "c", 100, copper, 0, features, NULL));
  g_assert_true (vt_dataset_add_run (dataset, "h", 500, mixed, 0, features, NULL));
  model = vt_trainer_train (dataset, &class, 1, 5, 1, NULL, NULL, NULL, NULL, NULL);
  g_assert_nonnull (model);
  g_assert_cmpuint (vt_model_get_n_elements (model), ==, 1);
  g_assert_cmpuint (vt_model_find_element (model, "Cu")->n, ==, 4);
}

/* Two runs and two windows of each at one temperature: their identities and origins order them, not who came first. */
static void
test_runs_and_windows (void)
{
  g_autoptr (Sample) sample = sample_load ();
  g_autofree char *digest = NULL;

  for (guint round = 0; round < 2; round++)
    {
      g_autoptr (VtDataset) dataset = sample_dataset (sample, NULL, 0);
      g_autoptr (VtModel) model = NULL;
      const VtModelElement *element;

      for (guint i = 0; i < 4; i++)
        {
          guint window = round == 0 ? i : 3 - i;
          const double *features = sample_get (sample, sample->temperatures[window]);

          g_assert_true (vt_dataset_add_run (dataset, window % 2 == 0 ? "one" : "two", 700, sample->atoms,
                                             10 * (window / 2), features, NULL));
        }
      model = train (dataset, 50);
      element = vt_model_get_element (model, 0);
      g_assert_cmpint (vt_model_find_run (model, "two"), ==, 1);
      for (gsize i = 0; i < element->n; i++)
        {
          g_assert_cmpint (element->runs[i], ==, i / 100);
          g_assert_cmpfloat (element->origins[i], ==, i / 50 % 2 * 10.0);
        }
      if (round == 1)
        g_assert_cmpstr (vt_model_get_digest (model), ==, digest);
      digest = round == 0 ? g_strdup (vt_model_get_digest (model)) : digest;
    }
}

/* Two atoms at two temperatures: each instance's neighbours are the other atom's two. */
static void
test_quantiles (void)
{
  static const char *const names[] = { "Cu", NULL };
  g_autoptr (VtAtomTable) atoms = sample_atoms (2, 1, names);
  const double lag = 5;
  const double cold[] = { 0, 4 };
  const double hot[] = { 1, 10 };
  g_autoptr (VtDataset) dataset = vt_dataset_new (&lag, 1, VT_NORMALIZATION_NONE, TRUE);
  g_autoptr (VtModel) model = NULL;
  const double *quantiles;

  g_assert_true (vt_dataset_add_run (dataset, "c", 100, atoms, 0, cold, NULL));
  g_assert_true (vt_dataset_add_run (dataset, "h", 500, atoms, 0, hot, NULL));
  model = train (dataset, 50);
  quantiles = vt_model_get_element (model, 0)->distance_quantiles;
  /* Scaled: 0, 0.1 | 0.4, 1. Means 0.7, 0.6 | 0.35, 0.95. */
  g_assert_cmpfloat_with_epsilon (quantiles[0], 0.35, 1e-7);
  g_assert_cmpfloat_with_epsilon (quantiles[500], 0.65, 1e-7);
  g_assert_cmpfloat_with_epsilon (quantiles[1000], 0.95, 1e-7);
}

static void
test_refuses (void)
{
  static const char *const names[] = { "Cu", "Zr", NULL };
  g_autoptr (VtAtomTable) atoms = sample_atoms (3, 1, names);
  const double lag = 5;
  const double features[] = { 0, 4, 8 };
  g_autoptr (VtDataset) dataset = vt_dataset_new (&lag, 1, VT_NORMALIZATION_NONE, TRUE);
  g_autoptr (GError) empty = NULL;
  g_autoptr (GError) single = NULL;
  g_autoptr (GError) many = NULL;
  g_autoptr (GError) k = NULL;

  g_assert_null (vt_trainer_train (dataset, NULL, 0, 5, 1, NULL, NULL, NULL, NULL, &empty));
  g_assert_error (empty, VT_ERROR, VT_ERROR_INPUT);

  g_assert_true (vt_dataset_add_run (dataset, "c", 100, atoms, 0, features, NULL));
  g_assert_null (vt_trainer_train (dataset, NULL, 0, 5, 1, NULL, NULL, NULL, NULL, &single));
  g_assert_error (single, VT_ERROR, VT_ERROR_INPUT);
  g_assert_nonnull (strstr (single->message, "Zr"));
  g_assert_null (vt_trainer_train (dataset, NULL, 0, 0, 1, NULL, NULL, NULL, NULL, &k));
  g_assert_error (k, VT_ERROR, VT_ERROR_USAGE);

  for (guint t = 0; t < 256; t++)
    {
      g_autofree char *identity = g_strdup_printf ("run %u", t);

      g_assert_true (vt_dataset_add_run (dataset, identity, 200 + t, atoms, 0, features, NULL));
    }
  g_assert_null (vt_trainer_train (dataset, NULL, 0, 5, 1, NULL, NULL, NULL, NULL, &many));
  g_assert_error (many, VT_ERROR, VT_ERROR_INPUT);
}

static void
test_cancelled (void)
{
  g_autoptr (Sample) sample = sample_load ();
  g_autoptr (VtDataset) dataset = sample_dataset (sample, classes, 3);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (vt_trainer_train (dataset, NULL, 0, 50, 1, NULL, NULL, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/trainer/content", test_content);
  g_test_add_func ("/trainer/range", test_range);
  g_test_add_func ("/trainer/digest", test_digest);
  g_test_add_func ("/trainer/classes", test_classes);
  g_test_add_func ("/trainer/validation", test_validation);
  g_test_add_func ("/trainer/element-of-no-class", test_element_of_no_class);
  g_test_add_func ("/trainer/runs-and-windows", test_runs_and_windows);
  g_test_add_func ("/trainer/quantiles", test_quantiles);
  g_test_add_func ("/trainer/refuses", test_refuses);
  g_test_add_func ("/trainer/cancelled", test_cancelled);

  return g_test_run ();
}

#include <math.h>
#include <stdlib.h>

#include "sample.h"
#include "vt-error.h"
#include "vt-parallel.h"
#include "vt-predictor.h"
#include "vt-trainer.h"

static const double classes[] = { 100, 800, 1000, 2000 };

static VtModel *
train (const Sample *sample)
{
  g_autoptr (VtDataset) dataset = sample_dataset (sample, classes, 4);
  VtModel *model = vt_trainer_train (dataset, NULL, 0, 50, 1, NULL, NULL, NULL, NULL, NULL);

  g_assert_nonnull (model);

  return model;
}

static VtPrediction *
predict (VtModel *model, const VtAtomTable *atoms, const double *features, int own_run)
{
  g_autoptr (GError) error = NULL;
  VtPrediction *prediction = vt_predictor_predict (model, atoms, features, own_run, NULL, NULL, &error);

  g_assert_no_error (error);

  return prediction;
}

/* tml-expected.csv: what scikit-learn makes of the model that h5py wrote. */
static void
test_scikit_learn (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("VT_FIXTURES"), "predictor", "tml-model.h5", NULL);
  g_autofree char *expected = g_build_filename (g_getenv ("VT_FIXTURES"), "predictor", "tml-expected.csv", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (VtModel) model = vt_model_load (file, NULL, &error);
  g_autoptr (Sample) sample = sample_load ();
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  guint n = 0;

  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (expected, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (guint t = 0; t < 2; t++)
    {
      g_autoptr (VtPrediction) prediction =
          predict (model, sample->atoms, sample_get (sample, t == 0 ? 500 : 1300), -1);

      for (gsize i = 0; i < prediction->n; i++, n++)
        {
          g_auto (GStrv) fields = g_strsplit (lines[n], ",", 3);

          g_assert_cmpint (g_ascii_strtoll (fields[1], NULL, 10), ==, vt_atom_table_get_ids (sample->atoms)[i]);
          g_assert_cmpfloat_with_epsilon (prediction->t_ml[i], g_ascii_strtod (fields[2], NULL), 0.01);
        }
    }
  g_assert_cmpuint (n, ==, 500);
}

/* The model that h5py wrote from the same numbers is the one that we train. */
static void
test_same_as_script (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("VT_FIXTURES"), "predictor", "tml-model.h5", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (VtModel) theirs = vt_model_load (file, NULL, NULL);
  g_autoptr (Sample) sample = sample_load ();
  g_autoptr (VtModel) ours = train (sample);

  for (guint e = 0; e < 5; e++)
    {
      const VtModelElement *a = vt_model_get_element (theirs, e);
      const VtModelElement *b = vt_model_get_element (ours, e);

      g_assert_cmpstr (a->symbol, ==, b->symbol);
      g_assert_cmpmem (a->features, a->n * 17 * sizeof (float), b->features, b->n * 17 * sizeof (float));
      g_assert_cmpmem (a->labels, a->n, b->labels, b->n);
      for (guint q = 0; q < 1001; q++)
        g_assert_cmpfloat_with_epsilon (a->distance_quantiles[q], b->distance_quantiles[q], 1e-12);
    }
}

/* One element, one feature, k = 2: instances at 0, 1 (100 K) and 2, 4 (500 K), scaled to 0, ¼, ½, 1. */
static VtModel *
small_model (guint k)
{
  static const char *const names[] = { "Cu", NULL };
  g_autoptr (VtAtomTable) atoms = sample_atoms (2, 1, names);
  const double lag = 5;
  const double cold[] = { 0, 1 };
  const double hot[] = { 2, 4 };
  g_autoptr (VtDataset) dataset = vt_dataset_new (&lag, 1, VT_NORMALIZATION_NONE, TRUE);

  g_assert_true (vt_dataset_add_run (dataset, "cold", 100, atoms, 0, cold, NULL));
  g_assert_true (vt_dataset_add_run (dataset, "hot", 500, atoms, 0, hot, NULL));

  return vt_trainer_train (dataset, NULL, 0, k, 1, NULL, NULL, NULL, NULL, NULL);
}

static void
test_by_hand (void)
{
  static const char *const names[] = { "Cu", NULL };
  g_autoptr (VtAtomTable) atoms = sample_atoms (4, 1, names);
  g_autoptr (VtModel) model = small_model (2);
  const double features[] = { 1.8, -40, NAN, 0 };
  g_autoptr (VtPrediction) p = predict (model, atoms, features, -1);

  /* Neighbours at 2 (500 K) and 1 (100 K): distances 0.05 and 0.2. */
  g_assert_cmpfloat_with_epsilon (p->t_ml[0], 300, 1e-9);
  g_assert_cmpfloat_with_epsilon (p->t_ml_weighted[0], (500 / 0.05 + 100 / 0.2) / (1 / 0.05 + 1 / 0.2), 1e-6);
  g_assert_cmpfloat_with_epsilon (p->spread[0], 200, 1e-9);
  g_assert_cmpfloat_with_epsilon (p->distance[0], 0.125, 1e-9);
  g_assert_cmpuint (p->votes[0], ==, 1);
  g_assert_cmpuint (p->votes[1], ==, 1);
  g_assert_cmpfloat (p->outside[0], ==, 0);
  /* Far below: scaled −10, distances 10 and 10.25. */
  g_assert_cmpfloat (p->t_ml[1], ==, 100);
  g_assert_cmpfloat (p->spread[1], ==, 0);
  g_assert_cmpfloat_with_epsilon (p->distance[1], 10.125, 1e-9);
  g_assert_cmpfloat (p->quantile[1], ==, 1);
  g_assert_cmpfloat (p->outside[1], ==, 1);
  /* Missing. */
  g_assert_true (isnan (p->t_ml[2]) && isnan (p->spread[2]) && isnan (p->quantile[2]) && isnan (p->outside[2]));
  g_assert_cmpuint (p->votes[4] + p->votes[5], ==, 0);
  /* On an instance: the weight stays finite. */
  g_assert_cmpfloat (p->t_ml[3], ==, 100);
  g_assert_cmpfloat_with_epsilon (p->t_ml_weighted[3], 100, 1e-6);
}

static void
test_large_k (void)
{
  static const char *const names[] = { "Cu", NULL };
  g_autoptr (VtAtomTable) atoms = sample_atoms (1, 1, names);
  g_autoptr (VtModel) model = small_model (50);
  const double feature = 0;
  g_autoptr (VtPrediction) p = predict (model, atoms, &feature, -1);

  g_assert_cmpfloat_with_epsilon (p->t_ml[0], 300, 1e-9);
  g_assert_cmpuint (p->votes[0], ==, 2);
  g_assert_cmpuint (p->votes[1], ==, 2);
}

/* Atom 1's own instances of the run "cold" (at 0) and of "hot" (at 2) are left out, those of the other run stay. */
static void
test_own_run (void)
{
  static const char *const names[] = { "Cu", NULL };
  g_autoptr (VtAtomTable) atoms = sample_atoms (1, 1, names);
  g_autoptr (VtModel) model = small_model (1);
  int cold = vt_model_find_run (model, "cold");
  int hot = vt_model_find_run (model, "hot");
  const double near_hot = 2.1;
  const double at_cold = 0.1;
  g_autoptr (VtPrediction) all = predict (model, atoms, &near_hot, -1);
  g_autoptr (VtPrediction) without = predict (model, atoms, &near_hot, hot);
  g_autoptr (VtPrediction) other = predict (model, atoms, &near_hot, cold);
  g_autoptr (VtPrediction) moved = predict (model, atoms, &at_cold, cold);

  g_assert_cmpfloat (all->t_ml[0], ==, 500);
  g_assert_cmpfloat (without->t_ml[0], ==, 100);
  g_assert_cmpfloat (other->t_ml[0], ==, 500);
  g_assert_cmpfloat_with_epsilon (moved->distance[0], 0.9 / 4, 1e-7);
}

/* More atoms than pass at a time, of two elements: each gets what it would get alone. */
static void
test_many_atoms (void)
{
  static const char *const names[] = { "Cu", "Zr", NULL };
  const gsize n = 70001;
  g_autoptr (VtAtomTable) four = sample_atoms (4, 1, names);
  g_autoptr (VtAtomTable) many = sample_atoms (n, 1, names);
  const double lag = 5;
  const double cold[] = { 0, 7, 1, 9 };
  const double hot[] = { 2, 8, 4, 12 };
  const double few[] = { 0.3, 7.7, 1.6, 9.9 };
  g_autofree double *features = g_new (double, n);
  g_autoptr (VtDataset) dataset = vt_dataset_new (&lag, 1, VT_NORMALIZATION_NONE, TRUE);
  g_autoptr (VtModel) model = NULL;
  g_autoptr (VtPrediction) alone = NULL;
  g_autoptr (VtPrediction) together = NULL;

  g_assert_true (vt_dataset_add_run (dataset, "cold", 100, four, 0, cold, NULL));
  g_assert_true (vt_dataset_add_run (dataset, "hot", 500, four, 0, hot, NULL));
  model = vt_trainer_train (dataset, NULL, 0, 2, 1, NULL, NULL, NULL, NULL, NULL);
  for (gsize i = 0; i < n; i++)
    features[i] = few[i % 4];
  alone = predict (model, four, few, -1);
  together = predict (model, many, features, -1);
  for (gsize i = 0; i < n; i++)
    g_assert_true (together->t_ml[i] == alone->t_ml[i % 4] && together->distance[i] == alone->distance[i % 4]
                   && together->votes[2 * i] == alone->votes[2 * (i % 4)]);
}

static void
test_constant_feature (void)
{
  static const char *const names[] = { "Cu", NULL };
  g_autoptr (VtAtomTable) atoms = sample_atoms (2, 1, names);
  const double lags[] = { 5, 10 };
  const double cold[] = { 0, 1, 3, 3 };
  const double hot[] = { 5, 6, 3, 3 };
  const double query[] = { 0.2, 5.9, 77, -77 };
  g_autoptr (VtDataset) dataset = vt_dataset_new (lags, 2, VT_NORMALIZATION_NONE, TRUE);
  g_autoptr (VtModel) model = NULL;
  g_autoptr (VtPrediction) p = NULL;

  g_assert_true (vt_dataset_add_run (dataset, "cold", 100, atoms, 0, cold, NULL));
  g_assert_true (vt_dataset_add_run (dataset, "hot", 500, atoms, 0, hot, NULL));
  model = vt_trainer_train (dataset, NULL, 0, 2, 1, NULL, NULL, NULL, NULL, NULL);
  p = predict (model, atoms, query, -1);
  g_assert_cmpfloat (p->t_ml[0], ==, 100);
  g_assert_cmpfloat (p->t_ml[1], ==, 500);
  g_assert_cmpfloat_with_epsilon (p->distance[0], 0.5 / 6, 1e-7);
}

static void
test_unknown_element (void)
{
  static const char *const names[] = { "Cu", "Fe", "Zr", NULL };
  g_autoptr (VtAtomTable) both = sample_atoms (2, 1, names);
  g_autoptr (VtAtomTable) copper = sample_atoms (1, 1, names);
  g_autoptr (VtModel) model = small_model (1);
  const double features[] = { 0, 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (VtPrediction) without_atoms = NULL;

  g_assert_null (vt_predictor_predict (model, both, features, -1, NULL, NULL, &error));
  g_assert_error (error, VT_ERROR, VT_ERROR_INPUT);
  g_assert_nonnull (strstr (error->message, "Fe"));
  /* A species that no atom has does no harm. */
  without_atoms = predict (model, copper, features, -1);
  g_assert_cmpfloat (without_atoms->t_ml[0], ==, 100);
}

/* Neither the number of threads nor the order of the atoms changes a bit. */
static void
test_invariance (void)
{
  static const char *const turned[] = { "Zr", "Ti", "Pd", "Ni", "Cu", NULL };
  g_autoptr (Sample) sample = sample_load ();
  g_autoptr (VtModel) model = train (sample);
  const double *features = sample_get (sample, 1200);
  gsize n = vt_atom_table_get_n (sample->atoms);
  g_autoptr (VtPrediction) one = NULL;
  g_autoptr (VtPrediction) three = NULL;
  g_autoptr (VtPrediction) back = NULL;
  g_autofree double *mirrored = g_new (double, 17 * n);
  gint64 *ids = g_new (gint64, n);
  guint8 *species = g_new (guint8, n);
  g_autoptr (VtAtomTable) mirror = NULL;

  for (gsize i = 0; i < n; i++)
    {
      ids[i] = (gint64) i;
      species[i] = 4 - vt_atom_table_get_species (sample->atoms)[n - 1 - i];
      for (guint j = 0; j < 17; j++)
        mirrored[j * n + i] = features[j * n + n - 1 - i];
    }
  mirror = vt_atom_table_new_take (n, ids, species, turned);

  vt_parallel_set_threads (1);
  one = predict (model, sample->atoms, features, -1);
  vt_parallel_set_threads (3);
  three = predict (model, sample->atoms, features, -1);
  back = predict (model, mirror, mirrored, -1);
  vt_parallel_set_threads (0);

  g_assert_cmpmem (one->t_ml, n * 8, three->t_ml, n * 8);
  g_assert_cmpmem (one->t_ml_weighted, n * 8, three->t_ml_weighted, n * 8);
  g_assert_cmpmem (one->quantile, n * 8, three->quantile, n * 8);
  g_assert_cmpmem (one->votes, n * 4 * 2, three->votes, n * 4 * 2);
  for (gsize i = 0; i < n; i++)
    {
      g_assert_true (one->t_ml_weighted[i] == back->t_ml_weighted[n - 1 - i]);
      g_assert_true (one->distance[i] == back->distance[n - 1 - i]);
    }
}

/* A prediction on the training runs themselves, own instances left out, is the cross-validation of a real user. */
static void
test_orders_temperatures (void)
{
  g_autoptr (Sample) sample = sample_load ();
  g_autoptr (VtModel) model = train (sample);
  double before = 0;

  for (guint c = 0; c < 4; c++)
    {
      g_autofree char *identity = g_strdup_printf ("run %g", classes[c]);
      g_autoptr (VtPrediction) p =
          predict (model, sample->atoms, sample_get (sample, classes[c]), vt_model_find_run (model, identity));
      double mean = 0;

      for (gsize i = 0; i < p->n; i++)
        mean += p->t_ml[i] / (double) p->n;
      g_assert_cmpfloat (mean, >, before + 50);
      before = mean;
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/predictor/by-hand", test_by_hand);
  g_test_add_func ("/predictor/scikit-learn", test_scikit_learn);
  g_test_add_func ("/predictor/same-as-script", test_same_as_script);
  g_test_add_func ("/predictor/large-k", test_large_k);
  g_test_add_func ("/predictor/own-run", test_own_run);
  g_test_add_func ("/predictor/many-atoms", test_many_atoms);
  g_test_add_func ("/predictor/constant-feature", test_constant_feature);
  g_test_add_func ("/predictor/unknown-element", test_unknown_element);
  g_test_add_func ("/predictor/invariance", test_invariance);
  g_test_add_func ("/predictor/orders-temperatures", test_orders_temperatures);

  return g_test_run ();
}

#include <math.h>
#include <string.h>

#include "sample.h"
#include "vt-error.h"
#include "vt-parallel.h"
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

/* ---- the plain twin: every query against every instance, sorted ---- */

typedef struct
{
  double      squared;
  double      temperature;
  const char *run;
  double      origin;
  gint64      atom;
} Found;

typedef struct
{
  const double *classes;
  guint         n_classes;
  guint         n_folds; /* 0: a test */
  guint64       seed;
  guint         k;
} Plan;

/* Of one element at one temperature, or of all. */
typedef struct
{
  gsize n;
  double sum;
  double squares;      /* of T_ML */
  double errors;       /* squared */
  gsize  predicted[8]; /* by class */
} Twin;

static int
class_of (const Plan *plan, double temperature)
{
  for (guint c = 0; c < plan->n_classes; c++)
    if (plan->classes[c] == temperature)
      return (int) c;

  return -1;
}

static int
compare_found (gconstpointer a, gconstpointer b)
{
  const Found *one = a;
  const Found *two = b;

  if (one->squared != two->squared)
    return one->squared < two->squared ? -1 : 1;
  if (one->temperature != two->temperature)
    return one->temperature < two->temperature ? -1 : 1;
  if (g_strcmp0 (one->run, two->run) != 0)
    return g_strcmp0 (one->run, two->run);
  if (one->origin != two->origin)
    return one->origin < two->origin ? -1 : 1;

  return one->atom < two->atom ? -1 : 1;
}

static void
find_range (const VtDataset *dataset, const Plan *plan, double *low, double *high)
{
  guint n_lags;

  vt_dataset_get_lags (dataset, &n_lags);
  for (guint j = 0; j < n_lags; j++)
    {
      low[j] = INFINITY;
      high[j] = -INFINITY;
      for (guint e = 0; e < vt_dataset_get_n_elements (dataset); e++)
        {
          VtDatasetElement element;

          vt_dataset_get_element (dataset, e, &element);
          for (gsize i = 0; i < element.n; i++)
            if (class_of (plan, element.temperatures[i]) >= 0)
              {
                low[j] = fmin (low[j], (double) element.features[i * n_lags + j]);
                high[j] = fmax (high[j], (double) element.features[i * n_lags + j]);
              }
        }
    }
}

static double
distance (const float *a, const float *b, guint n_lags, const double *low, const double *high)
{
  double squared = 0;

  for (guint j = 0; j < n_lags; j++)
    {
      float x = (float) (high[j] > low[j] ? ((double) a[j] - low[j]) / (high[j] - low[j]) : 0);
      float y = (float) (high[j] > low[j] ? ((double) b[j] - low[j]) / (high[j] - low[j]) : 0);

      squared += ((double) x - (double) y) * ((double) x - (double) y);
    }

  return squared;
}

/* (element-type Found): the neighbours of a query, nearest first. */
static GArray *
find_all (const VtDataset *training, const VtDatasetElement *query, gsize q, const Plan *plan)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (Found));
  double low[32], high[32];
  guint n_lags;

  vt_dataset_get_lags (training, &n_lags);
  find_range (training, plan, low, high);
  for (guint e = 0; e < vt_dataset_get_n_elements (training); e++)
    {
      VtDatasetElement element;

      vt_dataset_get_element (training, e, &element);
      for (gsize i = 0; i < element.n && g_str_equal (element.symbol, query->symbol); i++)
        {
          Found one = { distance (query->features + q * n_lags, element.features + i * n_lags, n_lags, low, high),
                        element.temperatures[i], vt_dataset_get_run (training, (guint) element.runs[i])->identity,
                        element.origins[i], element.atoms[i] };

          if (class_of (plan, one.temperature) >= 0
              && (plan->n_folds == 0
                  || vt_validation_fold (one.atom, plan->seed, plan->n_folds)
                         != vt_validation_fold (query->atoms[q], plan->seed, plan->n_folds)))
            g_array_append_val (found, one);
        }
    }
  g_array_sort (found, compare_found);

  return found;
}

static void
add_query (const VtDataset *training, const VtDatasetElement *query, gsize q, const Plan *plan, Twin *twin)
{
  g_autoptr (GArray) found = find_all (training, query, q, plan);
  guint n = MIN (found->len, plan->k);
  guint votes[8] = { 0 };
  guint winner = 0;
  double t_ml = 0;

  if (n == 0)
    return;
  for (guint i = 0; i < n; i++)
    {
      t_ml += g_array_index (found, Found, i).temperature / n;
      votes[class_of (plan, g_array_index (found, Found, i).temperature)]++;
    }
  for (guint c = 1; c < plan->n_classes; c++)
    if (votes[c] > votes[winner])
      winner = c;
  twin->n++;
  twin->sum += t_ml;
  twin->squares += t_ml * t_ml;
  twin->errors += (t_ml - query->temperatures[q]) * (t_ml - query->temperatures[q]);
  twin->predicted[winner]++;
}

/* Of an element (NULL: all) at a temperature (0: all, −1: those of the classes). */
static Twin
compute_twin (const VtDataset *training, const VtDataset *queries, const Plan *plan, const char *symbol,
              double temperature)
{
  Twin twin = { 0 };

  for (guint e = 0; e < vt_dataset_get_n_elements (queries); e++)
    {
      VtDatasetElement element;

      vt_dataset_get_element (queries, e, &element);
      for (gsize q = 0; q < element.n && (symbol == NULL || g_str_equal (element.symbol, symbol)); q++)
        if (temperature == 0 || element.temperatures[q] == temperature
            || (temperature < 0 && class_of (plan, element.temperatures[q]) >= 0))
          add_query (training, &element, q, plan, &twin);
    }

  return twin;
}

static void
assert_near (double value, double expected)
{
  if (isnan (expected))
    g_assert_true (isnan (value));
  else
    g_assert_cmpfloat_with_epsilon (value, expected, 1e-5);
}

static void
compare_cells (const VtValidation *validation, const VtDataset *training, const VtDataset *queries, const Plan *plan)
{
  guint n_temperatures;
  const double *temperatures = vt_validation_get_temperatures (validation, &n_temperatures);

  for (guint t = 0; t < n_temperatures; t++)
    for (int e = -1; e < (int) vt_validation_get_n_elements (validation); e++)
      {
        const char *symbol = e < 0 ? NULL : vt_validation_get_symbol (validation, (guint) e);
        Twin twin = compute_twin (training, queries, plan, symbol, temperatures[t]);
        double n = twin.n > 0 ? (double) twin.n : NAN;
        VtValidationStatistics statistics;

        vt_validation_get_statistics (validation, e, t, plan->k, &statistics);
        g_assert_cmpuint (statistics.n, ==, twin.n);
        assert_near (statistics.mean, twin.sum / n);
        assert_near (statistics.rmse, sqrt (twin.errors / n));
        /* The twin's difference of squares keeps fewer digits. */
        if (twin.n > 0)
          g_assert_cmpfloat_with_epsilon (statistics.deviation * statistics.deviation,
                                          twin.squares / n - twin.sum / n * twin.sum / n, 1e-3);
        for (guint c = 0; e < 0 && c < plan->n_classes; c++)
          g_assert_cmpuint (vt_validation_get_confusion (validation, t, c, plan->k), ==, twin.predicted[c]);
      }
}

/* Everything a validation says, for some k, as the twin says it. */
static void
compare_with_twin (const VtValidation *validation, const VtDataset *training, const VtDataset *queries, Plan plan)
{
  const guint of_k[] = { 1, 2, 3, 7, vt_validation_get_k_max (validation) };

  for (guint i = 0; i < G_N_ELEMENTS (of_k); i++)
    {
      Twin all, classes;

      plan.k = MIN (of_k[i], vt_validation_get_k_max (validation));
      all = compute_twin (training, queries, &plan, NULL, 0);
      classes = compute_twin (training, queries, &plan, NULL, -1);
      assert_near (vt_validation_get_rmse (validation, plan.k), sqrt (all.errors / (double) all.n));
      assert_near (vt_validation_get_class_rmse (validation, plan.k),
                   classes.n > 0 ? sqrt (classes.errors / (double) classes.n) : NAN);
      compare_cells (validation, training, queries, &plan);
    }
}

/* Two elements, 14 atoms, two windows each of @n runs at 100, 400, 700 … K, three of the last. Features lie on a grid,
 * so that there are many ties; the third never varies. */
static VtDataset *
make_grid (guint n, const char *prefix, guint32 seed, gboolean backwards)
{
  static const char *const names[] = { "Zr", "Cu", NULL };
  const double lags[] = { 5, 10, 15 };
  g_autoptr (VtAtomTable) atoms = sample_atoms (14, 1, names);
  VtDataset *dataset = vt_dataset_new (lags, 3, VT_NORMALIZATION_NONE, TRUE);
  guint n_windows = n > 0 ? 2 * n + 1 : 0;

  for (guint w = 0; w < n_windows; w++)
    {
      guint window = backwards ? n_windows - 1 - w : w;
      guint run = MIN (window / 2, n - 1);
      g_autofree char *identity = g_strdup_printf ("%s%u", prefix, run);
      g_autoptr (GRand) random = g_rand_new_with_seed (seed + window);
      double features[3 * 14];

      for (guint i = 0; i < 28; i++)
        features[i] = run + g_rand_int_range (random, 0, 4);
      for (guint i = 28; i < 42; i++)
        features[i] = 3;
      g_assert_true (vt_dataset_add_run (dataset, identity, 100 + 300 * run, atoms, 50 * (window - 2 * run), features,
                                         NULL));
    }

  return dataset;
}

static void
test_twin (void)
{
  g_autoptr (VtDataset) dataset = make_grid (4, "run", 11, FALSE);
  const double classes[] = { 100, 700, 1000 };
  const double all[] = { 100, 400, 700, 1000 };

  for (guint n_folds = 2; n_folds < 9; n_folds += 3)
    {
      /* 40 is more than all instances of an element's class, 100 more than all of an element. */
      g_autoptr (VtValidation) some = vt_validation_run (dataset, classes, 3, 40, n_folds, 9, NULL, NULL, NULL);
      g_autoptr (VtValidation) every = vt_validation_run (dataset, NULL, 0, 100, n_folds, 2, NULL, NULL, NULL);

      compare_with_twin (some, dataset, dataset, (Plan){ classes, 3, n_folds, 9, 0 });
      compare_with_twin (every, dataset, dataset, (Plan){ all, 4, n_folds, 2, 0 });
    }
}

static void
test_twin_of_test (void)
{
  g_autoptr (VtDataset) training = make_grid (4, "run", 11, FALSE);
  g_autoptr (VtDataset) test = make_grid (2, "other", 77, FALSE);
  const double classes[] = { 400, 700 };
  const double late = 1000;
  g_autoptr (VtValidation) validation = vt_validation_test (training, classes, 2, test, 60, NULL, NULL, NULL);
  g_autoptr (VtValidation) none = vt_validation_test (training, &late, 1, test, 5, NULL, NULL, NULL);

  g_assert_cmpuint (vt_validation_get_n_folds (validation), ==, 0);
  compare_with_twin (validation, training, test, (Plan){ classes, 2, 0, 0, 0 });
  /* No class among the test's temperatures. */
  g_assert_true (isnan (vt_validation_get_class_rmse (none, 5)));
  g_assert_cmpfloat_with_epsilon (vt_validation_get_rmse (none, 5), sqrt ((2 * 900 * 900 + 3 * 600 * 600) / 5.0), 1e-5);
}

/* More queries than pass at a time: at 0, ¼ … of the way from 100 to 500 K, the nearer of the two classes each. */
static void
test_many_queries (void)
{
  static const char *const names[] = { "Cu", NULL };
  const gsize n = 70001;
  const double lag = 5;
  g_autofree double *features = g_new (double, n);
  g_autoptr (VtAtomTable) two = sample_atoms (2, 1, names);
  g_autoptr (VtAtomTable) many = sample_atoms (n, 1, names);
  g_autoptr (VtDataset) training = vt_dataset_new (&lag, 1, VT_NORMALIZATION_NONE, TRUE);
  g_autoptr (VtDataset) test = vt_dataset_new (&lag, 1, VT_NORMALIZATION_NONE, TRUE);
  g_autoptr (VtValidation) validation = NULL;
  VtValidationStatistics statistics;

  g_assert_true (vt_dataset_add_run (training, "cold", 100, two, 0, (const double[]){ 0, 0 }, NULL));
  g_assert_true (vt_dataset_add_run (training, "hot", 500, two, 0, (const double[]){ 1, 1 }, NULL));
  for (gsize i = 0; i < n; i++)
    features[i] = 0.25 * (double) (i % 4);
  g_assert_true (vt_dataset_add_run (test, "between", 250, many, 0, features, NULL));
  validation = vt_validation_test (training, NULL, 0, test, 2, NULL, NULL, NULL);
  vt_validation_get_statistics (validation, 0, 0, 2, &statistics);
  /* ½ is as far from both: two of the cold come first. */
  g_assert_cmpuint (statistics.n, ==, n);
  g_assert_cmpuint (vt_validation_get_confusion (validation, 0, 1, 2), ==, n / 4);
  g_assert_cmpfloat_with_epsilon (statistics.mean, 100 + 400.0 * (double) (n / 4) / (double) n, 1e-6);
}

/* Zr is known at one temperature only: where that is no class, it has no neighbours, and is counted nowhere. */
static void
test_missing_element (void)
{
  static const char *const copper[] = { "Cu", NULL };
  static const char *const zirconium[] = { "Zr", NULL };
  const double features[] = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 1, 2, 3 };
  const double classes[] = { 100, 400 };
  g_autoptr (VtAtomTable) cu = sample_atoms (4, 1, copper);
  g_autoptr (VtAtomTable) zr = sample_atoms (4, 101, zirconium);
  g_autoptr (VtDataset) dataset = make_grid (0, "run", 11, FALSE);
  g_autoptr (VtValidation) validation = NULL;
  VtValidationStatistics statistics;

  g_assert_true (vt_dataset_add_run (dataset, "a", 100, cu, 0, features, NULL));
  g_assert_true (vt_dataset_add_run (dataset, "b", 400, cu, 0, features, NULL));
  g_assert_true (vt_dataset_add_run (dataset, "c", 700, cu, 0, features, NULL));
  g_assert_true (vt_dataset_add_run (dataset, "d", 700, zr, 0, features, NULL));
  validation = vt_validation_run (dataset, classes, 2, 9, 4, 1, NULL, NULL, NULL);
  g_assert_nonnull (validation);
  g_assert_cmpstr (vt_validation_get_symbol (validation, 1), ==, "Zr");
  vt_validation_get_statistics (validation, 1, 2, 9, &statistics);
  g_assert_cmpuint (statistics.n, ==, 0);
  g_assert_true (isnan (statistics.mean) && isnan (statistics.deviation) && isnan (statistics.rmse));
  compare_with_twin (validation, dataset, dataset, (Plan){ classes, 2, 4, 1, 0 });
}

/* Neither the number of threads nor the order of the runs changes a digit. */
static void
test_same (void)
{
  g_autoptr (VtDataset) dataset = make_grid (5, "run", 3, FALSE);
  g_autoptr (VtDataset) backwards = make_grid (5, "run", 3, TRUE);
  const double classes[] = { 100, 700, 1300 };
  const double mixed[] = { 1300, 100, 700, 100 };
  g_autofree char *first = NULL;

  for (guint round = 0; round < 3; round++)
    {
      g_autoptr (VtValidation) validation = NULL;
      g_autofree char *text = NULL;
      VtTable *tables[4];

      vt_parallel_set_threads (round == 0 ? 1 : 3);
      validation = vt_validation_run (round == 2 ? backwards : dataset, round == 2 ? mixed : classes,
                                      round == 2 ? 4 : 3, 30, 4, 5, NULL, NULL, NULL);
      tables[0] = vt_validation_tabulate_k (validation);
      tables[1] = vt_validation_tabulate_classes (validation, 11);
      tables[2] = vt_validation_tabulate_confusion (validation, 11);
      tables[3] = vt_validation_tabulate_calibration (validation, 11);
      text = g_strdup ("");
      for (guint i = 0; i < 4; i++)
        {
          g_autofree char *before = text;
          g_autofree char *csv = vt_table_to_csv (tables[i]);

          text = g_strconcat (before, csv, NULL);
          vt_table_unref (tables[i]);
        }
      if (first == NULL)
        first = g_strdup (text);
      g_assert_cmpstr (text, ==, first);
    }
  vt_parallel_set_threads (0);
}

/* validation-expected.csv: what scikit-learn makes of the same folds. */
static void
test_scikit_learn (void)
{
  const double classes[] = { 100, 500, 800, 1000, 2000 };
  g_autofree char *path = g_build_filename (g_getenv ("VT_FIXTURES"), "predictor", "validation-expected.csv", NULL);
  g_autoptr (Sample) sample = sample_load ();
  g_autoptr (VtDataset) dataset = sample_dataset (sample, sample->temperatures, sample->n_temperatures);
  g_autoptr (VtValidation) validation = vt_validation_run (dataset, classes, 5, 60, 10, 1, NULL, NULL, NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  guint n = 0;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (guint k = 7; k <= 50; k += 43)
    {
      g_autoptr (VtTable) table = vt_validation_tabulate_classes (validation, k);
      g_autoptr (VtTable) confusion = vt_validation_tabulate_confusion (validation, k);

      for (guint row = 0; row < vt_table_get_n_rows (table); row++, n++)
        {
          g_auto (GStrv) cells = g_strsplit (lines[n], ",", -1);

          g_assert_cmpfloat (g_ascii_strtod (cells[0], NULL), ==, k);
          g_assert_cmpstr (cells[1], ==, vt_table_get_text (table, row, 0));
          g_assert_cmpfloat (g_ascii_strtod (cells[2], NULL), ==, vt_table_get_number (table, row, 1));
          g_assert_cmpfloat (g_ascii_strtod (cells[3], NULL), ==, vt_table_get_number (table, row, 3));
          for (guint c = 4; c < 7; c++)
            g_assert_cmpfloat_with_epsilon (g_ascii_strtod (cells[c], NULL), vt_table_get_number (table, row, c), 1e-4);
        }
      for (guint row = 0; row < vt_table_get_n_rows (confusion); row++, n++)
        {
          g_auto (GStrv) cells = g_strsplit (lines[n], ",", -1);

          for (guint c = 0; c < 3; c++)
            g_assert_cmpfloat (g_ascii_strtod (cells[c + 1], NULL), ==, vt_table_get_number (confusion, row, c));
        }
    }
  g_assert_cmpstr (lines[n], ==, "");
}

static void
test_tables (void)
{
  g_autoptr (VtDataset) dataset = make_grid (3, "run", 11, FALSE);
  const double classes[] = { 100, 700 };
  g_autoptr (VtValidation) validation = vt_validation_run (dataset, classes, 2, 20, 4, 9, NULL, NULL, NULL);
  g_autoptr (VtTable) k = vt_validation_tabulate_k (validation);
  g_autoptr (VtTable) rows = vt_validation_tabulate_classes (validation, 6);
  g_autoptr (VtTable) confusion = vt_validation_tabulate_confusion (validation, 6);
  g_autoptr (VtTable) calibration = vt_validation_tabulate_calibration (validation, 6);
  g_autofree char *of_k = vt_table_to_csv (k);
  g_autofree char *of_rows = vt_table_to_csv (rows);
  g_autofree char *of_confusion = vt_table_to_csv (confusion);
  g_autofree char *of_calibration = vt_table_to_csv (calibration);
  guint chosen = vt_validation_choose_k (validation);

  g_assert_true (g_str_has_prefix (of_k, "k,rmse_K,rmse_classes_K\n"));
  g_assert_true (g_str_has_prefix (of_rows, "element,temperature_K,is_class,n,mean_K,deviation_K,rmse_K\n"));
  g_assert_true (g_str_has_prefix (of_confusion, "true_K,predicted_K,n,share_percent\n"));
  g_assert_true (g_str_has_prefix (of_calibration, "temperature_K,mean_t_ml_K,deviation_K\n"));
  g_assert_cmpuint (vt_table_get_n_rows (k), ==, 20);
  g_assert_cmpuint (vt_table_get_n_rows (rows), ==, 9);
  g_assert_cmpfloat (vt_table_get_number (rows, 7, 2), ==, 0);
  g_assert_cmpfloat (vt_table_get_number (rows, 8, 2), ==, 1);
  g_assert_cmpstr (vt_table_get_text (rows, 8, 0), ==, "all");
  for (guint t = 0; t < 3; t++)
    {
      double share = vt_table_get_number (confusion, 2 * t, 3) + vt_table_get_number (confusion, 2 * t + 1, 3);

      g_assert_cmpfloat_with_epsilon (share, 100, 1e-9);
      g_assert_cmpfloat (vt_table_get_number (calibration, t, 1), ==, vt_table_get_number (rows, 6 + t, 4));
    }
  for (guint other = 1; other <= 20; other++)
    {
      g_assert_cmpfloat (vt_validation_get_rmse (validation, chosen), <=, vt_validation_get_rmse (validation, other));
      if (other < chosen)
        g_assert_cmpfloat (vt_validation_get_rmse (validation, chosen), <, vt_validation_get_rmse (validation, other));
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
refuse (VtValidation *validation, GError **error, VtErrorCode code, const char *word)
{
  g_assert_null (validation);
  g_assert_error (*error, VT_ERROR, (int) code);
  if (strstr ((*error)->message, word) == NULL)
    g_error ("“%s” is not in: %s", word, (*error)->message);
  g_clear_error (error);
}

static void
test_refuses (void)
{
  const double lag = 5;
  const double unknown = 123;
  g_autoptr (VtDataset) empty = vt_dataset_new (&lag, 1, VT_NORMALIZATION_NONE, TRUE);
  g_autoptr (VtDataset) dataset = make_grid (2, "run", 11, FALSE);
  GError *error = NULL;

  refuse (vt_validation_run (empty, NULL, 0, 5, 10, 1, NULL, NULL, &error), &error, VT_ERROR_INPUT, "nothing");
  refuse (vt_validation_run (dataset, NULL, 0, 5, 1, 1, NULL, NULL, &error), &error, VT_ERROR_USAGE, "folds");
  refuse (vt_validation_run (dataset, NULL, 0, 0, 5, 1, NULL, NULL, &error), &error, VT_ERROR_USAGE, "k is 0");
  refuse (vt_validation_run (dataset, NULL, 0, VT_VALIDATION_MAX_K + 1, 5, 1, NULL, NULL, &error), &error,
          VT_ERROR_USAGE, "4097");
  refuse (vt_validation_run (dataset, &unknown, 1, 5, 5, 1, NULL, NULL, &error), &error, VT_ERROR_INPUT, "123 K");
}

/* One atom an element: all that resembles it shares its fold. */
static void
test_one_atom (void)
{
  static const char *const names[] = { "Cu", "Zr", NULL };
  const double lag = 5;
  const double features[] = { 1, 2 };
  g_autoptr (VtAtomTable) atoms = sample_atoms (2, 1, names);
  g_autoptr (VtDataset) dataset = vt_dataset_new (&lag, 1, VT_NORMALIZATION_NONE, TRUE);
  GError *error = NULL;

  g_assert_true (vt_dataset_add_run (dataset, "a", 100, atoms, 0, features, NULL));
  g_assert_true (vt_dataset_add_run (dataset, "b", 400, atoms, 0, features, NULL));
  refuse (vt_validation_run (dataset, NULL, 0, 5, 10, 1, NULL, NULL, &error), &error, VT_ERROR_INPUT, "own fold");
}

static void
test_refuses_test (void)
{
  static const char *const iron[] = { "Fe", NULL };
  const double lags[] = { 5, 10, 15 };
  const double others[] = { 5, 10, 20 };
  const double features[] = { 1, 2, 3 };
  g_autoptr (VtAtomTable) atom = sample_atoms (1, 1, iron);
  g_autoptr (VtDataset) training = make_grid (3, "run", 11, FALSE);
  g_autoptr (VtDataset) same = make_grid (1, "run", 11, FALSE);
  g_autoptr (VtDataset) foreign = vt_dataset_new (lags, 3, VT_NORMALIZATION_NONE, TRUE);
  g_autoptr (VtDataset) lag = vt_dataset_new (others, 3, VT_NORMALIZATION_NONE, TRUE);
  g_autoptr (VtDataset) mass = vt_dataset_new (lags, 3, VT_NORMALIZATION_MASS, TRUE);
  g_autoptr (VtDataset) plain = vt_dataset_new (lags, 3, VT_NORMALIZATION_NONE, FALSE);
  VtDataset *unlike[] = { lag, mass, plain };
  GError *error = NULL;

  refuse (vt_validation_test (training, NULL, 0, same, 5, NULL, NULL, &error), &error, VT_ERROR_INPUT, "100 K");
  g_assert_true (vt_dataset_add_run (foreign, "iron", 100, atom, 0, features, NULL));
  refuse (vt_validation_test (training, NULL, 0, foreign, 5, NULL, NULL, &error), &error, VT_ERROR_INPUT, "Fe");
  for (guint i = 0; i < G_N_ELEMENTS (unlike); i++)
    {
      refuse (vt_validation_test (training, NULL, 0, unlike[i], 5, NULL, NULL, &error), &error, VT_ERROR_INPUT,
              "features");
    }
}

static void
test_cancelled (void)
{
  g_autoptr (Sample) sample = sample_load ();
  g_autoptr (VtDataset) dataset = sample_dataset (sample, sample->temperatures, sample->n_temperatures);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (VtProgress) progress = vt_progress_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (VtValidation) validation = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (vt_validation_run (dataset, NULL, 0, 50, 10, 1, progress, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpfloat (vt_progress_get (progress), <, 1);
  validation = vt_validation_run (dataset, NULL, 0, 50, 10, 1, progress, NULL, NULL);
  g_assert_cmpfloat (vt_progress_get (progress), ==, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/validation/rises", test_rises);
  g_test_add_func ("/validation/twin", test_twin);
  g_test_add_func ("/validation/twin-of-test", test_twin_of_test);
  g_test_add_func ("/validation/many-queries", test_many_queries);
  g_test_add_func ("/validation/missing-element", test_missing_element);
  g_test_add_func ("/validation/same", test_same);
  g_test_add_func ("/validation/scikit-learn", test_scikit_learn);
  g_test_add_func ("/validation/tables", test_tables);
  g_test_add_func ("/validation/folds", test_folds);
  g_test_add_func ("/validation/refuses", test_refuses);
  g_test_add_func ("/validation/one-atom", test_one_atom);
  g_test_add_func ("/validation/refuses-test", test_refuses_test);
  g_test_add_func ("/validation/cancelled", test_cancelled);

  return g_test_run ();
}

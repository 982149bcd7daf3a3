/* Training.
 *
 * A k-nearest-neighbour model is its instances: they are scaled (vt-scaling.h), rounded to float32, put in one
 * order, and asked once about themselves: for each instance the mean distance to its k nearest of other atoms. The
 * quantiles of these, an element at a time, tell later how far from everything seen a query lies. The same atom is left
 * out, because its instances at other temperatures and origins resemble each other more than two atoms do.
 * Cost: one exact search of all instances against all.
 */
#include "vt-trainer.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "vt-error.h"
#include "vt-i18n.h"
#include "vt-instances.h"
#include "vt-model-private.h"
#include "vt-parallel-sort.h"
#include "vt-quantile.h"
#include "vt-query-count.h"
#include "vt-scaling.h"

/* An element's self-search. */
typedef struct
{
  double       *means; /* [instances] */
  VtQueryCount  count; /* of all elements' instances */
  GCancellable *cancellable;
} Search;

static int
compare_runs (const void *a, const void *b)
{
  return strcmp (((const VtModelRun *) a)->identity, ((const VtModelRun *) b)->identity);
}

/* The runs that are at a class; those at other temperatures are no part of the model. */
static void
copy_runs (const VtDataset *dataset, VtModel *model)
{
  model->runs = g_new0 (VtModelRun, MAX (vt_dataset_get_n_runs (dataset), 1));
  for (guint r = 0; r < vt_dataset_get_n_runs (dataset); r++)
    {
      const VtModelRun *run = vt_dataset_get_run (dataset, r);

      if (vt_instances_find_class (model->classes, model->n_classes, run->temperature) < 0)
        continue;
      model->runs[model->n_runs].identity = g_strdup (run->identity);
      model->runs[model->n_runs++].temperature = run->temperature;
    }
  qsort (model->runs, model->n_runs, sizeof (VtModelRun), compare_runs);
}

static void
copy_provenance (guint64 seed, const char *const *provenance, VtModel *model)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree char *text = g_strdup_printf ("seed=%" PRIu64, seed);

  g_strv_builder_add (builder, text);
  for (guint i = 0; provenance != NULL && provenance[i] != NULL; i++)
    g_strv_builder_add (builder, provenance[i]);
  model->provenance = g_strv_builder_end (builder);
}

/* (transfer full): for each run of the dataset its number in the model. */
static gint32 *
number_runs (const VtDataset *dataset, const VtModel *model)
{
  guint n = vt_dataset_get_n_runs (dataset);
  gint32 *numbers = g_new (gint32, MAX (n, 1));

  for (guint r = 0; r < n; r++)
    {
      VtModelRun key = { vt_dataset_get_run (dataset, r)->identity, 0 };
      const VtModelRun *found = bsearch (&key, model->runs, model->n_runs, sizeof (VtModelRun), compare_runs);

      numbers[r] = found != NULL ? (gint32) (found - model->runs) : -1;
    }

  return numbers;
}

/* Takes the instances' features and labels. Origins and runs come last: the search, which needs most memory, does
 * without. */
static void
fill_element (const VtDatasetElement *from, VtInstances *instances, VtModel *model)
{
  VtModelElement *element = &model->elements[model->n_elements++];
  gsize n = instances->n;

  g_strlcpy (element->symbol, from->symbol, sizeof element->symbol);
  element->mass = from->mass;
  element->n = n;
  element->features = g_steal_pointer (&instances->features);
  element->labels = g_steal_pointer (&instances->labels);
  element->atoms = g_new (gint64, n);
  element->distance_quantiles = g_new0 (double, VT_MODEL_N_QUANTILES);
  for (gsize i = 0; i < n; i++)
    element->atoms[i] = from->atoms[instances->rows[i]];
}

/* Of what is in each row of the dataset. */
static void
fill_windows (const VtDataset *dataset, const VtDatasetElement *from, const guint32 *rows, VtModel *model)
{
  VtModelElement *element = &model->elements[model->n_elements - 1];
  g_autofree gint32 *numbers = number_runs (dataset, model);

  element->origins = g_new (double, element->n);
  element->runs = g_new (gint32, element->n);
  for (gsize i = 0; i < element->n; i++)
    {
      element->origins[i] = from->origins[rows[i]];
      element->runs[i] = numbers[from->runs[rows[i]]];
    }
}

/* All but the elements. Takes @classes. */
static VtModel *
start_model (const VtDataset *dataset, double *classes, guint n_classes, guint k)
{
  VtModel *model = vt_model_new_empty ();
  const double *lags = vt_dataset_get_lags (dataset, &model->n_lags);

  model->k = k;
  model->normalization = vt_dataset_get_normalization (dataset);
  model->affine_mapping = vt_dataset_get_affine_mapping (dataset);
  model->lags = g_memdup2 (lags, model->n_lags * sizeof (double));
  model->classes = classes;
  model->n_classes = n_classes;
  model->minimum = g_new (double, model->n_lags);
  model->maximum = g_new (double, model->n_lags);
  vt_scaling_fit (dataset, classes, n_classes, model->minimum, model->maximum);
  copy_runs (dataset, model);

  return model;
}

static void
keep_mean (guint batch, gsize query, const VtKnnNeighbor *neighbors, guint n_neighbors, gpointer data)
{
  Search *search = data;
  double sum = 0;

  for (guint i = 0; i < n_neighbors; i++)
    sum += sqrt (neighbors[i].squared);
  search->means[query] = n_neighbors > 0 ? sum / n_neighbors : NAN;
  vt_query_count_add (&search->count);
}

/* Quantiles of the finite numbers, linear between the order statistics; FALSE where there is none. Sorts @values. */
static gboolean
take_quantiles (double       *values,
                gsize         n,
                const char   *symbol,
                double       *quantiles,
                GCancellable *cancellable,
                GError      **error)
{
  gsize kept = 0;

  for (gsize i = 0; i < n; i++)
    if (!isnan (values[i]))
      values[kept++] = values[i];
  if (kept == 0)
    {
      vt_set_error_at (error, VT_ERROR_INPUT, NULL, _("only one atom of %s is there to train on"), symbol);
      return FALSE;
    }

  if (!vt_parallel_sort (values, kept, sizeof (double), vt_compare_doubles, cancellable, error))
    return FALSE;
  for (gsize q = 0; q < VT_MODEL_N_QUANTILES; q++)
    quantiles[q] = vt_quantile (values, kept, (double) q / (VT_MODEL_N_QUANTILES - 1));
  /* Rounding must not make the row descend. */
  for (gsize q = 1; q < VT_MODEL_N_QUANTILES; q++)
    quantiles[q] = MAX (quantiles[q], quantiles[q - 1]);

  return TRUE;
}

/* Asks an element's instances for their neighbours among themselves, the same atom left out. */
static gboolean
fill_quantiles (const VtModel *model, VtModelElement *element, Search *search, GError **error)
{
  VtKnn *knn = vt_knn_new_take (g_steal_pointer (&element->features), element->n, model->n_lags, search->cancellable,
                                error);
  g_autofree double *means = NULL;
  VtKnnBatch batch = { knn, NULL, element->n, element->atoms, element->atoms };
  gboolean done;

  if (knn == NULL)
    return FALSE;
  search->means = means = g_new (double, element->n);
  done = vt_knn_search (&batch, 1, model->k, keep_mean, search, NULL, search->cancellable, error);
  /* Before room is needed for sorting. */
  element->features = vt_knn_give_back (knn);

  return done
         && take_quantiles (means, element->n, element->symbol, element->distance_quantiles, search->cancellable,
                            error);
}

/* Those of its instances that are at a class; an element without any is no part of the model. */
static gboolean
train_element (const VtDataset *dataset, guint number, VtModel *model, Search *search, GError **error)
{
  VtDatasetElement from;
  VtInstances instances;
  gboolean done = TRUE;

  vt_dataset_get_element (dataset, number, &from);
  if (!vt_instances_init (&instances, dataset, number, model->classes, model->n_classes, model->minimum,
                          model->maximum, search->cancellable, error))
    return FALSE;
  if (instances.n > 0)
    {
      fill_element (&from, &instances, model);
      done = fill_quantiles (model, &model->elements[model->n_elements - 1], search, error);
      fill_windows (dataset, &from, instances.rows, model);
    }
  vt_instances_clear (&instances);

  return done;
}

static gsize
count_instances (const VtDataset *dataset, const VtModel *model)
{
  gsize n = 0;

  for (guint e = 0; e < vt_dataset_get_n_elements (dataset); e++)
    {
      VtDatasetElement element;

      vt_dataset_get_element (dataset, e, &element);
      for (gsize i = 0; i < element.n; i++)
        n += vt_instances_find_class (model->classes, model->n_classes, element.temperatures[i]) >= 0;
    }

  return n;
}

static gboolean
train_elements (
    const VtDataset *dataset, VtModel *model, VtProgress *progress, GCancellable *cancellable, GError **error)
{
  guint n_elements = vt_dataset_get_n_elements (dataset);
  Search search = { .count = { progress }, .cancellable = cancellable };
  gboolean done = TRUE;

  search.count.total = count_instances (dataset, model);
  model->elements = g_new0 (VtModelElement, n_elements);
  for (guint e = 0; done && e < n_elements; e++)
    done = train_element (dataset, e, model, &search, error);

  return done;
}

static gboolean
check_validation (const VtValidation *validation, const double *classes, guint n_classes, guint k, GError **error)
{
  guint n;
  const double *validated;

  if (validation == NULL)
    return TRUE;
  validated = vt_validation_get_classes (validation, &n);
  if (n == n_classes && memcmp (validated, classes, n * sizeof (double)) == 0
      && k <= vt_validation_get_k_max (validation))
    return TRUE;

  vt_set_error_at (error, VT_ERROR_USAGE, NULL,
                   _("the validation is of other classes, or of smaller k, than the model"));
  return FALSE;
}

static VtModelValidation *
copy_validation (const VtValidation *validation, guint k)
{
  VtModelValidation *copy = g_new0 (VtModelValidation, 1);
  guint n;
  const double *temperatures = vt_validation_get_temperatures (validation, &n);

  copy->n_folds = vt_validation_get_n_folds (validation);
  copy->rmse = vt_validation_get_rmse (validation, k);
  copy->class_rmse = vt_validation_get_class_rmse (validation, k);
  copy->temperatures = g_new (double, n);
  copy->mean_t_ml = g_new (double, n);
  copy->deviations = g_new (double, n);
  for (guint t = 0; t < n; t++)
    {
      VtValidationStatistics statistics;

      vt_validation_get_statistics (validation, -1, t, k, &statistics);
      if (statistics.n == 0)
        continue;
      copy->temperatures[copy->n] = temperatures[t];
      copy->mean_t_ml[copy->n] = statistics.mean;
      copy->deviations[copy->n++] = statistics.deviation;
    }

  return copy;
}

VtModel *
vt_trainer_train (const VtDataset    *dataset,
                  const double       *classes,
                  guint               n_classes,
                  guint               k,
                  guint64             seed,
                  const char *const  *provenance,
                  const VtValidation *validation,
                  VtProgress         *progress,
                  GCancellable       *cancellable,
                  GError            **error)
{
  g_autoptr (VtModel) model = NULL;
  g_autofree double *chosen = NULL;

  g_return_val_if_fail (dataset != NULL, NULL);

  if (k < 1 || k > G_MAXUINT16)
    {
      vt_set_error_at (error, VT_ERROR_USAGE, NULL, _("k is %u: a number from 1 to %d is expected"), k, G_MAXUINT16);
      return NULL;
    }
  chosen = vt_dataset_choose_classes (dataset, classes, n_classes, &n_classes, error);
  if (chosen == NULL || !check_validation (validation, chosen, n_classes, k, error))
    return NULL;

  model = start_model (dataset, g_steal_pointer (&chosen), n_classes, k);
  copy_provenance (seed, provenance, model);
  if (validation != NULL)
    model->validation = copy_validation (validation, k);
  if (!train_elements (dataset, model, progress, cancellable, error))
    return NULL;
  vt_model_complete (model);

  return g_steal_pointer (&model);
}

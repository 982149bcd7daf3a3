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
#include "vt-model-private.h"
#include "vt-quantile.h"
#include "vt-scaling.h"

/* What orders the instances of an element. */
typedef struct
{
  guint8 label;
  gint32 run;
  double origin;
  gint64 atom;
  gsize  index;
} Place;

typedef struct
{
  double **means; /* [n_elements][instances] */
} Means;

static int
compare_places (const void *a, const void *b)
{
  const Place *one = a;
  const Place *two = b;

  if (one->label != two->label)
    return one->label < two->label ? -1 : 1;
  if (one->run != two->run)
    return one->run < two->run ? -1 : 1;
  if (one->origin != two->origin)
    return one->origin < two->origin ? -1 : 1;

  return (one->atom > two->atom) - (one->atom < two->atom);
}

static int
compare_runs (const void *a, const void *b)
{
  return strcmp (((const VtModelRun *) a)->identity, ((const VtModelRun *) b)->identity);
}

static gint32
find_run (const VtModel *model, const char *identity)
{
  VtModelRun key = { (char *) identity, 0 };
  const VtModelRun *found = bsearch (&key, model->runs, model->n_runs, sizeof (VtModelRun), compare_runs);

  return (gint32) (found - model->runs);
}

static guint8
find_class (const VtModel *model, double temperature)
{
  const double *found = bsearch (&temperature, model->classes, model->n_classes, sizeof (double), vt_compare_doubles);

  return (guint8) (found - model->classes);
}

static void
copy_runs (const VtDataset *dataset, VtModel *model)
{
  model->n_runs = vt_dataset_get_n_runs (dataset);
  model->runs = g_new0 (VtModelRun, model->n_runs);
  for (guint r = 0; r < model->n_runs; r++)
    {
      const VtModelRun *run = vt_dataset_get_run (dataset, r);

      model->runs[r].identity = g_strdup (run->identity);
      model->runs[r].temperature = run->temperature;
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

static Place *
order_instances (const VtDataset *dataset, const VtDatasetElement *from, const VtModel *model)
{
  Place *places = g_new (Place, from->n);

  for (gsize i = 0; i < from->n; i++)
    {
      const VtModelRun *run = vt_dataset_get_run (dataset, (guint) from->runs[i]);

      places[i].label = find_class (model, from->temperatures[i]);
      places[i].run = find_run (model, run->identity);
      places[i].origin = from->origins[i];
      places[i].atom = from->atoms[i];
      places[i].index = i;
    }
  qsort (places, from->n, sizeof (Place), compare_places);

  return places;
}

static void
fill_element (const VtDataset *dataset, const VtDatasetElement *from, const VtModel *model, VtModelElement *element)
{
  g_autofree Place *places = order_instances (dataset, from, model);
  guint n_lags = model->n_lags;

  g_strlcpy (element->symbol, from->symbol, sizeof element->symbol);
  element->mass = from->mass;
  element->n = from->n;
  element->features = g_new (float, from->n * n_lags);
  element->labels = g_new (guint8, from->n);
  element->atoms = g_new (gint64, from->n);
  element->origins = g_new (double, from->n);
  element->runs = g_new (gint32, from->n);
  element->distance_quantiles = g_new0 (double, VT_MODEL_N_QUANTILES);

  for (gsize i = 0; i < from->n; i++)
    {
      const double *features = from->features + places[i].index * n_lags;

      for (guint j = 0; j < n_lags; j++)
        element->features[i * n_lags + j] =
            (float) vt_scaling_apply (features[j], model->minimum[j], model->maximum[j]);
      element->labels[i] = places[i].label;
      element->atoms[i] = places[i].atom;
      element->origins[i] = places[i].origin;
      element->runs[i] = places[i].run;
    }
}

static VtModel *
fill_model (const VtDataset *dataset, guint k)
{
  VtModel *model = vt_model_new_empty ();
  const double *lags = vt_dataset_get_lags (dataset, &model->n_lags);

  model->k = k;
  model->normalization = vt_dataset_get_normalization (dataset);
  model->affine_mapping = vt_dataset_get_affine_mapping (dataset);
  model->lags = g_memdup2 (lags, model->n_lags * sizeof (double));
  model->minimum = g_new (double, model->n_lags);
  model->maximum = g_new (double, model->n_lags);
  vt_scaling_fit (dataset, model->minimum, model->maximum);
  model->classes = vt_dataset_get_temperatures (dataset, &model->n_classes);
  copy_runs (dataset, model);

  model->n_elements = vt_dataset_get_n_elements (dataset);
  model->elements = g_new0 (VtModelElement, model->n_elements);
  for (guint e = 0; e < model->n_elements; e++)
    {
      VtDatasetElement from;

      vt_dataset_get_element (dataset, e, &from);
      fill_element (dataset, &from, model, &model->elements[e]);
    }

  return model;
}

static void
keep_mean (guint batch, gsize query, const VtKnnNeighbor *neighbors, guint n_neighbors, gpointer data)
{
  Means *means = data;
  double sum = 0;

  for (guint i = 0; i < n_neighbors; i++)
    sum += sqrt (neighbors[i].squared);
  means->means[batch][query] = n_neighbors > 0 ? sum / n_neighbors : NAN;
}

/* Quantiles of the finite numbers, linear between the order statistics; FALSE where there is none. Sorts @values. */
static gboolean
take_quantiles (double *values, gsize n, double *quantiles)
{
  gsize kept = 0;

  for (gsize i = 0; i < n; i++)
    if (!isnan (values[i]))
      values[kept++] = values[i];
  if (kept == 0)
    return FALSE;

  qsort (values, kept, sizeof (double), vt_compare_doubles);
  for (gsize q = 0; q < VT_MODEL_N_QUANTILES; q++)
    quantiles[q] = vt_quantile (values, kept, (double) q / (VT_MODEL_N_QUANTILES - 1));
  /* Rounding must not make the row descend. */
  for (gsize q = 1; q < VT_MODEL_N_QUANTILES; q++)
    quantiles[q] = MAX (quantiles[q], quantiles[q - 1]);

  return TRUE;
}

static gboolean
search_self (VtModel      *model,
             double      **queries,
             double      **means,
             VtProgress   *progress,
             GCancellable *cancellable,
             GError      **error)
{
  g_autofree VtKnnBatch *batches = g_new0 (VtKnnBatch, model->n_elements);
  Means out = { means };
  gboolean done;

  for (guint e = 0; e < model->n_elements; e++)
    {
      const VtModelElement *element = &model->elements[e];

      for (gsize i = 0; i < element->n * model->n_lags; i++)
        queries[e][i] = element->features[i];
      batches[e].knn = vt_knn_new (element->features, element->n, model->n_lags);
      batches[e].queries = queries[e];
      batches[e].n = element->n;
      batches[e].instance_keys = element->atoms;
      batches[e].query_keys = element->atoms;
    }
  done = vt_knn_search (batches, model->n_elements, model->k, keep_mean, &out, progress, cancellable, error);
  for (guint e = 0; e < model->n_elements; e++)
    vt_knn_free ((VtKnn *) batches[e].knn);

  return done;
}

static gboolean
fill_quantiles (VtModel *model, VtProgress *progress, GCancellable *cancellable, GError **error)
{
  g_autofree double **queries = g_new0 (double *, model->n_elements);
  g_autofree double **means = g_new0 (double *, model->n_elements);
  gboolean done;

  for (guint e = 0; e < model->n_elements; e++)
    {
      queries[e] = g_new (double, model->elements[e].n * model->n_lags);
      means[e] = g_new (double, model->elements[e].n);
    }

  done = search_self (model, queries, means, progress, cancellable, error);
  for (guint e = 0; done && e < model->n_elements; e++)
    if (!take_quantiles (means[e], model->elements[e].n, model->elements[e].distance_quantiles))
      {
        vt_set_error_at (error, VT_ERROR_INPUT, NULL, _("only one atom of %s is there to train on"),
                         model->elements[e].symbol);
        done = FALSE;
      }

  for (guint e = 0; e < model->n_elements; e++)
    {
      g_free (queries[e]);
      g_free (means[e]);
    }

  return done;
}

static gboolean
check_dataset (const VtDataset *dataset, guint k, GError **error)
{
  g_autofree double *classes = NULL;
  guint n_classes;

  if (k < 1 || k > G_MAXUINT16)
    {
      vt_set_error_at (error, VT_ERROR_USAGE, NULL, _("k is %u: a number from 1 to %d is expected"), k, G_MAXUINT16);
      return FALSE;
    }
  if (vt_dataset_get_n (dataset) == 0)
    {
      vt_set_error_at (error, VT_ERROR_INPUT, NULL, _("there is nothing to train on"));
      return FALSE;
    }

  classes = vt_dataset_get_temperatures (dataset, &n_classes);
  if (n_classes > 256)
    {
      vt_set_error_at (error, VT_ERROR_INPUT, NULL, _("%u temperatures are given: a model has at most 256 classes"),
                       n_classes);
      return FALSE;
    }

  return TRUE;
}

VtModel *
vt_trainer_train (const VtDataset   *dataset,
                  guint              k,
                  guint64            seed,
                  const char *const *provenance,
                  VtProgress        *progress,
                  GCancellable      *cancellable,
                  GError           **error)
{
  g_autoptr (VtModel) model = NULL;

  g_return_val_if_fail (dataset != NULL, NULL);

  if (!check_dataset (dataset, k, error))
    return NULL;

  model = fill_model (dataset, k);
  copy_provenance (seed, provenance, model);
  if (!fill_quantiles (model, progress, cancellable, error))
    return NULL;
  vt_model_complete (model);

  return g_steal_pointer (&model);
}

/* The machine-learned temperature.
 *
 * Definition: T_ML of an atom is the mean class temperature of the k instances of the same element that are nearest to
 * the atom's features: Euclidean in scaled units, the query q = (F − min)/(max − min) in double and not rounded, the
 * instances the model's float32, ties by instance index (vt-knn.h). K; the votes decide it, so the sum does not depend
 * on the neighbours' order. It cannot leave the range of the classes. Where fewer than k instances remain, all of
 * them vote. Cost: that of the search. Liu, Lu, Tu, Shen, J. Mater. Inf. 2022;2:20.
 */
#include "vt-predictor.h"

#include <math.h>

#include "vt-error.h"
#include "vt-i18n.h"
#include "vt-model-private.h"
#include "vt-query-count.h"
#include "vt-scaling.h"

/* Keeps the weight 1/distance of an instance on the very spot finite. */
#define SMALLEST_DISTANCE 1e-9
#define OUTSIDE_QUANTILE 0.999

/* Atoms that pass at a time, so that no scaled copy of all features is made. */
#define BLOCK 32768

/* One element at work. */
typedef struct
{
  const VtModel        *model;
  const VtModelElement *element;
  const VtAtomTable    *atoms;
  guint                 species;
  const double         *features;
  gsize                *block;      /* [BLOCK], indices of the atoms in the search */
  gint64               *query_keys; /* [BLOCK] */
  double               *queries;    /* [BLOCK][n_lags] */
  VtQueryCount         *count;
  VtPrediction         *prediction;
} Work;

static VtPrediction *
prediction_new (gsize n, guint n_classes)
{
  VtPrediction *prediction = g_new0 (VtPrediction, 1);

  prediction->n = n;
  prediction->t_ml = g_new (double, n);
  prediction->t_ml_weighted = g_new (double, n);
  prediction->spread = g_new (double, n);
  prediction->distance = g_new (double, n);
  prediction->quantile = g_new (double, n);
  prediction->outside = g_new (double, n);
  prediction->votes = g_new0 (guint16, n * n_classes);

  return prediction;
}

void
vt_prediction_free (VtPrediction *prediction)
{
  if (prediction == NULL)
    return;

  g_free (prediction->t_ml);
  g_free (prediction->t_ml_weighted);
  g_free (prediction->spread);
  g_free (prediction->distance);
  g_free (prediction->quantile);
  g_free (prediction->outside);
  g_free (prediction->votes);
  g_free (prediction);
}

/* Where a distance stands among the quantiles, 0 … 1; linear between them. Beyond all of them is 1. */
static double
find_quantile (const double *quantiles, double distance)
{
  guint low = 0;
  guint high = VT_MODEL_N_QUANTILES - 1;

  if (distance <= quantiles[low])
    return 0;
  if (distance >= quantiles[high])
    return 1;

  /* quantiles[low] < distance <= quantiles[high] */
  while (high - low > 1)
    {
      guint middle = (low + high) / 2;

      if (quantiles[middle] < distance)
        low = middle;
      else
        high = middle;
    }

  return (low + (distance - quantiles[low]) / (quantiles[high] - quantiles[low])) / (VT_MODEL_N_QUANTILES - 1);
}

static void
set_undefined (VtPrediction *prediction, gsize atom)
{
  prediction->t_ml[atom] = NAN;
  prediction->t_ml_weighted[atom] = NAN;
  prediction->spread[atom] = NAN;
  prediction->distance[atom] = NAN;
  prediction->quantile[atom] = NAN;
  prediction->outside[atom] = NAN;
}

/* Mean and population standard deviation of the voters' class temperatures. */
static void
count_votes (const VtModel *model, const guint16 *votes, guint n, double *mean, double *spread)
{
  double sum = 0;
  double squares = 0;

  for (guint c = 0; c < model->n_classes; c++)
    sum += votes[c] * model->classes[c];
  *mean = sum / n;
  for (guint c = 0; c < model->n_classes; c++)
    squares += votes[c] * (model->classes[c] - *mean) * (model->classes[c] - *mean);
  *spread = sqrt (squares / n);
}

static void
keep_prediction (guint batch, gsize query, const VtKnnNeighbor *neighbors, guint n_neighbors, gpointer data)
{
  const Work *work = data;
  const VtModelElement *element = work->element;
  VtPrediction *prediction = work->prediction;
  gsize atom = work->block[query];
  guint16 *votes = prediction->votes + atom * work->model->n_classes;
  double distances = 0;
  double weights = 0;
  double weighted = 0;

  vt_query_count_add (work->count);
  if (n_neighbors == 0)
    {
      set_undefined (prediction, atom);
      return;
    }

  for (guint i = 0; i < n_neighbors; i++)
    {
      guint8 label = element->labels[neighbors[i].instance];
      double distance = sqrt (neighbors[i].squared);
      double weight = 1 / MAX (distance, SMALLEST_DISTANCE);

      votes[label]++;
      distances += distance;
      weights += weight;
      weighted += weight * work->model->classes[label];
    }

  count_votes (work->model, votes, n_neighbors, &prediction->t_ml[atom], &prediction->spread[atom]);
  prediction->t_ml_weighted[atom] = weighted / weights;
  prediction->distance[atom] = distances / n_neighbors;
  prediction->quantile[atom] = find_quantile (element->distance_quantiles, prediction->distance[atom]);
  prediction->outside[atom] = prediction->quantile[atom] > OUTSIDE_QUANTILE ? 1 : 0;
}

static gboolean
check_elements (VtModel *model, const VtAtomTable *atoms, GError **error)
{
  VtPlace place = { .frame = -1, .hint = _("Train a model on samples that hold it") };

  for (guint s = 0; s < vt_atom_table_get_n_species (atoms); s++)
    {
      const char *name = vt_atom_table_get_species_name (atoms, s);

      if (vt_atom_table_count_species (atoms, s) == 0 || vt_model_find_element (model, name) != NULL)
        continue;

      vt_set_error_at (error, VT_ERROR_INPUT, &place, _("the model “%s” does not know the element %s"),
                       model->name, name);
      return FALSE;
    }

  return TRUE;
}

/* (transfer full): an atom's own instances of the run carry its id as their key, all others none. */
static gint64 *
make_instance_keys (const VtModelElement *element, int own_run)
{
  gint64 *keys = g_new (gint64, element->n);

  for (gsize i = 0; i < element->n; i++)
    keys[i] = element->runs[i] == own_run ? element->atoms[i] : VT_KNN_NO_KEY;

  return keys;
}

/* Takes the element's atoms from @next on, until the block is full. */
static gsize
fill_block (Work *work, gsize *next)
{
  const VtModel *model = work->model;
  const guint8 *species = vt_atom_table_get_species (work->atoms);
  const gint64 *ids = vt_atom_table_get_ids (work->atoms);
  gsize n_atoms = vt_atom_table_get_n (work->atoms);
  gsize n = 0;

  for (; *next < n_atoms && n < BLOCK; (*next)++)
    {
      if (species[*next] != work->species)
        continue;
      for (guint lag = 0; lag < model->n_lags; lag++)
        work->queries[n * model->n_lags + lag] =
            vt_scaling_apply (work->features[lag * n_atoms + *next], model->minimum[lag], model->maximum[lag]);
      work->query_keys[n] = ids[*next];
      work->block[n++] = *next;
    }

  return n;
}

static gboolean
predict_element (Work *work, VtModel *model, int own_run, GCancellable *cancellable, GError **error)
{
  const char *symbol = vt_atom_table_get_species_name (work->atoms, work->species);
  gsize size = MIN (vt_atom_table_count_species (work->atoms, work->species), BLOCK);
  g_autofree gsize *block = g_new (gsize, size);
  g_autofree gint64 *query_keys = g_new (gint64, size);
  g_autofree double *queries = g_new (double, size * model->n_lags);
  g_autofree gint64 *instance_keys = NULL;
  VtKnnBatch batch = { NULL };
  gboolean done = TRUE;
  gsize next = 0;

  work->element = vt_model_find_element (model, symbol);
  work->block = block;
  work->query_keys = query_keys;
  work->queries = queries;
  batch.knn = vt_model_obtain_searcher (model, (guint) (work->element - model->elements), cancellable, error);
  if (batch.knn == NULL)
    return FALSE;
  batch.queries = queries;
  if (own_run >= 0)
    {
      batch.instance_keys = instance_keys = make_instance_keys (work->element, own_run);
      batch.query_keys = query_keys;
    }
  while (done && (batch.n = fill_block (work, &next)) > 0)
    done = vt_knn_search (&batch, 1, model->k, keep_prediction, work, NULL, cancellable, error);

  return done;
}

VtPrediction *
vt_predictor_predict (VtModel           *model,
                      const VtAtomTable *atoms,
                      const double      *features,
                      int                own_run,
                      VtProgress        *progress,
                      GCancellable      *cancellable,
                      GError           **error)
{
  g_autoptr (VtPrediction) prediction = NULL;
  VtQueryCount count = { progress };
  Work work = { .model = model, .atoms = atoms, .features = features, .count = &count };

  g_return_val_if_fail (model != NULL && atoms != NULL && features != NULL, NULL);

  if (!check_elements (model, atoms, error))
    return NULL;

  count.total = vt_atom_table_get_n (atoms);
  prediction = prediction_new (count.total, model->n_classes);
  work.prediction = prediction;
  for (guint s = 0; s < vt_atom_table_get_n_species (atoms); s++)
    {
      work.species = s;
      if (vt_atom_table_count_species (atoms, s) > 0 && !predict_element (&work, model, own_run, cancellable, error))
        return NULL;
    }

  return g_steal_pointer (&prediction);
}

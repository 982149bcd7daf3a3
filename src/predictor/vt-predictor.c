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
#include "vt-scaling.h"

/* Keeps the weight 1/distance of an instance on the very spot finite. */
#define SMALLEST_DISTANCE 1e-9
#define OUTSIDE_QUANTILE 0.999

/* The queried atoms of one element. */
typedef struct
{
  const VtModelElement *element;
  gsize                *atoms; /* [n], indices of the queried atoms */
  gint64               *instance_keys;
  gint64               *query_keys;
} Group;

typedef struct
{
  const VtModel *model;
  Group         *groups;
  VtKnnBatch    *batches;
  guint          n_groups;
  VtPrediction  *prediction;
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
  const VtModelElement *element = work->groups[batch].element;
  VtPrediction *prediction = work->prediction;
  gsize atom = work->groups[batch].atoms[query];
  guint16 *votes = prediction->votes + atom * work->model->n_classes;
  double distances = 0;
  double weights = 0;
  double weighted = 0;

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

/* An atom's own instances of the run carry its id as their key, all others none. */
static void
set_keys (Group *group, VtKnnBatch *batch, const gint64 *ids, int own_run)
{
  const VtModelElement *element = group->element;

  group->instance_keys = g_new (gint64, element->n);
  group->query_keys = g_new (gint64, batch->n);
  for (gsize i = 0; i < element->n; i++)
    group->instance_keys[i] = element->runs[i] == own_run ? element->atoms[i] : VT_KNN_NO_KEY;
  for (gsize i = 0; i < batch->n; i++)
    group->query_keys[i] = ids[group->atoms[i]];
  batch->instance_keys = group->instance_keys;
  batch->query_keys = group->query_keys;
}

static double *
scale_queries (const VtModel *model, const Group *group, gsize n, const double *features, gsize n_atoms)
{
  double *queries = g_new (double, n * model->n_lags);

  for (gsize i = 0; i < n; i++)
    for (guint lag = 0; lag < model->n_lags; lag++)
      queries[i * model->n_lags + lag] = vt_scaling_apply (features[lag * n_atoms + group->atoms[i]],
                                                           model->minimum[lag], model->maximum[lag]);

  return queries;
}

static void
add_group (Work *work, const VtAtomTable *atoms, guint species, const double *features, int own_run)
{
  const VtModel *model = work->model;
  const guint8 *of_atom = vt_atom_table_get_species (atoms);
  gsize n_atoms = vt_atom_table_get_n (atoms);
  Group *group = &work->groups[work->n_groups];
  VtKnnBatch *batch = &work->batches[work->n_groups];
  gsize n = 0;

  group->element = vt_model_find_element ((VtModel *) model, vt_atom_table_get_species_name (atoms, species));
  group->atoms = g_new (gsize, vt_atom_table_count_species (atoms, species));
  for (gsize i = 0; i < n_atoms; i++)
    if (of_atom[i] == species)
      group->atoms[n++] = i;

  batch->knn = model->searchers[group->element - model->elements];
  batch->n = n;
  batch->queries = scale_queries (model, group, n, features, n_atoms);
  if (own_run >= 0)
    set_keys (group, batch, vt_atom_table_get_ids (atoms), own_run);
  work->n_groups++;
}

static void
work_clear (Work *work)
{
  for (guint g = 0; g < work->n_groups; g++)
    {
      g_free (work->groups[g].atoms);
      g_free (work->groups[g].instance_keys);
      g_free (work->groups[g].query_keys);
      g_free ((double *) work->batches[g].queries);
    }
  g_free (work->groups);
  g_free (work->batches);
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
  Work work = { model };
  guint n_species;
  gboolean done;

  g_return_val_if_fail (model != NULL && atoms != NULL && features != NULL, NULL);

  if (!check_elements (model, atoms, error))
    return NULL;

  n_species = vt_atom_table_get_n_species (atoms);
  prediction = prediction_new (vt_atom_table_get_n (atoms), model->n_classes);
  work.prediction = prediction;
  work.groups = g_new0 (Group, n_species);
  work.batches = g_new0 (VtKnnBatch, n_species);
  for (guint s = 0; s < n_species; s++)
    if (vt_atom_table_count_species (atoms, s) > 0)
      add_group (&work, atoms, s, features, own_run);

  done = vt_knn_search (work.batches, work.n_groups, model->k, keep_prediction, &work, progress, cancellable, error);
  work_clear (&work);

  return done ? g_steal_pointer (&prediction) : NULL;
}

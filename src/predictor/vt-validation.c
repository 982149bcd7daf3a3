/* Validation.
 *
 * One atom's instances at several temperatures and origins resemble each other, so a fold takes an atom with all of
 * them, and T_ML of each instance comes from the same exact search as a prediction, with its fold left out. All
 * queries are rounded to float32 as the instances are. An element at a time: its instances of the classes are searched
 * among themselves; what is at other temperatures, or of another sample, passes in blocks, so that no copy of all
 * queries is made. Results go into whole-number sums (vt-tally.h) as they come. Cost: one search with k_max neighbours
 * for each query.
 */
#include "vt-validation-private.h"

#include <math.h>

#include "vt-error.h"
#include "vt-i18n.h"
#include "vt-instances.h"
#include "vt-parallel.h"
#include "vt-query-count.h"
#include "vt-scaling.h"

/* Queries that pass at a time; a search may order them for its speed, so not too few. */
#define BLOCK 32768

/* A tally, and whether a thread is counting into it. */
typedef struct
{
  int      taken; /* atomic */
  VtTally *tally;
} Slot;

typedef struct
{
  VtValidation    *validation;
  const VtDataset *training;
  const VtDataset *queries; /* the training set itself, or a test's */
  guint64          seed;
  double          *minimum;
  double          *maximum;
  VtTallySize      size;
  Slot            *slots; /* one a thread */
  guint            n_slots;
  VtQueryCount     count;
  GCancellable    *cancellable;
} Work;

/* One element at work. */
typedef struct
{
  Work            *work;
  guint            element; /* of the validation */
  VtDatasetElement from;    /* the queries */
  VtInstances      instances;
  VtKnn           *knn;
  gint64          *folds;        /* [instances.n], or NULL */
  guint16         *temperatures; /* of the queries in the search, index; NULL in a self-search */
} Part;

G_DEFINE_BOXED_TYPE (VtValidation, vt_validation, vt_validation_ref, vt_validation_unref)

guint
vt_validation_fold (gint64 atom, guint64 seed, guint n_folds)
{
  /* SplitMix64, Steele, Lea, Flood 2014. */
  guint64 hash = (guint64) atom + (seed + 1) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);

  g_return_val_if_fail (n_folds > 0, 0);

  hash = (hash ^ (hash >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  hash = (hash ^ (hash >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  hash ^= hash >> 31;

  return (guint) (hash % n_folds);
}

VtValidation *
vt_validation_ref (VtValidation *validation)
{
  g_return_val_if_fail (validation != NULL, NULL);

  g_atomic_ref_count_inc (&validation->references);

  return validation;
}

void
vt_validation_unref (VtValidation *validation)
{
  g_return_if_fail (validation != NULL);

  if (!g_atomic_ref_count_dec (&validation->references))
    return;

  g_free (validation->classes);
  g_free (validation->temperatures);
  g_strfreev (validation->symbols);
  vt_tally_free (validation->tally);
  g_free (validation);
}

/* A tally that no other thread counts into. There is one for each that may be in the search at a time. */
static Slot *
take_slot (Work *work)
{
  static _Thread_local guint last;

  for (;; last++)
    {
      Slot *slot = &work->slots[last % work->n_slots];

      if (!g_atomic_int_compare_and_exchange (&slot->taken, FALSE, TRUE))
        continue;
      if (slot->tally == NULL)
        slot->tally = vt_tally_new (&work->size);
      return slot;
    }
}

static void
keep (guint batch, gsize query, const VtKnnNeighbor *neighbors, guint n_neighbors, gpointer data)
{
  const Part *part = data;
  Work *work = part->work;
  const VtValidation *validation = work->validation;
  Slot *slot = take_slot (work);
  guint temperature;

  if (part->temperatures != NULL)
    temperature = part->temperatures[query];
  else
    temperature = (guint) vt_instances_find_class (validation->temperatures, validation->n_temperatures,
                                                   validation->classes[part->instances.labels[query]]);
  vt_tally_count (slot->tally, part->element, temperature, validation->temperatures[temperature],
                  part->instances.labels, validation->classes, neighbors, n_neighbors);
  g_atomic_int_set (&slot->taken, FALSE);
  vt_query_count_add (&work->count);
}

static gint64
fold_of (const Work *work, gint64 atom)
{
  return vt_validation_fold (atom, work->seed, work->validation->n_folds);
}

/* The instances of the classes among themselves. */
static gboolean
search_self (Part *part, GError **error)
{
  Work *work = part->work;
  VtKnnBatch batch = { part->knn, NULL, part->instances.n, part->folds, part->folds };

  return vt_knn_search (&batch, 1, work->validation->k_max, keep, part, NULL, work->cancellable, error);
}

/* Scales queries from @row on, until a block is full; those of the classes are passed over in a cross-validation. */
static gsize
fill_block (Part *part, gsize *row, double *queries, gint64 *folds)
{
  const Work *work = part->work;
  const VtValidation *validation = work->validation;
  const VtDatasetElement *from = &part->from;
  guint n_lags;
  gsize n = 0;

  vt_dataset_get_lags (work->training, &n_lags);
  for (; *row < from->n && n < BLOCK; (*row)++)
    {
      double temperature = from->temperatures[*row];

      if (validation->n_folds > 0
          && vt_instances_find_class (validation->classes, validation->n_classes, temperature) >= 0)
        continue;
      for (guint j = 0; j < n_lags; j++)
        queries[n * n_lags + j] = (float) vt_scaling_apply ((double) from->features[*row * n_lags + j],
                                                            work->minimum[j], work->maximum[j]);
      if (validation->n_folds > 0)
        folds[n] = fold_of (work, from->atoms[*row]);
      part->temperatures[n++] = (guint16) vt_instances_find_class (validation->temperatures,
                                                                   validation->n_temperatures, temperature);
    }

  return n;
}

/* All other queries. */
static gboolean
search_blocks (Part *part, GError **error)
{
  Work *work = part->work;
  gsize size = MIN (part->from.n, BLOCK);
  guint n_lags;
  g_autofree double *queries = NULL;
  g_autofree gint64 *folds = g_new (gint64, size);
  g_autofree guint16 *temperatures = g_new (guint16, size);
  VtKnnBatch batch = { part->knn };
  gboolean done = TRUE;
  gsize row = 0;

  vt_dataset_get_lags (work->training, &n_lags);
  queries = g_new (double, size * n_lags);
  part->temperatures = temperatures;
  batch.queries = queries;
  batch.instance_keys = part->folds;
  batch.query_keys = part->folds != NULL ? folds : NULL;
  while (done && (batch.n = fill_block (part, &row, queries, folds)) > 0)
    done = vt_knn_search (&batch, 1, work->validation->k_max, keep, part, NULL, work->cancellable, error);
  part->temperatures = NULL;

  return done;
}

static int
find_element (const VtDataset *dataset, const char *symbol)
{
  for (guint e = 0; e < vt_dataset_get_n_elements (dataset); e++)
    {
      VtDatasetElement element;

      vt_dataset_get_element (dataset, e, &element);
      if (g_str_equal (element.symbol, symbol))
        return (int) e;
    }

  return -1;
}

static gboolean
validate_element (Work *work, guint element, GError **error)
{
  const VtValidation *validation = work->validation;
  Part part = { work, element };
  gboolean done = FALSE;
  guint n_lags;
  int trained;

  vt_dataset_get_lags (work->training, &n_lags);
  vt_dataset_get_element (work->queries, element, &part.from);
  trained = find_element (work->training, part.from.symbol);
  g_assert (trained >= 0);
  if (!vt_instances_init (&part.instances, work->training, (guint) trained, validation->classes,
                          validation->n_classes, work->minimum, work->maximum, work->cancellable, error))
    return FALSE;

  part.knn = vt_knn_new_take (g_steal_pointer (&part.instances.features), part.instances.n, n_lags, work->cancellable,
                              error);
  if (part.knn != NULL && validation->n_folds > 0)
    {
      VtDatasetElement from;

      vt_dataset_get_element (work->training, (guint) trained, &from);
      part.folds = g_new (gint64, MAX (part.instances.n, 1));
      for (gsize i = 0; i < part.instances.n; i++)
        part.folds[i] = fold_of (work, from.atoms[part.instances.rows[i]]);
    }
  if (part.knn != NULL)
    done = (validation->n_folds == 0 || search_self (&part, error)) && search_blocks (&part, error);

  vt_knn_free (part.knn);
  g_free (part.folds);
  vt_instances_clear (&part.instances);

  return done;
}

static void
work_init (Work *work)
{
  VtValidation *validation = work->validation;
  double hottest = MAX (validation->classes[validation->n_classes - 1],
                        validation->temperatures[validation->n_temperatures - 1]);
  guint n_lags;

  vt_dataset_get_lags (work->training, &n_lags);
  work->minimum = g_new (double, n_lags);
  work->maximum = g_new (double, n_lags);
  vt_scaling_fit (work->training, validation->classes, validation->n_classes, work->minimum, work->maximum);
  work->size = (VtTallySize){ validation->n_elements, validation->n_temperatures, validation->n_classes,
                              validation->k_max, hottest };
  work->n_slots = vt_parallel_get_threads ();
  work->slots = g_new0 (Slot, work->n_slots);
  work->count.total = vt_dataset_get_n (work->queries);
}

/* What all threads counted. */
static void
work_clear (Work *work)
{
  work->validation->tally = vt_tally_new (&work->size);
  for (guint s = 0; s < work->n_slots; s++)
    if (work->slots[s].tally != NULL)
      {
        vt_tally_add (work->validation->tally, work->slots[s].tally);
        vt_tally_free (work->slots[s].tally);
      }
  g_free (work->slots);
  g_free (work->minimum);
  g_free (work->maximum);
}

static gboolean
check_counted (const VtValidation *validation, GError **error)
{
  VtPlace place = { .frame = -1, .hint = _("More atoms of each element are needed, or more folds") };

  for (gsize i = 0; i < (gsize) validation->n_elements * validation->n_temperatures; i++)
    if (validation->tally->counts[i] > 0)
      return TRUE;

  vt_set_error_at (error, VT_ERROR_INPUT, &place, _("no instance has a neighbour outside its own fold"));
  return FALSE;
}

/* Takes @validation. */
static VtValidation *
run (VtValidation *validation, Work *work, GError **error)
{
  gboolean done = TRUE;

  work->validation = validation;
  work_init (work);
  for (guint e = 0; done && e < validation->n_elements; e++)
    done = validate_element (work, e, error);
  work_clear (work);
  if (done && check_counted (validation, error))
    return validation;
  vt_validation_unref (validation);

  return NULL;
}

static VtValidation *
validation_new (const VtDataset *training,
                const double    *classes,
                guint            n_classes,
                const VtDataset *queries,
                guint            k_max,
                guint            n_folds,
                GError         **error)
{
  VtValidation *validation;
  double *chosen;

  if (k_max < 1 || k_max > VT_VALIDATION_MAX_K)
    {
      vt_set_error_at (error, VT_ERROR_USAGE, NULL, _("the largest k is %u: a number from 1 to %d is expected"), k_max,
                       VT_VALIDATION_MAX_K);
      return NULL;
    }
  chosen = vt_dataset_choose_classes (training, classes, n_classes, &n_classes, error);
  if (chosen == NULL)
    return NULL;

  validation = g_new0 (VtValidation, 1);
  g_atomic_ref_count_init (&validation->references);
  validation->n_folds = n_folds;
  validation->k_max = k_max;
  validation->n_classes = n_classes;
  validation->classes = chosen;
  validation->temperatures = vt_dataset_get_temperatures (queries, &validation->n_temperatures);
  validation->n_elements = vt_dataset_get_n_elements (queries);
  validation->symbols = g_new0 (char *, validation->n_elements + 1);
  for (guint e = 0; e < validation->n_elements; e++)
    {
      VtDatasetElement element;

      vt_dataset_get_element (queries, e, &element);
      validation->symbols[e] = g_strdup (element.symbol);
    }
  if (validation->n_temperatures > 0 && validation->n_temperatures <= G_MAXUINT16)
    return validation;

  vt_set_error_at (error, VT_ERROR_INPUT, NULL, _("there are instances at %u temperatures: 1 to %d are expected"),
                   validation->n_temperatures, G_MAXUINT16);
  vt_validation_unref (validation);
  return NULL;
}

VtValidation *
vt_validation_run (const VtDataset *dataset,
                   const double    *classes,
                   guint            n_classes,
                   guint            k_max,
                   guint            n_folds,
                   guint64          seed,
                   VtProgress      *progress,
                   GCancellable    *cancellable,
                   GError         **error)
{
  Work work = { NULL, dataset, dataset, seed, .count = { progress }, .cancellable = cancellable };
  VtValidation *validation;

  g_return_val_if_fail (dataset != NULL, NULL);

  if (n_folds < 2)
    {
      vt_set_error_at (error, VT_ERROR_USAGE, NULL, _("cross-validation needs at least 2 folds"));
      return NULL;
    }
  validation = validation_new (dataset, classes, n_classes, dataset, k_max, n_folds, error);

  return validation != NULL ? run (validation, &work, error) : NULL;
}

static gboolean
check_alike (const VtDataset *training, const VtDataset *test, GError **error)
{
  guint n_lags, n_test;
  const double *lags = vt_dataset_get_lags (training, &n_lags);
  const double *of_test = vt_dataset_get_lags (test, &n_test);
  gboolean alike = n_lags == n_test && vt_dataset_get_normalization (training) == vt_dataset_get_normalization (test)
                   && vt_dataset_get_affine_mapping (training) == vt_dataset_get_affine_mapping (test);

  for (guint j = 0; alike && j < n_lags; j++)
    alike = lags[j] == of_test[j];
  if (!alike)
    vt_set_error_at (error, VT_ERROR_INPUT, NULL,
                     _("the test has other features than the training: lags, normalisation and affine mapping must be "
                       "the same"));

  return alike;
}

static gboolean
check_runs (const VtDataset *training, const VtDataset *test, GError **error)
{
  VtPlace place = { .frame = -1, .hint = _("A test takes runs of another sample") };

  for (guint r = 0; r < vt_dataset_get_n_runs (test); r++)
    for (guint s = 0; s < vt_dataset_get_n_runs (training); s++)
      if (g_str_equal (vt_dataset_get_run (test, r)->identity, vt_dataset_get_run (training, s)->identity))
        {
          vt_set_error_at (error, VT_ERROR_INPUT, &place, _("the run at %g K is in the training and in the test"),
                           vt_dataset_get_run (test, r)->temperature);
          return FALSE;
        }

  return TRUE;
}

/* Whether the classes have instances of all elements of the test. */
static gboolean
check_elements (const VtValidation *validation, const VtDataset *training, GError **error)
{
  for (guint e = 0; e < validation->n_elements; e++)
    {
      int index = find_element (training, validation->symbols[e]);
      VtDatasetElement element = { NULL };
      gboolean found = FALSE;

      if (index >= 0)
        vt_dataset_get_element (training, (guint) index, &element);
      for (gsize i = 0; !found && i < element.n; i++)
        found = vt_instances_find_class (validation->classes, validation->n_classes, element.temperatures[i]) >= 0;
      if (!found)
        {
          vt_set_error_at (error, VT_ERROR_INPUT, NULL, _("the training has no %s, which the test has"),
                           validation->symbols[e]);
          return FALSE;
        }
    }

  return TRUE;
}

VtValidation *
vt_validation_test (const VtDataset *training,
                    const double    *classes,
                    guint            n_classes,
                    const VtDataset *test,
                    guint            k_max,
                    VtProgress      *progress,
                    GCancellable    *cancellable,
                    GError         **error)
{
  Work work = { NULL, training, test, .count = { progress }, .cancellable = cancellable };
  VtValidation *validation;

  g_return_val_if_fail (training != NULL && test != NULL, NULL);

  if (!check_alike (training, test, error) || !check_runs (training, test, error))
    return NULL;
  validation = validation_new (training, classes, n_classes, test, k_max, 0, error);
  if (validation == NULL)
    return NULL;
  if (check_elements (validation, training, error))
    return run (validation, &work, error);
  vt_validation_unref (validation);

  return NULL;
}

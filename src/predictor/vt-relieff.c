/* ReliefF.
 *
 * A feature is good if it differs little between an instance and its nearest of the same class (hits) and much between
 * it and its nearest of other classes (misses). Definition: Kononenko, ECML 1994; Robnik-Šikonja & Kononenko, Mach.
 * Learn. 2003;53:23: Δ_j in ranges, neighbours by the Manhattan distance Σ_j Δ_j, misses of class C weighted by
 * P_C/(1 − P_class(i)), so that all misses together weigh what the hits do. MATLAB's relieff does the same with its
 * defaults: on Fisher's irises with k = 10 its manual gives 0.1399 0.1226 0.3590 0.3754, and the per-class variant
 * here the same within 10⁻⁴ (irises are full of ties); by Euclidean distance the first would be 0.1465.
 *
 * The other variant is the wording of Liu et al. 2022: hits and misses are what they are among the k nearest of any
 * class. Each neighbour still counts 1/k, a hit by −1, a miss by P/(1 − P); nothing evens out that hits and misses are
 * unequally many. With twenty classes a miss weighs a nineteenth of a hit, so the weights are negative as a rule, and
 * compare features with one another only.
 *
 * Cost: the search (vt-relieff-search.c), m times the instances of the pool; and 5 flops a neighbour and feature. An
 * instance's terms are added up in the order of class and distance, instances in the order of the index, by sixteens:
 * the same bits however the work is shared out.
 */
#include "vt-relieff-private.h"

#include <math.h>
#include <string.h>

#include "vt-error.h"
#include "vt-i18n.h"
#include "vt-parallel.h"
#include "vt-relieff-pool.h"
#include "vt-relieff-search.h"

/* Places a chunk: enough for each search to follow a like one, at 0.1 ms an instance well within 5 ms. */
#define GRAIN 16

/* The whole computation. */
typedef struct
{
  const VtDataset       *dataset;
  VtReliefFOptions       options;
  const VtReliefFFilter *filter;
  guint                  n_features;
  double                *minimum;
  double                *inverse;
  double                *classes;
  guint                  n_classes;
  double                *weights;   /* sums so far */
  gsize                  n_left;    /* instances of which it is not yet said whether they are drawn */
  gsize                  n_to_draw; /* of these */
  GRand                 *random;
  gsize                  n_queries;
  gsize                  n_done; /* atomic */
  VtReliefFCounts        counts;
  VtProgress            *progress;
  GCancellable          *cancellable;
} Relief;

/* What is done in one pool. */
typedef struct
{
  Relief          *relief;
  VtReliefFPool    pool;
  VtReliefFIndex   index;
  guint8          *drawn;    /* [instances] */
  double          *partial;  /* [chunks][n_features] */
  VtReliefFSearch *searches; /* [threads]; found is NULL where a thread has none yet */
} Work;

void
vt_relieff_options_init (VtReliefFOptions *options, VtReliefFVariant variant)
{
  g_return_if_fail (options != NULL);

  *options = (VtReliefFOptions){ .variant = variant, .k = variant == VT_RELIEFF_PER_CLASS ? 10 : 50,
                                 .within_element = TRUE };
}

/* ---- sums ---- */

static void
add_differences (const VtReliefFIndex *index, gsize query, gsize place, double factor, double *sums)
{
  const float *a = index->rows + query * index->n_features;
  const float *b = index->rows + place * index->n_features;

  for (guint j = 0; j < index->n_features; j++)
    sums[j] += factor * (fabs ((double) a[j] - (double) b[j]) * index->inverse[j]);
}

static void
add_neighbors (const Work *work, const VtReliefFSearch *search, gsize query, double *sums)
{
  const VtReliefFPool *pool = &work->pool;
  guint own = pool->labels[work->index.order[query]];
  double others = (double) (pool->n - pool->sizes[own]);

  for (guint i = 0; i < search->n_found; i++)
    {
      guint label = pool->labels[work->index.order[search->found[i].place]];
      double factor = label == own ? -1 : (double) pool->sizes[label] / others;

      add_differences (&work->index, query, search->found[i].place, factor / search->n_found, sums);
    }
}

static gboolean
is_drawn (const Work *work, gsize place)
{
  guint32 instance = work->index.order[place];

  return instance != VT_RELIEFF_NO_INSTANCE && work->drawn[instance];
}

/* One set after the other for all places of a chunk: the set stays in the cache. */
static void
weigh_chunk (const VtChunk *chunk, gpointer data)
{
  Work *work = data;
  Relief *relief = work->relief;
  VtReliefFSearch *search = &work->searches[chunk->worker];
  double *sums = work->partial + chunk->number * relief->n_features;
  gsize n_done = 0;

  if (search->found == NULL)
    vt_relieff_search_init (search, &work->index, relief->filter, relief->options.k);
  memset (sums, 0, relief->n_features * sizeof (double));
  for (guint set = 0; set < work->index.n_sets; set++)
    for (gsize place = chunk->begin; place < chunk->end; place++)
      if (is_drawn (work, place))
        {
          vt_relieff_search_run (search, set, place);
          add_neighbors (work, search, place, sums);
        }

  for (gsize place = chunk->begin; place < chunk->end; place++)
    n_done += is_drawn (work, place);
  n_done += __atomic_fetch_add (&relief->n_done, n_done, __ATOMIC_RELAXED);
  vt_progress_set (relief->progress, (double) n_done / (double) relief->n_queries);
}

/* ---- one pool ---- */

/* Knuth's algorithm S: each of the instances left is taken with the chance that leaves all subsets equally likely. */
static void
draw (Work *work)
{
  Relief *relief = work->relief;

  work->drawn = g_new (guint8, work->pool.n);
  for (gsize i = 0; i < work->pool.n; i++)
    {
      work->drawn[i] = relief->n_to_draw == relief->n_left
                       || g_rand_double (relief->random) * (double) relief->n_left < (double) relief->n_to_draw;
      relief->n_left--;
      relief->n_to_draw -= work->drawn[i];
      relief->counts.n_queries += work->drawn[i];
      relief->counts.n_pairs += work->drawn[i] ? work->pool.n - 1 : 0;
    }
}

static gboolean
build_index (Work *work, GError **error)
{
  Relief *relief = work->relief;
  gboolean apart = relief->options.variant == VT_RELIEFF_PER_CLASS;
  guint n_sets = apart ? work->pool.n_classes : 1;
  g_autofree gsize *begin = g_new0 (gsize, n_sets + 1);

  begin[1] = work->pool.n;
  for (guint set = 0; apart && set < n_sets; set++)
    begin[set + 1] = begin[set] + work->pool.sizes[set];

  return vt_relieff_index_init (&work->index, work->pool.instances, begin, n_sets, relief->n_features, relief->minimum,
                                relief->inverse, relief->cancellable, error);
}

static gboolean
weigh_pool (Work *work, GError **error)
{
  Relief *relief = work->relief;
  guint n_threads = vt_parallel_get_threads ();
  gsize n_places = work->index.n_blocks * VT_RELIEFF_LANES;
  gsize n_chunks = vt_parallel_n_chunks (n_places, GRAIN);
  gboolean whole;

  work->partial = g_new (double, n_chunks * relief->n_features);
  work->searches = g_new0 (VtReliefFSearch, n_threads);
  whole = vt_parallel_for (n_places, GRAIN, weigh_chunk, work, NULL, relief->cancellable, error);
  for (gsize c = 0; whole && c < n_chunks; c++)
    for (guint j = 0; j < relief->n_features; j++)
      relief->weights[j] += work->partial[c * relief->n_features + j];
  for (guint t = 0; t < n_threads; t++)
    if (work->searches[t].found != NULL)
      {
        relief->counts.n_exact += work->searches[t].n_exact;
        vt_relieff_search_clear (&work->searches[t]);
      }
  g_free (work->searches);
  g_free (work->partial);

  return whole;
}

static gboolean
run_pool (Relief *relief, guint element, GError **error)
{
  Work work = { .relief = relief };
  gboolean whole;

  if (!vt_relieff_pool_init (&work.pool, relief->dataset, element, relief->classes, relief->n_classes,
                             relief->cancellable, error))
    return FALSE;
  draw (&work);
  whole = build_index (&work, error);
  if (whole)
    {
      whole = weigh_pool (&work, error);
      vt_relieff_index_clear (&work.index);
    }
  g_free (work.drawn);
  vt_relieff_pool_clear (&work.pool);

  return whole;
}

/* ---- the whole ---- */

static gboolean
has_classes (const VtDatasetElement *element)
{
  for (gsize i = 1; i < element->n; i++)
    if (element->temperatures[i] != element->temperatures[0])
      return TRUE;

  return FALSE;
}

/* Least value and 1/range of each feature, over all instances. */
static void
find_ranges (Relief *relief)
{
  g_autofree double *maximum = g_new (double, relief->n_features);

  for (guint j = 0; j < relief->n_features; j++)
    {
      relief->minimum[j] = INFINITY;
      maximum[j] = -INFINITY;
    }
  for (guint e = 0; e < vt_dataset_get_n_elements (relief->dataset); e++)
    {
      VtDatasetElement element;

      vt_dataset_get_element (relief->dataset, e, &element);
      for (gsize i = 0; i < element.n; i++)
        for (guint j = 0; j < relief->n_features; j++)
          {
            double value = (double) element.features[i * relief->n_features + j];

            relief->minimum[j] = MIN (relief->minimum[j], value);
            maximum[j] = MAX (maximum[j], value);
          }
    }
  for (guint j = 0; j < relief->n_features; j++)
    relief->inverse[j] = maximum[j] > relief->minimum[j] ? 1 / (maximum[j] - relief->minimum[j]) : 0;
}

/* (transfer full) (element-type guint): the pools that know of more than one class, by their element. */
static GArray *
list_pools (Relief *relief)
{
  GArray *pools = g_array_new (FALSE, FALSE, sizeof (guint));
  guint all = VT_RELIEFF_ALL_ELEMENTS;

  if (!relief->options.within_element && relief->n_classes > 1)
    {
      g_array_append_val (pools, all);
      relief->n_left = vt_dataset_get_n (relief->dataset);
    }
  for (guint e = 0; relief->options.within_element && e < vt_dataset_get_n_elements (relief->dataset); e++)
    {
      VtDatasetElement element;

      vt_dataset_get_element (relief->dataset, e, &element);
      if (!has_classes (&element))
        continue;
      g_array_append_val (pools, e);
      relief->n_left += element.n;
    }

  return pools;
}

static gboolean
run (Relief *relief, GError **error)
{
  g_autoptr (GArray) pools = list_pools (relief);
  gsize n_samples = relief->options.n_samples;

  if (pools->len == 0)
    {
      vt_set_error_at (error, VT_ERROR_INPUT, NULL,
                       _("the weights of lags need instances at two temperatures at least"));
      return FALSE;
    }
  relief->n_queries = n_samples > 0 ? MIN (n_samples, relief->n_left) : relief->n_left;
  relief->n_to_draw = relief->n_queries;
  find_ranges (relief);
  for (guint p = 0; p < pools->len; p++)
    if (!run_pool (relief, g_array_index (pools, guint, p), error))
      return FALSE;
  for (guint j = 0; j < relief->n_features; j++)
    relief->weights[j] /= (double) relief->n_queries;

  return TRUE;
}

double *
vt_relieff_compute_with (const VtDataset        *dataset,
                         const VtReliefFOptions *options,
                         const VtReliefFFilter  *filter,
                         VtReliefFCounts        *counts,
                         VtProgress             *progress,
                         GCancellable           *cancellable,
                         GError                **error)
{
  Relief relief = { .dataset = dataset, .filter = filter, .progress = progress, .cancellable = cancellable };
  guint32 seed[2];
  gboolean whole;

  g_return_val_if_fail (dataset != NULL && options != NULL && filter != NULL, NULL);
  g_return_val_if_fail (options->k > 0, NULL);

  relief.options = *options;
  seed[0] = (guint32) options->seed;
  seed[1] = (guint32) (options->seed >> 32);
  relief.random = g_rand_new_with_seed_array (seed, 2);
  vt_dataset_get_lags (dataset, &relief.n_features);
  relief.minimum = g_new (double, relief.n_features);
  relief.inverse = g_new (double, relief.n_features);
  relief.weights = g_new0 (double, relief.n_features);
  relief.classes = vt_dataset_get_temperatures (dataset, &relief.n_classes);
  whole = run (&relief, error);
  g_rand_free (relief.random);
  g_free (relief.minimum);
  g_free (relief.inverse);
  g_free (relief.classes);
  if (counts != NULL)
    *counts = relief.counts;
  if (!whole)
    g_clear_pointer (&relief.weights, g_free);

  return relief.weights;
}

double *
vt_relieff_compute (const VtDataset        *dataset,
                    const VtReliefFOptions *options,
                    VtProgress             *progress,
                    GCancellable           *cancellable,
                    GError                **error)
{
  return vt_relieff_compute_with (dataset, options, vt_relieff_filter_choose (), NULL, progress, cancellable, error);
}

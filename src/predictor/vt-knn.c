/* Exact k-nearest-neighbour search.
 *
 * Definition: of the float32 instances x and a double query q the k with the smallest
 * d²(q, x) = Σ_j (q_j − x_j)², summed in double for j = 0, 1, …; equal d² are ordered by the instance's index.
 *
 * Method: what cannot be among them is sorted out by codes and floats with a proven margin (vt-knn-scan.c); among the
 * few that are left the canonical double distance decides. Queries are taken in an order in which neighbours follow
 * each other, since what is near to one is likely to be near to the next, and lies in the cache.
 */
#include "vt-knn.h"

#include <math.h>
#include <string.h>

#include "vt-knn-index.h"
#include "vt-knn-order.h"
#include "vt-knn-rank.h"
#include "vt-knn-scan.h"
#include "vt-parallel.h"

#define TILE VT_KNN_SCAN_TILE
/* Queries that are ordered at a time: a few milliseconds. */
#define WINDOW 16384

struct _VtKnn
{
  VtKnnIndex index;
};

/* What a worker keeps. */
typedef struct
{
  VtKnnScan *scan;
  VtKnnRank *rank;
  double *widened; /* instances that are queries, [TILE][n_features] */
} Worker;

typedef struct
{
  const VtKnnBatch *batches;
  guint n_batches;
  guint k;
  VtKnnFunc func;
  gpointer data;
  guint32 **order;     /* [n_batches]: the batch's queries as they are taken */
  gsize *first_window; /* [n_batches + 1] */
  gsize *first_tile;   /* [n_batches + 1] */
  Worker *workers;     /* [threads], filled by the worker that needs it */
} Search;

VtKnn *
vt_knn_new (const float *instances, gsize n, guint n_features, GCancellable *cancellable, GError **error)
{
  float *rows;

  g_return_val_if_fail (instances != NULL || n == 0, NULL);

  rows = g_new (float, MAX (n * n_features, 1));
  if (n > 0)
    memcpy (rows, instances, n * n_features * sizeof (float));
  return vt_knn_new_take (rows, n, n_features, cancellable, error);
}

VtKnn *
vt_knn_new_take (float *instances, gsize n, guint n_features, GCancellable *cancellable, GError **error)
{
  VtKnn *knn;

  g_return_val_if_fail (instances != NULL || n == 0, NULL);
  g_return_val_if_fail (n < G_MAXINT32, NULL);
  g_return_val_if_fail (n_features > 0 && n_features <= VT_KNN_MAX_FEATURES, NULL);

  knn = g_new0 (VtKnn, 1);
  if (vt_knn_index_init (&knn->index, instances, n, n_features, cancellable, error))
    return knn;
  g_free (knn);

  return NULL;
}

void
vt_knn_free (VtKnn *knn)
{
  if (knn == NULL)
    return;

  vt_knn_index_clear (&knn->index);
  g_free (knn);
}

float *
vt_knn_give_back (VtKnn *knn)
{
  float *instances;

  g_return_val_if_fail (knn != NULL, NULL);

  instances = vt_knn_index_give_back (&knn->index);
  g_free (knn);

  return instances;
}

gsize
vt_knn_get_n (const VtKnn *knn)
{
  g_return_val_if_fail (knn != NULL, 0);

  return knn->index.n;
}

/* ---- the order of queries ---- */

/* Windows are ordered each for itself, so that no step is long. Instances have their order already. */
static void
order_window (const VtKnnBatch *batch, guint32 *order, gsize begin, gsize end)
{
  const VtKnnIndex *index = &batch->knn->index;
  guint m = index->n_ordered;
  g_autofree float *leading = g_new (float, (end - begin) * m);

  for (gsize i = begin; i < end; i++)
    {
      order[i] = (guint32) (i - begin);
      vt_knn_index_rotate (index, batch->queries + i * index->n_features, m, leading + (i - begin) * m);
    }
  vt_knn_order (order + begin, end - begin, leading, m, NULL);
  for (gsize i = begin; i < end; i++)
    order[i] += (guint32) begin;
}

static void
order_chunk (const VtChunk *chunk, gpointer data)
{
  const Search *search = data;
  guint b = 0;

  for (gsize window = chunk->begin; window < chunk->end; window++)
    {
      gsize begin;

      while (window >= search->first_window[b + 1])
        b++;
      begin = (window - search->first_window[b]) * WINDOW;
      order_window (&search->batches[b], search->order[b], begin, MIN (begin + WINDOW, search->batches[b].n));
    }
}

/* ---- the search ---- */

/* Of a query; or of the instance in that place, widened for query number @slot of the tile. */
static const double *
find_coordinates (const VtKnnBatch *batch, gsize query, gsize place, Worker *worker, guint slot)
{
  const VtKnnIndex *index = &batch->knn->index;
  guint f = index->n_features;
  double *widened = worker->widened + (gsize) slot * f;

  if (batch->queries != NULL)
    return batch->queries + query * f;
  for (guint j = 0; j < f; j++)
    widened[j] = (double) index->rows[place * f + j];

  return widened;
}

/* FALSE where a coordinate is not finite: no distance means anything then. */
static gboolean
is_finite (const double *coordinates, guint f)
{
  for (guint j = 0; j < f; j++)
    if (!isfinite (coordinates[j]))
      return FALSE;

  return TRUE;
}

/* Where the order stands for what will be ranked next. */
static void
prefetch_order (const VtKnnIndex *index, const VtKnnPool *pool)
{
  for (guint i = 0; i < pool->n; i++)
    __builtin_prefetch (&index->order[pool->places[i]]);
}

static void
search_tile (const Search *search, guint b, gsize begin, gsize end, Worker *worker)
{
  const VtKnnBatch *batch = &search->batches[b];
  const VtKnnIndex *index = &batch->knn->index;
  VtKnnScanQuery wanted[TILE] = { { NULL, 0 } };
  const VtKnnPool *pools[TILE];
  gsize numbers[TILE];
  guint n = 0;

  for (gsize i = begin; i < end; i++)
    {
      gsize query = batch->queries != NULL ? search->order[b][i] : index->order[i];
      const double *coordinates = find_coordinates (batch, query, i, worker, n);
      gint64 key = batch->query_keys != NULL ? batch->query_keys[query] : VT_KNN_NO_KEY;

      if (!is_finite (coordinates, index->n_features))
        {
          search->func (b, query, NULL, 0, search->data);
          continue;
        }
      numbers[n] = query;
      wanted[n++] = (VtKnnScanQuery){ coordinates, key };
    }

  vt_knn_scan_run (worker->scan, index, wanted, n, search->k, batch->instance_keys, pools);
  for (guint i = 0; i < n; i++)
    {
      const VtKnnNeighbor *neighbors;

      if (i + 1 < n)
        prefetch_order (index, pools[i + 1]);
      neighbors = vt_knn_rank_run (worker->rank, index, wanted[i].coordinates, pools[i]);
      search->func (b, numbers[i], neighbors, MIN (search->k, pools[i]->n), search->data);
    }
}

static void
search_chunk (const VtChunk *chunk, gpointer data)
{
  const Search *search = data;
  Worker *worker = &search->workers[chunk->worker];
  guint b = 0;

  if (worker->scan == NULL)
    {
      worker->scan = vt_knn_scan_new ();
      worker->rank = vt_knn_rank_new ();
      worker->widened = g_new (double, (gsize) TILE * search->batches[0].knn->index.n_features);
    }

  for (gsize tile = chunk->begin; tile < chunk->end; tile++)
    {
      gsize begin;

      while (tile >= search->first_tile[b + 1])
        b++;
      begin = (tile - search->first_tile[b]) * TILE;
      search_tile (search, b, begin, MIN (begin + TILE, search->batches[b].n), worker);
    }
}

/* Tiles a chunk, so that it lasts a few milliseconds at most. */
static gsize
choose_grain (const VtKnnBatch *batches, guint n_batches)
{
  gsize largest = 1;

  for (guint b = 0; b < n_batches; b++)
    largest = MAX (largest, vt_knn_get_n (batches[b].knn));

  return CLAMP (4000000 / (largest * TILE), 1, 16);
}

static gboolean
run (Search *search, VtProgress *progress, GCancellable *cancellable, GError **error)
{
  return vt_parallel_for (search->first_window[search->n_batches], 1, order_chunk, search, NULL, cancellable, error)
         && vt_parallel_for (search->first_tile[search->n_batches], choose_grain (search->batches, search->n_batches),
                             search_chunk, search, progress, cancellable, error);
}

static void
search_init (Search *search)
{
  guint n = search->n_batches;

  search->order = g_new0 (guint32 *, n);
  search->first_window = g_new0 (gsize, n + 1);
  search->first_tile = g_new0 (gsize, n + 1);
  search->workers = g_new0 (Worker, vt_parallel_get_threads ());
  for (guint b = 0; b < n; b++)
    {
      const VtKnnBatch *batch = &search->batches[b];

      search->first_tile[b + 1] = search->first_tile[b] + (batch->n + TILE - 1) / TILE;
      search->first_window[b + 1] = search->first_window[b];
      if (batch->queries == NULL)
        continue;
      search->first_window[b + 1] += (batch->n + WINDOW - 1) / WINDOW;
      search->order[b] = g_new (guint32, batch->n);
    }
}

static void
search_clear (Search *search)
{
  for (guint b = 0; b < search->n_batches; b++)
    g_free (search->order[b]);
  for (guint t = 0; t < vt_parallel_get_threads (); t++)
    {
      vt_knn_scan_free (search->workers[t].scan);
      vt_knn_rank_free (search->workers[t].rank);
      g_free (search->workers[t].widened);
    }
  g_free (search->order);
  g_free (search->first_window);
  g_free (search->first_tile);
  g_free (search->workers);
}

gboolean
vt_knn_search (const VtKnnBatch *batches,
               guint n_batches,
               guint k,
               VtKnnFunc func,
               gpointer data,
               VtProgress *progress,
               GCancellable *cancellable,
               GError **error)
{
  Search search = { batches, n_batches, k, func, data };
  gboolean done;

  g_return_val_if_fail (k > 0, FALSE);
  g_return_val_if_fail (func != NULL, FALSE);

  if (n_batches == 0)
    return TRUE;
  for (guint b = 0; b < n_batches; b++)
    {
      g_return_val_if_fail (batches[b].knn->index.n_features == batches[0].knn->index.n_features, FALSE);
      g_return_val_if_fail (batches[b].queries != NULL || batches[b].n == batches[b].knn->index.n, FALSE);
      g_return_val_if_fail (batches[b].n < G_MAXUINT32, FALSE);
    }

  search_init (&search);
  done = run (&search, progress, cancellable, error);
  search_clear (&search);

  return done;
}

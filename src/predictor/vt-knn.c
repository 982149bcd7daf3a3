/* Exact k-nearest-neighbour search.
 *
 * Definition: of the float32 instances x and a double query q the k with the smallest
 * d²(q, x) = Σ_j (q_j − x_j)², summed in double for j = 0, 1, …; equal d² are ordered by the instance's index.
 *
 * Method: all instances are swept in float (vt-knn-filter.h); whatever could belong to the k nearest is kept, and double
 * decides among the kept (the canonical distance). A query keeps a pool of
 * candidates: once the pool is full, its k-th smallest float distance T gives a bound for all that follows.
 *
 * Margin of the filter: with u = 2⁻²⁴, F features, float distance s and true distance D of one pair:
 * rounding q to float moves it by at most u‖q‖; each difference is rounded by a factor 1 ± u; each of the F squares and
 * F sums adds a factor 1 ± u to s². Hence, with γ = (F + 2)u,
 *   s ≤ (D(1 + u) + u‖q‖)·√(1 + γ)   and   D ≤ (s/√(1 − γ) + u‖q‖)/(1 − u).
 * If k instances have s² ≤ T, the true k-th distance is at most D(√T), and no instance with s above s(D(√T)) can be
 * among the k nearest. The constants below are a hundredth larger, which covers the rounding of double, and
 * 10⁻¹⁸ stands for what underflows. Nothing else depends on the instruction set.
 *
 * Cost: O(n F) a query with 3 flops a feature, plus about k ln (n/k) candidates. A tile of queries shares each panel of
 * instances while it is in the cache.
 */
#include "vt-knn.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "vt-knn-filter.h"
#include "vt-parallel.h"

#define LANES VT_KNN_LANES
#define PANEL_BLOCKS 8
#define TILE 16
#define MAX_FEATURES 1024

struct _VtKnn
{
  const float *instances; /* [n][n_features], the caller's */
  gsize        n;
  guint        n_features;
  gsize        n_blocks;
  float       *blocks; /* [n_blocks][n_features][LANES]; places beyond n are +inf */
  guint32     *order;  /* [n], the instance in each place */
};

/* What the filter of one panel found. */
typedef struct
{
  _Alignas (64) float squared[PANEL_BLOCKS][LANES];
  guint32             hits[PANEL_BLOCKS];
} Panel;

/* A float distance squared and the place of its instance in one word: distances are not negative, so that words are in
 * the order of their bits. */
typedef guint64 Candidate;

/* One query at work. */
typedef struct
{
  const double *query;
  float        *rounded;
  gint64        key;
  double        slack; /* u‖q‖ */
  float         bound; /* on the float distance squared; +inf while the pool holds fewer than k */
  Candidate    *pool;
  guint         n_pool;
  guint         capacity;
  guint         limit; /* the pool's size at which the bound is drawn in */
} Query;

typedef struct
{
  Query   queries[TILE];
  float  *rounded;
  GArray *neighbors;
} Scratch;

typedef struct
{
  const VtKnnBatch *batches;
  guint             n_batches;
  gsize            *first_tile; /* [n_batches + 1] */
  guint             k;
  VtKnnFunc         func;
  gpointer          data;
  VtKnnFilter       filter;
  Scratch         **scratch; /* [threads], made by the worker that needs it */
} Search;

/* A step of about the golden section of n and coprime to it visits all places once, and any few in a row are a fair
 * sample: instances come ordered by class, and a bound from the first class alone would be poor for all others. */
static guint32 *
spread_out (gsize n)
{
  guint32 *order = g_new (guint32, MAX (n, 1));
  gsize step = MAX (1, (gsize) (0.6180339887498949 * (double) n));
  gsize place = 0;

  for (;; step++)
    {
      gsize a = n;
      gsize b = step;

      while (b != 0)
        {
          gsize rest = a % b;

          a = b;
          b = rest;
        }
      if (a == 1 || n == 0)
        break;
    }
  for (gsize i = 0; i < n; i++)
    {
      order[i] = (guint32) place;
      place = (place + step) % n;
    }

  return order;
}

VtKnn *
vt_knn_new (const float *instances, gsize n, guint n_features)
{
  VtKnn *knn;

  g_return_val_if_fail (instances != NULL || n == 0, NULL);
  g_return_val_if_fail (n < G_MAXINT32, NULL);
  g_return_val_if_fail (n_features > 0 && n_features <= MAX_FEATURES, NULL);

  knn = g_new0 (VtKnn, 1);
  knn->instances = instances;
  knn->n = n;
  knn->n_features = n_features;
  knn->n_blocks = (n + LANES - 1) / LANES;
  knn->order = spread_out (n);
  knn->blocks = g_aligned_alloc (knn->n_blocks * n_features * LANES + LANES, sizeof (float), 64);

  for (gsize b = 0; b < knn->n_blocks; b++)
    for (guint j = 0; j < n_features; j++)
      for (gsize lane = 0; lane < LANES; lane++)
        {
          gsize place = b * LANES + lane;
          float value = place < n ? instances[(gsize) knn->order[place] * n_features + j] : INFINITY;

          knn->blocks[(b * n_features + j) * LANES + lane] = value;
        }

  return knn;
}

void
vt_knn_free (VtKnn *knn)
{
  if (knn == NULL)
    return;

  g_aligned_free (knn->blocks);
  g_free (knn->order);
  g_free (knn);
}

gsize
vt_knn_get_n (const VtKnn *knn)
{
  g_return_val_if_fail (knn != NULL, 0);

  return knn->n;
}

static Candidate
pack (float squared, guint32 place)
{
  guint32 bits;

  memcpy (&bits, &squared, sizeof bits);

  return (Candidate) bits << 32 | place;
}

static float
unpack_squared (Candidate candidate)
{
  guint32 bits = (guint32) (candidate >> 32);
  float squared;

  memcpy (&squared, &bits, sizeof squared);

  return squared;
}

/* Puts the k smallest candidates first, and returns the largest of them. Hoare's selection; expected O(n). */
static Candidate
select_kth (Candidate *candidates, gssize n, gssize k)
{
  gssize low = 0;
  gssize high = n - 1;

  while (low < high)
    {
      Candidate pivot = candidates[low + (high - low) / 2];
      gssize i = low;
      gssize j = high;

      while (i <= j)
        {
          while (candidates[i] < pivot)
            i++;
          while (candidates[j] > pivot)
            j--;
          if (i <= j)
            {
              Candidate swap = candidates[i];

              candidates[i++] = candidates[j];
              candidates[j--] = swap;
            }
        }
      if (k - 1 <= j)
        high = j;
      else if (k - 1 >= i)
        low = i;
      else
        break;
    }

  return candidates[k - 1];
}

/* The largest float d² of an instance that may still be among the k nearest, when k of them have at most @kth. */
static float
margin (float kth, double slack, guint n_features)
{
  const double u = 1.01 * 0x1p-24;
  const double gamma = (n_features + 2) * u;
  double distance = (sqrt (kth) / sqrt (1 - gamma) + slack) / (1 - u);
  double bound = (distance * (1 + u) + slack) * sqrt (1 + gamma);
  double squared = bound * bound;

  return squared < G_MAXFLOAT ? nextafterf ((float) squared, INFINITY) : INFINITY;
}

/* Draws the bound in to the k-th candidate and drops what lies beyond it. */
static void
draw_in (Query *query, guint k, guint n_features)
{
  Candidate most;
  guint kept;

  if (query->n_pool < k)
    return;

  query->bound = margin (unpack_squared (select_kth (query->pool, query->n_pool, k)), query->slack, n_features);
  most = pack (query->bound, G_MAXUINT32);
  kept = k;
  for (guint i = k; i < query->n_pool; i++)
    if (query->pool[i] <= most)
      query->pool[kept++] = query->pool[i];
  query->n_pool = kept;
  query->limit = 2 * kept + LANES;
}

static void
reserve (Query *query, guint more)
{
  if (query->n_pool + more <= query->capacity)
    return;

  query->capacity = 2 * (query->n_pool + more);
  query->pool = g_renew (Candidate, query->pool, query->capacity);
}

static void
collect_panel (const VtKnn *knn, const gint64 *keys, Query *query, gsize first, gsize n_blocks, guint k, const Panel *panel)
{
  gboolean keyed = keys != NULL && query->key != VT_KNN_NO_KEY;

  reserve (query, PANEL_BLOCKS * LANES);
  for (gsize b = 0; b < n_blocks; b++)
    for (guint32 hits = panel->hits[b]; hits != 0; hits &= hits - 1)
      {
        guint lane = (guint) __builtin_ctz (hits);
        gsize place = (first + b) * LANES + lane;

        if (place >= knn->n || (keyed && keys[knn->order[place]] == query->key))
          continue;
        query->pool[query->n_pool++] = pack (panel->squared[b][lane], (guint32) place);
      }

  if (query->n_pool >= query->limit)
    draw_in (query, k, knn->n_features);
}

static int
compare_neighbors (gconstpointer a, gconstpointer b)
{
  const VtKnnNeighbor *one = a;
  const VtKnnNeighbor *two = b;

  if (one->squared != two->squared)
    return one->squared < two->squared ? -1 : 1;

  return (one->instance > two->instance) - (one->instance < two->instance);
}

/* The canonical distance: everything above only chose for whom it is worth computing. */
static double
square_distance (const double *query, const float *instance, guint n_features)
{
  double squared = 0;

  for (guint j = 0; j < n_features; j++)
    {
      double difference = query[j] - (double) instance[j];

      squared += difference * difference;
    }

  return squared;
}

static guint
settle (const VtKnn *knn, Query *query, guint k, GArray *neighbors)
{
  VtKnnNeighbor *settled;

  draw_in (query, k, knn->n_features);

  g_array_set_size (neighbors, query->n_pool);
  settled = (VtKnnNeighbor *) (gpointer) neighbors->data;
  for (guint i = 0; i < query->n_pool; i++)
    {
      guint32 instance = knn->order[query->pool[i] & G_MAXUINT32];

      settled[i].instance = instance;
      settled[i].squared = square_distance (query->query, knn->instances + (gsize) instance * knn->n_features, knn->n_features);
    }
  qsort (settled, query->n_pool, sizeof (VtKnnNeighbor), compare_neighbors);

  return MIN (k, query->n_pool);
}

/* FALSE where a coordinate is not finite: no distance means anything then. */
static gboolean
prepare (Query *query, const VtKnnBatch *batch, gsize index, guint k)
{
  guint n_features = batch->knn->n_features;
  double norm = 0;

  query->query = batch->queries + index * n_features;
  query->key = batch->query_keys != NULL ? batch->query_keys[index] : VT_KNN_NO_KEY;
  query->bound = INFINITY;
  query->limit = k + LANES;
  query->n_pool = 0;

  for (guint j = 0; j < n_features; j++)
    {
      if (!isfinite (query->query[j]))
        return FALSE;
      query->rounded[j] = (float) CLAMP (query->query[j], -G_MAXFLOAT, G_MAXFLOAT);
      norm += query->query[j] * query->query[j];
    }
  query->slack = 1.01 * 0x1p-24 * sqrt (norm) + 1e-18;

  return TRUE;
}

static Scratch *
scratch_new (guint n_features)
{
  Scratch *scratch = g_new0 (Scratch, 1);

  scratch->rounded = g_new (float, TILE * n_features);
  scratch->neighbors = g_array_new (FALSE, FALSE, sizeof (VtKnnNeighbor));
  for (guint q = 0; q < TILE; q++)
    scratch->queries[q].rounded = scratch->rounded + q * n_features;

  return scratch;
}

static void
scratch_free (Scratch *scratch)
{
  if (scratch == NULL)
    return;

  for (guint q = 0; q < TILE; q++)
    g_free (scratch->queries[q].pool);
  g_array_unref (scratch->neighbors);
  g_free (scratch->rounded);
  g_free (scratch);
}

static void
sweep (const VtKnnBatch *batch, VtKnnFilter filter, Query **queries, guint n_queries, guint k)
{
  const VtKnn *knn = batch->knn;
  Panel panel;

  for (gsize first = 0; first < knn->n_blocks; first += PANEL_BLOCKS)
    {
      gsize n_blocks = MIN (PANEL_BLOCKS, knn->n_blocks - first);

      for (guint q = 0; q < n_queries; q++)
        {
          filter (knn->blocks + first * knn->n_features * LANES, n_blocks, knn->n_features, queries[q]->rounded,
                  queries[q]->bound, &panel.squared[0][0], panel.hits);
          collect_panel (knn, batch->instance_keys, queries[q], first, n_blocks, k, &panel);
        }
    }
}

static void
search_tile (const Search *search, guint b, gsize begin, gsize end, Scratch *scratch)
{
  const VtKnnBatch *batch = &search->batches[b];
  Query *finite[TILE];
  guint n_finite = 0;

  for (gsize i = begin; i < end; i++)
    {
      Query *query = &scratch->queries[i - begin];

      if (prepare (query, batch, i, search->k))
        finite[n_finite++] = query;
    }

  sweep (batch, search->filter, finite, n_finite, search->k);

  for (gsize i = begin; i < end; i++)
    {
      guint n = settle (batch->knn, &scratch->queries[i - begin], search->k, scratch->neighbors);

      search->func (b, i, (const VtKnnNeighbor *) (gconstpointer) scratch->neighbors->data, n, search->data);
    }
}

static void
search_chunk (const VtChunk *chunk, gpointer data)
{
  const Search *search = data;
  guint b = 0;

  if (search->scratch[chunk->worker] == NULL)
    search->scratch[chunk->worker] = scratch_new (search->batches[0].knn->n_features);

  for (gsize tile = chunk->begin; tile < chunk->end; tile++)
    {
      gsize begin;

      while (tile >= search->first_tile[b + 1])
        b++;
      begin = (tile - search->first_tile[b]) * TILE;
      search_tile (search, b, begin, MIN (begin + TILE, search->batches[b].n), search->scratch[chunk->worker]);
    }
}

/* Tiles a chunk, so that it lasts a millisecond or two. */
static gsize
choose_grain (const VtKnnBatch *batches, guint n_batches)
{
  gsize largest = 1;

  for (guint b = 0; b < n_batches; b++)
    largest = MAX (largest, vt_knn_get_n (batches[b].knn));

  return CLAMP (1000000 / (largest * TILE), 1, 256);
}

gboolean
vt_knn_search (const VtKnnBatch *batches,
               guint             n_batches,
               guint             k,
               VtKnnFunc         func,
               gpointer          data,
               VtProgress       *progress,
               GCancellable     *cancellable,
               GError          **error)
{
  g_autofree gsize *first_tile = NULL;
  g_autofree Scratch **scratch = NULL;
  Search search = { batches, n_batches, NULL, k, func, data, vt_knn_filter_choose (), NULL };
  gboolean done;

  g_return_val_if_fail (k > 0, FALSE);
  g_return_val_if_fail (func != NULL, FALSE);

  if (n_batches == 0)
    return TRUE;

  first_tile = g_new0 (gsize, n_batches + 1);
  scratch = g_new0 (Scratch *, vt_parallel_get_threads ());
  for (guint b = 0; b < n_batches; b++)
    {
      g_return_val_if_fail (batches[b].knn->n_features == batches[0].knn->n_features, FALSE);
      first_tile[b + 1] = first_tile[b] + (batches[b].n + TILE - 1) / TILE;
    }
  search.first_tile = first_tile;
  search.scratch = scratch;

  done = vt_parallel_for (first_tile[n_batches], choose_grain (batches, n_batches), search_chunk, &search, progress,
                          cancellable, error);
  for (guint t = 0; t < vt_parallel_get_threads (); t++)
    scratch_free (scratch[t]);

  return done;
}

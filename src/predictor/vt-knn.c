/* Exact k-nearest-neighbour search.
 *
 * Definition: of the float32 instances x and a double query q the k with the smallest
 * d²(q, x) = Σ_j (q_j − x_j)², summed in double for j = 0, 1, …; equal d² are ordered by the instance's index.
 *
 * Method: all instances are swept in float, sixteen to a block, one SIMD lane each; whatever could belong to the k
 * nearest is kept (the filter), and double decides among the kept (the canonical distance). A query keeps a pool of
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
#include <string.h>

#include "vt-parallel.h"

#define LANES 16
#define PANEL_BLOCKS 16
#define TILE 16
#define MAX_FEATURES 1024

#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)
#define MULTIVERSIONED __attribute__ ((target_clones ("avx512f", "avx2", "default")))
#else
#define MULTIVERSIONED
#endif

typedef float   Lanes __attribute__ ((vector_size (LANES * sizeof (float))));
typedef gint32  Mask __attribute__ ((vector_size (LANES * sizeof (gint32))));

struct _VtKnn
{
  const float *instances; /* [n][n_features], the caller's */
  gsize        n;
  guint        n_features;
  gsize        n_blocks;
  Lanes       *blocks; /* [n_blocks][n_features], instances beyond n are +inf: nearer to nothing */
};

/* What the filter of one panel found. */
typedef struct
{
  float   squared[PANEL_BLOCKS][LANES];
  guint32 hits[PANEL_BLOCKS];
} Panel;

typedef struct
{
  float   squared;
  guint32 instance;
} Candidate;

/* One query at work. */
typedef struct
{
  const double *query;
  float        *rounded;
  gint64        key;
  double        slack; /* u‖q‖ */
  float         bound; /* on the float distance squared; +inf while the pool holds fewer than k */
  GArray       *pool;
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
  Scratch         **scratch; /* [threads], made by the worker that needs it */
} Search;

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
  knn->blocks = g_aligned_alloc (knn->n_blocks * n_features + 1, sizeof (Lanes), sizeof (Lanes));

  for (gsize b = 0; b < knn->n_blocks; b++)
    for (guint j = 0; j < n_features; j++)
      for (gsize lane = 0; lane < LANES; lane++)
        {
          gsize i = b * LANES + lane;

          knn->blocks[b * n_features + j][lane] = i < n ? instances[i * n_features + j] : INFINITY;
        }

  return knn;
}

void
vt_knn_free (VtKnn *knn)
{
  if (knn == NULL)
    return;

  g_aligned_free (knn->blocks);
  g_free (knn);
}

gsize
vt_knn_get_n (const VtKnn *knn)
{
  g_return_val_if_fail (knn != NULL, 0);

  return knn->n;
}

/* Float distances of one query to a panel of blocks, and a bit for each lane within the bound. */
MULTIVERSIONED static void
filter_panel (const Lanes *blocks, gsize n_blocks, guint n_features, const float *query, float bound, Panel *panel)
{
  const Mask bits = { 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 16384, 32768 };

  for (gsize b = 0; b < n_blocks; b++)
    {
      Lanes squared = { 0 };
      Mask  within;
      guint32 hits = 0;

      for (guint j = 0; j < n_features; j++)
        {
          Lanes difference = blocks[b * n_features + j] - query[j];

          squared += difference * difference;
        }

      within = (squared <= bound) & bits;
      for (guint lane = 0; lane < LANES; lane++)
        hits += (guint32) within[lane];
      memcpy (panel->squared[b], &squared, sizeof squared);
      panel->hits[b] = hits;
    }
}

/* The k-th smallest (k from 1) of the candidates' distances; reorders them. Expected O(n). */
static float
select_kth (Candidate *candidates, gsize n, gsize k)
{
  gsize low = 0;
  gsize high = n - 1;

  g_assert (k >= 1 && k <= n);

  while (low < high)
    {
      float pivot = candidates[low + (high - low) / 2].squared;
      gssize i = (gssize) low - 1;
      gssize j = (gssize) high + 1;

      for (;;)
        {
          Candidate swap;

          do i++; while (candidates[i].squared < pivot);
          do j--; while (candidates[j].squared > pivot);
          if (i >= j)
            break;
          swap = candidates[i];
          candidates[i] = candidates[j];
          candidates[j] = swap;
        }

      if (k - 1 <= (gsize) j)
        high = (gsize) j;
      else
        low = (gsize) j + 1;
    }

  return candidates[k - 1].squared;
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
  Candidate *pool = (Candidate *) (gpointer) query->pool->data;
  guint kept = 0;

  if (query->pool->len < k)
    return;

  query->bound = margin (select_kth (pool, query->pool->len, k), query->slack, n_features);
  for (guint i = 0; i < query->pool->len; i++)
    if (pool[i].squared <= query->bound)
      pool[kept++] = pool[i];
  g_array_set_size (query->pool, kept);
  query->limit = MAX (query->limit, 2 * kept);
}

static void
collect_panel (const VtKnn *knn, const gint64 *keys, Query *query, gsize first, gsize n_blocks, guint k, const Panel *panel)
{
  for (gsize b = 0; b < n_blocks; b++)
    for (guint32 hits = panel->hits[b]; hits != 0; hits &= hits - 1)
      {
        guint lane = (guint) __builtin_ctz (hits);
        gsize instance = (first + b) * LANES + lane;
        Candidate candidate = { panel->squared[b][lane], (guint32) instance };

        if (instance >= knn->n)
          continue;
        if (keys != NULL && query->key != VT_KNN_NO_KEY && keys[instance] == query->key)
          continue;
        g_array_append_val (query->pool, candidate);
      }

  if (query->pool->len >= query->limit)
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
  draw_in (query, k, knn->n_features);

  g_array_set_size (neighbors, 0);
  for (guint i = 0; i < query->pool->len; i++)
    {
      guint32 instance = g_array_index (query->pool, Candidate, i).instance;
      VtKnnNeighbor neighbor = {
        square_distance (query->query, knn->instances + (gsize) instance * knn->n_features, knn->n_features), instance
      };

      g_array_append_val (neighbors, neighbor);
    }
  g_array_sort (neighbors, compare_neighbors);

  return MIN (k, neighbors->len);
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
  query->limit = 4 * k + LANES * PANEL_BLOCKS;
  g_array_set_size (query->pool, 0);

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
    {
      scratch->queries[q].rounded = scratch->rounded + q * n_features;
      scratch->queries[q].pool = g_array_new (FALSE, FALSE, sizeof (Candidate));
    }

  return scratch;
}

static void
scratch_free (Scratch *scratch)
{
  if (scratch == NULL)
    return;

  for (guint q = 0; q < TILE; q++)
    g_array_unref (scratch->queries[q].pool);
  g_array_unref (scratch->neighbors);
  g_free (scratch->rounded);
  g_free (scratch);
}

static void
sweep (const VtKnnBatch *batch, Query **queries, guint n_queries, guint k)
{
  const VtKnn *knn = batch->knn;
  Panel panel;

  for (gsize first = 0; first < knn->n_blocks; first += PANEL_BLOCKS)
    {
      gsize n_blocks = MIN (PANEL_BLOCKS, knn->n_blocks - first);

      for (guint q = 0; q < n_queries; q++)
        {
          filter_panel (knn->blocks + first * knn->n_features, n_blocks, knn->n_features, queries[q]->rounded,
                        queries[q]->bound, &panel);
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

  sweep (batch, finite, n_finite, search->k);

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
  Search search = { batches, n_batches, NULL, k, func, data, NULL };
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

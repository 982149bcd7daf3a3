/* Exact k-nearest-neighbour search.
 *
 * Definition: of the float32 instances x and a double query q the k with the smallest
 * d²(q, x) = Σ_j (q_j − x_j)², summed in double for j = 0, 1, …; equal d² are ordered by the instance's index.
 *
 * Method: instances lie in compact blocks of 32 along their principal axes (vt-knn-index.h). A query bounds its
 * distance to every block's box, looks into the nearest few, and then into all others that are not ruled out. What
 * could belong to the k nearest by its float distance is kept in a pool; once the pool is full, its k-th smallest float
 * distance T draws the bound in for all that follows. Among the kept, double decides (the canonical distance).
 *
 * Margin of the float distances: with u = 2⁻²⁴, F features, true distance D, and s the float distance of the rotated
 * query p and instance y, both rounded to float: rounding moves them by at most u‖p‖ and u‖y‖, the difference is off by
 * a factor 1 ± u, and each of the F squares and F sums adds a factor 1 ± u to s². Hence, with γ = (F + 2)u and
 * a = u(‖p‖ + max ‖y‖),
 *   s ≤ (D(1 + u) + a)·√(1 + γ)   and   D ≤ (s/√(1 − γ) + a)/(1 − u).
 * If k instances have s² ≤ T, the true k-th distance is at most D(√T), and no instance with s above s(D(√T)) can be
 * among the k nearest. A box in fewer coordinates is never farther than its instances but for its own rounding, 4γ. The
 * constants below are a hundredth larger, which covers the rounding of double in rotation and margin; 10⁻¹³ of the
 * center's norm stands for what its subtraction loses, and 10⁻¹⁸ for what underflows. Where numbers are too large for
 * float squares the margin is infinite, and double decides among all. Nothing depends on the instruction set.
 *
 * Cost: 2F flops an instance that no box rules out, 40 flops a box; the fewer wide directions the data has, the fewer.
 */
#include "vt-knn.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "vt-knn-index.h"
#include "vt-parallel.h"

#define LANES VT_KNN_LANES
#define TILE 16
/* Sorted by insertion up to here. */
#define FEW 160

struct _VtKnn
{
  const float *instances; /* [n][n_features], the caller's */
  VtKnnIndex   index;
  double       center_norm;
};

/* A float distance squared and the place of its instance (or the number of its block) in one word: distances are not
 * negative, so that words are in the order of their bits. */
typedef guint64 Candidate;

/* What a worker keeps from query to query. */
typedef struct
{
  const VtKnnFilter *filter;
  double            *widened; /* an instance that is a query, [n_features] */
  float             *rotated; /* the query, [n_features] */
  gint64             key;
  double             slack; /* a */
  float              bound; /* on the float distance squared; +inf while the pool holds fewer than k */
  float              skip;  /* the same for boxes */
  Candidate         *pool;
  guint              n_pool;
  guint              capacity;
  guint              limit; /* the pool's size at which the bound is drawn in */
  Candidate         *boxes;
  gsize              n_boxes;
  VtKnnNeighbor     *settled;
  guint              n_settled;
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
  double norm = 0;

  g_return_val_if_fail (instances != NULL || n == 0, NULL);
  g_return_val_if_fail (n < G_MAXINT32, NULL);
  g_return_val_if_fail (n_features > 0 && n_features <= VT_KNN_MAX_FEATURES, NULL);

  knn = g_new0 (VtKnn, 1);
  knn->instances = instances;
  vt_knn_index_init (&knn->index, instances, n, n_features);
  for (guint j = 0; j < n_features; j++)
    norm += knn->index.center[j] * knn->index.center[j];
  knn->center_norm = sqrt (norm);

  return knn;
}

void
vt_knn_free (VtKnn *knn)
{
  if (knn == NULL)
    return;

  vt_knn_index_clear (&knn->index);
  g_free (knn);
}

gsize
vt_knn_get_n (const VtKnn *knn)
{
  g_return_val_if_fail (knn != NULL, 0);

  return knn->index.n;
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
draw_in (Scratch *query, guint k, guint n_features)
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
  query->skip = query->bound * (1 + 8 * (n_features + 2) * 0x1p-24f);
}

static void
reserve (Scratch *query, guint more)
{
  if (query->n_pool + more <= query->capacity)
    return;

  query->capacity = 2 * (query->n_pool + more);
  query->pool = g_renew (Candidate, query->pool, query->capacity);
}

/* Takes what a block has within the bound. */
static void
look_into (const VtKnn *knn, const gint64 *keys, Scratch *query, gsize block, guint k)
{
  const VtKnnIndex *index = &knn->index;
  gboolean keyed = keys != NULL && query->key != VT_KNN_NO_KEY;
  _Alignas (64) float squared[LANES];
  guint32 hits = query->filter->measure (index->blocks + block * index->n_features * LANES, index->n_features,
                                         query->rotated, query->bound, squared);

  reserve (query, LANES);
  for (; hits != 0; hits &= hits - 1)
    {
      guint lane = (guint) __builtin_ctz (hits);
      gsize place = block * LANES + lane;

      if (place >= index->n || (keyed && keys[index->order[place]] == query->key))
        continue;
      query->pool[query->n_pool++] = pack (squared[lane], (guint32) place);
    }

  if (query->n_pool >= query->limit)
    draw_in (query, k, index->n_features);
}

/* The distance to each block's box. */
static void
bound_boxes (const VtKnnIndex *index, Scratch *query)
{
  gsize n = index->n_groups * LANES;
  _Alignas (64) float squared[LANES];

  if (query->n_boxes < n)
    {
      query->n_boxes = n;
      query->boxes = g_renew (Candidate, query->boxes, n);
    }
  for (gsize group = 0; group < index->n_groups; group++)
    {
      gsize at = group * index->n_leading * LANES;

      query->filter->bound (index->low + at, index->high + at, index->n_leading, query->rotated, squared);
      for (gsize lane = 0; lane < LANES; lane++)
        query->boxes[group * LANES + lane] = pack (squared[lane], (guint32) (group * LANES + lane));
    }
}

/* The nearest boxes first, enough of them for a good bound, then the others that this bound does not rule out. */
static void
sweep (const VtKnn *knn, const gint64 *keys, Scratch *query, guint k)
{
  gsize n_blocks = knn->index.n_blocks;
  gsize n_first = MIN (n_blocks, 2 * ((gsize) k + LANES - 1) / LANES + 2);

  if (n_blocks == 0)
    return;

  bound_boxes (&knn->index, query);
  select_kth (query->boxes, (gssize) n_blocks, (gssize) n_first);
  for (gsize i = 0; i < n_first; i++)
    look_into (knn, keys, query, query->boxes[i] & G_MAXUINT32, k);
  draw_in (query, k, knn->index.n_features);
  for (gsize i = n_first; i < n_blocks; i++)
    if (unpack_squared (query->boxes[i]) <= query->skip)
      look_into (knn, keys, query, query->boxes[i] & G_MAXUINT32, k);
  draw_in (query, k, knn->index.n_features);
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

static void
sort_neighbors (VtKnnNeighbor *neighbors, guint n)
{
  if (n > FEW)
    {
      qsort (neighbors, n, sizeof (VtKnnNeighbor), compare_neighbors);
      return;
    }

  for (guint i = 1; i < n; i++)
    {
      VtKnnNeighbor moving = neighbors[i];
      guint j = i;

      for (; j > 0 && compare_neighbors (&neighbors[j - 1], &moving) > 0; j--)
        neighbors[j] = neighbors[j - 1];
      neighbors[j] = moving;
    }
}

/* Canonical distances of what is left in the pool; returns the number of neighbours. */
static guint
settle (const VtKnn *knn, const double *coordinates, Scratch *query, guint k)
{
  guint f = knn->index.n_features;

  if (query->n_settled < query->n_pool)
    {
      query->n_settled = query->n_pool;
      query->settled = g_renew (VtKnnNeighbor, query->settled, query->n_settled);
    }
  for (guint i = 0; i < query->n_pool; i++)
    {
      guint32 instance = knn->index.order[query->pool[i] & G_MAXUINT32];

      query->settled[i].instance = instance;
      query->settled[i].squared = square_distance (coordinates, knn->instances + (gsize) instance * f, f);
    }
  sort_neighbors (query->settled, query->n_pool);

  return MIN (k, query->n_pool);
}

/* FALSE where a coordinate is not finite: no distance means anything then. */
static gboolean
prepare (const VtKnn *knn, const double *coordinates, Scratch *query, guint k)
{
  double norm = 0;

  query->bound = INFINITY;
  query->skip = INFINITY;
  query->limit = 2 * k + LANES;
  query->n_pool = 0;
  for (guint j = 0; j < knn->index.n_features; j++)
    if (!isfinite (coordinates[j]))
      return FALSE;

  query->slack = INFINITY;
  if (vt_knn_index_rotate (&knn->index, coordinates, query->rotated))
    {
      for (guint j = 0; j < knn->index.n_features; j++)
        norm += (double) query->rotated[j] * (double) query->rotated[j];
      query->slack = 1.01 * 0x1p-24 * (sqrt (norm) + knn->index.reach) + 1e-13 * knn->center_norm + 1e-18;
    }

  return TRUE;
}

static Scratch *
scratch_new (guint n_features)
{
  Scratch *scratch = g_new0 (Scratch, 1);

  scratch->filter = vt_knn_filter_choose ();
  scratch->widened = g_new (double, n_features);
  scratch->rotated = g_new (float, n_features);

  return scratch;
}

static void
scratch_free (Scratch *scratch)
{
  if (scratch == NULL)
    return;

  g_free (scratch->widened);
  g_free (scratch->rotated);
  g_free (scratch->pool);
  g_free (scratch->boxes);
  g_free (scratch->settled);
  g_free (scratch);
}

static const double *
find_coordinates (const VtKnnBatch *batch, gsize query, Scratch *scratch)
{
  guint f = batch->knn->index.n_features;

  if (batch->queries != NULL)
    return batch->queries + query * f;
  for (guint j = 0; j < f; j++)
    scratch->widened[j] = (double) batch->knn->instances[query * f + j];

  return scratch->widened;
}

/* Instances that are queries come as they lie in the index: one after another looks into the same blocks. */
static void
search_one (const Search *search, guint b, gsize number, Scratch *scratch)
{
  const VtKnnBatch *batch = &search->batches[b];
  gsize query = batch->queries != NULL ? number : batch->knn->index.order[number];
  const double *coordinates = find_coordinates (batch, query, scratch);
  guint n;

  scratch->key = batch->query_keys != NULL ? batch->query_keys[query] : VT_KNN_NO_KEY;
  if (prepare (batch->knn, coordinates, scratch, search->k))
    sweep (batch->knn, batch->instance_keys, scratch, search->k);
  n = settle (batch->knn, coordinates, scratch, search->k);
  search->func (b, query, scratch->settled, n, search->data);
}

static void
search_chunk (const VtChunk *chunk, gpointer data)
{
  const Search *search = data;
  guint b = 0;

  if (search->scratch[chunk->worker] == NULL)
    search->scratch[chunk->worker] = scratch_new (search->batches[0].knn->index.n_features);

  for (gsize tile = chunk->begin; tile < chunk->end; tile++)
    {
      gsize begin;

      while (tile >= search->first_tile[b + 1])
        b++;
      begin = (tile - search->first_tile[b]) * TILE;
      for (gsize i = begin; i < MIN (begin + TILE, search->batches[b].n); i++)
        search_one (search, b, i, search->scratch[chunk->worker]);
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
      g_return_val_if_fail (batches[b].knn->index.n_features == batches[0].knn->index.n_features, FALSE);
      g_return_val_if_fail (batches[b].queries != NULL || batches[b].n == batches[b].knn->index.n, FALSE);
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

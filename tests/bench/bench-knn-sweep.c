/* Plain brute force, done well.
 *
 * ‖x − q‖² − ‖q‖² = ‖x‖² − 2 q·x: one fused multiply-add a coordinate and distance. 16 instances and 4 queries share what
 * is loaded, in registers; 256 instances and 64 queries share the first cache. What is within a query's bound goes into
 * a pool, whose k-th draws the bound in. Centred, since the sum cancels; 10⁻⁴ of room for that, and among what is left
 * double decides.
 */
#include "bench-knn-sweep.h"

#include <math.h>
#include <stdlib.h>

#include "vt-knn-filter.h"
#include "vt-knn-pool.h"
#include "vt-parallel.h"

#define LANES 16
#define TOGETHER 4
#define BLOCK 256
#define TILE 64
#define ROOM 1e-4f

struct _BenchKnnSweep
{
  const float *instances;
  gsize n;
  guint n_features;
  gsize n_blocks;
  double *center;
  float *blocks; /* [n_blocks][BLOCK / LANES][1 + n_features][LANES]: the squared norm, then the coordinates */
};

typedef struct
{
  const BenchKnnSweep *sweep;
  const double *queries;
  gsize n;
  guint k;
  VtKnnFunc func;
  guint batch;
  gpointer data;
} Run;

typedef struct
{
  float rest; /* ‖q‖² */
  float bound;
  VtKnnPool pool;
} Query;

BenchKnnSweep *
bench_knn_sweep_new (const float *instances, gsize n, guint n_features)
{
  BenchKnnSweep *sweep = g_new0 (BenchKnnSweep, 1);
  guint f = n_features;

  sweep->instances = instances;
  sweep->n = n;
  sweep->n_features = f;
  sweep->n_blocks = (n + BLOCK - 1) / BLOCK;
  sweep->center = g_new0 (double, f);
  sweep->blocks = g_aligned_alloc0 (sweep->n_blocks * BLOCK * (f + 1), sizeof (float), 64);
  for (gsize i = 0; i < n; i++)
    for (guint j = 0; j < f; j++)
      sweep->center[j] += (double) instances[i * f + j] / (double) n;
  for (gsize i = 0; i < sweep->n_blocks * BLOCK; i++)
    {
      float *lane = sweep->blocks + i / LANES * (f + 1) * LANES + i % LANES;

      if (i >= n)
        {
          lane[0] = INFINITY;
          continue;
        }
      for (guint j = 0; j < f; j++)
        {
          float value = (float) ((double) instances[i * f + j] - sweep->center[j]);

          lane[(j + 1) * LANES] = value;
          lane[0] += value * value;
        }
    }

  return sweep;
}

void
bench_knn_sweep_free (BenchKnnSweep *sweep)
{
  g_free (sweep->center);
  g_aligned_free (sweep->blocks);
  g_free (sweep);
}

/* ---- the kernel: 16 instances and 4 queries; the squared distances less ‖q‖², [TOGETHER][LANES] ---- */

static void
measure_plain (const float *lanes, guint f, const float *minus_twice, float *out)
{
  for (guint q = 0; q < TOGETHER; q++)
    for (guint lane = 0; lane < LANES; lane++)
      out[q * LANES + lane] = lanes[lane];
  for (guint j = 0; j < f; j++)
    for (guint q = 0; q < TOGETHER; q++)
      for (guint lane = 0; lane < LANES; lane++)
        out[q * LANES + lane] += lanes[(j + 1) * LANES + lane] * minus_twice[j * TOGETHER + q];
}

#ifdef __x86_64__

#include <immintrin.h>

__attribute__ ((target ("avx2,fma"))) static void
measure_avx2 (const float *lanes, guint f, const float *minus_twice, float *out)
{
  __m256 left[TOGETHER], right[TOGETHER];

#pragma GCC unroll 4
  for (guint q = 0; q < TOGETHER; q++)
    {
      left[q] = _mm256_load_ps (lanes);
      right[q] = _mm256_load_ps (lanes + 8);
    }
  for (guint j = 0; j < f; j++, minus_twice += TOGETHER)
    {
      const __m256 one = _mm256_load_ps (lanes + (j + 1) * LANES);
      const __m256 two = _mm256_load_ps (lanes + (j + 1) * LANES + 8);

#pragma GCC unroll 4
      for (guint q = 0; q < TOGETHER; q++)
        {
          const __m256 factor = _mm256_broadcast_ss (minus_twice + q);

          left[q] = _mm256_fmadd_ps (one, factor, left[q]);
          right[q] = _mm256_fmadd_ps (two, factor, right[q]);
        }
    }
#pragma GCC unroll 4
  for (guint q = 0; q < TOGETHER; q++)
    {
      _mm256_store_ps (out + q * LANES, left[q]);
      _mm256_store_ps (out + q * LANES + 8, right[q]);
    }
}

__attribute__ ((target ("avx2,fma"))) static guint
find_within_avx2 (const float *values, float most)
{
  const __m256 limit = _mm256_set1_ps (most);

  return (guint) _mm256_movemask_ps (_mm256_cmp_ps (_mm256_load_ps (values), limit, _CMP_LE_OQ))
         | (guint) _mm256_movemask_ps (_mm256_cmp_ps (_mm256_load_ps (values + 8), limit, _CMP_LE_OQ)) << 8;
}

#endif

static guint
find_within_plain (const float *values, float most)
{
  guint bits = 0;

  for (guint lane = 0; lane < LANES; lane++)
    bits |= (guint) (values[lane] <= most) << lane;

  return bits;
}

static gboolean
has_avx2 (void)
{
#ifdef __x86_64__
  return __builtin_cpu_supports ("avx2") && __builtin_cpu_supports ("fma");
#else
  return FALSE;
#endif
}

const char *
bench_knn_sweep_get_name (void)
{
  return has_avx2 () ? "AVX2" : "plain C";
}

/* ---- the sweep ---- */

static void
draw_in (Query *query, guint k)
{
  const VtKnnFilter *filter = vt_knn_filter_choose ();
  float most = filter->find_kth (query->pool.squared, query->pool.n, k, INFINITY);

  most += ROOM * (most + query->rest);
  vt_knn_pool_keep (&query->pool, filter, most);
  query->bound = most - query->rest;
}

static void
take (Query *query, const float *values, guint bits, gsize first, guint k)
{
  vt_knn_pool_grow (&query->pool, LANES);
  for (; bits != 0; bits &= bits - 1)
    {
      guint lane = (guint) __builtin_ctz (bits);

      vt_knn_pool_add (&query->pool, MAX (values[lane] + query->rest, 0), (guint32) (first + lane));
    }
  if (query->pool.n >= 4 * k)
    draw_in (query, k);
}

static void
sweep_block (const BenchKnnSweep *sweep, gsize block, Query *queries, const float *minus_twice, guint k)
{
  guint f = sweep->n_features;
  gboolean fast = has_avx2 ();
  _Alignas(64) float out[TOGETHER * LANES];

  for (guint group = 0; group < TILE / TOGETHER; group++)
    for (gsize at = block * BLOCK; at < MIN ((block + 1) * BLOCK, sweep->n); at += LANES)
      {
        const float *lanes = sweep->blocks + at * (f + 1);

#ifdef __x86_64__
        if (fast)
          measure_avx2 (lanes, f, minus_twice + group * f * TOGETHER, out);
        else
#endif
          measure_plain (lanes, f, minus_twice + group * f * TOGETHER, out);
        for (guint q = 0; q < TOGETHER; q++)
          {
            Query *query = &queries[group * TOGETHER + q];
            guint bits;

#ifdef __x86_64__
            if (fast)
              bits = find_within_avx2 (out + q * LANES, query->bound);
            else
#endif
              bits = find_within_plain (out + q * LANES, query->bound);
            if (bits != 0)
              take (query, out + q * LANES, bits, at, k);
          }
      }
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const VtKnnNeighbor *one = a;
  const VtKnnNeighbor *two = b;

  if (one->squared != two->squared)
    return one->squared < two->squared ? -1 : 1;

  return (one->instance > two->instance) - (one->instance < two->instance);
}

static void
settle (const Run *run, Query *query, gsize number)
{
  guint f = run->sweep->n_features;
  const double *coordinates = run->queries + number * f;
  g_autofree VtKnnNeighbor *found = NULL;

  draw_in (query, run->k);
  found = g_new (VtKnnNeighbor, query->pool.n);
  for (guint i = 0; i < query->pool.n; i++)
    {
      const float *instance = run->sweep->instances + (gsize) query->pool.places[i] * f;
      double squared = 0;

      for (guint j = 0; j < f; j++)
        squared += (coordinates[j] - (double) instance[j]) * (coordinates[j] - (double) instance[j]);
      found[i] = (VtKnnNeighbor){ squared, query->pool.places[i] };
    }
  qsort (found, query->pool.n, sizeof *found, compare);
  run->func (run->batch, number, found, MIN (run->k, query->pool.n), run->data);
}

static void
run_tile (const Run *run, gsize first)
{
  const BenchKnnSweep *sweep = run->sweep;
  guint f = sweep->n_features;
  gsize end = MIN (first + TILE, run->n);
  g_autofree float *minus_twice = g_new0 (float, TILE *f);
  Query queries[TILE] = { 0 };

  for (gsize i = first; i < first + TILE; i++)
    {
      Query *query = &queries[i - first];

      /* Where the last tile is not full, nothing is within. */
      query->bound = i < end ? INFINITY : -INFINITY;
      for (guint j = 0; j < f && i < end; j++)
        {
          float value = (float) (run->queries[i * f + j] - sweep->center[j]);

          query->rest += value * value;
          minus_twice[((i - first) / TOGETHER * f + j) * TOGETHER + (i - first) % TOGETHER] = -2 * value;
        }
    }
  for (gsize block = 0; block < sweep->n_blocks; block++)
    sweep_block (sweep, block, queries, minus_twice, run->k);
  for (gsize i = first; i < end; i++)
    settle (run, &queries[i - first], i);
  for (guint i = 0; i < TILE; i++)
    vt_knn_pool_clear (&queries[i].pool);
}

static void
run_chunk (const VtChunk *chunk, gpointer data)
{
  for (gsize tile = chunk->begin; tile < chunk->end; tile++)
    run_tile (data, tile * TILE);
}

void
bench_knn_sweep_run (
    const BenchKnnSweep *sweep, const double *queries, gsize n, guint k, VtKnnFunc func, guint batch, gpointer data)
{
  Run run = { sweep, queries, n, k, func, batch, data };

  vt_parallel_for ((n + TILE - 1) / TILE, 1, run_chunk, &run, NULL, NULL, NULL);
}

/* The kernels in plain C, and the choice among instruction sets: the processor is asked which it has.
 *
 * All that is done for AVX2 and AVX-512 is written here once more as a reader would say it. Codes give whole numbers,
 * the same everywhere; the floats may differ in their last bits, which the margin of the search (vt-knn-scan.c) covers.
 */
#include "vt-knn-filter.h"

#include "vt-knn-filter-private.h"

#define LANES VT_KNN_LANES

static void
encode_portable (
    const float *query, const VtKnnBox *box, guint stride, guint n_pairs, guint32 *words, VtKnnBoxDistance *distance)
{
  float half = box->step / 2;
  float inverse = 2 * box->inverse;
  guint32 squares = 0;
  guint32 sum = 0;

  distance->away = distance->lost = 0;
  for (guint p = 0; p < n_pairs; p++)
    {
      words[p] = 0;
      for (guint j = 2 * p; j < 2 * p + 2; j++)
        {
          float nearest = MIN (MAX (query[j], box->low[j]), box->high[j]);
          float offset = nearest - box->low[j];
          gint32 code = (gint32) (offset * inverse + 0.5f);
          float lost = offset - (float) code * half;

          distance->away += (query[j] - nearest) * (query[j] - nearest);
          distance->lost += lost * lost;
          words[p] |= (guint32) code << (8 * (j % 2));
          squares += (guint32) (code * code);
          sum += (guint32) code;
        }
      words[p] *= 0x10001u;
    }
  words[n_pairs] = ((squares / 4 - VT_KNN_MIDDLE_CODE * sum) & 0xffff) * 0x10001u;
}

static void
sum_block (const guint8 *code, guint n_pairs, const guint32 *query, guint16 *sums)
{
  const guint16 *numbers = (const guint16 *) (gconstpointer) code;

  for (guint lane = 0; lane < LANES; lane++)
    sums[lane] = (guint16) (numbers[lane] + query[n_pairs]);
  for (guint p = 0; p < n_pairs; p++)
    {
      const gint8 *seen = (const gint8 *) code + (gsize) (p + 1) * 2 * LANES;
      gint32 one = (guint8) query[p];
      gint32 two = (guint8) (query[p] >> 8);

      for (guint lane = 0; lane < LANES; lane++)
        sums[lane] = (guint16) (sums[lane] - seen[2 * lane] * one - seen[2 * lane + 1] * two);
    }
}

static void
sum_portable (const guint8 *codes, guint n_pairs, const guint32 *query, guint n_blocks, guint16 *sums)
{
  for (guint block = 0; block < n_blocks; block++)
    sum_block (codes + block * vt_knn_filter_block_size (n_pairs), n_pairs, query, sums + block * LANES);
}

static guint
count_portable (const guint16 *sums, guint n_blocks, guint16 limit)
{
  guint n = 0;

  for (guint i = 0; i < n_blocks * LANES; i++)
    n += sums[i] <= limit;

  return n;
}

static guint
pick_portable (const guint16 *sums, guint n_blocks, guint16 least, guint16 most, guint32 first, guint32 *places)
{
  guint n = 0;

  for (guint i = 0; i < n_blocks * LANES; i++)
    {
      places[n] = first + i;
      n += sums[i] >= least && sums[i] <= most;
    }

  return n;
}

static guint
screen_portable (const guint8 *codes,
                 guint n_pairs,
                 const guint32 *query,
                 guint16 limit,
                 guint32 blocks,
                 guint32 first,
                 guint32 *places)
{
  guint n = 0;

  for (; blocks != 0; blocks &= blocks - 1)
    {
      guint block = (guint) __builtin_ctz (blocks);
      guint16 sums[LANES];

      sum_block (codes + block * vt_knn_filter_block_size (n_pairs), n_pairs, query, sums);
      for (guint lane = 0; lane < LANES; lane++)
        {
          places[n] = first + block * LANES + lane;
          n += sums[lane] <= limit;
        }
    }

  return n;
}

static guint32
bound_portable (const float *low, const float *high, guint n_features, const float *query, float limit, float *squared)
{
  guint32 bits = 0;

  for (guint lane = 0; lane < LANES; lane++)
    squared[lane] = 0;
  for (guint j = 0; j < n_features; j++, low += LANES, high += LANES)
    for (guint lane = 0; lane < LANES; lane++)
      {
        float below = low[lane] - query[j];
        float above = query[j] - high[lane];
        float away = below > above ? below : above;

        away = away > 0 ? away : 0;
        squared[lane] += away * away;
      }
  for (guint lane = 0; lane < LANES; lane++)
    bits |= (guint32) (squared[lane] <= limit) << lane;

  return bits;
}

static void
measure_portable (
    const float *rows, guint n_features, const guint32 *places, guint n, const float *query, float *squared)
{
  for (guint i = 0; i < n; i++)
    {
      const float *row = rows + (gsize) places[i] * n_features;
      float sums[VT_KNN_ROW_UNIT] = { 0 };

      for (guint j = 0; j < n_features; j++)
        sums[j % VT_KNN_ROW_UNIT] += (row[j] - query[j]) * (row[j] - query[j]);
      squared[i] = (sums[0] + sums[1]) + (sums[2] + sums[3]);
    }
}

static void
square_portable (
    const float *rows, guint n_features, const guint32 *places, guint n, const double *query, double *squared)
{
  for (guint i = 0; i < n; i++)
    {
      const float *row = rows + (gsize) places[i] * n_features;

      squared[i] = 0;
      for (guint j = 0; j < n_features; j++)
        {
          double difference = query[j] - (double) row[j];

          squared[i] += difference * difference;
        }
    }
}

const VtKnnFilter *
vt_knn_filter_get (guint index)
{
  static const VtKnnFilter portable
      = { encode_portable,          sum_portable,         count_portable,      pick_portable,
          screen_portable,          bound_portable,       measure_portable,    square_portable,
          vt_knn_find_kth_portable, vt_knn_keep_portable, vt_knn_rank_portable };
  const VtKnnFilter *filters[4] = { &portable };
  guint n = 1;

#ifdef __x86_64__
  if (__builtin_cpu_supports ("avx2") && __builtin_cpu_supports ("fma") && __builtin_cpu_supports ("bmi")
      && __builtin_cpu_supports ("popcnt"))
    {
      filters[n++] = &vt_knn_filter_avx2;
      if (__builtin_cpu_supports ("avx512f") && __builtin_cpu_supports ("avx512bw"))
        filters[n++] = &vt_knn_filter_avx512;
    }
#endif

  return index < n ? filters[index] : NULL;
}

static const VtKnnFilter *forced;

void
vt_knn_filter_force (const VtKnnFilter *filter)
{
  g_atomic_pointer_set (&forced, filter);
}

const VtKnnFilter *
vt_knn_filter_choose (void)
{
  const VtKnnFilter *best = g_atomic_pointer_get (&forced);

  if (best != NULL)
    return best;
  for (guint i = 0; vt_knn_filter_get (i) != NULL; i++)
    best = vt_knn_filter_get (i);

  return best;
}

/* The kernels for AVX-512: a block of 32 pairs of codes, or 16 floats, a register; comparisons give bits at once.
 * A query's codes, and the few that canonical distances are left for, are too few to gain by it. */
#include "vt-knn-filter-private.h"

#ifdef __x86_64__

#include <immintrin.h>

#define LANES VT_KNN_LANES
#define AVX512 __attribute__ ((target ("avx2,fma,bmi,popcnt,avx512f,avx512bw")))

AVX512 static inline __m512i
sum_block (const guint8 *code, guint n_pairs, const guint32 *query)
{
  __m512i sums = _mm512_add_epi16 (_mm512_set1_epi32 ((int) query[n_pairs]), _mm512_load_si512 (code));

#pragma GCC unroll 3
  for (guint p = 0; p < n_pairs; p++)
    {
      const __m512i q = _mm512_set1_epi32 ((int) query[p]);

      sums = _mm512_sub_epi16 (sums, _mm512_maddubs_epi16 (q, _mm512_load_si512 (code + (p + 1) * 2 * LANES)));
    }

  return sums;
}

AVX512 static void
sum_avx512 (const guint8 *codes, guint n_pairs, const guint32 *query, guint n_blocks, guint16 *sums)
{
  for (guint block = 0; block < n_blocks; block++)
    _mm512_store_si512 (sums + block * LANES,
                        sum_block (codes + block * vt_knn_filter_block_size (n_pairs), n_pairs, query));
}

AVX512 static guint
count_avx512 (const guint16 *sums, guint n_blocks, guint16 limit)
{
  const __m512i most = _mm512_set1_epi16 ((short) limit);
  guint n = 0;

  for (guint block = 0; block < n_blocks; block++)
    n += (guint) __builtin_popcount (_mm512_cmple_epu16_mask (_mm512_load_si512 (sums + block * LANES), most));

  return n;
}

AVX512 static guint
pick_avx512 (const guint16 *sums, guint n_blocks, guint16 least, guint16 most, guint32 first, guint32 *places)
{
  const __m512i from = _mm512_set1_epi16 ((short) least);
  const __m512i span = _mm512_set1_epi16 ((short) (most - least));
  guint32 starts[LANES];
  guint32 hits[LANES];
  guint n_alive = 0;

  for (guint block = 0; block < n_blocks; block++)
    {
      __m512i above = _mm512_sub_epi16 (_mm512_load_si512 (sums + block * LANES), from);

      /* What is less than the least wraps around, and is more than the span. */
      hits[n_alive] = _mm512_cmple_epu16_mask (above, span);
      starts[n_alive] = first + block * LANES;
      n_alive += hits[n_alive] != 0;
    }

  return vt_knn_filter_emit (starts, hits, n_alive, places);
}

AVX512 static guint
screen_avx512 (const guint8 *codes,
               guint n_pairs,
               const guint32 *query,
               guint16 limit,
               guint32 blocks,
               guint32 first,
               guint32 *places)
{
  const __m512i most = _mm512_set1_epi16 ((short) limit);
  guint32 starts[LANES];
  guint32 hits[LANES];
  guint n_alive = 0;

  for (; blocks != 0; blocks &= blocks - 1)
    {
      guint block = (guint) __builtin_ctz (blocks);
      __m512i sums = sum_block (codes + block * vt_knn_filter_block_size (n_pairs), n_pairs, query);

      hits[n_alive] = _mm512_cmple_epu16_mask (sums, most);
      starts[n_alive] = first + block * LANES;
      n_alive += hits[n_alive] != 0;
    }

  return vt_knn_filter_emit (starts, hits, n_alive, places);
}

AVX512 static guint32
bound_avx512 (const float *low, const float *high, guint n_features, const float *query, float limit, float *squared)
{
  const __m512 most = _mm512_set1_ps (limit);
  const __m512 zero = _mm512_setzero_ps ();
  __m512 sums[2] = { zero, zero };

  for (guint j = 0; j < n_features; j++, low += LANES, high += LANES)
    {
      const __m512 q = _mm512_set1_ps (query[j]);

      for (guint part = 0; part < 2; part++)
        {
          __m512 below = _mm512_sub_ps (_mm512_load_ps (low + 16 * part), q);
          __m512 above = _mm512_sub_ps (q, _mm512_load_ps (high + 16 * part));
          __m512 away = _mm512_max_ps (_mm512_max_ps (below, above), zero);

          sums[part] = _mm512_fmadd_ps (away, away, sums[part]);
        }
    }
  _mm512_store_ps (squared, sums[0]);
  _mm512_store_ps (squared + 16, sums[1]);

  return (guint32) _mm512_cmp_ps_mask (sums[0], most, _CMP_LE_OQ)
         | (guint32) _mm512_cmp_ps_mask (sums[1], most, _CMP_LE_OQ) << 16;
}

AVX512 static void
measure_avx512 (const float *rows, guint n_features, const guint32 *places, guint n, const float *query, float *squared)
{
  for (guint i = 0; i < n; i++)
    {
      const float *row = rows + (gsize) places[i] * n_features;
      __m512 sum = _mm512_setzero_ps ();

      for (guint j = 0; j < n_features; j += 16)
        {
          /* What lies beyond the row is not read. */
          __mmask16 within = (__mmask16) (n_features - j >= 16 ? 0xffff : (1u << (n_features - j)) - 1);
          __m512 difference
              = _mm512_sub_ps (_mm512_maskz_loadu_ps (within, row + j), _mm512_maskz_loadu_ps (within, query + j));

          sum = _mm512_fmadd_ps (difference, difference, sum);
        }
      squared[i] = _mm512_reduce_add_ps (sum);
    }
}

const VtKnnFilter vt_knn_filter_avx512
    = { vt_knn_encode_avx2, sum_avx512,         count_avx512,         pick_avx512,      screen_avx512,   bound_avx512,
        measure_avx512,     vt_knn_square_avx2, vt_knn_find_kth_avx2, vt_knn_keep_avx2, vt_knn_rank_avx2 };

#endif

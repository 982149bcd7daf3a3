/* The float kernels of the neighbour search.
 *
 * s² = Σ_j (x_j − q_j)² for the 32 instances of a block, and Σ_j max (l_j − q_j, q_j − h_j, 0)² for 32 boxes: three to
 * five flops a feature and lane, no branch. Written once in plain C and again for AVX2 and AVX-512, since compilers
 * keep neither the sums in registers nor the comparison in one instruction; the processor is asked which it has. The
 * results may differ in the last bits: the margin of the search (vt-knn.c) covers that.
 */
#include "vt-knn-filter.h"

#define LANES VT_KNN_LANES

static guint32
measure_portable (const float *block, guint n_features, const float *query, float limit, float *squared)
{
  guint32 bits = 0;

  for (guint lane = 0; lane < LANES; lane++)
    squared[lane] = 0;
  for (guint j = 0; j < n_features; j++, block += LANES)
    for (guint lane = 0; lane < LANES; lane++)
      squared[lane] += (block[lane] - query[j]) * (block[lane] - query[j]);
  for (guint lane = 0; lane < LANES; lane++)
    bits |= (guint32) (squared[lane] <= limit) << lane;

  return bits;
}

static void
bound_portable (const float *low, const float *high, guint n_features, const float *query, float *squared)
{
  for (guint lane = 0; lane < LANES; lane++)
    squared[lane] = 0;
  for (guint j = 0; j < n_features; j++, low += LANES, high += LANES)
    for (guint lane = 0; lane < LANES; lane++)
      {
        float below = low[lane] - query[j];
        float above = query[j] - high[lane];
        float outside = below > above ? below : above;

        outside = outside > 0 ? outside : 0;
        squared[lane] += outside * outside;
      }
}

#ifdef __x86_64__

#include <immintrin.h>

__attribute__ ((target ("avx2,fma"))) static guint32
measure_avx2 (const float *block, guint n_features, const float *query, float limit, float *squared)
{
  const __m256 most = _mm256_set1_ps (limit);
  __m256 sums[4] = { _mm256_setzero_ps (), _mm256_setzero_ps (), _mm256_setzero_ps (), _mm256_setzero_ps () };
  guint32 bits = 0;

  for (guint j = 0; j < n_features; j++, block += LANES)
    {
      const __m256 q = _mm256_broadcast_ss (query + j);

      for (guint part = 0; part < 4; part++)
        {
          __m256 difference = _mm256_sub_ps (_mm256_load_ps (block + 8 * part), q);

          sums[part] = _mm256_fmadd_ps (difference, difference, sums[part]);
        }
    }
  for (guint part = 0; part < 4; part++)
    {
      _mm256_store_ps (squared + 8 * part, sums[part]);
      bits |= (guint32) _mm256_movemask_ps (_mm256_cmp_ps (sums[part], most, _CMP_LE_OQ)) << (8 * part);
    }

  return bits;
}

__attribute__ ((target ("avx2,fma"))) static void
bound_avx2 (const float *low, const float *high, guint n_features, const float *query, float *squared)
{
  const __m256 zero = _mm256_setzero_ps ();
  __m256 sums[4] = { zero, zero, zero, zero };

  for (guint j = 0; j < n_features; j++, low += LANES, high += LANES)
    {
      const __m256 q = _mm256_broadcast_ss (query + j);

      for (guint part = 0; part < 4; part++)
        {
          __m256 below = _mm256_sub_ps (_mm256_load_ps (low + 8 * part), q);
          __m256 above = _mm256_sub_ps (q, _mm256_load_ps (high + 8 * part));
          __m256 outside = _mm256_max_ps (_mm256_max_ps (below, above), zero);

          sums[part] = _mm256_fmadd_ps (outside, outside, sums[part]);
        }
    }
  for (guint part = 0; part < 4; part++)
    _mm256_store_ps (squared + 8 * part, sums[part]);
}

__attribute__ ((target ("avx512f"))) static guint32
measure_avx512 (const float *block, guint n_features, const float *query, float limit, float *squared)
{
  const __m512 most = _mm512_set1_ps (limit);
  __m512 left = _mm512_setzero_ps ();
  __m512 right = _mm512_setzero_ps ();

  for (guint j = 0; j < n_features; j++, block += LANES)
    {
      const __m512 q = _mm512_set1_ps (query[j]);
      __m512 one = _mm512_sub_ps (_mm512_load_ps (block), q);
      __m512 two = _mm512_sub_ps (_mm512_load_ps (block + 16), q);

      left = _mm512_fmadd_ps (one, one, left);
      right = _mm512_fmadd_ps (two, two, right);
    }
  _mm512_store_ps (squared, left);
  _mm512_store_ps (squared + 16, right);

  return (guint32) _mm512_cmp_ps_mask (left, most, _CMP_LE_OQ)
         | (guint32) _mm512_cmp_ps_mask (right, most, _CMP_LE_OQ) << 16;
}

__attribute__ ((target ("avx512f"))) static void
bound_avx512 (const float *low, const float *high, guint n_features, const float *query, float *squared)
{
  const __m512 zero = _mm512_setzero_ps ();
  __m512 sums[2] = { zero, zero };

  for (guint j = 0; j < n_features; j++, low += LANES, high += LANES)
    {
      const __m512 q = _mm512_set1_ps (query[j]);

      for (guint part = 0; part < 2; part++)
        {
          __m512 below = _mm512_sub_ps (_mm512_load_ps (low + 16 * part), q);
          __m512 above = _mm512_sub_ps (q, _mm512_load_ps (high + 16 * part));
          __m512 outside = _mm512_max_ps (_mm512_max_ps (below, above), zero);

          sums[part] = _mm512_fmadd_ps (outside, outside, sums[part]);
        }
    }
  _mm512_store_ps (squared, sums[0]);
  _mm512_store_ps (squared + 16, sums[1]);
}

#endif

const VtKnnFilter *
vt_knn_filter_get (guint index)
{
  static const VtKnnFilter portable = { measure_portable, bound_portable };
  const VtKnnFilter *filters[4] = { &portable };
  guint n = 1;

#ifdef __x86_64__
  static const VtKnnFilter avx2 = { measure_avx2, bound_avx2 };
  static const VtKnnFilter avx512 = { measure_avx512, bound_avx512 };

  if (__builtin_cpu_supports ("avx2") && __builtin_cpu_supports ("fma"))
    filters[n++] = &avx2;
  if (__builtin_cpu_supports ("avx512f"))
    filters[n++] = &avx512;
#endif

  return index < n ? filters[index] : NULL;
}

const VtKnnFilter *
vt_knn_filter_choose (void)
{
  const VtKnnFilter *best = vt_knn_filter_get (0);

  for (guint i = 1; vt_knn_filter_get (i) != NULL; i++)
    best = vt_knn_filter_get (i);

  return best;
}

/* The float sweep.
 *
 * Computes s² = Σ_j (x_j − q_j)² for 32 instances at a time: 3 flops a feature and lane, no branch. Written once in plain
 * C and again for AVX2 and AVX-512, since compilers keep neither the sums in registers nor the comparison in one
 * instruction; the processor is asked which it has. The results may differ in the last bits: the margin of the
 * search (vt-knn.c) covers that.
 */
#include "vt-knn-filter.h"

#define LANES VT_KNN_LANES

static void
filter_portable (const float *blocks, gsize n_blocks, guint n_features, const float *query, float bound, float *squared, guint32 *hits)
{
  for (gsize b = 0; b < n_blocks; b++)
    {
      float *sums = squared + b * LANES;
      guint32 bits = 0;

      for (guint lane = 0; lane < LANES; lane++)
        sums[lane] = 0;
      for (guint j = 0; j < n_features; j++)
        {
          const float *feature = blocks + (b * n_features + j) * LANES;

          for (guint lane = 0; lane < LANES; lane++)
            sums[lane] += (feature[lane] - query[j]) * (feature[lane] - query[j]);
        }
      for (guint lane = 0; lane < LANES; lane++)
        bits |= (guint32) (sums[lane] <= bound) << lane;
      hits[b] = bits;
    }
}

#ifdef __x86_64__

#include <immintrin.h>

__attribute__ ((target ("avx2,fma"))) static void
filter_avx2 (const float *blocks, gsize n_blocks, guint n_features, const float *query, float bound, float *squared, guint32 *hits)
{
  const __m256 limit = _mm256_set1_ps (bound);

  for (gsize b = 0; b < n_blocks; b++)
    {
      const float *feature = blocks + b * n_features * LANES;
      __m256 sums[4] = { _mm256_setzero_ps (), _mm256_setzero_ps (), _mm256_setzero_ps (), _mm256_setzero_ps () };
      guint32 bits = 0;

      for (guint j = 0; j < n_features; j++, feature += LANES)
        {
          const __m256 q = _mm256_broadcast_ss (query + j);

          for (guint part = 0; part < 4; part++)
            {
              __m256 difference = _mm256_sub_ps (_mm256_load_ps (feature + 8 * part), q);

              sums[part] = _mm256_fmadd_ps (difference, difference, sums[part]);
            }
        }
      for (guint part = 0; part < 4; part++)
        {
          __m256 within = _mm256_cmp_ps (sums[part], limit, _CMP_LE_OQ);

          _mm256_store_ps (squared + b * LANES + 8 * part, sums[part]);
          bits |= (guint32) _mm256_movemask_ps (within) << (8 * part);
        }
      hits[b] = bits;
    }
}

__attribute__ ((target ("avx512f"))) static void
filter_avx512 (const float *blocks, gsize n_blocks, guint n_features, const float *query, float bound, float *squared, guint32 *hits)
{
  const __m512 limit = _mm512_set1_ps (bound);

  for (gsize b = 0; b < n_blocks; b++)
    {
      const float *feature = blocks + b * n_features * LANES;
      __m512 low = _mm512_setzero_ps ();
      __m512 high = _mm512_setzero_ps ();

      for (guint j = 0; j < n_features; j++, feature += LANES)
        {
          const __m512 q = _mm512_set1_ps (query[j]);
          __m512 one = _mm512_sub_ps (_mm512_load_ps (feature), q);
          __m512 two = _mm512_sub_ps (_mm512_load_ps (feature + 16), q);

          low = _mm512_fmadd_ps (one, one, low);
          high = _mm512_fmadd_ps (two, two, high);
        }
      _mm512_store_ps (squared + b * LANES, low);
      _mm512_store_ps (squared + b * LANES + 16, high);
      hits[b] = (guint32) _mm512_cmp_ps_mask (low, limit, _CMP_LE_OQ)
                | (guint32) _mm512_cmp_ps_mask (high, limit, _CMP_LE_OQ) << 16;
    }
}

#endif

VtKnnFilter
vt_knn_filter_get (guint index)
{
  VtKnnFilter filters[4] = { filter_portable };
  guint n = 1;

#ifdef __x86_64__
  if (__builtin_cpu_supports ("avx2") && __builtin_cpu_supports ("fma"))
    filters[n++] = filter_avx2;
  if (__builtin_cpu_supports ("avx512f"))
    filters[n++] = filter_avx512;
#endif

  return index < n ? filters[index] : NULL;
}

VtKnnFilter
vt_knn_filter_choose (void)
{
  VtKnnFilter best = vt_knn_filter_get (0);

  for (guint i = 1; vt_knn_filter_get (i) != NULL; i++)
    best = vt_knn_filter_get (i);

  return best;
}

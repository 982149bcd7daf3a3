/* The kernels of ReliefF.
 *
 * Σ_j |x_j − q_j| over bytes is one instruction for eight of them (psadbw), so that a block of 32 instances with 16
 * coarse bytes each costs 16 of these. Written once in plain C and again for AVX2; the processor is asked which it
 * has. Sums of bytes are integers that do not overflow, and those in double are rounded in one order: the versions
 * cannot differ.
 */
#include "vt-relieff-filter.h"

#include <math.h>
#include <stdlib.h>

#define LANES VT_RELIEFF_LANES

static guint32
coarse_portable (const guint8 *block, const guint8 *query, guint limit)
{
  guint32 bits = 0;

  for (guint lane = 0; lane < LANES; lane++)
    {
      const guint8 *first = block + vt_relieff_filter_place (lane, 0);
      const guint8 *second = block + vt_relieff_filter_place (lane, 8);
      guint sum = 0;

      for (guint byte = 0; byte < 8; byte++)
        sum += (guint) abs (first[byte] - query[byte]) + (guint) abs (second[byte] - query[8 + byte]);
      bits |= (guint32) (sum <= limit) << lane;
    }

  return bits;
}

static guint32
fine_portable (const guint8  *rows,
               guint          stride,
               const guint8  *query,
               const guint16 *errors,
               guint          limit,
               guint32        bits,
               guint         *sums)
{
  for (guint32 left = bits; left != 0; left &= left - 1)
    {
      guint lane = (guint) __builtin_ctz (left);
      const guint8 *row = rows + (gsize) lane * stride;
      guint sum = 0;

      for (guint byte = 0; byte < stride; byte++)
        sum += (guint) abs (row[byte] - query[byte]);
      sums[lane] = sum;
      if (sum > limit + errors[lane])
        bits &= ~(1u << lane);
    }

  return bits;
}

static double
measure_portable (const float *a, const float *b, const double *factors, guint n)
{
  double sums[4] = { 0 };

  for (guint j = 0; j < n; j++)
    sums[j % 4] += fabs ((double) a[j] - (double) b[j]) * factors[j];

  return (sums[0] + sums[1]) + (sums[2] + sums[3]);
}

#ifdef __x86_64__

#include <immintrin.h>

/* Sums of four instances, in the low 16 bits of each 64. */
__attribute__ ((target ("avx2"))) static inline __m256i
sum_four (const guint8 *four, __m256i first, __m256i second)
{
  const __m256i *bytes = (const __m256i *) (gconstpointer) four;

  return _mm256_add_epi64 (_mm256_sad_epu8 (_mm256_load_si256 (bytes), first),
                           _mm256_sad_epu8 (_mm256_load_si256 (bytes + 1), second));
}

/* Sums of sixteen instances: those of quarter q in the 16-bit lanes q, q + 4, q + 8, q + 12. */
__attribute__ ((target ("avx2"))) static inline __m256i
sum_sixteen (const guint8 *sixteen, __m256i first, __m256i second)
{
  __m256i even = _mm256_or_si256 (sum_four (sixteen, first, second),
                                  _mm256_slli_epi64 (sum_four (sixteen + 128, first, second), 32));
  __m256i odd = _mm256_or_si256 (sum_four (sixteen + 64, first, second),
                                 _mm256_slli_epi64 (sum_four (sixteen + 192, first, second), 32));

  return _mm256_or_si256 (even, _mm256_slli_epi64 (odd, 16));
}

__attribute__ ((target ("avx2"))) static guint32
coarse_avx2 (const guint8 *block, const guint8 *query, guint limit)
{
  const __m128i bytes = _mm_loadu_si128 ((const __m128i *) (gconstpointer) query);
  const __m256i first = _mm256_broadcastq_epi64 (bytes);
  const __m256i second = _mm256_broadcastq_epi64 (_mm_unpackhi_epi64 (bytes, bytes));
  const __m256i beyond = _mm256_set1_epi16 ((gint16) (limit + 1));
  __m256i low = _mm256_cmpgt_epi16 (beyond, sum_sixteen (block, first, second));
  __m256i high = _mm256_cmpgt_epi16 (beyond, sum_sixteen (block + 256, first, second));

  return (guint32) _mm256_movemask_epi8 (_mm256_packs_epi16 (low, high));
}

__attribute__ ((target ("avx2"))) static guint32
fine_avx2 (const guint8  *rows,
           guint          stride,
           const guint8  *query,
           const guint16 *errors,
           guint          limit,
           guint32        bits,
           guint         *sums)
{
  for (guint32 left = bits; left != 0; left &= left - 1)
    {
      guint lane = (guint) __builtin_ctz (left);
      const guint8 *row = rows + (gsize) lane * stride;
      __m256i quarters = _mm256_setzero_si256 ();
      __m128i halves;
      guint sum;

      for (guint byte = 0; byte < stride; byte += 32)
        quarters = _mm256_add_epi64 (
            quarters, _mm256_sad_epu8 (_mm256_load_si256 ((const __m256i *) (gconstpointer) (row + byte)),
                                       _mm256_load_si256 ((const __m256i *) (gconstpointer) (query + byte))));
      halves = _mm_add_epi64 (_mm256_castsi256_si128 (quarters), _mm256_extracti128_si256 (quarters, 1));
      sum = (guint) _mm_cvtsi128_si32 (_mm_add_epi64 (halves, _mm_unpackhi_epi64 (halves, halves)));
      sums[lane] = sum;
      bits ^= (guint32) (sum > limit + errors[lane]) << lane;
    }

  return bits;
}

__attribute__ ((target ("avx2"))) static double
measure_avx2 (const float *a, const float *b, const double *factors, guint n)
{
  const __m256d sign = _mm256_set1_pd (-0.0);
  __m256d quarters = _mm256_setzero_pd ();
  double sums[4];
  guint j = 0;

  for (; j + 4 <= n; j += 4)
    {
      __m256d difference =
          _mm256_sub_pd (_mm256_cvtps_pd (_mm_loadu_ps (a + j)), _mm256_cvtps_pd (_mm_loadu_ps (b + j)));

      quarters = _mm256_add_pd (quarters,
                                _mm256_mul_pd (_mm256_andnot_pd (sign, difference), _mm256_loadu_pd (factors + j)));
    }
  _mm256_storeu_pd (sums, quarters);
  for (; j < n; j++)
    sums[j % 4] += fabs ((double) a[j] - (double) b[j]) * factors[j];

  return (sums[0] + sums[1]) + (sums[2] + sums[3]);
}

#endif

const VtReliefFFilter *
vt_relieff_filter_get (guint index)
{
  static const VtReliefFFilter portable = { coarse_portable, fine_portable, measure_portable };
  const VtReliefFFilter *filters[2] = { &portable };
  guint n = 1;

#ifdef __x86_64__
  static const VtReliefFFilter avx2 = { coarse_avx2, fine_avx2, measure_avx2 };

  if (__builtin_cpu_supports ("avx2"))
    filters[n++] = &avx2;
#endif

  return index < n ? filters[index] : NULL;
}

const VtReliefFFilter *
vt_relieff_filter_choose (void)
{
  const VtReliefFFilter *best = vt_relieff_filter_get (0);

  for (guint i = 1; vt_relieff_filter_get (i) != NULL; i++)
    best = vt_relieff_filter_get (i);

  return best;
}

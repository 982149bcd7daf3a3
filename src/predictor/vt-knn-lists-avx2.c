/* What is done with lists of distances, for AVX2: see vt-knn-lists.c. */
#include "vt-knn-filter-private.h"

#ifdef __x86_64__

#include <immintrin.h>
#include <math.h>

#define AVX2 __attribute__ ((target ("avx2,fma,bmi,popcnt")))

/* ---- the k-th smallest ---- */

/* Of eight negative counts. */
AVX2 static inline guint
add_up (__m256i counts)
{
  __m128i sum = _mm_add_epi32 (_mm256_castsi256_si128 (counts), _mm256_extracti128_si256 (counts, 1));

  sum = _mm_add_epi32 (sum, _mm_shuffle_epi32 (sum, _MM_SHUFFLE (1, 0, 3, 2)));
  sum = _mm_add_epi32 (sum, _mm_shuffle_epi32 (sum, _MM_SHUFFLE (2, 3, 0, 1)));

  return (guint) -_mm_cvtsi128_si32 (sum);
}

/* The last @n % 8 values, and then @other. */
AVX2 static inline __m256
load_rest (const float *values, guint n, float other)
{
  const __m256i lanes = _mm256_setr_epi32 (0, 1, 2, 3, 4, 5, 6, 7);
  const __m256i present = _mm256_cmpgt_epi32 (_mm256_set1_epi32 ((int) (n % 8)), lanes);

  return _mm256_blendv_ps (_mm256_set1_ps (other), _mm256_maskload_ps (values + n / 8 * 8, present),
                           _mm256_castsi256_ps (present));
}

AVX2 static float
find_largest (const float *values, guint n)
{
  __m256 eight = load_rest (values, n, 0);
  __m128 four;

  for (guint i = 0; i + 8 <= n; i += 8)
    eight = _mm256_max_ps (eight, _mm256_loadu_ps (values + i));
  four = _mm_max_ps (_mm256_castps256_ps128 (eight), _mm256_extractf128_ps (eight, 1));
  four = _mm_max_ps (four, _mm_shuffle_ps (four, four, _MM_SHUFFLE (1, 0, 3, 2)));

  return _mm_cvtss_f32 (_mm_max_ps (four, _mm_movehdup_ps (four)));
}

/* What is within is −1. */
AVX2 static inline __m256i
find_within (__m256 values, __m256 mark)
{
  return _mm256_castps_si256 (_mm256_cmp_ps (values, mark, _CMP_LE_OQ));
}

AVX2 float
vt_knn_find_kth_avx2 (const float *squared, guint n, guint k, float most)
{
  const __m256 rest = load_rest (squared, n, NAN);
  float low = 0;
  float high = most < G_MAXFLOAT ? most : find_largest (squared, n);

  for (guint pass = 0; pass < VT_KNN_KTH_PASSES; pass++)
    {
      const float quarter = (high - low) / 4;
      const __m256 one = _mm256_set1_ps (low + quarter);
      const __m256 two = _mm256_set1_ps (low + 2 * quarter);
      const __m256 three = _mm256_set1_ps (low + 3 * quarter);
      __m256i first = find_within (rest, one);
      __m256i second = find_within (rest, two);
      __m256i third = find_within (rest, three);
      guint passed;

      for (guint i = 0; i + 8 <= n; i += 8)
        {
          __m256 values = _mm256_loadu_ps (squared + i);

          first = _mm256_add_epi32 (first, find_within (values, one));
          second = _mm256_add_epi32 (second, find_within (values, two));
          third = _mm256_add_epi32 (third, find_within (values, three));
        }
      passed = (add_up (first) < k) + (add_up (second) < k) + (add_up (third) < k);
      high = passed == 3 ? high : low + (float) (passed + 1) * quarter;
      low = low + (float) passed * quarter;
    }

  return high;
}

/* ---- what is kept ---- */

AVX2 guint
vt_knn_keep_avx2 (const float *squared, const guint32 *places, guint n, float most, float *kept, guint32 *kept_places)
{
  /* The lanes of a mask of four, the lowest first. */
  static const guint32 lanes[16][4]
      = { { 0 }, { 0 },    { 1 },    { 0, 1 },    { 2 },    { 0, 2 },    { 1, 2 },    { 0, 1, 2 },
          { 3 }, { 0, 3 }, { 1, 3 }, { 0, 1, 3 }, { 2, 3 }, { 0, 2, 3 }, { 1, 2, 3 }, { 0, 1, 2, 3 } };
  const __m128 limit = _mm_set1_ps (most);
  guint end = 0;

  for (guint i = 0; i < n; i += 4)
    {
      __m128 values = _mm_loadu_ps (squared + i);
      __m128i numbers = _mm_loadu_si128 ((const __m128i *) (gconstpointer) (places + i));
      guint mask = (guint) _mm_movemask_ps (_mm_cmple_ps (values, limit));
      __m128i order;

      mask &= n - i >= 4 ? 0xf : (1u << (n - i)) - 1;
      order = _mm_loadu_si128 ((const __m128i *) (gconstpointer) lanes[mask]);
      _mm_storeu_ps (kept + end, _mm_permutevar_ps (values, order));
      _mm_storeu_ps ((float *) (gpointer) (kept_places + end), _mm_permutevar_ps (_mm_castsi128_ps (numbers), order));
      end += (guint) __builtin_popcount (mask);
    }

  return end;
}

/* ---- ranks ---- */

/* Sixteen beside each other, counted down. */
AVX2 void
vt_knn_rank_avx2 (const gint32 *keys, guint n, gint32 *ranks)
{
  for (guint i = 0; i < n; i += 16)
    {
      const __m256i *mine = (const __m256i *) (gconstpointer) (keys + i);
      const __m256i left = _mm256_loadu_si256 (mine);
      const __m256i right = _mm256_loadu_si256 (mine + 1);
      __m256i left_rank = _mm256_setzero_si256 ();
      __m256i right_rank = _mm256_setzero_si256 ();

      for (guint j = 0; j < n; j++)
        {
          const __m256i key = _mm256_set1_epi32 (keys[j]);

          left_rank = _mm256_sub_epi32 (left_rank, _mm256_cmpgt_epi32 (left, key));
          right_rank = _mm256_sub_epi32 (right_rank, _mm256_cmpgt_epi32 (right, key));
        }
      _mm256_storeu_si256 ((__m256i *) (gpointer) (ranks + i), left_rank);
      _mm256_storeu_si256 ((__m256i *) (gpointer) (ranks + i + 8), right_rank);
    }
}

#endif

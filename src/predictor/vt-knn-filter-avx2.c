/* The kernels for AVX2: 16 pairs of codes, or 8 floats, a register.
 *
 * Pairs are multiplied and summed by one instruction (vpmaddubsw: |c q + c′ q′| ≤ 2·64·254 < 2¹⁵) and subtracted by
 * another, for 16 instances and two coordinates. It wants the signed factor last, which may lie in memory: so it is the
 * instances' that has a sign.
 */
#include "vt-knn-filter-private.h"

#ifdef __x86_64__

#include <immintrin.h>

#define LANES VT_KNN_LANES
#define MAX_PAIRS 512
#define AVX2 __attribute__ ((target ("avx2,fma,bmi,popcnt")))
#define ALWAYS_INLINE static inline __attribute__ ((always_inline))

/* A bit for each of 32 sums within the limit. */
AVX2 static inline guint32
compare (__m256i left, __m256i right, __m256i limit)
{
  /* What is left of a sum beyond the limit: packing saturates, and keeps zero apart from all else. It works within
   * halves of registers: the quarters are put in order again. */
  __m256i beyond = _mm256_packs_epi16 (_mm256_subs_epu16 (left, limit), _mm256_subs_epu16 (right, limit));

  beyond = _mm256_permute4x64_epi64 (beyond, 0xd8);

  return (guint32) _mm256_movemask_epi8 (_mm256_cmpeq_epi8 (beyond, _mm256_setzero_si256 ()));
}

/* Coordinates by four: those that fill up a row are zero and count for nothing. */
AVX2 void
vt_knn_encode_avx2 (
    const float *query, const VtKnnBox *box, guint stride, guint n_pairs, guint32 *words, VtKnnBoxDistance *distance)
{
  /* Four codes, each a word's lowest byte, to two pairs, each twice. */
  const __m128i twice = _mm_setr_epi8 (0, 4, 0, 4, 8, 12, 8, 12, -1, -1, -1, -1, -1, -1, -1, -1);
  const __m128 step = _mm_set1_ps (box->step / 2);
  const __m128 inverse = _mm_set1_ps (2 * box->inverse);
  __m128 away = _mm_setzero_ps ();
  __m128 lost = _mm_setzero_ps ();
  __m128i rest = _mm_setzero_si128 ();

  for (guint j = 0; j < stride; j += 4)
    {
      __m128 value = _mm_load_ps (query + j);
      __m128 low = _mm_load_ps (box->low + j);
      __m128 nearest = _mm_min_ps (_mm_max_ps (value, low), _mm_load_ps (box->high + j));
      __m128 offset = _mm_sub_ps (nearest, low);
      __m128i code = _mm_cvtps_epi32 (_mm_mul_ps (offset, inverse));
      __m128 left = _mm_fnmadd_ps (_mm_cvtepi32_ps (code), step, offset);
      __m128 beyond = _mm_sub_ps (value, nearest);
      __m128i less = _mm_sub_epi32 (code, _mm_set1_epi32 (4 * VT_KNN_MIDDLE_CODE));

      away = _mm_fmadd_ps (beyond, beyond, away);
      lost = _mm_fmadd_ps (left, left, lost);
      rest = _mm_add_epi32 (rest, _mm_madd_epi16 (code, less));
      _mm_storel_epi64 ((__m128i *) (gpointer) (words + j / 2), _mm_shuffle_epi8 (code, twice));
    }
  away = _mm_hadd_ps (away, lost);
  away = _mm_hadd_ps (away, away);
  distance->away = _mm_cvtss_f32 (away);
  distance->lost = _mm_cvtss_f32 (_mm_movehdup_ps (away));
  rest = _mm_hadd_epi32 (rest, rest);
  rest = _mm_srai_epi32 (_mm_hadd_epi32 (rest, rest), 2);
  words[n_pairs] = ((guint32) _mm_cvtsi128_si32 (rest) & 0xffff) * 0x10001u;
}

/* A query's pairs, each in all lanes, and what is shared. */
AVX2 ALWAYS_INLINE void
spread (const guint32 *query, const guint n_pairs, __m256i *words)
{
#pragma GCC unroll 16
  for (guint p = 0; p <= n_pairs; p++)
    words[p] = _mm256_set1_epi32 ((int) query[p]);
}

AVX2 ALWAYS_INLINE void
sum_block (const guint8 *code, const guint n_pairs, const __m256i *words, __m256i sums[2])
{
  const __m256i *numbers = (const __m256i *) (gconstpointer) code;
  const __m256i *lanes = numbers + 2;
  __m256i left = _mm256_add_epi16 (words[n_pairs], _mm256_load_si256 (numbers));
  __m256i right = _mm256_add_epi16 (words[n_pairs], _mm256_load_si256 (numbers + 1));

#pragma GCC unroll 16
  for (guint p = 0; p < n_pairs; p++)
    {
      left = _mm256_sub_epi16 (left, _mm256_maddubs_epi16 (words[p], _mm256_load_si256 (lanes + 2 * p)));
      right = _mm256_sub_epi16 (right, _mm256_maddubs_epi16 (words[p], _mm256_load_si256 (lanes + 2 * p + 1)));
      /* One after the other: a tree of sums would want more registers than there are. */
      __asm__("" : "+x"(left), "+x"(right));
    }
  sums[0] = left;
  sums[1] = right;
}

AVX2 static void
sum_avx2 (const guint8 *codes, guint n_pairs, const guint32 *query, guint n_blocks, guint16 *sums)
{
  __m256i words[MAX_PAIRS + 1];

  spread (query, n_pairs, words);
  for (guint block = 0; block < n_blocks; block++)
    sum_block (codes + block * vt_knn_filter_block_size (n_pairs), n_pairs, words,
               (__m256i *) (gpointer) sums + 2 * block);
}

AVX2 static guint
count_avx2 (const guint16 *sums, guint n_blocks, guint16 limit)
{
  const __m256i *lanes = (const __m256i *) (gconstpointer) sums;
  const __m256i most = _mm256_set1_epi16 ((short) limit);
  const __m256i zero = _mm256_setzero_si256 ();
  __m256i counts = zero;

  /* What is within is −1; the counts of 16 lanes stay small. */
  for (guint i = 0; i < 2 * n_blocks; i++)
    counts = _mm256_sub_epi16 (counts, _mm256_cmpeq_epi16 (_mm256_subs_epu16 (lanes[i], most), zero));
  counts = _mm256_madd_epi16 (counts, _mm256_set1_epi16 (1));
  counts = _mm256_hadd_epi32 (counts, counts);
  counts = _mm256_hadd_epi32 (counts, counts);

  return (guint) _mm256_extract_epi32 (counts, 0) + (guint) _mm256_extract_epi32 (counts, 4);
}

AVX2 static guint
pick_avx2 (const guint16 *sums, guint n_blocks, guint16 least, guint16 most, guint32 first, guint32 *places)
{
  const __m256i *lanes = (const __m256i *) (gconstpointer) sums;
  const __m256i from = _mm256_set1_epi16 ((short) least);
  const __m256i span = _mm256_set1_epi16 ((short) (most - least));
  guint32 starts[LANES];
  guint32 hits[LANES];
  guint n_alive = 0;

  for (guint block = 0; block < n_blocks; block++)
    {
      /* What is less than the least wraps around, and is more than the span. */
      hits[n_alive]
          = compare (_mm256_sub_epi16 (lanes[2 * block], from), _mm256_sub_epi16 (lanes[2 * block + 1], from), span);
      starts[n_alive] = first + block * LANES;
      n_alive += hits[n_alive] != 0;
    }

  return vt_knn_filter_emit (starts, hits, n_alive, places);
}

AVX2 ALWAYS_INLINE guint
screen_pairs (const guint8 *codes,
              const guint n_pairs,
              const guint32 *query,
              guint16 limit,
              guint32 blocks,
              guint32 first,
              guint32 *places)
{
  const __m256i most = _mm256_set1_epi16 ((short) limit);
  __m256i words[MAX_PAIRS + 1];
  guint32 starts[LANES];
  guint32 hits[LANES];
  guint n_alive = 0;

  spread (query, n_pairs, words);
  for (; blocks != 0; blocks &= blocks - 1)
    {
      guint block = (guint) __builtin_ctz (blocks);
      __m256i sums[2];

      sum_block (codes + block * vt_knn_filter_block_size (n_pairs), n_pairs, words, sums);
      hits[n_alive] = compare (sums[0], sums[1], most);
      starts[n_alive] = first + block * LANES;
      n_alive += hits[n_alive] != 0;
    }

  return vt_knn_filter_emit (starts, hits, n_alive, places);
}

/* Most of the search's time is spent here: the 17 long lags and the 24 short ones have code of their own; more would not
 * stay in registers. */
AVX2 static guint
screen_avx2 (const guint8 *codes,
             guint n_pairs,
             const guint32 *query,
             guint16 limit,
             guint32 blocks,
             guint32 first,
             guint32 *places)
{
  switch (n_pairs)
    {
    case 9:
      return screen_pairs (codes, 9, query, limit, blocks, first, places);
    case 12:
      return screen_pairs (codes, 12, query, limit, blocks, first, places);
    default:
      return screen_pairs (codes, n_pairs, query, limit, blocks, first, places);
    }
}

AVX2 static guint32
bound_avx2 (const float *low, const float *high, guint n_features, const float *query, float limit, float *squared)
{
  const __m256 most = _mm256_set1_ps (limit);
  const __m256 zero = _mm256_setzero_ps ();
  __m256 sums[4] = { zero, zero, zero, zero };
  guint32 bits = 0;

  for (guint j = 0; j < n_features; j++, low += LANES, high += LANES)
    {
      const __m256 q = _mm256_broadcast_ss (query + j);

      for (guint part = 0; part < 4; part++)
        {
          __m256 below = _mm256_sub_ps (_mm256_load_ps (low + 8 * part), q);
          __m256 above = _mm256_sub_ps (q, _mm256_load_ps (high + 8 * part));
          __m256 away = _mm256_max_ps (_mm256_max_ps (below, above), zero);

          sums[part] = _mm256_fmadd_ps (away, away, sums[part]);
        }
    }
  for (guint part = 0; part < 4; part++)
    {
      _mm256_store_ps (squared + 8 * part, sums[part]);
      bits |= (guint32) _mm256_movemask_ps (_mm256_cmp_ps (sums[part], most, _CMP_LE_OQ)) << (8 * part);
    }

  return bits;
}

/* Where @wanted rows begin; those beyond @n are the last one again. */
AVX2 ALWAYS_INLINE void
find_rows (const float *rows, guint n_features, const guint32 *places, guint n, const guint wanted, const float **found)
{
  for (guint i = 0; i < wanted; i++)
    found[i] = rows + (gsize) places[MIN (i, n - 1)] * n_features;
}

/* To four rows, a lane each: by eight coordinates, then the last one to seven. */
AVX2 ALWAYS_INLINE __m128
measure_four (const float *const rows[4], const guint n_features, const float *query)
{
  const guint whole = n_features / 8 * 8;
  __m256 sums[4] = { _mm256_setzero_ps (), _mm256_setzero_ps (), _mm256_setzero_ps (), _mm256_setzero_ps () };
  __m128 four;

#pragma GCC unroll 8
  for (guint j = 0; j < whole; j += 8)
    for (guint i = 0; i < 4; i++)
      {
        __m256 difference = _mm256_sub_ps (_mm256_loadu_ps (rows[i] + j), _mm256_loadu_ps (query + j));

        sums[i] = _mm256_fmadd_ps (difference, difference, sums[i]);
      }
  sums[0] = _mm256_hadd_ps (_mm256_hadd_ps (sums[0], sums[1]), _mm256_hadd_ps (sums[2], sums[3]));
  four = _mm_add_ps (_mm256_castps256_ps128 (sums[0]), _mm256_extractf128_ps (sums[0], 1));
#pragma GCC unroll 8
  for (guint j = whole; j < n_features; j++)
    {
      __m128 coordinates = _mm_setr_ps (rows[0][j], rows[1][j], rows[2][j], rows[3][j]);
      __m128 difference = _mm_sub_ps (coordinates, _mm_set1_ps (query[j]));

      four = _mm_fmadd_ps (difference, difference, four);
    }

  return four;
}

AVX2 ALWAYS_INLINE void
measure_rows (
    const float *rows, const guint n_features, const guint32 *places, guint n, const float *query, float *squared)
{
  const float *four[4];
  float last[4];
  guint begin = 0;

  for (; begin + 4 <= n; begin += 4)
    {
      find_rows (rows, n_features, places + begin, 4, 4, four);
      _mm_storeu_ps (squared + begin, measure_four (four, n_features, query));
    }
  if (begin == n)
    return;

  find_rows (rows, n_features, places + begin, n - begin, 4, four);
  _mm_storeu_ps (last, measure_four (four, n_features, query));
  for (guint i = begin; i < n; i++)
    squared[i] = last[i - begin];
}

/* The 17 long lags, the 24 short ones and all 41 have code of their own. */
AVX2 static void
measure_avx2 (const float *rows, guint n_features, const guint32 *places, guint n, const float *query, float *squared)
{
  switch (n_features)
    {
    case 17:
      measure_rows (rows, 17, places, n, query, squared);
      break;
    case 24:
      measure_rows (rows, 24, places, n, query, squared);
      break;
    case 41:
      measure_rows (rows, 41, places, n, query, squared);
      break;
    default:
      measure_rows (rows, n_features, places, n, query, squared);
    }
}

/* A lane an instance: one coordinate of the four more. No fused multiply-add: the canonical sum has none. */
AVX2 static inline __m256d
add_square (__m256d sum, double query, __m128 coordinates)
{
  __m256d difference = _mm256_sub_pd (_mm256_set1_pd (query), _mm256_cvtps_pd (coordinates));

  return _mm256_add_pd (sum, _mm256_mul_pd (difference, difference));
}

AVX2 ALWAYS_INLINE __m256d
add_four_squares (__m256d sum, const double *query, const float *const rows[4], guint j)
{
  __m128 one = _mm_loadu_ps (rows[0] + j);
  __m128 two = _mm_loadu_ps (rows[1] + j);
  __m128 three = _mm_loadu_ps (rows[2] + j);
  __m128 four = _mm_loadu_ps (rows[3] + j);

  _MM_TRANSPOSE4_PS (one, two, three, four);
  sum = add_square (sum, query[j], one);
  sum = add_square (sum, query[j + 1], two);
  sum = add_square (sum, query[j + 2], three);

  return add_square (sum, query[j + 3], four);
}

/* To eight, in two registers that need not wait for each other. */
AVX2 ALWAYS_INLINE void
square_eight (const float *const rows[8], guint n_features, const double *query, double *squared)
{
  __m256d left = _mm256_setzero_pd ();
  __m256d right = _mm256_setzero_pd ();
  guint j = 0;

  for (; j + 4 <= n_features; j += 4)
    {
      left = add_four_squares (left, query, rows, j);
      right = add_four_squares (right, query, rows + 4, j);
    }
  for (; j < n_features; j++)
    {
      left = add_square (left, query[j], _mm_setr_ps (rows[0][j], rows[1][j], rows[2][j], rows[3][j]));
      right = add_square (right, query[j], _mm_setr_ps (rows[4][j], rows[5][j], rows[6][j], rows[7][j]));
    }
  _mm256_storeu_pd (squared, left);
  _mm256_storeu_pd (squared + 4, right);
}

AVX2 void
vt_knn_square_avx2 (
    const float *rows, guint n_features, const guint32 *places, guint n, const double *query, double *squared)
{
  const float *eight[8];
  double last[8];
  guint begin = 0;

  for (; begin + 8 <= n; begin += 8)
    {
      find_rows (rows, n_features, places + begin, 8, 8, eight);
      square_eight (eight, n_features, query, squared + begin);
    }
  if (begin == n)
    return;

  find_rows (rows, n_features, places + begin, n - begin, 8, eight);
  square_eight (eight, n_features, query, last);
  for (guint i = begin; i < n; i++)
    squared[i] = last[i - begin];
}

const VtKnnFilter vt_knn_filter_avx2
    = { vt_knn_encode_avx2, sum_avx2,           count_avx2,           pick_avx2,        screen_avx2,     bound_avx2,
        measure_avx2,       vt_knn_square_avx2, vt_knn_find_kth_avx2, vt_knn_keep_avx2, vt_knn_rank_avx2 };

#endif

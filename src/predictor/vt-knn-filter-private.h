/* The instruction sets beside the portable one. */
#pragma once

#include "vt-knn-filter.h"

G_BEGIN_DECLS

/* The places of all bits in @hits, none of which is zero, counted from @starts; returns how many. Some are written
 * without asking whether there are so many: a branch on that could not be guessed. */
static inline guint
vt_knn_filter_emit (const guint32 *starts, const guint32 *hits, guint n, guint32 *places)
{
  guint32 *next = places;

  for (guint i = 0; i < n; i++)
    {
      guint32 *end = next + __builtin_popcount (hits[i]);
      guint32 left = hits[i];

      for (guint slot = 0; slot < VT_KNN_SLACK; slot++, left &= left - 1)
        next[slot] = starts[i] + (guint32) __builtin_ctz (left | 0x80000000u);
      for (next += VT_KNN_SLACK; left != 0; left &= left - 1)
        *next++ = starts[i] + (guint32) __builtin_ctz (left);
      next = end;
    }

  return (guint) (next - places);
}

/* ---- the k-th smallest, in the registers of whom it is compiled for ---- */

/* Halvings of the interval in which it lies: to less than two percent. */
#define VT_KNN_HALVINGS 6

static inline __attribute__ ((always_inline)) float
vt_knn_filter_find_largest (const float *values, guint n)
{
  float largest[8] = { 0 };
  guint i = 0;

  /* Eight at a time, since one would wait for the other. */
  for (; i + 8 <= n; i += 8)
    for (guint part = 0; part < 8; part++)
      largest[part] = values[i + part] > largest[part] ? values[i + part] : largest[part];
  for (; i < n; i++)
    largest[0] = MAX (values[i], largest[0]);
  for (guint part = 1; part < 8; part++)
    largest[0] = MAX (largest[0], largest[part]);

  return largest[0];
}

/* Counting goes through registers without a branch; a selection would have to guess at every one. */
static inline __attribute__ ((always_inline)) float
vt_knn_filter_find_kth (const float *squared, guint n, guint k, float most)
{
  float low = 0;
  float high = vt_knn_filter_find_largest (squared, n);

  high = MIN (high, most);
  for (guint halving = 0; halving < VT_KNN_HALVINGS; halving++)
    {
      float middle = low + (high - low) / 2;
      guint within = 0;

      for (guint i = 0; i < n; i++)
        within += squared[i] <= middle;
      if (within >= k)
        high = middle;
      else
        low = middle;
    }

  return high;
}

#ifdef __x86_64__
/* Wants AVX2, FMA, BMI and POPCNT. */
extern const VtKnnFilter vt_knn_filter_avx2;
/* Wants AVX-512 F and BW beside them. */
extern const VtKnnFilter vt_knn_filter_avx512;

void  vt_knn_encode_avx2 (const float      *query,
                          const VtKnnBox   *box,
                          guint             stride,
                          guint             n_pairs,
                          guint32          *words,
                          VtKnnBoxDistance *distance);
void  vt_knn_square_avx2 (const double *query, const float *const instances[4], guint n_features, double *squared);
float vt_knn_find_kth_avx2 (const float *squared, guint n, guint k, float most);
#endif

G_END_DECLS

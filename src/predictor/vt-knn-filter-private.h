/* The instruction sets beside the portable one. */
#pragma once

#include "vt-knn-filter.h"

G_BEGIN_DECLS

/* Places of a block that are written in any case. */
#define VT_KNN_EMITTED 4

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

      for (guint slot = 0; slot < VT_KNN_EMITTED; slot++, left &= left - 1)
        next[slot] = starts[i] + (guint32) __builtin_ctz (left | 0x80000000u);
      for (next += VT_KNN_EMITTED; left != 0; left &= left - 1)
        *next++ = starts[i] + (guint32) __builtin_ctz (left);
      next = end;
    }

  return (guint) (next - places);
}

/* Of the search for the k-th smallest. A fourth saves more in what is measured later than it costs; a fifth does not. */
#define VT_KNN_KTH_PASSES 4

float vt_knn_find_kth_portable (const float *squared, guint n, guint k, float most);
guint vt_knn_keep_portable (
    const float *squared, const guint32 *places, guint n, float most, float *kept, guint32 *kept_places);
void  vt_knn_rank_portable (const gint32 *keys, guint n, gint32 *ranks);

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
void  vt_knn_square_avx2 (
     const float *rows, guint n_features, const guint32 *places, guint n, const double *query, double *squared);
float vt_knn_find_kth_avx2 (const float *squared, guint n, guint k, float most);
guint vt_knn_keep_avx2 (
    const float *squared, const guint32 *places, guint n, float most, float *kept, guint32 *kept_places);
void  vt_knn_rank_avx2 (const gint32 *keys, guint n, gint32 *ranks);
#endif

G_END_DECLS

/* The float kernels of the neighbour search: one query against instances, or boxes of them, a SIMD lane each. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define VT_KNN_LANES 32

/**
 * VtKnnFilter:
 * @measure: squared distances of a query to the instances of one block
 * @bound: squared distances of a query to boxes, 0 within
 *
 * Arrays are [n_features][VT_KNN_LANES] for instances and box edges, [n_features] for the query, [VT_KNN_LANES] for the
 * squared distances; all but the query aligned to 64 bytes. @measure returns a bit for each lane whose squared distance
 * is at most @limit. Sums are rounded as the instruction set likes, with or without fused multiply-add: at most one
 * rounding for each difference, square and sum.
 */
typedef struct
{
  guint32 (*measure) (const float *block, guint n_features, const float *query, float limit, float *squared);
  void    (*bound) (const float *low, const float *high, guint n_features, const float *query, float *squared);
} VtKnnFilter;

/* The fastest that this processor can run. */
const VtKnnFilter *vt_knn_filter_choose (void);
/* Those that this processor can run, the portable one first, the fastest last; NULL beyond. For tests. */
const VtKnnFilter *vt_knn_filter_get (guint index);

G_END_DECLS

/* The float sweep of the neighbour search: one query against blocks of instances, a SIMD lane each. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define VT_KNN_LANES 32

/**
 * VtKnnFilter:
 * @blocks: float [n_blocks][n_features][VT_KNN_LANES], aligned to 64 bytes
 * @query: float [n_features]
 * @squared: (out caller-allocates): float [n_blocks][VT_KNN_LANES], squared distances, aligned to 64 bytes
 * @hits: (out caller-allocates): [n_blocks], a bit for each lane whose squared distance is at most @bound
 *
 * Sums are rounded as the instruction set likes, with or without fused multiply-add: at most one rounding for each
 * difference, square and sum.
 */
typedef void (*VtKnnFilter) (const float *blocks,
                             gsize        n_blocks,
                             guint        n_features,
                             const float *query,
                             float        bound,
                             float       *squared,
                             guint32     *hits);

/* The fastest that this processor can run. */
VtKnnFilter vt_knn_filter_choose (void);

/* Those that this processor can run, the portable one first, the fastest last; NULL beyond. For tests. */
VtKnnFilter vt_knn_filter_get (guint index);

G_END_DECLS

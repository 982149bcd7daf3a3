/* The inner loops of clustering: a row of distances at a time, in SIMD lanes. */
#pragma once

#include <glib.h>
#include "vt-linkage.h"

G_BEGIN_DECLS

/* Points lie in blocks of so many: float [blocks][n_features][VT_LINKAGE_LANES]; all lengths are multiples of it. */
#define VT_LINKAGE_LANES 16

/**
 * VtLinkageKernel:
 * @measure: row[j] = Euclidean distance of a point, float [n_features], to point j; differences, squares and sums in
 *   double, features from first to last
 * @lower: least[j] = min (least[j], row[j])
 * @find_least: the first j of the least row[j] + penalty[j]; penalties are 0 or infinite, NaN in a row loses; 0 with
 *   infinity where none is finite
 * @join: from the rows of clusters x and y, @height apart, the row of both together, in place of that of y; @sizes:
 *   points of each cluster
 *
 * Lanes do what a plain loop does, without fused multiply-add: each gives the same bits.
 */
typedef struct
{
  void  (*measure) (const float *blocks, guint n_features, const float *point, gsize m, double *row);
  void  (*lower) (const double *row, gsize m, double *least);
  gsize (*find_least) (const double *row, const double *penalty, gsize m, double *least);
  void  (*join) (VtLinkage linkage, const double *sizes, double size_x, double size_y, double height, gsize m,
                 const double *row_x, double *row_y);
} VtLinkageKernel;

/* The fastest that this processor can run. */
const VtLinkageKernel *vt_linkage_kernel_choose (void);
/* Those that this processor can run, the portable one first, the fastest last; NULL beyond. For tests. */
const VtLinkageKernel *vt_linkage_kernel_get (guint index);

G_END_DECLS

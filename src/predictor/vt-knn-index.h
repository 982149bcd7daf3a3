/* How instances lie in memory for the neighbour search: rotated, in compact blocks, with a box around each. */
#pragma once

#include <glib.h>
#include "vt-knn-filter.h"

G_BEGIN_DECLS

#define VT_KNN_MAX_FEATURES 1024
/* Rotated coordinates are kept within this, so that no float square is infinite. */
#define VT_KNN_LARGEST 1e17

/**
 * VtKnnIndex:
 * @center: double [n_features], what is subtracted before the rotation
 * @rotation: double [n_features][n_features], rows orthonormal to 1e-12, the direction of the largest variance first
 * @order: [n], the instance in each place; places are filled block by block
 * @blocks: float [n_blocks][n_features][VT_KNN_LANES], rotated instances; places beyond n are +inf
 * @low, @high: float [n_groups][n_leading][VT_KNN_LANES], edges of the boxes around the blocks, a lane each, in the
 *   leading coordinates; lanes beyond n_blocks lie at +inf
 * @reach: largest norm of a rotated instance; +inf where one had to be cut to VT_KNN_LARGEST
 */
typedef struct
{
  gsize    n;
  guint    n_features;
  double  *center;
  double  *rotation;
  guint32 *order;
  gsize    n_blocks;
  float   *blocks;
  gsize    n_groups;
  guint    n_leading;
  float   *low;
  float   *high;
  double   reach;
} VtKnnIndex;

/* @instances: float [n][n_features], copied. O(n · n_features²). */
void vt_knn_index_init (VtKnnIndex *index, const float *instances, gsize n, guint n_features);
void vt_knn_index_clear (VtKnnIndex *index);

/* Rotates a finite query; FALSE where a coordinate had to be cut to VT_KNN_LARGEST. */
gboolean vt_knn_index_rotate (const VtKnnIndex *index, const double *query, float *rotated);

G_END_DECLS

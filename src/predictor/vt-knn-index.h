/* How instances lie in memory for the neighbour search: neighbours together, once as they are and once as codes of
 * their rotated coordinates. */
#pragma once

#include <gio/gio.h>
#include "vt-knn-filter.h"

G_BEGIN_DECLS

#define VT_KNN_MAX_FEATURES 1024
/* Queries and rotated coordinates are kept within this, so that float has room for their squares. */
#define VT_KNN_LARGEST 1e17
/* Coordinates along which instances and queries are ordered, and along which instances are boxed. */
#define VT_KNN_ORDERED 3
#define VT_KNN_LEADING 4
/* Instances a section. */
#define VT_KNN_SECTION (VT_KNN_LANES * VT_KNN_LANES)

/**
 * VtKnnSection:
 * @box: around its instances
 * @error: how far an instance is from its code at most, with some room for rounding
 * @n_blocks: its blocks
 *
 * Up to VT_KNN_LANES blocks. A rotated coordinate y has the code round ((y − low)/step), 0 … 127, kept as code − 64.
 */
typedef struct
{
  VtKnnBox box;
  float    error;
  guint    n_blocks;
} VtKnnSection;

/**
 * VtKnnIndex:
 * @center: double [n_features], what is subtracted before the rotation
 * @axes: double [n_features][n_features], the rotation as columns: [feature][coordinate]
 * @order: [n], the instance in each place; places are filled block by block, section by section
 * @stride: n_features, filled up with coordinates that are zero, in rotated queries and boxes
 * @rows: float [n][n_features], instances by place, as they were given
 * @n_pairs: of coordinates, the last one perhaps filled up with codes that are zero
 * @codes: of n_blocks blocks (vt-knn-filter.h); places beyond n hold anything
 * @n_ordered, @n_leading: VT_KNN_ORDERED and VT_KNN_LEADING, n_features at most
 * @block_low, @block_high: float [n_sections][n_leading][VT_KNN_LANES], boxes around a section's blocks, a lane each
 * @n_groups: of VT_KNN_LANES sections
 * @section_low, @section_high: float [n_groups][n_leading][VT_KNN_LANES], boxes around sections. Lanes of either that
 *   stand for nothing lie at +inf
 * @reach: largest norm of a rotated instance; +inf where one had to be cut to VT_KNN_LARGEST
 */
typedef struct
{
  gsize         n;
  guint         n_features;
  double       *center;
  double       *axes;
  guint32      *order;
  guint         stride;
  float        *rows;
  guint         n_pairs;
  gsize         n_blocks;
  guint8       *codes;
  gsize         n_sections;
  VtKnnSection *sections;
  guint         n_ordered;
  guint         n_leading;
  float        *block_low;
  float        *block_high;
  gsize         n_groups;
  float        *section_low;
  float        *section_high;
  double        reach;
} VtKnnIndex;

/**
 * vt_knn_index_init:
 * @instances: (transfer full): float [n][n_features], for g_free(); they become @rows
 *
 * O(n · n_features² + n log n), on one thread.
 *
 * Returns: FALSE with G_IO_ERROR_CANCELLED if cancelled; then there is nothing to clear
 */
gboolean vt_knn_index_init (VtKnnIndex   *index,
                            float        *instances,
                            gsize         n,
                            guint         n_features,
                            GCancellable *cancellable,
                            GError      **error);
void     vt_knn_index_clear (VtKnnIndex *index);
/* Clears it, too. (transfer full): the instances as they were given. O(n) */
float   *vt_knn_index_give_back (VtKnnIndex *index);

/* The first @n coordinates of a rotated query; FALSE where one had to be cut to VT_KNN_LARGEST. */
gboolean vt_knn_index_rotate (const VtKnnIndex *index, const double *query, guint n, float *rotated);

G_END_DECLS

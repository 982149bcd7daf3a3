/* The points that are still to be joined, in blocks as the kernels want them, closed up now and then. */
#pragma once

#include "vt-linkage-kernel.h"

G_BEGIN_DECLS

/**
 * VtLinkagePoints:
 * @m: slots, a multiple of VT_LINKAGE_LANES
 * @n_live: slots that are in use
 * @blocks: float [m / VT_LINKAGE_LANES][n_features][VT_LINKAGE_LANES]
 * @penalty: double [m], 0 for a slot in use, else infinite
 * @nodes: guint32 [m], the point that a slot was made of
 *
 * Slots keep the order of the points.
 */
typedef struct
{
  gsize    m;
  guint32  n_live;
  guint    n_features;
  float   *blocks;
  double  *penalty;
  guint32 *nodes;
} VtLinkagePoints;

/* FALSE, and nothing to clear, where memory is short. */
gboolean vt_linkage_points_init (VtLinkagePoints *points, const float *coordinates, guint32 n, guint n_features);
void     vt_linkage_points_clear (VtLinkagePoints *points);
/* @point: (out caller-allocates): float [n_features] */
void     vt_linkage_points_get (const VtLinkagePoints *points, gsize slot, float *point);
void     vt_linkage_points_drop (VtLinkagePoints *points, gsize slot);
/* Whether so many slots are idle that closing up pays. */
gboolean vt_linkage_points_are_sparse (const VtLinkagePoints *points);
/**
 * vt_linkage_points_close_up:
 * @kept: (out caller-allocates): gsize [n_live], the slots in use before, which are now slots 0, 1, …
 */
void     vt_linkage_points_close_up (VtLinkagePoints *points, gsize *kept);

G_END_DECLS

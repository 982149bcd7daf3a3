/* How the shares of the leading polyhedra, and LFFS, move with the thresholds on faces and edges. */
#pragma once

#include "vt-table.h"
#include "vt-voronoi.h"

G_BEGIN_DECLS

typedef enum
{
  VT_THRESHOLD_RELATIVE_AREA, /* table "thresholds-area", column "relative_area" in percent */
  VT_THRESHOLD_EDGE           /* table "thresholds-edge", column "edge", Å */
} VtThreshold;

/* Columns before those of polyhedra: the threshold, "faces" (mean number), "lffs" (mean over atoms with a face). */
#define VT_THRESHOLDS_FIRST_POLYHEDRON 3

/**
 * vt_polyhedra_thresholds_table:
 * @base: the thresholds in use: all but the one that moves stay as they are
 * @maximum: of the one that moves, as in VtVoronoiThresholds
 * @n_steps: at least 1: it moves from 0 to @maximum in so many equal steps, one row each, the ends included
 * @n_leading: number of polyhedra told apart: those with the greatest share at any step
 *
 * Returns: (transfer full): one column, percent, for each leading polyhedron, named by its index, the one of the
 * greatest share first; %NULL where cancelled
 */
VtTable *vt_polyhedra_thresholds_table (const VtVoronoi           *voronoi,
                                        const VtVoronoiThresholds *base,
                                        VtThreshold                threshold,
                                        double                     maximum,
                                        guint                      n_steps,
                                        guint                      n_leading,
                                        VtProgress                *progress,
                                        GCancellable              *cancellable,
                                        GError                   **error);

G_END_DECLS

/* Neighbours by Voronoi faces: who shares a face with whom. */
#pragma once

#include "vt-neighbor-list.h"
#include "vt-voronoi.h"

G_BEGIN_DECLS

/**
 * vt_neighbor_faces_new:
 * @frame: what @voronoi was made of
 * @thresholds: which faces count
 *
 * An atom's neighbours are the images of atoms behind its faces that stay: as many as vt_voronoi_count() counts, each
 * image by itself where the cell is small. A pair is listed from both sides if either side keeps the face. The order is
 * that of vt_neighbor_list_new(). VT_ERROR_INPUT: atoms too many cells away.
 *
 * Returns: (transfer full)
 */
VtNeighborList *vt_neighbor_faces_new (VtFrame                   *frame,
                                       const VtVoronoi           *voronoi,
                                       const VtVoronoiThresholds *thresholds,
                                       VtProgress                *progress,
                                       GCancellable              *cancellable,
                                       GError                   **error);

G_END_DECLS

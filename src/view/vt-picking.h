/* Which atom is under a pixel: the sphere the line of sight meets first. */
#pragma once

#include "vt-camera.h"
#include "vt-scene.h"

G_BEGIN_DECLS

/**
 * vt_picking_pick:
 * @x, @y: a point of the picture, as VtCamera counts pixels
 * @depth: (out) (nullable): Å along the line of sight to the surface
 *
 * Exact for what the renderer draws; the lower index wins a tie. O(n), 50 000 atoms well below a millisecond.
 *
 * Returns: the atom's index, or −1
 */
gssize vt_picking_pick (const VtScene *scene, const VtCamera *camera, double width, double height, double x, double y,
                        double *depth);
/* The atoms (hidden ones left out) whose centre lies in the rectangle, ascending: what a rubber band selects.
 * (transfer full) (element-type guint32) */
GArray *vt_picking_pick_rectangle (const VtScene *scene, const VtCamera *camera, double width, double height,
                                   double x0, double y0, double x1, double y1);

G_END_DECLS

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
 * Exact for what the renderer draws; the lower index wins a tie. Atoms that are hidden, and those without a position,
 * are looked through. O(n) without anything kept between two looks: some 3 ns an atom, a million in 3 ms
 * (tests/bench/bench-picking).
 *
 * Returns: the atom's index, or −1
 */
gssize vt_picking_pick (const VtScene *scene, const VtCamera *camera, double width, double height, double x, double y,
                        double *depth);

/**
 * vt_picking_find_box:
 * @box: x from, y from, x to, y to: a rectangle of the picture, its edges included
 * @atoms: (element-type gsize): gets their indices, ascending
 *
 * The atoms whose centre is seen in it, at any depth: others in front hide none, but those that are looked through (see
 * above) are left out, as are those behind a perspective eye. O(n), some 60 ns an atom.
 */
void vt_picking_find_box (const VtScene *scene, const VtCamera *camera, double width, double height,
                          const double box[4], GArray *atoms);

G_END_DECLS

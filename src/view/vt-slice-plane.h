/* Where a slice is, in three dimensions: its middle plane within the cell, the slab's two sides, and grips by which it
 * is moved along its normal. */
#pragma once

#include "vt-camera.h"
#include "vt-overlay.h"
#include "vt-slice.h"

G_BEGIN_DECLS

/* @grips: with double arrows in the middle of the outline's sides. A plane or side beyond the cell is
 * drawn at its border. (transfer full) */
VtOverlay *vt_slice_plane_make_overlay (const VtSlice *slice, const VtCell *cell, gboolean dark, gboolean grips);

/**
 * vt_slice_plane_grab:
 * @width, @height, @x, @y: of the picture, as VtCamera counts pixels
 * @reach: pixels from outline or grips within which they are taken hold of
 * @grabbed: (out): the point of them that is, Å
 */
gboolean vt_slice_plane_grab (const VtSlice  *slice,
                              const VtCell   *cell,
                              const VtCamera *camera,
                              double          width,
                              double          height,
                              double          x,
                              double          y,
                              double          reach,
                              double          grabbed[3]);

/**
 * vt_slice_plane_follow:
 *
 * How far along the normal the point @grabbed has to go to be under the pixel, or as near to it as it can. Where one
 * looks along the normal there is no such way: then the hand's way upwards counts, in the target's plane.
 *
 * Returns: Å
 */
double vt_slice_plane_follow (const VtSlice  *slice,
                              const VtCamera *camera,
                              double          width,
                              double          height,
                              const double    grabbed[3],
                              double          x,
                              double          y);

G_END_DECLS

/* From one camera to another, as a hand would take it. */
#pragma once

#include "vt-camera.h"

G_BEGIN_DECLS

/**
 * vt_camera_between:
 * @share: 0 is @from, 1 is @to, to the bit
 *
 * The orientation turns about one axis, the shorter way, and evenly (spherical linear interpolation: Shoemake,
 * SIGGRAPH 1985); the height changes by equal factors, so that zooming looks even; target and field of view go
 * straight. The projection is @to's as soon as @share is above 0.
 */
void vt_camera_between (const VtCamera *from, const VtCamera *to, double share, VtCamera *camera);

/* Looks at @point, from where it did; projection, orientation and height stay. */
void vt_camera_center_on (VtCamera *camera, const double point[3]);

G_END_DECLS

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

/**
 * vt_camera_turn_about:
 * @axis: unit vector of the world
 *
 * Turns the scene about @axis through the target, radians, counter-clockwise seen from its tip.
 */
void vt_camera_turn_about (VtCamera *camera, const double axis[3], double angle);
/* Of ±x, ±y and ±z the one that points up in the picture more than the others: what a turntable stands on. */
void vt_camera_get_upright (const VtCamera *camera, double axis[3]);

G_END_DECLS

/* From where a scene is looked at. A plain value: copy and compare it. */
#pragma once

#include "vt-cell.h"

G_BEGIN_DECLS

typedef enum
{
  VT_PROJECTION_PERSPECTIVE,
  VT_PROJECTION_ORTHOGRAPHIC
} VtProjection;

/* The side the eye is on. Along ±x and ±y, z points up; along ±z, y does. */
typedef enum
{
  VT_VIEW_PLUS_X,
  VT_VIEW_MINUS_X,
  VT_VIEW_PLUS_Y,
  VT_VIEW_MINUS_Y,
  VT_VIEW_PLUS_Z,
  VT_VIEW_MINUS_Z,
  VT_VIEW_ISO, /* from (1, −1, 0.8), z up */
  VT_N_VIEWS
} VtView;

/**
 * VtCamera:
 * @target: the point that is looked at and turned about, Å
 * @orientation: unit quaternion (w, x, y, z) that turns the camera's axes (x right, y up, z towards the eye) into the
 *   world's
 * @height: what the picture's height shows in the plane through @target, Å; so it means the same in both projections
 * @field_of_view: vertical, degrees; perspective only
 * @projection: how
 *
 * Pixels are counted from the picture's upper left corner, x right, y down; the first pixel's centre is (0.5, 0.5).
 */
typedef struct
{
  double       target[3];
  double       orientation[4];
  double       height;
  double       field_of_view;
  VtProjection projection;
} VtCamera;

/* target x y z, orientation w x y z, height, field of view, projection. */
#define VT_CAMERA_ARRAY_LENGTH 10

/* Iso view of the origin, 10 Å high, perspective with 25°. */
void     vt_camera_init (VtCamera *camera);
gboolean vt_camera_equal (const VtCamera *a, const VtCamera *b);

/* Turns only: target and height stay. */
void vt_camera_set_view (VtCamera *camera, VtView view);
/* Shows the whole box (or cell) whatever the orientation; keeps orientation and projection. @aspect: width/height. */
void vt_camera_fit_box (VtCamera *camera, const double minimum[3], const double maximum[3], double aspect);
void vt_camera_fit_cell (VtCamera *camera, const VtCell *cell, double aspect);

/* Turns the scene under the hand: radians about the picture's vertical axis (@right) and horizontal axis (@down). */
void vt_camera_orbit (VtCamera *camera, double right, double down);
/* Turns the picture, radians, counter-clockwise. */
void vt_camera_roll (VtCamera *camera, double angle);
/* Moves the scene with the hand, by pixels of a picture @picture_height high. */
void vt_camera_pan (VtCamera *camera, double right, double down, double picture_height);
/* @factor > 1 comes closer; the point of the target's plane under the pixel stays where it is. */
void vt_camera_zoom_at (VtCamera *camera, double factor, double x, double y, double width, double height);
void vt_camera_zoom (VtCamera *camera, double factor);

/* Unit vectors of the picture: right, up, and from the target to the eye. */
void   vt_camera_get_axes (const VtCamera *camera, double right[3], double up[3], double back[3]);
/* From the eye to the target, Å; for the orthographic projection where a perspective eye would be. */
double vt_camera_get_distance (const VtCamera *camera);
void   vt_camera_get_eye (const VtCamera *camera, double eye[3]);
/* Pixels an Å in the target's plane: what a scale bar needs. */
double vt_camera_get_pixels_per_angstrom (const VtCamera *camera, double picture_height);

/**
 * vt_camera_project:
 * @pixel: (out): x, y, and the depth: distance from the eye's plane along the view, Å
 *
 * Returns: FALSE where the point is not in front of a perspective eye
 */
gboolean vt_camera_project (const VtCamera *camera, double width, double height, const double position[3],
                            double pixel[3]);
/* The inverse of vt_camera_project(). */
void     vt_camera_unproject (const VtCamera *camera, double width, double height, const double pixel[3],
                              double position[3]);
/* The line of sight through a pixel: @direction is a unit vector. Orthographic rays start in the eye's plane. */
void     vt_camera_get_ray (const VtCamera *camera, double width, double height, double x, double y, double origin[3],
                            double direction[3]);

/* Column by column, as OpenGL takes it. The eye space: x right, y up, −z forward, the eye at 0. */
void vt_camera_get_view_matrix (const VtCamera *camera, float matrix[16]);
/* Of the rectangle @x, @y, @tile_width, @tile_height (pixels) of a picture of @width × @height. @near, @far: Å before
 * the eye's plane. */
void vt_camera_get_projection_matrix (const VtCamera *camera, double width, double height, double x, double y,
                                      double tile_width, double tile_height, double near, double far, float matrix[16]);
/* The range that holds a ball, kept off the eye: far/near ≤ 10⁴. */
void vt_camera_get_clip_range (const VtCamera *camera, const double center[3], double radius, double *near,
                               double *far);

/* For session files (GVariant "ad"). */
void     vt_camera_to_array (const VtCamera *camera, double array[VT_CAMERA_ARRAY_LENGTH]);
/* FALSE (and @camera as it was) for a wrong length, numbers that are not finite, or no camera. The quaternion is
 * normalised. */
gboolean vt_camera_from_array (VtCamera *camera, const double *array, gsize n);

G_END_DECLS

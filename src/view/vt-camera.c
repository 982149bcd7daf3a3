/*
 * Camera algebra. Orientation is a unit quaternion q: world = q · camera axes · q*. Turning the scene by a rotation R
 * is turning the camera by R⁻¹, so a drag multiplies q from the right (about the picture's own axes).
 */
#include "vt-camera.h"

#include <math.h>
#include <string.h>
#include "vt-vector.h"

#define FIT_MARGIN 1.04

/* point + amount · direction */
static void
move (const double point[3], double amount, const double direction[3], double result[3])
{
  for (guint i = 0; i < 3; i++)
    result[i] = point[i] + amount * direction[i];
}

/* Normalised, and of the two quaternions of a rotation the one with the first non-zero part positive: equal views
 * are then equal numbers. */
static gboolean
normalize_orientation (double q[4])
{
  double length = sqrt (q[0] * q[0] + q[1] * q[1] + q[2] * q[2] + q[3] * q[3]);
  guint first = 0;

  if (!isfinite (length) || length < 1e-12)
    return FALSE;
  while (first < 3 && fabs (q[first]) < 1e-12 * length)
    first++;
  if (q[first] < 0)
    length = -length;
  for (guint i = 0; i < 4; i++)
    q[i] /= length;
  return TRUE;
}

/* q ← q · rotation about the picture's @axis by @angle. */
static void
turn (VtCamera *camera, const double axis[3], double angle)
{
  const double *q = camera->orientation;
  double c = cos (angle / 2), s = sin (angle / 2);
  double w = c, x = s * axis[0], y = s * axis[1], z = s * axis[2];
  double product[4] = { q[0] * w - q[1] * x - q[2] * y - q[3] * z, q[0] * x + q[1] * w + q[2] * z - q[3] * y,
                        q[0] * y - q[1] * z + q[2] * w + q[3] * x, q[0] * z + q[1] * y - q[2] * x + q[3] * w };

  normalize_orientation (product);
  memcpy (camera->orientation, product, sizeof product);
}

void
vt_camera_init (VtCamera *camera)
{
  g_return_if_fail (camera != NULL);

  *camera = (VtCamera){ .height = 10, .field_of_view = 25, .projection = VT_PROJECTION_PERSPECTIVE };
  vt_camera_set_view (camera, VT_VIEW_ISO);
}

gboolean
vt_camera_equal (const VtCamera *a, const VtCamera *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  for (guint i = 0; i < 3; i++)
    if (a->target[i] != b->target[i])
      return FALSE;
  for (guint i = 0; i < 4; i++)
    if (a->orientation[i] != b->orientation[i])
      return FALSE;
  return a->height == b->height && a->field_of_view == b->field_of_view && a->projection == b->projection;
}

/* The quaternion of the rotation whose columns are right, up, back; the largest part first, for accuracy. */
static void
set_axes (VtCamera *camera, const double right[3], const double up[3], const double back[3])
{
  double m[3][3], trace, s, *q = camera->orientation;
  guint i = 0, j, k;

  for (guint r = 0; r < 3; r++)
    {
      m[r][0] = right[r];
      m[r][1] = up[r];
      m[r][2] = back[r];
    }
  trace = m[0][0] + m[1][1] + m[2][2];
  if (trace > 0)
    {
      s = 2 * sqrt (1 + trace);
      q[0] = s / 4;
      q[1] = (m[2][1] - m[1][2]) / s;
      q[2] = (m[0][2] - m[2][0]) / s;
      q[3] = (m[1][0] - m[0][1]) / s;
    }
  else
    {
      if (m[1][1] > m[0][0])
        i = 1;
      if (m[2][2] > m[i][i])
        i = 2;
      j = (i + 1) % 3;
      k = (i + 2) % 3;
      s = 2 * sqrt (1 + m[i][i] - m[j][j] - m[k][k]);
      q[1 + i] = s / 4;
      q[0] = (m[k][j] - m[j][k]) / s;
      q[1 + j] = (m[j][i] + m[i][j]) / s;
      q[1 + k] = (m[k][i] + m[i][k]) / s;
    }
  normalize_orientation (q);
}

void
vt_camera_set_view (VtCamera *camera, VtView view)
{
  static const double backs[VT_N_VIEWS][3] = { { 1, 0, 0 },  { -1, 0, 0 }, { 0, 1, 0 },    { 0, -1, 0 },
                                               { 0, 0, 1 }, { 0, 0, -1 }, { 1, -1, 0.8 } };
  double up[3], right[3], back[3], length;

  g_return_if_fail (camera != NULL);
  g_return_if_fail (view < VT_N_VIEWS);

  length = sqrt (vt_vector_dot (backs[view], backs[view]));
  for (guint i = 0; i < 3; i++)
    back[i] = backs[view][i] / length;
  up[0] = 0;
  up[1] = view == VT_VIEW_PLUS_Z || view == VT_VIEW_MINUS_Z;
  up[2] = 1 - up[1];
  vt_vector_cross (up, back, right);
  length = sqrt (vt_vector_dot (right, right));
  for (guint i = 0; i < 3; i++)
    right[i] /= length;
  vt_vector_cross (back, right, up);
  set_axes (camera, right, up, back);
}

void
vt_camera_fit_box (VtCamera *camera, const double minimum[3], const double maximum[3], double aspect)
{
  double radius = 0, half;

  g_return_if_fail (camera != NULL);
  g_return_if_fail (aspect > 0);

  for (guint i = 0; i < 3; i++)
    {
      camera->target[i] = (minimum[i] + maximum[i]) / 2;
      radius += (maximum[i] - minimum[i]) * (maximum[i] - minimum[i]) / 4;
    }
  radius = MAX (sqrt (radius), 0.5) * FIT_MARGIN;
  camera->height = 2 * radius / MIN (aspect, 1);
  if (camera->projection == VT_PROJECTION_PERSPECTIVE)
    {
      /* The cone around the ball touches the narrower of the picture's sides. */
      half = camera->field_of_view * G_PI / 360;
      camera->height = 2 * radius * tan (half) / sin (atan (tan (half) * MIN (aspect, 1)));
    }
}

void
vt_camera_fit_cell (VtCamera *camera, const VtCell *cell, double aspect)
{
  double minimum[3] = { INFINITY, INFINITY, INFINITY }, maximum[3] = { -INFINITY, -INFINITY, -INFINITY };

  g_return_if_fail (camera != NULL && cell != NULL);

  for (guint corner = 0; corner < 8; corner++)
    {
      const double fractional[3] = { corner & 1, corner >> 1 & 1, corner >> 2 & 1 };
      double position[3];

      vt_cell_to_cartesian (cell, fractional, position);
      for (guint i = 0; i < 3; i++)
        {
          minimum[i] = MIN (minimum[i], position[i]);
          maximum[i] = MAX (maximum[i], position[i]);
        }
    }
  vt_camera_fit_box (camera, minimum, maximum, aspect);
}

void
vt_camera_orbit (VtCamera *camera, double right, double down)
{
  double angle = hypot (right, down), axis[3];

  g_return_if_fail (camera != NULL);

  if (!(angle > 0))
    return;
  axis[0] = down / angle;
  axis[1] = right / angle;
  axis[2] = 0;
  turn (camera, axis, -angle);
}

void
vt_camera_roll (VtCamera *camera, double angle)
{
  static const double axis[3] = { 0, 0, 1 };

  g_return_if_fail (camera != NULL);

  turn (camera, axis, -angle);
}

void
vt_camera_pan (VtCamera *camera, double right, double down, double picture_height)
{
  double x[3], y[3], z[3], scale;

  g_return_if_fail (camera != NULL);
  g_return_if_fail (picture_height > 0);

  vt_camera_get_axes (camera, x, y, z);
  scale = camera->height / picture_height;
  move (camera->target, -right * scale, x, camera->target);
  move (camera->target, down * scale, y, camera->target);
}

void
vt_camera_zoom_at (VtCamera *camera, double factor, double x, double y, double width, double height)
{
  double right[3], up[3], back[3], scale, keep;

  g_return_if_fail (camera != NULL);
  g_return_if_fail (factor > 0 && height > 0);

  vt_camera_get_axes (camera, right, up, back);
  scale = camera->height / height;
  keep = 1 - 1 / factor;
  move (camera->target, keep * (x - width / 2) * scale, right, camera->target);
  move (camera->target, keep * (height / 2 - y) * scale, up, camera->target);
  camera->height /= factor;
}

void
vt_camera_zoom (VtCamera *camera, double factor)
{
  vt_camera_zoom_at (camera, factor, 0.5, 0.5, 1, 1);
}

void
vt_camera_get_axes (const VtCamera *camera, double right[3], double up[3], double back[3])
{
  double w, x, y, z;

  g_return_if_fail (camera != NULL);

  w = camera->orientation[0];
  x = camera->orientation[1];
  y = camera->orientation[2];
  z = camera->orientation[3];
  right[0] = 1 - 2 * (y * y + z * z);
  right[1] = 2 * (x * y + w * z);
  right[2] = 2 * (x * z - w * y);
  up[0] = 2 * (x * y - w * z);
  up[1] = 1 - 2 * (x * x + z * z);
  up[2] = 2 * (y * z + w * x);
  back[0] = 2 * (x * z + w * y);
  back[1] = 2 * (y * z - w * x);
  back[2] = 1 - 2 * (x * x + y * y);
}

double
vt_camera_get_distance (const VtCamera *camera)
{
  g_return_val_if_fail (camera != NULL, 0);

  return camera->height / 2 / tan (camera->field_of_view * G_PI / 360);
}

void
vt_camera_get_eye (const VtCamera *camera, double eye[3])
{
  double right[3], up[3], back[3];

  g_return_if_fail (camera != NULL);

  vt_camera_get_axes (camera, right, up, back);
  move (camera->target, vt_camera_get_distance (camera), back, eye);
}

double
vt_camera_get_pixels_per_angstrom (const VtCamera *camera, double picture_height)
{
  g_return_val_if_fail (camera != NULL, 0);

  return picture_height / camera->height;
}

gboolean
vt_camera_project (const VtCamera *camera, double width, double height, const double position[3], double pixel[3])
{
  double right[3], up[3], back[3], relative[3], scale, distance;

  g_return_val_if_fail (camera != NULL, FALSE);

  vt_camera_get_axes (camera, right, up, back);
  move (position, -1, camera->target, relative);
  distance = vt_camera_get_distance (camera);
  scale = height / camera->height;
  pixel[2] = distance - vt_vector_dot (relative, back);
  if (camera->projection == VT_PROJECTION_PERSPECTIVE)
    {
      if (!(pixel[2] > 0))
        return FALSE;
      scale *= distance / pixel[2];
    }
  pixel[0] = width / 2 + scale * vt_vector_dot (relative, right);
  pixel[1] = height / 2 - scale * vt_vector_dot (relative, up);
  return TRUE;
}

void
vt_camera_unproject (const VtCamera *camera, double width, double height, const double pixel[3], double position[3])
{
  double right[3], up[3], back[3], scale, distance;

  g_return_if_fail (camera != NULL);

  vt_camera_get_axes (camera, right, up, back);
  distance = vt_camera_get_distance (camera);
  scale = camera->height / height;
  if (camera->projection == VT_PROJECTION_PERSPECTIVE)
    scale *= pixel[2] / distance;
  move (camera->target, distance - pixel[2], back, position);
  move (position, scale * (pixel[0] - width / 2), right, position);
  move (position, scale * (height / 2 - pixel[1]), up, position);
}

void
vt_camera_get_ray (const VtCamera *camera, double width, double height, double x, double y, double origin[3],
                   double direction[3])
{
  double right[3], up[3], back[3], scale, length, distance;

  g_return_if_fail (camera != NULL);

  vt_camera_get_axes (camera, right, up, back);
  distance = vt_camera_get_distance (camera);
  scale = camera->height / height;
  move (camera->target, distance, back, origin);
  for (guint i = 0; i < 3; i++)
    direction[i] = -back[i];
  if (camera->projection == VT_PROJECTION_ORTHOGRAPHIC)
    {
      move (origin, scale * (x - width / 2), right, origin);
      move (origin, scale * (height / 2 - y), up, origin);
      return;
    }
  move (direction, scale * (x - width / 2) / distance, right, direction);
  move (direction, scale * (height / 2 - y) / distance, up, direction);
  length = sqrt (vt_vector_dot (direction, direction));
  for (guint i = 0; i < 3; i++)
    direction[i] /= length;
}

void
vt_camera_get_view_matrix (const VtCamera *camera, float matrix[16])
{
  double axes[3][3], eye[3];

  g_return_if_fail (camera != NULL);

  vt_camera_get_axes (camera, axes[0], axes[1], axes[2]);
  vt_camera_get_eye (camera, eye);
  for (guint row = 0; row < 3; row++)
    {
      for (guint column = 0; column < 3; column++)
        matrix[4 * column + row] = (float) axes[row][column];
      matrix[12 + row] = (float) -vt_vector_dot (axes[row], eye);
      matrix[4 * row + 3] = 0;
    }
  matrix[15] = 1;
}

void
vt_camera_get_projection_matrix (const VtCamera *camera, double width, double height, double x, double y,
                                 double tile_width, double tile_height, double near, double far, float matrix[16])
{
  gboolean perspective;
  double top, side, left, right, bottom, upper;

  g_return_if_fail (camera != NULL);
  g_return_if_fail (far > near);

  perspective = camera->projection == VT_PROJECTION_PERSPECTIVE;
  top = perspective ? near * tan (camera->field_of_view * G_PI / 360) : camera->height / 2;
  side = top * width / height;
  left = side * (2 * x / width - 1);
  right = side * (2 * (x + tile_width) / width - 1);
  upper = top * (1 - 2 * y / height);
  bottom = top * (1 - 2 * (y + tile_height) / height);
  memset (matrix, 0, 16 * sizeof (float));
  matrix[0] = (float) ((perspective ? 2 * near : 2) / (right - left));
  matrix[5] = (float) ((perspective ? 2 * near : 2) / (upper - bottom));
  matrix[perspective ? 8 : 12] = (float) ((perspective ? 1 : -1) * (right + left) / (right - left));
  matrix[perspective ? 9 : 13] = (float) ((perspective ? 1 : -1) * (upper + bottom) / (upper - bottom));
  matrix[10] = (float) (-(perspective ? far + near : 2) / (far - near));
  matrix[14] = (float) (-(perspective ? 2 * far * near : far + near) / (far - near));
  matrix[11] = perspective ? -1 : 0;
  matrix[15] = perspective ? 0 : 1;
}

void
vt_camera_get_clip_range (const VtCamera *camera, const double center[3], double radius, double *near, double *far)
{
  double right[3], up[3], back[3], relative[3], depth;

  g_return_if_fail (camera != NULL && near != NULL && far != NULL);

  vt_camera_get_axes (camera, right, up, back);
  move (center, -1, camera->target, relative);
  depth = vt_camera_get_distance (camera) - vt_vector_dot (relative, back);
  radius = radius * 1.001 + 1e-3;
  *near = depth - radius;
  *far = depth + radius;
  if (camera->projection == VT_PROJECTION_ORTHOGRAPHIC)
    return;
  *far = MAX (*far, 1e-3 * radius); /* all behind the eye: any range will do */
  *near = MAX (*near, 1e-4 * *far);
}

void
vt_camera_to_array (const VtCamera *camera, double array[VT_CAMERA_ARRAY_LENGTH])
{
  g_return_if_fail (camera != NULL && array != NULL);

  memcpy (array, camera->target, 3 * sizeof (double));
  memcpy (array + 3, camera->orientation, 4 * sizeof (double));
  array[7] = camera->height;
  array[8] = camera->field_of_view;
  array[9] = camera->projection;
}

gboolean
vt_camera_from_array (VtCamera *camera, const double *array, gsize n)
{
  VtCamera result;

  g_return_val_if_fail (camera != NULL, FALSE);
  g_return_val_if_fail (array != NULL || n == 0, FALSE);

  if (n != VT_CAMERA_ARRAY_LENGTH)
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (!isfinite (array[i]))
      return FALSE;
  if (array[7] <= 0 || array[8] < 1 || array[8] > 120 || (array[9] != 0 && array[9] != 1))
    return FALSE;
  memcpy (result.target, array, 3 * sizeof (double));
  memcpy (result.orientation, array + 3, 4 * sizeof (double));
  result.height = array[7];
  result.field_of_view = array[8];
  result.projection = array[9] == 0 ? VT_PROJECTION_PERSPECTIVE : VT_PROJECTION_ORTHOGRAPHIC;
  if (!normalize_orientation (result.orientation))
    return FALSE;
  *camera = result;
  return TRUE;
}

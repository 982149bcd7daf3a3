#include "vt-camera-motion.h"

#include <math.h>

/* Below it the sine is too small to be divided by, and a straight line is as good. */
#define NEARLY_EQUAL 1e-6

static void
turn_between (const double a[4], const double b[4], double share, double result[4])
{
  double cosine = a[0] * b[0] + a[1] * b[1] + a[2] * b[2] + a[3] * b[3];
  double sign = cosine < 0 ? -1 : 1; /* q and −q are the same orientation: take the nearer one */
  double angle = acos (MIN (fabs (cosine), 1));
  double from = 1 - share, to = share, length = 0;

  if (angle > NEARLY_EQUAL)
    {
      from = sin ((1 - share) * angle) / sin (angle);
      to = sin (share * angle) / sin (angle);
    }
  for (guint i = 0; i < 4; i++)
    {
      result[i] = from * a[i] + sign * to * b[i];
      length += result[i] * result[i];
    }
  for (guint i = 0; i < 4; i++)
    result[i] /= sqrt (length);
}

void
vt_camera_between (const VtCamera *from, const VtCamera *to, double share, VtCamera *camera)
{
  VtCamera result;

  g_return_if_fail (from != NULL && to != NULL && camera != NULL);

  if (share <= 0 || share >= 1)
    {
      *camera = share <= 0 ? *from : *to;
      return;
    }
  for (guint i = 0; i < 3; i++)
    result.target[i] = from->target[i] + share * (to->target[i] - from->target[i]);
  turn_between (from->orientation, to->orientation, share, result.orientation);
  result.height = from->height * pow (to->height / from->height, share);
  result.field_of_view = from->field_of_view + share * (to->field_of_view - from->field_of_view);
  result.projection = to->projection;
  *camera = result;
}

void
vt_camera_center_on (VtCamera *camera, const double point[3])
{
  g_return_if_fail (camera != NULL && point != NULL);

  for (guint i = 0; i < 3; i++)
    camera->target[i] = point[i];
}

/* World = q · camera's axes · q*: to turn the scene is to turn the camera back, from the left. */
void
vt_camera_turn_about (VtCamera *camera, const double axis[3], double angle)
{
  double array[VT_CAMERA_ARRAY_LENGTH];
  double w = cos (angle / 2), s = -sin (angle / 2);
  double x, y, z;
  const double *q;

  g_return_if_fail (camera != NULL && axis != NULL);

  x = s * axis[0];
  y = s * axis[1];
  z = s * axis[2];
  q = camera->orientation;
  vt_camera_to_array (camera, array);
  array[3] = w * q[0] - x * q[1] - y * q[2] - z * q[3];
  array[4] = w * q[1] + x * q[0] + y * q[3] - z * q[2];
  array[5] = w * q[2] - x * q[3] + y * q[0] + z * q[1];
  array[6] = w * q[3] + x * q[2] - y * q[1] + z * q[0];
  vt_camera_from_array (camera, array, VT_CAMERA_ARRAY_LENGTH);
}

void
vt_camera_get_upright (const VtCamera *camera, double axis[3])
{
  double right[3], up[3], back[3];
  guint best = 2;

  g_return_if_fail (camera != NULL && axis != NULL);

  vt_camera_get_axes (camera, right, up, back);
  for (guint i = 0; i < 2; i++)
    if (fabs (up[i]) > fabs (up[best]) + 1e-9)
      best = i;
  for (guint i = 0; i < 3; i++)
    axis[i] = i != best ? 0 : up[i] > 0 ? 1 : -1;
}

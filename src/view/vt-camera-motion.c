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

/*
 * The line of sight o + t d, |d| = 1, meets the sphere (c, r) where t = b ∓ √(r² − p²), b = (c − o) · d, p the distance
 * of c from the line. p comes from the perpendicular vector itself and not from |c − o|² − b², which loses digits
 * far from the eye.
 */
#include "vt-picking.h"

#include <math.h>

static gboolean
meet (const VtScene *scene, gsize atom, const double origin[3], const double direction[3], double *t)
{
  const float *c = scene->positions + 3 * atom;
  double x = c[0] - origin[0], y = c[1] - origin[1], z = c[2] - origin[2], r = scene->radii[atom];
  double b = x * direction[0] + y * direction[1] + z * direction[2];
  double left;

  x -= b * direction[0];
  y -= b * direction[1];
  z -= b * direction[2];
  left = r * r - (x * x + y * y + z * z);
  if (!(left >= 0)) /* NaN: an atom without a position */
    return FALSE;
  *t = b - sqrt (left);
  return TRUE;
}

gssize
vt_picking_pick (const VtScene *scene, const VtCamera *camera, double width, double height, double x, double y,
                 double *depth)
{
  double origin[3], direction[3], nearest = INFINITY, t, least;
  gssize found = -1;

  g_return_val_if_fail (scene != NULL && camera != NULL, -1);
  g_return_val_if_fail (width > 0 && height > 0, -1);

  vt_camera_get_ray (camera, width, height, x, y, origin, direction);
  /* What lies behind an orthographic eye's plane is in the picture all the same. */
  least = camera->projection == VT_PROJECTION_PERSPECTIVE ? 0 : -INFINITY;
  for (gsize i = 0; i < scene->n_atoms; i++)
    if (!(scene->flags[i] & VT_ATOM_HIDDEN) && meet (scene, i, origin, direction, &t) && t > least && t < nearest)
      {
        nearest = t;
        found = (gssize) i;
      }
  if (found >= 0 && depth != NULL)
    *depth = nearest;
  return found;
}

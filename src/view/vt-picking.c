/*
 * The line of sight o + t d, |d| = 1, meets the sphere (c, r) where t = b ∓ √(r² − p²), b = (c − o) · d, p the distance
 * of c from the line. p comes from the perpendicular vector itself and not from |c − o|² − b², which loses digits
 * far from the eye.
 *
 * Nearly all atoms are far from the line: single precision sorts them out, a block at a time, so that compilers use
 * the processor's lanes. Its p is wrong by less than 64 ε (|o|₁ + |c − o|₁), ε = 2⁻²⁴, some ten roundings of terms that
 * are no larger than that; the margin is 168 ε of it. An atom without a position is not sorted out. The double above
 * decides.
 */
#include "vt-picking.h"

#include <math.h>

#define BLOCK 256
#define MARGIN 1e-5f

typedef struct
{
  double origin[3];
  double direction[3];
} Ray;

static gboolean
meet (const VtScene *scene, gsize atom, const Ray *ray, double *t)
{
  const float *c = scene->positions + 3 * atom;
  const double *o = ray->origin, *d = ray->direction;
  double x = c[0] - o[0], y = c[1] - o[1], z = c[2] - o[2], r = scene->radii[atom];
  double b = x * d[0] + y * d[1] + z * d[2];
  double left;

  x -= b * d[0];
  y -= b * d[1];
  z -= b * d[2];
  left = r * r - (x * x + y * y + z * z);
  if (!(left >= 0)) /* NaN: an atom without a position */
    return FALSE;
  *t = b - sqrt (left);
  return TRUE;
}

/* @far: [n], whether the atom is beyond doubt off the line */
static void
sort_out (const float *restrict positions, const float *restrict radii, gsize n, const Ray *ray, gint32 *restrict far)
{
  const float ox = (float) ray->origin[0], oy = (float) ray->origin[1], oz = (float) ray->origin[2];
  const float dx = (float) ray->direction[0], dy = (float) ray->direction[1], dz = (float) ray->direction[2];
  const float least = MARGIN * (fabsf (ox) + fabsf (oy) + fabsf (oz));

  for (gsize i = 0; i < n; i++)
    {
      float x = positions[3 * i] - ox, y = positions[3 * i + 1] - oy, z = positions[3 * i + 2] - oz;
      float reach = radii[i] + least + MARGIN * (fabsf (x) + fabsf (y) + fabsf (z));
      float b = x * dx + y * dy + z * dz;

      x -= b * dx;
      y -= b * dy;
      z -= b * dz;
      far[i] = x * x + y * y + z * z > reach * reach;
    }
}

/* An eye far from its target would cost digits: the line begins where it passes the cell's middle.
 */
static void
come_near (const VtCell *cell, Ray *ray)
{
  double way = 0, middle[3];

  vt_cell_to_cartesian (cell, (const double[3]){ 0.5, 0.5, 0.5 }, middle);
  for (guint k = 0; k < 3; k++)
    way += (middle[k] - ray->origin[k]) * ray->direction[k];
  for (guint k = 0; k < 3; k++)
    ray->origin[k] += way * ray->direction[k];
}

gssize
vt_picking_pick (const VtScene *scene, const VtCamera *camera, double width, double height, double x, double y,
                 double *depth)
{
  Ray ray, near;
  double nearest = INFINITY, t, least;
  gssize found = -1;

  g_return_val_if_fail (scene != NULL && camera != NULL, -1);
  g_return_val_if_fail (width > 0 && height > 0, -1);

  vt_camera_get_ray (camera, width, height, x, y, ray.origin, ray.direction);
  near = ray;
  come_near (&scene->cell, &near);
  /* What lies behind an orthographic eye's plane is in the picture all the same. */
  least = camera->projection == VT_PROJECTION_PERSPECTIVE ? 0 : -INFINITY;
  for (gsize first = 0; first < scene->n_atoms; first += BLOCK)
    {
      gsize n = MIN (BLOCK, scene->n_atoms - first);
      gint32 far[BLOCK];

      sort_out (scene->positions + 3 * first, scene->radii + first, n, &near, far);
      for (gsize k = 0; k < n; k++)
        if (!far[k] && !(scene->flags[first + k] & VT_ATOM_NOT_PICKED) && meet (scene, first + k, &ray, &t) && t > least
            && t < nearest)
          {
            nearest = t;
            found = (gssize) (first + k);
          }
    }
  if (found >= 0 && depth != NULL)
    *depth = nearest;
  return found;
}

void
vt_picking_find_box (const VtScene *scene, const VtCamera *camera, double width, double height, const double box[4],
                     GArray *atoms)
{
  g_return_if_fail (scene != NULL && camera != NULL && atoms != NULL);
  g_return_if_fail (width > 0 && height > 0);

  for (gsize i = 0; i < scene->n_atoms; i++)
    {
      const float *c = scene->positions + 3 * i;
      const double position[3] = { c[0], c[1], c[2] };
      double pixel[3];

      /* NaN is in no box. */
      if (!(scene->flags[i] & VT_ATOM_NOT_PICKED) && vt_camera_project (camera, width, height, position, pixel)
          && pixel[0] >= box[0] && pixel[1] >= box[1] && pixel[0] <= box[2] && pixel[1] <= box[3])
        g_array_append_val (atoms, i);
    }
}

/*
 * Conservative occlusion culling of opaque spheres on a coarse grid of pixel cells.
 *
 * Spheres come front to back (by the distance of their nearest point, d − r). Each cell keeps the distance behind
 * which nothing can be seen through any of its pixels. A sphere whose every touched cell is nearer than its own
 * nearest point is left out; a survivor lowers the cells that its disc covers wholly.
 *
 * Bounds, d the distance of the centre from the eye, f the focal length in pixels, θ the centre's angle off the
 * axis, sin α = r/d: in the picture the silhouette lies within f (tan(θ + α) − tan θ) of the centre's image, and it
 * holds the disc of radius R = f sin α / cos θ around that. At ρR from the centre's image the surface is no farther
 * than d − r √(1 − ρ²). Orthographic: both radii are r in pixels, distances are depths. All distances are along lines
 * of sight, so they compare on one pixel exactly as depth-buffer values do.
 *
 * Which survivors cover what is decided by spheres that are drawn, so the order matters for speed only.
 * O(n + cells touched); about 10 ms for 50 000 atoms that fill a window.
 */
#include "vt-occlusion.h"

#include <math.h>
#include "vt-depth-order.h"

#define CELL_PIXELS 2
#define MAX_CELLS (4 * 1024 * 1024)
/* Of a pixel: more than the rasteriser's sub-pixel grid and the shader's rounding together. */
#define SLACK 0.1f

typedef struct
{
  float   x, y;
  float   outer, inner; /* pixels; outer is infinite where no bound holds */
  float   near, center; /* Å */
  float   radius;
  guint32 atom;
} Disc;

typedef struct
{
  float *cells;
  int    columns;
  int    rows;
  float  size; /* pixels */
} Grid;

/* The view, ready for the inner loop. */
typedef struct
{
  double   eye[3], right[3], up[3], back[3];
  double   width, height;
  double   focal; /* pixels; orthographic: pixels an Å */
  gboolean perspective;
} View;

static void
init_view (View *view, const VtCamera *camera, guint width, guint height)
{
  vt_camera_get_eye (camera, view->eye);
  vt_camera_get_axes (camera, view->right, view->up, view->back);
  view->width = width;
  view->height = height;
  view->perspective = camera->projection == VT_PROJECTION_PERSPECTIVE;
  view->focal = vt_camera_get_pixels_per_angstrom (camera, height);
  if (view->perspective)
    view->focal *= vt_camera_get_distance (camera);
}

/* FALSE for a sphere that is not drawn: without a position, or around the eye. */
static gboolean
make_disc (const View *view, const VtScene *scene, gsize atom, Disc *disc)
{
  const float *p = scene->positions + 3 * atom;
  double e[3] = { p[0] - view->eye[0], p[1] - view->eye[1], p[2] - view->eye[2] }, r = scene->radii[atom];
  double x = e[0] * view->right[0] + e[1] * view->right[1] + e[2] * view->right[2];
  double y = e[0] * view->up[0] + e[1] * view->up[1] + e[2] * view->up[2];
  double z = -(e[0] * view->back[0] + e[1] * view->back[1] + e[2] * view->back[2]);
  double d = z, scale = view->focal;

  disc->atom = (guint32) atom;
  disc->radius = (float) r;
  disc->outer = disc->inner = (float) (r * scale);
  if (view->perspective)
    {
      double tan_theta, tan_alpha;

      d = sqrt (x * x + y * y + z * z);
      if (!(d > r))
        return FALSE;
      scale = view->focal / MAX (z, 1e-6);
      tan_theta = sqrt (x * x + y * y) / MAX (z, 1e-6);
      tan_alpha = r / sqrt (d * d - r * r);
      disc->inner = (float) (view->focal * (r / d) * sqrt (1 + tan_theta * tan_theta));
      disc->outer = INFINITY;
      if (z > 0 && tan_theta * tan_alpha < 0.9)
        disc->outer = (float) (view->focal * ((tan_theta + tan_alpha) / (1 - tan_theta * tan_alpha) - tan_theta));
      else
        disc->inner = 0;
    }
  disc->x = (float) (view->width / 2 + scale * x);
  disc->y = (float) (view->height / 2 - scale * y);
  disc->center = (float) d;
  disc->near = (float) (d - r);
  return isfinite (disc->near) && isfinite (disc->x) && isfinite (disc->y);
}

/* The cells with a pixel within @radius of the disc's centre; FALSE where there are none in the picture. */
static gboolean
get_cells (const Grid *grid, const Disc *disc, float radius, int range[4])
{
  float columns = (float) grid->columns, rows = (float) grid->rows;
  float left = floorf ((disc->x - radius) / grid->size), right = floorf ((disc->x + radius) / grid->size);
  float top = floorf ((disc->y - radius) / grid->size), bottom = floorf ((disc->y + radius) / grid->size);

  if (!(right >= 0 && left < columns && bottom >= 0 && top < rows))
    return FALSE;
  range[0] = (int) MAX (left, 0);
  range[1] = (int) MIN (right, columns - 1);
  range[2] = (int) MAX (top, 0);
  range[3] = (int) MIN (bottom, rows - 1);
  return TRUE;
}

static gboolean
is_hidden (const Grid *grid, const Disc *disc, const int range[4])
{
  /* Depths this close may round to one depth-buffer value. */
  float limit = disc->near - 1e-4f * disc->center;

  for (int row = range[2]; row <= range[3]; row++)
    {
      const float *cells = grid->cells + (gsize) row * (gsize) grid->columns;

      for (int column = range[0]; column <= range[1]; column++)
        if (!(cells[column] < limit))
          return FALSE;
    }
  return TRUE;
}

static void
cover (Grid *grid, const Disc *disc)
{
  float inner = disc->inner - SLACK, half = grid->size / 2, squared = inner * inner;
  int range[4];

  if (inner <= half || !get_cells (grid, disc, inner, range))
    return;
  for (int row = range[2]; row <= range[3]; row++)
    {
      float *cells = grid->cells + (gsize) row * (gsize) grid->columns;
      float dy = fabsf (((float) row + 0.5f) * grid->size - disc->y) + half - 0.5f;

      for (int column = range[0]; column <= range[1]; column++)
        {
          float dx = fabsf (((float) column + 0.5f) * grid->size - disc->x) + half - 0.5f;
          float left = squared - dx * dx - dy * dy, back;

          if (left <= 0)
            continue;
          back = disc->center - disc->radius * sqrtf (left / squared);
          cells[column] = MIN (cells[column], back);
        }
    }
}

static void
init_grid (Grid *grid, guint width, guint height)
{
  guint size = CELL_PIXELS;

  while ((gsize) (width / size + 1) * (height / size + 1) > MAX_CELLS)
    size++;
  grid->size = (float) size;
  grid->columns = (int) (width / size + 1);
  grid->rows = (int) (height / size + 1);
  grid->cells = g_new (float, (gsize) grid->columns * (gsize) grid->rows);
  for (gsize i = 0; i < (gsize) grid->columns * (gsize) grid->rows; i++)
    grid->cells[i] = INFINITY;
}

GArray *
vt_occlusion_cull (const VtScene *scene, const VtCamera *camera, guint width, guint height, guint without)
{
  g_autofree Disc *discs = NULL;
  g_autofree float *near = NULL;
  g_autofree guint32 *order = NULL;
  GArray *survivors;
  gsize n = 0;
  View view;
  Grid grid;

  g_return_val_if_fail (scene != NULL && camera != NULL, NULL);
  g_return_val_if_fail (width > 0 && height > 0, NULL);

  init_view (&view, camera, width, height);
  discs = g_new (Disc, scene->n_atoms);
  near = g_new (float, scene->n_atoms);
  for (gsize i = 0; i < scene->n_atoms; i++)
    if (!(scene->flags[i] & without) && make_disc (&view, scene, i, &discs[n]))
      {
        near[n] = discs[n].near;
        n++;
      }
  order = vt_depth_order (near, n);
  init_grid (&grid, width, height);
  survivors = g_array_new (FALSE, FALSE, sizeof (guint32));
  for (gsize i = 0; i < n; i++)
    {
      const Disc *disc = &discs[order[i]];
      int range[4];

      if (!get_cells (&grid, disc, disc->outer + SLACK, range) || is_hidden (&grid, disc, range))
        continue;
      cover (&grid, disc);
      g_array_append_val (survivors, disc->atom);
    }
  g_free (grid.cells);
  return survivors;
}

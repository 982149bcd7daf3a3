/*
 * The grabbed point G moves on the line G + t n; the pixel's line of sight is O + s d. Both are nearest where
 * t = (w · n − (w · d)(n · d)) / (1 − (n · d)²), w = O − G: under the pixel exactly where the two meet, in either
 * projection.
 */
#include "vt-slice-plane.h"

#include <math.h>
#include <string.h>
#include "vt-palette.h"
#include "vt-vector.h"

#define MAX_CORNERS 6
#define MARGIN 0.045 /* of the cell's diagonal */
#define GRIP 0.05    /* half a grip's length, of the cell's diagonal */
#define HEAD 0.4     /* an arrow's head, of that */
#define HIDDEN 0.3   /* of a line, behind atoms */
/* 1 − (n · d)² below which one looks along the normal: 8°. */
#define ALONG 0.02

static double
get_diagonal (const VtCell *cell)
{
  double squared = 0;

  for (guint k = 0; k < 3; k++)
    for (guint edge = 0; edge < 3; edge++)
      squared += cell->vectors[edge][k] * cell->vectors[edge][k];
  return sqrt (squared);
}

/* Larger about its middle, by a margin at its farthest corner. */
static void
enlarge (double corners[MAX_CORNERS][3], guint n, double margin)
{
  double middle[3] = { 0 }, farthest = 0;

  for (guint i = 0; i < n; i++)
    for (guint k = 0; k < 3; k++)
      middle[k] += corners[i][k] / n;
  for (guint i = 0; i < n; i++)
    farthest = MAX (farthest, hypot (hypot (corners[i][0] - middle[0], corners[i][1] - middle[1]),
                                     corners[i][2] - middle[2]));
  for (guint i = 0; i < n && farthest > 0; i++)
    for (guint k = 0; k < 3; k++)
      corners[i][k] += (corners[i][k] - middle[k]) * margin / farthest;
}

/* The corners of a plane's cut through the cell, so much larger that the atoms at the cell's border do not hide them,
 * Å; their number. A plane beyond the cell is taken to its border, so
 * that there is always something to take hold of. */
static guint
get_corners (const VtSlice *slice, const VtCell *cell, double corners[MAX_CORNERS][3])
{
  double plane[MAX_CORNERS][2], u[3], v[3], low, high, inset;
  VtSlice inside = *slice;
  guint n;

  vt_slice_get_range (slice, cell, &low, &high);
  inset = 1e-6 * (high - low);
  inside.position = CLAMP (slice->position, low + inset, high - inset);
  n = vt_slice_get_outline (&inside, cell, plane);
  vt_slice_get_basis (&inside, u, v);
  for (guint i = 0; i < n; i++)
    for (guint k = 0; k < 3; k++)
      corners[i][k] = plane[i][0] * u[k] + plane[i][1] * v[k] + inside.position * slice->normal[k];
  enlarge (corners, n, MARGIN * get_diagonal (cell));
  return n;
}

/* The two ends of the grip on the outline's side @i. */
static void
get_grip (const VtSlice *slice, double length, double corners[MAX_CORNERS][3], guint n, guint i, double ends[2][3])
{
  for (guint k = 0; k < 3; k++)
    {
      double middle = (corners[i][k] + corners[(i + 1) % n][k]) / 2;

      ends[0][k] = middle - length * slice->normal[k];
      ends[1][k] = middle + length * slice->normal[k];
    }
}

/* An arrow's head at a grip's end, opened along the outline's side. @back: from the tip, Å. */
static void
add_head (VtOverlay *overlay, const double tip[3], const double back[3], const double along[3], double half_width,
          const VtLineStyle *style)
{
  for (int side = -1; side <= 1; side += 2)
    {
      double from[3];

      for (guint k = 0; k < 3; k++)
        from[k] = tip[k] + back[k] + side * half_width * along[k];
      vt_overlay_add_line (overlay, from, tip, style);
    }
}

static void
add_grips (VtOverlay *overlay, const VtSlice *slice, const VtCell *cell, double corners[MAX_CORNERS][3], guint n,
           const VtLineStyle *style)
{
  double length = GRIP * get_diagonal (cell);

  for (guint i = 0; i < n; i++)
    {
      double ends[2][3], along[3], back[3], side;

      get_grip (slice, length, corners, n, i, ends);
      for (guint k = 0; k < 3; k++)
        along[k] = corners[(i + 1) % n][k] - corners[i][k];
      side = sqrt (vt_vector_dot (along, along));
      for (guint k = 0; k < 3; k++)
        along[k] /= side;
      vt_overlay_add_line (overlay, ends[0], ends[1], style);
      for (guint end = 0; end < 2; end++)
        {
          for (guint k = 0; k < 3; k++)
            back[k] = HEAD * (ends[1 - end][k] - ends[end][k]) / 2;
          add_head (overlay, ends[end], back, along, 0.7 * HEAD * length, style);
        }
    }
}

static void
add_sides (VtOverlay *overlay, const VtSlice *slice, const VtCell *cell, VtColor color)
{
  const VtLineStyle style = { .color = color, .width = 1, .dash = 5, .hidden = HIDDEN };

  for (int side = -1; side <= 1; side += 2)
    {
      double corners[MAX_CORNERS][3];
      VtSlice moved = *slice;

      moved.position += side * slice->thickness / 2;
      vt_overlay_add_loop (overlay, corners[0], get_corners (&moved, cell, corners), &style);
    }
}

VtOverlay *
vt_slice_plane_make_overlay (const VtSlice *slice, const VtCell *cell, gboolean dark, gboolean grips)
{
  VtOverlay *overlay = vt_overlay_new ();
  VtColor color = vt_palette_get (VT_MEANING_FOREGROUND, dark), faint = color;
  /* One colour in the other shows on every colour map. */
  const VtLineStyle styles[2] = {
    { .color = vt_palette_get (VT_MEANING_BACKGROUND, dark), .width = 5, .hidden = HIDDEN },
    { .color = color, .width = 2, .hidden = HIDDEN },
  };
  double corners[MAX_CORNERS][3];
  guint n;

  g_return_val_if_fail (slice != NULL && cell != NULL, overlay);

  n = get_corners (slice, cell, corners);
  faint.alpha = dark ? 0.16f : 0.12f;
  vt_overlay_add_face (overlay, corners[0], n, &faint);
  faint.alpha = 0.6f;
  add_sides (overlay, slice, cell, faint);
  for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
    {
      vt_overlay_add_loop (overlay, corners[0], n, &styles[i]);
      if (grips)
        add_grips (overlay, slice, cell, corners, n, &styles[i]);
    }
  return overlay;
}

/* ---- taking hold of it ---- */

typedef struct
{
  const VtCamera *camera;
  double          width, height, x, y;
  double          nearest; /* pixels */
  double         *grabbed;
} Search;

/* A share of the way on the screen is another one in space, by the ends' depths. */
static void
try_line (Search *search, const double from[3], const double to[3])
{
  double p[3], q[3], along[2], length, share, distance, weight;

  if (!vt_camera_project (search->camera, search->width, search->height, from, p) ||
      !vt_camera_project (search->camera, search->width, search->height, to, q))
    return;
  along[0] = q[0] - p[0];
  along[1] = q[1] - p[1];
  length = along[0] * along[0] + along[1] * along[1];
  share = length > 0 ? ((search->x - p[0]) * along[0] + (search->y - p[1]) * along[1]) / length : 0;
  share = CLAMP (share, 0, 1);
  distance = hypot (p[0] + share * along[0] - search->x, p[1] + share * along[1] - search->y);
  if (!(distance <= search->nearest))
    return;
  search->nearest = distance;
  if (search->camera->projection == VT_PROJECTION_PERSPECTIVE)
    {
      weight = (1 - share) * q[2] + share * p[2];
      share = weight > 0 ? share * p[2] / weight : share;
    }
  for (guint k = 0; k < 3; k++)
    search->grabbed[k] = from[k] + share * (to[k] - from[k]);
}

gboolean
vt_slice_plane_grab (const VtSlice *slice, const VtCell *cell, const VtCamera *camera, double width, double height,
                     double x, double y, double reach, double grabbed[3])
{
  Search search = { camera, width, height, x, y, reach, grabbed };
  double corners[MAX_CORNERS][3], ends[2][3], length;
  guint n;

  g_return_val_if_fail (slice != NULL && cell != NULL && camera != NULL, FALSE);

  n = get_corners (slice, cell, corners);
  length = GRIP * get_diagonal (cell);
  grabbed[0] = NAN;
  for (guint i = 0; i < n; i++)
    {
      try_line (&search, corners[i], corners[(i + 1) % n]);
      get_grip (slice, length, corners, n, i, ends);
      try_line (&search, ends[0], ends[1]);
    }
  return !isnan (grabbed[0]);
}

double
vt_slice_plane_follow (const VtSlice *slice, const VtCamera *camera, double width, double height,
                       const double grabbed[3], double x, double y)
{
  double origin[3], direction[3], way[3], cosine, left, pixel[3];

  g_return_val_if_fail (slice != NULL && camera != NULL, 0);

  vt_camera_get_ray (camera, width, height, x, y, origin, direction);
  for (guint k = 0; k < 3; k++)
    way[k] = origin[k] - grabbed[k];
  cosine = vt_vector_dot (slice->normal, direction);
  left = 1 - cosine * cosine;
  if (left >= ALONG)
    return (vt_vector_dot (way, slice->normal) - vt_vector_dot (way, direction) * cosine) / left;
  if (!vt_camera_project (camera, width, height, grabbed, pixel))
    return 0;
  return (pixel[1] - y) / vt_camera_get_pixels_per_angstrom (camera, height);
}

/*
 * The slab: an atom belongs to it where −t/2 ≤ n · r − p < t/2, r wrapped into the cell along its periodic directions.
 * O(n): one pass for the membership, a radix sort of the members' depths for the painting order.
 */
#include "vt-slice.h"

#include <math.h>
#include <string.h>
#include "vt-depth-order.h"
#include "vt-error.h"
#include "vt-i18n.h"
#include "vt-vector.h"

/* cos 26°: so a slice across x, y or z can be turned by a good deal either way before its picture has to. */
#define STEEP 0.9

static void
get_corner (const VtCell *cell, guint corner, double position[3])
{
  const double fractional[3] = { corner & 1, corner >> 1 & 1, corner >> 2 & 1 };

  vt_cell_to_cartesian (cell, fractional, position);
}

void
vt_slice_init (VtSlice *slice, guint axis, double thickness, const VtCell *cell)
{
  static const double middle[3] = { 0.5, 0.5, 0.5 };
  double center[3];

  g_return_if_fail (slice != NULL && cell != NULL);
  g_return_if_fail (axis < 3);

  vt_cell_to_cartesian (cell, middle, center);
  *slice = (VtSlice){ .position = center[axis], .thickness = thickness };
  slice->normal[axis] = 1;
}

gboolean
vt_slice_set_normal (VtSlice *slice, const double normal[3])
{
  double length;

  g_return_val_if_fail (slice != NULL, FALSE);

  length = sqrt (vt_vector_dot (normal, normal));
  if (!isfinite (length) || length < 1e-12)
    return FALSE;
  for (guint i = 0; i < 3; i++)
    slice->normal[i] = normal[i] / length;
  return TRUE;
}

int
vt_slice_get_axis (const VtSlice *slice)
{
  g_return_val_if_fail (slice != NULL, -1);

  for (int i = 0; i < 3; i++)
    if (slice->normal[i] == 1)
      return i;
  return -1;
}

void
vt_slice_get_basis (const VtSlice *slice, double u[3], double v[3])
{
  const double *n;
  double along, length;
  guint up;

  g_return_if_fail (slice != NULL);

  n = slice->normal;
  up = fabs (n[2]) > STEEP ? 1 : 2;
  along = n[up];
  for (guint i = 0; i < 3; i++)
    v[i] = (i == up) - along * n[i];
  length = sqrt (vt_vector_dot (v, v));
  for (guint i = 0; i < 3; i++)
    v[i] /= length;
  u[0] = v[1] * n[2] - v[2] * n[1];
  u[1] = v[2] * n[0] - v[0] * n[2];
  u[2] = v[0] * n[1] - v[1] * n[0];
}

void
vt_slice_get_range (const VtSlice *slice, const VtCell *cell, double *minimum, double *maximum)
{
  g_return_if_fail (slice != NULL && cell != NULL);

  *minimum = INFINITY;
  *maximum = -INFINITY;
  for (guint corner = 0; corner < 8; corner++)
    {
      double position[3], along;

      get_corner (cell, corner, position);
      along = vt_vector_dot (slice->normal, position);
      *minimum = MIN (*minimum, along);
      *maximum = MAX (*maximum, along);
    }
}

void
vt_slice_get_extent (const VtSlice *slice, const VtCell *cell, double minimum[2], double maximum[2])
{
  double basis[2][3];

  g_return_if_fail (slice != NULL && cell != NULL);

  vt_slice_get_basis (slice, basis[0], basis[1]);
  for (guint i = 0; i < 2; i++)
    {
      minimum[i] = INFINITY;
      maximum[i] = -INFINITY;
      for (guint corner = 0; corner < 8; corner++)
        {
          double position[3], along;

          get_corner (cell, corner, position);
          along = vt_vector_dot (basis[i], position);
          minimum[i] = MIN (minimum[i], along);
          maximum[i] = MAX (maximum[i], along);
        }
    }
}

/* Where the middle plane crosses the cell's twelve edges; corners in the plane count with the lower side. */
static guint
cut_edges (const VtSlice *slice, const VtCell *cell, double points[12][2])
{
  double corners[8][3], height[8], u[3], v[3];
  guint n = 0;

  vt_slice_get_basis (slice, u, v);
  for (guint i = 0; i < 8; i++)
    {
      get_corner (cell, i, corners[i]);
      height[i] = vt_vector_dot (slice->normal, corners[i]) - slice->position;
    }
  for (guint i = 0; i < 8; i++)
    for (guint axis = 0; axis < 3; axis++)
      {
        guint j = i | 1u << axis;
        double t;

        if (i == j || (height[i] > 0) == (height[j] > 0))
          continue;
        t = height[i] / (height[i] - height[j]);
        points[n][0] = vt_vector_dot (u, corners[i]) + t * (vt_vector_dot (u, corners[j]) - vt_vector_dot (u, corners[i]));
        points[n][1] = vt_vector_dot (v, corners[i]) + t * (vt_vector_dot (v, corners[j]) - vt_vector_dot (v, corners[i]));
        n++;
      }
  return n;
}

guint
vt_slice_get_outline (const VtSlice *slice, const VtCell *cell, double corners[6][2])
{
  double points[12][2], angle[12], center[2] = { 0, 0 };
  guint n, kept = 0;

  g_return_val_if_fail (slice != NULL && cell != NULL, 0);

  n = cut_edges (slice, cell, points);
  for (guint i = 0; i < n; i++)
    {
      center[0] += points[i][0] / n;
      center[1] += points[i][1] / n;
    }
  for (guint i = 0; i < n; i++)
    {
      double p[2] = { points[i][0], points[i][1] }, a = atan2 (p[1] - center[1], p[0] - center[0]);
      guint j = i;

      for (; j > 0 && angle[j - 1] > a; j--)
        {
          angle[j] = angle[j - 1];
          memcpy (points[j], points[j - 1], sizeof p);
        }
      angle[j] = a;
      memcpy (points[j], p, sizeof p);
    }
  /* A plane through a corner meets several edges in one point. */
  for (guint i = 0; i < n && kept < 6; i++)
    if (kept == 0 || hypot (points[i][0] - corners[kept - 1][0], points[i][1] - corners[kept - 1][1]) > 1e-9)
      memcpy (corners[kept++], points[i], sizeof corners[0]);
  if (kept > 1 && hypot (corners[kept - 1][0] - corners[0][0], corners[kept - 1][1] - corners[0][1]) <= 1e-9)
    kept--;
  return kept >= 3 ? kept : 0;
}

static GArray *
find_members (const VtSlice *slice, const VtFrame *frame)
{
  GArray *members = g_array_new (FALSE, FALSE, sizeof (VtSliceAtom));
  const VtCell *cell = vt_frame_get_cell (frame);
  const double *x = vt_frame_get_axis (frame, 0), *y = vt_frame_get_axis (frame, 1), *z = vt_frame_get_axis (frame, 2);
  gsize n = vt_frame_get_n_atoms (frame);
  double u[3], v[3];

  vt_slice_get_basis (slice, u, v);
  for (gsize i = 0; i < n; i++)
    {
      double position[3] = { x[i], y[i], z[i] }, depth;
      VtSliceAtom atom;
      int image[3];

      if (isnan (x[i] + y[i] + z[i]))
        continue;
      vt_cell_wrap (cell, position, image);
      depth = vt_vector_dot (slice->normal, position) - slice->position;
      if (!(depth >= -slice->thickness / 2 && depth < slice->thickness / 2))
        continue;
      atom = (VtSliceAtom){ (guint32) i, (float) vt_vector_dot (u, position), (float) vt_vector_dot (v, position), (float) depth };
      g_array_append_val (members, atom);
    }
  return members;
}

GArray *
vt_slice_select (const VtSlice *slice, const VtFrame *frame)
{
  g_autoptr (GArray) members = NULL;
  g_autofree float *depth = NULL;
  g_autofree guint32 *order = NULL;
  GArray *sorted;

  g_return_val_if_fail (slice != NULL && frame != NULL, NULL);

  members = find_members (slice, frame);
  depth = g_new (float, members->len);
  for (guint i = 0; i < members->len; i++)
    depth[i] = g_array_index (members, VtSliceAtom, i).depth;
  order = vt_depth_order (depth, members->len);
  sorted = g_array_sized_new (FALSE, FALSE, sizeof (VtSliceAtom), members->len);
  for (guint i = 0; i < members->len; i++)
    g_array_append_val (sorted, g_array_index (members, VtSliceAtom, order[i]));
  return sorted;
}

/* All of @text as up to @most numbers with commas between; their number, 0 where it is none. */
static guint
parse_numbers (const char *text, double *numbers, guint most)
{
  guint n = 0;

  for (;;)
    {
      char *end;

      if (n == most)
        return 0;
      numbers[n] = g_ascii_strtod (text, &end);
      if (end == text || !isfinite (numbers[n]) || (*end != '\0' && *end != ','))
        return 0;
      n++;
      if (*end == '\0')
        return n;
      text = end + 1;
    }
}

gboolean
vt_slice_from_string (VtSlice *slice, const char *text, GError **error)
{
  g_auto (GStrv) halves = NULL;
  double normal[3] = { 0, 0, 0 }, numbers[2] = { 0, slice != NULL ? slice->thickness : 0 };
  gboolean good;

  g_return_val_if_fail (slice != NULL && text != NULL, FALSE);

  halves = g_strsplit (text, "=", -1);
  good = g_strv_length (halves) == 2;
  if (good && strlen (halves[0]) == 1 && halves[0][0] >= 'x' && halves[0][0] <= 'z')
    normal[halves[0][0] - 'x'] = 1;
  else
    good = good && parse_numbers (halves[0], normal, 3) == 3;
  good = good && parse_numbers (halves[1], numbers, 2) > 0 && numbers[1] > 0;
  good = good && vt_slice_set_normal (slice, normal);
  if (!good)
    {
      VtPlace place = { NULL, -1, 0,
                        _("Write for example z=20,3.8 or 1,1,0=20,3.8: normal, position and thickness in Å") };

      vt_set_error_at (error, VT_ERROR_USAGE, &place, _("“%s” is no slice"), text);
      return FALSE;
    }
  slice->position = numbers[0];
  slice->thickness = numbers[1];
  return TRUE;
}

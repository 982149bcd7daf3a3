/*
 * Each plane starts with a square as large as the reach and is cut by all the others (Sutherland & Hodgman, Commun. ACM
 * 17, 32 (1974)). The corners of all faces are then made one where they are on one spot, which is what makes the
 * polyhedron of polygons that were cut apart.
 */
#include "vt-polyhedron.h"

#include <math.h>
#include <string.h>

#include "vt-vector.h"

#define SPOT 1e-7 /* Å: corners nearer than this are one */

typedef struct
{
  const double *planes; /* [n][4], unit normals */
  gsize         n;
} Cut;

void
vt_polyhedron_free (VtPolyhedron *polyhedron)
{
  if (polyhedron == NULL)
    return;
  g_free (polyhedron->vertices);
  g_free (polyhedron->first);
  g_free (polyhedron->corners);
  g_free (polyhedron->sources);
  g_free (polyhedron);
}

/* Two unit vectors that make a right-handed system with @normal. */
static void
span (const double normal[3], double u[3], double v[3])
{
  double axis[3] = { 0, 0, 0 }, length;
  guint least = 0;

  for (guint k = 1; k < 3; k++)
    if (fabs (normal[k]) < fabs (normal[least]))
      least = k;
  axis[least] = 1;
  vt_vector_cross (axis, normal, u);
  length = sqrt (vt_vector_dot (u, u));
  for (guint k = 0; k < 3; k++)
    u[k] /= length;
  vt_vector_cross (normal, u, v);
}

/* What of the polygon @points (double [3] each) holds plane · r ≤ w, in its place. */
static void
clip (GArray *points, const double plane[4])
{
  g_autoptr (GArray) all = g_array_copy (points);
  guint n = all->len;

  g_array_set_size (points, 0);
  for (guint i = 0; i < n; i++)
    {
      const double *a = &g_array_index (all, double, 3 * i);
      const double *b = &g_array_index (all, double, 3 * ((i + 1) % n));
      double from = vt_vector_dot (plane, a) - plane[3], to = vt_vector_dot (plane, b) - plane[3];

      if (from <= 0)
        g_array_append_vals (points, a, 1);
      if ((from < 0 && to > 0) || (from > 0 && to < 0))
        {
          double share = from / (from - to), c[3];

          for (guint k = 0; k < 3; k++)
            c[k] = a[k] + share * (b[k] - a[k]);
          g_array_append_vals (points, c, 1);
        }
    }
}

/* (transfer full) (element-type double [3]) */
static GArray *
cut_face (const Cut *cut, gsize number, double reach)
{
  const double *plane = cut->planes + 4 * number;
  static const int signs[4][2] = { { -1, -1 }, { 1, -1 }, { 1, 1 }, { -1, 1 } };
  GArray *points = g_array_new (FALSE, FALSE, 3 * sizeof (double));
  double u[3], v[3];

  span (plane, u, v);
  for (guint i = 0; i < 4; i++)
    {
      double corner[3];

      for (guint k = 0; k < 3; k++)
        corner[k] = plane[3] * plane[k] + 4 * reach * (signs[i][0] * u[k] + signs[i][1] * v[k]);
      g_array_append_vals (points, corner, 1);
    }
  for (gsize other = 0; other < cut->n && points->len > 0; other++)
    if (other != number)
      clip (points, cut->planes + 4 * other);
  return points;
}

static guint
find_vertex (GArray *vertices, const double point[3])
{
  for (guint i = 0; i < vertices->len; i++)
    {
      const double *v = &g_array_index (vertices, double, 3 * i);

      if (fabs (v[0] - point[0]) < SPOT && fabs (v[1] - point[1]) < SPOT && fabs (v[2] - point[2]) < SPOT)
        return i;
    }
  g_array_append_vals (vertices, point, 1);
  return vertices->len - 1;
}

/* Puts one face down; one whose corners are fewer than three is none. */
static void
add_face (GArray *corners, GArray *first, GArray *sources, const guint *face, guint n, guint source)
{
  guint begin = corners->len;

  for (guint i = 0; i < n; i++)
    if (face[i] != face[(i + n - 1) % n])
      g_array_append_val (corners, face[i]);
  if (corners->len - begin < 3)
    {
      g_array_set_size (corners, begin);
      return;
    }
  g_array_append_val (sources, source);
  g_array_append_val (first, corners->len);
}

static VtPolyhedron *
assemble (GArray *vertices, GArray *corners, GArray *first, GArray *sources)
{
  VtPolyhedron *polyhedron = g_new0 (VtPolyhedron, 1);

  polyhedron->n_vertices = vertices->len;
  polyhedron->n_faces = sources->len;
  polyhedron->vertices = (double *) (gpointer) g_array_free (vertices, FALSE);
  polyhedron->corners = (guint *) (gpointer) g_array_free (corners, FALSE);
  polyhedron->first = (guint *) (gpointer) g_array_free (first, FALSE);
  polyhedron->sources = (guint *) (gpointer) g_array_free (sources, FALSE);
  return polyhedron;
}

/* (transfer full): double [n + 6][4], with unit normals and the box behind them */
static double *
make_planes (const double *planes, gsize n, double reach)
{
  double *all = g_new0 (double, 4 * (n + 6));

  for (gsize i = 0; i < n; i++)
    {
      double length = sqrt (vt_vector_dot (planes + 4 * i, planes + 4 * i));

      for (guint k = 0; k < 4; k++)
        all[4 * i + k] = planes[4 * i + k] / length;
    }
  for (guint side = 0; side < 6; side++)
    {
      all[4 * (n + side) + side / 2] = side % 2 == 0 ? 1 : -1;
      all[4 * (n + side) + 3] = reach;
    }
  return all;
}

VtPolyhedron *
vt_polyhedron_new (const double *planes, gsize n, double reach)
{
  g_autofree double *all = NULL;
  GArray *vertices, *corners, *first, *sources;
  Cut cut;

  g_return_val_if_fail (n == 0 || planes != NULL, NULL);
  g_return_val_if_fail (reach > 0, NULL);

  all = make_planes (planes, n, reach);
  cut = (Cut){ all, n + 6 };
  vertices = g_array_new (FALSE, FALSE, 3 * sizeof (double));
  corners = g_array_new (FALSE, FALSE, sizeof (guint));
  first = g_array_new (FALSE, TRUE, sizeof (guint));
  sources = g_array_new (FALSE, FALSE, sizeof (guint));
  g_array_set_size (first, 1);
  for (gsize i = 0; i < cut.n; i++)
    {
      g_autoptr (GArray) points = cut_face (&cut, i, reach);
      g_autofree guint *face = g_new (guint, MAX (points->len, 1));

      for (guint k = 0; k < points->len; k++)
        face[k] = find_vertex (vertices, &g_array_index (points, double, 3 * k));
      add_face (corners, first, sources, face, points->len, (guint) i);
    }
  return assemble (vertices, corners, first, sources);
}

/* ---- the shell behind the faces ---- */

typedef struct
{
  guint  point;
  double angle;
} Around;

static int
compare_angles (gconstpointer a, gconstpointer b)
{
  const Around *x = a, *y = b;

  return (x->angle > y->angle) - (x->angle < y->angle);
}

static gboolean
has_corner (const VtPolyhedron *cell, guint face, guint vertex)
{
  for (guint i = cell->first[face]; i < cell->first[face + 1]; i++)
    if (cell->corners[i] == vertex)
      return TRUE;
  return FALSE;
}

/* The planes that meet at a vertex, by their points' angle around it; FALSE where the cell was cut off there. */
static gboolean
gather_around (const VtPolyhedron *cell, guint vertex, const double *points, gsize n, GArray *around)
{
  const double *out = cell->vertices + 3 * vertex;
  double length = sqrt (vt_vector_dot (out, out)), normal[3], u[3], v[3];

  if (!(length > 0))
    return FALSE;
  for (guint k = 0; k < 3; k++)
    normal[k] = out[k] / length;
  span (normal, u, v);
  g_array_set_size (around, 0);
  for (guint f = 0; f < cell->n_faces; f++)
    {
      guint plane = cell->sources[f];
      Around item = { plane, 0 };

      if (!has_corner (cell, f, vertex))
        continue;
      if (plane >= n)
        return FALSE;
      item.angle = atan2 (vt_vector_dot (points + 3 * plane, v), vt_vector_dot (points + 3 * plane, u));
      g_array_append_val (around, item);
    }
  g_array_sort (around, compare_angles);
  return TRUE;
}

VtPolyhedron *
vt_polyhedron_new_dual (const VtPolyhedron *cell, const double *points, gsize n)
{
  g_autofree guint *number = NULL;
  g_autoptr (GArray) around = g_array_new (FALSE, FALSE, sizeof (Around));
  GArray *vertices, *corners, *first, *sources;

  g_return_val_if_fail (cell != NULL && (n == 0 || points != NULL), NULL);

  vertices = g_array_new (FALSE, FALSE, 3 * sizeof (double));
  corners = g_array_new (FALSE, FALSE, sizeof (guint));
  first = g_array_new (FALSE, TRUE, sizeof (guint));
  sources = g_array_new (FALSE, FALSE, sizeof (guint));
  g_array_set_size (first, 1);
  number = g_new0 (guint, MAX (n, 1));
  for (guint f = 0; f < cell->n_faces; f++)
    if (cell->sources[f] < n)
      {
        number[cell->sources[f]] = vertices->len;
        g_array_append_vals (vertices, points + 3 * cell->sources[f], 1);
      }
  for (guint i = 0; i < cell->n_vertices; i++)
    {
      g_autofree guint *face = NULL;

      if (!gather_around (cell, i, points, n, around))
        continue;
      face = g_new (guint, MAX (around->len, 1));
      for (guint k = 0; k < around->len; k++)
        face[k] = number[g_array_index (around, Around, k).point];
      add_face (corners, first, sources, face, around->len, i);
    }
  return assemble (vertices, corners, first, sources);
}

/* ---- what it measures, and what it looks like ---- */

/* Tetrahedra from 0 to a fan of triangles a face; their signs make it true wherever 0 lies. */
double
vt_polyhedron_get_volume (const VtPolyhedron *polyhedron)
{
  double six = 0;

  g_return_val_if_fail (polyhedron != NULL, NAN);

  for (guint f = 0; f < polyhedron->n_faces; f++)
    for (guint i = polyhedron->first[f] + 2; i < polyhedron->first[f + 1]; i++)
      {
        const double *a = polyhedron->vertices + 3 * polyhedron->corners[polyhedron->first[f]];
        const double *b = polyhedron->vertices + 3 * polyhedron->corners[i - 1];
        const double *c = polyhedron->vertices + 3 * polyhedron->corners[i];
        double cross[3];

        vt_vector_cross (b, c, cross);
        six += vt_vector_dot (a, cross);
      }
  return six / 6;
}

static gboolean
is_edge_known (GArray *edges, guint64 edge)
{
  for (guint i = 0; i < edges->len; i++)
    if (g_array_index (edges, guint64, i) == edge)
      return TRUE;
  return FALSE;
}

void
vt_polyhedron_draw (const VtPolyhedron *polyhedron,
                    VtOverlay          *overlay,
                    const double        place[3],
                    const VtLineStyle  *edges,
                    VtColor           (*face) (guint face, gpointer data),
                    gpointer            data)
{
  g_autoptr (GArray) known = g_array_new (FALSE, FALSE, sizeof (guint64));

  g_return_if_fail (polyhedron != NULL && overlay != NULL);

  for (guint f = 0; f < polyhedron->n_faces; f++)
    {
      const guint *corners = polyhedron->corners + polyhedron->first[f];
      guint n = polyhedron->first[f + 1] - polyhedron->first[f];
      g_autofree double *points = g_new (double, 3 * n);

      for (guint i = 0; i < n; i++)
        for (guint k = 0; k < 3; k++)
          points[3 * i + k] = place[k] + polyhedron->vertices[3 * corners[i] + k];
      if (face != NULL && face (f, data).alpha > 0)
        {
          VtColor color = face (f, data);

          vt_overlay_add_face (overlay, points, n, &color);
        }
      for (guint i = 0; edges != NULL && i < n; i++)
        {
          guint a = corners[i], b = corners[(i + 1) % n];
          guint64 edge = (guint64) MIN (a, b) << 32 | MAX (a, b);

          if (is_edge_known (known, edge))
            continue;
          g_array_append_val (known, edge);
          vt_overlay_add_line (overlay, points + 3 * i, points + 3 * ((i + 1) % n), edges);
        }
    }
}

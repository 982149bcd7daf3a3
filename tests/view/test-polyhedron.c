/* Cells and shells whose shape is known, and volumes of random ones against counted points. */
#include "vt-polyhedron.h"

#include <math.h>

/* Planes half way to @points. (transfer full) */
static double *
halve (const double *points, guint n)
{
  double *planes = g_new (double, 4 * n);

  for (guint i = 0; i < n; i++)
    {
      const double *p = points + 3 * i;

      for (guint k = 0; k < 3; k++)
        planes[4 * i + k] = p[k];
      planes[4 * i + 3] = (p[0] * p[0] + p[1] * p[1] + p[2] * p[2]) / 2;
    }
  return planes;
}

static guint
count_edges (const VtPolyhedron *polyhedron)
{
  return polyhedron->first[polyhedron->n_faces] / 2; /* each is two faces' */
}

static guint
count_faces_of (const VtPolyhedron *polyhedron, guint corners)
{
  guint count = 0;

  for (guint f = 0; f < polyhedron->n_faces; f++)
    count += polyhedron->first[f + 1] - polyhedron->first[f] == corners;
  return count;
}

/* Simple cubic, a = 3 Å: a cube of 27 Å³, though the 20 next neighbours touch it; its shell is an octahedron. */
static void
test_cubic (void)
{
  g_autofree double *points = g_new (double, 3 * 26), *planes = NULL;
  g_autoptr (VtPolyhedron) cell = NULL, shell = NULL;
  guint n = 0;

  for (int x = -1; x <= 1; x++)
    for (int y = -1; y <= 1; y++)
      for (int z = -1; z <= 1; z++)
        if (x != 0 || y != 0 || z != 0)
          {
            points[3 * n] = 3 * x;
            points[3 * n + 1] = 3 * y;
            points[3 * n++ + 2] = 3 * z;
          }
  planes = halve (points, n);
  cell = vt_polyhedron_new (planes, n, 20);
  g_assert_cmpuint (cell->n_vertices, ==, 8);
  g_assert_cmpuint (cell->n_faces, ==, 6);
  g_assert_cmpuint (count_edges (cell), ==, 12);
  g_assert_cmpuint (count_faces_of (cell, 4), ==, 6);
  g_assert_cmpfloat_with_epsilon (vt_polyhedron_get_volume (cell), 27, 1e-12);
  shell = vt_polyhedron_new_dual (cell, points, n);
  g_assert_cmpuint (shell->n_vertices, ==, 6);
  g_assert_cmpuint (shell->n_faces, ==, 8);
  g_assert_cmpuint (count_faces_of (shell, 3), ==, 8);
  g_assert_cmpfloat_with_epsilon (vt_polyhedron_get_volume (shell), 4.0 / 3 * 27, 1e-12); /* √2³ a³ √2/3, edge √2 a */
}

/* Twelve neighbours on an icosahedron's corners: a dodecahedron of pentagons, ⟨0 0 12 0⟩, in a shell of 20 triangles. */
static void
test_icosahedron (void)
{
  const double g = (1 + sqrt (5)) / 2;
  g_autofree double *points = g_new (double, 36), *planes = NULL;
  g_autoptr (VtPolyhedron) cell = NULL, shell = NULL;

  for (guint i = 0; i < 12; i++)
    {
      points[3 * i + i / 4] = 0;
      points[3 * i + (i / 4 + 1) % 3] = i % 2 == 0 ? 1 : -1;
      points[3 * i + (i / 4 + 2) % 3] = i % 4 < 2 ? g : -g;
    }
  planes = halve (points, 12);
  cell = vt_polyhedron_new (planes, 12, 50);
  g_assert_cmpuint (cell->n_faces, ==, 12);
  g_assert_cmpuint (cell->n_vertices, ==, 20);
  g_assert_cmpuint (count_faces_of (cell, 5), ==, 12);
  shell = vt_polyhedron_new_dual (cell, points, 12);
  g_assert_cmpuint (shell->n_vertices, ==, 12);
  g_assert_cmpuint (shell->n_faces, ==, 20);
  g_assert_cmpuint (count_faces_of (shell, 3), ==, 20);
  g_assert_cmpuint (count_edges (shell), ==, 30);
  /* 5 (3 + √5)/12 a³ with the edge a = 2 */
  g_assert_cmpfloat_with_epsilon (vt_polyhedron_get_volume (shell), 5 * (3 + sqrt (5)) / 12 * 8, 1e-12);
}

/* fcc: four faces meet at six corners, and the shell is a cuboctahedron with squares there. */
static void
test_fcc (void)
{
  g_autofree double *points = g_new0 (double, 36), *planes = NULL;
  g_autoptr (VtPolyhedron) cell = NULL, shell = NULL;

  for (guint i = 0; i < 12; i++)
    {
      points[3 * i + (i / 4 + 1) % 3] = i % 2 == 0 ? 2 : -2;
      points[3 * i + (i / 4 + 2) % 3] = i % 4 < 2 ? 2 : -2;
    }
  planes = halve (points, 12);
  cell = vt_polyhedron_new (planes, 12, 50);
  g_assert_cmpuint (cell->n_faces, ==, 12);
  g_assert_cmpuint (cell->n_vertices, ==, 14);
  g_assert_cmpfloat_with_epsilon (vt_polyhedron_get_volume (cell), 16, 1e-12); /* a³/4, a = 4 Å */
  shell = vt_polyhedron_new_dual (cell, points, 12);
  g_assert_cmpuint (count_faces_of (shell, 3), ==, 8);
  g_assert_cmpuint (count_faces_of (shell, 4), ==, 6);
  g_assert_cmpuint (count_edges (shell), ==, 24);
}

/* Two planes leave it open: cut off at its reach, where the shell has no face. */
static void
test_open (void)
{
  const double points[] = { 2, 0, 0, -2, 0, 0 };
  g_autofree double *planes = halve (points, 2);
  g_autoptr (VtPolyhedron) cell = vt_polyhedron_new (planes, 2, 10);
  g_autoptr (VtPolyhedron) shell = vt_polyhedron_new_dual (cell, points, 2);
  g_autoptr (VtPolyhedron) nothing = NULL;
  const double apart[] = { 1, 0, 0, -1, -1, 0, 0, -1 };

  g_assert_cmpfloat_with_epsilon (vt_polyhedron_get_volume (cell), 2 * 20 * 20, 1e-9);
  g_assert_cmpuint (shell->n_vertices, ==, 2);
  g_assert_cmpuint (shell->n_faces, ==, 0);
  nothing = vt_polyhedron_new (apart, 2, 10);
  g_assert_cmpuint (nothing->n_faces, ==, 0);
  g_assert_cmpfloat (vt_polyhedron_get_volume (nothing), ==, 0);
}

static gboolean
is_inside (const double *planes, guint n, const double r[3])
{
  for (guint i = 0; i < n; i++)
    if (planes[4 * i] * r[0] + planes[4 * i + 1] * r[1] + planes[4 * i + 2] * r[2] > planes[4 * i + 3])
      return FALSE;
  return TRUE;
}

/* Euler's formula, faces turned outwards, and the volume of random cells by points thrown at them. */
static void
test_random (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (3);

  for (guint trial = 0; trial < 20; trial++)
    {
      enum { N = 16, THROWS = 40000 };
      double points[3 * N], r[3], expected;
      g_autofree double *planes = NULL;
      g_autoptr (VtPolyhedron) cell = NULL;
      guint inside = 0;

      for (guint i = 0; i < 3 * N; i++)
        points[i] = g_rand_double_range (random, 1, 4) * (g_rand_boolean (random) ? 1 : -1);
      planes = halve (points, N);
      cell = vt_polyhedron_new (planes, N, 4);
      g_assert_cmpuint (cell->n_vertices + cell->n_faces, ==, count_edges (cell) + 2);
      for (guint f = 0; f < cell->n_faces; f++)
        for (guint i = cell->first[f]; i < cell->first[f + 1] && cell->sources[f] < N; i++)
          {
            const double *v = cell->vertices + 3 * cell->corners[i], *p = planes + 4 * cell->sources[f];

            g_assert_cmpfloat_with_epsilon (v[0] * p[0] + v[1] * p[1] + v[2] * p[2], p[3], 1e-9);
          }
      for (guint i = 0; i < THROWS; i++)
        {
          for (guint k = 0; k < 3; k++)
            r[k] = g_rand_double_range (random, -4, 4);
          inside += is_inside (planes, N, r);
        }
      expected = 512.0 * inside / THROWS;
      g_assert_cmpfloat_with_epsilon (vt_polyhedron_get_volume (cell), expected,
                                      5 * 512 * sqrt (inside + 1.0) / THROWS);
    }
}

static VtColor
face_color (guint face, gpointer data)
{
  return (VtColor){ 1, 0, 0, face < GPOINTER_TO_UINT (data) ? 0.5f : 0 };
}

/* Twelve edges, each once, and two triangles for each face that has a colour; at its place. */
static void
test_draw (void)
{
  const double planes[] = { 2, 0, 0, 2, -1, 0, 0, 1, 0, 1, 0, 1, 0, -1, 0, 1, 0, 0, 1, 1, 0, 0, -1, 1 };
  const double place[] = { 10, 20, 30 };
  const VtLineStyle style = VT_LINE_STYLE (((VtColor){ 0, 0, 0, 1 }));
  g_autoptr (VtPolyhedron) cube = vt_polyhedron_new (planes, 6, 5);
  g_autoptr (VtOverlay) overlay = vt_overlay_new ();
  const VtOverlayLine *lines;
  gsize n_lines, n_faces;

  vt_polyhedron_draw (cube, overlay, place, &style, face_color, GUINT_TO_POINTER (4));
  lines = vt_overlay_get_lines (overlay, &n_lines);
  vt_overlay_get_faces (overlay, &n_faces);
  g_assert_cmpuint (n_lines, ==, 12);
  g_assert_cmpuint (n_faces, ==, 8);
  for (gsize i = 0; i < n_lines; i++)
    for (guint k = 0; k < 3; k++)
      g_assert_cmpfloat (fabs (lines[i].ends[0][k] - place[k]), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/view/polyhedron/cubic", test_cubic);
  g_test_add_func ("/view/polyhedron/icosahedron", test_icosahedron);
  g_test_add_func ("/view/polyhedron/fcc", test_fcc);
  g_test_add_func ("/view/polyhedron/open", test_open);
  g_test_add_func ("/view/polyhedron/random", test_random);
  g_test_add_func ("/view/polyhedron/draw", test_draw);
  return g_test_run ();
}

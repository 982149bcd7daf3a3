/* Thresholds where they are met exactly, the order of an atom's faces, and that of polyhedra. */
#include "vt-voronoi.h"

#include <math.h>
#include "sample.h"

static VtVoronoi *
tessellate (VtFrame *frame)
{
  g_autoptr (GError) error = NULL;
  VtVoronoi *voronoi = vt_voronoi_new (frame, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return voronoi;
}

static VtVoronoi *
make_gas (guint32 seed, double edge, gsize n)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  g_autoptr (VtFrame) frame = NULL;
  VtCell cell;

  vt_cell_init_box (&cell, edge, edge + 1.0, edge + 2.0);
  frame = sample_gas (random, &cell, n, 0);
  return tessellate (frame);
}

/* Dropped is what lies below: a face of just that area stays, and goes with the next number above it. */
static void
test_area (void)
{
  g_autoptr (VtVoronoi) voronoi = make_gas (3, 9.0, 80);

  for (gsize i = 0; i < 80; i++)
    {
      guint n;
      const VtVoronoiFace *faces = vt_voronoi_get_faces (voronoi, i, &n);

      for (guint k = 0; k < n; k++)
        {
          const VtVoronoiThresholds at = { .area = faces[k].area };
          const VtVoronoiThresholds above = { .area = nextafter ((double) faces[k].area, INFINITY) };

          g_assert_true (vt_voronoi_keeps (voronoi, &at, i, &faces[k]));
          g_assert_false (vt_voronoi_keeps (voronoi, &above, i, &faces[k]));
        }
    }
}

/* Two cells in walls of 10 × 10 × 40 Å: the lower has a surface of 2 · 100 + 40 · 5 = 400 Å², of which the face between
 * them is a quarter, in numbers that are exact. */
static void
test_relative_area (void)
{
  static const double xyz[6] = { 5.0, 5.0, 4.0, 5.0, 5.0, 6.0 };
  const VtVoronoiThresholds at = { .relative_area = 0.25 };
  const VtVoronoiThresholds above = { .relative_area = nextafter (0.25, 1.0) };
  g_autoptr (VtFrame) frame = NULL;
  g_autoptr (VtVoronoi) voronoi = NULL;
  VtCell cell;

  vt_cell_init_box (&cell, 10.0, 10.0, 40.0);
  cell.periodic[0] = cell.periodic[1] = cell.periodic[2] = FALSE;
  frame = sample_new (&cell, xyz, NULL, 2);
  voronoi = tessellate (frame);
  for (gsize i = 0; i < 2; i++)
    {
      guint n;
      const VtVoronoiFace *faces = vt_voronoi_get_faces (voronoi, i, &n);

      for (guint k = 0; k < n; k++)
        if (faces[k].neighbor >= 0)
          {
            g_assert_cmpfloat (faces[k].area, ==, 100.0);
            g_assert_true (vt_voronoi_keeps (voronoi, &at, i, &faces[k]));
            g_assert_false (vt_voronoi_keeps (voronoi, &above, i, &faces[k]));
          }
    }
}

static guint
count_long (const VtVoronoi *voronoi, const VtVoronoiFace *face, double threshold)
{
  guint n = 0;

  for (guint e = 0; e < face->n_edges; e++)
    n += (double) vt_voronoi_get_edges (voronoi)[face->first_edge + e] >= threshold;
  return n;
}

static void
check_edge (const VtVoronoi *voronoi, gsize atom, const VtVoronoiFace *faces, guint n, double threshold)
{
  const VtVoronoiThresholds thresholds = { .edge = threshold };

  for (guint k = 0; k < n; k++)
    g_assert_cmpint (vt_voronoi_keeps (voronoi, &thresholds, atom, &faces[k]), ==,
                     count_long (voronoi, &faces[k], threshold) >= 3);
}

/* At an edge's length, and so little off it that a float would not tell, on either side. */
static void
test_edge (void)
{
  g_autoptr (VtVoronoi) voronoi = make_gas (5, 8.0, 50);
  guint triangles = 0;

  for (gsize i = 0; i < 50; i++)
    {
      guint n;
      const VtVoronoiFace *faces = vt_voronoi_get_faces (voronoi, i, &n);

      for (guint k = 0; k < n; k++)
        for (guint e = 0; e < faces[k].n_edges; e++)
          {
            double length = vt_voronoi_get_edges (voronoi)[faces[k].first_edge + e];

            check_edge (voronoi, i, faces, n, length);
            check_edge (voronoi, i, faces, n, length * (1.0 + 1e-12));
            check_edge (voronoi, i, faces, n, length * (1.0 - 1e-12));
            triangles += faces[k].n_edges == 3;
          }
    }
  /* Of these each edge decides. */
  g_assert_cmpuint (triangles, >, 30);
}

/* Of a cell so small that neighbours have several faces: by neighbour, then from the smallest. */
static void
test_order (void)
{
  g_autoptr (VtVoronoi) voronoi = make_gas (11, 4.0, 4);
  guint shared = 0;

  for (gsize i = 0; i < 4; i++)
    {
      guint n;
      const VtVoronoiFace *faces = vt_voronoi_get_faces (voronoi, i, &n);

      for (guint k = 1; k < n; k++)
        {
          g_assert_cmpint (faces[k].neighbor, >=, faces[k - 1].neighbor);
          if (faces[k].neighbor != faces[k - 1].neighbor)
            continue;
          g_assert_cmpfloat (faces[k].area, >=, faces[k - 1].area);
          shared += faces[k].area > faces[k - 1].area;
        }
    }
  g_assert_cmpuint (shared, >, 8);
}

/* In order, each before all that follow: n3 counts before n4, n4 before n5, the + last; of several faces with seven edges
 * there is one kind. */
static void
test_key (void)
{
  static const VtVoronoiIndex sorted[] = {
    { 0, 0, 9, 9, 9 }, { 0, 0, 10, 0, 0 }, { 0, 0, 12, 0, 0 }, { 0, 0, 12, 0, 1 }, { 0, 0, 12, 1, 0 },
    { 0, 1, 0, 0, 0 }, { 0, 2, 8, 2, 0 },  { 0, 12, 0, 0, 0 }, { 1, 0, 0, 0, 0 },  { 1, 3, 4, 5, 1 },
  };
  const VtVoronoiIndex one = { 0, 1, 10, 2, 1 }, many = { 0, 1, 10, 2, 5 };

  for (guint i = 1; i < G_N_ELEMENTS (sorted); i++)
    g_assert_cmpuint (vt_voronoi_index_key (&sorted[i - 1]), <, vt_voronoi_index_key (&sorted[i]));
  g_assert_cmpuint (vt_voronoi_index_key (&one), ==, vt_voronoi_index_key (&many));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/voronoi-thresholds/area", test_area);
  g_test_add_func ("/voronoi-thresholds/relative-area", test_relative_area);
  g_test_add_func ("/voronoi-thresholds/edge", test_edge);
  g_test_add_func ("/voronoi-thresholds/order", test_order);
  g_test_add_func ("/voronoi-thresholds/key", test_key);
  return g_test_run ();
}

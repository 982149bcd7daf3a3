/* Neighbours by Voronoi faces: lattices, faces cut out by hand among all images, and what must not change them. */
#include "vt-neighbor-faces.h"

#include <math.h>
#include <string.h>

#include "sample.h"
#include "vt-parallel.h"
#include "vt-vector.h"

#define NO_AREA 1e-9 /* Å²: no face of a disordered cell is smaller by chance */
#define MAX_CORNERS 64

static const VtVoronoiThresholds all_faces = { 0.0, 0.0, 0.0 };

static VtNeighborList *
neighbors_of (VtFrame *frame, const double *radii, const VtVoronoiThresholds *thresholds)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VtVoronoi) voronoi = vt_voronoi_new (frame, radii, NULL, NULL, &error);
  VtNeighborList *list;

  g_assert_no_error (error);
  list = vt_neighbor_faces_new (frame, voronoi, thresholds, NULL, NULL, &error);
  g_assert_no_error (error);
  return list;
}

static void
vector_to (VtFrame *frame, gsize from, const VtNeighbor *neighbor, double vector[3])
{
  const VtCell *cell = vt_frame_get_cell (frame);
  double r[3];

  vt_frame_get_position (frame, neighbor->atom, vector);
  vt_frame_get_position (frame, from, r);
  for (guint axis = 0; axis < 3; axis++)
    {
      vector[axis] -= r[axis];
      for (guint edge = 0; edge < 3; edge++)
        vector[axis] += neighbor->image[edge] * cell->vectors[edge][axis];
    }
}

/* ---- the reference: the plane of a pair, cut by those of all other pairs ---- */

typedef struct
{
  VtNeighbor neighbor;
  double     vector[3];
  double     square; /* of a point x with x · vector ≤ square, on the atom's side */
} Plane;

static int
compare_planes (gconstpointer a, gconstpointer b)
{
  const Plane *x = a, *y = b;
  double u = vt_vector_dot (x->vector, x->vector), v = vt_vector_dot (y->vector, y->vector);

  return (u > v) - (u < v);
}

static GArray *
planes_around (VtFrame *frame, gsize atom, const double *radii, int images, double reach)
{
  const VtCell *cell = vt_frame_get_cell (frame);
  const guint8 *species = vt_atom_table_get_species (vt_frame_get_atoms (frame));
  GArray *planes = g_array_new (FALSE, FALSE, sizeof (Plane));
  double f[3], g[3], r[3];

  vt_frame_get_position (frame, atom, r);
  vt_cell_to_fractional (cell, r, f);
  for (gsize j = 0; j < vt_frame_get_n_atoms (frame); j++)
    {
      vt_frame_get_position (frame, j, r);
      vt_cell_to_fractional (cell, r, g);
      for (int number = 0; number < (2 * images + 1) * (2 * images + 1) * (2 * images + 1); number++)
        {
          int digits = number, side = 2 * images + 1;
          gboolean repeats = TRUE;
          Plane plane = { .neighbor.atom = (guint32) j };

          for (guint k = 0; k < 3; k++, digits /= side)
            {
              plane.neighbor.image[k] = (gint16) (digits % side - images);
              repeats = repeats && (cell->periodic[k] || plane.neighbor.image[k] == 0);
              if (cell->periodic[k])
                plane.neighbor.image[k] = (gint16) (plane.neighbor.image[k] - lround (g[k] - f[k]));
            }
          if (!repeats)
            continue;
          vector_to (frame, atom, &plane.neighbor, plane.vector);
          plane.square = 0.5 * vt_vector_dot (plane.vector, plane.vector);
          if (plane.square < 1e-12 || plane.square > 0.5 * reach * reach)
            continue;
          if (radii != NULL)
            plane.square += 0.5 * (radii[species[atom]] * radii[species[atom]] - radii[species[j]] * radii[species[j]]);
          g_array_append_val (planes, plane);
        }
    }
  g_array_sort (planes, compare_planes);
  return planes;
}

/* Sutherland & Hodgman: the part of the polygon with x · vector ≤ square. */
static guint
cut (double (*corners)[3], guint n, const double vector[3], double square)
{
  double kept[MAX_CORNERS][3];
  guint n_kept = 0;

  for (guint i = 0; i < n; i++)
    {
      const double *a = corners[i], *b = corners[(i + 1) % n];
      double beyond_a = vt_vector_dot (a, vector) - square, beyond_b = vt_vector_dot (b, vector) - square;

      g_assert_cmpuint (n_kept + 2, <, MAX_CORNERS);
      if (beyond_a <= 0.0)
        memcpy (kept[n_kept++], a, sizeof kept[0]);
      if ((beyond_a <= 0.0) == (beyond_b <= 0.0))
        continue;
      for (guint k = 0; k < 3; k++)
        kept[n_kept][k] = a[k] + (b[k] - a[k]) * beyond_a / (beyond_a - beyond_b);
      n_kept++;
    }
  memcpy (corners, kept, n_kept * sizeof kept[0]);
  return n_kept;
}

static double
area_of (double (*corners)[3], guint n)
{
  double sum[3] = { 0.0, 0.0, 0.0 };

  for (guint i = 1; i + 1 < n; i++)
    {
      double u[3], v[3];

      for (guint k = 0; k < 3; k++)
        {
          u[k] = corners[i][k] - corners[0][k];
          v[k] = corners[i + 1][k] - corners[0][k];
        }
      for (guint k = 0; k < 3; k++)
        sum[k] += 0.5 * (u[(k + 1) % 3] * v[(k + 2) % 3] - u[(k + 2) % 3] * v[(k + 1) % 3]);
    }
  return sqrt (vt_vector_dot (sum, sum));
}

/* A square of 200 Å in the plane. */
static void
lay_square (const Plane *plane, double corners[4][3])
{
  double length = sqrt (vt_vector_dot (plane->vector, plane->vector)), n[3], u[3] = { 0.0, 0.0, 0.0 }, v[3], norm;
  guint least = 0;

  for (guint k = 0; k < 3; k++)
    {
      n[k] = plane->vector[k] / length;
      if (fabs (n[k]) < fabs (n[least]))
        least = k;
    }
  u[least] = 1.0;
  norm = n[least];
  for (guint k = 0; k < 3; k++)
    u[k] -= norm * n[k];
  norm = sqrt (vt_vector_dot (u, u));
  for (guint k = 0; k < 3; k++)
    u[k] /= norm;
  for (guint k = 0; k < 3; k++)
    v[k] = n[(k + 1) % 3] * u[(k + 2) % 3] - n[(k + 2) % 3] * u[(k + 1) % 3];
  for (guint k = 0; k < 3; k++)
    for (guint c = 0; c < 4; c++)
      corners[c][k] = n[k] * plane->square / length + 100.0 * (c == 0 || c == 3 ? 1 : -1) * u[k]
                      + 100.0 * (c < 2 ? 1 : -1) * v[k];
}

/* Of an orthogonal cell whose atoms lie within. */
static guint
cut_by_walls (VtFrame *frame, gsize atom, double (*corners)[3], guint n)
{
  const VtCell *cell = vt_frame_get_cell (frame);
  double r[3];

  vt_frame_get_position (frame, atom, r);
  for (guint axis = 0; axis < 3; axis++)
    for (int side = -1; side <= 1; side += 2)
      {
        double wall = side < 0 ? cell->origin[axis] : cell->origin[axis] + cell->vectors[axis][axis];
        double normal[3] = { 0.0, 0.0, 0.0 };

        normal[axis] = side;
        if (!cell->periodic[axis])
          n = cut (corners, n, normal, side * (wall - r[axis]));
      }
  return n;
}

/* The neighbours of @atom whose face has at least @least Å², in the order of lists. */
static GArray *
neighbors_reference (VtFrame *frame, gsize atom, const double *radii, int images, double reach, double least)
{
  g_autoptr (GArray) planes = planes_around (frame, atom, radii, images, reach);
  GArray *found = g_array_new (FALSE, FALSE, sizeof (VtNeighbor));

  for (guint i = 0; i < planes->len; i++)
    {
      const Plane *plane = &g_array_index (planes, Plane, i);
      double corners[MAX_CORNERS][3];
      guint n = 4;

      lay_square (plane, corners);
      n = cut_by_walls (frame, atom, corners, n);
      for (guint k = 0; k < planes->len && n > 0; k++)
        if (k != i)
          n = cut (corners, n, g_array_index (planes, Plane, k).vector, g_array_index (planes, Plane, k).square);
      if (n >= 3 && area_of (corners, n) >= least)
        g_array_append_val (found, plane->neighbor);
    }
  g_array_sort (found, vt_neighbor_compare);
  return found;
}

static void
assert_as_reference (VtFrame *frame, const double *radii, int images, double reach, double least)
{
  const VtVoronoiThresholds thresholds = { least, 0.0, 0.0 };
  g_autoptr (VtNeighborList) list = neighbors_of (frame, radii, &thresholds);
  gsize n_pairs = 0;

  for (gsize i = 0; i < vt_frame_get_n_atoms (frame); i++)
    {
      g_autoptr (GArray) expected = neighbors_reference (frame, i, radii, images, reach, least);
      guint count;
      const VtNeighbor *neighbors = vt_neighbor_list_get (list, i, &count);

      g_assert_cmpuint (count, ==, expected->len);
      for (guint k = 0; k < count; k++)
        g_assert_cmpint (vt_neighbor_compare (&neighbors[k], &g_array_index (expected, VtNeighbor, k)), ==, 0);
      n_pairs += count;
    }
  g_assert_cmpuint (vt_neighbor_list_get_n_pairs (list), ==, n_pairs);
}

/* Leaning, turned cells that are smaller than what a cell of Voronoi reaches, atoms several cells away. */
static void
test_small_cells (void)
{
  const double radii[] = { 1.28, 1.6, 1.25 };
  GRand *rand = g_rand_new_with_seed (20);

  for (guint turn = 0; turn < 6; turn++)
    {
      VtCell cell;
      g_autoptr (VtFrame) frame = NULL;

      sample_cell (rand, 4.0, 7, &cell);
      frame = sample_gas (rand, &cell, 2 + 2 * turn, 3);
      assert_as_reference (frame, NULL, 4, 12.0, turn % 2 == 0 ? NO_AREA : 0.5);
      assert_as_reference (frame, radii, 4, 12.0, NO_AREA);
    }
  g_rand_free (rand);
}

static void
test_larger_cell (void)
{
  GRand *rand = g_rand_new_with_seed (21);
  VtCell cell;
  g_autoptr (VtFrame) frame = NULL;

  sample_cell (rand, 11.0, 7, &cell);
  frame = sample_gas (rand, &cell, 60, 2);
  assert_as_reference (frame, NULL, 2, 14.0, NO_AREA);
  g_rand_free (rand);
}

/* Atoms huddled in a corner of a cell: their own cells reach across it, further than we look ourselves. */
static void
test_huddled (void)
{
  GRand *rand = g_rand_new_with_seed (22);
  const double skewed[3][3] = { { 12.0, 0.0, 0.0 }, { 3.0, 11.0, 0.0 }, { -2.0, 4.0, 13.0 } };
  const double straight[3][3] = { { 12.0, 0.0, 0.0 }, { 0.0, 11.0, 0.0 }, { 0.0, 0.0, 13.0 } };
  const double origin[3] = { 1.0, -2.0, 0.5 };
  const gboolean all[3] = { TRUE, TRUE, TRUE };

  for (guint turn = 0; turn < 4; turn++)
    {
      VtCell cell;
      double xyz[3 * 16];
      g_autoptr (VtFrame) frame = NULL;

      g_assert_true (vt_cell_init (&cell, origin, turn % 2 == 0 ? skewed : straight, all, NULL));
      for (guint k = 0; k < 3 * 16; k++)
        xyz[k] = 2.5 * g_rand_double (rand);
      frame = sample_new (&cell, xyz, NULL, 16);
      assert_as_reference (frame, NULL, 3, 40.0, NO_AREA);
    }
  g_rand_free (rand);
}

static void
test_walls (void)
{
  GRand *rand = g_rand_new_with_seed (23);
  const double vectors[3][3] = { { 5.0, 0.0, 0.0 }, { 0.0, 6.0, 0.0 }, { 0.0, 0.0, 9.0 } };
  const double origin[3] = { 0.0, 0.0, 0.0 };

  for (guint bits = 0; bits < 7; bits++)
    {
      const gboolean periodic[3] = { (bits & 1) != 0, (bits & 2) != 0, (bits & 4) != 0 };
      VtCell cell;
      double xyz[3 * 16];
      g_autoptr (VtFrame) frame = NULL;

      g_assert_true (vt_cell_init (&cell, origin, vectors, periodic, NULL));
      for (guint k = 0; k < 3 * 16; k++)
        xyz[k] = vectors[k % 3][k % 3] * g_rand_double_range (rand, 0.01, 0.99);
      frame = sample_new (&cell, xyz, NULL, 16);
      assert_as_reference (frame, NULL, 3, 25.0, NO_AREA);
    }
  g_rand_free (rand);
}

/* ---- lattices ---- */

static void
assert_shell (VtFrame *frame, double edge, guint count, const double *distances, guint n_distances)
{
  const VtVoronoiThresholds thresholds = { 0.0, 0.0, edge };
  g_autoptr (VtNeighborList) list = neighbors_of (frame, NULL, &thresholds);

  for (gsize i = 0; i < vt_frame_get_n_atoms (frame); i++)
    {
      guint n;
      const VtNeighbor *neighbors = vt_neighbor_list_get (list, i, &n);

      g_assert_cmpuint (n, ==, count);
      for (guint k = 0; k < n; k++)
        {
          double vector[3], length, off = INFINITY;

          vector_to (frame, i, &neighbors[k], vector);
          length = sqrt (vt_vector_dot (vector, vector));
          for (guint d = 0; d < n_distances; d++)
            off = fmin (off, fabs (length - distances[d]));
          g_assert_cmpfloat (off, <, 1e-9);
        }
    }
}

static void
test_lattices (void)
{
  const double fcc[] = { 3.6 * M_SQRT1_2 }, bcc[] = { 3.0 * 0.86602540378443864676, 3.0 }, sc[] = { 2.5 };

  for (guint cells = 1; cells <= 3; cells++)
    {
      g_autoptr (VtFrame) close_packed = sample_lattice (SAMPLE_FCC, 3.6, cells, 0.0, NULL);
      g_autoptr (VtFrame) centred = sample_lattice (SAMPLE_BCC, 3.0, cells, 0.0, NULL);
      g_autoptr (VtFrame) simple = sample_lattice (SAMPLE_SC, 2.5, cells, 0.0, NULL);

      assert_shell (close_packed, 0.05, 12, fcc, 1);
      assert_shell (centred, 0.05, 14, bcc, 2);
      assert_shell (centred, 0.0, 14, bcc, 2);
      assert_shell (simple, 0.05, 6, sc, 1);
    }
}

/* The one atom of a cube: each edge there and back. */
static void
test_by_hand (void)
{
  static const gint16 expected[6][3]
      = { { -1, 0, 0 }, { 0, -1, 0 }, { 0, 0, -1 }, { 0, 0, 1 }, { 0, 1, 0 }, { 1, 0, 0 } };
  const VtVoronoiThresholds thresholds = { 0.0, 0.0, 0.05 };
  const double xyz[3] = { 9.1, -4.0, 0.3 };
  VtCell cell;
  g_autoptr (VtFrame) frame = NULL;
  g_autoptr (VtNeighborList) list = NULL;
  const VtNeighbor *neighbors;
  gsize n;
  guint count;

  vt_cell_init_box (&cell, 2.0, 2.5, 3.0);
  frame = sample_new (&cell, xyz, NULL, 1);
  list = neighbors_of (frame, NULL, &thresholds);
  neighbors = vt_neighbor_list_get (list, 0, &count);
  g_assert_cmpuint (count, ==, 6);
  for (guint i = 0; i < 6; i++)
    g_assert_cmpmem (neighbors[i].image, sizeof expected[i], expected[i], sizeof expected[i]);
  g_assert_cmpuint (vt_neighbor_list_get_order (list, &n)[0], ==, 0);
  g_assert_cmpuint (n, ==, 1);
}

/* ---- what must not change them ---- */

/* As many as there are faces; i lists j at L where j lists i at −L; every atom in the order once. */
static void
test_symmetric_and_counted (void)
{
  const VtVoronoiThresholds choices[] = { { 0.0, 0.0, 0.0 }, { 0.3, 0.0, 0.0 }, { 0.0, 0.02, 0.0 }, { 0.0, 0.0, 0.4 } };
  GRand *rand = g_rand_new_with_seed (24);
  g_autoptr (VtFrame) frame = sample_lattice (SAMPLE_FCC, 3.9, 5, 0.25, rand);
  g_autoptr (VtVoronoi) voronoi = vt_voronoi_new (frame, NULL, NULL, NULL, NULL);
  gsize n = vt_frame_get_n_atoms (frame), n_ordered, sum = 0;
  g_autofree VtVoronoiIndex *indices = g_new (VtVoronoiIndex, n);

  for (guint c = 0; c < G_N_ELEMENTS (choices); c++)
    {
      g_autoptr (VtNeighborList) list = vt_neighbor_faces_new (frame, voronoi, &choices[c], NULL, NULL, NULL);
      const guint32 *order = vt_neighbor_list_get_order (list, &n_ordered);

      g_assert_true (vt_voronoi_count (voronoi, &choices[c], indices, NULL, NULL, NULL));
      for (gsize i = 0; i < n; i++)
        {
          guint count;
          const VtNeighbor *mine = vt_neighbor_list_get (list, i, &count);

          g_assert_cmpuint (count, ==, vt_voronoi_index_faces (&indices[i]));
          for (guint k = 0; k < count; k++)
            {
              VtNeighbor back = { (guint32) i, { -mine[k].image[0], -mine[k].image[1], -mine[k].image[2] } };
              guint n_theirs;
              const VtNeighbor *theirs = vt_neighbor_list_get (list, mine[k].atom, &n_theirs);

              g_assert_nonnull (bsearch (&back, theirs, n_theirs, sizeof back, vt_neighbor_compare));
            }
        }
      g_assert_cmpuint (n_ordered, ==, n);
      for (gsize i = 0, all = 0; i < n; i++)
        {
          all += order[i];
          if (i == n - 1)
            g_assert_cmpuint (all, ==, n * (n - 1) / 2);
        }
      g_assert_cmpuint (sum != vt_neighbor_list_get_n_pairs (list), ==, TRUE);
      sum = vt_neighbor_list_get_n_pairs (list);
    }
  g_rand_free (rand);
}

/* Vectors of a list, atom by atom, the nearest first: what images and orders of atoms cannot change. */
static double *
sorted_lengths (VtFrame *frame, const gsize *order, const VtNeighborList *list)
{
  gsize n = vt_frame_get_n_atoms (frame);
  double *sums = g_new0 (double, 2 * n);

  for (gsize i = 0; i < n; i++)
    {
      gsize at = order != NULL ? order[i] : i;
      guint count;
      const VtNeighbor *neighbors = vt_neighbor_list_get (list, i, &count);

      for (guint k = 0; k < count; k++)
        {
          double vector[3];

          vector_to (frame, i, &neighbors[k], vector);
          sums[2 * at] += vt_vector_dot (vector, vector);
          sums[2 * at + 1] += 1.0;
        }
    }
  return sums;
}

static void
assert_same_shells (const double *expected, VtFrame *frame, const gsize *order)
{
  g_autoptr (VtNeighborList) list = neighbors_of (frame, NULL, &all_faces);
  g_autofree double *sums = sorted_lengths (frame, order, list);

  for (gsize i = 0; i < 2 * vt_frame_get_n_atoms (frame); i++)
    g_assert_cmpfloat_with_epsilon (sums[i], expected[i], 1e-8 * expected[i]);
}

static void
test_invariances (void)
{
  GRand *rand = g_rand_new_with_seed (25);
  g_autoptr (VtFrame) frame = sample_lattice (SAMPLE_BCC, 3.1, 5, 0.2, rand);
  gsize n = vt_frame_get_n_atoms (frame);
  g_autofree gsize *order = sample_order (n, rand);
  double rotation[3][3];
  g_autoptr (VtNeighborList) list = neighbors_of (frame, NULL, &all_faces);
  g_autofree double *expected = sorted_lengths (frame, NULL, list);
  g_autoptr (VtFrame) wrapped = sample_wrap (frame, rand);
  g_autoptr (VtFrame) permuted = sample_permute (frame, order);
  g_autoptr (VtFrame) turned = NULL;

  sample_rotation (0.7, rotation);
  turned = sample_map (frame, rotation);
  assert_same_shells (expected, wrapped, NULL);
  assert_same_shells (expected, turned, NULL);
  assert_same_shells (expected, permuted, order);
  g_rand_free (rand);
}

static void
test_threads (void)
{
  GRand *rand = g_rand_new_with_seed (26);
  g_autoptr (VtFrame) frame = sample_lattice (SAMPLE_FCC, 3.9, 10, 0.25, rand);
  guint before = vt_parallel_get_threads ();
  g_autoptr (VtNeighborList) first = NULL;

  for (guint threads = 1; threads <= 5; threads += 2)
    {
      g_autoptr (VtNeighborList) list = NULL;

      vt_parallel_set_threads (threads);
      list = neighbors_of (frame, NULL, &all_faces);
      if (first == NULL)
        first = vt_neighbor_list_ref (list);
      for (gsize i = 0; i < vt_frame_get_n_atoms (frame); i++)
        {
          guint n, m;
          const VtNeighbor *a = vt_neighbor_list_get (first, i, &n), *b = vt_neighbor_list_get (list, i, &m);

          g_assert_cmpuint (n, ==, m);
          for (guint k = 0; k < n; k++)
            g_assert_cmpint (vt_neighbor_compare (&a[k], &b[k]), ==, 0);
        }
    }
  vt_parallel_set_threads (before);
  g_rand_free (rand);
}

static void
test_cancelled (void)
{
  g_autoptr (VtFrame) frame = sample_lattice (SAMPLE_FCC, 3.9, 4, 0.0, NULL);
  g_autoptr (VtVoronoi) voronoi = vt_voronoi_new (frame, NULL, NULL, NULL, NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (vt_neighbor_faces_new (frame, voronoi, &all_faces, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/neighbor-faces/by-hand", test_by_hand);
  g_test_add_func ("/neighbor-faces/lattices", test_lattices);
  g_test_add_func ("/neighbor-faces/reference/small-cells", test_small_cells);
  g_test_add_func ("/neighbor-faces/reference/larger-cell", test_larger_cell);
  g_test_add_func ("/neighbor-faces/reference/huddled", test_huddled);
  g_test_add_func ("/neighbor-faces/reference/walls", test_walls);
  g_test_add_func ("/neighbor-faces/symmetric-and-counted", test_symmetric_and_counted);
  g_test_add_func ("/neighbor-faces/invariances", test_invariances);
  g_test_add_func ("/neighbor-faces/threads", test_threads);
  g_test_add_func ("/neighbor-faces/cancelled", test_cancelled);
  return g_test_run ();
}

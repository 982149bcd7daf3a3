/* The cell that is drawn is the one that was analysed: same volume, same faces, whatever the cell's shape. */
#include "vt-surroundings.h"

#include <math.h>
#include <string.h>

static const gboolean everywhere[3] = { TRUE, TRUE, TRUE };
static const gboolean nowhere[3] = { FALSE, FALSE, FALSE };
static const gboolean film[3] = { TRUE, FALSE, TRUE };
static const VtVoronoiThresholds all_faces = { 0 };

/* @fractions: [n][3]; two species in turn. */
static VtFrame *
make_frame (const double vectors[3][3], const gboolean periodic[3], const double *fractions, gsize n)
{
  static const char *const names[] = { "Cu", "Zr", NULL };
  const double origin[3] = { -1.5, 2.0, 0.25 };
  gint64 *ids = g_new (gint64, n);
  guint8 *species = g_new (guint8, n);
  double *positions = g_new (double, 3 * n);
  g_autoptr (VtAtomTable) atoms = NULL;
  VtCell cell;

  g_assert_true (vt_cell_init (&cell, origin, vectors, periodic, NULL));
  for (gsize i = 0; i < n; i++)
    {
      double position[3];

      vt_cell_to_cartesian (&cell, fractions + 3 * i, position);
      ids[i] = (gint64) i + 1;
      species[i] = i % 2;
      for (guint axis = 0; axis < 3; axis++)
        positions[axis * n + i] = position[axis];
    }
  atoms = vt_atom_table_new_take (n, ids, species, names);
  return vt_frame_new_take (atoms, &cell, positions, 0.0, 0, NULL);
}

/* Atoms several cells away where the cell repeats; elsewhere within it, or outside, too, where @seed is odd. */
static VtFrame *
make_random (const double vectors[3][3], const gboolean periodic[3], gsize n, guint32 seed)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  g_autofree double *fractions = g_new (double, 3 * n);

  for (gsize i = 0; i < 3 * n; i++)
    fractions[i] = periodic[i % 3] ? g_rand_double_range (random, -2, 3)
                   : seed % 2 == 0 ? g_rand_double (random)
                                   : g_rand_double_range (random, -0.1, 1.1);
  return make_frame (vectors, periodic, fractions, n);
}

static VtVoronoi *
tessellate (VtFrame *frame, const double *radii)
{
  g_autoptr (GError) error = NULL;
  VtVoronoi *voronoi = vt_voronoi_new (frame, radii, NULL, NULL, &error);

  g_assert_no_error (error);
  return voronoi;
}

/* An image of its atom is where the bond ends, and the bond crosses the drawn face at its distance. */
static void
check_bonds (VtFrame *frame, const VtSurroundings *surroundings)
{
  const VtCell *cell = vt_frame_get_cell (frame);

  for (guint i = 0; i < surroundings->n; i++)
    {
      const VtSurrounding *neighbor = &surroundings->neighbors[i];
      double position[3], fractional[3], other[3];

      for (guint k = 0; k < 3; k++)
        position[k] = surroundings->place[k] + neighbor->vector[k];
      vt_cell_to_fractional (cell, position, fractional);
      vt_frame_get_position (frame, neighbor->atom, position);
      vt_cell_to_fractional (cell, position, other);
      for (guint k = 0; k < 3; k++)
        {
          double cells = fractional[k] - other[k];

          g_assert_cmpfloat_with_epsilon (cells, cell->periodic[k] ? round (cells) : 0, 1e-9);
        }
      g_assert_cmpfloat (neighbor->distance, >=, i > 0 ? surroundings->neighbors[i - 1].distance : 0);
    }
}

static void
check_faces (const VtVoronoi *voronoi, const VtSurroundings *surroundings)
{
  const VtPolyhedron *cell = surroundings->cell;
  guint count, drawn = 0, edges[64] = { 0 };
  const VtVoronoiFace *faces = vt_voronoi_get_faces (voronoi, surroundings->atom, &count);

  g_assert_cmpuint (cell->n_faces, ==, count);
  for (guint i = 0; i < count; i++)
    edges[faces[i].n_edges]++;
  for (guint f = 0; f < cell->n_faces; f++)
    {
      edges[cell->first[f + 1] - cell->first[f]]--;
      if (cell->sources[f] < surroundings->n)
        {
          g_assert_cmpuint (cell->first[f + 1] - cell->first[f], ==,
                            surroundings->neighbors[cell->sources[f]].n_edges);
          drawn++;
        }
    }
  g_assert_cmpuint (drawn, ==, surroundings->n);
  for (guint i = 0; i < G_N_ELEMENTS (edges); i++)
    g_assert_cmpuint (edges[i], ==, 0);
}

static void
check_frame (VtFrame *frame, const double *radii)
{
  g_autoptr (VtVoronoi) voronoi = tessellate (frame, radii);
  guint cells = 0;

  for (gsize i = 0; i < vt_frame_get_n_atoms (frame); i++)
    {
      double volume = vt_voronoi_get_volumes (voronoi)[i];
      g_autoptr (VtSurroundings) surroundings = vt_surroundings_new (frame, voronoi, radii, &all_faces, i);

      if (surroundings == NULL)
        {
          g_assert_cmpfloat (volume, ==, 0);
          continue;
        }
      g_assert_cmpfloat_with_epsilon (vt_polyhedron_get_volume (surroundings->cell), volume, 1e-7 * (1 + volume));
      check_faces (voronoi, surroundings);
      check_bonds (frame, surroundings);
      cells++;
    }
  g_assert_cmpuint (cells, >, vt_frame_get_n_atoms (frame) / 2);
}

static void
test_volumes (void)
{
  static const double box[3][3] = { { 12, 0, 0 }, { 0, 9, 0 }, { 0, 0, 15 } };
  static const double skewed[3][3] = { { 11.0, 2.0, -1.0 }, { -4.0, 12.0, 3.0 }, { 14.0, 1.0, 10.0 } };
  static const double turned[3][3] = { { 6, 8, 0 }, { -8, 6, 0 }, { 0, 0, 11 } };
  static const double radii[] = { 1.28, 1.6 };
  static const gboolean *const ways[] = { everywhere, nowhere, film };

  for (guint way = 0; way < 3; way++)
    for (guint radical = 0; radical < 2; radical++)
      {
        g_autoptr (VtFrame) straight = make_random (box, ways[way], 90, 4 + 10 * way + radical);
        g_autoptr (VtFrame) rotated = make_random (turned, ways[way], 70, 41 + 10 * way + radical);

        check_frame (straight, radical ? radii : NULL);
        check_frame (rotated, radical ? radii : NULL);
      }
  for (guint radical = 0; radical < 2; radical++)
    {
      g_autoptr (VtFrame) frame = make_random (skewed, everywhere, 80, 9);
      g_autoptr (VtFrame) few = make_random (skewed, everywhere, 3, 10);

      check_frame (frame, radical ? radii : NULL);
      check_frame (few, radical ? radii : NULL);
    }
}

/* One atom in a cube: its six images are its neighbours. */
static void
test_one (void)
{
  static const double box[3][3] = { { 3, 0, 0 }, { 0, 3, 0 }, { 0, 0, 3 } };
  static const double place[] = { 0.9, 2.9, 0.1 };
  g_autoptr (VtFrame) frame = make_frame (box, everywhere, place, 1);
  g_autoptr (VtVoronoi) voronoi = tessellate (frame, NULL);
  g_autoptr (VtSurroundings) surroundings = vt_surroundings_new (frame, voronoi, NULL, &all_faces, 0);

  g_assert_cmpuint (surroundings->n, ==, 6);
  g_assert_cmpuint (surroundings->cell->n_vertices, ==, 8);
  g_assert_cmpuint (surroundings->shell->n_faces, ==, 8);
  g_assert_cmpfloat_with_epsilon (surroundings->neighbors[0].distance, 3, 1e-12);
  g_assert_cmpfloat_with_epsilon (surroundings->place[1], 2.0 + 0.9 * 3, 1e-12);
  check_bonds (frame, surroundings);
}

/* bcc: eight hexagons and six squares; without the squares the shell is the cube. */
static void
test_thresholds (void)
{
  static const double box[3][3] = { { 6, 0, 0 }, { 0, 6, 0 }, { 0, 0, 6 } };
  const VtVoronoiThresholds large = { .area = 2 }; /* squares a²/8 = 1.125 Å², hexagons 2.9 Å² */
  double fractions[3 * 16];
  g_autoptr (VtFrame) frame = NULL;
  g_autoptr (VtVoronoi) voronoi = NULL;
  g_autoptr (VtSurroundings) all = NULL, kept = NULL;
  guint n = 0, counted = 0;

  for (guint i = 0; i < 16; i++)
    for (guint k = 0; k < 3; k++)
      fractions[n++] = (double) (i >> (k + 1) & 1) / 2 + (i % 2) * 0.25;
  frame = make_frame (box, everywhere, fractions, 16);
  voronoi = tessellate (frame, NULL);
  all = vt_surroundings_new (frame, voronoi, NULL, &all_faces, 5);
  g_assert_cmpuint (all->n, ==, 14);
  g_assert_cmpuint (all->cell->n_vertices, ==, 24);
  g_assert_cmpuint (all->shell->n_faces, ==, 24);
  g_assert_cmpuint (all->shell->n_vertices, ==, 14);
  kept = vt_surroundings_new (frame, voronoi, NULL, &large, 5);
  for (guint i = 0; i < kept->n; i++)
    counted += kept->neighbors[i].counts;
  g_assert_cmpuint (counted, ==, 8);
  g_assert_cmpuint (kept->cell->n_vertices, ==, 24);
  g_assert_cmpuint (kept->shell->n_vertices, ==, 8);
  g_assert_cmpuint (kept->shell->n_faces, ==, 6);
  g_assert_cmpfloat_with_epsilon (vt_polyhedron_get_volume (kept->shell), 27, 1e-9);
}

/* A tessellation of other positions: its cell and distances, drawn where the atom is seen. */
static void
test_other_positions (void)
{
  static const double box[3][3] = { { 3, 0, 0 }, { 0, 4, 0 }, { 0, 0, 5 } };
  static const double before[] = { 0.1, 0.5, 0.5, 0.6, 0.5, 0.5 }, after[] = { 0.2, 0.5, 1.5, 0.9, 0.5, 0.5 };
  g_autoptr (VtFrame) structure = make_frame (box, everywhere, before, 2);
  g_autoptr (VtFrame) seen = make_frame (box, everywhere, after, 2);
  g_autoptr (VtVoronoi) voronoi = tessellate (structure, NULL);
  g_autoptr (VtSurroundings) there = vt_surroundings_new (structure, voronoi, NULL, &all_faces, 0);
  g_autoptr (VtSurroundings) here = vt_surroundings_new (seen, voronoi, NULL, &all_faces, 0);
  double place[3];
  int image[3];

  vt_frame_get_position (seen, 0, place);
  vt_cell_wrap (vt_frame_get_cell (seen), place, image);
  g_assert_cmpint (image[2], ==, 1);
  g_assert_cmpmem (here->place, sizeof place, place, sizeof place);
  g_assert_cmpuint (here->n, ==, there->n);
  for (guint i = 0; i < here->n; i++)
    g_assert_cmpmem (here->neighbors[i].vector, sizeof place, there->neighbors[i].vector, sizeof place);
  g_assert_cmpfloat_with_epsilon (vt_polyhedron_get_volume (here->cell), 1.5 * 4 * 5, 1e-9);
  g_assert_cmpfloat_with_epsilon (here->neighbors[0].distance, 1.5, 1e-12);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/document/surroundings/volumes", test_volumes);
  g_test_add_func ("/document/surroundings/one", test_one);
  g_test_add_func ("/document/surroundings/thresholds", test_thresholds);
  g_test_add_func ("/document/surroundings/other-positions", test_other_positions);
  return g_test_run ();
}

/* Shares of polyhedra against thresholds, and by central element: brute force over the faces, lattices, sums. */
#include "vt-polyhedra-thresholds.h"

#include <math.h>
#include <string.h>
#include "sample.h"
#include "vt-parallel.h"
#include "vt-polyhedra-elements.h"

#define LEADING 4

static VtVoronoi *
tessellate (VtFrame *frame)
{
  g_autoptr (GError) error = NULL;
  VtVoronoi *voronoi = vt_voronoi_new (frame, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return voronoi;
}

static VtTable *
scan (const VtVoronoi *voronoi, VtThreshold threshold, double maximum, guint n_steps)
{
  const VtVoronoiThresholds base = { .area = 0.02 };
  g_autoptr (GError) error = NULL;
  VtTable *table
      = vt_polyhedra_thresholds_table (voronoi, &base, threshold, maximum, n_steps, LEADING, NULL, NULL, &error);

  g_assert_no_error (error);
  return table;
}

static double
surface_of (const VtVoronoi *voronoi, gsize atom)
{
  guint n;
  const VtVoronoiFace *faces = vt_voronoi_get_faces (voronoi, atom, &n);
  double surface = 0.0;

  for (guint k = 0; k < n; k++)
    surface += faces[k].area;
  return surface;
}

/* The index as the definition has it: a face lives by the larger of its shares of the two cells' surfaces. */
static char *
index_reference (const VtVoronoi *voronoi, gsize atom, double relative_area, double edge, guint *n_faces, double *lffs)
{
  guint n, counts[8] = { 0 };
  const VtVoronoiFace *faces = vt_voronoi_get_faces (voronoi, atom, &n);

  for (guint k = 0; k < n; k++)
    {
      double share = faces[k].area / surface_of (voronoi, atom);
      guint edges = 0;

      if (faces[k].neighbor >= 0)
        share = fmax (share, faces[k].area / surface_of (voronoi, (gsize) faces[k].neighbor));
      for (guint e = 0; e < faces[k].n_edges; e++)
        edges += vt_voronoi_get_edges (voronoi)[faces[k].first_edge + e] >= edge;
      if (share >= relative_area && faces[k].area >= 0.02 && edges >= 3)
        counts[MIN (edges, 7)]++;
    }
  *n_faces = counts[3] + counts[4] + counts[5] + counts[6] + counts[7];
  *lffs = (double) counts[5] / *n_faces;
  return g_strdup_printf ("⟨%u %u %u %u⟩%s", counts[3], counts[4], counts[5], counts[6], counts[7] > 0 ? "+" : "");
}

static void
check_row (const VtVoronoi *voronoi, const VtTable *table, guint row, double relative_area, double edge)
{
  gsize n = vt_voronoi_get_n_atoms (voronoi);
  double sum_faces = 0.0, sum_lffs = 0.0, with_faces = 0.0;
  gsize counts[LEADING] = { 0 };

  for (gsize i = 0; i < n; i++)
    {
      guint faces;
      double lffs;
      g_autofree char *name = index_reference (voronoi, i, relative_area, edge, &faces, &lffs);
      int column = vt_table_find_column (table, name);

      sum_faces += faces;
      if (faces > 0)
        {
          sum_lffs += lffs;
          with_faces += 1.0;
        }
      if (column >= VT_THRESHOLDS_FIRST_POLYHEDRON)
        counts[column - VT_THRESHOLDS_FIRST_POLYHEDRON]++;
    }
  g_assert_cmpfloat_with_epsilon (vt_table_get_number (table, row, 1), sum_faces / (double) n, 1e-9);
  g_assert_cmpfloat_with_epsilon (vt_table_get_number (table, row, 2), sum_lffs / with_faces, 1e-9);
  for (guint k = 0; k < LEADING; k++)
    g_assert_cmpfloat_with_epsilon (vt_table_get_number (table, row, VT_THRESHOLDS_FIRST_POLYHEDRON + k),
                                    100.0 * (double) counts[k] / (double) n, 1e-9);
}

static VtFrame *
make_gas (guint seed)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  VtCell cell;

  sample_cell (random, 14.0, 7, &cell);
  return sample_gas (random, &cell, 220, 0);
}

/* Edges so long that some atoms are left without a face: they count among the faces' mean, not in that of LFFS. */
static void
test_without_faces (void)
{
  g_autoptr (VtFrame) frame = make_gas (4);
  g_autoptr (VtVoronoi) voronoi = tessellate (frame);
  g_autoptr (VtTable) some = scan (voronoi, VT_THRESHOLD_EDGE, 1.4, 1);
  g_autoptr (VtTable) table = scan (voronoi, VT_THRESHOLD_EDGE, 1.6, 1);
  int column = vt_table_find_column (table, "⟨0 0 0 0⟩");

  /* At 1.4 Å the others have faces with five edges left. */
  check_row (voronoi, some, 1, 0.0, 1.4);
  g_assert_cmpfloat (vt_table_get_number (some, 1, 2), >, 0.0);
  check_row (voronoi, table, 1, 0.0, 1.6);
  g_assert_cmpint (column, >=, VT_THRESHOLDS_FIRST_POLYHEDRON);
  g_assert_cmpfloat (vt_table_get_number (table, 1, (guint) column), >, 10.0);
  g_assert_cmpfloat (vt_table_get_number (table, 1, 1), >, 0.5);
}

static void
test_reference (void)
{
  for (guint seed = 1; seed < 4; seed++)
    {
      g_autoptr (VtFrame) frame = make_gas (seed);
      g_autoptr (VtVoronoi) voronoi = tessellate (frame);
      g_autoptr (VtTable) area = scan (voronoi, VT_THRESHOLD_RELATIVE_AREA, 0.05, 5);
      g_autoptr (VtTable) edge = scan (voronoi, VT_THRESHOLD_EDGE, 1.0, 4);

      g_assert_cmpstr (vt_table_get_name (area), ==, "thresholds-area");
      g_assert_cmpstr (vt_table_get_name (edge), ==, "thresholds-edge");
      g_assert_cmpuint (vt_table_get_n_rows (area), ==, 6);
      g_assert_cmpuint (vt_table_get_n_columns (area), ==, VT_THRESHOLDS_FIRST_POLYHEDRON + LEADING);
      for (guint row = 0; row < 6; row++)
        {
          g_assert_cmpfloat_with_epsilon (vt_table_get_number (area, row, 0), (double) row, 1e-12);
          check_row (voronoi, area, row, 0.01 * row, 0.0);
        }
      for (guint row = 0; row < 5; row++)
        {
          g_assert_cmpfloat_with_epsilon (vt_table_get_number (edge, row, 0), 0.25 * row, 1e-12);
          check_row (voronoi, edge, row, 0.0, 0.25 * row);
        }
    }
}

/* Warm fcc: specks of faces hide its index until edges of 0.4 Å are left out, at which all atoms show it. */
static void
test_fcc (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (5);
  g_autoptr (VtFrame) frame = sample_lattice (SAMPLE_FCC, 3.615, 4, 0.01, random);
  g_autoptr (VtVoronoi) voronoi = tessellate (frame);
  g_autoptr (VtTable) table = scan (voronoi, VT_THRESHOLD_EDGE, 0.4, 8);
  int column = vt_table_find_column (table, "⟨0 12 0 0⟩");

  g_assert_cmpint (column, ==, VT_THRESHOLDS_FIRST_POLYHEDRON);
  g_assert_cmpfloat (vt_table_get_number (table, 0, (guint) column), <, 50.0);
  g_assert_cmpfloat (vt_table_get_number (table, 8, (guint) column), ==, 100.0);
  g_assert_cmpfloat (vt_table_get_number (table, 8, 1), ==, 12.0);
  g_assert_cmpfloat (vt_table_get_number (table, 8, 2), ==, 0.0);
}

/* Leaders are in the order of what they reach at best. */
static void
test_leaders (void)
{
  g_autoptr (VtFrame) frame = make_gas (7);
  g_autoptr (VtVoronoi) voronoi = tessellate (frame);
  g_autoptr (VtTable) table = scan (voronoi, VT_THRESHOLD_RELATIVE_AREA, 0.05, 10);
  double before = INFINITY;

  for (guint k = 0; k < LEADING; k++)
    {
      double best = 0.0;

      for (guint row = 0; row <= 10; row++)
        best = fmax (best, vt_table_get_number (table, row, VT_THRESHOLDS_FIRST_POLYHEDRON + k));
      g_assert_cmpfloat (best, >, 0.0);
      g_assert_cmpfloat (best, <=, before);
      before = best;
    }
}

static void
test_threads_and_cancelling (void)
{
  const VtVoronoiThresholds none = { 0.0 };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (VtFrame) frame = make_gas (9);
  g_autoptr (VtVoronoi) voronoi = tessellate (frame);
  g_autoptr (VtTable) one = NULL;
  g_autoptr (VtTable) four = NULL;

  vt_parallel_set_threads (1);
  one = scan (voronoi, VT_THRESHOLD_EDGE, 1.0, 4);
  vt_parallel_set_threads (4);
  four = scan (voronoi, VT_THRESHOLD_EDGE, 1.0, 4);
  vt_parallel_set_threads (0);
  for (guint column = 0; column < VT_THRESHOLDS_FIRST_POLYHEDRON + LEADING; column++)
    for (guint row = 0; row <= 4; row++)
      g_assert_cmpfloat (vt_table_get_number (one, row, column), ==, vt_table_get_number (four, row, column));

  g_cancellable_cancel (cancellable);
  g_assert_null (vt_polyhedra_thresholds_table (voronoi, &none, VT_THRESHOLD_EDGE, 1.0, 4, 2, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* Of two Cu and three Zr: by hand. */
static void
test_elements (void)
{
  static const VtVoronoiIndex indices[] = {
    { 0, 0, 12, 0, 0 }, { 0, 3, 6, 4, 0 }, { 0, 0, 12, 0, 0 }, { 0, 0, 12, 0, 1 }, { 0, 0, 12, 0, 0 },
  };
  static const double shares[3][2] = { { 50.0, 200.0 / 3.0 }, { 0.0, 100.0 / 3.0 }, { 50.0, 0.0 } };
  static const char *const names[] = { "⟨0 0 12 0⟩", "⟨0 0 12 0⟩+", "⟨0 3 6 4⟩" };
  const char *const symbols[] = { "Cu", "Zr", "Pd", NULL };
  const guint8 species[] = { 0, 0, 1, 1, 1 };
  const gint64 ids[] = { 1, 2, 3, 4, 5 };
  g_autoptr (VtAtomTable) atoms = vt_atom_table_new_take (5, g_memdup2 (ids, sizeof ids),
                                                          g_memdup2 (species, sizeof species), symbols);
  g_autoptr (VtTable) table = vt_polyhedra_elements_table (indices, atoms);

  g_assert_cmpuint (vt_table_get_n_rows (table), ==, 3);
  g_assert_cmpint (vt_table_find_column (table, "f_Zr"), ==, 6);
  for (guint row = 0; row < 3; row++)
    {
      g_assert_cmpstr (vt_table_get_text (table, row, 0), ==, names[row]);
      g_assert_cmpfloat (vt_table_get_number (table, row, 1), ==, row == 0 ? 3.0 : 1.0);
      g_assert_cmpfloat_with_epsilon (vt_table_get_number (table, row, 2), row == 0 ? 60.0 : 20.0, 1e-12);
      g_assert_cmpfloat_with_epsilon (vt_table_get_number (table, row, 4), shares[row][0], 1e-12);
      g_assert_cmpfloat_with_epsilon (vt_table_get_number (table, row, 6), shares[row][1], 1e-12);
      g_assert_true (isnan (vt_table_get_number (table, row, 8)));
    }
}

/* Σ_i f_iX = 100, Σ_X n_iX = n_i. */
static void
test_element_sums (void)
{
  const VtVoronoiThresholds thresholds = { .relative_area = 0.02 };
  g_autoptr (VtFrame) frame = make_gas (11);
  g_autoptr (VtVoronoi) voronoi = tessellate (frame);
  g_autofree VtVoronoiIndex *indices = g_new (VtVoronoiIndex, 220);
  g_autoptr (VtTable) table = NULL;
  double shares[2] = { 0.0, 0.0 };

  g_assert_true (vt_voronoi_count (voronoi, &thresholds, indices, NULL, NULL, NULL));
  table = vt_polyhedra_elements_table (indices, vt_frame_get_atoms (frame));
  g_assert_cmpuint (vt_table_get_n_rows (table), >, 5);
  for (guint row = 0; row < vt_table_get_n_rows (table); row++)
    {
      double sum = 0.0;

      for (guint s = 0; s < vt_atom_table_get_n_species (vt_frame_get_atoms (frame)); s++)
        sum += vt_table_get_number (table, row, 3 + 2 * s);
      g_assert_cmpfloat (vt_table_get_number (table, row, 1), ==, sum);
      for (guint s = 0; s < 2; s++)
        shares[s] += vt_table_get_number (table, row, 4 + 2 * s);
    }
  g_assert_cmpfloat_with_epsilon (shares[0], 100.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (shares[1], 100.0, 1e-9);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/polyhedra-thresholds/reference", test_reference);
  g_test_add_func ("/polyhedra-thresholds/without-faces", test_without_faces);
  g_test_add_func ("/polyhedra-thresholds/fcc", test_fcc);
  g_test_add_func ("/polyhedra-thresholds/leaders", test_leaders);
  g_test_add_func ("/polyhedra-thresholds/threads-and-cancelling", test_threads_and_cancelling);
  g_test_add_func ("/polyhedra-thresholds/elements", test_elements);
  g_test_add_func ("/polyhedra-thresholds/element-sums", test_element_sums);
  return g_test_run ();
}

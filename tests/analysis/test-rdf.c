#include "vt-rdf.h"

#include <math.h>
#include <string.h>
#include "sample.h"
#include "vt-error.h"
#include "vt-parallel.h"

static void
add (VtRdf *rdf, VtFrame *frame)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (vt_rdf_add_frame (rdf, frame, NULL, NULL, &error));
  g_assert_no_error (error);
}

static VtRdf *
rdf_of (VtFrame *frame, double maximum, double bin)
{
  VtRdf *rdf = vt_rdf_new (vt_frame_get_atoms (frame), maximum, bin);

  add (rdf, frame);

  return rdf;
}

static double
shell (double inner, double outer)
{
  return 4.0 / 3.0 * G_PI * (pow (outer, 3) - pow (inner, 3));
}

/* Mean number of b within [from, to] of an a. */
static double
neighbors_between (const VtRdf *rdf, double density, double from, double to)
{
  double sum = 0.0;

  for (guint bin = 0; bin < vt_rdf_get_n_bins (rdf); bin++)
    {
      double r = vt_rdf_get_radius (rdf, bin);
      double half = 0.5 * (vt_rdf_get_radius (rdf, 1) - vt_rdf_get_radius (rdf, 0));

      if (r > from && r < to)
        sum += vt_rdf_get_total (rdf, bin) * density * shell (r - half, r + half);
    }

  return sum;
}

/* A Cu and a Zr 1.05 Å apart in 1000 Å³: g of the pair is V over the shell, half of it is the total's. */
static void
test_pair (void)
{
  const double xyz[] = { 1.0, 1.0, 1.0, 1.0, 1.0, 2.05 };
  const guint8 species[] = { 0, 1 };
  double expected = 1000.0 / shell (1.0, 1.1);
  g_autoptr (VtFrame) frame = NULL;
  g_autoptr (VtRdf) rdf = NULL;
  VtCell cell;

  vt_cell_init_box (&cell, 10.0, 10.0, 10.0);
  frame = sample_new (&cell, xyz, species, 2);
  rdf = rdf_of (frame, 4.0, 0.1);

  g_assert_cmpuint (vt_rdf_get_n_bins (rdf), ==, 40);
  g_assert_cmpfloat_with_epsilon (vt_rdf_get_partial (rdf, 0, 1, 10), expected, 1e-9);
  g_assert_cmpfloat_with_epsilon (vt_rdf_get_partial (rdf, 1, 0, 10), expected, 1e-9);
  g_assert_cmpfloat (vt_rdf_get_partial (rdf, 0, 0, 10), ==, 0.0);
  g_assert_cmpfloat_with_epsilon (vt_rdf_get_total (rdf, 10), 0.5 * expected, 1e-9);
  g_assert_cmpfloat_with_epsilon (vt_rdf_get_ideal (rdf, 0, 1, 10), 1.0 / expected, 1e-12);
  g_assert_cmpfloat_with_epsilon (vt_rdf_get_ideal (rdf, 0, 0, 10), 0.5 / expected, 1e-12);
  g_assert_cmpfloat_with_epsilon (vt_rdf_get_ideal (rdf, -1, -1, 10), 2.0 / expected, 1e-12);
  g_assert_true (isnan (vt_rdf_get_partial (rdf, 0, 2, 10)));
  g_assert_cmpfloat (vt_rdf_get_total (rdf, 9) + vt_rdf_get_total (rdf, 11), ==, 0.0);
}

static void
test_fcc (void)
{
  g_autoptr (VtFrame) frame = sample_lattice (SAMPLE_FCC, 3.615, 4, 0.0, NULL);
  g_autoptr (VtRdf) rdf = rdf_of (frame, 5.0, 0.02);
  double density = 4.0 / pow (3.615, 3);

  g_assert_cmpfloat_with_epsilon (neighbors_between (rdf, density, 0.0, 2.5), 0.0, 1e-12);
  g_assert_cmpfloat_with_epsilon (neighbors_between (rdf, density, 2.5, 3.0), 12.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (neighbors_between (rdf, density, 3.0, 4.0), 6.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (neighbors_between (rdf, density, 4.0, 4.8), 24.0, 1e-9);
}

/* Two gases of different density, pooled: 1 within five times the counting error. */
static void
test_gas (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (2);
  g_autoptr (VtRdf) rdf = NULL;
  g_autoptr (VtFrame) thin = NULL;
  g_autoptr (VtFrame) dense = NULL;
  VtCell cell;

  sample_cell (rand, 30.0, 7, &cell);
  thin = sample_gas (rand, &cell, 1500, 0);
  sample_cell (rand, 20.0, 7, &cell);
  dense = sample_gas (rand, &cell, 1500, 1);
  rdf = rdf_of (thin, 8.0, 0.25);
  add (rdf, dense);

  for (guint bin = 4; bin < 32; bin++)
    {
      g_assert_cmpfloat (fabs (vt_rdf_get_total (rdf, bin) - 1.0), <, 5.0 / sqrt (vt_rdf_get_ideal (rdf, -1, -1, bin)));
      for (guint a = 0; a < 2; a++)
        for (guint b = 0; b < 2; b++)
          g_assert_cmpfloat (fabs (vt_rdf_get_partial (rdf, a, b, bin) - 1.0), <,
                             5.0 / sqrt (vt_rdf_get_ideal (rdf, (int) a, (int) b, bin)));
    }
}

/* Ordered pairs of the two species in a bin, by the definition. */
static double
count_reference (VtFrame *frame, guint a, guint b, double inner, double outer, int images)
{
  const VtCell *cell = vt_frame_get_cell (frame);
  const guint8 *species = vt_atom_table_get_species (vt_frame_get_atoms (frame));
  gsize n = vt_frame_get_n_atoms (frame);
  double count = 0.0;

  for (gsize pair = 0; pair < n * n; pair++)
    for (int image = 0; image < pow (2 * images + 1, 3); image++)
      {
        const int shift[3] = { image % (2 * images + 1) - images, image / (2 * images + 1) % (2 * images + 1) - images,
                               image / (2 * images + 1) / (2 * images + 1) - images };
        double from[3], to[3], square = 0.0;

        vt_frame_get_position (frame, pair / n, from);
        vt_frame_get_position (frame, pair % n, to);
        for (guint axis = 0; axis < 3; axis++)
          square += pow (to[axis] - from[axis] + shift[0] * cell->vectors[0][axis] +
                             shift[1] * cell->vectors[1][axis] + shift[2] * cell->vectors[2][axis], 2);
        if (species[pair / n] == a && species[pair % n] == b && square > 0.0 && sqrt (square) >= inner &&
            sqrt (square) < outer)
          count += 1.0;
      }

  return count;
}

/* Cells smaller than the range, so that atoms meet their own images. */
static void
test_small_cells (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (12);

  for (guint i = 0; i < 4; i++)
    {
      g_autoptr (VtFrame) frame = NULL;
      g_autoptr (VtRdf) rdf = NULL;
      VtCell cell;
      double narrowest = INFINITY;
      const double n[2] = { 2.0, 3.0 };
      const guint8 species[] = { 0, 1, 1, 0, 1 };

      sample_cell (rand, 4.0, 7, &cell);
      for (guint axis = 0; axis < 3; axis++)
        narrowest = fmin (narrowest, vt_cell_width (&cell, axis));
      {
        g_autoptr (VtFrame) gas = sample_gas (rand, &cell, 5, 0);
        g_autofree double *xyz = sample_get_xyz (gas);

        frame = sample_new (&cell, xyz, species, 5);
      }
      rdf = rdf_of (frame, 6.0, 1.5);
      for (guint a = 0; a < 2; a++)
        for (guint b = 0; b < 2; b++)
          for (guint bin = 0; bin < 4; bin++)
            {
              double inner = 1.5 * bin;
              double ideal = n[a] * n[b] / vt_cell_volume (&cell) * shell (inner, inner + 1.5);
              double counted = vt_rdf_get_partial (rdf, a, b, bin) * ideal;

              g_assert_cmpfloat_with_epsilon (
                  counted, count_reference (frame, a, b, inner, inner + 1.5, (int) ceil (6.0 / narrowest) + 1), 1e-9);
            }
    }
}

/* g = Σ c_a c_b g_ab */
static void
test_total (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (14);
  g_autoptr (VtFrame) frame = NULL;
  g_autoptr (VtRdf) rdf = NULL;
  double n[2] = { 0.0, 0.0 };
  VtCell cell;

  sample_cell (rand, 15.0, 7, &cell);
  frame = sample_gas (rand, &cell, 400, 0);
  rdf = rdf_of (frame, 6.0, 0.5);
  for (guint a = 0; a < 2; a++)
    n[a] = (double) vt_atom_table_count_species (vt_frame_get_atoms (frame), a);

  for (guint bin = 2; bin < 12; bin++)
    {
      double sum = 0.0;

      for (guint a = 0; a < 2; a++)
        for (guint b = 0; b < 2; b++)
          sum += n[a] * n[b] / 160000.0 * vt_rdf_get_partial (rdf, a, b, bin);
      g_assert_cmpfloat (sum, >, 0.5);
      g_assert_cmpfloat_with_epsilon (vt_rdf_get_total (rdf, bin), sum, 1e-12);
    }
}

/* Eight atoms at the corners of a cube of 2 Å in open space: 3 neighbours each at 2 Å, in the cube's own 8 Å³. */
static void
test_open (void)
{
  double xyz[24];
  g_autoptr (VtFrame) frame = NULL;
  g_autoptr (VtRdf) rdf = NULL;
  VtCell cell;

  for (guint i = 0; i < 24; i++)
    xyz[i] = 3.0 + 2.0 * (i / 3 >> i % 3 & 1);
  vt_cell_init_box (&cell, 10.0, 10.0, 10.0);
  cell.periodic[0] = cell.periodic[1] = cell.periodic[2] = FALSE;
  frame = sample_new (&cell, xyz, NULL, 8);
  rdf = rdf_of (frame, 3.0, 0.3);

  g_assert_cmpfloat_with_epsilon (vt_rdf_get_total (rdf, 6), 3.0 * 8.0 / (8.0 * shell (1.8, 2.1)), 1e-9);
}

static void
assert_same (const VtRdf *rdf, VtFrame *frame)
{
  g_autoptr (VtRdf) other = rdf_of (frame, 7.0, 0.1);

  for (guint bin = 0; bin < vt_rdf_get_n_bins (rdf); bin++)
    for (guint a = 0; a < 2; a++)
      g_assert_cmpfloat_with_epsilon (vt_rdf_get_partial (rdf, 0, a, bin), vt_rdf_get_partial (other, 0, a, bin), 1e-9);
}

static void
test_invariance (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (15);
  g_autoptr (VtFrame) frame = NULL;
  g_autoptr (VtFrame) turned = NULL;
  g_autoptr (VtFrame) wrapped = NULL;
  g_autoptr (VtFrame) permuted = NULL;
  g_autoptr (VtRdf) rdf = NULL;
  g_autofree gsize *order = NULL;
  double rotation[3][3];
  VtCell cell;

  sample_cell (rand, 18.0, 7, &cell);
  frame = sample_gas (rand, &cell, 800, 0);
  sample_rotation (0.9, rotation);
  turned = sample_map (frame, rotation);
  wrapped = sample_wrap (frame, rand);
  order = sample_order (800, rand);
  permuted = sample_permute (frame, order);
  vt_parallel_set_threads (1);
  rdf = rdf_of (frame, 7.0, 0.1);
  vt_parallel_set_threads (4);
  assert_same (rdf, frame);
  vt_parallel_set_threads (0);
  assert_same (rdf, turned);
  assert_same (rdf, wrapped);
  assert_same (rdf, permuted);
}

/* Nothing is counted of a frame that was refused or cancelled. */
static void
test_refused (void)
{
  const char *const other_names[] = { "Cu", "Pd", NULL };
  g_autoptr (VtFrame) frame = sample_lattice (SAMPLE_FCC, 3.615, 3, 0.0, NULL);
  g_autoptr (VtRdf) rdf = rdf_of (frame, 5.0, 0.05);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) cancelled = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (VtAtomTable) atoms = NULL;
  g_autoptr (VtFrame) stranger = NULL;
  double before = vt_rdf_get_ideal (rdf, -1, -1, 60);
  gint64 id = 1;
  VtCell cell;

  g_cancellable_cancel (cancellable);
  g_assert_false (vt_rdf_add_frame (rdf, frame, NULL, cancellable, &cancelled));
  g_assert_error (cancelled, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  vt_cell_init_box (&cell, 10.0, 10.0, 10.0);
  atoms = vt_atom_table_new_take (1, g_memdup2 (&id, sizeof id), g_new0 (guint8, 1), other_names);
  stranger = vt_frame_new_take (atoms, &cell, g_new0 (double, 3), 0.0, 0, NULL);
  g_assert_false (vt_rdf_add_frame (rdf, stranger, NULL, NULL, &error));
  g_assert_error (error, VT_ERROR, VT_ERROR_INPUT);
  g_assert_cmpfloat (vt_rdf_get_ideal (rdf, -1, -1, 60), ==, before);
}

static void
test_table (void)
{
  g_autoptr (VtFrame) frame = sample_lattice (SAMPLE_FCC, 3.615, 3, 0.0, NULL);
  g_autoptr (VtRdf) rdf = rdf_of (frame, 5.0, 0.05);
  g_autoptr (VtTable) table = vt_rdf_to_table (rdf);
  int column = vt_table_find_column (table, "Cu-Zr");

  g_assert_cmpstr (vt_table_get_name (table), ==, "rdf");
  g_assert_cmpuint (vt_table_get_n_rows (table), ==, 100);
  g_assert_cmpuint (vt_table_get_n_columns (table), ==, 2 + 6);
  g_assert_cmpint (column, >, 0);
  g_assert_cmpfloat (vt_table_get_number (table, 51, (guint) column), ==, vt_rdf_get_partial (rdf, 0, 1, 51));
  g_assert_cmpfloat (vt_table_get_number (table, 51, (guint) column), >, 0.0);
}

/* The places of the shells, widened by heat: 2.56 and 3.62 Å. */
static void
test_cutoffs_fcc (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (16);
  g_autoptr (VtFrame) warm = sample_lattice (SAMPLE_FCC, 3.615, 8, 0.12, rand);
  g_autoptr (VtFrame) cold = sample_lattice (SAMPLE_FCC, 3.615, 8, 0.0, rand);
  VtFrame *frames[] = { warm, cold };

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (VtRdf) rdf = rdf_of (frames[i], 8.0, 0.02);
      gboolean fallback[9];
      VtCutoffs cutoffs;

      vt_rdf_find_cutoffs (rdf, 0.08, 1.1, 1.7, &cutoffs, fallback);
      g_assert_cmpuint (cutoffs.n_species, ==, 3);
      for (guint a = 0; a < 2; a++)
        {
          g_assert_false (fallback[4 * a]);
          g_assert_cmpfloat (cutoffs.radius[a][a], >, 2.95);
          g_assert_cmpfloat (cutoffs.radius[a][a], <, 3.25);
        }
      g_assert_true (fallback[2]);
      g_assert_cmpfloat (cutoffs.radius[0][2], >, 2.95);
      g_assert_cmpfloat (cutoffs.radius[0][2], <, 3.25);
    }
}

/* Cu stands on one sublattice of the bcc sites and Zr on the other: unlike neighbours at 2.6 Å and the next at 4.97,
 * beyond the interval; like ones at 3 and 4.24 Å. All shells: 2.6, 3, 4.24, so that 14 are inside. */
static void
test_cutoffs_partial (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (17);
  g_autoptr (VtFrame) frame = sample_lattice (SAMPLE_BCC, 3.0, 9, 0.02, rand);
  g_autoptr (VtRdf) rdf = rdf_of (frame, 8.0, 0.02);
  gboolean fallback[9];
  VtCutoffs cutoffs;

  vt_rdf_find_cutoffs (rdf, 0.08, 1.1, 1.7, &cutoffs, fallback);
  g_assert_false (fallback[0]);
  g_assert_true (fallback[1]);
  g_assert_true (fallback[3]);
  g_assert_cmpfloat (cutoffs.radius[0][0], >, 3.3);
  g_assert_cmpfloat (cutoffs.radius[0][0], <, 3.9);
  g_assert_cmpfloat (cutoffs.radius[0][1], ==, cutoffs.radius[1][0]);
  g_assert_cmpfloat (cutoffs.radius[0][1], >, 3.2);
  g_assert_cmpfloat (cutoffs.radius[0][1], <, 4.0);
}

/* A few Zr in a crystal of Cu: their own g is too poor, whatever it shows. */
static void
test_cutoffs_poor (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (18);
  g_autoptr (VtFrame) crystal = sample_lattice (SAMPLE_FCC, 3.615, 6, 0.12, rand);
  g_autofree double *xyz = sample_get_xyz (crystal);
  g_autofree guint8 *species = g_new0 (guint8, vt_frame_get_n_atoms (crystal));
  g_autoptr (VtFrame) frame = NULL;
  g_autoptr (VtRdf) rdf = NULL;
  gboolean fallback[9];
  VtCutoffs cutoffs;

  for (gsize i = 0; i < vt_frame_get_n_atoms (crystal); i++)
    species[i] = g_rand_int_range (rand, 0, 30) == 0;
  frame = sample_new (vt_frame_get_cell (crystal), xyz, species, vt_frame_get_n_atoms (crystal));
  rdf = rdf_of (frame, 8.0, 0.02);
  vt_rdf_find_cutoffs (rdf, 0.08, 1.1, 1.7, &cutoffs, fallback);
  g_assert_false (fallback[0]);
  g_assert_true (fallback[4]);
  g_assert_cmpfloat (cutoffs.radius[1][1], >, 2.95);
  g_assert_cmpfloat (cutoffs.radius[1][1], <, 3.25);
}

/* A gas has no shells, and an empty interval no minimum: cutoffs stay finite numbers, and it is said. */
static void
test_cutoffs_none (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (19);
  g_autoptr (VtFrame) frame = NULL;
  g_autoptr (VtRdf) rdf = NULL;
  gboolean fallback[9];
  VtCutoffs cutoffs;
  VtCell cell;

  sample_cell (rand, 25.0, 7, &cell);
  frame = sample_gas (rand, &cell, 1500, 0);
  rdf = rdf_of (frame, 8.0, 0.02);
  vt_rdf_find_cutoffs (rdf, 0.08, 1.1, 1.7, &cutoffs, fallback);
  g_assert_true (fallback[0] && fallback[1] && fallback[4]);
  g_assert_true (isfinite (cutoffs.radius[0][0]));
  vt_rdf_find_cutoffs (rdf, 0.0, 1.5, 1.2, &cutoffs, NULL);
  g_assert_true (isfinite (vt_cutoffs_get_maximum (&cutoffs)));
}

/* (transfer full): the same atoms on a table whose species have another order. */
static VtFrame *
reorder_species (VtFrame *frame)
{
  static const char *const names[] = { "Zr", "Ni", "Cu", NULL };
  static const guint8 place[] = { 2, 0, 1 };
  gsize n = vt_frame_get_n_atoms (frame);
  VtAtomTable *atoms = vt_frame_get_atoms (frame);
  guint8 *species = g_new (guint8, n);
  double *positions = g_new (double, 3 * n);
  g_autoptr (VtAtomTable) table = NULL;

  for (gsize i = 0; i < n; i++)
    species[i] = place[vt_atom_table_get_species (atoms)[i]];
  for (gsize i = 0; i < 3 * n; i++)
    positions[i] = vt_frame_get_axis (frame, i / n)[i % n];
  table = vt_atom_table_new_take (n, g_memdup2 (vt_atom_table_get_ids (atoms), n * sizeof (gint64)), species, names);
  return vt_frame_new_take (table, vt_frame_get_cell (frame), positions, 0, 0, NULL);
}

/* Two runs pooled are the frames of both: the larger one weighs more, and their order of species is nobody's matter. */
static void
test_pool (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (23);
  g_autoptr (VtFrame) small = sample_lattice (SAMPLE_FCC, 3.6, 3, 0.1, rand);
  g_autoptr (VtFrame) large = sample_lattice (SAMPLE_BCC, 3.0, 6, 0.1, rand);
  g_autoptr (VtFrame) other = reorder_species (large);
  g_autoptr (VtRdf) together = rdf_of (small, 6.0, 0.05), first = rdf_of (small, 6.0, 0.05);
  g_autoptr (VtRdf) second = rdf_of (large, 6.0, 0.05), third = rdf_of (other, 6.0, 0.05);
  g_autoptr (VtRdf) pooled = vt_rdf_new_like (first), reordered = vt_rdf_new_like (first);

  add (together, large);
  g_assert_cmpuint (vt_rdf_get_n_bins (pooled), ==, vt_rdf_get_n_bins (first));
  g_assert_true (isnan (vt_rdf_get_partial (pooled, 0, 0, 50)));
  g_assert_true (vt_rdf_check_pool (first, second, NULL) && vt_rdf_check_pool (first, third, NULL));
  vt_rdf_pool (pooled, first);
  vt_rdf_pool (pooled, second);
  vt_rdf_pool (reordered, first);
  vt_rdf_pool (reordered, third);
  for (guint bin = 0; bin < vt_rdf_get_n_bins (pooled); bin++)
    {
      g_assert_cmpfloat (vt_rdf_get_total (pooled, bin), ==, vt_rdf_get_total (together, bin));
      for (guint a = 0; a < 2; a++)
        for (guint b = 0; b < 2; b++)
          {
            g_assert_cmpfloat (vt_rdf_get_partial (pooled, a, b, bin), ==, vt_rdf_get_partial (together, a, b, bin));
            g_assert_cmpfloat (vt_rdf_get_partial (reordered, a, b, bin), ==, vt_rdf_get_partial (together, a, b, bin));
          }
    }
}

/* Other bins and other species share nothing. */
static void
test_pool_refused (void)
{
  const char *const other_names[] = { "Cu", "Zr", "Pd", NULL };
  g_autoptr (VtFrame) frame = sample_lattice (SAMPLE_FCC, 3.6, 3, 0.0, NULL);
  g_autoptr (VtRdf) rdf = rdf_of (frame, 6.0, 0.05), finer = rdf_of (frame, 6.0, 0.04), longer = rdf_of (frame, 6.5, 0.05);
  g_autoptr (VtRdf) as_many = rdf_of (frame, 4.8, 0.04);
  g_autoptr (VtAtomTable) atoms = vt_atom_table_new_take (1, g_new0 (gint64, 1), g_new0 (guint8, 1), other_names);
  g_autoptr (VtRdf) strange = vt_rdf_new (atoms, 6.0, 0.05);
  const VtRdf *const others[] = { finer, longer, as_many, strange };

  g_assert_cmpuint (vt_rdf_get_n_bins (as_many), ==, vt_rdf_get_n_bins (rdf));
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (vt_rdf_check_pool (rdf, others[i], &error));
      g_assert_error (error, VT_ERROR, VT_ERROR_INPUT);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rdf/pair", test_pair);
  g_test_add_func ("/rdf/fcc", test_fcc);
  g_test_add_func ("/rdf/gas", test_gas);
  g_test_add_func ("/rdf/small-cells", test_small_cells);
  g_test_add_func ("/rdf/total", test_total);
  g_test_add_func ("/rdf/open", test_open);
  g_test_add_func ("/rdf/invariance", test_invariance);
  g_test_add_func ("/rdf/refused", test_refused);
  g_test_add_func ("/rdf/table", test_table);
  g_test_add_func ("/rdf/cutoffs-fcc", test_cutoffs_fcc);
  g_test_add_func ("/rdf/cutoffs-partial", test_cutoffs_partial);
  g_test_add_func ("/rdf/cutoffs-poor", test_cutoffs_poor);
  g_test_add_func ("/rdf/cutoffs-none", test_cutoffs_none);
  g_test_add_func ("/rdf/pool", test_pool);
  g_test_add_func ("/rdf/pool-refused", test_pool_refused);

  return g_test_run ();
}

/* −α_A(B): by hand, in B2, in a random alloy with its error, against the plain double loop, and whatever turns it. */
#include "vt-warren-cowley.h"

#include <math.h>
#include "sample.h"
#include "vt-bootstrap.h"
#include "vt-composition.h"
#include "vt-coordination-contrast.h"
#include "vt-coordination.h"
#include "vt-extremes.h"
#include "vt-parallel.h"

/* Species of sample_new(). */
#define K 3

static void
compute (VtFrame *frame, double cutoff, const double *classes, guint n_samples, guint per_side, VtContrast *contrasts)
{
  gsize n = vt_frame_get_n_atoms (frame);
  g_autofree guint16 *counts = g_new (guint16, n * K);
  g_autofree guint32 *blocks = g_new (guint32, n);
  g_autoptr (VtNeighborList) neighbors = sample_neighbors (frame, cutoff);
  VtContrastErrors errors = { vt_atom_table_get_species (vt_frame_get_atoms (frame)), blocks,
                              vt_bootstrap_blocks (frame, per_side, blocks), n_samples, 1 };

  vt_warren_cowley_count (frame, neighbors, counts);
  g_assert_true (vt_warren_cowley_compute (frame, counts, classes, &errors, contrasts, NULL, NULL, NULL));
}

static double
get_value (const VtContrast *contrast, guint subset)
{
  return subset == 0 ? contrast->total : subset == 1 ? contrast->active.value : contrast->stable.value;
}

/* A chain Cu Cu Zr Zr Cu Zr of links of 1 Å that does not close; f = ½.
 * Cu (0, 1, 4): neighbours Cu | Cu Zr | Zr Zr: Z_CuCu = 2/3, Z_Cu = 5/3: (2/3 − 5/6)/(5/6) = −1/5; Zr: +1/5.
 * Zr (2, 3, 5): Cu Zr | Zr Cu | Cu: Z_ZrCu = 1, Z_Zr = 5/3: +1/5.
 * LA = {0, 5}: Cu 0 has one Cu: (1 − ½)/½ = 1 for Cu, −1 for Zr; Zr 5 has one Cu: 1, −1. SA = {2}: 0, 0; none of Cu. */
static void
test_by_hand (void)
{
  const double xyz[] = { 1, 5, 5, 2, 5, 5, 3, 5, 5, 4, 5, 5, 5, 5, 5, 6, 5, 5 };
  const guint8 species[] = { 0, 0, 1, 1, 0, 1 };
  const double classes[] = { VT_CLASS_ACTIVE, VT_CLASS_NONE, VT_CLASS_STABLE, NAN, VT_CLASS_NONE, VT_CLASS_ACTIVE };
  const double expected[2][2][3] = { { { -0.2, 1, NAN }, { 0.2, -1, NAN } }, { { 0.2, 1, 0 }, { -0.2, -1, 0 } } };
  g_autoptr (VtFrame) frame = NULL;
  VtContrast contrasts[K][K];
  VtCell cell;

  vt_cell_init_box (&cell, 20, 10, 10);
  frame = sample_new (&cell, xyz, species, 6);
  compute (frame, 1.1, classes, 0, 1, &contrasts[0][0]);
  for (guint a = 0; a < 2; a++)
    for (guint b = 0; b < 2; b++)
      for (guint subset = 0; subset < 3; subset++)
        {
          double value = get_value (&contrasts[a][b], subset);

          if (isnan (expected[a][b][subset]))
            g_assert_true (isnan (value));
          else
            g_assert_cmpfloat_with_epsilon (value, expected[a][b][subset], 1e-14);
        }
  /* There is no Ni. */
  g_assert_true (isnan (contrasts[0][2].total) && isnan (contrasts[2][0].total));
}

/* One of an atom's two neighbours is missing, and so no part of the sample: Cu Cu Zr Zr are left, f = ½, of which a Cu
 * sees Cu, Cu Zr: Z_CuCu = ½ · 2, of Z_Cu = ½ · 3. */
static void
test_missing (void)
{
  const double xyz[] = { 1, 5, 5, 2, 5, 5, 3, 5, 5, 4, 5, 5, NAN, 5, 5, NAN, NAN, NAN };
  const guint8 species[] = { 0, 0, 1, 1, 1, 1 };
  g_autoptr (VtFrame) frame = NULL;
  VtContrast contrasts[K][K];
  VtCell cell;

  vt_cell_init_box (&cell, 20, 10, 10);
  frame = sample_new (&cell, xyz, species, 6);
  compute (frame, 1.1, NULL, 0, 1, &contrasts[0][0]);
  g_assert_cmpfloat_with_epsilon (contrasts[0][0].total, 1. / 3, 1e-14);
  g_assert_cmpfloat_with_epsilon (contrasts[0][1].total, -1. / 3, 1e-14);
}

/* Neighbours of the first shell are all of the other kind; with the second, six of fourteen are of one's own. */
static void
test_b2 (void)
{
  g_autoptr (VtFrame) frame = sample_lattice (SAMPLE_BCC, 3.0, 4, 0.0, NULL);
  static const double cutoffs[2] = { 2.8, 3.3 }, expected[2] = { 1.0, 1.0 / 7.0 };
  VtContrast contrasts[K][K];

  for (guint shell = 0; shell < 2; shell++)
    {
      compute (frame, cutoffs[shell], NULL, 0, 1, &contrasts[0][0]);
      for (guint a = 0; a < 2; a++)
        for (guint b = 0; b < 2; b++)
          g_assert_cmpfloat_with_epsilon (contrasts[a][b].total, a == b ? -expected[shell] : expected[shell], 1e-14);
    }
}

static double *
random_classes (GRand *rand, gsize n)
{
  double *classes = g_new (double, n);

  for (gsize i = 0; i < n; i++)
    {
      double lot = g_rand_double (rand);

      classes[i] = lot < 0.02 ? (double) NAN : lot < 0.2 ? VT_CLASS_ACTIVE : lot < 0.4 ? VT_CLASS_STABLE : VT_CLASS_NONE;
    }
  return classes;
}

/* All pairs and all images, without lists and sums of blocks: for cells wider than three cutoffs. */
static double
reference (VtFrame *frame, double cutoff, const double *classes, double class, guint a, guint b)
{
  const guint8 *species = vt_atom_table_get_species (vt_frame_get_atoms (frame));
  const VtCell *cell = vt_frame_get_cell (frame);
  gsize n = vt_frame_get_n_atoms (frame);
  double of_b = 0.0, all = 0.0, n_b = 0.0;

  for (gsize i = 0; i < n; i++)
    {
      n_b += species[i] == b;
      for (gsize j = 0; j < n; j++)
        {
          double here[3], there[3], fractional[3], square = 0.0;

          if (i == j || species[i] != a || (!isnan (class) && classes[i] != class))
            continue;
          vt_frame_get_position (frame, i, here);
          vt_frame_get_position (frame, j, there);
          for (guint axis = 0; axis < 3; axis++)
            there[axis] -= here[axis] - cell->origin[axis];
          vt_cell_to_fractional (cell, there, fractional);
          for (guint axis = 0; axis < 3; axis++)
            fractional[axis] -= round (fractional[axis]);
          vt_cell_to_cartesian (cell, fractional, there);
          for (guint axis = 0; axis < 3; axis++)
            square += (there[axis] - cell->origin[axis]) * (there[axis] - cell->origin[axis]);
          all += square <= cutoff * cutoff;
          of_b += square <= cutoff * cutoff && species[j] == b;
        }
    }
  return of_b / (n_b / (double) n * all) - 1.0;
}

/* Jittered lattices, so that cells are orthogonal and images plain. */
static void
test_reference (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (6);

  for (guint round = 0; round < 3; round++)
    {
      g_autoptr (VtFrame) lattice = sample_lattice (SAMPLE_FCC, 4.0, 4, 0.3, rand), frame = NULL;
      g_autofree gsize *order = sample_order (256, rand);
      g_autofree double *classes = random_classes (rand, 256);
      static const double subsets[3] = { NAN, VT_CLASS_ACTIVE, VT_CLASS_STABLE };
      VtContrast contrasts[K][K];

      frame = sample_permute (lattice, order);
      compute (frame, 3.5, classes, 0, 1, &contrasts[0][0]);
      for (guint a = 0; a < 2; a++)
        for (guint b = 0; b < 2; b++)
          for (guint s = 0; s < 3; s++)
            g_assert_cmpfloat_with_epsilon (get_value (&contrasts[a][b], s),
                                            reference (frame, 3.5, classes, subsets[s], a, b), 1e-12);
    }
}

/* Three kinds at random on fcc, numbers of each fixed. */
static VtFrame *
random_alloy (GRand *rand, guint cells)
{
  g_autoptr (VtFrame) lattice = sample_lattice (SAMPLE_FCC, 4.0, cells, 0.0, NULL);
  gsize n = vt_frame_get_n_atoms (lattice);
  g_autofree gsize *order = sample_order (n, rand);
  g_autofree guint8 *species = g_new (guint8, n);
  g_autofree double *xyz = sample_get_xyz (lattice);

  for (gsize i = 0; i < n; i++)
    species[order[i]] = (guint8) (i % 10 < 5 ? 0 : i % 10 < 8 ? 1 : 2);
  return sample_new (vt_frame_get_cell (lattice), xyz, species, n);
}

/* Σ_B f_B·(−α_A(B)) = 0 for every centre and subset. */
static void
test_sum_rule (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (8);
  g_autoptr (VtFrame) frame = random_alloy (rand, 5);
  g_autofree double *classes = random_classes (rand, 500);
  VtAtomTable *atoms = vt_frame_get_atoms (frame);
  VtContrast contrasts[K][K];

  compute (frame, 3.0, classes, 0, 1, &contrasts[0][0]);
  for (guint subset = 0; subset < 3; subset++)
    for (guint a = 0; a < K; a++)
      {
        double sum = 0.0, largest = 0.0;

        for (guint b = 0; b < K; b++)
          {
            double value = get_value (&contrasts[a][b], subset);

            sum += (double) vt_atom_table_count_species (atoms, b) / 500.0 * value;
            largest = fmax (largest, fabs (value));
          }
        g_assert_cmpfloat (fabs (sum), <, 1e-14);
        g_assert_cmpfloat (largest, >, 0.001);
      }
}

/* In a random alloy nothing is to be found: over 200 of them, about 95 % of all lie within 2σ, of the totals by bootstrap
 * and of the differences of LA picked by lot, by permutation and by the larger of both. Neither much more, which would
 * be an error too large, nor less. 27 blocks know their σ to one part in seven, and a pair across two blocks counts in
 * both: 2σ of the totals hold 93 %. */
static void
test_random_alloy (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (9);
  double within[3] = { 0 }, mean = 0.0, n = 0.0;

  for (guint seed = 0; seed < 200; seed++)
    {
      g_autoptr (VtFrame) frame = random_alloy (rand, 6);
      g_autofree double *classes = random_classes (rand, 864);
      VtContrast contrasts[K * K];

      compute (frame, 3.0, classes, 200, 3, contrasts);
      for (guint pair = 0; pair < K * K; pair++)
        {
          const VtContrastSide *la = &contrasts[pair].active;

          n += 1.0;
          mean += contrasts[pair].total;
          within[0] += fabs (contrasts[pair].total) <= 2.0 * contrasts[pair].sigma;
          within[1] += fabs (la->difference) <= 2.0 * la->permutation;
          within[2] += vt_contrast_side_is_noise (la);
        }
    }
  g_test_message ("within 2σ: total %.3f, LA %.3f by permutation, %.3f by the larger; mean of totals %.4f", within[0] / n,
                  within[1] / n, within[2] / n, mean / n);
  g_assert_cmpfloat (fabs (mean / n), <, 0.005);
  for (guint i = 0; i < 3; i++)
    {
      g_assert_cmpfloat (within[i] / n, >, i == 0 ? 0.915 : 0.935);
      g_assert_cmpfloat (within[i] / n, <, i == 2 ? 0.98 : 0.965);
    }
}

static void
assert_same (const VtContrast *a, const VtContrast *b)
{
  for (guint pair = 0; pair < K * K; pair++)
    for (guint subset = 0; subset < 3; subset++)
      {
        double x = get_value (&a[pair], subset), y = get_value (&b[pair], subset);

        g_assert_true (x == y || (isnan (x) && isnan (y)));
      }
}

/* Turned, moved into other images, in another order of atoms: the same numbers, and errors within theirs. */
static void
test_invariance (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (10);
  g_autoptr (VtFrame) frame = NULL, turned = NULL, wrapped = NULL, permuted = NULL;
  g_autofree double *classes = random_classes (rand, 400), *reordered = g_new (double, 400);
  g_autofree gsize *order = sample_order (400, rand);
  VtContrast contrasts[4][K * K];
  double rotation[3][3];
  VtCell cell;

  sample_cell (rand, 14.0, 7, &cell);
  frame = sample_gas (rand, &cell, 400, 1);
  sample_rotation (1.1, rotation);
  turned = sample_map (frame, rotation);
  wrapped = sample_wrap (frame, rand);
  permuted = sample_permute (frame, order);
  for (gsize i = 0; i < 400; i++)
    reordered[i] = classes[order[i]];

  compute (frame, 3.3, classes, 1000, 3, contrasts[0]);
  compute (turned, 3.3, classes, 1000, 3, contrasts[1]);
  compute (wrapped, 3.3, classes, 1000, 3, contrasts[2]);
  compute (permuted, 3.3, reordered, 1000, 3, contrasts[3]);
  for (guint i = 1; i < 4; i++)
    {
      assert_same (contrasts[0], contrasts[i]);
      for (guint a = 0; a < 2; a++)
        g_assert_cmpfloat_with_epsilon (vt_contrast_side_get_sigma (&contrasts[i][a].active),
                                        vt_contrast_side_get_sigma (&contrasts[0][a].active),
                                        0.15 * vt_contrast_side_get_sigma (&contrasts[0][a].active));
    }
}

static void
test_threads (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);
  g_autoptr (VtFrame) frame = random_alloy (rand, 4);
  g_autofree double *classes = random_classes (rand, 256);
  guint before = vt_parallel_get_threads ();
  VtContrast contrasts[2][K * K];

  for (guint i = 0; i < 2; i++)
    {
      vt_parallel_set_threads (i == 0 ? 1 : 3);
      compute (frame, 3.0, classes, 100, 2, contrasts[i]);
    }
  vt_parallel_set_threads (before);
  g_assert_cmpmem (contrasts[0], sizeof contrasts[0], contrasts[1], sizeof contrasts[1]);
}

/* ---- against numpy: tests/fixtures/analysis/make_contrast.py ---- */

static void
read_numbers (char **text, double *numbers, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      char *end;

      numbers[i] = g_ascii_strtod (*text, &end);
      g_assert_true (end > *text);
      *text = end;
    }
}

static VtFrame *
read_frame (char **text, double *cutoff, double **classes)
{
  static const double origin[3] = { 0 };
  static const gboolean periodic[3] = { TRUE, TRUE, TRUE };
  g_autofree double *xyz = NULL;
  g_autofree guint8 *species = NULL;
  double head[2], vectors[9], atom[5];
  VtCell cell;
  gsize n;

  read_numbers (text, head, 2);
  n = (gsize) head[0];
  *cutoff = head[1];
  read_numbers (text, vectors, 9);
  g_assert_true (vt_cell_init (&cell, origin, (const double (*)[3]) (gpointer) vectors, periodic, NULL));
  xyz = g_new (double, 3 * n);
  species = g_new (guint8, n);
  *classes = g_new (double, n);
  for (gsize i = 0; i < n; i++)
    {
      read_numbers (text, atom, 5);
      for (guint axis = 0; axis < 3; axis++)
        xyz[3 * i + axis] = atom[axis];
      species[i] = (guint8) atom[3];
      (*classes)[i] = atom[4];
    }
  return sample_new (&cell, xyz, species, n);
}

static void
assert_next (char **text, const VtContrast *contrast)
{
  double expected[3];

  read_numbers (text, expected, 3);
  for (guint subset = 0; subset < 3; subset++)
    g_assert_cmpfloat_with_epsilon (get_value (contrast, subset), expected[subset], 1e-11);
}

static void
test_fixture (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("VT_FIXTURES"), "analysis", "contrast.txt", NULL);
  g_autofree char *contents = NULL;
  g_autofree double *classes = NULL, *cn = NULL;
  g_autoptr (VtFrame) frame = NULL;
  g_autoptr (VtNeighborList) neighbors = NULL;
  VtContrastErrors errors = { NULL, NULL, 0, 0, 1 };
  VtContrast composition[K], order[K][K];
  VtCoordinationContrast coordination[1 + K];
  char *text;
  double cutoff, pair[2];

  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  text = contents;
  frame = read_frame (&text, &cutoff, &classes);
  neighbors = sample_neighbors (frame, cutoff);
  cn = g_new (double, vt_frame_get_n_atoms (frame));
  vt_coordination_compute (frame, neighbors, cn);

  g_assert_true (vt_composition_compute (frame, classes, &errors, composition, NULL, NULL, NULL));
  for (guint s = 0; s < K; s++)
    assert_next (&text, &composition[s]);
  g_assert_true (vt_coordination_contrast_compute (vt_frame_get_atoms (frame), cn, classes, &errors, coordination, NULL,
                                                   NULL, NULL));
  for (guint row = 0; row < 1 + K; row++)
    assert_next (&text, &coordination[row].cn);
  compute (frame, cutoff, classes, 0, 1, &order[0][0]);
  for (guint a = 0; a < K; a++)
    for (guint b = 0; b < K; b++)
      {
        read_numbers (&text, pair, 2);
        g_assert_true (pair[0] == a && pair[1] == b);
        assert_next (&text, &order[a][b]);
      }
}

static void
test_marks (void)
{
  g_assert_cmpstr (vt_warren_cowley_mark (0.0299), ==, "0");
  g_assert_cmpstr (vt_warren_cowley_mark (-0.0299), ==, "0");
  g_assert_cmpstr (vt_warren_cowley_mark (0.03), ==, "+");
  g_assert_cmpstr (vt_warren_cowley_mark (0.0301), ==, "+");
  g_assert_cmpstr (vt_warren_cowley_mark (-0.09), ==, "-");
  g_assert_cmpstr (vt_warren_cowley_mark (0.0901), ==, "++");
  g_assert_cmpstr (vt_warren_cowley_mark (-0.5), ==, "--");
  g_assert_cmpstr (vt_warren_cowley_mark (NAN), ==, "");
}

static void
test_table (void)
{
  static const char *const columns[]
      = { "center", "neighbor", "total", "la", "sa", "sigma", "mark_la", "mark_sa", "sigma_la", "sigma_sa",
          "permutation_la", "permutation_sa", "bootstrap_la", "bootstrap_sa" };
  g_autoptr (VtFrame) frame = sample_lattice (SAMPLE_BCC, 3.0, 4, 0.0, NULL);
  g_autoptr (VtTable) table = NULL;
  VtContrast contrasts[K * K] = { 0 };

  contrasts[1] = (VtContrast){ 0.25, 0.02, { 0.35, 0.1, 0, 0.03, 0.01 }, { 0.21, -0.04, 0, 0.01, 0.02 } };
  table = vt_warren_cowley_table (vt_frame_get_atoms (frame), contrasts);
  g_assert_cmpstr (vt_table_get_name (table), ==, "sro");
  g_assert_cmpuint (vt_table_get_n_columns (table), ==, G_N_ELEMENTS (columns));
  for (guint c = 0; c < G_N_ELEMENTS (columns); c++)
    g_assert_cmpstr (vt_table_get_column_name (table, c), ==, columns[c]);
  /* Of the three species two are there. */
  g_assert_cmpuint (vt_table_get_n_rows (table), ==, 4);
  g_assert_cmpstr (vt_table_get_text (table, 1, 0), ==, "Cu");
  g_assert_cmpstr (vt_table_get_text (table, 1, 1), ==, "Zr");
  g_assert_cmpfloat (vt_table_get_number (table, 1, 2), ==, 0.25);
  g_assert_cmpfloat (vt_table_get_number (table, 1, 4), ==, 0.21);
  g_assert_cmpfloat (vt_table_get_number (table, 1, 5), ==, 0.02);
  g_assert_cmpstr (vt_table_get_text (table, 1, 6), ==, "++");
  g_assert_cmpstr (vt_table_get_text (table, 1, 7), ==, "-");
  g_assert_cmpfloat (vt_table_get_number (table, 1, 8), ==, 0.03);
  g_assert_cmpfloat (vt_table_get_number (table, 1, 9), ==, 0.02);
  g_assert_cmpfloat (vt_table_get_number (table, 1, 13), ==, 0.02);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/warren-cowley/by-hand", test_by_hand);
  g_test_add_func ("/warren-cowley/missing", test_missing);
  g_test_add_func ("/warren-cowley/b2", test_b2);
  g_test_add_func ("/warren-cowley/reference", test_reference);
  g_test_add_func ("/warren-cowley/sum-rule", test_sum_rule);
  g_test_add_func ("/warren-cowley/random-alloy", test_random_alloy);
  g_test_add_func ("/warren-cowley/invariance", test_invariance);
  g_test_add_func ("/warren-cowley/threads", test_threads);
  g_test_add_func ("/warren-cowley/fixture", test_fixture);
  g_test_add_func ("/warren-cowley/marks", test_marks);
  g_test_add_func ("/warren-cowley/table", test_table);
  return g_test_run ();
}

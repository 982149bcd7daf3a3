#include "vt-d2min.h"

#include <math.h>
#include "sample.h"
#include "vt-d2min-fit.h"
#include "vt-parallel.h"
#include "vt-strain.h"

#define CUTOFF 3.3 /* between the shells of fcc with an edge of 3.9 Å */

static const VtD2minParams paper = { VT_D2MIN_CURRENT_TO_REFERENCE, VT_D2MIN_MEAN, 1e8 };
static const VtD2minParams falk_langer = { VT_D2MIN_REFERENCE_TO_CURRENT, VT_D2MIN_SUM, 1e8 };

static VtFrame *
give_frame (guint lag, gpointer data, GError **error)
{
  return vt_frame_ref (((VtFrame **) data)[lag]);
}

static void
compute_within (VtFrame *reference, VtFrame **frames, guint n_lags, double cutoff, const VtD2minParams *params,
                VtD2minLag *lags)
{
  g_autoptr (GError) error = NULL;
  VtCutoffs cutoffs;

  vt_cutoffs_init_uniform (&cutoffs, 3, cutoff);
  g_assert_true (
      vt_d2min_compute_within (reference, &cutoffs, give_frame, frames, n_lags, params, lags, NULL, NULL, &error));
  g_assert_no_error (error);
}

/* From a list, and without one: the same but for rounding, since positions are wrapped without. */
static gsize
compute (VtFrame *reference, VtFrame *current, double cutoff, const VtD2minParams *params, double *d2min)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VtNeighborList) list = sample_neighbors (reference, cutoff);
  gsize n = vt_frame_get_n_atoms (reference), n_undefined = G_MAXSIZE;
  g_autofree double *other = g_new0 (double, n);
  VtD2minLag lag = { .d2min = other };

  g_assert_true (vt_d2min_compute (reference, list, current, params, d2min, &n_undefined, NULL, NULL, &error));
  g_assert_no_error (error);
  compute_within (reference, &current, 1, cutoff, params, &lag);
  g_assert_cmpuint (lag.n_undefined, ==, n_undefined);
  for (gsize atom = 0; atom < n; atom++)
    if (isnan (d2min[atom]))
      g_assert_true (isnan (other[atom]));
    else
      g_assert_cmpfloat_with_epsilon (other[atom], d2min[atom], 1e-20 + 1e-9 * d2min[atom]);

  return n_undefined;
}

/* An atom with six neighbours at ±1 along the axes, the z ones at ±@height. */
static VtFrame *
octahedron_new (double height, const double first[3])
{
  const double xyz[] = { 0,  0, 0, first[0], first[1], first[2], -1, 0, 0,      0,
                         1,  0, 0, -1,       0,        0,        0,  height, 0, 0,
                         -height };
  VtCell cell;

  vt_cell_init_box (&cell, 10.0, 10.0, 10.0);
  cell.periodic[0] = cell.periodic[1] = cell.periodic[2] = FALSE;

  return sample_new (&cell, xyz, NULL, 7);
}

/* One neighbour moved outwards by δ = 0.2. Current to reference: J_xx = (2 + δ)/(2 + 2δ + δ²), which leaves
 * Σ = δ²/(2 + 2δ + δ²); reference to current: J_xx = 1 + δ/2, which leaves δ/2 at either end, Σ = δ²/2. */
static void
test_octahedron (void)
{
  const double at[] = { 1.0, 0.0, 0.0 };
  const double out[] = { 1.2, 0.0, 0.0 };
  g_autoptr (VtFrame) reference = octahedron_new (1.0, at);
  g_autoptr (VtFrame) current = octahedron_new (1.0, out);
  double d2min[7];

  g_assert_cmpuint (compute (reference, current, 1.1, &paper, d2min), ==, 6);
  g_assert_cmpfloat_with_epsilon (d2min[0], 0.04 / 2.44 / 6.0, 1e-15);
  for (guint i = 1; i < 7; i++)
    g_assert_true (isnan (d2min[i]));
  compute (reference, current, 1.1, &falk_langer, d2min);
  g_assert_cmpfloat_with_epsilon (d2min[0], 0.02, 1e-15);
}

/* Three neighbours or a plane of them say nothing; a nearly flat one as much as the bound allows. */
static void
test_undefined (void)
{
  const double at[] = { 1.0, 0.0, 0.0 };
  const double missing[] = { NAN, 0.0, 0.0 };
  VtD2minParams bounded = { VT_D2MIN_CURRENT_TO_REFERENCE, VT_D2MIN_MEAN, 1e4 };
  const double heights[] = { 0.0, 0.009, 0.0099, 0.0101, 0.011 };
  g_autoptr (VtFrame) whole = octahedron_new (1.0, at);
  g_autoptr (VtFrame) holed = octahedron_new (1.0, missing);
  g_autofree double *xyz = sample_get_xyz (whole);
  g_autoptr (VtFrame) nobody = NULL;
  double d2min[7];

  for (guint i = 0; i < G_N_ELEMENTS (heights); i++)
    {
      g_autoptr (VtFrame) flat = octahedron_new (heights[i], at);

      compute (flat, flat, 1.005, &bounded, d2min);
      /* The two eigenvalues are 2 and 2 h². */
      g_assert_cmpint (isnan (d2min[0]), ==, heights[i] < 0.01);
    }

  /* A neighbour that is lost is left out: the five others fit exactly. */
  compute (whole, holed, 1.1, &paper, d2min);
  g_assert_cmpfloat (d2min[0], <, 1e-28);
  xyz[0] = NAN;
  nobody = sample_new (vt_frame_get_cell (whole), xyz, NULL, 7);
  g_assert_cmpuint (compute (whole, nobody, 1.1, &paper, d2min), ==, 7);
  g_assert_cmpuint (compute (nobody, whole, 1.1, &paper, d2min), ==, 7);
  xyz[0] = 0.0;
  /* Three bonds that span space are mapped exactly, whatever they do. */
  xyz[3] = xyz[9] = xyz[15] = NAN;
  g_clear_pointer (&nobody, vt_frame_unref);
  nobody = sample_new (vt_frame_get_cell (whole), xyz, NULL, 7);
  g_assert_cmpuint (compute (whole, nobody, 1.1, &paper, d2min), ==, 7);
}

static double
next_number (char **text)
{
  char *end;
  double number = g_ascii_strtod (*text, &end);

  g_assert_true (end != *text);
  *text = end;

  return number;
}

static VtFrame *
read_frame (const double vectors[3][3], const double *xyz, gsize n)
{
  const double origin[3] = { 0.0, 0.0, 0.0 };
  const gboolean periodic[3] = { TRUE, TRUE, TRUE };
  g_autoptr (GError) error = NULL;
  VtCell cell;

  vt_cell_init (&cell, origin, vectors, periodic, &error);
  g_assert_no_error (error);

  return sample_new (&cell, xyz, NULL, n);
}

/* numpy's least squares over neighbours it found itself; the later box is in another basis. */
static void
test_fixture (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("VT_FIXTURES"), "analysis", "d2min.txt", NULL);
  g_autofree char *content = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (VtFrame) reference = NULL;
  g_autoptr (VtFrame) current = NULL;
  double cells[2][3][3], cutoff, xyz[2][3 * 216], expected[2][216], counts[216], computed[216];
  VtD2minParams params = paper;
  char *text;

  g_file_get_contents (path, &content, NULL, &error);
  g_assert_no_error (error);
  text = content;
  g_assert_cmpfloat (next_number (&text), ==, 216.0);
  cutoff = next_number (&text);
  for (guint i = 0; i < 18; i++)
    cells[i / 9][i / 3 % 3][i % 3] = next_number (&text);
  for (guint atom = 0; atom < 216; atom++)
    {
      counts[atom] = next_number (&text);
      for (guint i = 0; i < 6; i++)
        xyz[i / 3][3 * atom + i % 3] = next_number (&text);
      expected[0][atom] = next_number (&text);
      expected[1][atom] = next_number (&text);
    }
  reference = read_frame (cells[0], xyz[0], 216);
  current = read_frame (cells[1], xyz[1], 216);

  g_assert_cmpuint (compute (reference, current, cutoff, &params, computed), ==, 0);
  for (guint atom = 0; atom < 216; atom++)
    g_assert_cmpfloat_with_epsilon (computed[atom], expected[0][atom], 1e-9 * expected[0][atom]);
  params.mapping = VT_D2MIN_REFERENCE_TO_CURRENT;
  g_assert_cmpuint (compute (reference, current, cutoff, &params, computed), ==, 0);
  for (guint atom = 0; atom < 216; atom++)
    g_assert_cmpfloat_with_epsilon (computed[atom], expected[1][atom], 1e-9 * expected[1][atom]);
  params.norm = VT_D2MIN_SUM;
  compute (reference, current, cutoff, &params, computed);
  for (guint atom = 0; atom < 216; atom++)
    g_assert_cmpfloat_with_epsilon (computed[atom], counts[atom] * expected[1][atom],
                                    1e-9 * counts[atom] * expected[1][atom]);
}

typedef long double Row[4];

/* Gaussian elimination with pivoting of [matrix | right side], in long double. */
static void
solve_reference (Row rows[3])
{
  for (guint pivot = 0; pivot < 3; pivot++)
    {
      guint best = pivot;

      for (guint row = pivot + 1; row < 3; row++)
        if (fabsl (rows[row][pivot]) > fabsl (rows[best][pivot]))
          best = row;
      for (guint column = 0; column < 4; column++)
        {
          long double swapped = rows[pivot][column];

          rows[pivot][column] = rows[best][column];
          rows[best][column] = swapped;
        }
      for (guint row = 0; row < 3; row++)
        {
          long double factor = row == pivot ? 0.0L : rows[row][pivot] / rows[pivot][pivot];

          for (guint column = 0; column < 4; column++)
            rows[row][column] -= factor * rows[pivot][column];
        }
    }
}

/* The least-squares fit of one component of @target by @source: what it leaves. */
static double
residual_reference (double (*target)[3], double (*source)[3], guint n, guint component)
{
  Row rows[3] = { { 0 } };
  long double sum = 0.0L;

  for (guint i = 0; i < n; i++)
    for (guint row = 0; row < 3; row++)
      {
        for (guint column = 0; column < 3; column++)
          rows[row][column] += (long double) source[i][row] * source[i][column];
        rows[row][3] += (long double) source[i][row] * target[i][component];
      }
  solve_reference (rows);
  for (guint i = 0; i < n; i++)
    {
      long double left = target[i][component];

      for (guint row = 0; row < 3; row++)
        left -= rows[row][3] / rows[row][row] * source[i][row];
      sum += left * left;
    }

  return (double) sum;
}

static double
d2min_reference (VtFrame *reference, VtFrame *current, const VtNeighborList *list, gsize atom, gboolean backwards)
{
  VtFrame *frames[2] = { reference, current };
  double bonds[2][64][3];
  double sum = 0.0;
  guint count;
  const VtNeighbor *neighbors = vt_neighbor_list_get (list, atom, &count);

  g_assert_cmpuint (count, <=, 64);
  for (guint f = 0; f < 2; f++)
    for (guint i = 0; i < count; i++)
      {
        const VtCell *cell = vt_frame_get_cell (frames[f]);
        double from[3], to[3];

        vt_frame_get_position (frames[f], atom, from);
        vt_frame_get_position (frames[f], neighbors[i].atom, to);
        for (guint axis = 0; axis < 3; axis++)
          bonds[f][i][axis] = to[axis] - from[axis] + neighbors[i].image[0] * cell->vectors[0][axis] +
                              neighbors[i].image[1] * cell->vectors[1][axis] +
                              neighbors[i].image[2] * cell->vectors[2][axis];
      }
  for (guint component = 0; component < 3; component++)
    sum += residual_reference (bonds[backwards ? 0 : 1], bonds[backwards ? 1 : 0], count, component);

  return sum / count;
}

/* A warm crystal, and a later moment of it: other displacements, and a strain. */
static void
crystal_new (VtFrame **reference, VtFrame **current)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);
  const double strain[3][3] = { { 1.01, 0.02, 0.0 }, { 0.03, 0.98, 0.01 }, { 0.0, -0.02, 1.02 } };
  g_autoptr (VtFrame) straight = NULL;

  *reference = sample_lattice (SAMPLE_FCC, 3.9, 5, 0.12, rand);
  straight = sample_lattice (SAMPLE_FCC, 3.9, 5, 0.12, rand);
  *current = sample_map (straight, strain);
}

static void
test_reference (void)
{
  g_autoptr (VtFrame) reference = NULL;
  g_autoptr (VtFrame) current = NULL;
  g_autoptr (VtNeighborList) list = NULL;
  g_autofree double *forth = g_new (double, 500);
  g_autofree double *back = g_new (double, 500);
  VtD2minParams params = { VT_D2MIN_REFERENCE_TO_CURRENT, VT_D2MIN_MEAN, 1e8 };

  crystal_new (&reference, &current);
  list = sample_neighbors (reference, CUTOFF);
  compute (reference, current, CUTOFF, &paper, back);
  compute (reference, current, CUTOFF, &params, forth);
  for (gsize atom = 0; atom < 500; atom++)
    {
      double expected = d2min_reference (reference, current, list, atom, TRUE);

      g_assert_cmpfloat (expected, >, 1e-3);
      g_assert_cmpfloat_with_epsilon (back[atom], expected, 1e-12 * expected);
      expected = d2min_reference (reference, current, list, atom, FALSE);
      g_assert_cmpfloat_with_epsilon (forth[atom], expected, 1e-12 * expected);
      g_assert_cmpfloat (fabs (forth[atom] - back[atom]), >, 1e-9);
    }
}

static void
assert_nothing (VtFrame *reference, VtFrame *current)
{
  g_autofree double *d2min = g_new (double, vt_frame_get_n_atoms (reference));
  const VtD2minParams *both[] = { &paper, &falk_langer };

  for (guint i = 0; i < 2; i++)
    {
      g_assert_cmpuint (compute (reference, current, CUTOFF, both[i], d2min), ==, 0);
      for (gsize atom = 0; atom < vt_frame_get_n_atoms (reference); atom++)
        g_assert_cmpfloat (d2min[atom], <=, 1e-20);
    }
}

/* Strain, rotation, drift and a flipped box are no D²min. */
static void
test_homogeneous (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (4);
  g_autoptr (VtFrame) straight = sample_lattice (SAMPLE_FCC, 3.9, 5, 0.12, rand);
  const double tilt[3][3] = { { 1.0, 0.0, 0.0 }, { 0.45, 1.0, 0.0 }, { 0.0, 0.0, 1.0 } };
  const double strain[3][3] = { { 1.1, 0.0, 0.0 }, { 0.15, 0.95, 0.0 }, { 0.02, -0.03, 1.02 } };
  g_autoptr (VtFrame) reference = sample_map (straight, tilt);
  g_autoptr (VtFrame) strained = sample_map (reference, strain);
  g_autofree double *xyz = sample_get_xyz (strained);
  VtCell flipped = *vt_frame_get_cell (strained);
  g_autoptr (GError) error = NULL;
  g_autoptr (VtFrame) rewritten = NULL;
  g_autoptr (VtFrame) drifted = NULL;
  g_autoptr (VtFrame) turned = NULL;
  double rotation[3][3], vectors[3][3];

  assert_nothing (reference, strained);

  for (guint i = 0; i < 3; i++)
    for (guint axis = 0; axis < 3; axis++)
      vectors[i][axis] = flipped.vectors[i][axis] - (i == 1 ? flipped.vectors[0][axis] : 0.0);
  vt_cell_init (&flipped, flipped.origin, vectors, flipped.periodic, &error);
  g_assert_no_error (error);
  rewritten = sample_new (&flipped, xyz, NULL, 500);
  assert_nothing (reference, rewritten);

  for (gsize i = 0; i < 1500; i++)
    xyz[i] += 7.0 - i % 3;
  drifted = sample_new (vt_frame_get_cell (strained), xyz, NULL, 500);
  assert_nothing (reference, drifted);

  sample_rotation (0.4, rotation);
  turned = sample_map (reference, rotation);
  assert_nothing (reference, turned);
}

static void
assert_same (VtFrame *reference, VtFrame *current, const VtD2minParams *params, const double *expected)
{
  gsize n = vt_frame_get_n_atoms (reference);
  g_autofree double *d2min = g_new (double, n);

  compute (reference, current, CUTOFF, params, d2min);
  for (gsize atom = 0; atom < n; atom++)
    g_assert_cmpfloat_with_epsilon (d2min[atom], expected[atom], 1e-12 + 1e-10 * expected[atom]);
}

/* Any affine map of the later frame leaves the paper's D²min; of Falk and Langer's a rotation does. */
static void
test_affine_invariance (void)
{
  const double strain[3][3] = { { 1.2, 0.1, 0.0 }, { 0.2, 0.9, 0.05 }, { 0.0, -0.1, 1.1 } };
  g_autoptr (VtFrame) reference = NULL;
  g_autoptr (VtFrame) current = NULL;
  g_autoptr (VtFrame) mapped = NULL;
  g_autoptr (VtFrame) turned = NULL;
  g_autofree double *expected = g_new (double, 500);
  g_autofree double *other = g_new (double, 500);
  double rotation[3][3];
  double change = 0.0;

  crystal_new (&reference, &current);
  mapped = sample_map (current, strain);
  compute (reference, current, CUTOFF, &paper, expected);
  assert_same (reference, mapped, &paper, expected);

  compute (reference, current, CUTOFF, &falk_langer, expected);
  compute (reference, mapped, CUTOFF, &falk_langer, other);
  for (gsize atom = 0; atom < 500; atom++)
    change = fmax (change, fabs (other[atom] - expected[atom]));
  g_assert_cmpfloat (change, >, 1e-2);
  /* Further round, the turned cell is nearer to another basis of its own. */
  sample_rotation (0.4, rotation);
  turned = sample_map (current, rotation);
  assert_same (reference, turned, &falk_langer, expected);
}

static void
test_invariance (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (8);
  g_autoptr (GRand) same = g_rand_new_with_seed (8);
  g_autoptr (VtFrame) reference = NULL;
  g_autoptr (VtFrame) current = NULL;
  g_autoptr (VtFrame) wrapped = NULL;
  g_autoptr (VtFrame) wrapped_current = NULL;
  g_autoptr (VtFrame) permuted = NULL;
  g_autoptr (VtFrame) permuted_current = NULL;
  g_autofree double *expected = g_new (double, 500);
  g_autofree double *reordered = g_new (double, 500);
  g_autofree gsize *order = NULL;

  crystal_new (&reference, &current);
  compute (reference, current, CUTOFF, &paper, expected);

  wrapped = sample_wrap (reference, rand);
  wrapped_current = sample_wrap (current, same);
  assert_same (wrapped, wrapped_current, &paper, expected);

  order = sample_order (500, rand);
  permuted = sample_permute (reference, order);
  permuted_current = sample_permute (current, order);
  for (gsize atom = 0; atom < 500; atom++)
    reordered[atom] = expected[order[atom]];
  assert_same (permuted, permuted_current, &paper, reordered);
}

static void
test_threads (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (6);
  g_autoptr (VtFrame) reference = sample_lattice (SAMPLE_FCC, 3.9, 12, 0.2, rand);
  g_autoptr (VtFrame) current = sample_lattice (SAMPLE_FCC, 3.9, 12, 0.2, rand);
  gsize n = vt_frame_get_n_atoms (reference);
  g_autofree double *listed = g_new (double, 2 * n);
  g_autofree double *found = g_new (double, 2 * n);
  g_autofree double *strains = g_new (double, 4 * n);

  for (guint run = 0; run < 2; run++)
    {
      VtD2minLag lag = { found + run * n, strains + 2 * run * n, strains + (2 * run + 1) * n };

      vt_parallel_set_threads (run == 0 ? 1 : 4);
      compute (reference, current, CUTOFF, &paper, listed + run * n);
      compute_within (reference, &current, 1, CUTOFF, &paper, &lag);
    }
  vt_parallel_set_threads (0);

  g_assert_cmpmem (listed, n * sizeof (double), listed + n, n * sizeof (double));
  g_assert_cmpmem (found, n * sizeof (double), found + n, n * sizeof (double));
  g_assert_cmpmem (strains, 2 * n * sizeof (double), strains + 2 * n, 2 * n * sizeof (double));
}

/* The fit is the same bits by any instructions. */
static void
test_instructions (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (16);
  double vectors[32][4] __attribute__ ((aligned (32)));
  double places[33][4] __attribute__ ((aligned (32)));
  guint32 neighbors[32];

  for (guint round = 0; round < 200; round++)
    for (guint mapping = 0; mapping < 2; mapping++)
      {
        VtD2minFit *fit = vt_d2min_fit_new (mapping, 1e8);
        const VtD2minPlaces later = { (gpointer) places, NULL };
        gsize n = (gsize) g_rand_int_range (rand, 3, 33);
        double d2min[2], gradients[2][3][3];

        for (guint i = 0; i < 32 * 4; i++)
          vectors[i / 4][i % 4] = i % 4 < 3 ? g_rand_double_range (rand, -3.0, 3.0) : 0.0;
        for (guint i = 0; i < 33 * 4; i++)
          places[i / 4][i % 4] = i % 4 < 3 ? g_rand_double_range (rand, -3.0, 3.0) : 0.0;
        for (guint i = 0; i < 32; i++)
          neighbors[i] = i + 1;
        if (round % 5 == 0)
          places[2][1] = NAN;
        vt_d2min_fit_enter (fit, n, (gpointer) vectors, neighbors, NULL);
        g_assert_cmpuint (vt_d2min_fit_measure (fit, &later, 0, &d2min[0], gradients[0]), ==, n - (round % 5 == 0));
        vt_d2min_fit_enter (fit, n, (gpointer) vectors, neighbors, NULL);
        vt_d2min_fit_measure_plain (fit, &later, 0, &d2min[1], gradients[1]);
        g_assert_cmpmem (&d2min[0], sizeof (double), &d2min[1], sizeof (double));
        g_assert_cmpmem (gradients[0], sizeof gradients[0], gradients[1], sizeof gradients[1]);
        g_assert_cmpint (isnan (d2min[0]), ==, n - (round % 5 == 0) < 4);
        vt_d2min_fit_free (fit);
      }
}

/* Several lags in one pass are the same bits as one by one; one of them lacks atoms, one is in a flipped box. */
static void
test_lags (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (17);
  const double strain[3][3] = { { 1.0, 0.0, 0.0 }, { 0.3, 1.0, 0.0 }, { 0.0, 0.0, 1.0 } };
  g_autoptr (VtFrame) reference = sample_lattice (SAMPLE_FCC, 3.9, 5, 0.12, rand);
  g_autoptr (VtFrame) straight = sample_lattice (SAMPLE_FCC, 3.9, 5, 0.15, rand);
  g_autoptr (VtFrame) strained = sample_map (straight, strain);
  g_autofree double *xyz = sample_get_xyz (straight);
  g_autoptr (VtFrame) holed = NULL;
  VtFrame *frames[3] = { straight, NULL, strained };

  for (gsize atom = 0; atom < 500; atom += 7)
    xyz[3 * atom + 1] = NAN;
  frames[1] = holed = sample_new (vt_frame_get_cell (straight), xyz, NULL, 500);
  for (guint mapping = 0; mapping < 2; mapping++)
    {
      VtD2minParams params = { mapping, VT_D2MIN_MEAN, 1e8 };
      g_autofree double *values = g_new (double, 3 * 6 * 500);
      VtD2minLag together[3], alone[3];

      for (guint l = 0; l < 3; l++)
        {
          double *mine = values + l * 6 * 500;

          together[l] = (VtD2minLag){ mine, mine + 500, mine + 1000 };
          alone[l] = (VtD2minLag){ mine + 1500, mine + 2000, mine + 2500 };
          compute_within (reference, &frames[l], 1, CUTOFF, &params, &alone[l]);
        }
      compute_within (reference, frames, 3, CUTOFF, &params, together);
      for (guint l = 0; l < 3; l++)
        {
          g_assert_cmpmem (together[l].d2min, 1500 * sizeof (double), alone[l].d2min, 1500 * sizeof (double));
          g_assert_cmpuint (together[l].n_undefined, ==, alone[l].n_undefined);
          g_assert_cmpuint (together[l].n_undefined, ==, l == 1 ? 72 : 0);
        }
      together[1].d2min = NULL;
      compute_within (reference, &frames[1], 1, CUTOFF, &params, &together[1]);
      g_assert_cmpuint (together[1].n_undefined, ==, 72);
      together[1].d2min = alone[1].d2min;
      g_assert_true (isnan (together[1].d2min[7]) && isnan (together[1].shear[7]) && !isnan (together[1].shear[8]));
    }
}

/* The map of each component by long double least squares. */
static void
strain_reference (VtFrame *reference, VtFrame *current, const VtNeighborList *list, gsize atom, double *shear,
                  double *volumetric)
{
  VtFrame *frames[2] = { reference, current };
  double bonds[2][64][3], gradient[3][3];
  guint count;
  const VtNeighbor *neighbors = vt_neighbor_list_get (list, atom, &count);

  for (guint i = 0; i < 2 * count; i++)
    {
      VtFrame *frame = frames[i / count];
      const VtCell *cell = vt_frame_get_cell (frame);
      const VtNeighbor *neighbor = &neighbors[i % count];

      for (guint axis = 0; axis < 3; axis++)
        bonds[i / count][i % count][axis] =
            vt_frame_get_axis (frame, axis)[neighbor->atom] - vt_frame_get_axis (frame, axis)[atom] +
            neighbor->image[0] * cell->vectors[0][axis] + neighbor->image[1] * cell->vectors[1][axis] +
            neighbor->image[2] * cell->vectors[2][axis];
    }
  for (guint component = 0; component < 3; component++)
    {
      Row rows[3] = { { 0 } };

      for (guint i = 0; i < count; i++)
        for (guint row = 0; row < 3; row++)
          for (guint column = 0; column < 4; column++)
            rows[row][column] += (long double) bonds[0][i][row] *
                                 (column < 3 ? bonds[0][i][column] : bonds[1][i][component]);
      solve_reference (rows);
      for (guint row = 0; row < 3; row++)
        gradient[component][row] = (double) (rows[row][3] / rows[row][row]);
    }
  vt_strain_compute (gradient, shear, volumetric);
}

/* Of a warm crystal, whatever the mapping of D²min. */
static void
test_strain (void)
{
  g_autoptr (VtFrame) reference = NULL;
  g_autoptr (VtFrame) current = NULL;
  g_autoptr (VtNeighborList) list = NULL;
  double d2min[500], shear[500], volumetric[500], one[500], two[500];
  VtD2minLag both = { d2min, shear, volumetric }, strain_only = { NULL, one, two };

  crystal_new (&reference, &current);
  list = sample_neighbors (reference, CUTOFF);
  compute_within (reference, &current, 1, CUTOFF, &paper, &both);
  compute_within (reference, &current, 1, CUTOFF, &falk_langer, &strain_only);
  for (gsize atom = 0; atom < 500; atom++)
    {
      double expected[2];

      strain_reference (reference, current, list, atom, &expected[0], &expected[1]);
      g_assert_cmpfloat (expected[0], >, 1e-2);
      g_assert_cmpfloat_with_epsilon (shear[atom], expected[0], 1e-12);
      g_assert_cmpfloat_with_epsilon (volumetric[atom], expected[1], 1e-12);
    }
  g_assert_cmpmem (shear, sizeof shear, one, sizeof one);
  g_assert_cmpmem (volumetric, sizeof volumetric, two, sizeof two);
}

/* The box's own vectors written in another basis: b by @turns of a. */
static VtFrame *
rewrite_cell (VtFrame *frame, int turns)
{
  const VtCell *cell = vt_frame_get_cell (frame);
  g_autofree double *xyz = sample_get_xyz (frame);
  double vectors[3][3];
  VtCell other;

  for (guint i = 0; i < 9; i++)
    vectors[i / 3][i % 3] = cell->vectors[i / 3][i % 3] + (i / 3 == 1 ? turns * cell->vectors[0][i % 3] : 0.0);
  g_assert_true (vt_cell_init (&other, cell->origin, vectors, cell->periodic, NULL));

  return sample_new (&other, xyz, NULL, vt_frame_get_n_atoms (frame));
}

/* A crystal sheared evenly by γ, up to more than two boxes, its box flipped or not: D²min 0 and the strain of γ. */
static void
test_uniform (void)
{
  const double gammas[] = { 0.02, 0.45, 0.7, -1.3, 2.4 };
  g_autoptr (GRand) rand = g_rand_new_with_seed (18);
  g_autoptr (VtFrame) reference = sample_lattice (SAMPLE_FCC, 3.9, 5, 0.05, rand);

  for (guint g = 0; g < G_N_ELEMENTS (gammas); g++)
    for (int turns = -3; turns <= 3; turns++)
      {
        double gamma = gammas[g], square = gamma * gamma;
        const double map[3][3] = { { 1, 0, 0 }, { gamma, 1, 0 }, { 0, 0, 1 } };
        g_autoptr (VtFrame) sheared = sample_map (reference, map);
        g_autoptr (VtFrame) written = rewrite_cell (sheared, turns);
        double d2min[500], shear[500], volumetric[500];
        VtD2minLag lag = { d2min, shear, volumetric };

        compute_within (reference, &written, 1, CUTOFF, &paper, &lag);
        g_assert_cmpuint (lag.n_undefined, ==, 0);
        for (gsize atom = 0; atom < 500; atom++)
          {
            g_assert_cmpfloat (d2min[atom], <=, 1e-20);
            g_assert_cmpfloat_with_epsilon (shear[atom], sqrt (square / 4.0 + square * square / 12.0), 1e-11);
            g_assert_cmpfloat_with_epsilon (volumetric[atom], square / 6.0, 1e-11);
          }
      }
}

/* Atoms hundreds of cells away from one another, that leave for another cell in between: only their vectors count. */
static void
test_far_travellers (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (19);
  g_autoptr (VtFrame) reference = NULL;
  g_autoptr (VtFrame) current = NULL;
  g_autofree double *first = NULL, *later = NULL, *expected = g_new (double, 500), *d2min = g_new (double, 500);
  g_autoptr (VtFrame) far = NULL;
  g_autoptr (VtFrame) far_later = NULL;

  crystal_new (&reference, &current);
  compute (reference, current, CUTOFF, &paper, expected);
  first = sample_get_xyz (reference);
  later = sample_get_xyz (current);
  for (gsize i = 0; i < 1500; i++)
    {
      int image = g_rand_int_range (rand, -900, 901);

      for (guint axis = 0; axis < 3; axis++)
        {
          first[i / 3 * 3 + axis] += image * vt_frame_get_cell (reference)->vectors[i % 3][axis];
          later[i / 3 * 3 + axis] += image * vt_frame_get_cell (current)->vectors[i % 3][axis];
        }
    }
  far = sample_new (vt_frame_get_cell (reference), first, NULL, 500);
  far_later = sample_new (vt_frame_get_cell (current), later, NULL, 500);
  compute (far, far_later, CUTOFF, &paper, d2min);
  for (gsize atom = 0; atom < 500; atom++)
    g_assert_cmpfloat_with_epsilon (d2min[atom], expected[atom], 1e-8);

  /* One atom that travels by a whole cell has left its neighbours: they cannot have followed. */
  later[0] += vt_frame_get_cell (current)->vectors[0][0];
  later[1] += vt_frame_get_cell (current)->vectors[0][1];
  later[2] += vt_frame_get_cell (current)->vectors[0][2];
  g_clear_pointer (&far_later, vt_frame_unref);
  far_later = sample_new (vt_frame_get_cell (current), later, NULL, 500);
  compute (far, far_later, CUTOFF, &falk_langer, d2min);
  g_assert_cmpfloat (d2min[0], >, 1000.0);
}

/* Leaning, turned cells of any periodicity, smaller than the cutoff too. */
static void
test_gas (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20);

  for (guint periodic = 0; periodic < 8; periodic++)
    for (guint size = 0; size < 2; size++)
      {
        gsize n = size == 0 ? 12 : 150;
        const VtD2minParams params = { VT_D2MIN_REFERENCE_TO_CURRENT, VT_D2MIN_MEAN, 1e8 };
        g_autoptr (VtFrame) reference = NULL;
        g_autoptr (VtFrame) current = NULL;
        g_autoptr (VtNeighborList) list = NULL;
        g_autofree double *xyz = NULL, *d2min = g_new (double, n);
        VtCell cell;

        sample_cell (rand, size == 0 ? 4.5 : 11.0, periodic, &cell);
        reference = sample_gas (rand, &cell, n, 2);
        xyz = sample_get_xyz (reference);
        for (gsize i = 0; i < 3 * n; i++)
          xyz[i] += 0.3 * sample_gaussian (rand);
        current = sample_new (&cell, xyz, NULL, n);
        list = sample_neighbors (reference, 3.4);
        compute (reference, current, 3.4, &params, d2min);
        for (gsize atom = 0; atom < n; atom++)
          {
            guint count;

            vt_neighbor_list_get (list, atom, &count);
            if (count > 4 && count <= 64 && !isnan (d2min[atom]))
              {
                double expected = d2min_reference (reference, current, list, atom, FALSE);

                g_assert_cmpfloat_with_epsilon (d2min[atom], expected, 1e-9 + 1e-8 * expected);
              }
          }
      }
}

static void
test_cancelled (void)
{
  g_autoptr (VtFrame) reference = NULL;
  g_autoptr (VtFrame) current = NULL;
  g_autoptr (VtNeighborList) list = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autofree double *d2min = g_new (double, 500);
  VtD2minLag lag = { .d2min = d2min };
  VtCutoffs cutoffs;
  gsize n_undefined;

  crystal_new (&reference, &current);
  list = sample_neighbors (reference, CUTOFF);
  g_cancellable_cancel (cancellable);
  g_assert_false (vt_d2min_compute (reference, list, current, &paper, d2min, &n_undefined, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);

  vt_cutoffs_init_uniform (&cutoffs, 3, CUTOFF);
  g_assert_false (vt_d2min_compute_within (reference, &cutoffs, give_frame, &current, 1, &paper, &lag, NULL, cancellable,
                                           &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* No cutoff, no neighbours; cutoffs for fewer elements than there are; a frame that cannot be read. */
static VtFrame *
refuse_frame (guint lag, gpointer data, GError **error)
{
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "lag %u", lag);
  return NULL;
}

static void
test_refused (void)
{
  g_autoptr (VtFrame) reference = NULL;
  g_autoptr (VtFrame) current = NULL;
  g_autoptr (GError) error = NULL;
  double d2min[500];
  VtD2minLag lag = { .d2min = d2min };
  VtCutoffs cutoffs;

  crystal_new (&reference, &current);
  vt_cutoffs_init_uniform (&cutoffs, 3, 0.0);
  g_assert_true (
      vt_d2min_compute_within (reference, &cutoffs, give_frame, &current, 1, &paper, &lag, NULL, NULL, &error));
  g_assert_cmpuint (lag.n_undefined, ==, 500);
  g_assert_true (isnan (d2min[499]));
  vt_cutoffs_init_uniform (&cutoffs, 2, CUTOFF);
  g_assert_false (
      vt_d2min_compute_within (reference, &cutoffs, give_frame, &current, 1, &paper, &lag, NULL, NULL, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  vt_cutoffs_init_uniform (&cutoffs, 3, CUTOFF);
  g_assert_false (vt_d2min_compute_within (reference, &cutoffs, refuse_frame, NULL, 1, &paper, &lag, NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/d2min/octahedron", test_octahedron);
  g_test_add_func ("/d2min/undefined", test_undefined);
  g_test_add_func ("/d2min/fixture", test_fixture);
  g_test_add_func ("/d2min/reference", test_reference);
  g_test_add_func ("/d2min/homogeneous", test_homogeneous);
  g_test_add_func ("/d2min/affine-invariance", test_affine_invariance);
  g_test_add_func ("/d2min/invariance", test_invariance);
  g_test_add_func ("/d2min/threads", test_threads);
  g_test_add_func ("/d2min/instructions", test_instructions);
  g_test_add_func ("/d2min/lags", test_lags);
  g_test_add_func ("/d2min/strain", test_strain);
  g_test_add_func ("/d2min/uniform", test_uniform);
  g_test_add_func ("/d2min/far-travellers", test_far_travellers);
  g_test_add_func ("/d2min/gas", test_gas);
  g_test_add_func ("/d2min/cancelled", test_cancelled);
  g_test_add_func ("/d2min/refused", test_refused);

  return g_test_run ();
}

#include "vt-d2min.h"

#include <math.h>
#include "sample.h"
#include "vt-parallel.h"

#define CUTOFF 3.3 /* between the shells of fcc with an edge of 3.9 Å */

static const VtD2minParams paper = { VT_D2MIN_CURRENT_TO_REFERENCE, VT_D2MIN_MEAN, 1e8 };
static const VtD2minParams falk_langer = { VT_D2MIN_REFERENCE_TO_CURRENT, VT_D2MIN_SUM, 1e8 };

static gsize
compute (VtFrame *reference, VtFrame *current, double cutoff, const VtD2minParams *params, double *d2min)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VtNeighborList) list = sample_neighbors (reference, cutoff);
  gsize n_undefined = G_MAXSIZE;

  g_assert_true (vt_d2min_compute (reference, list, current, params, d2min, &n_undefined, NULL, NULL, &error));
  g_assert_no_error (error);

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
  g_autofree double *one = g_new (double, n);
  g_autofree double *four = g_new (double, n);

  vt_parallel_set_threads (1);
  compute (reference, current, CUTOFF, &paper, one);
  vt_parallel_set_threads (4);
  compute (reference, current, CUTOFF, &paper, four);
  vt_parallel_set_threads (0);

  g_assert_cmpmem (one, n * sizeof (double), four, n * sizeof (double));
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
  gsize n_undefined;

  crystal_new (&reference, &current);
  list = sample_neighbors (reference, CUTOFF);
  g_cancellable_cancel (cancellable);
  g_assert_false (vt_d2min_compute (reference, list, current, &paper, d2min, &n_undefined, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
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
  g_test_add_func ("/d2min/cancelled", test_cancelled);

  return g_test_run ();
}

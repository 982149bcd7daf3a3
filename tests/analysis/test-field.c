#include "vt-field.h"

#include <math.h>
#include <string.h>

#include "sample.h"
#include "vt-error.h"
#include "vt-parallel.h"
#include "vt-vector.h"

static double
get_node (const VtFieldGrid *grid, guint i, guint j, double point[3])
{
  for (guint d = 0; d < 3; d++)
    point[d] = grid->origin[d] + grid->spacing * (i * grid->u[d] + j * grid->v[d]);
  return point[0];
}

/* Any plane through about the middle of a cell of edge @size. */
static void
make_grid (GRand *rand, double size, double spacing, VtFieldGrid *grid)
{
  double normal[3], length, along;

  for (guint d = 0; d < 3; d++)
    {
      normal[d] = g_rand_double_range (rand, -1, 1);
      grid->u[d] = g_rand_double_range (rand, -1, 1);
      grid->origin[d] = g_rand_double_range (rand, -0.2, 0.4) * size;
    }
  length = sqrt (vt_vector_dot (normal, normal));
  for (guint d = 0; d < 3; d++)
    normal[d] /= length;
  along = vt_vector_dot (grid->u, normal);
  for (guint d = 0; d < 3; d++)
    grid->u[d] -= along * normal[d];
  length = sqrt (vt_vector_dot (grid->u, grid->u));
  for (guint d = 0; d < 3; d++)
    grid->u[d] /= length;
  vt_vector_cross (normal, grid->u, grid->v);
  grid->spacing = spacing;
  grid->n_u = (guint) (size / spacing);
  grid->n_v = grid->n_u + 3;
}

/* The definition, word by word: every image of every atom that may lie within @reach of the point. */
static double
field_reference (const VtFrame *frame, const double *values, double sigma, double reach, const double point[3])
{
  const VtCell *cell = vt_frame_get_cell (frame);
  double sum = 0, weights = 0, here[3];
  int around[3];

  vt_cell_to_fractional (cell, point, here);
  for (guint k = 0; k < 3; k++)
    around[k] = cell->periodic[k] ? 1 + (int) ceil (reach / vt_cell_width (cell, k)) : 0;
  for (gsize i = 0; i < vt_frame_get_n_atoms (frame); i++)
    {
      double position[3], start[3];

      vt_frame_get_position (frame, i, position);
      if (!isfinite (values[i] + position[0] + position[1] + position[2]))
        continue;
      vt_cell_to_fractional (cell, position, start);
      for (guint k = 0; k < 3; k++)
        if (cell->periodic[k])
          start[k] -= floor (start[k] - here[k]);
      for (int a = -around[0]; a <= around[0]; a++)
        for (int b = -around[1]; b <= around[1]; b++)
          for (int c = -around[2]; c <= around[2]; c++)
            {
              double image[3] = { start[0] + a, start[1] + b, start[2] + c }, square = 0, weight;

              vt_cell_to_cartesian (cell, image, position);
              for (guint d = 0; d < 3; d++)
                square += (position[d] - point[d]) * (position[d] - point[d]);
              if (square > reach * reach)
                continue;
              weight = exp (-square / (2 * sigma * sigma));
              sum += weight * values[i];
              weights += weight;
            }
    }
  return weights > 0 ? sum / weights : NAN;
}

static double *
compute (const VtFrame *frame, const double *values, double sigma, const VtFieldGrid *grid)
{
  g_autoptr (GError) error = NULL;
  double *field = g_new (double, (gsize) grid->n_u * grid->n_v);

  g_assert_true (vt_field_compute (frame, values, sigma, grid, NULL, NULL, field, &error));
  g_assert_no_error (error);
  return field;
}

static double *
random_values (GRand *rand, gsize n)
{
  double *values = g_new (double, n);

  for (gsize i = 0; i < n; i++)
    values[i] = i % 17 == 3 ? NAN : g_rand_double_range (rand, 100, 900);
  return values;
}

/* Tilted cells, each set of periodic directions, a smoothing length far below and one above the cell's width. */
static void
test_reference (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);
  guint n_undefined = 0;

  for (guint round = 0; round < 16; round++)
    {
      static const double sigmas[] = { 0.5, 1.3, 2.5, 4.0 };
      double sigma = sigmas[round / 2 % 4];
      VtFieldGrid grid;
      VtCell cell;

      sample_cell (rand, 8, round % 8, &cell);
      make_grid (rand, 8, MAX (sigma / 4, 0.6), &grid);

      g_autoptr (VtFrame) frame = sample_gas (rand, &cell, 40, 2);
      g_autofree double *values = random_values (rand, 40);
      g_autofree double *field = compute (frame, values, sigma, &grid);

      for (guint j = 0; j < grid.n_v; j++)
        for (guint i = 0; i < grid.n_u; i++)
          {
            double point[3], expected;

            get_node (&grid, i, j, point);
            expected = field_reference (frame, values, sigma, VT_FIELD_REACH * sigma, point);
            n_undefined += isnan (expected);
            g_assert_cmpint (isnan (field[j * grid.n_u + i]), ==, isnan (expected));
            if (!isnan (expected))
              g_assert_cmpfloat_with_epsilon (field[j * grid.n_u + i], expected, 1e-9 * fabs (expected));
          }
    }
  g_assert_cmpuint (n_undefined, >, 20);
}

/* In a dense sample the sum without an end is as good as reached: τ = 1.5e-5 of the values' spread, 800. */
static void
test_truncation (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);
  g_autoptr (VtFrame) frame = sample_lattice (SAMPLE_FCC, 4, 3, 0.2, rand);
  g_autofree double *values = random_values (rand, vt_frame_get_n_atoms (frame));
  g_autofree double *field = NULL;
  double largest = 0;
  VtFieldGrid grid;

  make_grid (rand, 12, 1, &grid);
  field = compute (frame, values, 1.5, &grid);
  for (guint j = 0; j < grid.n_v; j += 3)
    for (guint i = 0; i < grid.n_u; i += 3)
      {
        double point[3];

        get_node (&grid, i, j, point);
        largest = MAX (largest, fabs (field[j * grid.n_u + i] - field_reference (frame, values, 1.5, 8 * 1.5, point)));
      }
  g_assert_cmpfloat (largest, >, 0);
  g_assert_cmpfloat (largest, <, 1.5e-5 * 800);
}

/* One atom: its value wherever it reaches, nothing beyond 5σ. Two: the logistic curve between them. */
static void
test_by_hand (void)
{
  static const double xyz[] = { 0, 0, 1, 3, 0, 1 };
  static const double values[] = { 10, 20 };
  const double origin[3] = { -10, -10, -10 };
  const double vectors[3][3] = { { 20, 0, 0 }, { 0, 20, 0 }, { 0, 0, 20 } };
  const gboolean periodic[3] = { FALSE, FALSE, FALSE };
  VtFieldGrid grid = { { -8, 0, 0 }, { 1, 0, 0 }, { 0, 1, 0 }, 0.5, 33, 1 };
  VtCell cell;

  g_assert_true (vt_cell_init (&cell, origin, vectors, periodic, NULL));

  g_autoptr (VtFrame) one = sample_new (&cell, xyz, NULL, 1);
  g_autoptr (VtFrame) two = sample_new (&cell, xyz, NULL, 2);
  g_autofree double *alone = compute (one, values, 1, &grid);
  g_autofree double *both = compute (two, values, 1, &grid);

  for (guint i = 0; i < 33; i++)
    {
      double x = -8 + 0.5 * i;

      /* √(5² − 1²) = 4.899 on the plane */
      if (fabs (x) <= 4.5)
        g_assert_cmpfloat_with_epsilon (alone[i], 10, 1e-13);
      else
        g_assert_true (isnan (alone[i]));
      /* w₁/w₂ = exp((9 − 6x)/2) */
      if (x >= -1.5 && x <= 4.5)
        g_assert_cmpfloat_with_epsilon (both[i], 10 + 10 / (1 + exp ((9 - 6 * x) / 2)), 1e-12);
    }
}

/* tests/fixtures/analysis/make_field.py: the same by numpy. */
static void
test_fixture (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("VT_FIXTURES"), "analysis", "field.txt", NULL);
  g_autofree char *text = NULL;
  const double origin[3] = { 0, 0, 0 };
  const gboolean periodic[3] = { TRUE, TRUE, TRUE };
  double xyz[3 * 50], values[50], vectors[3][3], sigma;
  VtFieldGrid grid;
  VtCell cell;
  char *at;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  at = text;
  g_assert_cmpfloat (g_ascii_strtod (at, &at), ==, 50);
  sigma = g_ascii_strtod (at, &at);
  grid.n_u = grid.n_v = (guint) g_ascii_strtod (at, &at);
  grid.spacing = g_ascii_strtod (at, &at);
  for (guint i = 0; i < 9; i++)
    vectors[i / 3][i % 3] = g_ascii_strtod (at, &at);
  for (guint i = 0; i < 50; i++)
    {
      for (guint d = 0; d < 3; d++)
        xyz[3 * i + d] = g_ascii_strtod (at, &at);
      values[i] = g_ascii_strtod (at, &at);
    }
  for (guint i = 0; i < 9; i++)
    (i < 3 ? grid.origin : i < 6 ? grid.u : grid.v)[i % 3] = g_ascii_strtod (at, &at);
  g_assert_true (vt_cell_init (&cell, origin, vectors, periodic, NULL));

  g_autoptr (VtFrame) frame = sample_new (&cell, xyz, NULL, 50);
  g_autofree double *field = compute (frame, values, sigma, &grid);

  for (guint i = 0; i < grid.n_u * grid.n_v; i++)
    {
      double expected = g_ascii_strtod (at, &at);

      g_assert_cmpfloat (expected, >, 200);
      g_assert_cmpfloat_with_epsilon (field[i], expected, 1e-10 * expected);
    }
}

/* Across the cell's edge an atom reaches as far as within it; what is nowhere, or has no finite value, is not there. */
static void
test_edge (void)
{
  static const double xyz[] = { 19.9, 3, 3, NAN, 3, 3, 4.5, 3, 3 };
  static const double values[] = { 7, 8, INFINITY };
  VtFieldGrid grid = { { 4.5, 3, 3 }, { 1, 0, 0 }, { 0, 1, 0 }, 0.25, 4, 1 };
  VtCell cell;

  vt_cell_init_box (&cell, 20, 20, 20);

  g_autoptr (VtFrame) frame = sample_new (&cell, xyz, NULL, 3);
  g_autofree double *field = compute (frame, values, 1, &grid);

  /* 4.6 and 4.85 Å away, then 5.1 */
  g_assert_cmpfloat_with_epsilon (field[0], 7, 1e-13);
  g_assert_cmpfloat_with_epsilon (field[1], 7, 1e-13);
  g_assert_true (isnan (field[2]) && isnan (field[3]));
}

/* A wave cos(qx) on a lattice that is finer than σ is smoothed to exp(−σ²q²/2)·cos(qx); along y it is level. */
static void
test_wave (void)
{
  g_autoptr (VtFrame) frame = sample_lattice (SAMPLE_SC, 2, 8, 0, NULL);
  gsize n = vt_frame_get_n_atoms (frame);
  g_autofree double *values = g_new (double, n);
  double q = 2 * G_PI / 16, sigma = 2;
  VtFieldGrid grid = { { -3, 1, 5.3 }, { 1, 0, 0 }, { 0, 1, 0 }, 0.7, 30, 11 };
  g_autofree double *field = NULL;

  for (gsize i = 0; i < n; i++)
    values[i] = cos (q * vt_frame_get_axis (frame, 0)[i]);
  field = compute (frame, values, sigma, &grid);
  for (guint i = 0; i < grid.n_u * grid.n_v; i++)
    g_assert_cmpfloat_with_epsilon (
        field[i], exp (-0.5 * sigma * sigma * q * q) * cos (q * (grid.origin[0] + grid.spacing * (i % grid.n_u))), 4e-5);
}

static void
test_constant (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);
  double values[60];
  VtFieldGrid grid;
  VtCell cell;

  sample_cell (rand, 9, 7, &cell);
  make_grid (rand, 9, 0.4, &grid);

  g_autoptr (VtFrame) frame = sample_gas (rand, &cell, 60, 1);
  g_autofree double *field = NULL;

  for (guint i = 0; i < 60; i++)
    values[i] = -3.25;
  field = compute (frame, values, 1.7, &grid);
  for (guint i = 0; i < grid.n_u * grid.n_v; i++)
    g_assert_cmpfloat_with_epsilon (field[i], -3.25, 1e-13);
}

static void
assert_equal (const VtFieldGrid *grid, const double *a, const double *b)
{
  for (guint i = 0; i < grid->n_u * grid->n_v; i++)
    g_assert_cmpfloat_with_epsilon (a[i], b[i], 1e-8);
}

static void
map_point (const VtCell *cell, double point[3], const double map[3][3], gboolean is_place)
{
  double from[3], to[3];

  for (guint d = 0; d < 3; d++)
    from[d] = point[d] - (is_place ? cell->origin[d] : 0);
  for (guint d = 0; d < 3; d++)
    to[d] = from[0] * map[0][d] + from[1] * map[1][d] + from[2] * map[2][d] + (is_place ? cell->origin[d] : 0);
  memcpy (point, to, sizeof to);
}

/* Turned with its plane, wrapped, in another order, the plane moved by a period: the same field. */
static void
test_invariance (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (8);
  double rotation[3][3];
  VtFieldGrid grid, turned, moved;
  VtCell cell;

  sample_cell (rand, 11, 7, &cell);
  make_grid (rand, 11, 0.5, &grid);
  sample_rotation (1.1, rotation);

  g_autoptr (VtFrame) frame = sample_gas (rand, &cell, 80, 1);
  g_autoptr (VtFrame) rotated = sample_map (frame, rotation);
  g_autoptr (VtFrame) wrapped = sample_wrap (frame, rand);
  g_autofree gsize *order = sample_order (80, rand);
  g_autoptr (VtFrame) permuted = sample_permute (frame, order);
  g_autofree double *values = random_values (rand, 80);
  g_autofree double *reordered = g_new (double, 80);
  g_autofree double *field = compute (frame, values, 1.2, &grid);
  double *others[4];

  for (guint i = 0; i < 80; i++)
    reordered[i] = values[order[i]];
  turned = moved = grid;
  map_point (&cell, turned.origin, rotation, TRUE);
  map_point (&cell, turned.u, rotation, FALSE);
  map_point (&cell, turned.v, rotation, FALSE);
  for (guint d = 0; d < 3; d++)
    moved.origin[d] += 2 * cell.vectors[0][d] - cell.vectors[2][d];
  others[0] = compute (rotated, values, 1.2, &turned);
  others[1] = compute (wrapped, values, 1.2, &grid);
  others[2] = compute (permuted, reordered, 1.2, &grid);
  others[3] = compute (frame, values, 1.2, &moved);
  for (guint i = 0; i < 4; i++)
    {
      assert_equal (&grid, field, others[i]);
      g_free (others[i]);
    }
}

static void
test_threads (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (21);
  VtFieldGrid grid;
  VtCell cell;

  sample_cell (rand, 30, 7, &cell);
  make_grid (rand, 30, 0.5, &grid);

  g_autoptr (VtFrame) frame = sample_gas (rand, &cell, 2000, 0);
  g_autofree double *values = random_values (rand, 2000);
  g_autofree double *many = NULL, *one = NULL;

  vt_parallel_set_threads (5);
  many = compute (frame, values, 2, &grid);
  vt_parallel_set_threads (1);
  one = compute (frame, values, 2, &grid);
  vt_parallel_set_threads (0);
  g_assert_cmpmem (many, sizeof (double) * grid.n_u * grid.n_v, one, sizeof (double) * grid.n_u * grid.n_v);
}

static void
test_refusals (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (2);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) cancelled = NULL;
  g_autoptr (GError) limit = NULL;
  double values[4] = { 1, 2, 3, 4 }, field[16];
  VtFieldGrid grid = { { 0, 0, 0 }, { 1, 0, 0 }, { 0, 1, 0 }, 0.5, 4, 4 };
  VtCell cell;

  vt_cell_init_box (&cell, 1, 1, 1);

  g_autoptr (VtFrame) frame = sample_gas (rand, &cell, 4, 0);

  g_assert_false (vt_field_compute (frame, values, 50, &grid, NULL, NULL, field, &limit));
  g_assert_error (limit, VT_ERROR, VT_ERROR_LIMIT);
  g_cancellable_cancel (cancellable);
  g_assert_false (vt_field_compute (frame, values, 1, &grid, NULL, cancellable, field, &cancelled));
  g_assert_error (cancelled, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/field/reference", test_reference);
  g_test_add_func ("/field/truncation", test_truncation);
  g_test_add_func ("/field/by-hand", test_by_hand);
  g_test_add_func ("/field/fixture", test_fixture);
  g_test_add_func ("/field/edge", test_edge);
  g_test_add_func ("/field/wave", test_wave);
  g_test_add_func ("/field/constant", test_constant);
  g_test_add_func ("/field/invariance", test_invariance);
  g_test_add_func ("/field/threads", test_threads);
  g_test_add_func ("/field/refusals", test_refusals);
  return g_test_run ();
}

#include "vt-frame-follow.h"

#include <math.h>
#include <string.h>

#define N 600

/* A box of 20 × 24 × 30 Å with @xy as tilt; atoms @spread cells wide. */
static VtFrame *
frame_new (double xy, gsize n, int spread, const gboolean periodic[3])
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);
  const char *const names[] = { "Cu", NULL };
  const double origin[3] = { 1.0, -2.0, 0.5 };
  const double vectors[3][3] = { { 20.0, 0.0, 0.0 }, { xy, 24.0, 0.0 }, { 0.0, 3.0, 30.0 } };
  double *positions = g_new (double, 3 * n);
  gint64 *ids = g_new (gint64, n);
  guint8 *species = g_new0 (guint8, n);
  g_autoptr (VtAtomTable) atoms = NULL;
  VtCell cell;

  g_assert_true (vt_cell_init (&cell, origin, vectors, periodic, NULL));
  for (gsize i = 0; i < n; i++)
    {
      double fractional[3], position[3];

      ids[i] = (gint64) i + 1;
      for (guint d = 0; d < 3; d++)
        fractional[d] = g_rand_double (rand) + (periodic[d] ? g_rand_int_range (rand, -spread, spread + 1) : 0);
      vt_cell_to_cartesian (&cell, fractional, position);
      for (guint d = 0; d < 3; d++)
        positions[d * n + i] = position[d];
    }
  atoms = vt_atom_table_new_take (n, ids, species, names);

  return vt_frame_new_take (atoms, &cell, positions, 0.0, 0, NULL);
}

/* The atoms of @frame sheared by @shear (x per y), adrift, and scattered by @noise; the cell as a program would write it. */
static VtFrame *
shear_new (VtFrame *frame, double shear, double xy, double noise, guint32 seed)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  gsize n = vt_frame_get_n_atoms (frame);
  const VtCell *before = vt_frame_get_cell (frame);
  const double vectors[3][3] = { { 20.0, 0.0, 0.0 }, { xy, 24.0, 0.0 }, { shear * 3.0, 3.0, 30.0 } };
  double *positions = g_new (double, 3 * n);
  VtCell cell;

  g_assert_true (vt_cell_init (&cell, before->origin, vectors, before->periodic, NULL));
  for (gsize i = 0; i < n; i++)
    {
      double position[3];

      vt_frame_get_position (frame, i, position);
      position[0] += shear * (position[1] - before->origin[1]);
      for (guint d = 0; d < 3; d++)
        positions[d * n + i] = position[d] + noise * g_rand_double_range (rand, -1.0, 1.0) + 45.0;
    }

  return vt_frame_new_take (vt_frame_get_atoms (frame), &cell, positions, 1.0, 1, NULL);
}

static const gboolean everywhere[3] = { TRUE, TRUE, TRUE };

static double
follow (VtFrame *from, VtFrame *to, gboolean *changed)
{
  VtCell followed;

  *changed = vt_frame_follow_cell (from, to, &followed);
  g_assert_cmpfloat_with_epsilon (vt_cell_volume (&followed), 20.0 * 24.0 * 30.0, 1e-6);

  return followed.vectors[1][0];
}

/* Sheared until b leans by @lean, and written with @written: whatever was flipped, and by however many boxes. */
static void
test_shear (void)
{
  const double leans[] = { 9.0, 14.0, 20.0, -33.0, 47.0 };
  g_autoptr (VtFrame) from = frame_new (0.0, N, 0, everywhere);
  g_autoptr (VtFrame) wide = frame_new (0.0, N, 40, everywhere);

  for (guint i = 0; i < G_N_ELEMENTS (leans); i++)
    for (int flips = -3; flips <= 3; flips++)
      {
        double written = leans[i] + 20.0 * flips;
        g_autoptr (VtFrame) to = shear_new (from, leans[i] / 24.0, written, 0.5, 6);
        g_autoptr (VtFrame) wide_to = shear_new (wide, leans[i] / 24.0, written, 0.5, 6);
        gboolean changed;

        g_assert_cmpfloat_with_epsilon (follow (from, to, &changed), leans[i], 1e-9);
        g_assert_cmpint (changed, ==, flips != 0);
        g_assert_cmpfloat_with_epsilon (follow (wide, wide_to, &changed), leans[i], 1e-9);
        g_assert_cmpint (changed, ==, flips != 0);
      }
}

/* Where the atoms cannot tell, the smallest strain is taken: of few, of a gas that has forgotten all, of a plane. */
static void
test_cells_alone (void)
{
  g_autoptr (VtFrame) few = frame_new (0.0, 7, 0, everywhere);
  g_autoptr (VtFrame) few_later = shear_new (few, 14.0 / 24.0, 14.0, 0.0, 6);
  g_autoptr (VtFrame) enough = frame_new (0.0, 12, 0, everywhere);
  g_autoptr (VtFrame) enough_later = shear_new (enough, 14.0 / 24.0, 14.0, 0.0, 6);
  g_autoptr (VtFrame) gas = frame_new (0.0, 60, 0, everywhere);
  gboolean changed;

  g_assert_cmpfloat_with_epsilon (follow (few, few_later, &changed), -6.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (follow (enough, enough_later, &changed), 14.0, 1e-9);
  /* Often enough for chance to come near whole numbers now and then. */
  for (guint32 seed = 0; seed < 1000; seed++)
    {
      g_autoptr (VtFrame) gas_later = shear_new (gas, 14.0 / 24.0, 14.0, 100.0, seed);

      g_assert_cmpfloat_with_epsilon (follow (gas, gas_later, &changed), -6.0, 1e-9);
    }
}

/* Along a direction that does not repeat there is nothing to flip. */
static void
test_open (void)
{
  const gboolean slab[3] = { TRUE, TRUE, FALSE };
  const gboolean bar[3] = { TRUE, FALSE, FALSE };
  g_autoptr (VtFrame) from = frame_new (0.0, N, 0, slab);
  g_autoptr (VtFrame) to = shear_new (from, 14.0 / 24.0, -6.0, 0.3, 6);
  g_autoptr (VtFrame) alone = frame_new (0.0, N, 0, bar);
  g_autoptr (VtFrame) alone_later = shear_new (alone, 14.0 / 24.0, -6.0, 0.3, 6);
  gboolean changed;

  g_assert_cmpfloat_with_epsilon (follow (from, to, &changed), 14.0, 1e-9);
  g_assert_true (changed);
  g_assert_cmpfloat_with_epsilon (follow (alone, alone_later, &changed), -6.0, 1e-9);
  g_assert_false (changed);
}

/* Atoms that are missing in one of the frames do not count. */
static void
test_missing (void)
{
  g_autoptr (VtFrame) from = frame_new (0.0, N, 0, everywhere);
  g_autoptr (VtFrame) to = shear_new (from, 14.0 / 24.0, -6.0, 0.3, 6);
  double *positions = g_new (double, 3 * N);
  g_autoptr (VtFrame) holed = NULL;
  gboolean changed;

  for (gsize i = 0; i < 3 * N; i++)
    positions[i] = i % N % 3 == 1 ? NAN : vt_frame_get_axis (to, i / N)[i % N];
  holed = vt_frame_new_take (vt_frame_get_atoms (to), vt_frame_get_cell (to), positions, 1.0, 1, NULL);
  g_assert_cmpfloat_with_epsilon (follow (from, holed, &changed), 14.0, 1e-9);
}

/* ---- wrapped coordinates ---- */

/* Unwrapped fractional coordinates of @n atoms in the box of 20 × 24 × 30 Å, up to three boxes away. */
static double *
make_fractional (gsize n, guint32 seed)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  double *fractional = g_new (double, 3 * n);

  for (gsize i = 0; i < 3 * n; i++)
    fractional[i] = g_rand_double_range (rand, -3, 4);
  return fractional;
}

/* Those atoms, moved by up to @noise of the box, in a box whose edge @row leans by @lean edges of @column; written wrapped
 * into one that leans by @written edges instead. */
static VtFrame *
make_wrapped (const double *fractional, gsize n, guint row, guint column, double lean, double written, double noise,
              const gboolean periodic[3])
{
  static const double origin[3] = { 3, -1, 2 };
  const char *const names[] = { "Cu", NULL };
  g_autoptr (GRand) rand = g_rand_new_with_seed (12);
  double vectors[3][3] = { { 20, 0, 0 }, { 0, 24, 0 }, { 0, 0, 30 } };
  double *positions = g_new (double, 3 * n);
  gint64 *ids = g_new (gint64, n);
  g_autoptr (VtAtomTable) atoms = NULL;
  VtCell true_cell, cell;

  vectors[row][column] = lean * vectors[column][column];
  g_assert_true (vt_cell_init (&true_cell, origin, (const double (*)[3]) vectors, periodic, NULL));
  vectors[row][column] = written * vectors[column][column];
  g_assert_true (vt_cell_init (&cell, origin, (const double (*)[3]) vectors, periodic, NULL));
  for (gsize i = 0; i < n; i++)
    {
      double f[3], r[3];
      int image[3];

      ids[i] = (gint64) i + 1;
      for (guint d = 0; d < 3; d++)
        f[d] = fractional[d * n + i] + noise * g_rand_double_range (rand, -1, 1);
      vt_cell_to_cartesian (&true_cell, f, r);
      vt_cell_wrap (&cell, r, image);
      for (guint d = 0; d < 3; d++)
        positions[d * n + i] = r[d];
    }
  atoms = vt_atom_table_new_take (n, ids, g_new0 (guint8, n), names);
  return vt_frame_new_take (atoms, &cell, positions, 0, 0, NULL);
}

/* By how many edges of @column the edge @row of the box that follows leans. */
static double
follow_wrapped (const double *fractional, VtFrame *to, guint row, guint column)
{
  VtCell box, followed;

  vt_cell_init_box (&box, 20, 24, 30);
  memcpy (box.periodic, vt_frame_get_cell (to)->periodic, sizeof box.periodic);
  vt_frame_follow_wrapped (&box, fractional, to, &followed);
  g_assert_cmpfloat_with_epsilon (vt_cell_volume (&followed), 20.0 * 24.0 * 30.0, 1e-6);
  return followed.vectors[row][column] / vt_frame_get_cell (to)->vectors[column][column];
}

/* Between any two edges, by up to one and a half, written with any whole number of edges more or less. */
static void
test_wrapped (void)
{
  static const double leans[] = { 0.0, 0.3, 0.7, -0.95, 1.3, -1.45 };
  g_autofree double *fractional = make_fractional (200, 3);

  for (guint row = 0; row < 3; row++)
    for (guint column = 0; column < 3; column++)
      for (guint l = 0; row != column && l < G_N_ELEMENTS (leans); l++)
        for (int flips = -2; flips <= 2; flips++)
          {
            g_autoptr (VtFrame) to
                = make_wrapped (fractional, 200, row, column, leans[l], leans[l] + flips, 0.1, everywhere);

            g_assert_cmpfloat_with_epsilon (follow_wrapped (fractional, to, row, column), leans[l], 1e-9);
          }
}

/* Few atoms and a gas: the smallest strain; along a direction without images nothing is flipped. Atoms that were not there do not count. */
static void
test_wrapped_cells_alone (void)
{
  const gboolean slab[3] = { TRUE, TRUE, FALSE };
  g_autofree double *fractional = make_fractional (200, 3), *few = make_fractional (15, 3);
  g_autofree double *enough = make_fractional (16, 3);
  g_autoptr (VtFrame) of_few = make_wrapped (few, 15, 1, 0, 0.7, 0.7, 0, everywhere);
  g_autoptr (VtFrame) of_enough = make_wrapped (enough, 16, 1, 0, 0.7, 0.7, 0, everywhere);
  g_autoptr (VtFrame) gas = make_wrapped (fractional, 200, 1, 0, 0.7, 0.7, 3, everywhere);
  g_autoptr (VtFrame) open = make_wrapped (fractional, 200, 2, 0, 0.7, 0.7, 0, slab);
  g_autoptr (VtFrame) against = make_wrapped (fractional, 200, 2, 0, -0.3, 0.7, 0, slab);
  g_autoptr (VtFrame) along = make_wrapped (fractional, 200, 1, 0, 0.7, -0.3, 0, slab);
  g_autoptr (VtFrame) sheared = make_wrapped (fractional, 200, 1, 0, 0.7, -0.3, 0, everywhere);

  g_assert_cmpfloat_with_epsilon (follow_wrapped (few, of_few, 1, 0), -0.3, 1e-9);
  g_assert_cmpfloat_with_epsilon (follow_wrapped (enough, of_enough, 1, 0), 0.7, 1e-9);
  g_assert_cmpfloat_with_epsilon (follow_wrapped (fractional, gas, 1, 0), -0.3, 1e-9);
  g_assert_cmpfloat_with_epsilon (follow_wrapped (fractional, open, 2, 0), 0.7, 1e-9);
  g_assert_cmpfloat_with_epsilon (follow_wrapped (fractional, against, 2, 0), 0.7, 1e-9);
  g_assert_cmpfloat_with_epsilon (follow_wrapped (fractional, along, 1, 0), 0.7, 1e-9);
  /* How far atoms go along such a direction does not matter. */
  for (gsize i = 0; i < 200; i++)
    fractional[400 + i] += 0.37 * i;
  g_assert_cmpfloat_with_epsilon (follow_wrapped (fractional, along, 1, 0), 0.7, 1e-9);
  for (gsize i = 0; i < 200; i++)
    fractional[400 + i] -= 0.37 * i;
  for (gsize i = 0; i < 200; i += 2)
    fractional[i] = NAN;
  g_assert_cmpfloat_with_epsilon (follow_wrapped (fractional, sheared, 1, 0), 0.7, 1e-9);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/frame-follow/shear", test_shear);
  g_test_add_func ("/frame-follow/cells-alone", test_cells_alone);
  g_test_add_func ("/frame-follow/open", test_open);
  g_test_add_func ("/frame-follow/missing", test_missing);
  g_test_add_func ("/frame-follow/wrapped", test_wrapped);
  g_test_add_func ("/frame-follow/wrapped-cells-alone", test_wrapped_cells_alone);

  return g_test_run ();
}

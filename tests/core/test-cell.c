#include "vt-cell.h"

#include <math.h>
#include <string.h>

#include "vt-error.h"

static const double at_zero[3] = { 0.0, 0.0, 0.0 };
static const gboolean everywhere[3] = { TRUE, TRUE, TRUE };

static VtCell
make_cell (const double vectors[3][3])
{
  VtCell cell;
  g_autoptr (GError) error = NULL;

  vt_cell_init (&cell, at_zero, vectors, everywhere, &error);
  g_assert_no_error (error);
  return cell;
}

/* LAMMPS's triclinic box. */
static VtCell
make_tilted (double lx, double ly, double lz, double xy, double xz, double yz)
{
  const double vectors[3][3] = { { lx, 0.0, 0.0 }, { xy, ly, 0.0 }, { xz, yz, lz } };

  return make_cell (vectors);
}

static double
length (const double v[3])
{
  return sqrt (v[0] * v[0] + v[1] * v[1] + v[2] * v[2]);
}

static void
shift (const VtCell *cell, double v[3], int a, int b, int c)
{
  for (guint d = 0; d < 3; d++)
    v[d] += a * cell->vectors[0][d] + b * cell->vectors[1][d] + c * cell->vectors[2][d];
}

/* The shortest of (2 reach + 1)³ images. */
static double
shortest_reference (const VtCell *cell, const double difference[3], int reach)
{
  double best = HUGE_VAL;

  for (int a = -reach; a <= reach; a++)
    for (int b = -reach; b <= reach; b++)
      for (int c = -reach; c <= reach; c++)
        {
          double image[3] = { difference[0], difference[1], difference[2] };

          if ((a != 0 && !cell->periodic[0]) || (b != 0 && !cell->periodic[1]) || (c != 0 && !cell->periodic[2]))
            continue;
          shift (cell, image, a, b, c);
          best = MIN (best, length (image));
        }
  return best;
}

static void
test_box (void)
{
  VtCell cell;
  double f[3], r[3];
  const double position[3] = { 2.5, 10.0, -7.5 };

  vt_cell_init_box (&cell, 10.0, 20.0, 30.0);
  g_assert_cmpfloat (vt_cell_volume (&cell), ==, 6000.0);
  g_assert_cmpfloat (vt_cell_width (&cell, 1), ==, 20.0);
  g_assert_true (vt_cell_is_orthogonal (&cell));
  vt_cell_to_fractional (&cell, position, f);
  g_assert_cmpfloat_with_epsilon (f[0], 0.25, 1e-15);
  g_assert_cmpfloat_with_epsilon (f[1], 0.5, 1e-15);
  g_assert_cmpfloat_with_epsilon (f[2], -0.25, 1e-15);
  vt_cell_to_cartesian (&cell, f, r);
  for (guint d = 0; d < 3; d++)
    g_assert_cmpfloat_with_epsilon (r[d], position[d], 1e-13);
}

/* Volume and distances of faces of a cell worked out by hand: a = (2 0 0), b = (1 2 0), c = (0 0 3). */
static void
test_tilted_by_hand (void)
{
  VtCell cell = make_tilted (2.0, 2.0, 3.0, 1.0, 0.0, 0.0);
  const double middle[3] = { 1.5, 1.0, 1.5 };
  double f[3];

  g_assert_cmpfloat_with_epsilon (vt_cell_volume (&cell), 12.0, 1e-12);
  /* |a × b| / |b| = 4 / √5 */
  g_assert_cmpfloat_with_epsilon (vt_cell_width (&cell, 0), 4.0 / sqrt (5.0), 1e-12);
  g_assert_cmpfloat_with_epsilon (vt_cell_width (&cell, 1), 2.0, 1e-12);
  g_assert_cmpfloat_with_epsilon (vt_cell_width (&cell, 2), 3.0, 1e-12);
  g_assert_false (vt_cell_is_orthogonal (&cell));
  vt_cell_to_fractional (&cell, middle, f);
  for (guint d = 0; d < 3; d++)
    g_assert_cmpfloat_with_epsilon (f[d], 0.5, 1e-14);
}

static void
test_origin_and_left_hand (void)
{
  const double origin[3] = { -5.0, 1.0, 100.0 };
  const double vectors[3][3] = { { 0.0, 4.0, 0.0 }, { 3.0, 0.0, 0.0 }, { 0.5, 0.0, 5.0 } };
  double f[3], r[3];
  VtCell cell;

  g_assert_true (vt_cell_init (&cell, origin, vectors, everywhere, NULL));
  g_assert_cmpfloat_with_epsilon (vt_cell_volume (&cell), 60.0, 1e-12);
  vt_cell_to_fractional (&cell, origin, f);
  g_assert_cmpfloat_with_epsilon (length (f), 0.0, 1e-15);
  f[0] = 0.1, f[1] = 0.7, f[2] = -2.0;
  vt_cell_to_cartesian (&cell, f, r);
  g_assert_cmpfloat_with_epsilon (r[0], -5.0 + 2.1 - 1.0, 1e-12);
  g_assert_cmpfloat_with_epsilon (r[1], 1.4, 1e-12);
  g_assert_cmpfloat_with_epsilon (r[2], 90.0, 1e-12);
}

static void
test_refuses_no_volume (void)
{
  static const double bad[][3][3] = {
    { { 1.0, 0.0, 0.0 }, { 2.0, 0.0, 0.0 }, { 0.0, 0.0, 1.0 } },
    { { 0.0, 0.0, 0.0 }, { 0.0, 1.0, 0.0 }, { 0.0, 0.0, 1.0 } },
    { { NAN, 0.0, 0.0 }, { 0.0, 1.0, 0.0 }, { 0.0, 0.0, 1.0 } },
    { { INFINITY, 0.0, 0.0 }, { 0.0, 1.0, 0.0 }, { 0.0, 0.0, 1.0 } },
    { { 1e200, 0.0, 0.0 }, { 0.0, 1e200, 0.0 }, { 0.0, 0.0, 1e200 } },
    { { 1e-200, 0.0, 0.0 }, { 0.0, 1e-200, 0.0 }, { 0.0, 0.0, 1e-200 } },
  };
  static const double fine[3][3] = { { 1.0, 0.0, 0.0 }, { 0.0, 1.0, 0.0 }, { 0.0, 0.0, 1.0 } };
  const double nowhere[3] = { 0.0, NAN, 0.0 };
  g_autoptr (GError) error = NULL;
  VtCell cell;

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_assert_false (vt_cell_init (&cell, at_zero, bad[i], everywhere, &error));
      g_assert_error (error, VT_ERROR, VT_ERROR_FORMAT);
      g_clear_error (&error);
    }
  g_assert_false (vt_cell_init (&cell, nowhere, fine, everywhere, &error));
  g_assert_error (error, VT_ERROR, VT_ERROR_FORMAT);
}

/* The primitive cell of fcc: its twelve shortest lattice vectors are all there is around an atom at a/√2. */
static void
test_fcc_primitive (void)
{
  const double vectors[3][3] = { { 0.0, 1.8, 1.8 }, { 1.8, 0.0, 1.8 }, { 1.8, 1.8, 0.0 } };
  VtCell cell = make_cell (vectors);
  const double octahedral[3] = { 1.8, 1.8, 1.8 };
  double difference[3];

  g_assert_cmpfloat_with_epsilon (vt_cell_volume (&cell), 3.6 * 3.6 * 3.6 / 4.0, 1e-12);
  for (int a = -3; a <= 3; a++)
    for (int b = -3; b <= 3; b++)
      for (int c = -3; c <= 3; c++)
        {
          /* A lattice vector is no distance, and the octahedral hole is a/2 from its nearest atoms. */
          memcpy (difference, at_zero, sizeof difference);
          shift (&cell, difference, a, b, c);
          vt_cell_minimum_image (&cell, difference);
          g_assert_cmpfloat (length (difference), <, 1e-12);
          memcpy (difference, octahedral, sizeof difference);
          shift (&cell, difference, a, b, c);
          vt_cell_minimum_image (&cell, difference);
          g_assert_cmpfloat_with_epsilon (length (difference), 1.8, 1e-12);
        }
}

static void
test_fcc_wraps (void)
{
  static const double basis[4][3] = { { 0, 0, 0 }, { 0, 0.5, 0.5 }, { 0.5, 0, 0.5 }, { 0.5, 0.5, 0 } };
  VtCell cell;

  vt_cell_init_box (&cell, 3.6, 3.6, 3.6);
  for (guint atom = 0; atom < 4; atom++)
    for (int a = -2; a <= 2; a++)
      for (int b = -2; b <= 2; b++)
        {
          double position[3];
          int image[3];

          vt_cell_to_cartesian (&cell, basis[atom], position);
          /* A little inside, since the faces themselves belong to either side after rounding. */
          for (guint d = 0; d < 3; d++)
            position[d] += 1e-9;
          shift (&cell, position, a, b, -a);
          vt_cell_wrap (&cell, position, image);
          g_assert_cmpint (image[0], ==, a);
          g_assert_cmpint (image[1], ==, b);
          g_assert_cmpint (image[2], ==, -a);
          for (guint d = 0; d < 3; d++)
            g_assert_cmpfloat_with_epsilon (position[d], 3.6 * basis[atom][d] + 1e-9, 1e-12);
        }
}

static void
test_wrap_at_the_edges (void)
{
  const double vectors[3][3] = { { 10.0, 0.0, 0.0 }, { 0.0, 10.0, 0.0 }, { 0.0, 0.0, 10.0 } };
  const gboolean slab[3] = { TRUE, TRUE, FALSE };
  double hair_below[3] = { -1e-18, 25.0, 25.0 };
  double nowhere[3] = { NAN, 1e300, INFINITY };
  int image[3];
  VtCell cell;

  g_assert_true (vt_cell_init (&cell, at_zero, vectors, slab, NULL));
  vt_cell_wrap (&cell, hair_below, image);
  g_assert_cmpfloat (hair_below[0], >=, 0.0);
  g_assert_cmpfloat (hair_below[0], <, 10.0);
  g_assert_cmpint (image[1], ==, 2);
  g_assert_cmpfloat_with_epsilon (hair_below[1], 5.0, 1e-12);
  g_assert_cmpint (image[2], ==, 0);
  g_assert_cmpfloat (hair_below[2], ==, 25.0);

  vt_cell_wrap (&cell, nowhere, image);
  g_assert_true (isnan (nowhere[0]));
  g_assert_cmpfloat (nowhere[1], ==, 1e300);
  g_assert_cmpint (image[0], ==, 0);
  g_assert_cmpint (image[1], ==, 0);
}

/* Random cells, from mildly to strongly tilted, against all images within two cells of the rounded one. */
static void
test_minimum_image_brute_force (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (4711);
  guint strongly = 0;

  for (guint trial = 0; trial < 400; trial++)
    {
      double tilt = trial % 2 == 0 ? 0.5 : 0.95;
      double lx = g_rand_double_range (random, 5, 15), ly = g_rand_double_range (random, 5, 15);
      double lz = g_rand_double_range (random, 5, 15), xy = lx * g_rand_double_range (random, -tilt, tilt);
      double xz = lx * g_rand_double_range (random, -tilt, tilt), yz = ly * g_rand_double_range (random, -tilt, tilt);
      VtCell cell = make_tilted (lx, ly, lz, xy, xz, yz);

      for (guint d = 0; d < 3; d++)
        cell.periodic[d] = trial % 5 != d;
      for (guint i = 0; i < 20; i++)
        {
          double f[3] = { g_rand_double (random) - 0.5, g_rand_double (random) - 0.5, g_rand_double (random) - 0.5 };
          double difference[3], expected;

          vt_cell_to_cartesian (&cell, f, difference);
          expected = shortest_reference (&cell, difference, 2);
          strongly += expected < length (difference) - 1e-9;
          shift (&cell, difference, cell.periodic[0] ? (int) i - 10 : 0, cell.periodic[1] ? 3 : 0,
                 cell.periodic[2] ? -(int) i : 0);
          vt_cell_minimum_image (&cell, difference);
          g_assert_cmpfloat_with_epsilon (length (difference), expected, 1e-9);
        }
    }
  /* Rounding alone would have been wrong in these, so the search was at work. */
  g_assert_cmpuint (strongly, >, 100);
}

/* A basis of very long vectors of a lattice known to be cubic. */
static void
test_minimum_image_of_a_hopeless_basis (void)
{
  const double vectors[3][3] = { { 3.0, 0.0, 0.0 }, { 300.0, 3.0, 0.0 }, { -700.0 * 3.0, 51.0, 3.0 } };
  g_autoptr (GRand) random = g_rand_new_with_seed (5);
  VtCell cell = make_cell (vectors), cube;

  vt_cell_init_box (&cube, 3.0, 3.0, 3.0);
  for (guint i = 0; i < 200; i++)
    {
      double a[3], b[3];

      for (guint d = 0; d < 3; d++)
        a[d] = b[d] = g_rand_double_range (random, -20, 20);
      vt_cell_minimum_image (&cell, a);
      vt_cell_minimum_image (&cube, b);
      g_assert_cmpfloat_with_epsilon (length (a), length (b), 1e-8);
    }
}

/* The edges that do not repeat lean so far over that a search by them would never end. */
static void
test_minimum_image_under_leaning_open_edges (void)
{
  const double vectors[3][3] = { { 3.0, 0.0, 0.0 }, { 1.4, 3.0, 0.0 }, { 2e6, -1e6, 3.0 } };
  const gboolean slab[3] = { TRUE, TRUE, FALSE }, wire[3] = { TRUE, FALSE, FALSE };
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  VtCell cell = make_tilted (3.0, 3.0, 3.0, 1.4, 0.0, 0.0), leaning = cell;

  for (guint i = 0; i < 100; i++)
    {
      double a[3], b[3];

      memcpy (cell.periodic, i % 2 == 0 ? slab : wire, sizeof cell.periodic);
      g_assert_true (vt_cell_init (&leaning, at_zero, vectors, cell.periodic, NULL));
      for (guint d = 0; d < 3; d++)
        a[d] = b[d] = g_rand_double_range (random, -4, 4);
      vt_cell_minimum_image (&cell, a);
      vt_cell_minimum_image (&leaning, b);
      g_assert_cmpfloat_with_epsilon (length (a), length (b), 1e-8);
    }
}

static void
test_rotation_keeps_lengths (void)
{
  const double c = cos (0.7), s = sin (0.7);
  const double turn[3][3] = { { c, s, 0.0 }, { -s, c, 0.0 }, { 0.0, 0.0, 1.0 } };
  VtCell cell = make_tilted (8.0, 9.0, 7.0, 3.9, -3.0, 4.0), turned;
  g_autoptr (GRand) random = g_rand_new_with_seed (6);
  double vectors[3][3] = { { 0.0 } };

  for (guint i = 0; i < 3; i++)
    for (guint j = 0; j < 3; j++)
      for (guint k = 0; k < 3; k++)
        vectors[i][j] += cell.vectors[i][k] * turn[k][j];
  turned = make_cell (vectors);
  for (guint i = 0; i < 200; i++)
    {
      double v[3], w[3] = { 0.0 };

      for (guint d = 0; d < 3; d++)
        v[d] = g_rand_double_range (random, -30, 30);
      for (guint d = 0; d < 3; d++)
        for (guint k = 0; k < 3; k++)
          w[d] += v[k] * turn[k][d];
      vt_cell_minimum_image (&cell, v);
      vt_cell_minimum_image (&turned, w);
      g_assert_cmpfloat_with_epsilon (length (v), length (w), 1e-10);
    }
}

/* LAMMPS turns a tilt of just over half the box into one of just under minus half. */
static void
test_follow_a_flip (void)
{
  VtCell before = make_tilted (10.0, 12.0, 14.0, 4.99, 0.3, -0.2);
  VtCell after = make_tilted (10.0, 12.0, 14.0, -4.98, 0.3, -0.2);
  VtCell followed;

  g_assert_true (vt_cell_follow (&before, &after, &followed));
  g_assert_cmpfloat_with_epsilon (followed.vectors[1][0], 5.02, 1e-12);
  g_assert_cmpfloat_with_epsilon (followed.vectors[1][1], 12.0, 1e-12);
  g_assert_cmpfloat_with_epsilon (followed.vectors[2][0], 0.3, 1e-12);
  g_assert_cmpfloat_with_epsilon (vt_cell_volume (&followed), vt_cell_volume (&after), 1e-9);
  for (guint i = 0; i < 3; i++)
    for (guint j = 0; j < 3; j++)
      {
        double product = 0.0;

        for (guint k = 0; k < 3; k++)
          product += followed.vectors[i][k] * followed.inverse[k][j];
        g_assert_cmpfloat_with_epsilon (product, i == j, 1e-14);
      }
}

static void
test_follow_without_a_flip (void)
{
  VtCell before = make_tilted (10.0, 12.0, 14.0, 4.5, 0.3, -0.2);
  VtCell strained = make_tilted (10.4, 11.5, 14.6, 4.9, 0.6, -0.1);
  VtCell larger, half, followed;

  strained.periodic[2] = FALSE;
  g_assert_false (vt_cell_follow (&before, &strained, &followed));
  g_assert_true (vt_cell_equal (&followed, &strained));
  /* Twice as large: not the same lattice in another basis. */
  vt_cell_init_box (&before, 10.0, 10.0, 10.0);
  vt_cell_init_box (&larger, 20.0, 10.0, 4.0);
  g_assert_false (vt_cell_follow (&before, &larger, &followed));
  g_assert_true (vt_cell_equal (&followed, &larger));
  /* Half as large: twice its first edge would fit, and be a cell of twice the atoms. */
  vt_cell_init_box (&half, 5.0, 10.0, 10.0);
  g_assert_false (vt_cell_follow (&before, &half, &followed));
  g_assert_true (vt_cell_equal (&followed, &half));
}

static void
test_equal (void)
{
  VtCell a, b;

  vt_cell_init_box (&a, 1.0, 2.0, 3.0);
  b = a;
  g_assert_true (vt_cell_equal (&a, &b));
  b.periodic[1] = FALSE;
  g_assert_false (vt_cell_equal (&a, &b));
  b = a;
  b.origin[2] = 1e-300;
  g_assert_false (vt_cell_equal (&a, &b));
  b = a;
  b.vectors[2][0] = 1e-9;
  g_assert_false (vt_cell_equal (&a, &b));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cell/box", test_box);
  g_test_add_func ("/cell/tilted-by-hand", test_tilted_by_hand);
  g_test_add_func ("/cell/origin-and-left-hand", test_origin_and_left_hand);
  g_test_add_func ("/cell/refuses-no-volume", test_refuses_no_volume);
  g_test_add_func ("/cell/fcc-primitive", test_fcc_primitive);
  g_test_add_func ("/cell/fcc-wraps", test_fcc_wraps);
  g_test_add_func ("/cell/wrap-at-the-edges", test_wrap_at_the_edges);
  g_test_add_func ("/cell/minimum-image/brute-force", test_minimum_image_brute_force);
  g_test_add_func ("/cell/minimum-image/hopeless-basis", test_minimum_image_of_a_hopeless_basis);
  g_test_add_func ("/cell/minimum-image/leaning-open-edges", test_minimum_image_under_leaning_open_edges);
  g_test_add_func ("/cell/minimum-image/rotation", test_rotation_keeps_lengths);
  g_test_add_func ("/cell/follow/flip", test_follow_a_flip);
  g_test_add_func ("/cell/follow/no-flip", test_follow_without_a_flip);
  g_test_add_func ("/cell/equal", test_equal);
  return g_test_run ();
}

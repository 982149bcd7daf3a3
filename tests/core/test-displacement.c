#include "vt-displacement.h"

#include <math.h>
#include <string.h>

static const char *const names[] = { "Cu", "Zr", "Q", NULL };

/* Ids 0 … n − 1, species cycling through Cu, Zr and one that is no element. */
static VtAtomTable *
make_table (gsize n)
{
  gint64 *ids = g_new (gint64, n);
  guint8 *species = g_new (guint8, n);

  for (gsize i = 0; i < n; i++)
    {
      ids[i] = (gint64) i;
      species[i] = i % 3;
    }
  return vt_atom_table_new_take (n, ids, species, names);
}

static VtFrame *
make_frame (VtAtomTable *atoms, const VtCell *cell, const double *positions)
{
  gsize size = 3 * vt_atom_table_get_n (atoms) * sizeof *positions;

  return vt_frame_new_take (atoms, cell, g_memdup2 (positions, size), 0.0, 0, NULL);
}

static VtCell
make_tilted (const double origin[3], double lx, double ly, double lz, double xy, double xz, double yz)
{
  const double vectors[3][3] = { { lx, 0.0, 0.0 }, { xy, ly, 0.0 }, { xz, yz, lz } };
  const gboolean periodic[3] = { TRUE, TRUE, TRUE };
  VtCell cell;

  g_assert_true (vt_cell_init (&cell, origin, vectors, periodic, NULL));
  return cell;
}

static double *
random_fractions (gsize n, guint32 seed)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  double *f = g_new (double, 3 * n);

  for (gsize i = 0; i < 3 * n; i++)
    f[i] = g_rand_double_range (random, -1.5, 2.5);
  return f;
}

static double *
place (const VtCell *cell, const double *fractions, gsize n)
{
  double *positions = g_new (double, 3 * n);

  for (gsize i = 0; i < n; i++)
    {
      const double f[3] = { fractions[i], fractions[n + i], fractions[2 * n + i] };
      double r[3];

      vt_cell_to_cartesian (cell, f, r);
      for (guint d = 0; d < 3; d++)
        positions[d * n + i] = r[d];
    }
  return positions;
}

static double
largest (const double *values, gsize n)
{
  double result = 0.0;

  for (gsize i = 0; i < n; i++)
    result = fmax (result, isnan (values[i]) ? HUGE_VAL : fabs (values[i]));
  return result;
}

/* Eqs. of vt-displacement.c written out atom by atom, for cells that do not flip. */
static void
displacement_reference (const VtFrame *start, const VtFrame *later, gboolean affine, double *out)
{
  gsize n = vt_frame_get_n_atoms (start);
  const VtAtomTable *atoms = vt_frame_get_atoms (start);
  double drift[3] = { 0.0 }, total = 0.0;

  for (gsize i = 0; i < n; i++)
    {
      double r0[3], r1[3], f[3], mass = vt_atom_table_get_mass (atoms, vt_atom_table_get_species (atoms)[i]);

      vt_frame_get_position (start, i, r0);
      vt_frame_get_position (later, i, r1);
      vt_cell_to_fractional (vt_frame_get_cell (later), r1, f);
      if (affine)
        vt_cell_to_cartesian (vt_frame_get_cell (start), f, r1);
      for (guint d = 0; d < 3; d++)
        {
          out[d * n + i] = r1[d] - r0[d];
          drift[d] += mass * (r1[d] - r0[d]);
        }
      total += mass;
    }
  for (guint d = 0; d < 3; d++)
    for (gsize i = 0; i < n; i++)
      out[d * n + i] -= drift[d] / total;
}

/* Two atoms, Cu moved by 1 Å along x, Zr at rest: the drift is m_Cu / (m_Cu + m_Zr). */
static void
test_drift_is_weighted_by_mass (void)
{
  static const double before[] = { 1.0, 5.0, 1.0, 5.0, 1.0, 5.0 };
  static const double after[] = { 2.0, 5.0, 1.0, 5.0, 1.0, 5.0 };
  g_autoptr (VtAtomTable) atoms = make_table (2);
  g_autoptr (VtFrame) start = NULL, later = NULL;
  double displacement[6];
  double drift = 63.546 / (63.546 + 91.224);
  VtCell cell;

  vt_cell_init_box (&cell, 10.0, 10.0, 10.0);
  start = make_frame (atoms, &cell, before);
  later = make_frame (atoms, &cell, after);
  for (guint affine = 0; affine < 2; affine++)
    {
      vt_displacement_compute (start, later, affine, displacement);
      g_assert_cmpfloat_with_epsilon (displacement[0], 1.0 - drift, 1e-12);
      g_assert_cmpfloat_with_epsilon (displacement[1], -drift, 1e-12);
      g_assert_cmpfloat (displacement[2], ==, 0.0);
      g_assert_cmpfloat (displacement[5], ==, 0.0);
    }
}

static void
test_as_the_reference (void)
{
  enum { n = 9001 };
  const double o0[3] = { -3.0, 2.0, 7.0 }, o1[3] = { -3.5, 2.25, 6.0 };
  VtCell cell0 = make_tilted (o0, 20.0, 22.0, 24.0, 3.0, -2.0, 5.0);
  VtCell cell1 = make_tilted (o1, 20.5, 21.6, 24.3, 3.5, -1.5, 4.0);
  g_autoptr (VtAtomTable) atoms = make_table (n);
  g_autofree double *f0 = random_fractions (n, 1), *f1 = random_fractions (n, 2);
  g_autofree double *r0 = place (&cell0, f0, n), *r1 = place (&cell1, f1, n);
  g_autoptr (VtFrame) start = make_frame (atoms, &cell0, r0);
  g_autoptr (VtFrame) later = make_frame (atoms, &cell1, r1);
  g_autofree double *got = g_new (double, 3 * n), *expected = g_new (double, 3 * n);

  for (guint affine = 0; affine < 2; affine++)
    {
      vt_displacement_compute (start, later, affine, got);
      displacement_reference (start, later, affine, expected);
      for (gsize i = 0; i < 3 * n; i++)
        g_assert_cmpfloat_with_epsilon (got[i], expected[i], 1e-10);
    }
}

/* Strain, shear, another origin and a drift of all atoms are no motion; without the mapping the strain is. */
static void
test_homogeneous_strain_is_no_motion (void)
{
  enum { n = 500 };
  const double o0[3] = { 0.0, 0.0, 0.0 }, o1[3] = { -0.4, 0.3, 0.1 };
  VtCell cell0 = make_tilted (o0, 20.0, 22.0, 24.0, 0.0, 0.0, 0.0);
  VtCell cell1 = make_tilted (o1, 21.0, 21.5, 23.7, 1.5, -0.5, 0.8);
  g_autoptr (VtAtomTable) atoms = make_table (n);
  g_autofree double *f = random_fractions (n, 3);
  g_autofree double *r0 = place (&cell0, f, n), *r1 = place (&cell1, f, n);
  g_autofree double *displacement = g_new (double, 3 * n);
  g_autoptr (VtFrame) start = make_frame (atoms, &cell0, r0);
  g_autoptr (VtFrame) later = NULL;

  for (gsize i = 0; i < n; i++)
    r1[i] += 0.7;
  later = make_frame (atoms, &cell1, r1);
  vt_displacement_compute (start, later, TRUE, displacement);
  g_assert_cmpfloat (largest (displacement, 3 * n), <, 1e-11);
  vt_displacement_compute (start, later, FALSE, displacement);
  g_assert_cmpfloat (largest (displacement, 3 * n), >, 1.0);
}

/* The shear goes past half the box, and the program writes the equivalent box of the other side; atoms stay. */
static void
test_shear_through_a_flip (void)
{
  enum { n = 300 };
  const double o[3] = { 1.0, 2.0, 3.0 };
  VtCell before = make_tilted (o, 20.0, 22.0, 24.0, 9.8, 0.0, 0.0);
  VtCell sheared = make_tilted (o, 20.0, 22.0, 24.0, 10.2, 0.0, 0.0);
  VtCell flipped = make_tilted (o, 20.0, 22.0, 24.0, -9.8, 0.0, 0.0);
  g_autoptr (VtAtomTable) atoms = make_table (n);
  g_autofree double *f = random_fractions (n, 4);
  g_autofree double *r0 = place (&before, f, n), *r1 = place (&sheared, f, n);
  g_autofree double *displacement = g_new (double, 3 * n);
  g_autoptr (VtFrame) start = make_frame (atoms, &before, r0);
  g_autoptr (VtFrame) later = make_frame (atoms, &flipped, r1);

  vt_displacement_compute (start, later, TRUE, displacement);
  g_assert_cmpfloat (largest (displacement, 3 * n), <, 1e-11);
}

/* Turning both frames turns the displacements; shifting both changes nothing. */
static void
test_rotation_and_translation (void)
{
  enum { n = 200 };
  const double o[3] = { 0.0, 0.0, 0.0 }, away[3] = { 100.0, -50.0, 30.0 };
  const guint permutation[3] = { 1, 2, 0 };
  VtCell cell0 = make_tilted (o, 20.0, 22.0, 24.0, 3.0, -2.0, 5.0);
  VtCell cell1 = make_tilted (o, 20.3, 21.9, 24.0, 3.1, -2.0, 5.0);
  VtCell moved0 = cell0, moved1 = cell1;
  g_autoptr (VtAtomTable) atoms = make_table (n);
  g_autofree double *f0 = random_fractions (n, 5), *f1 = random_fractions (n, 6);
  g_autofree double *r0 = place (&cell0, f0, n), *r1 = place (&cell1, f1, n);
  g_autofree double *s0 = g_new (double, 3 * n), *s1 = g_new (double, 3 * n);
  g_autofree double *plain = g_new (double, 3 * n), *turned = g_new (double, 3 * n);
  g_autoptr (VtFrame) start = make_frame (atoms, &cell0, r0), later = make_frame (atoms, &cell1, r1);
  g_autoptr (VtFrame) start2 = NULL, later2 = NULL;

  /* A rotation by 120° about (1 1 1): x → y → z → x, then a shift. */
  for (guint d = 0; d < 3; d++)
    {
      guint onto = permutation[d];

      for (guint i = 0; i < 3; i++)
        {
          moved0.vectors[i][onto] = cell0.vectors[i][d];
          moved1.vectors[i][onto] = cell1.vectors[i][d];
        }
      for (gsize i = 0; i < n; i++)
        {
          s0[onto * n + i] = r0[d * n + i] + away[onto];
          s1[onto * n + i] = r1[d * n + i] + away[onto];
        }
    }
  g_assert_true (vt_cell_init (&moved0, away, (const double (*)[3]) moved0.vectors, cell0.periodic, NULL));
  g_assert_true (vt_cell_init (&moved1, away, (const double (*)[3]) moved1.vectors, cell1.periodic, NULL));
  start2 = make_frame (atoms, &moved0, s0);
  later2 = make_frame (atoms, &moved1, s1);
  for (guint affine = 0; affine < 2; affine++)
    {
      vt_displacement_compute (start, later, affine, plain);
      vt_displacement_compute (start2, later2, affine, turned);
      for (guint d = 0; d < 3; d++)
        for (gsize i = 0; i < n; i++)
          g_assert_cmpfloat_with_epsilon (turned[permutation[d] * n + i], plain[d * n + i], 1e-10);
    }
}

/* An atom missing in either frame is NaN on all axes and takes no part in the drift. */
static void
test_missing_atoms (void)
{
  enum { n = 6 };
  g_autoptr (VtAtomTable) atoms = make_table (n);
  double before[3 * n], after[3 * n], displacement[3 * n];
  g_autoptr (VtFrame) start = NULL, later = NULL;
  VtCell cell;

  for (gsize i = 0; i < 3 * n; i++)
    {
      before[i] = (double) (i * i % 7);
      after[i] = before[i] + 0.5;
    }
  /* One lost number is enough. */
  before[1] = NAN;
  after[4] = NAN;
  after[n + 4] = 1e6;
  vt_cell_init_box (&cell, 10.0, 10.0, 10.0);
  start = make_frame (atoms, &cell, before);
  later = make_frame (atoms, &cell, after);
  for (guint affine = 0; affine < 2; affine++)
    {
      vt_displacement_compute (start, later, affine, displacement);
      for (guint d = 0; d < 3; d++)
        for (gsize i = 0; i < n; i++)
          if (i == 1 || i == 4)
            g_assert_true (isnan (displacement[d * n + i]));
          else
            g_assert_cmpfloat_with_epsilon (displacement[d * n + i], 0.0, 1e-14);
    }
}

/* A frame with other atoms in it, put onto the first one's table. */
static void
test_frames_of_other_atoms (void)
{
  static const gint64 later_ids[] = { 0, 2, 3, 99 };
  static const double later_x[] = { 1.0, 0.0, 0.0, 5.0, 0.0, 0.0, 0.0, 5.0, 0.0, 0.0, 0.0, 5.0 };
  static const double start_x[12] = { 0.0 };
  g_autoptr (VtAtomTable) atoms = make_table (4);
  g_autoptr (VtAtomTable) others =
      vt_atom_table_new_take (4, g_memdup2 (later_ids, sizeof later_ids), g_new0 (guint8, 4), names);
  g_autoptr (VtFrame) start = NULL, other = NULL, later = NULL;
  double displacement[12];
  double drift = 63.546 / (63.546 + 1.0 + 63.546);
  VtCell cell;

  vt_cell_init_box (&cell, 10.0, 10.0, 10.0);
  start = make_frame (atoms, &cell, start_x);
  other = make_frame (others, &cell, later_x);
  later = vt_frame_on_table (other, atoms);
  vt_displacement_compute (start, later, TRUE, displacement);
  g_assert_cmpfloat_with_epsilon (displacement[0], 1.0 - drift, 1e-12);
  g_assert_true (isnan (displacement[1]));
  g_assert_cmpfloat_with_epsilon (displacement[2], -drift, 1e-12);
  g_assert_cmpfloat_with_epsilon (displacement[3], -drift, 1e-12);
}

static void
test_no_time_no_motion (void)
{
  enum { n = 5000 };
  const double o[3] = { 1.0, 2.0, 3.0 };
  VtCell cell = make_tilted (o, 20.0, 22.0, 24.0, 3.0, -2.0, 5.0);
  g_autoptr (VtAtomTable) atoms = make_table (n);
  g_autofree double *f = random_fractions (n, 8);
  g_autofree double *r = place (&cell, f, n);
  g_autofree double *displacement = g_new (double, 3 * n);
  g_autoptr (VtFrame) frame = make_frame (atoms, &cell, r);

  vt_displacement_compute (frame, frame, TRUE, displacement);
  for (gsize i = 0; i < 3 * n; i++)
    g_assert_cmpfloat (displacement[i], ==, 0.0);
}

static void
test_all_or_no_atoms_missing (void)
{
  static const double nowhere[] = { NAN, NAN, NAN };
  g_autoptr (VtAtomTable) one = make_table (1), none = make_table (0);
  g_autoptr (VtFrame) lost = NULL, empty = NULL;
  double displacement[3];
  VtCell cell;

  vt_cell_init_box (&cell, 10.0, 10.0, 10.0);
  lost = make_frame (one, &cell, nowhere);
  vt_displacement_compute (lost, lost, TRUE, displacement);
  g_assert_true (isnan (displacement[0]) && isnan (displacement[1]) && isnan (displacement[2]));
  empty = vt_frame_new_take (none, &cell, NULL, 0.0, 0, NULL);
  vt_displacement_compute (empty, empty, TRUE, NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/displacement/drift", test_drift_is_weighted_by_mass);
  g_test_add_func ("/displacement/reference", test_as_the_reference);
  g_test_add_func ("/displacement/homogeneous-strain", test_homogeneous_strain_is_no_motion);
  g_test_add_func ("/displacement/flip", test_shear_through_a_flip);
  g_test_add_func ("/displacement/rotation-and-translation", test_rotation_and_translation);
  g_test_add_func ("/displacement/missing-atoms", test_missing_atoms);
  g_test_add_func ("/displacement/other-atoms", test_frames_of_other_atoms);
  g_test_add_func ("/displacement/no-time", test_no_time_no_motion);
  g_test_add_func ("/displacement/no-atoms", test_all_or_no_atoms_missing);
  return g_test_run ();
}

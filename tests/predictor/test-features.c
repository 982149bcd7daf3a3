#include <math.h>

#include "sample.h"
#include "vt-features.h"

static VtFrame *
make_frame (double x, double second, double size)
{
  static const char *const names[] = { "Cu", "Zr", NULL };
  g_autoptr (VtAtomTable) atoms = sample_atoms (3, 1, names);
  double *positions = g_new0 (double, 9);
  VtCell cell;

  vt_cell_init_box (&cell, size, size, size);
  positions[0] = x;
  positions[1] = second;
  positions[2] = 0.4 * size;

  return vt_frame_new_take (atoms, &cell, positions, 0, 0, NULL);
}

/* Cu at rest, Zr moving by 1 Å, Cu at rest: the drift of m_Zr/(Σm) is taken out of all. */
static void
test_by_hand (void)
{
  g_autoptr (VtFrame) start = make_frame (1, 2, 10);
  g_autoptr (VtFrame) later = make_frame (1, 3, 10);
  const VtAtomTable *atoms = vt_frame_get_atoms (start);
  double cu = vt_atom_table_get_mass (atoms, 0);
  double zr = vt_atom_table_get_mass (atoms, 1);
  double drift = zr / (2 * cu + zr);
  double f[3];

  vt_features_compute (start, later, VT_NORMALIZATION_MASS_AND_TEMPERATURE, TRUE, 300, f);
  g_assert_cmpfloat_with_epsilon (f[0], log10 (drift * drift * cu / 300), 1e-12);
  g_assert_cmpfloat_with_epsilon (f[1], log10 ((1 - drift) * (1 - drift) * zr / 300), 1e-12);
  g_assert_cmpfloat_with_epsilon (f[2], f[0], 1e-12);

  vt_features_compute (start, later, VT_NORMALIZATION_MASS, TRUE, 300, f);
  g_assert_cmpfloat_with_epsilon (f[1], log10 ((1 - drift) * (1 - drift) * zr), 1e-12);
  vt_features_compute (start, later, VT_NORMALIZATION_TEMPERATURE, TRUE, 300, f);
  g_assert_cmpfloat_with_epsilon (f[1], log10 ((1 - drift) * (1 - drift) / 300), 1e-12);
  vt_features_compute (start, later, VT_NORMALIZATION_NONE, TRUE, NAN, f);
  g_assert_cmpfloat_with_epsilon (f[1], log10 ((1 - drift) * (1 - drift)), 1e-12);
}

static void
test_floor (void)
{
  g_autoptr (VtFrame) frame = make_frame (1, 2, 10);
  double f[3];

  vt_features_compute (frame, frame, VT_NORMALIZATION_NONE, TRUE, 300, f);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpfloat_with_epsilon (f[i], -8, 1e-12);
}

static void
test_missing (void)
{
  g_autoptr (VtFrame) start = make_frame (1, 2, 10);
  g_autoptr (VtFrame) later = make_frame (NAN, 3, 10);
  double f[3];

  vt_features_compute (start, later, VT_NORMALIZATION_MASS_AND_TEMPERATURE, TRUE, 300, f);
  g_assert_true (isnan (f[0]));
  g_assert_true (isfinite (f[1]) && isfinite (f[2]));
}

/* A cell that grows with its atoms: no motion with the mapping, motion without. */
static void
test_affine (void)
{
  g_autoptr (VtFrame) start = make_frame (1, 2, 10);
  g_autoptr (VtFrame) later = make_frame (1.1, 2.2, 11);
  double f[3];

  vt_features_compute (start, later, VT_NORMALIZATION_NONE, TRUE, 300, f);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpfloat_with_epsilon (f[i], -8, 1e-12);
  vt_features_compute (start, later, VT_NORMALIZATION_NONE, FALSE, 300, f);
  g_assert_cmpfloat (f[2], >, -2);
}

static void
test_names (void)
{
  VtNormalization normalization;

  for (guint i = VT_NORMALIZATION_MASS_AND_TEMPERATURE; i <= VT_NORMALIZATION_NONE; i++)
    {
      g_assert_true (vt_normalization_from_string (vt_normalization_to_string (i), &normalization));
      g_assert_cmpuint (normalization, ==, i);
    }
  g_assert_true (vt_normalization_from_string ("m/T", &normalization));
  g_assert_cmpuint (normalization, ==, VT_NORMALIZATION_MASS_AND_TEMPERATURE);
  g_assert_false (vt_normalization_from_string ("m*T", &normalization));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/features/by-hand", test_by_hand);
  g_test_add_func ("/features/floor", test_floor);
  g_test_add_func ("/features/missing-atom", test_missing);
  g_test_add_func ("/features/affine-mapping", test_affine);
  g_test_add_func ("/features/names", test_names);

  return g_test_run ();
}

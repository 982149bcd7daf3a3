#include "vt-strain.h"

#include <math.h>

/* x += γ y: η_xy = γ/2, η_yy = γ²/2. */
static void
test_simple_shear (void)
{
  const double gammas[] = { 0.0, 0.3, -0.8 };

  for (guint i = 0; i < G_N_ELEMENTS (gammas); i++)
    {
      double gamma = gammas[i], square = gamma * gamma;
      const double gradient[3][3] = { { 1, gamma, 0 }, { 0, 1, 0 }, { 0, 0, 1 } };
      double shear, volumetric;

      vt_strain_compute (gradient, &shear, &volumetric);
      g_assert_cmpfloat_with_epsilon (shear, sqrt (square / 4.0 + square * square / 12.0), 1e-15);
      g_assert_cmpfloat_with_epsilon (volumetric, square / 6.0, 1e-15);
    }
}

/* Stretches λ along the axes: η = (λ² − 1)/2. */
static void
test_stretch (void)
{
  const double gradient[3][3] = { { 1.1, 0, 0 }, { 0, 0.9, 0 }, { 0, 0, 1 } };
  const double isotropic[3][3] = { { 1.2, 0, 0 }, { 0, 1.2, 0 }, { 0, 0, 1.2 } };
  double shear, volumetric;

  vt_strain_compute (gradient, &shear, &volumetric);
  g_assert_cmpfloat_with_epsilon (shear, sqrt ((0.2 * 0.2 + 0.095 * 0.095 + 0.105 * 0.105) / 6.0), 1e-15);
  g_assert_cmpfloat_with_epsilon (volumetric, 0.01 / 3.0, 1e-15);
  vt_strain_compute (isotropic, &shear, &volumetric);
  g_assert_cmpfloat_with_epsilon (shear, 0.0, 1e-15);
  g_assert_cmpfloat_with_epsilon (volumetric, 0.22, 1e-15);
}

/* A turn afterwards changes nothing, one before turns the tensor and leaves its invariants; each axis counts alike. */
static void
test_invariance (void)
{
  const double c = cos (0.7), s = sin (0.7);
  const double turns[3][3][3] = { { { c, -s, 0 }, { s, c, 0 }, { 0, 0, 1 } },
                                  { { c, 0, s }, { 0, 1, 0 }, { -s, 0, c } },
                                  { { 0, 0, 1 }, { 1, 0, 0 }, { 0, 1, 0 } } };
  const double gradient[3][3] = { { 1.1, 0.2, -0.1 }, { 0.05, 0.9, 0.3 }, { 0.15, -0.2, 1.05 } };
  double shear, volumetric;

  vt_strain_compute (gradient, &shear, &volumetric);
  g_assert_cmpfloat (shear, >, 0.1);
  for (guint t = 0; t < 3; t++)
    {
      double after[3][3] = { { 0 } }, before[3][3] = { { 0 } };
      double other_shear, other_volumetric;

      for (guint i = 0; i < 27; i++)
        {
          after[i / 9][i % 3] += turns[t][i / 9][i / 3 % 3] * gradient[i / 3 % 3][i % 3];
          before[i / 9][i % 3] += gradient[i / 9][i / 3 % 3] * turns[t][i / 3 % 3][i % 3];
        }
      vt_strain_compute (after, &other_shear, &other_volumetric);
      g_assert_cmpfloat_with_epsilon (other_shear, shear, 1e-14);
      g_assert_cmpfloat_with_epsilon (other_volumetric, volumetric, 1e-14);
      vt_strain_compute (before, &other_shear, &other_volumetric);
      g_assert_cmpfloat_with_epsilon (other_shear, shear, 1e-14);
      g_assert_cmpfloat_with_epsilon (other_volumetric, volumetric, 1e-14);
    }
}

static void
test_undefined (void)
{
  const double gradient[3][3] = { { NAN, NAN, NAN }, { NAN, NAN, NAN }, { NAN, NAN, NAN } };
  double shear, volumetric;

  vt_strain_compute (gradient, &shear, &volumetric);
  g_assert_true (isnan (shear) && isnan (volumetric));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/strain/simple-shear", test_simple_shear);
  g_test_add_func ("/strain/stretch", test_stretch);
  g_test_add_func ("/strain/invariance", test_invariance);
  g_test_add_func ("/strain/undefined", test_undefined);

  return g_test_run ();
}

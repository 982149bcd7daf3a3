/* A tensile curve of known modulus and strength; smoothing against a plain twin. */
#include "vt-stress-strain.h"

#include <string.h>

#include "noise.h"
#include "vt-error.h"
#include "vt-parallel.h"
#include "vt-smooth.h"

#define N 1000

static const VtStressStrainOptions usual = { 0, 0.01, 0.02 };

/* 60 GPa up to 0.02, then a parabola with its top of 2 GPa at 0.06. */
static void
make_curve (double *strain, double *stress)
{
  for (guint i = 0; i < N; i++)
    {
      double e = strain[i] = 0.00015 * i;

      stress[i] = e < 0.02 ? 60 * e : 2 - 500 * (e - 0.06) * (e - 0.06);
    }
}

static void
test_by_hand (void)
{
  double strain[N], stress[N], smooth[N];
  VtStressStrain result;

  make_curve (strain, stress);
  g_assert_true (vt_stress_strain_compute (strain, stress, N, &usual, smooth, &result, NULL, NULL));
  g_assert_cmpfloat_with_epsilon (result.modulus.slope, 60, 1e-9);
  g_assert_cmpfloat_with_epsilon (result.strength, 2, 1e-9);
  g_assert_cmpfloat_with_epsilon (result.yield_strain, 0.06, 1e-9);
  g_assert_false (result.at_end);
  /* 2 − 500 (e − 0.06)² = 60 (e − 0.002): e = 0.0253, where the smoothing blurs the kink a little. */
  g_assert_cmpfloat_with_epsilon (result.proof_strain, 0.0253, 8e-4);
  g_assert_cmpfloat_with_epsilon (result.proof_stress, 60 * (result.proof_strain - 0.002), 0.02);
}

/* By its definition: of the residuals in the window, the error of their mean by eight blocks, of which the parabola has
 * taken three freedoms, and 3/2 of it for the height of a parabola in the middle. */
static double
sigma_reference (const double *strain, const double *stress, const double *smooth, const VtStressStrain *result)
{
  double residuals[N], means[8] = { 0 }, mean = 0, squares = 0;
  guint n = 0;

  for (guint i = 0; i < N; i++)
    if (fabs (strain[i] - result->yield_strain) <= usual.width / 2 + 1e-12)
      residuals[n++] = stress[i] - smooth[i];
  for (guint b = 0; b < 8; b++)
    {
      for (guint i = 0; i < n / 8; i++)
        means[b] += residuals[b * (n / 8) + i] / (n / 8);
      mean += means[b] / 8;
    }
  for (guint b = 0; b < 8; b++)
    squares += (means[b] - mean) * (means[b] - mean);
  return 1.5 * sqrt (squares / 5 / 8);
}

static void
test_noise (void)
{
  GRand *random = g_rand_new_with_seed (3);
  double strain[N], stress[N], smooth[N], squares = 0, modulus_squares = 0, sum = 0;
  guint rounds = 60;

  for (guint round = 0; round < rounds; round++)
    {
      VtStressStrain result;

      make_curve (strain, stress);
      noise_add_fluctuation (random, stress, N, 2, 0.05);
      g_assert_true (vt_stress_strain_compute (strain, stress, N, &usual, smooth, &result, NULL, NULL));
      g_assert_cmpfloat_with_epsilon (result.yield_strain, 0.06, 0.02);
      g_assert_cmpfloat_with_epsilon (result.strength_sigma, sigma_reference (strain, stress, smooth, &result), 1e-12);
      squares += pow ((result.strength - 2) / result.strength_sigma, 2) / rounds;
      modulus_squares += pow ((result.modulus.slope - 60) / result.modulus.slope_sigma, 2) / rounds;
      sum += result.strength / rounds;
    }
  g_test_message ("σ_max %.3f, scatter %.2f, modulus %.2f", sum, sqrt (squares), sqrt (modulus_squares));
  /* The greatest of several values lies a little high. */
  g_assert_cmpfloat_with_epsilon (sum, 2.01, 0.02);
  g_assert_cmpfloat (sqrt (squares), >, 0.6);
  g_assert_cmpfloat (sqrt (squares), <, 1.6);
  g_assert_cmpfloat (sqrt (modulus_squares), >, 0.45);
  g_assert_cmpfloat (sqrt (modulus_squares), <, 1.3);
  g_rand_free (random);
}

/* Half a window from either end the greatest is not looked for, whatever stands there; the modulus is of its interval. */
static void
test_windows (void)
{
  const VtStressStrainOptions some = { 0.00295, 0.01205, 0.02 };
  double strain[N], stress[N], smooth[N];
  VtStressStrain result;

  make_curve (strain, stress);
  for (guint i = 0; i < N; i++)
    if (strain[i] < 0.005 || strain[i] > strain[N - 1] - 0.005)
      stress[i] = 5;
  g_assert_true (vt_stress_strain_compute (strain, stress, N, &some, smooth, &result, NULL, NULL));
  g_assert_cmpfloat (smooth[0], >, 3);
  g_assert_cmpfloat (smooth[N - 1], >, 3);
  g_assert_cmpfloat_with_epsilon (result.strength, 2, 1e-9);
  g_assert_cmpfloat_with_epsilon (result.yield_strain, 0.06, 1e-9);

  /* Rows 20 to 80 are from 0.003 to 0.012. */
  g_assert_cmpuint (result.modulus.n, ==, 61);
  make_curve (strain, stress);
  for (guint i = 0; i < N; i++)
    stress[i] = strain[i] < 0.003 - 1e-9 ? 0 : strain[i] < 0.012 + 1e-9 ? 0.1 + 45 * strain[i] : 2;
  g_assert_true (vt_stress_strain_compute (strain, stress, N, &some, smooth, &result, NULL, NULL));
  g_assert_cmpfloat_with_epsilon (result.modulus.slope, 45, 1e-9);
  g_assert_cmpfloat_with_epsilon (vt_trend_evaluate (&result.modulus, 0), 0.1, 1e-9);
}

/* At the end means: the greatest stands where the last whole window is. */
static void
test_at_end (void)
{
  double strain[N], stress[N], smooth[N];

  for (guint step = 0; step < 2; step++)
    {
      VtStressStrain result;
      double top = step == 0 ? 0.135 : 0.1499;

      for (guint i = 0; i < N; i++)
        {
          strain[i] = 0.00015 * i;
          stress[i] = 2 - 100 * (strain[i] - top) * (strain[i] - top);
        }
      g_assert_true (vt_stress_strain_compute (strain, stress, N, &usual, smooth, &result, NULL, NULL));
      g_assert_cmpint (result.at_end, ==, step == 1);
    }
}

/* Still rising at the end: said, not called a strength. */
static void
test_rising (void)
{
  double strain[N], stress[N], smooth[N];
  VtStressStrain result;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < N; i++)
    {
      strain[i] = 0.0001 * i;
      stress[i] = 50 * strain[i];
    }
  g_assert_true (vt_stress_strain_compute (strain, stress, N, &usual, smooth, &result, NULL, NULL));
  g_assert_true (result.at_end);
  g_assert_true (isnan (result.proof_stress));
  g_assert_false (vt_stress_strain_compute (strain, stress, N, &(VtStressStrainOptions){ 0.5, 0.6, 0.02 }, smooth,
                                            &result, NULL, &error));
  g_assert_error (error, VT_ERROR, VT_ERROR_INPUT);
}

/* ---- smoothing ---- */

/* Gauss elimination of the normal equations of a + b u + c u², all points looked at. */
static double
smooth_reference (const double *x, const double *y, gsize n, gsize at, double width)
{
  double m[3][4] = { { 0 } };
  guint count = 0;

  for (gsize j = 0; j < n; j++)
    if (x[j] >= x[at] - width / 2 && x[j] <= x[at] + width / 2)
      {
        double u = (x[j] - x[at]) / (width / 2), powers[3] = { 1, u, u * u };

        count++;
        for (guint a = 0; a < 3; a++)
          {
            for (guint b = 0; b < 3; b++)
              m[a][b] += powers[a] * powers[b];
            m[a][3] += powers[a] * y[j];
          }
      }
  if (count < 4)
    return m[0][3] / count;
  for (guint k = 0; k < 3; k++)
    for (guint a = 0; a < 3; a++)
      if (a != k)
        {
          double factor = m[a][k] / m[k][k];
          for (guint b = 0; b < 4; b++)
            m[a][b] -= factor * m[k][b];
        }
  return m[0][3] / m[0][0];
}

static void
test_smooth (void)
{
  GRand *random = g_rand_new_with_seed (8);
  double x[600], y[600] = { 0 }, smooth[600], single[600];

  for (guint i = 0; i < 600; i++)
    x[i] = i == 0 ? 0 : x[i - 1] + g_rand_double (random);
  noise_add_fluctuation (random, y, 600, 3, 1);
  g_assert_true (vt_smooth_compute (x, y, 600, 12, smooth, NULL, NULL));
  for (guint i = 0; i < 600; i++)
    g_assert_cmpfloat_with_epsilon (smooth[i], smooth_reference (x, y, 600, i, 12), 1e-9);
  vt_parallel_set_threads (1);
  g_assert_true (vt_smooth_compute (x, y, 600, 12, single, NULL, NULL));
  vt_parallel_set_threads (0);
  g_assert_cmpmem (smooth, sizeof smooth, single, sizeof single);
  g_rand_free (random);
}

static void
test_cancelled (void)
{
  double x[600], smooth[600];
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 600; i++)
    x[i] = i;
  g_cancellable_cancel (cancellable);
  g_assert_false (vt_smooth_compute (x, x, 600, 12, smooth, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/stress-strain/by-hand", test_by_hand);
  g_test_add_func ("/stress-strain/noise", test_noise);
  g_test_add_func ("/stress-strain/windows", test_windows);
  g_test_add_func ("/stress-strain/at-end", test_at_end);
  g_test_add_func ("/stress-strain/rising", test_rising);
  g_test_add_func ("/smooth/reference", test_smooth);
  g_test_add_func ("/smooth/cancelled", test_cancelled);
  return g_test_run ();
}

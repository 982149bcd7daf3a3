/* Ω by hand, from synthetic creep curves with noise that hangs together, and how often its error holds. */
#include "vt-activation-volume.h"

#include <string.h>

#include "noise.h"
#include "vt-creep.h"
#include "vt-error.h"
#include "vt-pooled-mean.h"

/* √3 k_B · 100 K = 2.391 GPa Å³, and a rate that grows by e a GPa. */
static void
test_by_hand (void)
{
  const double stresses[2] = { 1, 2 }, rates[2] = { 1e-5, 1e-5 * G_E }, sigmas[2] = { 1e-6, 2e-6 * G_E };
  VtActivationVolume volume;

  g_assert_true (vt_activation_volume_compute (stresses, rates, sigmas, 2, 100, &volume, NULL));
  g_assert_cmpfloat_with_epsilon (volume.volume, 2.391354, 1e-5);
  g_assert_cmpfloat_with_epsilon (volume.sigma, 2.391354 * hypot (0.1, 0.2), 1e-5);
  g_assert_cmpfloat (volume.inflation, ==, 1);
}

/* Three that lie on no line: χ² = 6 for one degree of freedom, from 2 · 1² / 6 · (a second difference of 6 errors)²/… by
 * hand: residuals of (0, 1, 0) about their mean 1/3 are −1/3, 2/3, −1/3, squares 6/9. */
static void
test_scatter (void)
{
  const double stresses[3] = { 1, 2, 3 }, rates[3] = { 1, G_E, 1 }, sigmas[3] = { 0.1, 0.1 * G_E, 0.1 };
  VtActivationVolume volume;

  g_assert_true (vt_activation_volume_compute (stresses, rates, sigmas, 3, 100, &volume, NULL));
  g_assert_cmpfloat_with_epsilon (volume.fit.chi_squared, 6.0 / 9 / 0.01, 1e-9);
  g_assert_cmpfloat_with_epsilon (volume.inflation, sqrt (6.0 / 9 / 0.01), 1e-9);
  g_assert_cmpfloat_with_epsilon (volume.volume, 0, 1e-9);
  g_assert_cmpfloat_with_epsilon (volume.sigma, 2.391354 * 0.1 / sqrt (2) * volume.inflation, 1e-5);
}

static void
test_refused (void)
{
  const double stresses[3] = { 1.5, 1.5, 1.6 }, rates[3] = { 1e-5, 2e-5, -1e-6 }, sigmas[3] = { 1e-6, 1e-6, 1e-6 };
  g_autoptr (GError) error = NULL;
  VtActivationVolume volume;

  g_assert_false (vt_activation_volume_compute (stresses, rates, sigmas, 3, 100, &volume, &error));
  g_assert_error (error, VT_ERROR, VT_ERROR_INPUT);
  g_assert_nonnull (strstr (error->message, "two stresses or more, and there is one"));
}

/* Runs of 200 ps whose strain fluctuates with a memory of 1 ps, at 600 K and Ω = 40 Å³. */
static void
make_rate (GRand *random, double stress, double *rate, double *sigma)
{
  const VtCreepOptions options = { 5, NAN, NAN };
  double true_rate = 2e-5 * exp (40 * (stress - 1) / (sqrt (3) * VT_BOLTZMANN_GPA_A3 * 600));
  double time[2000], strain[2000];
  VtCreep creep;

  for (guint i = 0; i < 2000; i++)
    {
      time[i] = 0.1 * i;
      strain[i] = true_rate * time[i];
    }
  noise_add_fluctuation (random, strain, 2000, 10, 2e-4);
  g_assert_true (vt_creep_compute (time, strain, 2000, &options, &creep, NULL, NULL));
  *rate = creep.trend.slope;
  *sigma = creep.trend.slope_sigma;
}

static void
test_recovered (gconstpointer data)
{
  gsize n = GPOINTER_TO_SIZE (data);
  GRand *random = g_rand_new_with_seed (5);
  double squares = 0, sum = 0;
  guint rounds = 60, outside = 0;

  for (guint round = 0; round < rounds; round++)
    {
      double stresses[5], rates[5], sigmas[5], z;
      VtActivationVolume volume;

      for (gsize i = 0; i < n; i++)
        {
          stresses[i] = 1 + 0.1 * i;
          make_rate (random, stresses[i], &rates[i], &sigmas[i]);
        }
      g_assert_true (vt_activation_volume_compute (stresses, rates, sigmas, n, 600, &volume, NULL));
      z = (volume.volume - 40) / volume.sigma;
      sum += volume.volume / rounds;
      squares += z * z;
      outside += fabs (z) > 2;
    }
  g_test_message ("mean %.2f Å³, scatter %.3f of the error, %u of %u beyond twice", sum, sqrt (squares / rounds), outside,
                  rounds);
  g_assert_cmpfloat_with_epsilon (sum, 40, 2);
  g_assert_cmpfloat (sqrt (squares / rounds), >, 0.5);
  g_assert_cmpfloat (sqrt (squares / rounds), <, 1.25);
  g_assert_cmpuint (outside, <=, 6);
  g_rand_free (random);
}

/* ---- runs at one stress ---- */

static void
test_pooled (void)
{
  const double values[3] = { 1, 2, 6 }, exact[3] = { 0.1, 0.1, 0.1 }, loose[3] = { 10, 10, 10 };
  VtPooledMean one, scattered, alike;

  vt_pooled_mean_compute (values, exact, 1, &one);
  g_assert_cmpfloat_with_epsilon (one.mean, 1, 1e-12);
  g_assert_cmpfloat_with_epsilon (one.sigma, 0.1, 1e-12);
  /* By hand: Σ(v − 3)² = 14, so τ² = (1400 − 2) / (300 − 100) = 6.99, and the variance of the mean is (6.99 + 0.01)/3. */
  vt_pooled_mean_compute (values, exact, 3, &scattered);
  g_assert_cmpfloat_with_epsilon (scattered.mean, 3, 1e-12);
  g_assert_cmpfloat_with_epsilon (scattered.between, sqrt (6.99), 1e-12);
  g_assert_cmpfloat_with_epsilon (scattered.sigma, sqrt (7.0 / 3), 1e-12);
  vt_pooled_mean_compute (values, loose, 3, &alike);
  g_assert_cmpfloat (alike.between, ==, 0);
  g_assert_cmpfloat_with_epsilon (alike.sigma, 10 / sqrt (3), 1e-12);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/activation-volume/by-hand", test_by_hand);
  g_test_add_func ("/activation-volume/scatter", test_scatter);
  g_test_add_func ("/activation-volume/refused", test_refused);
  g_test_add_data_func ("/activation-volume/recovered/two", GSIZE_TO_POINTER (2), test_recovered);
  g_test_add_data_func ("/activation-volume/recovered/five", GSIZE_TO_POINTER (5), test_recovered);
  g_test_add_func ("/activation-volume/pooled", test_pooled);
  return g_test_run ();
}

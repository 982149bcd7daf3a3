/* Moments over resamples: against the plain sums, with what is not defined left out, the same for any threads. */
#include "vt-resampling.h"

#include <math.h>
#include "vt-parallel.h"
#include "vt-random.h"

#define N_SAMPLES 103
#define N_STATISTICS 5

/* 0: random about a large mean; 1: constant; 2: NaN in every third; 3: NaN in two of three; 4: infinite at one. */
static void
draw (guint sample, guint worker, double *statistics, gpointer data)
{
  VtRandom random;

  vt_random_init (&random, 7, sample);
  statistics[0] = 1e6 + vt_random_below (&random, 1000);
  statistics[1] = 3.25;
  statistics[2] = sample % 3 == 0 ? NAN : (double) sample;
  statistics[3] = sample % 3 != 0 ? NAN : (double) sample;
  statistics[4] = sample == 11 ? INFINITY : (double) sample;
}

/* The definition, in two passes. */
static void
moments_reference (guint statistic, double *mean, double *sigma)
{
  double values[N_STATISTICS], sum = 0.0, squares = 0.0, n = 0.0;

  for (guint pass = 0; pass < 2; pass++)
    for (guint sample = 0; sample < N_SAMPLES; sample++)
      {
        draw (sample, 0, values, NULL);
        if (!isfinite (values[statistic]))
          continue;
        if (pass == 0)
          {
            sum += values[statistic];
            n += 1.0;
          }
        else
          squares += (values[statistic] - sum / n) * (values[statistic] - sum / n);
      }
  *mean = sum / n;
  *sigma = sqrt (squares / (n - 1.0));
}

static void
test_reference (void)
{
  double mean[N_STATISTICS], sigma[N_STATISTICS];

  g_assert_true (vt_resampling_run (N_SAMPLES, N_STATISTICS, draw, NULL, mean, sigma, NULL, NULL, NULL));
  for (guint s = 0; s < N_STATISTICS; s++)
    {
      double expected_mean, expected_sigma;

      if (s == 3)
        {
          g_assert_true (isnan (mean[s]) && isnan (sigma[s]));
          continue;
        }
      moments_reference (s, &expected_mean, &expected_sigma);
      g_assert_cmpfloat_with_epsilon (mean[s], expected_mean, 1e-9 * fabs (expected_mean));
      g_assert_cmpfloat_with_epsilon (sigma[s], expected_sigma, 1e-9 * (1.0 + expected_sigma));
    }
  g_assert_cmpfloat (mean[1], ==, 3.25);
  g_assert_cmpfloat (sigma[1], ==, 0.0);
}

static void
test_threads (void)
{
  double mean[2][N_STATISTICS], sigma[2][N_STATISTICS];
  guint threads = vt_parallel_get_threads ();

  for (guint i = 0; i < 2; i++)
    {
      vt_parallel_set_threads (i == 0 ? 1 : 5);
      g_assert_true (vt_resampling_run (N_SAMPLES, N_STATISTICS, draw, NULL, mean[i], sigma[i], NULL, NULL, NULL));
    }
  vt_parallel_set_threads (threads);
  g_assert_cmpmem (mean[0], sizeof mean[0], mean[1], sizeof mean[1]);
  g_assert_cmpmem (sigma[0], sizeof sigma[0], sigma[1], sizeof sigma[1]);
}

/* Nothing, and one, tell no spread; a cancelled run says so. */
static void
test_few_and_cancelled (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  double mean[N_STATISTICS], sigma[N_STATISTICS];

  for (guint n = 0; n < 2; n++)
    {
      g_assert_true (vt_resampling_run (n, N_STATISTICS, draw, NULL, mean, sigma, NULL, NULL, NULL));
      g_assert_true (isnan (mean[0]) && isnan (sigma[0]));
    }
  g_cancellable_cancel (cancellable);
  g_assert_false (vt_resampling_run (N_SAMPLES, N_STATISTICS, draw, NULL, mean, sigma, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* Every number below the bound as often, for a bound that is no power of two; streams and seeds differ. */
static void
test_random (void)
{
  guint counts[7] = { 0 };
  VtRandom random, other;
  double chi = 0.0;

  vt_random_init (&random, 1, 0);
  for (guint i = 0; i < 70000; i++)
    counts[vt_random_below (&random, 7)]++;
  for (guint i = 0; i < 7; i++)
    chi += (counts[i] - 10000.0) * (counts[i] - 10000.0) / 10000.0;
  g_assert_cmpfloat (chi, <, 22.5); /* six degrees of freedom: 0.1 % */
  g_assert_cmpuint (vt_random_below (&random, 1), ==, 0);

  vt_random_init (&random, 1, 0);
  vt_random_init (&other, 1, 1);
  g_assert_true (vt_random_next (&random) != vt_random_next (&other));
  vt_random_init (&random, 1, 0);
  vt_random_init (&other, 2, 0);
  g_assert_true (vt_random_next (&random) != vt_random_next (&other));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/resampling/reference", test_reference);
  g_test_add_func ("/resampling/threads", test_threads);
  g_test_add_func ("/resampling/few-and-cancelled", test_few_and_cancelled);
  g_test_add_func ("/resampling/random", test_random);
  return g_test_run ();
}

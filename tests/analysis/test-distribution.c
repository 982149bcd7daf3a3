/* A distribution in numbers: a plain twin, its resamples written out, planted peaks, blocks that move together. */
#include "vt-distribution.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "vt-parallel.h"
#include "vt-quantile.h"

#define N 1200
#define BLOCKS 30

/* Sum of twelve uniform numbers: σ = 1. */
static double
normal (GRand *random)
{
  double sum = -6.0;

  for (guint i = 0; i < 12; i++)
    sum += g_rand_double (random);
  return sum;
}

/* On a grid of 2 K, a tenth of them in a tail; a few without a number. */
static void
make_values (double values[N], guint32 blocks[N], guint seed)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);

  for (guint i = 0; i < N; i++)
    {
      double value = i % 10 == 0 ? 320.0 - 150.0 * log (1.0 - g_rand_double (random)) : 220.0 + 25.0 * normal (random);

      values[i] = i % 97 == 5 ? NAN : 2.0 * round (value / 2.0);
      blocks[i] = g_rand_int_range (random, 0, BLOCKS);
    }
  blocks[5] = VT_BOOTSTRAP_NO_BLOCK;
}

static const VtDistributionParams params_of = { .bins = { 99.0, 8.0 }, .floor = 99.0, .threshold = 420.0 };

/* ---- the twin: sort, count and fit what is written down ---- */

typedef struct
{
  const double  *values;
  const guint32 *blocks;
} Case;

static void
measure_reference (const double *values, gsize n, double *statistics)
{
  g_autofree double *sorted = g_memdup2 (values, n * sizeof (double));
  double counts[200] = { 0 }, sum = 0, above = 0;
  gsize lowest = 200, highest = 0;
  VtPeakFit fit;

  qsort (sorted, n, sizeof (double), vt_compare_doubles);
  for (gsize i = 0; i < n; i++)
    {
      gsize bin = (gsize) ((sorted[i] - 99.0) / 8.0);

      counts[bin] += 1.0;
      lowest = MIN (lowest, bin);
      highest = MAX (highest, bin);
      sum += sorted[i];
      above += sorted[i] > 420.0;
    }
  vt_peak_fit_compute (&(VtPeakBins){ counts + lowest, highest - lowest + 1, 99.0 + 8.0 * lowest, 8.0, 99.0 }, &fit,
                       NULL);
  statistics[VT_DISTRIBUTION_MEAN] = sum / n;
  statistics[VT_DISTRIBUTION_MEDIAN] = vt_quantile (sorted, n, 0.5);
  statistics[VT_DISTRIBUTION_Q99] = vt_quantile (sorted, n, 0.99);
  statistics[VT_DISTRIBUTION_PEAK] = fit.center;
  statistics[VT_DISTRIBUTION_SIGMA] = fit.sigma;
  statistics[VT_DISTRIBUTION_AREA] = fit.area;
  statistics[VT_DISTRIBUTION_TAIL] = fit.tail;
  statistics[VT_DISTRIBUTION_ABOVE] = above / n;
}

static void
expand (const guint32 *weights, double *statistics, gpointer data)
{
  const Case *made = data;
  g_autofree double *list = g_new (double, 20 * N);
  gsize n = 0;

  for (guint i = 0; i < N; i++)
    for (guint k = 0; weights == NULL || (made->blocks[i] != VT_BOOTSTRAP_NO_BLOCK && k < weights[made->blocks[i]]); k++)
      {
        if (!isnan (made->values[i]))
          list[n++] = made->values[i];
        if (weights == NULL)
          break;
      }
  measure_reference (list, n, statistics);
}

static void
test_twin (void)
{
  double values[N], whole[VT_DISTRIBUTION_N_STATISTICS], mean[VT_DISTRIBUTION_N_STATISTICS];
  double sigma[VT_DISTRIBUTION_N_STATISTICS];
  guint32 blocks[N];
  VtDistributionParams params = params_of;
  VtDistribution distribution;
  g_autofree char *reason = NULL;
  Case made = { values, blocks };

  make_values (values, blocks, 1);
  params.blocks = blocks;
  params.n_blocks = BLOCKS;
  params.n_samples = 40;
  params.seed = 8;
  g_assert_true (vt_distribution_compute (values, N, &params, &distribution, &reason, NULL, NULL, NULL));
  g_assert_null (reason);
  expand (NULL, whole, &made);
  vt_bootstrap_run (BLOCKS, 40, 8, VT_DISTRIBUTION_N_STATISTICS, expand, &made, mean, sigma, NULL, NULL, NULL);
  for (guint s = 0; s < VT_DISTRIBUTION_N_STATISTICS; s++)
    {
      gboolean fitted = s >= VT_DISTRIBUTION_PEAK && s <= VT_DISTRIBUTION_TAIL;

      g_assert_cmpfloat_with_epsilon (distribution.values[s], whole[s], fitted ? 1e-5 : 1e-10);
      /* A resample may lack the outermost bins, and ends its histogram there: the fit is the same but for rounding. */
      g_assert_cmpfloat_with_epsilon (distribution.sigmas[s], sigma[s], fitted ? 1e-2 * sigma[s] : 1e-10);
      g_assert_cmpfloat (distribution.sigmas[s], >, 0.0);
    }
}

static void
test_planted (void)
{
  double values[N];
  guint32 blocks[N];
  VtDistributionParams params = params_of;
  VtDistribution distribution;

  make_values (values, blocks, 2);
  params.blocks = blocks;
  params.n_blocks = BLOCKS;
  params.n_samples = 100;
  g_assert_true (vt_distribution_compute (values, N, &params, &distribution, NULL, NULL, NULL, NULL));
  for (guint s = VT_DISTRIBUTION_PEAK; s <= VT_DISTRIBUTION_TAIL; s++)
    {
      static const double planted[] = { 220.0, 25.0, 0.9, 0.1 };

      g_assert_cmpfloat_with_epsilon (distribution.values[s], planted[s - VT_DISTRIBUTION_PEAK],
                                      3.5 * distribution.sigmas[s]);
      g_assert_cmpfloat (distribution.sigmas[s], <, 0.1 * planted[0]);
    }
}

/* The error of the mean is σ/√n of what is independent: atoms, or blocks of copies. */
static void
test_blocks (void)
{
  for (guint copies = 1; copies <= 10; copies += 9)
    {
      g_autoptr (GRand) random = g_rand_new_with_seed (3);
      g_autofree double *values = g_new (double, 6000);
      g_autofree guint32 *blocks = g_new (guint32, 6000);
      VtDistributionParams params = params_of;
      VtDistribution distribution;

      for (guint i = 0; i < 6000; i++)
        {
          values[i] = i % copies == 0 ? 300.0 + 30.0 * normal (random) : values[i - 1];
          blocks[i] = i / 10;
        }
      params.blocks = blocks;
      params.n_blocks = 600;
      params.n_samples = 200;
      g_assert_true (vt_distribution_compute (values, 6000, &params, &distribution, NULL, NULL, NULL, NULL));
      g_assert_cmpfloat_with_epsilon (distribution.sigmas[VT_DISTRIBUTION_MEAN] * sqrt (6000.0 / copies) / 30.0, 1.0, 0.2);
    }
}

/* One value for all, or hardly any: no peak, and why; the rest is known all the same. */
static void
test_no_peak (void)
{
  double values[300];
  guint32 blocks[300];
  VtDistributionParams params = params_of;
  VtDistribution distribution;
  g_autofree char *reason = NULL;

  for (guint i = 0; i < 300; i++)
    {
      values[i] = 300.0;
      blocks[i] = i % 20;
    }
  params.blocks = blocks;
  params.n_blocks = 20;
  params.n_samples = 20;
  params.threshold = NAN;
  g_assert_true (vt_distribution_compute (values, 300, &params, &distribution, &reason, NULL, NULL, NULL));
  g_assert_nonnull (reason);
  g_assert_cmpfloat (distribution.values[VT_DISTRIBUTION_Q99], ==, 300.0);
  g_assert_true (isnan (distribution.values[VT_DISTRIBUTION_TAIL]) && isnan (distribution.sigmas[VT_DISTRIBUTION_TAIL]));
  g_assert_true (isnan (distribution.values[VT_DISTRIBUTION_ABOVE]));
  g_assert_cmpfloat (distribution.sigmas[VT_DISTRIBUTION_MEAN], ==, 0.0);
  g_clear_pointer (&reason, g_free);
  g_assert_true (vt_distribution_compute (NULL, 0, &params, &distribution, &reason, NULL, NULL, NULL));
  g_assert_nonnull (reason);
  g_assert_cmpuint (distribution.n, ==, 0);
  g_assert_true (isnan (distribution.values[VT_DISTRIBUTION_MEAN]));
}

static void
test_threads (void)
{
  double values[N];
  guint32 blocks[N];
  VtDistributionParams params = params_of;
  VtDistribution distributions[2];

  make_values (values, blocks, 4);
  params.blocks = blocks;
  params.n_blocks = BLOCKS;
  params.n_samples = 40;
  for (guint run = 0; run < 2; run++)
    {
      vt_parallel_set_threads (run == 0 ? 1 : 3);
      g_assert_true (vt_distribution_compute (values, N, &params, &distributions[run], NULL, NULL, NULL, NULL));
    }
  vt_parallel_set_threads (0);
  g_assert_cmpmem (distributions[0].sigmas, sizeof distributions[0].sigmas, distributions[1].sigmas,
                   sizeof distributions[1].sigmas);
  g_assert_cmpmem (distributions[0].values, sizeof distributions[0].values, distributions[1].values,
                   sizeof distributions[1].values);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/distribution/twin", test_twin);
  g_test_add_func ("/distribution/planted", test_planted);
  g_test_add_func ("/distribution/blocks", test_blocks);
  g_test_add_func ("/distribution/no-peak", test_no_peak);
  g_test_add_func ("/distribution/threads", test_threads);
  return g_test_run ();
}

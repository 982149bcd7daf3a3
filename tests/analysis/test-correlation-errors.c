/* Errors of ζ, Spearman and AUC: the lists of each resample written out, the textbook's error, blocks that move together. */
#include "vt-correlation-errors.h"

#include <math.h>
#include <string.h>

#include "vt-linear-fit.h"
#include "vt-parallel.h"

#define N 240
#define LAGS 3
#define BLOCKS 27

/* Sum of twelve uniform numbers: σ = 1. */
static double
normal (GRand *random)
{
  double sum = -6.0;

  for (guint i = 0; i < 12; i++)
    sum += g_rand_double (random);
  return sum;
}

typedef struct
{
  double              x[N];
  double              y[LAGS][N];
  const double       *ys[LAGS];
  double              lags[LAGS];
  guint32             blocks[N];
  VtCorrelationSeries series;
} Case;

/* T_ML on a grid, D²min with a few ties, some atoms without one or the other. */
static void
make_case (Case *made, guint seed)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);

  for (guint i = 0; i < N; i++)
    {
      made->x[i] = i == 7 ? NAN : 20.0 * floor (15.0 + 4.0 * normal (random));
      made->blocks[i] = (guint32) g_rand_int_range (random, 0, BLOCKS);
      for (guint l = 0; l < LAGS; l++)
        made->y[l][i] = (i + l) % 50 == 3 ? NAN : floor (3.0 * exp (0.004 * (l + 1) * made->x[i] + normal (random)));
    }
  made->blocks[9] = VT_BOOTSTRAP_NO_BLOCK;
  made->y[0][9] = made->y[1][9] = made->y[2][9] = NAN;
  for (guint l = 0; l < LAGS; l++)
    {
      made->ys[l] = made->y[l];
      made->lags[l] = 5.0 + 30.0 * l;
    }
  made->series = (VtCorrelationSeries){ made->x, made->ys, made->lags, LAGS, N, 0.1, 5.0, 100.0, made->blocks, BLOCKS,
                                        60, 11 };
}

/* ---- the twin: every atom written down as often as it was drawn ---- */

static void
expand (const guint32 *weights, double *statistics, gpointer data)
{
  const Case *made = data;
  g_autofree double *x = g_new (double, 20 * N);
  g_autofree double *y = g_new (double, 20 * N);
  double zeta[LAGS];
  VtLinearFit fit;

  for (guint l = 0; l < LAGS; l++)
    {
      VtCorrelation c;
      gsize n = 0;

      for (guint i = 0; i < N; i++)
        for (guint k = 0; made->blocks[i] != VT_BOOTSTRAP_NO_BLOCK && k < weights[made->blocks[i]]; k++)
          {
            x[n] = made->x[i];
            y[n++] = made->y[l][i];
          }
      g_assert_cmpuint (n, <=, 20 * N);
      vt_correlation_compute (x, y, n, made->series.positive, &c, NULL, NULL);
      statistics[3 * l] = zeta[l] = c.pearson;
      statistics[3 * l + 1] = c.spearman;
      statistics[3 * l + 2] = c.auc;
    }
  vt_linear_fit_compute (made->lags, zeta, NULL, LAGS, &fit, NULL);
  statistics[3 * LAGS] = fit.slope;
}

static void
test_twin (void)
{
  double mean[3 * LAGS + 1], sigma[3 * LAGS + 1];
  VtCorrelation c[LAGS], errors[LAGS], alone;
  VtCorrelationSlope slope;
  Case made;

  make_case (&made, 3);
  g_assert_true (vt_correlation_series_compute (&made.series, c, errors, &slope, NULL, NULL, NULL));
  vt_bootstrap_run (BLOCKS, 60, 11, 3 * LAGS + 1, expand, &made, mean, sigma, NULL, NULL, NULL);
  for (guint l = 0; l < LAGS; l++)
    {
      vt_correlation_compute (made.x, made.y[l], N, 0.1, &alone, NULL, NULL);
      g_assert_cmpfloat (c[l].pearson, ==, alone.pearson);
      g_assert_cmpfloat (c[l].auc, ==, alone.auc);
      g_assert_cmpuint (c[l].n, ==, alone.n);
      g_assert_cmpfloat_with_epsilon (errors[l].pearson, sigma[3 * l], 1e-10);
      g_assert_cmpfloat_with_epsilon (errors[l].spearman, sigma[3 * l + 1], 1e-10);
      g_assert_cmpfloat_with_epsilon (errors[l].auc, sigma[3 * l + 2], 1e-10);
      g_assert_cmpfloat (errors[l].pearson, >, 0.01);
    }
  g_assert_cmpuint (slope.n, ==, LAGS);
  g_assert_cmpfloat_with_epsilon (slope.sigma, sigma[3 * LAGS], 1e-10);
  g_assert_cmpfloat_with_epsilon (slope.slope, (c[2].pearson - c[0].pearson) / 60.0, 1e-12);
}

/* Only the lags in the interval make the slope; one of them makes none. */
static void
test_interval (void)
{
  VtCorrelation c[LAGS], errors[LAGS];
  VtCorrelationSlope slope;
  Case made;

  make_case (&made, 4);
  made.series.slope_from = 35.0;
  g_assert_true (vt_correlation_series_compute (&made.series, c, errors, &slope, NULL, NULL, NULL));
  g_assert_cmpuint (slope.n, ==, 2);
  g_assert_cmpfloat_with_epsilon (slope.slope, (c[2].pearson - c[1].pearson) / 30.0, 1e-12);
  made.series.slope_to = 60.0;
  g_assert_true (vt_correlation_series_compute (&made.series, c, errors, &slope, NULL, NULL, NULL));
  g_assert_cmpuint (slope.n, ==, 1);
  g_assert_true (isnan (slope.slope) && isnan (slope.sigma));
}

#define MANY 8000

/* Atoms that know nothing of one another: (1 − ρ²)/√n. Blocks in which all atoms are copies: as of so many blocks. */
static void
test_textbook (void)
{
  for (guint copies = 1; copies <= 20; copies += 19)
    {
      g_autoptr (GRand) random = g_rand_new_with_seed (5);
      g_autofree double *x = g_new (double, MANY);
      g_autofree double *y = g_new (double, MANY);
      g_autofree guint32 *blocks = g_new (guint32, MANY);
      const double *ys[1] = { y };
      const double lag = 5.0;
      VtCorrelationSeries series = { x, ys, &lag, 1, MANY, 0.1, 5, 100, blocks, 400, 200, 2 };
      VtCorrelationSlope slope;
      VtCorrelation c, error;

      for (guint i = 0; i < MANY; i++)
        {
          blocks[i] = i / 20;
          x[i] = i % copies == 0 ? normal (random) : x[i - 1];
          y[i] = i % copies == 0 ? 0.6 * x[i] + 0.8 * normal (random) : y[i - 1];
        }
      g_assert_true (vt_correlation_series_compute (&series, &c, &error, &slope, NULL, NULL, NULL));
      g_assert_cmpfloat_with_epsilon (error.pearson * sqrt (MANY / copies), 0.64, 0.12);
    }
}

static void
test_threads (void)
{
  VtCorrelation c[LAGS], errors[2][LAGS];
  VtCorrelationSlope slope[2];
  Case made;

  make_case (&made, 5);
  memset (errors, 0, sizeof errors);
  for (guint run = 0; run < 2; run++)
    {
      vt_parallel_set_threads (run == 0 ? 1 : 3);
      g_assert_true (vt_correlation_series_compute (&made.series, c, errors[run], &slope[run], NULL, NULL, NULL));
    }
  vt_parallel_set_threads (0);
  g_assert_cmpmem (errors[0], sizeof errors[0], errors[1], sizeof errors[1]);
  g_assert_cmpmem (&slope[0].sigma, 8, &slope[1].sigma, 8);
}

static void
test_cancelled (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  VtCorrelation c[LAGS], errors[LAGS];
  VtCorrelationSlope slope;
  Case made;

  make_case (&made, 5);
  g_cancellable_cancel (cancellable);
  g_assert_false (vt_correlation_series_compute (&made.series, c, errors, &slope, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/correlation-errors/twin", test_twin);
  g_test_add_func ("/correlation-errors/interval", test_interval);
  g_test_add_func ("/correlation-errors/textbook", test_textbook);
  g_test_add_func ("/correlation-errors/threads", test_threads);
  g_test_add_func ("/correlation-errors/cancelled", test_cancelled);
  return g_test_run ();
}

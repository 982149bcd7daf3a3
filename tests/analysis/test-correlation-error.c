/* Errors of correlations: against a bootstrap that is written out, how often they hold, threads. */
#include "vt-correlation-error.h"

#include <math.h>

#include "sample.h"
#include "vt-bootstrap.h"
#include "vt-correlation.h"
#include "vt-parallel.h"

#define N 1200
#define BLOCKS 24

/* Noise that a block shares, half of it in both quantities. */
static void
make (guint seed, double x[N], double y[N], guint32 blocks[N])
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  double shared[BLOCKS][2];

  for (guint b = 0; b < BLOCKS; b++)
    for (guint k = 0; k < 2; k++)
      shared[b][k] = sample_gaussian (rand);
  for (guint i = 0; i < N; i++)
    {
      blocks[i] = i % BLOCKS;
      x[i] = 500 + 80 * (sample_gaussian (rand) + shared[blocks[i]][0]);
      y[i] = exp (0.01 * (x[i] - 500) + sample_gaussian (rand) + shared[blocks[i]][1]);
    }
}

typedef struct
{
  const double  *x, *y;
  const guint32 *blocks;
} Plain;

/* Every resample is written out, atom by atom, and handed to the coefficients themselves, ranks anew. */
static void
resample_plainly (const guint32 *weights, double *statistics, gpointer data)
{
  const Plain *plain = data;
  g_autoptr (GArray) x = g_array_new (FALSE, FALSE, sizeof (double)), y = g_array_new (FALSE, FALSE, sizeof (double));
  VtCorrelation correlation;

  for (guint i = 0; i < N; i++)
    for (guint times = 0; times < weights[plain->blocks[i]]; times++)
      {
        g_array_append_val (x, plain->x[i]);
        g_array_append_val (y, plain->y[i]);
      }
  vt_correlation_compute ((double *) (gpointer) x->data, (double *) (gpointer) y->data, x->len, 0.1, &correlation, NULL,
                          NULL);
  statistics[0] = correlation.pearson;
  statistics[1] = correlation.spearman;
}

static void
test_reference (void)
{
  double x[N], y[N], pearson, spearman, mean[2], sigma[2];
  guint32 blocks[N];
  Plain plain = { x, y, blocks };

  make (3, x, y, blocks);
  g_assert_true (vt_correlation_error_compute (x, y, blocks, N, BLOCKS, 400, 7, &pearson, &spearman, NULL, NULL));
  g_assert_true (vt_bootstrap_run (BLOCKS, 400, 7, 2, resample_plainly, &plain, mean, sigma, NULL, NULL, NULL));
  g_assert_cmpfloat_with_epsilon (pearson, sigma[0], 1e-10);
  /* Ranks of the whole instead of the resample's own. */
  g_assert_cmpfloat_with_epsilon (spearman, sigma[1], 0.1 * sigma[1]);
}

static void
test_what_is_left_out (void)
{
  double x[N], y[N], pearson[2], spearman[2];
  guint32 blocks[N];

  make (4, x, y, blocks);
  /* Atoms without a number or a block are as if they were not there: the last hundred. */
  for (guint i = N - 100; i < N; i++)
    {
      if (i % 3 == 0)
        x[i] = NAN;
      else if (i % 3 == 1)
        y[i] = NAN;
      else
        blocks[i] = i % 2 == 0 ? VT_BOOTSTRAP_NO_BLOCK : BLOCKS;
    }
  vt_correlation_error_compute (x, y, blocks, N, BLOCKS, 100, 7, &pearson[0], &spearman[0], NULL, NULL);
  vt_correlation_error_compute (x, y, blocks, N - 100, BLOCKS, 100, 7, &pearson[1], &spearman[1], NULL, NULL);
  g_assert_cmpfloat (pearson[0], ==, pearson[1]);
  g_assert_cmpfloat (spearman[0], ==, spearman[1]);
  g_assert_cmpfloat (pearson[0], >, 0);
}

/* Spearman's is Pearson's of the mid-ranks, which ties share. */
static void
test_ties (void)
{
  double x[N], y[N], ranks[2][N], pearson[2], spearman[2];
  guint32 blocks[N];

  make (8, x, y, blocks);
  for (guint i = 0; i < N; i++)
    {
      x[i] = floor (x[i] / 150);
      y[i] = floor (y[i]);
    }
  for (guint i = 0; i < N; i++)
    {
      ranks[0][i] = ranks[1][i] = 0;
      for (guint j = 0; j < N; j++)
        {
          ranks[0][i] += x[j] < x[i] ? 1.0 : x[j] == x[i] ? 0.5 : 0.0;
          ranks[1][i] += y[j] < y[i] ? 1.0 : y[j] == y[i] ? 0.5 : 0.0;
        }
    }
  vt_correlation_error_compute (x, y, blocks, N, BLOCKS, 100, 7, &pearson[0], &spearman[0], NULL, NULL);
  vt_correlation_error_compute (ranks[0], ranks[1], blocks, N, BLOCKS, 100, 7, &pearson[1], &spearman[1], NULL, NULL);
  g_assert_cmpfloat_with_epsilon (spearman[0], pearson[1], 1e-10);
  g_assert_cmpfloat (fabs (spearman[0] - pearson[0]), >, 1e-6);
}

static void
test_not_defined (void)
{
  double x[N], y[N], pearson, spearman;
  guint32 blocks[N];

  make (5, x, y, blocks);
  for (guint i = 0; i < N; i++)
    y[i] = 2.5;
  vt_correlation_error_compute (x, y, blocks, N, BLOCKS, 50, 7, &pearson, &spearman, NULL, NULL);
  g_assert_true (isnan (pearson) && isnan (spearman));
  make (5, x, y, blocks);
  for (guint i = 0; i < N; i++)
    blocks[i] = 2;
  vt_correlation_error_compute (x, y, blocks, N, BLOCKS, 50, 7, &pearson, &spearman, NULL, NULL);
  g_assert_true (isnan (pearson) && isnan (spearman));
  vt_correlation_error_compute (x, y, blocks, 0, BLOCKS, 50, 7, &pearson, &spearman, NULL, NULL);
  g_assert_true (isnan (pearson) && isnan (spearman));
}

/* What shares a block counts once: where nothing goes with anything, 2σ hold nothing about 95 % of the time. */
static void
test_errors_are_true (void)
{
  guint inside[2] = { 0 };

  for (guint seed = 0; seed < 200; seed++)
    {
      double x[N], y[N], pearson, spearman;
      guint32 blocks[N];
      VtCorrelation correlation;

      make (seed, x, y, blocks);
      /* The other's noise: block b's values are those of a run of its own. */
      make (seed + 1000, (double[N]){ 0 }, y, blocks);
      vt_correlation_error_compute (x, y, blocks, N, BLOCKS, 200, seed, &pearson, &spearman, NULL, NULL);
      vt_correlation_compute (x, y, N, 0.1, &correlation, NULL, NULL);
      inside[0] += fabs (correlation.pearson) < 2 * pearson;
      inside[1] += fabs (correlation.spearman) < 2 * spearman;
    }
  /* 24 blocks are few: a little less than 95 % is what Student's t leaves. */
  g_assert_cmpuint (inside[1], >=, 172);
  g_assert_cmpuint (inside[1], <=, 199);
  g_assert_cmpuint (inside[0], >=, 160);
}

static void
test_threads (void)
{
  double x[N], y[N], one[2], many[2];
  guint32 blocks[N];

  make (6, x, y, blocks);
  vt_parallel_set_threads (1);
  vt_correlation_error_compute (x, y, blocks, N, BLOCKS, 300, 7, &one[0], &one[1], NULL, NULL);
  vt_parallel_set_threads (5);
  vt_correlation_error_compute (x, y, blocks, N, BLOCKS, 300, 7, &many[0], &many[1], NULL, NULL);
  vt_parallel_set_threads (0);
  g_assert_cmpmem (one, sizeof one, many, sizeof many);
}

static void
test_cancelled (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  double x[N], y[N], pearson, spearman;
  guint32 blocks[N];

  make (6, x, y, blocks);
  g_cancellable_cancel (cancellable);
  g_assert_false (vt_correlation_error_compute (x, y, blocks, N, BLOCKS, 10, 7, &pearson, &spearman, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/correlation-error/reference", test_reference);
  g_test_add_func ("/correlation-error/what-is-left-out", test_what_is_left_out);
  g_test_add_func ("/correlation-error/ties", test_ties);
  g_test_add_func ("/correlation-error/not-defined", test_not_defined);
  g_test_add_func ("/correlation-error/errors-are-true", test_errors_are_true);
  g_test_add_func ("/correlation-error/threads", test_threads);
  g_test_add_func ("/correlation-error/cancelled", test_cancelled);
  return g_test_run ();
}

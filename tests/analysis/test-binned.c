/* Binned means: by hand, against a plain twin, errors that are as wide as they should be, threads. */
#include "vt-binned.h"

#include <math.h>

#include "sample.h"
#include "vt-bootstrap.h"
#include "vt-parallel.h"

static void
test_by_hand (void)
{
  static const double x[8] = { 0, 0.5, 1, 1.5, 2, 2, 3, NAN }, y[8] = { 1, 3, 5, 6, 10, 20, 7, 7 };
  static const guint32 blocks[8] = { 0, 1, 0, 0, 0, 1, 1, 1 };
  static const double edges[3] = { 0, 1, 2 };
  VtBinnedMean means[2];

  g_assert_true (vt_binned_compute (x, y, blocks, 8, 2, edges, 2, 4000, 1, means, NULL, NULL));
  g_assert_cmpuint (means[0].n, ==, 2);
  g_assert_cmpfloat (means[0].x, ==, 0.25);
  g_assert_cmpfloat (means[0].mean, ==, 2);
  g_assert_cmpfloat_with_epsilon (means[0].deviation, sqrt (2), 1e-15);
  /* The last bin is closed: both twos are in it; the three lies outside, and what has no x nowhere. */
  g_assert_cmpuint (means[1].n, ==, 4);
  g_assert_cmpfloat (means[1].mean, ==, 41.0 / 4);
  /* Two draws of two blocks: 1 or 3 a quarter of the time each, else 2: variance 1/2, doubled for B/(B − 1). */
  g_assert_cmpfloat_with_epsilon (means[0].sigma, 1.0, 0.04);
  /* 7, the mean of 5, 6 and 10, or 20, or of all four. */
  g_assert_cmpfloat_with_epsilon (
      means[1].sigma,
      sqrt (2 * ((7.0 * 7 + 20 * 20) / 4 + 10.25 * 10.25 / 2 - pow ((7.0 + 20) / 4 + 10.25 / 2, 2))), 0.3);
}

static void
test_one_block_has_no_error (void)
{
  static const double x[4] = { 0, 0.2, 0.8, 1 }, y[4] = { 1, 2, 3, 4 }, edges[3] = { 0, 0.5, 1 };
  static const guint32 blocks[4] = { 0, 0, 0, 1 };
  VtBinnedMean means[2];

  g_assert_true (vt_binned_compute (x, y, blocks, 4, 2, edges, 2, 100, 1, means, NULL, NULL));
  g_assert_true (isnan (means[0].sigma));
  g_assert_true (means[1].sigma > 0);
  /* Whoever belongs to no block is no point. */
  g_assert_true (vt_binned_compute (x, y, (const guint32[]){ 0, VT_BOOTSTRAP_NO_BLOCK, 0, 1 }, 4, 2, edges, 2, 100, 1, means,
                                    NULL, NULL));
  g_assert_cmpuint (means[0].n, ==, 1);
  /* None asked for. */
  g_assert_true (vt_binned_compute (x, y, blocks, 4, 2, edges, 2, 0, 1, means, NULL, NULL));
  g_assert_true (isnan (means[1].sigma));
  g_assert_cmpfloat (means[1].mean, ==, 3.5);
}

static void
test_edges (void)
{
  static const double x[6] = { 1, 10, 100, 1000, -5, NAN }, tied[8] = { 0, 0, 0, 0, 0, 1, 2, 3 }, alike[2] = { 3, 3 };
  double edges[5];

  g_assert_cmpuint (vt_binned_choose_edges (x, 6, VT_BINNING_RATIO, 3, edges), ==, 3);
  g_assert_cmpfloat_with_epsilon (edges[1], 10, 1e-12);
  g_assert_cmpfloat (edges[3], ==, 1000);
  g_assert_cmpuint (vt_binned_choose_edges (x, 6, VT_BINNING_WIDTH, 3, edges), ==, 3);
  g_assert_cmpfloat (edges[0], ==, -5);
  g_assert_cmpfloat_with_epsilon (edges[1], 330, 1e-9);
  /* More than half are 0: quarters of equal number cannot be had. */
  g_assert_cmpuint (vt_binned_choose_edges (tied, 8, VT_BINNING_COUNT, 4, edges), ==, 2);
  g_assert_cmpfloat (edges[0], ==, 0);
  g_assert_cmpfloat (edges[2], ==, 3);
  g_assert_cmpuint (vt_binned_choose_edges (alike, 2, VT_BINNING_WIDTH, 4, edges), ==, 1);
  g_assert_cmpuint (vt_binned_choose_edges (x + 4, 2, VT_BINNING_RATIO, 4, edges), ==, 0);
}

static void
test_reference (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);
  const gsize n = 5000;
  g_autofree double *x = g_new (double, n), *y = g_new (double, n);
  g_autofree guint32 *blocks = g_new (guint32, n);
  double edges[11];
  VtBinnedMean means[10];
  guint n_bins;

  for (gsize i = 0; i < n; i++)
    {
      x[i] = i % 70 == 0 ? NAN : exp (g_rand_double_range (rand, -2, 3));
      y[i] = 1e6 + 3 * x[i] + sample_gaussian (rand);
      blocks[i] = (guint32) g_rand_int_range (rand, 0, 8);
    }
  n_bins = vt_binned_choose_edges (x, n, VT_BINNING_COUNT, 10, edges);
  g_assert_cmpuint (n_bins, ==, 10);
  g_assert_true (vt_binned_compute (x, y, blocks, n, 8, edges, n_bins, 50, 2, means, NULL, NULL));
  for (guint b = 0; b < n_bins; b++)
    {
      double sum = 0, squares = 0;
      gsize count = 0;

      for (gsize i = 0; i < n; i++)
        if (x[i] >= edges[b] && (x[i] < edges[b + 1] || (b + 1 == n_bins && x[i] <= edges[b + 1])))
          {
            count++;
            sum += y[i] - 1e6;
          }
      sum /= count;
      for (gsize i = 0; i < n; i++)
        if (x[i] >= edges[b] && (x[i] < edges[b + 1] || (b + 1 == n_bins && x[i] <= edges[b + 1])))
          squares += pow (y[i] - 1e6 - sum, 2);
      g_assert_cmpuint (means[b].n, ==, count);
      g_assert_cmpfloat_with_epsilon (means[b].mean, 1e6 + sum, 1e-6);
      g_assert_cmpfloat_with_epsilon (means[b].deviation, sqrt (squares / (count - 1)), 1e-7);
    }
}

/* A planted line with noise that a block shares: the line is found within its errors about as often as promised, and
 * errors that took every point for itself would be far too small. */
static void
test_errors_are_true (void)
{
  const guint n_blocks = 64, n = 64 * 50;
  guint inside = 0, of = 0;
  double naive = 0, promised = 0;

  for (guint seed = 0; seed < 100; seed++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      g_autofree double *x = g_new (double, n), *y = g_new (double, n);
      g_autofree guint32 *blocks = g_new (guint32, n);
      VtBinnedMean means[4];
      const double edges[5] = { 0, 1, 2, 3, 4 };
      double shared[64];

      for (guint b = 0; b < n_blocks; b++)
        shared[b] = sample_gaussian (rand);
      for (guint i = 0; i < n; i++)
        {
          blocks[i] = i % n_blocks;
          x[i] = g_rand_double_range (rand, 0, 4);
          y[i] = 2 * x[i] + shared[blocks[i]] + sample_gaussian (rand);
        }
      g_assert_true (vt_binned_compute (x, y, blocks, n, n_blocks, edges, 4, 200, seed, means, NULL, NULL));
      for (guint b = 0; b < 4; b++, of++)
        {
          inside += fabs (means[b].mean - 2 * means[b].x) < 2 * means[b].sigma;
          naive += means[b].deviation / sqrt (means[b].n) / 400;
          promised += means[b].sigma / 400;
        }
    }
  /* 95 % promised; the four bins of a sample share their blocks, so that there are about a hundred tries. */
  g_assert_cmpfloat ((double) inside / of, >, 0.88);
  g_assert_cmpfloat ((double) inside / of, <, 0.995);
  g_assert_cmpfloat (promised, >, 1.8 * naive);
}

static void
test_threads (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (6);
  const gsize n = 3000;
  g_autofree double *x = g_new (double, n), *y = g_new (double, n);
  g_autofree guint32 *blocks = g_new (guint32, n);
  const double edges[4] = { 0, 0.3, 0.6, 1 };
  VtBinnedMean one[3], many[3], other[3];

  for (gsize i = 0; i < n; i++)
    {
      x[i] = g_rand_double (rand);
      y[i] = sample_gaussian (rand);
      blocks[i] = (guint32) g_rand_int_range (rand, 0, 27);
    }
  vt_parallel_set_threads (1);
  vt_binned_compute (x, y, blocks, n, 27, edges, 3, 300, 5, one, NULL, NULL);
  vt_parallel_set_threads (4);
  vt_binned_compute (x, y, blocks, n, 27, edges, 3, 300, 5, many, NULL, NULL);
  vt_binned_compute (x, y, blocks, n, 27, edges, 3, 300, 6, other, NULL, NULL);
  vt_parallel_set_threads (0);
  g_assert_cmpmem (one, sizeof one, many, sizeof many);
  g_assert_cmpfloat (other[0].sigma, !=, one[0].sigma);
  g_assert_cmpfloat_with_epsilon (other[0].sigma, one[0].sigma, 0.3 * one[0].sigma);
}

static void
test_cancelled (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  const double values[1] = { 1 }, edges[2] = { 0, 2 };
  const guint32 blocks[1] = { 0 };
  VtBinnedMean means[1];

  g_cancellable_cancel (cancellable);
  g_assert_false (vt_binned_compute (values, values, blocks, 1, 1, edges, 1, 10, 1, means, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/binned/by-hand", test_by_hand);
  g_test_add_func ("/binned/one-block-has-no-error", test_one_block_has_no_error);
  g_test_add_func ("/binned/edges", test_edges);
  g_test_add_func ("/binned/reference", test_reference);
  g_test_add_func ("/binned/errors-are-true", test_errors_are_true);
  g_test_add_func ("/binned/threads", test_threads);
  g_test_add_func ("/binned/cancelled", test_cancelled);
  return g_test_run ();
}

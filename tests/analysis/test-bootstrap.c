/* Blocks of space by hand, and the bootstrap's σ against the closed form for a mean over blocks. */
#include "vt-bootstrap.h"

#include <math.h>
#include "sample.h"
#include "vt-parallel.h"

/* Two blocks a side of a box of 10 Å; the block is 4 x + 2 y + z by halves, numbered without those that are empty. */
static void
test_blocks_by_hand (void)
{
  const double xyz[] = { 1, 1, 1,  9, 1, 1,  1, 1, 9,  6, 6, 6,  -1, 1, 1,  NAN, 1, 1,  4.999, 4.999, 4.999,  10, 10, 10 };
  /* Halves: 000, 100, 001, 111, 100 (−1 is 9), –, 000, 000 (10 is 0). Occupied: 000, 001, 100, 111. */
  const guint32 expected[] = { 0, 2, 1, 3, 2, VT_BOOTSTRAP_NO_BLOCK, 0, 0 };
  g_autoptr (VtFrame) frame = NULL;
  guint32 blocks[8];
  VtCell cell;

  vt_cell_init_box (&cell, 10, 10, 10);
  frame = sample_new (&cell, xyz, NULL, 8);
  g_assert_cmpuint (vt_bootstrap_blocks (frame, 2, blocks), ==, 4);
  g_assert_cmpmem (blocks, sizeof blocks, expected, sizeof expected);
  g_assert_cmpuint (vt_bootstrap_blocks (frame, 1, blocks), ==, 1);
}

/* Beyond a side that does not repeat is the block at that side. */
static void
test_open_sides (void)
{
  const double xyz[] = { -3, 1, 1, 14, 1, 1, 1, 1, 1, 9, 1, 1 };
  const guint32 expected[] = { 0, 1, 0, 1 };
  g_autoptr (VtFrame) frame = NULL;
  guint32 blocks[4];
  VtCell cell;

  vt_cell_init_box (&cell, 10, 10, 10);
  cell.periodic[0] = FALSE;
  frame = sample_new (&cell, xyz, NULL, 4);
  g_assert_cmpuint (vt_bootstrap_blocks (frame, 2, blocks), ==, 2);
  g_assert_cmpmem (blocks, sizeof blocks, expected, sizeof expected);
}

/* Turned, tilted, in other images: the same blocks. */
static void
test_invariance (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);
  g_autoptr (VtFrame) frame = NULL, wrapped = NULL, turned = NULL;
  guint32 blocks[3][300];
  double rotation[3][3];
  VtCell cell;

  sample_cell (rand, 12.0, 7, &cell);
  frame = sample_gas (rand, &cell, 300, 0);
  wrapped = sample_wrap (frame, rand);
  sample_rotation (0.7, rotation);
  turned = sample_map (frame, rotation);
  g_assert_cmpuint (vt_bootstrap_blocks (frame, 3, blocks[0]), ==, 27);
  g_assert_cmpuint (vt_bootstrap_blocks (wrapped, 3, blocks[1]), ==, 27);
  g_assert_cmpuint (vt_bootstrap_blocks (turned, 3, blocks[2]), ==, 27);
  g_assert_cmpmem (blocks[0], sizeof blocks[0], blocks[1], sizeof blocks[1]);
  g_assert_cmpmem (blocks[0], sizeof blocks[0], blocks[2], sizeof blocks[2]);
}

#define N_BLOCKS 6

static const double values[N_BLOCKS] = { 1.0, 2.0, 4.0, 8.0, 16.0, 3.0 };

/* The mean over blocks, the sum of the weights, and the share of draws without block 0 as what is not defined. */
static void
take_mean (const guint32 *weights, double *statistics, gpointer data)
{
  statistics[0] = statistics[1] = 0.0;
  for (guint b = 0; b < N_BLOCKS; b++)
    {
      statistics[0] += weights[b] * values[b] / N_BLOCKS;
      statistics[1] += weights[b];
    }
  statistics[2] = weights[0] == 0 ? NAN : 1.0;
}

/* σ of a mean over B values is s/√B, s with B − 1 in its denominator: that is what the factor is for. */
static void
test_closed_form (void)
{
  const guint n_samples = 40000;
  double mean[3], sigma[3], sum = 0.0, squares = 0.0, expected;

  for (guint b = 0; b < N_BLOCKS; b++)
    sum += values[b];
  for (guint b = 0; b < N_BLOCKS; b++)
    squares += (values[b] - sum / N_BLOCKS) * (values[b] - sum / N_BLOCKS);
  expected = sqrt (squares / (N_BLOCKS - 1.0) / N_BLOCKS);

  g_assert_true (vt_bootstrap_run (N_BLOCKS, n_samples, 1, 3, take_mean, NULL, mean, sigma, NULL, NULL, NULL));
  g_assert_cmpfloat (fabs (mean[0] - sum / N_BLOCKS), <, 4.0 * expected / sqrt (n_samples));
  g_assert_cmpfloat (fabs (sigma[0] - expected), <, 4.0 * expected / sqrt (2.0 * n_samples));
  g_assert_cmpfloat (mean[1], ==, N_BLOCKS);
  g_assert_cmpfloat (sigma[1], ==, 0.0);
  g_assert_cmpfloat (mean[2], ==, 1.0);
}

static void
test_threads_and_few_blocks (void)
{
  double mean[2][3], sigma[2][3];
  guint before = vt_parallel_get_threads ();

  for (guint i = 0; i < 2; i++)
    {
      vt_parallel_set_threads (i == 0 ? 1 : 3);
      g_assert_true (vt_bootstrap_run (N_BLOCKS, 333, 8, 3, take_mean, NULL, mean[i], sigma[i], NULL, NULL, NULL));
    }
  vt_parallel_set_threads (before);
  g_assert_cmpmem (mean[0], sizeof mean[0], mean[1], sizeof mean[1]);
  g_assert_cmpmem (sigma[0], sizeof sigma[0], sigma[1], sizeof sigma[1]);

  g_assert_true (vt_bootstrap_run (1, 333, 8, 3, take_mean, NULL, mean[0], sigma[0], NULL, NULL, NULL));
  g_assert_true (isnan (sigma[0][0]) && isnan (sigma[0][1]));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/bootstrap/blocks-by-hand", test_blocks_by_hand);
  g_test_add_func ("/bootstrap/open-sides", test_open_sides);
  g_test_add_func ("/bootstrap/invariance", test_invariance);
  g_test_add_func ("/bootstrap/closed-form", test_closed_form);
  g_test_add_func ("/bootstrap/threads-and-few-blocks", test_threads_and_few_blocks);
  return g_test_run ();
}

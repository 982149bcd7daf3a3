/* The block bootstrap: whole blocks are drawn with replacement, as many as there are, and the statistic is taken of what
 * was drawn. Atoms of one block stay together, so that what is correlated over less than a block's width counts once.
 *
 * Blocks are equal parts of the cell along its edges, by wrapped fractional coordinates; atoms beyond a side that does
 * not repeat belong to the block there. Drawing B of B blocks has (B − 1)/B of the variance of a statistic that is a mean
 * over blocks: σ is multiplied by √(B/(B − 1)). O(n) for the blocks, O(samples × (B + the statistic)) for the rest.
 *
 * Efron, Ann. Statist. 7, 1 (1979); blocks: Künsch, Ann. Statist. 17, 1217 (1989); Lahiri, Resampling Methods for
 * Dependent Data (2003), ch. 12.
 */
#include "vt-bootstrap.h"

#include <math.h>
#include <string.h>
#include "vt-parallel.h"
#include "vt-random.h"

/* The block along one edge of the cell. */
static guint
find_slab (double fraction, gboolean periodic, guint per_side)
{
  if (periodic)
    fraction -= floor (fraction);
  return (guint) CLAMP (floor (fraction * per_side), 0.0, per_side - 1.0);
}

guint
vt_bootstrap_blocks (const VtFrame *frame, guint per_side, guint32 *blocks)
{
  gsize n, n_all;
  g_autofree guint32 *numbers = NULL;
  const VtCell *cell;
  guint used = 0;

  g_return_val_if_fail (frame != NULL && per_side > 0 && per_side <= 1024 && blocks != NULL, 0);

  n = vt_frame_get_n_atoms (frame);
  cell = vt_frame_get_cell (frame);
  n_all = (gsize) per_side * per_side * per_side;
  numbers = g_new0 (guint32, n_all + 1);
  for (gsize i = 0; i < n; i++)
    {
      double position[3], fractional[3];

      vt_frame_get_position (frame, i, position);
      vt_cell_to_fractional (cell, position, fractional);
      blocks[i] = VT_BOOTSTRAP_NO_BLOCK;
      if (!isfinite (fractional[0] + fractional[1] + fractional[2]))
        continue;
      blocks[i] = 0;
      for (guint axis = 0; axis < 3; axis++)
        blocks[i] = blocks[i] * per_side + find_slab (fractional[axis], cell->periodic[axis], per_side);
      numbers[blocks[i]] = 1;
    }
  for (gsize b = 0; b < n_all; b++)
    numbers[b] = numbers[b] > 0 ? used++ : VT_BOOTSTRAP_NO_BLOCK;
  for (gsize i = 0; i < n; i++)
    if (blocks[i] != VT_BOOTSTRAP_NO_BLOCK)
      blocks[i] = numbers[blocks[i]];
  return used;
}

typedef struct
{
  guint           n_blocks;
  guint64         seed;
  VtBootstrapFunc func;
  gpointer        data;
  guint32        *weights; /* [n_threads][n_blocks] */
} Run;

static void
draw (guint sample, guint worker, double *statistics, gpointer data)
{
  const Run *run = data;
  guint32 *weights = run->weights + (gsize) worker * run->n_blocks;
  VtRandom random;

  vt_random_init (&random, run->seed, sample);
  memset (weights, 0, run->n_blocks * sizeof *weights);
  for (guint b = 0; b < run->n_blocks; b++)
    weights[vt_random_below (&random, run->n_blocks)]++;
  run->func (weights, statistics, run->data);
}

gboolean
vt_bootstrap_run (guint           n_blocks,
                  guint           n_samples,
                  guint64         seed,
                  gsize           n_statistics,
                  VtBootstrapFunc func,
                  gpointer        data,
                  double         *mean,
                  double         *sigma,
                  VtProgress     *progress,
                  GCancellable   *cancellable,
                  GError        **error)
{
  g_autofree guint32 *weights = g_new (guint32, (gsize) vt_parallel_get_threads () * MAX (n_blocks, 1));
  Run run = { n_blocks, seed, func, data, weights };

  g_return_val_if_fail (func != NULL && (n_statistics == 0 || (mean != NULL && sigma != NULL)), FALSE);

  if (n_blocks < 2)
    {
      for (gsize s = 0; s < n_statistics; s++)
        mean[s] = sigma[s] = NAN;
      return TRUE;
    }
  if (!vt_resampling_run (n_samples, n_statistics, draw, &run, mean, sigma, progress, cancellable, error))
    return FALSE;
  for (gsize s = 0; s < n_statistics; s++)
    sigma[s] *= sqrt (n_blocks / (n_blocks - 1.0));
  return TRUE;
}

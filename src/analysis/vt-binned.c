/* Binned mean of y over x with the error of a block bootstrap.
 *
 * Each bin's mean is Σy/n over its points, in y's unit. Atoms close to one another are alike, so that the scatter of
 * atoms over √n would promise too much. Instead the points come in blocks, parts of the sample that are wide against
 * the range of that likeness, and the error is the bootstrap's over these (vt-bootstrap.h).
 *
 * Two passes over the points, O(n log bins), in their order; then O(samples · blocks · bins) in parallel.
 */
#include "vt-binned.h"

#include <math.h>
#include <stdlib.h>

#include "vt-bootstrap.h"
#include "vt-quantile.h"

#define BLOCK_OF_POINTS 65536

/* ---- edges ---- */

static gboolean
can_bin (double value, VtBinning binning)
{
  return isfinite (value) && (binning != VT_BINNING_RATIO || value > 0.0);
}

/* Ends that lie together, because many values are equal, are one. */
static guint
drop_empty (double *edges, guint n_bins)
{
  guint kept = 0;

  for (guint i = 1; i <= n_bins; i++)
    if (edges[i] > edges[kept])
      edges[++kept] = edges[i];
  return kept;
}

static guint
choose_by_count (double *sorted, gsize n, guint n_bins, double *edges)
{
  qsort (sorted, n, sizeof (double), vt_compare_doubles);
  for (guint i = 0; i <= n_bins; i++)
    edges[i] = vt_quantile (sorted, n, (double) i / n_bins);
  return drop_empty (edges, n_bins);
}

static guint
choose_by_range (double low, double high, gboolean ratio, guint n_bins, double *edges)
{
  for (guint i = 0; i <= n_bins; i++)
    {
      double share = (double) i / n_bins;

      edges[i] = ratio ? low * pow (high / low, share) : low + share * (high - low);
    }
  edges[n_bins] = high;
  return drop_empty (edges, n_bins);
}

guint
vt_binned_choose_edges (const double *x, gsize n, VtBinning binning, guint n_bins, double *edges)
{
  g_autofree double *known = g_new (double, n + 1);
  double low = INFINITY, high = -INFINITY;
  gsize n_known = 0;

  g_return_val_if_fail ((x != NULL || n == 0) && n_bins > 0 && edges != NULL, 0);

  for (gsize i = 0; i < n; i++)
    if (can_bin (x[i], binning))
      {
        known[n_known++] = x[i];
        low = fmin (low, x[i]);
        high = fmax (high, x[i]);
      }
  if (n_known == 0)
    return 0;
  if (low == high)
    {
      /* All alike: one bin, closed on both sides. */
      edges[0] = edges[1] = low;
      return 1;
    }
  if (binning == VT_BINNING_COUNT)
    return choose_by_count (known, n_known, n_bins, edges);
  return choose_by_range (low, high, binning == VT_BINNING_RATIO, n_bins, edges);
}

/* The bin of a value, -1 for none. */
static int
find_bin (const double *edges, guint n_bins, double value)
{
  guint low = 0, high = n_bins;

  if (!(value >= edges[0] && value <= edges[n_bins]))
    return -1;
  while (high - low > 1)
    {
      guint middle = (low + high) / 2;

      if (value >= edges[middle])
        low = middle;
      else
        high = middle;
    }
  return (int) low;
}

/* ---- sums ---- */

/* Of y less the bin's mean, so that nothing is lost where the mean is far larger than the scatter. */
typedef struct
{
  guint32 n;
  double  sum;
} BlockSum;

typedef struct
{
  const double  *x;
  const double  *y;
  const guint32 *blocks;
  gsize          n;
  guint          n_blocks;
  const double  *edges;
  guint          n_bins;
  VtBinnedMean  *means;
  BlockSum      *sums; /* [n_blocks][n_bins] */
} Work;

static int
find_point (const Work *work, gsize i)
{
  if (!isfinite (work->x[i]) || !isfinite (work->y[i]) || work->blocks[i] >= work->n_blocks)
    return -1;
  return find_bin (work->edges, work->n_bins, work->x[i]);
}

static gboolean
take_means (Work *work, GCancellable *cancellable, GError **error)
{
  for (guint b = 0; b < work->n_bins; b++)
    work->means[b]
        = (VtBinnedMean){ .from = work->edges[b], .to = work->edges[b + 1], .deviation = NAN, .sigma = NAN };
  for (gsize i = 0; i < work->n; i++)
    {
      int bin = find_point (work, i);

      if (i % BLOCK_OF_POINTS == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (bin < 0)
        continue;
      work->means[bin].n++;
      work->means[bin].x += work->x[i];
      work->means[bin].mean += work->y[i];
    }
  for (guint b = 0; b < work->n_bins; b++)
    {
      work->means[b].x /= (double) work->means[b].n;
      work->means[b].mean /= (double) work->means[b].n;
    }
  return TRUE;
}

static gboolean
take_blocks (Work *work, GCancellable *cancellable, GError **error)
{
  g_autofree double *squares = g_new0 (double, work->n_bins);

  for (gsize i = 0; i < work->n; i++)
    {
      int bin = find_point (work, i);
      BlockSum *sum;
      double difference;

      if (i % BLOCK_OF_POINTS == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (bin < 0)
        continue;
      difference = work->y[i] - work->means[bin].mean;
      sum = &work->sums[(gsize) work->blocks[i] * work->n_bins + (guint) bin];
      sum->n++;
      sum->sum += difference;
      squares[bin] += difference * difference;
    }
  for (guint b = 0; b < work->n_bins; b++)
    if (work->means[b].n > 1)
      work->means[b].deviation = sqrt (squares[b] / (double) (work->means[b].n - 1));
  return TRUE;
}

/* ---- the bootstrap ---- */

/* Deviation of a resample's means from the bins' own, NaN where it has no point. */
static void
take_resample (const guint32 *weights, double *statistics, gpointer data)
{
  const Work *work = data;

  for (guint bin = 0; bin < work->n_bins; bin++)
    {
      double sum = 0.0, n = 0.0;

      for (guint block = 0; block < work->n_blocks; block++)
        {
          const BlockSum *of_block = &work->sums[(gsize) block * work->n_bins + bin];

          n += (double) weights[block] * of_block->n;
          sum += weights[block] * of_block->sum;
        }
      statistics[bin] = n > 0.0 ? sum / n : NAN;
    }
}

static guint
count_blocks (const Work *work, guint bin)
{
  guint n = 0;

  for (guint block = 0; block < work->n_blocks; block++)
    n += work->sums[(gsize) block * work->n_bins + bin].n > 0;
  return n;
}

static gboolean
take_errors (Work *work, guint n_samples, guint64 seed, GCancellable *cancellable, GError **error)
{
  g_autofree double *mean = g_new (double, work->n_bins), *sigma = g_new (double, work->n_bins);

  if (!vt_bootstrap_run (work->n_blocks, n_samples, seed, work->n_bins, take_resample, work, mean, sigma, NULL,
                         cancellable, error))
    return FALSE;
  for (guint bin = 0; bin < work->n_bins; bin++)
    if (count_blocks (work, bin) >= 2)
      work->means[bin].sigma = sigma[bin];
  return TRUE;
}

gboolean
vt_binned_compute (const double  *x,
                   const double  *y,
                   const guint32 *blocks,
                   gsize          n,
                   guint          n_blocks,
                   const double  *edges,
                   guint          n_bins,
                   guint          n_samples,
                   guint64        seed,
                   VtBinnedMean  *means,
                   GCancellable  *cancellable,
                   GError       **error)
{
  g_autofree BlockSum *sums = g_new0 (BlockSum, (gsize) n_blocks * n_bins + 1);
  Work work = { x, y, blocks, n, n_blocks, edges, n_bins, means, sums };

  g_return_val_if_fail ((x != NULL && y != NULL && blocks != NULL) || n == 0, FALSE);
  g_return_val_if_fail (edges != NULL && means != NULL && n_bins > 0, FALSE);

  return take_means (&work, cancellable, error) && take_blocks (&work, cancellable, error)
         && take_errors (&work, n_samples, seed, cancellable, error);
}

/* Mean of one quantity over bins of another, with an error that knows neighbours are alike. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What bins have in common. */
typedef enum
{
  VT_BINNING_WIDTH, /* equal width */
  VT_BINNING_RATIO, /* equal ratio of their ends; values that are not positive lie in none */
  VT_BINNING_COUNT  /* equal number of points, as far as ties allow */
} VtBinning;

/**
 * VtBinnedMean:
 * @from, @to: the bin's ends: [@from, @to), the last one closed
 * @n: points in it
 * @x: mean of their x
 * @mean: mean of their y; NaN without points
 * @deviation: standard deviation of their y; NaN below two points
 * @sigma: error of @mean; NaN where its points lie in fewer than two blocks
 */
typedef struct
{
  double from;
  double to;
  gsize  n;
  double x;
  double mean;
  double deviation;
  double sigma;
} VtBinnedMean;

/**
 * vt_binned_choose_edges:
 * @edges: (out caller-allocates): double [n_bins + 1], ascending
 *
 * Returns: how many bins these are: fewer than @n_bins where ties leave no more, 0 where no value can be binned
 */
guint vt_binned_choose_edges (const double *x, gsize n, VtBinning binning, guint n_bins, double *edges);

/**
 * vt_binned_compute:
 * @x, @y: double [n]; a point with a NaN, or outside the edges, is left out
 * @blocks: guint32 [n]: which of @n_blocks blocks a point belongs to (vt_bootstrap_blocks()); one of none is left out
 * @edges: double [n_bins + 1]
 * @n_samples: resamples of the bootstrap over blocks; 0: no errors
 * @means: (out caller-allocates): VtBinnedMean [n_bins]
 *
 * The same bits for any number of threads. Nothing but cancelling can fail.
 */
gboolean vt_binned_compute (const double  *x,
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
                            GError       **error);

G_END_DECLS

/* Errors of the correlation of one quantity with others, by a bootstrap over blocks of space, and the slope over lags. */
#pragma once

#include "vt-bootstrap.h"
#include "vt-correlation.h"

G_BEGIN_DECLS

/**
 * VtCorrelationSeries:
 * @x: double [n]: T_ML
 * @y: (array length=n_lags): double [n] each: D²min at each lag
 * @lags: double [n_lags], ps
 * @positive: as of vt_correlation_compute()
 * @slope_from, @slope_to: lags between which the slope of ζ is fitted, both included, ps
 * @blocks: guint32 [n], from vt_bootstrap_blocks()
 * @n_blocks, @n_samples, @seed: of the bootstrap
 */
typedef struct
{
  const double        *x;
  const double *const *y;
  const double        *lags;
  gsize                n_lags;
  gsize                n;
  double               positive;
  double               slope_from;
  double               slope_to;
  const guint32       *blocks;
  guint                n_blocks;
  guint                n_samples;
  guint64              seed;
} VtCorrelationSeries;

/**
 * VtCorrelationSlope:
 * @slope: of the straight line through ζ(Δt), 1/ps; NaN of fewer than two lags
 * @sigma: its error by the bootstrap
 * @n: lags it was fitted to
 */
typedef struct
{
  double slope;
  double sigma;
  guint  n;
} VtCorrelationSlope;

/**
 * vt_correlation_series_compute:
 * @correlations, @sigmas: (out caller-allocates): [n_lags]; @sigmas' n is that of @correlations
 *
 * The same bits for any number of threads. Only cancelling can fail.
 */
gboolean vt_correlation_series_compute (const VtCorrelationSeries *series,
                                        VtCorrelation             *correlations,
                                        VtCorrelation             *sigmas,
                                        VtCorrelationSlope        *slope,
                                        VtProgress                *progress,
                                        GCancellable              *cancellable,
                                        GError                   **error);

G_END_DECLS

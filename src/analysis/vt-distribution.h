/* A distribution of T_ML in numbers: moments, the thermal peak, the tail, what lies above T_g; each with its error. */
#pragma once

#include "vt-bootstrap.h"
#include "vt-histogram.h"
#include "vt-peak-fit.h"

G_BEGIN_DECLS

typedef enum
{
  VT_DISTRIBUTION_MEAN,   /* K */
  VT_DISTRIBUTION_MEDIAN, /* K */
  VT_DISTRIBUTION_Q99,    /* K; below it lie 99 % */
  VT_DISTRIBUTION_PEAK,   /* K, the Gaussian's centre */
  VT_DISTRIBUTION_SIGMA,  /* K, the Gaussian's width */
  VT_DISTRIBUTION_AREA,   /* share of the atoms in the Gaussian */
  VT_DISTRIBUTION_TAIL,   /* the other share */
  VT_DISTRIBUTION_ABOVE,  /* share of the atoms above the threshold */
  VT_DISTRIBUTION_N_STATISTICS
} VtDistributionStatistic;

/**
 * VtDistributionParams:
 * @bins: of the histogram the peak is fitted to
 * @floor: no value can lie below it, K; −∞ where any may
 * @threshold: K; NaN where none is given
 * @blocks: (nullable): guint32 [n], from vt_bootstrap_blocks(): what is drawn for the errors; without it there are none
 * @n_blocks, @n_samples, @seed: of the bootstrap
 */
typedef struct
{
  VtBins         bins;
  double         floor;
  double         threshold;
  const guint32 *blocks;
  guint          n_blocks;
  guint          n_samples;
  guint64        seed;
} VtDistributionParams;

/**
 * VtDistribution:
 * @n: atoms with a value
 * @peak: the fit; all NaN where there is none
 * @values, @sigmas: by #VtDistributionStatistic; NaN where not defined
 */
typedef struct
{
  gsize     n;
  VtPeakFit peak;
  double    values[VT_DISTRIBUTION_N_STATISTICS];
  double    sigmas[VT_DISTRIBUTION_N_STATISTICS];
} VtDistribution;

/* "peak"; for columns and fields of files. */
const char *vt_distribution_get_name (VtDistributionStatistic statistic);
VtUnit      vt_distribution_get_unit (VtDistributionStatistic statistic);

/**
 * vt_distribution_compute:
 * @values: double [n], K; those that are not finite are left out
 * @no_peak: (out) (nullable) (transfer full): why there is no Gaussian peak, in words; %NULL where there is one
 *
 * The same bits for any number of threads. Only cancelling can fail.
 */
gboolean vt_distribution_compute (const double               *values,
                                  gsize                       n,
                                  const VtDistributionParams *params,
                                  VtDistribution             *distribution,
                                  char                      **no_peak,
                                  VtProgress                 *progress,
                                  GCancellable               *cancellable,
                                  GError                    **error);

G_END_DECLS

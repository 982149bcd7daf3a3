/* How far a quantity reaches: its correlation between atoms a distance apart, and the length over which it decays. */
#pragma once

#include "vt-bootstrap.h"
#include "vt-linear-fit.h"

G_BEGIN_DECLS

/**
 * VtAutocorrelationParams:
 * @maximum: up to which distance, Å; at most half the cell's least width along what repeats is of use
 * @bin: width of a bin of distances, Å
 * @groups: (nullable): guint8 [n], the species: permutations stay within
 * @n_permutations: rounded up so that they and the quantity itself come in bundles of 32; 0: none
 * @blocks: (nullable): guint32 [n], from vt_bootstrap_blocks(); without it C has no error of its own
 * @n_blocks, @n_samples: of the bootstrap
 * @seed: of both
 */
typedef struct
{
  double         maximum;
  double         bin;
  const guint8  *groups;
  guint          n_permutations;
  const guint32 *blocks;
  guint          n_blocks;
  guint          n_samples;
  guint64        seed;
} VtAutocorrelationParams;

/**
 * VtAutocorrelation:
 * @n_bins: bins of distances
 * @n: atoms with a value
 * @r: middle of each, Å
 * @pairs: unordered pairs of atoms with values in it
 * @c: C(r); NaN in a bin without pairs
 * @sigma: its error by the bootstrap over blocks of space
 * @chance_mean, @chance_sigma: of the permutations: what C would be if values knew nothing of their place
 * @length: Å, of C = A exp (−r/ξ); NaN where too few bins stand out of the noise
 * @length_sigma: by the bootstrap
 * @amplitude: A
 * @fit_from, @fit_to: middles of the first and last bin of the fit, Å
 * @n_fitted: bins of the fit; 0: there is none
 */
typedef struct
{
  guint   n_bins;
  gsize   n;
  double *r;
  double *pairs;
  double *c;
  double *sigma;
  double *chance_mean;
  double *chance_sigma;
  double  length;
  double  length_sigma;
  double  amplitude;
  double  fit_from;
  double  fit_to;
  guint   n_fitted;
} VtAutocorrelation;

/**
 * vt_autocorrelation_new:
 * @values: double [n]; atoms with NaN, or without a position, are left out
 *
 * The same bits for any number of threads. VT_ERROR_INPUT: fewer than three values, or none that differ; and what
 * vt_cell_grid_new() refuses.
 */
VtAutocorrelation *vt_autocorrelation_new (VtFrame                       *frame,
                                           const double                  *values,
                                           const VtAutocorrelationParams *params,
                                           VtProgress                    *progress,
                                           GCancellable                  *cancellable,
                                           GError                       **error);
void               vt_autocorrelation_free (VtAutocorrelation *autocorrelation);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtAutocorrelation, vt_autocorrelation_free)

G_END_DECLS

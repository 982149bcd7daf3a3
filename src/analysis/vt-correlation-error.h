/* How far Pearson's and Spearman's coefficients of one sample can be trusted. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * vt_correlation_error_compute:
 * @x, @y: double [n]; points with a NaN in either are left out
 * @blocks: guint32 [n]: which of @n_blocks blocks a point belongs to (vt_bootstrap_blocks()); one of none is left out
 * @pearson_sigma, @spearman_sigma: (out): errors by the bootstrap over blocks; NaN where the coefficient is not defined or
 *   all points lie in one block
 *
 * The same bits for any number of threads. Nothing but cancelling can fail.
 */
gboolean vt_correlation_error_compute (const double  *x,
                                       const double  *y,
                                       const guint32 *blocks,
                                       gsize          n,
                                       guint          n_blocks,
                                       guint          n_samples,
                                       guint64        seed,
                                       double        *pearson_sigma,
                                       double        *spearman_sigma,
                                       GCancellable  *cancellable,
                                       GError       **error);

G_END_DECLS

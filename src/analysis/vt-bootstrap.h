/* How far a number of one glass can be trusted: the bootstrap over blocks of space, or over independent runs. */
#pragma once

#include "vt-frame.h"
#include "vt-resampling.h"

G_BEGIN_DECLS

/* Of an atom without a position. */
#define VT_BOOTSTRAP_NO_BLOCK G_MAXUINT32

/**
 * vt_bootstrap_blocks:
 * @per_side: blocks along each of the cell's edges, at least 1
 * @blocks: (out caller-allocates): guint32 [n], the number of each atom's block, or %VT_BOOTSTRAP_NO_BLOCK
 *
 * Returns: how many blocks hold atoms; these are numbered from 0 without gaps
 */
guint vt_bootstrap_blocks (const VtFrame *frame, guint per_side, guint32 *blocks);

/**
 * VtBootstrapFunc:
 * @weights: guint32 [n_blocks], how often each block was drawn; they sum up to n_blocks
 * @statistics: (out): double [n_statistics] of the weighted whole; NaN where one is not defined
 *
 * Called from several threads.
 */
typedef void (*VtBootstrapFunc) (const guint32 *weights, double *statistics, gpointer data);

/**
 * vt_bootstrap_run:
 * @n_blocks: blocks of space, or independent runs; with fewer than two nothing is known: all NaN
 * @mean, @sigma: (out caller-allocates): double [n_statistics], see vt_resampling_run()
 *
 * The same bits for any number of threads. Only cancelling can fail.
 */
gboolean vt_bootstrap_run (guint           n_blocks,
                           guint           n_samples,
                           guint64         seed,
                           gsize           n_statistics,
                           VtBootstrapFunc func,
                           gpointer        data,
                           double         *mean,
                           double         *sigma,
                           VtProgress     *progress,
                           GCancellable   *cancellable,
                           GError        **error);

G_END_DECLS

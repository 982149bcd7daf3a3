/* Mean and standard deviation of statistics over resamples: what permutations and bootstraps have in common. */
#pragma once

#include <gio/gio.h>
#include "vt-progress.h"

G_BEGIN_DECLS

/**
 * VtResampleFunc:
 * @sample: number of the resample: what it draws must come from a VtRandom of that stream
 * @worker: 0 … vt_parallel_get_threads() − 1: whose scratch memory to use
 * @statistics: (out): double [n_statistics]; NaN where one is not defined in this resample
 */
typedef void (*VtResampleFunc) (guint sample, guint worker, double *statistics, gpointer data);

/**
 * vt_resampling_run:
 * @mean, @sigma: (out caller-allocates): double [n_statistics]; NaN where fewer than half of the resamples, or fewer than
 *   two, define the statistic
 *
 * The same bits for any number of threads. Only cancelling can fail.
 */
gboolean vt_resampling_run (guint          n_samples,
                            gsize          n_statistics,
                            VtResampleFunc func,
                            gpointer       data,
                            double        *mean,
                            double        *sigma,
                            VtProgress    *progress,
                            GCancellable  *cancellable,
                            GError       **error);

G_END_DECLS

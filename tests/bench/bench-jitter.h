/* More instances for benchmarks of the predictor than there is data: the real ones, each several times, moved a bit. */
#pragma once

#include "vt-dataset.h"

G_BEGIN_DECLS

/**
 * bench_jitter:
 * @copies: instances made of each one; the first is the instance itself
 * @element: (nullable): what all atoms are to be; NULL leaves them what they are
 * @width: standard deviation of what is added to each feature, lg
 *
 * A copy counts as an atom of its own. The same for the same @seed.
 *
 * Returns: (transfer full)
 */
VtDataset *bench_jitter (const VtDataset *dataset, guint copies, const char *element, double width, guint32 seed);

G_END_DECLS

/* Random subsets of a dataset's instances, of all elements and temperatures together, as points to be clustered. */
#pragma once

#include <gio/gio.h>
#include "vt-class-selection.h"
#include "vt-dataset.h"

G_BEGIN_DECLS

typedef struct _VtSubsets VtSubsets;

/* @n: at least 1; instances of a subset, all of them where there are no more. The dataset must outlive it, unchanged.
 * NULL with @error if cancelled. */
VtSubsets *vt_subsets_new (const VtDataset *dataset,
                           VtClassScaling   scaling,
                           guint32          n,
                           guint64          seed,
                           GCancellable    *cancellable,
                           GError         **error);
void       vt_subsets_free (VtSubsets *subsets);
/* Instances of a subset. */
guint32    vt_subsets_get_n (const VtSubsets *subsets);
/* Whether a subset is all there is. */
gboolean   vt_subsets_are_whole (const VtSubsets *subsets);
/**
 * vt_subsets_draw:
 * @number: of the subset; the same seed and number give the same instances in the same order, whatever the order in
 *   which runs were added
 * @points: (out caller-allocates): float [n][n_lags], scaled
 * @temperatures: (out caller-allocates): double [n], K
 *
 * From any thread.
 */
void       vt_subsets_draw (const VtSubsets *subsets, guint number, float *points, double *temperatures);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtSubsets, vt_subsets_free)

G_END_DECLS

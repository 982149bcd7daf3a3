/* An order in which neighbours in space are neighbours in the list. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * vt_knn_order:
 * @order: (inout): guint32 [n], indices of points
 * @coordinates: float [points][n_coordinates], not NaN
 *
 * A balanced k-d tree whose leaves lie one after another: points are halved at the median of the coordinate of largest
 * variance, first into sections of VT_KNN_LANES² and then these into blocks of VT_KNN_LANES. Only the last of either is
 * not full. O(n log n). If cancelled, it stops, and @order is a permutation still.
 */
void vt_knn_order (
    guint32 *order, gsize n, const float *coordinates, guint n_coordinates, GCancellable *cancellable);

G_END_DECLS

/* The principal axes of instances: the directions in which most of a distance lies. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * vt_knn_axes_find:
 * @instances: float [n][n_features]
 * @center: (out caller-allocates): double [n_features], their mean
 * @rotation: (out caller-allocates): double [n_features][n_features], rows orthonormal to 1e-12, the direction of the
 *   largest variance first
 *
 * Where there are no axes to be had (too many features, numbers that overflow) the rotation is the identity. If
 * cancelled, they are those of the instances that were seen.
 * O(n · n_features²).
 */
void vt_knn_axes_find (const float  *instances,
                       gsize         n,
                       guint         n_features,
                       GCancellable *cancellable,
                       double       *center,
                       double       *rotation);

G_END_DECLS

/* A noisy curve made smooth. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * vt_smooth_compute:
 * @x: double [n], ascending, finite
 * @y: double [n], finite
 * @width: of the window, in x's unit
 * @smooth: (out): double [n]
 *
 * At each x the value there of the parabola that fits the points within @width/2; the mean, where fewer than four are.
 */
gboolean vt_smooth_compute (const double *x,
                            const double *y,
                            gsize         n,
                            double        width,
                            double       *smooth,
                            GCancellable *cancellable,
                            GError      **error);

G_END_DECLS

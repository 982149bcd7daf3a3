/* LA and SA: the most and the least active share of the atoms. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  VT_CLASS_STABLE = -1, /* SA */
  VT_CLASS_NONE = 0,
  VT_CLASS_ACTIVE = 1   /* LA */
} VtActivityClass;

/**
 * vt_extremes_compute:
 * @value: double [n], by which atoms are ordered: T_ML
 * @tie_breaker: (nullable): double [n], the second key: the distance-weighted T_ML
 * @ids: gint64 [n]; a hash of (id, @seed) is the third key
 * @fraction: share of the atoms with a value in each of the two, 0 … 0.5
 * @classes: (out caller-allocates): double [n], VtActivityClass as a number; NaN where @value is NaN
 * @n_tied: (out): atoms whose @value equals that at one of the thresholds while the threshold parts them
 */
gboolean vt_extremes_compute (const double *value,
                              const double *tie_breaker,
                              const gint64 *ids,
                              gsize         n,
                              double        fraction,
                              guint64       seed,
                              double       *classes,
                              gsize        *n_tied,
                              GCancellable *cancellable,
                              GError      **error);

G_END_DECLS

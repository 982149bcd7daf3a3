/* The order of floats, ascending, equal ones by index: what painting goes by. Internal to the folder. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Radix sort, O(n) whatever the numbers. No NaN. (transfer full): guint32 [n] */
guint32 *vt_depth_order (const float *depth, gsize n);

G_END_DECLS

/* Round numbers between two limits, for axes and legends. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Multiples of 1, 2 or 5 · 10ⁿ in [@minimum, @maximum], about @target of them (between half and twice as many).
 * (transfer full) (element-type double) */
GArray *vt_ticks_linear (double minimum, double maximum, guint target);
/* Powers of ten; with 2 and 5 (or 2 … 9) between them where there would be fewer than three. Linear ticks where
 * @maximum/@minimum is less than 2. (transfer full) (element-type double) */
GArray *vt_ticks_log (double minimum, double maximum, guint target);
/* Decimals that tell neighbouring linear ticks apart: 1 for 0.5 1.0 1.5. */
guint   vt_ticks_get_decimals (const GArray *ticks);

G_END_DECLS

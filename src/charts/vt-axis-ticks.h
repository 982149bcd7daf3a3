/* Round numbers along an axis, and how they are written. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * VtAxisTicks:
 * @n: number of labelled ticks
 * @values: ascending, within the range
 * @labels: Pango markup, a true minus, C locale
 * @n_minor, @minor: ticks without label between them
 * @exponent: labels are to be multiplied by ten to this power; 0 on log axes and for numbers of ordinary size
 */
typedef struct
{
  guint   n;
  double *values;
  char  **labels;
  guint   n_minor;
  double *minor;
  int     exponent;
} VtAxisTicks;

/**
 * vt_axis_ticks_new_linear:
 * @minimum, @maximum: the range, ascending; a range that is not finite or empty gives no or one tick
 * @max_count: at most so many ticks
 * @grain: the step is a multiple of this; 1 for things that are counted, else 0
 *
 * Ticks at multiples of 1, 2 or 5 times a power of ten, as many as @max_count allows.
 *
 * Returns: (transfer full)
 */
VtAxisTicks *vt_axis_ticks_new_linear (double minimum, double maximum, guint max_count, double grain);
/* The same on a log axis (both ends positive): decades, thinned where there are many; 1, 2, 5 where there are few;
 * round numbers within one decade. */
VtAxisTicks *vt_axis_ticks_new_log (double minimum, double maximum, guint max_count);
void     vt_axis_ticks_free (VtAxisTicks *ticks);

/* A number for people with @digits significant digits, as markup: "−2.3", "1.2×10<sup>−5</sup>"; "–" for NaN. (transfer
 * full) */
char *vt_axis_ticks_format_number (double value, int digits);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtAxisTicks, vt_axis_ticks_free)

G_END_DECLS

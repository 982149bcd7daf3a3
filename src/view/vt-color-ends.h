/* Moving the ends of a colour scale by hand: a drag along its bar, or a key. */
#pragma once

#include "vt-color-scale.h"

G_BEGIN_DECLS

typedef enum
{
  VT_COLOR_END_LOW,
  VT_COLOR_END_HIGH,
  VT_COLOR_END_BOTH
} VtColorEnd;

/**
 * vt_color_ends_move:
 * @scale: as it was when the movement began
 * @shift: how far, as a share of the bar's length, towards the high end
 * @minimum, @maximum: (out): the ends then
 *
 * Along the bar's own axis, linear or logarithmic. An end stays a hundredth of the bar before the other. What moves is
 * rounded to what a label of three digits shows. A scale without width is first given one, of a tenth of its value, of a
 * decade, or of 1.
 */
void   vt_color_ends_move (const VtColorScale *scale, VtColorEnd end, double shift, double *minimum, double *maximum);
/* Whether these can be the ends: finite, ascending, and on a logarithmic scale positive. */
gboolean vt_color_ends_check (const VtColorScale *scale, double minimum, double maximum);

G_END_DECLS

/* The key of a colour scale: its colours as a bar beside an axis, and the colour of what has no value. */
#pragma once

#include "vt-axis-layout.h"
#include "vt-color-scale.h"

G_BEGIN_DECLS

/**
 * VtColorBar:
 * @axis: title and unit; its range and scale are those of @scale
 * @shows_missing: a swatch below for NaN
 * @minimum, @maximum: the part of the scale that is shown; both 0: all of it
 *
 * A view of somebody else's scale and axis: nothing to free.
 */
typedef struct
{
  const VtColorScale *scale;
  const VtAxis       *axis;
  gboolean            shows_missing;
  double              minimum;
  double              maximum;
} VtColorBar;

/* How far above and below its colours the bar's labels reach: its height less twice this is the colours'. */
double vt_color_bar_get_overhang (const VtChartStyle *style);
/* What it needs at that height. */
double vt_color_bar_measure (const VtColorBar *bar, const VtChartStyle *style, double height);
/* @x, @y: its upper left corner */
void
vt_color_bar_paint (const VtColorBar *bar, cairo_t *cr, const VtChartStyle *style, double x, double y, double height);

G_END_DECLS

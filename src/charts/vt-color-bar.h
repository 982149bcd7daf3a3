/* The key of a colour scale: its colours as a bar beside an axis, and the colour of what has no value. */
#pragma once

#include "vt-axis-layout.h"
#include "vt-color-scale.h"

G_BEGIN_DECLS

/**
 * VtColorBar:
 * @axis: title and unit; its range and scale are those of @scale
 * @shows_missing: a swatch below for NaN
 *
 * A view of somebody else's scale and axis: nothing to free.
 */
typedef struct
{
  const VtColorScale *scale;
  const VtAxis       *axis;
  gboolean            shows_missing;
} VtColorBar;

/* What it needs at that height. */
double vt_color_bar_measure (const VtColorBar *bar, const VtChartStyle *style, double height);
/* @x, @y: its upper left corner */
void
vt_color_bar_paint (const VtColorBar *bar, cairo_t *cr, const VtChartStyle *style, double x, double y, double height);

G_END_DECLS

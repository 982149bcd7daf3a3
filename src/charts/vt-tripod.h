/* Which way x, y and z point: three short lines in a picture's corner, for window, stills and figures alike. */
#pragma once

#include <cairo.h>
#include "vt-camera.h"
#include "vt-chart-style.h"

G_BEGIN_DECLS

/* How wide and high the square is that it needs, in the units of @style. */
double vt_tripod_measure (const VtChartStyle *style);

/**
 * vt_tripod_paint:
 * @x, @y: upper left corner of its square
 *
 * Seen from the camera's direction, without perspective: a line's length tells how far the axis leans out of the
 * picture. Axes that point away are paler and lie behind the others. Where the style has no background to draw, the
 * lines have a rim in its colour, so that they can be read over atoms.
 */
void vt_tripod_paint (const VtCamera *camera, cairo_t *cr, const VtChartStyle *style, double x, double y);

/**
 * vt_tripod_get_tip:
 * @axis: 0 … 2
 * @tip: (out): where the axis' line ends, relative to the square's upper left corner
 *
 * Returns: how far it points to the eye, −1 … 1
 */
double vt_tripod_get_tip (const VtCamera *camera, const VtChartStyle *style, guint axis, double tip[2]);

G_END_DECLS

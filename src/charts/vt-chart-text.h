/* Text in charts: Pango markup, measured and drawn the same on every medium. */
#pragma once

#include "vt-chart-style.h"

G_BEGIN_DECLS

/* Extents of one or several lines of @markup at @size, unrotated. Text that is no valid markup is taken as it stands.
 */
void vt_chart_text_measure (const VtChartStyle *style,
                            const char         *markup,
                            double              size,
                            double             *width,
                            double             *height);
/**
 * vt_chart_text_draw:
 * @x, @y: where the text's anchor lies
 * @x_align, @y_align: the anchor within the text: 0 left or top, 1 right or bottom
 * @angle: radians, clockwise, about the anchor
 *
 * Draws with the present source.
 */
void vt_chart_text_draw (cairo_t            *cr,
                         const VtChartStyle *style,
                         const char         *markup,
                         double              size,
                         double              x,
                         double              y,
                         double              x_align,
                         double              y_align,
                         double              angle);

G_END_DECLS

/* The ink of a heat map: its cells, and their numbers where these can be read. */
#pragma once

#include "vt-series-painter.h"

G_BEGIN_DECLS

/* The rectangle of a cell within the plot; FALSE where there is none. */
gboolean vt_cells_painter_get_cell (const VtPlot *plot, const VtSeries *cells, gsize item, cairo_rectangle_t *cell);
/* The size at which every text, or else every number, fits its cell: at most the style's text size; 0 where none would be
 * legible, or the series has none. */
double   vt_cells_painter_get_text_size (const VtPlot *plot, const VtSeries *cells, const VtChartStyle *style);
void     vt_cells_painter_paint (const VtPlot *plot, const VtSeries *cells, cairo_t *cr, const VtChartStyle *style);

G_END_DECLS

/* Where a plot has room for text: the places that no data and no reference line crosses. */
#pragma once

#include "vt-chart.h"
#include "vt-series-painter.h"

G_BEGIN_DECLS

/* Whether nothing of the chart's series lies in @box. @step: how finely lines are followed, in the painter's units */
gboolean vt_free_room_has (const VtPlot *plot, const VtChart *chart, const cairo_rectangle_t *box, double step);

G_END_DECLS

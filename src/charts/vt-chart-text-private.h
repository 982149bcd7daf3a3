/* The layout behind all text of charts and pages. */
#pragma once

#include <pango/pangocairo.h>
#include "vt-chart-text.h"

G_BEGIN_DECLS

/* One text at @size points, with metrics that hold on any surface; @markup that is no valid markup is taken as it
 * stands. (transfer full) */
PangoLayout *vt_chart_text_new_layout (const VtChartStyle *style, const char *markup, double size);

G_END_DECLS

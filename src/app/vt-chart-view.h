/* Shows a chart in the window: painted by the chart's own painter, kept until it, the size or the style changes. */
#pragma once

#include <gtk/gtk.h>
#include "vt-chart.h"

G_BEGIN_DECLS

#define VT_TYPE_CHART_VIEW (vt_chart_view_get_type ())
G_DECLARE_FINAL_TYPE (VtChartView, vt_chart_view, VT, CHART_VIEW, GtkWidget)

/**
 * VtChartView signals:
 * ::brushed (double from, double to, gboolean finished): a range of x is dragged out, live
 * ::activated (double x, double y): a click, in the data's coordinates
 * Brushing with the keyboard: Shift with the arrow keys widens and narrows the band.
 */
GtkWidget *vt_chart_view_new (const char *label);
/* @chart: (transfer none) (nullable). @description: what the chart says, in words. */
void       vt_chart_view_set_chart (VtChartView *view, VtChart *chart, const char *description);
VtChart   *vt_chart_view_get_chart (VtChartView *view);
/* Whether dragging brushes a range of x. */
void       vt_chart_view_set_brushable (VtChartView *view, gboolean brushable);
/* The band that is shown; NaN for none. */
void       vt_chart_view_set_brush (VtChartView *view, double from, double to);

G_END_DECLS

/* A page of the window's right side: a chart of a result, or why there is none. */
#pragma once

#include <gtk/gtk.h>
#include "vt-chart-kind.h"
#include "vt-chart-view.h"

G_BEGIN_DECLS

#define VT_TYPE_CHART_PAGE (vt_chart_page_get_type ())
G_DECLARE_FINAL_TYPE (VtChartPage, vt_chart_page, VT, CHART_PAGE, GtkBox)

GtkWidget         *vt_chart_page_new (VtDocument *document, const VtChartKind *kind);
const VtChartKind *vt_chart_page_get_kind (VtChartPage *page);
VtChartView       *vt_chart_page_get_view (VtChartPage *page);

G_END_DECLS

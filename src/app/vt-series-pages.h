/* The pages of the time series and of one quantity against another: what VtChartKind asks for. */
#pragma once

#include "vt-chart-kind.h"

G_BEGIN_DECLS

extern const char *const vt_series_pages_time_keys[];
extern const char *const vt_series_pages_scatter_keys[];

VtChart   *vt_series_pages_build_time (VtDocument *document, VtResult *result, char **description);
/* The frame whose point is nearest becomes the window's. */
void       vt_series_pages_activate_time (VtDocument *document, VtResult *result, double x, double y);
GtkWidget *vt_series_pages_make_time_controls (VtDocument *document);

VtChart   *vt_series_pages_build_scatter (VtDocument *document, VtResult *result, char **description);
GtkWidget *vt_series_pages_make_scatter_controls (VtDocument *document);

G_END_DECLS

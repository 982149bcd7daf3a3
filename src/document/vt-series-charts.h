/* Charts of a run's time series, and of one quantity against another. */
#pragma once

#include "vt-chart.h"
#include "vt-panels.h"
#include "vt-result.h"
#include "vt-state.h"

G_BEGIN_DECLS

/**
 * vt_chart_of_time_series:
 * @series: the result of "timeseries"
 * @state: timeseries.against and, for the mark at the window's frame, window.frame
 * @kind: a nick of the parameter timeseries.chart
 *
 * Returns: (transfer full) (nullable): %NULL where nothing of it is known
 */
VtChart *vt_chart_of_time_series (VtResult *series, const VtState *state, const char *kind, gboolean mark);
/* All of them that there are, lettered. */
VtPanels *vt_panels_of_time_series (VtResult *series, const VtState *state);
/* The row of the table "timeseries" that is nearest to a place in such a chart, -1 where x tells no frame (MSD against Δt). */
int      vt_time_series_find_row (VtResult *series, const VtState *state, const char *kind, double x);

/* The result of "scatter". @classes (nullable): the column "class": LA and SA in their colours, where points are drawn. */
VtChart *vt_chart_of_scatter (VtResult *scatter, const VtColumn *classes);
/* "Pearson 0.61 ± 0.03, Spearman 0.44 ± 0.03, 4000 atoms". (transfer full) */
char    *vt_scatter_describe (VtResult *scatter);

G_END_DECLS

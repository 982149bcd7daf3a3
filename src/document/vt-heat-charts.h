/* The charts of the heat's statistics: peak and tail, prediction, clusters, reach, and several runs' distributions. */
#pragma once

#include "vt-chart.h"
#include "vt-result.h"
#include "vt-state.h"

G_BEGIN_DECLS

/* Into the chart of the distribution: the Gaussian peak and, shaded, the tail beyond it. Nothing where there is no peak. */
void     vt_heat_charts_add_peak (VtChart *distribution, VtResult *result);
/* All (transfer full). Of D²min after the frame by T_ML before it, from the result of "prediction". */
VtChart *vt_chart_of_prediction (VtResult *prediction, const VtState *state);
/* How many clusters are how large, and what chance makes of as many atoms, from the result of "clusters". */
VtChart *vt_chart_of_clusters (VtResult *clusters);
/* C(r) of T_ML and D²min, the noise of permutations and the fitted decay, from the result of "spatial". */
VtChart *vt_chart_of_spatial (VtResult *spatial);
/* The runs' densities over one another, the window's own first, from the result of "runs". */
VtChart *vt_chart_of_runs (VtResult *runs);

G_END_DECLS

/* The charts of the results: the window shows them, the command line and the report write them. */
#pragma once

#include "vt-chart.h"
#include "vt-model.h"
#include "vt-result.h"
#include "vt-state.h"

G_BEGIN_DECLS

/* All (transfer full). @state (nullable) lends what is marked: the brushed range, the present lag, the polyhedron. */

/* Density of T_ML, from the result of "distribution". */
VtChart *vt_chart_of_distribution (VtResult *distribution, const VtState *state);
/* Marks in that chart what atoms at @temperature, K, that the model had never seen read on average: T_ML is no
 * thermometer. Nothing where the model (nullable) has no calibration that far, or the temperature is NaN. */
void     vt_chart_mark_calibration (VtChart *distribution, VtModel *model, double temperature);
/* How many of an atom's neighbours are of which class, with their mean and its standard deviation to either side; %NULL
 * where nobody voted. @classes: double [n], K; @votes: guint16 [n]. */
VtChart *vt_chart_of_votes (const double *classes, const guint16 *votes, guint n);
/* ζ, Spearman's coefficient and AUC against Δt, from the result of "correlation". */
VtChart *vt_chart_of_correlation (VtResult *correlation, const VtState *state);
/* Shares of the @n most frequent polyhedra among all, LA and SA, from the result of "polyhedra"; 0: the usual
 * twelve. */
VtChart *vt_chart_of_polyhedra (VtResult *polyhedra, guint n);

G_END_DECLS

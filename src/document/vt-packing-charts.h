/* Charts of the packing: g(r) with the cutoffs, and what the thresholds on Voronoi faces do. */
#pragma once

#include "vt-chart.h"
#include "vt-result.h"
#include "vt-state.h"

G_BEGIN_DECLS

/* All (transfer full). */

/* g(r) of all atoms, and of the @n pairs with the highest first peaks; cutoffs dashed. From the result of "rdf"; %NULL
 * where one radius was given, for which no g(r) is counted. */
VtChart *vt_chart_of_rdf (VtResult *rdf, guint n);
/* Shares of polyhedra against the share of a face in its cell's surface (@by_edge: against the length of an edge), from
 * the result of "thresholds". @state (nullable): marks the threshold in use. */
VtChart *vt_chart_of_thresholds (VtResult *thresholds, gboolean by_edge, const VtState *state);
/* The mean LFFS against the same. */
VtChart *vt_chart_of_threshold_lffs (VtResult *thresholds, gboolean by_edge, const VtState *state);

G_END_DECLS

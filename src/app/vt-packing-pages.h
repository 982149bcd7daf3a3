/* The charts of the Packing page: g(r) with the cutoffs, and what the thresholds on Voronoi faces do. */
#pragma once

#include "vt-chart-kind.h"

G_BEGIN_DECLS

/* Builder of a chart kind, from the result of "rdf". */
VtChart *vt_packing_pages_build_rdf (VtDocument *document, VtResult *result, char **description);

/* What stands below it; the last has no id. */
extern const VtChartKind vt_packing_pages_thresholds[];

G_END_DECLS

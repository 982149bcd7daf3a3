/* The charts of the Chemistry page, and those below the polyhedra: how LA and SA differ from the whole. */
#pragma once

#include "vt-chart-kind.h"

G_BEGIN_DECLS

/* Builders of chart kinds, from the results of "sro". */
VtChart *vt_order_pages_build_composition (VtDocument *document, VtResult *result, char **description);

/* What stands below the first chart of either page; its last has no id. */
extern const VtChartKind vt_order_pages_chemistry[];
extern const VtChartKind vt_order_pages_polyhedra[];

G_END_DECLS

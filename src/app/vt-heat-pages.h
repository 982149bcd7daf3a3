/* Pages of the window's right side about the heat: what T_ML foretells, clusters, reach, and what the charts say in words. */
#pragma once

#include "vt-chart-kind.h"

G_BEGIN_DECLS

VtChart *vt_heat_pages_build_prediction (VtDocument *document, VtResult *result, char **description);
VtChart *vt_heat_pages_build_runs (VtDocument *document, VtResult *result, char **description);
extern const char *const vt_heat_pages_run_keys[];
VtChart *vt_heat_pages_build_clusters (VtDocument *document, VtResult *result, char **description);
VtChart *vt_heat_pages_build_spatial (VtDocument *document, VtResult *result, char **description);
/* (transfer full): "Peak 303(7) K, tail 57(3) %, above T_g 29(2) %." of the result of "distribution"; "" without a peak */
char    *vt_heat_pages_describe_peak (VtResult *distribution);

G_END_DECLS

/* What depends on the thresholds on Voronoi faces, and by how much, as a row of the analysis table. */
#include "vt-analysis-table.h"

#include "vt-i18n.h"
#include "vt-polyhedra-thresholds.h"

#define LARGEST_SHARE 0.05
#define LONGEST_EDGE 1.0 /* Å */
#define STEPS 20
#define LEADING 6

static gboolean
take_scan (VtAnalysisContext *context, VtResult *tessellation, VtThreshold threshold, double maximum, VtResult *result,
           GError **error)
{
  const VtState *state = vt_analysis_context_get_state (context);
  const VtVoronoiThresholds base = vt_analysis_read_thresholds (state);
  VtProgress *progress = vt_analysis_context_get_progress (context);
  VtTable *table;

  vt_progress_begin (progress, _("Thresholds"), threshold == VT_THRESHOLD_RELATIVE_AREA ? 0 : 0.5,
                     threshold == VT_THRESHOLD_RELATIVE_AREA ? 0.5 : 1);
  table = vt_polyhedra_thresholds_table (vt_result_get_payload (tessellation), &base, threshold, maximum, STEPS, LEADING,
                                         progress, vt_analysis_context_get_cancellable (context), error);
  if (table == NULL)
    return FALSE;
  vt_result_take_table (result, table);
  return TRUE;
}

static gboolean
compute_thresholds (VtAnalysisContext *context, VtResult *result, GError **error)
{
  VtResult *tessellation = vt_analysis_context_get_input (context, "tessellation", error);

  return tessellation != NULL
         && take_scan (context, tessellation, VT_THRESHOLD_RELATIVE_AREA, LARGEST_SHARE, result, error)
         && take_scan (context, tessellation, VT_THRESHOLD_EDGE, LONGEST_EDGE, result, error);
}

const VtAnalysis vt_analysis_thresholds = {
  .id = "thresholds",
  .label = N_ ("Face thresholds"),
  .help = N_ ("How the shares of the leading polyhedra and LFFS move with the thresholds on faces and edges"),
  .inputs = (const char *const[]){ "tessellation", NULL },
  .parameters = (const char *const[]){ "voronoi.area", "voronoi.relative-area", "voronoi.edge", NULL },
  .per_frame = TRUE,
  .listed = TRUE,
  .compute = compute_thresholds,
};

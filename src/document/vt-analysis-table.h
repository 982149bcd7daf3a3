/* The rows of the analysis table, one object each in the files named vt-analysis-*.c. */
#pragma once

#include "vt-analysis.h"
#include "vt-voronoi.h"

G_BEGIN_DECLS

/* vt-analysis-motion.c */
extern const VtAnalysis vt_analysis_frame;
extern const VtAnalysis vt_analysis_displacement;
extern const VtAnalysis vt_analysis_d2min;
extern const VtAnalysis vt_analysis_d2min_lags;
extern const VtAnalysis vt_analysis_strain;
/* D²min at a lag, out of a result of "d2min-lags"; %NULL where the file lacks it. */
VtColumn *vt_analysis_find_d2min (const VtResult *result, double lag);
/* vt-analysis-rdf.c */
extern const VtAnalysis vt_analysis_rdf;
extern const VtAnalysis vt_analysis_rdf_run;
extern const VtAnalysis vt_analysis_rdf_runs;
/* vt-analysis-structure.c */
extern const VtAnalysis vt_analysis_structure;
extern const VtAnalysis vt_analysis_start_neighbors;
/* The positions that packing is told from, of the window's atoms; for a row that has "structure" among its inputs. (transfer
 * none) */
VtFrame *vt_analysis_get_structure (VtAnalysisContext *context, GError **error);
/* vt-analysis-packing.c */
extern const VtAnalysis vt_analysis_neighbors;
extern const VtAnalysis vt_analysis_coordination;
extern const VtAnalysis vt_analysis_tessellation;
extern const VtAnalysis vt_analysis_voronoi;
/* Whether neighbours are those behind Voronoi faces, and not within cutoffs. */
gboolean vt_analysis_uses_faces (const VtState *state);
/* Which faces of a Voronoi cell the state lets count. */
VtVoronoiThresholds vt_analysis_read_thresholds (const VtState *state);
/* @radii: (out) (transfer full): one a species, Å, for a radical tessellation; %NULL for a plain one. */
gboolean vt_analysis_read_radii (const VtState *state, VtAtomTable *atoms, double **radii, GError **error);
/* vt-analysis-thresholds.c */
extern const VtAnalysis vt_analysis_thresholds;
/* vt-analysis-heat.c */
extern const VtAnalysis vt_analysis_features;
extern const VtAnalysis vt_analysis_tml;
extern const VtAnalysis vt_analysis_extremes;
extern const VtAnalysis vt_analysis_distribution;
/* vt-analysis-order.c */
extern const VtAnalysis vt_analysis_sro;
extern const VtAnalysis vt_analysis_features_before;
extern const VtAnalysis vt_analysis_tml_before;
/* vt-analysis-clusters.c */
extern const VtAnalysis vt_analysis_clusters;
extern const VtAnalysis vt_analysis_spatial;
/* vt-analysis-runs.c */
extern const VtAnalysis vt_analysis_runs;
/* vt-analysis-correlation.c */
extern const VtAnalysis vt_analysis_correlation;
extern const VtAnalysis vt_analysis_prediction;
/* vt-analysis-statistics.c */
extern const VtAnalysis vt_analysis_polyhedra;
/* vt-analysis-scatter.c */
extern const VtAnalysis vt_analysis_scatter;
/* vt-analysis-colors.c */
extern const VtAnalysis vt_analysis_color_range;
/* vt-analysis-time-series.c */
extern const VtAnalysis vt_analysis_time_series;

G_END_DECLS

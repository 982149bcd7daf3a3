/* How a sample changes over a run: one row a frame, as far as a window fits there. */
#pragma once

#include "vt-cluster.h"
#include "vt-mean-square-displacement.h"
#include "vt-windows.h"

G_BEGIN_DECLS

#define VT_TIME_SERIES_N_QUANTILES 6
/* Shares, ascending; and what their columns are called: "t_ml_q05". */
extern const double      vt_time_series_quantiles[VT_TIME_SERIES_N_QUANTILES];
extern const char *const vt_time_series_quantile_names[VT_TIME_SERIES_N_QUANTILES];

typedef enum
{
  VT_TIME_SERIES_FRAME,  /* the frame itself */
  VT_TIME_SERIES_HEAT,   /* T_ML: mean, quantiles, active share */
  VT_TIME_SERIES_ZETA,   /* T_ML against D²min */
  VT_TIME_SERIES_CLUSTERS, /* of the active atoms */
  VT_TIME_SERIES_MOTION, /* MSD and α₂ over the lag */
  VT_TIME_SERIES_N_PARTS
} VtTimeSeriesPart;

/**
 * VtTimeSeriesPoint:
 * @time: ps, NaN where the file does not tell
 * @widths: of the cell along a, b, c: distances of its faces, Å
 * @mean, @quantiles: of T_ML, K
 * @active: share of the atoms whose T_ML is known that lie at or above the threshold; @active_sigma: by block bootstrap
 * @zeta: Pearson's correlation of T_ML with D²min at the lag; @zeta_sigma: by block bootstrap
 * @clusters: double [VT_CLUSTERS_N_STATISTICS], of the active atoms joined within the cutoffs
 * @motion: VtMeanSquareDisplacement [n_species + 2] over the lag: each element, atoms of none of them, all; %NULL where it is not known
 * @missing: (nullable) each: why a part is not known
 *
 * One frame's row. What is not known is NaN.
 */
typedef struct
{
  guint  frame;
  gsize  n_atoms;
  double time;
  double widths[3];
  double mean;
  double quantiles[VT_TIME_SERIES_N_QUANTILES];
  double active;
  double active_sigma;
  double zeta;
  double zeta_sigma;
  double clusters[VT_CLUSTERS_N_STATISTICS];

  VtMeanSquareDisplacement *motion;
  char                     *missing[VT_TIME_SERIES_N_PARTS];
} VtTimeSeriesPoint;

/**
 * VtTimeSeries:
 * @species: NULL-terminated names of the elements, those of the first frame
 * @threshold: of T_ML, K, from which on an atom is active; NaN where no T_ML is to be had
 * @points: VtTimeSeriesPoint [n]
 */
typedef struct
{
  char             **species;
  guint              n_species;
  double             threshold;
  VtTimeSeriesPoint *points;
  gsize              n;
} VtTimeSeries;

/* Every timeseries.stride-th frame. Fails only where cancelled, or where no frame can be read at all: what a single frame
 * lacks is noted there. (transfer full) */
VtTimeSeries *vt_time_series_new (VtAnalysisContext *context, GError **error);
void          vt_time_series_free (VtTimeSeries *series);
/* The same within another bound of memory, see vt_windows_run(). */
VtTimeSeries *vt_time_series_new_within (VtAnalysisContext *context, gsize bytes, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtTimeSeries, vt_time_series_free)

G_END_DECLS

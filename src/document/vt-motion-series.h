/* MSD and α₂ against the time since an origin, element by element. */
#pragma once

#include "vt-mean-square-displacement.h"
#include "vt-windows.h"

G_BEGIN_DECLS

/**
 * VtMotionPoint:
 * @lag: ps since the origin
 * @n_windows: origins that have a frame at this lag
 * @stretch: the cell's width along a, b, c over that at the origin, less 1, averaged over the windows
 * @motion: VtMeanSquareDisplacement [n_species + 2], all windows together: each element, atoms of none, all
 */
typedef struct
{
  double lag;
  guint  n_windows;
  double stretch[3];

  VtMeanSquareDisplacement *motion;
} VtMotionPoint;

/* The place of each atom's element in @names, NULL-terminated; that of one that is none of them is their number.
 * (transfer full): guint8 [n] */
guint8 *vt_motion_number_species (const char *const *names, VtAtomTable *atoms);

/* (element-type VtMotionPoint): at the lags that frame 0 has, from timeseries.origins frames evenly over the run, the first
 * of them frame 0. @species: NULL-terminated. A frame that cannot be read is left out, and @skipped tells of the first
 * such. Holds two frames beside the trajectory's cache. Fails only where cancelled. */
GArray *vt_motion_series_new (
    VtAnalysisContext *context, const char *const *species, char **skipped, GError **error);

G_END_DECLS

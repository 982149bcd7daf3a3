/* A slice chart that shows a smoothed field instead of its atoms, or below them. */
#pragma once

#include "vt-plane-grid.h"
#include "vt-slice-chart.h"

G_BEGIN_DECLS

/**
 * vt_slice_chart_take_field:
 * @grid: (transfer full): over the whole cut of the cell, in u and v of the slice's plane, and a node or two beyond
 * @max_contours: at most so many lines, at round values; 0: none
 * @with_atoms: the selection's atoms as small discs over it, or else only those that are picked
 *
 * To be called last: values, their scale, radii and flags are the chart's by then. The cut of the cell bounds the field.
 * In vector files it is one picture of at most about a million points that is smooth between the nodes; contours and
 * numbers on it are lines and text.
 */
void vt_slice_chart_take_field (VtSliceChart *chart, VtPlaneGrid *grid, guint max_contours, gboolean with_atoms);

gboolean      vt_slice_chart_has_field (const VtSliceChart *chart);
/* The values that contours are drawn at, ascending; 0 without a field. */
const double *vt_slice_chart_get_levels (const VtSliceChart *chart, guint *n_levels);
/* Of the field within the cell; FALSE without one, or where it is nowhere defined. */
gboolean      vt_slice_chart_get_field_range (const VtSliceChart *chart, double *minimum, double *maximum);
/* The field's value at a point of the picture; NaN beyond the cell. */
double        vt_slice_chart_get_field_at (const VtSliceChart *chart,
                                           double              width,
                                           double              height,
                                           const VtChartStyle *style,
                                           double              x,
                                           double              y);
/* The index in the frame of the atom in the slab, shown or not, that is nearest in space to the plane's point there, or
 * −1; none of a hidden selection. */
gssize        vt_slice_chart_nearest_atom (const VtSliceChart *chart,
                                           double              width,
                                           double              height,
                                           const VtChartStyle *style,
                                           double              x,
                                           double              y);

G_END_DECLS

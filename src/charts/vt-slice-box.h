/* Which atoms of a slice lie in a rectangle of its picture. */
#pragma once

#include "vt-slice-chart.h"

G_BEGIN_DECLS

/**
 * vt_slice_chart_find_box:
 * @box: x from, y from, x to, y to: a rectangle of the picture, its edges included
 * @atoms: (element-type gsize): gets the frame's indices of the atoms whose centre is in it, ascending: also of those
 *   under others, but of none that is hidden or a ghost
 */
void vt_slice_chart_find_box (const VtSliceChart *chart,
                              double              width,
                              double              height,
                              const VtChartStyle *style,
                              const double        box[4],
                              GArray             *atoms);

G_END_DECLS

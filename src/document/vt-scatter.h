/* One per-atom quantity against another: how they go together, means over bins, and a density where points would cover one
 * another. */
#pragma once

#include "vt-analysis.h"
#include "vt-binned.h"
#include "vt-correlation.h"
#include "vt-density-map.h"

G_BEGIN_DECLS

/* More points than these are drawn as a density. */
#define VT_SCATTER_MANY 5000

/**
 * VtScatter:
 * @x, @y: ids of the quantities: "t_ml", "file:c_pe"
 * @x_unit, @y_unit: theirs
 * @x_scale, @y_scale: never automatic; bins of x are of equal width or of equal ratio by it, and where y is logarithmic
 *   means are geometric
 * @means: VtBinnedMean [n_means], of y; sigma and deviation in y's unit
 * @correlation: of all atoms that have both numbers, whatever the scales; the sigmas by bootstrap over blocks of space
 * @pearson_log: of the logarithms, where a scale is logarithmic, else NaN
 * @n: atoms that the scales can show
 * @x_axis, @y_axis, @counts: guint32 [y_axis.n][x_axis.n]; %NULL where the points are few enough
 */
typedef struct
{
  char          *x;
  char          *y;
  VtUnit         x_unit;
  VtUnit         y_unit;
  VtScale        x_scale;
  VtScale        y_scale;
  VtBinnedMean  *means;
  guint          n_means;
  VtCorrelation  correlation;
  double         pearson_sigma;
  double         spearman_sigma;
  double         pearson_log;
  gsize          n;
  VtDensityAxis  x_axis;
  VtDensityAxis  y_axis;
  guint32       *counts;
} VtScatter;

/* From the state's scatter.*; @x and @y on @frame's atoms. Fails where cancelled, or with VT_ERROR_INPUT where no atom has
 * both numbers. (transfer full) */
VtScatter *vt_scatter_new (
    const VtState *state, VtFrame *frame, VtColumn *x, VtColumn *y, GCancellable *cancellable, GError **error);
void       vt_scatter_free (VtScatter *scatter);
/* The scale that "auto" means for a quantity. */
VtScale    vt_scatter_get_usual_scale (const char *property);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtScatter, vt_scatter_free)

G_END_DECLS

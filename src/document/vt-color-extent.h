/* How far the numbers of a quantity reach, in one frame or over many: what a range of colours is chosen from. */
#pragma once

#include "vt-result.h"

G_BEGIN_DECLS

/**
 * VtColorExtent:
 * @minimum, @maximum: of the finite values; NaN where there are none
 * @positive: the least positive finite value, where a logarithmic scale can begin; NaN where there is none
 * @n_missing: how many are NaN
 * @below, @above: whether −∞ and ∞ are among them
 */
typedef struct
{
  double   minimum;
  double   maximum;
  double   positive;
  gsize    n_missing;
  gboolean below;
  gboolean above;
} VtColorExtent;

/* Of no values. */
void vt_color_extent_init (VtColorExtent *extent);
/* @values: double [n]. O(n), two milliseconds a million. */
void vt_color_extent_add (VtColorExtent *extent, const double *values, gsize n);
/* Of both: in whatever order they are joined, the same. */
void vt_color_extent_join (VtColorExtent *extent, const VtColorExtent *other);

/* To and from a result of the analysis "color-range". */
void vt_color_extent_to_result (const VtColorExtent *extent, VtUnit unit, VtResult *result);
void vt_color_extent_from_result (VtColorExtent *extent, const VtResult *result);

G_END_DECLS

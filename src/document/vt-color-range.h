/* Which numbers the ends of the colours stand for, as the state asks. */
#pragma once

#include "vt-analysis.h"
#include "vt-color-extent.h"
#include "vt-color-scale.h"

G_BEGIN_DECLS

/**
 * vt_color_range_choose:
 * @property: (nullable): the row; %NULL for a column of the file
 * @column: this frame's values; @here: how far they reach
 * @all: (nullable): how far they reach over all frames; %NULL where that is not known (yet)
 * @scale: linear or logarithmic already; its ends are set
 *
 * "auto": the property's own range; where it has none, percentiles 1 and 99 of this frame (all of it where those are
 * one number).
 * "frame", "all": from the least to the greatest finite value; without @all as "auto".
 * "percentile": view.percentile-low and -high of the finite values of this frame, exact; linear between order statistics.
 * "symmetric": the least range about 0 that holds this frame; on a logarithmic scale about 1.
 * "manual": view.minimum and view.maximum; an end that is not set is "auto"'s.
 * On a logarithmic scale only positive values count, and an end that comes from elsewhere and is not positive gives way
 * to the least positive value. Where there is nothing to go by: 0 … 1, logarithmic 0.1 … 1. O(n).
 */
void vt_color_range_choose (const VtState       *state,
                            const VtProperty    *property,
                            const VtColumn      *column,
                            const VtColorExtent *here,
                            const VtColorExtent *all,
                            VtColorScale        *scale);
/* Whether colours by @property go by all frames: names never do. */
gboolean vt_color_range_asks_for_all (const VtState *state, const char *property);
/* Adds "color-range" where the colours go by all frames. (element-type utf8) */
void vt_color_range_add_needs (const VtState *state, GPtrArray *analyses);

G_END_DECLS

/* What picked atoms measure, written over a still picture in space where the window has it. */
#pragma once

#include "vt-chart-style.h"
#include "vt-depiction.h"

G_BEGIN_DECLS

/**
 * vt_still_paint_label:
 * @width, @height: of the picture, in the units of @cr and @style
 *
 * The distance, angle or dihedral of two to four picked atoms, on a plate of @style's background, so that it is read
 * before any atom and on whatever a transparent picture will lie on. Nothing where they are fewer or more, or behind the
 * eye.
 */
void vt_still_paint_label (const VtDepiction  *depiction,
                           const VtCamera     *camera,
                           cairo_t            *cr,
                           const VtChartStyle *style,
                           double              width,
                           double              height);

G_END_DECLS

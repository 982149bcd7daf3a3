/* Closer and farther in the slices of a comparison: all at once, or the one that is pointed at. */
#pragma once

#include "vt-comparison-sheet.h"
#include "vt-document.h"

G_BEGIN_DECLS

/* Whether only a part of its plane is seen. */
gboolean vt_compare_zoom_is_part (VtDocument *document, const VtComparisonPanel *panel);
/* The point at @x, @y of the sheet stays where it is; NaN: the middle. What would show more than the cell shows the cell. */
void vt_compare_zoom_at (
    VtDocument *document, const VtComparisonSheet *sheet, guint index, double factor, double x, double y);
/* @look: what was seen before it was drawn along by @dx, @dy of the sheet's units. */
void vt_compare_zoom_pan (
    VtDocument *document, const VtComparisonPanel *panel, const VtComparisonLook *look, double dx, double dy);
/* The whole cell. */
void vt_compare_zoom_fit (VtDocument *document, const VtComparisonPanel *panel);

G_END_DECLS

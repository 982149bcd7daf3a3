/* Moving the slices of a comparison: all at once, or the one that is pointed at. */
#pragma once

#include "vt-comparison.h"
#include "vt-document.h"

G_BEGIN_DECLS

/* @key: slice.*, of all panels where they share their place, else of that one. A floating @value is sunk. */
void vt_compare_place_set (VtDocument *document, const VtComparisonPanel *panel, const char *key, GVariant *value);
/* As a share of the cell: slice.position of that panel. */
double vt_compare_place_get_position (VtDocument *document, const VtComparisonPanel *panel);
void vt_compare_place_set_position (VtDocument *document, const VtComparisonPanel *panel, double position);
/* By @angstrom, or by so many of the slice's thicknesses; nothing while the panel has no picture. */
void vt_compare_place_move (VtDocument *document, const VtComparisonPanel *panel, double angstrom, double thicknesses);
/* By @steps of the setting's own step; never thinner than one. */
void vt_compare_place_thicken (VtDocument *document, const VtComparisonPanel *panel, double steps);
/* Back to where all are. */
void vt_compare_place_reset (VtDocument *document, const VtComparisonPanel *panel);
/* Shows the panel large: the slice page with its quantity, lag or frame, and its place. One step to be undone. */
void vt_compare_place_open (VtDocument *document, const VtComparisonPanel *panel);

G_END_DECLS

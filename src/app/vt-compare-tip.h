/* What is said of a panel of a comparison, and of what the pointer is over. */
#pragma once

#include "vt-comparison-sheet.h"

G_BEGIN_DECLS

/* Markup: "T_ML, creep-1.5GPa", in full. (transfer full) */
char *vt_compare_describe_panel (const VtComparisonPanel *shown);
/* Markup, of a point of the sheet: the atom there and its value, the field there, or the title in full; (nullable)
 * (transfer full) */
char *vt_compare_describe_point (const VtComparisonSheet *sheet, guint index, double x, double y);

G_END_DECLS

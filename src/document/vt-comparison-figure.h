/* The sheet of a comparison as a figure: evaluated as a whole, laid out for whatever size it is painted at. */
#pragma once

#include "vt-comparison-sheet.h"

G_BEGIN_DECLS

typedef struct _VtComparisonFigure VtComparisonFigure;

/* What vt_comparison_plan() plans. A panel that cannot be evaluated says why; where none can, so does @error. (transfer
 * full) */
VtComparisonFigure *vt_comparison_figure_new (VtEvaluator  *evaluator,
                                              VtSource     *source,
                                              VtState      *state,
                                              VtProgress   *progress,
                                              GCancellable *cancellable,
                                              GError      **error);
void                vt_comparison_figure_free (VtComparisonFigure *figure);

/* How high it is at that width, in the style's units. */
double   vt_comparison_figure_get_height (const VtComparisonFigure *figure, const VtChartStyle *style, double width);
/* A #VtPaintFunc whose data is the #VtComparisonFigure. */
void     vt_comparison_figure_paint_func (cairo_t *cr, double width, double height, const VtChartStyle *style, gpointer figure);
/* As of vt_depiction_add_notes(), of all panels. */
void     vt_comparison_figure_add_notes (const VtComparisonFigure *figure, GPtrArray *notes);
/* Plain text. (transfer full) */
char    *vt_comparison_figure_describe (const VtComparisonFigure *figure);
/* As of vt_comparison_sheet_tabulate(). (transfer full) */
VtTable *vt_comparison_figure_tabulate (const VtComparisonFigure *figure);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtComparisonFigure, vt_comparison_figure_free)

G_END_DECLS

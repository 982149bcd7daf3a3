/* The panels of a comparison on one sheet: in the window and in a file alike. */
#pragma once

#include "vt-comparison.h"
#include "vt-table.h"

G_BEGIN_DECLS

typedef struct _VtComparisonSheet VtComparisonSheet;

/**
 * VtComparisonLook:
 * @x, @y: the middle of what is seen of a slice, on the sheet
 * @u, @v: the same point in its plane, Å
 * @height: Å: of what is seen, or its width where that is less
 * @zoom: of the sheet's units an Å
 */
typedef struct
{
  double x;
  double y;
  double u;
  double v;
  double height;
  double zoom;
} VtComparisonLook;

/**
 * vt_comparison_sheet_new:
 * @panels: (element-type VtComparisonPanel): those without a depiction are left as empty frames
 * @state: where they are cut, and what they share: slice.*, compare.share-range, compare.share-camera, compare.places
 * @width, @height: in the units of @style; @height 0: as much as the width asks for
 *
 * Keeps references. Costs O(n) an atom and panel: it makes the charts and lays them out.
 */
VtComparisonSheet *vt_comparison_sheet_new (
    GPtrArray *panels, VtState *state, const VtChartStyle *style, double width, double height);
/* On any thread: it does not change any more. */
VtComparisonSheet *vt_comparison_sheet_ref (VtComparisonSheet *sheet);
void               vt_comparison_sheet_unref (VtComparisonSheet *sheet);

double vt_comparison_sheet_get_height (const VtComparisonSheet *sheet);
guint  vt_comparison_sheet_get_n_panels (const VtComparisonSheet *sheet);
/* (transfer none) */
const VtComparisonPanel *vt_comparison_sheet_get_panel (const VtComparisonSheet *sheet, guint index);
/* Title and slice. */
void                     vt_comparison_sheet_get_area (const VtComparisonSheet *sheet, guint index, cairo_rectangle_t *area);
/* (nullable): how it is coloured here, its range shared or not. */
const VtColoring        *vt_comparison_sheet_get_coloring (const VtComparisonSheet *sheet, guint index);
/* (nullable): the sentence in a picture's place */
const char              *vt_comparison_sheet_get_message (const VtComparisonSheet *sheet, guint index);
/* (nullable): the slice; painted at @area, which is (nullable). */
const VtSliceChart *
vt_comparison_sheet_get_chart (const VtComparisonSheet *sheet, guint index, cairo_rectangle_t *area);
/* The panel at a point, or −1. */
int    vt_comparison_sheet_find (const VtComparisonSheet *sheet, double x, double y);
/* The atom of that panel in sight at a point of the sheet, or of a field the nearest one, or −1. */
gssize vt_comparison_sheet_atom_at (const VtComparisonSheet *sheet, guint index, double x, double y);
/* What its smoothed field is there; NaN without one. */
double vt_comparison_sheet_field_at (const VtComparisonSheet *sheet, guint index, double x, double y);
/* Which part of its plane is seen; FALSE without a slice. */
gboolean vt_comparison_sheet_look (const VtComparisonSheet *sheet, guint index, VtComparisonLook *look);
/* How many discs there are to paint. */
guint  vt_comparison_sheet_count_discs (const VtComparisonSheet *sheet);

void vt_comparison_sheet_paint (const VtComparisonSheet *sheet, cairo_t *cr);
/* One panel with what is its own; and all that is none's: keys of colours, scale bar, place. */
void vt_comparison_sheet_paint_panel (const VtComparisonSheet *sheet, cairo_t *cr, guint index);
void vt_comparison_sheet_paint_rest (const VtComparisonSheet *sheet, cairo_t *cr);

/* "x = 12.3 Å", markup. (transfer full) */
char    *vt_comparison_describe_place (const VtState *state, const VtCell *cell);
/* A figure's caption, markup: what each panel shows, where it is cut and what they share. (transfer full) */
char    *vt_comparison_sheet_describe (const VtComparisonSheet *sheet);
/* The atoms that are seen: panel, title, id, element, u, v (Å in the plane) and value, whose unit is the panel's.
 * (transfer full) */
VtTable *vt_comparison_sheet_tabulate (const VtComparisonSheet *sheet);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtComparisonSheet, vt_comparison_sheet_unref)

G_END_DECLS

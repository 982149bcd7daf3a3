/* A sheet's inside: for the files that lay it out, paint it and tell of it. */
#pragma once

#include "vt-comparison-sheet.h"

G_BEGIN_DECLS

#define VT_SHEET_EDGE 0.5 /* text sizes: what a slice leaves around its plot */
#define VT_SHEET_GAP 0.9  /* between panels, and beside keys */

/**
 * VtSheetCell:
 * @state: (nullable): the panel's own, cut where the sheet has it
 * @coloring: a copy with the range of this sheet, whose label is the panel's
 * @chart: (nullable)
 * @extent: Å: of the cell in the plane, its outermost atoms included
 * @area: title, slice, its own scale bar and key
 * @slice: of the chart's picture
 * @group: of keys
 */
typedef struct
{
  VtState          *state;
  VtColoring        coloring;
  VtSliceChart     *chart;
  char             *refusal; /* (nullable): why there is no field, and so no chart */
  double            extent[2];
  cairo_rectangle_t area;
  cairo_rectangle_t slice;
  int               group;
} VtSheetCell;

/* Panels of one quantity, which have one key between them where they share a range. */
typedef struct
{
  const VtColoring *coloring;
  gboolean          shows_missing;
  double            width;
} VtSheetGroup;

struct _VtComparisonSheet
{
  GPtrArray    *panels;
  VtState      *state;
  VtChartStyle  style;
  double        width;
  double        height;
  gboolean      share_range;
  gboolean      share_place;
  guint         n;
  VtSheetCell  *cells;
  VtSheetGroup *groups;
  guint         n_groups;
  guint         n_columns;
  guint         n_rows;
  double        title;     /* height of a title's line */
  double        own_key;   /* width beside each slice, 0 where keys are shared */
  double        own_strip; /* height below each slice, 0 where they share one */
  double        strip;     /* height below all of them, 0 where each has its own */
  double        keys;      /* width beside all of them */
  gboolean      stacked;   /* keys over one another */
  cairo_rectangle_t grid;
};

static inline const VtComparisonPanel *
vt_sheet_get_panel (const VtComparisonSheet *sheet, guint index)
{
  return sheet->panels->pdata[index];
}

/* Width of a quantity's key, at that height. */
double vt_sheet_measure_key (const VtComparisonSheet *sheet, const VtSheetGroup *group, double height);
/* Rows, columns and all rectangles. */
void   vt_sheet_lay_out (VtComparisonSheet *sheet);

G_END_DECLS

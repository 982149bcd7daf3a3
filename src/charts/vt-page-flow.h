/* How blocks of text, pictures and tables are dealt to pages. */
#pragma once

#include "vt-chart-style.h"
#include "vt-page-table.h"
#include "vt-page-text.h"

G_BEGIN_DECLS

/**
 * VtPageBlock:
 * @text, @table, @paint: one of these
 * @heading: (nullable): plain text of a heading, for the outline
 * @size: of the text, points
 * @space: above it, points; none at a page's top
 * @height: of a picture, points
 * @group: blocks of one number, next to each other, stay on one page; 0 for none
 * @breaks: begins a page
 * @pale: the text steps back
 * @stays: is never the last on its page
 *
 * Made and owned by VtPages; its items (lines, rows, or the one picture) may lie on several pages.
 */
typedef struct
{
  VtPageText    *text;
  VtPageTable   *table;
  VtPaintFunc    paint;
  gpointer       data;
  GDestroyNotify free_func;
  char          *heading;
  double         space;
  double         height;
  guint          group;
  gboolean       breaks;
  gboolean       pale;
  gboolean       stays;
} VtPageBlock;

/* Items @from … @to − 1 of a block on a page, @y points below the text's upper edge. */
typedef struct
{
  guint  block;
  guint  page;
  double y;
  guint  from;
  guint  to;
} VtPagePiece;

void   vt_page_block_clear (VtPageBlock *block);
guint  vt_page_block_get_n_items (const VtPageBlock *block);
double vt_page_block_get_height (const VtPageBlock *block, guint from, guint to);
/* @blocks: (element-type VtPageBlock); @height: of a page's text, points. In the order of pages. (transfer full)
 * (element-type VtPagePiece) */
GArray *vt_page_flow (const GArray *blocks, double height);

G_END_DECLS

/* A table on a page, set as books set it: rules above, below the head and at the end; rows of wrapped text. */
#pragma once

#include "vt-chart-style.h"

G_BEGIN_DECLS

typedef struct _VtPageTable VtPageTable;

/**
 * vt_page_table_new:
 * @shares: double [n_columns]: the columns' shares of the width, in any measure
 * @head: [n_columns] markup
 */
VtPageTable *vt_page_table_new (guint n_columns, const double *shares, const char *const *head);
void         vt_page_table_free (VtPageTable *table);

/* @cells: [n_columns] markup, copied. @pale: the row steps back. */
void  vt_page_table_add_row (VtPageTable *table, const char *const *cells, gboolean pale);
guint vt_page_table_get_n_rows (const VtPageTable *table);

/* Breaks all cells into lines; before the height is asked for and before it is painted, and again for another width.
 * @size: of the text, points; @width: of the table, points. */
void   vt_page_table_lay_out (VtPageTable *table, const VtChartStyle *style, double size, double width);
/* With the head, rows @from … @to − 1, points. */
double vt_page_table_get_height (const VtPageTable *table, guint from, guint to);
/* The same, its upper left corner at @x, @y. */
void   vt_page_table_paint (
      const VtPageTable *table, cairo_t *cr, const VtChartStyle *style, double x, double y, guint from, guint to);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtPageTable, vt_page_table_free)

G_END_DECLS

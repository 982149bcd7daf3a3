/* A paragraph on a page: text broken into lines of a width, which may be parted between two pages. */
#pragma once

#include "vt-chart-style.h"

G_BEGIN_DECLS

typedef struct _VtPageText VtPageText;

/**
 * vt_page_text_new:
 * @markup: Pango markup; what is no valid markup is taken as it stands
 * @size: points
 * @width: of the lines, points
 */
VtPageText *vt_page_text_new (const VtChartStyle *style, const char *markup, double size, double width);
void        vt_page_text_free (VtPageText *text);

guint  vt_page_text_get_n_lines (const VtPageText *text);
/* Height of the lines @from … @to − 1, points. */
double vt_page_text_get_height (const VtPageText *text, guint from, guint to);
/* Those lines, the first one's upper edge at @y, in the present colour. */
void   vt_page_text_paint (const VtPageText *text, cairo_t *cr, double x, double y, guint from, guint to);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtPageText, vt_page_text_free)

G_END_DECLS

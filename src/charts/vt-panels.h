/* Several pictures in one figure: rows and columns, lettered a, b, c …, their plots lined up. */
#pragma once

#include "vt-chart.h"

G_BEGIN_DECLS

#define VT_TYPE_PANELS (vt_panels_get_type ())

typedef struct _VtPanels VtPanels;

GType     vt_panels_get_type (void);
/* Filled row by row, @columns in a row. */
VtPanels *vt_panels_new (guint columns);
VtPanels *vt_panels_ref (VtPanels *panels);
void      vt_panels_unref (VtPanels *panels);

/* @chart: (transfer full) */
void  vt_panels_add_chart (VtPanels *panels, VtChart *chart);
/* Any other picture; @free_func (nullable) frees @data in the end. */
void  vt_panels_add (VtPanels *panels, VtPaintFunc paint, gpointer data, GDestroyNotify free_func);
guint vt_panels_get_n (const VtPanels *panels);
/* FALSE leaves out the letters; a single panel has none unless it was given one. */
void  vt_panels_set_lettered (VtPanels *panels, gboolean lettered);
/* Plain text instead of the letter of its place: where panels are left out, the others keep theirs. */
void  vt_panels_set_letter (VtPanels *panels, guint index, const char *letter);

void vt_panels_paint (const VtPanels *panels, cairo_t *cr, double width, double height, const VtChartStyle *style);
/* A #VtPaintFunc whose data is the #VtPanels. */
void vt_panels_paint_func (cairo_t *cr, double width, double height, const VtChartStyle *style, gpointer panels);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtPanels, vt_panels_unref)

G_END_DECLS

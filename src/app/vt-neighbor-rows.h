/* The neighbours of one atom, nearest first: who, how far, and by which definition. */
#pragma once

#include <gtk/gtk.h>

#include "vt-document.h"
#include "vt-picked-overlay.h"

G_BEGIN_DECLS

#define VT_TYPE_NEIGHBOR_ROWS (vt_neighbor_rows_get_type ())
G_DECLARE_FINAL_TYPE (VtNeighborRows, vt_neighbor_rows, VT, NEIGHBOR_ROWS, GtkBox)

/* ::pointed (const VtPointed *, or NULL): pointer or focus came to a neighbour, or left it. A click picks it. */
GtkWidget *vt_neighbor_rows_new (VtDocument *document);
/* @frame: (nullable): %NULL for none. Adds to @text "Cu 812: 2.54 Å", a line each. */
void       vt_neighbor_rows_show (VtNeighborRows *rows, VtFrame *frame, gsize atom, GString *text);

G_END_DECLS

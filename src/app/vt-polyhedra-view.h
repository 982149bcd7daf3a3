/* The ranked polyhedra as a table; a click on one leaves its atoms alone in the view, another click takes that back. */
#pragma once

#include <gtk/gtk.h>
#include "vt-document.h"

G_BEGIN_DECLS

#define VT_TYPE_POLYHEDRA_VIEW (vt_polyhedra_view_get_type ())
G_DECLARE_FINAL_TYPE (VtPolyhedraView, vt_polyhedra_view, VT, POLYHEDRA_VIEW, GtkWidget)

GtkWidget *vt_polyhedra_view_new (VtDocument *document);

G_END_DECLS

/* The key of the 3D view's colours, over its corner: a colour bar, or names. */
#pragma once

#include <gtk/gtk.h>
#include "vt-picture.h"

G_BEGIN_DECLS

#define VT_TYPE_LEGEND_VIEW (vt_legend_view_get_type ())
G_DECLARE_FINAL_TYPE (VtLegendView, vt_legend_view, VT, LEGEND_VIEW, GtkWidget)

/* Once, before it is shown. */
void vt_legend_view_set_picture (VtLegendView *view, VtPicture *picture);

G_END_DECLS

/* The key of the view's colours, beside it: a bar whose ends are dragged, typed or moved by keys; or names; and how many
 * atoms have no value. */
#pragma once

#include <gtk/gtk.h>
#include "vt-color-ends.h"
#include "vt-picture.h"
#include "vt-slice-view.h"

G_BEGIN_DECLS

#define VT_TYPE_LEGEND_VIEW (vt_legend_view_get_type ())
G_DECLARE_FINAL_TYPE (VtLegendView, vt_legend_view, VT, LEGEND_VIEW, GtkWidget)

/* Once, before it is shown. */
void     vt_legend_view_set_picture (VtLegendView *view, VtPicture *picture);
/* Once: the contours of the field that @slice shows are marked on the bar. */
void     vt_legend_view_follow_slice (VtLegendView *view, VtSliceView *slice);
/* What a drag begun at that place moves; FALSE where there is nothing to drag. */
gboolean vt_legend_view_find_end (VtLegendView *view, double x, double y, VtColorEnd *end);
/* A drag along the bar, as the pointer makes it: @dy in pixels, down. The edits from begin to end are one step. */
void     vt_legend_view_drag_begin (VtLegendView *view, VtColorEnd end);
void     vt_legend_view_drag_update (VtLegendView *view, double dy);
void     vt_legend_view_drag_end (VtLegendView *view);

G_END_DECLS

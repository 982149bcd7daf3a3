/* The slice page: one slab through the cell, as atoms or as a field. */
#pragma once

#include <gtk/gtk.h>
#include "vt-picture.h"

G_BEGIN_DECLS

#define VT_TYPE_SLICE_VIEW (vt_slice_view_get_type ())
G_DECLARE_FINAL_TYPE (VtSliceView, vt_slice_view, VT, SLICE_VIEW, GtkWidget)

/* ::chart-changed: another chart is seen, or none. */

/* Once, before it is shown. */
void vt_slice_view_set_picture (VtSliceView *view, VtPicture *picture);

/* "y = 12.0 Å, 4.0 Å thick". (transfer full) */
char *vt_slice_view_describe (const VtState *state, const VtCell *cell);
/* "y = 12.0 Å", markup. (transfer full) */
char *vt_slice_view_describe_place (const VtState *state, const VtCell *cell);

/* The index in the frame of the atom at a point of the widget, or −1; in a field the nearest one. */
gssize   vt_slice_view_atom_at (VtSliceView *view, double x, double y);
/* Å in the plane of a point of the widget, and how much of the plane the page's shorter side shows; FALSE while nothing
 * is to be seen. */
gboolean vt_slice_view_to_plane (VtSliceView *view, double x, double y, double *u, double *v, double *height);
/* The middle of the picture, in the widget. */
void     vt_slice_view_get_middle (VtSliceView *view, double *x, double *y);
/* Of the field that is seen; FALSE where it is atoms. */
gboolean vt_slice_view_get_field_range (VtSliceView *view, double *minimum, double *maximum);
/* (nullable): the values of the contours that are seen, ascending; none while another quantity is on its way. They are
 * the chart's: until ::chart-changed. */
const double *vt_slice_view_get_levels (VtSliceView *view, guint *n_levels);
/* (nullable): the sentence that is seen where a field was asked for and cannot be had */
const char *vt_slice_view_get_refusal (VtSliceView *view);

/* Gets the indices of the atoms whose centre is seen in the rectangle (x from, y from, x to, y to). */
void  vt_slice_view_find_box (VtSliceView *view, const double box[4], GArray *atoms);

G_END_DECLS

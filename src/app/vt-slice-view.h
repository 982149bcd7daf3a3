/* The slice page: one slab through the cell; wheel, drag and keys move it, a click picks. */
#pragma once

#include <gtk/gtk.h>
#include "vt-picture.h"

G_BEGIN_DECLS

#define VT_TYPE_SLICE_VIEW (vt_slice_view_get_type ())
G_DECLARE_FINAL_TYPE (VtSliceView, vt_slice_view, VT, SLICE_VIEW, GtkWidget)

/* Once, before it is shown. */
void vt_slice_view_set_picture (VtSliceView *view, VtPicture *picture);

/* "y = 12.0 Å, 4.0 Å thick". (transfer full) */
char *vt_slice_view_describe (const VtState *state, const VtCell *cell);
/* "y = 12.0 Å", markup. (transfer full) */
char *vt_slice_view_describe_place (const VtState *state, const VtCell *cell);
/* Moves the slice of any document by @angstrom; the views share it. */
void  vt_slice_view_move (VtDocument *document, VtFrame *frame, double angstrom);

/* Gets the indices of the atoms whose centre is seen in the rectangle (x from, y from, x to, y to). */
void  vt_slice_view_find_box (VtSliceView *view, const double box[4], GArray *atoms);

G_END_DECLS

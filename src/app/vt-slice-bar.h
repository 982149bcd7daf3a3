/* The slice's settings above its picture: across what, where, how thick, and as what it is shown. */
#pragma once

#include "vt-slice-view.h"

G_BEGIN_DECLS

/* Once. Buttons are the window's actions win.slice-axis, win.slice-across-view and win.slice-fit-colors. */
void vt_slice_bar_fill (GtkBox *bar, VtDocument *document);
/* The colours' range becomes, to round numbers, that of the field that is seen. FALSE where none is. */
gboolean vt_slice_bar_fit_colors (VtDocument *document, VtSliceView *view);

G_END_DECLS

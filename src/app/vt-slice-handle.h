/* The slice's plane in the 3D page, and what moves it there: its outline and the grips on it are taken by the pointer;
 * [ and ] move it, s shows it or not. */
#pragma once

#include "vt-viewport.h"

G_BEGIN_DECLS

/* Once, after the viewport has its picture; it stays as long as the viewport does. */
void vt_slice_handle_attach (VtViewport *viewport, VtPicture *picture);

/* The button that shows it or not. */
GtkWidget *vt_slice_handle_make_button (VtDocument *document);

G_END_DECLS

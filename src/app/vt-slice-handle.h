/* The slice's plane in the 3D page, and what moves it there: its outline and the grips on it are taken by the pointer;
 * [ and ] move it, s shows it or not. */
#pragma once

#include "vt-viewport.h"

G_BEGIN_DECLS

/* Once, after the viewport has its picture; it stays as long as the viewport does. */
void vt_slice_handle_attach (VtViewport *viewport, VtPicture *picture);

G_END_DECLS

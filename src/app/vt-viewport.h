/* The 3D page: the scene by OpenGL. Drag turns, Shift or middle drag moves, the wheel zooms, a click picks. */
#pragma once

#include <adwaita.h>
#include "vt-camera.h"
#include "vt-picture.h"

G_BEGIN_DECLS

#define VT_TYPE_VIEWPORT (vt_viewport_get_type ())
G_DECLARE_FINAL_TYPE (VtViewport, vt_viewport, VT, VIEWPORT, AdwBin)

/* Once, before it is shown. */
void       vt_viewport_set_picture (VtViewport *viewport, VtPicture *picture);
/* The camera of the state, or one that fits the cell where there is none. */
void       vt_viewport_get_camera (VtViewport *viewport, VtCamera *camera);
/* A camera that is being moved: the edits until it rests are one. */
void       vt_viewport_move_to (VtViewport *viewport, const VtCamera *camera);
/* What pointer and keys act on, as wide and high as the picture: for gestures of others, too. (transfer none) */
GtkWidget *vt_viewport_get_surface (VtViewport *viewport);
/* Something drawn over the picture; where it is not to take the pointer, it says so (can-target). */
void       vt_viewport_add_overlay (VtViewport *viewport, GtkWidget *widget);
/* Back to the whole cell. */
void       vt_viewport_fit (VtViewport *viewport);
void       vt_viewport_look (VtViewport *viewport, VtView view);
/* FALSE where OpenGL is not to be had; then a page says so. */
gboolean   vt_viewport_works (VtViewport *viewport);

G_END_DECLS

/* The 3D page: the scene by OpenGL. Drag turns, Shift or middle drag moves, the wheel zooms, a click picks. */
#pragma once

#include <adwaita.h>
#include "vt-camera.h"
#include "vt-picture.h"

G_BEGIN_DECLS

#define VT_TYPE_VIEWPORT (vt_viewport_get_type ())
G_DECLARE_FINAL_TYPE (VtViewport, vt_viewport, VT, VIEWPORT, AdwBin)

/* ::changed: the picture or the camera that is shown is another: for whoever draws over it */

/* Once, before it is shown. */
void       vt_viewport_set_picture (VtViewport *viewport, VtPicture *picture);
/* The camera that is shown: the state's, or one that fits the cell where there is none, or one on the way to it. */
void       vt_viewport_get_camera (VtViewport *viewport, VtCamera *camera);
/* A camera that follows the hand: the edits until it rests are one. */
void       vt_viewport_move_to (VtViewport *viewport, const VtCamera *camera);
/* Another view, as one edit, in a moment where animations are on. @camera: (nullable): %NULL fits the cell */
void       vt_viewport_go_to (VtViewport *viewport, const VtCamera *camera);
void       vt_viewport_fit (VtViewport *viewport);
void       vt_viewport_look (VtViewport *viewport, VtView view);
/* Radians, counter-clockwise. */
void       vt_viewport_roll (VtViewport *viewport, double angle);
void       vt_viewport_center_on_atom (VtViewport *viewport, gsize atom);
void       vt_viewport_toggle_projection (VtViewport *viewport);
/* The view as a line of text, see vt_camera_to_text(). (transfer full) */
char      *vt_viewport_get_view_text (VtViewport *viewport);
gboolean   vt_viewport_set_view_text (VtViewport *viewport, const char *text, GError **error);
/* What pointer and keys act on, as wide and high as the picture: for gestures of others, too. (transfer none) */
GtkWidget *vt_viewport_get_surface (VtViewport *viewport);
/* Something drawn over the picture; where it is not to take the pointer, it says so (can-target). */
void       vt_viewport_add_overlay (VtViewport *viewport, GtkWidget *widget);
/* Lines and faces among the atoms. @overlay: (nullable): instead of the layer's one before */
void       vt_viewport_set_layer (VtViewport *viewport, VtLayer layer, VtOverlay *overlay);
/* FALSE where OpenGL is not to be had; then a page says so. */
gboolean   vt_viewport_works (VtViewport *viewport);
/* Makes OpenGL's part anew: what the page's Try Again does. */
void       vt_viewport_retry (VtViewport *viewport);

G_END_DECLS

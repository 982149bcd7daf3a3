/* A camera as a line of text that a person can read, keep in notes and send: for the clipboard and the command line. */
#pragma once

#include "vt-camera.h"

G_BEGIN_DECLS

/* The largest version that is understood. */
#define VT_CAMERA_TEXT_VERSION 1

/**
 * vt_camera_to_text:
 *
 * "vitrine-view 1: target=12.5,0,3 orientation=1,0,0,0 height=40 field-of-view=25 projection=perspective", with Å and
 * degrees, in the C locale. Reading it back gives the same camera, but for the
 * last bit of an orientation that is normalised anew.
 *
 * Returns: (transfer full)
 */
char *vt_camera_to_text (const VtCamera *camera);

/**
 * vt_camera_from_text:
 * @text: as above; the order of the parts, spaces and line ends around them do not matter, field-of-view and projection
 *   may be missing: then @camera's stay
 *
 * Returns: FALSE, and @camera as it was, with VT_ERROR_FORMAT: no view at all, one of a newer version, a part that is
 *   unknown, missing, there twice or out of range; the message says which
 */
gboolean vt_camera_from_text (VtCamera *camera, const char *text, GError **error);

G_END_DECLS

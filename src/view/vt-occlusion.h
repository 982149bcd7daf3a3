/* Which spheres can be seen at all: where fragments are dear (software OpenGL) the others need not be drawn. */
#pragma once

#include "vt-camera.h"
#include "vt-scene.h"

G_BEGIN_DECLS

/**
 * vt_occlusion_cull:
 * @width, @height: pixels of the whole picture, at which it is drawn
 * @without: VtAtomFlags of atoms that are taken as absent, VT_ATOM_HIDDEN among them
 *
 * Conservative: the picture of the survivors is the picture of all that are not absent, drawn opaque, pixel by pixel.
 * Spheres outside the picture are left out too.
 *
 * Returns: (transfer full) (element-type guint32): indices, front to back
 */
GArray *vt_occlusion_cull (const VtScene *scene, const VtCamera *camera, guint width, guint height,
                           guint without);

G_END_DECLS

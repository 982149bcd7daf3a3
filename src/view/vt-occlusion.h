/* Which spheres can be seen at all: where fragments are dear (software OpenGL) the others need not be drawn. */
#pragma once

#include "vt-camera.h"
#include "vt-scene.h"

G_BEGIN_DECLS

/**
 * vt_occlusion_cull:
 * @width, @height: pixels of the whole picture, at which it is drawn
 *
 * Conservative: the picture of the survivors is the picture of all, pixel by pixel. Spheres outside the picture
 * and hidden atoms are left out too.
 *
 * Returns: (transfer full) (element-type guint32): indices, front to back
 */
GArray *vt_occlusion_cull (const VtScene *scene, const VtCamera *camera, guint width, guint height);

G_END_DECLS

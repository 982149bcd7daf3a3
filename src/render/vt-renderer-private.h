/* What the parts of a renderer share: uniforms, and the drawers. Internal to the folder. */
#pragma once

#include "vt-canvas.h"
#include "vt-render-shot.h"

G_BEGIN_DECLS

/* What all shaders know of a shot: matrices and the cue. Puts @program into use. */
void vt_render_shot_set_uniforms (const VtRenderShot *shot, GLuint program);

/* ---- spheres ---- */

typedef struct _VtSpheres VtSpheres;

/* NULL with VT_ERROR_UNAVAILABLE where a shader does not compile. */
VtSpheres *vt_spheres_new (GError **error);
void       vt_spheres_free (VtSpheres *spheres);
/* Uploads what changed since the last call, and draws into the bound framebuffer. @cull: leave out what cannot be
 * seen. */
void       vt_spheres_draw (VtSpheres *spheres, const VtRenderShot *shot, gboolean cull);
guint64    vt_spheres_get_n_uploads (const VtSpheres *spheres);
/* Of the last picture. */
gsize      vt_spheres_get_n_drawn (const VtSpheres *spheres);

/* ---- edges of the cell ---- */

typedef struct _VtEdges VtEdges;

VtEdges *vt_edges_new (GError **error);
void     vt_edges_free (VtEdges *edges);
void     vt_edges_draw (VtEdges *edges, const VtRenderShot *shot);

G_END_DECLS

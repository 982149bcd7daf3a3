/* What the parts of a renderer share: uniforms, and the drawers. Internal to the folder. */
#pragma once

#include "vt-canvas.h"
#include "vt-render-shot.h"
#include "vt-uploads.h"

G_BEGIN_DECLS

/* What all shaders know of a shot: matrices and the cue. Puts @program into use. */
void vt_render_shot_set_uniforms (const VtRenderShot *shot, GLuint program);

/* ---- spheres ---- */

typedef struct _VtSpheres VtSpheres;

/* NULL with VT_ERROR_UNAVAILABLE where a shader does not compile. @uploads, which outlives it, counts what is sent;
 * the same below. */
VtSpheres *vt_spheres_new (VtUploads *uploads, GError **error);
void       vt_spheres_free (VtSpheres *spheres);
/* Uploads what changed since the last call, and draws the opaque atoms into the bound framebuffer. */
void       vt_spheres_draw (VtSpheres *spheres, const VtRenderShot *shot);
/* Then the ghosts: the nearest surface of them alone, blended over what is there. Their depth is written, so that
 * nothing can be drawn among them afterwards. */
void       vt_spheres_draw_ghosts (VtSpheres *spheres, const VtRenderShot *shot);

/* The same picture made by the processor. */
typedef struct _VtSplats VtSplats;

VtSplats *vt_splats_new (VtUploads *uploads, GError **error);
void      vt_splats_free (VtSplats *splats);
/* Fills all of @canvas, background too: it need not be cleared. */
void      vt_splats_draw (VtSplats *splats, const VtRenderShot *shot, const VtCanvas *canvas);
void      vt_splats_draw_ghosts (VtSplats *splats, const VtRenderShot *shot);

/* ---- what is laid over them; neither writes depth ---- */

typedef struct _VtLines VtLines;
typedef struct _VtFaces VtFaces;

VtLines *vt_lines_new (VtUploads *uploads, GError **error);
void     vt_lines_free (VtLines *lines);
/* The cell's edges and the overlays' lines. */
void     vt_lines_draw (VtLines *lines, const VtRenderShot *shot);

VtFaces *vt_faces_new (VtUploads *uploads, GError **error);
void     vt_faces_free (VtFaces *faces);
void     vt_faces_draw (VtFaces *faces, const VtRenderShot *shot);

/* Premultiplied colours over what is there, without depth being written; and back. */
void vt_render_begin_blending (void);
void vt_render_end_blending (void);

G_END_DECLS

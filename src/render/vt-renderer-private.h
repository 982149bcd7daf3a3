/* What the parts of a renderer share: one picture's numbers, and the drawers. Internal to the folder. */
#pragma once

#include "vt-canvas.h"
#include "vt-renderer.h"

G_BEGIN_DECLS

/**
 * VtRenderShot:
 *
 * One picture's (or tile's) numbers, made in double before they become uniforms.
 *
 * @view, @projection: column by column; of the tile
 * @width, @height: rendered pixels of the tile
 * @picture_width, @picture_height: rendered pixels of the whole picture
 * @pixels: rendered pixels an Å at depth 1 (perspective), or everywhere
 * @near: Å before the eye's plane
 * @cue: fade = clamp (depth · [0] + [1])
 * @line_scale: rendered pixels a logical pixel
 */
typedef struct
{
  const VtScene  *scene;
  const VtCamera *camera;
  float           view[16], projection[16];
  int             width, height;
  int             picture_width, picture_height;
  double          pixels;
  double          near, cue[2];
  double          line_scale;
} VtRenderShot;

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

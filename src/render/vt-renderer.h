/* A scene by OpenGL 3.3 core. All calls, vt_renderer_free() too, want vt_renderer_new()'s context to be current. */
#pragma once

#include <gio/gio.h>
#include "vt-camera.h"
#include "vt-scene.h"

G_BEGIN_DECLS

typedef struct _VtRenderer VtRenderer;

typedef enum
{
  VT_SPHERES_AUTOMATIC, /* by the processor where OpenGL is software */
  VT_SPHERES_BY_PROCESSOR,
  VT_SPHERES_BY_OPENGL
} VtSpheresBy;

/**
 * VtRenderTarget:
 * @framebuffer: where to draw; its lower left @width × @height pixels are replaced
 * @width, @height: pixels of the framebuffer
 * @scale: pixels a logical pixel: line widths follow it
 * @supersample: 1, 2 or 4 samples a pixel along each axis, averaged
 * @picture_width, @picture_height: pixels of the whole picture where this is a tile of it, else 0
 * @x, @y: the tile's upper left corner in the whole picture
 */
typedef struct
{
  guint  framebuffer;
  int    width;
  int    height;
  double scale;
  int    supersample;
  int    picture_width;
  int    picture_height;
  int    x;
  int    y;
} VtRenderTarget;

/* Refuses with VT_ERROR_UNAVAILABLE where the context is older than 3.3 or a shader does not compile. */
VtRenderer *vt_renderer_new (GError **error);
void        vt_renderer_free (VtRenderer *renderer);

/* Who draws the spheres: for tests, and to compare. */
void vt_renderer_set_spheres_by (VtRenderer *renderer, VtSpheresBy by);
/* TRUE where OpenGL runs on the processor: then a picture in motion is better drawn with @supersample 1. */
gboolean vt_renderer_is_software (const VtRenderer *renderer);

/**
 * vt_renderer_draw:
 *
 * Uploads what changed in @scene since the last call, draws, and leaves OpenGL's state and bindings as they were.
 *
 * Returns: FALSE with VT_ERROR_LIMIT where the scene or the target is larger than this OpenGL takes
 */
gboolean vt_renderer_draw (VtRenderer           *renderer,
                           const VtScene        *scene,
                           const VtCamera       *camera,
                           const VtRenderTarget *target,
                           GError              **error);

/* Arrays sent since the renderer was made (positions with radii, values, flags), of spheres drawn by OpenGL: a test's
 * view of what is uploaded. */
guint64 vt_renderer_get_n_uploads (const VtRenderer *renderer);

G_END_DECLS

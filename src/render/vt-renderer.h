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

/* What is sent to OpenGL, only where it has changed: the first five where it draws the spheres, an array each; pixels
 * where the processor does. */
typedef enum
{
  VT_UPLOAD_POSITIONS, /* 12 bytes an atom */
  VT_UPLOAD_RADII,     /* 4 */
  VT_UPLOAD_VALUES,    /* 4 */
  VT_UPLOAD_FLAGS,     /* 1 */
  VT_UPLOAD_COLORS,    /* the colour map or the categories' */
  VT_UPLOAD_OVERLAYS,  /* lines and faces, the cell's edges too */
  VT_UPLOAD_PIXELS,    /* colours and depths, 8 bytes a pixel, with every picture */
  VT_N_UPLOADS
} VtUpload;

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
 * Returns: FALSE with VT_ERROR_LIMIT where the target is larger than this OpenGL takes
 */
gboolean vt_renderer_draw (VtRenderer           *renderer,
                           const VtScene        *scene,
                           const VtCamera       *camera,
                           const VtRenderTarget *target,
                           GError              **error);

/* Bytes sent to OpenGL since the renderer was made: for tests and benchmarks. */
guint64 vt_renderer_get_uploaded (const VtRenderer *renderer, VtUpload what);

G_END_DECLS

/* Pictures without a window: EGL without a surface, on any thread. */
#pragma once

#include "vt-renderer.h"

G_BEGIN_DECLS

typedef struct _VtOffscreen VtOffscreen;

/**
 * vt_offscreen_new:
 *
 * A context and a renderer of its own. Use it from one thread at a time; each call makes the context current and
 * puts back what was. Better on a worker: drawing takes its time.
 *
 * Returns: (transfer full): or %NULL with VT_ERROR_UNAVAILABLE where this machine has no EGL, and advice
 */
VtOffscreen *vt_offscreen_new (GError **error);
void         vt_offscreen_free (VtOffscreen *offscreen);
/* For its settings; drawing is by vt_offscreen_draw(). (transfer none) */
VtRenderer  *vt_offscreen_get_renderer (VtOffscreen *offscreen);

/**
 * vt_offscreen_draw:
 * @width, @height: pixels, 1 … 65535; larger than OpenGL's limits is drawn in tiles
 * @scale: pixels a logical pixel, for line widths: dpi / 96
 * @supersample: 1, 2 or 4
 * @background: (nullable): instead of the scene's; alpha 0 for a transparent picture
 *
 * Returns: (transfer full): RGBA, 8 bits each, premultiplied, upper row first, rows packed (stride 4 · @width)
 */
GBytes *vt_offscreen_draw (VtOffscreen    *offscreen,
                           const VtScene  *scene,
                           const VtCamera *camera,
                           int             width,
                           int             height,
                           double          scale,
                           int             supersample,
                           const VtColor  *background,
                           GCancellable   *cancellable,
                           GError        **error);
/* One picture with a context made for it. */
GBytes *vt_offscreen_render (const VtScene  *scene,
                             const VtCamera *camera,
                             int             width,
                             int             height,
                             double          scale,
                             int             supersample,
                             const VtColor  *background,
                             GCancellable   *cancellable,
                             GError        **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtOffscreen, vt_offscreen_free)

G_END_DECLS

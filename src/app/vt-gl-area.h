/* An area for OpenGL that is quick where the window is painted by the processor. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * VtGlArea:
 *
 * A GtkGLArea in all respects but one: there is no depth or stencil buffer, even if asked for. "render" is emitted with
 * its framebuffer bound, whole and current, "resize" before it where that is of another size. Draws whenever it is asked
 * to.
 */
#define VT_TYPE_GL_AREA (vt_gl_area_get_type ())
G_DECLARE_FINAL_TYPE (VtGlArea, vt_gl_area, VT, GL_AREA, GtkGLArea)

GtkWidget *vt_gl_area_new (void);

G_END_DECLS

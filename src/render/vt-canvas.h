/* Where a picture is drawn before it is averaged down to its place. Internal to the folder. */
#pragma once

#include <epoxy/gl.h>
#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * VtCanvas:
 * @framebuffers: [0] width × supersample wide, colour and depth; [1] half of that, colour only, where @supersample is 4
 * @textures: colour and depth of [0]: RGBA8 and DEPTH_COMPONENT32F, so that they can be filled without being drawn to
 * @renderbuffer: colour of [1]
 */
typedef struct
{
  GLuint framebuffers[2];
  GLuint textures[2];
  GLuint renderbuffer;
  int    width;
  int    height;
  int    supersample;
} VtCanvas;

/* Makes it that large, at no cost where it is; VT_ERROR_LIMIT where OpenGL has no room. Changes bindings. */
gboolean vt_canvas_resize (VtCanvas *canvas, int width, int height, int supersample, GError **error);
/* Averages the picture into @framebuffer's lower left corner. */
void     vt_canvas_resolve (const VtCanvas *canvas, GLuint framebuffer);
void     vt_canvas_clear (VtCanvas *canvas);

G_END_DECLS

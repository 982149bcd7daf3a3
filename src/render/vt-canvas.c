/*
 * Supersampling by halves: a linear blit at exactly 2 : 1 samples between four pixels, so it is their mean; 4 : 1 takes
 * two steps.
 */
#include "vt-canvas.h"

#include "vt-error.h"
#include "vt-i18n.h"

void
vt_canvas_clear (VtCanvas *canvas)
{
  glDeleteFramebuffers (2, canvas->framebuffers);
  glDeleteRenderbuffers (3, canvas->renderbuffers);
  *canvas = (VtCanvas){ 0 };
}

static void
attach (GLenum attachment, GLuint renderbuffer, GLenum format, int width, int height)
{
  glBindRenderbuffer (GL_RENDERBUFFER, renderbuffer);
  glRenderbufferStorage (GL_RENDERBUFFER, format, width, height);
  glFramebufferRenderbuffer (GL_FRAMEBUFFER, attachment, GL_RENDERBUFFER, renderbuffer);
}

gboolean
vt_canvas_resize (VtCanvas *canvas, int width, int height, int supersample, GError **error)
{
  GLint most_renderbuffer = 0, most_viewport[2] = { 0, 0 };
  gboolean good;

  if (canvas->framebuffers[0] != 0 && canvas->width == width && canvas->height == height &&
      canvas->supersample == supersample)
    return TRUE;
  vt_canvas_clear (canvas);
  glGetIntegerv (GL_MAX_RENDERBUFFER_SIZE, &most_renderbuffer);
  glGetIntegerv (GL_MAX_VIEWPORT_DIMS, most_viewport);
  good = MAX (width, height) <= MIN (most_renderbuffer, MIN (most_viewport[0], most_viewport[1])) / supersample;
  if (good)
    {
      glGenFramebuffers (2, canvas->framebuffers);
      glGenRenderbuffers (3, canvas->renderbuffers);
      glBindFramebuffer (GL_FRAMEBUFFER, canvas->framebuffers[1]);
      if (supersample == 4)
        attach (GL_COLOR_ATTACHMENT0, canvas->renderbuffers[2], GL_RGBA8, width * 2, height * 2);
      good = supersample < 4 || glCheckFramebufferStatus (GL_FRAMEBUFFER) == GL_FRAMEBUFFER_COMPLETE;
      glBindFramebuffer (GL_FRAMEBUFFER, canvas->framebuffers[0]);
      attach (GL_COLOR_ATTACHMENT0, canvas->renderbuffers[0], GL_RGBA8, width * supersample, height * supersample);
      attach (GL_DEPTH_ATTACHMENT, canvas->renderbuffers[1], GL_DEPTH_COMPONENT32F, width * supersample,
              height * supersample);
      good = good && glCheckFramebufferStatus (GL_FRAMEBUFFER) == GL_FRAMEBUFFER_COMPLETE;
    }
  if (!good)
    {
      VtPlace place = { NULL, -1, 0, _("Choose a smaller picture or fewer samples") };

      vt_canvas_clear (canvas);
      vt_set_error_at (error, VT_ERROR_LIMIT, &place, _("OpenGL has no room for a picture of %d × %d pixels"), width,
                       height);
      return FALSE;
    }
  canvas->width = width;
  canvas->height = height;
  canvas->supersample = supersample;
  return TRUE;
}

void
vt_canvas_resolve (const VtCanvas *canvas, GLuint framebuffer)
{
  GLuint from = canvas->framebuffers[0];
  int width = canvas->width * canvas->supersample, height = canvas->height * canvas->supersample;

  if (canvas->supersample == 4)
    {
      glBindFramebuffer (GL_READ_FRAMEBUFFER, from);
      glBindFramebuffer (GL_DRAW_FRAMEBUFFER, canvas->framebuffers[1]);
      glBlitFramebuffer (0, 0, width, height, 0, 0, width / 2, height / 2, GL_COLOR_BUFFER_BIT, GL_LINEAR);
      from = canvas->framebuffers[1];
      width /= 2;
      height /= 2;
    }
  glBindFramebuffer (GL_READ_FRAMEBUFFER, from);
  glBindFramebuffer (GL_DRAW_FRAMEBUFFER, framebuffer);
  glBlitFramebuffer (0, 0, width, height, 0, 0, canvas->width, canvas->height, GL_COLOR_BUFFER_BIT,
                     width == canvas->width ? GL_NEAREST : GL_LINEAR);
}

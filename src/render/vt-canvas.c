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
  glDeleteTextures (2, canvas->textures);
  glDeleteRenderbuffers (1, &canvas->renderbuffer);
  *canvas = (VtCanvas){ 0 };
}

static void
attach_renderbuffer (GLuint renderbuffer, int width, int height)
{
  glBindRenderbuffer (GL_RENDERBUFFER, renderbuffer);
  glRenderbufferStorage (GL_RENDERBUFFER, GL_RGBA8, width, height);
  glFramebufferRenderbuffer (GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_RENDERBUFFER, renderbuffer);
}

static void
attach_textures (const GLuint *textures, int width, int height)
{
  glActiveTexture (GL_TEXTURE0);
  glBindTexture (GL_TEXTURE_2D, textures[0]);
  glTexImage2D (GL_TEXTURE_2D, 0, GL_RGBA8, width, height, 0, GL_RGBA, GL_UNSIGNED_BYTE, NULL);
  glBindTexture (GL_TEXTURE_2D, textures[1]);
  glTexImage2D (GL_TEXTURE_2D, 0, GL_DEPTH_COMPONENT32F, width, height, 0, GL_DEPTH_COMPONENT, GL_FLOAT, NULL);
  for (guint i = 0; i < 2; i++)
    {
      glBindTexture (GL_TEXTURE_2D, textures[i]);
      glTexParameteri (GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
      glTexParameteri (GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_NEAREST);
      glFramebufferTexture2D (GL_FRAMEBUFFER, i == 0 ? GL_COLOR_ATTACHMENT0 : GL_DEPTH_ATTACHMENT, GL_TEXTURE_2D,
                              textures[i], 0);
    }
}

/* Pixels a side, of all that is made here. */
static GLint
get_limit (void)
{
  GLint renderbuffer = 0, texture = 0, viewport[2] = { 0, 0 };

  glGetIntegerv (GL_MAX_RENDERBUFFER_SIZE, &renderbuffer);
  glGetIntegerv (GL_MAX_TEXTURE_SIZE, &texture);
  glGetIntegerv (GL_MAX_VIEWPORT_DIMS, viewport);
  return MIN (MIN (renderbuffer, texture), MIN (viewport[0], viewport[1]));
}

gboolean
vt_canvas_resize (VtCanvas *canvas, int width, int height, int supersample, GError **error)
{
  gboolean good;

  if (canvas->framebuffers[0] != 0 && canvas->width == width && canvas->height == height &&
      canvas->supersample == supersample)
    return TRUE;
  vt_canvas_clear (canvas);
  good = MAX (width, height) <= get_limit () / supersample;
  if (good)
    {
      glGenFramebuffers (2, canvas->framebuffers);
      glGenTextures (2, canvas->textures);
      glGenRenderbuffers (1, &canvas->renderbuffer);
      glBindFramebuffer (GL_FRAMEBUFFER, canvas->framebuffers[1]);
      if (supersample == 4)
        attach_renderbuffer (canvas->renderbuffer, width * 2, height * 2);
      good = supersample < 4 || glCheckFramebufferStatus (GL_FRAMEBUFFER) == GL_FRAMEBUFFER_COMPLETE;
      glBindFramebuffer (GL_FRAMEBUFFER, canvas->framebuffers[0]);
      attach_textures (canvas->textures, width * supersample, height * supersample);
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

/*
 * Spheres where OpenGL is software, drawn by the splatter. The opaque come first, so its colours and depths are simply
 * copied into the canvas instead of it being cleared: a fragment would cost more than a splat. Ghosts go up as two
 * textures, and one triangle blends them (shaders/splat.frag).
 */
#include "vt-renderer-private.h"

#include <math.h>
#include "vt-program.h"
#include "vt-shading.h"
#include "vt-splatter.h"

struct _VtSplats
{
  VtUploads  *uploads;
  VtSplatter *splatter;
  GLuint      program, vertices, textures[2];
  int         width, height; /* of the textures */
};

VtSplats *
vt_splats_new (VtUploads *uploads, GError **error)
{
  VtSplats *splats = g_new0 (VtSplats, 1);

  splats->program = vt_program_new ("splat", error);
  if (splats->program == 0)
    {
      g_free (splats);
      return NULL;
    }
  splats->uploads = uploads;
  splats->splatter = vt_splatter_new ();
  glGenVertexArrays (1, &splats->vertices);
  glGenTextures (2, splats->textures);
  for (guint i = 0; i < 2; i++)
    {
      glActiveTexture (GL_TEXTURE0 + i);
      glBindTexture (GL_TEXTURE_2D, splats->textures[i]);
      glTexParameteri (GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
      glTexParameteri (GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_NEAREST);
    }
  return splats;
}

void
vt_splats_free (VtSplats *splats)
{
  if (splats == NULL)
    return;
  vt_splatter_free (splats->splatter);
  glDeleteVertexArrays (1, &splats->vertices);
  glDeleteTextures (2, splats->textures);
  glDeleteProgram (splats->program);
  g_free (splats);
}

/* Both of the splatter's, into textures that are theirs. @depths: as what */
static void
send (VtSplats *splats, const GLuint textures[2], GLenum depths, const VtRenderShot *shot)
{
  gsize stride = vt_splatter_get_stride (splats->splatter);
  const VtUploadImage images[2]
      = { { GL_RGBA, GL_UNSIGNED_INT_8_8_8_8_REV, vt_splatter_get_colors (splats->splatter), stride },
          { depths, GL_FLOAT, vt_splatter_get_depths (splats->splatter), stride } };

  glActiveTexture (GL_TEXTURE0);
  for (guint i = 0; i < 2; i++)
    {
      glBindTexture (GL_TEXTURE_2D, textures[i]);
      vt_uploads_send_image (splats->uploads, VT_UPLOAD_PIXELS, &images[i], shot->width, shot->height);
    }
  /* Not to be read while it is drawn to. */
  glBindTexture (GL_TEXTURE_2D, 0);
}

/* Premultiplied, as the canvas would be cleared to. */
static guint32
get_background (const VtScene *scene)
{
  const VtColor *color = &scene->background;
  const float parts[4] = { color->red * color->alpha, color->green * color->alpha, color->blue * color->alpha,
                           color->alpha };
  guint32 pixel = 0;

  for (guint i = 0; i < 4; i++)
    pixel |= (guint32) lroundf (255 * CLAMP (parts[i], 0.0f, 1.0f)) << (8 * i);
  return pixel;
}

void
vt_splats_draw (VtSplats *splats, const VtRenderShot *shot, const VtCanvas *canvas)
{
  const VtSplatChoice opaque = { VT_ATOM_HIDDEN | VT_ATOM_GHOST, 0, { 1, 1 }, get_background (shot->scene) };

  vt_splatter_draw (splats->splatter, shot, &opaque);
  send (splats, canvas->textures, GL_DEPTH_COMPONENT, shot);
}

/* The ghosts' own textures, of the picture's size. */
static void
fit_textures (VtSplats *splats, int width, int height)
{
  static const GLint stored[2] = { GL_RGBA8, GL_R32F };
  static const GLenum formats[2] = { GL_RGBA, GL_RED };

  if (width == splats->width && height == splats->height)
    return;
  glActiveTexture (GL_TEXTURE0);
  for (guint i = 0; i < 2; i++)
    {
      glBindTexture (GL_TEXTURE_2D, splats->textures[i]);
      glTexImage2D (GL_TEXTURE_2D, 0, stored[i], width, height, 0, formats[i], GL_FLOAT, NULL);
    }
  splats->width = width;
  splats->height = height;
}

static void
bind_textures (const VtSplats *splats)
{
  for (guint i = 0; i < 2; i++)
    {
      glActiveTexture (GL_TEXTURE0 + i);
      glBindTexture (GL_TEXTURE_2D, splats->textures[i]);
    }
  vt_program_set_int (splats->program, "u_colors", 0);
  vt_program_set_int (splats->program, "u_depths", 1);
}

void
vt_splats_draw_ghosts (VtSplats *splats, const VtRenderShot *shot)
{
  const VtSplatChoice ghosts
      = { VT_ATOM_HIDDEN | VT_ATOM_GHOST, VT_ATOM_GHOST, { VT_SHADING_GHOST_FRONT, VT_SHADING_GHOST_RIM }, 0 };

  if (!shot->scene->has_ghosts)
    return;
  vt_splatter_draw (splats->splatter, shot, &ghosts);
  fit_textures (splats, shot->width, shot->height);
  send (splats, splats->textures, GL_RED, shot);
  vt_render_begin_blending ();
  glDepthMask (GL_TRUE);
  glUseProgram (splats->program);
  bind_textures (splats);
  glBindVertexArray (splats->vertices);
  glDrawArrays (GL_TRIANGLES, 0, 3);
  vt_render_end_blending ();
}

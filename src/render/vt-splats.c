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
  VtSplatter *splatter;
  GLuint      program, vertices, textures[2];
  int         width, height; /* of the textures */
};

VtSplats *
vt_splats_new (GError **error)
{
  VtSplats *splats = g_new0 (VtSplats, 1);

  splats->program = vt_program_new ("splat", error);
  if (splats->program == 0)
    {
      g_free (splats);
      return NULL;
    }
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

typedef struct
{
  GLint         stored;
  GLenum        format, type;
  gconstpointer pixels;
} Image;

/* Into the lower left corner of a texture, which is bound. */
static void
copy (const VtSplats *splats, const Image *image, int width, int height)
{
  glPixelStorei (GL_UNPACK_ROW_LENGTH, (GLint) vt_splatter_get_stride (splats->splatter));
  glTexSubImage2D (GL_TEXTURE_2D, 0, 0, 0, width, height, image->format, image->type, image->pixels);
  glPixelStorei (GL_UNPACK_ROW_LENGTH, 0);
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
  VtSplatter *splatter = splats->splatter;

  vt_splatter_draw (splatter, shot, &opaque);
  glActiveTexture (GL_TEXTURE0);
  glBindTexture (GL_TEXTURE_2D, canvas->textures[0]);
  copy (splats, &(Image){ 0, GL_RGBA, GL_UNSIGNED_INT_8_8_8_8_REV, vt_splatter_get_colors (splatter) }, shot->width,
        shot->height);
  glBindTexture (GL_TEXTURE_2D, canvas->textures[1]);
  copy (splats, &(Image){ 0, GL_DEPTH_COMPONENT, GL_FLOAT, vt_splatter_get_depths (splatter) }, shot->width,
        shot->height);
  /* Not to be read while it is drawn to. */
  glBindTexture (GL_TEXTURE_2D, 0);
}

static void
send (VtSplats *splats, int width, int height)
{
  const Image images[2]
      = { { GL_RGBA8, GL_RGBA, GL_UNSIGNED_INT_8_8_8_8_REV, vt_splatter_get_colors (splats->splatter) },
          { GL_R32F, GL_RED, GL_FLOAT, vt_splatter_get_depths (splats->splatter) } };
  gboolean fits = width == splats->width && height == splats->height;

  for (guint i = 0; i < 2; i++)
    {
      glActiveTexture (GL_TEXTURE0 + i);
      glBindTexture (GL_TEXTURE_2D, splats->textures[i]);
      if (!fits)
        glTexImage2D (GL_TEXTURE_2D, 0, images[i].stored, width, height, 0, images[i].format, images[i].type, NULL);
      copy (splats, &images[i], width, height);
    }
  splats->width = width;
  splats->height = height;
}

void
vt_splats_draw_ghosts (VtSplats *splats, const VtRenderShot *shot)
{
  const VtSplatChoice ghosts
      = { VT_ATOM_HIDDEN | VT_ATOM_GHOST, VT_ATOM_GHOST, { VT_SHADING_GHOST_FRONT, VT_SHADING_GHOST_RIM }, 0 };

  if (!shot->scene->has_ghosts)
    return;
  vt_splatter_draw (splats->splatter, shot, &ghosts);
  send (splats, shot->width, shot->height);
  vt_render_begin_blending ();
  glDepthMask (GL_TRUE);
  glUseProgram (splats->program);
  vt_program_set_int (splats->program, "u_colors", 0);
  vt_program_set_int (splats->program, "u_depths", 1);
  glBindVertexArray (splats->vertices);
  glDrawArrays (GL_TRIANGLES, 0, 3);
  vt_render_end_blending ();
}

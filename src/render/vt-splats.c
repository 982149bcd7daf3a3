/*
 * Spheres where OpenGL is software: the splatter draws them, its colours and depths go up as two textures, and one
 * triangle puts them where squares would have (shaders/splat.frag), so that all else is drawn among them as ever.
 */
#include "vt-renderer-private.h"

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

/* As wide as the splatter's rows, so that they go up in one piece. */
static void
send (VtSplats *splats, int height)
{
  int width = (int) vt_splatter_get_stride (splats->splatter);
  gboolean fits = width == splats->width && height == splats->height;
  const struct
  {
    GLint         stored;
    GLenum        format, type;
    gconstpointer pixels;
  } images[2] = { { GL_RGBA8, GL_RGBA, GL_UNSIGNED_INT_8_8_8_8_REV, vt_splatter_get_colors (splats->splatter) },
                  { GL_R32F, GL_RED, GL_FLOAT, vt_splatter_get_depths (splats->splatter) } };

  for (guint i = 0; i < 2; i++)
    {
      glActiveTexture (GL_TEXTURE0 + i);
      glBindTexture (GL_TEXTURE_2D, splats->textures[i]);
      if (fits)
        glTexSubImage2D (GL_TEXTURE_2D, 0, 0, 0, width, height, images[i].format, images[i].type, images[i].pixels);
      else
        glTexImage2D (GL_TEXTURE_2D, 0, images[i].stored, width, height, 0, images[i].format, images[i].type,
                      images[i].pixels);
    }
  splats->width = width;
  splats->height = height;
}

static void
draw (VtSplats *splats, const VtRenderShot *shot, const VtSplatChoice *choice)
{
  vt_splatter_draw (splats->splatter, shot, choice);
  send (splats, shot->height);
  glUseProgram (splats->program);
  vt_program_set_int (splats->program, "u_colors", 0);
  vt_program_set_int (splats->program, "u_depths", 1);
  glBindVertexArray (splats->vertices);
  glDrawArrays (GL_TRIANGLES, 0, 3);
}

void
vt_splats_draw (VtSplats *splats, const VtRenderShot *shot)
{
  const VtSplatChoice opaque = { VT_ATOM_HIDDEN | VT_ATOM_GHOST, 0, { 1, 1 } };

  draw (splats, shot, &opaque);
}

void
vt_splats_draw_ghosts (VtSplats *splats, const VtRenderShot *shot)
{
  const VtSplatChoice ghosts
      = { VT_ATOM_HIDDEN | VT_ATOM_GHOST, VT_ATOM_GHOST, { VT_SHADING_GHOST_FRONT, VT_SHADING_GHOST_RIM } };

  if (!shot->scene->has_ghosts)
    return;
  vt_render_begin_blending ();
  glDepthMask (GL_TRUE);
  draw (splats, shot, &ghosts);
  vt_render_end_blending ();
}

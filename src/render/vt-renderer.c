/*
 * The driver: numbers of the picture, OpenGL's state, and who draws into it one after the other. Spheres are drawn by
 * vt-spheres.c or (by the processor) vt-splats.c, over them faces by vt-faces.c, then lines (the cell's edges too) by vt-lines.c.
 */
#include "vt-renderer-private.h"

#include <string.h>
#include "vt-error.h"
#include "vt-gl-state.h"
#include "vt-i18n.h"
#include "vt-program.h"

struct _VtRenderer
{
  VtSpheres  *spheres;
  VtSplats   *splats; /* instead, where OpenGL is software */
  VtFaces    *faces;
  VtLines    *lines;
  VtCanvas    canvas;
  VtUploads   uploads;
  VtSpheresBy by;
  gboolean    software;
};

static gboolean
is_software (void)
{
  const char *name = (const char *) glGetString (GL_RENDERER);

  return name != NULL && (strstr (name, "llvmpipe") || strstr (name, "softpipe") || strstr (name, "SWR") ||
                          strstr (name, "Software") || strstr (name, "SwiftShader"));
}

VtRenderer *
vt_renderer_new (GError **error)
{
  VtRenderer *renderer;
  VtGlState state;

  if (!epoxy_is_desktop_gl () || epoxy_gl_version () < 33)
    {
      VtPlace place = { NULL, -1, 0, _("Updating the graphics driver may help; the slice view works without it") };
      const char *version = (const char *) glGetString (GL_VERSION);

      vt_set_error_at (error, VT_ERROR_UNAVAILABLE, &place, _("The 3D view needs OpenGL 3.3, this is %s"),
                       version != NULL ? version : _("none"));
      return NULL;
    }
  renderer = g_new0 (VtRenderer, 1);
  vt_gl_state_save (&state);
  renderer->software = is_software ();
  renderer->spheres = vt_spheres_new (&renderer->uploads, error);
  if (renderer->spheres != NULL)
    renderer->splats = vt_splats_new (&renderer->uploads, error);
  if (renderer->splats != NULL)
    renderer->faces = vt_faces_new (&renderer->uploads, error);
  if (renderer->faces != NULL)
    renderer->lines = vt_lines_new (&renderer->uploads, error);
  if (renderer->lines == NULL)
    g_clear_pointer (&renderer, vt_renderer_free);
  vt_gl_state_restore (&state);
  return renderer;
}

void
vt_renderer_free (VtRenderer *renderer)
{
  if (renderer == NULL)
    return;
  vt_canvas_clear (&renderer->canvas);
  vt_spheres_free (renderer->spheres);
  vt_splats_free (renderer->splats);
  vt_faces_free (renderer->faces);
  vt_lines_free (renderer->lines);
  g_free (renderer);
}

void
vt_renderer_set_spheres_by (VtRenderer *renderer, VtSpheresBy by)
{
  g_return_if_fail (renderer != NULL);

  renderer->by = by;
}

gboolean
vt_renderer_is_software (const VtRenderer *renderer)
{
  g_return_val_if_fail (renderer != NULL, FALSE);

  return renderer->software;
}

guint64
vt_renderer_get_uploaded (const VtRenderer *renderer, VtUpload what)
{
  g_return_val_if_fail (renderer != NULL && what < VT_N_UPLOADS, 0);

  return renderer->uploads.bytes[what];
}

void
vt_render_shot_set_uniforms (const VtRenderShot *shot, GLuint program)
{
  glUseProgram (program);
  vt_program_set_matrix (program, "u_view", shot->view);
  vt_program_set_matrix (program, "u_projection", shot->projection);
  vt_program_set_vec2 (program, "u_cue", shot->cue[0], shot->cue[1]);
  vt_program_set_float (program, "u_cue_strength", CLAMP (shot->scene->depth_cue, 0, 1));
}

void
vt_render_begin_blending (void)
{
  glEnable (GL_BLEND);
  glBlendEquation (GL_FUNC_ADD);
  glBlendFunc (GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
  glDepthMask (GL_FALSE);
}

void
vt_render_end_blending (void)
{
  glDisable (GL_BLEND);
  glDepthMask (GL_TRUE);
}

static void
begin_picture (const VtRenderer *renderer, const VtRenderShot *shot)
{
  glBindFramebuffer (GL_FRAMEBUFFER, renderer->canvas.framebuffers[0]);
  glViewport (0, 0, shot->width, shot->height);
  glDisable (GL_SCISSOR_TEST);
  glDisable (GL_STENCIL_TEST);
  glDisable (GL_CULL_FACE);
  glDisable (GL_BLEND);
  glDisable (GL_FRAMEBUFFER_SRGB);
  glEnable (GL_DEPTH_TEST);
  glDepthFunc (GL_LESS);
  glDepthMask (GL_TRUE);
  glColorMask (GL_TRUE, GL_TRUE, GL_TRUE, GL_TRUE);
}

static gboolean
splats (const VtRenderer *renderer)
{
  return renderer->by == VT_SPHERES_BY_PROCESSOR || (renderer->by == VT_SPHERES_AUTOMATIC && renderer->software);
}

static void
draw_spheres (VtRenderer *renderer, const VtRenderShot *shot)
{
  const VtColor *color = &shot->scene->background;

  if (splats (renderer))
    {
      vt_splats_draw (renderer->splats, shot, &renderer->canvas);
      return;
    }
  glClearColor (color->red * color->alpha, color->green * color->alpha, color->blue * color->alpha, color->alpha);
  glClearDepth (1);
  glClear (GL_COLOR_BUFFER_BIT | GL_DEPTH_BUFFER_BIT);
  vt_spheres_draw (renderer->spheres, shot);
}

static void
draw_ghosts (VtRenderer *renderer, const VtRenderShot *shot)
{
  if (splats (renderer))
    vt_splats_draw_ghosts (renderer->splats, shot);
  else
    vt_spheres_draw_ghosts (renderer->spheres, shot);
}

static void
draw_picture (VtRenderer *renderer, const VtScene *scene, const VtCamera *camera, const VtRenderTarget *target)
{
  VtRenderShot shot;

  vt_render_shot_init (&shot, scene, camera, target);
  glBindBuffer (GL_PIXEL_UNPACK_BUFFER, 0);
  glPixelStorei (GL_UNPACK_ALIGNMENT, 4);
  glPixelStorei (GL_UNPACK_ROW_LENGTH, 0);
  begin_picture (renderer, &shot);
  draw_spheres (renderer, &shot);
  vt_faces_draw (renderer->faces, &shot);
  vt_lines_draw (renderer->lines, &shot);
  draw_ghosts (renderer, &shot);
  vt_canvas_resolve (&renderer->canvas, target->framebuffer);
}

gboolean
vt_renderer_draw (VtRenderer *renderer, const VtScene *scene, const VtCamera *camera, const VtRenderTarget *target,
                  GError **error)
{
  VtGlState state;
  gboolean good;

  g_return_val_if_fail (renderer != NULL && scene != NULL && camera != NULL && target != NULL, FALSE);
  g_return_val_if_fail (target->width > 0 && target->height > 0 && target->scale > 0, FALSE);
  g_return_val_if_fail (target->supersample == 1 || target->supersample == 2 || target->supersample == 4, FALSE);

  vt_gl_state_save (&state);
  good = vt_canvas_resize (&renderer->canvas, target->width, target->height, target->supersample, error);
  if (good)
    draw_picture (renderer, scene, camera, target);
  vt_gl_state_restore (&state);
  return good;
}

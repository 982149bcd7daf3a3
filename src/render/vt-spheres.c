/*
 * Spheres as ray-cast squares (shaders/sphere.vert tells the geometry), one instance an atom. Their arrays lie in
 * buffer textures, looked up by atom index. Colours are a texture of 256 entries and a few uniforms. Cost: on a graphics
 * card a vertex's; in software a fragment's (some 10 ns), hence vt-splats.c.
 */
#include "vt-renderer-private.h"

#include <math.h>
#include <string.h>
#include "vt-program.h"
#include "vt-shading.h"

#define MISSING_VALUE -1e38f
#define LARGEST_VALUE 1e37f

enum
{
  SPHERES,
  VALUES,
  FLAGS,
  N_ARRAYS
};

struct _VtSpheres
{
  GLuint   program, vertices;
  GLuint   arrays[N_ARRAYS], textures[N_ARRAYS], colors_texture;
  guint64  generations[4]; /* of positions, radii, values and flags as sent */
  guint8   colors[VT_COLORMAP_SIZE][4];
  gboolean colors_known;
  guint64  n_uploads;
};

static void
make_objects (VtSpheres *spheres)
{
  static const GLenum formats[N_ARRAYS] = { GL_RGBA32F, GL_R32F, GL_R8UI };

  glGenBuffers (N_ARRAYS, spheres->arrays);
  glGenTextures (N_ARRAYS, spheres->textures);
  for (guint i = 0; i < N_ARRAYS; i++)
    {
      glBindBuffer (GL_TEXTURE_BUFFER, spheres->arrays[i]);
      glBufferData (GL_TEXTURE_BUFFER, 16, NULL, GL_DYNAMIC_DRAW);
      glActiveTexture (GL_TEXTURE0 + i);
      glBindTexture (GL_TEXTURE_BUFFER, spheres->textures[i]);
      glTexBuffer (GL_TEXTURE_BUFFER, formats[i], spheres->arrays[i]);
    }
  glGenTextures (1, &spheres->colors_texture);
  glActiveTexture (GL_TEXTURE0 + N_ARRAYS);
  glBindTexture (GL_TEXTURE_2D, spheres->colors_texture);
  glTexParameteri (GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
  glTexParameteri (GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_NEAREST);
  glGenVertexArrays (1, &spheres->vertices);
}

VtSpheres *
vt_spheres_new (GError **error)
{
  VtSpheres *spheres = g_new0 (VtSpheres, 1);

  spheres->program = vt_program_new ("sphere", error);
  if (spheres->program == 0)
    {
      g_free (spheres);
      return NULL;
    }
  make_objects (spheres);
  return spheres;
}

void
vt_spheres_free (VtSpheres *spheres)
{
  if (spheres == NULL)
    return;
  glDeleteVertexArrays (1, &spheres->vertices);
  glDeleteTextures (N_ARRAYS, spheres->textures);
  glDeleteTextures (1, &spheres->colors_texture);
  glDeleteBuffers (N_ARRAYS, spheres->arrays);
  glDeleteProgram (spheres->program);
  g_free (spheres);
}

guint64
vt_spheres_get_n_uploads (const VtSpheres *spheres)
{
  return spheres->n_uploads;
}

static void
send (VtSpheres *spheres, guint array, gsize size, gconstpointer data)
{
  glBindBuffer (GL_TEXTURE_BUFFER, spheres->arrays[array]);
  glBufferData (GL_TEXTURE_BUFFER, (GLsizeiptr) MAX (size, 16), NULL, GL_DYNAMIC_DRAW);
  if (size > 0)
    glBufferSubData (GL_TEXTURE_BUFFER, 0, (GLsizeiptr) size, data);
  spheres->n_uploads++;
}

static void
send_spheres (VtSpheres *spheres, const VtScene *scene)
{
  g_autofree float *packed = g_new (float, 4 * scene->n_atoms);

  for (gsize i = 0; i < scene->n_atoms; i++)
    {
      memcpy (packed + 4 * i, scene->positions + 3 * i, 3 * sizeof (float));
      packed[4 * i + 3] = scene->radii[i];
    }
  send (spheres, SPHERES, 4 * scene->n_atoms * sizeof (float), packed);
}

/* NaN travels as a number of its own: drivers may optimise isnan() away. */
static void
send_values (VtSpheres *spheres, const VtScene *scene)
{
  g_autofree float *values = g_new (float, scene->n_atoms);

  for (gsize i = 0; i < scene->n_atoms; i++)
    values[i] = isnan (scene->values[i]) ? MISSING_VALUE : CLAMP (scene->values[i], -LARGEST_VALUE, LARGEST_VALUE);
  send (spheres, VALUES, scene->n_atoms * sizeof (float), values);
}

static void
send_colors (VtSpheres *spheres, const VtShading *shading)
{
  glActiveTexture (GL_TEXTURE0 + N_ARRAYS);
  glBindTexture (GL_TEXTURE_2D, spheres->colors_texture);
  if (spheres->colors_known && memcmp (shading->colors, spheres->colors, sizeof spheres->colors) == 0)
    return;
  memcpy (spheres->colors, shading->colors, sizeof spheres->colors);
  spheres->colors_known = TRUE;
  glTexImage2D (GL_TEXTURE_2D, 0, GL_RGBA8, VT_COLORMAP_SIZE, 1, 0, GL_RGBA, GL_UNSIGNED_BYTE, shading->colors);
}

static void
send_changes (VtSpheres *spheres, const VtScene *scene)
{
  guint64 *sent = spheres->generations;

  if (sent[0] != scene->positions_generation || sent[1] != scene->radii_generation)
    send_spheres (spheres, scene);
  if (sent[2] != scene->values_generation)
    send_values (spheres, scene);
  if (sent[3] != scene->flags_generation)
    send (spheres, FLAGS, scene->n_atoms, scene->flags);
  sent[0] = scene->positions_generation;
  sent[1] = scene->radii_generation;
  sent[2] = scene->values_generation;
  sent[3] = scene->flags_generation;
}

static void
set_light (GLuint program, const VtShading *shading)
{
  const double *light = shading->light, *highlight = shading->highlight;

  vt_program_set_vec4 (program, "u_light", light[0], light[1], light[2], light[3]);
  vt_program_set_float (program, "u_light_floor", shading->light_floor);
  vt_program_set_vec4 (program, "u_highlight", highlight[0], highlight[1], highlight[2], highlight[3]);
  vt_program_set_float (program, "u_outline", shading->outline);
}

static void
set_colors (GLuint program, const VtScene *scene, const VtShading *shading)
{
  const VtColor *missing = &scene->color_scale.missing, *background = &scene->background;

  vt_program_set_vec2 (program, "u_transform", shading->factor, shading->offset);
  vt_program_set_int (program, "u_log", shading->logarithmic);
  vt_program_set_int (program, "u_categories", shading->n_categories > 0);
  vt_program_set_float (program, "u_n_categories", shading->n_categories);
  vt_program_set_vec3 (program, "u_missing", missing->red, missing->green, missing->blue);
  vt_program_set_vec3 (program, "u_background", background->red, background->green, background->blue);
  vt_program_set_vec3 (program, "u_selected", scene->selected_color.red, scene->selected_color.green,
                       scene->selected_color.blue);
}

/* Sends what changed, and the program's uniforms. */
static void
prepare (VtSpheres *spheres, const VtRenderShot *shot)
{
  static const char *const samplers[] = { "u_spheres", "u_values", "u_flags", "u_colors" };
  const VtScene *scene = shot->scene;
  GLuint program = spheres->program;
  gboolean perspective = shot->camera->projection == VT_PROJECTION_PERSPECTIVE;
  VtShading shading;

  vt_shading_init (&shading, scene);
  send_changes (spheres, scene);
  send_colors (spheres, &shading);
  vt_render_shot_set_uniforms (shot, program);
  set_colors (program, scene, &shading);
  set_light (program, &shading);
  for (guint i = 0; i <= N_ARRAYS; i++)
    {
      vt_program_set_int (program, samplers[i], (int) i);
      glActiveTexture (GL_TEXTURE0 + i);
      if (i < N_ARRAYS)
        glBindTexture (GL_TEXTURE_BUFFER, spheres->textures[i]);
    }
  vt_program_set_int (program, "u_perspective", perspective);
  vt_program_set_float (program, "u_depth_eye", perspective ? 0.5 * (1 - (double) shot->projection[10]) : 1);
  vt_program_set_float (program, "u_depth_slope", perspective ? 1 : 0);
  vt_program_set_float (program, "u_rim_pixels", VT_SHADING_RIM_WIDTH * shot->line_scale);
  vt_program_set_float (program, "u_pixels", shot->pixels);
  vt_program_set_float (program, "u_alpha_front", VT_SHADING_GHOST_FRONT);
  vt_program_set_float (program, "u_alpha_rim", VT_SHADING_GHOST_RIM);
}

/* Without any array of their own: the instance is the atom. */
static void
draw_all (VtSpheres *spheres, const VtRenderShot *shot, gboolean ghosts)
{
  vt_program_set_int (spheres->program, "u_ghosts", ghosts);
  glBindVertexArray (spheres->vertices);
  if (shot->scene->n_atoms > 0)
    glDrawArraysInstanced (GL_TRIANGLE_STRIP, 0, 4, (GLsizei) shot->scene->n_atoms);
}

void
vt_spheres_draw (VtSpheres *spheres, const VtRenderShot *shot)
{
  prepare (spheres, shot);
  draw_all (spheres, shot, FALSE);
}

void
vt_spheres_draw_ghosts (VtSpheres *spheres, const VtRenderShot *shot)
{
  if (!shot->scene->has_ghosts)
    return;
  prepare (spheres, shot);
  glColorMask (GL_FALSE, GL_FALSE, GL_FALSE, GL_FALSE);
  draw_all (spheres, shot, TRUE);
  glColorMask (GL_TRUE, GL_TRUE, GL_TRUE, GL_TRUE);
  vt_render_begin_blending ();
  glDepthFunc (GL_EQUAL);
  draw_all (spheres, shot, TRUE);
  glDepthFunc (GL_LESS);
  vt_render_end_blending ();
}

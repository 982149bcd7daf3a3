/*
 * Spheres as ray-cast squares (shaders/sphere.vert tells the geometry), one instance an atom. Positions, radii, values
 * and flags are vertex buffers of their own, one element an instance, so that each is sent when it alone has changed.
 * Colours are a texture of 256 entries and a few uniforms. Cost: on a graphics card a vertex's; in software a fragment's
 * (some 10 ns), hence vt-splats.c.
 */
#include "vt-renderer-private.h"

#include <math.h>
#include <string.h>
#include "vt-program.h"
#include "vt-shading.h"

#define MISSING_VALUE -1e38f
#define LARGEST_VALUE 1e37f

/* Also their locations in the shader. */
enum
{
  POSITIONS,
  RADII,
  VALUES,
  FLAGS,
  N_ARRAYS
};

static const VtUpload uploads_of[N_ARRAYS]
    = { VT_UPLOAD_POSITIONS, VT_UPLOAD_RADII, VT_UPLOAD_VALUES, VT_UPLOAD_FLAGS };

struct _VtSpheres
{
  VtUploads *uploads;
  GLuint     program, vertices;
  GLuint     arrays[N_ARRAYS], colors_texture;
  guint64    generations[N_ARRAYS]; /* as sent */
  guint8     colors[VT_COLORMAP_SIZE][4];
  gboolean   colors_known;
};

static void
make_arrays (VtSpheres *spheres)
{
  glGenBuffers (N_ARRAYS, spheres->arrays);
  glGenVertexArrays (1, &spheres->vertices);
  glBindVertexArray (spheres->vertices);
  for (guint i = 0; i < N_ARRAYS; i++)
    {
      glBindBuffer (GL_ARRAY_BUFFER, spheres->arrays[i]);
      glEnableVertexAttribArray (i);
      if (i == FLAGS)
        glVertexAttribIPointer (i, 1, GL_UNSIGNED_BYTE, 0, NULL);
      else
        glVertexAttribPointer (i, i == POSITIONS ? 3 : 1, GL_FLOAT, GL_FALSE, 0, NULL);
      glVertexAttribDivisor (i, 1);
    }
}

static void
make_colors (VtSpheres *spheres)
{
  glGenTextures (1, &spheres->colors_texture);
  glActiveTexture (GL_TEXTURE0);
  glBindTexture (GL_TEXTURE_2D, spheres->colors_texture);
  glTexParameteri (GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
  glTexParameteri (GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_NEAREST);
  glTexImage2D (GL_TEXTURE_2D, 0, GL_RGBA8, VT_COLORMAP_SIZE, 1, 0, GL_RGBA, GL_UNSIGNED_BYTE, NULL);
}

VtSpheres *
vt_spheres_new (VtUploads *uploads, GError **error)
{
  VtSpheres *spheres = g_new0 (VtSpheres, 1);

  spheres->uploads = uploads;
  spheres->program = vt_program_new ("sphere", error);
  if (spheres->program == 0)
    {
      g_free (spheres);
      return NULL;
    }
  make_arrays (spheres);
  make_colors (spheres);
  return spheres;
}

void
vt_spheres_free (VtSpheres *spheres)
{
  if (spheres == NULL)
    return;
  glDeleteVertexArrays (1, &spheres->vertices);
  glDeleteTextures (1, &spheres->colors_texture);
  glDeleteBuffers (N_ARRAYS, spheres->arrays);
  glDeleteProgram (spheres->program);
  g_free (spheres);
}

static void
send (VtSpheres *spheres, guint array, gsize size, gconstpointer data)
{
  vt_uploads_send_buffer (spheres->uploads, uploads_of[array], spheres->arrays[array], size, data);
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
  const VtUploadImage image = { GL_RGBA, GL_UNSIGNED_BYTE, shading->colors, VT_COLORMAP_SIZE };

  glActiveTexture (GL_TEXTURE0);
  glBindTexture (GL_TEXTURE_2D, spheres->colors_texture);
  if (spheres->colors_known && memcmp (shading->colors, spheres->colors, sizeof spheres->colors) == 0)
    return;
  memcpy (spheres->colors, shading->colors, sizeof spheres->colors);
  spheres->colors_known = TRUE;
  vt_uploads_send_image (spheres->uploads, VT_UPLOAD_COLORS, &image, VT_COLORMAP_SIZE, 1);
}

static void
send_changes (VtSpheres *spheres, const VtScene *scene)
{
  const guint64 now[N_ARRAYS] = { scene->positions_generation, scene->radii_generation, scene->values_generation,
                                  scene->flags_generation };
  const guint64 *sent = spheres->generations;

  if (sent[POSITIONS] != now[POSITIONS])
    send (spheres, POSITIONS, 3 * scene->n_atoms * sizeof (float), scene->positions);
  if (sent[RADII] != now[RADII])
    send (spheres, RADII, scene->n_atoms * sizeof (float), scene->radii);
  if (sent[VALUES] != now[VALUES])
    send_values (spheres, scene);
  if (sent[FLAGS] != now[FLAGS])
    send (spheres, FLAGS, scene->n_atoms, scene->flags);
  memcpy (spheres->generations, now, sizeof now);
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
  vt_program_set_int (program, "u_colors", 0);
  vt_program_set_int (program, "u_perspective", perspective);
  vt_program_set_float (program, "u_depth_eye", perspective ? 0.5 * (1 - (double) shot->projection[10]) : 1);
  vt_program_set_float (program, "u_depth_slope", perspective ? 1 : 0);
  vt_program_set_float (program, "u_rim_pixels", VT_SHADING_RIM_WIDTH * shot->line_scale);
  vt_program_set_float (program, "u_pixels", shot->pixels);
  vt_program_set_float (program, "u_alpha_front", VT_SHADING_GHOST_FRONT);
  vt_program_set_float (program, "u_alpha_rim", VT_SHADING_GHOST_RIM);
}

/* Corners are numbers alone: the instance is the atom. */
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

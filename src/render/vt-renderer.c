/*
 * Spheres as ray-cast squares (shaders/sphere.vert tells the geometry), one instance an atom. Their arrays lie in
 * buffer textures, looked up by atom index, and the instances are a list of indices: so the list can be all atoms or
 * the few that occlusion leaves, without the arrays being sent again. Colours are a texture of 256 entries and a few
 * uniforms. Cost: on a graphics card a vertex's; in software a fragment's (some 10 ns), hence the cull.
 */
#include "vt-renderer.h"

#include <epoxy/gl.h>
#include <math.h>
#include <string.h>
#include "vt-canvas.h"
#include "vt-error.h"
#include "vt-gl-state.h"
#include "vt-i18n.h"
#include "vt-occlusion.h"
#include "vt-program.h"

#define MISSING_VALUE -1e38f
#define LARGEST_VALUE 1e37f
#define LIGHT_WRAP 0.45
#define EDGE_WIDTH 1.25 /* logical pixels */
#define RIM_WIDTH 3.0

enum
{
  SPHERES,
  VALUES,
  FLAGS,
  N_ARRAYS
};

/* What a list of visible atoms was made for. */
typedef struct
{
  guint64  generations[3];
  VtCamera camera;
  int      width, height;
  gsize    n_atoms;
  gboolean culled;
} ListKey;

struct _VtRenderer
{
  GLuint    sphere_program, edge_program;
  GLuint    arrays[N_ARRAYS], textures[N_ARRAYS], colors_texture;
  GLuint    list_buffer, edge_buffer, sphere_vertices, edge_vertices;
  guint64   generations[4]; /* of positions, radii, values and flags as sent */
  guint8    colors[VT_COLORMAP_SIZE][4];
  gboolean  colors_known;
  VtCanvas  canvas;
  VtCulling culling;
  gboolean  software;
  GLint     most_texels;
  guint64   n_uploads;
  ListKey   key;
  gboolean  key_known;
  gsize     n_listed;
};

/* One picture's numbers, in double, before they become uniforms. */
typedef struct
{
  float  view[16], projection[16];
  int    width, height; /* rendered pixels of the tile */
  double pixels;        /* rendered pixels an Å at depth 1, or everywhere */
  double near, cue[2];
  double line_scale;    /* rendered pixels a logical pixel */
} Shot;

static gboolean
is_software (void)
{
  const char *name = (const char *) glGetString (GL_RENDERER);

  return name != NULL && (strstr (name, "llvmpipe") || strstr (name, "softpipe") || strstr (name, "SWR") ||
                          strstr (name, "Software") || strstr (name, "SwiftShader"));
}

static void
make_vertex_arrays (VtRenderer *renderer)
{
  glGenVertexArrays (1, &renderer->sphere_vertices);
  glBindVertexArray (renderer->sphere_vertices);
  glBindBuffer (GL_ARRAY_BUFFER, renderer->list_buffer);
  glEnableVertexAttribArray (0);
  glVertexAttribIPointer (0, 1, GL_UNSIGNED_INT, 0, NULL);
  glVertexAttribDivisor (0, 1);

  glGenVertexArrays (1, &renderer->edge_vertices);
  glBindVertexArray (renderer->edge_vertices);
  glBindBuffer (GL_ARRAY_BUFFER, renderer->edge_buffer);
  for (guint end = 0; end < 2; end++)
    {
      glEnableVertexAttribArray (end);
      glVertexAttribPointer (end, 3, GL_FLOAT, GL_FALSE, 6 * sizeof (float), (const void *) (end * 3 * sizeof (float)));
      glVertexAttribDivisor (end, 1);
    }
}

static void
make_objects (VtRenderer *renderer)
{
  static const GLenum formats[N_ARRAYS] = { GL_RGBA32F, GL_R32F, GL_R8UI };

  glGenBuffers (N_ARRAYS, renderer->arrays);
  glGenTextures (N_ARRAYS, renderer->textures);
  glGenBuffers (1, &renderer->list_buffer);
  glGenBuffers (1, &renderer->edge_buffer);
  for (guint i = 0; i < N_ARRAYS; i++)
    {
      glBindBuffer (GL_TEXTURE_BUFFER, renderer->arrays[i]);
      glBufferData (GL_TEXTURE_BUFFER, 16, NULL, GL_DYNAMIC_DRAW);
      glActiveTexture (GL_TEXTURE0 + i);
      glBindTexture (GL_TEXTURE_BUFFER, renderer->textures[i]);
      glTexBuffer (GL_TEXTURE_BUFFER, formats[i], renderer->arrays[i]);
    }
  glGenTextures (1, &renderer->colors_texture);
  glActiveTexture (GL_TEXTURE0 + N_ARRAYS);
  glBindTexture (GL_TEXTURE_2D, renderer->colors_texture);
  glTexParameteri (GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
  glTexParameteri (GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_NEAREST);
  make_vertex_arrays (renderer);
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
  glGetIntegerv (GL_MAX_TEXTURE_BUFFER_SIZE, &renderer->most_texels);
  renderer->sphere_program = vt_program_new ("sphere", error);
  if (renderer->sphere_program != 0)
    renderer->edge_program = vt_program_new ("edge", error);
  if (renderer->edge_program == 0)
    g_clear_pointer (&renderer, vt_renderer_free);
  else
    make_objects (renderer);
  vt_gl_state_restore (&state);
  return renderer;
}

void
vt_renderer_free (VtRenderer *renderer)
{
  if (renderer == NULL)
    return;
  vt_canvas_clear (&renderer->canvas);
  glDeleteVertexArrays (1, &renderer->sphere_vertices);
  glDeleteVertexArrays (1, &renderer->edge_vertices);
  glDeleteTextures (N_ARRAYS, renderer->textures);
  glDeleteTextures (1, &renderer->colors_texture);
  glDeleteBuffers (N_ARRAYS, renderer->arrays);
  glDeleteBuffers (1, &renderer->list_buffer);
  glDeleteBuffers (1, &renderer->edge_buffer);
  glDeleteProgram (renderer->sphere_program);
  glDeleteProgram (renderer->edge_program);
  g_free (renderer);
}

void
vt_renderer_set_culling (VtRenderer *renderer, VtCulling culling)
{
  g_return_if_fail (renderer != NULL);

  renderer->culling = culling;
}

gboolean
vt_renderer_is_software (const VtRenderer *renderer)
{
  g_return_val_if_fail (renderer != NULL, FALSE);

  return renderer->software;
}

guint64
vt_renderer_get_n_uploads (const VtRenderer *renderer)
{
  g_return_val_if_fail (renderer != NULL, 0);

  return renderer->n_uploads;
}

gsize
vt_renderer_get_n_drawn (const VtRenderer *renderer)
{
  g_return_val_if_fail (renderer != NULL, 0);

  return renderer->n_listed;
}

static void
send (VtRenderer *renderer, guint array, gsize size, gconstpointer data)
{
  glBindBuffer (GL_TEXTURE_BUFFER, renderer->arrays[array]);
  glBufferData (GL_TEXTURE_BUFFER, (GLsizeiptr) MAX (size, 16), NULL, GL_DYNAMIC_DRAW);
  if (size > 0)
    glBufferSubData (GL_TEXTURE_BUFFER, 0, (GLsizeiptr) size, data);
  renderer->n_uploads++;
}

static void
send_spheres (VtRenderer *renderer, const VtScene *scene)
{
  g_autofree float *spheres = g_new (float, 4 * scene->n_atoms);

  for (gsize i = 0; i < scene->n_atoms; i++)
    {
      memcpy (spheres + 4 * i, scene->positions + 3 * i, 3 * sizeof (float));
      spheres[4 * i + 3] = scene->radii[i];
    }
  send (renderer, SPHERES, 4 * scene->n_atoms * sizeof (float), spheres);
}

/* NaN travels as a number of its own: drivers may optimise isnan() away. */
static void
send_values (VtRenderer *renderer, const VtScene *scene)
{
  g_autofree float *values = g_new (float, scene->n_atoms);

  for (gsize i = 0; i < scene->n_atoms; i++)
    values[i] = isnan (scene->values[i]) ? MISSING_VALUE : CLAMP (scene->values[i], -LARGEST_VALUE, LARGEST_VALUE);
  send (renderer, VALUES, scene->n_atoms * sizeof (float), values);
}

static void
send_colors (VtRenderer *renderer, const VtScene *scene)
{
  guint8 colors[VT_COLORMAP_SIZE][4] = { { 0 } };
  const VtColorScale *scale = &scene->color_scale;

  for (guint i = 0; i < VT_COLORMAP_SIZE; i++)
    {
      VtColor color = scene->n_categories > 0 ? scene->categories[MIN (i, scene->n_categories - 1)]
                                              : vt_color_scale_get_color_at (scale, (i + 0.5) / VT_COLORMAP_SIZE);

      colors[i][0] = (guint8) lroundf (255 * CLAMP (color.red, 0.0f, 1.0f));
      colors[i][1] = (guint8) lroundf (255 * CLAMP (color.green, 0.0f, 1.0f));
      colors[i][2] = (guint8) lroundf (255 * CLAMP (color.blue, 0.0f, 1.0f));
      colors[i][3] = 255;
    }
  glActiveTexture (GL_TEXTURE0 + N_ARRAYS);
  glBindTexture (GL_TEXTURE_2D, renderer->colors_texture);
  if (renderer->colors_known && memcmp (colors, renderer->colors, sizeof colors) == 0)
    return;
  memcpy (renderer->colors, colors, sizeof colors);
  renderer->colors_known = TRUE;
  glTexImage2D (GL_TEXTURE_2D, 0, GL_RGBA8, VT_COLORMAP_SIZE, 1, 0, GL_RGBA, GL_UNSIGNED_BYTE, colors);
}

static void
send_changes (VtRenderer *renderer, const VtScene *scene)
{
  guint64 *sent = renderer->generations;

  if (sent[0] != scene->positions_generation || sent[1] != scene->radii_generation)
    send_spheres (renderer, scene);
  if (sent[2] != scene->values_generation)
    send_values (renderer, scene);
  if (sent[3] != scene->flags_generation)
    send (renderer, FLAGS, scene->n_atoms, scene->flags);
  sent[0] = scene->positions_generation;
  sent[1] = scene->radii_generation;
  sent[2] = scene->values_generation;
  sent[3] = scene->flags_generation;
  send_colors (renderer, scene);
}

static GArray *
list_all (const VtScene *scene)
{
  GArray *list = g_array_sized_new (FALSE, FALSE, sizeof (guint32), (guint) scene->n_atoms);

  for (guint32 i = 0; i < scene->n_atoms; i++)
    g_array_append_val (list, i);
  return list;
}

static gboolean
list_key_equal (const ListKey *a, const ListKey *b)
{
  if (a->culled != b->culled || a->n_atoms != b->n_atoms)
    return FALSE;
  if (!a->culled)
    return TRUE;
  return memcmp (a->generations, b->generations, sizeof a->generations) == 0 && a->width == b->width &&
         a->height == b->height && vt_camera_equal (&a->camera, &b->camera);
}

/* @width, @height: rendered pixels of the whole picture. */
static void
update_list (VtRenderer *renderer, const VtScene *scene, const VtCamera *camera, int width, int height)
{
  g_autoptr (GArray) list = NULL;
  ListKey key = { { scene->positions_generation, scene->radii_generation, scene->flags_generation },
                  *camera, width, height, scene->n_atoms, FALSE };

  key.culled = renderer->culling == VT_CULLING_ON || (renderer->culling == VT_CULLING_AUTOMATIC && renderer->software);
  if (renderer->key_known && list_key_equal (&key, &renderer->key))
    return;
  list = key.culled ? vt_occlusion_cull (scene, camera, (guint) width, (guint) height) : list_all (scene);
  glBindBuffer (GL_ARRAY_BUFFER, renderer->list_buffer);
  glBufferData (GL_ARRAY_BUFFER, (GLsizeiptr) (list->len * sizeof (guint32)), list->data, GL_STREAM_DRAW);
  renderer->n_listed = list->len;
  renderer->key = key;
  renderer->key_known = TRUE;
}

/* The cue runs over the depths at which there are atoms; the nearest keep their colour. */
static void
set_cue (Shot *shot, const VtScene *scene)
{
  double low = INFINITY, high = -INFINITY;

  for (gsize i = 0; i < scene->n_atoms; i++)
    {
      const float *p = scene->positions + 3 * i;
      double depth = -(shot->view[2] * p[0] + shot->view[6] * p[1] + shot->view[10] * p[2] + shot->view[14]);

      if (depth < low)
        low = depth;
      if (depth > high)
        high = depth;
    }
  shot->cue[0] = high > low ? 1 / (high - low) : 0;
  shot->cue[1] = high > low ? -low / (high - low) : 0;
}

static void
init_shot (Shot *shot, const VtScene *scene, const VtCamera *camera, const VtRenderTarget *target)
{
  int picture_width = target->picture_width > 0 ? target->picture_width : target->width;
  int picture_height = target->picture_height > 0 ? target->picture_height : target->height;
  double center[3], radius, far;

  shot->width = target->width * target->supersample;
  shot->height = target->height * target->supersample;
  shot->line_scale = target->scale * target->supersample;
  shot->pixels = vt_camera_get_pixels_per_angstrom (camera, picture_height * target->supersample);
  if (camera->projection == VT_PROJECTION_PERSPECTIVE)
    shot->pixels *= vt_camera_get_distance (camera);
  vt_scene_get_bounds (scene, center, &radius);
  vt_camera_get_clip_range (camera, center, radius, &shot->near, &far);
  vt_camera_get_view_matrix (camera, shot->view);
  vt_camera_get_projection_matrix (camera, picture_width, picture_height, target->x, target->y, target->width,
                                   target->height, shot->near, far, shot->projection);
  set_cue (shot, scene);
}

/* Light as two linear functions of the normal: see shaders/sphere.frag. */
static void
set_light (GLuint program, const VtScene *scene)
{
  const double *l = scene->light;
  double length = sqrt (l[0] * l[0] + l[1] * l[1] + l[2] * l[2]), n[3] = { 0, 0, 1 }, front, diffuse, half;
  double ambient = CLAMP (scene->ambient, 0, 1), strength = sqrt (CLAMP (scene->specular, 0, 1));

  if (length > 0)
    for (guint i = 0; i < 3; i++)
      n[i] = l[i] / length;
  diffuse = (1 - ambient) / (1 + LIGHT_WRAP);
  /* A light from behind would leave nothing to scale by. */
  front = MAX (ambient + diffuse * (n[2] + LIGHT_WRAP), 0.05);
  vt_program_set_vec4 (program, "u_light", diffuse * n[0] / front, diffuse * n[1] / front, diffuse * n[2] / front,
                       (ambient + diffuse * LIGHT_WRAP) / front);
  vt_program_set_float (program, "u_light_floor", ambient / front);
  /* Halfway between light and eye; the highlight begins where the sphere faces the eye. */
  half = sqrt (n[0] * n[0] + n[1] * n[1] + (n[2] + 1) * (n[2] + 1));
  if (half > 1e-6 && (n[2] + 1) / half < 1 - 1e-6)
    strength /= 1 - (n[2] + 1) / half;
  else
    half = 1, strength = 0;
  vt_program_set_vec4 (program, "u_highlight", strength * n[0] / half, strength * n[1] / half,
                       strength * (n[2] + 1) / half, -strength * (n[2] + 1) / half);
  vt_program_set_float (program, "u_outline", CLAMP (scene->outline, 0, 1));
}

static void
set_view (GLuint program, const VtScene *scene, const Shot *shot)
{
  glUseProgram (program);
  vt_program_set_matrix (program, "u_view", shot->view);
  vt_program_set_matrix (program, "u_projection", shot->projection);
  vt_program_set_vec2 (program, "u_cue", shot->cue[0], shot->cue[1]);
  vt_program_set_float (program, "u_cue_strength", CLAMP (scene->depth_cue, 0, 1));
}

static void
set_colors (GLuint program, const VtScene *scene)
{
  const VtColor *missing = &scene->color_scale.missing, *background = &scene->background;
  double factor, offset;

  vt_color_scale_get_transform (&scene->color_scale, &factor, &offset);
  vt_program_set_vec2 (program, "u_transform", factor, offset);
  vt_program_set_int (program, "u_log", scene->color_scale.scale == VT_SCALE_LOG);
  vt_program_set_int (program, "u_categories", scene->n_categories > 0);
  vt_program_set_float (program, "u_n_categories", scene->n_categories);
  vt_program_set_vec3 (program, "u_missing", missing->red, missing->green, missing->blue);
  vt_program_set_vec3 (program, "u_background", background->red, background->green, background->blue);
  vt_program_set_vec3 (program, "u_selected", scene->selected_color.red, scene->selected_color.green,
                       scene->selected_color.blue);
}

static void
draw_spheres (VtRenderer *renderer, const VtScene *scene, const VtCamera *camera, const Shot *shot)
{
  GLuint program = renderer->sphere_program;
  gboolean perspective = camera->projection == VT_PROJECTION_PERSPECTIVE;
  static const char *const samplers[] = { "u_spheres", "u_values", "u_flags", "u_colors" };

  set_view (program, scene, shot);
  set_colors (program, scene);
  set_light (program, scene);
  for (guint i = 0; i <= N_ARRAYS; i++)
    {
      vt_program_set_int (program, samplers[i], (int) i);
      glActiveTexture (GL_TEXTURE0 + i);
      if (i < N_ARRAYS)
        glBindTexture (GL_TEXTURE_BUFFER, renderer->textures[i]);
    }
  vt_program_set_int (program, "u_perspective", perspective);
  vt_program_set_float (program, "u_depth_eye", perspective ? 0.5 * (1 - (double) shot->projection[10]) : 1);
  vt_program_set_float (program, "u_depth_slope", perspective ? 1 : 0);
  vt_program_set_float (program, "u_rim_pixels", RIM_WIDTH * shot->line_scale);
  vt_program_set_float (program, "u_pixels", shot->pixels);
  glBindVertexArray (renderer->sphere_vertices);
  if (renderer->n_listed > 0)
    glDrawArraysInstanced (GL_TRIANGLE_STRIP, 0, 4, (GLsizei) renderer->n_listed);
}

static void
draw_edges (VtRenderer *renderer, const VtScene *scene, const Shot *shot)
{
  GLuint program = renderer->edge_program;
  float ends[12][2][3];
  guint n = 0;

  for (guint corner = 0; corner < 8; corner++)
    for (guint axis = 0; axis < 3; axis++)
      if (!(corner >> axis & 1))
        {
          for (guint end = 0; end < 2; end++)
            {
              guint which = end == 0 ? corner : corner | 1u << axis;
              const double fractional[3] = { which & 1, which >> 1 & 1, which >> 2 & 1 };
              double position[3];

              vt_cell_to_cartesian (&scene->cell, fractional, position);
              for (guint i = 0; i < 3; i++)
                ends[n][end][i] = (float) position[i];
            }
          n++;
        }
  set_view (program, scene, shot);
  vt_program_set_vec2 (program, "u_viewport", shot->width, shot->height);
  vt_program_set_float (program, "u_near", shot->near);
  vt_program_set_float (program, "u_half_width", EDGE_WIDTH * shot->line_scale / 2 + 0.5);
  vt_program_set_vec4 (program, "u_color", scene->cell_color.red, scene->cell_color.green, scene->cell_color.blue,
                       scene->cell_color.alpha);
  glBindBuffer (GL_ARRAY_BUFFER, renderer->edge_buffer);
  glBufferData (GL_ARRAY_BUFFER, sizeof ends, ends, GL_STREAM_DRAW);
  glBindVertexArray (renderer->edge_vertices);
  glEnable (GL_BLEND);
  glBlendEquation (GL_FUNC_ADD);
  glBlendFunc (GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
  glDepthMask (GL_FALSE);
  glDrawArraysInstanced (GL_TRIANGLE_STRIP, 0, 4, 12);
  glDepthMask (GL_TRUE);
}

static void
begin_picture (const VtRenderer *renderer, const VtScene *scene, const Shot *shot)
{
  const VtColor *color = &scene->background;

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
  glClearColor (color->red * color->alpha, color->green * color->alpha, color->blue * color->alpha, color->alpha);
  glClearDepth (1);
  glClear (GL_COLOR_BUFFER_BIT | GL_DEPTH_BUFFER_BIT);
}

static void
draw_picture (VtRenderer *renderer, const VtScene *scene, const VtCamera *camera, const VtRenderTarget *target)
{
  int picture_width = target->picture_width > 0 ? target->picture_width : target->width;
  int picture_height = target->picture_height > 0 ? target->picture_height : target->height;
  Shot shot;

  init_shot (&shot, scene, camera, target);
  glBindBuffer (GL_PIXEL_UNPACK_BUFFER, 0);
  glPixelStorei (GL_UNPACK_ALIGNMENT, 4);
  send_changes (renderer, scene);
  update_list (renderer, scene, camera, picture_width * target->supersample, picture_height * target->supersample);
  begin_picture (renderer, scene, &shot);
  draw_spheres (renderer, scene, camera, &shot);
  if (scene->show_cell)
    draw_edges (renderer, scene, &shot);
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

  if (scene->n_atoms > (gsize) renderer->most_texels)
    {
      VtPlace place = { NULL, -1, 0, _("The slice view shows any number") };

      vt_set_error_at (error, VT_ERROR_LIMIT, &place, _("This graphics driver takes at most %d atoms"),
                       renderer->most_texels);
      return FALSE;
    }
  vt_gl_state_save (&state);
  good = vt_canvas_resize (&renderer->canvas, target->width, target->height, target->supersample, error);
  if (good)
    draw_picture (renderer, scene, camera, target);
  vt_gl_state_restore (&state);
  return good;
}

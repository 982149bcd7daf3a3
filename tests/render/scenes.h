/* Pictures for the tests of this folder. */
#pragma once

#include <stdio.h>
#include "random-frame.h"
#include "vt-error.h"
#include "vt-offscreen.h"

/* Without EGL there is nothing to test; where a build must have it, VT_REQUIRE_EGL makes that a failure. */
static inline int
run_with_offscreen (void (*add) (VtOffscreen *offscreen))
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VtOffscreen) offscreen = vt_offscreen_new (&error);

  if (offscreen == NULL)
    {
      g_assert_error (error, VT_ERROR, VT_ERROR_UNAVAILABLE);
      printf ("1..0 # SKIP %s\n", error->message);
      return g_getenv ("VT_REQUIRE_EGL") != NULL;
    }
  add (offscreen);
  return g_test_run ();
}

/* A test of what is seen, with spheres by the processor or by OpenGL. */
typedef struct
{
  VtOffscreen  *offscreen;
  VtSpheresBy   by;
  GTestDataFunc func;
} WayOfDrawing;

static inline void
run_way (gconstpointer data)
{
  const WayOfDrawing *way = data;

  vt_renderer_set_spheres_by (vt_offscreen_get_renderer (way->offscreen), way->by);
  way->func (way->offscreen);
  vt_renderer_set_spheres_by (vt_offscreen_get_renderer (way->offscreen), VT_SPHERES_AUTOMATIC);
}

/* Registers it once for each. */
static inline void
add_both_ways (const char *path, VtOffscreen *offscreen, GTestDataFunc func)
{
  static const char *const names[] = { "processor", "opengl" };
  static const VtSpheresBy ways[] = { VT_SPHERES_BY_PROCESSOR, VT_SPHERES_BY_OPENGL };

  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      g_autofree char *name = g_strdup_printf ("%s/%s", path, names[i]);
      WayOfDrawing *way = g_new (WayOfDrawing, 1);

      *way = (WayOfDrawing){ offscreen, ways[i], func };
      g_test_add_data_func_full (name, way, run_way, g_free);
    }
}

/* No light, no cue, no edges: every pixel of an atom has its legend's colour. */
static inline void
flatten (VtScene *scene)
{
  scene->ambient = 1;
  scene->specular = 0;
  scene->depth_cue = 0;
  scene->outline = 0;
  scene->show_cell = FALSE;
}

/* Atom i in a colour of its own, which tells_atom() reads back; at most 255 atoms. */
static inline void
number_atoms (VtScene *scene)
{
  VtColor colors[VT_COLORMAP_SIZE];
  g_autofree double *values = g_new (double, scene->n_atoms);

  g_assert_cmpuint (scene->n_atoms, <, 256);
  for (guint i = 0; i < VT_COLORMAP_SIZE; i++)
    colors[i] = vt_color_from_hex (i << 16 | 0x4000 | (255 - i));
  for (gsize i = 0; i < scene->n_atoms; i++)
    values[i] = i;
  vt_scene_set_categories (scene, values, scene->n_atoms, colors, VT_COLORMAP_SIZE);
  flatten (scene);
}

/* The atom's number, −1 for the background (alpha 0), −2 for a colour that is no atom's. */
static inline gssize
tell_atom (const guint8 pixel[4])
{
  if (pixel[3] == 0)
    return -1;
  return pixel[0] + pixel[2] == 255 && pixel[1] == 0x40 ? pixel[0] : -2;
}

static inline GBytes *
draw (VtOffscreen *offscreen, const VtScene *scene, const VtCamera *camera, int width, int height, int supersample)
{
  g_autoptr (GError) error = NULL;
  GBytes *picture = vt_offscreen_draw (offscreen, scene, camera, width, height, 1, supersample, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (picture), ==, 4 * (gsize) width * (gsize) height);
  return picture;
}

static inline int
pixels_differ_by (const guint8 *a, const guint8 *b)
{
  int most = 0;

  for (guint i = 0; i < 4; i++)
    most = MAX (most, ABS (a[i] - b[i]));
  return most;
}

static inline const guint8 *
pixel_at (GBytes *picture, int width, int x, int y)
{
  return (const guint8 *) g_bytes_get_data (picture, NULL) + 4 * ((gsize) y * (gsize) width + (gsize) x);
}

/* Milliseconds a frame of a turning scene, drawn into a framebuffer and read back, and of the parts on the CPU: by the
 * clock, and of processor time over all threads, which other programs disturb less. And the bytes that a change sends to
 * OpenGL. */
#include <math.h>
#include <stdio.h>
#include <time.h>
#include "vt-offscreen.h"
#include "vt-picking.h"
#include "vt-slice.h"

#define WIDTH 900
#define HEIGHT 700
#define FRAMES 10

/* A jittered lattice at a glass's density, 70 atoms per 1000 Å³. */
static VtFrame *
make_frame (guint side)
{
  static const char *const names[] = { "Cu", "Zr", NULL };
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  g_autoptr (VtAtomTable) atoms = NULL;
  gsize n = (gsize) side * side * side;
  gint64 *ids = g_new (gint64, n);
  guint8 *species = g_new (guint8, n);
  double *positions = g_new (double, 3 * n), step = cbrt (1000.0 / 70);
  VtCell cell;

  for (gsize i = 0; i < n; i++)
    {
      const gsize place[3] = { i % side, i / side % side, i / side / side };

      ids[i] = (gint64) i + 1;
      species[i] = (guint8) g_rand_int_range (random, 0, 2);
      for (guint axis = 0; axis < 3; axis++)
        positions[axis * n + i] = ((double) place[axis] + g_rand_double_range (random, 0.2, 0.8)) * step;
    }
  vt_cell_init_box (&cell, side * step, side * step, side * step);
  atoms = vt_atom_table_new_take (n, ids, species, names);
  return vt_frame_new_take (atoms, &cell, positions, 0, 0, NULL);
}

typedef struct
{
  gint64  wall;
  clock_t processor;
} Start;

static Start
start (void)
{
  return (Start){ g_get_monotonic_time (), clock () };
}

static void
report (const char *what, gsize n, const Start *from)
{
  printf ("%-32s %8zu atoms %9.3f ms, processor %9.3f ms\n", what, n,
          (double) (g_get_monotonic_time () - from->wall) / 1000 / FRAMES,
          1000.0 * (double) (clock () - from->processor) / CLOCKS_PER_SEC / FRAMES);
}

static void
time_frames (const char *what, VtOffscreen *offscreen, const VtScene *scene, VtCamera camera, VtSpheresBy by,
             int width, int height, int supersample)
{
  Start from = start ();

  vt_renderer_set_spheres_by (vt_offscreen_get_renderer (offscreen), by);
  for (guint i = 0; i <= FRAMES; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) picture = NULL;

      if (i == 1) /* the first one sends the arrays */
        from = start ();
      picture = vt_offscreen_draw (offscreen, scene, &camera, width, height, 1, supersample, NULL, NULL, &error);
      if (picture == NULL)
        g_error ("%s", error->message);
      vt_camera_orbit (&camera, 0.05, 0.02);
    }
  report (what, scene->n_atoms, &from);
}

static void
time_parts (const VtFrame *frame, const VtScene *scene, const VtCamera *camera)
{
  gsize n = scene->n_atoms;
  VtSlice slice;
  Start from;

  from = start ();
  for (guint i = 0; i < FRAMES; i++)
    vt_picking_pick (scene, camera, WIDTH, HEIGHT, 400 + i, 300, NULL);
  report ("pick", n, &from);
  vt_slice_init (&slice, 2, 3.8, &scene->cell);
  from = start ();
  for (guint i = 0; i < FRAMES; i++)
    g_array_unref (vt_slice_select (&slice, frame));
  report ("slice of 3.8 Å", n, &from);
  slice.thickness = 1000;
  from = start ();
  for (guint i = 0; i < FRAMES; i++)
    g_array_unref (vt_slice_select (&slice, frame));
  report ("slice that holds all", n, &from);
}

/* ---- what is sent ---- */

typedef struct
{
  VtOffscreen   *offscreen;
  VtScene       *scene;
  const VtFrame *frame;
  VtColorScale   scale;
  VtCamera       camera;
} View;

static void
change_frame (View *view)
{
  g_autofree double *values = g_new (double, view->scene->n_atoms);

  for (gsize i = 0; i < view->scene->n_atoms; i++)
    values[i] = (double) (i % 100);
  vt_scene_set_frame (view->scene, view->frame);
  vt_scene_set_values (view->scene, values, view->scene->n_atoms, &view->scale);
}

static void
change_property (View *view)
{
  g_autofree double *values = g_new0 (double, view->scene->n_atoms);

  vt_scene_set_values (view->scene, values, view->scene->n_atoms, &view->scale);
}

static void
change_map (View *view)
{
  view->scale.colormap = vt_colormap_find ("magma");
  vt_scene_set_color_scale (view->scene, &view->scale);
}

static void
change_range (View *view)
{
  view->scale.maximum *= 2;
  vt_scene_set_color_scale (view->scene, &view->scale);
}

static void
change_camera (View *view)
{
  vt_camera_orbit (&view->camera, 0.1, 0.1);
}

static void
change_selection (View *view)
{
  g_autofree guint8 *flags = g_new0 (guint8, view->scene->n_atoms);

  flags[0] = VT_ATOM_SELECTED;
  vt_scene_set_flags (view->scene, flags, view->scene->n_atoms);
}

static const struct
{
  const char *what;
  void (*change) (View *view);
} changes[] = { { "frame", change_frame },   { "property", change_property }, { "colour map", change_map },
                { "range", change_range },   { "camera", change_camera },     { "selection", change_selection } };

static void
draw (const View *view)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) picture
      = vt_offscreen_draw (view->offscreen, view->scene, &view->camera, WIDTH, HEIGHT, 1, 1, NULL, NULL, &error);

  if (picture == NULL)
    g_error ("%s", error->message);
}

static void
report_uploads (const View *view, const char *what, const char *by)
{
  static const char *const names[VT_N_UPLOADS] = { "positions", "radii", "values", "flags", "colours", "overlays", "pixels" };
  const VtRenderer *renderer = vt_offscreen_get_renderer (view->offscreen);
  guint64 before[VT_N_UPLOADS];

  for (guint i = 0; i < VT_N_UPLOADS; i++)
    before[i] = vt_renderer_get_uploaded (renderer, i);
  draw (view);
  printf ("sent for another %-10s %-16s %8zu atoms", what, by, view->scene->n_atoms);
  for (guint i = 0; i < VT_N_UPLOADS; i++)
    if (vt_renderer_get_uploaded (renderer, i) != before[i])
      printf (" %s %" G_GUINT64_FORMAT " B", names[i], vt_renderer_get_uploaded (renderer, i) - before[i]);
  printf ("\n");
}

static void
count_uploads (VtOffscreen *offscreen, VtScene *scene, const VtFrame *frame, const VtCamera *camera)
{
  static const char *const names[] = { "by the processor", "by OpenGL" };
  static const VtSpheresBy ways[] = { VT_SPHERES_BY_PROCESSOR, VT_SPHERES_BY_OPENGL };

  for (guint way = 0; way < G_N_ELEMENTS (ways); way++)
    {
      View view = { .offscreen = offscreen, .scene = scene, .frame = frame, .camera = *camera };

      vt_color_scale_init (&view.scale);
      vt_renderer_set_spheres_by (vt_offscreen_get_renderer (offscreen), ways[way]);
      change_property (&view);
      draw (&view);
      for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
        {
          changes[i].change (&view);
          report_uploads (&view, changes[i].what, names[way]);
        }
    }
}

int
main (void)
{
  static const guint sides[] = { 16, 37, 100 };
  g_autoptr (GError) error = NULL;
  g_autoptr (VtOffscreen) offscreen = vt_offscreen_new (&error);

  if (offscreen == NULL)
    {
      printf ("%s\n", error->message);
      return 77;
    }
  for (guint i = 0; i < G_N_ELEMENTS (sides); i++)
    {
      g_autoptr (VtFrame) frame = make_frame (sides[i]);
      g_autoptr (VtScene) scene = vt_scene_new ();
      VtCamera camera;

      vt_scene_set_frame (scene, frame);
      vt_scene_set_element_radii (scene, vt_frame_get_atoms (frame), 1);
      vt_scene_set_species (scene, vt_frame_get_atoms (frame), FALSE);
      vt_camera_init (&camera);
      vt_camera_fit_cell (&camera, &scene->cell, (double) WIDTH / HEIGHT);
      time_frames ("by the processor", offscreen, scene, camera, VT_SPHERES_BY_PROCESSOR, WIDTH, HEIGHT, 1);
      time_frames ("2 × 2 samples", offscreen, scene, camera, VT_SPHERES_BY_PROCESSOR, WIDTH, HEIGHT, 2);
      time_frames ("by OpenGL", offscreen, scene, camera, VT_SPHERES_BY_OPENGL, WIDTH, HEIGHT, 1);
      time_parts (frame, scene, &camera);
      if (i + 1 == G_N_ELEMENTS (sides))
        count_uploads (offscreen, scene, frame, &camera);
    }
  return 0;
}

/*
 * What goes to OpenGL when something changes: the arrays that have, and no other. The renderer's count is held against
 * what OpenGL was called with.
 */
#include <epoxy/egl.h>
#include <epoxy/gl.h>
#include <string.h>
#include "scenes.h"
#include "vt-overlay.h"

#define N_ATOMS 200000
#define WIDTH 96
#define HEIGHT 72

#define POSITION_BYTES (12 * (guint64) N_ATOMS)
#define NUMBER_BYTES (4 * (guint64) N_ATOMS)
#define FLAG_BYTES ((guint64) N_ATOMS)
#define COLOR_BYTES (4 * (guint64) VT_COLORMAP_SIZE)
#define PIXEL_BYTES (8 * (guint64) WIDTH * HEIGHT)

/* ---- what OpenGL itself is given ---- */

static guint64 n_given;
static PFNGLBUFFERDATAPROC buffer_data;
static PFNGLBUFFERSUBDATAPROC buffer_sub_data;
static PFNGLTEXIMAGE2DPROC tex_image;
static PFNGLTEXSUBIMAGE2DPROC tex_sub_image;

static void
count_buffer_data (GLenum target, GLsizeiptr size, const void *data, GLenum usage)
{
  n_given += data != NULL ? (guint64) size : 0;
  buffer_data (target, size, data, usage);
}

static void
count_buffer_sub_data (GLenum target, GLintptr offset, GLsizeiptr size, const void *data)
{
  n_given += (guint64) size;
  buffer_sub_data (target, offset, size, data);
}

/* All that the renderer sends has 4 bytes a pixel. */
static void
count_tex_image (GLenum target, GLint level, GLint stored, GLsizei width, GLsizei height, GLint border, GLenum format,
                 GLenum type, const void *pixels)
{
  n_given += pixels != NULL ? 4 * (guint64) width * (guint64) height : 0;
  tex_image (target, level, stored, width, height, border, format, type, pixels);
}

static void
count_tex_sub_image (GLenum target, GLint level, GLint x, GLint y, GLsizei width, GLsizei height, GLenum format,
                     GLenum type, const void *pixels)
{
  n_given += 4 * (guint64) width * (guint64) height;
  tex_sub_image (target, level, x, y, width, height, format, type, pixels);
}

/* Epoxy calls OpenGL by pointers that everybody may set. */
static void
listen_to_opengl (void)
{
  buffer_data = (PFNGLBUFFERDATAPROC) eglGetProcAddress ("glBufferData");
  buffer_sub_data = (PFNGLBUFFERSUBDATAPROC) eglGetProcAddress ("glBufferSubData");
  tex_image = (PFNGLTEXIMAGE2DPROC) eglGetProcAddress ("glTexImage2D");
  tex_sub_image = (PFNGLTEXSUBIMAGE2DPROC) eglGetProcAddress ("glTexSubImage2D");
  g_assert_true (buffer_data != NULL && buffer_sub_data != NULL && tex_image != NULL && tex_sub_image != NULL);
  epoxy_glBufferData = count_buffer_data;
  epoxy_glBufferSubData = count_buffer_sub_data;
  epoxy_glTexImage2D = count_tex_image;
  epoxy_glTexSubImage2D = count_tex_sub_image;
}

static void
leave_opengl (void)
{
  epoxy_glBufferData = buffer_data;
  epoxy_glBufferSubData = buffer_sub_data;
  epoxy_glTexImage2D = tex_image;
  epoxy_glTexSubImage2D = tex_sub_image;
}

/* ---- a scene that is changed ---- */

typedef struct
{
  VtOffscreen *offscreen;
  VtScene     *scene;
  VtFrame     *frames[2];
  double      *values;
  VtColorScale scale;
  VtCamera     camera;
} View;

/* The same atoms a step later. */
static VtFrame *
move_atoms (const VtFrame *frame)
{
  gsize n = vt_frame_get_n_atoms (frame);
  double *positions = g_new (double, 3 * n);

  for (guint axis = 0; axis < 3; axis++)
    for (gsize i = 0; i < n; i++)
      positions[axis * n + i] = vt_frame_get_axis (frame, axis)[i] + 0.1;
  return vt_frame_new_take (vt_frame_get_atoms (frame), vt_frame_get_cell (frame), positions, 1, 1, NULL);
}

static void
view_init (View *view, VtOffscreen *offscreen)
{
  *view = (View){ .offscreen = offscreen, .scene = vt_scene_new () };
  view->frames[0] = random_frame_new (N_ATOMS, 230);
  view->frames[1] = move_atoms (view->frames[0]);
  view->values = g_new (double, N_ATOMS);
  for (gsize i = 0; i < N_ATOMS; i++)
    view->values[i] = i % 1000;
  vt_color_scale_init (&view->scale);
  view->scale.maximum = 1000;
  vt_scene_set_frame (view->scene, view->frames[0]);
  vt_scene_set_values (view->scene, view->values, N_ATOMS, &view->scale);
  /* Small: so many of them lie one behind the other. */
  vt_scene_set_element_radii (view->scene, vt_frame_get_atoms (view->frames[0]), 0.1);
  view->scene->show_cell = FALSE;
  vt_camera_init (&view->camera);
  vt_camera_fit_cell (&view->camera, &view->scene->cell, (double) WIDTH / HEIGHT);
}

static void
view_clear (View *view)
{
  vt_scene_free (view->scene);
  vt_frame_unref (view->frames[0]);
  vt_frame_unref (view->frames[1]);
  g_free (view->values);
}

/* What drawing it sends is @expected, of each kind, and nothing of the others. */
static void
assert_sent (const View *view, const guint64 expected[VT_N_UPLOADS])
{
  const VtRenderer *renderer = vt_offscreen_get_renderer (view->offscreen);
  guint64 before[VT_N_UPLOADS], sum = 0;

  for (guint what = 0; what < VT_N_UPLOADS; what++)
    before[what] = vt_renderer_get_uploaded (renderer, what);
  n_given = 0;
  g_bytes_unref (draw (view->offscreen, view->scene, &view->camera, WIDTH, HEIGHT, 1));
  for (guint what = 0; what < VT_N_UPLOADS; what++)
    {
      guint64 sent = vt_renderer_get_uploaded (renderer, what) - before[what];

      if (sent != expected[what])
        g_error ("of kind %u %" G_GUINT64_FORMAT " bytes were sent instead of %" G_GUINT64_FORMAT, what, sent,
                 expected[what]);
      sum += sent;
    }
  g_assert_cmpuint (n_given, ==, sum);
}

static void
change_nothing (View *view)
{
}

static void
change_camera (View *view)
{
  vt_camera_orbit (&view->camera, 0.5, 0.2);
}

static void
change_range (View *view)
{
  view->scale.minimum += 10;
  vt_scene_set_color_scale (view->scene, &view->scale);
}

static void
change_map (View *view)
{
  view->scale.colormap = vt_colormap_find (view->scale.colormap == vt_colormap_find ("magma") ? "turbo" : "magma");
  vt_scene_set_color_scale (view->scene, &view->scale);
}

static void
change_property (View *view)
{
  view->values[7] += 1;
  vt_scene_set_values (view->scene, view->values, N_ATOMS, &view->scale);
}

static void
change_frame (View *view)
{
  vt_scene_set_frame (view->scene, view->frames[1]);
  change_property (view);
}

static void
change_radii (View *view)
{
  vt_scene_set_element_radii (view->scene, vt_frame_get_atoms (view->frames[0]), 0.2);
}

static void
change_selection (View *view)
{
  g_autofree guint8 *flags = g_new0 (guint8, N_ATOMS);

  flags[5] = VT_ATOM_SELECTED;
  vt_scene_set_flags (view->scene, flags, N_ATOMS);
}

static void
change_background (View *view)
{
  vt_scene_set_dark (view->scene, TRUE);
  view->scene->show_cell = FALSE;
}

/* What each sends where OpenGL draws the spheres. */
static const struct
{
  const char *what;
  void (*change) (View *view);
  guint64 expected[VT_N_UPLOADS];
} changes[] = {
  { "nothing", change_nothing, { 0 } },
  { "camera", change_camera, { 0 } },
  { "range", change_range, { 0 } },
  { "map", change_map, { [VT_UPLOAD_COLORS] = COLOR_BYTES } },
  { "property", change_property, { [VT_UPLOAD_VALUES] = NUMBER_BYTES } },
  { "frame", change_frame, { [VT_UPLOAD_POSITIONS] = POSITION_BYTES, [VT_UPLOAD_VALUES] = NUMBER_BYTES } },
  { "radii", change_radii, { [VT_UPLOAD_RADII] = NUMBER_BYTES } },
  { "selection", change_selection, { [VT_UPLOAD_FLAGS] = FLAG_BYTES } },
  { "background", change_background, { 0 } },
};

static void
test_changes (gconstpointer data)
{
  static const guint64 all[VT_N_UPLOADS] = { [VT_UPLOAD_POSITIONS] = POSITION_BYTES, [VT_UPLOAD_RADII] = NUMBER_BYTES,
                                             [VT_UPLOAD_VALUES] = NUMBER_BYTES, [VT_UPLOAD_FLAGS] = FLAG_BYTES,
                                             [VT_UPLOAD_COLORS] = COLOR_BYTES };
  VtOffscreen *offscreen = (VtOffscreen *) data;
  View view;

  vt_renderer_set_spheres_by (vt_offscreen_get_renderer (offscreen), VT_SPHERES_BY_OPENGL);
  view_init (&view, offscreen);
  listen_to_opengl ();
  assert_sent (&view, all);
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_test_message ("%s", changes[i].what);
      changes[i].change (&view);
      assert_sent (&view, changes[i].expected);
    }
  leave_opengl ();
  view_clear (&view);
}

/* By the processor: the picture, whatever changed and however many atoms there are. */
static void
test_pixels (gconstpointer data)
{
  static const guint64 pixels[VT_N_UPLOADS] = { [VT_UPLOAD_PIXELS] = PIXEL_BYTES };
  VtOffscreen *offscreen = (VtOffscreen *) data;
  View view;

  vt_renderer_set_spheres_by (vt_offscreen_get_renderer (offscreen), VT_SPHERES_BY_PROCESSOR);
  view_init (&view, offscreen);
  listen_to_opengl ();
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      changes[i].change (&view);
      assert_sent (&view, pixels);
    }
  leave_opengl ();
  view_clear (&view);
}

/* A scene made anew, as for a picture of many atoms, sends what differs from the one before. */
static void
test_recognized (gconstpointer data)
{
  static const guint64 values[VT_N_UPLOADS] = { [VT_UPLOAD_VALUES] = NUMBER_BYTES }, nothing[VT_N_UPLOADS] = { 0 };
  VtOffscreen *offscreen = (VtOffscreen *) data;
  View before, after;

  vt_renderer_set_spheres_by (vt_offscreen_get_renderer (offscreen), VT_SPHERES_BY_OPENGL);
  view_init (&before, offscreen);
  g_bytes_unref (draw (offscreen, before.scene, &before.camera, WIDTH, HEIGHT, 1));
  view_init (&after, offscreen);
  listen_to_opengl ();
  vt_scene_recognize (after.scene, before.scene);
  assert_sent (&after, nothing);
  change_property (&after);
  vt_scene_recognize (after.scene, before.scene);
  assert_sent (&after, values);
  leave_opengl ();
  view_clear (&before);
  view_clear (&after);
}

/* The cell's edges, and the faces of something in it: when they change, not when they are turned a little. */
static void
test_overlays (gconstpointer data)
{
  static const guint64 nothing[VT_N_UPLOADS] = { 0 };
  static const double near_face[9] = { 0, 0, 5, 1, 0, 5, 0, 1, 5 }, far_face[9] = { 0, 0, -5, 1, 0, -5, 0, 1, -5 };
  const guint64 edges[VT_N_UPLOADS] = { [VT_UPLOAD_OVERLAYS] = 12 * 14 * sizeof (float) };
  const guint64 faces[VT_N_UPLOADS] = { [VT_UPLOAD_OVERLAYS] = 2 * 3 * 7 * sizeof (float) };
  const VtColor red = { 1, 0, 0, 0.5f };
  VtOffscreen *offscreen = (VtOffscreen *) data;
  g_autoptr (VtOverlay) overlay = vt_overlay_new ();
  View view = { .offscreen = offscreen, .scene = vt_scene_new () };

  vt_overlay_add_face (overlay, near_face, 3, &red);
  vt_overlay_add_face (overlay, far_face, 3, &red);
  vt_renderer_set_spheres_by (vt_offscreen_get_renderer (offscreen), VT_SPHERES_BY_OPENGL);
  vt_camera_init (&view.camera);
  vt_camera_fit_cell (&view.camera, &view.scene->cell, (double) WIDTH / HEIGHT);
  view.scene->show_cell = FALSE;
  g_bytes_unref (draw (offscreen, view.scene, &view.camera, WIDTH, HEIGHT, 1));
  listen_to_opengl ();
  view.scene->show_cell = TRUE;
  assert_sent (&view, edges);
  change_camera (&view);
  assert_sent (&view, nothing);
  vt_scene_set_overlay (view.scene, VT_LAYER_PICKED, overlay);
  assert_sent (&view, faces);
  vt_camera_orbit (&view.camera, 0.01, 0.01);
  assert_sent (&view, nothing);
  /* From behind the other one is drawn first. */
  vt_camera_orbit (&view.camera, G_PI, 0);
  assert_sent (&view, faces);
  vt_cell_init_box (&view.scene->cell, 2, 2, 2);
  assert_sent (&view, edges);
  leave_opengl ();
  vt_scene_free (view.scene);
}

static void
add (VtOffscreen *offscreen)
{
  g_test_add_data_func ("/render/uploads/changes", offscreen, test_changes);
  g_test_add_data_func ("/render/uploads/pixels", offscreen, test_pixels);
  g_test_add_data_func ("/render/uploads/recognized", offscreen, test_recognized);
  g_test_add_data_func ("/render/uploads/overlays", offscreen, test_overlays);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  return run_with_offscreen (add);
}

#include "vt-offscreen.h"

#include <cairo.h>
#include <math.h>
#include <string.h>
#include "scenes.h"
#include "vt-picking.h"

#define WIDTH 200
#define HEIGHT 150

static VtScene *
numbered_scene (VtCamera *camera, double aspect)
{
  g_autoptr (VtFrame) frame = random_frame_new (200, 11);
  VtScene *scene = vt_scene_new ();

  vt_scene_set_frame (scene, frame);
  number_atoms (scene);
  scene->background.alpha = 0;
  vt_camera_init (camera);
  vt_camera_fit_cell (camera, &scene->cell, aspect);
  return scene;
}

/* Wider than a tile: the atoms are where they are in one piece, over the seam and behind it. */
static void
test_tiles (gconstpointer data)
{
  enum { WIDE = 2500, LOW = 600, SEAM = 2048 };
  VtCamera camera;
  g_autoptr (VtScene) scene = numbered_scene (&camera, (double) WIDE / LOW);
  g_autoptr (GBytes) picture = NULL;
  guint differences = 0, hits = 0, asked = 0;

  camera.height /= 4.5; /* the atoms fill the width */
  picture = draw ((VtOffscreen *) data, scene, &camera, WIDE, LOW, 1);
  for (int y = 0; y < LOW; y += 7)
    for (int x = SEAM - 60; x < SEAM + 300; x += 3)
      {
        gssize picked = vt_picking_pick (scene, &camera, WIDE, LOW, x + 0.5, y + 0.5, NULL);

        differences += picked != tell_atom (pixel_at (picture, WIDE, x, y));
        hits += picked >= 0;
        asked++;
      }
  g_assert_cmpuint (hits, >, asked / 20);
  g_assert_cmpuint (differences, <=, asked / 1000);
}

static void
test_transparent (gconstpointer data)
{
  VtCamera camera;
  g_autoptr (VtScene) scene = numbered_scene (&camera, (double) WIDTH / HEIGHT);
  const VtColor clear = { 1, 1, 1, 0 }, half = { 1, 0.5f, 0, 0.5f };
  VtOffscreen *offscreen = (VtOffscreen *) data;
  g_autoptr (GBytes) picture = vt_offscreen_draw (offscreen, scene, &camera, WIDTH, HEIGHT, 1, 2, &clear, NULL, NULL);
  g_autoptr (GBytes) faint = vt_offscreen_draw (offscreen, scene, &camera, WIDTH, HEIGHT, 1, 1, &half, NULL, NULL);
  static const guint8 nothing[4] = { 0 }, expected[4] = { 128, 64, 0, 128 };
  guint partly = 0;

  g_assert_cmpmem (pixel_at (picture, WIDTH, 0, 0), 4, nothing, 4);
  for (guint i = 0; i < 4; i++)
    g_assert_cmpfloat_with_epsilon (pixel_at (faint, WIDTH, 0, 0)[i], expected[i], 1.01);
  for (int i = 0; i < WIDTH * HEIGHT; i++)
    {
      const guint8 *pixel = pixel_at (picture, WIDTH, i % WIDTH, i / WIDTH);

      partly += pixel[3] > 0 && pixel[3] < 255;
      g_assert_cmpuint (pixel[0], <=, pixel[3]); /* premultiplied */
      g_assert_cmpuint (pixel[1], <=, pixel[3]);
      g_assert_cmpuint (pixel[2], <=, pixel[3]);
    }
  g_assert_cmpuint (partly, >, 100); /* edges are smooth */
}

static void
test_cancel (gconstpointer data)
{
  VtCamera camera;
  g_autoptr (VtScene) scene = numbered_scene (&camera, 1);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (vt_offscreen_draw ((VtOffscreen *) data, scene, &camera, 100, 100, 1, 1, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static gpointer
render_on_worker (gpointer data)
{
  VtCamera camera;
  g_autoptr (VtScene) scene = numbered_scene (&camera, (double) WIDTH / HEIGHT);
  g_autoptr (GError) error = NULL;
  GBytes *picture = vt_offscreen_render (scene, &camera, WIDTH, HEIGHT, 1, 2, NULL, NULL, &error);

  g_assert_no_error (error);
  return picture;
}

/* Two workers at once, each with a context of its own, and the same picture on this thread. */
static void
test_threads (gconstpointer data)
{
  GThread *one = g_thread_new ("one", render_on_worker, NULL), *two = g_thread_new ("two", render_on_worker, NULL);
  VtCamera camera;
  g_autoptr (VtScene) scene = numbered_scene (&camera, (double) WIDTH / HEIGHT);
  g_autoptr (GBytes) here = draw ((VtOffscreen *) data, scene, &camera, WIDTH, HEIGHT, 2);
  g_autoptr (GBytes) first = g_thread_join (one);
  g_autoptr (GBytes) second = g_thread_join (two);

  g_assert_true (g_bytes_equal (here, first));
  g_assert_true (g_bytes_equal (here, second));
}

static VtScene *
reference_scene (VtCamera *camera)
{
  g_autoptr (VtFrame) frame = random_frame_new (350, 12);
  g_autofree double *values = g_new (double, 350);
  guint8 flags[350] = { 0 };
  VtScene *scene = vt_scene_new ();
  VtColorScale scale;

  vt_scene_set_frame (scene, frame);
  vt_scene_set_element_radii (scene, vt_frame_get_atoms (frame), 1.1);
  for (gsize i = 0; i < 350; i++)
    {
      values[i] = i % 29 == 0 ? NAN : scene->positions[3 * i + 2];
      flags[i] = i % 17 == 0 ? VT_ATOM_SELECTED : i % 5 == 0 ? VT_ATOM_DIMMED : 0;
    }
  vt_color_scale_init (&scale);
  scale.colormap = vt_colormap_find ("inferno");
  scale.maximum = 24;
  vt_scene_set_values (scene, values, 350, &scale);
  vt_scene_set_flags (scene, flags, 350);
  vt_camera_init (camera);
  vt_camera_fit_cell (camera, &scene->cell, (double) WIDTH / HEIGHT);
  return scene;
}

static cairo_surface_t *
to_surface (GBytes *picture)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, WIDTH, HEIGHT);
  guint8 *data = cairo_image_surface_get_data (surface);
  int stride = cairo_image_surface_get_stride (surface);

  cairo_surface_flush (surface);
  for (int y = 0; y < HEIGHT; y++)
    for (int x = 0; x < WIDTH; x++)
      {
        const guint8 *pixel = pixel_at (picture, WIDTH, x, y);
        guint32 word = (guint32) pixel[0] << 16 | (guint32) pixel[1] << 8 | pixel[2];

        memcpy (data + y * stride + 4 * x, &word, 4);
      }
  cairo_surface_mark_dirty (surface);
  return surface;
}

/* The share of pixels farther than 2/255 in some channel; @difference gets black where they agree. */
static double
compare (cairo_surface_t *a, cairo_surface_t *b, cairo_surface_t *difference)
{
  int stride = cairo_image_surface_get_stride (a), far = 0;

  cairo_surface_flush (difference);
  for (int y = 0; y < HEIGHT; y++)
    for (int x = 0; x < WIDTH; x++)
      {
        const guint8 *p = cairo_image_surface_get_data (a) + y * stride + 4 * x;
        const guint8 *q = cairo_image_surface_get_data (b) + y * stride + 4 * x;
        guint8 *d = cairo_image_surface_get_data (difference) + y * stride + 4 * x;
        int most = 0;

        for (guint i = 0; i < 3; i++)
          {
            d[i] = (guint8) abs (p[i] - q[i]);
            most = MAX (most, d[i]);
          }
        far += most > 2;
      }
  cairo_surface_mark_dirty (difference);
  return (double) far / (WIDTH * HEIGHT);
}

/* To make the reference anew after a wanted change: VT_WRITE_REFERENCE=1, then look at it. */
static void
test_reference (gconstpointer data)
{
  g_autofree char *path = g_build_filename (g_getenv ("VT_FIXTURES"), "render", "glass.png", NULL);
  VtCamera camera;
  g_autoptr (VtScene) scene = reference_scene (&camera);
  g_autoptr (GBytes) picture = draw ((VtOffscreen *) data, scene, &camera, WIDTH, HEIGHT, 2);
  cairo_surface_t *drawn = to_surface (picture), *reference, *difference;
  double share;

  if (g_getenv ("VT_WRITE_REFERENCE") != NULL)
    cairo_surface_write_to_png (drawn, path);
  reference = cairo_image_surface_create_from_png (path);
  g_assert_cmpint (cairo_surface_status (reference), ==, CAIRO_STATUS_SUCCESS);
  g_assert_cmpint (cairo_image_surface_get_width (reference), ==, WIDTH);
  g_assert_cmpint (cairo_image_surface_get_height (reference), ==, HEIGHT);
  g_assert_cmpint (cairo_image_surface_get_stride (reference), ==, cairo_image_surface_get_stride (drawn));
  difference = cairo_image_surface_create (CAIRO_FORMAT_RGB24, WIDTH, HEIGHT);
  share = compare (drawn, reference, difference);
  if (share > 0.005)
    {
      cairo_surface_write_to_png (difference, "render-glass-difference.png");
      cairo_surface_write_to_png (drawn, "render-glass-drawn.png");
      g_test_message ("see render-glass-difference.png and render-glass-drawn.png in the build directory");
    }
  g_assert_cmpfloat (share, <=, 0.005);
  cairo_surface_destroy (drawn);
  cairo_surface_destroy (reference);
  cairo_surface_destroy (difference);
}

static void
add (VtOffscreen *offscreen)
{
  g_test_add_data_func ("/render/offscreen/tiles", offscreen, test_tiles);
  g_test_add_data_func ("/render/offscreen/transparent", offscreen, test_transparent);
  g_test_add_data_func ("/render/offscreen/cancel", offscreen, test_cancel);
  g_test_add_data_func ("/render/offscreen/threads", offscreen, test_threads);
  g_test_add_data_func ("/render/offscreen/reference", offscreen, test_reference);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  return run_with_offscreen (add);
}

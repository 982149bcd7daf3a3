#include "vt-offscreen.h"

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

static void
add (VtOffscreen *offscreen)
{
  g_test_add_data_func ("/render/offscreen/tiles", offscreen, test_tiles);
  g_test_add_data_func ("/render/offscreen/transparent", offscreen, test_transparent);
  g_test_add_data_func ("/render/offscreen/cancel", offscreen, test_cancel);
  g_test_add_data_func ("/render/offscreen/threads", offscreen, test_threads);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  return run_with_offscreen (add);
}

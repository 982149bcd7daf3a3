/* Lines and faces among the atoms: what is in front, what is behind, and by how much it shows. */
#include <math.h>
#include "scenes.h"

#define SIDE 200 /* pixels */

/* 20 Å high, seen from +z: 10 pixels an Å. A black sphere of @radius at the origin. */
static VtScene *
make_scene (double radius, VtCamera *camera, VtProjection projection)
{
  const double place[3] = { 0, 0, 0 }, value = 0;
  const VtColor black = { 0, 0, 0, 1 };
  g_autoptr (VtFrame) frame = placed_frame_new (place, 1, 40);
  VtScene *scene = vt_scene_new ();

  vt_scene_set_frame (scene, frame);
  vt_scene_set_radii (scene, &radius, 1);
  vt_scene_set_categories (scene, &value, 1, &black, 1);
  flatten (scene);
  scene->background = (VtColor){ 1, 1, 1, 1 };
  vt_camera_init (camera);
  vt_camera_set_view (camera, VT_VIEW_PLUS_Z);
  camera->height = 20;
  camera->projection = projection;
  return scene;
}

static void
assert_pixel (GBytes *picture, int width, int x, int y, double red, double green, double blue)
{
  const guint8 *pixel = pixel_at (picture, width, x, y);
  const double expected[3] = { red, green, blue };

  for (guint i = 0; i < 3; i++)
    g_assert_cmpfloat_with_epsilon (pixel[i], 255 * expected[i], 2.01);
}

static void
add_square (VtOverlay *overlay, double z, double half, VtColor color)
{
  const double corners[] = { -half, -half, z, half, -half, z, half, half, z, -half, half, z };

  vt_overlay_add_face (overlay, corners, 4, &color);
}

/* A red line four pixels wide along x behind the sphere, and a green one before it. */
static void
test_lines (gconstpointer data)
{
  for (int projection = 0; projection < 2; projection++)
    {
      VtCamera camera;
      g_autoptr (VtScene) scene = make_scene (5, &camera, (VtProjection) projection);
      g_autoptr (VtOverlay) overlay = vt_overlay_new ();
      g_autoptr (GBytes) picture = NULL;
      const VtLineStyle red = { .color = { 1, 0, 0, 1 }, .width = 4, .hidden = 0.25 };
      const VtLineStyle green = { .color = { 0, 1, 0, 0.5f }, .width = 4 };
      guint wide = 0;

      vt_overlay_add_line (overlay, (const double[3]){ -9, 0, -6 }, (const double[3]){ 9, 0, -6 }, &red);
      vt_overlay_add_line (overlay, (const double[3]){ 0, -9, 6 }, (const double[3]){ 0, 9, 6 }, &green);
      vt_scene_set_overlay (scene, VT_LAYER_PICKED, overlay);
      picture = draw ((VtOffscreen *) data, scene, &camera, SIDE, SIDE, 1);
      assert_pixel (picture, SIDE, 30, 100, 1, 0, 0);        /* beside the sphere */
      assert_pixel (picture, SIDE, 80, 100, 0.25, 0, 0);     /* through it */
      assert_pixel (picture, SIDE, 100, 80, 0, 0.5, 0);      /* before it */
      assert_pixel (picture, SIDE, 100, 30, 0.5, 1, 0.5);    /* over the white background */
      for (int y = 0; y < SIDE; y++)
        wide += pixel_at (picture, SIDE, 30, y)[1] < 128;
      g_assert_cmpuint (wide, ==, 4);
      /* The cell is the scene's own, and shows as little through the sphere as it did. */
      vt_scene_set_overlay (scene, VT_LAYER_PICKED, NULL);
      g_clear_pointer (&picture, g_bytes_unref);
      picture = draw ((VtOffscreen *) data, scene, &camera, SIDE, SIDE, 1);
      assert_pixel (picture, SIDE, 30, 100, 1, 1, 1);
    }
}

/* Dashes and gaps of equal length, on the screen, whatever the scale and the samples. */
static void
test_dashes (gconstpointer data)
{
  for (int supersample = 1; supersample <= 4; supersample *= 2)
    {
      VtCamera camera;
      g_autoptr (VtScene) scene = make_scene (1, &camera, VT_PROJECTION_ORTHOGRAPHIC);
      g_autoptr (VtOverlay) overlay = vt_overlay_new ();
      g_autoptr (GBytes) picture = NULL;
      const VtLineStyle style = { .color = { 1, 0, 0, 1 }, .width = 3, .dash = 6 };

      vt_overlay_add_line (overlay, (const double[3]){ -9, 5, 0 }, (const double[3]){ 9, 5, 0 }, &style);
      vt_scene_set_overlay (scene, VT_LAYER_PICKED, overlay);
      picture = draw ((VtOffscreen *) data, scene, &camera, SIDE, SIDE, supersample);
      for (int period = 0; period < 14; period++)
        {
          assert_pixel (picture, SIDE, 10 + 12 * period + 2, 50, 1, 0, 0);
          assert_pixel (picture, SIDE, 10 + 12 * period + 8, 50, 1, 1, 1);
        }
    }
}

/* A plane that cuts a cap off the sphere shows it: (x² + y²) < r² − z². */
static void
test_face_cuts_sphere (gconstpointer data)
{
  VtCamera camera;
  g_autoptr (VtScene) scene = make_scene (5, &camera, VT_PROJECTION_ORTHOGRAPHIC);
  g_autoptr (VtOverlay) overlay = vt_overlay_new ();
  g_autoptr (GBytes) picture = NULL;
  double cap = 0;

  add_square (overlay, 3, 9, (VtColor){ 1, 0, 0, 0.5f });
  vt_scene_set_overlay (scene, VT_LAYER_SLICE, overlay);
  picture = draw ((VtOffscreen *) data, scene, &camera, SIDE, SIDE, 1);
  assert_pixel (picture, SIDE, 2, 100, 1, 1, 1);
  assert_pixel (picture, SIDE, 20, 100, 1, 0.5, 0.5);
  assert_pixel (picture, SIDE, 100, 100, 0, 0, 0);
  assert_pixel (picture, SIDE, 145, 100, 0.5, 0, 0);
  for (int i = 0; i < SIDE * SIDE; i++)
    cap += pixel_at (picture, SIDE, i % SIDE, i / SIDE)[0] < 64;
  g_assert_cmpfloat_with_epsilon (cap / (G_PI * 40 * 40), 1, 0.01);
}

/* The nearer face last, in whatever order they came. */
static void
test_faces_sorted (gconstpointer data)
{
  for (guint i = 0; i < 4; i++)
    {
      VtCamera camera;
      g_autoptr (VtScene) scene = make_scene (1, &camera, (VtProjection) (i / 2));
      g_autoptr (VtOverlay) overlay = vt_overlay_new ();
      g_autoptr (GBytes) picture = NULL;
      const VtColor red = { 1, 0, 0, 0.5f }, green = { 0, 1, 0, 0.5f };

      add_square (overlay, i % 2 ? 4 : -4, 6, i % 2 ? green : red);
      add_square (overlay, i % 2 ? -4 : 4, 6, i % 2 ? red : green);
      vt_scene_set_overlay (scene, VT_LAYER_SLICE, overlay);
      picture = draw ((VtOffscreen *) data, scene, &camera, SIDE, SIDE, 2);
      assert_pixel (picture, SIDE, 70, 70, 0.5, 0.75, 0.25);
      /* Seen from the other side, the other is before. */
      vt_camera_set_view (&camera, VT_VIEW_MINUS_Z);
      g_clear_pointer (&picture, g_bytes_unref);
      picture = draw ((VtOffscreen *) data, scene, &camera, SIDE, SIDE, 2);
      assert_pixel (picture, SIDE, 70, 70, 0.75, 0.5, 0.25);
    }
}

/* With its middle on the z axis, so that z alone tells which one is nearer. */
static void
add_triangle (VtOverlay *overlay, double z, VtColor color)
{
  const double corners[] = { 0, 28, z, -24, -14, z, 24, -14, z };

  vt_overlay_add_face (overlay, corners, 3, &color);
}

/* So they are from a corner, where every axis has its share of the depth. */
static void
test_faces_sorted_aslant (gconstpointer data)
{
  for (guint i = 0; i < 4; i++)
    {
      VtCamera camera;
      g_autoptr (VtScene) scene = make_scene (0.5, &camera, (VtProjection) (i / 2));
      g_autoptr (VtOverlay) overlay = vt_overlay_new ();
      g_autoptr (GBytes) picture = NULL;
      const VtColor red = { 1, 0, 0, 0.5f }, green = { 0, 1, 0, 0.5f };
      const guint8 *pixel;

      add_triangle (overlay, i % 2 ? 4 : -4, i % 2 ? green : red);
      add_triangle (overlay, i % 2 ? -4 : 4, i % 2 ? red : green);
      vt_scene_set_overlay (scene, VT_LAYER_SLICE, overlay);
      vt_camera_set_view (&camera, VT_VIEW_ISO); /* from above: green is nearer */
      picture = draw ((VtOffscreen *) data, scene, &camera, SIDE, SIDE, 1);
      pixel = pixel_at (picture, SIDE, 114, 100);
      g_assert_cmpuint (pixel[2], <, 80); /* both are there */
      g_assert_cmpuint (pixel[1], >, pixel[0] + 20);
    }
}

/* A face seen aslant is darker, by the cosine. */
static void
test_aslant (gconstpointer data)
{
  VtCamera camera;
  g_autoptr (VtScene) scene = make_scene (0.5, &camera, VT_PROJECTION_ORTHOGRAPHIC);
  g_autoptr (VtOverlay) overlay = vt_overlay_new ();
  g_autoptr (GBytes) picture = NULL;

  add_square (overlay, 0, 6, (VtColor){ 1, 1, 1, 1 });
  vt_scene_set_overlay (scene, VT_LAYER_SLICE, overlay);
  vt_camera_orbit (&camera, G_PI / 3, 0);
  picture = draw ((VtOffscreen *) data, scene, &camera, SIDE, SIDE, 1);
  assert_pixel (picture, SIDE, 90, 90, 0.85, 0.85, 0.85);
}

/* In tiles (4 samples: 512 pixels each) a line and a face go on over the seam; the background stays clear. */
static void
test_tiles_and_transparency (gconstpointer data)
{
  enum { WIDE = 600, LOW = 100 };
  VtCamera camera;
  g_autoptr (VtScene) scene = make_scene (0.5, &camera, VT_PROJECTION_PERSPECTIVE);
  g_autoptr (VtOverlay) overlay = vt_overlay_new ();
  g_autoptr (GBytes) picture = NULL;
  const VtLineStyle red = { .color = { 1, 0, 0, 1 }, .width = 4 };

  vt_overlay_add_line (overlay, (const double[3]){ -55, 0, 0 }, (const double[3]){ 55, 0, 0 }, &red);
  add_square (overlay, 0, 55, (VtColor){ 0, 0, 1, 0.5f });
  vt_scene_set_overlay (scene, VT_LAYER_SLICE, overlay);
  scene->background.alpha = 0;
  picture = draw ((VtOffscreen *) data, scene, &camera, WIDE, LOW, 4);
  for (int x = 400; x < 570; x++)
    {
      assert_pixel (picture, WIDE, x, 50, 1, 0, 0);
      g_assert_cmpuint (pixel_at (picture, WIDE, x, 50)[3], ==, 255);
      assert_pixel (picture, WIDE, x, 20, 0, 0, 0.5); /* premultiplied */
      g_assert_cmpfloat_with_epsilon (pixel_at (picture, WIDE, x, 20)[3], 127.5, 1.01);
    }
  g_assert_cmpuint (pixel_at (picture, WIDE, 590, 20)[3], ==, 0);
}

/* Beyond the cell nothing is cut off, near or far. */
static void
test_beyond_cell (gconstpointer data)
{
  VtCamera camera;
  g_autoptr (VtScene) scene = make_scene (0.5, &camera, VT_PROJECTION_ORTHOGRAPHIC);
  g_autoptr (VtOverlay) overlay = vt_overlay_new ();
  g_autoptr (GBytes) picture = NULL;

  add_square (overlay, 300, 6, (VtColor){ 1, 0, 0, 1 });
  add_square (overlay, -300, 9, (VtColor){ 0, 1, 0, 1 });
  vt_scene_set_overlay (scene, VT_LAYER_SLICE, overlay);
  picture = draw ((VtOffscreen *) data, scene, &camera, SIDE, SIDE, 1);
  assert_pixel (picture, SIDE, 60, 60, 1, 0, 0);
  assert_pixel (picture, SIDE, 20, 20, 0, 1, 0);
}

static void
add (VtOffscreen *offscreen)
{
  add_both_ways ("/render/overlay/lines", offscreen, test_lines);
  add_both_ways ("/render/overlay/dashes", offscreen, test_dashes);
  add_both_ways ("/render/overlay/face-cuts-sphere", offscreen, test_face_cuts_sphere);
  add_both_ways ("/render/overlay/faces-sorted", offscreen, test_faces_sorted);
  add_both_ways ("/render/overlay/faces-sorted-aslant", offscreen, test_faces_sorted_aslant);
  add_both_ways ("/render/overlay/aslant", offscreen, test_aslant);
  add_both_ways ("/render/overlay/tiles-and-transparency", offscreen, test_tiles_and_transparency);
  add_both_ways ("/render/overlay/beyond-cell", offscreen, test_beyond_cell);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  return run_with_offscreen (add);
}

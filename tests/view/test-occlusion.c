#include "vt-occlusion.h"

#include <math.h>
#include "random-frame.h"
#include "vt-depth-order.h"
#include "vt-picking.h"

#define WIDTH 120
#define HEIGHT 90

/* Whatever a line of sight through a pixel meets first is among the survivors. */
static void
check (const VtScene *scene, const VtCamera *camera, gsize *n_left)
{
  g_autoptr (GArray) left = vt_occlusion_cull (scene, camera, WIDTH, HEIGHT, VT_ATOM_HIDDEN);
  g_autofree gboolean *is_left = g_new0 (gboolean, scene->n_atoms);

  for (guint i = 0; i < left->len; i++)
    {
      guint32 atom = g_array_index (left, guint32, i);

      g_assert_false (is_left[atom]);
      is_left[atom] = TRUE;
    }
  for (guint y = 0; y < HEIGHT; y++)
    for (guint x = 0; x < WIDTH; x++)
      {
        gssize atom = vt_picking_pick (scene, camera, WIDTH, HEIGHT, x + 0.5, y + 0.5, NULL);

        g_assert_true (atom < 0 || is_left[atom]);
      }
  *n_left = left->len;
}

static void
test_conservative (void)
{
  g_autoptr (VtFrame) frame = random_frame_new (1500, 4);
  g_autoptr (VtScene) scene = vt_scene_new ();
  g_autofree guint8 *flags = g_new0 (guint8, 1500);
  VtCamera camera;
  gsize n_left;

  vt_scene_set_frame (scene, frame);
  vt_camera_init (&camera);
  vt_camera_fit_cell (&camera, &scene->cell, (double) WIDTH / HEIGHT);
  for (guint i = 0; i < 12; i++)
    {
      camera.projection = (VtProjection) (i % 2);
      vt_camera_orbit (&camera, 0.7, 0.4);
      if (i % 4 == 3)
        vt_camera_zoom (&camera, 1.9); /* at last the eye is among the atoms */
      check (scene, &camera, &n_left);
      g_assert_cmpuint (n_left, <, 1100);
    }
  for (gsize i = 0; i < 1500; i += 2)
    flags[i] = VT_ATOM_HIDDEN;
  vt_scene_set_flags (scene, flags, 1500);
  vt_camera_fit_cell (&camera, &scene->cell, (double) WIDTH / HEIGHT);
  check (scene, &camera, &n_left);
  g_assert_cmpuint (n_left, <=, 750);
}

/* A wide field of view, where silhouettes are long ellipses. */
static void
test_wide (void)
{
  g_autoptr (VtFrame) frame = random_frame_new (1500, 5);
  g_autoptr (VtScene) scene = vt_scene_new ();
  VtCamera camera;
  gsize n_left;

  vt_scene_set_frame (scene, frame);
  vt_scene_set_element_radii (scene, vt_frame_get_atoms (frame), 1.5);
  vt_camera_init (&camera);
  camera.field_of_view = 100;
  vt_camera_fit_cell (&camera, &scene->cell, (double) WIDTH / HEIGHT);
  check (scene, &camera, &n_left);
  vt_camera_zoom (&camera, 3);
  check (scene, &camera, &n_left);
}

/* In a wide picture a sphere beyond the border still reaches into it, farther than its own angle's tangent. */
static void
test_border (void)
{
  guint n_reaching = 0;

  for (double x = 4; x < 60; x += 0.5)
    {
      const double place[3] = { x, 0, 0 }, radius = 2;
      g_autoptr (VtFrame) frame = placed_frame_new (place, 1, 40);
      g_autoptr (VtScene) scene = vt_scene_new ();
      VtCamera camera;
      gsize n_left;

      vt_scene_set_frame (scene, frame);
      vt_scene_set_radii (scene, &radius, 1);
      vt_camera_init (&camera);
      vt_camera_set_view (&camera, VT_VIEW_PLUS_Z);
      camera.field_of_view = 100;
      check (scene, &camera, &n_left);
      n_reaching += n_left;
    }
  g_assert_cmpuint (n_reaching, >, 10);
}

/* A small sphere right behind a large one is left out; beside it, or before it, not. */
static void
test_by_hand (void)
{
  double places[] = { 0, 0, 0, 0, 0, -5 };
  const double radii[] = { 3, 0.5 };
  static const double where[][3] = { { 0, 0, -5 }, { 1.5, 1.5, -5 }, { 3, 0, -5 },
                                      { 0, 0, 5 },  { 9, 0, -5 },     { 40, 0, 0 } };
  static const gsize expected[] = { 1, 1, 2, 2, 2, 1 };

  for (guint i = 0; i < G_N_ELEMENTS (where); i++)
    {
      g_autoptr (VtFrame) frame = NULL;
      g_autoptr (VtScene) scene = vt_scene_new ();
      g_autoptr (GArray) left = NULL;
      VtCamera camera;

      for (guint k = 0; k < 3; k++)
        places[3 + k] = where[i][k];
      frame = placed_frame_new (places, 2, 20);
      vt_scene_set_frame (scene, frame);
      vt_scene_set_radii (scene, radii, 2);
      vt_camera_init (&camera);
      vt_camera_set_view (&camera, VT_VIEW_PLUS_Z);
      camera.height = 20;
      camera.projection = VT_PROJECTION_ORTHOGRAPHIC;
      left = vt_occlusion_cull (scene, &camera, 300, 300, VT_ATOM_HIDDEN);
      g_assert_cmpuint (left->len, ==, expected[i]);
    }
}

static void
test_depth_order (void)
{
  const float depth[] = { 3, -1, 0, -0.0f, 1e30f, -1e30f, 3, 1e-40f };
  static const guint32 expected[] = { 5, 1, 2, 3, 7, 0, 6, 4 };
  g_autofree guint32 *order = vt_depth_order (depth, G_N_ELEMENTS (depth));

  g_assert_cmpmem (order, sizeof expected, expected, sizeof expected);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/view/occlusion/conservative", test_conservative);
  g_test_add_func ("/view/occlusion/wide", test_wide);
  g_test_add_func ("/view/occlusion/border", test_border);
  g_test_add_func ("/view/occlusion/by-hand", test_by_hand);
  g_test_add_func ("/view/occlusion/depth-order", test_depth_order);
  return g_test_run ();
}

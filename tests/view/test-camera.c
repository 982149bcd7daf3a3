#include "vt-camera.h"

#include <math.h>

#define NEAR(a, b) g_assert_cmpfloat_with_epsilon (a, b, 1e-9)

static void
random_camera (VtCamera *camera, GRand *random, VtProjection projection)
{
  vt_camera_init (camera);
  camera->projection = projection;
  camera->height = g_rand_double_range (random, 5, 80);
  for (guint i = 0; i < 3; i++)
    camera->target[i] = g_rand_double_range (random, -20, 20);
  vt_camera_orbit (camera, g_rand_double_range (random, -9, 9), g_rand_double_range (random, -9, 9));
  vt_camera_roll (camera, g_rand_double_range (random, -9, 9));
}

static void
check_axes (VtView view, double rx, double ry, double rz, double ux, double uy, double uz)
{
  VtCamera camera;
  double right[3], up[3], back[3];

  vt_camera_init (&camera);
  vt_camera_set_view (&camera, view);
  vt_camera_get_axes (&camera, right, up, back);
  NEAR (right[0], rx);
  NEAR (right[1], ry);
  NEAR (right[2], rz);
  NEAR (up[0], ux);
  NEAR (up[1], uy);
  NEAR (up[2], uz);
  NEAR (back[0], ry * uz - rz * uy);
  NEAR (back[1], rz * ux - rx * uz);
  NEAR (back[2], rx * uy - ry * ux);
}

static void
test_views (void)
{
  check_axes (VT_VIEW_PLUS_X, 0, 1, 0, 0, 0, 1);
  check_axes (VT_VIEW_MINUS_X, 0, -1, 0, 0, 0, 1);
  check_axes (VT_VIEW_PLUS_Y, -1, 0, 0, 0, 0, 1);
  check_axes (VT_VIEW_MINUS_Y, 1, 0, 0, 0, 0, 1);
  check_axes (VT_VIEW_PLUS_Z, 1, 0, 0, 0, 1, 0);
  check_axes (VT_VIEW_MINUS_Z, -1, 0, 0, 0, 1, 0);
}

/* By hand: from +z, 10 Å high, 100 pixels: 10 pixels an Å. */
static void
test_project_by_hand (void)
{
  const double point[3] = { 1, 2, 0 };
  VtCamera camera;
  double pixel[3], distance;

  vt_camera_init (&camera);
  vt_camera_set_view (&camera, VT_VIEW_PLUS_Z);
  for (int projection = 0; projection < 2; projection++)
    {
      camera.projection = (VtProjection) projection;
      g_assert_true (vt_camera_project (&camera, 200, 100, point, pixel));
      NEAR (pixel[0], 110);
      NEAR (pixel[1], 30);
    }
  distance = 5 / tan (12.5 * G_PI / 180);
  NEAR (pixel[2], distance);
  NEAR (vt_camera_get_distance (&camera), distance);
}

static void
test_project_round_trip (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (3);

  for (guint i = 0; i < 200; i++)
    {
      double position[3], pixel[3], back[3], origin[3], direction[3], along = 0, off = 0;
      VtCamera camera;

      random_camera (&camera, random, (VtProjection) (i % 2));
      for (guint k = 0; k < 3; k++)
        position[k] = camera.target[k] + g_rand_double_range (random, -2, 2);
      g_assert_true (vt_camera_project (&camera, 640, 480, position, pixel));
      vt_camera_unproject (&camera, 640, 480, pixel, back);
      vt_camera_get_ray (&camera, 640, 480, pixel[0], pixel[1], origin, direction);
      for (guint k = 0; k < 3; k++)
        {
          NEAR (back[k], position[k]);
          along += (position[k] - origin[k]) * direction[k];
        }
      for (guint k = 0; k < 3; k++)
        off += pow (position[k] - origin[k] - along * direction[k], 2);
      g_assert_cmpfloat (sqrt (off), <, 1e-9);
    }
}

/* The matrices take a point to the pixel that vt_camera_project() names, in the whole picture and in a tile. */
static void
test_matrices (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (4);

  for (guint i = 0; i < 100; i++)
    {
      const double tile[4] = { 100, 50, 300, 200 };
      double position[3], pixel[3], near, far;
      float view[16], projection[16], eye[4], clip[4];
      VtCamera camera;

      random_camera (&camera, random, (VtProjection) (i % 2));
      for (guint k = 0; k < 3; k++)
        position[k] = camera.target[k] + g_rand_double_range (random, -2, 2);
      vt_camera_get_clip_range (&camera, camera.target, 4, &near, &far);
      vt_camera_get_view_matrix (&camera, view);
      vt_camera_get_projection_matrix (&camera, 640, 480, tile[0], tile[1], tile[2], tile[3], near, far, projection);
      for (guint row = 0; row < 4; row++)
        eye[row] = view[row] * (float) position[0] + view[4 + row] * (float) position[1] +
                   view[8 + row] * (float) position[2] + view[12 + row];
      for (guint row = 0; row < 4; row++)
        clip[row] = projection[row] * eye[0] + projection[4 + row] * eye[1] + projection[8 + row] * eye[2] +
                    projection[12 + row] * eye[3];
      g_assert_true (vt_camera_project (&camera, 640, 480, position, pixel));
      g_assert_cmpfloat_with_epsilon (tile[0] + (clip[0] / clip[3] + 1) / 2 * tile[2], pixel[0], 0.02);
      g_assert_cmpfloat_with_epsilon (tile[1] + (1 - clip[1] / clip[3]) / 2 * tile[3], pixel[1], 0.02);
      g_assert_cmpfloat_with_epsilon (-eye[2], pixel[2], 1e-3);
      g_assert_cmpfloat (fabsf (clip[2] / clip[3]), <, 1);
    }
}

/* The scene follows the hand. */
static void
test_drags (void)
{
  const double front[3] = { 0, 0, 1 };
  VtCamera camera, before;
  double pixel[3], moved[3];

  vt_camera_init (&camera);
  vt_camera_set_view (&camera, VT_VIEW_PLUS_Z);
  before = camera;
  vt_camera_orbit (&camera, 0.3, 0);
  vt_camera_project (&camera, 100, 100, front, pixel);
  g_assert_cmpfloat (pixel[0], >, 51);
  NEAR (pixel[1], 50);
  camera = before;
  vt_camera_orbit (&camera, 0, 0.3);
  vt_camera_project (&camera, 100, 100, front, pixel);
  g_assert_cmpfloat (pixel[1], >, 51);
  camera = before;
  vt_camera_pan (&camera, 7, 3, 100);
  vt_camera_project (&camera, 100, 100, before.target, moved);
  NEAR (moved[0], 57);
  NEAR (moved[1], 53);
  camera = before;
  vt_camera_roll (&camera, G_PI / 2);
  vt_camera_project (&camera, 100, 100, (const double[3]){ 1, 0, 0 }, pixel);
  NEAR (pixel[0], 50);
  NEAR (pixel[1], 40);
}

static void
test_zoom_keeps_point (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (5);

  for (guint i = 0; i < 20; i++)
    {
      double point[3], pixel[3], height;
      VtCamera camera;

      random_camera (&camera, random, (VtProjection) (i % 2));
      height = camera.height;
      vt_camera_unproject (&camera, 300, 200, (const double[3]){ 40, 170, vt_camera_get_distance (&camera) }, point);
      vt_camera_zoom_at (&camera, 1.7, 40, 170, 300, 200);
      vt_camera_project (&camera, 300, 200, point, pixel);
      NEAR (pixel[0], 40);
      NEAR (pixel[1], 170);
      NEAR (camera.height, height / 1.7);
    }
}

static void
test_fit (void)
{
  static const double origin[3] = { 1, 2, 3 };
  static const double vectors[3][3] = { { 30, 0, 0 }, { 10, 20, 0 }, { 5, -7, 25 } };
  static const gboolean periodic[3] = { TRUE, TRUE, TRUE };
  g_autoptr (GRand) random = g_rand_new_with_seed (6);
  VtCell cell;

  g_assert_true (vt_cell_init (&cell, origin, vectors, periodic, NULL));
  for (guint i = 0; i < 60; i++)
    {
      double aspect = i % 3 == 0 ? 0.4 : 1.8, most = 0;
      VtCamera camera;

      random_camera (&camera, random, (VtProjection) (i % 2));
      vt_camera_fit_cell (&camera, &cell, aspect);
      for (guint corner = 0; corner < 8; corner++)
        {
          const double fractional[3] = { corner & 1, corner >> 1 & 1, corner >> 2 & 1 };
          double position[3], pixel[3];

          vt_cell_to_cartesian (&cell, fractional, position);
          g_assert_true (vt_camera_project (&camera, aspect * 100, 100, position, pixel));
          g_assert_cmpfloat (fabs (pixel[0] - aspect * 50), <=, aspect * 50);
          g_assert_cmpfloat (fabs (pixel[1] - 50), <=, 50);
          most = MAX (most, MAX (fabs (pixel[0] - aspect * 50) / aspect, fabs (pixel[1] - 50)));
        }
      g_assert_cmpfloat (most, >, 15); /* and does not waste the picture */
    }
}

static void
test_arrays (void)
{
  static const double bad[][VT_CAMERA_ARRAY_LENGTH]
      = { { 0, 0, 0, 0, 0, 0, 0, 10, 25, 0 },  { 0, 0, 0, 1, 0, 0, 0, -1, 25, 0 },
          { 0, 0, 0, 1, 0, 0, 0, 10, 25, 2 },  { 0, 0, 0, 1, 0, 0, 0, NAN, 25, 0 },
          { 0, 0, 0, 1, 0, 0, 0, 10, 0.5, 0 }, { INFINITY, 0, 0, 1, 0, 0, 0, 10, 25, 0 } };
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  double array[VT_CAMERA_ARRAY_LENGTH];
  VtCamera camera, back, kept;

  for (guint i = 0; i < 50; i++)
    {
      random_camera (&camera, random, (VtProjection) (i % 2));
      vt_camera_to_array (&camera, array);
      g_assert_true (vt_camera_from_array (&back, array, VT_CAMERA_ARRAY_LENGTH));
      for (guint k = 0; k < 4; k++)
        NEAR (back.orientation[k], camera.orientation[k]);
      g_assert_cmpfloat (back.height, ==, camera.height);
      g_assert_cmpfloat (back.target[2], ==, camera.target[2]);
      g_assert_cmpint (back.projection, ==, camera.projection);
    }
  kept = camera;
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (vt_camera_from_array (&camera, bad[i], VT_CAMERA_ARRAY_LENGTH));
  g_assert_false (vt_camera_from_array (&camera, array, VT_CAMERA_ARRAY_LENGTH - 1));
  g_assert_false (vt_camera_from_array (&camera, NULL, 0));
  g_assert_true (vt_camera_equal (&camera, &kept));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/view/camera/views", test_views);
  g_test_add_func ("/view/camera/project-by-hand", test_project_by_hand);
  g_test_add_func ("/view/camera/project-round-trip", test_project_round_trip);
  g_test_add_func ("/view/camera/matrices", test_matrices);
  g_test_add_func ("/view/camera/drags", test_drags);
  g_test_add_func ("/view/camera/zoom-keeps-point", test_zoom_keeps_point);
  g_test_add_func ("/view/camera/fit", test_fit);
  g_test_add_func ("/view/camera/arrays", test_arrays);
  return g_test_run ();
}

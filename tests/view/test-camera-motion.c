/* The way from one camera to another. */
#include "vt-camera-motion.h"

#include <math.h>

#define NEAR(a, b) g_assert_cmpfloat_with_epsilon (a, b, 1e-9)

static double
angle_between (const VtCamera *a, const VtCamera *b)
{
  double cosine = 0;

  for (guint i = 0; i < 4; i++)
    cosine += a->orientation[i] * b->orientation[i];
  return 2 * acos (MIN (fabs (cosine), 1));
}

static void
random_camera (VtCamera *camera, GRand *random)
{
  vt_camera_init (camera);
  camera->height = g_rand_double_range (random, 5, 80);
  for (guint i = 0; i < 3; i++)
    camera->target[i] = g_rand_double_range (random, -20, 20);
  vt_camera_orbit (camera, g_rand_double_range (random, -9, 9), g_rand_double_range (random, -9, 9));
}

/* From +x to +y is a quarter turn about z: half of it looks from (1, 1, 0). */
static void
test_by_hand (void)
{
  VtCamera from, to, half;
  double right[3], up[3], back[3];

  vt_camera_init (&from);
  vt_camera_init (&to);
  vt_camera_set_view (&from, VT_VIEW_PLUS_X);
  vt_camera_set_view (&to, VT_VIEW_PLUS_Y);
  from.height = 10;
  to.height = 40;
  to.target[1] = 8;
  vt_camera_between (&from, &to, 0.5, &half);
  vt_camera_get_axes (&half, right, up, back);
  NEAR (back[0], sqrt (0.5));
  NEAR (back[1], sqrt (0.5));
  NEAR (back[2], 0);
  NEAR (up[2], 1);
  NEAR (half.height, 20);
  NEAR (half.target[1], 4);
}

/* Evenly: a share of the way is that share of the angle, which is at most half a turn; the ends are the cameras. */
static void
test_even (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (3);

  for (guint n = 0; n < 100; n++)
    {
      VtCamera from, to, on;
      double share = g_rand_double (random), whole;

      random_camera (&from, random);
      random_camera (&to, random);
      whole = angle_between (&from, &to);
      vt_camera_between (&from, &to, share, &on);
      g_assert_cmpfloat_with_epsilon (angle_between (&from, &on), share * whole, 1e-7);
      g_assert_cmpfloat_with_epsilon (angle_between (&on, &to), (1 - share) * whole, 1e-7);
      vt_camera_between (&from, &to, 0, &on);
      g_assert_true (vt_camera_equal (&on, &from));
      vt_camera_between (&from, &to, 1, &on);
      g_assert_true (vt_camera_equal (&on, &to));
    }
}

/* A camera that stays, and one whose quaternion has the other sign, do not turn on the way. */
static void
test_same (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (4);
  VtCamera from, to, on;

  random_camera (&from, random);
  to = from;
  for (guint i = 0; i < 4; i++)
    to.orientation[i] = -from.orientation[i];
  vt_camera_between (&from, &to, 0.3, &on);
  g_assert_cmpfloat (angle_between (&from, &on), <, 1e-6);
  NEAR (on.height, from.height);
}

static void
test_center (void)
{
  const double point[3] = { 1, 2, 3 };
  VtCamera camera;
  double pixel[3];

  vt_camera_init (&camera);
  vt_camera_orbit (&camera, 0.3, 0.2);
  vt_camera_center_on (&camera, point);
  g_assert_true (vt_camera_project (&camera, 300, 200, point, pixel));
  NEAR (pixel[0], 150);
  NEAR (pixel[1], 100);
}

/* About the picture's own vertical it is a drag to the right; four quarters are a whole turn. */
static void
test_turn (void)
{
  const double z[3] = { 0, 0, 1 };
  VtCamera camera, dragged, start;
  double upright[3];

  vt_camera_init (&camera);
  vt_camera_set_view (&camera, VT_VIEW_PLUS_X);
  start = dragged = camera;
  vt_camera_orbit (&dragged, 0.4, 0);
  vt_camera_turn_about (&camera, z, 0.4);
  for (guint i = 0; i < 4; i++)
    NEAR (camera.orientation[i], dragged.orientation[i]);
  /* From the corner, z stays upright in the picture all the way round. */
  vt_camera_set_view (&start, VT_VIEW_ISO);
  camera = start;
  for (guint quarter = 0; quarter < 4; quarter++)
    {
      double right[3], up[3], back[3];

      vt_camera_get_upright (&camera, upright);
      g_assert_cmpfloat (upright[2], ==, 1);
      vt_camera_turn_about (&camera, upright, G_PI / 2);
      vt_camera_get_axes (&camera, right, up, back);
      NEAR (right[2], 0);
      g_assert_cmpfloat (up[2], >, 0.5);
    }
  for (guint i = 0; i < 4; i++)
    NEAR (camera.orientation[i], start.orientation[i]);
  /* By hand: the scene turned a quarter about z is the eye that goes from (1, −1) to (−1, −1). */
  vt_camera_turn_about (&camera, z, G_PI / 2);
  {
    double right[3], up[3], back[3], before[3];

    vt_camera_get_axes (&start, right, up, before);
    vt_camera_get_axes (&camera, right, up, back);
    NEAR (back[0], before[1]);
    NEAR (back[1], -before[0]);
    NEAR (back[2], before[2]);
  }
}

static void
test_upright (void)
{
  VtCamera camera;
  double axis[3];

  vt_camera_init (&camera);
  vt_camera_set_view (&camera, VT_VIEW_PLUS_Z);
  vt_camera_get_upright (&camera, axis);
  g_assert_cmpfloat (axis[1], ==, 1);
  vt_camera_roll (&camera, G_PI / 2);
  vt_camera_get_upright (&camera, axis);
  g_assert_cmpfloat (axis[0], ==, 1);
  vt_camera_roll (&camera, G_PI);
  vt_camera_get_upright (&camera, axis);
  g_assert_cmpfloat (axis[0], ==, -1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/camera-motion/by-hand", test_by_hand);
  g_test_add_func ("/camera-motion/even", test_even);
  g_test_add_func ("/camera-motion/same", test_same);
  g_test_add_func ("/camera-motion/center", test_center);
  g_test_add_func ("/camera-motion/turn", test_turn);
  g_test_add_func ("/camera-motion/upright", test_upright);
  return g_test_run ();
}

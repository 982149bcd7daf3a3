/* Views as text: what is written is read back, by hand too, and what is no view is refused with a word. */
#include "vt-camera-text.h"

#include <locale.h>
#include <math.h>
#include <string.h>

#include "vt-error.h"

static void
test_round_trip (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);

  for (guint n = 0; n < 200; n++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *text = NULL;
      VtCamera camera, read;

      vt_camera_init (&camera);
      camera.projection = n % 2 == 0 ? VT_PROJECTION_PERSPECTIVE : VT_PROJECTION_ORTHOGRAPHIC;
      camera.height = pow (10, g_rand_double_range (random, -3, 6));
      camera.field_of_view = g_rand_double_range (random, 1, 120);
      for (guint i = 0; i < 3; i++)
        camera.target[i] = g_rand_double_range (random, -1e4, 1e4);
      vt_camera_orbit (&camera, g_rand_double_range (random, -9, 9), g_rand_double_range (random, -9, 9));
      text = vt_camera_to_text (&camera);
      vt_camera_init (&read);
      g_assert_true (vt_camera_from_text (&read, text, &error));
      g_assert_no_error (error);
      for (guint i = 0; i < 3; i++)
        g_assert_cmpfloat (read.target[i], ==, camera.target[i]);
      for (guint i = 0; i < 4; i++)
        g_assert_cmpfloat_with_epsilon (read.orientation[i], camera.orientation[i], 4e-16);
      g_assert_cmpfloat (read.height, ==, camera.height);
      g_assert_cmpfloat (read.field_of_view, ==, camera.field_of_view);
      g_assert_cmpint (read.projection, ==, camera.projection);
    }
}

static void
test_by_hand (void)
{
  VtCamera camera;
  g_autofree char *text = NULL;

  vt_camera_init (&camera);
  vt_camera_set_view (&camera, VT_VIEW_PLUS_Z);
  camera.target[0] = 12.5;
  camera.target[2] = -3;
  camera.height = 0.1;
  text = vt_camera_to_text (&camera);
  g_assert_cmpstr (text, ==,
                   "vitrine-view 1: target=12.5,0,-3 orientation=1,0,0,0 height=0.1 field-of-view=25 "
                   "projection=perspective");
}

/* As it comes back from a letter: other order, line ends, what may be missing missing. */
static void
test_lenient (void)
{
  g_autoptr (GError) error = NULL;
  VtCamera camera;

  vt_camera_init (&camera);
  camera.projection = VT_PROJECTION_ORTHOGRAPHIC;
  g_assert_true (vt_camera_from_text (
      &camera, "\n vitrine-view 1:height=40\r\n  orientation=0,0,0,2\ttarget=1,2,3e0  \n", &error));
  g_assert_no_error (error);
  g_assert_cmpfloat (camera.height, ==, 40);
  g_assert_cmpfloat (camera.orientation[3], ==, 1);
  g_assert_cmpfloat (camera.target[2], ==, 3);
  g_assert_cmpint (camera.projection, ==, VT_PROJECTION_ORTHOGRAPHIC);
}

typedef struct
{
  const char *text;
  const char *says;
} Bad;

static const Bad bad[] = {
  { "", "no view" },
  { "Call me Ishmael. Some years ago—never mind how long precisely—having little money", "no view" },
  { "vitrine-view", "no view" },
  { "vitrine-view one: target=0,0,0", "no view" },
  { "vitrine-view 0: target=0,0,0 orientation=1,0,0,0 height=4", "no view" },
  { "vitrine-view 1 target=0,0,0 orientation=1,0,0,0 height=4", "no view" },
  { "vitrine-view 2: anything", "newer" },
  { "vitrine-view 99999999999999999999: anything", "newer" },
  { "vitrine-view 1: target=0,0,0 orientation=1,0,0,0", "height" },
  { "vitrine-view 1: orientation=1,0,0,0 height=4", "target" },
  { "vitrine-view 1: target=0,0 orientation=1,0,0,0 height=4", "target=0,0" },
  { "vitrine-view 1: target=0,0,0,0 orientation=1,0,0,0 height=4", "target=0,0,0,0" },
  { "vitrine-view 1: target=0,0,nan orientation=1,0,0,0 height=4", "nan" },
  { "vitrine-view 1: target=0,,0 orientation=1,0,0,0 height=4", "target=0,,0" },
  { "vitrine-view 1: target=0,0,0 orientation=0,0,0,0 height=4", "No such view" },
  { "vitrine-view 1: target=0,0,0 orientation=1,0,0,0 height=-4", "No such view" },
  { "vitrine-view 1: target=0,0,0 orientation=1,0,0,0 height=4 height=5", "twice" },
  { "vitrine-view 1: target=0,0,0 orientation=1,0,0,0 height=4 colour=red", "colour=red" },
  { "vitrine-view 1: target=0,0,0 orientation=1,0,0,0 height=4 field-of-view=170", "No such view" },
  { "vitrine-view 1: target=0,0,0 orientation=1,0,0,0 height=4 projection=fisheye", "fisheye" },
  { "vitrine-view 1: target=0,0,0 orientation=1,0,0,0 height=4 t=3", "unknown" },
};

static void
test_bad (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;
      VtCamera camera, before;

      vt_camera_init (&camera);
      before = camera;
      g_assert_false (vt_camera_from_text (&camera, bad[i].text, &error));
      g_assert_error (error, VT_ERROR, VT_ERROR_FORMAT);
      g_test_message ("%s", error->message);
      g_assert_nonnull (strstr (error->message, bad[i].says));
      g_assert_null (strchr (error->message, '\n'));
      g_assert_true (vt_camera_equal (&camera, &before));
    }
}

/* Bytes that are no text, and a very long one. */
static void
test_rubbish (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) second = NULL;
  g_autofree char *book = g_strnfill (100000, 'x');
  VtCamera camera;

  vt_camera_init (&camera);
  g_assert_false (vt_camera_from_text (&camera, "\xff\xfe vitrine", &error));
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  g_assert_false (vt_camera_from_text (&camera, book, &second));
  g_assert_cmpuint (strlen (second->message), <, 300);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/camera-text/round-trip", test_round_trip);
  g_test_add_func ("/camera-text/by-hand", test_by_hand);
  g_test_add_func ("/camera-text/lenient", test_lenient);
  g_test_add_func ("/camera-text/bad", test_bad);
  g_test_add_func ("/camera-text/rubbish", test_rubbish);
  return g_test_run ();
}

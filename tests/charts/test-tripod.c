/* The axes in the corner: where they point, by hand and by the camera's own projection, and that they are seen. */
#include "vt-tripod.h"

#include <math.h>

#define SIDE 120

/* From +z: x right, y up, z at the eye. */
static void
test_by_hand (void)
{
  VtChartStyle style = vt_chart_style_screen (FALSE);
  double middle = vt_tripod_measure (&style) / 2, tip[2];
  VtCamera camera;

  vt_camera_init (&camera);
  vt_camera_set_view (&camera, VT_VIEW_PLUS_Z);
  g_assert_cmpfloat_with_epsilon (vt_tripod_get_tip (&camera, &style, 0, tip), 0, 1e-12);
  g_assert_cmpfloat (tip[0], >, middle + 10);
  g_assert_cmpfloat_with_epsilon (tip[1], middle, 1e-9);
  g_assert_cmpfloat_with_epsilon (vt_tripod_get_tip (&camera, &style, 1, tip), 0, 1e-12);
  g_assert_cmpfloat_with_epsilon (tip[0], middle, 1e-9);
  g_assert_cmpfloat (tip[1], <, middle - 10);
  g_assert_cmpfloat_with_epsilon (vt_tripod_get_tip (&camera, &style, 2, tip), 1, 1e-12);
  g_assert_cmpfloat_with_epsilon (tip[0], middle, 1e-9);
}

/* Each points where a point along that axis is projected to. */
static void
test_projection (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (11);
  VtChartStyle style = vt_chart_style_screen (TRUE);
  double middle = vt_tripod_measure (&style) / 2;

  for (guint n = 0; n < 100; n++)
    {
      VtCamera camera;

      vt_camera_init (&camera);
      camera.projection = VT_PROJECTION_ORTHOGRAPHIC;
      vt_camera_orbit (&camera, g_rand_double_range (random, -9, 9), g_rand_double_range (random, -9, 9));
      vt_camera_roll (&camera, g_rand_double_range (random, -9, 9));
      for (guint axis = 0; axis < 3; axis++)
        {
          double point[3] = { 0, 0, 0 }, pixel[3], tip[2], depth;

          point[axis] = 1;
          g_assert_true (vt_camera_project (&camera, 100, 100, point, pixel));
          depth = vt_tripod_get_tip (&camera, &style, axis, tip);
          /* 10 pixels an Å. */
          g_assert_cmpfloat_with_epsilon ((tip[0] - middle) / (2 * style.text_size), (pixel[0] - 50) / 10, 1e-9);
          g_assert_cmpfloat_with_epsilon ((tip[1] - middle) / (2 * style.text_size), (pixel[1] - 50) / 10, 1e-9);
          g_assert_cmpfloat_with_epsilon (depth, vt_camera_get_distance (&camera) - pixel[2], 1e-9);
        }
    }
}

/* Whether a pixel near is as dark, or as bright, as text is on that background. */
static double
contrast_near (cairo_surface_t *surface, double x, double y, gboolean dark)
{
  const guint8 *data = cairo_image_surface_get_data (surface);
  int stride = cairo_image_surface_get_stride (surface);
  double best = 0;

  for (int v = (int) y - 2; v <= (int) y + 2; v++)
    for (int u = (int) x - 2; u <= (int) x + 2; u++)
      {
        double level = data[v * stride + 4 * u + 1] / 255.0;

        best = MAX (best, dark ? level : 1 - level);
      }
  return best;
}

static void
test_painted (gconstpointer data)
{
  gboolean dark = GPOINTER_TO_INT (data);
  VtChartStyle style = vt_chart_style_screen (dark);
  double side = vt_tripod_measure (&style), x = 5, y = SIDE - 5 - side;
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, SIDE, SIDE);
  cairo_t *cr = cairo_create (surface);
  const guint8 *pixels;
  VtCamera camera;

  vt_camera_init (&camera);
  vt_chart_style_set_source (cr, style.background, 1);
  cairo_paint (cr);
  vt_tripod_paint (&camera, cr, &style, x, y);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  for (guint axis = 0; axis < 3; axis++)
    {
      double tip[2], depth = vt_tripod_get_tip (&camera, &style, axis, tip);
      double halfway[2] = { x + (tip[0] + side / 2) / 2, y + (tip[1] + side / 2) / 2 };

      g_assert_cmpfloat (contrast_near (surface, halfway[0], halfway[1], dark), >, depth < 0 ? 0.35 : 0.6);
    }
  /* Nothing outside its square. */
  pixels = cairo_image_surface_get_data (surface);
  for (int v = 0; v < SIDE; v++)
    for (int u = 0; u < SIDE; u++)
      if (u < x - 1 || u > x + side || v < y - 1)
        g_assert_cmpint (pixels[v * cairo_image_surface_get_stride (surface) + 4 * u + 1], ==, pixels[1]);
  cairo_surface_destroy (surface);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/tripod/by-hand", test_by_hand);
  g_test_add_func ("/tripod/projection", test_projection);
  g_test_add_data_func ("/tripod/painted/light", GINT_TO_POINTER (FALSE), test_painted);
  g_test_add_data_func ("/tripod/painted/dark", GINT_TO_POINTER (TRUE), test_painted);
  return g_test_run ();
}

#include <math.h>

#include "vt-disc-path.h"

/* Area of the path by the shoelace formula, over cairo's own flattening of it. */
static double
get_area (double x, double y, double radius, const cairo_rectangle_t *box)
{
  cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR, NULL);
  cairo_t *cr = cairo_create (surface);
  double area = 0.0, start[2] = { 0.0, 0.0 }, last[2] = { 0.0, 0.0 };
  cairo_path_t *path;

  cairo_set_tolerance (cr, 1e-4);
  vt_disc_path_append (cr, x, y, radius, box);
  path = cairo_copy_path_flat (cr);
  for (int i = 0; i < path->num_data; i += path->data[i].header.length)
    {
      const cairo_path_data_t *data = &path->data[i];
      double to[2] = { start[0], start[1] };

      if (data->header.type == CAIRO_PATH_MOVE_TO)
        {
          start[0] = last[0] = data[1].point.x;
          start[1] = last[1] = data[1].point.y;
          continue;
        }
      if (data->header.type == CAIRO_PATH_LINE_TO)
        {
          to[0] = data[1].point.x;
          to[1] = data[1].point.y;
        }
      area += 0.5 * (last[0] * to[1] - to[0] * last[1]);
      last[0] = to[0];
      last[1] = to[1];
    }
  cairo_path_destroy (path);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return fabs (area);
}

static void
test_by_hand (void)
{
  const cairo_rectangle_t box = { 0.0, 0.0, 100.0, 50.0 };
  double disc = G_PI * 400.0;

  g_assert_cmpfloat_with_epsilon (get_area (50.0, 25.0, 20.0, &box), disc, 0.005 * disc);
  g_assert_cmpfloat_with_epsilon (get_area (0.0, 25.0, 20.0, &box), disc / 2.0, 0.005 * disc);
  g_assert_cmpfloat_with_epsilon (get_area (100.0, 50.0, 20.0, &box), disc / 4.0, 0.005 * disc);
  g_assert_cmpfloat_with_epsilon (get_area (0.0, 0.0, 20.0, &box), disc / 4.0, 0.005 * disc);
  /* Larger than the box: all of the box. */
  g_assert_cmpfloat_with_epsilon (get_area (50.0, 25.0, 500.0, &box), 5000.0, 1.0);
  g_assert_cmpfloat (get_area (-30.0, 25.0, 20.0, &box), ==, 0.0);
  g_assert_cmpfloat (get_area (-15.0, -15.0, 20.0, &box), ==, 0.0);
}

/* The share of a fine grid's points that lie in both. */
static void
test_reference (void)
{
  const cairo_rectangle_t box = { 10.0, 20.0, 30.0, 15.0 };
  g_autoptr (GRand) random = g_rand_new_with_seed (5);

  for (guint i = 0; i < 40; i++)
    {
      double x = g_rand_double_range (random, 0.0, 50.0), y = g_rand_double_range (random, 10.0, 45.0);
      double radius = g_rand_double_range (random, 1.0, 20.0), step = 0.1, area = 0.0;

      for (double u = box.x + 0.5 * step; u < box.x + box.width; u += step)
        for (double v = box.y + 0.5 * step; v < box.y + box.height; v += step)
          area += hypot (u - x, v - y) <= radius ? step * step : 0.0;
      g_assert_cmpfloat_with_epsilon (get_area (x, y, radius, &box), area, 0.01 * area + 1.0);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/disc-path/by-hand", test_by_hand);
  g_test_add_func ("/disc-path/reference", test_reference);
  return g_test_run ();
}

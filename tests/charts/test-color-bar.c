#include <math.h>
#include <string.h>

#include "vt-color-bar.h"

static guint32
get_pixel (cairo_surface_t *surface, int x, int y)
{
  guint32 pixel;

  memcpy (&pixel, cairo_image_surface_get_data (surface) + y * cairo_image_surface_get_stride (surface) + 4 * x, 4);
  return pixel & 0xFFFFFF;
}

/* Down the bar's middle: the first colour lies below the last, and every pixel in between is the scale's. */
static void
test_colors (void)
{
  VtChartStyle style = vt_chart_style_screen (FALSE);
  g_autoptr (VtAxis) axis = vt_axis_new ();
  VtColorScale scale;
  VtColorBar bar = { &scale, axis, FALSE };
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 120, 300);
  cairo_t *cr = cairo_create (surface);
  int top = -1, bottom = -1;

  vt_color_scale_init (&scale);
  cairo_set_source_rgb (cr, 1.0, 1.0, 1.0);
  cairo_paint (cr);
  vt_color_bar_paint (&bar, cr, &style, 0.0, 0.0, 300.0);
  cairo_surface_flush (surface);
  for (int y = 0; y < 300; y++)
    if (get_pixel (surface, 5, y) != 0xFFFFFF)
      {
        top = top < 0 ? y : top;
        bottom = y;
      }
  g_assert_cmpint (bottom - top, >, 250);
  for (int y = top + 2; y < bottom - 2; y++)
    {
      double position = 1.0 - (y + 0.5 - top) / (bottom + 1 - top);
      VtColor color = vt_color_scale_get_color_at (&scale, position);
      guint32 pixel = get_pixel (surface, 5, y);

      g_assert_cmpfloat (fabs ((pixel >> 16 & 0xFF) - 255.0 * color.red), <, 6.0);
      g_assert_cmpfloat (fabs ((pixel >> 8 & 0xFF) - 255.0 * color.green), <, 6.0);
      g_assert_cmpfloat (fabs ((pixel & 0xFF) - 255.0 * color.blue), <, 6.0);
    }
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

static void
test_width (void)
{
  VtChartStyle style = vt_chart_style_screen (FALSE);
  g_autoptr (VtAxis) axis = vt_axis_new ();
  VtColorScale scale;
  VtColorBar bar = { &scale, axis, FALSE };
  double bare, titled, missing;

  vt_color_scale_init (&scale);
  bare = vt_color_bar_measure (&bar, &style, 200.0);
  vt_axis_set_title (axis, "<i>T</i><sub>ML</sub>", VT_UNIT_KELVIN);
  titled = vt_color_bar_measure (&bar, &style, 200.0);
  g_assert_cmpfloat (titled, >, bare + 0.8 * style.text_size);
  bar.shows_missing = TRUE;
  missing = vt_color_bar_measure (&bar, &style, 200.0);
  g_assert_cmpfloat (missing, >=, titled);
}

/* A range without width, one that is not finite, a log scale without a lower end. */
static void
test_odd_ranges (void)
{
  static const double ends[][2]
      = { { 1.0, 1.0 }, { 0.0, 0.0 }, { NAN, NAN }, { 0.0, 100.0 }, { -5.0, -1.0 }, { 5.0, 1.0 } };
  VtChartStyle style = vt_chart_style_screen (TRUE);
  g_autoptr (VtAxis) axis = vt_axis_new ();

  for (guint i = 0; i < 2 * G_N_ELEMENTS (ends); i++)
    {
      cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 100, 100);
      cairo_t *cr = cairo_create (surface);
      VtColorScale scale;
      VtColorBar bar = { &scale, axis, TRUE };

      vt_color_scale_init (&scale);
      scale.scale = i % 2 ? VT_SCALE_LOG : VT_SCALE_LINEAR;
      scale.minimum = ends[i / 2][0];
      scale.maximum = ends[i / 2][1];
      g_assert_cmpfloat (vt_color_bar_measure (&bar, &style, 100.0), >, 0.0);
      vt_color_bar_paint (&bar, cr, &style, 0.0, 0.0, 100.0);
      g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
      cairo_destroy (cr);
      cairo_surface_destroy (surface);
    }
}

/* The middle third of a scale: its ends stand where the bar's ends do. */
static void
test_part (void)
{
  VtChartStyle style = vt_chart_style_screen (FALSE);
  g_autoptr (VtAxis) axis = vt_axis_new ();
  VtColorScale scale;
  VtColorBar bar = { &scale, axis, FALSE, 100.0, 200.0 };
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 120, 300);
  cairo_t *cr = cairo_create (surface);
  double over = vt_color_bar_get_overhang (&style);

  vt_color_scale_init (&scale);
  scale.maximum = 300.0;
  vt_color_bar_paint (&bar, cr, &style, 0.0, 0.0, 300.0);
  cairo_surface_flush (surface);
  for (guint i = 0; i < 2; i++)
    {
      VtColor color = vt_color_scale_get_color (&scale, i == 0 ? 198.0 : 102.0);
      guint32 pixel = get_pixel (surface, 5, i == 0 ? (int) over + 5 : (int) (300.0 - over) - 6);

      g_assert_cmpfloat (fabs ((pixel >> 16 & 0xFF) - 255.0 * color.red), <, 6.0);
      g_assert_cmpfloat (fabs ((pixel >> 8 & 0xFF) - 255.0 * color.green), <, 6.0);
      g_assert_cmpfloat (fabs ((pixel & 0xFF) - 255.0 * color.blue), <, 6.0);
    }
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/color-bar/colors", test_colors);
  g_test_add_func ("/color-bar/width", test_width);
  g_test_add_func ("/color-bar/odd-ranges", test_odd_ranges);
  g_test_add_func ("/color-bar/part", test_part);
  return g_test_run ();
}

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

/* Every step of every map stands in the bar as atoms have it, either way round, linear and logarithmic. */
static void
test_maps (void)
{
  const int height = 2 * VT_COLORMAP_SIZE;
  VtChartStyle style = vt_chart_style_screen (FALSE);
  g_autoptr (VtAxis) axis = vt_axis_new ();

  for (guint m = 0; m < 4 * vt_colormap_get_count (); m++)
    {
      double over = vt_color_bar_get_overhang (&style);
      cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 120, height + 20);
      cairo_t *cr = cairo_create (surface);
      VtColorScale scale;
      VtColorBar bar = { &scale, axis, FALSE };

      vt_color_scale_init (&scale);
      scale.colormap = vt_colormap_get (m / 4);
      scale.reversed = m % 2;
      scale.scale = m % 4 / 2 ? VT_SCALE_LOG : VT_SCALE_LINEAR;
      scale.minimum = 0.02;
      scale.maximum = 50;
      /* So that a step of the map is two pixels high. */
      cairo_translate (cr, 0, -over);
      vt_color_bar_paint (&bar, cr, &style, 0.0, 0.0, height + 2 * over);
      cairo_surface_flush (surface);
      for (guint i = 0; i < 1000; i++)
        {
          double position = g_test_rand_double_range (0.003, 0.997);
          VtColor color = vt_color_scale_get_color (&scale, vt_color_scale_get_value (&scale, position));
          guint32 pixel = get_pixel (surface, 5, (int) (height * (1 - position)));

          g_assert_cmpfloat (fabs ((pixel >> 16 & 0xFF) - 255.0 * color.red), <, 3.0);
          g_assert_cmpfloat (fabs ((pixel >> 8 & 0xFF) - 255.0 * color.green), <, 3.0);
          g_assert_cmpfloat (fabs ((pixel & 0xFF) - 255.0 * color.blue), <, 3.0);
        }
      cairo_destroy (cr);
      cairo_surface_destroy (surface);
    }
}

/* A line across the bar for each level, where its value has its place, in an ink that is seen there; also where a part
 * of the scale is shown, and on a logarithmic one. Levels beyond it leave no mark. */
static void
test_levels (void)
{
  static const double levels[] = { 20.0, 100.0, 210.0, 290.0, 500.0 };
  VtChartStyle style = vt_chart_style_screen (FALSE);
  g_autoptr (VtAxis) axis = vt_axis_new ();
  double over = vt_color_bar_get_overhang (&style);

  for (guint part = 0; part < 4; part++)
    {
      double low = part % 2 ? 80 : 10, high = part % 2 ? 250 : 300;
      VtColorScale scale;
      VtColorBar bar = { .scale = &scale, .axis = axis, .levels = levels, .n_levels = G_N_ELEMENTS (levels) };
      cairo_surface_t *pictures[2];
      guint n_marks = 0, n_expected = 0;

      vt_color_scale_init (&scale);
      scale.scale = part / 2 ? VT_SCALE_LOG : VT_SCALE_LINEAR;
      scale.minimum = 10.0;
      scale.maximum = 300.0;
      bar.minimum = part % 2 ? low : 0;
      bar.maximum = part % 2 ? high : 0;
      for (guint i = 0; i < 2; i++)
        {
          cairo_t *cr;

          pictures[i] = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 120, 800);
          cr = cairo_create (pictures[i]);
          bar.n_levels = i == 0 ? 0 : G_N_ELEMENTS (levels);
          vt_color_bar_paint (&bar, cr, &style, 0.0, 200.0, 400.0);
          cairo_destroy (cr);
          cairo_surface_flush (pictures[i]);
        }
      for (guint i = 0; i < G_N_ELEMENTS (levels); i++)
        {
          double share = part / 2 ? log (levels[i] / low) / log (high / low) : (levels[i] - low) / (high - low);
          int y = (int) (200 + over + (1 - share) * (400 - 2 * over));
          VtColor color = vt_color_scale_get_color (&scale, levels[i]);
          guint32 pixel, bare;

          if (share < 0 || share > 1)
            continue;
          n_expected++;
          pixel = get_pixel (pictures[1], 5, y) >> 8 & 0xFF;
          bare = get_pixel (pictures[0], 5, y) >> 8 & 0xFF;
          /* Black on what is bright, white on what is dark. */
          if (0.2126 * color.red + 0.7152 * color.green + 0.0722 * color.blue > 0.42)
            g_assert_cmpuint (pixel + 40, <, bare);
          else
            g_assert_cmpuint (pixel, >, bare + 40);
        }
      for (int y = 0, inside = FALSE; y < 800; y++)
        {
          gboolean differs = get_pixel (pictures[0], 5, y) != get_pixel (pictures[1], 5, y);

          n_marks += differs && !inside;
          inside = differs;
        }
      g_assert_cmpuint (n_marks, ==, n_expected);
      g_assert_cmpuint (n_expected, ==, part % 2 ? 2 : 4);
      for (guint i = 0; i < 2; i++)
        cairo_surface_destroy (pictures[i]);
    }
}

/* Beyond an end stands a point of that end's colour, where there is something beyond. */
static void
test_points (void)
{
  VtChartStyle style = vt_chart_style_screen (FALSE);
  g_autoptr (VtAxis) axis = vt_axis_new ();
  int over = (int) vt_color_bar_get_overhang (&style);

  for (guint i = 0; i < 4; i++)
    {
      cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 120, 300);
      cairo_t *cr = cairo_create (surface);
      VtColorScale scale;
      VtColorBar bar = { .scale = &scale, .axis = axis, .below = i & 1, .above = i & 2 };
      int middle = (int) (style.text_size / 2);

      vt_color_scale_init (&scale);
      vt_color_bar_paint (&bar, cr, &style, 0.0, 0.0, 300.0);
      cairo_surface_flush (surface);
      g_assert_cmpuint (get_pixel (surface, middle, over - 3) != 0, ==, (i & 2) != 0);
      g_assert_cmpuint (get_pixel (surface, middle, 300 - over + 2) != 0, ==, (i & 1) != 0);
      if (i == 3)
        {
          g_assert_cmphex (get_pixel (surface, middle, over - 3), ==, 0xfde725);
          g_assert_cmphex (get_pixel (surface, middle, 300 - over + 2), ==, 0x440154);
        }
      cairo_destroy (cr);
      cairo_surface_destroy (surface);
    }
}

static void
check_format (VtScale kind, double minimum, double maximum, double value, const char *expected)
{
  VtChartStyle style = vt_chart_style_screen (FALSE);
  g_autoptr (VtAxis) axis = vt_axis_new ();
  g_autofree char *text = NULL;
  VtColorScale scale;
  VtColorBar bar = { &scale, axis, FALSE };

  vt_color_scale_init (&scale);
  scale.scale = kind;
  scale.minimum = minimum;
  scale.maximum = maximum;
  text = vt_color_bar_format (&bar, &style, 300.0, value);
  g_assert_cmpstr (text, ==, expected);
}

static void
test_format (void)
{
  check_format (VT_SCALE_LINEAR, 100, 900, 900, "900");
  check_format (VT_SCALE_LINEAR, 100, 900, 433.37, "433");
  check_format (VT_SCALE_LINEAR, 0, 1, 0.25, "0.25");
  check_format (VT_SCALE_LINEAR, -2, 3, -0.4996, "−0.5");
  check_format (VT_SCALE_LINEAR, -2, 3, -0.0001, "0");
  /* The power of ten stands in the title. */
  check_format (VT_SCALE_LINEAR, -1e-7, 3e-7, 2.5e-7, "250");
  check_format (VT_SCALE_LINEAR, 0, 4.5e9, 1.234e9, "1.23");
  check_format (VT_SCALE_LINEAR, 12345678, 12345679, 12345678.25, "12.34567825");
  check_format (VT_SCALE_LOG, 1e-7, 30, 1e-7, "1×10<sup>−7</sup>");
  check_format (VT_SCALE_LOG, 0.01, 100, 31.623, "31.6");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/color-bar/colors", test_colors);
  g_test_add_func ("/color-bar/width", test_width);
  g_test_add_func ("/color-bar/odd-ranges", test_odd_ranges);
  g_test_add_func ("/color-bar/part", test_part);
  g_test_add_func ("/color-bar/maps", test_maps);
  g_test_add_func ("/color-bar/points", test_points);
  g_test_add_func ("/color-bar/levels", test_levels);
  g_test_add_func ("/color-bar/format", test_format);
  return g_test_run ();
}

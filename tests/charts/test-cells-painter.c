#include <math.h>
#include <string.h>

#include "vt-cells-painter.h"
#include "vt-chart.h"
#include "vt-chart-text.h"

#define WIDTH 300
#define HEIGHT 240
#define N 4 /* cells: a row of three, and one above the first */

static const double xs[N] = { 0, 1, 2, 0 }, ys[N] = { 0, 0, 0, 1 }, values[N] = { 0.5, 100, 42, NAN };

static VtColorScale
make_scale (void)
{
  VtColorScale scale;

  vt_color_scale_init (&scale);
  scale.maximum = 100;
  return scale;
}

/* A plot of three columns and two rows with a margin, the same as the charts' own. */
static VtPlot
make_plot (const VtColorScale *scale)
{
  return (VtPlot){ .area = { 30, 20, 240, 200 },
                   .x = { -0.5, 2.5, VT_SCALE_LINEAR },
                   .y = { -0.5, 1.5, VT_SCALE_LINEAR },
                   .scale = scale };
}

static cairo_surface_t *
paint (const VtPlot *plot, const VtSeries *cells, const VtChartStyle *style)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, WIDTH, HEIGHT);
  cairo_t *cr = cairo_create (surface);

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  vt_cells_painter_paint (plot, cells, cr, style);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

static guint32
get_pixel (cairo_surface_t *surface, double x, double y)
{
  guint32 pixel;

  memcpy (&pixel,
          cairo_image_surface_get_data (surface) + (int) y * cairo_image_surface_get_stride (surface) + 4 * (int) x, 4);
  return pixel & 0xFFFFFF;
}

static guint32
to_pixel (VtColor color)
{
  return ((guint32) lroundf (color.red * 255.0f) << 16) | ((guint32) lroundf (color.green * 255.0f) << 8)
         | (guint32) lroundf (color.blue * 255.0f);
}

/* Columns are 80 wide and rows 100 high: near a corner of each cell is its colour, in the empty one the ground. */
static void
test_colors (void)
{
  VtColorScale scale = make_scale ();
  VtPlot plot = make_plot (&scale);
  VtChartStyle style = vt_chart_style_print ();
  g_autoptr (VtSeries) cells = vt_series_new_cells (NULL, xs, ys, values, N);
  cairo_surface_t *surface = paint (&plot, cells, &style);

  for (guint i = 0; i < 3; i++)
    {
      guint32 expected = to_pixel (vt_color_scale_get_color (&scale, values[i]));

      g_assert_cmphex (get_pixel (surface, 30 + 80 * i + 4, 120 + 4), ==, expected);
      g_assert_cmphex (get_pixel (surface, 30 + 80 * i + 76, 120 + 96), ==, expected);
    }
  g_assert_cmphex (get_pixel (surface, 70, 70), ==, 0xFFFFFF);
  g_assert_cmphex (get_pixel (surface, 28, 170), ==, 0xFFFFFF);
  cairo_surface_destroy (surface);
}

static void
test_without_scale (void)
{
  VtPlot plot = make_plot (NULL);
  VtChartStyle style = vt_chart_style_print ();
  g_autoptr (VtSeries) cells = vt_series_new_cells (NULL, xs, ys, values, N);
  cairo_surface_t *surface = paint (&plot, cells, &style);

  g_assert_cmphex (get_pixel (surface, 150, 170), ==, 0xFFFFFF);
  cairo_surface_destroy (surface);
}

/* Pixels of a cell that have neither its colour nor the gap's. */
static guint
count_ink (cairo_surface_t *surface, guint column, VtColor fill)
{
  guint n = 0;

  for (int x = 30 + 80 * (int) column + 3; x < 30 + 80 * (int) (column + 1) - 3; x++)
    for (int y = 123; y < 217; y++)
      n += get_pixel (surface, x, y) != to_pixel (fill);
  return n;
}

/* Texts where all have room, numbers where only these have, nothing else; a text may be empty. */
static void
test_texts (void)
{
  static const char *const texts[N] = { "0.50\nLA ++", "100\n<i>SA −−</i>", "", "never seen, for the cell is empty" };
  static const char *const wide[N] = { "words that are a good deal too long to fit", "", "", "" };
  VtColorScale scale = make_scale ();
  VtPlot plot = make_plot (&scale);
  VtChartStyle style = vt_chart_style_print ();
  g_autoptr (VtSeries) cells = vt_series_new_cells (NULL, xs, ys, values, N);
  cairo_surface_t *bare, *written;

  vt_series_set_decimals (cells, 0);
  vt_series_set_texts (cells, texts);
  g_assert_cmpfloat (vt_cells_painter_get_text_size (&plot, cells, &style), ==, style.text_size);
  written = paint (&plot, cells, &style);
  vt_series_set_texts (cells, NULL);
  vt_series_set_decimals (cells, -1);
  bare = paint (&plot, cells, &style);
  for (guint column = 0; column < 3; column++)
    {
      VtColor fill = vt_color_scale_get_color (&scale, values[column]);

      g_assert_cmpuint (count_ink (bare, column, fill), ==, 0);
      g_assert_cmpint (count_ink (written, column, fill) > 0, ==, column < 2);
    }
  cairo_surface_destroy (written);

  vt_series_set_decimals (cells, 0);
  vt_series_set_texts (cells, wide);
  written = paint (&plot, cells, &style);
  g_assert_cmpuint (count_ink (written, 2, vt_color_scale_get_color (&scale, values[2])), >, 0);
  cairo_surface_destroy (written);
  cairo_surface_destroy (bare);
}

/* 100 and 42 are written, what rounds to zero is not; none is asked for, none is there. */
static void
test_numbers (void)
{
  VtColorScale scale = make_scale ();
  VtPlot plot = make_plot (&scale);
  VtChartStyle style = vt_chart_style_print ();
  g_autoptr (VtSeries) cells = vt_series_new_cells (NULL, xs, ys, values, N);
  cairo_surface_t *bare = paint (&plot, cells, &style), *written;

  vt_series_set_decimals (cells, 0);
  g_assert_cmpfloat (vt_cells_painter_get_text_size (&plot, cells, &style), ==, style.text_size);
  written = paint (&plot, cells, &style);
  for (guint i = 0; i < 3; i++)
    {
      VtColor fill = vt_color_scale_get_color (&scale, values[i]);

      g_assert_cmpuint (count_ink (bare, i, fill), ==, 0);
      g_assert_true ((count_ink (written, i, fill) > 10) == (i > 0));
    }
  cairo_surface_destroy (bare);
  cairo_surface_destroy (written);
}

/* At whatever width: every number within its cell and legible, or no number at all. */
static void
test_numbers_fit (void)
{
  VtColorScale scale = make_scale ();
  VtChartStyle style = vt_chart_style_print ();
  g_autoptr (VtSeries) cells = vt_series_new_cells (NULL, xs, ys, values, N);
  guint n_shrunk = 0, n_none = 0;

  vt_series_set_decimals (cells, 0);
  for (double width = 10; width < 100; width++)
    {
      VtPlot plot = make_plot (&scale);
      double size, text_width, text_height;

      plot.area.width = width;
      size = vt_cells_painter_get_text_size (&plot, cells, &style);
      n_none += size == 0;
      n_shrunk += size > 0 && size < style.text_size;
      if (size == 0)
        continue;
      vt_chart_text_measure (&style, "100", size, &text_width, &text_height);
      g_assert_cmpfloat (text_width, <=, width / 3);
      g_assert_cmpfloat (size, >=, 0.6 * style.text_size);
    }
  g_assert_cmpuint (n_none, >, 0);
  g_assert_cmpuint (n_shrunk, >, 0);
}

/* The chart's own path: the place of a cell, what is said of it, and its colour bar beside the plot. */
static void
test_in_a_chart (void)
{
  static const char *const names[] = { "100", "400", "800", NULL };
  VtColorScale scale = make_scale ();
  VtChartStyle style = vt_chart_style_screen (FALSE);
  g_autoptr (VtChart) chart = vt_chart_new ();
  g_autofree char *text = NULL, *nothing = NULL;
  double x, y;

  vt_axis_set_categories (vt_chart_get_x_axis (chart), names);
  vt_axis_set_title (vt_chart_get_x_axis (chart), "Class", VT_UNIT_KELVIN);
  vt_axis_set_title (vt_chart_get_y_axis (chart), "Row", VT_UNIT_NONE);
  vt_axis_set_title (vt_chart_get_color_axis (chart), "Share", VT_UNIT_PERCENT);
  vt_chart_set_color_scale (chart, &scale, &scale);
  vt_chart_add_series (chart, vt_series_new_cells (NULL, xs, ys, values, N));
  g_assert_true (vt_chart_has_data (chart));

  vt_chart_from_data (chart, WIDTH, HEIGHT, &style, 2.3, -0.3, &x, &y);
  text = vt_chart_describe_at (chart, WIDTH, HEIGHT, &style, x, y);
  g_assert_cmpstr (text, ==, "Class = 800 K\nRow = 0\nShare = 42 %");
  vt_chart_from_data (chart, WIDTH, HEIGHT, &style, 0, 1, &x, &y);
  nothing = vt_chart_describe_at (chart, WIDTH, HEIGHT, &style, x, y);
  g_assert_null (nothing);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cells-painter/colors", test_colors);
  g_test_add_func ("/cells-painter/without-scale", test_without_scale);
  g_test_add_func ("/cells-painter/numbers", test_numbers);
  g_test_add_func ("/cells-painter/numbers-fit", test_numbers_fit);
  g_test_add_func ("/cells-painter/texts", test_texts);
  g_test_add_func ("/cells-painter/in-a-chart", test_in_a_chart);
  return g_test_run ();
}

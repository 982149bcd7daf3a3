#include <math.h>
#include <string.h>

#include "examples.h"
#include "vt-chart-layout.h"
#include "vt-chart-text.h"
#include "vt-palette.h"

#define WIDTH 420
#define HEIGHT 300

static cairo_surface_t *
paint (const VtChart *chart, const VtChartStyle *style, int width, int height)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  cairo_t *cr = cairo_create (surface);

  vt_chart_paint (chart, cr, width, height, style);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

static guint32
get_pixel (cairo_surface_t *surface, double x, double y)
{
  const guint8 *row = cairo_image_surface_get_data (surface) + (int) y * cairo_image_surface_get_stride (surface);
  guint32 pixel;

  memcpy (&pixel, row + 4 * (int) x, sizeof pixel);
  return pixel & 0xFFFFFF;
}

static guint32
to_pixel (VtColor color)
{
  return ((guint32) lroundf (color.red * 255.0f) << 16) | ((guint32) lroundf (color.green * 255.0f) << 8)
         | (guint32) lroundf (color.blue * 255.0f);
}

static gboolean
surfaces_equal (cairo_surface_t *a, cairo_surface_t *b)
{
  gsize size = (gsize) cairo_image_surface_get_stride (a) * cairo_image_surface_get_height (a);

  return memcmp (cairo_image_surface_get_data (a), cairo_image_surface_get_data (b), size) == 0;
}

/* The place is computed here from the plot's rectangle and the ranges alone. */
static void
test_columns_have_their_color (void)
{
  static const char *const names[] = { "a", "b", NULL };
  const double active[] = { 3.0, -2.0 }, stable[] = { -1.0, 2.0 };
  g_autoptr (VtChart) chart = vt_chart_new ();
  VtChartStyle style = vt_chart_style_print ();
  VtSeries *series = vt_series_new_columns (NULL, active, 2);
  cairo_rectangle_t area;
  cairo_surface_t *surface;
  double category, zero, unit;

  vt_series_set_meaning (series, VT_MEANING_ACTIVE);
  vt_chart_add_series (chart, series);
  series = vt_series_new_columns (NULL, stable, 2);
  vt_series_set_meaning (series, VT_MEANING_STABLE);
  vt_chart_add_series (chart, series);
  vt_axis_set_categories (vt_chart_get_x_axis (chart), names);
  vt_axis_set_range (vt_chart_get_y_axis (chart), -4.0, 4.0);
  vt_chart_get_plot_area (chart, WIDTH, HEIGHT, &style, &area);
  surface = paint (chart, &style, WIDTH, HEIGHT);
  category = area.width / 2.0;
  zero = area.y + area.height / 2.0;
  unit = area.height / 8.0;

  /* A quarter of the group's width left and right of a category's middle; half a unit within and beyond the tip. */
  for (guint i = 0; i < 2; i++)
    {
      double middle = area.x + (i + 0.5) * category, quarter = 0.15 * category;

      g_assert_cmphex (get_pixel (surface, middle - quarter, zero - (active[i] - copysign (0.5, active[i])) * unit), ==,
                       to_pixel (vt_palette_get (VT_MEANING_ACTIVE, FALSE)));
      g_assert_cmphex (get_pixel (surface, middle + quarter, zero - (stable[i] - copysign (0.5, stable[i])) * unit), ==,
                       to_pixel (vt_palette_get (VT_MEANING_STABLE, FALSE)));
      g_assert_cmphex (get_pixel (surface, middle - quarter, zero - (active[i] + copysign (0.5, active[i])) * unit), ==,
                       0xFFFFFF);
      g_assert_cmphex (get_pixel (surface, middle - quarter, zero + copysign (0.5, active[i]) * unit), ==, 0xFFFFFF);
    }
  cairo_surface_destroy (surface);
}

static void
assert_says_no_data (VtChart *chart)
{
  VtChartStyle style = vt_chart_style_print ();
  g_autoptr (VtChart) empty = vt_chart_new ();
  cairo_surface_t *expected = paint (empty, &style, WIDTH, HEIGHT), *surface = paint (chart, &style, WIDTH, HEIGHT);
  gboolean ink = FALSE;

  g_assert_false (vt_chart_has_data (chart));
  g_assert_true (surfaces_equal (surface, expected));
  for (int x = WIDTH / 2 - 30; x < WIDTH / 2 + 30; x++)
    for (int y = HEIGHT / 2 - 8; y < HEIGHT / 2 + 8; y++)
      ink = ink || get_pixel (surface, x, y) != 0xFFFFFF;
  g_assert_true (ink);
  cairo_surface_destroy (surface);
  cairo_surface_destroy (expected);
}

static void
test_no_data (void)
{
  const double nothing[] = { NAN, NAN, INFINITY }, negative[] = { -1.0, -2.0, 0.0 }, x[] = { 1.0, 2.0, 3.0 };
  g_autoptr (VtChart) empty_series = vt_chart_new (), not_a_number = vt_chart_new (), log_of_negative = vt_chart_new ();

  vt_chart_add_series (empty_series, vt_series_new_line (NULL, NULL, NULL, 0));
  vt_chart_add_series (empty_series, vt_series_new_columns (NULL, NULL, 0));
  vt_chart_add_series (empty_series, vt_series_new_vertical ("line", 3.0));
  vt_chart_add_series (not_a_number, vt_series_new_line (NULL, x, nothing, 3));
  vt_chart_add_series (not_a_number, vt_series_new_histogram (NULL, x, nothing, 3, NAN));
  vt_chart_add_series (log_of_negative, vt_series_new_points (NULL, x, negative, 3));
  vt_axis_set_scale (vt_chart_get_y_axis (log_of_negative), VT_SCALE_LOG);
  assert_says_no_data (empty_series);
  assert_says_no_data (not_a_number);
  assert_says_no_data (log_of_negative);
}

static void
test_one_point (void)
{
  const double value = 5.0;
  g_autoptr (VtChart) chart = vt_chart_new ();
  VtChartStyle style = vt_chart_style_print ();
  VtSeries *series = vt_series_new_points (NULL, &value, &value, 1);
  cairo_surface_t *surface;
  double x, y;

  vt_series_set_meaning (series, VT_MEANING_STABLE);
  vt_chart_add_series (chart, series);
  vt_chart_from_data (chart, WIDTH, HEIGHT, &style, value, value, &x, &y);
  surface = paint (chart, &style, WIDTH, HEIGHT);
  g_assert_cmphex (get_pixel (surface, x, y), ==, to_pixel (vt_palette_get (VT_MEANING_STABLE, FALSE)));
  cairo_surface_destroy (surface);
}

/* All kinds, all sizes, extreme numbers: nothing may crash, and cairo must stay content. */
static void
test_any_size (void)
{
  static const int sizes[] = { 1, 3, 10, 40, 130 };
  const double x[] = { -1e300, 0.0, 1e-300, 1e300, NAN }, y[] = { 1e300, -1e300, INFINITY, 0.0, 1.0 };
  VtChartStyle style = vt_chart_style_screen (TRUE);
  g_autoptr (VtChart) wild = vt_chart_new (), correlation = example_correlation (), difference = example_difference ();
  const VtChart *charts[] = { wild, correlation, difference };

  vt_chart_add_series (wild, vt_series_new_line ("<b>not markup", x, y, 5));
  vt_chart_add_series (wild, vt_series_new_histogram ("b", x, y, 5, 1e299));
  vt_chart_add_series (wild, vt_series_new_columns ("c", y, 5));
  vt_chart_add_series (wild, vt_series_new_band (NULL, -INFINITY, NAN));
  vt_chart_set_title (wild, "A & title");
  for (guint c = 0; c < G_N_ELEMENTS (charts); c++)
    for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
      for (guint k = 0; k < G_N_ELEMENTS (sizes); k++)
        cairo_surface_destroy (paint (charts[c], &style, sizes[i], sizes[k]));
}

static void
test_inverse (void)
{
  VtChartStyle style = vt_chart_style_screen (FALSE);
  g_autoptr (VtChart) linear = example_histogram (VT_SCALE_LINEAR), logarithmic = example_histogram (VT_SCALE_LOG);
  g_autoptr (VtChart) both = example_correlation ();
  const VtChart *charts[] = { linear, logarithmic, both };
  g_autoptr (GRand) random = g_rand_new_with_seed (3);

  for (guint i = 0; i < 60; i++)
    {
      const VtChart *chart = charts[i % 3];
      double x = g_rand_double_range (random, -50.0, 500.0), y = g_rand_double_range (random, -50.0, 350.0);
      double data_x, data_y, back_x, back_y;

      vt_chart_to_data (chart, WIDTH, HEIGHT, &style, x, y, &data_x, &data_y);
      vt_chart_from_data (chart, WIDTH, HEIGHT, &style, data_x, data_y, &back_x, &back_y);
      g_assert_cmpfloat_with_epsilon (back_x, x, 1e-9);
      g_assert_cmpfloat_with_epsilon (back_y, y, 1e-9);
    }
}

/* The corners of the plot show the ends of the range. */
static void
test_plot_area (void)
{
  VtChartStyle style = vt_chart_style_screen (FALSE);
  g_autoptr (VtChart) chart = example_correlation ();
  cairo_rectangle_t area;
  double low, high;

  vt_axis_set_range (vt_chart_get_x_axis (chart), 2.0, 300.0);
  vt_axis_set_range (vt_chart_get_y_axis (chart), -0.5, 0.75);
  vt_chart_get_plot_area (chart, WIDTH, HEIGHT, &style, &area);
  vt_chart_to_data (chart, WIDTH, HEIGHT, &style, area.x, area.y + area.height, &low, &high);
  g_assert_cmpfloat_with_epsilon (low, 2.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (high, -0.5, 1e-9);
  vt_chart_to_data (chart, WIDTH, HEIGHT, &style, area.x + area.width, area.y, &low, &high);
  g_assert_cmpfloat_with_epsilon (low, 300.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (high, 0.75, 1e-9);
  g_assert_cmpfloat (area.x, >, 0.0);
  g_assert_cmpfloat (area.x + area.width, <, WIDTH);
  g_assert_cmpfloat (area.y + area.height, <, HEIGHT);
}

static void
test_hit (void)
{
  VtChartStyle style = vt_chart_style_screen (FALSE);
  g_autoptr (VtChart) line = example_correlation (), columns = example_difference ();
  g_autofree char *point_text = NULL, *column_text = NULL, *nothing = NULL;
  double x, y;
  guint series;
  gsize item;

  vt_chart_from_data (line, WIDTH, HEIGHT, &style, 20.0, 0.53, &x, &y);
  g_assert_true (vt_chart_hit (line, WIDTH, HEIGHT, &style, x + 3.0, y - 3.0, &series, &item));
  g_assert_cmpuint (series, ==, 0);
  g_assert_cmpuint (item, ==, 1);
  point_text = vt_chart_describe_at (line, WIDTH, HEIGHT, &style, x, y);
  g_assert_cmpstr (point_text, ==,
                   "Pearson <i>ζ</i>\nΔ<i>t</i> = 20 ps\nCorrelation with <i>D</i><sup>2</sup><sub>min</sub> = 0.53 ± "
                   "0.02");
  nothing = vt_chart_describe_at (line, WIDTH, HEIGHT, &style, x, y - 60.0);
  g_assert_null (nothing);

  /* The second series' columns stand right of a category's middle. */
  vt_chart_from_data (columns, WIDTH, HEIGHT, &style, 2.1, 1.0, &x, &y);
  column_text = vt_chart_describe_at (columns, WIDTH, HEIGHT, &style, x, y);
  g_assert_cmpstr (column_text, ==, "SA\n⟨0 1 10 2⟩\nΔ<i>f</i> = 1.8 %");
}

static void
test_legend_avoids_data (void)
{
  const double x[] = { 0.0, 1.0 }, falling[] = { 1.0, 0.0 }, rising[] = { 0.0, 1.0 }, low[] = { 0.02, 0.02 };
  VtChartStyle style = vt_chart_style_screen (FALSE);
  g_autoptr (VtChart) free_corner = vt_chart_new (), crossed = vt_chart_new ();
  VtChartLayout layout;

  vt_chart_add_series (free_corner, vt_series_new_line ("falling", x, falling, 2));
  vt_chart_add_series (free_corner, vt_series_new_line ("low", x, low, 2));
  vt_chart_layout_init (&layout, free_corner, WIDTH, HEIGHT, &style, NULL);
  g_assert_cmpfloat (layout.legend_area.x, >, WIDTH / 2.0);
  g_assert_cmpfloat (layout.legend_area.y, >, layout.plot.area.y);
  g_assert_cmpfloat (layout.legend_area.y, <, HEIGHT / 2.0);
  vt_chart_layout_clear (&layout);

  vt_chart_add_series (crossed, vt_series_new_line ("falling", x, falling, 2));
  vt_chart_add_series (crossed, vt_series_new_line ("rising", x, rising, 2));
  vt_chart_add_series (crossed, vt_series_new_vertical (NULL, 0.5));
  vt_chart_layout_init (&layout, crossed, WIDTH, HEIGHT, &style, NULL);
  g_assert_cmpfloat (layout.legend_area.y + layout.legend_area.height, <=, layout.plot.area.y);
  g_assert_cmpfloat (layout.legend_area.y, >=, 0.0);
  vt_chart_layout_clear (&layout);
}

static void
test_notes_do_not_meet (void)
{
  const double x[] = { 0.0, 100.0 }, y[] = { 0.0, 1.0 };
  VtChartStyle style = vt_chart_style_screen (FALSE);
  g_autoptr (VtChart) chart = vt_chart_new ();
  const VtChartNote *first, *second;
  VtChartLayout layout;

  vt_chart_add_series (chart, vt_series_new_line (NULL, x, y, 2));
  vt_chart_add_series (chart, vt_series_new_vertical ("a long label", 50.0));
  vt_chart_add_series (chart, vt_series_new_vertical ("another label", 52.0));
  vt_chart_layout_init (&layout, chart, WIDTH, HEIGHT, &style, NULL);
  g_assert_cmpuint (layout.notes->len, ==, 2);
  first = &g_array_index (layout.notes, VtChartNote, 0);
  second = &g_array_index (layout.notes, VtChartNote, 1);
  g_assert_cmpfloat (fabs (first->y - second->y), >=, style.text_size);
  g_assert_cmpfloat (MIN (first->y, second->y) - style.text_size, >=, 0.0);
  vt_chart_layout_clear (&layout);
}

/* A label above a horizontal line goes where no data are, and stays in the plot. */
static void
test_horizontal_note_avoids_data (void)
{
  const double x[] = { 0.0, 100.0 }, flat[] = { 0.0, 1.0 }, right[] = { 97.0, 97.0 };
  VtChartStyle style = vt_chart_style_screen (FALSE);
  g_autoptr (VtChart) chart = vt_chart_new (), crossed = vt_chart_new ();
  VtChart *charts[] = { chart, crossed };
  double ends[2];

  vt_chart_add_series (crossed, vt_series_new_line (NULL, right, flat, 2));
  for (guint i = 0; i < 2; i++)
    {
      VtChartLayout layout;
      const VtChartNote *note;

      vt_chart_add_series (charts[i], vt_series_new_points (NULL, x, flat, 2));
      vt_chart_add_series (charts[i], vt_series_new_horizontal ("cut", 0.5));
      vt_axis_set_range (vt_chart_get_x_axis (charts[i]), 0.0, 100.0);
      vt_chart_layout_init (&layout, charts[i], WIDTH, HEIGHT, &style, NULL);
      g_assert_cmpuint (layout.notes->len, ==, 1);
      note = &g_array_index (layout.notes, VtChartNote, 0);
      vt_plot_to_data (&layout.plot, note->x, note->y, &ends[i], NULL);
      vt_chart_layout_clear (&layout);
    }
  g_assert_cmpfloat_with_epsilon (ends[0], 100.0, 1e-6);
  g_assert_cmpfloat (ends[1], <, 97.0);
  g_assert_cmpfloat (ends[1], >, 60.0);
}

static VtChart *
make_scaled (double minimum, double maximum)
{
  const double x[] = { 0.0, 1.0, NAN, 0.0, 1.0 }, y[] = { 0.0, 0.0, NAN, 1.0, 1.0 };
  VtChart *chart = vt_chart_new ();
  VtSeries *series = vt_series_new_line (NULL, x, y, 2);
  VtColorScale light, dark;

  vt_color_scale_init (&light);
  light.maximum = 2000.0;
  dark = light;
  dark.reversed = TRUE;
  vt_chart_set_color_scale (chart, &light, &dark);
  vt_axis_set_title (vt_chart_get_color_axis (chart), "<i>T</i>", VT_UNIT_KELVIN);
  vt_axis_set_range (vt_chart_get_color_axis (chart), minimum, maximum);
  vt_axis_set_title (vt_chart_get_y_axis (chart), "Height", VT_UNIT_NONE);
  vt_axis_set_range (vt_chart_get_y_axis (chart), -1.0, 1.0);
  vt_series_set_level (series, 400.0);
  vt_chart_add_series (chart, series);
  vt_chart_add_series (chart, vt_series_new_line (NULL, x + 3, y + 3, 2));
  return chart;
}

/* A line at a level has the scale's colour, which differs between light and dark. */
static void
test_level_colors (void)
{
  g_autoptr (VtChart) chart = make_scaled (0.0, 2000.0);
  g_autofree char *text = NULL;

  for (guint dark = 0; dark < 2; dark++)
    {
      VtChartStyle style = vt_chart_style_screen (dark > 0);
      cairo_surface_t *surface;
      double x, y;

      style.line_width = 5.0;
      surface = paint (chart, &style, WIDTH, HEIGHT);
      vt_chart_from_data (chart, WIDTH, HEIGHT, &style, 0.5, 0.0, &x, &y);
      g_assert_cmphex (get_pixel (surface, x, y), ==,
                       to_pixel (vt_color_scale_get_color (vt_chart_get_color_scale (chart, dark > 0), 400.0)));
      vt_chart_from_data (chart, WIDTH, HEIGHT, &style, 0.0, 0.0, &x, &y);
      g_free (text);
      text = vt_chart_describe_at (chart, WIDTH, HEIGHT, &style, x, y);
      g_assert_cmpstr (text, ==, "Height = 0\n<i>T</i> = 400 K");
      cairo_surface_destroy (surface);
    }
  g_assert_false (to_pixel (vt_color_scale_get_color (vt_chart_get_color_scale (chart, FALSE), 400.0))
                  == to_pixel (vt_color_scale_get_color (vt_chart_get_color_scale (chart, TRUE), 400.0)));
}

/* The colour bar stands right of the plot, as high as that, within the picture, whatever its labels. */
static void
test_color_bar_has_room (void)
{
  VtChartStyle style = vt_chart_style_print ();

  for (double maximum = 1.0; maximum < 1e6; maximum *= 37.0)
    for (double width = 150.0; width < 500.0; width += 50.0)
      {
        g_autoptr (VtChart) chart = make_scaled (0.0, maximum);
        double over = vt_color_bar_get_overhang (&style);
        VtChartLayout layout;

        vt_chart_layout_init (&layout, chart, width, HEIGHT, &style, NULL);
        g_assert_cmpfloat (layout.color_area.x, >, layout.plot.area.x + layout.plot.area.width + layout.x.after);
        g_assert_cmpfloat (layout.color_area.x + layout.color_area.width, <=, width);
        g_assert_cmpfloat_with_epsilon (layout.color_area.y + over, layout.plot.area.y, 1e-9);
        g_assert_cmpfloat_with_epsilon (layout.color_area.height - 2.0 * over, layout.plot.area.height, 1e-9);
        g_assert_cmpfloat (layout.color_area.y, >=, 0.0);
        vt_chart_layout_clear (&layout);
      }
}

/* Of five markers at the same height two are rings: ground within, colour on the rim. */
static void
test_hollow (void)
{
  const double x[] = { 0.0, 1.0, 2.0, 3.0, 4.0 }, y[] = { 1.0, 1.0, 1.0, 1.0, 1.0 };
  const gboolean hollow[] = { FALSE, TRUE, FALSE, FALSE, TRUE };
  VtChartStyle style = vt_chart_style_print ();
  g_autoptr (VtChart) chart = vt_chart_new ();
  VtSeries *series = vt_series_new_line (NULL, x, y, 5);
  guint32 color = to_pixel (vt_palette_get (VT_MEANING_STABLE, FALSE));
  cairo_surface_t *surface;

  style.marker_radius = 8.0;
  style.line_width = 4.0;
  vt_series_set_meaning (series, VT_MEANING_STABLE);
  vt_series_set_markers (series, TRUE);
  vt_series_set_hollow (series, hollow);
  vt_chart_add_series (chart, series);
  surface = paint (chart, &style, WIDTH, HEIGHT);
  for (guint i = 0; i < 5; i++)
    {
      double at_x, at_y;

      vt_chart_from_data (chart, WIDTH, HEIGHT, &style, x[i], y[i], &at_x, &at_y);
      g_assert_cmphex (get_pixel (surface, at_x, at_y), ==, hollow[i] ? 0xFFFFFF : color);
      g_assert_cmphex (get_pixel (surface, at_x, at_y - 6.0), ==, color);
    }
  cairo_surface_destroy (surface);
}

/* Between two points, half an error away: pale with a band, bare with bars; and never where a point is missing. */
static void
test_error_band (void)
{
  const double x[] = { 0.0, 1.0, 2.0, 3.0, 4.0 }, y[] = { 1.0, 1.0, NAN, 1.0, 1.0 }, errors[] = { 1, 1, 1, 1, 1 };
  VtChartStyle style = vt_chart_style_print ();
  g_autoptr (VtChart) chart = vt_chart_new ();
  VtSeries *series = vt_series_new_line (NULL, x, y, 5);

  vt_series_set_errors (series, errors);
  vt_chart_add_series (chart, series);
  for (guint band = 0; band < 2; band++)
    {
      cairo_surface_t *surface;

      vt_series_set_error_band (series, band > 0);
      surface = paint (chart, &style, WIDTH, HEIGHT);
      for (guint i = 0; i < 4; i++)
        for (int side = -1; side <= 1; side += 2)
          {
            gboolean expected = band > 0 && (i == 0 || i == 3);
            double at_x, at_y;

            vt_chart_from_data (chart, WIDTH, HEIGHT, &style, x[i] + 0.5, 1.0 + 0.5 * side, &at_x, &at_y);
            g_assert_true ((get_pixel (surface, at_x, at_y) != 0xFFFFFF) == expected);
          }
      cairo_surface_destroy (surface);
    }
}

/* The line y = x meets its own points, on linear and log axes. */
static void
test_identity (void)
{
  const double points[] = { 1.0, 100.0 };
  VtChartStyle style = vt_chart_style_print ();

  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (VtChart) chart = vt_chart_new ();
      VtSeries *series = vt_series_new_identity ();
      cairo_surface_t *surface;
      double x, y;

      vt_series_set_meaning (series, VT_MEANING_ACTIVE);
      vt_axis_set_scale (vt_chart_get_x_axis (chart), i > 0 ? VT_SCALE_LOG : VT_SCALE_LINEAR);
      vt_axis_set_scale (vt_chart_get_y_axis (chart), i > 1 ? VT_SCALE_LOG : VT_SCALE_LINEAR);
      vt_chart_add_series (chart, vt_series_new_points (NULL, points, points, 2));
      vt_chart_add_series (chart, series);
      style.axis_width = 4.0;
      surface = paint (chart, &style, WIDTH, HEIGHT);
      vt_chart_from_data (chart, WIDTH, HEIGHT, &style, 30.0, 30.0, &x, &y);
      g_assert_cmphex (get_pixel (surface, x, y), ==, to_pixel (vt_palette_get (VT_MEANING_ACTIVE, FALSE)));
      cairo_surface_destroy (surface);
    }
}

/* Painted twice as large, text and all: the picture must not depend on the surface's scale. */
static void
test_text_scales (void)
{
  VtChartStyle style = vt_chart_style_print ();
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 800, 400);
  cairo_t *cr = cairo_create (surface);
  double width, height;
  int right = 0;

  /* A line of ordinary leading, and a subscript that makes it little higher. */
  vt_chart_text_measure (&style, "H", 10.0, NULL, &height);
  g_assert_cmpfloat (height, >=, 10.0);
  g_assert_cmpfloat (height, <=, 15.0);
  vt_chart_text_measure (&style, "<i>T</i><sub>ML</sub> (10<sup>−3</sup> K)", 10.0, &width, &height);
  g_assert_cmpfloat (height, <=, 20.0);
  cairo_scale (cr, 6.0, 6.0);
  cairo_set_source_rgb (cr, 1.0, 1.0, 1.0);
  vt_chart_text_draw (cr, &style, "<i>T</i><sub>ML</sub> (10<sup>−3</sup> K)", 10.0, 5.0, 5.0, 0.0, 0.0, 0.0);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  for (int x = 0; x < 800; x++)
    for (int y = 0; y < 400; y++)
      if (get_pixel (surface, x, y) != 0)
        right = x;
  g_assert_cmpfloat (right / 6.0, <=, 5.0 + width + 0.5);
  g_assert_cmpfloat (right / 6.0, >=, 5.0 + 0.9 * width);
  cairo_surface_destroy (surface);
}

static void
test_dark_differs (void)
{
  g_autoptr (VtChart) chart = example_creep ();
  VtChartStyle light = vt_chart_style_screen (FALSE), dark = vt_chart_style_screen (TRUE);
  cairo_surface_t *a, *b;

  g_assert_cmpfloat (vt_color_luminance (&light.background), >, vt_color_luminance (&light.foreground) + 0.5);
  g_assert_cmpfloat (vt_color_luminance (&dark.background) + 0.5, <, vt_color_luminance (&dark.foreground));
  a = paint (chart, &light, WIDTH, HEIGHT);
  b = paint (chart, &dark, WIDTH, HEIGHT);
  g_assert_false (surfaces_equal (a, b));
  cairo_surface_destroy (a);
  cairo_surface_destroy (b);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/chart/columns-have-their-color", test_columns_have_their_color);
  g_test_add_func ("/chart/no-data", test_no_data);
  g_test_add_func ("/chart/one-point", test_one_point);
  g_test_add_func ("/chart/any-size", test_any_size);
  g_test_add_func ("/chart/inverse", test_inverse);
  g_test_add_func ("/chart/plot-area", test_plot_area);
  g_test_add_func ("/chart/hit", test_hit);
  g_test_add_func ("/chart/legend-avoids-data", test_legend_avoids_data);
  g_test_add_func ("/chart/notes-do-not-meet", test_notes_do_not_meet);
  g_test_add_func ("/chart/horizontal-note-avoids-data", test_horizontal_note_avoids_data);
  g_test_add_func ("/chart/level-colors", test_level_colors);
  g_test_add_func ("/chart/color-bar-has-room", test_color_bar_has_room);
  g_test_add_func ("/chart/hollow", test_hollow);
  g_test_add_func ("/chart/error-band", test_error_band);
  g_test_add_func ("/chart/identity", test_identity);
  g_test_add_func ("/chart/text-scales", test_text_scales);
  g_test_add_func ("/chart/dark-differs", test_dark_differs);
  return g_test_run ();
}

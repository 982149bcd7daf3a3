#include <math.h>

#include "vt-palette.h"
#include "vt-series.h"

static void
test_from_table (void)
{
  g_autoptr (VtTable) table = vt_table_new ("correlation");
  g_autoptr (VtSeries) line = NULL, columns = NULL, histogram = NULL, missing = NULL, text = NULL;
  guint lag = vt_table_add_numbers (table, "lag", VT_UNIT_PICOSECOND),
        pearson = vt_table_add_numbers (table, "pearson", VT_UNIT_NONE);

  vt_table_add_texts (table, "note");
  for (guint i = 0; i < 4; i++)
    {
      guint row = vt_table_add_row (table);

      vt_table_set_number (table, row, lag, 10.0 * i * i);
      vt_table_set_number (table, row, pearson, 0.1 * i);
    }
  line = vt_series_new_from_table (VT_SERIES_LINE, "ζ", table, "lag", "pearson");
  columns = vt_series_new_from_table (VT_SERIES_COLUMNS, NULL, table, NULL, "pearson");
  histogram = vt_series_new_from_table (VT_SERIES_HISTOGRAM, NULL, table, "lag", "pearson");
  missing = vt_series_new_from_table (VT_SERIES_LINE, NULL, table, "lag", "spearman");
  text = vt_series_new_from_table (VT_SERIES_LINE, NULL, table, "lag", "note");

  g_assert_cmpuint (vt_series_get_n (line), ==, 4);
  g_assert_cmpfloat (vt_series_get_x (line)[3], ==, 90.0);
  g_assert_cmpfloat (vt_series_get_y (line)[3], ==, 0.1 * 3);
  g_assert_cmpstr (vt_series_get_label (line), ==, "ζ");
  g_assert_cmpfloat (vt_series_get_x (columns)[3], ==, 3.0);
  g_assert_cmpfloat (vt_series_get_width (histogram), ==, 10.0);
  g_assert_null (missing);
  g_assert_null (text);
}

static void
test_extend (void)
{
  const double x[] = { 1.0, 10.0, NAN, 100.0 }, y[] = { -1.0, 2.0, 99.0, 3.0 }, errors[] = { 0.5, 0.5, 0.5, NAN };
  g_autoptr (VtSeries) line = vt_series_new_line (NULL, x, y, 4);
  g_autoptr (VtSeries) band = vt_series_new_band (NULL, 1000.0, 500.0);
  g_autoptr (VtSeries) reference = vt_series_new_vertical (NULL, 200.0);
  double xs[2] = { NAN, NAN }, ys[2] = { NAN, NAN };

  vt_series_extend (band, FALSE, FALSE, xs, ys);
  g_assert_true (isnan (xs[0]) && isnan (ys[0]));
  vt_series_extend (line, FALSE, FALSE, xs, ys);
  g_assert_cmpfloat (xs[0], ==, 1.0);
  g_assert_cmpfloat (xs[1], ==, 100.0);
  g_assert_cmpfloat (ys[0], ==, -1.0);
  g_assert_cmpfloat (ys[1], ==, 3.0);
  vt_series_set_errors (line, errors);
  vt_series_extend (line, FALSE, FALSE, xs, ys);
  g_assert_cmpfloat (ys[0], ==, -1.5);
  vt_series_extend (reference, FALSE, FALSE, xs, ys);
  g_assert_cmpfloat (xs[1], ==, 200.0);

  xs[0] = xs[1] = ys[0] = ys[1] = NAN;
  vt_series_extend (line, FALSE, TRUE, xs, ys);
  g_assert_cmpfloat (xs[0], ==, 10.0);
  g_assert_cmpfloat (ys[0], ==, 1.5);
}

static void
test_color (void)
{
  const double one = 1.0;
  g_autoptr (VtSeries) series = vt_series_new_points (NULL, &one, &one, 1);
  VtColor active = vt_palette_get (VT_MEANING_ACTIVE, TRUE), third = vt_palette_get_series (2, FALSE), color;

  vt_series_set_meaning (series, VT_MEANING_ACTIVE);
  color = vt_series_get_color (series, TRUE);
  g_assert_cmpmem (&color, sizeof color, &active, sizeof active);
  vt_series_set_index (series, 2);
  color = vt_series_get_color (series, FALSE);
  g_assert_cmpmem (&color, sizeof color, &third, sizeof third);
}

static double
get_contrast (VtColor a, VtColor b)
{
  double one = vt_color_luminance (&a) + 0.05, other = vt_color_luminance (&b) + 0.05;

  return MAX (one, other) / MIN (one, other);
}

/* Palladium's gold is lost on white and titanium's violet shows on both: the one is changed, the other kept. */
static void
test_own_color (void)
{
  static const guint colors[] = { 0xE7CA75, 0x746493, 0xFFFFFF, 0x000000, 0x8D4D1A };
  const double one = 1.0;
  g_autoptr (VtSeries) series = vt_series_new_points (NULL, &one, &one, 1);
  VtColor violet = vt_color_from_hex (0x746493), active = vt_palette_get (VT_MEANING_ACTIVE, FALSE), color;

  for (guint i = 0; i < G_N_ELEMENTS (colors); i++)
    for (guint dark = 0; dark < 2; dark++)
      {
        vt_series_set_color (series, vt_color_from_hex (colors[i]));
        color = vt_series_get_color (series, dark > 0);
        g_assert_cmpfloat (get_contrast (color, vt_palette_get (VT_MEANING_BACKGROUND, dark > 0)), >=, 2.5);
      }
  vt_series_set_color (series, violet);
  color = vt_series_get_color (series, FALSE);
  g_assert_cmpmem (&color, sizeof color, &violet, sizeof violet);
  vt_series_set_meaning (series, VT_MEANING_ACTIVE);
  color = vt_series_get_color (series, FALSE);
  g_assert_cmpmem (&color, sizeof color, &active, sizeof active);
}

/* Cells reach half a unit beyond their centres; empty ones reach nowhere. */
static void
test_cells_extend (void)
{
  const double x[] = { 0, 3, 9 }, y[] = { 1, 2, 9 }, values[] = { 5, -5, NAN };
  g_autoptr (VtSeries) cells = vt_series_new_cells (NULL, x, y, values, 3);
  double xs[2] = { NAN, NAN }, ys[2] = { NAN, NAN };

  g_assert_true (vt_series_is_data (cells));
  vt_series_extend (cells, FALSE, FALSE, xs, ys);
  g_assert_cmpfloat (xs[0], ==, -0.5);
  g_assert_cmpfloat (xs[1], ==, 3.5);
  g_assert_cmpfloat (ys[0], ==, 0.5);
  g_assert_cmpfloat (ys[1], ==, 2.5);
}

/* A density's cells reach from edge to edge, on a logarithmic axis as well. */
static void
test_grid_extends (void)
{
  const double across[] = { 0, 1, 3 }, up[] = { 0.1, 1, 10 }, values[] = { 1, 2, 3, NAN };
  g_autoptr (VtSeries) grid = vt_series_new_grid (NULL, across, 2, up, 2, values);
  double xs[2] = { NAN, NAN }, ys[2] = { NAN, NAN }, x[2], y[2];

  g_assert_true (vt_series_is_grid (grid) && vt_series_is_data (grid));
  g_assert_cmpuint (vt_series_get_n (grid), ==, 4);
  vt_series_get_cell (grid, 1, x, y);
  g_assert_true (x[0] == 1 && x[1] == 3 && y[0] == 0.1 && y[1] == 1);
  vt_series_get_cell (grid, 2, x, y);
  g_assert_true (x[0] == 0 && x[1] == 1 && y[0] == 1 && y[1] == 10);
  vt_series_extend (grid, FALSE, TRUE, xs, ys);
  g_assert_true (xs[0] == 0 && xs[1] == 3 && ys[0] == 0.1 && ys[1] == 10);
}

/* A range goes its own way; errors lie about the points. */
static void
test_ends (void)
{
  const double x[] = { 0, 1 }, y[] = { 5, 6 }, low[] = { 1, NAN }, high[] = { 7, 8 }, errors[] = { 0.5, 1 };
  g_autoptr (VtSeries) line = vt_series_new_line (NULL, x, y, 2);
  double xs[2] = { NAN, NAN }, ys[2] = { NAN, NAN }, from, to;

  vt_series_get_ends (line, 1, &from, &to);
  g_assert_true (from == 6 && to == 6);
  g_assert_false (vt_series_get_error_band (line));
  vt_series_set_errors (line, errors);
  vt_series_get_ends (line, 0, &from, &to);
  g_assert_true (from == 4.5 && to == 5.5);
  vt_series_set_range (line, low, high);
  g_assert_true (vt_series_get_error_band (line));
  vt_series_extend (line, FALSE, FALSE, xs, ys);
  g_assert_true (ys[0] == 1 && ys[1] == 8);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/series/from-table", test_from_table);
  g_test_add_func ("/series/extend", test_extend);
  g_test_add_func ("/series/color", test_color);
  g_test_add_func ("/series/own-color", test_own_color);
  g_test_add_func ("/series/cells-extend", test_cells_extend);
  g_test_add_func ("/series/grid-extends", test_grid_extends);
  g_test_add_func ("/series/ends", test_ends);
  return g_test_run ();
}

#include <math.h>

#include "vt-free-room.h"

/* Ten units of the picture are one of the data; y upwards from the lower edge at 100. */
static const VtPlot plot = {
  .area = { 0, 0, 100, 100 },
  .x = { 0, 10, VT_SCALE_LINEAR },
  .y = { 0, 10, VT_SCALE_LINEAR },
};

/* A box around (x, y) of the data, one unit wide and high. @series: (transfer full) */
static gboolean
is_free (VtSeries *series, double x, double y)
{
  g_autoptr (VtChart) chart = vt_chart_new ();
  cairo_rectangle_t box = { 10 * x - 5, 95 - 10 * y, 10, 10 };

  vt_chart_add_series (chart, series);
  return vt_free_room_has (&plot, chart, &box, 1);
}

static VtSeries *
make_line (gboolean band)
{
  const double x[] = { 1, 9 }, y[] = { 5, 5 }, errors[] = { 2, 2 };
  VtSeries *series = vt_series_new_line (NULL, x, y, 2);

  vt_series_set_errors (series, errors);
  vt_series_set_error_band (series, band);
  return series;
}

static void
test_line (void)
{
  g_assert_false (is_free (make_line (FALSE), 5, 5));
  g_assert_true (is_free (make_line (FALSE), 5, 6.5));
  /* A bar of errors at the first point, none between. */
  g_assert_false (is_free (make_line (FALSE), 1, 6.5));
}

static void
test_error_band (void)
{
  g_assert_false (is_free (make_line (TRUE), 5, 6.5));
  g_assert_false (is_free (make_line (TRUE), 5, 3.5));
  g_assert_true (is_free (make_line (TRUE), 5, 8));
}

static void
test_identity (void)
{
  g_assert_false (is_free (vt_series_new_identity (), 3, 3));
  g_assert_false (is_free (vt_series_new_identity (), 3, 3.9));
  g_assert_true (is_free (vt_series_new_identity (), 3, 4.1));
  g_assert_true (is_free (vt_series_new_identity (), 5, 3.9));
}

static void
test_cells (void)
{
  const double x[] = { 2, 6 }, y[] = { 2, 6 }, values[] = { 1, NAN };

  g_assert_false (is_free (vt_series_new_cells (NULL, x, y, values, 2), 2.9, 2));
  g_assert_true (is_free (vt_series_new_cells (NULL, x, y, values, 2), 3.1, 2));
  g_assert_true (is_free (vt_series_new_cells (NULL, x, y, values, 2), 6, 6));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/free-room/line", test_line);
  g_test_add_func ("/free-room/error-band", test_error_band);
  g_test_add_func ("/free-room/identity", test_identity);
  g_test_add_func ("/free-room/cells", test_cells);
  return g_test_run ();
}

#include "examples.h"

typedef struct
{
  guint  n_calls;
  double width;
  double height;
} Record;

static void
record (cairo_t *cr, double width, double height, const VtChartStyle *style, gpointer data)
{
  Record *calls = data;

  g_assert_false (style->draws_background);
  calls->n_calls++;
  calls->width = width;
  calls->height = height;
}

static void
test_cells (void)
{
  VtChartStyle style = vt_chart_style_print ();
  g_autoptr (VtPanels) panels = vt_panels_new (3);
  cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR, NULL);
  cairo_t *cr = cairo_create (surface);
  Record calls = { 0 };

  vt_panels_paint (panels, cr, 300.0, 200.0, &style);
  for (guint i = 0; i < 5; i++)
    vt_panels_add (panels, record, &calls, NULL);
  vt_panels_paint (panels, cr, 300.0, 200.0, &style);
  g_assert_cmpuint (calls.n_calls, ==, 5);
  g_assert_cmpfloat (calls.width, <, 100.0);
  g_assert_cmpfloat (calls.width, >, 80.0);
  g_assert_cmpfloat (calls.height, <, 100.0);
  vt_panels_set_lettered (panels, FALSE);
  {
    double with_letters = calls.height;

    vt_panels_paint (panels, cr, 300.0, 200.0, &style);
    g_assert_cmpfloat (calls.height, >, with_letters);
  }
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

/* The left axis is the first column of pixels that is dark nearly all along: the same for charts over one another. */
static int
find_left_axis (cairo_surface_t *surface, int top, int bottom)
{
  const guint8 *data = cairo_image_surface_get_data (surface);
  int stride = cairo_image_surface_get_stride (surface);

  for (int x = 0; x < cairo_image_surface_get_width (surface); x++)
    {
      int dark = 0;

      for (int y = top; y < bottom; y++)
        dark += data[y * stride + 4 * x] < 200;
      if (dark > 0.6 * (bottom - top))
        return x;
    }
  return -1;
}

static void
test_lined_up (void)
{
  VtChartStyle style = vt_chart_style_print ();
  g_autoptr (VtPanels) panels = vt_panels_new (1);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 300, 400);
  cairo_t *cr = cairo_create (surface);
  g_autoptr (VtChart) wide_labels = example_histogram (VT_SCALE_LOG), narrow_labels = example_polyhedra ();
  VtInsets wide, narrow;

  vt_chart_get_insets (wide_labels, 300.0, 190.0, &style, &wide);
  vt_chart_get_insets (narrow_labels, 300.0, 190.0, &style, &narrow);
  g_assert_cmpfloat (wide.left, >, narrow.left + 3.0);
  vt_panels_add_chart (panels, g_steal_pointer (&wide_labels));
  vt_panels_add_chart (panels, g_steal_pointer (&narrow_labels));
  vt_panels_paint (panels, cr, 300.0, 400.0, &style);
  cairo_surface_flush (surface);
  g_assert_cmpint (find_left_axis (surface, 40, 150), >, 0);
  g_assert_cmpint (find_left_axis (surface, 40, 150), ==, find_left_axis (surface, 230, 340));
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/panels/cells", test_cells);
  g_test_add_func ("/panels/lined-up", test_lined_up);
  return g_test_run ();
}

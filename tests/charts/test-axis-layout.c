#include <math.h>

#include "vt-axis-layout.h"
#include "vt-chart-text.h"

/* What a label covers along the axis: measured anew here, not taken from the layout. */
static void
assert_apart (const VtAxisLayout *layout, const VtAxisRange *range, const VtChartStyle *style)
{
  double end = -INFINITY;

  for (guint i = 0; i < layout->ticks->n; i++)
    {
      double at = vt_axis_range_project (range, layout->ticks->values[i]) * layout->length, width, height, half;

      vt_chart_text_measure (style, layout->ticks->labels[i], layout->label_size, &width, &height);
      /* Standing names may share the leading: what counts is the ink, an em at most for brackets and figures. */
      if (layout->categories && layout->angle <= -G_PI_2)
        height = MIN (height, 1.05 * layout->label_size);
      if (layout->side != VT_SIDE_BOTTOM || layout->angle <= -G_PI_2)
        half = 0.5 * height;
      else if (layout->angle < 0.0)
        half = 0.5 * height * G_SQRT2; /* leaning labels are parallel: what counts is their distance across */
      else
        half = 0.5 * width;
      g_assert_cmpfloat (at - half, >, end - 1e-6);
      end = at + half;
    }
}

static void
test_numbers_never_overlap (void)
{
  static const VtSide sides[] = { VT_SIDE_BOTTOM, VT_SIDE_LEFT, VT_SIDE_RIGHT };
  VtChartStyle styles[2] = { vt_chart_style_screen (FALSE), vt_chart_style_print () };
  g_autoptr (GRand) random = g_rand_new_with_seed (2);
  g_autoptr (VtAxis) axis = vt_axis_new ();

  for (guint i = 0; i < 300; i++)
    {
      const VtChartStyle *style = &styles[i % 2];
      double size = pow (10.0, g_rand_double_range (random, -9.0, 9.0)),
             low = size * g_rand_double_range (random, -1.0, 1.0);
      double span = pow (10.0, g_rand_double_range (random, 0.05, 12.0));
      VtAxisRange linear = { low, low + size * g_rand_double_range (random, 1e-4, 2.0), VT_SCALE_LINEAR };
      VtAxisRange logarithmic = { size, size * span, VT_SCALE_LOG };
      const VtAxisRange *range = i % 3 == 0 ? &logarithmic : &linear;
      VtAxisLayout layout;

      vt_axis_layout_init (&layout, axis, range, sides[i / 2 % 3], g_rand_double_range (random, 20.0, 600.0), style);
      assert_apart (&layout, range, style);
      g_assert_cmpfloat (layout.before, >=, 0.0);
      g_assert_cmpfloat (layout.after, >=, 0.0);
      vt_axis_layout_clear (&layout);
    }
}

static void
test_enough_room_is_used (void)
{
  VtChartStyle style = vt_chart_style_print ();
  g_autoptr (VtAxis) axis = vt_axis_new ();
  VtAxisRange range = { 0.0, 10.0, VT_SCALE_LINEAR };
  VtAxisLayout layout;

  vt_axis_layout_init (&layout, axis, &range, VT_SIDE_BOTTOM, 200.0, &style);
  g_assert_cmpuint (layout.ticks->n, >=, 5);
  vt_axis_layout_clear (&layout);
}

static void
test_categories_never_overlap (void)
{
  static const char *const names[] = { "⟨0 0 12 0⟩", "⟨0 1 10 2⟩", "⟨0 2 8 4⟩", "⟨0 3 6 4⟩", "⟨0 1 10 3⟩", "⟨0 4 4 6⟩",
                                       "⟨0 0 12 2⟩", "⟨1 3 4 4⟩",  "⟨0 2 8 2⟩", "⟨0 3 6 3⟩", NULL };
  VtChartStyle style = vt_chart_style_print ();
  g_autoptr (VtAxis) axis = vt_axis_new ();
  double angles[3] = { 0.0, 0.0, 0.0 };
  gboolean shrunk = FALSE, left_out = FALSE;

  vt_axis_set_categories (axis, names);
  for (double length = 20.0; length < 700.0; length *= 1.1)
    {
      VtAxisRange range = { -0.5, 9.5, VT_SCALE_LINEAR };
      VtAxisLayout layout;

      vt_axis_layout_init (&layout, axis, &range, VT_SIDE_BOTTOM, length, &style);
      assert_apart (&layout, &range, &style);
      g_assert_cmpuint (layout.ticks->n, >=, 1);
      g_assert_cmpfloat (layout.label_size, >=, 0.7 * style.text_size);
      shrunk = shrunk || (layout.label_size < style.text_size && layout.ticks->n == 10);
      left_out = left_out || layout.ticks->n < 10;
      angles[layout.angle == 0.0 ? 0 : (layout.angle > -1.0 ? 1 : 2)] = length;
      vt_axis_layout_clear (&layout);
    }
  g_assert_true (shrunk && left_out);
  /* Standing where it is narrow, then leaning, level at last. */
  g_assert_cmpfloat (angles[2], >, 0.0);
  g_assert_cmpfloat (angles[1], >, angles[2]);
  g_assert_cmpfloat (angles[0], >, angles[1]);
}

static void
test_title_fits (void)
{
  VtChartStyle style = vt_chart_style_print ();
  g_autoptr (VtAxis) axis = vt_axis_new ();
  VtAxisRange range = { 0.0, 1.0, VT_SCALE_LINEAR };
  VtAxisLayout bare, titled;

  vt_axis_layout_init (&bare, axis, &range, VT_SIDE_LEFT, 60.0, &style);
  vt_axis_set_title (axis, "A title that is too long for so short an axis", VT_UNIT_KELVIN);
  vt_axis_layout_init (&titled, axis, &range, VT_SIDE_LEFT, 60.0, &style);
  g_assert_cmpfloat (titled.thickness, >, bare.thickness + 0.6 * style.text_size);
  g_assert_cmpfloat (titled.title_size, <, style.text_size);
  vt_axis_layout_clear (&bare);
  vt_axis_layout_clear (&titled);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/axis-layout/numbers-never-overlap", test_numbers_never_overlap);
  g_test_add_func ("/axis-layout/enough-room-is-used", test_enough_room_is_used);
  g_test_add_func ("/axis-layout/categories-never-overlap", test_categories_never_overlap);
  g_test_add_func ("/axis-layout/title-fits", test_title_fits);
  return g_test_run ();
}

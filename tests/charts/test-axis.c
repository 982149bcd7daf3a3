#include <math.h>

#include "vt-axis.h"

static void
assert_title (const VtAxis *axis, int exponent, const char *expected)
{
  g_autofree char *title = vt_axis_format_title (axis, exponent);

  g_assert_cmpstr (title, ==, expected);
}

static void
test_title (void)
{
  g_autoptr (VtAxis) axis = vt_axis_new ();

  assert_title (axis, 0, "");
  vt_axis_set_title (axis, "Δ<i>t</i>", VT_UNIT_PICOSECOND);
  assert_title (axis, 0, "Δ<i>t</i> (ps)");
  assert_title (axis, -3, "Δ<i>t</i> (10<sup>−3</sup> ps)");
  vt_axis_set_title (axis, "CN", VT_UNIT_NONE);
  assert_title (axis, 0, "CN");
  assert_title (axis, 6, "CN (10<sup>6</sup>)");
}

static void
test_resolve (void)
{
  g_autoptr (VtAxis) axis = vt_axis_new ();
  VtAxisRange range;

  vt_axis_resolve (axis, 0.0, 10.0, FALSE, 0.1, &range);
  g_assert_cmpfloat (range.minimum, ==, -1.0);
  g_assert_cmpfloat (range.maximum, ==, 11.0);
  vt_axis_resolve (axis, 2.0, 10.0, TRUE, 0.1, &range);
  g_assert_cmpfloat (range.minimum, ==, 0.0);
  g_assert_cmpfloat (range.maximum, ==, 11.0);
  vt_axis_resolve (axis, -10.0, -2.0, TRUE, 0.1, &range);
  g_assert_cmpfloat (range.minimum, ==, -11.0);
  g_assert_cmpfloat (range.maximum, ==, 0.0);
  vt_axis_set_range (axis, 1.0, NAN);
  vt_axis_resolve (axis, 2.0, 10.0, FALSE, 0.0, &range);
  g_assert_cmpfloat (range.minimum, ==, 1.0);
  g_assert_cmpfloat (range.maximum, ==, 10.0);

  /* A tenth of four decades on either side. */
  vt_axis_set_range (axis, NAN, NAN);
  vt_axis_set_scale (axis, VT_SCALE_LOG);
  vt_axis_resolve (axis, 0.01, 100.0, TRUE, 0.1, &range);
  g_assert_cmpfloat_with_epsilon (log10 (range.minimum), -2.4, 1e-12);
  g_assert_cmpfloat_with_epsilon (log10 (range.maximum), 2.4, 1e-12);
}

/* Whatever comes in, a usable range comes out. */
static void
test_resolve_always (void)
{
  static const double odd[]
      = { NAN, INFINITY, -INFINITY, 0.0, -0.0, 1.0, -1.0, 1e308, -1e308, 1e-308, 5e-324, 1.0 + 1e-16 };
  guint n = G_N_ELEMENTS (odd);

  for (guint i = 0; i < n * n * n * n; i++)
    for (guint scale = VT_SCALE_LINEAR; scale <= VT_SCALE_LOG; scale++)
      for (guint zero = 0; zero < 2; zero++)
        {
          g_autoptr (VtAxis) axis = vt_axis_new ();
          VtAxisRange range;

          vt_axis_set_scale (axis, (VtScale) scale);
          vt_axis_set_range (axis, odd[i % n], odd[i / n % n]);
          vt_axis_resolve (axis, odd[i / n / n % n], odd[i / n / n / n], zero, 0.05, &range);
          g_assert_true (isfinite (range.minimum) && isfinite (range.maximum));
          g_assert_cmpfloat (range.minimum, <, range.maximum);
          g_assert_true (scale == VT_SCALE_LINEAR || range.minimum > 0.0);
        }
}

static void
test_project (void)
{
  VtAxisRange linear = { -2.0, 6.0, VT_SCALE_LINEAR }, logarithmic = { 0.01, 100.0, VT_SCALE_LOG };

  g_assert_cmpfloat (vt_axis_range_project (&linear, 0.0), ==, 0.25);
  g_assert_cmpfloat (vt_axis_range_unproject (&linear, 0.25), ==, 0.0);
  g_assert_cmpfloat_with_epsilon (vt_axis_range_project (&logarithmic, 1.0), 0.5, 1e-15);
  g_assert_cmpfloat_with_epsilon (vt_axis_range_unproject (&logarithmic, 0.75), 10.0, 1e-12);
  g_assert_true (isnan (vt_axis_range_project (&logarithmic, 0.0)));
  g_assert_true (isnan (vt_axis_range_project (&linear, NAN)));
}

static void
assert_value (const VtAxis *axis, double value, const char *expected)
{
  g_autofree char *text = vt_axis_format_value (axis, value);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_categories (void)
{
  static const char *const names[] = { "⟨0 0 12 0⟩", "a & b", NULL };
  g_autoptr (VtAxis) axis = vt_axis_new ();
  VtAxisRange range;

  vt_axis_set_scale (axis, VT_SCALE_LOG);
  vt_axis_set_categories (axis, names);
  vt_axis_resolve (axis, 5.0, 9.0, FALSE, 0.1, &range);
  g_assert_cmpfloat (range.minimum, ==, -0.5);
  g_assert_cmpfloat (range.maximum, ==, 1.5);
  g_assert_cmpint (range.scale, ==, VT_SCALE_LINEAR);
  assert_value (axis, 1.0, "a &amp; b");
  vt_axis_set_categories (axis, NULL);
  vt_axis_set_title (axis, "<i>t</i>", VT_UNIT_PICOSECOND);
  assert_value (axis, -12.5, "−12.5 ps");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/axis/title", test_title);
  g_test_add_func ("/axis/resolve", test_resolve);
  g_test_add_func ("/axis/resolve-always", test_resolve_always);
  g_test_add_func ("/axis/project", test_project);
  g_test_add_func ("/axis/categories", test_categories);
  return g_test_run ();
}

#include "vt-color-ends.h"

#include <math.h>

static VtColorScale
make (VtScale kind, double minimum, double maximum)
{
  VtColorScale scale;

  vt_color_scale_init (&scale);
  scale.scale = kind;
  scale.minimum = minimum;
  scale.maximum = maximum;
  return scale;
}

static void
check (const VtColorScale *scale, VtColorEnd end, double shift, double minimum, double maximum)
{
  double low, high;

  vt_color_ends_move (scale, end, shift, &low, &high);
  g_assert_cmpfloat (low, ==, minimum);
  g_assert_cmpfloat (high, ==, maximum);
}

static void
test_linear (void)
{
  VtColorScale scale = make (VT_SCALE_LINEAR, 100, 300);

  check (&scale, VT_COLOR_END_LOW, 0.25, 150, 300);
  check (&scale, VT_COLOR_END_LOW, -0.25, 50, 300);
  check (&scale, VT_COLOR_END_HIGH, 0.25, 100, 350);
  check (&scale, VT_COLOR_END_BOTH, 0.25, 150, 350);
  check (&scale, VT_COLOR_END_BOTH, 0, 100, 300);
  /* It stops short of the other end. */
  check (&scale, VT_COLOR_END_LOW, 3, 298, 300);
  check (&scale, VT_COLOR_END_HIGH, -3, 100, 102);
  /* What does not move keeps every digit; what moves is round. */
  scale.minimum = 1.0 / 3;
  scale.maximum = 7.0 / 3;
  check (&scale, VT_COLOR_END_HIGH, 0.111, 1.0 / 3, 2.56);
  scale = make (VT_SCALE_LINEAR, -1e-7, 3e-7);
  check (&scale, VT_COLOR_END_LOW, 0.5, 1e-7, 3e-7);
}

static void
test_log (void)
{
  VtColorScale scale = make (VT_SCALE_LOG, 0.01, 100);

  check (&scale, VT_COLOR_END_LOW, 0.25, 0.1, 100);
  check (&scale, VT_COLOR_END_HIGH, -0.5, 0.01, 1);
  check (&scale, VT_COLOR_END_BOTH, 0.25, 0.1, 1000);
  /* Where it really begins, if the end is nowhere on it. */
  scale.minimum = 0;
  check (&scale, VT_COLOR_END_LOW, 0.5, 0.1, 100);
}

static void
test_without_width (void)
{
  VtColorScale five = make (VT_SCALE_LINEAR, 5, 5), nothing = make (VT_SCALE_LINEAR, 0, 0);
  VtColorScale ten = make (VT_SCALE_LOG, 10, 10);
  double low, high;

  check (&five, VT_COLOR_END_BOTH, 1, 5.25, 5.75);
  check (&nothing, VT_COLOR_END_HIGH, 0.5, -0.5, 1);
  vt_color_ends_move (&ten, VT_COLOR_END_LOW, -0.5, &low, &high);
  g_assert_cmpfloat_with_epsilon (low, 1, 1e-12);
  g_assert_cmpfloat_with_epsilon (high, 31.6, 1e-9);
}

static void
test_check (void)
{
  VtColorScale linear = make (VT_SCALE_LINEAR, 0, 1), log = make (VT_SCALE_LOG, 1, 2);

  g_assert_true (vt_color_ends_check (&linear, -5, 5));
  g_assert_false (vt_color_ends_check (&linear, 5, 5));
  g_assert_false (vt_color_ends_check (&linear, 5, -5));
  g_assert_false (vt_color_ends_check (&linear, NAN, 5));
  g_assert_false (vt_color_ends_check (&linear, -1e308, 1.7e308));
  g_assert_true (vt_color_ends_check (&log, 1e-9, 5));
  g_assert_false (vt_color_ends_check (&log, 0, 5));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/view/color-ends/linear", test_linear);
  g_test_add_func ("/view/color-ends/log", test_log);
  g_test_add_func ("/view/color-ends/without-width", test_without_width);
  g_test_add_func ("/view/color-ends/check", test_check);
  return g_test_run ();
}

#include "vt-color-scale.h"

#include <math.h>
#include <string.h>
#include "vt-ticks.h"

static gboolean
same (VtColor a, VtColor b)
{
  return memcmp (&a, &b, sizeof a) == 0;
}

static void
test_linear (void)
{
  const VtColormap *map = vt_colormap_find ("inferno");
  VtColorScale scale;

  vt_color_scale_init (&scale);
  scale.colormap = map;
  scale.minimum = 100;
  scale.maximum = 300;
  g_assert_cmpfloat (vt_color_scale_get_position (&scale, 150), ==, 0.25);
  g_assert_cmpfloat (vt_color_scale_get_position (&scale, 0), ==, 0);
  g_assert_cmpfloat (vt_color_scale_get_position (&scale, INFINITY), ==, 1);
  g_assert_cmpfloat (vt_color_scale_get_position (&scale, -INFINITY), ==, 0);
  g_assert_true (isnan (vt_color_scale_get_position (&scale, NAN)));
  g_assert_true (same (vt_color_scale_get_color (&scale, NAN), scale.missing));
  g_assert_true (same (vt_color_scale_get_color (&scale, 150), vt_colormap_lookup (map, 0.25)));
  scale.reversed = TRUE;
  g_assert_true (same (vt_color_scale_get_color (&scale, 100), vt_colormap_lookup (map, 1)));
  g_assert_true (same (vt_color_scale_get_color (&scale, 300), vt_colormap_lookup (map, 0)));
  g_assert_true (same (vt_color_scale_get_color (&scale, NAN), scale.missing));
  scale.maximum = 100;
  g_assert_cmpfloat (vt_color_scale_get_position (&scale, 100), ==, 0.5);
}

static void
test_log (void)
{
  VtColorScale scale;

  vt_color_scale_init (&scale);
  scale.scale = VT_SCALE_LOG;
  scale.minimum = 0.01;
  scale.maximum = 100;
  g_assert_cmpfloat_with_epsilon (vt_color_scale_get_position (&scale, 1), 0.5, 1e-12);
  g_assert_cmpfloat_with_epsilon (vt_color_scale_get_value (&scale, 0.25), 0.1, 1e-12);
  g_assert_cmpfloat (vt_color_scale_get_position (&scale, 0), ==, 0);
  g_assert_cmpfloat (vt_color_scale_get_position (&scale, -5), ==, 0);
  g_assert_cmpfloat (vt_color_scale_get_position (&scale, 1e9), ==, 1);
  g_assert_true (isnan (vt_color_scale_get_position (&scale, NAN)));
  scale.minimum = 0; /* a millionth of the maximum */
  g_assert_cmpfloat_with_epsilon (vt_color_scale_get_position (&scale, 1e-1), 0.5, 1e-12);
  scale.maximum = -1;
  g_assert_cmpfloat (vt_color_scale_get_position (&scale, 3), ==, 0.5);
}

/* What the graphics card computes is what the legend shows. */
static void
test_transform (void)
{
  VtColorScale scale;

  for (int log = 0; log < 2; log++)
    {
      double factor, offset;

      vt_color_scale_init (&scale);
      scale.scale = log ? VT_SCALE_LOG : VT_SCALE_LINEAR;
      scale.minimum = 0.3;
      scale.maximum = 40;
      vt_color_scale_get_transform (&scale, &factor, &offset);
      for (double value = 0.3; value < 40; value *= 1.3)
        g_assert_cmpfloat_with_epsilon ((log ? log10 (value) : value) * factor + offset,
                                        vt_color_scale_get_position (&scale, value), 1e-12);
    }
}

static void
check_ticks (GArray *ticks, guint decimals, const char *expected)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_assert_cmpuint (vt_ticks_get_decimals (ticks), ==, decimals);
  for (guint i = 0; i < ticks->len; i++)
    {
      char buffer[G_ASCII_DTOSTR_BUF_SIZE];

      g_ascii_formatd (buffer, sizeof buffer, "%.15g", g_array_index (ticks, double, i));
      g_string_append_printf (text, "%s%s", i > 0 ? " " : "", buffer);
    }
  g_assert_cmpstr (text->str, ==, expected);
  g_array_unref (ticks);
}

static void
test_ticks (void)
{
  check_ticks (vt_ticks_linear (0, 1, 5), 1, "0 0.2 0.4 0.6 0.8 1");
  check_ticks (vt_ticks_linear (-0.35, 0.32, 4), 1, "-0.2 0 0.2");
  check_ticks (vt_ticks_linear (100, 2000, 4), 0, "500 1000 1500 2000");
  check_ticks (vt_ticks_linear (0.001, 0.0032, 4), 4, "0.001 0.0015 0.002 0.0025 0.003");
  check_ticks (vt_ticks_linear (3, 3, 4), 0, "");
  check_ticks (vt_ticks_log (0.01, 100, 5), 2, "0.01 0.1 1 10 100");
  check_ticks (vt_ticks_log (0.3, 20, 5), 1, "0.5 1 2 5 10 20");
  check_ticks (vt_ticks_log (1e-9, 1e9, 5), 9, "1e-09 1e-06 0.001 1 1000 1000000 1000000000");
  check_ticks (vt_ticks_log (-1, 10, 5), 0, "");
  check_ticks (vt_ticks_log (10, 12, 4), 1, "10 10.5 11 11.5 12");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/view/color-scale/linear", test_linear);
  g_test_add_func ("/view/color-scale/log", test_log);
  g_test_add_func ("/view/color-scale/transform", test_transform);
  g_test_add_func ("/view/color-scale/ticks", test_ticks);
  return g_test_run ();
}

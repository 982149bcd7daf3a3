#include "vt-color-scale.h"

#include <math.h>
#include <string.h>

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

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/view/color-scale/linear", test_linear);
  g_test_add_func ("/view/color-scale/log", test_log);
  g_test_add_func ("/view/color-scale/transform", test_transform);
  return g_test_run ();
}

#include "vt-colormap.h"

#include <math.h>
#include <string.h>

static void
check_color (const char *name, double t, guint hex)
{
  const VtColormap *map = vt_colormap_find (name);
  VtColor color, expected = vt_color_from_hex (hex);

  g_assert_nonnull (map);
  color = vt_colormap_lookup (map, t);
  g_assert_cmpmem (&color, sizeof color, &expected, sizeof expected);
}

/* From the maps' own publications. */
static void
test_ends (void)
{
  check_color ("viridis", 0, 0x440154);
  check_color ("viridis", 1, 0xfde725);
  check_color ("cividis", 0, 0x00224e);
  check_color ("inferno", 0, 0x000004);
  check_color ("inferno", 1, 0xfcffa4);
  check_color ("magma", 1, 0xfcfdbf);
  check_color ("turbo", 0, 0x30123b);
  check_color ("turbo", 1, 0x7a0403);
  check_color ("coolwarm", 0, 0x3b4cc0);
  check_color ("coolwarm", 1, 0xb40426);
  check_color ("greys", 0, 0xffffff);
  check_color ("jet", 0, 0x000080);
  check_color ("jet", 1, 0x800000);
  check_color ("viridis", NAN, 0x440154);
  check_color ("viridis", -3, 0x440154);
  check_color ("viridis", 7, 0xfde725);
}

/* A perceptually uniform map gets steadily lighter: a shuffled or truncated table would not. */
static void
test_lightness (void)
{
  static const char *const names[] = { "viridis", "cividis", "inferno", "magma" };

  for (guint k = 0; k < G_N_ELEMENTS (names); k++)
    {
      const VtColor *colors = vt_colormap_get_colors (vt_colormap_find (names[k]));

      for (guint i = 1; i < VT_COLORMAP_SIZE; i++)
        g_assert_cmpfloat (vt_color_luminance (&colors[i]), >, vt_color_luminance (&colors[i - 1]) - 1e-3);
    }
}

static void
test_list (void)
{
  g_assert_cmpuint (vt_colormap_get_count (), ==, 8);
  for (guint i = 0; i < vt_colormap_get_count (); i++)
    {
      const VtColormap *map = vt_colormap_get (i);

      g_assert_true (vt_colormap_find (vt_colormap_get_name (map)) == map);
      g_assert_cmpuint (strlen (vt_colormap_get_label (map)), >, 0);
    }
  g_assert_null (vt_colormap_find ("rainbow"));
}

static void
test_luminance (void)
{
  const VtColor white = vt_color_from_hex (0xffffff), black = vt_color_from_hex (0),
                gray = vt_color_from_hex (0x777777);

  g_assert_cmpfloat_with_epsilon (vt_color_luminance (&white), 1, 1e-9);
  g_assert_cmpfloat_with_epsilon (vt_color_luminance (&black), 0, 1e-9);
  /* The grey on which white text has the contrast 4.48. */
  g_assert_cmpfloat_with_epsilon (1.05 / (vt_color_luminance (&gray) + 0.05), 4.48, 0.005);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/view/colormap/ends", test_ends);
  g_test_add_func ("/view/colormap/lightness", test_lightness);
  g_test_add_func ("/view/colormap/list", test_list);
  g_test_add_func ("/view/colormap/luminance", test_luminance);
  return g_test_run ();
}

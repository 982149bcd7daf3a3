#include "vt-palette.h"

#include <math.h>

static double
contrast (const VtColor *a, const VtColor *b)
{
  double x = vt_color_luminance (a), y = vt_color_luminance (b);

  return (MAX (x, y) + 0.05) / (MIN (x, y) + 0.05);
}

/* Warm is warm, cool is cool, grey is grey; and each can be seen on its background. */
static void
test_meanings (void)
{
  for (int dark = 0; dark < 2; dark++)
    {
      VtColor active = vt_palette_get (VT_MEANING_ACTIVE, dark), stable = vt_palette_get (VT_MEANING_STABLE, dark);
      VtColor total = vt_palette_get (VT_MEANING_TOTAL, dark);
      VtColor background = vt_palette_get (VT_MEANING_BACKGROUND, dark);
      VtColor text = vt_palette_get (VT_MEANING_FOREGROUND, dark);

      g_assert_true (active.red > active.green && active.green > active.blue);
      g_assert_true (stable.blue > stable.green && stable.green > stable.red);
      g_assert_cmpfloat (fabsf (total.red - total.blue), <, 0.04);
      g_assert_cmpfloat (contrast (&active, &background), >, 3);
      g_assert_cmpfloat (contrast (&stable, &background), >, 3);
      g_assert_cmpfloat (contrast (&total, &background), >, 3);
      g_assert_cmpfloat (contrast (&text, &background), >, 10);
    }
}

static void
test_series (void)
{
  for (int dark = 0; dark < 2; dark++)
    for (guint i = 0; i < 8; i++)
      {
        VtColor a = vt_palette_get_series (i, dark), again = vt_palette_get_series (i + 8, dark);
        VtColor background = vt_palette_get (VT_MEANING_BACKGROUND, dark);

        g_assert_cmpmem (&a, sizeof a, &again, sizeof again);
        g_assert_cmpfloat (contrast (&a, &background), >, 2.2);
        for (guint k = 0; k < i; k++)
          {
            VtColor b = vt_palette_get_series (k, dark);

            g_assert_cmpfloat (hypotf (hypotf (a.red - b.red, a.green - b.green), a.blue - b.blue), >, 0.15);
          }
      }
}

static void
test_species (void)
{
  static const char *const names[] = { "Cu", "3", NULL };
  g_autoptr (VtAtomTable) atoms = vt_atom_table_new_take (1, g_new0 (gint64, 1), g_new0 (guint8, 1), names);
  VtColor copper = vt_palette_get_species (atoms, 0, FALSE);
  VtColor expected = vt_color_from_hex (vt_element_lookup ("Cu")->color);
  VtColor other = vt_palette_get_species (atoms, 1, FALSE), series = vt_palette_get_series (1, FALSE);

  g_assert_cmpmem (&copper, sizeof copper, &expected, sizeof expected);
  g_assert_cmpmem (&other, sizeof other, &series, sizeof series);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/view/palette/meanings", test_meanings);
  g_test_add_func ("/view/palette/series", test_series);
  g_test_add_func ("/view/palette/species", test_species);
  return g_test_run ();
}

#include "vt-units.h"

#include <string.h>

static void
test_every_unit_has_names (void)
{
  for (guint u = 0; u < VT_N_UNITS; u++)
    {
      const char *symbol = vt_unit_symbol (u), *suffix = vt_unit_suffix (u);

      g_assert_true (g_utf8_validate (symbol, -1, NULL));
      g_assert_cmpint (*symbol == '\0', ==, u == VT_UNIT_NONE);
      g_assert_cmpint (*suffix == '\0', ==, u == VT_UNIT_NONE || u == VT_UNIT_PERCENT);
      /* Column names must survive in any program that reads them. */
      for (const char *c = suffix; *c != '\0'; c++)
        g_assert_true (g_ascii_isalnum (*c) || *c == '_');
      for (guint other = 0; other < u; other++)
        {
          g_assert_cmpstr (symbol, !=, vt_unit_symbol (other));
          if (*suffix != '\0')
            g_assert_cmpstr (suffix, !=, vt_unit_suffix (other));
        }
    }
}

static void
test_labels (void)
{
  g_autofree char *with = vt_unit_label ("D²min", VT_UNIT_SQUARE_ANGSTROM);
  g_autofree char *without = vt_unit_label ("LFFS", VT_UNIT_NONE);

  g_assert_cmpstr (with, ==, "D²min (Å²)");
  g_assert_cmpstr (without, ==, "LFFS");
  g_assert_cmpstr (vt_unit_suffix (VT_UNIT_PICOSECOND), ==, "ps");
  g_assert_cmpstr (vt_unit_suffix (VT_UNIT_PERCENT), ==, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/units/every-unit-has-names", test_every_unit_has_names);
  g_test_add_func ("/units/labels", test_labels);
  return g_test_run ();
}

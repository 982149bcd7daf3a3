#include <locale.h>
#include <math.h>

#include "vt-analysis.h"
#include "vt-format.h"

static void
assert_text (char *text, const char *expected)
{
  g_assert_cmpstr (text, ==, expected);
  g_free (text);
}

static void
test_count (void)
{
  assert_text (vt_format_count (0), "0");
  assert_text (vt_format_count (999), "999");
  assert_text (vt_format_count (4000), "4\u202f000");
  assert_text (vt_format_count (-1234567), "−1\u202f234\u202f567");
  assert_text (vt_format_count (G_MININT64), "−9\u202f223\u202f372\u202f036\u202f854\u202f775\u202f808");
}

static void
test_number (void)
{
  assert_text (vt_format_number (612.4, 3), "612");
  assert_text (vt_format_number (-0.0312, 2), "−0.03");
  assert_text (vt_format_number (0, 3), "0");
  assert_text (vt_format_number (1.2345e-5, 2), "1.2×10⁻⁵");
  assert_text (vt_format_number (2.5e7, 2), "2.5×10⁷");
  assert_text (vt_format_number (NAN, 3), "–");
  assert_text (vt_format_number (-INFINITY, 3), "−∞");
}

static void
test_quantity (void)
{
  assert_text (vt_format_quantity (612.4, VT_UNIT_KELVIN, 3), "612\u202fK");
  assert_text (vt_format_quantity (NAN, VT_UNIT_KELVIN, 3), "–");
  assert_text (vt_format_quantity (0.5, VT_UNIT_NONE, 2), "0.50");
}

static void
test_setting (void)
{
  assert_text (vt_format_setting (5, VT_UNIT_PICOSECOND), "5\u202fps");
  assert_text (vt_format_setting (0.25, VT_UNIT_PICOSECOND), "0.25\u202fps");
  assert_text (vt_format_setting (-200, VT_UNIT_NONE), "−200");
  assert_text (vt_format_setting (NAN, VT_UNIT_PICOSECOND), "–");
}

/* A comma for the decimal point is the locale's; charts and files keep the point, and so does the window. */
static void
test_comma_locale (void)
{
  if (setlocale (LC_NUMERIC, "de_DE.UTF-8") == NULL)
    g_test_skip ("no locale with a comma here");
  else
    assert_text (vt_format_number (0.25, 2), "0.25");
  setlocale (LC_NUMERIC, "C");
}

static void
test_property (void)
{
  const VtProperty *class = vt_analysis_find_property ("class", NULL);
  const VtProperty *cn = vt_analysis_find_property ("cn", NULL);

  assert_text (vt_format_property (class, -1), "SA");
  assert_text (vt_format_property (class, 1), "LA");
  assert_text (vt_format_property (class, 0), "–");
  assert_text (vt_format_property (vt_analysis_find_property ("t_ml", NULL), 492.04), "492\u202fK");
  assert_text (vt_format_property (cn, 12), "12");
  assert_text (vt_format_symbol ("file:c_pe<b>"), "c_pe&lt;b&gt;");
}

static void
test_science (void)
{
  assert_text (vt_format_science ("T_ML & D²min"), "<i>T</i><sub>ML</sub> &amp; <i>D</i>²<sub>min</sub>");
  assert_text (vt_format_plain ("<i>T</i><sub>ML</sub>"), "TML");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/format/count", test_count);
  g_test_add_func ("/format/number", test_number);
  g_test_add_func ("/format/quantity", test_quantity);
  g_test_add_func ("/format/setting", test_setting);
  g_test_add_func ("/format/comma-locale", test_comma_locale);
  g_test_add_func ("/format/property", test_property);
  g_test_add_func ("/format/science", test_science);
  return g_test_run ();
}

#include "vt-decimal.h"

#include <math.h>
#include <string.h>

static void
test_shortest (void)
{
  static const struct { double value; const char *text; } cases[] = {
    { 0.0025, "0.0025" }, { 0.1, "0.1" }, { -2.5, "-2.5" }, { 100, "100" }, { 1e-30, "1e-30" }, { 1e300, "1e+300" },
    { 0.1 + 0.2, "0.30000000000000004" }, { 5e-324, "4.94065645841247e-324" }, { 0, "0" }, { -0.0, "-0" },
    { 9007199254740993.0, "9007199254740992" }, { 0.7999999999999999, "0.7999999999999999" },
    { NAN, "nan" }, { INFINITY, "inf" }, { -INFINITY, "-inf" },
  };
  char buffer[VT_DECIMAL_SIZE];

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpstr (vt_decimal_format (cases[i].value, buffer), ==, cases[i].text);
}

/* All of them read back to the same bits, the widest numbers too. */
static void
test_reads_back (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  char buffer[VT_DECIMAL_SIZE];

  for (guint i = 0; i < 20000; i++)
    {
      guint64 bits = (guint64) g_rand_int (random) << 32 | g_rand_int (random);
      double value;

      memcpy (&value, &bits, sizeof value);
      if (!isfinite (value))
        continue;
      g_assert_cmpfloat (g_ascii_strtod (vt_decimal_format (value, buffer), NULL), ==, value);
      g_assert_cmpuint (strlen (buffer), <, VT_DECIMAL_SIZE);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/decimal/shortest", test_shortest);
  g_test_add_func ("/decimal/reads-back", test_reads_back);
  return g_test_run ();
}

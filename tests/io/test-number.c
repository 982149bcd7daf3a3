#include <math.h>
#include <string.h>

#include "vt-number.h"
#include "vt-number-padded.h"

static double
parse (const char *text)
{
  double value = -12345.0;
  const char *end = text + strlen (text);

  g_assert_true (vt_number_parse (text, end, &value) == end);
  return value;
}

static double
parse_padded (const char *text)
{
  char buffer[128] = { 0 };
  double value = -12345.0;
  gsize length = strlen (text);

  memcpy (buffer, text, length);
  buffer[length] = '\n';
  /* Digits behind the end must not count. */
  memcpy (buffer + length + 1, "123456", 6);
  g_assert_true (vt_number_parse_padded (buffer, buffer + length, &value) == buffer + length);
  return value;
}

static void
assert_same (const char *text)
{
  double expected = g_ascii_strtod (text, NULL), value = parse (text), padded = parse_padded (text);

  if (memcmp (&expected, &value, sizeof value) != 0 || memcmp (&expected, &padded, sizeof value) != 0)
    g_error ("“%s”: %.17g and %.17g, not %.17g", text, value, padded, expected);
}

static void
test_fixed (void)
{
  static const char *const texts[] = { "0", "-0", "1", "-1.5", "+2.25", ".5", "5.", "10.5813", "1e3", "1E-3",
                                       "4.1473912647343525e-01",
                                       "9007199254740993", "9007199254740992.5", "1e22", "1e23", "123456789012345678",
                                       "1234567.123456789012345", "0.000000000000001", "1e-320", "1e308", "1e999",
                                       "18446744073709551615", "18446744073709551616", "99999999999999999999999",
                                       "12345678", "-12345678.5", "1234567.12345678", "0.1234567890123456",
                                       "2.2250738585072011e-308", "1e-999", "inf", "-inf",
                                       /* Halfway cases of 53 bits, and one past them. */
                                       "9007199254740993.0", "4503599627370497.5", "4503599627370497.4999999" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    assert_same (texts[i]);
  g_assert_true (isnan (parse ("nan")));
  g_assert_cmpfloat (parse ("10.5813"), ==, 10.5813);
}

static void
test_random (void)
{
  static const char *const formats[] = { "%.4f", "%.17g", "%.15g", "%.10e", "%g", "%.0f", "%.8f", "%.16f", "%.3e" };
  g_autoptr (GRand) random = g_rand_new_with_seed (7);

  for (guint i = 0; i < 200000; i++)
    {
      double value = g_rand_double_range (random, -1.0, 1.0) * pow (10.0, g_rand_int_range (random, -12, 13));
      char text[64];

      g_ascii_formatd (text, sizeof text, formats[i % G_N_ELEMENTS (formats)], value);
      assert_same (text);
    }
}

static void
test_refused (void)
{
  static const char *const texts[] = { "", "-", ".", "abc", "1.2.3", "1e", "1e+", "0x10", "1_000", "1,5",
                                       "--1", "nan(1)", "1.5x" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      double value;

      g_assert_null (vt_number_parse (texts[i], texts[i] + strlen (texts[i]), &value));
    }
}

static void
test_stops_at_blank (void)
{
  const char *text = "1.5 2.5\t3\r";
  double value;

  g_assert_true (vt_number_parse (text, text + strlen (text), &value) == text + 3);
  g_assert_cmpfloat (value, ==, 1.5);
  g_assert_true (vt_number_parse (text + 8, text + strlen (text), &value) == text + 9);
  /* Not beyond the end, digits there or not. */
  text = "123456";
  g_assert_true (vt_number_parse (text, text + 3, &value) == text + 3);
  g_assert_cmpfloat (value, ==, 123.0);
}

static void
test_integers (void)
{
  static const struct
  {
    const char *text;
    gint64      value;
    gboolean    valid;
  } cases[] = { { "0", 0, TRUE }, { "-17", -17, TRUE }, { "+4", 4, TRUE }, { "12345678", 12345678, TRUE },
                { "9223372036854775807", G_MAXINT64, TRUE }, { "9223372036854775808", 0, FALSE },
                { "99999999999999999999", 0, FALSE }, { "1.0", 0, FALSE }, { "", 0, FALSE }, { "x", 0, FALSE } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      char padded[64] = { 0 };
      gint64 value = 0, same = 0;
      gsize length = strlen (cases[i].text);

      memcpy (padded, cases[i].text, length);
      g_assert_true ((vt_number_parse_integer (padded, padded + length, &value) != NULL) == cases[i].valid);
      g_assert_true ((vt_number_parse_integer_padded (padded, padded + length, &same) != NULL) == cases[i].valid);
      g_assert_cmpint (value, ==, cases[i].value);
      g_assert_cmpint (same, ==, cases[i].value);
    }
}

static void
test_count_lines (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (3);
  gsize size = 100000;
  g_autofree char *text = g_malloc (size);

  /* Nearly all newlines: the lanes of bytes must be emptied in time. */
  for (gsize i = 0; i < size; i++)
    text[i] = g_rand_int_range (random, 0, 20) == 0 ? 'x' : '\n';
  for (gsize length = 0; length <= size; length = length * 3 + 1)
    {
      gsize count = 0;

      for (gsize i = 0; i < length; i++)
        count += text[i] == '\n';
      g_assert_cmpuint (vt_number_count_lines (text, length), ==, count);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/io/number/fixed", test_fixed);
  g_test_add_func ("/io/number/random", test_random);
  g_test_add_func ("/io/number/refused", test_refused);
  g_test_add_func ("/io/number/stops-at-blank", test_stops_at_blank);
  g_test_add_func ("/io/number/integers", test_integers);
  g_test_add_func ("/io/number/count-lines", test_count_lines);
  return g_test_run ();
}

#include <locale.h>
#include <math.h>
#include <string.h>

#include "vt-axis-ticks.h"

static void
assert_ticks (const VtAxisTicks *ticks, const double *values, const char *const *labels)
{
  g_assert_cmpuint (ticks->n, ==, g_strv_length ((char **) labels));
  for (guint i = 0; i < ticks->n; i++)
    {
      g_assert_cmpfloat (ticks->values[i], ==, values[i]);
      g_assert_cmpstr (ticks->labels[i], ==, labels[i]);
    }
}

static void
test_by_hand (void)
{
  static const double tenths[] = { 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7 }, signs[] = { -10.0, -5.0, 0.0, 5.0, 10.0 };
  static const char *const tenth_labels[] = { "0.1", "0.2", "0.3", "0.4", "0.5", "0.6", "0.7", NULL };
  static const char *const sign_labels[] = { "−10", "−5", "0", "5", "10", NULL };
  g_autoptr (VtAxisTicks) small = vt_axis_ticks_new_linear (0.05, 0.71, 7, 0.0);
  g_autoptr (VtAxisTicks) both = vt_axis_ticks_new_linear (-10.0, 12.0, 5, 0.0);

  assert_ticks (small, tenths, tenth_labels);
  assert_ticks (both, signs, sign_labels);
}

static void
test_exponent (void)
{
  static const double thousands[] = { 0.0, 0.002, 0.004 }, large[] = { 0.0, 1e6, 2e6, 3e6 };
  static const char *const thousand_labels[] = { "0", "2", "4", NULL }, *const large_labels[]
                                                                        = { "0", "1", "2", "3", NULL };
  g_autoptr (VtAxisTicks) small = vt_axis_ticks_new_linear (0.0, 0.0052, 4, 0.0);
  g_autoptr (VtAxisTicks) big = vt_axis_ticks_new_linear (0.0, 3.1e6, 5, 0.0);

  assert_ticks (small, thousands, thousand_labels);
  g_assert_cmpint (small->exponent, ==, -3);
  assert_ticks (big, large, large_labels);
  g_assert_cmpint (big->exponent, ==, 6);
}

static void
test_grain (void)
{
  static const double whole[] = { 0.0, 1.0, 2.0, 3.0 };
  static const char *const labels[] = { "0", "1", "2", "3", NULL };
  g_autoptr (VtAxisTicks) ticks = vt_axis_ticks_new_linear (-0.5, 3.5, 20, 1.0);
  g_autoptr (VtAxisTicks) coarse = vt_axis_ticks_new_linear (-0.5, 3.5, 20, 1000.0);

  assert_ticks (ticks, whole, labels);
  g_assert_cmpuint (coarse->n, ==, 1);
}

/* Over many ranges: round, ascending, within the range, evenly spaced, not too many, and not fewer than a fifth of what
 * is allowed. */
static void
test_linear_always (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (1);

  for (guint i = 0; i < 5000; i++)
    {
      double size = pow (10.0, g_rand_double_range (random, -12.0, 12.0));
      double low = size * g_rand_double_range (random, -1.0, 1.0);
      double high = low + size * g_rand_double_range (random, 0.01, 2.0);
      guint most = (guint) g_rand_int_range (random, 2, 12);
      g_autoptr (VtAxisTicks) ticks = vt_axis_ticks_new_linear (low, high, most, 0.0);
      double step = ticks->n > 1 ? ticks->values[1] - ticks->values[0] : 0.0, mantissa;

      g_assert_cmpuint (ticks->n, <=, most);
      g_assert_cmpuint (ticks->n, >=, most / 5);
      for (guint k = 0; k < ticks->n; k++)
        {
          g_assert_cmpfloat (ticks->values[k], >=, low - 1e-6 * (high - low));
          g_assert_cmpfloat (ticks->values[k], <=, high + 1e-6 * (high - low));
          if (k > 0)
            {
              g_assert_cmpfloat_with_epsilon (ticks->values[k] - ticks->values[k - 1], step, 1e-6 * step);
              g_assert_cmpstr (ticks->labels[k], !=, ticks->labels[k - 1]);
            }
        }
      if (step == 0.0)
        continue;
      mantissa = step / pow (10.0, floor (log10 (step) + 1e-9));
      g_assert_true (fabs (mantissa - 1.0) < 1e-6 || fabs (mantissa - 2.0) < 1e-6 || fabs (mantissa - 5.0) < 1e-6);
    }
}

static void
test_log_by_hand (void)
{
  static const double few[] = { 5.0, 10.0, 20.0, 50.0, 100.0, 200.0 }, decades[] = { 1e-5, 1e-4, 1e-3 };
  static const char *const few_labels[] = { "5", "10", "20", "50", "100", "200", NULL };
  static const char *const decade_labels[] = { "10<sup>−5</sup>", "10<sup>−4</sup>", "10<sup>−3</sup>", NULL };
  g_autoptr (VtAxisTicks) lags = vt_axis_ticks_new_log (4.5, 220.0, 8);
  g_autoptr (VtAxisTicks) density = vt_axis_ticks_new_log (3e-6, 5e-3, 8);
  g_autoptr (VtAxisTicks) narrow = vt_axis_ticks_new_log (3.0, 4.0, 6);
  g_autoptr (VtAxisTicks) wide = vt_axis_ticks_new_log (1e-30, 1e30, 7);

  assert_ticks (lags, few, few_labels);
  assert_ticks (density, decades, decade_labels);
  /* 4…9·10⁻⁶ and 3·10⁻⁶, 2…9 twice, 2…5·10⁻³ */
  g_assert_cmpuint (density->n_minor, ==, 7 + 8 + 8 + 4);
  g_assert_cmpuint (narrow->n, >=, 3);
  g_assert_cmpfloat (narrow->values[0], >=, 3.0);
  g_assert_cmpuint (wide->n, <=, 7);
  g_assert_cmpuint (wide->n, >=, 4);
}

static void
test_degenerate (void)
{
  static const double ends[][2]
      = { { NAN, 1.0 }, { 0.0, NAN }, { NAN, NAN }, { 1.0, 0.0 }, { -INFINITY, INFINITY }, { 0.0, INFINITY } };
  g_autoptr (VtAxisTicks) point = vt_axis_ticks_new_linear (3.5, 3.5, 5, 0.0);
  g_autoptr (VtAxisTicks) lost = vt_axis_ticks_new_linear (1e15, 1e15 + 1.0, 5, 0.0);
  g_autoptr (VtAxisTicks) negative = vt_axis_ticks_new_log (-1.0, 10.0, 5);
  g_autoptr (VtAxisTicks) huge = vt_axis_ticks_new_linear (-1e308, 1e308, 5, 0.0);

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autoptr (VtAxisTicks) linear = vt_axis_ticks_new_linear (ends[i][0], ends[i][1], 5, 0.0);
      g_autoptr (VtAxisTicks) logarithmic = vt_axis_ticks_new_log (ends[i][0], ends[i][1], 5);

      g_assert_cmpuint (linear->n, ==, 0);
      g_assert_cmpuint (logarithmic->n, ==, 0);
    }
  g_assert_cmpuint (point->n, ==, 1);
  g_assert_cmpstr (point->labels[0], ==, "3.5");
  g_assert_cmpuint (lost->n, ==, 1);
  g_assert_cmpuint (negative->n, ==, 0);
  g_assert_cmpuint (huge->n, >=, 1);
}

static void
assert_number (double value, int digits, const char *expected)
{
  g_autofree char *text = vt_axis_ticks_format_number (value, digits);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_numbers (void)
{
  assert_number (-2.3, 4, "−2.3");
  assert_number (612.4567, 4, "612.5");
  assert_number (-1.25e-7, 3, "−1.25×10<sup>−7</sup>");
  assert_number (NAN, 4, "–");
  assert_number (-INFINITY, 4, "−∞");
  assert_number (-0.0, 4, "0");
}

static const char *const comma_locales[] = { "de_DE.UTF-8", "de_DE.utf8", "de_DE", "fr_FR.UTF-8", "fr_FR" };

int
main (int argc, char **argv)
{
  /* A locale with a decimal comma, where there is one: nothing below may change. */
  for (guint i = 0; i < G_N_ELEMENTS (comma_locales) && setlocale (LC_NUMERIC, comma_locales[i]) == NULL; i++)
    ;
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/axis-ticks/by-hand", test_by_hand);
  g_test_add_func ("/axis-ticks/exponent", test_exponent);
  g_test_add_func ("/axis-ticks/grain", test_grain);
  g_test_add_func ("/axis-ticks/linear-always", test_linear_always);
  g_test_add_func ("/axis-ticks/log-by-hand", test_log_by_hand);
  g_test_add_func ("/axis-ticks/degenerate", test_degenerate);
  g_test_add_func ("/axis-ticks/numbers", test_numbers);
  return g_test_run ();
}

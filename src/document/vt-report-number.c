#include "vt-report-number.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define MINUS "−"

#define LEAST_PLAIN 1e-4
#define MOST_PLAIN 1e6

static const char *const superscripts[] = { "⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹" };

/* Of |@value|; @decimals < 0: as few as four digits need. */
static char *
format_plain (double value, int decimals)
{
  char pattern[16], text[G_ASCII_DTOSTR_BUF_SIZE];

  if (decimals < 0)
    g_strlcpy (pattern, fabs (value) >= 1000 && fabs (value) < MOST_PLAIN ? "%.0f" : "%.4g", sizeof pattern);
  else
    g_snprintf (pattern, sizeof pattern, "%%.%df", decimals);
  return g_strdup (g_ascii_formatd (text, sizeof text, pattern, fabs (value)));
}

/* No minus before what is nothing at this many digits. */
static const char *
get_sign (double value, const char *digits)
{
  return value < 0 && g_ascii_strtod (digits, NULL) > 0 ? MINUS : "";
}

static char *
format (double value, int decimals)
{
  g_autofree char *digits = format_plain (value, decimals);

  return g_strconcat (get_sign (value, digits), digits, NULL);
}

static int
find_exponent (double value)
{
  return (int) floor (log10 (fabs (value)) + 1e-12);
}

/* "×10⁻⁶" (transfer full) */
static char *
format_power (int exponent)
{
  g_autofree char *digits = g_strdup_printf ("%d", abs (exponent));
  GString *text = g_string_new (exponent < 0 ? "×10⁻" : "×10");

  for (const char *digit = digits; *digit != '\0'; digit++)
    g_string_append (text, superscripts[*digit - '0']);
  return g_string_free (text, FALSE);
}

static gboolean
is_plain (double value)
{
  return value == 0 || (fabs (value) >= LEAST_PLAIN && fabs (value) < MOST_PLAIN);
}

char *
vt_report_number (double value)
{
  g_autofree char *digits = NULL, *power = NULL;

  if (!isfinite (value))
    return g_strdup ("–");
  if (is_plain (value))
    return format (value, -1);
  power = format_power (find_exponent (value));
  digits = format (value / pow (10, find_exponent (value)), -1);
  /* 10⁸ says it without a 1 before it. */
  return strcmp (digits, "1") == 0 ? g_strdup (power + strlen ("×")) : g_strconcat (digits, power, NULL);
}

/* Decimals that show two digits of @sigma. */
static int
count_decimals (double sigma)
{
  return CLAMP (1 - find_exponent (sigma), 0, 9);
}

/* "−1.2 ± 0.4", in brackets with a power of ten where that is shorter. */
static char *
format_with_error (double value, double sigma)
{
  double larger = fmax (fabs (value), sigma), scale = 1;
  g_autofree char *power = NULL, *number = NULL, *error = NULL;

  if (!is_plain (larger) || larger < 0.01)
    {
      power = format_power (find_exponent (larger));
      scale = pow (10, find_exponent (larger));
    }
  number = format (value / scale, count_decimals (sigma / scale));
  error = format (sigma / scale, count_decimals (sigma / scale));
  return power != NULL ? g_strdup_printf ("(%s ± %s)%s", number, error, power)
                       : g_strdup_printf ("%s ± %s", number, error);
}

char *
vt_report_number_with_error (double value, double sigma, VtUnit unit)
{
  const char *symbol = vt_unit_symbol (unit);
  g_autofree char *number = NULL;

  if (!isfinite (value))
    return g_strdup ("–");
  number = isfinite (sigma) && sigma > 0 ? format_with_error (value, sigma) : vt_report_number (value);
  return g_strdup_printf ("%s%s%s", number, *symbol != '\0' ? " " : "", symbol);
}

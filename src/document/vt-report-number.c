#include "vt-report-number.h"

#include <math.h>

#define MINUS "−"

/* @decimals < 0: as few as four digits need. */
static char *
format (double value, int decimals)
{
  char pattern[16], text[G_ASCII_DTOSTR_BUF_SIZE];
  const char *digits;

  if (decimals < 0)
    g_strlcpy (pattern, fabs (value) >= 1000 && fabs (value) < 1e9 ? "%.0f" : "%.4g", sizeof pattern);
  else
    g_snprintf (pattern, sizeof pattern, "%%.%df", decimals);
  digits = g_ascii_formatd (text, sizeof text, pattern, fabs (value));
  /* No minus before what is nothing at this many digits. */
  return g_strconcat (value < 0 && g_ascii_strtod (digits, NULL) > 0 ? MINUS : "", digits, NULL);
}

char *
vt_report_number (double value)
{
  return isfinite (value) ? format (value, -1) : g_strdup ("–");
}

/* Decimals that show two digits of @sigma. */
static int
count_decimals (double sigma)
{
  return CLAMP (1 - (int) floor (log10 (sigma)), 0, 9);
}

char *
vt_report_number_with_error (double value, double sigma, VtUnit unit)
{
  const char *symbol = vt_unit_symbol (unit);
  g_autofree char *number = NULL, *error = NULL;

  if (!isfinite (value))
    return g_strdup ("–");
  if (isfinite (sigma) && sigma > 0)
    {
      int decimals = count_decimals (sigma);

      error = format (sigma, decimals);
      number = format (value, decimals);
      return g_strdup_printf ("%s ± %s%s%s", number, error, *symbol != '\0' ? " " : "", symbol);
    }
  number = vt_report_number (value);
  return g_strdup_printf ("%s%s%s", number, *symbol != '\0' ? " " : "", symbol);
}

/* Ticks at round numbers.
 *
 * A linear tick is the whole number i times m·10^e with m of 1, 2, 5. It is computed as i·m·10^e for e ≥ 0 and as i·m /
 * 10^−e below, one rounding each, so that the tick at 0.3 is the double nearest to 0.3 and no error adds up along the
 * axis. The step is the smallest with at most max_count ticks. O(number of ticks).
 */
#include "vt-axis-ticks.h"

#include <math.h>
#include <string.h>

#define MINUS "−"
/* Ends that miss a tick by rounding alone still get it. */
#define SLACK 1e-9
/* Beyond it a step is lost in the range's own digits. */
#define MAX_INDEX 1e11

static const int mantissas[] = { 1, 2, 5 };

typedef struct
{
  int mantissa;
  int exponent;
} Step;

static double
multiple (Step step, double index)
{
  if (step.exponent >= 0)
    return index * step.mantissa * pow (10.0, step.exponent);
  return index * step.mantissa / pow (10.0, -step.exponent);
}

static Step
next_step (Step step)
{
  switch (step.mantissa)
    {
    case 1:
      return (Step) { 2, step.exponent };
    case 2:
      return (Step) { 5, step.exponent };
    default:
      return (Step) { 1, step.exponent + 1 };
    }
}

static VtAxisTicks *
ticks_alloc (guint n, guint n_minor)
{
  VtAxisTicks *ticks = g_new0 (VtAxisTicks, 1);

  ticks->n = n;
  ticks->values = g_new0 (double, n + 1);
  ticks->labels = g_new0 (char *, n + 1);
  ticks->n_minor = n_minor;
  ticks->minor = g_new0 (double, n_minor + 1);
  return ticks;
}

/* "-12.50" with a true minus, and no minus before a zero. */
static char *
with_minus (const char *digits)
{
  if (digits[0] != '-')
    return g_strdup (digits);
  if (strspn (digits + 1, "0.") == strlen (digits + 1))
    return g_strdup (digits + 1);
  return g_strconcat (MINUS, digits + 1, NULL);
}

static char *
format_fixed (double value, int decimals)
{
  char format[16], digits[512];

  g_snprintf (format, sizeof format, "%%.%df", CLAMP (decimals, 0, 20));
  g_ascii_formatd (digits, sizeof digits, format, value);
  return with_minus (digits);
}

static char *
format_power (int exponent)
{
  return g_strdup_printf ("10<sup>%s%d</sup>", exponent < 0 ? MINUS : "", ABS (exponent));
}

/* Whether @step is a multiple of @grain, as far as doubles can tell. */
static gboolean
fits_grain (Step step, double grain)
{
  double ratio;

  if (!(grain > 0.0))
    return TRUE;
  ratio = multiple (step, 1.0) / grain;
  return ratio > 0.5 && fabs (ratio - round (ratio)) < 1e-6 * ratio;
}

static double
count_ticks (Step step, double minimum, double maximum)
{
  double width = multiple (step, 1.0);

  return floor (maximum / width + SLACK) - ceil (minimum / width - SLACK) + 1.0;
}

static Step
choose_step (double minimum, double maximum, guint max_count, double grain)
{
  Step step = { 1, (int) floor (log10 ((maximum - minimum) / max_count)) - 1 };

  /* The step below is too fine by a factor ten at least: this ends after a few turns; a grain coarser than the range
   * is met within as many as it has digits. */
  while (count_ticks (step, minimum, maximum) > max_count || (!fits_grain (step, grain) && step.exponent < 300))
    step = next_step (step);
  return step;
}

/* Labels of one axis share their number of decimals; very large or small numbers their power of ten. */
static void
label_linear (VtAxisTicks *ticks, Step step)
{
  double largest = MAX (fabs (ticks->values[0]), fabs (ticks->values[ticks->n - 1]));
  int decimals;

  if (largest >= 99999.5 || (largest > 0.0 && largest < 0.00999))
    ticks->exponent = 3 * (int) floor (log10 (largest * (1.0 + SLACK)) / 3.0);
  decimals = MAX (0, ticks->exponent - step.exponent);
  for (guint i = 0; i < ticks->n; i++)
    {
      double shown = ticks->values[i];

      shown = ticks->exponent >= 0 ? shown / pow (10.0, ticks->exponent) : shown * pow (10.0, -ticks->exponent);
      ticks->labels[i] = format_fixed (shown, decimals);
    }
}

VtAxisTicks *
vt_axis_ticks_new_linear (double minimum, double maximum, guint max_count, double grain)
{
  VtAxisTicks *ticks;
  Step step;
  double first;
  guint n;

  if (!isfinite (minimum) || !isfinite (maximum) || maximum < minimum || max_count == 0)
    return ticks_alloc (0, 0);

  if (!(maximum - minimum > MAX (fabs (minimum), fabs (maximum)) / MAX_INDEX) || !isfinite (maximum - minimum)
      || maximum - minimum < 1e-290)
    {
      ticks = ticks_alloc (1, 0);
      ticks->values[0] = minimum;
      ticks->labels[0] = vt_axis_ticks_format_number (minimum, 6);
      return ticks;
    }

  step = choose_step (minimum, maximum, max_count, grain);
  first = ceil (minimum / multiple (step, 1.0) - SLACK);
  n = (guint) MAX (0.0, count_ticks (step, minimum, maximum));
  ticks = ticks_alloc (n, 0);
  for (guint i = 0; i < n; i++)
    ticks->values[i] = multiple (step, first + i) + 0.0;
  if (n > 0)
    label_linear (ticks, step);
  return ticks;
}

/* Plain numbers where all are easily read, powers of ten elsewhere. */
static char *
format_log (int mantissa, int exponent, gboolean plain)
{
  g_autofree char *power = NULL;

  if (plain)
    return format_fixed (multiple ((Step) { mantissa, exponent }, 1.0), MAX (0, -exponent));

  power = format_power (exponent);
  return mantissa == 1 ? g_steal_pointer (&power) : g_strdup_printf ("%d×%s", mantissa, power);
}

/* All numbers m·10^e in the range, with m of the @n_which in @which and every @stride-th decade. Counts where @ticks is
 * NULL. */
static guint
walk_decades (double        minimum,
              double        maximum,
              const int    *which,
              guint         n_which,
              int           stride,
              gboolean      plain,
              VtAxisTicks      *ticks)
{
  int from = (int) floor (log10 (minimum)), to = (int) ceil (log10 (maximum));
  guint n = 0;

  for (int exponent = from; exponent <= to; exponent++)
    for (guint m = 0; m < n_which && exponent % stride == 0; m++)
      {
        double value = multiple ((Step) { which[m], exponent }, 1.0);

        if (value < minimum * (1.0 - SLACK) || value > maximum * (1.0 + SLACK))
          continue;
        if (ticks != NULL)
          {
            ticks->values[n] = value;
            ticks->labels[n] = format_log (which[m], exponent, plain);
          }
        n++;
      }
  return n;
}

/* The mantissas without a label, between decades that all have one. */
static void
add_minor_decades (VtAxisTicks *ticks, double minimum, double maximum)
{
  g_autoptr (GArray) minor = g_array_new (FALSE, FALSE, sizeof (double));

  for (int exponent = (int) floor (log10 (minimum)); exponent <= (int) ceil (log10 (maximum)); exponent++)
    for (int mantissa = 1; mantissa <= 9; mantissa++)
      {
        double value = multiple ((Step) { mantissa, exponent }, 1.0);
        gboolean labelled = FALSE;

        for (guint i = 0; i < ticks->n; i++)
          labelled = labelled || ticks->values[i] == value;
        if (!labelled && value >= minimum && value <= maximum)
          g_array_append_val (minor, value);
      }
  g_free (ticks->minor);
  ticks->n_minor = minor->len;
  ticks->minor = g_array_steal (minor, NULL);
}

static VtAxisTicks *
new_decades (double minimum, double maximum, const int *which, guint n_which, int stride)
{
  gboolean plain = minimum >= 0.00099 && maximum < 100000.0;
  VtAxisTicks *ticks = ticks_alloc (walk_decades (minimum, maximum, which, n_which, stride, plain, NULL), 0);

  walk_decades (minimum, maximum, which, n_which, stride, plain, ticks);
  if (stride == 1 && log10 (maximum / minimum) < 7.0)
    add_minor_decades (ticks, minimum, maximum);
  return ticks;
}

VtAxisTicks *
vt_axis_ticks_new_log (double minimum, double maximum, guint max_count)
{
  guint n_decades, n_125;
  int stride = 1;

  if (!isfinite (minimum) || !isfinite (maximum) || !(minimum > 1e-290) || maximum < minimum || max_count == 0)
    return ticks_alloc (0, 0);

  n_decades = walk_decades (minimum, maximum, mantissas, 1, 1, TRUE, NULL);
  n_125 = walk_decades (minimum, maximum, mantissas, 3, 1, TRUE, NULL);
  if (n_decades < 3)
    {
      if (n_125 >= 3 && n_125 <= max_count)
        return new_decades (minimum, maximum, mantissas, 3, 1);
      if (n_decades < 2)
        return vt_axis_ticks_new_linear (minimum, maximum, max_count, 0.0);
    }
  while (walk_decades (minimum, maximum, mantissas, 1, stride, TRUE, NULL) > max_count)
    stride++;
  return new_decades (minimum, maximum, mantissas, 1, stride);
}

void
vt_axis_ticks_free (VtAxisTicks *ticks)
{
  if (ticks == NULL)
    return;

  for (guint i = 0; i < ticks->n; i++)
    g_free (ticks->labels[i]);
  g_free (ticks->labels);
  g_free (ticks->values);
  g_free (ticks->minor);
  g_free (ticks);
}

char *
vt_axis_ticks_format_number (double value, int digits)
{
  g_autofree char *mantissa = NULL, *power = NULL;
  char text[64], format[16], *e;

  if (isnan (value))
    return g_strdup ("–");
  if (isinf (value))
    return g_strdup (value > 0.0 ? "∞" : MINUS "∞");

  g_snprintf (format, sizeof format, "%%.%dg", CLAMP (digits, 1, 17));
  g_ascii_formatd (text, sizeof text, format, value);
  e = strchr (text, 'e');
  if (e == NULL)
    return with_minus (text);

  *e = '\0';
  mantissa = with_minus (text);
  power = format_power ((int) g_ascii_strtoll (e + 1, NULL, 10));
  return g_strconcat (mantissa, "×", power, NULL);
}

/* Round numbers: 1, 2 or 5 times a power of ten. Ticks are made as integer × step, so that they do not drift. */
#include "vt-ticks.h"

#include <math.h>

/* Slack for limits that are themselves round numbers but not exactly so in binary. */
#define SLACK 1e-9

GArray *
vt_ticks_linear (double minimum, double maximum, guint target)
{
  GArray *ticks = g_array_new (FALSE, FALSE, sizeof (double));
  double raw = (maximum - minimum) / MAX (target, 1);
  double power, step;

  if (!isfinite (raw) || raw <= 0)
    return ticks;
  power = pow (10, floor (log10 (raw)));
  step = raw / power < 1.5 ? 1 : raw / power < 3.5 ? 2 : raw / power < 7.5 ? 5 : 10;
  for (double i = ceil (minimum / (step * power) - SLACK); i <= maximum / (step * power) + SLACK; i++)
    {
      /* Dividing by 10ⁿ is exact where multiplying by 10⁻ⁿ is not: 3 × 0.1 ≠ 0.3. */
      double tick = power < 1 ? i * step / round (1 / power) : i * step * power;

      tick += 0.0; /* −0 → 0 */
      g_array_append_val (ticks, tick);
    }
  return ticks;
}

static GArray *
log_ticks (double minimum, double maximum, const int *factors, guint n_factors, int stride)
{
  GArray *ticks = g_array_new (FALSE, FALSE, sizeof (double));
  int first = (int) floor (log10 (minimum) + SLACK), last = (int) floor (log10 (maximum) + SLACK);

  for (int n = first; n <= last; n++)
    for (guint k = 0; k < n_factors && n % stride == 0; k++)
      {
        double tick = n < 0 ? factors[k] / pow (10, -n) : factors[k] * pow (10, n);

        if (tick >= minimum * (1 - SLACK) && tick <= maximum * (1 + SLACK))
          g_array_append_val (ticks, tick);
      }
  return ticks;
}

GArray *
vt_ticks_log (double minimum, double maximum, guint target)
{
  static const int fine[] = { 1, 2, 3, 4, 5, 6, 7, 8, 9 }, medium[] = { 1, 2, 5 };
  GArray *ticks;
  double decades;

  if (!(minimum > 0 && maximum > minimum && isfinite (maximum)))
    return g_array_new (FALSE, FALSE, sizeof (double));
  decades = log10 (maximum / minimum);
  if (maximum / minimum < 2)
    return vt_ticks_linear (minimum, maximum, target);
  ticks = log_ticks (minimum, maximum, fine, 1, MAX (1, (int) ceil (decades / (1.5 * MAX (target, 1)))));
  if (ticks->len < 3)
    {
      g_array_unref (ticks);
      ticks = log_ticks (minimum, maximum, medium, 3, 1);
    }
  if (ticks->len < 3)
    {
      g_array_unref (ticks);
      ticks = log_ticks (minimum, maximum, fine, 9, 1);
    }
  return ticks;
}

guint
vt_ticks_get_decimals (const GArray *ticks)
{
  double step = INFINITY;
  guint decimals = 0;

  g_return_val_if_fail (ticks != NULL, 0);

  for (guint i = 1; i < ticks->len; i++)
    step = fmin (step, g_array_index (ticks, double, i) - g_array_index (ticks, double, i - 1));
  if (!isfinite (step) || step <= 0)
    return 0;
  for (; decimals < 12; decimals++, step *= 10)
    if (fabs (step - round (step)) < 1e-6 * step && step > 0.5)
      break;
  return decimals;
}

#include "vt-axis.h"

#include <math.h>

#include "vt-axis-ticks.h"

struct _VtAxis
{
  char *title;
  VtUnit unit;
  VtScale scale;
  double minimum;
  double maximum;
  double grain;
  char **categories;
};

VtAxis *
vt_axis_new (void)
{
  VtAxis *axis = g_new0 (VtAxis, 1);

  axis->title = g_strdup ("");
  axis->minimum = NAN;
  axis->maximum = NAN;
  return axis;
}

void
vt_axis_free (VtAxis *axis)
{
  if (axis == NULL)
    return;

  g_free (axis->title);
  g_strfreev (axis->categories);
  g_free (axis);
}

void
vt_axis_set_title (VtAxis *axis, const char *markup, VtUnit unit)
{
  g_return_if_fail (axis != NULL);

  g_free (axis->title);
  axis->title = g_strdup (markup != NULL ? markup : "");
  axis->unit = unit;
}

const char *
vt_axis_get_title (const VtAxis *axis)
{
  g_return_val_if_fail (axis != NULL, "");

  return axis->title;
}

VtUnit
vt_axis_get_unit (const VtAxis *axis)
{
  g_return_val_if_fail (axis != NULL, VT_UNIT_NONE);

  return axis->unit;
}

char *
vt_axis_format_title (const VtAxis *axis, int exponent)
{
  const char *symbol;

  g_return_val_if_fail (axis != NULL, NULL);

  symbol = vt_unit_symbol (axis->unit);
  if (axis->title[0] == '\0' && exponent == 0)
    return g_strdup ("");
  if (exponent != 0)
    return g_strdup_printf ("%s (10<sup>%s%d</sup>%s%s)", axis->title, exponent < 0 ? "−" : "", ABS (exponent),
                            symbol[0] != '\0' ? " " : "", symbol);
  if (symbol[0] == '\0')
    return g_strdup (axis->title);
  return g_strdup_printf ("%s (%s)", axis->title, symbol);
}

void
vt_axis_set_scale (VtAxis *axis, VtScale scale)
{
  g_return_if_fail (axis != NULL);

  axis->scale = scale;
}

VtScale
vt_axis_get_scale (const VtAxis *axis)
{
  g_return_val_if_fail (axis != NULL, VT_SCALE_LINEAR);

  return axis->categories != NULL ? VT_SCALE_LINEAR : axis->scale;
}

void
vt_axis_set_range (VtAxis *axis, double minimum, double maximum)
{
  g_return_if_fail (axis != NULL);

  axis->minimum = minimum;
  axis->maximum = maximum;
}

void
vt_axis_get_range (const VtAxis *axis, double *minimum, double *maximum)
{
  g_return_if_fail (axis != NULL);
  g_return_if_fail (minimum != NULL && maximum != NULL);

  *minimum = axis->minimum;
  *maximum = axis->maximum;
}

void
vt_axis_set_grain (VtAxis *axis, double grain)
{
  g_return_if_fail (axis != NULL);

  axis->grain = grain;
}

double
vt_axis_get_grain (const VtAxis *axis)
{
  g_return_val_if_fail (axis != NULL, 0.0);

  return axis->grain;
}

void
vt_axis_set_categories (VtAxis *axis, const char *const *names)
{
  g_return_if_fail (axis != NULL);

  g_strfreev (axis->categories);
  axis->categories = g_strdupv ((char **) names);
}

guint
vt_axis_get_n_categories (const VtAxis *axis)
{
  g_return_val_if_fail (axis != NULL, 0);

  return axis->categories != NULL ? g_strv_length (axis->categories) : 0;
}

const char *
vt_axis_get_category (const VtAxis *axis, guint index)
{
  g_return_val_if_fail (index < vt_axis_get_n_categories (axis), NULL);

  return axis->categories[index];
}

/* A length where the ends coincide: around a number by its own size, around 0 by 1. */
static void
widen_linear (double *minimum, double *maximum, gboolean from_zero)
{
  double size = MAX (fabs (*minimum), fabs (*maximum));
  double length = size > 0.0 ? MAX (0.1 * size, G_MINDOUBLE * 16.0) : 1.0;

  if (*maximum - *minimum > size * 1e-12)
    return;
  *maximum += length;
  if (!from_zero)
    *minimum -= length;
}

static void
resolve_linear (
    const VtAxis *axis, double minimum, double maximum, gboolean from_zero, double padding, VtAxisRange *range)
{
  double low, high;

  if (!isfinite (minimum) || !isfinite (maximum) || maximum < minimum)
    {
      minimum = isfinite (axis->minimum) ? axis->minimum : (isfinite (axis->maximum) ? axis->maximum - 1.0 : 0.0);
      maximum = isfinite (axis->maximum) ? axis->maximum : minimum + 1.0;
    }
  if (from_zero)
    {
      minimum = MIN (minimum, 0.0);
      maximum = MAX (maximum, 0.0);
    }
  low = isfinite (axis->minimum) ? axis->minimum : minimum;
  high = isfinite (axis->maximum) ? axis->maximum : maximum;
  widen_linear (&low, &high, from_zero && low == 0.0);
  if (!isfinite (axis->minimum) && !(from_zero && low == 0.0))
    low -= padding * (maximum - minimum);
  if (!isfinite (axis->maximum) && !(from_zero && high == 0.0))
    high += padding * (maximum - minimum);
  if (!(high > low) || !isfinite (high - low))
    {
      low = CLAMP (low, -1e300, 1e300);
      high = MAX (low + MAX (1.0, fabs (low) * 1e-3), CLAMP (high, -1e300, 1e300));
    }
  range->minimum = low;
  range->maximum = high;
}

static void
resolve_log (const VtAxis *axis, double minimum, double maximum, double padding, VtAxisRange *range)
{
  gboolean own_low = isfinite (axis->minimum) && axis->minimum > 0.0;
  gboolean own_high = isfinite (axis->maximum) && axis->maximum > 0.0;
  double low, high, factor;

  if (!isfinite (minimum) || !isfinite (maximum) || !(minimum > 0.0) || maximum < minimum)
    {
      minimum = own_low ? axis->minimum : (own_high ? axis->maximum / 10.0 : 1.0);
      maximum = own_high ? axis->maximum : minimum * 10.0;
    }
  low = own_low ? axis->minimum : minimum;
  high = own_high ? axis->maximum : maximum;
  factor = high > low ? pow (high / low, padding) : 1.0;
  if (!(factor > 1.0) || !isfinite (factor))
    factor = 1.0;
  if (!own_low)
    low /= factor;
  if (!own_high)
    high *= factor;
  if (!(high > low * (1.0 + 1e-12)) || !isfinite (high) || !(low > 1e-290))
    {
      double middle = CLAMP (low, 1e-280, 1e280);

      low = middle / 2.0;
      high = middle * 2.0;
    }
  range->minimum = low;
  range->maximum = high;
}

void
vt_axis_resolve (
    const VtAxis *axis, double minimum, double maximum, gboolean from_zero, double padding, VtAxisRange *range)
{
  guint n_categories;

  g_return_if_fail (axis != NULL);
  g_return_if_fail (range != NULL);

  n_categories = vt_axis_get_n_categories (axis);
  range->scale = vt_axis_get_scale (axis);
  if (n_categories > 0)
    {
      range->minimum = -0.5;
      range->maximum = n_categories - 0.5;
    }
  else if (range->scale == VT_SCALE_LOG)
    resolve_log (axis, minimum, maximum, padding, range);
  else
    resolve_linear (axis, minimum, maximum, from_zero, padding, range);
}

double
vt_axis_range_project (const VtAxisRange *range, double value)
{
  g_return_val_if_fail (range != NULL, NAN);

  if (range->scale == VT_SCALE_LOG)
    return value > 0.0 ? log (value / range->minimum) / log (range->maximum / range->minimum) : (double) NAN;
  return (value - range->minimum) / (range->maximum - range->minimum);
}

double
vt_axis_range_unproject (const VtAxisRange *range, double fraction)
{
  g_return_val_if_fail (range != NULL, NAN);

  if (range->scale == VT_SCALE_LOG)
    return range->minimum * pow (range->maximum / range->minimum, fraction);
  return range->minimum + fraction * (range->maximum - range->minimum);
}

char *
vt_axis_format_value (const VtAxis *axis, double value)
{
  g_autofree char *number = NULL;
  const char *symbol;

  g_return_val_if_fail (axis != NULL, NULL);

  if (axis->categories != NULL && value > -0.5 && value < vt_axis_get_n_categories (axis) - 0.5)
    number = g_markup_escape_text (axis->categories[(guint) floor (value + 0.5)], -1);
  else
    number = vt_axis_ticks_format_number (value, 4);
  symbol = vt_unit_symbol (axis->unit);
  return symbol[0] != '\0' ? g_strconcat (number, " ", symbol, NULL) : g_steal_pointer (&number);
}

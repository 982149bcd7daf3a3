#include "vt-color-ends.h"

#include <math.h>

/* Ends come no nearer to one another, in shares of the bar. */
#define LEAST_SHARE 0.01

/* The ends on the axis along which the bar is even, ascending or not, but never one. */
static void
get_axis (const VtColorScale *scale, double *low, double *high)
{
  gboolean log = scale->scale == VT_SCALE_LOG;

  *low = vt_color_scale_get_value (scale, 0);
  *high = vt_color_scale_get_value (scale, 1);
  if (log)
    {
      *low = log10 (*low);
      *high = log10 (*high);
    }
  if (!isfinite (*low) || !isfinite (*high))
    *low = *high = 0;
  if (*low == *high)
    {
      double width = log ? 1 : *low != 0 ? 0.1 * fabs (*low) : 1;

      *low -= width / 2;
      *high += width / 2;
    }
}

/* To hundredths of the width's decade: 3.14159 of a width of 6 to 3.14. Divided by whole powers of ten, so that the
 * result is the double nearest to the number one reads. */
static double
round_within (double value, double width)
{
  int decimals = 2 - (int) floor (log10 (fabs (width)));

  if (decimals > 300 || decimals < -300)
    return value;
  return decimals >= 0 ? round (value * pow (10, decimals)) / pow (10, decimals)
                       : round (value / pow (10, -decimals)) * pow (10, -decimals);
}

/* A positive number to three digits. */
static double
round_digits (double value)
{
  return round_within (value, value);
}

static double
finish (const VtColorScale *scale, double at, double width)
{
  return scale->scale == VT_SCALE_LOG ? round_digits (pow (10, at)) : round_within (at, width);
}

void
vt_color_ends_move (const VtColorScale *scale, VtColorEnd end, double shift, double *minimum, double *maximum)
{
  double low, high, width;
  gboolean flat;

  g_return_if_fail (scale != NULL && minimum != NULL && maximum != NULL);

  *minimum = vt_color_scale_get_value (scale, 0);
  *maximum = vt_color_scale_get_value (scale, 1);
  if (scale->scale == VT_SCALE_LINEAR || scale->minimum > 0)
    {
      *minimum = scale->minimum;
      *maximum = scale->maximum;
    }
  if (!isfinite (shift) || shift == 0)
    return;
  get_axis (scale, &low, &high);
  width = high - low;
  flat = *minimum == *maximum;
  if (end == VT_COLOR_END_LOW)
    shift = fmin (shift, 1 - LEAST_SHARE);
  else if (end == VT_COLOR_END_HIGH)
    shift = fmax (shift, LEAST_SHARE - 1);
  if (end != VT_COLOR_END_HIGH)
    low += shift * width;
  if (end != VT_COLOR_END_LOW)
    high += shift * width;
  if (end != VT_COLOR_END_HIGH || flat)
    *minimum = finish (scale, low, high - low);
  if (end != VT_COLOR_END_LOW || flat)
    *maximum = finish (scale, high, high - low);
}

gboolean
vt_color_ends_check (const VtColorScale *scale, double minimum, double maximum)
{
  g_return_val_if_fail (scale != NULL, FALSE);

  return isfinite (minimum) && isfinite (maximum) && isfinite (maximum - minimum) && minimum < maximum
         && (scale->scale == VT_SCALE_LINEAR || minimum > 0);
}

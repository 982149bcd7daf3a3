#include "vt-color-extent.h"

#include <math.h>

void
vt_color_extent_init (VtColorExtent *extent)
{
  g_return_if_fail (extent != NULL);

  *extent = (VtColorExtent){ .minimum = NAN, .maximum = NAN, .positive = NAN };
}

void
vt_color_extent_add (VtColorExtent *extent, const double *values, gsize n)
{
  double minimum = INFINITY, maximum = -INFINITY, positive = INFINITY;
  VtColorExtent added;

  g_return_if_fail (extent != NULL && (values != NULL || n == 0));

  vt_color_extent_init (&added);
  for (gsize i = 0; i < n; i++)
    if (isfinite (values[i]))
      {
        minimum = values[i] < minimum ? values[i] : minimum;
        maximum = values[i] > maximum ? values[i] : maximum;
        positive = values[i] > 0 && values[i] < positive ? values[i] : positive;
      }
    else if (isnan (values[i]))
      added.n_missing++;
    else
      {
        added.below |= values[i] < 0;
        added.above |= values[i] > 0;
      }
  if (minimum <= maximum)
    {
      added.minimum = minimum;
      added.maximum = maximum;
      added.positive = isfinite (positive) ? positive : NAN;
    }
  vt_color_extent_join (extent, &added);
}

void
vt_color_extent_join (VtColorExtent *extent, const VtColorExtent *other)
{
  g_return_if_fail (extent != NULL && other != NULL);

  /* Where one of two is NaN these give the other. */
  extent->minimum = fmin (extent->minimum, other->minimum);
  extent->maximum = fmax (extent->maximum, other->maximum);
  extent->positive = fmin (extent->positive, other->positive);
  extent->n_missing += other->n_missing;
  extent->below |= other->below;
  extent->above |= other->above;
}

void
vt_color_extent_to_result (const VtColorExtent *extent, VtUnit unit, VtResult *result)
{
  g_return_if_fail (extent != NULL && result != NULL);

  vt_result_set_number (result, "minimum", unit, extent->minimum);
  vt_result_set_number (result, "maximum", unit, extent->maximum);
  vt_result_set_number (result, "least_positive", unit, extent->positive);
  vt_result_set_number (result, "has_minus_infinity", VT_UNIT_NONE, extent->below);
  vt_result_set_number (result, "has_infinity", VT_UNIT_NONE, extent->above);
  vt_result_set_undefined (result, extent->n_missing);
}

void
vt_color_extent_from_result (VtColorExtent *extent, const VtResult *result)
{
  g_return_if_fail (extent != NULL && result != NULL);

  vt_color_extent_init (extent);
  extent->minimum = vt_result_get_number (result, "minimum");
  extent->maximum = vt_result_get_number (result, "maximum");
  extent->positive = vt_result_get_number (result, "least_positive");
  extent->n_missing = vt_result_get_undefined (result);
  extent->below = vt_result_get_number (result, "has_minus_infinity") > 0;
  extent->above = vt_result_get_number (result, "has_infinity") > 0;
}

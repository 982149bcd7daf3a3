#include "vt-color-scale.h"

#include <math.h>
#include "vt-palette.h"

void
vt_color_scale_init (VtColorScale *scale)
{
  g_return_if_fail (scale != NULL);

  *scale = (VtColorScale){ .colormap = vt_colormap_get (0), .maximum = 1 };
  scale->missing = vt_palette_get (VT_MEANING_MISSING, FALSE);
}

/* The range on the axis that is linear in the colour: the values, or their decimal logarithms. */
static void
get_ends (const VtColorScale *scale, double *low, double *high)
{
  *low = scale->minimum;
  *high = scale->maximum;
  if (scale->scale != VT_SCALE_LOG)
    return;
  if (*high <= 0)
    *low = *high = 0;
  else
    {
      *low = log10 (*low > 0 ? *low : 1e-6 * *high);
      *high = log10 (*high);
    }
}

void
vt_color_scale_get_transform (const VtColorScale *scale, double *factor, double *offset)
{
  double low, high;

  g_return_if_fail (scale != NULL && factor != NULL && offset != NULL);

  get_ends (scale, &low, &high);
  *factor = high != low && isfinite (high - low) ? 1 / (high - low) : 0;
  *offset = *factor != 0 ? -low * *factor : 0.5;
}

double
vt_color_scale_get_position (const VtColorScale *scale, double value)
{
  double low, high, position;

  g_return_val_if_fail (scale != NULL, NAN);

  if (isnan (value))
    return NAN;
  get_ends (scale, &low, &high);
  if (high == low || !isfinite (high - low))
    return 0.5;
  if (scale->scale == VT_SCALE_LOG)
    value = value > 0 ? log10 (value) : -INFINITY;
  if (isinf (value))
    return (value > 0) == (high > low) ? 1 : 0;
  position = (value - low) / (high - low);
  return CLAMP (position, 0, 1);
}

double
vt_color_scale_get_value (const VtColorScale *scale, double position)
{
  double low, high, value;

  g_return_val_if_fail (scale != NULL, NAN);

  get_ends (scale, &low, &high);
  value = low + position * (high - low);
  return scale->scale == VT_SCALE_LOG ? pow (10, value) : value;
}

VtColor
vt_color_scale_get_color_at (const VtColorScale *scale, double position)
{
  guint entry;

  g_return_val_if_fail (scale != NULL && scale->colormap != NULL, (VtColor){ 0 });

  position = position > 0 ? position : 0;
  entry = position < 1 ? (guint) (position * VT_COLORMAP_SIZE) : VT_COLORMAP_SIZE - 1;
  return vt_colormap_get_colors (scale->colormap)[scale->reversed ? VT_COLORMAP_SIZE - 1 - entry : entry];
}

VtColor
vt_color_scale_get_color (const VtColorScale *scale, double value)
{
  double position;

  g_return_val_if_fail (scale != NULL, (VtColor){ 0 });

  position = vt_color_scale_get_position (scale, value);
  return isnan (position) ? scale->missing : vt_color_scale_get_color_at (scale, position);
}

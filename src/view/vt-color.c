#include "vt-color.h"

#include <math.h>

VtColor
vt_color_from_hex (guint hex)
{
  return (VtColor){ (float) ((hex >> 16) & 0xff) / 255.0f, (float) ((hex >> 8) & 0xff) / 255.0f,
                    (float) (hex & 0xff) / 255.0f, 1.0f };
}

VtColor
vt_color_mix (const VtColor *a, const VtColor *b, double amount)
{
  float t = (float) amount;

  g_return_val_if_fail (a != NULL && b != NULL, (VtColor){ 0 });

  return (VtColor){ a->red + t * (b->red - a->red), a->green + t * (b->green - a->green),
                    a->blue + t * (b->blue - a->blue), a->alpha + t * (b->alpha - a->alpha) };
}

static double
linear_of (double encoded)
{
  return encoded <= 0.04045 ? encoded / 12.92 : pow ((encoded + 0.055) / 1.055, 2.4);
}

double
vt_color_luminance (const VtColor *color)
{
  g_return_val_if_fail (color != NULL, 0);

  return 0.2126 * linear_of (color->red) + 0.7152 * linear_of (color->green) + 0.0722 * linear_of (color->blue);
}

#include "vt-color.h"

#include <math.h>
#include <string.h>

VtColor
vt_color_from_hex (guint hex)
{
  return (VtColor){ (float) ((hex >> 16) & 0xff) / 255.0f, (float) ((hex >> 8) & 0xff) / 255.0f,
                    (float) (hex & 0xff) / 255.0f, 1.0f };
}

gboolean
vt_color_parse (const char *text, VtColor *color)
{
  gsize length;
  guint hex = 0;

  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (color != NULL, FALSE);

  length = strlen (text);
  if (text[0] != '#' || (length != 7 && length != 9))
    return FALSE;
  for (gsize i = 1; i < length; i++)
    {
      if (!g_ascii_isxdigit (text[i]))
        return FALSE;
      hex = hex << 4 | (guint) g_ascii_xdigit_value (text[i]);
    }
  *color = vt_color_from_hex (length == 9 ? hex >> 8 : hex);
  if (length == 9)
    color->alpha = (float) (hex & 0xff) / 255.0f;
  return TRUE;
}

static guint
byte_of (float component)
{
  return (guint) lroundf (255.0f * CLAMP (component, 0.0f, 1.0f));
}

char *
vt_color_to_string (const VtColor *color)
{
  g_return_val_if_fail (color != NULL, NULL);

  if (byte_of (color->alpha) == 255)
    return g_strdup_printf ("#%02x%02x%02x", byte_of (color->red), byte_of (color->green), byte_of (color->blue));
  return g_strdup_printf ("#%02x%02x%02x%02x", byte_of (color->red), byte_of (color->green), byte_of (color->blue),
                          byte_of (color->alpha));
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

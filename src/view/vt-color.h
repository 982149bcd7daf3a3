/* A colour: sRGB-encoded red, green, blue and a straight alpha, 0 … 1. The same layout as GdkRGBA. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  float red;
  float green;
  float blue;
  float alpha;
} VtColor;

/* From 0xRRGGBB, opaque. */
VtColor vt_color_from_hex (guint hex);
/* a at 0, b at 1, in the encoded values; alpha too. */
VtColor vt_color_mix (const VtColor *a, const VtColor *b, double amount);
/* WCAG relative luminance, 0 black … 1 white: which text can be read on it. */
double  vt_color_luminance (const VtColor *color);

G_END_DECLS

/* From a number to a colour: a map, a range, linear or logarithmic, and a colour for what is undefined. */
#pragma once

#include "vt-colormap.h"
#include "vt-property.h"

G_BEGIN_DECLS

/**
 * VtColorScale:
 * @colormap: owned by the program
 * @scale: linear or logarithmic
 * @minimum, @maximum: the range; values beyond it take the end's colour
 * @reversed: the map's last colour at @minimum
 * @missing: the colour of NaN
 *
 * On a logarithmic scale a number ≤ 0 lies below the range; a @minimum ≤ 0 counts as a millionth of @maximum.
 */
typedef struct
{
  const VtColormap *colormap;
  VtScale           scale;
  double            minimum;
  double            maximum;
  gboolean          reversed;
  VtColor           missing;
} VtColorScale;

/* viridis, linear, 0 … 1, the light palette's colour for what is missing. */
void    vt_color_scale_init (VtColorScale *scale);
/* Where on the map, 0 … 1 and clamped, @reversed not applied; NaN for NaN. A range of no width gives 0.5. */
double  vt_color_scale_get_position (const VtColorScale *scale, double value);
/* The value at a position: the inverse inside the range. */
double  vt_color_scale_get_value (const VtColorScale *scale, double position);
VtColor vt_color_scale_get_color (const VtColorScale *scale, double value);
/* The colour at a position 0 … 1 of the legend, @reversed applied. */
VtColor vt_color_scale_get_color_at (const VtColorScale *scale, double position);
/* What the graphics card needs: position = f(value)·@factor + @offset with f = id or lg, after the rules above. */
void    vt_color_scale_get_transform (const VtColorScale *scale, double *factor, double *offset);

G_END_DECLS

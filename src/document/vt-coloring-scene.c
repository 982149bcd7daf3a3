#include "vt-coloring-scene.h"

#include <math.h>

/* Floats have 24 bits: a range narrower than that many times its numbers keeps fewer than 4 of the 256 colours' 8. */
#define NARROW 4096

double
vt_coloring_get_shift (const VtColoring *coloring)
{
  const VtColorExtent *extent;

  g_return_val_if_fail (coloring != NULL, 0);

  extent = &coloring->extent;
  if (coloring->n_categories > 0)
    return coloring->first;
  if (coloring->scale.scale == VT_SCALE_LOG || !isfinite (extent->maximum - extent->minimum))
    return 0;
  return (extent->maximum - extent->minimum) * NARROW < fmax (fabs (extent->minimum), fabs (extent->maximum))
             ? extent->minimum
             : 0;
}

static void
show_scale (const VtColoring *coloring, VtScene *scene, double shift)
{
  VtColorScale scale = coloring->scale;

  if (shift != 0)
    {
      scale.minimum -= shift;
      scale.maximum -= shift;
    }
  vt_scene_set_color_scale (scene, &scale);
}

void
vt_coloring_show (const VtColoring *coloring, VtScene *scene, const VtColumn *values, gboolean same_values)
{
  double shift = vt_coloring_get_shift (coloring);
  gsize n;
  const double *numbers;
  g_autofree double *shifted = NULL;

  g_return_if_fail (coloring != NULL && scene != NULL && values != NULL);

  n = vt_column_get_n (values);
  numbers = vt_column_get_values (values);
  if (!same_values && shift != 0)
    {
      shifted = g_new (double, n + 1);
      for (gsize i = 0; i < n; i++)
        shifted[i] = numbers[i] - shift;
      numbers = shifted;
    }
  if (coloring->n_categories > 0)
    {
      if (!same_values)
        vt_scene_set_categories (scene, numbers, n, coloring->colors, coloring->n_categories);
      return;
    }
  if (!same_values)
    vt_scene_set_values (scene, numbers, n, &coloring->scale);
  show_scale (coloring, scene, shift);
}

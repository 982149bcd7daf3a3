#include "vt-shading.h"

#include <math.h>

#define LIGHT_WRAP 0.45

/* Two linear functions of the normal: see shaders/sphere.frag. */
static void
set_light (VtShading *shading, const VtScene *scene)
{
  const double *l = scene->light;
  double length = sqrt (l[0] * l[0] + l[1] * l[1] + l[2] * l[2]), n[3] = { 0, 0, 1 }, front, diffuse, half;
  double ambient = CLAMP (scene->ambient, 0, 1), strength = sqrt (CLAMP (scene->specular, 0, 1));

  if (length > 0)
    for (guint i = 0; i < 3; i++)
      n[i] = l[i] / length;
  diffuse = (1 - ambient) / (1 + LIGHT_WRAP);
  /* A light from behind would leave nothing to scale by. */
  front = MAX (ambient + diffuse * (n[2] + LIGHT_WRAP), 0.05);
  /* Halfway between light and eye; the highlight begins where the sphere faces the eye. */
  half = sqrt (n[0] * n[0] + n[1] * n[1] + (n[2] + 1) * (n[2] + 1));
  if (half > 1e-6 && (n[2] + 1) / half < 1 - 1e-6)
    strength /= 1 - (n[2] + 1) / half;
  else
    half = 1, strength = 0;
  for (guint i = 0; i < 3; i++)
    {
      shading->light[i] = diffuse * n[i] / front;
      shading->highlight[i] = strength * (n[i] + (i == 2)) / half;
    }
  shading->light[3] = (ambient + diffuse * LIGHT_WRAP) / front;
  shading->light_floor = ambient / front;
  shading->highlight[3] = -shading->highlight[2];
}

void
vt_shading_init (VtShading *shading, const VtScene *scene)
{
  const VtColorScale *scale = &scene->color_scale;

  set_light (shading, scene);
  shading->outline = CLAMP (scene->outline, 0, 1);
  vt_color_scale_get_transform (scale, &shading->factor, &shading->offset);
  shading->logarithmic = scale->scale == VT_SCALE_LOG;
  shading->n_categories = scene->n_categories;
  for (guint i = 0; i < VT_COLORMAP_SIZE; i++)
    {
      VtColor color = scene->n_categories > 0 ? scene->categories[MIN (i, scene->n_categories - 1)]
                                              : vt_color_scale_get_color_at (scale, (i + 0.5) / VT_COLORMAP_SIZE);

      shading->colors[i][0] = (guint8) lroundf (255 * CLAMP (color.red, 0.0f, 1.0f));
      shading->colors[i][1] = (guint8) lroundf (255 * CLAMP (color.green, 0.0f, 1.0f));
      shading->colors[i][2] = (guint8) lroundf (255 * CLAMP (color.blue, 0.0f, 1.0f));
      shading->colors[i][3] = 255;
    }
}

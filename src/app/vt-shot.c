#include "vt-shot.h"

#include <string.h>

VtShot *
vt_shot_new_take (VtDepiction *depiction, VtScene *scene)
{
  VtShot *shot;

  g_return_val_if_fail (depiction != NULL && scene != NULL, NULL);

  shot = g_atomic_rc_box_new0 (VtShot);
  shot->depiction = depiction;
  shot->scene = scene;
  return shot;
}

VtShot *
vt_shot_new_recolored (VtShot *base, VtDepiction *depiction)
{
  const VtColoring *coloring;
  VtShot *shot;

  g_return_val_if_fail (base != NULL && depiction != NULL, NULL);

  /* Of a row of recolourings each holds the one that has the arrays, not the one before. */
  if (base->base != NULL)
    base = base->base;
  shot = vt_shot_new_take (depiction, g_memdup2 (base->scene, sizeof *base->scene));
  shot->base = vt_shot_hold (base);
  coloring = depiction->coloring;
  if (coloring->n_categories == 0)
    vt_scene_set_color_scale (shot->scene, &coloring->scale);
  else
    memcpy (shot->scene->categories, coloring->colors, coloring->n_categories * sizeof *coloring->colors);
  return shot;
}

VtShot *
vt_shot_hold (VtShot *shot)
{
  g_return_val_if_fail (shot != NULL, NULL);

  return g_atomic_rc_box_acquire (shot);
}

static void
shot_clear (gpointer data)
{
  VtShot *shot = data;

  vt_depiction_free (shot->depiction);
  if (shot->base == NULL)
    vt_scene_free (shot->scene);
  else
    g_free (shot->scene);
  g_clear_pointer (&shot->base, vt_shot_release);
}

void
vt_shot_release (VtShot *shot)
{
  g_return_if_fail (shot != NULL);

  g_atomic_rc_box_release_full (shot, shot_clear);
}

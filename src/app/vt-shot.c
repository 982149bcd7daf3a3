#include "vt-shot.h"

#include "vt-coloring-scene.h"

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

/* Another scene over the same arrays. */
static VtScene *
borrow_scene (const VtScene *lender)
{
  VtScene *scene = g_memdup2 (lender, sizeof *lender);

  for (guint i = 0; i < VT_N_LAYERS; i++)
    if (scene->overlays[i] != NULL)
      vt_overlay_ref (scene->overlays[i]);
  return scene;
}

static void
free_borrowed (VtScene *scene)
{
  for (guint i = 0; i < VT_N_LAYERS; i++)
    g_clear_pointer (&scene->overlays[i], vt_overlay_unref);
  g_free (scene);
}

static VtShot *
new_from_scratch (const VtShot *base, VtDepiction *depiction, gboolean dark)
{
  VtScene *scene = vt_scene_new ();

  vt_depiction_to_scene (depiction, scene, dark);
  vt_scene_recognize (scene, base->scene);
  return vt_shot_new_take (depiction, scene);
}

VtShot *
vt_shot_new_recolored (VtShot *base, VtDepiction *depiction, gboolean dark)
{
  VtScene *scene;
  VtShot *shot;

  g_return_val_if_fail (base != NULL && depiction != NULL, NULL);

  /* Of a row of recolourings each holds the one that has the arrays, not the one before. */
  if (base->base != NULL)
    base = base->base;
  if (vt_coloring_get_shift (base->depiction->coloring) != vt_coloring_get_shift (depiction->coloring))
    return new_from_scratch (base, depiction, dark);
  scene = borrow_scene (base->scene);
  vt_coloring_show (depiction->coloring, scene, depiction->values, TRUE);
  shot = vt_shot_new_take (depiction, scene);
  shot->base = vt_shot_hold (base);
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
    free_borrowed (shot->scene);
  g_clear_pointer (&shot->base, vt_shot_release);
}

void
vt_shot_release (VtShot *shot)
{
  g_return_if_fail (shot != NULL);

  g_atomic_rc_box_release_full (shot, shot_clear);
}

#include "vt-picture-making.h"

#include <math.h>

#include "vt-picture-colors.h"

VtPictureMaking *
vt_picture_making_new (VtDocument *document, VtFrame *frame, VtColumn *values, const VtDepiction *shown,
                       const char *shown_property, gboolean dark)
{
  VtState *state = vt_document_get_state (document);
  const char *brushed = vt_state_get_text (state, "selection.property");
  VtResult *extremes = vt_document_peek (document, "extremes");
  VtResult *voronoi = vt_document_peek (document, "voronoi");
  VtColumn *range = *brushed != '\0' ? vt_document_peek_column (document, brushed) : NULL;
  VtPictureMaking *making = g_new0 (VtPictureMaking, 1);

  making->source = vt_source_ref (vt_document_get_source (document));
  making->state = vt_state_ref (state);
  making->dark = dark;
  making->has_all = vt_picture_find_extent (document, shown, shown_property, &making->all);
  if (values != NULL && vt_column_get_n (values) == vt_frame_get_n_atoms (frame))
    making->values = vt_column_ref (values);
  making->selection.frame = vt_frame_ref (frame);
  making->selection.extremes = extremes != NULL ? vt_result_ref (extremes) : NULL;
  making->selection.voronoi = voronoi != NULL ? vt_result_ref (voronoi) : NULL;
  making->selection.brushed = range != NULL ? vt_column_ref (range) : NULL;
  return making;
}

void
vt_picture_making_free (VtPictureMaking *making)
{
  g_return_if_fail (making != NULL);

  vt_source_unref (making->source);
  vt_state_unref (making->state);
  g_clear_pointer (&making->values, vt_column_unref);
  vt_frame_unref (making->selection.frame);
  g_clear_pointer (&making->selection.extremes, vt_result_unref);
  g_clear_pointer (&making->selection.voronoi, vt_result_unref);
  g_clear_pointer (&making->selection.brushed, vt_column_unref);
  g_clear_pointer (&making->depiction, vt_depiction_free);
  g_clear_pointer (&making->base, vt_shot_release);
  g_clear_pointer (&making->before, vt_shot_release);
  g_clear_pointer (&making->shot, vt_shot_release);
  g_free (making->key);
  g_free (making);
}

const char *
vt_picture_making_get_property (const VtPictureMaking *making)
{
  g_return_val_if_fail (making != NULL, NULL);

  return vt_state_get_text (making->state, "view.color-by");
}

const char *
vt_picture_making_get_key (VtPictureMaking *making)
{
  const VtSelectionInputs *selection;
  g_autofree char *salt = NULL;

  g_return_val_if_fail (making != NULL, NULL);

  selection = &making->selection;
  if (making->key == NULL)
    {
      salt = g_strdup_printf ("%p %p %p %p %p %d", (void *) selection->frame, (void *) making->values,
                              (void *) selection->extremes, (void *) selection->voronoi, (void *) selection->brushed,
                              making->dark);
      making->key = vt_picture_make_key (making->state, salt);
    }
  return making->key;
}

static VtColumn *
new_undefined (const char *name, gsize n)
{
  const VtProperty *property = vt_analysis_find_property (name, NULL);
  double *values = g_new (double, MAX (n, 1));

  for (gsize i = 0; i < n; i++)
    values[i] = NAN;
  return vt_column_new_take (name, property != NULL ? property->unit : VT_UNIT_NONE, values, n);
}

void
vt_picture_making_depict (VtPictureMaking *making)
{
  const char *property;

  g_return_if_fail (making != NULL);

  property = vt_picture_making_get_property (making);
  if (making->values == NULL)
    making->values = new_undefined (property, vt_frame_get_n_atoms (making->selection.frame));
  making->depiction = vt_depiction_new (making->state, property, making->values, &making->selection,
                                        making->has_all ? &making->all : NULL, making->dark);
}

void
vt_picture_making_shoot (VtPictureMaking *making)
{
  VtDepiction *depiction;
  VtScene *scene;

  g_return_if_fail (making != NULL);

  if (making->base != NULL)
    {
      depiction = vt_depiction_recolor (making->base->depiction, making->state, making->has_all ? &making->all : NULL,
                                        making->dark);
      making->shot = vt_shot_new_recolored (making->base, depiction, making->dark);
      return;
    }
  vt_picture_making_depict (making);
  scene = vt_scene_new ();
  vt_depiction_to_scene (making->depiction, scene, making->dark);
  if (making->before != NULL)
    vt_scene_recognize (scene, making->before->scene);
  making->shot = vt_shot_new_take (g_steal_pointer (&making->depiction), scene);
}

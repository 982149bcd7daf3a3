#include "vt-picture-colors.h"

#include <math.h>

#include "vt-color-range.h"
#include "vt-i18n.h"

static const char *const color_keys[]
    = { "view.colormap", "view.reversed",       "view.scale",           "view.range", "view.minimum",
        "view.maximum",  "view.percentile-low", "view.percentile-high", NULL };

gboolean
vt_picture_find_extent (VtDocument *document, const VtDepiction *shown, const char *shown_property,
                        VtColorExtent *extent)
{
  VtState *state = vt_document_get_state (document);
  const char *property = vt_state_get_text (state, "view.color-by");
  VtResult *result;

  if (!vt_color_range_asks_for_all (state, property))
    return FALSE;
  result = vt_document_peek (document, "color-range");
  if (result != NULL)
    {
      vt_color_extent_from_result (extent, result);
      return TRUE;
    }
  /* A range that was made up for atoms without values is none to keep. */
  if (shown == NULL || g_strcmp0 (shown_property, property) != 0 || isnan (shown->coloring->extent.minimum))
    return FALSE;
  vt_color_extent_init (extent);
  extent->minimum = shown->coloring->scale.minimum;
  extent->maximum = shown->coloring->scale.maximum;
  extent->positive = extent->minimum > 0 ? extent->minimum : shown->coloring->extent.positive;
  return TRUE;
}

gboolean
vt_picture_concerns_views_alone (const char *key)
{
  return g_str_equal (key, "view.camera") || g_str_equal (key, "view.projection") || g_str_equal (key, "view.page")
         || g_str_equal (key, "view.axes") || g_str_has_prefix (key, "playback.")
         || g_str_has_prefix (key, "sequence.") || g_str_has_prefix (key, "slice.") || g_str_has_prefix (key, "compare.");
}

char *
vt_picture_make_key (const VtState *state, const char *salt)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new ();

  for (guint i = 0; i < vt_parameter_get_count (); i++)
    {
      const char *key = vt_parameter_get (i)->key;

      if (!vt_picture_concerns_views_alone (key) && !g_strv_contains (color_keys, key))
        g_ptr_array_add (keys, (char *) key);
    }
  g_ptr_array_add (keys, NULL);
  return vt_state_digest (state, (const char *const *) keys->pdata, salt);
}

void
vt_picture_color_by (VtDocument *document, const char *property)
{
  VtState *state = vt_document_get_state (document);

  if (vt_state_is (state, "view.range", "manual") && !vt_state_is (state, "view.color-by", property))
    vt_document_set_many (document, _ ("Change Colouring"), "view.color-by", g_variant_new_string (property),
                          "view.range", g_variant_new_string ("auto"), NULL);
  else
    vt_document_set_text (document, "view.color-by", property);
  vt_document_seal (document);
}

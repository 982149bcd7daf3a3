#include "vt-compare-place.h"

#include "vt-comparison-places.h"
#include "vt-i18n.h"

void
vt_compare_place_set (VtDocument *document, const VtComparisonPanel *panel, const char *key, GVariant *value)
{
  VtState *state = vt_document_get_state (document);
  g_autoptr (VtState) placed = NULL;
  g_autoptr (VtState) moved = NULL;

  g_return_if_fail (panel != NULL && key != NULL && value != NULL);

  if (vt_state_get_boolean (state, "compare.share-camera"))
    {
      vt_document_set (document, key, value, NULL);
      return;
    }
  placed = vt_comparison_place (state, panel->id);
  moved = vt_state_with (placed, key, value, NULL);
  if (moved != NULL)
    vt_document_set (document, "compare.places", vt_comparison_with_place (state, panel->id, moved), NULL);
}

double
vt_compare_place_get_position (VtDocument *document, const VtComparisonPanel *panel)
{
  g_autoptr (VtState) placed = NULL;

  g_return_val_if_fail (VT_IS_DOCUMENT (document) && panel != NULL, 0.5);

  placed = vt_comparison_place (vt_document_get_state (document), panel->id);
  return vt_state_get_real (placed, "slice.position");
}

void
vt_compare_place_set_position (VtDocument *document, const VtComparisonPanel *panel, double position)
{
  vt_compare_place_set (document, panel, "slice.position", g_variant_new_double (CLAMP (position, 0, 1)));
}

void
vt_compare_place_move (VtDocument *document, const VtComparisonPanel *panel, double angstrom, double thicknesses)
{
  g_autoptr (VtState) placed = NULL;
  const VtCell *cell;
  double minimum, maximum;
  VtSlice slice;

  g_return_if_fail (VT_IS_DOCUMENT (document) && panel != NULL);

  if (panel->depiction == NULL)
    return;
  placed = vt_comparison_place (vt_document_get_state (document), panel->id);
  cell = vt_frame_get_cell (panel->depiction->frame);
  vt_depiction_get_slice (placed, cell, &slice);
  vt_slice_get_range (&slice, cell, &minimum, &maximum);
  angstrom += thicknesses * slice.thickness;
  vt_compare_place_set_position (document, panel,
                                 vt_state_get_real (placed, "slice.position") + angstrom / (maximum - minimum));
}

void
vt_compare_place_thicken (VtDocument *document, const VtComparisonPanel *panel, double steps)
{
  const VtParameter *row = vt_parameter_get ((guint) vt_parameter_find ("slice.thickness"));
  g_autoptr (VtState) placed = NULL;

  g_return_if_fail (VT_IS_DOCUMENT (document) && panel != NULL);

  placed = vt_comparison_place (vt_document_get_state (document), panel->id);
  vt_compare_place_set (document, panel, "slice.thickness",
                        g_variant_new_double (CLAMP (vt_state_get_real (placed, "slice.thickness") + steps * row->step,
                                                     row->step, row->maximum)));
}

void
vt_compare_place_reset (VtDocument *document, const VtComparisonPanel *panel)
{
  VtState *state = vt_document_get_state (document);

  g_return_if_fail (panel != NULL);

  if (!vt_state_get_boolean (state, "compare.share-camera") && vt_comparison_has_place (state, panel->id))
    vt_document_set (document, "compare.places", vt_comparison_without_place (state, panel->id), NULL);
  vt_document_seal (document);
}

void
vt_compare_place_open (VtDocument *document, const VtComparisonPanel *panel)
{
  static const char *const keys[] = { "slice.axis", "slice.position", "slice.thickness", "slice.normal",
                                     "slice.view" };
  g_autoptr (VtState) placed = NULL;
  gboolean lags;

  g_return_if_fail (VT_IS_DOCUMENT (document) && panel != NULL);

  placed = vt_comparison_place (vt_document_get_state (document), panel->id);
  /* T_ML has none: its panel leaves the window's as it is. */
  lags = g_str_has_prefix (panel->id, "d2min@");
  vt_document_seal (document);
  vt_document_set_many (document, _ ("Show Slice"), "view.page", g_variant_new_string ("slice"), "view.color-by",
                        g_variant_new_string (panel->property), "window.frame",
                        vt_state_get (panel->state, "window.frame"), "window.lag",
                        vt_state_get (lags ? panel->state : placed, "window.lag"), keys[0],
                        vt_state_get (placed, keys[0]), keys[1], vt_state_get (placed, keys[1]), keys[2],
                        vt_state_get (placed, keys[2]), keys[3], vt_state_get (placed, keys[3]), keys[4], vt_state_get (placed, keys[4]), NULL);
  vt_document_seal (document);
}

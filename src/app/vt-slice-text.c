/* Where a slice lies, in words. */
#include "vt-slice-view.h"

#include "vt-format.h"
#include "vt-i18n.h"

char *
vt_slice_view_describe_place (const VtState *state, const VtCell *cell)
{
  VtSlice slice;
  g_autofree char *normal = NULL;
  g_autofree char *position = NULL;

  g_return_val_if_fail (state != NULL && cell != NULL, NULL);

  vt_depiction_get_slice (state, cell, &slice);
  normal = vt_depiction_describe_normal (state);
  position = vt_format_quantity (slice.position, VT_UNIT_ANGSTROM, 3);
  if (*normal == '(')
    return g_strdup_printf ("<i>n</i>·<b>r</b> = %s", position);
  return g_strdup_printf ("<i>%s</i> = %s", normal, position);
}

char *
vt_slice_view_describe (const VtState *state, const VtCell *cell)
{
  VtSlice slice;
  g_autofree char *normal = NULL;
  g_autofree char *position = NULL;
  g_autofree char *thickness = NULL;

  g_return_val_if_fail (state != NULL, NULL);
  g_return_val_if_fail (cell != NULL, NULL);

  vt_depiction_get_slice (state, cell, &slice);
  normal = vt_depiction_describe_normal (state);
  position = vt_format_quantity (slice.position, VT_UNIT_ANGSTROM, 3);
  thickness = vt_format_quantity (slice.thickness, VT_UNIT_ANGSTROM, 2);
  if (*normal == '(')
    /* Translators: where a slice lies: "across (1, 1, 0) at 12.0 Å, 4.0 Å thick" */
    return g_strdup_printf (_ ("across %s at %s, %s thick"), normal, position, thickness);
  /* Translators: where a slice lies: "y = 12.0 Å, 4.0 Å thick" */
  return g_strdup_printf (_ ("%s = %s, %s thick"), normal, position, thickness);
}

/* The field of a depiction: its values smoothed on the slice's plane, where the state asks for that. */
#pragma once

#include "vt-depiction.h"

G_BEGIN_DECLS

/* Whether the state's slice is a field: a quantity that is a number, and not atoms by slice.style. Classes and elements
 * have no mean. */
gboolean vt_depiction_has_field (const VtDepiction *depiction);
/**
 * vt_depiction_add_field:
 * @state, @frame, @values: of a depiction that has a field
 * @slice: the state's
 * @chart: of @slice, with values, radii and flags
 *
 * Atoms that the selection leaves out count in it as any other: it is the sample's,
 * not the selection's. On nodes σ/4 apart, or as many as there can be.
 *
 * Returns: FALSE with the errors of vt_field_compute(); then the chart shows its atoms
 */
gboolean vt_depiction_add_field (const VtState *state,
                                 const VtFrame *frame,
                                 VtColumn      *values,
                                 const VtSlice *slice,
                                 VtSliceChart  *chart,
                                 VtProgress    *progress,
                                 GCancellable  *cancellable,
                                 GError       **error);
/* Whether @chart has a field that is defined nowhere: no atom that has a value lies near enough. */
gboolean vt_depiction_field_is_nowhere (const VtSliceChart *chart);
/* The sentence in the field's place. @error: (nullable): of vt_depiction_add_field(); %NULL: it is defined nowhere.
 * (transfer full) */
char    *vt_depiction_refuse_field (const GError *error);
/* Shows the part of the plane that the state's slice.view asks for: middle u and v, and height, Å. */
void     vt_depiction_set_slice_view (const VtState *state, VtSliceChart *chart);
/* Where the slice lies and what it shows, for provenance: "across (1, 1, 0), middle 20 Å, 4 Å thick; field: …". (transfer
 * full) */
char    *vt_depiction_describe_slice (const VtDepiction *depiction);

G_END_DECLS

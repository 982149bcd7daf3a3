/* Where the panels of a comparison are cut: all alike, or each at a place of its own (compare.places). */
#pragma once

#include "vt-state.h"

G_BEGIN_DECLS

/* The state as the panel of that id is looked at: with the slice.* of its own, where panels have their own. (transfer
 * full) */
VtState  *vt_comparison_place (const VtState *state, const char *id);
/* Whether it has any of its own, shown or not. */
gboolean  vt_comparison_has_place (const VtState *state, const char *id);
/* compare.places with that panel where @placed has its slice: only what differs from @state is kept, and nothing of
 * panels that are compared no more than a few sheets ago. (transfer full), floating */
GVariant *vt_comparison_with_place (const VtState *state, const char *id, const VtState *placed);
/* The same without any of that panel's own. (transfer full), floating */
GVariant *vt_comparison_without_place (const VtState *state, const char *id);
/* @state with the slice.* of @place. (transfer full) */
VtState  *vt_comparison_take_place (const VtState *state, const VtState *place);

G_END_DECLS

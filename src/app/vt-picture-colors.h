/* The picture's colours: from which numbers they go, and how they change without anything else. */
#pragma once

#include "vt-document.h"
#include "vt-shot.h"

G_BEGIN_DECLS

/**
 * vt_picture_find_extent:
 * @shown: (nullable): what is seen now, @shown_property in colours
 * @extent: (out)
 *
 * How far the quantity reaches over all frames. While that is being computed, the range that is seen stays.
 *
 * Returns: whether the state asks for it and there is something to go by
 */
gboolean vt_picture_find_extent (VtDocument        *document,
                                 const VtDepiction *shown,
                                 const char        *shown_property,
                                 VtColorExtent     *extent);
/**
 * vt_picture_make_key:
 * @salt: what it is made from besides the state
 *
 * Equal where two pictures differ in their colours alone: same atoms, values and flags. (transfer full)
 */
char    *vt_picture_make_key (const VtState *state, const char *salt);
/* Whether the key matters to the views alone, not to what they show: where one looks from, and where the slice lies. */
gboolean vt_picture_concerns_views_alone (const char *key);
/* Another quantity in colours, as one step. Ends that were set by hand were another's: then the range is automatic again. */
void     vt_picture_color_by (VtDocument *document, const char *property);

G_END_DECLS

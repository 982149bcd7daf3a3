/* Of which positions the structure is told: of one frame, or of their mean over a short time. */
#pragma once

#include "vt-state.h"

G_BEGIN_DECLS

/* Of fewer frames no mean is taken: it would hardly be any nearer to the atoms' sites. */
#define VT_STRUCTURAL_FRAME_LEAST 3

/* Whether it is the window's first frame, as it is. */
gboolean vt_structural_frame_is_start (const VtState *state);
/* In words: "the window’s first frame", "the frame 5 ps after the window’s first", "the mean positions over 20 ps from the
 * window’s first frame on". (transfer full) */
char    *vt_structural_frame_describe (const VtState *state);

G_END_DECLS

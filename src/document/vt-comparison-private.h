/* For the files that make comparisons up. */
#pragma once

#include "vt-comparison.h"

G_BEGIN_DECLS

/* @title: (transfer full); the key is not there yet. (transfer full) */
VtComparisonPanel *vt_comparison_panel_new (char *id, char *title, const char *property, VtState *state);
/* Once all else is there. */
void               vt_comparison_panel_make_key (VtComparisonPanel *panel, VtSource *source, gboolean dark);
/* The frames of the panels by frames, ascending. (transfer full) (element-type guint) */
GArray            *vt_comparison_choose_frames (VtSource *source, const VtState *state);
/* Of another run, the frame as long after its first as the state's is after the document's; FALSE with VT_ERROR_INPUT
 * where the run has ended before. Without times: the same number. */
gboolean           vt_comparison_find_frame (
    VtTrajectory *own, VtTrajectory *other, const VtState *state, guint *frame, GError **error);

G_END_DECLS

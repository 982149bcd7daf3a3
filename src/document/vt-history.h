/* Undo and redo: a stack of states, each with the name of the edit that made it. */
#pragma once

#include "vt-state.h"

G_BEGIN_DECLS

#define VT_TYPE_HISTORY (vt_history_get_type ())
G_DECLARE_FINAL_TYPE (VtHistory, vt_history, VT, HISTORY, GObject)

VtHistory  *vt_history_new (VtState *state);
VtState    *vt_history_get_state (VtHistory *history);
/**
 * vt_history_push:
 * @label: translated name of the edit, or %NULL for one that cannot be undone (playback): the present state is replaced
 * @merge_key: (nullable): an edit with the same key as the last, without vt_history_seal() between, joins it
 */
void        vt_history_push (VtHistory *history, VtState *state, const char *label, const char *merge_key);
/* Ends a drag: the next edit is a step of its own. */
void        vt_history_seal (VtHistory *history);
/* Forgets all steps: a new document. */
void        vt_history_reset (VtHistory *history, VtState *state);
gboolean    vt_history_undo (VtHistory *history);
gboolean    vt_history_redo (VtHistory *history);
/* Name of what undo would take back; %NULL where there is nothing. */
const char *vt_history_get_undo_label (VtHistory *history);
const char *vt_history_get_redo_label (VtHistory *history);

G_END_DECLS

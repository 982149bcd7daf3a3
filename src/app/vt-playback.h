/* Frame after frame by the clock: each waits until its colours are there, while the next one's are computed ahead. */
#pragma once

#include "vt-document.h"

G_BEGIN_DECLS

typedef struct _VtPlayback VtPlayback;

/* @ended: told when it stops by itself, after the last frame. @document outlives it. */
VtPlayback *vt_playback_new (VtDocument *document, void (*ended) (gpointer data), gpointer data);
void        vt_playback_free (VtPlayback *playback);
/* From the present frame, or from the first where that is the last; does nothing where there is one frame only. As
 * fast and as often as playback.speed and playback.loop say, which may change on the way. */
void        vt_playback_start (VtPlayback *playback);
void        vt_playback_stop (VtPlayback *playback);
gboolean    vt_playback_is_running (VtPlayback *playback);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtPlayback, vt_playback_free)

G_END_DECLS

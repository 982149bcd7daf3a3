/* Under the view: which frame the window starts at, playback, and how long the window is. */
#pragma once

#include <gtk/gtk.h>
#include "vt-document.h"

G_BEGIN_DECLS

#define VT_TYPE_TIMELINE (vt_timeline_get_type ())
G_DECLARE_FINAL_TYPE (VtTimeline, vt_timeline, VT, TIMELINE, GtkBox)

/* Once, before it is shown. */
void     vt_timeline_set_document (VtTimeline *timeline, VtDocument *document);
/* By @by frames; stays within the trajectory. */
void     vt_timeline_step (VtTimeline *timeline, int by);
void     vt_timeline_go_to (VtTimeline *timeline, gint64 frame);
guint    vt_timeline_get_n_frames (VtTimeline *timeline);
gboolean vt_timeline_get_playing (VtTimeline *timeline);
/* See vt-playback.h. Plays from here, or from the start where this is the last frame; a frame waits for its colours. ::notify::playing */
void     vt_timeline_set_playing (VtTimeline *timeline, gboolean playing);

G_END_DECLS

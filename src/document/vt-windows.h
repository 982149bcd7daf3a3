/* One analysis after the other of many time windows, within bounded memory. */
#pragma once

#include "vt-analysis-context.h"

G_BEGIN_DECLS

/* Bytes that the results of all windows in flight may keep; a single window may need more. */
#define VT_WINDOWS_BYTES (256 * (gsize) 1024 * 1024)

typedef struct _VtWindow VtWindow;

/* The number of the window's first frame. */
guint        vt_window_get_frame (const VtWindow *window);
/* The results of the analysis in this window: shared by all that ask, and gone with the window. (transfer full) */
VtResult    *vt_window_evaluate (const VtWindow *window, const char *analysis, GError **error);
/* (transfer full): as the trajectory has it. */
VtFrame     *vt_window_read_start (const VtWindow *window, GError **error);
/* (transfer full): the frame @lag ps on, with the atoms of the first; VT_ERROR_INPUT where the file has none. */
VtFrame     *vt_window_read_lag (const VtWindow *window, double lag, GError **error);
GCancellable *vt_window_get_cancellable (const VtWindow *window);

/**
 * VtWindowFunc:
 * @number: of the window, 0 … n − 1: where to put what was found; several threads call at once
 *
 * Returns: FALSE with an error ends the walk. What one window lacks is no such error, but worth a note in @data.
 */
typedef gboolean (*VtWindowFunc) (const VtWindow *window, gsize number, gpointer data, GError **error);

/* How many windows of @n_atoms atoms are in flight at once: one a thread while they fit into @bytes, else one alone, with
 * all threads in it. */
guint vt_windows_get_n_at_once (gsize n_atoms, guint n_lags, gsize bytes);

/**
 * vt_windows_run:
 * @frames: guint [n], ascending: where the windows begin
 * @bytes: bound of what the windows in flight keep, VT_WINDOWS_BYTES unless a test wants less
 *
 * In the order of time, so that the frames of one window are still in the trajectory's cache for the next. The first
 * window is taken alone: what all share is then computed by all threads. Cancelling ends it within a slice of whatever
 * kernel runs.
 */
gboolean vt_windows_run (VtAnalysisContext *context,
                         const guint       *frames,
                         gsize              n,
                         gsize              bytes,
                         VtWindowFunc       func,
                         gpointer           data,
                         GError           **error);

G_END_DECLS

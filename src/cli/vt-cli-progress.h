/* A progress bar on the terminal, and Ctrl-C that stops the work in good order: both on one thread beside it. */
#pragma once

#include <gio/gio.h>
#include "vt-progress.h"

G_BEGIN_DECLS

typedef struct _VtCliProgress VtCliProgress;

/**
 * vt_cli_progress_new:
 * @progress: what is shown, on stderr where that is a terminal
 * @cancellable: cancelled by SIGINT and SIGTERM; a second one ends the program at once
 *
 * Call it before any other thread is started: the two signals are then its own.
 */
VtCliProgress *vt_cli_progress_new (VtProgress *progress, GCancellable *cancellable);
/* Clears the bar. */
void           vt_cli_progress_free (VtCliProgress *bar);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtCliProgress, vt_cli_progress_free)

G_END_DECLS

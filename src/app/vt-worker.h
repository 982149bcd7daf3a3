/* Does one job after another on a thread of its own, so that the main loop never waits for it: the newest wins. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _VtWorker VtWorker;

/**
 * VtWorkerFuncs:
 * @work: on the worker's thread: does what the job says, and leaves what comes of it in the job. @own is the
 *   thread's, %NULL at first, for what is kept from one job to the next
 * @done: on the main loop: the owner takes out of the job what it wants
 * @free_job: on either
 * @free_own: (nullable): on the worker's thread, at its end
 * @computes: whether the work is a computation rather than a picture of what is there: it steps back behind those as
 *   other computations that somebody waits for do
 */
typedef struct
{
  void (*work) (gpointer job, gpointer *own, GCancellable *cancellable);
  void (*done) (gpointer owner, gpointer job);
  void (*free_job) (gpointer job);
  void (*free_own) (gpointer own);
  gboolean computes;
} VtWorkerFuncs;

/* @owner outlives the worker. The thread, which steps back behind the main loop, is started by the first request. What
 * runs in the background is held up while it works. */
VtWorker *vt_worker_new (const VtWorkerFuncs *funcs, gpointer owner);
/* Waits for the thread, whose cancellable it cancels; nothing is handed over after it. */
void       vt_worker_free (VtWorker *worker);

/* Takes the job. One that waits is dropped for it; one that is under way is done all the same: so a picture that is
 * asked for again and again is seen to move. */
void     vt_worker_request (VtWorker *worker, gpointer job);
/* Whether something waits, is under way or about to be handed over. */
gboolean vt_worker_is_busy (VtWorker *worker);
/* Drops all of it. */
void     vt_worker_forget (VtWorker *worker);

G_END_DECLS

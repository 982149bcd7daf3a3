#include "vt-worker.h"

#include "vt-parallel.h"
#include "vt-priority.h"

/* Counted: an idle that waits for the main loop may outlive the worker's owner. */
struct _VtWorker
{
  const VtWorkerFuncs *funcs;
  gpointer              owner; /* main loop only; NULL: freed */
  GThread              *thread;
  guint                 generation; /* main loop only: of jobs that are still wanted */
  guint                 n_pending;  /* main loop only: requested and neither done nor dropped */

  GMutex        mutex;
  GCond         cond;
  gpointer      waiting; /* the newest job that is not begun */
  guint         waiting_generation;
  GCancellable *cancellable; /* of the job under way */
  gboolean      closing;
};

typedef struct
{
  VtWorker *worker;
  gpointer   job;
  guint      generation;
} Delivery;

static void
worker_clear (gpointer data)
{
  VtWorker *self = data;

  g_clear_object (&self->cancellable);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->cond);
}

static void
delivery_free (gpointer data)
{
  Delivery *delivery = data;

  delivery->worker->funcs->free_job (delivery->job);
  g_atomic_rc_box_release_full (delivery->worker, worker_clear);
  g_free (delivery);
}

static gboolean
on_done (gpointer data)
{
  Delivery *delivery = data;
  VtWorker *self = delivery->worker;

  if (self->owner == NULL || delivery->generation != self->generation)
    return G_SOURCE_REMOVE;
  self->n_pending--;
  self->funcs->done (self->owner, delivery->job);
  return G_SOURCE_REMOVE;
}

static void
vt_worker_deliver (VtWorker *self, gpointer job, guint generation)
{
  Delivery *delivery = g_new (Delivery, 1);

  delivery->worker = g_atomic_rc_box_acquire (self);
  delivery->job = job;
  delivery->generation = generation;
  g_idle_add_full (G_PRIORITY_HIGH_IDLE, on_done, delivery, delivery_free);
}

/* The next job; NULL at the end. */
static gpointer
vt_worker_take_job (VtWorker *self, guint *generation)
{
  gpointer job;

  g_mutex_lock (&self->mutex);
  while (self->waiting == NULL && !self->closing)
    g_cond_wait (&self->cond, &self->mutex);
  job = self->closing ? NULL : g_steal_pointer (&self->waiting);
  *generation = self->waiting_generation;
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  g_mutex_unlock (&self->mutex);
  return job;
}

static gpointer
run (gpointer data)
{
  VtWorker *self = data;
  gpointer own = NULL, job;
  VtPriority *priority = self->funcs->computes ? vt_priority_new (NULL) : NULL;
  guint generation;

  vt_priority_enter (priority);
  vt_parallel_be_nice ();
  while ((job = vt_worker_take_job (self, &generation)) != NULL)
    {
      vt_priority_raise (priority);
      /* Replaced by this thread alone, so it may be read without the lock. */
      self->funcs->work (job, &own, self->cancellable);
      vt_priority_lower (priority);
      vt_worker_deliver (self, job, generation);
    }
  vt_priority_enter (NULL);
  g_clear_pointer (&priority, vt_priority_unref);
  if (own != NULL && self->funcs->free_own != NULL)
    self->funcs->free_own (own);
  return NULL;
}

VtWorker *
vt_worker_new (const VtWorkerFuncs *funcs, gpointer owner)
{
  VtWorker *worker;

  g_return_val_if_fail (funcs != NULL && funcs->work != NULL && funcs->done != NULL && funcs->free_job != NULL, NULL);
  g_return_val_if_fail (owner != NULL, NULL);

  worker = g_atomic_rc_box_new0 (VtWorker);
  worker->funcs = funcs;
  worker->owner = owner;
  g_mutex_init (&worker->mutex);
  g_cond_init (&worker->cond);
  return worker;
}

void
vt_worker_free (VtWorker *worker)
{
  g_return_if_fail (worker != NULL);

  g_mutex_lock (&worker->mutex);
  worker->closing = TRUE;
  if (worker->cancellable != NULL)
    g_cancellable_cancel (worker->cancellable);
  g_cond_signal (&worker->cond);
  g_mutex_unlock (&worker->mutex);
  g_clear_pointer (&worker->thread, g_thread_join);
  g_clear_pointer (&worker->waiting, worker->funcs->free_job);
  worker->owner = NULL;
  g_atomic_rc_box_release_full (worker, worker_clear);
}

void
vt_worker_request (VtWorker *worker, gpointer job)
{
  gpointer dropped;

  g_return_if_fail (worker != NULL && worker->owner != NULL);
  g_return_if_fail (job != NULL);

  g_mutex_lock (&worker->mutex);
  dropped = g_steal_pointer (&worker->waiting);
  worker->waiting = job;
  worker->waiting_generation = worker->generation;
  g_cond_signal (&worker->cond);
  g_mutex_unlock (&worker->mutex);
  if (dropped != NULL)
    worker->funcs->free_job (dropped);
  else
    worker->n_pending++;
  if (worker->thread == NULL)
    worker->thread = g_thread_new ("worker", run, worker);
}

gboolean
vt_worker_is_busy (VtWorker *worker)
{
  g_return_val_if_fail (worker != NULL, FALSE);

  return worker->n_pending > 0;
}

void
vt_worker_forget (VtWorker *worker)
{
  gpointer dropped;

  g_return_if_fail (worker != NULL);

  g_mutex_lock (&worker->mutex);
  dropped = g_steal_pointer (&worker->waiting);
  if (worker->cancellable != NULL)
    g_cancellable_cancel (worker->cancellable);
  g_mutex_unlock (&worker->mutex);
  if (dropped != NULL)
    worker->funcs->free_job (dropped);
  worker->generation++;
  worker->n_pending = 0;
}

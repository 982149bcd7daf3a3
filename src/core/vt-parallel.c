/*
 * A pool of worker threads that sleep between loops. The caller takes part as worker 0, so a loop always ends, even
 * where no thread could be started. Chunks are handed out by an atomic counter: who computes one is left to chance,
 * what it holds is not.
 *
 * The pool serves one loop at a time. A loop begun inside another, or by a second thread while the pool is taken, runs
 * inline on its caller: nothing ever waits for the pool, so nothing can deadlock.
 *
 * Plain pthreads rather than GThreadPool, because the thread sanitizer understands them.
 */
#include "vt-parallel.h"

#include <pthread.h>
#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

#define MAX_THREADS 256
/* How often a loop tells its progress, at most. */
#define PROGRESS_STEPS 256

typedef struct
{
  VtParallelFunc  func;
  gpointer        data;
  gsize           n;
  gsize           grain;
  gsize           n_chunks;
  VtProgress     *progress;
  GCancellable   *cancellable;
  gsize           next;   /* atomic: the first chunk nobody has taken */
  gsize           done;   /* atomic: chunks that have ended */
  guint           active; /* workers inside, under the pool's mutex */
} Loop;

typedef struct
{
  pthread_t thread;
  guint     number;
} Worker;

/* The one pool of the process: threads are a resource of the machine, not of a document. */
static struct
{
  pthread_mutex_t mutex;
  pthread_cond_t  begun;
  pthread_cond_t  left;
  guint           threads; /* the caller included; 0: not yet asked for */
  guint           n_workers;
  Worker          workers[MAX_THREADS];
  gboolean        taken;
  gboolean        stopping;
  Loop           *loop;
  guint64         generation;
  int             niceness;
} pool = { .mutex = PTHREAD_MUTEX_INITIALIZER, .begun = PTHREAD_COND_INITIALIZER, .left = PTHREAD_COND_INITIALIZER };

/* Number of the worker this thread is in the loop it runs, or -1 outside of any. */
static _Thread_local int current_worker = -1;

static void
report_progress (const Loop *loop, gsize done)
{
  if (loop->progress == NULL)
    return;
  if (loop->n_chunks <= PROGRESS_STEPS
      || (guint) ((double) done / loop->n_chunks * PROGRESS_STEPS)
             != (guint) ((double) (done - 1) / loop->n_chunks * PROGRESS_STEPS))
    vt_progress_set (loop->progress, (double) done / loop->n_chunks);
}

static void
run_chunks (Loop *loop, guint worker)
{
  int outer = current_worker;

  current_worker = (int) worker;
  while (!g_cancellable_is_cancelled (loop->cancellable))
    {
      gsize number = __atomic_fetch_add (&loop->next, 1, __ATOMIC_RELAXED);
      VtChunk chunk;

      if (number >= loop->n_chunks)
        break;
      chunk.begin = number * loop->grain;
      chunk.end = chunk.begin + MIN (loop->grain, loop->n - chunk.begin);
      chunk.number = number;
      chunk.worker = worker;
      loop->func (&chunk, loop->data);
      report_progress (loop, __atomic_add_fetch (&loop->done, 1, __ATOMIC_RELAXED));
    }
  current_worker = outer;
}

void
vt_parallel_be_nice (void)
{
  int niceness = g_atomic_int_get (&pool.niceness);

  /* On Linux a thread has a niceness of its own. Where it may not be lowered, nothing is lost. */
  if (niceness > 0)
    (void) setpriority (PRIO_PROCESS, (id_t) gettid (), niceness);
}

void
vt_parallel_set_niceness (int niceness)
{
  g_return_if_fail (niceness >= 0 && niceness < 20);
  g_atomic_int_set (&pool.niceness, niceness);
}

static void *
work (void *data)
{
  const Worker *worker = data;
  guint64 seen = 0;

  vt_parallel_be_nice ();
  pthread_mutex_lock (&pool.mutex);
  while (!pool.stopping)
    {
      Loop *loop = pool.loop;

      if (loop == NULL || pool.generation == seen)
        {
          pthread_cond_wait (&pool.begun, &pool.mutex);
          continue;
        }
      seen = pool.generation;
      loop->active++;
      pthread_mutex_unlock (&pool.mutex);
      run_chunks (loop, worker->number);
      pthread_mutex_lock (&pool.mutex);
      if (--loop->active == 0)
        pthread_cond_signal (&pool.left);
    }
  pthread_mutex_unlock (&pool.mutex);
  return NULL;
}

/* With the pool's mutex held. A thread that cannot be had is done without. */
static void
start_workers (void)
{
  sigset_t all, old;

  if (pool.threads == 0)
    pool.threads = CLAMP (g_get_num_processors (), 1, MAX_THREADS);
  if (pool.n_workers + 1 >= pool.threads)
    return;

  /* Signals belong to the main thread. */
  sigfillset (&all);
  pthread_sigmask (SIG_SETMASK, &all, &old);
  while (pool.n_workers + 1 < pool.threads)
    {
      Worker *worker = &pool.workers[pool.n_workers];

      worker->number = pool.n_workers + 1;
      if (pthread_create (&worker->thread, NULL, work, worker) != 0)
        break;
      pool.n_workers++;
    }
  pthread_sigmask (SIG_SETMASK, &old, NULL);
}

static gboolean
take_pool (Loop *loop)
{
  gboolean taken;

  pthread_mutex_lock (&pool.mutex);
  taken = !pool.taken && !pool.stopping;
  if (taken)
    {
      start_workers ();
      pool.taken = TRUE;
      pool.loop = loop;
      pool.generation++;
      pthread_cond_broadcast (&pool.begun);
    }
  pthread_mutex_unlock (&pool.mutex);
  return taken;
}

/* Waits for the workers that are still in their last chunk; those that come later find no loop. */
static void
give_back_pool (Loop *loop)
{
  pthread_mutex_lock (&pool.mutex);
  pool.loop = NULL;
  while (loop->active > 0)
    pthread_cond_wait (&pool.left, &pool.mutex);
  pool.taken = FALSE;
  pthread_mutex_unlock (&pool.mutex);
}

gboolean
vt_parallel_for (gsize n, gsize grain, VtParallelFunc func, gpointer data, VtProgress *progress,
                 GCancellable *cancellable, GError **error)
{
  Loop loop = {
    .func = func, .data = data, .n = n, .grain = grain, .progress = progress, .cancellable = cancellable,
  };

  g_return_val_if_fail (grain > 0, FALSE);
  g_return_val_if_fail (func != NULL, FALSE);

  loop.n_chunks = vt_parallel_n_chunks (n, grain);
  if (current_worker >= 0)
    run_chunks (&loop, (guint) current_worker);
  else if (loop.n_chunks > 1 && vt_parallel_get_threads () > 1 && take_pool (&loop))
    {
      run_chunks (&loop, 0);
      give_back_pool (&loop);
    }
  else
    run_chunks (&loop, 0);

  if (loop.done == loop.n_chunks)
    return TRUE;
  g_cancellable_set_error_if_cancelled (cancellable, error);
  return FALSE;
}

gsize
vt_parallel_n_chunks (gsize n, gsize grain)
{
  g_return_val_if_fail (grain > 0, 0);

  return n / grain + (n % grain != 0);
}

guint
vt_parallel_get_threads (void)
{
  guint threads;

  pthread_mutex_lock (&pool.mutex);
  if (pool.threads == 0)
    pool.threads = CLAMP (g_get_num_processors (), 1, MAX_THREADS);
  threads = pool.threads;
  pthread_mutex_unlock (&pool.mutex);
  return threads;
}

void
vt_parallel_set_threads (guint threads)
{
  g_return_if_fail (current_worker < 0);

  pthread_mutex_lock (&pool.mutex);
  if (pool.taken || pool.stopping)
    {
      pthread_mutex_unlock (&pool.mutex);
      g_critical ("vt_parallel_set_threads() was called while a loop runs");
      return;
    }
  pool.stopping = TRUE;
  pthread_cond_broadcast (&pool.begun);
  pthread_mutex_unlock (&pool.mutex);

  for (guint i = 0; i < pool.n_workers; i++)
    pthread_join (pool.workers[i].thread, NULL);

  pthread_mutex_lock (&pool.mutex);
  pool.n_workers = 0;
  pool.stopping = FALSE;
  pool.threads = CLAMP (threads != 0 ? threads : g_get_num_processors (), 1, MAX_THREADS);
  pthread_mutex_unlock (&pool.mutex);
}

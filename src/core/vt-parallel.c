/*
 * Pools of worker threads that sleep between loops. The caller takes part as worker 0, so a loop always ends, even
 * where no thread could be started. Chunks are handed out by an atomic counter: who computes one is left to chance,
 * what it holds is not.
 *
 * A pool serves one loop at a time. A loop begun inside another, or by a second thread while the pool is taken, runs
 * inline on its caller: nothing ever waits for the pool, so nothing can deadlock. There is one pool for each rank, so
 * that no loop that somebody waits for finds it taken by one in the background, which gives way and keeps it meanwhile.
 *
 * Plain pthreads rather than GThreadPool, because the thread sanitizer understands them.
 */
#include "vt-parallel.h"

#include <pthread.h>
#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

#include "vt-priority.h"

#define MAX_THREADS 256
/* How often a loop tells its progress, at most. */
#define PROGRESS_STEPS 256

/* Whose loops a pool serves: see vt-priority.h. */
typedef enum
{
  RANK_FOREGROUND,
  RANK_RAISED,
  RANK_BACKGROUND,
  N_RANKS
} Rank;

typedef struct
{
  VtParallelFunc  func;
  gpointer        data;
  gsize           n;
  gsize           grain;
  gsize           n_chunks;
  VtProgress     *progress;
  GCancellable   *cancellable;
  VtPriority     *priority; /* the caller's, which the workers enter */
  gsize           next;   /* atomic: the first chunk nobody has taken */
  gsize           done;   /* atomic: chunks that have ended */
  guint           active; /* workers inside, under the mutex */
} Loop;

typedef struct _Pool Pool;

typedef struct
{
  pthread_t thread;
  guint     number;
  Pool     *pool;
} Worker;

struct _Pool
{
  pthread_cond_t begun;
  pthread_cond_t left;
  guint          n_workers;
  Worker        *workers;
  gboolean       taken;
  Loop          *loop;
  guint64        generation;
};

#define POOL { .begun = PTHREAD_COND_INITIALIZER, .left = PTHREAD_COND_INITIALIZER }

/* Of the process: threads are a resource of the machine, not of a document. */
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static Pool pools[N_RANKS] = { POOL, POOL, POOL };
static guint n_threads; /* of a loop, the caller included; 0: not yet asked for */
static gboolean stopping;
static int niceness;

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
  VtPriority *before = vt_priority_enter (loop->priority);
  int outer = current_worker;

  current_worker = (int) worker;
  while (__atomic_load_n (&loop->next, __ATOMIC_RELAXED) < loop->n_chunks)
    {
      gsize number;
      VtChunk chunk;

      vt_priority_give_way (loop->cancellable);
      if (g_cancellable_is_cancelled (loop->cancellable))
        break;
      number = __atomic_fetch_add (&loop->next, 1, __ATOMIC_RELAXED);
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
  vt_priority_enter (before);
}

/* ---- who steps back how far ---- */

static Rank
get_rank (void)
{
  VtPriority *priority = vt_priority_get_current ();

  return priority == NULL ? RANK_FOREGROUND : vt_priority_is_raised (priority) ? RANK_RAISED : RANK_BACKGROUND;
}

static void
step_back (Rank rank)
{
  int most = g_atomic_int_get (&niceness);
  int own = rank == RANK_FOREGROUND ? most / 3 : most;

  /* On Linux a thread has a niceness of its own. Where it may not be lowered, nothing is lost. */
  if (own > 0)
    (void) setpriority (PRIO_PROCESS, (id_t) gettid (), own);
}

void
vt_parallel_be_nice (void)
{
  step_back (get_rank ());
}

void
vt_parallel_set_niceness (int most)
{
  g_return_if_fail (most >= 0 && most < 20);
  g_atomic_int_set (&niceness, most);
}

/* ---- the pools ---- */

static void *
work (void *data)
{
  const Worker *worker = data;
  Pool *pool = worker->pool;
  guint64 seen = 0;

  step_back ((Rank) (pool - pools));
  pthread_mutex_lock (&mutex);
  while (!stopping)
    {
      Loop *loop = pool->loop;

      if (loop == NULL || pool->generation == seen)
        {
          pthread_cond_wait (&pool->begun, &mutex);
          continue;
        }
      seen = pool->generation;
      loop->active++;
      pthread_mutex_unlock (&mutex);
      run_chunks (loop, worker->number);
      pthread_mutex_lock (&mutex);
      if (--loop->active == 0)
        pthread_cond_signal (&pool->left);
    }
  pthread_mutex_unlock (&mutex);
  return NULL;
}

/* With the mutex held. */
static guint
count_threads (void)
{
  if (n_threads == 0)
    n_threads = CLAMP (g_get_num_processors (), 1, MAX_THREADS);
  return n_threads;
}

/* With the mutex held. A thread that cannot be had is done without. */
static void
start_workers (Pool *pool)
{
  sigset_t all, old;

  if (pool->n_workers + 1 >= count_threads ())
    return;
  if (pool->workers == NULL)
    pool->workers = g_new0 (Worker, MAX_THREADS);

  /* Signals belong to the main thread. */
  sigfillset (&all);
  pthread_sigmask (SIG_SETMASK, &all, &old);
  while (pool->n_workers + 1 < n_threads)
    {
      Worker *worker = &pool->workers[pool->n_workers];

      worker->number = pool->n_workers + 1;
      worker->pool = pool;
      if (pthread_create (&worker->thread, NULL, work, worker) != 0)
        break;
      pool->n_workers++;
    }
  pthread_sigmask (SIG_SETMASK, &old, NULL);
}

static gboolean
take_pool (Pool *pool, Loop *loop)
{
  gboolean taken;

  pthread_mutex_lock (&mutex);
  taken = !pool->taken && !stopping;
  if (taken)
    {
      start_workers (pool);
      pool->taken = TRUE;
      pool->loop = loop;
      pool->generation++;
      pthread_cond_broadcast (&pool->begun);
    }
  pthread_mutex_unlock (&mutex);
  return taken;
}

/* Waits for the workers that are still in their last chunk; those that come later find no loop. */
static void
give_back_pool (Pool *pool, Loop *loop)
{
  pthread_mutex_lock (&mutex);
  pool->loop = NULL;
  while (loop->active > 0)
    pthread_cond_wait (&pool->left, &mutex);
  pool->taken = FALSE;
  pthread_mutex_unlock (&mutex);
}

/* A loop of the foreground is urgent as long as it runs; other work is as urgent as whoever began it says. */
static void
run_loop (Loop *loop)
{
  Rank rank = get_rank ();

  if (rank == RANK_FOREGROUND)
    vt_priority_raise (NULL);
  if (loop->n_chunks > 1 && vt_parallel_get_threads () > 1 && take_pool (&pools[rank], loop))
    {
      run_chunks (loop, 0);
      give_back_pool (&pools[rank], loop);
    }
  else
    run_chunks (loop, 0);
  if (rank == RANK_FOREGROUND)
    vt_priority_lower (NULL);
}

gboolean
vt_parallel_for (gsize n, gsize grain, VtParallelFunc func, gpointer data, VtProgress *progress,
                 GCancellable *cancellable, GError **error)
{
  Loop loop = {
    .func = func, .data = data, .n = n, .grain = grain, .progress = progress, .cancellable = cancellable,
    .priority = vt_priority_get_current (),
  };

  g_return_val_if_fail (grain > 0, FALSE);
  g_return_val_if_fail (func != NULL, FALSE);

  loop.n_chunks = vt_parallel_n_chunks (n, grain);
  if (current_worker >= 0)
    run_chunks (&loop, (guint) current_worker);
  else
    run_loop (&loop);

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

  pthread_mutex_lock (&mutex);
  threads = count_threads ();
  pthread_mutex_unlock (&mutex);
  return threads;
}

/* With the mutex held. */
static gboolean
is_any_taken (void)
{
  for (guint i = 0; i < N_RANKS; i++)
    if (pools[i].taken)
      return TRUE;
  return FALSE;
}

static void
join_workers (Pool *pool)
{
  for (guint i = 0; i < pool->n_workers; i++)
    pthread_join (pool->workers[i].thread, NULL);
  pool->n_workers = 0;
}

void
vt_parallel_set_threads (guint threads)
{
  g_return_if_fail (current_worker < 0);

  pthread_mutex_lock (&mutex);
  if (is_any_taken () || stopping)
    {
      pthread_mutex_unlock (&mutex);
      g_critical ("vt_parallel_set_threads() was called while a loop runs");
      return;
    }
  stopping = TRUE;
  for (guint i = 0; i < N_RANKS; i++)
    pthread_cond_broadcast (&pools[i].begun);
  pthread_mutex_unlock (&mutex);

  /* Nobody else looks at a pool's workers now: none is taken while they stop. */
  for (guint i = 0; i < N_RANKS; i++)
    join_workers (&pools[i]);

  pthread_mutex_lock (&mutex);
  stopping = FALSE;
  n_threads = CLAMP (threads != 0 ? threads : g_get_num_processors (), 1, MAX_THREADS);
  pthread_mutex_unlock (&mutex);
}

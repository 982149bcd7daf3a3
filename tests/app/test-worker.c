/* The newest job wins, none is leaked, and nothing comes after the end. */
#include "vt-worker.h"

typedef struct
{
  GArray *done;  /* int: numbers of the jobs handed over */
  GMutex  mutex; /* held: the worker waits */
} Owner;

typedef struct
{
  Owner *owner;
  int    number;
  gsize *n_alive; /* atomic */
} Job;

static gsize n_own;

static void
work (gpointer data, gpointer *own, GCancellable *cancellable)
{
  Job *job = data;

  if (*own == NULL)
    {
      *own = g_new0 (int, 1);
      g_atomic_pointer_add (&n_own, 1);
    }
  g_mutex_lock (&job->owner->mutex);
  g_mutex_unlock (&job->owner->mutex);
}

static void
done (gpointer data, gpointer job)
{
  Owner *owner = data;

  g_assert_true (((Job *) job)->owner == owner);
  g_array_append_val (owner->done, ((Job *) job)->number);
}

static void
free_job (gpointer data)
{
  Job *job = data;

  g_atomic_pointer_add (job->n_alive, -1);
  g_free (job);
}

static void
free_own (gpointer own)
{
  g_atomic_pointer_add (&n_own, -1);
  g_free (own);
}

static const VtWorkerFuncs funcs = { work, done, free_job, free_own };

static void
request (VtWorker *worker, Owner *owner, int number, gsize *n_alive)
{
  Job *job = g_new0 (Job, 1);

  job->owner = owner;
  job->number = number;
  job->n_alive = n_alive;
  g_atomic_pointer_add (n_alive, 1);
  vt_worker_request (worker, job);
}

static void
owner_init (Owner *owner)
{
  owner->done = g_array_new (FALSE, FALSE, sizeof (int));
  g_mutex_init (&owner->mutex);
}

static void
owner_clear (Owner *owner)
{
  g_array_unref (owner->done);
  g_mutex_clear (&owner->mutex);
}

static void
settle (VtWorker *worker)
{
  while (vt_worker_is_busy (worker))
    g_main_context_iteration (NULL, FALSE);
}

static int
last_done (Owner *owner)
{
  return owner->done->len > 0 ? g_array_index (owner->done, int, owner->done->len - 1) : -1;
}

static void
test_newest (void)
{
  Owner owner = { NULL };
  gsize n_alive = 0;
  VtWorker *worker;

  owner_init (&owner);
  worker = vt_worker_new (&funcs, &owner);
  g_mutex_lock (&owner.mutex);
  for (int number = 0; number < 100; number++)
    request (worker, &owner, number, &n_alive);
  g_assert_true (vt_worker_is_busy (worker));
  g_assert_cmpuint (owner.done->len, ==, 0);
  g_mutex_unlock (&owner.mutex);
  settle (worker);
  /* The one that was under way, perhaps, and the newest. */
  g_assert_cmpuint (owner.done->len, <=, 2);
  g_assert_cmpint (last_done (&owner), ==, 99);
  request (worker, &owner, 100, &n_alive);
  settle (worker);
  g_assert_cmpint (last_done (&owner), ==, 100);
  vt_worker_free (worker);
  g_assert_cmpuint (n_own, ==, 0);
  g_assert_cmpuint (n_alive, ==, 0);
  owner_clear (&owner);
}

static void
test_forget (void)
{
  Owner owner = { NULL };
  gsize n_alive = 0;
  VtWorker *worker;

  owner_init (&owner);
  worker = vt_worker_new (&funcs, &owner);
  g_mutex_lock (&owner.mutex);
  request (worker, &owner, 1, &n_alive);
  request (worker, &owner, 2, &n_alive);
  vt_worker_forget (worker);
  g_assert_false (vt_worker_is_busy (worker));
  request (worker, &owner, 3, &n_alive);
  g_mutex_unlock (&owner.mutex);
  settle (worker);
  g_assert_cmpuint (owner.done->len, ==, 1);
  g_assert_cmpint (last_done (&owner), ==, 3);
  vt_worker_free (worker);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (n_alive, ==, 0);
  owner_clear (&owner);
}

/* What is done when its owner goes is not handed over. */
static void
test_free (void)
{
  Owner owner = { NULL };
  gsize n_alive = 0;

  owner_init (&owner);
  for (int number = 0; number < 50; number++)
    {
      VtWorker *worker = vt_worker_new (&funcs, &owner);

      request (worker, &owner, number, &n_alive);
      if (number % 2 == 0)
        g_usleep (200);
      vt_worker_free (worker);
    }
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (owner.done->len, ==, 0);
  g_assert_cmpuint (n_alive, ==, 0);
  g_assert_cmpuint (n_own, ==, 0);
  owner_clear (&owner);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/worker/newest", test_newest);
  g_test_add_func ("/worker/forget", test_forget);
  g_test_add_func ("/worker/free", test_free);
  return g_test_run ();
}

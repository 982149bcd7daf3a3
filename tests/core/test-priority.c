/* The order of events, whatever the time: what is urgent does not wait for the background, which gets on afterwards. */
#include "vt-priority.h"

#include <pthread.h>

#include "vt-parallel.h"

/* A loop in the background, far longer than a test; who looks on sees it move by @ran. */
typedef struct
{
  VtPriority   *priority;
  GCancellable *cancellable; /* of its loop */
  pthread_t     thread;
  guint         ran; /* atomic: chunks */
  gboolean      nested;
  gboolean      done; /* atomic */
  gboolean      whole;
} Background;

static void
count_chunk (const VtChunk *chunk, gpointer data)
{
  Background *background = data;

  __atomic_add_fetch (&background->ran, 1, __ATOMIC_SEQ_CST);
  g_usleep (100);
}

/* Cannot be cancelled by itself, as some loops of kernels. */
static void
nest_chunk (const VtChunk *chunk, gpointer data)
{
  g_assert_true (vt_parallel_for (1000, 1, count_chunk, data, NULL, NULL, NULL));
}

static void *
run_background (void *data)
{
  Background *background = data;

  vt_priority_enter (background->priority);
  background->whole = vt_parallel_for (G_MAXUINT32, 1, background->nested ? nest_chunk : count_chunk, background, NULL,
                                       background->cancellable, NULL);
  __atomic_store_n (&background->done, TRUE, __ATOMIC_SEQ_CST);
  return NULL;
}

static void
start (Background *background)
{
  *background = (Background){ .cancellable = g_cancellable_new (), .nested = background->nested };
  background->priority = vt_priority_new (background->cancellable);
  g_assert_cmpint (pthread_create (&background->thread, NULL, run_background, background), ==, 0);
}

static guint
get_ran (Background *background)
{
  return __atomic_load_n (&background->ran, __ATOMIC_SEQ_CST);
}

static void
wait_for_more (Background *background, guint n)
{
  guint before = get_ran (background);

  while (get_ran (background) < before + n)
    g_usleep (100);
}

static void
stop (Background *background)
{
  g_cancellable_cancel (background->cancellable);
  pthread_join (background->thread, NULL);
  g_assert_false (background->whole);
  vt_priority_unref (background->priority);
  g_object_unref (background->cancellable);
}

static void
add_chunk (const VtChunk *chunk, gpointer data)
{
  __atomic_add_fetch ((guint *) data, 1, __ATOMIC_SEQ_CST);
  g_usleep (100);
}

/* Held up it gets on by few chunks, one a thread and 100 ms; free, it would by about as many as the urgent loop. */
static void
test_the_background_gives_way (gconstpointer nested)
{
  Background background = { .nested = GPOINTER_TO_INT (nested) };
  guint before, held_up, urgent = 0;

  vt_parallel_set_threads (3);
  start (&background);
  wait_for_more (&background, 100);

  vt_priority_raise (NULL);
  before = get_ran (&background);
  g_assert_true (vt_parallel_for (5000, 1, add_chunk, &urgent, NULL, NULL, NULL));
  held_up = get_ran (&background) - before;
  g_assert_false (__atomic_load_n (&background.done, __ATOMIC_SEQ_CST));
  vt_priority_lower (NULL);

  g_assert_cmpuint (urgent, ==, 5000);
  g_assert_cmpuint (held_up, <, 1000);
  /* And gets on when nothing is urgent any more. */
  wait_for_more (&background, 5000);
  stop (&background);
  vt_parallel_set_threads (0);
}

/* Those of the loop whose pool is not taken: more than one thread is seen in it. */
typedef struct
{
  guint seen[8]; /* atomic */
  guint n;       /* atomic: different workers */
} Crew;

static void
meet_chunk (const VtChunk *chunk, gpointer data)
{
  Crew *crew = data;

  if (__atomic_fetch_add (&crew->seen[chunk->worker], 1, __ATOMIC_SEQ_CST) == 0)
    __atomic_add_fetch (&crew->n, 1, __ATOMIC_SEQ_CST);
  /* Each of the first two waits for the other: alone nobody would get on. */
  while (__atomic_load_n (&crew->n, __ATOMIC_SEQ_CST) < 2)
    g_usleep (100);
}

static void
test_an_urgent_loop_has_hands_of_its_own (void)
{
  Background background = { 0 };
  VtPriority *wanted = vt_priority_new (NULL);
  Crew first = { 0 }, second = { 0 };

  vt_parallel_set_threads (2);
  start (&background);
  wait_for_more (&background, 10);

  g_assert_true (vt_parallel_for (2, 1, meet_chunk, &first, NULL, NULL, NULL));
  vt_priority_raise (wanted);
  vt_priority_enter (wanted);
  g_assert_true (vt_parallel_for (2, 1, meet_chunk, &second, NULL, NULL, NULL));
  vt_priority_enter (NULL);
  vt_priority_lower (wanted);

  g_assert_false (__atomic_load_n (&background.done, __ATOMIC_SEQ_CST));
  vt_priority_unref (wanted);
  stop (&background);
  vt_parallel_set_threads (0);
}

/* Nothing is lowered before the loop has ended: it ends because it is cancelled, within a loop that cannot be. */
static void
test_cancelled_while_held_up (gconstpointer nested)
{
  Background background = { .nested = GPOINTER_TO_INT (nested) };

  vt_parallel_set_threads (3);
  start (&background);
  wait_for_more (&background, 10);
  vt_priority_raise (NULL);
  stop (&background);
  vt_priority_lower (NULL);
  vt_parallel_set_threads (0);
}

/* Somebody waits for what is in the background, as for a result that another job computes: it is raised, and ends though
 * something else stays urgent. Held up it would need minutes. */
static void
test_raised_it_gets_on (void)
{
  Background background = { 0 };

  vt_parallel_set_threads (2);
  vt_priority_raise (NULL);
  start (&background);
  vt_priority_raise (background.priority);
  wait_for_more (&background, 5000);
  vt_priority_lower (background.priority);
  stop (&background);
  vt_priority_lower (NULL);
  vt_parallel_set_threads (0);
}

/* What holds a lock that urgent work waits for, and nobody knows of it, gets on all the same. */
static void
test_nothing_stands_still (void)
{
  Background background = { 0 };

  vt_parallel_set_threads (2);
  vt_priority_raise (NULL);
  start (&background);
  wait_for_more (&background, 3);
  stop (&background);
  vt_priority_lower (NULL);
  vt_parallel_set_threads (0);
}

static void
test_who_must_wait (void)
{
  g_autoptr (VtPriority) one = vt_priority_new (NULL), other = vt_priority_new (NULL);

  g_assert_false (vt_priority_must_wait ());
  g_assert_null (vt_priority_enter (one));
  g_assert_true (vt_priority_get_current () == one);
  g_assert_false (vt_priority_must_wait ()); /* nothing is urgent */
  vt_priority_raise (other);
  g_assert_true (vt_priority_must_wait ());
  vt_priority_raise (one);
  vt_priority_raise (one);
  g_assert_false (vt_priority_must_wait ());
  vt_priority_lower (one);
  g_assert_false (vt_priority_must_wait ()); /* counted */
  g_assert_true (vt_priority_is_raised (one));
  vt_priority_lower (one);
  g_assert_true (vt_priority_must_wait ());
  vt_priority_lower (other);
  g_assert_false (vt_priority_must_wait ());
  g_assert_true (vt_priority_enter (NULL) == one);
  vt_priority_raise (NULL);
  g_assert_false (vt_priority_must_wait ()); /* the foreground never */
  vt_priority_lower (NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/priority/who-must-wait", test_who_must_wait);
  g_test_add_data_func ("/priority/gives-way", GINT_TO_POINTER (FALSE), test_the_background_gives_way);
  g_test_add_data_func ("/priority/gives-way-nested", GINT_TO_POINTER (TRUE), test_the_background_gives_way);
  g_test_add_func ("/priority/hands", test_an_urgent_loop_has_hands_of_its_own);
  g_test_add_data_func ("/priority/cancelled", GINT_TO_POINTER (FALSE), test_cancelled_while_held_up);
  g_test_add_data_func ("/priority/cancelled-nested", GINT_TO_POINTER (TRUE), test_cancelled_while_held_up);
  g_test_add_func ("/priority/raised", test_raised_it_gets_on);
  g_test_add_func ("/priority/gets-on", test_nothing_stands_still);
  return g_test_run ();
}

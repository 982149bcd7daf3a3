#include "vt-jobs.h"

#include <math.h>

#include "test-glass.h"
#include "vt-error.h"
#include "vt-parallel.h"
#include "vt-priority.h"

typedef struct
{
  VtJobs   *jobs;
  VtSource *source;
  VtState  *state;
  GString  *changed; /* ids whose result changed, in order */
} Fixture;

static void
note_change (VtJobs *jobs, const char *analysis, Fixture *fixture)
{
  g_string_append_printf (fixture->changed, "%s ", analysis);
}

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (VtTrajectory) trajectory = test_glass_new (4, 6, 0.05, 3);
  g_autoptr (VtEvaluator) evaluator = vt_evaluator_new (1 << 28);
  g_autoptr (VtState) plain = vt_state_new ();

  fixture->source = vt_source_new (trajectory, NULL);
  fixture->state = vt_state_with_text (plain, "cutoff", "3.3");
  fixture->jobs = vt_jobs_new (evaluator);
  fixture->changed = g_string_new (NULL);
  g_signal_connect (fixture->jobs, "result-changed", G_CALLBACK (note_change), fixture);
  vt_jobs_set_target (fixture->jobs, fixture->source, fixture->state);
}

static void
settle (Fixture *fixture)
{
  while (vt_jobs_is_busy (fixture->jobs))
    g_main_context_iteration (NULL, TRUE);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  vt_jobs_want (fixture->jobs, fixture, NULL);
  settle (fixture);
  g_object_unref (fixture->jobs);
  vt_source_unref (fixture->source);
  vt_state_unref (fixture->state);
  g_string_free (fixture->changed, TRUE);
}

static void
want (Fixture *fixture, const char *const *ids)
{
  vt_jobs_want (fixture->jobs, fixture, ids);
}

static void
test_computes_what_is_wanted (Fixture *fixture, gconstpointer unused)
{
  g_assert_cmpint (vt_jobs_get_status (fixture->jobs, "d2min", NULL, NULL), ==, VT_JOB_IDLE);
  want (fixture, (const char *const[]){ "frame", "d2min", NULL });
  g_assert_cmpint (vt_jobs_get_status (fixture->jobs, "d2min", NULL, NULL), !=, VT_JOB_IDLE);
  settle (fixture);
  g_assert_nonnull (vt_jobs_peek (fixture->jobs, "frame"));
  g_assert_nonnull (vt_jobs_peek (fixture->jobs, "d2min"));
  g_assert_cmpint (vt_jobs_get_status (fixture->jobs, "d2min", NULL, NULL), ==, VT_JOB_DONE);
  g_assert_nonnull (g_strrstr (fixture->changed->str, "d2min"));
}

/* What another analysis needed is found by a look, though no job of its own ran: it is told of, once, and not while
 * one looks. */
static void
test_tells_of_finds (Fixture *fixture, gconstpointer unused)
{
  g_assert_null (vt_jobs_peek (fixture->jobs, "rdf"));
  want (fixture, (const char *const[]){ "d2min", NULL });
  settle (fixture);
  g_string_truncate (fixture->changed, 0);
  g_assert_nonnull (vt_jobs_peek (fixture->jobs, "rdf"));
  g_assert_cmpstr (fixture->changed->str, ==, "");
  g_assert_nonnull (vt_jobs_peek (fixture->jobs, "rdf"));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpstr (fixture->changed->str, ==, "rdf ");
}

static void
test_follows_the_state (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (VtState) other = vt_state_with_integer (fixture->state, "window.frame", 1);
  g_autoptr (VtResult) before = NULL;

  want (fixture, (const char *const[]){ "d2min", NULL });
  settle (fixture);
  before = vt_result_ref (vt_jobs_peek (fixture->jobs, "d2min"));

  vt_jobs_set_target (fixture->jobs, fixture->source, other);
  g_assert_true (vt_jobs_peek (fixture->jobs, "d2min") != before); /* never another frame's */
  settle (fixture);
  g_assert_true (vt_jobs_peek (fixture->jobs, "d2min") != before);

  vt_jobs_set_target (fixture->jobs, fixture->source, fixture->state);
  g_assert_true (vt_jobs_peek (fixture->jobs, "d2min") == before); /* kept */
}

static void
test_failure_is_told (Fixture *fixture, gconstpointer unused)
{
  const GError *error = NULL;

  want (fixture, (const char *const[]){ "tml", "frame", NULL });
  settle (fixture);
  g_assert_cmpint (vt_jobs_get_status (fixture->jobs, "tml", NULL, &error), ==, VT_JOB_FAILED);
  g_assert_error (error, VT_ERROR, VT_ERROR_INPUT);
  g_assert_cmpint (vt_jobs_get_status (fixture->jobs, "frame", NULL, NULL), ==, VT_JOB_DONE);
}

/* At every turn: what can wait has not begun while what cannot is not there, nor right after a change. */
static void
test_what_can_wait_waits (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (VtState) other = vt_state_with_integer (fixture->state, "window.frame", 1);
  g_autoptr (VtState) third = vt_state_with_integer (fixture->state, "window.frame", 2);
  guint n_turns = 0;

  vt_jobs_want_later (fixture->jobs, fixture, (const char *const[]){ "coordination", NULL });
  g_assert_cmpint (vt_jobs_get_status (fixture->jobs, "coordination", NULL, NULL), ==, VT_JOB_WAITING);
  settle (fixture);
  g_assert_cmpint (vt_jobs_get_status (fixture->jobs, "coordination", NULL, NULL), ==, VT_JOB_DONE);
  want (fixture, (const char *const[]){ "d2min", NULL });
  settle (fixture);

  vt_jobs_set_target (fixture->jobs, fixture->source, other);
  g_assert_cmpint (vt_jobs_get_status (fixture->jobs, "d2min", NULL, NULL), ==, VT_JOB_RUNNING);
  while (vt_jobs_get_status (fixture->jobs, "d2min", NULL, NULL) != VT_JOB_DONE)
    {
      g_assert_cmpint (vt_jobs_get_status (fixture->jobs, "coordination", NULL, NULL), ==, VT_JOB_WAITING);
      g_main_context_iteration (NULL, TRUE);
      n_turns++;
    }
  g_assert_cmpuint (n_turns, >, 0);
  settle (fixture);
  g_assert_cmpint (vt_jobs_get_status (fixture->jobs, "coordination", NULL, NULL), ==, VT_JOB_DONE);

  /* Nobody wants it any more: with another target it does not begin. */
  vt_jobs_want_later (fixture->jobs, fixture, NULL);
  want (fixture, NULL);
  vt_jobs_set_target (fixture->jobs, fixture->source, third);
  g_assert_cmpint (vt_jobs_get_status (fixture->jobs, "coordination", NULL, NULL), ==, VT_JOB_IDLE);

  /* Even where the state has rested for long. */
  vt_jobs_want_later (fixture->jobs, fixture, (const char *const[]){ "frame", NULL });
  settle (fixture);
  want (fixture, (const char *const[]){ "d2min", NULL });
  vt_jobs_want_later (fixture->jobs, fixture, (const char *const[]){ "coordination", NULL });
  g_assert_cmpint (vt_jobs_get_status (fixture->jobs, "d2min", NULL, NULL), ==, VT_JOB_RUNNING);
  g_assert_cmpint (vt_jobs_get_status (fixture->jobs, "coordination", NULL, NULL), ==, VT_JOB_WAITING);
}

static void
wait_for_status (Fixture *fixture, const char *analysis, VtJobStatus status)
{
  while (vt_jobs_get_status (fixture->jobs, analysis, NULL, NULL) != status)
    g_main_context_iteration (NULL, TRUE);
}

/* This thread stands for one in the background: it is held up from a change until the hand rests, and while something
 * runs that somebody waits for, though it was begun for nobody. */
static void
test_the_background_is_held_up (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (VtPriority) background = vt_priority_new (NULL);

  g_assert_null (vt_priority_enter (background));
  g_assert_true (vt_priority_must_wait ()); /* the target is new */
  while (vt_priority_must_wait ())
    g_main_context_iteration (NULL, TRUE);

  vt_jobs_want_later (fixture->jobs, fixture, (const char *const[]){ "coordination", NULL });
  g_assert_cmpint (vt_jobs_get_status (fixture->jobs, "coordination", NULL, NULL), ==, VT_JOB_RUNNING);
  g_assert_false (vt_priority_must_wait ());
  want (fixture, (const char *const[]){ "coordination", NULL });
  g_assert_true (vt_priority_must_wait ());
  want (fixture, NULL);
  g_assert_false (vt_priority_must_wait ());
  wait_for_status (fixture, "coordination", VT_JOB_DONE);

  want (fixture, (const char *const[]){ "d2min", NULL });
  g_assert_true (vt_priority_must_wait ());
  wait_for_status (fixture, "d2min", VT_JOB_DONE);
  g_assert_false (vt_priority_must_wait ());

  vt_jobs_set_target (fixture->jobs, fixture->source, fixture->state);
  g_assert_true (vt_priority_must_wait ());
  vt_priority_enter (NULL);
}

/* The hand never rests: what is cancelled ends, and what somebody waits for is there. */
static void
test_a_hand_that_never_rests (Fixture *fixture, gconstpointer unused)
{
  vt_jobs_want_later (fixture->jobs, fixture, (const char *const[]){ "voronoi", "rdf", NULL });
  wait_for_status (fixture, "voronoi", VT_JOB_RUNNING);
  vt_priority_raise (NULL);
  want (fixture, (const char *const[]){ "d2min", NULL });
  wait_for_status (fixture, "d2min", VT_JOB_DONE);
  vt_jobs_cancel (fixture->jobs, "voronoi");
  want (fixture, (const char *const[]){ "rdf", NULL });
  wait_for_status (fixture, "rdf", VT_JOB_DONE);
  vt_jobs_want_later (fixture->jobs, fixture, NULL);
  settle (fixture);
  vt_priority_lower (NULL);
}

static void
count_ticks (VtJobs *jobs, const char *analysis, guint *n)
{
  *n += g_str_equal (analysis, "voronoi");
}

/* Nobody is told of the progress of what is held up: only of its beginning and its end. Rounds in which the machine was
 * so slow that the hand seemed to rest say nothing. */
static void
test_no_ticks_while_held_up (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (VtTrajectory) small = test_glass_new (10, 2, 0.05, 3), large = test_glass_replicate (small, 4, 4, 4);
  g_autoptr (VtSource) source = vt_source_new (large, NULL);
  g_autoptr (VtPriority) background = vt_priority_new (NULL);
  guint n = 0, before;

  vt_parallel_set_threads (2); /* however many there are, it lasts */
  vt_jobs_set_target (fixture->jobs, source, fixture->state);
  vt_jobs_want_later (fixture->jobs, fixture, (const char *const[]){ "voronoi", NULL });
  g_signal_connect (fixture->jobs, "job-changed", G_CALLBACK (count_ticks), &n);
  wait_for_status (fixture, "voronoi", VT_JOB_RUNNING);
  while (n < 3)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (vt_priority_enter (background));
  for (guint rounds = 0; rounds < 5;)
    {
      vt_jobs_set_target (fixture->jobs, source, fixture->state);
      before = n;
      for (gint64 end = g_get_monotonic_time () + 120000; g_get_monotonic_time () < end;)
        g_main_context_iteration (NULL, FALSE);
      if (!vt_priority_must_wait ())
        continue;
      g_assert_cmpuint (n, ==, before);
      rounds++;
    }
  vt_priority_enter (NULL);
  g_assert_cmpint (vt_jobs_get_status (fixture->jobs, "voronoi", NULL, NULL), ==, VT_JOB_RUNNING);
  vt_jobs_want_later (fixture->jobs, fixture, NULL);
  settle (fixture);
  vt_parallel_set_threads (0);
}

static void
count_changes (VtJobs *jobs, const char *analysis, guint *n)
{
  *n += g_str_equal (analysis, "d2min");
}

/* Whoever looks early must not keep the others from being told; and a second try tells again. */
static void
test_every_outcome_is_told (Fixture *fixture, gconstpointer unused)
{
  guint n = 0;

  g_signal_connect (fixture->jobs, "result-changed", G_CALLBACK (count_changes), &n);
  want (fixture, (const char *const[]){ "d2min", NULL });
  while (vt_jobs_peek (fixture->jobs, "d2min") == NULL)
    g_usleep (1000);
  settle (fixture);
  g_assert_cmpuint (n, ==, 1);
}

static void
test_retry_tells_again (Fixture *fixture, gconstpointer unused)
{
  gsize before;

  want (fixture, (const char *const[]){ "tml", NULL });
  settle (fixture);
  before = fixture->changed->len;
  vt_jobs_retry (fixture->jobs, "tml");
  settle (fixture);
  g_assert_cmpuint (fixture->changed->len, >, before);
  g_assert_cmpint (vt_jobs_get_status (fixture->jobs, "tml", NULL, NULL), ==, VT_JOB_FAILED);
}

/* Cancelling takes effect within 100 ms however much there is to do; another state computes again. */
static void
test_cancel (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (VtTrajectory) small = test_glass_new (10, 2, 0.05, 3);
  g_autoptr (VtTrajectory) large = test_glass_replicate (small, 4, 4, 4);
  g_autoptr (VtSource) source = vt_source_new (large, NULL);
  gint64 start;

  vt_jobs_set_target (fixture->jobs, source, fixture->state);
  want (fixture, (const char *const[]){ "frame", NULL });
  settle (fixture);
  want (fixture, (const char *const[]){ "voronoi", NULL });
  while (vt_jobs_get_status (fixture->jobs, "voronoi", NULL, NULL) != VT_JOB_RUNNING)
    g_main_context_iteration (NULL, TRUE);

  start = g_get_monotonic_time ();
  vt_jobs_cancel (fixture->jobs, "voronoi");
  settle (fixture);
  g_test_message ("free after %.1f ms", 1e-3 * (g_get_monotonic_time () - start));
  g_assert_cmpint (vt_jobs_get_status (fixture->jobs, "voronoi", NULL, NULL), ==, VT_JOB_CANCELLED);
  g_assert_null (vt_jobs_peek (fixture->jobs, "voronoi"));

  vt_jobs_set_target (fixture->jobs, fixture->source, fixture->state);
  settle (fixture);
  g_assert_nonnull (vt_jobs_peek (fixture->jobs, "voronoi"));
}

static void
test_stale_work_is_dropped (Fixture *fixture, gconstpointer unused)
{
  want (fixture, (const char *const[]){ "d2min", "voronoi", NULL });
  for (int frame = 0; frame < 5; frame++)
    {
      g_autoptr (VtState) state = vt_state_with_integer (fixture->state, "window.frame", frame % 2);
      vt_jobs_set_target (fixture->jobs, fixture->source, state);
      g_main_context_iteration (NULL, FALSE);
    }
  settle (fixture);
  g_assert_nonnull (vt_jobs_peek (fixture->jobs, "d2min"));
  g_assert_nonnull (vt_jobs_peek (fixture->jobs, "voronoi"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add ("/jobs/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("what-can-wait-waits", test_what_can_wait_waits);
  ADD ("held-up", test_the_background_is_held_up);
  ADD ("no-ticks", test_no_ticks_while_held_up);
  ADD ("never-rests", test_a_hand_that_never_rests);
  ADD ("computes", test_computes_what_is_wanted);
  ADD ("finds", test_tells_of_finds);
  ADD ("follows", test_follows_the_state);
  ADD ("failure", test_failure_is_told);
  ADD ("told", test_every_outcome_is_told);
  ADD ("retry", test_retry_tells_again);
  ADD ("cancel", test_cancel);
  ADD ("stale", test_stale_work_is_dropped);
  return g_test_run ();
}

/* How long a worker goes on after it was told to stop: every analysis on a million atoms, cancelled at several moments.
 *
 * usage: bench-cancel [ATOMS [ANALYSIS]]   over the sample in $VITRINE_DATA, replicated
 */
#include "test-glass.h"
#include "vt-data-files.h"
#include "vt-document-open.h"
#include "vt-evaluator.h"
#include "vt-parallel.h"

#include <math.h>
#include <stdlib.h>

typedef struct
{
  VtEvaluator  *evaluator;
  VtSource     *source;
  VtState      *state;
  const char   *analysis;
  GCancellable *cancellable;
  gint64        finished;
  gboolean      was_cancelled;
} Run;

static gpointer
evaluate (gpointer data)
{
  Run *run = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (VtResult) result = vt_evaluator_evaluate (run->evaluator, run->source, run->state, run->analysis, NULL,
                                                       run->cancellable, &error);

  run->finished = g_get_monotonic_time ();
  run->was_cancelled = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  if (error != NULL && !run->was_cancelled)
    g_printerr ("%s: %s\n", run->analysis, error->message);
  return NULL;
}

/* Milliseconds from the cancel to the return, whether with an error or a result; NaN where it was done before. */
static double
cancel_after (Run *run, double seconds)
{
  GThread *thread;
  gint64 cancelled;

  run->cancellable = g_cancellable_new ();
  thread = g_thread_new ("evaluate", evaluate, run);
  g_usleep ((gulong) (1e6 * seconds));
  cancelled = g_get_monotonic_time ();
  g_cancellable_cancel (run->cancellable);
  g_thread_join (thread);
  g_object_unref (run->cancellable);
  return run->finished > cancelled ? 1e-3 * (run->finished - cancelled) : NAN;
}

static void
bench_analysis (Run *run, const char *id)
{
  const VtAnalysis *analysis = vt_analysis_find (id);
  double worst = 0;
  guint n = 0;

  run->analysis = id;
  run->evaluator = vt_evaluator_new ((gsize) 4 << 30);
  /* Its inputs are there already: its own work is timed, not theirs. */
  for (const char *const *input = analysis->inputs; *input != NULL; input++)
    {
      g_autoptr (VtResult) result = vt_evaluator_evaluate (run->evaluator, run->source, run->state, *input, NULL, NULL, NULL);
      g_assert_nonnull (result);
    }
  for (double seconds = 0.003; seconds < 20; seconds *= 1.7)
    {
      double latency = cancel_after (run, seconds);

      if (isnan (latency))
        break;
      worst = fmax (worst, latency);
      n++;
      if (!run->was_cancelled)
        break;
    }
  g_print ("%-14s %3u cancels, the slowest took %7.1f ms\n", id, n, worst);
  g_object_unref (run->evaluator);
}

int
main (int argc, char *argv[])
{
  double atoms = argc > 1 ? atof (argv[1]) : 1e6;
  g_autoptr (GFile) sample = vt_data_get_sample ();
  g_autoptr (GError) error = NULL;
  g_autoptr (VtOpened) opened = vt_document_open_run (sample, NULL, NULL, NULL, &error);
  g_autoptr (VtTrajectory) large = NULL;
  Run run = { 0 };
  guint times;

  if (opened == NULL)
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }
  times = (guint) round (cbrt (atoms / 4000));
  large = test_glass_replicate (vt_source_get_trajectory (opened->source), times, times, times);
  vt_trajectory_set_cache_limit (large, (gsize) 2 << 30);
  run.source = vt_source_new (large, vt_source_get_model (opened->source));
  run.state = opened->state;

  g_print ("%u atoms, %u threads\n", 4000 * times * times * times, vt_parallel_get_threads ());
  for (guint i = 0; i < vt_analysis_get_count (); i++)
    if (argc < 3 || g_str_equal (argv[2], vt_analysis_get (i)->id))
      bench_analysis (&run, vt_analysis_get (i)->id);
  vt_source_unref (run.source);
  return 0;
}

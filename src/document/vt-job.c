#include "vt-job.h"

#include "vt-parallel.h"

VtJob *
vt_job_new (GObject *owner, const char *id, const char *key, VtSource *source, VtState *state, VtWantTime begun)
{
  VtJob *job = g_new0 (VtJob, 1);

  job->owner = g_object_ref (owner);
  job->id = g_strdup (id);
  job->key = g_strdup (key);
  job->source = vt_source_ref (source);
  job->state = vt_state_ref (state);
  job->progress = vt_progress_new ();
  job->cancellable = g_cancellable_new ();
  job->priority = vt_priority_new (job->cancellable);
  job->begun = begun;
  return job;
}

void
vt_job_free (VtJob *job)
{
  g_return_if_fail (job != NULL);

  vt_job_set_raised (job, FALSE);
  g_free (job->id);
  g_free (job->key);
  vt_source_unref (job->source);
  vt_state_unref (job->state);
  vt_progress_unref (job->progress);
  vt_priority_unref (job->priority);
  g_object_unref (job->cancellable);
  g_clear_pointer (&job->result, vt_result_unref);
  g_clear_error (&job->error);
  g_object_unref (job->owner);
  g_free (job);
}

void
vt_job_run (VtJob *job, VtEvaluator *evaluator)
{
  VtPriority *before = vt_priority_enter (job->priority);

  vt_parallel_be_nice ();
  job->result = vt_evaluator_evaluate (evaluator, job->source, job->state, job->id, job->progress, job->cancellable,
                                       &job->error);
  vt_priority_enter (before);
}

void
vt_job_set_raised (VtJob *job, gboolean raised)
{
  if (raised && !job->raised)
    vt_priority_raise (job->priority);
  else if (!raised && job->raised)
    vt_priority_lower (job->priority);
  job->raised = raised;
}

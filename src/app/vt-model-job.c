#include "vt-model-job.h"

#include <math.h>

#include "vt-parallel.h"
#include "vt-priority.h"

#define TICK_MS 100

/* What main loop and thread share. Counted, since an idle that waits may outlive the job. */
typedef struct
{
  VtModelJob     *owner; /* main loop only; NULL: nothing is told any more */
  VtTrainingPlan *plan;
  VtProgress     *progress;
  GCancellable   *cancellable;

  GMutex            mutex;
  VtTrainingReport *report;
  GError           *error;
  gboolean          finished;
  gboolean          pending; /* an idle is under way */
} Errand;

struct _VtModelJob
{
  GObject parent_instance;

  GThread          *thread;
  Errand           *errand;
  VtTrainingReport *report;
  GError           *error;
  gboolean          complete;
  guint             tick_id;
  double            told; /* fraction of the last ::progress */
};

enum
{
  PROGRESS,
  STAGE,
  FINISHED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (VtModelJob, vt_model_job, G_TYPE_OBJECT)

static void
errand_clear (gpointer data)
{
  Errand *errand = data;

  vt_training_plan_unref (errand->plan);
  vt_progress_unref (errand->progress);
  g_object_unref (errand->cancellable);
  g_clear_pointer (&errand->report, vt_training_report_unref);
  g_clear_error (&errand->error);
  g_mutex_clear (&errand->mutex);
}

static void
errand_unref (gpointer errand)
{
  g_atomic_rc_box_release_full (errand, errand_clear);
}

/* ---- to the main loop ---- */

static void
vt_model_job_end (VtModelJob *self)
{
  g_clear_handle_id (&self->tick_id, g_source_remove);
  g_clear_pointer (&self->thread, g_thread_join);
  self->errand->owner = NULL;
  g_clear_pointer (&self->errand, errand_unref);
}

static gboolean
on_news (gpointer data)
{
  Errand *errand = data;
  g_autoptr (VtModelJob) self = errand->owner != NULL ? g_object_ref (errand->owner) : NULL;
  g_autoptr (VtTrainingReport) report = NULL;
  gboolean finished;

  g_mutex_lock (&errand->mutex);
  errand->pending = FALSE;
  finished = errand->finished;
  report = g_steal_pointer (&errand->report);
  if (self != NULL && finished)
    self->error = g_steal_pointer (&errand->error);
  g_mutex_unlock (&errand->mutex);
  if (self == NULL)
    return G_SOURCE_REMOVE;
  if (report != NULL)
    {
      g_clear_pointer (&self->report, vt_training_report_unref);
      self->report = g_steal_pointer (&report);
      self->complete = finished && self->error == NULL;
      g_signal_emit (self, signals[STAGE], 0);
    }
  if (finished)
    {
      vt_model_job_end (self);
      g_signal_emit (self, signals[FINISHED], 0);
    }
  return G_SOURCE_REMOVE;
}

/* Locked. However fast the news come, one idle at most brings them. */
static void
errand_tell (Errand *errand)
{
  if (errand->pending)
    return;
  errand->pending = TRUE;
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, on_news, g_atomic_rc_box_acquire (errand), errand_unref);
}

/* ---- on the thread ---- */

static void
errand_take_report (Errand *errand, VtTrainingReport *report)
{
  g_clear_pointer (&errand->report, vt_training_report_unref);
  errand->report = report;
}

static void
on_stage (VtTrainingReport *report, VtTrainingStage stage, gpointer data)
{
  Errand *errand = data;

  g_mutex_lock (&errand->mutex);
  errand_take_report (errand, vt_training_report_ref (report));
  errand_tell (errand);
  g_mutex_unlock (&errand->mutex);
}

static gpointer
run (gpointer data)
{
  Errand *errand = data;
  GError *error = NULL;
  g_autoptr (VtPriority) priority = vt_priority_new (errand->cancellable);
  VtTrainingReport *report;

  /* In the background: the window goes before it. */
  vt_priority_enter (priority);
  vt_parallel_be_nice ();
  report = vt_training_run (errand->plan, on_stage, errand, errand->progress, errand->cancellable, &error);
  g_mutex_lock (&errand->mutex);
  if (report != NULL)
    errand_take_report (errand, report);
  errand->error = error;
  errand->finished = TRUE;
  errand_tell (errand);
  g_mutex_unlock (&errand->mutex);
  errand_unref (errand);
  vt_priority_enter (NULL);
  return NULL;
}

/* ---- making ---- */

static gboolean
on_tick (gpointer data)
{
  VtModelJob *self = data;
  double fraction = floor (vt_model_job_get_fraction (self) * 200) / 200;

  /* In steps that can be seen: each one draws the window again. */
  if (fraction != self->told)
    g_signal_emit (self, signals[PROGRESS], 0);
  self->told = fraction;
  return G_SOURCE_CONTINUE;
}

static void
vt_model_job_dispose (GObject *object)
{
  vt_model_job_close (VT_MODEL_JOB (object));
  G_OBJECT_CLASS (vt_model_job_parent_class)->dispose (object);
}

static void
vt_model_job_finalize (GObject *object)
{
  VtModelJob *self = VT_MODEL_JOB (object);

  g_clear_pointer (&self->report, vt_training_report_unref);
  g_clear_error (&self->error);
  G_OBJECT_CLASS (vt_model_job_parent_class)->finalize (object);
}

static guint
add_signal (const char *name)
{
  return g_signal_new (name, VT_TYPE_MODEL_JOB, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
vt_model_job_class_init (VtModelJobClass *class)
{
  G_OBJECT_CLASS (class)->dispose = vt_model_job_dispose;
  G_OBJECT_CLASS (class)->finalize = vt_model_job_finalize;
  signals[PROGRESS] = add_signal ("progress");
  signals[STAGE] = add_signal ("stage");
  signals[FINISHED] = add_signal ("finished");
}

static void
vt_model_job_init (VtModelJob *self)
{
}

VtModelJob *
vt_model_job_new (void)
{
  return g_object_new (VT_TYPE_MODEL_JOB, NULL);
}

void
vt_model_job_start (VtModelJob *job, VtTrainingPlan *plan)
{
  g_return_if_fail (VT_IS_MODEL_JOB (job) && job->errand == NULL);
  g_return_if_fail (plan != NULL);

  g_clear_pointer (&job->report, vt_training_report_unref);
  g_clear_error (&job->error);
  job->complete = FALSE;
  job->told = -1;
  job->errand = g_atomic_rc_box_new0 (Errand);
  job->errand->owner = job;
  job->errand->plan = vt_training_plan_ref (plan);
  job->errand->progress = vt_progress_new ();
  job->errand->cancellable = g_cancellable_new ();
  g_mutex_init (&job->errand->mutex);
  job->thread = g_thread_new ("training", run, g_atomic_rc_box_acquire (job->errand));
  job->tick_id = g_timeout_add (TICK_MS, on_tick, job);
}

void
vt_model_job_cancel (VtModelJob *job)
{
  g_return_if_fail (VT_IS_MODEL_JOB (job));

  if (job->errand != NULL)
    g_cancellable_cancel (job->errand->cancellable);
}

gboolean
vt_model_job_is_running (VtModelJob *job)
{
  g_return_val_if_fail (VT_IS_MODEL_JOB (job), FALSE);

  return job->errand != NULL;
}

void
vt_model_job_close (VtModelJob *job)
{
  g_return_if_fail (VT_IS_MODEL_JOB (job));

  if (job->errand == NULL)
    return;
  vt_model_job_cancel (job);
  vt_model_job_end (job);
}

VtTrainingReport *
vt_model_job_get_report (VtModelJob *job)
{
  g_return_val_if_fail (VT_IS_MODEL_JOB (job), NULL);

  return job->report;
}

gboolean
vt_model_job_is_complete (VtModelJob *job)
{
  g_return_val_if_fail (VT_IS_MODEL_JOB (job), FALSE);

  return job->complete;
}

const GError *
vt_model_job_get_error (VtModelJob *job)
{
  g_return_val_if_fail (VT_IS_MODEL_JOB (job), NULL);

  return job->error;
}

double
vt_model_job_get_fraction (VtModelJob *job)
{
  g_return_val_if_fail (VT_IS_MODEL_JOB (job), 0);

  return job->errand != NULL ? CLAMP (vt_progress_get (job->errand->progress), 0, 1) : 0;
}

const char *
vt_model_job_get_label (VtModelJob *job)
{
  const char *label;

  g_return_val_if_fail (VT_IS_MODEL_JOB (job), "");

  label = job->errand != NULL ? vt_progress_get_label (job->errand->progress) : NULL;
  return label != NULL ? label : "";
}

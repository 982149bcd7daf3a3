#include "vt-jobs.h"

#include <string.h>

#include "vt-job.h"
#include "vt-job-wants.h"
#include "vt-parallel.h"
#include "vt-rest.h"

/* Of those that somebody waits for, and of those that were begun in the background. */
#define MAX_RUNNING 2
/* Weight 1/15 or so of the main loop's where all want the same processor. */
#define NICENESS 15
#define TICK_MS 100

/* What is known of one analysis for the present target. */
typedef struct
{
  char      *key;
  VtResult  *result;
  GError    *error;     /* why it failed, for this key */
  gboolean   announced; /* ::result-changed has told of it */
  gboolean   cancelled; /* by the person, for this key */
} Entry;

struct _VtJobs
{
  GObject      parent;
  VtEvaluator *evaluator;
  VtSource    *source;
  VtState     *state;
  GHashTable  *entries; /* id → Entry */
  VtJobWants  *wants;
  GPtrArray   *running; /* of VtJob */
  GThreadPool *pools[VT_N_WANTS];
  guint        tick;
  VtRest      *rest;
};

G_DEFINE_FINAL_TYPE (VtJobs, vt_jobs, G_TYPE_OBJECT)

enum
{
  RESULT_CHANGED,
  JOB_CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void dispatch (VtJobs *self);

static void
entry_clear (Entry *entry)
{
  g_clear_pointer (&entry->key, g_free);
  g_clear_pointer (&entry->result, vt_result_unref);
  g_clear_error (&entry->error);
  entry->cancelled = FALSE;
  entry->announced = FALSE;
}

static void
entry_free (gpointer data)
{
  entry_clear (data);
  g_free (data);
}

/* Brings an entry up to the present target: TRUE if it refers to another key now. */
static gboolean
refresh_entry (VtJobs *self, const char *id, Entry *entry)
{
  g_autofree char *key = self->source != NULL ? vt_evaluator_get_key (self->source, self->state, id) : NULL;

  if (g_strcmp0 (key, entry->key) == 0)
    return FALSE;
  entry_clear (entry);
  entry->key = g_steal_pointer (&key);
  if (entry->key != NULL)
    entry->result = vt_evaluator_peek (self->evaluator, self->source, self->state, id);
  return TRUE;
}

static Entry *
get_entry (VtJobs *self, const char *id)
{
  Entry *entry = g_hash_table_lookup (self->entries, id);

  if (entry == NULL)
    {
      entry = g_new0 (Entry, 1);
      g_hash_table_insert (self->entries, g_strdup (id), entry);
      refresh_entry (self, id, entry);
    }
  return entry;
}

static VtJob *
find_running (VtJobs *self, const char *key)
{
  for (guint i = 0; key != NULL && i < self->running->len; i++)
    {
      VtJob *job = self->running->pdata[i];
      if (strcmp (job->key, key) == 0 && !g_cancellable_is_cancelled (job->cancellable))
        return job;
    }
  return NULL;
}

static gboolean
needs_work (gpointer data, const char *id)
{
  VtJobs *self = data;
  const Entry *entry = get_entry (self, id);

  return entry->key != NULL && entry->result == NULL && entry->error == NULL && !entry->cancelled
         && find_running (self, entry->key) == NULL;
}

static gboolean
is_running (gpointer data, const char *id)
{
  VtJobs *self = data;

  return find_running (self, get_entry (self, id)->key) != NULL;
}

/* ---- the worker's part ---- */

static gboolean
on_job_done (gpointer data)
{
  VtJob *job = data;
  VtJobs *self = job->owner;
  Entry *entry = g_hash_table_lookup (self->entries, job->id);

  g_ptr_array_remove (self->running, job);
  if (entry != NULL && g_strcmp0 (entry->key, job->key) == 0 && !entry->announced)
    {
      /* A look may have found it with the evaluator already: it is told of all the same. */
      if (entry->result == NULL && job->result != NULL)
        entry->result = vt_result_ref (job->result);
      else if (entry->result == NULL && !g_error_matches (job->error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        entry->error = g_steal_pointer (&job->error);
      entry->announced = entry->result != NULL || entry->error != NULL;
      if (entry->announced)
        g_signal_emit (self, signals[RESULT_CHANGED], 0, job->id);
    }
  g_signal_emit (self, signals[JOB_CHANGED], 0, job->id);
  dispatch (self);
  vt_job_free (job);
  return G_SOURCE_REMOVE;
}

static void
run_job (gpointer data, gpointer user_data)
{
  vt_job_run (data, user_data);
  /* Above redraws, so that a result is drawn in the next picture. */
  g_idle_add_full (G_PRIORITY_DEFAULT, on_job_done, data, NULL);
}

/* ---- the main thread's part ---- */

static gboolean
on_tick (gpointer data)
{
  VtJobs *self = data;

  if (self->running->len == 0)
    {
      self->tick = 0;
      return G_SOURCE_REMOVE;
    }
  for (guint i = 0; i < self->running->len; i++)
    {
      VtJob *job = self->running->pdata[i];

      /* What is held up gets no further, and to draw that again would hold up what the hand waits for. */
      if (job->raised || !vt_rest_is_awaited (self->rest))
        g_signal_emit (self, signals[JOB_CHANGED], 0, job->id);
    }
  return G_SOURCE_CONTINUE;
}

static void
start_job (VtJobs *self, const char *id, VtWantTime time)
{
  VtJob *job = vt_job_new (G_OBJECT (self), id, get_entry (self, id)->key, self->source, self->state, time);

  g_ptr_array_add (self->running, job);
  vt_job_set_raised (job, time == VT_WANT_NOW);
  g_thread_pool_push (self->pools[time], job, NULL);

  if (self->tick == 0)
    self->tick = g_timeout_add (TICK_MS, on_tick, self);
  g_signal_emit (self, signals[JOB_CHANGED], 0, job->id);
}

static void
cancel_stale (VtJobs *self)
{
  for (guint i = 0; i < self->running->len; i++)
    {
      VtJob *job = self->running->pdata[i];
      Entry *entry = g_hash_table_lookup (self->entries, job->id);

      if (entry == NULL || g_strcmp0 (entry->key, job->key) != 0 || entry->cancelled || !vt_job_wants_has (self->wants, job->id))
        g_cancellable_cancel (job->cancellable);
    }
}

/* What was begun in the background may be waited for now, and the other way round. */
static void
follow_wants (VtJobs *self)
{
  for (guint i = 0; i < self->running->len; i++)
    {
      VtJob *job = self->running->pdata[i];

      vt_job_set_raised (job, !g_cancellable_is_cancelled (job->cancellable)
                                  && vt_job_wants_has_at (self->wants, VT_WANT_NOW, job->id));
    }
}

static guint
count_running (VtJobs *self, VtWantTime time)
{
  guint n = 0;

  for (guint i = 0; i < self->running->len; i++)
    n += ((VtJob *) self->running->pdata[i])->begun == time;
  return n;
}

/* What can wait takes no processor from what cannot. */
static gboolean
may_start (VtJobs *self, VtWantTime time)
{
  if (count_running (self, time) >= MAX_RUNNING)
    return FALSE;
  return time == VT_WANT_NOW
         || (!vt_rest_is_awaited (self->rest) && vt_job_wants_find (self->wants, VT_WANT_NOW, is_running, self) == NULL
             && vt_job_wants_find (self->wants, VT_WANT_NOW, needs_work, self) == NULL);
}

static void
dispatch (VtJobs *self)
{
  const char *id;

  cancel_stale (self);
  follow_wants (self);
  for (VtWantTime time = VT_WANT_NOW; time < VT_N_WANTS; time++)
    while (may_start (self, time) && (id = vt_job_wants_find (self->wants, time, needs_work, self)) != NULL)
      start_job (self, id, time);
}

static void
on_rest (gpointer data)
{
  dispatch (data);
}

static void
vt_jobs_dispose (GObject *object)
{
  VtJobs *self = VT_JOBS (object);

  g_clear_handle_id (&self->tick, g_source_remove);
  g_clear_pointer (&self->rest, vt_rest_free);
  g_clear_pointer (&self->source, vt_source_unref);
  g_clear_pointer (&self->state, vt_state_unref);
  g_clear_object (&self->evaluator);
  G_OBJECT_CLASS (vt_jobs_parent_class)->dispose (object);
}

static void
vt_jobs_finalize (GObject *object)
{
  VtJobs *self = VT_JOBS (object);

  /* Running jobs hold a reference, so none runs now. */
  for (guint i = 0; i < VT_N_WANTS; i++)
    g_thread_pool_free (self->pools[i], FALSE, FALSE);
  g_hash_table_unref (self->entries);
  vt_job_wants_free (self->wants);
  g_ptr_array_unref (self->running);
  G_OBJECT_CLASS (vt_jobs_parent_class)->finalize (object);
}

static void
vt_jobs_class_init (VtJobsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = vt_jobs_dispose;
  G_OBJECT_CLASS (klass)->finalize = vt_jobs_finalize;

  signals[RESULT_CHANGED] = g_signal_new ("result-changed", VT_TYPE_JOBS, G_SIGNAL_RUN_LAST | G_SIGNAL_DETAILED, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[JOB_CHANGED] = g_signal_new ("job-changed", VT_TYPE_JOBS, G_SIGNAL_RUN_LAST | G_SIGNAL_DETAILED, 0, NULL,
                                       NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
vt_jobs_init (VtJobs *self)
{
  self->entries = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, entry_free);
  self->wants = vt_job_wants_new ();
  self->running = g_ptr_array_new ();
  self->rest = vt_rest_new (on_rest, self);
  vt_parallel_set_niceness (NICENESS);
}

VtJobs *
vt_jobs_new (VtEvaluator *evaluator)
{
  VtJobs *self;

  g_return_val_if_fail (VT_IS_EVALUATOR (evaluator), NULL);

  self = g_object_new (VT_TYPE_JOBS, NULL);
  self->evaluator = g_object_ref (evaluator);
  /* Their own threads, which are niced; and no job that somebody waits for waits for a thread. */
  for (guint i = 0; i < VT_N_WANTS; i++)
    self->pools[i] = g_thread_pool_new (run_job, evaluator, MAX_RUNNING, TRUE, NULL);
  return self;
}

void
vt_jobs_set_target (VtJobs *self, VtSource *source, VtState *state)
{
  g_autoptr (GPtrArray) changed = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer id, entry;

  g_return_if_fail (VT_IS_JOBS (self) && state != NULL);

  /* New references before old ones go: they may be the same objects. */
  if (source != NULL)
    vt_source_ref (source);
  vt_state_ref (state);
  g_clear_pointer (&self->source, vt_source_unref);
  g_clear_pointer (&self->state, vt_state_unref);
  self->source = source;
  self->state = state;

  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, &id, &entry))
    if (refresh_entry (self, id, entry))
      g_ptr_array_add (changed, (gpointer) g_intern_string (id));

  vt_rest_begin (self->rest);
  dispatch (self);
  for (guint i = 0; i < changed->len; i++)
    g_signal_emit (self, signals[RESULT_CHANGED], 0, changed->pdata[i]);
}

void
vt_jobs_want (VtJobs *self, gpointer owner, const char *const *analyses)
{
  g_return_if_fail (VT_IS_JOBS (self));

  vt_job_wants_set (self->wants, owner, VT_WANT_NOW, analyses);
  dispatch (self);
}

void
vt_jobs_want_later (VtJobs *self, gpointer owner, const char *const *analyses)
{
  g_return_if_fail (VT_IS_JOBS (self));

  vt_job_wants_set (self->wants, owner, VT_WANT_LATER, analyses);
  dispatch (self);
}

typedef struct
{
  VtJobs     *jobs;
  const char *id; /* interned */
} Find;

static void
find_free (gpointer data)
{
  Find *find = data;

  g_object_unref (find->jobs);
  g_free (find);
}

static gboolean
on_found (gpointer data)
{
  const Find *find = data;
  Entry *entry = g_hash_table_lookup (find->jobs->entries, find->id);

  if (entry != NULL && entry->result != NULL && !entry->announced)
    {
      entry->announced = TRUE;
      g_signal_emit (find->jobs, signals[RESULT_CHANGED], 0, find->id);
      g_signal_emit (find->jobs, signals[JOB_CHANGED], 0, find->id);
    }
  return G_SOURCE_REMOVE;
}

/* Tells of a result that a look has found, when the one who looks is done. */
static void
tell_of_find (VtJobs *self, const char *analysis)
{
  Find *find = g_new (Find, 1);

  find->jobs = g_object_ref (self);
  find->id = g_intern_string (analysis);
  g_idle_add_full (G_PRIORITY_DEFAULT, on_found, find, find_free);
}

VtResult *
vt_jobs_peek (VtJobs *self, const char *analysis)
{
  Entry *entry;

  g_return_val_if_fail (VT_IS_JOBS (self) && vt_analysis_find (analysis) != NULL, NULL);

  entry = get_entry (self, analysis);
  /* Another analysis may have needed it and left it with the evaluator. Then no job of its own will tell of it. */
  if (entry->result == NULL && entry->key != NULL)
    {
      entry->result = vt_evaluator_peek (self->evaluator, self->source, self->state, analysis);
      if (entry->result != NULL)
        tell_of_find (self, analysis);
    }
  return entry->result;
}

VtJobStatus
vt_jobs_get_status (VtJobs *self, const char *analysis, double *fraction, const GError **error)
{
  Entry *entry;
  VtJob *job;

  g_return_val_if_fail (VT_IS_JOBS (self) && vt_analysis_find (analysis) != NULL, VT_JOB_IDLE);

  entry = get_entry (self, analysis);
  job = find_running (self, entry->key);
  if (fraction != NULL)
    *fraction = job != NULL ? vt_progress_get (job->progress) : 0;
  if (error != NULL)
    *error = entry->error;

  if (entry->result != NULL)
    return VT_JOB_DONE;
  if (entry->error != NULL)
    return VT_JOB_FAILED;
  if (entry->cancelled)
    return VT_JOB_CANCELLED;
  if (job != NULL)
    return VT_JOB_RUNNING;
  return entry->key != NULL && vt_job_wants_has (self->wants, analysis) ? VT_JOB_WAITING : VT_JOB_IDLE;
}

void
vt_jobs_cancel (VtJobs *self, const char *analysis)
{
  Entry *entry;

  g_return_if_fail (VT_IS_JOBS (self) && vt_analysis_find (analysis) != NULL);

  entry = get_entry (self, analysis);
  if (entry->result != NULL || entry->error != NULL)
    return;
  entry->cancelled = TRUE;
  dispatch (self);
  g_signal_emit (self, signals[JOB_CHANGED], 0, analysis);
}

void
vt_jobs_retry (VtJobs *self, const char *analysis)
{
  Entry *entry;

  g_return_if_fail (VT_IS_JOBS (self) && vt_analysis_find (analysis) != NULL);

  entry = get_entry (self, analysis);
  entry->cancelled = FALSE;
  entry->announced = entry->result != NULL;
  g_clear_error (&entry->error);
  dispatch (self);
  g_signal_emit (self, signals[JOB_CHANGED], 0, analysis);
}

gboolean
vt_jobs_is_busy (VtJobs *self)
{
  g_return_val_if_fail (VT_IS_JOBS (self), FALSE);
  for (VtWantTime time = VT_WANT_NOW; time < VT_N_WANTS; time++)
    if (vt_job_wants_find (self->wants, time, needs_work, self) != NULL)
      return TRUE;
  return self->running->len > 0;
}

#include "vt-document.h"

#include <math.h>
#include <string.h>

#include "vt-document-open.h"
#include "vt-error.h"
#include "vt-i18n.h"
#include "vt-session.h"

#define RESULTS_LIMIT ((gsize) 1 << 30)

struct _VtDocument
{
  GObject       parent;
  VtHistory    *history;
  VtSource     *source;
  VtEvaluator  *evaluator;
  VtJobs       *jobs;
  GFile        *file;
  VtState      *saved; /* as it is on disk */
  /* Opening: the newest wins, an older one is cancelled. */
  VtProgress   *loading;
  GCancellable *load_cancellable;
};

G_DEFINE_FINAL_TYPE (VtDocument, vt_document, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_TITLE,
  PROP_MODIFIED,
  PROP_FILE,
  PROP_CAN_UNDO,
  PROP_CAN_REDO,
  PROP_UNDO_LABEL,
  PROP_REDO_LABEL,
  PROP_LOADING,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

enum
{
  STATE_CHANGED,
  SOURCE_CHANGED,
  RESULT_CHANGED,
  JOB_CHANGED,
  FAILED,
  NOTICE,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void reload_source (VtDocument *self, VtState *pending, const char *label);

static void
notify_all (VtDocument *self)
{
  for (guint p = 1; p < N_PROPS; p++)
    g_object_notify_by_pspec (G_OBJECT (self), properties[p]);
}

static gboolean
is_modified (VtDocument *self)
{
  return self->source != NULL && !vt_state_equal (self->saved, vt_history_get_state (self->history));
}

/* After every change of the state: results, listeners, titles. */
static void
announce_state (VtDocument *self, VtState *before)
{
  VtState *state = vt_history_get_state (self->history);

  if (vt_state_equal (before, state))
    return;
  vt_jobs_set_target (self->jobs, self->source != NULL && vt_source_serves (self->source, state) ? self->source : NULL,
                      state);
  g_signal_emit (self, signals[STATE_CHANGED], 0, before);
  notify_all (self);
}

static void
on_result_changed (VtDocument *self, const char *analysis)
{
  g_signal_emit (self, signals[RESULT_CHANGED], g_quark_from_string (analysis), analysis);
}

static void
on_job_changed (VtDocument *self, const char *analysis)
{
  g_signal_emit (self, signals[JOB_CHANGED], g_quark_from_string (analysis), analysis);
}

static void
vt_document_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  VtDocument *self = VT_DOCUMENT (object);

  switch (id)
    {
    case PROP_TITLE:
      g_value_set_string (value, vt_document_get_title (self));
      break;
    case PROP_MODIFIED:
      g_value_set_boolean (value, is_modified (self));
      break;
    case PROP_FILE:
      g_value_set_object (value, self->file);
      break;
    case PROP_CAN_UNDO:
      g_value_set_boolean (value, vt_history_get_undo_label (self->history) != NULL);
      break;
    case PROP_CAN_REDO:
      g_value_set_boolean (value, vt_history_get_redo_label (self->history) != NULL);
      break;
    case PROP_UNDO_LABEL:
      g_value_set_string (value, vt_history_get_undo_label (self->history));
      break;
    case PROP_REDO_LABEL:
      g_value_set_string (value, vt_history_get_redo_label (self->history));
      break;
    case PROP_LOADING:
      g_value_set_boolean (value, self->loading != NULL);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
vt_document_dispose (GObject *object)
{
  VtDocument *self = VT_DOCUMENT (object);

  g_cancellable_cancel (self->load_cancellable);
  if (self->jobs != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->jobs, self);
      vt_jobs_set_target (self->jobs, NULL, vt_history_get_state (self->history));
    }
  g_clear_object (&self->load_cancellable);
  g_clear_pointer (&self->loading, vt_progress_unref);
  g_clear_object (&self->jobs);
  g_clear_object (&self->evaluator);
  g_clear_pointer (&self->source, vt_source_unref);
  g_clear_object (&self->file);
  G_OBJECT_CLASS (vt_document_parent_class)->dispose (object);
}

static void
vt_document_finalize (GObject *object)
{
  VtDocument *self = VT_DOCUMENT (object);

  vt_state_unref (self->saved);
  g_object_unref (self->history);
  G_OBJECT_CLASS (vt_document_parent_class)->finalize (object);
}

static guint
add_signal (const char *name, GSignalFlags flags, GType type)
{
  return g_signal_new (name, VT_TYPE_DOCUMENT, G_SIGNAL_RUN_LAST | flags, 0, NULL, NULL, NULL, G_TYPE_NONE,
                       type != G_TYPE_NONE ? 1 : 0, type);
}

static void
vt_document_class_init (VtDocumentClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = vt_document_get_property;
  object_class->dispose = vt_document_dispose;
  object_class->finalize = vt_document_finalize;

  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_MODIFIED] = g_param_spec_boolean ("modified", NULL, NULL, FALSE, flags);
  properties[PROP_FILE] = g_param_spec_object ("file", NULL, NULL, G_TYPE_FILE, flags);
  properties[PROP_CAN_UNDO] = g_param_spec_boolean ("can-undo", NULL, NULL, FALSE, flags);
  properties[PROP_CAN_REDO] = g_param_spec_boolean ("can-redo", NULL, NULL, FALSE, flags);
  properties[PROP_UNDO_LABEL] = g_param_spec_string ("undo-label", NULL, NULL, NULL, flags);
  properties[PROP_REDO_LABEL] = g_param_spec_string ("redo-label", NULL, NULL, NULL, flags);
  properties[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[STATE_CHANGED] = add_signal ("state-changed", 0, VT_TYPE_STATE);
  signals[SOURCE_CHANGED] = add_signal ("source-changed", 0, G_TYPE_NONE);
  signals[RESULT_CHANGED] = add_signal ("result-changed", G_SIGNAL_DETAILED, G_TYPE_STRING);
  signals[JOB_CHANGED] = add_signal ("job-changed", G_SIGNAL_DETAILED, G_TYPE_STRING);
  signals[FAILED] = add_signal ("failed", 0, G_TYPE_ERROR);
  signals[NOTICE] = add_signal ("notice", 0, G_TYPE_STRING);
}

static void
vt_document_init (VtDocument *self)
{
  self->saved = vt_state_new ();
  self->history = vt_history_new (self->saved);
  self->evaluator = vt_evaluator_new (RESULTS_LIMIT);
  self->jobs = vt_jobs_new (self->evaluator);
  g_signal_connect_swapped (self->jobs, "result-changed", G_CALLBACK (on_result_changed), self);
  g_signal_connect_swapped (self->jobs, "job-changed", G_CALLBACK (on_job_changed), self);
}

VtDocument *
vt_document_new (void)
{
  return g_object_new (VT_TYPE_DOCUMENT, NULL);
}

/* ---- opening ---- */

/* A new load replaces the one under way. (transfer none) */
static GCancellable *
begin_loading (VtDocument *self, GCancellable *follow)
{
  g_cancellable_cancel (self->load_cancellable);
  g_clear_object (&self->load_cancellable);
  g_clear_pointer (&self->loading, vt_progress_unref);

  self->load_cancellable = follow != NULL ? g_object_ref (follow) : g_cancellable_new ();
  self->loading = vt_progress_new ();
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
  return self->load_cancellable;
}

static void
end_loading (VtDocument *self, VtProgress *progress)
{
  if (self->loading != progress)
    return;
  g_clear_pointer (&self->loading, vt_progress_unref);
  g_clear_object (&self->load_cancellable);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
}

static void
take_source (VtDocument *self, VtSource *source)
{
  g_clear_pointer (&self->source, vt_source_unref);
  self->source = source;
  vt_jobs_set_target (self->jobs, self->source, vt_history_get_state (self->history));
  g_signal_emit (self, signals[SOURCE_CHANGED], 0);
}

static void
adopt (VtDocument *self, VtOpened *opened)
{
  g_autoptr (VtState) before = vt_state_ref (vt_history_get_state (self->history));

  vt_history_reset (self->history, opened->state);
  vt_state_unref (self->saved);
  self->saved = vt_state_ref (opened->state);
  g_set_object (&self->file, opened->session);
  take_source (self, g_steal_pointer (&opened->source));
  g_signal_emit (self, signals[STATE_CHANGED], 0, before);
  notify_all (self);
  for (char **notice = opened->notices; notice != NULL && *notice != NULL; notice++)
    g_signal_emit (self, signals[NOTICE], 0, *notice);
}

static void
on_opened (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  VtDocument *self = VT_DOCUMENT (object);
  g_autoptr (GError) error = NULL;
  g_autoptr (VtOpened) opened = vt_document_open_run_finish (result, &error);

  end_loading (self, g_task_get_task_data (task));
  if (opened == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  adopt (self, opened);
  g_task_return_boolean (task, TRUE);
}

void
vt_document_relocate_async (VtDocument         *self,
                            GFile              *file,
                            GFile              *trajectory,
                            GCancellable       *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  GTask *task;

  g_return_if_fail (VT_IS_DOCUMENT (self) && G_IS_FILE (file));

  cancellable = begin_loading (self, cancellable);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, vt_document_open_async);
  g_task_set_task_data (task, vt_progress_ref (self->loading), (GDestroyNotify) vt_progress_unref);
  vt_document_open_run_async (G_OBJECT (self), file, trajectory, self->loading, cancellable, on_opened, task);
}

void
vt_document_open_async (VtDocument         *self,
                        GFile              *file,
                        GCancellable       *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer            user_data)
{
  vt_document_relocate_async (self, file, NULL, cancellable, callback, user_data);
}

gboolean
vt_document_open_finish (VtDocument *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
vt_document_open_source (VtDocument *self, VtSource *source, VtState *state)
{
  g_autoptr (VtOpened) opened = g_new0 (VtOpened, 1);

  g_return_if_fail (VT_IS_DOCUMENT (self) && source != NULL && state != NULL);

  opened->source = vt_source_ref (source);
  opened->state = vt_state_ref (state);
  adopt (self, opened);
}

/* ---- another file or model for the document that is open ---- */

typedef struct
{
  VtState *state; /* to be pushed when its files are open; NULL: it is the document's already */
  char    *label;
  VtProgress *progress;
} Reload;

static void
reload_free (Reload *reload)
{
  g_clear_pointer (&reload->state, vt_state_unref);
  vt_progress_unref (reload->progress);
  g_free (reload->label);
  g_free (reload);
}

static void
on_source_reloaded (GObject *object, GAsyncResult *result, gpointer data)
{
  VtDocument *self = VT_DOCUMENT (object);
  Reload *reload = data;
  g_autoptr (GError) error = NULL;
  VtSource *source = vt_source_reload_run_finish (result, &error);

  end_loading (self, reload->progress);
  if (source != NULL)
    {
      g_autoptr (VtState) before = vt_state_ref (vt_history_get_state (self->history));
      if (reload->state != NULL)
        vt_history_push (self->history, reload->state, reload->label, NULL);
      take_source (self, source);
      announce_state (self, before);
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_signal_emit (self, signals[FAILED], 0, error);
  reload_free (reload);
}

static void
reload_source (VtDocument *self, VtState *pending, const char *label)
{
  Reload *reload = g_new0 (Reload, 1);
  GCancellable *cancellable = begin_loading (self, NULL);

  reload->state = pending != NULL ? vt_state_ref (pending) : NULL;
  reload->label = g_strdup (label);
  reload->progress = vt_progress_ref (self->loading);
  vt_source_reload_run_async (G_OBJECT (self), pending != NULL ? pending : vt_history_get_state (self->history), self->source,
                              self->loading, cancellable, on_source_reloaded, reload);
}

/* ---- saving ---- */

typedef struct
{
  VtState *state;
  GFile   *file;
} Save;

static void
save_free (gpointer data)
{
  Save *save = data;

  vt_state_unref (save->state);
  g_object_unref (save->file);
  g_free (save);
}

static void
save_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Save *save = data;
  GError *error = NULL;

  if (vt_session_save (save->state, save->file, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
vt_document_save_async (VtDocument *self, GFile *file, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Save *save;

  g_return_if_fail (VT_IS_DOCUMENT (self) && G_IS_FILE (file));

  save = g_new0 (Save, 1);
  save->state = vt_state_ref (vt_history_get_state (self->history));
  save->file = g_object_ref (file);
  g_task_set_source_tag (task, vt_document_save_async);
  g_task_set_task_data (task, save, save_free);
  g_task_run_in_thread (task, save_in_thread);
}

gboolean
vt_document_save_finish (VtDocument *self, GAsyncResult *result, GError **error)
{
  Save *save;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;
  save = g_task_get_task_data (G_TASK (result));
  vt_state_unref (self->saved);
  self->saved = vt_state_ref (save->state);
  g_set_object (&self->file, save->file);
  notify_all (self);
  return TRUE;
}

/* ---- what it is ---- */

VtProgress *
vt_document_get_loading (VtDocument *self)
{
  g_return_val_if_fail (VT_IS_DOCUMENT (self), NULL);
  return self->loading;
}

VtState *
vt_document_get_state (VtDocument *self)
{
  g_return_val_if_fail (VT_IS_DOCUMENT (self), NULL);
  return vt_history_get_state (self->history);
}

VtSource *
vt_document_get_source (VtDocument *self)
{
  g_return_val_if_fail (VT_IS_DOCUMENT (self), NULL);
  return self->source;
}

VtEvaluator *
vt_document_get_evaluator (VtDocument *self)
{
  g_return_val_if_fail (VT_IS_DOCUMENT (self), NULL);
  return self->evaluator;
}

GFile *
vt_document_get_file (VtDocument *self)
{
  g_return_val_if_fail (VT_IS_DOCUMENT (self), NULL);
  return self->file;
}

const char *
vt_document_get_title (VtDocument *self)
{
  g_return_val_if_fail (VT_IS_DOCUMENT (self), NULL);

  if (self->file != NULL)
    {
      g_autofree char *name = g_file_get_basename (self->file);
      if (g_str_has_suffix (name, ".vitrine"))
        name[strlen (name) - strlen (".vitrine")] = '\0';
      return g_intern_string (name);
    }
  return self->source != NULL ? vt_trajectory_get_name (vt_source_get_trajectory (self->source)) : _("Vitrine");
}

/* ---- edits ---- */

static void
commit (VtDocument *self, VtState *state, const char *label, const char *merge_key)
{
  g_autoptr (VtState) before = vt_state_ref (vt_history_get_state (self->history));

  if (vt_state_equal (before, state))
    return;
  /* Another file is opened first: a state that cannot be shown is never taken. */
  if (self->source != NULL && !vt_source_serves (self->source, state))
    {
      reload_source (self, state, label);
      return;
    }
  vt_history_push (self->history, state, label, merge_key);
  announce_state (self, before);
}

gboolean
vt_document_set (VtDocument *self, const char *key, GVariant *value, GError **error)
{
  const VtParameter *parameter;
  g_autoptr (VtState) state = NULL;

  g_return_val_if_fail (VT_IS_DOCUMENT (self) && vt_parameter_find (key) >= 0, FALSE);

  state = vt_state_with (vt_history_get_state (self->history), key, value, error);
  if (state == NULL)
    return FALSE;
  parameter = vt_parameter_get (vt_parameter_find (key));
  commit (self, state, parameter->scope != VT_PARAMETER_PLAYBACK ? _(parameter->undo) : NULL, key);
  return TRUE;
}

static void
set_certain (VtDocument *self, const char *key, GVariant *value)
{
  g_autoptr (GError) error = NULL;

  if (!vt_document_set (self, key, value, &error))
    g_critical ("%s: %s", key, error->message);
}

void
vt_document_set_real (VtDocument *self, const char *key, double value)
{
  set_certain (self, key, g_variant_new_double (value));
}

void
vt_document_set_integer (VtDocument *self, const char *key, gint64 value)
{
  set_certain (self, key, g_variant_new_int64 (value));
}

void
vt_document_set_boolean (VtDocument *self, const char *key, gboolean value)
{
  set_certain (self, key, g_variant_new_boolean (value));
}

void
vt_document_set_text (VtDocument *self, const char *key, const char *value)
{
  set_certain (self, key, g_variant_new_string (value));
}

void
vt_document_set_many (VtDocument *self, const char *undo_label, const char *first_key, ...)
{
  g_autoptr (VtState) state = NULL;
  g_autoptr (GError) error = NULL;
  va_list arguments;

  g_return_if_fail (VT_IS_DOCUMENT (self));

  state = vt_state_ref (vt_history_get_state (self->history));
  va_start (arguments, first_key);
  for (const char *key = first_key; key != NULL && error == NULL; key = va_arg (arguments, const char *))
    {
      VtState *next = vt_state_with (state, key, va_arg (arguments, GVariant *), &error);
      if (next != NULL)
        {
          vt_state_unref (state);
          state = next;
        }
    }
  va_end (arguments);

  if (error != NULL)
    g_critical ("%s", error->message);
  else
    commit (self, state, undo_label, first_key);
}

void
vt_document_seal (VtDocument *self)
{
  g_return_if_fail (VT_IS_DOCUMENT (self));
  vt_history_seal (self->history);
}

static void
travel (VtDocument *self, gboolean (*way) (VtHistory *))
{
  g_autoptr (VtState) before = vt_state_ref (vt_history_get_state (self->history));

  if (!way (self->history))
    return;
  announce_state (self, before);
  if (self->source != NULL && !vt_source_serves (self->source, vt_history_get_state (self->history)))
    reload_source (self, NULL, NULL);
}

void
vt_document_undo (VtDocument *self)
{
  g_return_if_fail (VT_IS_DOCUMENT (self));
  travel (self, vt_history_undo);
}

void
vt_document_redo (VtDocument *self)
{
  g_return_if_fail (VT_IS_DOCUMENT (self));
  travel (self, vt_history_redo);
}

/* ---- results ---- */

void
vt_document_want (VtDocument *self, gpointer owner, const char *const *analyses)
{
  g_return_if_fail (VT_IS_DOCUMENT (self));
  vt_jobs_want (self->jobs, owner, analyses);
}

VtResult *
vt_document_peek (VtDocument *self, const char *analysis)
{
  g_return_val_if_fail (VT_IS_DOCUMENT (self), NULL);
  return vt_jobs_peek (self->jobs, analysis);
}

VtFrame *
vt_document_peek_frame (VtDocument *self)
{
  VtResult *result = vt_document_peek (self, "frame");

  return result != NULL ? vt_result_get_payload (result) : NULL;
}

const char *
vt_document_get_provider (const char *property)
{
  const VtAnalysis *analysis = NULL;

  return vt_analysis_find_property (property, &analysis) != NULL ? analysis->id : "frame";
}

VtColumn *
vt_document_peek_column (VtDocument *self, const char *property)
{
  VtResult *result = vt_document_peek (self, vt_document_get_provider (property));

  return result != NULL ? vt_result_get_column (result, property) : NULL;
}

VtJobStatus
vt_document_get_job (VtDocument *self, const char *analysis, double *fraction, const GError **error)
{
  g_return_val_if_fail (VT_IS_DOCUMENT (self), VT_JOB_IDLE);
  return vt_jobs_get_status (self->jobs, analysis, fraction, error);
}

void
vt_document_cancel (VtDocument *self, const char *analysis)
{
  g_return_if_fail (VT_IS_DOCUMENT (self));
  vt_jobs_cancel (self->jobs, analysis);
}

void
vt_document_retry (VtDocument *self, const char *analysis)
{
  g_return_if_fail (VT_IS_DOCUMENT (self));
  vt_jobs_retry (self->jobs, analysis);
}

void
vt_document_settle (VtDocument *self)
{
  g_return_if_fail (VT_IS_DOCUMENT (self));

  while (self->loading != NULL || vt_jobs_is_busy (self->jobs))
    g_main_context_iteration (NULL, TRUE);
}

#include "vt-document-private.h"

#include <string.h>

#include "vt-i18n.h"

#define RESULTS_LIMIT ((gsize) 1 << 30)

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

void
vt_document_notify_all (VtDocument *self)
{
  for (guint p = 1; p < N_PROPS; p++)
    g_object_notify_by_pspec (G_OBJECT (self), properties[p]);
}

static gboolean
is_modified (VtDocument *self)
{
  return self->source != NULL && !vt_state_equal (self->saved, vt_history_get_state (self->history));
}

void
vt_document_announce (VtDocument *self, VtState *before)
{
  VtState *state = vt_history_get_state (self->history);

  if (vt_state_equal (before, state))
    return;
  vt_jobs_set_target (self->jobs, self->source != NULL && vt_source_serves (self->source, state) ? self->source : NULL,
                      state);
  g_signal_emit (self, signals[STATE_CHANGED], 0, before);
  vt_document_notify_all (self);
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
      vt_document_reload_source (self, state, label);
      return;
    }
  vt_history_push (self->history, state, label, merge_key);
  vt_document_announce (self, before);
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
  commit (self, state, vt_parameter_is_undoable (parameter) ? _(parameter->undo) : NULL, key);
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
  vt_document_announce (self, before);
  if (self->source != NULL && !vt_source_serves (self->source, vt_history_get_state (self->history)))
    vt_document_reload_source (self, NULL, NULL);
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

void
vt_document_want_later (VtDocument *self, gpointer owner, const char *const *analyses)
{
  g_return_if_fail (VT_IS_DOCUMENT (self));
  vt_jobs_want_later (self->jobs, owner, analyses);
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

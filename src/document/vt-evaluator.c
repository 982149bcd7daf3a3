#include "vt-evaluator.h"

#include <string.h>

#include "vt-analysis-context.h"
#include "vt-error.h"
#include "vt-i18n.h"
#include "vt-priority.h"

typedef struct
{
  VtResult *result;
  guint64   used; /* tick of the last use */
} Entry;

struct _VtEvaluator
{
  GObject     parent;
  VtEvaluator *within; /* (nullable): whom this one asks for what does not depend on the frame */
  GMutex      mutex;
  GCond       finished;
  GHashTable *results;  /* key → Entry */
  GHashTable *computing; /* keys that some thread is at → its VtPriority (nullable) */
  guint64     tick;
  gsize       size;
  gsize       limit;
};

G_DEFINE_FINAL_TYPE (VtEvaluator, vt_evaluator, G_TYPE_OBJECT)

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  vt_result_unref (entry->result);
  g_free (entry);
}

static void
priority_free (gpointer priority)
{
  if (priority != NULL)
    vt_priority_unref (priority);
}

static void
vt_evaluator_finalize (GObject *object)
{
  VtEvaluator *self = VT_EVALUATOR (object);

  g_clear_object (&self->within);
  g_hash_table_unref (self->results);
  g_hash_table_unref (self->computing);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->finished);
  G_OBJECT_CLASS (vt_evaluator_parent_class)->finalize (object);
}

static void
vt_evaluator_class_init (VtEvaluatorClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vt_evaluator_finalize;
}

static void
vt_evaluator_init (VtEvaluator *self)
{
  g_mutex_init (&self->mutex);
  g_cond_init (&self->finished);
  self->results = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, entry_free);
  self->computing = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, priority_free);
}

VtEvaluator *
vt_evaluator_new (gsize limit)
{
  VtEvaluator *self = g_object_new (VT_TYPE_EVALUATOR, NULL);

  self->limit = limit;
  return self;
}

VtEvaluator *
vt_evaluator_new_within (VtEvaluator *parent, gsize limit)
{
  VtEvaluator *self;

  g_return_val_if_fail (VT_IS_EVALUATOR (parent), NULL);

  self = vt_evaluator_new (limit);
  self->within = g_object_ref (parent);
  return self;
}

/* All keys of the state that the analysis depends on, its inputs' included; each once, in a fixed order. */
static void
collect_keys (const VtAnalysis *analysis, const VtState *state, GPtrArray *keys, gboolean *uses_model)
{
  g_autoptr (GPtrArray) chosen = g_ptr_array_new ();

  *uses_model |= analysis->uses_model;
  if (analysis->per_frame && !g_ptr_array_find_with_equal_func (keys, "window.frame", g_str_equal, NULL))
    g_ptr_array_add (keys, (gpointer) "window.frame");

  for (const char *const *key = analysis->parameters; *key != NULL; key++)
    if (!g_ptr_array_find_with_equal_func (keys, *key, g_str_equal, NULL))
      g_ptr_array_add (keys, (gpointer) *key);

  for (const char *const *input = analysis->inputs; *input != NULL; input++)
    collect_keys (vt_analysis_find (*input), state, keys, uses_model);
  if (analysis->add_inputs != NULL)
    analysis->add_inputs (state, chosen);
  for (guint i = 0; i < chosen->len; i++)
    collect_keys (vt_analysis_find (chosen->pdata[i]), state, keys, uses_model);

  if (analysis->varies != NULL)
    {
      guint index;
      if (g_ptr_array_find_with_equal_func (keys, analysis->varies, g_str_equal, &index))
        g_ptr_array_remove_index (keys, index);
    }
}

char *
vt_evaluator_get_key (VtSource *source, const VtState *state, const char *id)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new ();
  const VtAnalysis *analysis = vt_analysis_find (id);
  VtModel *model = vt_source_get_model (source);
  g_autofree char *salt = NULL;
  gboolean uses_model = FALSE;

  g_return_val_if_fail (analysis != NULL, NULL);

  collect_keys (analysis, state, keys, &uses_model);
  g_ptr_array_add (keys, NULL);
  salt = g_strconcat (id, "\n", vt_trajectory_get_identity (vt_source_get_trajectory (source)), "\n",
                      uses_model && model != NULL ? vt_model_get_digest (model) : "", NULL);
  return vt_state_digest (state, (const char *const *) keys->pdata, salt);
}

static gboolean
depends_on_frame (const VtState *state, const char *id)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new ();
  gboolean uses_model = FALSE;

  collect_keys (vt_analysis_find (id), state, keys, &uses_model);
  return g_ptr_array_find_with_equal_func (keys, "window.frame", g_str_equal, NULL);
}

/* With the mutex held. (transfer full) (nullable) */
static VtResult *
take_kept (VtEvaluator *self, const char *key)
{
  Entry *entry = g_hash_table_lookup (self->results, key);

  if (entry == NULL)
    return NULL;
  entry->used = ++self->tick;
  return vt_result_ref (entry->result);
}

/* With the mutex held: drops the least recently used until the rest fits. Readers keep what they hold. */
static void
shrink (VtEvaluator *self)
{
  while (self->size > self->limit && g_hash_table_size (self->results) > 1)
    {
      GHashTableIter iter;
      gpointer key, value, oldest_key = NULL;
      Entry *oldest = NULL;

      g_hash_table_iter_init (&iter, self->results);
      while (g_hash_table_iter_next (&iter, &key, &value))
        if (oldest == NULL || ((Entry *) value)->used < oldest->used)
          {
            oldest = value;
            oldest_key = key;
          }
      self->size -= vt_result_get_size (oldest->result);
      g_hash_table_remove (self->results, oldest_key);
    }
}

static void
keep (VtEvaluator *self, const char *key, VtResult *result)
{
  Entry *entry = g_new (Entry, 1);

  entry->result = vt_result_ref (result);
  entry->used = ++self->tick;
  self->size += vt_result_get_size (result);
  g_hash_table_replace (self->results, g_strdup (key), entry);
  shrink (self);
}

/* With the mutex held: waits a little for the thread that computes @key, which is not held up meanwhile unless we are. */
static void
nap (VtEvaluator *self, const char *key)
{
  VtPriority *other = g_hash_table_lookup (self->computing, key);
  gboolean raises = other != NULL && !vt_priority_must_wait ();

  if (raises)
    vt_priority_raise (vt_priority_ref (other));
  g_cond_wait_until (&self->finished, &self->mutex, g_get_monotonic_time () + 20 * G_TIME_SPAN_MILLISECOND);
  if (raises)
    {
      vt_priority_lower (other);
      vt_priority_unref (other);
    }
}

/* Kept already, or ours to compute; waits while another thread is at it. TRUE: *@result is set or ours to make. */
static gboolean
claim (VtEvaluator *self, const char *key, VtResult **result, GCancellable *cancellable, GError **error)
{
  VtPriority *own = vt_priority_get_current ();
  gboolean cancelled = FALSE;

  g_mutex_lock (&self->mutex);
  while ((*result = take_kept (self, key)) == NULL && g_hash_table_contains (self->computing, key)
         && !(cancelled = g_cancellable_is_cancelled (cancellable)))
    nap (self, key);
  if (*result == NULL && !cancelled)
    g_hash_table_insert (self->computing, g_strdup (key), own != NULL ? vt_priority_ref (own) : NULL);
  g_mutex_unlock (&self->mutex);

  return !cancelled || !g_cancellable_set_error_if_cancelled (cancellable, error);
}

static void
release (VtEvaluator *self, const char *key, VtResult *result)
{
  g_mutex_lock (&self->mutex);
  g_hash_table_remove (self->computing, key);
  if (result != NULL)
    keep (self, key, result);
  g_cond_broadcast (&self->finished);
  g_mutex_unlock (&self->mutex);
}

static VtResult *
compute (VtAnalysisContext *context, GError **error)
{
  g_autoptr (VtResult) result = vt_result_new ();
  gint64 start = g_get_monotonic_time ();
  gboolean done;

  context->held = g_ptr_array_new_with_free_func ((GDestroyNotify) vt_result_unref);
  done = !g_cancellable_set_error_if_cancelled (context->cancellable, error)
         && context->analysis->compute (context, result, error);
  g_ptr_array_unref (context->held);

  vt_result_set_seconds (result, 1e-6 * (g_get_monotonic_time () - start) - context->seconds_inputs);
  return done ? g_steal_pointer (&result) : NULL;
}

VtResult *
vt_evaluator_evaluate (VtEvaluator   *self,
                       VtSource      *source,
                       const VtState *state,
                       const char    *id,
                       VtProgress    *progress,
                       GCancellable  *cancellable,
                       GError       **error)
{
  VtAnalysisContext context = { self, source, state, vt_analysis_find (id), progress, cancellable, NULL, 0 };
  g_autofree char *key = NULL;
  VtResult *result;

  g_return_val_if_fail (VT_IS_EVALUATOR (self) && source != NULL && state != NULL, NULL);
  g_return_val_if_fail (context.analysis != NULL, NULL);

  if (self->within != NULL && !depends_on_frame (state, id))
    return vt_evaluator_evaluate (self->within, source, state, id, progress, cancellable, error);
  if (self->within != NULL && (result = vt_evaluator_peek (self->within, source, state, id)) != NULL)
    return result;

  key = vt_evaluator_get_key (source, state, id);
  if (!claim (self, key, &result, cancellable, error))
    return NULL;
  if (result != NULL)
    return result;

  result = compute (&context, error);
  release (self, key, result);
  return result;
}

VtResult *
vt_evaluator_peek (VtEvaluator *self, VtSource *source, const VtState *state, const char *id)
{
  g_autofree char *key = NULL;
  VtResult *result;

  g_return_val_if_fail (VT_IS_EVALUATOR (self) && source != NULL && state != NULL, NULL);

  key = vt_evaluator_get_key (source, state, id);
  g_mutex_lock (&self->mutex);
  result = take_kept (self, key);
  g_mutex_unlock (&self->mutex);
  return result;
}

VtColumn *
vt_evaluator_evaluate_property (VtEvaluator   *self,
                                VtSource      *source,
                                const VtState *state,
                                const char    *property,
                                VtProgress    *progress,
                                GCancellable  *cancellable,
                                GError       **error)
{
  const VtAnalysis *analysis = &(VtAnalysis){ .id = "frame" };
  g_autoptr (VtResult) result = NULL;
  VtColumn *column;

  g_return_val_if_fail (VT_IS_EVALUATOR (self) && property != NULL, NULL);

  /* What is no row can only be a column of the file, which the frame brings along. */
  vt_analysis_find_property (property, &analysis);
  result = vt_evaluator_evaluate (self, source, state, analysis->id, progress, cancellable, error);
  if (result == NULL)
    return NULL;

  column = vt_result_get_column (result, property);
  if (column == NULL)
    {
      vt_set_error_at (error, VT_ERROR_USAGE, NULL, _("there is no quantity “%s”"), property);
      return NULL;
    }
  return vt_column_ref (column);
}

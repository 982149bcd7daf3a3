#include "vt-history.h"

/* Steps beyond this are forgotten, the oldest first. A step costs a few hundred bytes. */
#define MAX_STEPS 500

typedef struct
{
  VtState *state; /* the state before (undo) or after (redo) the edit */
  char    *label;
  char    *merge_key;
} Step;

struct _VtHistory
{
  GObject  parent;
  VtState *state;
  GQueue   undo; /* of Step, newest at the head */
  GQueue   redo;
  gboolean sealed;
};

G_DEFINE_FINAL_TYPE (VtHistory, vt_history, G_TYPE_OBJECT)

static void
step_free (gpointer data)
{
  Step *step = data;

  vt_state_unref (step->state);
  g_free (step->label);
  g_free (step->merge_key);
  g_free (step);
}

static void
vt_history_finalize (GObject *object)
{
  VtHistory *self = VT_HISTORY (object);

  g_queue_clear_full (&self->undo, step_free);
  g_queue_clear_full (&self->redo, step_free);
  vt_state_unref (self->state);
  G_OBJECT_CLASS (vt_history_parent_class)->finalize (object);
}

static void
vt_history_class_init (VtHistoryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vt_history_finalize;
}

static void
vt_history_init (VtHistory *self)
{
  g_queue_init (&self->undo);
  g_queue_init (&self->redo);
}

VtHistory *
vt_history_new (VtState *state)
{
  VtHistory *self;

  g_return_val_if_fail (state != NULL, NULL);

  self = g_object_new (VT_TYPE_HISTORY, NULL);
  self->state = vt_state_ref (state);
  return self;
}

VtState *
vt_history_get_state (VtHistory *self)
{
  g_return_val_if_fail (VT_IS_HISTORY (self), NULL);
  return self->state;
}

static void
replace_state (VtHistory *self, VtState *state)
{
  VtState *old = self->state;

  self->state = vt_state_ref (state);
  vt_state_unref (old);
}

static gboolean
merges (VtHistory *self, const char *merge_key)
{
  Step *last = g_queue_peek_head (&self->undo);

  return !self->sealed && merge_key != NULL && last != NULL && g_strcmp0 (last->merge_key, merge_key) == 0;
}

void
vt_history_push (VtHistory *self, VtState *state, const char *label, const char *merge_key)
{
  g_return_if_fail (VT_IS_HISTORY (self) && state != NULL);

  if (label != NULL && !merges (self, merge_key))
    {
      Step *step = g_new0 (Step, 1);
      step->state = vt_state_ref (self->state);
      step->label = g_strdup (label);
      step->merge_key = g_strdup (merge_key);
      g_queue_push_head (&self->undo, step);
      if (g_queue_get_length (&self->undo) > MAX_STEPS)
        step_free (g_queue_pop_tail (&self->undo));
    }
  if (label != NULL)
    {
      g_queue_clear_full (&self->redo, step_free);
      self->sealed = FALSE;
    }
  replace_state (self, state);
}

void
vt_history_seal (VtHistory *self)
{
  g_return_if_fail (VT_IS_HISTORY (self));
  self->sealed = TRUE;
}

void
vt_history_reset (VtHistory *self, VtState *state)
{
  g_return_if_fail (VT_IS_HISTORY (self) && state != NULL);

  g_queue_clear_full (&self->undo, step_free);
  g_queue_clear_full (&self->redo, step_free);
  self->sealed = TRUE;
  replace_state (self, state);
}

/* @goal as it is now as far as time is concerned: playback is no edit, and undo does not turn it back. (transfer full) */
static VtState *
keep_playback (VtState *goal, const VtState *present)
{
  VtState *kept = vt_state_ref (goal);

  for (guint i = 0; i < vt_parameter_get_count (); i++)
    {
      const VtParameter *parameter = vt_parameter_get (i);
      VtState *next;

      if (vt_parameter_is_undoable (parameter))
        continue;
      next = vt_state_with (kept, parameter->key, vt_state_get (present, parameter->key), NULL);
      vt_state_unref (kept);
      kept = next;
    }
  return kept;
}

/* Takes the newest step of @from, and puts the way back onto @to. */
static gboolean
travel (VtHistory *self, GQueue *from, GQueue *to)
{
  Step *step = g_queue_pop_head (from);
  VtState *goal;

  if (step == NULL)
    return FALSE;

  goal = keep_playback (step->state, self->state);
  vt_state_unref (step->state);
  step->state = self->state;
  self->state = goal;
  g_queue_push_head (to, step);
  self->sealed = TRUE;
  return TRUE;
}

gboolean
vt_history_undo (VtHistory *self)
{
  g_return_val_if_fail (VT_IS_HISTORY (self), FALSE);
  return travel (self, &self->undo, &self->redo);
}

gboolean
vt_history_redo (VtHistory *self)
{
  g_return_val_if_fail (VT_IS_HISTORY (self), FALSE);
  return travel (self, &self->redo, &self->undo);
}

static const char *
label_of (GQueue *queue)
{
  Step *step = g_queue_peek_head (queue);

  return step != NULL ? step->label : NULL;
}

const char *
vt_history_get_undo_label (VtHistory *self)
{
  g_return_val_if_fail (VT_IS_HISTORY (self), NULL);
  return label_of (&self->undo);
}

const char *
vt_history_get_redo_label (VtHistory *self)
{
  g_return_val_if_fail (VT_IS_HISTORY (self), NULL);
  return label_of (&self->redo);
}

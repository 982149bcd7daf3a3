#include "vt-playback.h"

#include "vt-color-range.h"
#include "vt-selection.h"
#include "vt-worker.h"

struct _VtPlayback
{
  VtDocument *document;
  void (*ended) (gpointer data);
  gpointer  data;
  guint     tick_id;
  double    speed; /* frames/s that the clock ticks with */
  VtWorker *worker;
};

/* ---- what the frame after this one will need ---- */

typedef struct
{
  VtEvaluator *evaluator;
  VtSource    *source;
  VtState     *state;
  GPtrArray   *analyses;
} Ahead;

static void
ahead_free (gpointer data)
{
  Ahead *ahead = data;

  g_object_unref (ahead->evaluator);
  vt_source_unref (ahead->source);
  vt_state_unref (ahead->state);
  g_ptr_array_unref (ahead->analyses);
  g_free (ahead);
}

/* What fails here fails again when it is its turn, and is told then. */
static void
compute_ahead (gpointer data, gpointer *own, GCancellable *cancellable)
{
  Ahead *ahead = data;

  for (guint i = 0; i < ahead->analyses->len && !g_cancellable_is_cancelled (cancellable); i++)
    {
      VtResult *result = vt_evaluator_evaluate (ahead->evaluator, ahead->source, ahead->state,
                                                g_ptr_array_index (ahead->analyses, i), NULL, cancellable, NULL);

      if (result != NULL)
        vt_result_unref (result);
    }
}

static void
forget_ahead (gpointer owner, gpointer data)
{
}

static const VtWorkerFuncs ahead_funcs = { compute_ahead, forget_ahead, ahead_free, NULL, .computes = TRUE };

/* The analyses that a picture is made from; static strings. (transfer full) */
static GPtrArray *
list_needs (const VtState *state)
{
  GPtrArray *needs = g_ptr_array_new ();

  g_ptr_array_add (needs, (gpointer) "frame");
  g_ptr_array_add (needs, (gpointer) vt_document_get_provider (vt_state_get_text (state, "view.color-by")));
  vt_color_range_add_needs (state, needs);
  vt_selection_add_needs (state, needs);
  return needs;
}

/* ---- the clock ---- */

static guint
count_frames (VtPlayback *self)
{
  VtSource *source = vt_document_get_source (self->document);

  return source != NULL ? vt_trajectory_get_n_frames (vt_source_get_trajectory (source)) : 0;
}

static guint
get_frame (VtPlayback *self)
{
  return (guint) MAX (vt_state_get_integer (vt_document_get_state (self->document), "window.frame"), 0);
}

/* The frame after @frame; −1 at the end. */
static gint64
get_next (VtPlayback *self, guint frame)
{
  VtState *state = vt_document_get_state (self->document);

  if (frame + 1 < count_frames (self))
    return frame + 1;
  return vt_state_get_boolean (state, "playback.loop") ? 0 : -1;
}

static void
vt_playback_look_ahead (VtPlayback *self)
{
  VtState *state = vt_document_get_state (self->document);
  gint64 next = get_next (self, get_frame (self));
  Ahead *ahead;

  if (next < 0)
    return;
  ahead = g_new0 (Ahead, 1);
  ahead->evaluator = g_object_ref (vt_document_get_evaluator (self->document));
  ahead->source = vt_source_ref (vt_document_get_source (self->document));
  ahead->state = vt_state_with_integer (state, "window.frame", next);
  ahead->analyses = list_needs (state);
  vt_worker_request (self->worker, ahead);
}

static void
vt_playback_show (VtPlayback *self, gint64 frame)
{
  vt_document_set_integer (self->document, "window.frame", frame);
  vt_playback_look_ahead (self);
}

/* Whether all of the present frame is there, or will not come. */
static gboolean
is_shown (VtPlayback *self)
{
  g_autoptr (GPtrArray) needs = list_needs (vt_document_get_state (self->document));

  for (guint i = 0; i < needs->len; i++)
    {
      VtJobStatus status = vt_document_get_job (self->document, g_ptr_array_index (needs, i), NULL, NULL);

      if (status == VT_JOB_RUNNING || status == VT_JOB_WAITING)
        return FALSE;
    }
  return vt_document_peek_frame (self->document) != NULL
         || vt_document_get_job (self->document, "frame", NULL, NULL) == VT_JOB_FAILED;
}

static void vt_playback_set_clock (VtPlayback *self);

static gboolean
on_tick (gpointer data)
{
  VtPlayback *self = data;
  double speed = vt_state_get_real (vt_document_get_state (self->document), "playback.speed");
  gint64 next;

  if (is_shown (self))
    {
      next = get_next (self, get_frame (self));
      if (next < 0 || count_frames (self) < 2)
        {
          vt_playback_stop (self);
          self->ended (self->data);
          return G_SOURCE_REMOVE;
        }
      vt_playback_show (self, next);
    }
  if (speed == self->speed || self->tick_id == 0)
    return G_SOURCE_CONTINUE;
  vt_playback_set_clock (self);
  return G_SOURCE_REMOVE;
}

static void
vt_playback_set_clock (VtPlayback *self)
{
  self->speed = vt_state_get_real (vt_document_get_state (self->document), "playback.speed");
  /* After GTK's own redraw: what has come is seen before it is the next frame's turn. */
  self->tick_id = g_timeout_add_full (G_PRIORITY_DEFAULT_IDLE, (guint) (1000 / self->speed), on_tick, self, NULL);
}

VtPlayback *
vt_playback_new (VtDocument *document, void (*ended) (gpointer data), gpointer data)
{
  VtPlayback *self;

  g_return_val_if_fail (VT_IS_DOCUMENT (document), NULL);
  g_return_val_if_fail (ended != NULL, NULL);

  self = g_new0 (VtPlayback, 1);
  self->document = document;
  self->ended = ended;
  self->data = data;
  self->worker = vt_worker_new (&ahead_funcs, self);
  return self;
}

void
vt_playback_free (VtPlayback *playback)
{
  g_return_if_fail (playback != NULL);

  g_clear_handle_id (&playback->tick_id, g_source_remove);
  vt_worker_free (playback->worker);
  g_free (playback);
}

void
vt_playback_start (VtPlayback *playback)
{
  g_return_if_fail (playback != NULL);

  if (playback->tick_id != 0 || count_frames (playback) < 2)
    return;
  if (get_frame (playback) + 1 >= count_frames (playback))
    vt_playback_show (playback, 0);
  else
    vt_playback_look_ahead (playback);
  vt_playback_set_clock (playback);
}

void
vt_playback_stop (VtPlayback *playback)
{
  g_return_if_fail (playback != NULL);

  g_clear_handle_id (&playback->tick_id, g_source_remove);
  vt_worker_forget (playback->worker);
}

gboolean
vt_playback_is_running (VtPlayback *playback)
{
  g_return_val_if_fail (playback != NULL, FALSE);

  return playback->tick_id != 0;
}

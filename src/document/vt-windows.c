/* Each window has an evaluator of its own within the caller's, which goes when the window is done: so the memory is that
 * of the windows in flight and of the trajectory's cache, however long the run is. Small windows run beside one another,
 * a thread each, for reading and the short kernels do not part well; where several would not fit, one runs after the
 * other and the kernels part the work. Both give the same numbers.
 */
#include "vt-windows.h"

#include "vt-parallel.h"

/* What the results of a window keep an atom, the features beside: frames, neighbours, votes, columns of T_ML and D²min. */
#define BYTES_AN_ATOM 700

struct _VtWindow
{
  VtAnalysisContext *context;
  VtEvaluator       *evaluator;
  VtState           *state;
};

typedef struct
{
  VtAnalysisContext *context;
  const guint       *frames;
  VtWindowFunc       func;
  gpointer           data;
  gsize              first;     /* number of the window that the loop's first chunk stands for */
  GMutex             mutex;
  GError            *error;     /* of whichever window failed first, in time */
  gsize              failed;    /* its number */
} Walk;

guint
vt_window_get_frame (const VtWindow *window)
{
  g_return_val_if_fail (window != NULL, 0);
  return (guint) vt_state_get_integer (window->state, "window.frame");
}

GCancellable *
vt_window_get_cancellable (const VtWindow *window)
{
  g_return_val_if_fail (window != NULL, NULL);
  return window->context->cancellable;
}

VtResult *
vt_window_evaluate (const VtWindow *window, const char *analysis, GError **error)
{
  g_return_val_if_fail (window != NULL && analysis != NULL, NULL);
  return vt_evaluator_evaluate (window->evaluator, window->context->source, window->state, analysis, NULL,
                                window->context->cancellable, error);
}

VtFrame *
vt_window_read_start (const VtWindow *window, GError **error)
{
  g_autoptr (VtResult) frame = vt_window_evaluate (window, "frame", error);

  return frame != NULL ? vt_frame_ref (vt_result_get_payload (frame)) : NULL;
}

VtFrame *
vt_window_read_lag (const VtWindow *window, double lag, GError **error)
{
  VtAnalysisContext context = *window->context;
  VtFrame *later;

  g_return_val_if_fail (window != NULL, NULL);

  context.evaluator = window->evaluator;
  context.state = window->state;
  context.analysis = vt_analysis_find ("displacement");
  context.progress = NULL;
  context.held = g_ptr_array_new_with_free_func ((GDestroyNotify) vt_result_unref);
  later = vt_analysis_context_read_lag (&context, lag, error);
  g_ptr_array_unref (context.held);
  return later;
}

static gboolean
run_window (const Walk *walk, gsize number, GError **error)
{
  g_autoptr (VtState) state = vt_state_with_integer (walk->context->state, "window.frame", walk->frames[number]);
  g_autoptr (VtEvaluator) evaluator = vt_evaluator_new_within (walk->context->evaluator, G_MAXSIZE);
  VtWindow window = { walk->context, evaluator, state };

  return walk->func (&window, number, walk->data, error);
}

/* The earliest failure counts, whichever thread met one first; the others need not go on. */
static void
note_failure (Walk *walk, gsize number, GError *error)
{
  g_mutex_lock (&walk->mutex);
  if (walk->error == NULL || number < walk->failed)
    {
      g_clear_error (&walk->error);
      walk->error = g_steal_pointer (&error);
      walk->failed = number;
    }
  g_mutex_unlock (&walk->mutex);
  g_clear_error (&error);
}

static gboolean
has_failed_before (Walk *walk, gsize number)
{
  gboolean failed;

  g_mutex_lock (&walk->mutex);
  failed = walk->error != NULL && walk->failed < number;
  g_mutex_unlock (&walk->mutex);
  return failed;
}

static void
run_chunk (const VtChunk *chunk, gpointer data)
{
  Walk *walk = data;

  for (gsize i = chunk->begin; i < chunk->end; i++)
    {
      GError *error = NULL;

      if (!has_failed_before (walk, walk->first + i) && !run_window (walk, walk->first + i, &error))
        note_failure (walk, walk->first + i, error);
    }
}

guint
vt_windows_get_n_at_once (gsize n_atoms, guint n_lags, gsize bytes)
{
  guint threads = vt_parallel_get_threads ();
  gsize needed = MAX (n_atoms, 1) * (BYTES_AN_ATOM + n_lags * sizeof (double));

  return needed <= bytes / threads ? threads : 1;
}

static gboolean
run_in_turn (Walk *walk, gsize begin, gsize end, gsize n, GError **error)
{
  for (gsize i = begin; i < end; i++)
    {
      if (g_cancellable_set_error_if_cancelled (walk->context->cancellable, error)
          || !run_window (walk, i, error))
        return FALSE;
      vt_progress_set (walk->context->progress, (i + 1.0) / n);
    }
  return TRUE;
}

/* A window of an earlier frame has as many atoms as one of a later, nearly always. */
static guint
count_at_once (const Walk *walk, gsize bytes)
{
  VtModel *model = vt_source_get_model (walk->context->source);
  guint n_lags = 0;

  if (model != NULL)
    vt_model_get_lags (model, &n_lags);
  return vt_windows_get_n_at_once (
      vt_trajectory_get_n_atoms (vt_source_get_trajectory (walk->context->source), walk->frames[0]), n_lags, bytes);
}

gboolean
vt_windows_run (VtAnalysisContext *context,
                const guint       *frames,
                gsize              n,
                gsize              bytes,
                VtWindowFunc       func,
                gpointer           data,
                GError           **error)
{
  Walk walk = { .context = context, .frames = frames, .func = func, .data = data };
  gboolean done;

  g_return_val_if_fail (context != NULL && (frames != NULL || n == 0) && func != NULL, FALSE);

  if (n == 0)
    return TRUE;
  if (!run_in_turn (&walk, 0, 1, n, error))
    return FALSE;
  if (count_at_once (&walk, bytes) == 1)
    return run_in_turn (&walk, 1, n, n, error);

  walk.first = 1;
  g_mutex_init (&walk.mutex);
  done = vt_parallel_for (n - 1, 1, run_chunk, &walk, context->progress, context->cancellable, error);
  g_mutex_clear (&walk.mutex);
  if (done && walk.error != NULL)
    {
      g_propagate_error (error, walk.error);
      return FALSE;
    }
  g_clear_error (&walk.error);
  return done;
}

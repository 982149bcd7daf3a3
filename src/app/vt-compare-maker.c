#include "vt-compare-maker.h"

#include "vt-worker.h"

/* How long an older sheet stays as a whole while a newer one is computed, ms: panels of two frames are never seen side by
 * side, and where it takes longer they come one by one. */
#define PATIENCE 700

struct _VtCompareMaker
{
  void (*changed) (gpointer owner);
  gpointer     owner;
  VtWorker    *worker;
  VtEvaluator *evaluator;
  VtSource    *source;
  gboolean     dark;
  GPtrArray   *planned; /* of VtComparisonPanel without depictions */
  GPtrArray   *making;  /* as many: those that are there, and frames of the others */
  GPtrArray   *shown;   /* the same, or an older sheet */
  VtState     *next;    /* what was asked for while that sheet waits for its successor: the newest */
  gboolean     next_dark;
  guint        patience_id; /* while it does */
  guint        n_left_out;
  int          current;
  VtProgress  *progress; /* of the current one */
};

/* One panel. */
typedef struct
{
  VtEvaluator       *evaluator;
  VtSource          *source;
  VtComparisonPanel *planned;
  gboolean           dark;
  VtProgress        *progress;
  VtComparisonPanel *panel; /* what comes of it; NULL: cancelled */
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_object_unref (job->evaluator);
  vt_source_unref (job->source);
  vt_comparison_panel_unref (job->planned);
  vt_progress_unref (job->progress);
  g_clear_pointer (&job->panel, vt_comparison_panel_unref);
  g_free (job);
}

/* The files of other runs stay open from one panel to the next. */
static void
compute (gpointer data, gpointer *own, GCancellable *cancellable)
{
  Job *job = data;

  if (*own != NULL && !vt_comparison_sources_serve (*own, job->evaluator, job->source))
    vt_comparison_sources_free (g_steal_pointer (own));
  if (*own == NULL)
    *own = vt_comparison_sources_new (job->evaluator, job->source);
  job->panel = vt_comparison_evaluate (*own, job->planned, job->dark, job->progress, cancellable, NULL);
}

static void
free_sources (gpointer own)
{
  vt_comparison_sources_free (own);
}

static const VtComparisonPanel *
get_planned (const VtCompareMaker *maker, guint index)
{
  return maker->planned->pdata[index];
}

static gboolean
is_made (const VtComparisonPanel *shown, const VtComparisonPanel *planned)
{
  return (shown->depiction != NULL || shown->message != NULL) && g_strcmp0 (shown->key, planned->key) == 0;
}

/* ---- what is seen ---- */

static void
show (VtCompareMaker *maker)
{
  g_clear_handle_id (&maker->patience_id, g_source_remove);
  g_ptr_array_ref (maker->making);
  g_ptr_array_unref (maker->shown);
  maker->shown = maker->making;
}

/* Whether what is seen is whole, and only to be seen otherwise: at another time, in other colours. */
static gboolean
can_wait (const VtCompareMaker *maker)
{
  if (maker->shown->len == 0 || maker->shown->len != maker->planned->len)
    return FALSE;
  for (guint i = 0; i < maker->shown->len; i++)
    {
      const VtComparisonPanel *shown = maker->shown->pdata[i], *planned = get_planned (maker, i);

      if ((shown->depiction == NULL && shown->message == NULL) || !g_str_equal (shown->id, planned->id)
          || !g_str_equal (shown->property, planned->property))
        return FALSE;
    }
  return TRUE;
}

/* ---- one after the other ---- */

static void
request_next (VtCompareMaker *maker)
{
  Job *job;
  guint i = 0;

  maker->current = -1;
  g_clear_pointer (&maker->progress, vt_progress_unref);
  while (i < maker->planned->len && is_made (maker->making->pdata[i], get_planned (maker, i)))
    i++;
  if (i == maker->planned->len)
    return;
  maker->current = (int) i;
  maker->progress = vt_progress_new ();
  job = g_new0 (Job, 1);
  job->evaluator = g_object_ref (maker->evaluator);
  job->source = vt_source_ref (maker->source);
  job->planned = vt_comparison_panel_ref (maker->planned->pdata[i]);
  job->dark = maker->dark;
  job->progress = vt_progress_ref (maker->progress);
  vt_worker_request (maker->worker, job);
}

static GPtrArray *
copy_panels (const GPtrArray *panels)
{
  GPtrArray *copy = g_ptr_array_new_with_free_func ((GDestroyNotify) vt_comparison_panel_unref);

  for (guint i = 0; i < panels->len; i++)
    g_ptr_array_add (copy, vt_comparison_panel_ref (panels->pdata[i]));
  return copy;
}

/* The same panel, where it is there already. (transfer full) */
static VtComparisonPanel *
find_made (VtCompareMaker *maker, VtComparisonPanel *planned)
{
  const GPtrArray *arrays[] = { maker->making, maker->shown };

  for (guint a = 0; a < G_N_ELEMENTS (arrays); a++)
    for (guint i = 0; i < arrays[a]->len; i++)
      {
        VtComparisonPanel *panel = arrays[a]->pdata[i];

        if (is_made (panel, planned) && g_str_equal (panel->id, planned->id))
          return vt_comparison_panel_ref (panel);
      }
  return vt_comparison_panel_ref (planned);
}

static gboolean on_patience_over (gpointer data);

static void
begin (VtCompareMaker *maker, const VtState *state, gboolean dark)
{
  GPtrArray *making = g_ptr_array_new_with_free_func ((GDestroyNotify) vt_comparison_panel_unref);

  maker->dark = dark;
  g_ptr_array_unref (maker->planned);
  maker->planned = vt_comparison_plan (maker->source, state, dark, &maker->n_left_out);
  for (guint i = 0; i < maker->planned->len; i++)
    g_ptr_array_add (making, find_made (maker, maker->planned->pdata[i]));
  g_ptr_array_unref (maker->making);
  maker->making = making;
  request_next (maker);
  if (maker->current < 0 || !can_wait (maker))
    show (maker);
  else if (maker->patience_id == 0)
    maker->patience_id = g_timeout_add (PATIENCE, on_patience_over, maker);
}

/* What was asked for meanwhile. */
static void
begin_next (VtCompareMaker *maker)
{
  g_autoptr (VtState) next = g_steal_pointer (&maker->next);

  if (next == NULL)
    return;
  vt_worker_forget (maker->worker);
  begin (maker, next, maker->next_dark);
}

static gboolean
on_patience_over (gpointer data)
{
  VtCompareMaker *maker = data;

  maker->patience_id = 0;
  show (maker);
  begin_next (maker);
  maker->changed (maker->owner);
  return G_SOURCE_REMOVE;
}

/* Others may hold the array that was shown: it stays as it is. */
static void
take_panel (gpointer owner, gpointer data)
{
  VtCompareMaker *maker = owner;
  Job *job = data;
  GPtrArray *making;

  if (job->panel == NULL || maker->current < 0)
    return;
  making = copy_panels (maker->making);
  vt_comparison_panel_unref (making->pdata[maker->current]);
  making->pdata[maker->current] = g_steal_pointer (&job->panel);
  g_ptr_array_unref (maker->making);
  maker->making = making;
  request_next (maker);
  if (maker->patience_id != 0 && maker->current >= 0)
    return;
  show (maker);
  if (maker->current < 0)
    begin_next (maker);
  maker->changed (maker->owner);
}

static const VtWorkerFuncs worker_funcs = { compute, take_panel, job_free, free_sources, .computes = TRUE };

/* ---- public ---- */

VtCompareMaker *
vt_compare_maker_new (void (*changed) (gpointer owner), gpointer owner)
{
  VtCompareMaker *maker = g_new0 (VtCompareMaker, 1);

  maker->changed = changed;
  maker->owner = owner;
  maker->worker = vt_worker_new (&worker_funcs, maker);
  maker->planned = g_ptr_array_new_with_free_func ((GDestroyNotify) vt_comparison_panel_unref);
  maker->making = g_ptr_array_new_with_free_func ((GDestroyNotify) vt_comparison_panel_unref);
  maker->shown = g_ptr_array_new_with_free_func ((GDestroyNotify) vt_comparison_panel_unref);
  maker->current = -1;
  return maker;
}

void
vt_compare_maker_free (VtCompareMaker *maker)
{
  g_return_if_fail (maker != NULL);

  g_clear_handle_id (&maker->patience_id, g_source_remove);
  g_clear_pointer (&maker->next, vt_state_unref);
  vt_worker_free (maker->worker);
  g_clear_object (&maker->evaluator);
  g_clear_pointer (&maker->source, vt_source_unref);
  g_clear_pointer (&maker->progress, vt_progress_unref);
  g_ptr_array_unref (maker->planned);
  g_ptr_array_unref (maker->making);
  g_ptr_array_unref (maker->shown);
  g_free (maker);
}

/* Nothing of another file. */
static void
take_source (VtCompareMaker *maker, VtSource *source)
{
  if (source == maker->source)
    return;
  vt_compare_maker_stop (maker);
  g_clear_pointer (&maker->source, vt_source_unref);
  maker->source = vt_source_ref (source);
  g_ptr_array_unref (maker->making);
  g_ptr_array_unref (maker->shown);
  maker->making = g_ptr_array_new_with_free_func ((GDestroyNotify) vt_comparison_panel_unref);
  maker->shown = g_ptr_array_new_with_free_func ((GDestroyNotify) vt_comparison_panel_unref);
}

void
vt_compare_maker_start (
    VtCompareMaker *maker, VtEvaluator *evaluator, VtSource *source, const VtState *state, gboolean dark)
{
  g_return_if_fail (maker != NULL && VT_IS_EVALUATOR (evaluator) && source != NULL && state != NULL);

  take_source (maker, source);
  g_set_object (&maker->evaluator, evaluator);
  g_clear_pointer (&maker->next, vt_state_unref);
  /* While frames are played, or a lag is dragged, whole sheets are seen to follow, as many as there is time for. */
  if (maker->patience_id != 0 && maker->current >= 0)
    {
      maker->next = vt_state_ref ((VtState *) state);
      maker->next_dark = dark;
      return;
    }
  vt_worker_forget (maker->worker);
  begin (maker, state, dark);
}

void
vt_compare_maker_stop (VtCompareMaker *maker)
{
  g_return_if_fail (maker != NULL);

  vt_worker_forget (maker->worker);
  g_clear_handle_id (&maker->patience_id, g_source_remove);
  g_clear_pointer (&maker->next, vt_state_unref);
  maker->current = -1;
  g_clear_pointer (&maker->progress, vt_progress_unref);
}

GPtrArray *
vt_compare_maker_get_panels (VtCompareMaker *maker)
{
  g_return_val_if_fail (maker != NULL, NULL);

  return maker->shown;
}

guint
vt_compare_maker_get_n_left_out (VtCompareMaker *maker)
{
  g_return_val_if_fail (maker != NULL, 0);

  return maker->n_left_out;
}

int
vt_compare_maker_get_current (VtCompareMaker *maker, double *fraction)
{
  g_return_val_if_fail (maker != NULL && fraction != NULL, -1);

  *fraction = vt_progress_get (maker->progress);
  return maker->current;
}

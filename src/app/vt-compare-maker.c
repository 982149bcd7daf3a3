#include "vt-compare-maker.h"

#include "vt-worker.h"

struct _VtCompareMaker
{
  void (*changed) (gpointer owner);
  gpointer     owner;
  VtWorker    *worker;
  VtEvaluator *evaluator;
  VtSource    *source;
  gboolean     dark;
  GPtrArray   *planned; /* of VtComparisonPanel without depictions */
  GPtrArray   *shown;   /* as many */
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

/* ---- one after the other ---- */

static void
request_next (VtCompareMaker *maker)
{
  Job *job;
  guint i = 0;

  maker->current = -1;
  g_clear_pointer (&maker->progress, vt_progress_unref);
  while (i < maker->planned->len && is_made (maker->shown->pdata[i], get_planned (maker, i)))
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

/* Others may hold the array that was shown: it stays as it is. */
static void
take_panel (gpointer owner, gpointer data)
{
  VtCompareMaker *maker = owner;
  Job *job = data;
  GPtrArray *shown;

  if (job->panel == NULL || maker->current < 0)
    return;
  shown = copy_panels (maker->shown);
  vt_comparison_panel_unref (shown->pdata[maker->current]);
  shown->pdata[maker->current] = g_steal_pointer (&job->panel);
  g_ptr_array_unref (maker->shown);
  maker->shown = shown;
  request_next (maker);
  maker->changed (maker->owner);
}

static const VtWorkerFuncs worker_funcs = { compute, take_panel, job_free, free_sources };

/* ---- public ---- */

VtCompareMaker *
vt_compare_maker_new (void (*changed) (gpointer owner), gpointer owner)
{
  VtCompareMaker *maker = g_new0 (VtCompareMaker, 1);

  maker->changed = changed;
  maker->owner = owner;
  maker->worker = vt_worker_new (&worker_funcs, maker);
  maker->planned = g_ptr_array_new_with_free_func ((GDestroyNotify) vt_comparison_panel_unref);
  maker->shown = g_ptr_array_new_with_free_func ((GDestroyNotify) vt_comparison_panel_unref);
  maker->current = -1;
  return maker;
}

void
vt_compare_maker_free (VtCompareMaker *maker)
{
  g_return_if_fail (maker != NULL);

  vt_worker_free (maker->worker);
  g_clear_object (&maker->evaluator);
  g_clear_pointer (&maker->source, vt_source_unref);
  g_clear_pointer (&maker->progress, vt_progress_unref);
  g_ptr_array_unref (maker->planned);
  g_ptr_array_unref (maker->shown);
  g_free (maker);
}

/* What is to be seen of a planned panel for now: the same, or the same otherwise, or only its frame. (transfer full) */
static VtComparisonPanel *
find_shown (const GPtrArray *shown, VtComparisonPanel *planned)
{
  VtComparisonPanel *alike = planned;

  for (guint i = 0; i < shown->len; i++)
    {
      VtComparisonPanel *panel = shown->pdata[i];

      if (is_made (panel, planned) && g_str_equal (panel->id, planned->id))
        return vt_comparison_panel_ref (panel);
      if (panel->depiction != NULL && g_str_equal (panel->id, planned->id)
          && g_str_equal (panel->property, planned->property))
        alike = panel;
    }
  return vt_comparison_panel_ref (alike);
}

void
vt_compare_maker_start (
    VtCompareMaker *maker, VtEvaluator *evaluator, VtSource *source, const VtState *state, gboolean dark)
{
  GPtrArray *shown = g_ptr_array_new_with_free_func ((GDestroyNotify) vt_comparison_panel_unref);

  g_return_if_fail (maker != NULL && VT_IS_EVALUATOR (evaluator) && source != NULL && state != NULL);

  vt_worker_forget (maker->worker);
  /* Nothing of another file. */
  if (source != maker->source)
    g_ptr_array_set_size (maker->shown, 0);
  g_set_object (&maker->evaluator, evaluator);
  vt_source_ref (source);
  g_clear_pointer (&maker->source, vt_source_unref);
  maker->source = source;
  maker->dark = dark;
  g_ptr_array_unref (maker->planned);
  maker->planned = vt_comparison_plan (source, state, dark, &maker->n_left_out);
  for (guint i = 0; i < maker->planned->len; i++)
    g_ptr_array_add (shown, find_shown (maker->shown, maker->planned->pdata[i]));
  g_ptr_array_unref (maker->shown);
  maker->shown = shown;
  request_next (maker);
}

void
vt_compare_maker_stop (VtCompareMaker *maker)
{
  g_return_if_fail (maker != NULL);

  vt_worker_forget (maker->worker);
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

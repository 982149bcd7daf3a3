#include "vt-report-private.h"

#include <math.h>
#include <string.h>

#include "vt-i18n.h"

/* Bound of the results that are kept while a report is made, bytes. */
#define RESULTS_LIMIT ((gsize) 2 << 30)

static const struct
{
  gboolean (*make) (VtReportWork *work, GError **error);
  const char *label;
  double from; /* of the progress */
} figures[] = {
  { vt_report_make_figure1, N_("Figure 1"), 0.05 }, { vt_report_make_figure2, N_("Figure 2"), 0.3 },
  { vt_report_make_figure3, N_("Figure 3"), 0.6 },  { vt_report_make_figure4, N_("Figure 4"), 0.7 },
  { vt_report_make_figure5, N_("Figure 5"), 0.85 },
};

/* ---- inputs ---- */

static void
run_free (gpointer data)
{
  VtReportRun *run = data;

  g_clear_pointer (&run->source, vt_source_unref);
  g_clear_pointer (&run->state, vt_state_unref);
  g_free (run);
}

/* @temperature: K; NaN leaves the plan's */
static VtReportRun *
open_run (VtReportWork *work, const VtReportFile *item, double temperature, VtSource *previous, GError **error)
{
  g_autofree char *uri = g_file_get_uri (item->file);
  g_autoptr (VtState) state = vt_state_with_text (work->report->plan->state, "trajectory.file", uri);
  VtReportRun *run;

  if (g_cancellable_set_error_if_cancelled (work->cancellable, error))
    return NULL;
  run = g_new0 (VtReportRun, 1);
  run->item = item;
  run->state
      = isnan (temperature) ? vt_state_ref (state) : vt_state_with_real (state, "trajectory.temperature", temperature);
  /* The model is read once. */
  run->source = vt_source_open (run->state, previous, work->progress, work->cancellable, error);
  if (run->source == NULL)
    g_clear_pointer (&run, run_free);
  return run;
}

static gboolean
open_runs (VtReportWork *work, const GArray *files, gboolean at_temperature, GPtrArray *runs, GError **error)
{
  for (guint i = 0; i < files->len; i++)
    {
      const VtReportFile *item = &g_array_index (files, VtReportFile, i);
      const VtReportRun *previous = runs->len > 0 ? runs->pdata[runs->len - 1] : NULL;
      VtReportRun *run = open_run (work, item, at_temperature ? item->number : NAN,
                                   previous != NULL ? previous->source : NULL, error);

      if (run == NULL)
        return FALSE;
      g_ptr_array_add (runs, run);
      for (const char *const *warning = vt_trajectory_get_warnings (vt_source_get_trajectory (run->source));
           *warning != NULL; warning++)
        vt_report_work_warn (work, *warning);
    }
  return TRUE;
}

static gboolean
open_all (VtReportWork *work, GError **error)
{
  VtReport *report = work->report;
  int shown = vt_report_plan_get_shown (report->plan);

  vt_progress_begin (work->progress, _("Opening"), 0, 0.05);
  if (!open_runs (work, report->plan->creep, FALSE, report->creep, error)
      || !open_runs (work, report->plan->relax, TRUE, report->relax, error))
    return FALSE;
  report->shown = shown >= 0 ? report->creep->pdata[shown] : NULL;
  return TRUE;
}

static void
set_real (VtState **state, const char *key, double value)
{
  g_autoptr (VtState) before = *state;

  *state = vt_state_with_real (before, key, value);
}

void
vt_report_set_real (VtReport *report, const char *key, double value)
{
  set_real (&report->plan->state, key, value);
  for (guint i = 0; i < report->creep->len; i++)
    set_real (&((VtReportRun *) report->creep->pdata[i])->state, key, value);
  for (guint i = 0; i < report->relax->len; i++)
    set_real (&((VtReportRun *) report->relax->pdata[i])->state, key, value);
}

/* ---- the report ---- */

/* Records of strain are of the same temperature and time step as the trajectories. */
static void
share_settings (VtReportPlan *plan)
{
  static const char *const keys[][2]
      = { { "mechanics.temperature", "trajectory.temperature" }, { "mechanics.timestep", "trajectory.timestep" } };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (isnan (vt_state_get_real (plan->state, keys[i][0])))
      set_real (&plan->state, keys[i][0], vt_state_get_real (plan->state, keys[i][1]));
}

static VtReport *
report_new (VtReportPlan *plan)
{
  VtReport *report = g_new0 (VtReport, 1);

  share_settings (plan);
  report->plan = plan;
  report->creep = g_ptr_array_new_with_free_func (run_free);
  report->relax = g_ptr_array_new_with_free_func (run_free);
  report->panels = g_ptr_array_new_with_free_func ((GDestroyNotify) vt_report_panel_free);
  report->warnings = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (report->warnings, NULL);
  return report;
}

static gboolean
make_figures (VtReportWork *work, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (figures); i++)
    {
      vt_progress_begin (work->progress, _ (figures[i].label), figures[i].from,
                         i + 1 < G_N_ELEMENTS (figures) ? figures[i + 1].from : 1);
      if (!figures[i].make (work, error) || g_cancellable_set_error_if_cancelled (work->cancellable, error))
        return FALSE;
    }
  return TRUE;
}

VtReport *
vt_report_run (VtReportPlan *plan, VtProgress *progress, GCancellable *cancellable, GError **error)
{
  g_autoptr (VtEvaluator) evaluator = NULL;
  g_autoptr (VtReport) report = NULL;
  VtReportWork work;

  g_return_val_if_fail (plan != NULL, NULL);

  report = report_new (plan);
  evaluator = vt_evaluator_new (RESULTS_LIMIT);
  work = (VtReportWork){ report, evaluator, progress, cancellable };
  if (!vt_report_plan_check (plan, error) || !open_all (&work, error) || !make_figures (&work, error))
    return NULL;
  return g_steal_pointer (&report);
}

void
vt_report_free (VtReport *report)
{
  g_return_if_fail (report != NULL);

  g_ptr_array_unref (report->panels);
  g_ptr_array_unref (report->creep);
  g_ptr_array_unref (report->relax);
  g_ptr_array_unref (report->warnings);
  vt_report_plan_free (report->plan);
  g_free (report);
}

guint
vt_report_get_n_panels (const VtReport *report)
{
  g_return_val_if_fail (report != NULL, 0);

  return report->panels->len;
}

const VtReportPanel *
vt_report_get_panel (const VtReport *report, guint index)
{
  g_return_val_if_fail (report != NULL && index < report->panels->len, NULL);

  return report->panels->pdata[index];
}

const VtReportPanel *
vt_report_find_panel (const VtReport *report, const char *id)
{
  g_return_val_if_fail (report != NULL && id != NULL, NULL);

  for (guint i = 0; i < report->panels->len; i++)
    if (strcmp (((const VtReportPanel *) report->panels->pdata[i])->id, id) == 0)
      return report->panels->pdata[i];
  return NULL;
}

const VtReportFile *
vt_report_get_shown (const VtReport *report)
{
  g_return_val_if_fail (report != NULL, NULL);

  return report->shown != NULL ? report->shown->item : NULL;
}

const char *const *
vt_report_get_warnings (const VtReport *report)
{
  g_return_val_if_fail (report != NULL, NULL);

  return (const char *const *) report->warnings->pdata;
}

guint
vt_report_count_verdicts (const VtReport *report, VtReportVerdict verdict)
{
  guint n = 0;

  g_return_val_if_fail (report != NULL, 0);

  for (guint i = 0; i < report->panels->len; i++)
    {
      const GArray *findings = ((const VtReportPanel *) report->panels->pdata[i])->findings;

      for (guint f = 0; f < findings->len; f++)
        n += g_array_index (findings, VtReportFinding, f).verdict == verdict;
    }
  return n;
}

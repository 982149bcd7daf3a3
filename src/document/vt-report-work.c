/* What the figures of a report have in common while they are made. */
#include "vt-report-private.h"

#include <string.h>

#include "vt-error.h"
#include "vt-i18n.h"

VtResult *
vt_report_work_evaluate (VtReportWork *work, const VtReportRun *run, const char *analysis, GError **error)
{
  VtResult *result = vt_evaluator_evaluate (work->evaluator, run->source, run->state, analysis, work->progress,
                                            work->cancellable, error);

  if (result != NULL)
    vt_report_work_take_warnings (work, result);
  return result;
}

VtReportPanel *
vt_report_work_add_panel (VtReportWork *work, const char *id)
{
  VtReportPanel *panel = vt_report_panel_new (id);

  g_ptr_array_add (work->report->panels, panel);
  return panel;
}

gboolean
vt_report_work_leave_out (VtReportPanel *panel, GError *reason, GError **error)
{
  if (!g_error_matches (reason, VT_ERROR, VT_ERROR_INPUT) && !g_error_matches (reason, VT_ERROR, VT_ERROR_UNAVAILABLE))
    {
      g_propagate_error (error, reason);
      return FALSE;
    }
  vt_report_panel_set_missing (panel, "%s", reason->message);
  g_error_free (reason);
  return TRUE;
}

void
vt_report_work_warn (VtReportWork *work, const char *text)
{
  GPtrArray *warnings = work->report->warnings;

  for (guint i = 0; i + 1 < warnings->len; i++)
    if (strcmp (warnings->pdata[i], text) == 0)
      return;
  g_ptr_array_insert (warnings, (int) warnings->len - 1, g_strdup (text));
}

void
vt_report_work_take_warnings (VtReportWork *work, const VtResult *result)
{
  for (const char *const *warning = vt_result_get_warnings (result); *warning != NULL; warning++)
    vt_report_work_warn (work, *warning);
}

void
vt_report_work_need_creep (VtReportPanel *panel)
{
  vt_report_panel_set_missing (panel, "%s", _("It needs the trajectory of a creep run (--creep GPA=TRAJ)"));
}

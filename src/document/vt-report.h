/* All figures of the paper for one's own data, as one PDF and its tables.
 *
 * A panel whose input is missing, or cannot serve (no such lag, no steady creep), is left out with a sentence that says
 * what it needs; a file that is damaged is an error. What comes out depends on the inputs and settings alone.
 */
#pragma once

#include "vt-progress.h"
#include "vt-report-panel.h"
#include "vt-report-plan.h"

G_BEGIN_DECLS

typedef struct _VtReport VtReport;

/* @plan: (transfer full). Takes minutes: call it from a worker. (transfer full) */
VtReport *vt_report_run (VtReportPlan *plan, VtProgress *progress, GCancellable *cancellable, GError **error);
void      vt_report_free (VtReport *report);

/* 1A … 5C in order, those that are left out among them. */
guint                vt_report_get_n_panels (const VtReport *report);
const VtReportPanel *vt_report_get_panel (const VtReport *report, guint index);
/* (nullable): by its id. */
const VtReportPanel *vt_report_find_panel (const VtReport *report, const char *id);
/* (nullable): the creep run that Figs. 3 to 5 are of. */
const VtReportFile  *vt_report_get_shown (const VtReport *report);
/* NULL-terminated sentences. */
const char *const   *vt_report_get_warnings (const VtReport *report);
/* How many findings are judged so, over all panels. */
guint                vt_report_count_verdicts (const VtReport *report, VtReportVerdict verdict);

/* Replaces @file as a whole: on any error, what was there stays. */
gboolean vt_report_write_pdf (const VtReport *report, GFile *file, GCancellable *cancellable, GError **error);
/* A CSV file a panel, DIRECTORY/fig2c.csv, and comparison.csv; the directory is made where there is none. */
gboolean vt_report_write_tables (const VtReport *report, GFile *directory, GCancellable *cancellable, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtReport, vt_report_free)

G_END_DECLS

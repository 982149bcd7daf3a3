/* A report in the making, and what its parts share. */
#pragma once

#include "vt-evaluator.h"
#include "vt-report.h"

G_BEGIN_DECLS

/**
 * VtReportRun:
 * @item: of the plan
 * @state: the plan's, with this file as the trajectory
 *
 * A trajectory of the plan, opened.
 */
typedef struct
{
  const VtReportFile *item;
  VtState            *state;
  VtSource           *source;
} VtReportRun;

/**
 * @creep, @relax: (element-type VtReportRun): parallel to the plan's
 * @shown: (nullable): of @creep: what Figs. 3 to 5 are of
 * @panels: (element-type VtReportPanel)
 * @warnings: (element-type utf8), NULL-terminated
 */
struct _VtReport
{
  VtReportPlan *plan;
  GPtrArray    *creep;
  GPtrArray    *relax;
  VtReportRun  *shown;
  GPtrArray    *panels;
  GPtrArray    *warnings;
};

/* While it is made. @evaluator keeps results, so that panels that need the same share it. */
typedef struct
{
  VtReport     *report;
  VtEvaluator  *evaluator;
  VtProgress   *progress;
  GCancellable *cancellable;
} VtReportWork;

/* Stands for the settings of mechanical tests among a panel's analyses. */
#define VT_REPORT_MECHANICS "mechanics"

/* A setting of the plan and of all runs. */
void vt_report_set_real (VtReport *report, const char *key, double value);

/* Each adds its panels; FALSE only where the report as a whole cannot be made. */
gboolean vt_report_make_figure1 (VtReportWork *work, GError **error);
gboolean vt_report_make_figure2 (VtReportWork *work, GError **error);
gboolean vt_report_make_figure3 (VtReportWork *work, GError **error);
gboolean vt_report_make_figure4 (VtReportWork *work, GError **error);
gboolean vt_report_make_figure5 (VtReportWork *work, GError **error);
/* 2A, 2B, and SA, SB: tension and glass transition, which the paper has no figure of. */
gboolean vt_report_make_mechanics (VtReportWork *work, GError **error);

/* ---- vt-report-work.c ---- */

/* (transfer full) */
VtResult      *vt_report_work_evaluate (VtReportWork      *work,
                                        const VtReportRun *run,
                                        const char        *analysis,
                                        GError           **error);
/* A new panel, which the report owns. */
VtReportPanel *vt_report_work_add_panel (VtReportWork *work, const char *id);
/* Whether the panel can be left out for @reason, which is then its sentence. @reason: (transfer full) */
gboolean       vt_report_work_leave_out (VtReportPanel *panel, GError *reason, GError **error);
/* Kept once. */
void           vt_report_work_warn (VtReportWork *work, const char *text);
void           vt_report_work_take_warnings (VtReportWork *work, const VtResult *result);
/* What panels of the shown run say where there is none. */
void           vt_report_work_need_creep (VtReportPanel *panel);

/* ---- vt-report-text.c: what captions are made of; all (transfer full) markup ---- */

/* "creep.lammpstrj.gz, 1.5 GPa" */
char *vt_report_name_run (const VtReportRun *run);
/* "frame 0 (0 ps)" of the run's window */
char *vt_report_name_frame (const VtReportRun *run);
/* "4000 atoms: 20.0 % Cu, …"; NULL where the first frame cannot be read */
char *vt_report_describe_sample (const VtReportRun *run);
/* "cu20….h5 (SHA-256 0123456789ab…)"; NULL without one */
char *vt_report_name_model (VtModel *model);
/* "Lag Δt 20 ps; Cutoff auto; …": every setting that these analyses, and those they build on, read; but for the key
 * @without (nullable), which is told elsewhere. */
char *vt_report_describe_settings (const VtState            *state,
                                   const char *const *const *analyses,
                                   guint                     n,
                                   const char               *without);
/* Which rows of the parameter table these are: gboolean [n_parameters]. (transfer full) */
gboolean *vt_report_find_settings (const char *const *const *analyses, guint n);
/* Of one setting: "20 ps", "on". */
char *vt_report_describe_value (const VtState *state, const VtParameter *parameter);

/* The Methods paragraphs, NULL-terminated markup. (transfer full) */
char **vt_report_write_methods (const VtReport *report);

G_END_DECLS

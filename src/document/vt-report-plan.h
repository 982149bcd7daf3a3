/* What a report is to be made of: which files, and with which settings. */
#pragma once

#include "vt-state.h"

G_BEGIN_DECLS

/**
 * VtReportFile:
 * @number: GPa for creep, K for relaxations; NaN where a file needs none
 */
typedef struct
{
  GFile *file;
  double number;
} VtReportFile;

/**
 * VtReportPlan:
 * @state: settings of all analyses; the trajectory is set for each file in turn
 * @creep: (element-type VtReportFile): trajectories held at a stress, 0 GPa being the control
 * @strain: (element-type VtReportFile): records of strain against time at a stress
 * @relax: (element-type VtReportFile): trajectories held at a temperature without stress
 * @tensile, @quench: (element-type VtReportFile): records of a tension, and of coolings
 * @shown: GPa: the creep run that Figs. 3 to 5 are of; NaN: the one of the highest stress that has T_ML, and whose strain,
 *   by its record, does not run away
 * @title, @sample, @date: (nullable): plain text for the first page: a title, what the sample is ("4000 atoms, quenched
 *   at 10¹³ K/s"), and when the report was made
 *
 * Filled by whoever wants a report.
 */
typedef struct
{
  VtState *state;
  GArray  *creep;
  GArray  *strain;
  GArray  *relax;
  GArray  *tensile;
  GArray  *quench;
  double   shown;
  char    *title;
  char    *sample;
  char    *date;
} VtReportPlan;

/* No files yet. */
VtReportPlan *vt_report_plan_new (VtState *state);
void          vt_report_plan_free (VtReportPlan *plan);
/* @list: one of the plan's. */
void          vt_report_plan_add (GArray *list, GFile *file, double number);
/* VT_ERROR_USAGE where there is no file at all, or no creep run at the stress to be shown. */
gboolean      vt_report_plan_check (const VtReportPlan *plan, GError **error);
/* The index of the creep run that Figs. 3 to 5 are of as far as the plan tells, or −1 without any. */
int           vt_report_plan_get_shown (const VtReportPlan *plan);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtReportPlan, vt_report_plan_free)

G_END_DECLS

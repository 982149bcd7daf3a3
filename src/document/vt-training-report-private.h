/* How a report is filled: by vt_training_run() alone. */
#pragma once

#include "vt-training-report.h"

G_BEGIN_DECLS

/* Arrays are the report's own. */
struct _VtTrainingReport
{
  gatomicrefcount     references;
  VtTrainingPlan     *plan;
  VtTrainingStage     stage;
  double              seconds[VT_TRAINING_N_STAGES];
  gsize               n_instances;
  GPtrArray          *symbols; /* char * */
  GArray             *shares;  /* double, one a symbol */
  GArray             *temperatures; /* double, as are classes and lags */
  GArray             *classes;
  GArray             *lags;
  guint               k;
  double              rmse;
  double              class_rmse;
  double              test_rmse;
  GPtrArray          *tables; /* VtTable */
  VtDendrogramLayout *dendrogram;
  VtClassSelection   *selection;
  VtValidation       *validation;
  VtModel            *model;
  GPtrArray          *warnings; /* char *, NULL at the end */
};

VtTrainingReport *vt_training_report_new (VtTrainingPlan *plan);
/* A report that can be handed out while @report is filled on. (transfer full) */
VtTrainingReport *vt_training_report_copy (const VtTrainingReport *report);
/* @table: (transfer full) */
void              vt_training_report_take_table (VtTrainingReport *report, VtTable *table);
void              vt_training_report_add_warning (VtTrainingReport *report, const char *format, ...) G_GNUC_PRINTF (2, 3);
/* (transfer full): for the fields above */
GArray           *vt_training_numbers (const double *values, guint n);

G_END_DECLS

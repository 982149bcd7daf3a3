/* What a training found, as far as it has come. Immutable: after each stage there is a new one. */
#pragma once

#include "vt-class-selection.h"
#include "vt-model.h"
#include "vt-training-plan.h"
#include "vt-validation.h"

G_BEGIN_DECLS

#define VT_TYPE_TRAINING_REPORT (vt_training_report_get_type ())

typedef struct _VtTrainingReport VtTrainingReport;

/**
 * VtTrainingStage:
 * @VT_TRAINING_READING: features of all windows of all runs
 * @VT_TRAINING_CLASSES: which temperatures are classes, by clustering
 * @VT_TRAINING_FEATURES: which lags are kept, by ReliefF
 * @VT_TRAINING_VALIDATION: cross-validation for every k, and the choice of k
 * @VT_TRAINING_TEST: T_ML of the test runs
 * @VT_TRAINING_MODEL: the model itself
 *
 * In the order in which they are done; those that are not asked for are left out.
 */
typedef enum
{
  VT_TRAINING_READING,
  VT_TRAINING_CLASSES,
  VT_TRAINING_FEATURES,
  VT_TRAINING_VALIDATION,
  VT_TRAINING_TEST,
  VT_TRAINING_MODEL,
  VT_TRAINING_N_STAGES
} VtTrainingStage;

/* "reading", "classes", "features", "validation", "test", "model". */
const char *vt_training_stage_get_id (VtTrainingStage stage);
/* For people, translated, static: what progress says during the stage. */
const char *vt_training_stage_get_label (VtTrainingStage stage);

GType             vt_training_report_get_type (void);
VtTrainingReport *vt_training_report_ref (VtTrainingReport *report);
void              vt_training_report_unref (VtTrainingReport *report);

/* All that follows is owned by the report. */

/* The last stage that is done; the report is whole with VT_TRAINING_MODEL. */
VtTrainingStage vt_training_report_get_stage (const VtTrainingReport *report);
/* Wall seconds of a stage; NaN for one that was left out or is to come. */
double          vt_training_report_get_seconds (const VtTrainingReport *report, VtTrainingStage stage);
VtTrainingPlan *vt_training_report_get_plan (const VtTrainingReport *report);

/* Instances read, of all runs that are trained on. */
gsize         vt_training_report_get_n_instances (const VtTrainingReport *report);
guint         vt_training_report_get_n_elements (const VtTrainingReport *report);
/* Symbol and share of the instances, 0 … 1. */
const char   *vt_training_report_get_element (const VtTrainingReport *report, guint index, double *share);
/* Of the runs: K, ascending. */
const double *vt_training_report_get_temperatures (const VtTrainingReport *report, guint *n);
/* The classes: K, ascending; all temperatures where none were selected, or not yet. */
const double *vt_training_report_get_classes (const VtTrainingReport *report, guint *n);
/* Lags of the features: ps, ascending; those that are kept once features were selected. */
const double *vt_training_report_get_lags (const VtTrainingReport *report, guint *n);

/* k of the model; 0 before it is known. */
guint  vt_training_report_get_k (const VtTrainingReport *report);
/* By cross-validation with that k, K: over all temperatures, and over those that are classes; NaN without. */
double vt_training_report_get_rmse (const VtTrainingReport *report);
double vt_training_report_get_class_rmse (const VtTrainingReport *report);
/* Of the test runs, over all their temperatures, K; NaN without. */
double vt_training_report_get_test_rmse (const VtTrainingReport *report);

/**
 * vt_training_report_get_table:
 *
 * (nullable): "runs" (run, temperature_K, test, windows, instances), "classes" as vt_class_selection_tabulate(), "dendrogram"
 * (merge, a, b, height, size), "relieff" as vt_relieff_tabulate(), "k", "validation", "confusion" and "calibration" as
 * vt_validation tabulates them, "test" like "validation" for the test runs; NULL for what was not asked for, or not
 * yet.
 */
VtTable *vt_training_report_get_table (const VtTrainingReport *report, const char *name);
guint    vt_training_report_get_n_tables (const VtTrainingReport *report);
VtTable *vt_training_report_get_nth_table (const VtTrainingReport *report, guint index);
/* The tree of the first subset, laid out for drawing; (nullable) without class selection. */
const VtDendrogramLayout *vt_training_report_get_dendrogram (const VtTrainingReport *report);
/* (nullable) */
VtClassSelection         *vt_training_report_get_class_selection (const VtTrainingReport *report);
/* (nullable) */
VtValidation             *vt_training_report_get_validation (const VtTrainingReport *report);
/* (nullable) until it is whole */
VtModel                  *vt_training_report_get_model (const VtTrainingReport *report);
/* NULL-terminated sentences. */
const char *const        *vt_training_report_get_warnings (const VtTrainingReport *report);

/* Every table as DIRECTORY/NAME.csv, and summary.json; the directory is made where there is none. */
gboolean vt_training_report_write (const VtTrainingReport *report,
                                   GFile                  *directory,
                                   GCancellable           *cancellable,
                                   GError                **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtTrainingReport, vt_training_report_unref)

G_END_DECLS

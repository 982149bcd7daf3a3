/* From runs at known temperatures to a validated model, as command line and window do it. */
#pragma once

#include "vt-progress.h"
#include "vt-training-report.h"

G_BEGIN_DECLS

/**
 * VtTrainingFunc:
 * @report: (transfer none): what is known after the stage; may be kept by a reference
 *
 * Called on the thread that trains.
 */
typedef void (*VtTrainingFunc) (VtTrainingReport *report, VtTrainingStage stage, gpointer data);

/**
 * vt_training_run:
 * @func: (nullable): called after each stage that is done; also with what a class selection found that gives no classes
 *
 * Reads the runs; selects classes by clustering and lags by ReliefF where the plan says so; finds the RMSE for every
 * k by cross-validation over all temperatures, grouped by atom; tries the test runs; makes the model from the
 * classes. Takes long: call it from a worker. The same plan gives the same model (by its digest) and tables, for any
 * number of threads and any order of the runs.
 *
 * Fails with VT_ERROR_USAGE as vt_training_plan_check(); with VT_ERROR_INPUT that names the file where a run lacks a
 * lag (the message lists those that all runs have), a time, or an element's name, where a feature is not finite, where
 * a run is given twice, and where no two classes come out of the class selection; within 100 ms with
 * G_IO_ERROR_CANCELLED.
 *
 * Returns: (transfer full)
 */
VtTrainingReport *vt_training_run (VtTrainingPlan *plan,
                                   VtTrainingFunc  func,
                                   gpointer        data,
                                   VtProgress     *progress,
                                   GCancellable   *cancellable,
                                   GError        **error);

G_END_DECLS

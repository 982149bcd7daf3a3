/* The runs of a training, read: the instances that their time windows give. */
#pragma once

#include "vt-dataset.h"
#include "vt-progress.h"
#include "vt-table.h"
#include "vt-training-plan.h"

G_BEGIN_DECLS

/**
 * VtTrainingRuns:
 * @dataset: of the runs
 * @tests: (nullable): of the test runs
 * @table: "runs": run, temperature_K, test (0 or 1), windows, instances
 * @warnings: (element-type utf8): sentences
 */
typedef struct
{
  VtDataset *dataset;
  VtDataset *tests;
  VtTable   *table;
  GPtrArray *warnings;
} VtTrainingRuns;

/**
 * vt_training_runs_read:
 *
 * All time windows of all runs, several runs at a time; an instance an atom and window. Nothing is interpolated: a lag
 * that a run lacks is refused (VT_ERROR_INPUT), and the message lists the lags that all runs have; with
 * training.common-lags the others are left out with a warning. Also refused: reduced units, and what
 * vt_dataset_add_run() refuses, with the file's name. The order in which the runs are given does not matter.
 *
 * Returns: (transfer full)
 */
VtTrainingRuns *vt_training_runs_read (const VtTrainingPlan *plan,
                                       VtProgress           *progress,
                                       GCancellable         *cancellable,
                                       GError              **error);
void            vt_training_runs_free (VtTrainingRuns *runs);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtTrainingRuns, vt_training_runs_free)

G_END_DECLS

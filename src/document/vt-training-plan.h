/* What is to be trained, and on which runs. Immutable. */
#pragma once

#include "vt-state.h"
#include "vt-trajectory.h"

G_BEGIN_DECLS

#define VT_TYPE_TRAINING_PLAN (vt_training_plan_get_type ())

typedef struct _VtTrainingPlan VtTrainingPlan;

/**
 * VtTrainingRun:
 * @name: of the file, for messages
 * @file: (nullable): NULL for a trajectory in memory
 * @trajectory: (nullable): NULL for a file, which is opened when it is read
 * @temperature: that it was held at, K; NaN where it is not known
 */
typedef struct
{
  char         *name;
  GFile        *file;
  VtTrajectory *trajectory;
  double        temperature;
} VtTrainingRun;

GType           vt_training_plan_get_type (void);
/* The settings are @state's rows of training; the runs, and the test runs, are training.runs and training.test-runs. */
VtTrainingPlan *vt_training_plan_new (VtState *state);
/**
 * vt_training_plan_new_over:
 * @trajectories: [n_runs + n_tests], the runs first; referenced
 * @temperatures: double [n_runs + n_tests], K
 *
 * Over trajectories of one's own, whatever files @state names.
 */
VtTrainingPlan *vt_training_plan_new_over (VtState             *state,
                                           VtTrajectory *const *trajectories,
                                           const double        *temperatures,
                                           guint                n_runs,
                                           guint                n_tests);
VtTrainingPlan *vt_training_plan_ref (VtTrainingPlan *plan);
void            vt_training_plan_unref (VtTrainingPlan *plan);

VtState             *vt_training_plan_get_state (const VtTrainingPlan *plan);
/* In the order of the state. */
guint                vt_training_plan_get_n_runs (const VtTrainingPlan *plan);
const VtTrainingRun *vt_training_plan_get_run (const VtTrainingPlan *plan, guint index);
/* Runs of another sample, on which the model is tried. */
guint                vt_training_plan_get_n_tests (const VtTrainingPlan *plan);
const VtTrainingRun *vt_training_plan_get_test (const VtTrainingPlan *plan, guint index);

/* What is wrong with one run as far as it can be told without reading it: no temperature, or a file given before; a
 * sentence without a full stop, NULL where nothing is. (transfer full) (nullable) */
char    *vt_training_plan_describe_problem (const VtTrainingPlan *plan, guint run);
/* Everything that can be told without reading: VT_ERROR_USAGE says what would be right. */
gboolean vt_training_plan_check (const VtTrainingPlan *plan, GError **error);

/* The temperature that a file's name tells, K: 800 for relax_800K.dump.gz and for T800.dump; NaN where it tells none, or
 * several. */
double vt_training_guess_temperature (GFile *file);
/* A value for training.runs and training.test-runs. (transfer floating) */
GVariant *vt_training_runs_to_variant (GFile *const *files, const double *temperatures, guint n);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtTrainingPlan, vt_training_plan_unref)

G_END_DECLS

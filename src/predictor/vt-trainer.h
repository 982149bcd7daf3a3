/* From instances to a model, with classes, lags and k given. */
#pragma once

#include "vt-dataset.h"
#include "vt-model.h"
#include "vt-progress.h"
#include "vt-validation.h"

G_BEGIN_DECLS

/**
 * vt_trainer_train:
 * @classes: (nullable): double [n_classes], K, in any order; NULL takes all temperatures of the dataset. Instances at
 *   other temperatures are no part of the model
 * @k: neighbours, 1 … 65535; more than an element has instances means all of them
 * @seed: kept in the provenance: what was drawn at random before (classes, features, k) came from it
 * @provenance: (nullable): NULL-terminated "key=value", kept with the model but not part of its digest
 * @validation: (nullable): of the same dataset and classes, up to @k at least: its RMSE and calibration at @k are kept
 *   with the model, not part of its digest
 *
 * The model does not depend on the order in which runs were added: runs are numbered by identity, instances ordered
 * by class, run, origin and atom.
 *
 * Refuses (VT_ERROR_INPUT) an empty dataset, classes as vt_dataset_choose_classes() does, an element known from one
 * atom only; (VT_ERROR_USAGE) a validation of other classes or of smaller k.
 *
 * Returns: (transfer full)
 */
VtModel *vt_trainer_train (const VtDataset    *dataset,
                           const double       *classes,
                           guint               n_classes,
                           guint               k,
                           guint64             seed,
                           const char *const  *provenance,
                           const VtValidation *validation,
                           VtProgress         *progress,
                           GCancellable       *cancellable,
                           GError            **error);

G_END_DECLS

/* From instances to a model: the plain form, with classes, lags and k given. */
#pragma once

#include "vt-dataset.h"
#include "vt-model.h"
#include "vt-progress.h"

G_BEGIN_DECLS

/**
 * vt_trainer_train:
 * @k: neighbours, 1 … 65535; more than an element has instances means all of them
 * @seed: kept in the provenance: what was drawn at random before (classes, features, k) came from it
 * @provenance: (nullable): NULL-terminated "key=value", kept with the model but not part of its digest
 *
 * The classes are the dataset's temperatures. The model does not depend on the order in which runs were added: runs
 * are numbered by identity, instances ordered by class, run, origin and atom.
 *
 * Refuses (VT_ERROR_INPUT) an empty dataset, more than 256 classes, an element known from one atom only.
 *
 * Returns: (transfer full)
 */
VtModel *vt_trainer_train (const VtDataset   *dataset,
                           guint              k,
                           guint64            seed,
                           const char *const *provenance,
                           VtProgress        *progress,
                           GCancellable      *cancellable,
                           GError           **error);

G_END_DECLS

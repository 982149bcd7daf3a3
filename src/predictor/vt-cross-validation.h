/* How well T_ML tells the temperature of atoms it has never seen. */
#pragma once

#include "vt-dataset.h"
#include "vt-progress.h"
#include "vt-table.h"

G_BEGIN_DECLS

/**
 * vt_cross_validation_fold:
 *
 * The fold, 0 … @n_folds − 1, of an atom: a hash of its id and the seed, so that all instances of one atom, at whatever
 * temperature and origin, share it.
 */
guint vt_cross_validation_fold (gint64 atom, guint64 seed, guint n_folds);

/**
 * vt_cross_validation_run:
 * @n_folds: at least 2; instances of the query's own fold are left out of the search
 * @rmse: (out) (optional): root mean square of T_ML − T over all instances, K
 *
 * The scaling is that of the whole dataset, as in the model that is trained from it.
 *
 * Returns: (transfer full): "validation": element, class_K, n, mean_K, rmse_K; by element, then by class. n counts the
 * instances that had a neighbour.
 */
VtTable *vt_cross_validation_run (const VtDataset *dataset,
                                  guint            k,
                                  guint            n_folds,
                                  guint64          seed,
                                  double          *rmse,
                                  VtProgress      *progress,
                                  GCancellable    *cancellable,
                                  GError         **error);

G_END_DECLS

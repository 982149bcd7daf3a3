/* T_ML: the mean class temperature of the k nearest instances of the same element. */
#pragma once

#include "vt-model.h"
#include "vt-progress.h"

G_BEGIN_DECLS

/**
 * VtPrediction:
 * @t_ml: double [n], K; NaN where a feature is NaN
 * @t_ml_weighted: double [n], K: the same weighted by 1/distance, only to order ties
 * @spread: double [n], K: standard deviation of the neighbours' class temperatures
 * @distance: double [n]: mean distance to the k neighbours, scaled units
 * @quantile: double [n], 0 … 1: where that distance stands among the training set's own
 * @outside: double [n]: 1 where @quantile lies beyond 0.999, else 0; NaN, as the others, where @t_ml is
 * @votes: guint16 [n][n_classes]
 */
typedef struct
{
  gsize    n;
  double  *t_ml;
  double  *t_ml_weighted;
  double  *spread;
  double  *distance;
  double  *quantile;
  double  *outside;
  guint16 *votes;
} VtPrediction;

void vt_prediction_free (VtPrediction *prediction);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtPrediction, vt_prediction_free)

/**
 * vt_predictor_predict:
 * @atoms: the queried atoms; every species must be an element the model has (VT_ERROR_INPUT names the one that is not)
 * @features: double [n_lags][n], unscaled lg features, a lag a row
 * @own_run: index of the training run the queried frames belong to, or -1; an atom's own instances of it are left out
 *
 * Exact: Euclidean in double over the stored float32 features, ties by instance index. The query is scaled in double
 * and not rounded; a feature that never varied in training counts as 0 on both sides. An element with fewer than k
 * instances lets all of them vote. An atom with a feature that is not finite gets NaN, and no votes.
 *
 * Returns: (transfer full)
 */
VtPrediction *vt_predictor_predict (VtModel           *model,
                                    const VtAtomTable *atoms,
                                    const double      *features,
                                    int                own_run,
                                    VtProgress        *progress,
                                    GCancellable      *cancellable,
                                    GError           **error);

G_END_DECLS

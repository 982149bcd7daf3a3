/* Min–max scaling of features to the training set's range. */
#pragma once

#include "vt-dataset.h"

G_BEGIN_DECLS

/**
 * vt_scaling_fit:
 * @classes: double [n_classes], K
 * @minimum, @maximum: (out caller-allocates): double [n_lags], over all instances of all elements whose temperature is
 *   one of @classes; there must be one
 */
void vt_scaling_fit (const VtDataset *dataset,
                     const double    *classes,
                     guint            n_classes,
                     double          *minimum,
                     double          *maximum);

/* (F − minimum)/(maximum − minimum), in double, not clipped; 0 for a feature that never varied. */
static inline double
vt_scaling_apply (double feature, double minimum, double maximum)
{
  return maximum > minimum ? (feature - minimum) / (maximum - minimum) : 0 * feature;
}

G_END_DECLS

/* How two per-atom quantities go together: Pearson, Spearman, area under the ROC curve. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * VtCorrelation:
 * @n: atoms with both numbers
 * @pearson: ζ, NaN where one of the two does not vary, or of fewer than three atoms
 * @spearman: with mid-ranks
 * @auc: chance that a positive (top share of y) has the higher x, ties half; NaN without positives or negatives
 */
typedef struct
{
  gsize  n;
  double pearson;
  double spearman;
  double auc;
} VtCorrelation;

/* Atoms with a NaN in either are left out. @positive: share of atoms with the highest y that count as positive, 0.1,
 * rounded up; atoms that tie with the last of them are positive too. Only cancelling can fail. */
gboolean vt_correlation_compute (const double  *x,
                                 const double  *y,
                                 gsize          n,
                                 double         positive,
                                 VtCorrelation *correlation,
                                 GCancellable  *cancellable,
                                 GError       **error);

G_END_DECLS

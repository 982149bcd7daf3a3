/* Chemical short-range order: who is next to whom, more or less often than by chance. */
#pragma once

#include "vt-contrast.h"
#include "vt-neighbor-list.h"
#include "vt-table.h"

G_BEGIN_DECLS

/* Absolute differences of −α from the total: below the first no mark, above the second a double one. */
#define VT_WARREN_COWLEY_MARK 0.03
#define VT_WARREN_COWLEY_DOUBLE_MARK 0.09

/**
 * vt_warren_cowley_count:
 * @counts: (out caller-allocates): guint16 [n][n_species], each atom's neighbours by species, images one by one
 */
void vt_warren_cowley_count (const VtFrame *frame, const VtNeighborList *neighbors, guint16 *counts);

/**
 * vt_warren_cowley_compute:
 * @counts: of vt_warren_cowley_count()
 * @classes: (nullable): double [n], VtActivityClass
 * @contrasts: (out caller-allocates): VtContrast [n_species][n_species], −α_A(B) at [A][B]; NaN where A has no
 *   neighbours in a subset, or nobody is B
 *
 * Only cancelling can fail.
 */
gboolean vt_warren_cowley_compute (const VtFrame          *frame,
                                   const guint16          *counts,
                                   const double           *classes,
                                   const VtContrastErrors *errors,
                                   VtContrast             *contrasts,
                                   VtProgress             *progress,
                                   GCancellable           *cancellable,
                                   GError                **error);

/* "++", "+", "0", "-", "--"; "" for NaN. */
const char *vt_warren_cowley_mark (double difference);
/* Returns: (transfer full): "sro": center, neighbor, total, la, sa, sigma (of total, by bootstrap), mark_la, mark_sa; then
 * sigma_la, sigma_sa (of the differences: the larger of the two that follow), permutation_la, permutation_sa,
 * bootstrap_la, bootstrap_sa. @atoms names the species of @contrasts; species that are not there have no rows. */
VtTable    *vt_warren_cowley_table (const VtAtomTable *atoms, const VtContrast *contrasts);

G_END_DECLS

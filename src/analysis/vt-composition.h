/* Which elements LA and SA are made of, against the whole. */
#pragma once

#include "vt-contrast.h"
#include "vt-frame.h"
#include "vt-table.h"

G_BEGIN_DECLS

/**
 * vt_composition_compute:
 * @classes: (nullable): double [n], VtActivityClass
 * @errors: labels are permuted among all atoms, whatever @errors->groups says: within elements nothing would move
 * @contrasts: (out caller-allocates): VtContrast [n_species], the share of each species in percent
 *
 * Atoms without a position are not counted. Only cancelling can fail.
 */
gboolean vt_composition_compute (const VtFrame          *frame,
                                 const double           *classes,
                                 const VtContrastErrors *errors,
                                 VtContrast             *contrasts,
                                 VtProgress             *progress,
                                 GCancellable           *cancellable,
                                 GError                **error);

/* Returns: (transfer full): "composition", in percent: element, n_total, n_la, n_sa, f_total, f_la, f_sa, df_la, df_sa,
 * sigma_la, sigma_sa (of df: the larger of the two that follow), permutation_la, permutation_sa, bootstrap_la,
 * bootstrap_sa. A row a species that is there. */
VtTable *vt_composition_table (const VtFrame *frame, const double *classes, const VtContrast *contrasts);

G_END_DECLS

/* Coordination of LA and SA against that of all: ΔCN, in total and by element. */
#pragma once

#include "vt-contrast.h"
#include "vt-frame.h"
#include "vt-table.h"

G_BEGIN_DECLS

/**
 * VtCoordinationContrast:
 * @cn: mean coordination number
 * @deviation: ΔCN, percent of the total's mean; its total is 0
 * @n_total, @n_active, @n_stable: how many atoms; the latter two NaN without classes
 */
typedef struct
{
  VtContrast cn;
  VtContrast deviation;
  double     n_total;
  double     n_active;
  double     n_stable;
} VtCoordinationContrast;

/**
 * vt_coordination_contrast_compute:
 * @cn: double [n], of vt_coordination_compute(); atoms with NaN are not counted
 * @classes: (nullable): double [n], VtActivityClass
 * @contrasts: (out caller-allocates): VtCoordinationContrast [1 + n_species]: of all atoms, then of each species
 *
 * Only cancelling can fail.
 */
gboolean vt_coordination_contrast_compute (const VtAtomTable      *atoms,
                                           const double           *cn,
                                           const double           *classes,
                                           const VtContrastErrors *errors,
                                           VtCoordinationContrast *contrasts,
                                           VtProgress             *progress,
                                           GCancellable           *cancellable,
                                           GError                **error);

/* Returns: (transfer full): "coordination": element ("all", then those that are there), n_total, n_la, n_sa, cn_total,
 * cn_la, cn_sa; in percent: dcn_la, dcn_sa, expected_la, expected_sa (what the elements alone bring about), sigma_la,
 * sigma_sa (of dcn: the larger of the two that follow), permutation_la, permutation_sa, bootstrap_la, bootstrap_sa. */
VtTable *vt_coordination_contrast_table (const VtAtomTable *atoms, const VtCoordinationContrast *contrasts);

G_END_DECLS

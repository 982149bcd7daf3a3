/* Errors of Δf of the Voronoi polyhedra, and how Δf goes with their five-fold symmetry. */
#pragma once

#include "vt-contrast.h"
#include "vt-table.h"
#include "vt-voronoi.h"

G_BEGIN_DECLS

/**
 * vt_polyhedra_contrast_compute:
 * @indices: VtVoronoiIndex [n]
 * @classes: (nullable): double [n], VtActivityClass
 * @errors: labels are permuted within @errors->groups: the elements
 * @polyhedra: of vt_polyhedra_table() with the same @indices and @classes: gets the columns, in percent, sigma_la,
 *   sigma_sa (of df: the larger of the two σ), expected_la, expected_sa (the df that the elements alone bring about),
 *   permutation_la, permutation_sa, bootstrap_la, bootstrap_sa, one number a row
 *
 * Returns: (transfer full) (nullable): "polyhedra-trend", a row each for la and sa: subset, n (polyhedra), slope and
 * intercept (percent) of Δf over LFFS, weighted by f, and pearson, likewise weighted; each with sigma_… (the larger),
 * permutation_… and bootstrap_…; lffs_difference of the means with the same. NULL if cancelled, the only way to fail
 */
VtTable *vt_polyhedra_contrast_compute (const VtVoronoiIndex   *indices,
                                        const double           *classes,
                                        gsize                   n,
                                        const VtContrastErrors *errors,
                                        VtTable                *polyhedra,
                                        VtProgress             *progress,
                                        GCancellable           *cancellable,
                                        GError                **error);

G_END_DECLS

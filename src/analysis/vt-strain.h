/* Atomic strain: the Green–Lagrange tensor of a local deformation and its two invariants. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * vt_strain_compute:
 * @gradient: F, so that a vector u at the earlier moment is F u at the later one
 * @shear: (out): von Mises local shear invariant; never negative
 * @volumetric: (out): a third of the trace
 *
 * Of η = ½ (FᵀF − 1), dimensionless; both are 0 for a rotation. F. Shimizu, S. Ogata, J. Li, Mater. Trans. 48, 2923
 * (2007); the definitions of OVITO's Atomic Strain.
 */
void vt_strain_compute (const double gradient[3][3], double *shear, double *volumetric);

G_END_DECLS

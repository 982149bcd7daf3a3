/* Mean square displacement and non-Gaussian parameter, element by element. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * VtMeanSquareDisplacement:
 * @n: displacements that count: those that are known
 * @sum_2: Σ|Δr|², Å²
 * @sum_4: Σ|Δr|⁴, Å⁴
 *
 * Sums, so that several windows can be taken together.
 */
typedef struct
{
  gsize  n;
  double sum_2;
  double sum_4;
} VtMeanSquareDisplacement;

/**
 * vt_mean_square_displacement_add:
 * @displacement: double [3][n], Å, of one window (vt_displacement_compute()); NaN for an atom that is missing
 * @species: guint8 [n], below @n_species
 * @sums: VtMeanSquareDisplacement [n_species + 1], the last for all atoms; added to, so clear it first
 *
 * Nothing but cancelling can fail; @sums are then as they were.
 */
gboolean vt_mean_square_displacement_add (const double             *displacement,
                                          const guint8             *species,
                                          gsize                     n,
                                          guint                     n_species,
                                          VtMeanSquareDisplacement *sums,
                                          GCancellable             *cancellable,
                                          GError                  **error);
/* ⟨|Δr|²⟩, Å²; NaN where nothing counts. */
double vt_mean_square_displacement_get (const VtMeanSquareDisplacement *sums);
/* α₂ = 3⟨|Δr|⁴⟩/(5⟨|Δr|²⟩²) − 1, 0 for a Gaussian; NaN where nothing counts or nothing moved. */
double vt_mean_square_displacement_get_alpha2 (const VtMeanSquareDisplacement *sums);

G_END_DECLS

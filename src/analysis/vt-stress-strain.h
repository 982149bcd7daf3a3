/* Modulus and strength of a tensile test. */
#pragma once

#include "vt-trend.h"

G_BEGIN_DECLS

#define VT_PROOF_STRAIN 0.002

/**
 * VtStressStrainOptions:
 * @modulus_from, @modulus_to: strains between which the modulus is fitted
 * @width: of the smoothing window, a strain
 */
typedef struct
{
  double modulus_from;
  double modulus_to;
  double width;
} VtStressStrainOptions;

/**
 * VtStressStrain:
 * @modulus: the line; its slope is Young's modulus, GPa
 * @strength, @strength_sigma: σ_max of the smoothed curve, GPa
 * @yield_strain: where that is
 * @proof_stress, @proof_strain: where the smoothed curve crosses the line of the modulus shifted by VT_PROOF_STRAIN; NaN
 *   where it does not
 * @at_end: the maximum is the curve's end: it may still rise
 */
typedef struct
{
  VtTrend  modulus;
  double   strength;
  double   strength_sigma;
  double   yield_strain;
  double   proof_stress;
  double   proof_strain;
  gboolean at_end;
} VtStressStrain;

/**
 * vt_stress_strain_compute:
 * @strain: double [n], ascending, finite
 * @stress: double [n], GPa, finite
 * @smooth: (out): double [n], the smoothed stress
 *
 * VT_ERROR_INPUT where the modulus' interval has too few rows.
 */
gboolean vt_stress_strain_compute (const double                *strain,
                                   const double                *stress,
                                   gsize                        n,
                                   const VtStressStrainOptions *options,
                                   double                      *smooth,
                                   VtStressStrain              *result,
                                   GCancellable                *cancellable,
                                   GError                     **error);

G_END_DECLS

/* The activation volume of creep, from rates at several stresses. */
#pragma once

#include "vt-linear-fit.h"

G_BEGIN_DECLS

#define VT_BOLTZMANN_GPA_A3 0.01380649 /* k_B, GPa Å³ per K */

/**
 * VtActivationVolume:
 * @volume, @sigma: Å³
 * @fit: ln (ε̇ · 1 ps) against stress in GPa
 * @inflation: by what the fit's error was multiplied, as its points scatter more than their own errors tell; 1 for two
 */
typedef struct
{
  double      volume;
  double      sigma;
  VtLinearFit fit;
  double      inflation;
} VtActivationVolume;

/**
 * vt_activation_volume_compute:
 * @stresses: double [n], GPa
 * @rates, @sigmas: double [n], ps⁻¹, above 0: points where one is not are left out
 * @temperature: K
 *
 * VT_ERROR_INPUT where fewer than two different stresses are left.
 */
gboolean vt_activation_volume_compute (const double       *stresses,
                                       const double       *rates,
                                       const double       *sigmas,
                                       gsize               n,
                                       double              temperature,
                                       VtActivationVolume *volume,
                                       GError            **error);

G_END_DECLS

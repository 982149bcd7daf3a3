/* Ω = √3 k_B T ∂ln ε̇/∂σ, in Å³ (√3 k_B · 100 K = 2.391 GPa Å³): stress-driven flow goes as sinh (τ Ω / k_B T), with the
 * shear stress τ = σ/√3 of a tension σ (Spaepen, Acta Metall. 25, 407 (1977); Liu 2022, who mean Å³ where they write nm³).
 *
 * A rate's error becomes that of its logarithm, σ_ε̇/ε̇. Two stresses: the slope's error is propagated from theirs. Three or
 * more: weighted least squares; where χ² exceeds its n − 2 degrees of freedom the errors are multiplied by
 * √(χ²/(n − 2)) (Birge), never divided. O(n).
 */
#include "vt-activation-volume.h"

#include <math.h>

#include "vt-error.h"
#include "vt-i18n.h"

static gsize
take_logarithms (const double *stresses,
                 const double *rates,
                 const double *sigmas,
                 gsize n,
                 double *kept,
                 double *logarithms,
                 double *errors)
{
  gsize m = 0;

  for (gsize i = 0; i < n; i++)
    if (isfinite (stresses[i]) && rates[i] > 0 && sigmas[i] > 0 && isfinite (rates[i]) && isfinite (sigmas[i]))
      {
        kept[m] = stresses[i];
        logarithms[m] = log (rates[i]);
        errors[m++] = sigmas[i] / rates[i];
      }
  return m;
}

static gboolean
differ (const double *values, gsize n)
{
  for (gsize i = 1; i < n; i++)
    if (values[i] != values[0])
      return TRUE;
  return FALSE;
}

gboolean
vt_activation_volume_compute (const double *stresses,
                              const double *rates,
                              const double *sigmas,
                              gsize n,
                              double temperature,
                              VtActivationVolume *volume,
                              GError **error)
{
  g_autofree double *kept = g_new (double, n + 1), *logarithms = g_new (double, n + 1), *errors = g_new (double, n + 1);
  double factor = sqrt (3.0) * VT_BOLTZMANN_GPA_A3 * temperature;
  gsize m;

  g_return_val_if_fail ((stresses != NULL && rates != NULL && sigmas != NULL) || n == 0, FALSE);
  g_return_val_if_fail (temperature > 0 && volume != NULL, FALSE);

  m = take_logarithms (stresses, rates, sigmas, n, kept, logarithms, errors);
  if (!differ (kept, m))
    {
      vt_set_error_at (error, VT_ERROR_INPUT, NULL, "%s",
                       m > 0 ? _("it takes steady-state rates at two stresses or more, and there is one")
                             : _("it takes steady-state rates at two stresses or more, and there is none"));
      return FALSE;
    }
  if (!vt_linear_fit_compute (kept, logarithms, errors, m, &volume->fit, error))
    return FALSE;
  volume->inflation = m > 2 ? MAX (1, sqrt (volume->fit.chi_squared / (double) (m - 2))) : 1;
  volume->volume = factor * volume->fit.slope;
  volume->sigma = factor * volume->fit.slope_sigma * volume->inflation;
  return TRUE;
}

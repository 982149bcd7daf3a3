/* Modulus and strength of a tensile test.
 *
 * E: the slope of σ(ε), with an error that knows how the stress's fluctuations hang together (vt-trend). σ_max: the greatest
 * value of the smoothed curve (vt-smooth), for the greatest raw one is a fluctuation; its error is that of a local
 * parabola's height in the middle of its window, √(9/4 · s²/n), with s²/n from the scatter of block means of what the
 * smoothing left. The proof stress is where the curve is 0.2 % of strain behind the modulus' line. O(n · window).
 */
#include "vt-stress-strain.h"

#include <math.h>

#include "vt-smooth.h"

#define BLOCKS 8

/* Only where the window is whole: at the ends the parabola hangs on few points. */
static gsize
find_greatest (const double *strain, const double *smooth, gsize n, double width)
{
  gsize best = n / 2;

  for (gsize i = 0; i < n; i++)
    if (strain[i] >= strain[0] + width / 2 && strain[i] <= strain[n - 1] - width / 2 && smooth[i] > smooth[best])
      best = i;
  return best;
}

/* Standard error of the mean of residuals [n], by block averaging; the parabola took three of the blocks' freedoms. */
static double
block_error (const double *residuals, gsize n)
{
  gsize size = n / BLOCKS;
  double sum = 0, squares = 0;

  if (size == 0)
    return NAN;
  for (gsize b = 0; b < BLOCKS; b++)
    {
      double mean = 0;

      for (gsize i = b * size; i < (b + 1) * size; i++)
        mean += residuals[i] / (double) size;
      sum += mean;
      squares += mean * mean;
    }
  return sqrt (MAX (0, squares - sum * sum / BLOCKS) / (BLOCKS - 3) / BLOCKS);
}

static double
error_at (const double *strain, const double *stress, const double *smooth, gsize n, gsize peak, double width)
{
  gsize from = peak, to = peak;
  g_autofree double *residuals = g_new (double, n);

  while (from > 0 && strain[from - 1] >= strain[peak] - width / 2)
    from--;
  while (to < n && strain[to] <= strain[peak] + width / 2)
    to++;
  for (gsize i = from; i < to; i++)
    residuals[i - from] = stress[i] - smooth[i];
  return 1.5 * block_error (residuals, to - from);
}

static void
find_proof (const double *strain, const double *smooth, gsize n, VtStressStrain *result)
{
  gsize i = 0;

  result->proof_stress = result->proof_strain = NAN;
  while (i < n && strain[i] < result->modulus.mean_x)
    i++;
  for (; i < n; i++)
    if (smooth[i] <= vt_trend_evaluate (&result->modulus, strain[i] - VT_PROOF_STRAIN))
      {
        result->proof_strain = strain[i];
        result->proof_stress = smooth[i];
        return;
      }
}

static gboolean
fit_modulus (const double *strain,
             const double *stress,
             gsize n,
             const VtStressStrainOptions *options,
             VtTrend *modulus,
             GError **error)
{
  gsize from = 0, to;

  while (from < n && strain[from] < options->modulus_from)
    from++;
  for (to = from; to < n && strain[to] <= options->modulus_to;)
    to++;
  return vt_trend_compute (strain + from, stress + from, to - from, 1, modulus, error);
}

gboolean
vt_stress_strain_compute (const double *strain,
                          const double *stress,
                          gsize n,
                          const VtStressStrainOptions *options,
                          double *smooth,
                          VtStressStrain *result,
                          GCancellable *cancellable,
                          GError **error)
{
  gsize peak;

  g_return_val_if_fail (strain != NULL && stress != NULL && smooth != NULL, FALSE);
  g_return_val_if_fail (options != NULL && result != NULL, FALSE);

  if (!fit_modulus (strain, stress, n, options, &result->modulus, error)
      || !vt_smooth_compute (strain, stress, n, options->width, smooth, cancellable, error))
    return FALSE;
  peak = find_greatest (strain, smooth, n, options->width);
  result->strength = smooth[peak];
  result->strength_sigma = error_at (strain, stress, smooth, n, peak, options->width);
  result->yield_strain = strain[peak];
  result->at_end = strain[MIN (peak + 1, n - 1)] > strain[n - 1] - options->width / 2;
  find_proof (strain, smooth, n, result);
  return TRUE;
}

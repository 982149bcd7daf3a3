/* The mean over runs of a random-effects model: value_i = mean + (its own deviation, variance τ²) + (its error, σ_i).
 *
 * τ² = max (0, (Q − (n − 1)) / (Σw − Σw²/Σw)), w = 1/σ_i², Q = Σ w (value − weighted mean)²; then weights 1/(σ_i² + τ²),
 * and their sum's inverse is the mean's variance (DerSimonian & Laird, Controlled Clin. Trials 7, 177 (1986)). So the
 * scatter between samples counts, which no run's own error knows of. With two runs τ² is hardly known itself.
 */
#include "vt-pooled-mean.h"

#include <math.h>

static double
weigh (const double *values, const double *sigmas, guint n, double variance, double *weight)
{
  double sum = 0;

  *weight = 0;
  for (guint i = 0; i < n; i++)
    {
      double w = 1 / (sigmas[i] * sigmas[i] + variance);

      *weight += w;
      sum += w * values[i];
    }
  return sum / *weight;
}

static double
find_variance (const double *values, const double *sigmas, guint n)
{
  double weight, squares = 0, scatter = 0, mean = weigh (values, sigmas, n, 0, &weight);

  for (guint i = 0; i < n; i++)
    {
      double w = 1 / (sigmas[i] * sigmas[i]);

      squares += w * w;
      scatter += w * (values[i] - mean) * (values[i] - mean);
    }
  return n > 1 ? MAX (0, (scatter - (n - 1)) / (weight - squares / weight)) : 0;
}

void
vt_pooled_mean_compute (const double *values, const double *sigmas, guint n, VtPooledMean *pooled)
{
  double variance, weight;

  g_return_if_fail (values != NULL && sigmas != NULL && n > 0 && pooled != NULL);

  variance = find_variance (values, sigmas, n);
  pooled->n = n;
  pooled->mean = weigh (values, sigmas, n, variance, &weight);
  pooled->sigma = sqrt (1 / weight);
  pooled->between = sqrt (variance);
}

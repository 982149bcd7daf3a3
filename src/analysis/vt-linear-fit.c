/* Least squares of y = a + b x, by GSL (gsl_fit_linear, gsl_fit_wlinear).
 *
 * With errors σ_i the weights are 1/σ_i², the covariance is that of the weights alone, and χ² says whether the line and
 * the σ_i are to be believed (n − 2 expected). Without them the covariance is scaled by the scatter, Σ residual²/(n − 2).
 * GSL centres x before it sums, so that an origin far away costs no digits. O(n).
 *
 * Press et al., Numerical Recipes (2007), ch. 15.2.
 */
#include "vt-linear-fit.h"

#include <gsl/gsl_fit.h>
#include <math.h>

#include "vt-error.h"
#include "vt-i18n.h"

/* Whether the point can be fitted, and its weight. */
static gboolean
weigh (double x, double y, const double *sigma, double *weight)
{
  *weight = 1.0;
  if (sigma != NULL)
    {
      if (!isfinite (*sigma) || !(*sigma > 0.0))
        return FALSE;
      *weight = 1.0 / (*sigma * *sigma);
    }
  return isfinite (x) && isfinite (y);
}

static gboolean
has_width (const double *x, gsize n)
{
  for (gsize i = 1; i < n; i++)
    if (x[i] != x[0])
      return TRUE;
  return FALSE;
}

static void
solve (const double *x, const double *y, const double *weights, gboolean weighted, VtLinearFit *fit)
{
  double aa, ab, bb;

  if (weighted)
    gsl_fit_wlinear (x, 1, weights, 1, y, 1, fit->n, &fit->intercept, &fit->slope, &aa, &ab, &bb, &fit->chi_squared);
  else
    gsl_fit_linear (x, 1, y, 1, fit->n, &fit->intercept, &fit->slope, &aa, &ab, &bb, &fit->chi_squared);
  /* Two points have no scatter to judge by: GSL divides zero by zero, or rounding by zero. */
  if (!weighted && fit->n < 3)
    aa = ab = bb = NAN;
  fit->intercept_sigma = sqrt (aa);
  fit->slope_sigma = sqrt (bb);
  fit->covariance = ab;
}

gboolean
vt_linear_fit_compute (const double *x,
                       const double *y,
                       const double *sigma,
                       gsize         n,
                       VtLinearFit  *fit,
                       GError      **error)
{
  g_autofree double *xs = g_new (double, n + 1);
  g_autofree double *ys = g_new (double, n + 1);
  g_autofree double *weights = g_new (double, n + 1);

  g_return_val_if_fail ((n == 0 || (x != NULL && y != NULL)) && fit != NULL, FALSE);

  fit->n = 0;
  for (gsize i = 0; i < n; i++)
    if (weigh (x[i], y[i], sigma != NULL ? &sigma[i] : NULL, &weights[fit->n]))
      {
        xs[fit->n] = x[i];
        ys[fit->n++] = y[i];
      }
  if (fit->n < 2 || !has_width (xs, fit->n))
    {
      vt_set_error_at (error, VT_ERROR_INPUT, &(VtPlace){ .frame = -1, .hint = _("It needs two of different abscissa") },
                       _("a line cannot be fitted to %zu points"), fit->n);
      return FALSE;
    }
  solve (xs, ys, weights, sigma != NULL, fit);
  return TRUE;
}

double
vt_linear_fit_evaluate (const VtLinearFit *fit, double x, double *sigma)
{
  g_return_val_if_fail (fit != NULL, NAN);

  if (sigma != NULL)
    *sigma = sqrt (fit->intercept_sigma * fit->intercept_sigma + 2.0 * x * fit->covariance
                   + x * x * fit->slope_sigma * fit->slope_sigma);
  return fit->intercept + fit->slope * x;
}

/* A straight line through points, with the errors of its two numbers. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * VtLinearFit:
 * @n: points that were used
 * @intercept, @slope: a and b of y = a + b x, in y's unit and y's unit per x's
 * @intercept_sigma, @slope_sigma: their standard errors; NaN of an unweighted fit to two points, which leave none
 * @covariance: of a and b
 * @chi_squared: Σ ((y − a − b x) / σ)²; unweighted Σ (y − a − b x)², in y's unit squared
 */
typedef struct
{
  gsize  n;
  double intercept;
  double slope;
  double intercept_sigma;
  double slope_sigma;
  double covariance;
  double chi_squared;
} VtLinearFit;

/**
 * vt_linear_fit_compute:
 * @x, @y: double [n]; points where one is not finite are left out
 * @sigma: (nullable): double [n], standard errors of y; points without one, or with one that is not above 0, are left
 *   out, for they would weigh nothing or all. %NULL: all weigh the same and their scatter gives the errors
 *
 * VT_ERROR_INPUT where fewer than two points are left or all have the same x.
 */
gboolean vt_linear_fit_compute (const double *x,
                                const double *y,
                                const double *sigma,
                                gsize         n,
                                VtLinearFit  *fit,
                                GError      **error);

/* The line's height at x, and its standard error there (@sigma, nullable). */
double vt_linear_fit_evaluate (const VtLinearFit *fit, double x, double *sigma);

G_END_DECLS

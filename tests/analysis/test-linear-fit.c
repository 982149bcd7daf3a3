/* Least squares: SciPy's and NumPy's numbers, the normal equations, coverage of the errors, and what has no line. */
#include "vt-linear-fit.h"

#include <math.h>

#include "vt-error.h"

static const double x[6] = { 0, 1, 2, 3, 4, 6 }, y[6] = { 1.1, 2.9, 5.2, 7.1, 8.7, 13.4 },
                    sigma[6] = { 0.1, 0.2, 0.1, 0.3, 0.2, 0.4 };

/* scipy.stats.linregress (x, y). */
static void
test_unweighted (void)
{
  VtLinearFit fit;

  g_assert_true (vt_linear_fit_compute (x, y, NULL, 6, &fit, NULL));
  g_assert_cmpuint (fit.n, ==, 6);
  g_assert_cmpfloat_with_epsilon (fit.intercept, 0.9828571428571422, 1e-13);
  g_assert_cmpfloat_with_epsilon (fit.slope, 2.0314285714285716, 1e-13);
  g_assert_cmpfloat_with_epsilon (fit.intercept_sigma, 0.1784799765822922, 1e-13);
  g_assert_cmpfloat_with_epsilon (fit.slope_sigma, 0.05381373771953469, 1e-13);
  g_assert_cmpfloat_with_epsilon (fit.covariance, -0.007722448979591841, 1e-13);
  g_assert_cmpfloat_with_epsilon (fit.chi_squared, 0.2702857142857144, 1e-13);
}

/* numpy.polyfit (x, y, 1, w=1/sigma, cov='unscaled'). */
static void
test_weighted (void)
{
  VtLinearFit fit;
  double error;

  g_assert_true (vt_linear_fit_compute (x, y, sigma, 6, &fit, NULL));
  g_assert_cmpfloat_with_epsilon (fit.intercept, 1.1122625215889452, 1e-13);
  g_assert_cmpfloat_with_epsilon (fit.slope, 1.9838226827864136, 1e-13);
  g_assert_cmpfloat_with_epsilon (fit.intercept_sigma, 0.08733237088950092, 1e-13);
  g_assert_cmpfloat_with_epsilon (fit.slope_sigma, 0.0421090505220248, 1e-13);
  g_assert_cmpfloat_with_epsilon (fit.covariance, -0.0026252158894645955, 1e-13);
  g_assert_cmpfloat_with_epsilon (fit.chi_squared, 6.378382268278658, 1e-11);
  g_assert_cmpfloat_with_epsilon (vt_linear_fit_evaluate (&fit, 2.0, &error), 5.079907887161773, 1e-8);
  g_assert_cmpfloat_with_epsilon (error * error,
                                  0.08733237088950092 * 0.08733237088950092
                                      + 4.0 * (-0.0026252158894645955 + 0.0421090505220248 * 0.0421090505220248),
                                  1e-14);
}

/* An origin far away and other units: the same line. */
static void
test_invariance (void)
{
  VtLinearFit fit, far;
  double x2[6], y2[6], sigma2[6];

  for (guint i = 0; i < 6; i++)
    {
      x2[5 - i] = 1e6 + 0.5 * x[i];
      y2[5 - i] = 3.0 * y[i] - 1e3;
      sigma2[5 - i] = 3.0 * sigma[i];
    }
  g_assert_true (vt_linear_fit_compute (x, y, sigma, 6, &fit, NULL));
  g_assert_true (vt_linear_fit_compute (x2, y2, sigma2, 6, &far, NULL));
  g_assert_cmpfloat_with_epsilon (far.slope, 6.0 * fit.slope, 1e-9);
  g_assert_cmpfloat_with_epsilon (far.slope_sigma, 6.0 * fit.slope_sigma, 1e-9);
  g_assert_cmpfloat_with_epsilon (far.chi_squared, fit.chi_squared, 1e-8);
}

/* Sum of twelve uniform numbers: σ = 1. */
static double
normal (GRand *random)
{
  double sum = -6.0;

  for (guint i = 0; i < 12; i++)
    sum += g_rand_double (random);
  return sum;
}

/* The errors mean what they say: over many samples the slopes scatter by them, with given errors and without. */
static void
test_coverage (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (11);
  double squares[2] = { 0, 0 }, predicted[2] = { 0, 0 };

  for (guint sample = 0; sample < 4000; sample++)
    {
      double xs[10], ys[10], sigmas[10];
      VtLinearFit fit;

      for (guint i = 0; i < 10; i++)
        {
          xs[i] = i;
          sigmas[i] = 0.5 + 0.1 * i;
          ys[i] = 3.0 - 0.25 * i + sigmas[i] * normal (random);
        }
      vt_linear_fit_compute (xs, ys, sigmas, 10, &fit, NULL);
      squares[0] += (fit.slope + 0.25) * (fit.slope + 0.25);
      predicted[0] += fit.slope_sigma * fit.slope_sigma;
      for (guint i = 0; i < 10; i++)
        ys[i] = 3.0 - 0.25 * i + 0.7 * normal (random);
      vt_linear_fit_compute (xs, ys, NULL, 10, &fit, NULL);
      squares[1] += (fit.slope + 0.25) * (fit.slope + 0.25);
      predicted[1] += fit.slope_sigma * fit.slope_sigma;
    }
  for (guint k = 0; k < 2; k++)
    g_assert_cmpfloat_with_epsilon (squares[k] / predicted[k], 1.0, 0.08);
}

static void
test_left_out (void)
{
  static const double xs[5] = { 0, NAN, 1, 2, 3 }, ys[5] = { 1, 5, 3, INFINITY, 8 }, sigmas[5] = { 1, 1, 1, 1, 0 };
  VtLinearFit fit;

  g_assert_true (vt_linear_fit_compute (xs, ys, sigmas, 5, &fit, NULL));
  g_assert_cmpuint (fit.n, ==, 2);
  g_assert_cmpfloat_with_epsilon (fit.slope, 2.0, 1e-14);
  g_assert_cmpfloat_with_epsilon (fit.slope_sigma, sqrt (2.0), 1e-14);
  g_assert_true (vt_linear_fit_compute (xs, ys, NULL, 3, &fit, NULL));
  g_assert_cmpfloat_with_epsilon (fit.slope, 2.0, 1e-14);
  g_assert_true (isnan (fit.slope_sigma) && isnan (fit.intercept_sigma) && isnan (fit.covariance));
}

static void
test_no_line (void)
{
  static const double same[3] = { 2, 2, 2 }, ys[3] = { 1, 2, 3 };
  g_autoptr (GError) error = NULL;
  VtLinearFit fit;

  g_assert_false (vt_linear_fit_compute (same, ys, NULL, 3, &fit, &error));
  g_assert_error (error, VT_ERROR, VT_ERROR_INPUT);
  g_clear_error (&error);
  g_assert_false (vt_linear_fit_compute (ys, same, NULL, 1, &fit, &error));
  g_assert_error (error, VT_ERROR, VT_ERROR_INPUT);
  g_clear_error (&error);
  g_assert_false (vt_linear_fit_compute (NULL, NULL, NULL, 0, &fit, &error));
  g_assert_error (error, VT_ERROR, VT_ERROR_INPUT);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/linear-fit/unweighted", test_unweighted);
  g_test_add_func ("/linear-fit/weighted", test_weighted);
  g_test_add_func ("/linear-fit/invariance", test_invariance);
  g_test_add_func ("/linear-fit/coverage", test_coverage);
  g_test_add_func ("/linear-fit/left-out", test_left_out);
  g_test_add_func ("/linear-fit/no-line", test_no_line);
  return g_test_run ();
}

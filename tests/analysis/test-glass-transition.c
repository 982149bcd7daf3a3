/* Two lines with a planted T_g, and what has none. */
#include "vt-glass-transition.h"

#include <string.h>

#include "noise.h"
#include "vt-error.h"

/* scipy.optimize.curve_fit (lambda T, g, h, b, l: h + np.where (T < g, b, l) * (T - g), …) finds the numbers below. */
static const double temperatures[12] = { 100, 200, 300, 400, 500, 600, 700, 800, 900, 1000, 1100, 1200 };
static const double volumes[12]
  = { 10.02, 10.11, 10.19, 10.32, 10.39, 10.51, 10.62, 10.83, 11.04, 11.19, 11.42, 11.59 };

static void
make (double *x, double *y, guint n, double transition, double below, double above)
{
  for (guint i = 0; i < n; i++)
    {
      x[i] = 100 + 1900.0 * i / (n - 1);
      y[i] = 65000 + (x[i] - transition) * (x[i] < transition ? below : above);
    }
}

static void
test_exact (void)
{
  double x[40], y[40];
  VtGlassTransition found;

  make (x, y, 40, 812.5, 3, 4.5);
  g_assert_true (vt_glass_transition_compute (x, y, 40, NAN, NAN, &found, NULL, NULL));
  g_assert_cmpuint (found.n, ==, 40);
  g_assert_cmpfloat_with_epsilon (found.temperature, 812.5, 1e-3);
  g_assert_cmpfloat_with_epsilon (found.height, 65000, 1e-2);
  g_assert_cmpfloat_with_epsilon (found.glass_slope, 3, 1e-6);
  g_assert_cmpfloat_with_epsilon (found.liquid_slope, 4.5, 1e-6);
  g_assert_true (found.found);
  g_assert_cmpfloat_with_epsilon (vt_glass_transition_evaluate (&found, 712.5), 65000 - 300, 1e-2);
  g_assert_cmpfloat_with_epsilon (vt_glass_transition_evaluate (&found, 912.5), 65000 + 450, 1e-2);
}

static void
test_scipy (void)
{
  VtGlassTransition found;

  g_assert_true (vt_glass_transition_compute (temperatures, volumes, 12, NAN, NAN, &found, NULL, NULL));
  g_assert_cmpfloat_with_epsilon (found.temperature, 665.7711488708621, 1e-3);
  g_assert_cmpfloat_with_epsilon (found.sigma, 20.406039615788945, 1e-2);
  g_assert_cmpfloat_with_epsilon (found.glass_slope, 0.0009771428691716056, 1e-8);
  g_assert_cmpfloat_with_epsilon (found.glass_sigma, 3.996596527435239e-05, 1e-7);
  g_assert_cmpfloat_with_epsilon (found.liquid_slope, 0.0019342857142366679, 1e-8);
  g_assert_cmpfloat_with_epsilon (found.liquid_sigma, 3.996597021088845e-05, 1e-7);
}

/* The error is what T_g scatters by. */
static void
test_calibrated (void)
{
  GRand *random = g_rand_new_with_seed (2);
  double squares = 0, sum = 0;
  guint rounds = 200;

  for (guint round = 0; round < rounds; round++)
    {
      double x[60], y[60];
      VtGlassTransition found;

      make (x, y, 60, 800, 3, 4.5);
      noise_add_fluctuation (random, y, 60, 0, 30);
      g_assert_true (vt_glass_transition_compute (x, y, 60, NAN, NAN, &found, NULL, NULL));
      g_assert_true (found.found);
      squares += pow ((found.temperature - 800) / found.sigma, 2) / rounds;
      sum += found.temperature / rounds;
    }
  g_test_message ("mean %.1f K, scatter %.2f of the error", sum, sqrt (squares));
  g_assert_cmpfloat_with_epsilon (sum, 800, 6);
  g_assert_cmpfloat (sqrt (squares), >, 0.8);
  g_assert_cmpfloat (sqrt (squares), <, 1.25);
  g_rand_free (random);
}

/* One line with scatter; two that bend the wrong way; rows that are not counted. */
static void
test_none (void)
{
  GRand *random = g_rand_new_with_seed (6);
  double x[60], y[60], shuffled_x[60], shuffled_y[60];
  guint found_any = 0;
  VtGlassTransition found, other;

  for (guint round = 0; round < 20; round++)
    {
      make (x, y, 60, 800, 3, 3);
      noise_add_fluctuation (random, y, 60, 0, 30);
      g_assert_true (vt_glass_transition_compute (x, y, 60, NAN, NAN, &found, NULL, NULL));
      found_any += found.found;
    }
  g_assert_cmpuint (found_any, <=, 8);
  make (x, y, 60, 800, 4, 3);
  g_assert_true (vt_glass_transition_compute (x, y, 60, NAN, NAN, &found, NULL, NULL));
  g_assert_false (found.found);

  make (x, y, 60, 800, 3, 4);
  for (guint i = 0; i < 60; i++)
    {
      shuffled_x[i] = x[(i * 7) % 60];
      shuffled_y[i] = x[(i * 7) % 60] > 1500 ? 0 : y[(i * 7) % 60];
    }
  g_assert_true (vt_glass_transition_compute (x, y, 60, NAN, 1500, &found, NULL, NULL));
  g_assert_true (vt_glass_transition_compute (shuffled_x, shuffled_y, 60, NAN, 1500, &other, NULL, NULL));
  g_assert_cmpfloat_with_epsilon (found.temperature, other.temperature, 1e-3);
  g_assert_cmpuint (other.n, ==, found.n);
  g_rand_free (random);
}

/* The lines have two temperatures each at least: T_g lies between the third ones from the ends, wherever the curve has
 * its sharpest bend. */
static void
test_bounds (void)
{
  double x[20], y[20], z[20];
  VtGlassTransition low, high;

  for (guint i = 0; i < 20; i++)
    {
      x[i] = 100 * i;
      y[i] = i < 1 ? -50 : i < 2 ? -20 : (double) i;
      z[i] = i > 18 ? 70 : i > 17 ? 40 : (double) i;
    }
  g_assert_true (vt_glass_transition_compute (x, y, 20, NAN, NAN, &low, NULL, NULL));
  g_assert_true (vt_glass_transition_compute (x, z, 20, NAN, NAN, &high, NULL, NULL));
  g_assert_cmpfloat_with_epsilon (low.temperature, x[2], 1e-6);
  g_assert_cmpfloat_with_epsilon (high.temperature, x[17], 1e-6);
}

/* Rows below and above an interval do not count. */
static void
test_interval (void)
{
  double x[60], y[60];
  VtGlassTransition found;

  make (x, y, 60, 800, 3, 4);
  for (guint i = 0; i < 60; i++)
    if (x[i] < 300 || x[i] > 1500)
      y[i] = 0;
  g_assert_true (vt_glass_transition_compute (x, y, 60, 300, 1500, &found, NULL, NULL));
  g_assert_cmpfloat_with_epsilon (found.temperature, 800, 1e-3);
  g_assert_cmpfloat_with_epsilon (found.glass_slope, 3, 1e-6);
}

/* Whether the slopes differ by twice the error of their difference, by a plain (JᵀJ)⁻¹. */
static gboolean
found_reference (const double *x, const double *y, guint n, const VtGlassTransition *fit)
{
  double normal[4][8] = { { 0 } }, rest = 0, variance;

  for (guint i = 0; i < n; i++)
    {
      double off = x[i] - fit->temperature;
      double row[4] = { 1, fmin (off, 0), fmax (off, 0), -(off < 0 ? fit->glass_slope : fit->liquid_slope) };

      rest += pow (y[i] - vt_glass_transition_evaluate (fit, x[i]), 2);
      for (guint a = 0; a < 4; a++)
        for (guint b = 0; b < 4; b++)
          normal[a][b] += row[a] * row[b];
    }
  for (guint a = 0; a < 4; a++)
    normal[a][4 + a] = 1;
  for (guint k = 0; k < 4; k++)
    for (guint a = 0; a < 4; a++)
      for (guint b = 8; a != k && b-- > k;)
        normal[a][b] -= normal[a][k] / normal[k][k] * normal[k][b];
  for (guint k = 0; k < 4; k++)
    for (guint b = 4; b < 8; b++)
      normal[k][b] /= normal[k][k];
  variance = rest / (n - 4) * (normal[1][5] + normal[2][6] - 2 * normal[1][6]);
  return fit->liquid_slope - fit->glass_slope > 2 * sqrt (variance);
}

static void
test_found (void)
{
  GRand *random = g_rand_new_with_seed (16);
  guint found_any = 0;

  for (guint round = 0; round < 300; round++)
    {
      double x[14], y[14];
      VtGlassTransition found;

      make (x, y, 14, 900, 3, 3.5);
      noise_add_fluctuation (random, y, 14, 0, 200);
      g_assert_true (vt_glass_transition_compute (x, y, 14, NAN, NAN, &found, NULL, NULL));
      g_assert_cmpint (found.found, ==, found_reference (x, y, 14, &found));
      found_any += found.found;
    }
  g_assert_cmpuint (found_any, >, 30);
  g_assert_cmpuint (found_any, <, 270);
  g_rand_free (random);
}

static void
test_refused (void)
{
  const double x[9] = { 1, 1, 2, 2, 3, 3, 4, 4, 5 };
  g_autoptr (GError) error = NULL;
  VtGlassTransition found;

  g_assert_false (vt_glass_transition_compute (x, x, 9, NAN, NAN, &found, NULL, &error));
  g_assert_error (error, VT_ERROR, VT_ERROR_INPUT);
  g_assert_nonnull (strstr (error->message, "at least 8 temperatures; there are 5"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/glass-transition/exact", test_exact);
  g_test_add_func ("/glass-transition/scipy", test_scipy);
  g_test_add_func ("/glass-transition/calibrated", test_calibrated);
  g_test_add_func ("/glass-transition/none", test_none);
  g_test_add_func ("/glass-transition/bounds", test_bounds);
  g_test_add_func ("/glass-transition/interval", test_interval);
  g_test_add_func ("/glass-transition/found", test_found);
  g_test_add_func ("/glass-transition/refused", test_refused);
  return g_test_run ();
}

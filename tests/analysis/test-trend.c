/* Slopes and their errors: by hand, against a plain twin, and how often the errors hold. */
#include "vt-trend.h"

#include <string.h>

#include "noise.h"
#include "vt-error.h"

#define N 4000

/* Exact lines and parabolas. */
static void
test_by_hand (void)
{
  double x[64], y[64];
  VtTrend trend;

  for (guint i = 0; i < 64; i++)
    {
      x[i] = 10 + 0.5 * i;
      y[i] = 3 - 0.25 * x[i];
    }
  g_assert_true (vt_trend_compute (x, y, 64, 1, &trend, NULL));
  g_assert_cmpuint (trend.n, ==, 64);
  g_assert_cmpuint (trend.n_blocks, ==, 32);
  g_assert_cmpfloat_with_epsilon (trend.slope, -0.25, 1e-12);
  g_assert_cmpfloat (trend.slope_sigma, <, 1e-12);
  g_assert_cmpfloat_with_epsilon (vt_trend_evaluate (&trend, 0), 3, 1e-11);
  g_assert_true (isnan (trend.curvature));

  /* Block means of x² differ from the mean's square by the same in every block. */
  for (guint i = 0; i < 64; i++)
    y[i] += 0.125 * x[i] * x[i];
  y[5] = NAN;
  g_assert_true (vt_trend_compute (x, y, 64, 2, &trend, NULL));
  g_assert_cmpuint (trend.n, ==, 63);
  g_assert_cmpfloat_with_epsilon (trend.curvature, 0.125, 2e-3);
  g_assert_cmpfloat_with_epsilon (trend.slope, -0.25 + 2 * 0.125 * (x[0] + x[63]) / 2, 5e-3);
}

/* ---- a plain twin: n rows are n blocks, dense inverses, the same grid ---- */

typedef double Square[16][16];

static double
invert_reference (Square a, guint n, Square inverse)
{
  double log_determinant = 0;

  for (guint i = 0; i < n; i++)
    for (guint j = 0; j < n; j++)
      inverse[i][j] = i == j;
  for (guint k = 0; k < n; k++)
    {
      double pivot = a[k][k];

      log_determinant += log (pivot);
      for (guint j = 0; j < n; j++)
        {
          a[k][j] /= pivot;
          inverse[k][j] /= pivot;
        }
      for (guint i = 0; i < n; i++)
        if (i != k)
          {
            double factor = a[i][k];

            for (guint j = 0; j < n; j++)
              {
                a[i][j] -= factor * a[k][j];
                inverse[i][j] -= factor * inverse[k][j];
              }
          }
    }
  return log_determinant;
}

static double
fit_reference (const double *x, const double *y, guint n, double walk, double *slope, double *sigma)
{
  Square v, weights, normal = { { 0 } }, covariance;
  double determinants, right[2] = { 0 }, rest = 0, line[2] = { 0 };

  for (guint i = 0; i < n; i++)
    for (guint j = 0; j < n; j++)
      v[i][j] = (i == j ? 1 + walk * (i + 1.0 / 3) : walk * ((i < j ? i : j) + 0.5));
  determinants = invert_reference (v, n, weights);
  for (guint i = 0; i < n; i++)
    for (guint j = 0; j < n; j++)
      for (guint a = 0; a < 2; a++)
        {
          right[a] += (a == 0 ? 1 : x[i]) * weights[i][j] * y[j];
          for (guint b = 0; b < 2; b++)
            normal[a][b] += (a == 0 ? 1 : x[i]) * weights[i][j] * (b == 0 ? 1 : x[j]);
        }
  determinants += invert_reference (normal, 2, covariance);
  for (guint a = 0; a < 2; a++)
    for (guint b = 0; b < 2; b++)
      line[a] += covariance[a][b] * right[b];
  for (guint i = 0; i < n; i++)
    for (guint j = 0; j < n; j++)
      rest += (y[i] - line[0] - line[1] * x[i]) * weights[i][j] * (y[j] - line[0] - line[1] * x[j]);
  *slope = line[1];
  *sigma = sqrt (rest / (n - 2) * covariance[1][1]);
  return -0.5 * ((n - 2) * log (rest) + determinants);
}

static void
test_reference (void)
{
  GRand *random = g_rand_new_with_seed (4);

  for (guint round = 0; round < 50; round++)
    {
      double x[16], y[16] = { 0 }, best = -INFINITY, slope = 0, sigma = 0;
      VtTrend trend;

      for (guint i = 0; i < 16; i++)
        x[i] = -1 + 2 * i / 15.0;
      noise_add_fluctuation (random, y, 16, round % 5, 1);
      noise_add_jumps (random, y, 16, 4, round % 3);
      for (int w = 0; w <= 25; w++)
        {
          double b, s, likelihood = fit_reference (x, y, 16, w == 0 ? 0 : pow (10, -4 + (w - 1) / 4.0), &b, &s);

          if (likelihood > best)
            {
              best = likelihood;
              slope = b;
              sigma = s;
            }
        }
      g_assert_true (vt_trend_compute (x, y, 16, 1, &trend, NULL));
      g_assert_cmpfloat_with_epsilon (trend.slope, slope, 1e-9);
      g_assert_cmpfloat_with_epsilon (trend.slope_sigma, sigma, 1e-9);
    }
  g_rand_free (random);
}

/* ---- whether the errors hold ---- */

typedef struct
{
  double memory; /* rows */
  double jumps;  /* expected, 0: none */
  double least;  /* the slopes' scatter in units of their errors lies between */
  double most;
} Noise;

static const Noise noises[] = {
  { 0, 0, 0.7, 1.1 }, { 10, 0, 0.7, 1.1 }, { 50, 0, 0.7, 1.15 }, { 200, 0, 0.3, 1.0 }, { 20, 30, 0.9, 1.45 },
};

static void
test_calibrated (gconstpointer data)
{
  const Noise *noise = data;
  GRand *random = g_rand_new_with_seed (7);
  g_autofree double *x = g_new (double, N), *y = g_new (double, N);
  double squares = 0;
  guint outside = 0, rounds = 300;

  for (guint round = 0; round < rounds; round++)
    {
      VtTrend trend;
      double z;

      for (guint i = 0; i < N; i++)
        {
          x[i] = 0.1 * i;
          y[i] = 0.02 * x[i];
        }
      noise_add_fluctuation (random, y, N, noise->memory, noise->jumps > 0 ? 0.02 : 1);
      if (noise->jumps > 0)
        noise_add_jumps (random, y, N, noise->jumps, 1);
      g_assert_true (vt_trend_compute (x, y, N, 1, &trend, NULL));
      z = (trend.slope - 0.02) / trend.slope_sigma;
      squares += z * z;
      outside += fabs (z) > 2;
    }
  g_test_message ("scatter %.3f of the error, %.3f beyond twice", sqrt (squares / rounds), outside / (double) rounds);
  g_assert_cmpfloat (sqrt (squares / rounds), >, noise->least);
  g_assert_cmpfloat (sqrt (squares / rounds), <, noise->most);
  g_assert_cmpfloat (outside / (double) rounds, <, 0.14);
  g_rand_free (random);
}

/* The share of a walk: none of what only fluctuates, nearly all of what only walks, a share in any case. */
static void
test_wander (void)
{
  GRand *random = g_rand_new_with_seed (21);
  double sums[2] = { 0 };

  for (guint round = 0; round < 40; round++)
    {
      double x[320], y[320] = { 0 }, walk[320], at = 0;
      VtTrend trend;

      noise_add_fluctuation (random, y, 320, 0, 1);
      for (guint i = 0; i < 320; i++)
        {
          x[i] = i;
          walk[i] = at += noise_normal (random);
        }
      g_assert_true (vt_trend_compute (x, y, 320, 1, &trend, NULL));
      g_assert_cmpfloat (trend.wander, >=, 0);
      sums[0] += trend.wander / 40;
      g_assert_true (vt_trend_compute (x, walk, 320, 1, &trend, NULL));
      g_assert_cmpfloat (trend.wander, <, 1);
      sums[1] += trend.wander / 40;
    }
  g_assert_cmpfloat (sums[0], <, 0.3);
  g_assert_cmpfloat (sums[1], >, 0.97);
  g_rand_free (random);
}

/* Another origin and scale change nothing but the units. */
static void
test_units (void)
{
  GRand *random = g_rand_new_with_seed (9);
  double x[200], y[200] = { 0 }, other_x[200], other_y[200];
  VtTrend one, other;

  noise_add_fluctuation (random, y, 200, 5, 1);
  for (guint i = 0; i < 200; i++)
    {
      x[i] = i;
      other_x[i] = 1000 + 4 * x[i];
      other_y[i] = 7 - 2 * y[i];
    }
  g_assert_true (vt_trend_compute (x, y, 200, 2, &one, NULL));
  g_assert_true (vt_trend_compute (other_x, other_y, 200, 2, &other, NULL));
  g_assert_cmpfloat_with_epsilon (other.slope, -2 * one.slope / 4, 1e-12);
  g_assert_cmpfloat_with_epsilon (other.slope_sigma, 2 * one.slope_sigma / 4, 1e-12);
  g_assert_cmpfloat_with_epsilon (other.curvature, -2 * one.curvature / 16, 1e-14);
  g_assert_cmpfloat_with_epsilon (other.curvature_sigma, 2 * one.curvature_sigma / 16, 1e-14);
  g_rand_free (random);
}

static void
test_refused (void)
{
  static const double x[9] = { 0, 1, 2, 3, 4, 5, 6, 7, 8 }, y[9] = { 1, NAN, 2, 3, NAN, 1, 2, 3, 4 },
                      same[9] = { 1, 1, 1, 1, 1, 1, 1, 1, 1 };
  g_autoptr (GError) few = NULL, flat = NULL;
  VtTrend trend;

  g_assert_false (vt_trend_compute (x, y, 9, 1, &trend, &few));
  g_assert_error (few, VT_ERROR, VT_ERROR_INPUT);
  g_assert_nonnull (strstr (few->message, "at least 8 rows; there are 7"));
  g_assert_false (vt_trend_compute (same, x, 9, 1, &trend, &flat));
  g_assert_error (flat, VT_ERROR, VT_ERROR_INPUT);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/trend/by-hand", test_by_hand);
  g_test_add_func ("/trend/reference", test_reference);
  g_test_add_func ("/trend/wander", test_wander);
  g_test_add_func ("/trend/units", test_units);
  g_test_add_func ("/trend/refused", test_refused);
  for (guint i = 0; i < G_N_ELEMENTS (noises); i++)
    {
      g_autofree char *path = g_strdup_printf ("/trend/calibrated/%g-%g", noises[i].memory, noises[i].jumps);
      g_test_add_data_func (path, &noises[i], test_calibrated);
    }
  return g_test_run ();
}

/* The slope of a noisy record whose errors hang together in time.
 *
 * y(x) = a + b x [+ c x²] + fluctuation + random walk. A strain in a hold fluctuates thermally about its course, and its
 * course itself goes by single jumps that are never taken back, a walk: ordinary least squares knows neither and gives
 * errors that are far too small. The record is first averaged over at most 32 consecutive blocks of equal length, which
 * makes a fluctuation that is shorter than a block white (block averaging: Flyvbjerg & Petersen, J. Chem. Phys. 91, 461
 * (1989)). The means' covariance is then s² (1 + λ W), W that of a random walk averaged over blocks of unit length,
 *   W_ij = min(i, j) + 1/2, W_ii = i + 1/3,
 * and a, b, c follow by generalised least squares, λ by the greatest restricted likelihood (Patterson & Thompson, Biometrika
 * 58, 545 (1971)) on a grid from 0 to 100. A fluctuation longer than a block passes for a walk, which errs to the
 * careful side. x is shifted and scaled to −1 … 1. O(n + 32³ · grid).
 */
#include "vt-trend.h"

#include <gsl/gsl_blas.h>
#include <gsl/gsl_linalg.h>
#include <gsl/gsl_matrix.h>
#include <math.h>

#include "vt-error.h"
#include "vt-i18n.h"

#define BLOCKS 32
#define MAX_TERMS 3
#define N_WALKS 26 /* 0, and 10⁻⁴ … 10² in quarters of a decade */

/* Means over blocks, x from −1 to 1. */
typedef struct
{
  guint  n;
  double x[BLOCKS];
  double y[BLOCKS];
  double middle;
  double half; /* the x of the record is middle ± half */
} Blocks;

/* The fit for one λ. */
typedef struct
{
  double walk;       /* λ */
  double likelihood; /* its logarithm */
  double values[MAX_TERMS];
  double variances[MAX_TERMS];
} Fit;

/* ---- blocks ---- */

static gsize
collect_finite (const double *x, const double *y, gsize n, double *kept_x, double *kept_y)
{
  gsize kept = 0;

  for (gsize i = 0; i < n; i++)
    if (isfinite (x[i]) && isfinite (y[i]))
      {
        kept_x[kept] = x[i];
        kept_y[kept++] = y[i];
      }
  return kept;
}

static void
average (const double *x, const double *y, gsize n, Blocks *blocks)
{
  blocks->n = (guint) MIN (n, BLOCKS);
  blocks->middle = (x[0] + x[n - 1]) / 2;
  blocks->half = (x[n - 1] - x[0]) / 2;
  for (guint b = 0; b < blocks->n; b++)
    {
      gsize from = n * b / blocks->n, to = n * (b + 1) / blocks->n;
      double sum_x = 0, sum_y = 0;

      for (gsize i = from; i < to; i++)
        {
          sum_x += (x[i] - blocks->middle) / blocks->half;
          sum_y += y[i];
        }
      blocks->x[b] = sum_x / (double) (to - from);
      blocks->y[b] = sum_y / (double) (to - from);
    }
}

static double
mean_of (const double *values, guint n)
{
  double sum = 0;

  for (guint i = 0; i < n; i++)
    sum += values[i];
  return sum / n;
}

/* ---- generalised least squares ---- */

static double
walk_covariance (guint i, guint j)
{
  return i == j ? i + 1.0 / 3.0 : MIN (i, j) + 0.5;
}

/* The Cholesky factor of 1 + λ W. */
static gsl_matrix *
factorize (guint n, double walk)
{
  gsl_matrix *covariance = gsl_matrix_alloc (n, n);

  for (guint i = 0; i < n; i++)
    for (guint j = 0; j < n; j++)
      gsl_matrix_set (covariance, i, j, (i == j ? 1 : 0) + walk * walk_covariance (i, j));
  gsl_linalg_cholesky_decomp1 (covariance);
  return covariance;
}

/* x⁰, x¹, x² and y, whitened by the factor: [n × (terms + 1)] */
static gsl_matrix *
whiten (const Blocks *blocks, guint terms, const gsl_matrix *factor)
{
  gsl_matrix *columns = gsl_matrix_alloc (blocks->n, terms + 1);

  for (guint i = 0; i < blocks->n; i++)
    {
      for (guint t = 0; t < terms; t++)
        gsl_matrix_set (columns, i, t, t == 0 ? 1 : t == 1 ? blocks->x[i] : blocks->x[i] * blocks->x[i]);
      gsl_matrix_set (columns, i, terms, blocks->y[i]);
    }
  gsl_blas_dtrsm (CblasLeft, CblasLower, CblasNoTrans, CblasNonUnit, 1, factor, columns);
  return columns;
}

static double
log_determinant (const gsl_matrix *factor)
{
  double sum = 0;

  for (gsize i = 0; i < factor->size1; i++)
    sum += 2 * log (gsl_matrix_get (factor, i, i));
  return sum;
}

/* From the normal equations' inverse, and the sum of squares that is left. */
static void
finish_fit (const gsl_matrix *inverse, const double *values, double rest, guint freedom, double determinants, Fit *fit)
{
  for (gsize t = 0; t < inverse->size1; t++)
    {
      fit->values[t] = values[t];
      fit->variances[t] = rest / freedom * gsl_matrix_get (inverse, t, t);
    }
  fit->likelihood = -0.5 * (freedom * log (MAX (rest, 1e-300)) + determinants);
}

static void
fit_with_walk (const Blocks *blocks, guint terms, double walk, Fit *fit)
{
  gsl_matrix *factor = factorize (blocks->n, walk), *columns = whiten (blocks, terms, factor);
  gsl_matrix_view design = gsl_matrix_submatrix (columns, 0, 0, blocks->n, terms);
  gsl_vector_view y = gsl_matrix_column (columns, terms);
  gsl_matrix *normal = gsl_matrix_alloc (terms, terms);
  double values[MAX_TERMS], determinants = log_determinant (factor), rest;
  gsl_vector_view solution = gsl_vector_view_array (values, terms);

  gsl_blas_dgemm (CblasTrans, CblasNoTrans, 1, &design.matrix, &design.matrix, 0, normal);
  gsl_blas_dgemv (CblasTrans, 1, &design.matrix, &y.vector, 0, &solution.vector);
  gsl_linalg_cholesky_decomp1 (normal);
  determinants += log_determinant (normal);
  gsl_linalg_cholesky_svx (normal, &solution.vector);
  gsl_linalg_cholesky_invert (normal);
  gsl_blas_dgemv (CblasNoTrans, -1, &design.matrix, &solution.vector, 1, &y.vector);
  gsl_blas_ddot (&y.vector, &y.vector, &rest);
  finish_fit (normal, values, rest, blocks->n - terms, determinants, fit);
  gsl_matrix_free (normal);
  gsl_matrix_free (columns);
  gsl_matrix_free (factor);
}

static double
get_walk (guint index)
{
  return index == 0 ? 0 : pow (10, -4 + (index - 1) / 4.0);
}

/* ---- the best λ ---- */

static void
find_best (const Blocks *blocks, guint terms, Fit *best)
{
  *best = (Fit){ .walk = 0 };
  fit_with_walk (blocks, terms, 0, best);
  for (guint w = 1; w < N_WALKS; w++)
    {
      Fit fit = { .walk = get_walk (w) };

      fit_with_walk (blocks, terms, fit.walk, &fit);
      if (fit.likelihood > best->likelihood)
        *best = fit;
    }
}

static void
summarize (const Blocks *blocks, const Fit *fit, guint degree, VtTrend *trend)
{
  double half = blocks->half, walked = fit->walk * blocks->n;

  trend->n_blocks = blocks->n;
  trend->slope = fit->values[1] / half;
  trend->slope_sigma = sqrt (fit->variances[1]) / half;
  trend->curvature = degree == 2 ? fit->values[2] / (half * half) : NAN;
  trend->curvature_sigma = degree == 2 ? sqrt (fit->variances[2]) / (half * half) : NAN;
  trend->wander = walked / (1 + walked);
  trend->mean_x = blocks->middle + half * mean_of (blocks->x, blocks->n);
  trend->mean_y = mean_of (blocks->y, blocks->n);
}

gboolean
vt_trend_compute (const double *x, const double *y, gsize n, guint degree, VtTrend *trend, GError **error)
{
  g_autofree double *kept_x = g_new (double, n + 1), *kept_y = g_new (double, n + 1);
  Blocks blocks;
  Fit fit;

  g_return_val_if_fail ((x != NULL && y != NULL) || n == 0, FALSE);
  g_return_val_if_fail ((degree == 1 || degree == 2) && trend != NULL, FALSE);

  trend->n = collect_finite (x, y, n, kept_x, kept_y);
  if (trend->n < VT_TREND_MIN_ROWS || !(kept_x[trend->n - 1] > kept_x[0]))
    {
      vt_set_error_at (error, VT_ERROR_INPUT, NULL, _("a slope with its error needs at least %d rows; there are %zu"),
                       VT_TREND_MIN_ROWS, trend->n);
      return FALSE;
    }
  average (kept_x, kept_y, trend->n, &blocks);
  find_best (&blocks, degree + 1, &fit);
  summarize (&blocks, &fit, degree, trend);
  return TRUE;
}

double
vt_trend_evaluate (const VtTrend *trend, double x)
{
  g_return_val_if_fail (trend != NULL, NAN);
  return trend->mean_y + trend->slope * (x - trend->mean_x);
}

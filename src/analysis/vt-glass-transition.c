/* The glass transition of a quench: where two straight lines meet.
 *
 * y(T) = y_g + b_g (T − T_g) below T_g, y_g + b_l (T − T_g) above. For a given T_g the rest is linear least squares (GSL); the
 * T_g of the least sum of squares is sought on a grid between the third temperatures from either end, then by golden
 * section. The errors are those of all four numbers together: s² (JᵀJ)⁻¹ at the solution (Seber & Wild, Nonlinear
 * Regression (1989), ch. 9). They know the scatter, and not that the curves may be bent or that T_g depends on the
 * cooling rate. O(n · 230).
 */
#include "vt-glass-transition.h"

#include <gsl/gsl_multifit.h>
#include <math.h>

#include "vt-error.h"
#include "vt-i18n.h"
#include "vt-quantile.h"

#define GRID 200
#define SECTIONS 60
#define GOLDEN 0.6180339887498949

/* The rows that count, and room for the fit to them. */
typedef struct
{
  gsize                          n;
  double                        *x;
  double                        *y;
  gsl_matrix                    *design; /* [n × 4] */
  gsl_vector                    *heights;
  gsl_multifit_linear_workspace *narrow;
  double                         lowest; /* T_g lies between these */
  double                         highest;
} Fit;

static void
fit_clear (Fit *fit)
{
  g_free (fit->x);
  g_free (fit->y);
  g_clear_pointer (&fit->design, gsl_matrix_free);
  g_clear_pointer (&fit->heights, gsl_vector_free);
  g_clear_pointer (&fit->narrow, gsl_multifit_linear_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Fit, fit_clear)

/* The third different temperature from one end leaves two below it, which make a line. */
static guint
bound (Fit *fit)
{
  g_autofree double *sorted = g_memdup2 (fit->x, MAX (fit->n, 1) * sizeof (double));
  guint different = 0;

  qsort (sorted, fit->n, sizeof (double), vt_compare_doubles);
  for (gsize i = 0; i < fit->n; i++)
    if (i == 0 || sorted[i] != sorted[i - 1])
      sorted[different++] = sorted[i];
  if (different >= VT_GLASS_TRANSITION_MIN_ROWS)
    {
      fit->lowest = sorted[2];
      fit->highest = sorted[different - 3];
    }
  return different;
}

static gboolean
fit_init (Fit *fit, const double *x, const double *y, gsize n, double from, double to, GError **error)
{
  guint different;

  fit->x = g_new (double, n + 1);
  fit->y = g_new (double, n + 1);
  for (gsize i = 0; i < n; i++)
    if (isfinite (x[i]) && isfinite (y[i]) && !(x[i] < from) && !(x[i] > to))
      {
        fit->x[fit->n] = x[i];
        fit->y[fit->n++] = y[i];
      }
  different = bound (fit);
  if (different < VT_GLASS_TRANSITION_MIN_ROWS)
    {
      vt_set_error_at (error, VT_ERROR_INPUT, NULL,
                       _("a glass transition needs at least %d temperatures; there are %u"),
                       VT_GLASS_TRANSITION_MIN_ROWS, different);
      return FALSE;
    }
  fit->design = gsl_matrix_alloc (fit->n, 4);
  fit->heights = gsl_vector_alloc (fit->n);
  fit->narrow = gsl_multifit_linear_alloc (fit->n, 3);
  for (gsize i = 0; i < fit->n; i++)
    gsl_vector_set (fit->heights, i, fit->y[i]);
  return TRUE;
}

/* Height and two slopes for a T_g; the sum of squares that is left. */
static double
solve (Fit *fit, double transition, double values[3])
{
  gsl_matrix_view design = gsl_matrix_submatrix (fit->design, 0, 0, fit->n, 3);
  gsl_matrix *covariance = gsl_matrix_alloc (3, 3);
  gsl_vector_view solution = gsl_vector_view_array (values, 3);
  double rest;

  for (gsize i = 0; i < fit->n; i++)
    {
      double off = fit->x[i] - transition;

      gsl_matrix_set (fit->design, i, 0, 1);
      gsl_matrix_set (fit->design, i, 1, MIN (off, 0));
      gsl_matrix_set (fit->design, i, 2, MAX (off, 0));
    }
  gsl_multifit_linear (&design.matrix, fit->heights, &solution.vector, covariance, &rest, fit->narrow);
  gsl_matrix_free (covariance);
  return rest;
}

static double
search_grid (Fit *fit, double *step)
{
  double values[3], least = INFINITY, best = fit->lowest;

  *step = (fit->highest - fit->lowest) / GRID;
  for (guint i = 0; i <= GRID; i++)
    {
      double rest = solve (fit, fit->lowest + i * *step, values);

      if (rest < least)
        {
          least = rest;
          best = fit->lowest + i * *step;
        }
    }
  return best;
}

static double
refine (Fit *fit, double best, double step)
{
  double values[3], low = MAX (best - step, fit->lowest), high = MIN (best + step, fit->highest);

  for (guint i = 0; i < SECTIONS; i++)
    {
      double left = high - GOLDEN * (high - low), right = low + GOLDEN * (high - low);

      if (solve (fit, left, values) < solve (fit, right, values))
        high = right;
      else
        low = left;
    }
  return (low + high) / 2;
}

/* ∂y/∂T_g is minus the slope on either side. */
static void
add_errors (Fit *fit, const double values[3], double rest, VtGlassTransition *result)
{
  gsl_multifit_linear_workspace *wide = gsl_multifit_linear_alloc (fit->n, 4);
  gsl_matrix *covariance = gsl_matrix_alloc (4, 4);
  gsl_vector *change = gsl_vector_alloc (4), *nothing = gsl_vector_calloc (fit->n);
  double variance = rest / (double) (fit->n - 4), ignored, difference;

  for (gsize i = 0; i < fit->n; i++)
    gsl_matrix_set (fit->design, i, 3, fit->x[i] < result->temperature ? -values[1] : -values[2]);
  /* Without scatter GSL gives (JᵀJ)⁻¹ times 0: unit weights give it plain. */
  gsl_vector_set_all (nothing, 1);
  gsl_multifit_wlinear (fit->design, nothing, fit->heights, change, covariance, &ignored, wide);
  result->residual = sqrt (variance);
  result->glass_sigma = sqrt (variance * gsl_matrix_get (covariance, 1, 1));
  result->liquid_sigma = sqrt (variance * gsl_matrix_get (covariance, 2, 2));
  result->sigma = sqrt (variance * gsl_matrix_get (covariance, 3, 3));
  difference = variance
               * (gsl_matrix_get (covariance, 1, 1) + gsl_matrix_get (covariance, 2, 2)
                  - 2 * gsl_matrix_get (covariance, 1, 2));
  result->found = values[2] - values[1] > 2 * sqrt (difference) && values[2] > values[1];
  gsl_vector_free (nothing);
  gsl_vector_free (change);
  gsl_matrix_free (covariance);
  gsl_multifit_linear_free (wide);
}

gboolean
vt_glass_transition_compute (const double *temperatures,
                             const double *values,
                             gsize n,
                             double from,
                             double to,
                             VtGlassTransition *transition,
                             GCancellable *cancellable,
                             GError **error)
{
  g_auto (Fit) fit = { 0 };
  double numbers[3], step, rest, best;

  g_return_val_if_fail ((temperatures != NULL && values != NULL) || n == 0, FALSE);
  g_return_val_if_fail (transition != NULL, FALSE);

  if (!fit_init (&fit, temperatures, values, n, from, to, error))
    return FALSE;
  best = search_grid (&fit, &step);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  *transition = (VtGlassTransition){ .n = fit.n, .temperature = refine (&fit, best, step) };
  rest = solve (&fit, transition->temperature, numbers);
  transition->height = numbers[0];
  transition->glass_slope = numbers[1];
  transition->liquid_slope = numbers[2];
  add_errors (&fit, numbers, rest, transition);
  return TRUE;
}

double
vt_glass_transition_evaluate (const VtGlassTransition *transition, double temperature)
{
  double off;

  g_return_val_if_fail (transition != NULL, NAN);

  off = temperature - transition->temperature;
  return transition->height + off * (off < 0 ? transition->glass_slope : transition->liquid_slope);
}

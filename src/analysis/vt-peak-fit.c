/* A Gaussian fitted to the left flank of a histogram's peak and up to one σ beyond its centre.
 *
 *   n_i = N a [Φ((e_{i+1} − μ)/σ) − Φ((e_i − μ)/σ)],   a = A σ √(2π)
 *
 * N values in all, e_i the bins' edges, A the height of the density. What is hot lies right of the peak, so that the
 * left flank alone is the vibrating glass; the bins up to μ + σ fix the height. The bins' integrals instead of their
 * middles: wide bins then cost no σ. Left of the first value the bins are empty and say so, down to 4 σ or to the
 * floor below which no value can lie (T_ML: the lowest class), which cuts bins and area alike: the area is
 * a Φ((μ − floor)/σ), at most 1, and the tail is the rest.
 *
 * Least squares by GSL (Levenberg–Marquardt, trust region) over (a, μ, ln σ), weighted by 1/max(n_i of the last model,
 * 1), as Pearson's χ² wants; the window and the weights are iterated until the window stays. O(bins) a step.
 *
 * The distribution and its tail: Liu et al., J. Mater. Inf. 2, 20 (2022), Fig. 2.
 */
#include "vt-peak-fit.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_multifit_nlinear.h>
#include <math.h>

#include "vt-error.h"
#include "vt-i18n.h"

/* Fewer values make no histogram that a Gaussian can be seen in. */
#define LEAST_VALUES 50
/* Bins that hold something, at least: one more than there are parameters. */
#define LEAST_BINS 4
#define FLANK_SIGMAS 4.0
#define MOST_ROUNDS 40
#define MOST_STEPS 100

/* The Gaussian and the bins it is fitted to; a bin's number may lie left of the first. */
typedef struct
{
  const VtPeakBins *bins;
  gssize            begin;
  gssize            end;
  double            area;
  double            center;
  double            sigma;
  double            n;
  double           *weights; /* [end − begin] */
} Fit;

static double
get_edge (const VtPeakBins *bins, gssize bin)
{
  return fmax (bins->first + (double) bin * bins->width, bins->floor);
}

static double
get_count (const VtPeakBins *bins, gssize bin)
{
  return bin >= 0 && bin < (gssize) bins->n_bins ? bins->counts[bin] : 0.0;
}

/* Φ, by the complement: exact in both tails. */
static double
normal_below (double z)
{
  return 0.5 * erfc (-z / G_SQRT2);
}

static double
normal_density (double z)
{
  return isfinite (z) ? exp (-0.5 * z * z) / sqrt (2.0 * G_PI) : 0.0;
}

static double
predict (const VtPeakBins *bins, gssize bin, double center, double sigma)
{
  return normal_below ((get_edge (bins, bin + 1) - center) / sigma)
         - normal_below ((get_edge (bins, bin) - center) / sigma);
}

static int
residuals (const gsl_vector *p, void *data, gsl_vector *f)
{
  const Fit *fit = data;
  double area = gsl_vector_get (p, 0), center = gsl_vector_get (p, 1), sigma = exp (gsl_vector_get (p, 2));

  for (gssize bin = fit->begin; bin < fit->end; bin++)
    gsl_vector_set (f, bin - fit->begin,
                    fit->n * area * predict (fit->bins, bin, center, sigma) - get_count (fit->bins, bin));
  return GSL_SUCCESS;
}

static int
jacobian (const gsl_vector *p, void *data, gsl_matrix *j)
{
  const Fit *fit = data;
  double area = gsl_vector_get (p, 0), center = gsl_vector_get (p, 1), sigma = exp (gsl_vector_get (p, 2));

  for (gssize bin = fit->begin; bin < fit->end; bin++)
    {
      double low = (get_edge (fit->bins, bin) - center) / sigma;
      double high = (get_edge (fit->bins, bin + 1) - center) / sigma;
      double at_low = normal_density (low), at_high = normal_density (high);

      gsl_matrix_set (j, bin - fit->begin, 0, fit->n * predict (fit->bins, bin, center, sigma));
      gsl_matrix_set (j, bin - fit->begin, 1, fit->n * area * (at_low - at_high) / sigma);
      gsl_matrix_set (j, bin - fit->begin, 2,
                      fit->n * area * ((isfinite (low) ? low * at_low : 0.0) - high * at_high));
    }
  return GSL_SUCCESS;
}

/* One fit to the bins of the window. FALSE where it finds no end. */
static gboolean
solve (Fit *fit)
{
  gsize n = fit->end - fit->begin;
  double start[3] = { fit->area, fit->center, log (fit->sigma) };
  gsl_vector_view p = gsl_vector_view_array (start, 3), weights = gsl_vector_view_array (fit->weights, n);
  gsl_multifit_nlinear_parameters parameters = gsl_multifit_nlinear_default_parameters ();
  gsl_multifit_nlinear_fdf fdf = { .f = residuals, .df = jacobian, .n = n, .p = 3, .params = fit };
  gsl_multifit_nlinear_workspace *workspace
      = gsl_multifit_nlinear_alloc (gsl_multifit_nlinear_trust, &parameters, n, 3);
  int info = 0, status;

  gsl_multifit_nlinear_winit (&p.vector, &weights.vector, &fdf, workspace);
  status = gsl_multifit_nlinear_driver (MOST_STEPS, 1e-10, 1e-10, 0.0, NULL, NULL, &info, workspace);
  fit->area = gsl_vector_get (workspace->x, 0);
  fit->center = gsl_vector_get (workspace->x, 1);
  fit->sigma = exp (gsl_vector_get (workspace->x, 2));
  gsl_multifit_nlinear_free (workspace);
  /* "No progress" is what rounding makes of the best there is; at the first step GSL tells it by @info alone. */
  return (status == GSL_SUCCESS || status == GSL_ENOPROG || info == GSL_ENOPROG) && isfinite (fit->area + fit->center + fit->sigma)
         && fit->area > 0.0 && fit->sigma > 0.0;
}

/* The highest bin once single bins' noise is smoothed: (1 4 6 4 1)/16. */
static gsize
find_mode (const VtPeakBins *bins)
{
  gsize mode = 0;
  double highest = -1.0;

  for (gssize i = 0; i < (gssize) bins->n_bins; i++)
    {
      double height = 6.0 * get_count (bins, i) + 4.0 * (get_count (bins, i - 1) + get_count (bins, i + 1))
                      + get_count (bins, i - 2) + get_count (bins, i + 2);

      if (height > highest)
        {
          highest = height;
          mode = i;
        }
    }
  return mode;
}

/* μ where the histogram is highest; σ as the flank left of it has, or, where it has none, a bin's width. */
static void
guess (Fit *fit)
{
  const VtPeakBins *bins = fit->bins;
  gsize mode = find_mode (bins);
  double squares = 0.0, count = 0.0;

  fit->center = bins->first + (mode + 0.5) * bins->width;
  for (gsize i = 0; i < mode; i++)
    {
      double distance = (double) (mode - i) * bins->width;

      squares += bins->counts[i] * distance * distance;
      count += bins->counts[i];
    }
  /* The bin of the mode itself belongs half to the flank. */
  count += 0.5 * bins->counts[mode];
  fit->sigma = fmax (sqrt (squares / fmax (count, 1.0)), bins->width);
  fit->area = fmin (2.0 * count / fit->n, 1.0);
}

static void
choose_window (Fit *fit)
{
  const VtPeakBins *bins = fit->bins;
  double low = fmax (fit->center - FLANK_SIGMAS * fit->sigma, bins->floor);

  fit->begin = (gssize) fmin (floor ((low - bins->first) / bins->width), 0.0);
  /* A bin belongs to the window with its middle. */
  fit->end = (gssize) floor ((fit->center + fit->sigma - bins->first) / bins->width + 0.5);
  fit->end = CLAMP (fit->end, 1, (gssize) bins->n_bins);
  fit->begin = MAX (fit->begin, -(gssize) (4 * bins->n_bins + 100));
  while (fit->begin < 0 && !(get_edge (bins, fit->begin + 1) > bins->floor))
    fit->begin++;
}

static void
weigh (Fit *fit)
{
  fit->weights = g_renew (double, fit->weights, fit->end - fit->begin);
  for (gssize bin = fit->begin; bin < fit->end; bin++)
    fit->weights[bin - fit->begin]
        = 1.0 / fmax (fit->n * fit->area * predict (fit->bins, bin, fit->center, fit->sigma), 1.0);
}

static guint
count_filled (const Fit *fit)
{
  guint filled = 0;

  for (gssize bin = MAX (fit->begin, 0); bin < fit->end; bin++)
    filled += fit->bins->counts[bin] > 0.0;
  return filled;
}

static gboolean
refuse (GError **error, const char *why)
{
  vt_set_error_at (error, VT_ERROR_INPUT, NULL, _("no Gaussian peak can be fitted: %s"), why);
  return FALSE;
}

static gboolean
iterate (Fit *fit, GError **error)
{
  gssize end = -1;

  for (guint round = 0; round < MOST_ROUNDS; round++)
    {
      choose_window (fit);
      if (count_filled (fit) < LEAST_BINS)
        return refuse (error, _("its left flank fills too few bins"));
      weigh (fit);
      if (!solve (fit) || fit->sigma > fit->bins->width * (double) fit->bins->n_bins
          || fit->center < fit->bins->first - fit->bins->width
          || fit->center > get_edge (fit->bins, (gssize) fit->bins->n_bins))
        return refuse (error, _("the histogram has no such peak"));
      /* Three rounds at least, for the weights. */
      if (fit->end == end && round > 2)
        break;
      end = fit->end;
    }
  return TRUE;
}

static void
take (const Fit *fit, VtPeakFit *peak)
{
  double above = normal_below ((fit->center - fit->bins->floor) / fit->sigma);

  peak->center = fit->center;
  peak->sigma = fit->sigma;
  peak->amplitude = fit->area / (fit->sigma * sqrt (2.0 * G_PI));
  peak->area = fmin (fit->area * above, 1.0);
  peak->tail = 1.0 - peak->area;
  peak->upper = get_edge (fit->bins, fit->end);
  peak->n_fitted = (guint) (fit->end - fit->begin);
}

gboolean
vt_peak_fit_compute (const VtPeakBins *bins, VtPeakFit *peak, GError **error)
{
  static gsize handler_is_off = 0;
  Fit fit = { .bins = bins };
  gboolean done;

  g_return_val_if_fail (bins != NULL && (bins->n_bins == 0 || bins->counts != NULL) && peak != NULL, FALSE);
  g_return_val_if_fail (bins->width > 0.0 && isfinite (bins->first), FALSE);

  /* GSL would end the program over a fit that does not converge; here it is told. */
  if (g_once_init_enter (&handler_is_off))
    {
      gsl_set_error_handler_off ();
      g_once_init_leave (&handler_is_off, 1);
    }
  for (gsize i = 0; i < bins->n_bins; i++)
    fit.n += bins->counts[i];
  *peak = (VtPeakFit){ fit.n, NAN, NAN, NAN, NAN, NAN, NAN, 0 };
  if (fit.n < LEAST_VALUES)
    return refuse (error, _("there are too few atoms"));
  guess (&fit);
  done = iterate (&fit, error);
  if (done)
    take (&fit, peak);
  g_free (fit.weights);
  return done;
}

double
vt_peak_fit_get_density (const VtPeakFit *fit, double value)
{
  g_return_val_if_fail (fit != NULL, NAN);

  return fit->amplitude * exp (-0.5 * pow ((value - fit->center) / fit->sigma, 2));
}

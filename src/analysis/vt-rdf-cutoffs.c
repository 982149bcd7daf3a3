/* Pair cutoffs at the first minima of the partial distribution functions, as vt_rdf_find_cutoffs() states them.
 *
 * g is smoothed by a Gaussian of width σ. Its counting error is that of Poisson's law carried through the kernel,
 * var g̃ = Σ w² g / n_ideal; frames of one run are correlated, so the true error is larger: hence the factor five.
 * Cost: O(bins · σ / bin) a pair.
 */
#include "vt-rdf.h"

#include <math.h>

#define FIRST_PEAK_SHARE 0.5  /* of the highest point: what a first peak must reach */
#define PEAK_WINDOW 1.15      /* a peak's shoulder is not its top: look on by this factor */
#define PARTIAL_WINDOW 1.3    /* a pair's first peak lies within this multiple of the total's */
#define CLEAR_ERRORS 5.0
#define CLEAR_SHARE 0.05
#define ERROR_REACH 4.0       /* σ, where the kernel ends */

typedef struct
{
  guint   n;
  double  bin;
  double *g;     /* smoothed */
  double *error; /* of it */
} Curve;

/* The total is the pair with no species. */
static double
get_g (const VtRdf *rdf, int a, int b, guint bin)
{
  return a < 0 ? vt_rdf_get_total (rdf, bin) : vt_rdf_get_partial (rdf, a, b, bin);
}

static void
smooth_bin (Curve *curve, const double *g, const double *variance, double kernel, guint bin)
{
  int reach = (int) ceil (ERROR_REACH * kernel / curve->bin);
  double weights = 0.0;
  double sum = 0.0;
  double square = 0.0;

  for (int other = MAX ((int) bin - reach, 0); other <= (int) bin + reach && other < (int) curve->n; other++)
    {
      double distance = (other - (int) bin) * curve->bin;
      double weight = kernel > 0.0 ? exp (-0.5 * (distance / kernel) * (distance / kernel)) : 1.0;

      weights += weight;
      sum += weight * g[other];
      square += weight * weight * variance[other];
    }
  curve->g[bin] = sum / weights;
  curve->error[bin] = sqrt (square) / weights;
}

static Curve *
curve_new (const VtRdf *rdf, int a, int b, double kernel)
{
  Curve *curve = g_new0 (Curve, 1);
  g_autofree double *g = NULL;
  g_autofree double *variance = NULL;

  curve->n = vt_rdf_get_n_bins (rdf);
  curve->bin = 2.0 * vt_rdf_get_radius (rdf, 0);
  curve->g = g_new (double, curve->n);
  curve->error = g_new (double, curve->n);
  g = g_new (double, curve->n);
  variance = g_new (double, curve->n);
  for (guint bin = 0; bin < curve->n; bin++)
    {
      double ideal = vt_rdf_get_ideal (rdf, a, b, bin);
      double value = get_g (rdf, a, b, bin);

      g[bin] = isfinite (value) ? value : 0.0;
      variance[bin] = ideal > 0.0 ? fmax (g[bin], 1.0 / ideal) / ideal : INFINITY;
    }
  for (guint bin = 0; bin < curve->n; bin++)
    smooth_bin (curve, g, variance, kernel, bin);

  return curve;
}

static void
curve_free (Curve *curve)
{
  g_free (curve->g);
  g_free (curve->error);
  g_free (curve);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Curve, curve_free)

static guint
find_highest (const Curve *curve, guint from, guint to)
{
  guint highest = from;

  for (guint bin = from; bin < to; bin++)
    if (curve->g[bin] > curve->g[highest])
      highest = bin;

  return highest;
}

/* The first top that reaches half of the highest one: shells further out may be taller. */
static guint
find_first_peak (const Curve *curve, guint end)
{
  double enough = FIRST_PEAK_SHARE * curve->g[find_highest (curve, 0, end)];
  guint bin = 0;

  while (bin + 1 < end && !(curve->g[bin] >= enough && curve->g[bin + 1] < curve->g[bin]))
    bin++;

  return find_highest (curve, bin, MIN (end, (guint) (bin * PEAK_WINDOW) + 1));
}

static gboolean
find_minimum (const Curve *curve, guint peak, double from, double to, double *radius)
{
  double top = (peak + 0.5) * curve->bin;
  guint first = (guint) CLAMP (from * top / curve->bin, peak, curve->n - 1.0);
  guint end = (guint) CLAMP (to * top / curve->bin, first + 1.0, curve->n);
  guint lowest = first;
  guint last, highest;
  /* Between the shells of a cold crystal g is nothing over a whole stretch, which may begin before the interval. */
  double nothing = 1e-9 * curve->g[peak];
  double rise;

  for (guint bin = first; bin < end; bin++)
    if (curve->g[bin] < curve->g[lowest])
      lowest = bin;
  for (last = lowest; last + 1 < end && curve->g[last + 1] <= curve->g[lowest] + nothing;)
    last++;
  *radius = 0.5 * (lowest + last + 1) * curve->bin;

  highest = find_highest (curve, last, end);
  rise = MIN (curve->g[highest], curve->g[peak]) - curve->g[lowest];

  return (lowest > first || curve->g[lowest] <= nothing) && last + 1 < end && rise > CLEAR_SHARE * curve->g[peak] &&
         rise > CLEAR_ERRORS * hypot (curve->error[lowest], curve->error[highest]);
}

/* TRUE where the pair's own g shows a clear minimum. */
static gboolean
find_cutoff (const VtRdf *rdf, int a, int b, double kernel, double from, double to, guint *peak, double *radius)
{
  g_autoptr (Curve) curve = curve_new (rdf, a, b, kernel);
  guint end = a < 0 ? curve->n : MIN (curve->n, (guint) (*peak * PARTIAL_WINDOW) + 2);

  *peak = find_first_peak (curve, end);

  return find_minimum (curve, *peak, from, to, radius);
}

void
vt_rdf_find_cutoffs (const VtRdf *rdf, double kernel, double from, double to, VtCutoffs *cutoffs, gboolean *fallback)
{
  guint n_species;
  guint total_peak = 0;
  double total;

  g_return_if_fail (rdf != NULL && cutoffs != NULL);
  g_return_if_fail (kernel >= 0.0 && from >= 1.0 && to >= 1.0);

  n_species = MIN (vt_rdf_get_n_species (rdf), VT_MAX_SPECIES);
  if (!find_cutoff (rdf, -1, -1, kernel, from, to, &total_peak, &total))
    total = 0.5 * (from + to) * vt_rdf_get_radius (rdf, total_peak);
  vt_cutoffs_init_uniform (cutoffs, n_species, total);
  for (guint a = 0; a < n_species; a++)
    for (guint b = a; b < n_species; b++)
      {
        guint peak = total_peak;
        double radius;
        gboolean clear = find_cutoff (rdf, (int) a, (int) b, kernel, from, to, &peak, &radius);

        if (clear)
          cutoffs->radius[a][b] = cutoffs->radius[b][a] = radius;
        if (fallback != NULL)
          fallback[a * n_species + b] = fallback[b * n_species + a] = !clear;
      }
}

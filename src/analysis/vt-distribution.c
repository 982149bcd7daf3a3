/* A distribution in numbers, and their errors by a bootstrap over blocks of space.
 *
 * Mean; median and 99 % quantile by linear interpolation between order statistics (vt-quantile.h); centre, σ, area and
 * tail of the Gaussian peak (vt-peak-fit.h) on the histogram's bins; the share of the values above a threshold. A
 * resample is a set of weights, how often each block was drawn: every statistic is that of the values so often repeated,
 * the peak is fitted anew. Fits that find no peak are left out of its σ; where they are more than half there is none.
 * O(n log n) once, O(n) a resample.
 */
#include "vt-distribution.h"

#include <math.h>
#include "vt-parallel-sort.h"

typedef struct
{
  double  value;
  guint32 block;
  guint32 bin;
} Item;

/* Shared by all resamples, and read only. */
typedef struct
{
  Item           *items; /* ascending */
  gsize           n;
  VtHistogramSpan span;
  double          floor;
  double          threshold;
} Work;

static const struct
{
  const char *name;
  VtUnit      unit;
} statistics_table[VT_DISTRIBUTION_N_STATISTICS] = {
  [VT_DISTRIBUTION_MEAN] = { "mean", VT_UNIT_KELVIN },     [VT_DISTRIBUTION_MEDIAN] = { "median", VT_UNIT_KELVIN },
  [VT_DISTRIBUTION_Q99] = { "q99", VT_UNIT_KELVIN },       [VT_DISTRIBUTION_PEAK] = { "peak", VT_UNIT_KELVIN },
  [VT_DISTRIBUTION_SIGMA] = { "sigma", VT_UNIT_KELVIN },   [VT_DISTRIBUTION_AREA] = { "area", VT_UNIT_NONE },
  [VT_DISTRIBUTION_TAIL] = { "tail", VT_UNIT_NONE },       [VT_DISTRIBUTION_ABOVE] = { "share_above_tg", VT_UNIT_NONE },
};

const char *
vt_distribution_get_name (VtDistributionStatistic statistic)
{
  g_return_val_if_fail (statistic < VT_DISTRIBUTION_N_STATISTICS, NULL);
  return statistics_table[statistic].name;
}

VtUnit
vt_distribution_get_unit (VtDistributionStatistic statistic)
{
  g_return_val_if_fail (statistic < VT_DISTRIBUTION_N_STATISTICS, VT_UNIT_NONE);
  return statistics_table[statistic].unit;
}

static int
compare_items (gconstpointer a, gconstpointer b)
{
  const Item *x = a, *y = b;

  return (x->value > y->value) - (x->value < y->value);
}

static gboolean
collect (const double *values, gsize n, const VtDistributionParams *params, Work *work, GCancellable *cancellable,
         GError **error)
{
  vt_histogram_find_span (values, n, &params->bins, &work->span);
  work->items = g_new (Item, MAX (n, 1));
  work->floor = params->floor;
  work->threshold = params->threshold;
  for (gsize i = 0; i < n; i++)
    if (isfinite (values[i]))
      work->items[work->n++] = (Item){ values[i], params->blocks != NULL ? params->blocks[i] : VT_BOOTSTRAP_NO_BLOCK,
                                       (guint32) vt_histogram_find_bin (&work->span, values[i]) };
  return vt_parallel_sort (work->items, work->n, sizeof (Item), compare_items, cancellable, error);
}

/* Without @weights every value counts once; with them one that belongs to no block is left out. */
static double
weight_of (const guint32 *weights, const Item *item)
{
  if (weights == NULL)
    return 1.0;
  return item->block != VT_BOOTSTRAP_NO_BLOCK ? weights[item->block] : 0.0;
}

/* The value at a place, 0 … N − 1, of the list in which each value stands as often as it weighs. */
static double
find_at (const Work *work, const guint32 *weights, double place)
{
  double before = 0.0, low = NAN, whole = floor (place);

  for (gsize i = 0; i < work->n; i++)
    {
      before += weight_of (weights, &work->items[i]);
      if (isnan (low) && before > whole)
        low = work->items[i].value;
      if (before > whole + 1.0 || (before > whole && place == whole))
        return low + (place - whole) * (work->items[i].value - low);
    }
  return low;
}

static void
measure_values (const Work *work, const guint32 *weights, double *counts, double *statistics)
{
  double n = 0.0, sum = 0.0, above = 0.0;

  for (gsize i = 0; i < work->n; i++)
    {
      double weight = weight_of (weights, &work->items[i]);

      n += weight;
      sum += weight * work->items[i].value;
      above += work->items[i].value > work->threshold ? weight : 0.0;
      counts[work->items[i].bin] += weight;
    }
  statistics[VT_DISTRIBUTION_MEAN] = n > 0.0 ? sum / n : NAN;
  statistics[VT_DISTRIBUTION_MEDIAN] = n > 0.0 ? find_at (work, weights, 0.5 * (n - 1.0)) : NAN;
  statistics[VT_DISTRIBUTION_Q99] = n > 0.0 ? find_at (work, weights, 0.99 * (n - 1.0)) : NAN;
  statistics[VT_DISTRIBUTION_ABOVE] = n > 0.0 && !isnan (work->threshold) ? above / n : NAN;
}

static gboolean
measure (const Work *work, const guint32 *weights, VtPeakFit *peak, double *statistics, GError **error)
{
  g_autofree double *counts = g_new0 (double, MAX (work->span.n_bins, 1));
  VtPeakBins bins = { counts, work->span.n_bins, work->span.first, work->span.width, work->floor };
  gboolean fitted;

  measure_values (work, weights, counts, statistics);
  fitted = vt_peak_fit_compute (&bins, peak, error);
  statistics[VT_DISTRIBUTION_PEAK] = peak->center;
  statistics[VT_DISTRIBUTION_SIGMA] = peak->sigma;
  statistics[VT_DISTRIBUTION_AREA] = peak->area;
  statistics[VT_DISTRIBUTION_TAIL] = peak->tail;
  return fitted;
}

static void
resample (const guint32 *weights, double *statistics, gpointer data)
{
  VtPeakFit peak;

  measure (data, weights, &peak, statistics, NULL);
}

gboolean
vt_distribution_compute (const double               *values,
                         gsize                       n,
                         const VtDistributionParams *params,
                         VtDistribution             *distribution,
                         char                      **no_peak,
                         VtProgress                 *progress,
                         GCancellable               *cancellable,
                         GError                    **error)
{
  Work work = { 0 };
  g_autoptr (GError) reason = NULL;
  double means[VT_DISTRIBUTION_N_STATISTICS];
  gboolean done;

  g_return_val_if_fail ((n == 0 || values != NULL) && params != NULL && distribution != NULL, FALSE);

  done = collect (values, n, params, &work, cancellable, error);
  if (done)
    {
      distribution->n = work.n;
      measure (&work, NULL, &distribution->peak, distribution->values, &reason);
      done = vt_bootstrap_run (params->blocks != NULL ? params->n_blocks : 0, params->n_samples, params->seed,
                               VT_DISTRIBUTION_N_STATISTICS, resample, &work, means, distribution->sigmas, progress,
                               cancellable, error);
    }
  /* What is not known of the whole has no error either. */
  for (guint s = 0; done && s < VT_DISTRIBUTION_N_STATISTICS; s++)
    if (isnan (distribution->values[s]))
      distribution->sigmas[s] = NAN;
  if (done && no_peak != NULL)
    *no_peak = reason != NULL ? g_strdup (reason->message) : NULL;
  g_free (work.items);
  return done;
}

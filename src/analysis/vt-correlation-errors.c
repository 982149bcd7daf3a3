/* Correlation at several lags with errors that know that atoms near one another move together.
 *
 * Blocks of space are drawn anew (vt-bootstrap.h), the same draw for all lags, so that the slope of ζ over lags gets its
 * error from the same resamples. In a resample each atom stands as often as its block was drawn: Pearson with those
 * weights, Spearman with the mid-ranks of the repeated list, AUC with its threshold; the order of the atoms is found once
 * and holds for all. O(lags × n log n) once, O(lags × n) a resample.
 */
#include "vt-correlation-errors.h"

#include <math.h>
#include <string.h>

#include "vt-linear-fit.h"
#include "vt-parallel-sort.h"

#define N_COEFFICIENTS 3 /* ζ, Spearman, AUC */

/* One lag: the atoms with both numbers, and their order by each. */
typedef struct
{
  gsize    n;
  double  *x;
  double  *y;
  guint32 *block;
  guint32 *by_x;
  guint32 *by_y;
} Lag;

typedef struct
{
  const VtCorrelationSeries *series;
  Lag                       *lags;
} Work;

typedef struct
{
  double  value;
  guint32 index;
} Item;

static int
compare_items (gconstpointer a, gconstpointer b)
{
  const Item *x = a, *y = b;

  return (x->value > y->value) - (x->value < y->value);
}

/* (transfer full) (nullable): the order of the values, ascending; %NULL where cancelled */
static guint32 *
sort_values (const double *values, gsize n, GCancellable *cancellable, GError **error)
{
  g_autofree Item *items = g_new (Item, MAX (n, 1));
  guint32 *order;

  for (gsize i = 0; i < n; i++)
    items[i] = (Item){ values[i], (guint32) i };
  if (!vt_parallel_sort (items, n, sizeof (Item), compare_items, cancellable, error))
    return NULL;
  order = g_new (guint32, MAX (n, 1));
  for (gsize i = 0; i < n; i++)
    order[i] = items[i].index;
  return order;
}

static gboolean
lag_init (Lag *lag, const VtCorrelationSeries *series, const double *y, GCancellable *cancellable, GError **error)
{
  lag->x = g_new (double, MAX (series->n, 1));
  lag->y = g_new (double, MAX (series->n, 1));
  lag->block = g_new (guint32, MAX (series->n, 1));
  for (gsize i = 0; i < series->n; i++)
    if (!isnan (series->x[i]) && !isnan (y[i]) && series->blocks[i] != VT_BOOTSTRAP_NO_BLOCK)
      {
        lag->x[lag->n] = series->x[i];
        lag->y[lag->n] = y[i];
        lag->block[lag->n++] = series->blocks[i];
      }
  lag->by_x = sort_values (lag->x, lag->n, cancellable, error);
  lag->by_y = lag->by_x != NULL ? sort_values (lag->y, lag->n, cancellable, error) : NULL;
  return lag->by_y != NULL;
}

static void
lag_clear (Lag *lag)
{
  g_free (lag->x);
  g_free (lag->y);
  g_free (lag->block);
  g_free (lag->by_x);
  g_free (lag->by_y);
}

/* Mid-ranks in the list where each atom stands as often as its block was drawn. */
static void
rank (const Lag *lag, const double *values, const guint32 *order, const guint32 *weights, double *ranks)
{
  double before = 0;

  for (gsize begin = 0, end; begin < lag->n; begin = end)
    {
      double tied = 0;

      for (end = begin; end < lag->n && values[order[end]] == values[order[begin]]; end++)
        tied += weights[lag->block[order[end]]];
      for (gsize i = begin; i < end; i++)
        ranks[order[i]] = before + 0.5 * (tied + 1.0);
      before += tied;
    }
}

static double
correlate (const Lag *lag, const double *x, const double *y, const guint32 *weights)
{
  double n = 0, x_mean = 0, y_mean = 0, xx = 0, xy = 0, yy = 0;

  for (gsize i = 0; i < lag->n; i++)
    {
      double weight = weights[lag->block[i]];

      n += weight;
      x_mean += weight * x[i];
      y_mean += weight * y[i];
    }
  if (!(n > 2))
    return NAN;
  x_mean /= n;
  y_mean /= n;
  for (gsize i = 0; i < lag->n; i++)
    {
      double weight = weights[lag->block[i]], dx = x[i] - x_mean, dy = y[i] - y_mean;

      xx += weight * dx * dx;
      xy += weight * dx * dy;
      yy += weight * dy * dy;
    }
  return xx > 0 && yy > 0 ? CLAMP (xy / (sqrt (xx) * sqrt (yy)), -1.0, 1.0) : NAN;
}

/* As in vt-correlation.c, each atom counted as often as it was drawn. */
static double
area_under_curve (const Lag *lag, const double *x_ranks, double share, const guint32 *weights)
{
  double n = 0, above = 0, wanted, threshold = INFINITY, positives = 0, sum = 0;

  for (gsize i = 0; i < lag->n; i++)
    n += weights[lag->block[i]];
  wanted = ceil (share * n - 1e-9);
  for (gsize i = lag->n; i-- > 0 && above < wanted;)
    {
      above += weights[lag->block[lag->by_y[i]]];
      threshold = lag->y[lag->by_y[i]];
    }
  for (gsize i = 0; i < lag->n; i++)
    if (lag->y[i] >= threshold)
      {
        positives += weights[lag->block[i]];
        sum += weights[lag->block[i]] * x_ranks[i];
      }
  if (!(positives > 0) || !(n - positives > 0))
    return NAN;
  return (sum - 0.5 * positives * (positives + 1.0)) / (positives * (n - positives));
}

static double
fit_slope (const VtCorrelationSeries *series, const double *pearson, gsize stride, guint *n)
{
  g_autofree double *lags = g_new (double, series->n_lags + 1);
  g_autofree double *zeta = g_new (double, series->n_lags + 1);
  VtLinearFit fit;
  gsize count = 0;

  for (gsize l = 0; l < series->n_lags; l++)
    if (series->lags[l] >= series->slope_from * (1 - 1e-9) && series->lags[l] <= series->slope_to * (1 + 1e-9)
        && isfinite (pearson[l * stride]))
      {
        lags[count] = series->lags[l];
        zeta[count++] = pearson[l * stride];
      }
  if (n != NULL)
    *n = (guint) count;
  return vt_linear_fit_compute (lags, zeta, NULL, count, &fit, NULL) ? fit.slope : NAN;
}

static void
resample (const guint32 *weights, double *statistics, gpointer data)
{
  const Work *work = data;
  const VtCorrelationSeries *series = work->series;
  g_autofree double *x_ranks = g_new (double, MAX (series->n, 1));
  g_autofree double *y_ranks = g_new (double, MAX (series->n, 1));

  for (gsize l = 0; l < series->n_lags; l++)
    {
      const Lag *lag = &work->lags[l];

      rank (lag, lag->x, lag->by_x, weights, x_ranks);
      rank (lag, lag->y, lag->by_y, weights, y_ranks);
      statistics[N_COEFFICIENTS * l] = correlate (lag, lag->x, lag->y, weights);
      statistics[N_COEFFICIENTS * l + 1] = correlate (lag, x_ranks, y_ranks, weights);
      statistics[N_COEFFICIENTS * l + 2] = area_under_curve (lag, x_ranks, series->positive, weights);
    }
  statistics[N_COEFFICIENTS * series->n_lags] = fit_slope (series, statistics, N_COEFFICIENTS, NULL);
}

static gboolean
find_errors (const Work *work, VtCorrelation *sigmas, VtCorrelationSlope *slope, VtProgress *progress,
             GCancellable *cancellable, GError **error)
{
  const VtCorrelationSeries *series = work->series;
  gsize n_statistics = N_COEFFICIENTS * series->n_lags + 1;
  g_autofree double *mean = g_new (double, n_statistics);
  g_autofree double *sigma = g_new (double, n_statistics);

  if (!vt_bootstrap_run (series->n_blocks, series->n_samples, series->seed, n_statistics, resample, (gpointer) work,
                         mean, sigma, progress, cancellable, error))
    return FALSE;
  for (gsize l = 0; l < series->n_lags; l++)
    {
      sigmas[l].pearson = sigma[N_COEFFICIENTS * l];
      sigmas[l].spearman = sigma[N_COEFFICIENTS * l + 1];
      sigmas[l].auc = sigma[N_COEFFICIENTS * l + 2];
    }
  slope->sigma = isnan (slope->slope) ? NAN : sigma[n_statistics - 1];
  return TRUE;
}

gboolean
vt_correlation_series_compute (const VtCorrelationSeries *series,
                               VtCorrelation             *correlations,
                               VtCorrelation             *sigmas,
                               VtCorrelationSlope        *slope,
                               VtProgress                *progress,
                               GCancellable              *cancellable,
                               GError                   **error)
{
  g_autofree Lag *lags = NULL;
  g_autofree double *pearson = NULL;
  gboolean done = TRUE;

  g_return_val_if_fail (series != NULL && series->blocks != NULL && slope != NULL, FALSE);
  g_return_val_if_fail (series->n_lags == 0 || (correlations != NULL && sigmas != NULL), FALSE);

  lags = g_new0 (Lag, series->n_lags + 1);
  pearson = g_new (double, series->n_lags + 1);
  for (gsize l = 0; done && l < series->n_lags; l++)
    {
      done = vt_correlation_compute (series->x, series->y[l], series->n, series->positive, &correlations[l],
                                     cancellable, error)
             && lag_init (&lags[l], series, series->y[l], cancellable, error);
      pearson[l] = correlations[l].pearson;
      sigmas[l] = correlations[l];
    }
  if (done)
    {
      slope->slope = fit_slope (series, pearson, 1, &slope->n);
      done = find_errors (&(Work){ series, lags }, sigmas, slope, progress, cancellable, error);
    }
  for (gsize l = 0; l < series->n_lags; l++)
    lag_clear (&lags[l]);
  return done;
}

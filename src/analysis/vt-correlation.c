/* Pearson's ζ, Spearman's rank correlation and the area under the ROC curve of two per-atom quantities.
 *
 * Pearson: Σ(x−x̄)(y−ȳ) / √(Σ(x−x̄)² Σ(y−ȳ)²), in two passes with compensated (Neumaier) sums, so that neither the
 * offset of the data nor the order of the atoms matters beyond the last bits. Spearman: Pearson of the ranks, ties at
 * their mid-rank. AUC: Mann–Whitney U over n₊·n₋, half for a tie in x; positive are the k = ⌈share · n⌉ atoms with the
 * highest y and whoever ties with the k-th. All are pure numbers. Fewer than three atoms correlate with anything: the
 * two coefficients are then NaN. O(n log n).
 *
 * Fawcett, Pattern Recognit. Lett. 27, 861 (2006) for the AUC; Higham, Accuracy and Stability (2002), ch. 4.
 */
#include "vt-correlation.h"

#include <math.h>
#include "vt-parallel-sort.h"

typedef struct
{
  double total;
  double lost;
} Sum;

static void
sum_add (Sum *sum, double term)
{
  double total = sum->total + term;

  sum->lost += fabs (sum->total) >= fabs (term) ? (sum->total - total) + term : (term - total) + sum->total;
  sum->total = total;
}

static double
sum_get (const Sum *sum)
{
  return sum->total + sum->lost;
}

static double
mean_of (const double *values, gsize n)
{
  Sum sum = { 0 };

  for (gsize i = 0; i < n; i++)
    sum_add (&sum, values[i]);
  return sum_get (&sum) / (double) n;
}

static gboolean
is_constant (const double *values, gsize n)
{
  for (gsize i = 1; i < n; i++)
    if (values[i] != values[0])
      return FALSE;
  return TRUE;
}

static double
pearson (const double *x, const double *y, gsize n)
{
  Sum xx = { 0 }, xy = { 0 }, yy = { 0 };
  double x_mean, y_mean, zeta;

  if (n < 3 || is_constant (x, n) || is_constant (y, n))
    return NAN;
  x_mean = mean_of (x, n);
  y_mean = mean_of (y, n);
  for (gsize i = 0; i < n; i++)
    {
      double dx = x[i] - x_mean, dy = y[i] - y_mean;

      sum_add (&xx, dx * dx);
      sum_add (&xy, dx * dy);
      sum_add (&yy, dy * dy);
    }
  zeta = sum_get (&xy) / (sqrt (sum_get (&xx)) * sqrt (sum_get (&yy)));
  return CLAMP (zeta, -1.0, 1.0);
}

typedef struct
{
  double value;
  gsize  index;
} Rank;

static int
compare_ranks (gconstpointer a, gconstpointer b)
{
  const Rank *x = a, *y = b;

  return (x->value > y->value) - (x->value < y->value);
}

/* Ranks from 1; equal values share the mean of their ranks. @sorted: (out caller-allocates): the values, ascending. */
static gboolean
rank_values (const double *values, gsize n, double *ranks, Rank *sorted, GCancellable *cancellable, GError **error)
{

  for (gsize i = 0; i < n; i++)
    sorted[i] = (Rank) { values[i], i };
  if (!vt_parallel_sort (sorted, n, sizeof *sorted, compare_ranks, cancellable, error))
    return FALSE;
  for (gsize begin = 0, end; begin < n; begin = end)
    {
      for (end = begin; end < n && sorted[end].value == sorted[begin].value; end++)
        ;
      for (gsize i = begin; i < end; i++)
        ranks[sorted[i].index] = 0.5 * (double) (begin + 1 + end);
    }
  return TRUE;
}

/* The k-th highest y: whoever reaches it is positive. +∞ where nobody shall be. */
static double
find_threshold (const Rank *sorted, gsize n, double share)
{
  /* The margin keeps 0.07 × 100 = 7.000000000000001 from meaning eight. */
  double wanted = ceil (share * (double) n - 1e-9);
  gsize k = (gsize) CLAMP (wanted, 0.0, (double) n);

  return k > 0 ? sorted[n - k].value : INFINITY;
}

static double
area_under_curve (const double *x_ranks, const double *y, const Rank *y_sorted, gsize n, double share)
{
  double threshold, positives = 0.0, negatives, rank_sum = 0.0;

  if (n == 0)
    return NAN;
  threshold = find_threshold (y_sorted, n, share);
  /* Half-integers: the sum is exact. */
  for (gsize i = 0; i < n; i++)
    if (y[i] >= threshold)
      {
        positives += 1.0;
        rank_sum += x_ranks[i];
      }
  negatives = (double) n - positives;
  if (!(positives > 0.0) || !(negatives > 0.0))
    return NAN;
  return (rank_sum - 0.5 * positives * (positives + 1.0)) / (positives * negatives);
}

gboolean
vt_correlation_compute (const double  *x,
                        const double  *y,
                        gsize          n,
                        double         positive,
                        VtCorrelation *correlation,
                        GCancellable  *cancellable,
                        GError       **error)
{
  g_autofree double *xs = g_new (double, MAX (n, 1));
  g_autofree double *ys = g_new (double, MAX (n, 1));
  g_autofree double *x_ranks = g_new (double, MAX (n, 1));
  g_autofree double *y_ranks = g_new (double, MAX (n, 1));
  g_autofree Rank *sorted = g_new (Rank, MAX (n, 1));
  gsize count = 0;

  g_return_val_if_fail ((n == 0 || (x != NULL && y != NULL)) && correlation != NULL, FALSE);
  g_return_val_if_fail (positive >= 0.0 && positive <= 1.0, FALSE);

  for (gsize i = 0; i < n; i++)
    if (!isnan (x[i]) && !isnan (y[i]))
      {
        xs[count] = x[i];
        ys[count++] = y[i];
      }
  if (!rank_values (xs, count, x_ranks, sorted, cancellable, error)
      || !rank_values (ys, count, y_ranks, sorted, cancellable, error))
    return FALSE;
  correlation->n = count;
  correlation->pearson = pearson (xs, ys, count);
  correlation->spearman = pearson (x_ranks, y_ranks, count);
  correlation->auc = area_under_curve (x_ranks, ys, sorted, count, positive);
  return TRUE;
}

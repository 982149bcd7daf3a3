/* Errors of Pearson's and Spearman's coefficients by the bootstrap over blocks of space.
 *
 * Each block is summed up once: n, Σu, Σv, Σu², Σv², Σuv with u and v the values less the sample's means over the
 * sample's deviations, so that nothing cancels. A resample then costs O(blocks), not O(atoms). Spearman's is Pearson's of
 * the mid-ranks that the values have in the whole sample: to rank each resample anew would change a rank by the order of
 * its own error, which is of second order in the coefficient. O(n log n) for the ranks.
 */
#include "vt-correlation-error.h"

#include <math.h>

#include "vt-bootstrap.h"
#include "vt-parallel-sort.h"

typedef struct
{
  double n;
  double u;
  double v;
  double uu;
  double vv;
  double uv;
} Moments;

typedef struct
{
  guint    n_blocks;
  Moments *moments[2]; /* [n_blocks]: of the values, of the ranks */
} Sums;

/* ---- ranks ---- */

typedef struct
{
  double value;
  gsize  index;
} Ranked;

static int
compare_ranked (gconstpointer a, gconstpointer b)
{
  double x = ((const Ranked *) a)->value, y = ((const Ranked *) b)->value;

  return (x > y) - (x < y);
}

/* Mid-ranks; (transfer full) (nullable) where cancelled. */
static double *
rank (const double *values, gsize n, GCancellable *cancellable, GError **error)
{
  g_autofree Ranked *ranked = g_new (Ranked, n + 1);
  double *ranks;

  for (gsize i = 0; i < n; i++)
    ranked[i] = (Ranked){ values[i], i };
  if (!vt_parallel_sort (ranked, n, sizeof (Ranked), compare_ranked, cancellable, error))
    return NULL;
  ranks = g_new (double, n + 1);
  for (gsize begin = 0, end; begin < n; begin = end)
    {
      for (end = begin + 1; end < n && ranked[end].value == ranked[begin].value;)
        end++;
      for (gsize i = begin; i < end; i++)
        ranks[ranked[i].index] = 0.5 * (double) (begin + end - 1);
    }
  return ranks;
}

/* ---- sums ---- */

/* To mean 0 and deviation 1; all 0 where they do not vary. */
static void
standardize (double *values, gsize n)
{
  double mean = 0.0, squares = 0.0, scale;

  for (gsize i = 0; i < n; i++)
    mean += values[i];
  mean /= (double) n;
  for (gsize i = 0; i < n; i++)
    squares += (values[i] - mean) * (values[i] - mean);
  scale = squares > 0.0 ? sqrt ((double) n / squares) : 0.0;
  for (gsize i = 0; i < n; i++)
    values[i] = (values[i] - mean) * scale;
}

static void
sum_up (Moments *moments, double *x, double *y, const guint32 *blocks, gsize n)
{
  standardize (x, n);
  standardize (y, n);
  for (gsize i = 0; i < n; i++)
    {
      Moments *m = &moments[blocks[i]];

      m->n += 1.0;
      m->u += x[i];
      m->v += y[i];
      m->uu += x[i] * x[i];
      m->vv += y[i] * y[i];
      m->uv += x[i] * y[i];
    }
}

static double
correlate (const Moments *moments, const guint32 *weights, guint n_blocks)
{
  Moments all = { 0 };
  double xx, yy;

  for (guint b = 0; b < n_blocks; b++)
    {
      all.n += weights[b] * moments[b].n;
      all.u += weights[b] * moments[b].u;
      all.v += weights[b] * moments[b].v;
      all.uu += weights[b] * moments[b].uu;
      all.vv += weights[b] * moments[b].vv;
      all.uv += weights[b] * moments[b].uv;
    }
  xx = all.uu - all.u * all.u / all.n;
  yy = all.vv - all.v * all.v / all.n;
  /* Less is the rounding of what does not vary. */
  if (!(all.n >= 3.0) || !(xx > 1e-9 * all.n) || !(yy > 1e-9 * all.n))
    return NAN;
  return (all.uv - all.u * all.v / all.n) / sqrt (xx * yy);
}

static void
take_resample (const guint32 *weights, double *statistics, gpointer data)
{
  const Sums *sums = data;

  for (guint k = 0; k < 2; k++)
    statistics[k] = correlate (sums->moments[k], weights, sums->n_blocks);
}

static guint
count_blocks (const Sums *sums)
{
  guint n = 0;

  for (guint b = 0; b < sums->n_blocks; b++)
    n += sums->moments[0][b].n > 0.0;
  return n;
}

gboolean
vt_correlation_error_compute (const double  *x,
                              const double  *y,
                              const guint32 *blocks,
                              gsize          n,
                              guint          n_blocks,
                              guint          n_samples,
                              guint64        seed,
                              double        *pearson_sigma,
                              double        *spearman_sigma,
                              GCancellable  *cancellable,
                              GError       **error)
{
  g_autofree double *known_x = g_new (double, n + 1), *known_y = g_new (double, n + 1);
  g_autofree double *rank_x = NULL, *rank_y = NULL;
  g_autofree guint32 *known_blocks = g_new (guint32, n + 1);
  g_autofree Moments *of_values = g_new0 (Moments, n_blocks + 1), *of_ranks = g_new0 (Moments, n_blocks + 1);
  Sums sums = { n_blocks, { of_values, of_ranks } };
  double mean[2], sigma[2];
  gsize known = 0;

  g_return_val_if_fail ((x != NULL && y != NULL && blocks != NULL) || n == 0, FALSE);
  g_return_val_if_fail (pearson_sigma != NULL && spearman_sigma != NULL, FALSE);

  for (gsize i = 0; i < n; i++)
    if (isfinite (x[i]) && isfinite (y[i]) && blocks[i] < n_blocks)
      {
        known_x[known] = x[i];
        known_y[known] = y[i];
        known_blocks[known++] = blocks[i];
      }
  if ((rank_x = rank (known_x, known, cancellable, error)) == NULL
      || (rank_y = rank (known_y, known, cancellable, error)) == NULL)
    return FALSE;
  sum_up (of_values, known_x, known_y, known_blocks, known);
  sum_up (of_ranks, rank_x, rank_y, known_blocks, known);
  *pearson_sigma = *spearman_sigma = NAN;
  if (count_blocks (&sums) < 2)
    return TRUE;
  if (!vt_bootstrap_run (n_blocks, n_samples, seed, 2, take_resample, &sums, mean, sigma, NULL, cancellable, error))
    return FALSE;
  *pearson_sigma = sigma[0];
  *spearman_sigma = sigma[1];
  return TRUE;
}

/* Mean and standard deviation of statistics over resamples.
 *
 * Each chunk of resamples keeps running moments (Welford 1962); the chunks' moments are joined in the chunks' order (Chan,
 * Golub & LeVeque 1979), so that the sums are the same bits for any number of threads. σ² = Σ(x − x̄)²/(n − 1) over the
 * n resamples that define the statistic. O(samples × statistics); memory O(samples/4 × statistics).
 */
#include "vt-resampling.h"

#include <math.h>
#include "vt-parallel.h"

/* Resamples a chunk: few, for one of a million atoms takes some ms. */
#define GRAIN 4

typedef struct
{
  double n;
  double mean;
  double squares; /* about the mean */
} Moments;

typedef struct
{
  VtResampleFunc func;
  gpointer       data;
  gsize          n_statistics;
  double        *scratch; /* [n_threads][n_statistics] */
  Moments       *moments; /* [n_chunks][n_statistics] */
} Run;

static void
moments_add (Moments *moments, double value)
{
  double step = value - moments->mean;

  if (!isfinite (value))
    return;
  moments->n += 1.0;
  moments->mean += step / moments->n;
  moments->squares += step * (value - moments->mean);
}

static void
moments_join (Moments *moments, const Moments *other)
{
  double n = moments->n + other->n, step = other->mean - moments->mean;

  if (other->n == 0.0)
    return;
  moments->mean += step * other->n / n;
  moments->squares += other->squares + step * step * moments->n * other->n / n;
  moments->n = n;
}

static void
run_chunk (const VtChunk *chunk, gpointer data)
{
  const Run *run = data;
  double *statistics = run->scratch + chunk->worker * run->n_statistics;
  Moments *moments = run->moments + chunk->number * run->n_statistics;

  for (gsize sample = chunk->begin; sample < chunk->end; sample++)
    {
      run->func ((guint) sample, chunk->worker, statistics, run->data);
      for (gsize s = 0; s < run->n_statistics; s++)
        moments_add (&moments[s], statistics[s]);
    }
}

gboolean
vt_resampling_run (guint          n_samples,
                   gsize          n_statistics,
                   VtResampleFunc func,
                   gpointer       data,
                   double        *mean,
                   double        *sigma,
                   VtProgress    *progress,
                   GCancellable  *cancellable,
                   GError       **error)
{
  gsize n_chunks = vt_parallel_n_chunks (n_samples, GRAIN), width = MAX (n_statistics, 1);
  g_autofree double *scratch = g_new0 (double, vt_parallel_get_threads () * width);
  g_autofree Moments *moments = g_new0 (Moments, MAX (n_chunks, 1) * width);
  Run run = { func, data, n_statistics, scratch, moments };

  g_return_val_if_fail (func != NULL && (n_statistics == 0 || (mean != NULL && sigma != NULL)), FALSE);

  if (!vt_parallel_for (n_samples, GRAIN, run_chunk, &run, progress, cancellable, error))
    return FALSE;
  for (gsize s = 0; s < n_statistics; s++)
    {
      Moments *all = &moments[s];

      for (gsize c = 1; c < n_chunks; c++)
        moments_join (all, &moments[c * n_statistics + s]);
      mean[s] = sigma[s] = NAN;
      if (all->n < 2.0 || all->n < 0.5 * n_samples)
        continue;
      mean[s] = all->mean;
      sigma[s] = sqrt (all->squares / (all->n - 1.0));
    }
  return TRUE;
}

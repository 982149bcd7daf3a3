/* Local quadratic regression with a flat window: the filter of Savitzky & Golay (Anal. Chem. 36, 1627 (1964)) for points
 * that need not be evenly spaced. A parabola follows a maximum, of which a running mean would take
 * |y″|·width²/24. The fit is centred on its point, so that the value there is its constant term. O(n · window).
 */
#include "vt-smooth.h"

#include <math.h>

#include "vt-parallel.h"

#define GRAIN 256
#define LEAST 4 /* points for a parabola that also smooths */

typedef struct
{
  const double *x;
  const double *y;
  gsize         n;
  double        width;
  double       *smooth;
} Job;

/* Sums of powers of x − x₀ over width/2, and with y. */
typedef struct
{
  double x[5];
  double y[3];
} Sums;

static gsize
find_first (const Job *job, double x)
{
  gsize low = 0, high = job->n;

  while (low < high)
    {
      gsize middle = low + (high - low) / 2;
      if (job->x[middle] < x)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static Sums
add_up (const Job *job, double center, gsize from, gsize to)
{
  Sums sums = { { 0 }, { 0 } };

  for (gsize j = from; j < to; j++)
    {
      double u = (job->x[j] - center) / (job->width / 2), power = 1;

      for (guint k = 0; k < 5; k++, power *= u)
        {
          sums.x[k] += power;
          if (k < 3)
            sums.y[k] += power * job->y[j];
        }
    }
  return sums;
}

/* The constant term, by Cramer's rule; the mean where the points lie too ill. */
static double
solve (const Sums *s)
{
  const double *m = s->x, *t = s->y;
  double a = m[2] * m[4] - m[3] * m[3], b = m[1] * m[4] - m[2] * m[3], c = m[1] * m[3] - m[2] * m[2];
  double determinant = m[0] * a - m[1] * b + m[2] * c;

  if (m[0] < LEAST || !(fabs (determinant) > 1e-9 * m[0] * m[0] * m[0]))
    return t[0] / m[0];
  return (t[0] * a - t[1] * b + t[2] * c) / determinant;
}

static void
smooth_some (const VtChunk *chunk, gpointer data)
{
  const Job *job = data;

  for (gsize i = chunk->begin; i < chunk->end; i++)
    {
      gsize from = find_first (job, job->x[i] - job->width / 2), to = i + 1;
      Sums sums;

      while (to < job->n && job->x[to] <= job->x[i] + job->width / 2)
        to++;
      sums = add_up (job, job->x[i], MIN (from, i), to);
      job->smooth[i] = solve (&sums);
    }
}

gboolean
vt_smooth_compute (const double *x,
                   const double *y,
                   gsize n,
                   double width,
                   double *smooth,
                   GCancellable *cancellable,
                   GError **error)
{
  Job job = { x, y, n, width, smooth };

  g_return_val_if_fail ((x != NULL && y != NULL && smooth != NULL) || n == 0, FALSE);
  g_return_val_if_fail (width > 0, FALSE);

  return vt_parallel_for (n, GRAIN, smooth_some, &job, NULL, cancellable, error);
}

#include "vt-quantile.h"

#include <math.h>
#include <stdlib.h>

/* So few are sorted. */
#define FEW 24

int
vt_compare_doubles (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

double
vt_quantile (const double *sorted, gsize n, double share)
{
  double place;
  gsize below, above;

  g_return_val_if_fail (n == 0 || sorted != NULL, NAN);
  g_return_val_if_fail (share >= 0 && share <= 1, NAN);

  if (n == 0)
    return NAN;
  place = share * (double) (n - 1);
  below = MIN ((gsize) place, n - 1);
  above = MIN (below + 1, n - 1);
  return sorted[below] + (place - (double) below) * (sorted[above] - sorted[below]);
}

static void
swap (double *a, double *b)
{
  double kept = *a;

  *a = *b;
  *b = kept;
}

/* Of three places that follow no order the values may have: Hoare's selection then meets no bad case but by ill luck,
 * and always takes the same steps. */
static double
choose_pivot (const double *values, gsize n, guint64 *seed)
{
  double x[3];

  for (guint i = 0; i < 3; i++)
    {
      *seed = *seed * G_GUINT64_CONSTANT (6364136223846793005) + G_GUINT64_CONSTANT (1442695040888963407);
      x[i] = values[(*seed >> 33) % n];
    }
  return fmax (fmin (x[0], x[1]), fmin (fmax (x[0], x[1]), x[2]));
}

/* Puts the value of @rank in its place, none greater before it and none less behind. */
static double
select_rank (double *values, gsize n, gsize rank)
{
  gsize low = 0, high = n;
  guint64 seed = n;

  while (high - low > FEW)
    {
      double pivot = choose_pivot (values + low, high - low, &seed);
      gsize less = low, greater = high;

      /* Dijkstra's three parts: many values are equal where things are counted. */
      for (gsize i = low; i < greater;)
        if (values[i] < pivot)
          swap (&values[i++], &values[less++]);
        else if (values[i] > pivot)
          swap (&values[i], &values[--greater]);
        else
          i++;
      if (rank < less)
        high = less;
      else if (rank >= greater)
        low = greater;
      else
        return values[rank];
    }
  qsort (values + low, high - low, sizeof (double), vt_compare_doubles);
  return values[rank];
}

double
vt_quantile_unsorted (double *values, gsize n, double share)
{
  double place, at, next = INFINITY;
  gsize below;

  g_return_val_if_fail (n == 0 || values != NULL, NAN);
  g_return_val_if_fail (share >= 0 && share <= 1, NAN);

  if (n == 0)
    return NAN;
  place = share * (double) (n - 1);
  below = MIN ((gsize) place, n - 1);
  at = select_rank (values, n, below);
  for (gsize i = below + 1; i < n; i++)
    next = fmin (next, values[i]);
  if (below + 1 >= n)
    next = at;
  return at + (place - (double) below) * (next - at);
}

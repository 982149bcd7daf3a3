#include "vt-quantile.h"

#include <math.h>

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

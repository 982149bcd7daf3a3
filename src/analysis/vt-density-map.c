/* Two-dimensional histogram of n points: the number of them in each cell of a grid, a pure number.
 *
 * A cell is closed below and open above, the last of an axis closed on both sides, so that the largest value counts. On
 * a logarithmic axis the edges are minimum·(maximum/minimum)^(i/n), and what is not positive lies in no cell. The bin
 * that a formula gives is put right by the edges themselves, so that a value equal to an edge is always above it.
 *
 * O(n), in one thread: it is bound by memory.
 */
#include "vt-density-map.h"

#include <math.h>
#include <string.h>

#define BLOCK 65536

static double
get_share (const VtDensityAxis *axis, double value)
{
  if (axis->logarithmic)
    return log (value / axis->minimum) / log (axis->maximum / axis->minimum);
  return (value - axis->minimum) / (axis->maximum - axis->minimum);
}

double
vt_density_axis_get_edge (const VtDensityAxis *axis, guint bin)
{
  double share;

  g_return_val_if_fail (axis != NULL && bin <= axis->n, NAN);

  if (bin == axis->n)
    return axis->maximum;
  share = (double) bin / axis->n;
  if (axis->logarithmic)
    return axis->minimum * pow (axis->maximum / axis->minimum, share);
  return axis->minimum + share * (axis->maximum - axis->minimum);
}

int
vt_density_axis_find (const VtDensityAxis *axis, double value)
{
  int bin;

  g_return_val_if_fail (axis != NULL && axis->n > 0, -1);

  if (!(value >= axis->minimum && value <= axis->maximum))
    return -1;
  bin = (int) CLAMP (floor (get_share (axis, value) * axis->n), 0.0, axis->n - 1.0);
  while (bin > 0 && value < vt_density_axis_get_edge (axis, (guint) bin))
    bin--;
  while (bin + 1 < (int) axis->n && value >= vt_density_axis_get_edge (axis, (guint) bin + 1))
    bin++;
  return bin;
}

gboolean
vt_density_axis_choose (VtDensityAxis *axis, const double *values, gsize n, gboolean logarithmic, guint n_bins)
{
  double low = INFINITY, high = -INFINITY;

  g_return_val_if_fail (axis != NULL && (values != NULL || n == 0) && n_bins > 0, FALSE);

  for (gsize i = 0; i < n; i++)
    if (isfinite (values[i]) && (!logarithmic || values[i] > 0.0))
      {
        low = fmin (low, values[i]);
        high = fmax (high, values[i]);
      }
  if (!(low <= high))
    return FALSE;
  /* All values alike: a bin's worth of room about them. */
  if (low == high)
    {
      double room = low != 0.0 ? 0.01 * fabs (low) : 1.0;

      low -= room;
      high += room;
    }
  *axis = (VtDensityAxis){ low, high, logarithmic, n_bins };
  return TRUE;
}

gboolean
vt_density_map_compute (const double        *x,
                        const double        *y,
                        gsize                n,
                        const VtDensityAxis *x_axis,
                        const VtDensityAxis *y_axis,
                        guint32             *counts,
                        gsize               *n_counted,
                        GCancellable        *cancellable,
                        GError             **error)
{
  gsize counted = 0;

  g_return_val_if_fail ((x != NULL && y != NULL) || n == 0, FALSE);
  g_return_val_if_fail (x_axis != NULL && y_axis != NULL && counts != NULL, FALSE);

  memset (counts, 0, (gsize) x_axis->n * y_axis->n * sizeof *counts);
  for (gsize i = 0; i < n; i++)
    {
      int column, row;

      if (i % BLOCK == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      column = vt_density_axis_find (x_axis, x[i]);
      row = vt_density_axis_find (y_axis, y[i]);
      if (column < 0 || row < 0)
        continue;
      counts[(gsize) row * x_axis->n + (guint) column]++;
      counted++;
    }
  if (n_counted != NULL)
    *n_counted = counted;
  return TRUE;
}

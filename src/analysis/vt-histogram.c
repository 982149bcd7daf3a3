/* Density histogram: count / (n · width), so that its integral is 1.
 *
 * Width: Freedman & Diaconis (Z. Wahrscheinlichkeitstheorie 57, 453 (1981)), 2 IQR n^(−1/3), held between 1/200 and
 * 1/10 of the range, then rounded up to a multiple of the grid the values sit on: T_ML = ΣT/k knows only multiples of
 * ΔT/k, and bins that hold now three, now four of them show combs that are not there. The edges lie half a step beside
 * the grid's points, so that rounding cannot move a value to its neighbour's bin. Without a grid, edges are multiples
 * of the width. O(n log n) for the quartiles, O(n) for the table. Values that are not finite are left out.
 */
#include "vt-histogram.h"

#include <math.h>
#include "vt-parallel-sort.h"
#include "vt-quantile.h"

/* More bins than this draw nothing that can be seen, and a mistyped width must not ask for all memory. */
#define MAX_BINS 10000

static double
choose_width (const double *sorted, gsize n, double grid)
{
  double range = sorted[n - 1] - sorted[0];
  double width = 2.0 * (vt_quantile (sorted, n, 0.75) - vt_quantile (sorted, n, 0.25)) / cbrt ((double) n);

  width = CLAMP (width, range / 200.0, range / 10.0);
  if (grid > 0.0)
    return grid * MAX (1.0, ceil (width / grid - 1e-9));
  return width > 0.0 ? width : 1.0;
}

static double
choose_origin (double minimum, double width, double grid, double grid_point)
{
  if (grid > 0.0)
    return grid_point + grid * (round ((minimum - grid_point) / grid) - 0.5);
  return width * floor (minimum / width);
}

gboolean
vt_bins_choose (const double *values,
                gsize         n,
                double        grid,
                double        grid_point,
                VtBins       *bins,
                GCancellable *cancellable,
                GError      **error)
{
  g_autofree double *sorted = NULL;
  gsize count = 0;

  g_return_val_if_fail ((n == 0 || values != NULL) && bins != NULL, FALSE);
  g_return_val_if_fail (isfinite (grid) && grid >= 0.0 && isfinite (grid_point), FALSE);

  sorted = g_new (double, MAX (n, 1));
  for (gsize i = 0; i < n; i++)
    if (isfinite (values[i]))
      sorted[count++] = values[i];
  if (count == 0)
    {
      bins->width = grid > 0.0 ? grid : 1.0;
      bins->origin = grid > 0.0 ? grid_point - 0.5 * grid : 0.0;
      return TRUE;
    }
  if (!vt_parallel_sort (sorted, count, sizeof *sorted, vt_compare_doubles, cancellable, error))
    return FALSE;
  bins->width = choose_width (sorted, count, grid);
  bins->origin = choose_origin (sorted[0], bins->width, grid, grid_point);
  return TRUE;
}

void
vt_histogram_find_span (const double *values, gsize n, const VtBins *bins, VtHistogramSpan *span)
{
  double minimum = INFINITY, maximum = -INFINITY, bin_count;

  g_return_if_fail ((n == 0 || values != NULL) && bins != NULL && span != NULL);
  g_return_if_fail (isfinite (bins->origin) && isfinite (bins->width) && bins->width > 0.0);

  *span = (VtHistogramSpan){ bins->origin, bins->width, 0, 0 };
  for (gsize i = 0; i < n; i++)
    if (isfinite (values[i]))
      {
        minimum = fmin (minimum, values[i]);
        maximum = fmax (maximum, values[i]);
        span->n++;
      }
  if (span->n == 0)
    return;
  span->first = bins->origin + bins->width * floor ((minimum - bins->origin) / bins->width);
  bin_count = floor ((maximum - span->first) / bins->width) + 1.0;
  /* Whole multiples of the width still respect the grid. */
  if (bin_count > MAX_BINS)
    {
      span->width = bins->width * ceil (bin_count / MAX_BINS);
      bin_count = floor ((maximum - span->first) / span->width) + 1.0;
    }
  span->n_bins = (gsize) CLAMP (bin_count, 1.0, MAX_BINS);
}

gsize
vt_histogram_find_bin (const VtHistogramSpan *span, double value)
{
  g_return_val_if_fail (span != NULL && span->n_bins > 0, 0);
  return (gsize) CLAMP (floor ((value - span->first) / span->width), 0.0, (double) (span->n_bins - 1));
}

static VtUnit
inverse_unit (VtUnit unit)
{
  switch (unit)
    {
    case VT_UNIT_KELVIN:
      return VT_UNIT_PER_KELVIN;
    case VT_UNIT_PICOSECOND:
      return VT_UNIT_PER_PICOSECOND;
    default:
      return VT_UNIT_NONE;
    }
}

VtTable *
vt_histogram_table (const char   *name,
                    const char   *quantity,
                    VtUnit        unit,
                    const double *values,
                    gsize         n,
                    const VtBins *bins)
{
  g_autofree gsize *counts = NULL;
  VtTable *table;
  VtHistogramSpan span;

  g_return_val_if_fail (name != NULL && quantity != NULL && (n == 0 || values != NULL) && bins != NULL, NULL);
  g_return_val_if_fail (isfinite (bins->origin) && isfinite (bins->width) && bins->width > 0.0, NULL);

  vt_histogram_find_span (values, n, bins, &span);
  counts = g_new0 (gsize, MAX (span.n_bins, 1));
  for (gsize i = 0; i < n; i++)
    if (isfinite (values[i]))
      counts[vt_histogram_find_bin (&span, values[i])]++;

  table = vt_table_new (name);
  vt_table_add_numbers (table, quantity, unit);
  vt_table_add_numbers (table, "count", VT_UNIT_NONE);
  vt_table_add_numbers (table, "density", inverse_unit (unit));
  for (gsize i = 0; i < span.n_bins; i++)
    {
      guint row = vt_table_add_row (table);

      vt_table_set_number (table, row, 0, span.first + ((double) i + 0.5) * span.width);
      vt_table_set_number (table, row, 1, (double) counts[i]);
      vt_table_set_number (table, row, 2, (double) counts[i] / ((double) span.n * span.width));
    }
  return table;
}

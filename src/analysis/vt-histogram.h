/* Density histogram whose bins respect a grid the values may sit on. */
#pragma once

#include "vt-table.h"

G_BEGIN_DECLS

/* @width of a bin, and @origin: a bin's lower edge. Values on a grid of step g: width a multiple of g, origin half a
 * step below a grid point. */
typedef struct
{
  double origin;
  double width;
} VtBins;

/* The bins from the lowest value to the highest: @n_bins of them from the lower edge @first on, @width wide; @n values
 * that are finite. Far values make them wider: there are never more than 10 000. */
typedef struct
{
  double first;
  double width;
  gsize  n_bins;
  gsize  n;
} VtHistogramSpan;

/* Freedman–Diaconis width rounded up to a multiple of @grid (0: no grid), between 1/200 and 1/10 of the range. */
gboolean vt_bins_choose (const double *values,
                         gsize         n,
                         double        grid,
                         double        grid_point,
                         VtBins       *bins,
                         GCancellable *cancellable,
                         GError      **error);
void     vt_histogram_find_span (const double *values, gsize n, const VtBins *bins, VtHistogramSpan *span);
/* Number of the bin that holds the value, which must be one of those of the span. */
gsize    vt_histogram_find_bin (const VtHistogramSpan *span, double value);
/* Returns: (transfer full): named @name: "<quantity>" centre with @unit, count, density (per unit; integrates to 1).
 * NaN left out. */
VtTable *vt_histogram_table (
    const char *name, const char *quantity, VtUnit unit, const double *values, gsize n, const VtBins *bins);

G_END_DECLS

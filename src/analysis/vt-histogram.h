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

/* Freedman–Diaconis width rounded up to a multiple of @grid (0: no grid), between 1/200 and 1/10 of the range. */
gboolean vt_bins_choose (const double *values,
                         gsize         n,
                         double        grid,
                         double        grid_point,
                         VtBins       *bins,
                         GCancellable *cancellable,
                         GError      **error);
/* Returns: (transfer full): named @name: "<quantity>" centre with @unit, count, density (per unit; integrates to 1).
 * NaN left out. */
VtTable *vt_histogram_table (
    const char *name, const char *quantity, VtUnit unit, const double *values, gsize n, const VtBins *bins);

G_END_DECLS

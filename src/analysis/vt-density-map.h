/* How many points lie in each cell of a grid over two quantities: what is left to see where points would cover one
 * another. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * VtDensityAxis:
 * @minimum, @maximum: outer edges; both positive where @logarithmic
 * @logarithmic: bins of equal ratio instead of equal width
 * @n: bins
 */
typedef struct
{
  double   minimum;
  double   maximum;
  gboolean logarithmic;
  guint    n;
} VtDensityAxis;

/* From the smallest to the largest of the values that the scale can show, each of which falls into a bin. FALSE where there
 * are none. */
gboolean vt_density_axis_choose (VtDensityAxis *axis, const double *values, gsize n, gboolean logarithmic, guint n_bins);
/* The bin of a value, the last one closed above; -1 for what lies outside and for NaN. */
int      vt_density_axis_find (const VtDensityAxis *axis, double value);
/* The lower edge of a bin; of the bin after the last: the upper end. */
double   vt_density_axis_get_edge (const VtDensityAxis *axis, guint bin);

/**
 * vt_density_map_compute:
 * @counts: (out caller-allocates): guint32 [y_axis->n][x_axis->n]
 * @n_counted: (out) (optional): points that fell into a cell
 *
 * O(n). Nothing but cancelling can fail.
 */
gboolean vt_density_map_compute (const double        *x,
                                 const double        *y,
                                 gsize                n,
                                 const VtDensityAxis *x_axis,
                                 const VtDensityAxis *y_axis,
                                 guint32             *counts,
                                 gsize               *n_counted,
                                 GCancellable        *cancellable,
                                 GError             **error);

G_END_DECLS

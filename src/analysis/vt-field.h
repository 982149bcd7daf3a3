/* A quantity of the atoms as a smooth field on a plane: the mean of the values around a point, by Gaussian weights. */
#pragma once

#include <gio/gio.h>
#include "vt-frame.h"
#include "vt-progress.h"

G_BEGIN_DECLS

/* In σ: atoms beyond count for nothing. */
#define VT_FIELD_REACH 5.0

/**
 * VtFieldGrid:
 * @origin: node 0, 0, in the frame's own coordinates, Å
 * @u, @v: unit vectors at right angles to one another
 * @spacing: of the nodes along both, Å
 * @n_u, @n_v: nodes; node i, j lies at origin + spacing·(i·u + j·v)
 */
typedef struct
{
  double origin[3];
  double u[3];
  double v[3];
  double spacing;
  guint  n_u;
  guint  n_v;
} VtFieldGrid;

/**
 * vt_field_compute:
 * @values: double [n atoms]; atoms whose value, or whose place, is not finite are left out
 * @sigma: Å, positive
 * @field: (out caller-allocates): double [n_v][n_u]; NaN where no atom is within reach
 *
 * Returns: FALSE with G_IO_ERROR_CANCELLED, or VT_ERROR_LIMIT where σ is so much larger than the cell that the images
 *   within reach are too many
 */
gboolean vt_field_compute (const VtFrame     *frame,
                           const double      *values,
                           double             sigma,
                           const VtFieldGrid *grid,
                           VtProgress        *progress,
                           GCancellable      *cancellable,
                           double            *field,
                           GError           **error);

G_END_DECLS

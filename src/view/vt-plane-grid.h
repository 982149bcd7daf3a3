/* Values on a regular grid over a plane, and between its nodes. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * VtPlaneGrid:
 * @minimum: u and v of node 0, 0, Å
 * @spacing: of the nodes along both, Å
 * @n_u, @n_v: nodes, at least one
 * @values: double [n_v][n_u]; NaN where there is none
 */
typedef struct
{
  double  minimum[2];
  double  spacing;
  guint   n_u;
  guint   n_v;
  double *values;
} VtPlaneGrid;

/* All values 0. */
VtPlaneGrid *vt_plane_grid_new (const double minimum[2], double spacing, guint n_u, guint n_v);
void         vt_plane_grid_free (VtPlaneGrid *grid);

static inline double
vt_plane_grid_get (const VtPlaneGrid *grid, guint i, guint j)
{
  return grid->values[(gsize) j * grid->n_u + i];
}

/**
 * vt_plane_grid_sample:
 *
 * The value at u, v: through the nodes, and smooth between them, by cubic convolution (Keys, IEEE Trans. ASSP 29, 1153
 * (1981), a = −1/2; third order); beside the edge, and beside nodes without a value, bilinear. NaN beyond the edge and
 * in a cell of which a corner has none. Of a Gaussian of width σ on nodes σ/4 apart it keeps 4 of 1000.
 */
double       vt_plane_grid_sample (const VtPlaneGrid *grid, double u, double v);
/* The same on nodes @factor times as close: (n − 1)·factor + 1 of them each way. In parallel. (transfer full) */
VtPlaneGrid *vt_plane_grid_refine (const VtPlaneGrid *grid, guint factor);
/* Of the finite values; FALSE where there are none. */
gboolean     vt_plane_grid_get_range (const VtPlaneGrid *grid, double *minimum, double *maximum);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtPlaneGrid, vt_plane_grid_free)

G_END_DECLS

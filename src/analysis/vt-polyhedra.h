/* Ranked table of Voronoi polyhedra: f of all, of LA and of SA; Δf (eqs. 3–4); mean LFFS. */
#pragma once

#include "vt-table.h"
#include "vt-voronoi.h"

G_BEGIN_DECLS

/**
 * vt_polyhedra_table:
 * @classes: (nullable): double [n]: VtActivityClass, NaN counts as neither; without it the columns of LA and SA are NaN
 *
 * Returns: (transfer full): "polyhedra": index, n_total, f_total, f_la, f_sa, df_la, df_sa (percent),
 * lffs; most frequent first, ties by index. A polyhedron with a "+" has a row of its own
 */
VtTable *vt_polyhedra_table (const VtVoronoiIndex *indices, const double *classes, gsize n);
/* Returns: (transfer full): "lffs": subset (total, la, sa), n, mean, standard_deviation, and mean_3_to_6, the mean of
 * n5/(n3 + n4 + n5 + n6), for papers that leave faces with seven edges and more out of the sum */
VtTable *vt_polyhedra_lffs_table (const VtVoronoiIndex *indices, const double *classes, gsize n);

G_END_DECLS

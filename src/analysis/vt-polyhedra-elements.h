/* Ranked table of Voronoi polyhedra by the element in their centre. */
#pragma once

#include "vt-atom-table.h"
#include "vt-table.h"
#include "vt-voronoi.h"

G_BEGIN_DECLS

/**
 * vt_polyhedra_elements_table:
 * @indices: [atoms]
 *
 * Returns: (transfer full): "polyhedra-elements": index, n_total, f_total, and for each species X of the atoms n_X and
 * f_X, its share of the atoms of X (percent; NaN where there is none); most frequent in all first, ties by index
 */
VtTable *vt_polyhedra_elements_table (const VtVoronoiIndex *indices, const VtAtomTable *atoms);

G_END_DECLS

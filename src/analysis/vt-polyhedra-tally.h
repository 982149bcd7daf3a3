/* Voronoi polyhedra told apart and counted in classes of one's own, and put in order. */
#pragma once

#include "vt-voronoi.h"

G_BEGIN_DECLS

/**
 * VtPolyhedraKind:
 * @key: vt_voronoi_index_key() of its atoms
 * @index: that of its first atom; faces of seven edges and more are not told apart by their number
 * @rank: yours to count; by it kinds are put in order
 * @counts: [classes], yours to count
 * @lffs: sum of LFFS over its atoms
 */
typedef struct
{
  guint64        key;
  VtVoronoiIndex index;
  gsize          rank;
  gsize         *counts;
  double         lffs;
} VtPolyhedraKind;

typedef struct _VtPolyhedraTally VtPolyhedraTally;

VtPolyhedraTally *vt_polyhedra_tally_new (guint n_classes);
void              vt_polyhedra_tally_free (VtPolyhedraTally *tally);
/* Adds an atom's LFFS to its kind, which is new where there was none. (transfer none) */
VtPolyhedraKind  *vt_polyhedra_tally_add (VtPolyhedraTally *tally, const VtVoronoiIndex *index);
/* Greatest rank first, ties by key. (transfer container) (element-type VtPolyhedraKind) */
GPtrArray        *vt_polyhedra_tally_rank (const VtPolyhedraTally *tally);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtPolyhedraTally, vt_polyhedra_tally_free)

G_END_DECLS

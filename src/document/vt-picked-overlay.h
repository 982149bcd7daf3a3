/* What is drawn in space of the atoms that are picked: their Voronoi cells and coordination polyhedra, lines of what is
 * measured, and the neighbour that is pointed at. */
#pragma once

#include "vt-measurement.h"
#include "vt-overlay.h"
#include "vt-state.h"
#include "vt-voronoi.h"

G_BEGIN_DECLS

/* Of more atoms than this, neither cells nor polyhedra are drawn. */
#define VT_PICKED_OVERLAY_ATOMS 4

/**
 * VtPointed:
 * @atom: index of the atom whose neighbour it is
 * @neighbor: index of the neighbour
 * @vector: Å, from @atom to that image of it
 */
typedef struct
{
  gsize  atom;
  gsize  neighbor;
  double vector[3];
} VtPointed;

/**
 * vt_picked_overlay_new:
 * @frame: the frame that is looked at
 * @voronoi: (nullable): the tessellation of the structural frame; cells have its shape and are drawn where the atoms of
 *   @frame are; without it there are no cells and polyhedra
 * @pointed: (nullable)
 * @dark: for a dark background
 *
 * Edges of a Voronoi cell are all drawn; of its faces those are tinted that the state's thresholds let count. Bonds and
 * polyhedra reach to the images behind the faces that count, beyond the cell, too. Atoms that the frame does not have
 * are left out. O(picked).
 *
 * Returns: (transfer full) (nullable): %NULL where there is nothing to draw
 */
VtOverlay *vt_picked_overlay_new (
    const VtState *state, VtFrame *frame, const VtVoronoi *voronoi, const VtPointed *pointed, gboolean dark);
/* Whether any cell or polyhedron is to be drawn. */
gboolean   vt_picked_overlay_needs_tessellation (const VtState *state);
/* What two to four picked atoms measure; FALSE where they are fewer or more. */
gboolean   vt_picked_overlay_measure (const VtState *state, VtFrame *frame, VtMeasurement *measurement);

G_END_DECLS

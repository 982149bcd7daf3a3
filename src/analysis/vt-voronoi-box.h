/* A frame as Voro++ wants it: cell turned and reduced, atoms wrapped into it, nothing that would end the process. */
#pragma once

#include "voropp.h"
#include "vt-frame.h"

G_BEGIN_DECLS

/* Two atoms nearer than this, Å, are on one spot. */
#define VT_VORONOI_SPOT 1e-6
/* Edges, some 75 an atom, are numbered by 32 bits. */
#define VT_VORONOI_MAX_ATOMS 40000000

/**
 * vt_voronoi_box_prepare:
 * @box: (out caller-allocates): the cell and its blocks
 * @positions: (out caller-allocates): double [n][3], Å, in the turned cell
 * @basis: (out): edges before they were turned = @basis · the cell's vectors
 *
 * Faces, areas and volumes do not depend on how the cell is turned (or mirrored) nor on the basis of its lattice.
 * Where a direction does not repeat, walls stand at the cell's faces, or 1 Å beyond the outermost atom where atoms
 * are on or outside them.
 *
 * Refuses (VT_ERROR_INPUT) atoms without a position, atoms on one spot (periodic images too) and a skewed cell that
 * is not periodic all around; VT_ERROR_LIMIT more atoms than that.
 */
gboolean vt_voronoi_box_prepare (VtFrame      *frame,
                                 VoroppBox    *box,
                                 double       *positions,
                                 int           basis[3][3],
                                 GCancellable *cancellable,
                                 GError      **error);

G_END_DECLS

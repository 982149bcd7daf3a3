/* What surrounds one atom: its Voronoi cell, who is behind the faces, and the polyhedron those make. */
#pragma once

#include "vt-polyhedron.h"
#include "vt-voronoi.h"

G_BEGIN_DECLS

/**
 * VtSurrounding:
 * @atom: index of the neighbour behind a face
 * @vector: Å, from the atom to that image of it
 * @distance: Å
 * @n_edges: of the face
 * @counts: whether the thresholds leave the face
 */
typedef struct
{
  gsize    atom;
  double   vector[3];
  double   distance;
  guint    n_edges;
  gboolean counts;
} VtSurrounding;

/**
 * VtSurroundings:
 * @place: Å, the atom wrapped into the cell: where 0 of the two polyhedra is
 * @neighbors: [n], nearest first
 * @cell: its Voronoi cell, all faces: one from plane k < n is neighbour k's, the others are walls'
 * @shell: the polyhedron of the neighbours that count; its vertices are where they are, whatever boundary is between;
 *   open at walls, and where too few count to close it
 */
typedef struct
{
  gsize          atom;
  double         place[3];
  guint          n;
  VtSurrounding *neighbors;
  VtPolyhedron  *cell;
  VtPolyhedron  *shell;
} VtSurroundings;

/**
 * vt_surroundings_new:
 * @frame: the frame that is looked at, of the same atoms as the one that @voronoi was made of: the atom's place is its,
 *   all distances are the other's
 * @radii: (nullable): one a species, Å, what @voronoi was made of
 *
 * The cell has the volume that @voronoi tells: it is cut again by the planes of the faces found then. O(1) but at
 * walls, where it takes a look at all atoms.
 *
 * Returns: (transfer full) (nullable): %NULL where the tessellation leaves the atom no cell
 */
VtSurroundings *vt_surroundings_new (VtFrame                   *frame,
                                     const VtVoronoi           *voronoi,
                                     const double              *radii,
                                     const VtVoronoiThresholds *thresholds,
                                     gsize                      atom);
void            vt_surroundings_free (VtSurroundings *surroundings);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtSurroundings, vt_surroundings_free)

G_END_DECLS

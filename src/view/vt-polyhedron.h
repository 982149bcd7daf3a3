/* A convex polyhedron cut out by planes, and the one whose corners lie behind its faces: an atom's Voronoi cell, and the
 * shell of its neighbours. */
#pragma once

#include "vt-overlay.h"

G_BEGIN_DECLS

/**
 * VtPolyhedron:
 * @vertices: [n_vertices][3], Å
 * @first: [n_faces + 1]: where in @corners a face begins
 * @corners: vertices around each face, counter-clockwise seen from outside
 * @sources: [n_faces]: the plane a face lies in; for a dual, the vertex it belongs to
 *
 * A plain value that is its maker's: read its fields, free it by vt_polyhedron_free().
 */
typedef struct
{
  guint   n_vertices;
  guint   n_faces;
  double *vertices;
  guint  *first;
  guint  *corners;
  guint  *sources;
} VtPolyhedron;

/**
 * vt_polyhedron_new:
 * @planes: [n][4]: normal x y z, of any length, and w: what holds normal · r ≤ w is inside
 * @reach: Å; what is further than this from 0 along an axis is cut off, so that it is finite: those six faces have
 *   the numbers @n … @n + 5
 *
 * The intersection of the half-spaces. Points nearer to each other than 1e-7 Å are one vertex, so that more than three
 * faces may meet. O(n²) a face; cells have some fourteen. Without volume it has no faces.
 *
 * Returns: (transfer full)
 */
VtPolyhedron *vt_polyhedron_new (const double *planes, gsize n, double reach);
/**
 * vt_polyhedron_new_dual:
 * @points: [n][3], Å: one behind each plane that @cell was made of
 *
 * A vertex for each of @cell's planes that has a face, at its point; a face for each vertex of @cell, around the points
 * of the faces that meet there. Where @cell was cut off at its reach the shell is open. For a Voronoi cell and its
 * neighbours: the triangles of Delaunay's tetrahedra that face away from the atom.
 *
 * Returns: (transfer full)
 */
VtPolyhedron *vt_polyhedron_new_dual (const VtPolyhedron *cell, const double *points, gsize n);
void          vt_polyhedron_free (VtPolyhedron *polyhedron);

/* Å³, of a closed one */
double vt_polyhedron_get_volume (const VtPolyhedron *polyhedron);

/**
 * vt_polyhedron_draw:
 * @place: Å, where its 0 is
 * @edges: (nullable): each edge once
 * @face: (nullable): (closure data): the colour of a face by its number; alpha 0 leaves it out
 */
void vt_polyhedron_draw (const VtPolyhedron *polyhedron,
                         VtOverlay          *overlay,
                         const double        place[3],
                         const VtLineStyle  *edges,
                         VtColor           (*face) (guint face, gpointer data),
                         gpointer            data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtPolyhedron, vt_polyhedron_free)

G_END_DECLS

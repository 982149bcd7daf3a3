/* Voro++ (Rycroft, Chaos 19, 041111 (2009)) behind a C interface: the only C++ of the program.
 *
 * What the caller must have made sure of, since Voro++ ends the process where it is not so: positions are finite, no
 * two atoms share a spot, atoms lie within the walls, and a skewed cell is reduced (its edges the shortest there are).
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _Voropp Voropp;

/**
 * VoroppBox:
 * @edges: the cell's edges as rows, lower triangular with a positive diagonal, Å
 * @orthogonal: whether only the diagonal matters
 * @periodic: which directions repeat; all of them where the cell is not orthogonal
 * @low, @high: orthogonal cells only: where the walls stand; 0 and the edge in a periodic direction
 * @blocks: number of blocks Voro++'s own search sorts atoms into, along each edge
 * @reach: a distance within which an atom has what cuts its cell, usually, Å: only speed depends on it
 */
typedef struct
{
  double   edges[3][3];
  gboolean orthogonal;
  gboolean periodic[3];
  double   low[3];
  double   high[3];
  int      blocks[3];
  double   reach;
} VoroppBox;

/**
 * VoroppCell:
 * @atom: whose cell it is
 * @volume: Å³; 0 with no faces where a radical tessellation leaves the atom no cell
 * @n_faces: number of faces
 * @neighbors: int [n_faces]: atom behind the face, @atom itself where it is an image of it, -1 at a wall
 * @areas: double [n_faces], Å²
 * @vectors: double [n_faces][3]: from the atom to that image of the neighbour which the face parts it from, Å, in the
 *   turned cell; 0 at a wall
 * @first_edge: int [n_faces + 1]: where a face's edges begin in @edges
 * @edges: lengths of the edges around each face, Å
 */
typedef struct
{
  gsize         atom;
  double        volume;
  guint         n_faces;
  const int    *neighbors;
  const double *areas;
  const double *vectors;
  const int    *first_edge;
  const double *edges;
} VoroppCell;

typedef void (*VoroppCellFunc) (const VoroppCell *cell, gpointer data);

/**
 * voropp_new:
 * @n: number of atoms, below G_MAXINT
 * @positions: double [n][3], Å, kept by the caller until voropp_free()
 * @radii: (nullable): double [n], Å, likewise: for the radical tessellation
 * @n_workers: threads that will call voropp_compute_bin()
 * @cancellable: (nullable): kept likewise; once cancelled, what is computed may be wrong
 */
Voropp *voropp_new (const VoroppBox *box,
                    gsize            n,
                    const double    *positions,
                    const double    *radii,
                    guint            n_workers,
                    GCancellable    *cancellable);
void    voropp_free (Voropp *voropp);
gsize   voropp_get_n_bins (const Voropp *voropp);
/* Calls @func for each atom of a bin, of which each atom is in one. Different workers may do so at once; what comes out does not depend on
 * who. */
void    voropp_compute_bin (Voropp *voropp, guint worker, gsize bin, VoroppCellFunc func, gpointer data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Voropp, voropp_free)

G_END_DECLS

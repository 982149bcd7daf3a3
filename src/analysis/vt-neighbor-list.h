/* Who is a neighbour of whom: all pairs of a frame within pair cutoffs, by linked cells; or pairs that somebody else
 * chose. */
#pragma once

#include <gio/gio.h>
#include "vt-cutoffs.h"
#include "vt-frame.h"
#include "vt-progress.h"

G_BEGIN_DECLS

#define VT_TYPE_NEIGHBOR_LIST (vt_neighbor_list_get_type ())

typedef struct _VtNeighborList VtNeighborList;

/**
 * VtNeighbor:
 * @atom: index of the neighbour
 * @image: lattice translation of the image, in cells: vector = r_j + image · cell.vectors − r_i, with the frame's
 *   unwrapped positions
 */
typedef struct
{
  guint32 atom;
  gint16  image[3];
} VtNeighbor;

GType           vt_neighbor_list_get_type (void);
/* By atom, then image: for qsort(). */
int             vt_neighbor_compare (gconstpointer a, gconstpointer b);
/**
 * vt_neighbor_list_new:
 *
 * A pair is listed where the square of its distance is at most that of its cutoff.
 * Any cell shape, any periodicity, cells smaller than the cutoff (an atom then meets several images, itself among
 * them). Both directions of a pair are listed; an atom's neighbours are ordered by (index, image). Atoms
 * with NaN positions have none. O(n). VT_ERROR_INPUT, VT_ERROR_LIMIT: positions, species or cutoffs beyond reason.
 *
 * Returns: (transfer full)
 */
VtNeighborList *vt_neighbor_list_new (VtFrame         *frame,
                                      const VtCutoffs *cutoffs,
                                      VtProgress      *progress,
                                      GCancellable    *cancellable,
                                      GError         **error);
/**
 * vt_neighbor_list_new_take:
 * @neighbors: (transfer full): by vt_large_array_new()
 * @first: [n_atoms + 1]: where in @neighbors an atom's own begin, ordered by vt_neighbor_compare()
 * @order: (transfer full): [n_ordered], likewise: see vt_neighbor_list_get_order()
 *
 * Both directions of each pair must be there.
 *
 * Returns: (transfer full)
 */
VtNeighborList *vt_neighbor_list_new_take (gsize        n_atoms,
                                           VtNeighbor  *neighbors,
                                           const gsize *first,
                                           guint32     *order,
                                           gsize        n_ordered);
VtNeighborList *vt_neighbor_list_ref (VtNeighborList *list);
void            vt_neighbor_list_unref (VtNeighborList *list);

gsize             vt_neighbor_list_get_n_atoms (const VtNeighborList *list);
gsize             vt_neighbor_list_get_n_pairs (const VtNeighborList *list);
/* The neighbours of one atom: @count of them, owned by the list. */
const VtNeighbor *vt_neighbor_list_get (const VtNeighborList *list, gsize atom, guint *count);
/* The @n atoms with a position, neighbours in space after one another: the order for loops that read neighbours. */
const guint32    *vt_neighbor_list_get_order (const VtNeighborList *list, gsize *n);
gsize             vt_neighbor_list_get_size (const VtNeighborList *list);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtNeighborList, vt_neighbor_list_unref)

G_END_DECLS

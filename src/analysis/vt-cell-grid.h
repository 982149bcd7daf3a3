/* Atoms sorted into bins no narrower than a cutoff, and the candidates for neighbours around a bin. */
#pragma once

#include <gio/gio.h>
#include "vt-frame.h"
#include "vt-progress.h"

G_BEGIN_DECLS

/**
 * VtCellGrid:
 * @cell: the frame's cell
 * @cutoff: distance up to which candidates are complete, Å
 * @n: atoms with a position; a slot is a place in the sorted order
 * @atom: [n], a slot's atom in the frame; ascending within a bin
 * @species: [n]
 * @position: unwrapped, [n] each, Å
 * @local: wrapped and counted from the grid's corner, [n] each, Å: for filtering only
 * @image: [n], the cell a position was wrapped from
 * @bins: bins along a, b, c; @reach: bins to look at on either side
 * @first: [n_bins + 1], first slot of a bin; the bins along a come first
 * @limit: square of the filter's radius: the cutoff and all that rounding to float can do, Å²
 */
typedef struct
{
  VtCell   cell;
  double   cutoff;
  gsize    n;
  guint32 *atom;
  guint8  *species;
  double  *position[3];
  float   *local[3];
  gint16 (*image)[3];
  int      bins[3];
  int      reach[3];
  gsize    n_bins;
  guint32 *first;
  double   corner[3];
  double   low[3];
  double   extent[3];
  float    limit;
} VtCellGrid;

/* Refuses (VT_ERROR_INPUT, VT_ERROR_LIMIT) positions and cutoffs that are beyond reason. (transfer full) */
VtCellGrid *vt_cell_grid_new (VtFrame *frame, double cutoff, GCancellable *cancellable, GError **error);
void        vt_cell_grid_free (VtCellGrid *grid);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtCellGrid, vt_cell_grid_free)

/* Bins a chunk, so that one lasts about a millisecond whatever the cutoff. */
gsize       vt_cell_grid_get_grain (const VtCellGrid *grid);
/* Volume of the cell; along directions that do not repeat, of the span of its atoms, Å³. */
double      vt_cell_grid_get_volume (const VtCellGrid *grid);

/**
 * VtCandidates:
 * @n: number of candidates
 * @slot: where in the grid
 * @hit: filled by vt_candidates_select(): numbers of candidates
 *
 * Scratch memory of one worker.
 */
typedef struct
{
  gsize    n;
  gsize    capacity;
  float   *local[3];
  float   *distance;
  guint32 *slot;
  guint32 *range;
  guint32 *hit;
  GArray  *shifts;
} VtCandidates;

VtCandidates *vt_candidates_new (void);
void          vt_candidates_free (VtCandidates *candidates);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtCandidates, vt_candidates_free)

/**
 * vt_candidates_gather:
 * @bin: the home bin
 * @half: only bins that come after the home bin, and itself, so that each pair of bins is met once
 *
 * Copies all atoms, with their images, that can be within the cutoff of an atom in @bin.
 */
void  vt_candidates_gather (VtCandidates *candidates, const VtCellGrid *grid, gsize bin, gboolean half);
/* The candidates that may be within the cutoff of @slot: a superset, by float. Returns how many. */
gsize vt_candidates_select (VtCandidates *candidates, const VtCellGrid *grid, gsize slot);

/* Whether the candidate is a neighbour to count: not the atom itself, and with @half each pair of the home bin once. */
static inline gboolean
vt_candidates_is_pair (const VtCandidates *candidates, gsize candidate, gsize slot, gboolean half)
{
  const gint16 *shift = &g_array_index (candidates->shifts, gint16, 3 * candidates->range[candidate]);

  if ((shift[0] | shift[1] | shift[2]) != 0)
    return TRUE;

  return half ? candidates->slot[candidate] > slot : candidates->slot[candidate] != slot;
}

/* The image that takes the candidate's unwrapped position next to the one of @slot. */
static inline void
vt_candidates_get_image (const VtCandidates *candidates,
                         const VtCellGrid   *grid,
                         gsize               candidate,
                         gsize               slot,
                         int                 image[3])
{
  const gint16 *shift = &g_array_index (candidates->shifts, gint16, 3 * candidates->range[candidate]);
  gsize other = candidates->slot[candidate];

  for (guint axis = 0; axis < 3; axis++)
    image[axis] = shift[axis] - grid->image[other][axis] + grid->image[slot][axis];
}

/* |(r_to − r_from) + image · cell|²: the same bits in both directions, since each step only changes its sign. */
static inline double
vt_cell_grid_distance_squared (const VtCellGrid *grid, gsize from, gsize to, const int image[3])
{
  double square = 0.0;

  for (guint axis = 0; axis < 3; axis++)
    {
      double component = grid->position[axis][to] - grid->position[axis][from];

      if ((image[0] | image[1] | image[2]) != 0)
        component += (image[0] * grid->cell.vectors[0][axis] + image[1] * grid->cell.vectors[1][axis]) +
                     image[2] * grid->cell.vectors[2][axis];
      square += component * component;
    }

  return square;
}

G_END_DECLS

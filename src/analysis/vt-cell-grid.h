/* Atoms sorted into bins no narrower than a cutoff, and the candidates for neighbours around a bin. */
#pragma once

#include <gio/gio.h>
#include "vt-frame.h"
#include "vt-progress.h"

G_BEGIN_DECLS

/* Local coordinates are copied so many at a time; arrays of them are that much longer. */
#define VT_GRID_BLOCK 8

/* Three cell numbers below 2¹⁹ in one word, so that they are added, compared with nothing and stored at once. */
static inline gint64
vt_image_pack (int a, int b, int c)
{
  return a + b * ((gint64) 1 << 20) + c * ((gint64) 1 << 40);
}

static inline void
vt_image_unpack (gint64 packed, int image[3])
{
  const gint64 half = (gint64) 1 << 19;
  const gint64 mask = ((gint64) 1 << 20) - 1;

  for (guint axis = 0; axis < 3; axis++)
    {
      gint64 number = ((packed + half) & mask) - half;

      image[axis] = (int) number;
      packed = (packed - number) / ((gint64) 1 << 20);
    }
}

/**
 * VtCellGrid:
 * @cell: the frame's cell
 * @cutoff: distance up to which candidates are complete, Å
 * @n: atoms with a position; a slot is a place in the sorted order
 * @atom: [n], a slot's atom in the frame; ascending within a bin
 * @species: [n]
 * @place: wrapped x, y, z and a 0, [n], Å: one aligned load an atom
 * @local: @place counted from the grid's corner, [n + VT_GRID_BLOCK] each, Å: for filtering only
 * @image: [n], the cell a position was wrapped from, by vt_image_pack()
 * @bins: bins along a, b, c; @reach: bins to look at on either side
 * @first: [n_bins + 1], first slot of a bin, see vt_cell_grid_get_row()
 * @corner, @low, @extent, @scale: where the bins begin (Å, fractional), their span, and bins a fractional unit
 * @limit: square of the filter's radius: the cutoff and all that rounding to float can do, Å²
 */
typedef struct
{
  VtCell   cell;
  double   cutoff;
  gsize    n;
  guint32 *atom;
  guint8  *species;
  double (*place)[4];
  float   *local[3];
  gint64  *image;
  int      bins[3];
  int      reach[3];
  gsize    n_bins;
  guint32 *first;
  double   corner[3];
  double   low[3];
  double   extent[3];
  double   scale[3];
  float    limit;
} VtCellGrid;

/* Refuses (VT_ERROR_INPUT, VT_ERROR_LIMIT) positions and cutoffs that are beyond reason. (transfer full) */
VtCellGrid *vt_cell_grid_new (VtFrame *frame, double cutoff, GCancellable *cancellable, GError **error);
void        vt_cell_grid_free (VtCellGrid *grid);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtCellGrid, vt_cell_grid_free)

/**
 * vt_cell_grid_get_row:
 * @b, @c: place along the second and third edge
 *
 * Number of a row of bins along a; bin (a, b, c) is row · bins[0] + a. Rows are numbered in strips of eight along b, so
 * that what surrounds a bin was in use shortly before and is still in the processor's cache.
 */
gsize       vt_cell_grid_get_row (const VtCellGrid *grid, int b, int c);
/* The place of a bin along a, b and c. */
void        vt_cell_grid_get_place (const VtCellGrid *grid, gsize bin, int place[3]);
/* The bin to visit as number @number of all: along a in blocks of sixteen, up a strip, then the next block. However long
 * the rows, what surrounds a bin is then still in the processor's cache. */
gsize       vt_cell_grid_get_visited (const VtCellGrid *grid, gsize number);
/* Bins a chunk, so that one lasts about a millisecond whatever the cutoff. */
gsize       vt_cell_grid_get_grain (const VtCellGrid *grid);
/* Volume of the cell; along directions that do not repeat, of the span of its atoms, Å³. */
double      vt_cell_grid_get_volume (const VtCellGrid *grid);

/**
 * VtCandidates:
 * @n: number of candidates
 * @n_home: with @half, so many of the first are those of the home bin
 * @slot: where in the grid
 * @shifted: whether any of them is an image; only then @shift is filled
 * @shift: which image, by vt_image_pack()
 * @hit: filled by vt_candidates_select(): numbers of candidates
 * @packed: for eight bits, the numbers of those set in ascending bytes
 *
 * Scratch memory of one worker.
 */
typedef struct
{
  gsize    n;
  gsize    n_home;
  gsize    capacity;
  float   *local[3];
  float   *distance;
  guint32 *slot;
  gboolean shifted;
  gint64  *shift;
  guint32 *hit;
  GArray  *stretches;
  guint64  packed[256];
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
  if (half)
    return candidate >= candidates->n_home || candidates->slot[candidate] > slot;

  return candidates->slot[candidate] != slot || (candidates->shifted && candidates->shift[candidate] != 0);
}

/* The image that takes the candidate's unwrapped position next to the one of @slot. */
static inline gint64
vt_candidates_get_image (const VtCandidates *candidates, const VtCellGrid *grid, gsize candidate, gsize slot)
{
  gint64 image = grid->image[slot] - grid->image[candidates->slot[candidate]];

  return candidates->shifted ? image + candidates->shift[candidate] : image;
}

/* @shift · cell, in the one order that every distance is computed by. */
static inline void
vt_cell_grid_get_shift (const double cell[3][3], const int shift[3], double vector[4])
{
  for (guint axis = 0; axis < 3; axis++)
    vector[axis] = (shift[0] * cell[0][axis] + shift[1] * cell[1][axis]) + shift[2] * cell[2][axis];
  vector[3] = 0.0;
}

/* |r_to + image · cell − r_from|², computed as |(w_to − w_from) + shift · cell|² from the wrapped places: the same bits
 * in both directions, since each step only changes its sign. */
static inline double
vt_cell_grid_distance_squared (const VtCellGrid *grid, gsize from, gsize to, gint64 image)
{
  gint64 packed = image - grid->image[from] + grid->image[to];
  double x = grid->place[to][0] - grid->place[from][0];
  double y = grid->place[to][1] - grid->place[from][1];
  double z = grid->place[to][2] - grid->place[from][2];

  if (packed != 0)
    {
      double vector[4];
      int shift[3];

      vt_image_unpack (packed, shift);
      vt_cell_grid_get_shift (grid->cell.vectors, shift, vector);
      x += vector[0];
      y += vector[1];
      z += vector[2];
    }

  return (x * x + y * y) + z * z;
}

G_END_DECLS

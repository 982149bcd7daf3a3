/* Who is near an atom of a cell grid: the grid's rows read where they lie, several atoms at a time. */
#pragma once

#include "vt-cell-grid.h"
#include "vt-cutoffs.h"

G_BEGIN_DECLS

/**
 * VtCellScan:
 * @n_found: neighbours of the atom last looked at
 * @found: [n_found] slots of the neighbours, along the grid's rows
 * @shift: [n_found] numbers of the shifts that take them there; filled only if @shifted
 * @vector: [n_found] where they are, w_j + shift · cell − w_i and a 0, Å
 * @shifted: whether any atom around the bin is an image
 * @n_shifts: number of shifts around the bin; the first is none
 * @shifts: [n_shifts], cells along a, b, c
 * @ahead: slot behind those of the last row around the bin: what follows there is new to the next bins, so that one may
 *   have it fetched into the cache
 * @n_looked: atoms looked at since the scan was made, for those who must look after a cancellable
 *
 * Scratch memory of one worker.
 */
typedef struct
{
  gsize    n_found;
  guint32 *found;
  guint32 *shift;
  double (*vector)[4];
  gboolean shifted;
  guint    n_shifts;
  int    (*shifts)[3];
  gsize    ahead;
  gsize    n_looked;
  /*< private >*/
  const VtCellGrid *grid;
  const VtCutoffs  *squared;
  gsize             n_around; /* atoms around the bin */
  gsize             room;
  GArray           *stretches;
  GArray           *all_shifts;
  double          (*shift_vector)[4];
  guint             shift_room;
  guint64           packed[256];
} VtCellScan;

/* @squared: squares of the pair cutoffs, Å²; negative where there is none. Both must outlive the scan. */
VtCellScan *vt_cell_scan_new (const VtCellGrid *grid, const VtCutoffs *squared);
void        vt_cell_scan_free (VtCellScan *scan);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtCellScan, vt_cell_scan_free)

/* Goes to a bin: what lies around it is the same for all its atoms. */
void vt_cell_scan_enter (VtCellScan *scan, gsize bin);
/* Finds the neighbours of an atom of the bin: those with |vector|² ≤ the square of their cutoff, in double precision. */
void vt_cell_scan_find (VtCellScan *scan, gsize slot);
/* The same bits by what every processor has. */
void vt_cell_scan_find_plain (VtCellScan *scan, gsize slot);

/* Refuses (VT_ERROR_INPUT) atoms of more species than there are cutoffs for. */
gboolean vt_cell_scan_check (VtFrame *frame, const VtCutoffs *cutoffs, GError **error);
/* The radii of @cutoffs squared. */
void vt_cell_scan_square (const VtCutoffs *cutoffs, VtCutoffs *squared);

G_END_DECLS

/* The later cell of two frames in the basis that continues the earlier one's, as the atoms tell. */
#pragma once

#include "vt-frame.h"

G_BEGIN_DECLS

/**
 * vt_frame_follow_cell:
 * @from: the earlier frame
 * @to: the later one, on the same atom table
 * @followed: (out): the cell of @to in the basis that continues that of @from
 *
 * A flip of the box and a shear by more than half a box between two frames look alike in the cells; the atoms, unwrapped,
 * flow with the box. Where they are too few (under 8 with a place in both frames), lie in a plane, or scatter so much
 * that no whole-numbered change of basis stands out by four standard errors, the cells alone decide: vt_cell_follow(),
 * which takes the smallest strain.
 *
 * Returns: TRUE if the basis had changed.
 */
gboolean vt_frame_follow_cell (const VtFrame *from, const VtFrame *to, VtCell *followed);

/**
 * vt_frame_follow_wrapped:
 * @from: the earlier cell, in the basis that is continued
 * @fractional: double [3][n], the atoms' unwrapped coordinates in it; NaN for an atom that was not there
 * @to: the later frame, its coordinates wrapped, on the same atoms
 * @followed: (out): the cell of @to in the basis that continues @from's
 *
 * The same of a file that holds wrapped coordinates only, for unwrapping them: that basis in which the atoms hardly move.
 * What the cells suggest stays where it serves, where there are fewer than 16 atoms, and where the atoms move as much in
 * every basis.
 */
void     vt_frame_follow_wrapped (const VtCell  *from,
                                  const double  *fractional,
                                  const VtFrame *to,
                                  VtCell        *followed);

G_END_DECLS

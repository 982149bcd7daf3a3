/* Δr between two frames, with the homogeneous strain and the drift of the centre of mass taken out. */
#pragma once

#include <gio/gio.h>
#include "vt-frame.h"

G_BEGIN_DECLS

/**
 * vt_displacement_compute:
 * @start: the window's first frame
 * @later: a later frame on the same atom table (see vt_frame_on_table())
 * @affine_mapping: put the later fractional coordinates into @start's cell, so that homogeneous strain is no motion
 * @displacement: (out caller-allocates): double [3][n], Å; NaN for an atom missing in either frame
 *
 * The mass-weighted drift of the atoms present in both frames is removed after the mapping. A flipped box is
 * recognised (vt_frame_follow_cell()). Without the mapping the result depends on the box's origin where the box strains.
 */
void vt_displacement_compute (const VtFrame *start,
                              const VtFrame *later,
                              gboolean       affine_mapping,
                              double        *displacement);

G_END_DECLS

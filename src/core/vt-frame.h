/* One immutable moment of a trajectory: atoms, cell, unwrapped positions, time, further columns. */
#pragma once

#include "vt-atom-table.h"
#include "vt-cell.h"
#include "vt-column.h"

G_BEGIN_DECLS

#define VT_TYPE_FRAME (vt_frame_get_type ())

typedef struct _VtFrame VtFrame;

GType vt_frame_get_type (void);

/**
 * vt_frame_new_take:
 * @atoms: (transfer none): the atoms, in the order of @positions
 * @cell: copied
 * @positions: (transfer full): double [3][n], Å, unwrapped: all x, then all y, then all z
 * @time: ps, or NaN where the file does not tell
 * @step: MD step
 * @columns: (transfer full) (nullable) (element-type VtColumn): what else the file holds, with
 *   vt_column_unref() as its free function
 */
VtFrame *vt_frame_new_take (VtAtomTable  *atoms,
                            const VtCell *cell,
                            double       *positions,
                            double        time,
                            gint64        step,
                            GPtrArray    *columns);
VtFrame *vt_frame_ref (VtFrame *frame);
void     vt_frame_unref (VtFrame *frame);

gsize         vt_frame_get_n_atoms (const VtFrame *frame);
VtAtomTable  *vt_frame_get_atoms (const VtFrame *frame);
const VtCell *vt_frame_get_cell (const VtFrame *frame);
/* The x (0), y (1) or z (2) of all atoms: double [n], Å, unwrapped. */
const double *vt_frame_get_axis (const VtFrame *frame, guint axis);
void          vt_frame_get_position (const VtFrame *frame, gsize atom, double position[3]);
double        vt_frame_get_time (const VtFrame *frame);
gint64        vt_frame_get_step (const VtFrame *frame);
guint         vt_frame_get_n_columns (const VtFrame *frame);
VtColumn     *vt_frame_get_column (const VtFrame *frame, guint index);
/* (transfer none) (nullable) */
VtColumn     *vt_frame_find_column (const VtFrame *frame, const char *name);
/* Bytes it keeps in memory, for the cache's bound. */
gsize         vt_frame_get_size (const VtFrame *frame);

/* The same moment on another atom table: NaN where an atom is missing. The frame itself where they are equal. (transfer
 * full) */
VtFrame *vt_frame_on_table (VtFrame *frame, VtAtomTable *atoms);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtFrame, vt_frame_unref)

G_END_DECLS

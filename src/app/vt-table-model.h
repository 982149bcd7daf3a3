/* The first rows of a result table as a list model for a column view. */
#pragma once

#include <gio/gio.h>
#include "vt-table.h"

G_BEGIN_DECLS

#define VT_TYPE_TABLE_ROW (vt_table_row_get_type ())
G_DECLARE_FINAL_TYPE (VtTableRow, vt_table_row, VT, TABLE_ROW, GObject)

VtTable *vt_table_row_get_table (VtTableRow *row);
guint    vt_table_row_get_index (VtTableRow *row);

/* (transfer full) (element-type VtTableRow): at most @limit rows */
GListModel *vt_table_model_new (VtTable *table, guint limit);

G_END_DECLS

/* A small table of results, column by column: what a chart draws and a CSV file holds. */
#pragma once

#include <gio/gio.h>
#include "vt-units.h"

G_BEGIN_DECLS

#define VT_TYPE_TABLE (vt_table_get_type ())

typedef struct _VtTable VtTable;

GType    vt_table_get_type (void);
/* @name: the file's stem, "polyhedra" */
VtTable *vt_table_new (const char *name);
VtTable *vt_table_ref (VtTable *table);
void     vt_table_unref (VtTable *table);

/* The header in a file is "name" or "name_unit"; both return the column's number. Texts are added before rows; numbers
 * are NaN in the rows that are there already. */
guint vt_table_add_numbers (VtTable *table, const char *name, VtUnit unit);
guint vt_table_add_texts (VtTable *table, const char *name);
/* A new row of NaN and "", its number. */
guint vt_table_add_row (VtTable *table);
void  vt_table_set_number (VtTable *table, guint row, guint column, double value);
void  vt_table_set_text (VtTable *table, guint row, guint column, const char *text);

const char *vt_table_get_name (const VtTable *table);
guint       vt_table_get_n_rows (const VtTable *table);
guint       vt_table_get_n_columns (const VtTable *table);
const char *vt_table_get_column_name (const VtTable *table, guint column);
VtUnit      vt_table_get_column_unit (const VtTable *table, guint column);
gboolean    vt_table_column_is_text (const VtTable *table, guint column);
/* -1 where there is none. */
int         vt_table_find_column (const VtTable *table, const char *name);
double      vt_table_get_number (const VtTable *table, guint row, guint column);
const char *vt_table_get_text (const VtTable *table, guint row, guint column);
/* All rows of a numeric column: double [rows]. */
const double *vt_table_get_numbers (const VtTable *table, guint column);

/* CSV, RFC 4180 quoting, C locale, shortest text that reads back to the same double, empty for NaN. */
char    *vt_table_to_csv (const VtTable *table);
/* Writes DIR/NAME.csv, replacing it as a whole. */
gboolean vt_table_write_csv (const VtTable *table, GFile *directory, GCancellable *cancellable, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtTable, vt_table_unref)

G_END_DECLS

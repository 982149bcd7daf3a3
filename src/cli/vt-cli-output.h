/* Whether what is to be written can be: asked before hours of computing. And tables for people. */
#pragma once

#include "vt-table.h"

G_BEGIN_DECLS

/* VT_ERROR_OUTPUT where the file cannot be written. Leaves no trace. */
gboolean vt_cli_check_file (GFile *file, GError **error);
/* The same for a directory that is there or can be made. */
gboolean vt_cli_check_directory (GFile *directory, GError **error);
/* On stdout, columns aligned; @decimals for numbers that are not whole. */
void     vt_cli_print_table (const VtTable *table, int decimals);

G_END_DECLS

/* What a model was trained on and how well it does, as text or as JSON on stdout. */
#pragma once

#include "vt-model.h"

G_BEGIN_DECLS

/* Whether the file begins as HDF5 files do; FALSE also where it cannot be read, which opening it will tell. */
gboolean vt_cli_info_is_hdf5 (GFile *file);
void     vt_cli_info_print_model (VtModel *model, gboolean json);

/* "Label       text", as all of info's lines are. */
void     vt_cli_info_print_row (const char *label, const char *format, ...) G_GNUC_PRINTF (2, 3);

G_END_DECLS

/* A row of the side bar for one row of the parameter table: the same code for all settings. */
#pragma once

#include <adwaita.h>
#include "vt-document.h"

G_BEGIN_DECLS

#define VT_TYPE_PARAMETER_ROW (vt_parameter_row_get_type ())
G_DECLARE_FINAL_TYPE (VtParameterRow, vt_parameter_row, VT, PARAMETER_ROW, AdwActionRow)

/* @key: of the parameter table */
GtkWidget  *vt_parameter_row_new (VtDocument *document, const char *key);
const char *vt_parameter_row_get_key (VtParameterRow *row);
/* A line under the title that says what is missing, with a warning's look; %NULL takes it away. */
void        vt_parameter_row_set_warning (VtParameterRow *row, const char *warning);

G_END_DECLS

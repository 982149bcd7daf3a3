/* What is looked at: trajectory, time step, temperature, model; and what is missing to compute with them. */
#pragma once

#include <adwaita.h>
#include "vt-document.h"

G_BEGIN_DECLS

#define VT_TYPE_DATA_PANEL (vt_data_panel_get_type ())
G_DECLARE_FINAL_TYPE (VtDataPanel, vt_data_panel, VT, DATA_PANEL, AdwBin)

/* Once, before it is shown. */
void vt_data_panel_set_document (VtDataPanel *panel, VtDocument *document);

G_END_DECLS

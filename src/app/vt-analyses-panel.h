/* What is computed: a row an analysis, made from the analysis table. */
#pragma once

#include <adwaita.h>
#include "vt-document.h"

G_BEGIN_DECLS

#define VT_TYPE_ANALYSES_PANEL (vt_analyses_panel_get_type ())
G_DECLARE_FINAL_TYPE (VtAnalysesPanel, vt_analyses_panel, VT, ANALYSES_PANEL, AdwBin)

/* Once, before it is shown. */
void vt_analyses_panel_set_document (VtAnalysesPanel *panel, VtDocument *document);

G_END_DECLS

/* One analysis in the side bar: how far it is, what it warns of, and its settings underneath. */
#pragma once

#include <adwaita.h>
#include "vt-document.h"

G_BEGIN_DECLS

#define VT_TYPE_ANALYSIS_ROW (vt_analysis_row_get_type ())
G_DECLARE_FINAL_TYPE (VtAnalysisRow, vt_analysis_row, VT, ANALYSIS_ROW, AdwExpanderRow)

GtkWidget  *vt_analysis_row_new (VtDocument *document, const VtAnalysis *analysis);
const char *vt_analysis_row_get_id (VtAnalysisRow *row);

G_END_DECLS

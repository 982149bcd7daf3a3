/* The model that predicts T_ML now: the document's, or the one that comes with Vitrine while nothing is open. */
#pragma once

#include <adwaita.h>
#include "vt-document.h"

G_BEGIN_DECLS

#define VT_TYPE_MODEL_PRESENT (vt_model_present_get_type ())
G_DECLARE_FINAL_TYPE (VtModelPresent, vt_model_present, VT, MODEL_PRESENT, AdwBin)

void     vt_model_present_set_document (VtModelPresent *present, VtDocument *document);
/* (nullable): what is shown; the shipped model is loaded on a worker when the page is first seen. */
VtModel *vt_model_present_get_model (VtModelPresent *present);

G_END_DECLS

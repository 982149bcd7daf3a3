/* The settings of a training, as rows of the parameter table, grouped by what they decide. */
#pragma once

#include <adwaita.h>
#include "vt-document.h"

G_BEGIN_DECLS

GtkWidget *vt_model_settings_new (VtDocument *document);

G_END_DECLS

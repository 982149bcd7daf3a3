/* How the view looks: colour map, scale and range, atom size, cell, projection; rows of the parameter table in a
 * popover. */
#pragma once

#include <adwaita.h>
#include "vt-document.h"

G_BEGIN_DECLS

/* A popover with a row for each setting of the view. (transfer floating) */
GtkWidget *vt_view_settings_new (VtDocument *document);

G_END_DECLS

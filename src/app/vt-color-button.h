/* Which quantity colours the atoms, or goes along an axis: a menu made from the property table and the file's columns. */
#pragma once

#include <adwaita.h>
#include "vt-document.h"

G_BEGIN_DECLS

#define VT_TYPE_COLOR_BUTTON (vt_color_button_get_type ())
G_DECLARE_FINAL_TYPE (VtColorButton, vt_color_button, VT, COLOR_BUTTON, AdwBin)

/* Before the document: which row of the parameter table it sets instead of view.color-by. */
void vt_color_button_set_key (VtColorButton *button, const char *key);
/* Once, before it is shown. */
void vt_color_button_set_document (VtColorButton *button, VtDocument *document);

G_END_DECLS

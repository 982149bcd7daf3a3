/* The picked atoms: all that is known of one, and its neighbours; what two to four measure; what many have in common. */
#pragma once

#include <adwaita.h>
#include "vt-document.h"

G_BEGIN_DECLS

#define VT_TYPE_INSPECTOR (vt_inspector_get_type ())
G_DECLARE_FINAL_TYPE (VtInspector, vt_inspector, VT, INSPECTOR, AdwBin)

/* ::pointed (const VtPointed *, or NULL): a neighbour in it has pointer or focus, or none has any more */

GtkWidget *vt_inspector_new (VtDocument *document);
/* What it says, one "label: value" a line: for the clipboard and for tests. (transfer full) */
char      *vt_inspector_get_text (VtInspector *inspector);

G_END_DECLS

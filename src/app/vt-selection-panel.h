/* Which atoms stand out: by class, by a brushed range, by their polyhedron; and how many they are. */
#pragma once

#include <adwaita.h>
#include "vt-picture.h"

G_BEGIN_DECLS

#define VT_TYPE_SELECTION_PANEL (vt_selection_panel_get_type ())
G_DECLARE_FINAL_TYPE (VtSelectionPanel, vt_selection_panel, VT, SELECTION_PANEL, AdwBin)

/* Once, before it is shown. */
void vt_selection_panel_set_picture (VtSelectionPanel *panel, VtPicture *picture);

G_END_DECLS

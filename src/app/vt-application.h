/* The program: windows, files from the command line, what all windows share. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define VT_TYPE_APPLICATION (vt_application_get_type ())
G_DECLARE_FINAL_TYPE (VtApplication, vt_application, VT, APPLICATION, AdwApplication)

/**
 * vt_application_choose_renderer:
 *
 * On a machine without a graphics card has GTK draw windows by Cairo, which paints again what has changed and not the
 * whole window with all processors. What the person set in GSK_RENDERER stays. Call it first of all in main().
 */
void           vt_application_choose_renderer (void);
/* Whether there is one, as far as can be seen without asking OpenGL. */
gboolean       vt_application_has_graphics_card (void);
VtApplication *vt_application_new (GApplicationFlags flags);

G_END_DECLS

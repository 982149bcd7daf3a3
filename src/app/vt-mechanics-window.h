/* A window of mechanical tests: their files and settings, what they tell, and the figures, live. */
#pragma once

#include <adwaita.h>
#include "vt-document.h"
#include "vt-mechanics.h"

G_BEGIN_DECLS

#define VT_TYPE_MECHANICS_WINDOW (vt_mechanics_window_get_type ())
G_DECLARE_FINAL_TYPE (VtMechanicsWindow, vt_mechanics_window, VT, MECHANICS_WINDOW, AdwWindow)

/* Files and settings are the document's rows mechanics.*: undone, kept in the session. */
GtkWidget   *vt_mechanics_window_new (VtDocument *document, GtkWindow *parent);
/* The parent's one such window, made where there is none. (transfer none) */
GtkWidget   *vt_mechanics_window_present (VtDocument *document, GtkWindow *parent);
/* What the dialogs do. @kind: "creep" (the stress is that in the name), "tensile" or "quench" */
void         vt_mechanics_window_add_files (VtMechanicsWindow *window, const char *kind, GFile *const *files, guint n);
void         vt_mechanics_window_export (VtMechanicsWindow *window, GFile *directory);
/* Makes the T_g that was found, to 0.1 K, the document's distribution.tg, a step to be undone; nothing where none was. */
void         vt_mechanics_window_use_transition (VtMechanicsWindow *window);
/* (nullable): the last one that was made; (transfer none) */
VtMechanics *vt_mechanics_window_get_result (VtMechanicsWindow *window);
/* (nullable): why there is none */
const char  *vt_mechanics_window_get_message (VtMechanicsWindow *window);
gboolean     vt_mechanics_window_is_busy (VtMechanicsWindow *window);

G_END_DECLS

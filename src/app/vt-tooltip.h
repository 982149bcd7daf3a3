#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* @text: (nullable). For what follows each change of the state, turns of the view too: GTK asks the display where the
 * pointer is whenever a tooltip is set, and a text that is there already is none of its business. */
void vt_tooltip_set (GtkWidget *widget, const char *text);

G_END_DECLS

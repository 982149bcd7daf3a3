/* A drop-down whose button shortens long names and whose list shows them in full. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* @width: of the button, in characters, at most */
GtkWidget *vt_dropdown_new (const char *const *names, int width);

G_END_DECLS

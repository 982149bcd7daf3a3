/* What a view says of the place under the pointer. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Looks at the pointer over a @window whose views will show tips. */
void     vt_tip_watch (GtkWidget *window);
/* In one line for each of @markup's; it stays while the pointer is about x, y of @view, which was asked. Nothing is shown
 * before the pointer has moved: on X11 a tip over a window that is about to open takes that window's size. Returns
 * whether it is shown, as who answers “query-tooltip” must. */
gboolean vt_tip_show (GtkWidget *view, GtkTooltip *tooltip, const char *markup, int x, int y);

G_END_DECLS

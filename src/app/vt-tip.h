/* What a view says of the place under the pointer. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* In one line for each of @markup's; it stays while the pointer is about x, y of the widget that was asked. Returns TRUE,
 * as who answers “query-tooltip” must. */
gboolean vt_tip_show (GtkTooltip *tooltip, const char *markup, int x, int y);

G_END_DECLS

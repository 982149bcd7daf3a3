/* What a widget looks like, so that it can be told when it looks otherwise. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* (transfer full) (nullable): what it paints now, asked of itself, for a GtkWidgetPaintable is a turn of the main loop late;
 * @pixels: whose the largest of it are, another one when they change, as long as the node is held. */
GskRenderNode *bench_get_look (GtkWidget *widget, gconstpointer *pixels);

G_END_DECLS

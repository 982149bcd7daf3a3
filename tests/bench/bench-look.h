/* What a widget looks like, so that it can be told when it looks otherwise. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* (transfer full) (nullable): what is on the screen of it; @pixels: whose those are, another one when they change, as long
 * as the node is held. */
GskRenderNode *bench_get_look (GdkPaintable *paintable, gconstpointer *pixels);

G_END_DECLS

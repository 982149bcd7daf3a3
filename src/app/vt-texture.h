/* From what Cairo painted to what GTK shows. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Of an image surface of ARGB32, whose memory it keeps. On any thread. (transfer full) */
GdkTexture *vt_texture_from_surface (cairo_surface_t *surface);

G_END_DECLS

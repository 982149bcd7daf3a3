/* Picking atoms, and what is said of one under the pointer: the same in all views. */
#pragma once

#include <gtk/gtk.h>

#include "vt-picture.h"

G_BEGIN_DECLS

/* @atom: index in the picture's frame, or −1 for none. @extend: add it to those that are picked, or take it from
 * them. */
void     vt_pick_atom (VtPicture *picture, gssize atom, gboolean extend);
/* "Pd 1234 · T_ML 612 K", markup. (transfer full) */
char    *vt_pick_describe (VtPicture *picture, gsize atom);
/* The same at a point of a widget; FALSE where there is nothing to say. @atom: −1 for none */
gboolean vt_pick_show_tooltip (VtPicture *picture, gssize atom, int x, int y, GtkTooltip *tooltip);

G_END_DECLS

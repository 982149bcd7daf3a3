/* Picking atoms, and what is said of one under the pointer: the same in all views. */
#pragma once

#include <gtk/gtk.h>

#include "vt-picture.h"

G_BEGIN_DECLS

/* What becomes of the atoms that are picked already. */
typedef enum
{
  VT_PICK_REPLACE, /* the new ones instead */
  VT_PICK_ADD,     /* the new ones, too */
  VT_PICK_REMOVE   /* without the new ones */
} VtPickMode;

/* @atom: index in the picture's frame, or −1 for none. @extend: add it to those that are picked, or take it from
 * them. */
void     vt_pick_atom (VtPicture *picture, gssize atom, gboolean extend);
/* @atoms: [n], ascending indices in the picture's frame. One step to be undone; none where nothing changes. O(atoms). */
void     vt_pick_atoms (VtPicture *picture, const gsize *atoms, gsize n, VtPickMode mode);
/* "Pd 1234 · T_ML 612 K · D²min 0.12 Å²", and the quantity that colours, markup. (transfer full) */
char    *vt_pick_describe (VtPicture *picture, gsize atom);
/* The same at a point of a widget; FALSE where there is nothing to say. @atom: −1 for none */
gboolean vt_pick_show_tooltip (VtPicture *picture, GtkWidget *view, gssize atom, int x, int y, GtkTooltip *tooltip);

G_END_DECLS

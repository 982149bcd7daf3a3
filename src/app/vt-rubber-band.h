/* A rectangle drawn over a view to pick what is in it: Ctrl and drag, or drag alone while the tool is on. Shift adds to
 * what is picked, Alt takes from it. */
#pragma once

#include "vt-picture.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

#define VT_TYPE_RUBBER_BAND (vt_rubber_band_get_type ())
G_DECLARE_FINAL_TYPE (VtRubberBand, vt_rubber_band, VT, RUBBER_BAND, GtkWidget)

/**
 * VtRubberBandFunc:
 * @view: as attached
 * @box: x from, y from, x to, y to, in @view
 * @atoms: (element-type gsize): to be filled with ascending indices in the picture's frame
 */
typedef void (*VtRubberBandFunc) (GtkWidget *view, VtPicture *picture, const double box[4], GArray *atoms);

/* To be laid over the views it serves; it takes no pointer itself. Property active: whether the tool is on: a plain drag
 * draws the rectangle. */
GtkWidget *vt_rubber_band_new (VtPicture *picture);
/* @surface: what the pointer acts on in @view; B switches the tool there. @view lives as long as the band. */
void       vt_rubber_band_attach (VtRubberBand *band, GtkWidget *view, GtkWidget *surface, VtRubberBandFunc find);
gboolean   vt_rubber_band_get_active (VtRubberBand *band);
void       vt_rubber_band_set_active (VtRubberBand *band, gboolean active);
/* What the end of a drag does: picks what @find has in @box of @view. */
void       vt_rubber_band_pick (VtRubberBand *band, GtkWidget *view, const double box[4], GdkModifierType modifiers);

G_END_DECLS

/* The picked atoms' layer of the 3D page: cells, polyhedra and lines among the atoms, and what is measured written over
 * them. */
#pragma once

#include "vt-picked-overlay.h"
#include "vt-viewport.h"

G_BEGIN_DECLS

#define VT_TYPE_PICK_LAYER (vt_pick_layer_get_type ())
G_DECLARE_FINAL_TYPE (VtPickLayer, vt_pick_layer, VT, PICK_LAYER, GtkWidget)

/* Lays itself over @viewport, which shows @picture and owns it from then on; it follows the document, and has the
 * tessellation computed where a cell is to be drawn. */
VtPickLayer *vt_pick_layer_new (VtViewport *viewport, VtPicture *picture);
/* @pointed: (nullable): the neighbour to be seen; %NULL for none */
void         vt_pick_layer_point (VtPickLayer *layer, const VtPointed *pointed);
/* (nullable): what is written over the atoms: "2.54 Å" */
const char  *vt_pick_layer_get_text (VtPickLayer *layer);
/* (nullable): what is drawn among them */
VtOverlay   *vt_pick_layer_get_overlay (VtPickLayer *layer);

G_END_DECLS

/* What moves, turns and zooms the slice of a document, whatever hand does it. None of it seals: a gesture's end does. */
#pragma once

#include "vt-camera.h"
#include "vt-document.h"
#include "vt-slice.h"

G_BEGIN_DECLS

/* Along its normal, within the cell. */
void vt_slice_move_by (VtDocument *document, const VtCell *cell, double angstrom);
/* @share: 0 … 1 of the cell along the normal; clamped */
void vt_slice_move_to (VtDocument *document, double share);
/* By @steps of the setting's own step; never thinner than one. */
void vt_slice_thicken (VtDocument *document, double steps);
/* Across x, y or z, by name; the whole cell is seen. */
void vt_slice_set_axis (VtDocument *document, const char *axis);
/* Across any vector; along +x, +y or +z it is the axis. Nothing for a vector without length. */
void vt_slice_turn_to (VtDocument *document, const double normal[3]);
/* @from, seen from farther right and from farther up, radians. */
void vt_slice_turn_from (VtDocument *document, const VtSlice *from, double right, double up);
/* Towards the eye of the 3D view. */
void vt_slice_face_camera (VtDocument *document, const VtCell *cell);

/* The part of the plane that is seen: its middle and height, Å. */
void vt_slice_show (VtDocument *document, double u, double v, double height);
void vt_slice_show_all (VtDocument *document);

G_END_DECLS

/* What pointer and keys do on the slice page.
 *
 * Wheel: moves the slice; with Shift its thickness; with Ctrl, or a pinch, comes closer. Drag: moves the slice, or where
 * only a part is seen, the part; with Shift turns the plane. Click picks, a double click shows the whole cell.
 * Up, Down: by 1 Å; Page Up, Page Down: by the thickness; Home, End: the cell's first and last; Left, Right: thinner,
 * thicker; Ctrl and arrows: turn by 5°; + − 0: closer, farther, the whole cell; x y z: across that axis.
 */
#pragma once

#include "vt-slice-view.h"

G_BEGIN_DECLS

/* Once; it stays as long as the view. */
void vt_slice_hand_attach (VtSliceView *view, VtPicture *picture);

G_END_DECLS

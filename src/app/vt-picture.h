/* What all views of the window show: the depiction of the document's present state, kept while a newer one is computed.
 */
#pragma once

#include "vt-document.h"
#include "vt-shot.h"

G_BEGIN_DECLS

#define VT_TYPE_PICTURE (vt_picture_get_type ())
G_DECLARE_FINAL_TYPE (VtPicture, vt_picture, VT, PICTURE, GObject)

/* ::changed: something else is to be seen. At most once a turn of the main loop. */
VtPicture *vt_picture_new (VtDocument *document);

VtDocument        *vt_picture_get_document (VtPicture *picture);
gboolean           vt_picture_get_dark (VtPicture *picture);
void               vt_picture_set_dark (VtPicture *picture, gboolean dark);
/* (nullable): %NULL while nothing is open. Without values yet, all of them are NaN. */
const VtDepiction *vt_picture_get_depiction (VtPicture *picture);
/* (transfer none); without atoms while nothing is open */
const VtScene     *vt_picture_get_scene (VtPicture *picture);
/* (nullable): the frame that is shown */
VtFrame           *vt_picture_get_frame (VtPicture *picture);
/* The quantity that colours it. */
const char        *vt_picture_get_property_id (VtPicture *picture);
/* Whether newer numbers are on their way. */
gboolean           vt_picture_is_pending (VtPicture *picture);
/* (nullable) (transfer full): %NULL where the atoms are few, so that all of it can be done at once. */
VtShot            *vt_picture_hold (VtPicture *picture);
/* (nullable): the atoms in the slice of the state's present place, coloured; a field is made off the main thread. (transfer
 * full) */
VtSliceChart      *vt_picture_make_slice (VtPicture *picture);
/* Updates now what is waiting to be, where there are not too many atoms for that. */
void               vt_picture_update (VtPicture *picture);

G_END_DECLS

/* The scene of a picture of few atoms: it goes from depiction to depiction, and of its arrays only what differs is made,
 * and sent to the graphics card, anew. */
#pragma once

#include "vt-depiction.h"

G_BEGIN_DECLS

typedef struct _VtPictureScene VtPictureScene;

/* Without atoms. */
VtPictureScene *vt_picture_scene_new (void);
void            vt_picture_scene_free (VtPictureScene *self);
/* (transfer none) */
VtScene        *vt_picture_scene_get (VtPictureScene *self);
/* @property: the quantity that colours @depiction */
void            vt_picture_scene_show (VtPictureScene    *self,
                                       const VtDepiction *depiction,
                                       const char        *property,
                                       gboolean           dark);

G_END_DECLS

/* A picture in the making: what it is made from, held so that a worker can make it, and what comes of it. */
#pragma once

#include "vt-document.h"
#include "vt-shot.h"

G_BEGIN_DECLS

/**
 * VtPictureMaking:
 * @values: (nullable): what colours it; %NULL: none yet
 * @key: (nullable): see vt_picture_making_get_key()
 * @base: (nullable): what differs from it in its colours alone, if somebody sets it
 * @before: (nullable): else what was seen last, if somebody sets it: of what is the same nothing is sent to the graphics
 *   card again
 * @depiction: (nullable): what comes of it at once
 * @shot: (nullable): what comes of it on a worker
 *
 * Its owner takes out of it what it wants.
 */
typedef struct
{
  VtSource         *source;
  VtState          *state;
  VtColumn         *values;
  VtSelectionInputs selection;
  VtColorExtent     all;
  gboolean          has_all;
  gboolean          dark;
  char             *key;
  VtShot           *base;
  VtShot           *before;
  VtDepiction      *depiction;
  VtShot           *shot;
} VtPictureMaking;

/* Of what the document has now, by reference. @frame: to be shown. @values: (nullable): of another number of atoms it is
 * left aside. @shown, @shown_property: see vt_picture_find_extent() */
VtPictureMaking *vt_picture_making_new (VtDocument        *document,
                                        VtFrame           *frame,
                                        VtColumn          *values,
                                        const VtDepiction *shown,
                                        const char        *shown_property,
                                        gboolean           dark);
void             vt_picture_making_free (VtPictureMaking *making);
/* The quantity that colours it. */
const char      *vt_picture_making_get_property (const VtPictureMaking *making);
/* What it is made from, its colours aside: equal where two pictures differ in those alone. Asked for first before it is
 * made. */
const char      *vt_picture_making_get_key (VtPictureMaking *making);
/* Makes the depiction. */
void             vt_picture_making_depict (VtPictureMaking *making);
/* Makes the shot: another colouring of the base where there is one. On any thread. */
void             vt_picture_making_shoot (VtPictureMaking *making);

G_END_DECLS

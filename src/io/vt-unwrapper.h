/* Follows wrapped coordinates from frame to frame, and remembers how many cells each atom has gone. */
#pragma once

#include "vt-frame.h"

G_BEGIN_DECLS

typedef struct _VtUnwrapper VtUnwrapper;

/* Above this share of the cell's width a step could as well have gone the other way round. */
#define VT_UNWRAPPER_MAX_STEP 0.45

/* @file: display name, for messages */
VtUnwrapper *vt_unwrapper_new (const char *file);
void         vt_unwrapper_free (VtUnwrapper *unwrapper);

/* Frames followed by now: they are followed in order, from 0. */
guint    vt_unwrapper_get_n_followed (const VtUnwrapper *unwrapper);
/* @frame: the next one, as written. VT_ERROR_INPUT where a step is too large to tell; it is then not followed. */
gboolean vt_unwrapper_follow (VtUnwrapper *unwrapper, VtFrame *frame, GError **error);
/* A frame that was followed, unwrapped. (transfer full) */
VtFrame *vt_unwrapper_apply (const VtUnwrapper *unwrapper, guint index, VtFrame *frame);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtUnwrapper, vt_unwrapper_free)

G_END_DECLS

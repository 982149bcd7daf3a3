/* What a picture of a sequence is made from, as a mark in its file: so it is known again. */
#pragma once

#include "vt-camera.h"
#include "vt-color-scale.h"
#include "vt-source.h"
#include "vt-still.h"

G_BEGIN_DECLS

/* The mark's name among a file's fields. */
#define VT_STILL_MARK "Picture"

/**
 * vt_still_mark_new:
 * @state: with the picture's frame
 * @camera: (nullable): where it is looked at from; %NULL for a slice
 * @scale: (nullable): the range of colours, where the picture does not have its own
 *
 * A digest: equal where the pictures are, and different wherever anything differs that may be seen in them. The trajectory
 * and the model count by what they hold and not by where they lie.
 *
 * Returns: (transfer full)
 */
char    *vt_still_mark_new (VtSource             *source,
                            const VtState        *state,
                            const VtStillOptions *options,
                            const VtCamera       *camera,
                            const VtColorScale   *scale);
/* Whether @file is there and bears @mark. */
gboolean vt_still_mark_is_in (const char *mark, GFile *file, GCancellable *cancellable);

G_END_DECLS

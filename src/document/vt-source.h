/* What is analysed: an opened trajectory and the model that predicts on it. Immutable; a changed file is a new
 * source. */
#pragma once

#include "vt-model.h"
#include "vt-state.h"
#include "vt-trajectory.h"

G_BEGIN_DECLS

#define VT_TYPE_SOURCE (vt_source_get_type ())

typedef struct _VtSource VtSource;

GType     vt_source_get_type (void);
/**
 * vt_source_open:
 *
 * Opens what @state names under trajectory.* and model.*. A @previous source lends what has not changed. Without a
 * model file the shipped one is taken; a model that cannot be loaded fails only if the state names it.
 */
VtSource *vt_source_open (
    const VtState *state, VtSource *previous, VtProgress *progress, GCancellable *cancellable, GError **error);
/* Over objects of one's own: @model may be %NULL. */
VtSource *vt_source_new (VtTrajectory *trajectory, VtModel *model);
VtSource *vt_source_ref (VtSource *source);
void      vt_source_unref (VtSource *source);

VtTrajectory *vt_source_get_trajectory (const VtSource *source);
/* (nullable) */
VtModel      *vt_source_get_model (const VtSource *source);
/* Whether @state still names these files, read the same way. */
gboolean      vt_source_serves (const VtSource *source, const VtState *state);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtSource, vt_source_unref)

G_END_DECLS

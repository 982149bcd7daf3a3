/* Stills of what is gathered already: for rows of them. */
#pragma once

#include "vt-depiction.h"
#include "vt-offscreen.h"
#include "vt-still.h"

G_BEGIN_DECLS

/* What the state shows, by view.color-by; its notes into the options'. (transfer full) */
VtDepiction *vt_still_depict (VtEvaluator          *evaluator,
                              VtSource             *source,
                              VtState              *state,
                              const VtStillOptions *options,
                              VtProgress           *progress,
                              GCancellable         *cancellable,
                              GError              **error);
/* @offscreen: (nullable): one is made for the picture; @camera: (nullable): the state's; @mark: (nullable): see
 * vt_still_mark_new() */
gboolean vt_still_write_space_of (const VtDepiction    *depiction,
                                  VtSource             *source,
                                  VtOffscreen          *offscreen,
                                  const VtCamera       *camera,
                                  const VtStillOptions *options,
                                  const char           *mark,
                                  GFile                *file,
                                  GCancellable         *cancellable,
                                  GError              **error);
gboolean vt_still_write_slice_of (const VtDepiction    *depiction,
                                  VtSource             *source,
                                  const VtStillOptions *options,
                                  const char           *mark,
                                  GFile                *file,
                                  VtProgress           *progress,
                                  GCancellable         *cancellable,
                                  GError              **error);

G_END_DECLS

/* What a depiction draws of picked atoms. */
#pragma once

#include "vt-depiction.h"

G_BEGIN_DECLS

/* Evaluates what cells and polyhedra of the picked atoms need, where there are any to be drawn. FALSE only where
 * cancelled: a frame that cannot be tessellated is drawn without them. */
gboolean   vt_depiction_evaluate_picked (VtDepiction  *depiction,
                                         VtEvaluator  *evaluator,
                                         VtSource     *source,
                                         VtProgress   *progress,
                                         GCancellable *cancellable,
                                         GError      **error);
/* (nullable) (transfer full): the scene's layer of the picked atoms */
VtOverlay *vt_depiction_make_picked (const VtDepiction *depiction, gboolean dark);

G_END_DECLS

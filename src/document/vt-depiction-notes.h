/* What whoever looks at a picture should know of its colours: where they stand for less than it seems. */
#pragma once

#include "vt-depiction.h"

G_BEGIN_DECLS

/**
 * vt_depiction_add_notes:
 * @range: (nullable): the result of "color-range", where the state's colours go by all frames: its warnings are said, too
 * @notes: (element-type utf8), owning: sentences are added, each only once
 *
 * That no atom has a value; that none is positive, on a logarithmic scale; that the low end of one's own choice is not;
 * that no value lies within the range. For names, of which there is no range, nothing.
 */
void     vt_depiction_add_notes (const VtDepiction *depiction, VtResult *range, GPtrArray *notes);
/* The same, evaluating the range where the state asks for it. */
gboolean vt_depiction_evaluate_notes (const VtDepiction *depiction,
                                      VtEvaluator       *evaluator,
                                      VtSource          *source,
                                      VtProgress        *progress,
                                      GCancellable      *cancellable,
                                      GPtrArray         *notes,
                                      GError           **error);

G_END_DECLS

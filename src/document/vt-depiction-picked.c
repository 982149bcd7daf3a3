#include "vt-depiction-picked.h"

#include "vt-picked-overlay.h"

gboolean
vt_depiction_evaluate_picked (VtDepiction  *depiction,
                              VtEvaluator  *evaluator,
                              VtSource     *source,
                              VtProgress   *progress,
                              GCancellable *cancellable,
                              GError      **error)
{
  g_autoptr (GError) reason = NULL;

  g_return_val_if_fail (depiction != NULL && VT_IS_EVALUATOR (evaluator) && source != NULL, FALSE);

  if (depiction->tessellation != NULL || !vt_picked_overlay_needs_tessellation (depiction->state))
    return TRUE;
  depiction->tessellation
      = vt_evaluator_evaluate (evaluator, source, depiction->state, "tessellation", progress, cancellable, &reason);
  if (g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return FALSE;
    }
  return TRUE;
}

VtOverlay *
vt_depiction_make_picked (const VtDepiction *depiction, gboolean dark)
{
  g_return_val_if_fail (depiction != NULL, NULL);

  return vt_picked_overlay_new (depiction->state, depiction->frame,
                                depiction->tessellation != NULL ? vt_result_get_payload (depiction->tessellation) : NULL,
                                NULL, dark);
}

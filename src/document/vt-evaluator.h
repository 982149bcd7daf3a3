/* Evaluates analyses on demand, inputs first, each once: results are kept by the digest of all they depend on. */
#pragma once

#include "vt-analysis.h"

G_BEGIN_DECLS

#define VT_TYPE_EVALUATOR (vt_evaluator_get_type ())
G_DECLARE_FINAL_TYPE (VtEvaluator, vt_evaluator, VT, EVALUATOR, GObject)

/* @limit: bound of the kept results, bytes. */
VtEvaluator *vt_evaluator_new (gsize limit);
/**
 * vt_evaluator_new_within:
 * @parent: keeps what does not depend on the frame: it is the same for all windows
 *
 * For one of many windows: what belongs to it is kept here and goes with it, so that a walk over a trajectory neither
 * grows nor pushes out what @parent keeps. What @parent has already is not computed again.
 */
VtEvaluator *vt_evaluator_new_within (VtEvaluator *parent, gsize limit);

/**
 * vt_evaluator_evaluate:
 *
 * From any thread; blocks until done. Two threads that want the same wait for one computation.
 *
 * Returns: (transfer full)
 */
VtResult *vt_evaluator_evaluate (VtEvaluator   *evaluator,
                                 VtSource      *source,
                                 const VtState *state,
                                 const char    *analysis,
                                 VtProgress    *progress,
                                 GCancellable  *cancellable,
                                 GError       **error);
/* The kept result, or %NULL at once. (transfer full) */
VtResult *vt_evaluator_peek (VtEvaluator *evaluator, VtSource *source, const VtState *state, const char *analysis);
/* Key of the result: equal keys, equal results. (transfer full) */
char     *vt_evaluator_get_key (VtSource *source, const VtState *state, const char *analysis);
/* The column of a property ("t_ml", "file:c_pe", "element"), evaluated; (transfer full). */
VtColumn *vt_evaluator_evaluate_property (VtEvaluator   *evaluator,
                                          VtSource      *source,
                                          const VtState *state,
                                          const char    *property,
                                          VtProgress    *progress,
                                          GCancellable  *cancellable,
                                          GError       **error);

G_END_DECLS

/* What an analysis sees of the evaluator while it computes. Made by the evaluator; kernels' adapters use
 * vt-analysis.h. */
#pragma once

#include "vt-evaluator.h"

G_BEGIN_DECLS

struct _VtAnalysisContext
{
  VtEvaluator      *evaluator;
  VtSource         *source;
  const VtState    *state;
  const VtAnalysis *analysis;
  VtProgress       *progress;
  GCancellable     *cancellable;
  GPtrArray        *held;           /* VtResult: inputs, kept until the analysis is done */
  double            seconds_inputs; /* spent on inputs, not on the analysis itself */
};

G_END_DECLS

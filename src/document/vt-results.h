/* Many analyses of one window, evaluated together: what the command line writes, and the window's export. */
#pragma once

#include "vt-evaluator.h"

G_BEGIN_DECLS

/**
 * VtResultsOptions:
 * @compute: (nullable): NULL-terminated ids of the analyses asked for, which must succeed; %NULL: all that can be
 * computed
 * @all_lags: whether every lag of correlation.lags must be in the file; else those that are not are left out with a
 * warning
 * @needs_heat: whether T_ML must succeed even where it was not asked for by name
 * @statistics: also what follows from the analyses asked for: distribution, correlation, ranked polyhedra
 */
typedef struct
{
  const char *const *compute;
  gboolean           all_lags;
  gboolean           needs_heat;
  gboolean           statistics;
} VtResultsOptions;

/**
 * VtResultsEntry:
 * @lag: ps, for analyses that are taken at each lag; NaN for the others
 * @asked: FALSE for a step on the way, whose tables and seconds are worth having
 */
typedef struct
{
  const VtAnalysis *analysis;
  double            lag;
  gboolean          asked;
  VtResult         *result;
} VtResultsEntry;

/**
 * VtResults:
 * @state: what was computed: as asked for, but with the lags that the file has
 * @frame: the window's first
 * @entries: (element-type VtResultsEntry): in the order of the analysis table
 * @warnings: (element-type utf8): NULL-terminated, each once
 * @seconds_read: wall time of reading the frames
 */
typedef struct
{
  VtState   *state;
  VtSource  *source;
  VtFrame   *frame;
  GArray    *entries;
  GPtrArray *warnings;
  double     seconds_read;
} VtResults;

/* Whether every id names an analysis that people may ask for; VT_ERROR_USAGE lists those there are. */
gboolean vt_results_check_ids (const char *const *ids, GError **error);

/**
 * vt_results_evaluate:
 *
 * Without @options' compute, an analysis that this trajectory does not allow (VT_ERROR_INPUT: no temperature, no such
 * lag) is left out with a warning. Damaged files are errors in any case.
 *
 * Returns: (transfer full)
 */
VtResults *vt_results_evaluate (VtEvaluator            *evaluator,
                                VtSource               *source,
                                VtState                *state,
                                const VtResultsOptions *options,
                                VtProgress             *progress,
                                GCancellable           *cancellable,
                                GError                **error);
void       vt_results_free (VtResults *results);

/* (nullable): the result of an analysis asked for; the first lag's, where it is taken at several. */
VtResult *vt_results_find (const VtResults *results, const char *analysis);
/* Whether the analysis is one that is taken at each lag. */
gboolean  vt_results_varies_with_lag (const VtAnalysis *analysis);
/* What files call a quantity taken at a lag: "d2min_5ps"; @id itself where @lag is NaN. (transfer full) */
char     *vt_results_name_at_lag (const char *id, double lag);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtResults, vt_results_free)

G_END_DECLS

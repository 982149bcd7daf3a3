/* Slices side by side (Fig. 3 of Liu et al. 2022): one quantity after another lag, at another time, or in another run.
 * What there is to be seen is planned at once; each panel is evaluated by itself, so that it can be shown as soon as it
 * is there. */
#pragma once

#include "vt-depiction.h"

G_BEGIN_DECLS

/* More would be too small to be read. */
#define VT_COMPARISON_MAX 16

/**
 * VtComparisonPanel:
 * @id: what it is, whatever comes before and after it: "t_ml", "d2min@20", "frame@12", "run@URI"
 * @key: equal keys, equal depictions
 * @title: markup, of what it shows
 * @brief: (nullable): the same without the quantity, which a key of colours tells, too: where there is little room
 * @name: (nullable): plain text after it, which may be shortened: a run's name
 * @property: that colours it
 * @state: as if it alone were looked at
 * @selection: (nullable): by which atoms are selected, where that is not @state: the same atoms at every lag
 * @other: of another file than the document's
 * @depiction: (nullable): %NULL until it is evaluated, and where it cannot be
 * @n_missing: atoms without a value
 * @message: (nullable): why there is none
 *
 * Never changes once it is made; on any thread.
 */
typedef struct
{
  char        *id;
  char        *key;
  char        *title;
  char        *brief;
  char        *name;
  char        *property;
  VtState     *state;
  VtState     *selection;
  gboolean     other;
  VtDepiction *depiction;
  gsize        n_missing;
  char        *message;
} VtComparisonPanel;

VtComparisonPanel *vt_comparison_panel_ref (VtComparisonPanel *panel);
void               vt_comparison_panel_unref (VtComparisonPanel *panel);

/**
 * vt_comparison_plan:
 * @n_left_out: (out): panels that would be too many to be read, or to be kept
 *
 * The panels that compare.by asks for, in their order, none of them evaluated. By lags: T_ML, and D²min at each of
 * correlation.lags. By frames: view.color-by at the frames next to compare.times; where there are none, at compare.count
 * frames evenly over those that it can be computed for. By runs: the same of the document's run and of each of
 * comparison.runs, at the same time since its beginning. Cheap: nothing is read.
 *
 * Returns: (transfer full) (element-type VtComparisonPanel)
 */
GPtrArray *vt_comparison_plan (VtSource *source, const VtState *state, gboolean dark, guint *n_left_out);
/* As many panels as are kept of so many atoms: at most a GiB, and two at the least. */
guint      vt_comparison_get_limit (gsize n_atoms);

/* The runs beside the document's, kept open from one panel to the next. For one thread at a time. */
typedef struct _VtComparisonSources VtComparisonSources;

VtComparisonSources *vt_comparison_sources_new (VtEvaluator *evaluator, VtSource *source);
void                 vt_comparison_sources_free (VtComparisonSources *sources);
gboolean             vt_comparison_sources_serve (VtComparisonSources *sources, VtEvaluator *evaluator, VtSource *source);

/**
 * vt_comparison_evaluate:
 *
 * Blocks until done. What goes wrong with the panel alone, a lag that its file lacks, is its message.
 *
 * Returns: (transfer full): a panel with a depiction or a message; %NULL where it was cancelled
 */
VtComparisonPanel *vt_comparison_evaluate (VtComparisonSources     *sources,
                                           const VtComparisonPanel *planned,
                                           gboolean                 dark,
                                           VtProgress              *progress,
                                           GCancellable            *cancellable,
                                           GError                 **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtComparisonPanel, vt_comparison_panel_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtComparisonSources, vt_comparison_sources_free)

G_END_DECLS

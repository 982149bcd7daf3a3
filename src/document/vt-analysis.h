/* One row of the analysis table: what is computed, from what, and which properties it gives. */
#pragma once

#include "vt-frame.h"
#include "vt-progress.h"
#include "vt-property.h"
#include "vt-result.h"
#include "vt-source.h"

G_BEGIN_DECLS

typedef struct _VtAnalysisContext VtAnalysisContext;

/**
 * VtAnalysis:
 * @id: on the command line and in timings: "d2min"
 * @label, @help: translatable
 * @inputs: NULL-terminated ids of the analyses whose results it reads
 * @add_inputs: (nullable): adds the ids of those that depend on the state: the quantities that are chosen
 * @parameters: NULL-terminated keys of the state that it reads
 * @varies: (nullable): a key that it sets itself for its inputs (every lag in turn), and so does not depend on
 * @per_frame: whether it depends on window.frame
 * @uses_model: whether it depends on the model
 * @listed: whether people see it in the side bar and after --compute; the others are steps on the way
 * @on_demand: computed only where it is asked for by name, or looked at
 * @properties: per-atom columns it gives, @n_properties of them
 * @compute: synchronous, re-entrant; fills @result or fails with an error
 */
typedef struct
{
  const char        *id;
  const char        *label;
  const char        *help;
  const char *const *inputs;
  void (*add_inputs) (const VtState *state, GPtrArray *ids);
  const char *const *parameters;
  const char        *varies;
  gboolean           per_frame;
  gboolean           uses_model;
  gboolean           listed;
  gboolean           on_demand;
  const VtProperty  *properties;
  guint              n_properties;
  gboolean (*compute) (VtAnalysisContext *context, VtResult *result, GError **error);
} VtAnalysis;

guint             vt_analysis_get_count (void);
const VtAnalysis *vt_analysis_get (guint index);
/* (nullable) */
const VtAnalysis *vt_analysis_find (const char *id);
/* The property of that id and the analysis that gives it; %NULL where there is none. "file:<name>" is no row. */
const VtProperty *vt_analysis_find_property (const char *property_id, const VtAnalysis **analysis);

/* What a kernel's adapter may ask of its context; all (transfer none), living as long as the call. */
const VtState *vt_analysis_context_get_state (VtAnalysisContext *context);
VtTrajectory  *vt_analysis_context_get_trajectory (VtAnalysisContext *context);
VtModel       *vt_analysis_context_get_model (VtAnalysisContext *context);
VtProgress    *vt_analysis_context_get_progress (VtAnalysisContext *context);
GCancellable  *vt_analysis_context_get_cancellable (VtAnalysisContext *context);
/* The window's first frame. */
VtFrame       *vt_analysis_context_get_start (VtAnalysisContext *context, GError **error);
/* Number of the frame @lag ps after the window's first, before it where @lag is negative; -1 with VT_ERROR_INPUT, which
 * says which lag the file lacks. */
int            vt_analysis_context_find_lag (VtAnalysisContext *context, double lag, GError **error);
/* (transfer full): the frame @lag ps on, with the atoms of the first; VT_ERROR_INPUT says which lag the file lacks. */
VtFrame       *vt_analysis_context_read_lag (VtAnalysisContext *context, double lag, GError **error);
/* The result of a declared input. */
VtResult      *vt_analysis_context_get_input (VtAnalysisContext *context, const char *id, GError **error);
/* Another analysis of the same state if it is kept already, else %NULL: for numbers that would come out the same. (transfer
 * full) */
VtResult      *vt_analysis_context_peek (VtAnalysisContext *context, const char *id);
/* The same input at another value of one parameter: D²min at another lag. */
VtResult *vt_analysis_context_get_input_with (
    VtAnalysisContext *context, const char *id, const char *key, GVariant *value, GError **error);
/* The column of a property whose analysis is an input, a column of the file's included; (transfer full). */
VtColumn *vt_analysis_context_get_property (VtAnalysisContext *context, const char *property, GError **error);

G_END_DECLS

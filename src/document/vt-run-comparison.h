/* Several runs' distributions of T_ML side by side: stresses, and the 0 GPa control (Fig. 2C of Liu et al. 2022). */
#pragma once

#include "vt-source.h"

G_BEGIN_DECLS

/**
 * VtComparedRun:
 * @file: its trajectory
 * @label: what it is called in table and chart
 * @temperature: of its thermostat, K; 0: the same as of the run that is looked at
 */
typedef struct
{
  GFile *file;
  char  *label;
  double temperature;
} VtComparedRun;

void vt_compared_run_free (VtComparedRun *run);

/* (element-type VtComparedRun) (transfer full): those of the state, in their order; a run without a label has its file's
 * name up to the first dot that no digit follows. */
GPtrArray *vt_run_comparison_get_runs (const VtState *state);
/* A new state with these runs, VT_ERROR_USAGE where that is not allowed. */
VtState   *vt_run_comparison_set_runs (const VtState *state, GPtrArray *runs, GError **error);
/* The same with one more; @label (nullable), @temperature 0 where it is the same. */
VtState   *vt_run_comparison_add_run (
    const VtState *state, GFile *file, const char *label, double temperature, GError **error);
/* The state as it would be with that run opened, and compared with the one that is and the others: the same window, model
 * and settings. (transfer full) */
VtState   *vt_run_comparison_get_state (const VtState *state, const VtComparedRun *run, GError **error);
/* Whether g(r), of which cutoffs are found, is pooled over the run and those it is compared with. */
gboolean   vt_run_comparison_pools_rdf (const VtState *state);
/* What the run that is looked at is called beside them. (transfer full) */
char      *vt_run_comparison_name_source (const VtSource *source);

G_END_DECLS

/* What analyze, render and figure share about pictures. */
#pragma once

#include "vt-cli-open.h"
#include "vt-figure.h"

G_BEGIN_DECLS

/* A figure by name; also "slice-d2min-5ps" for a quantity at a lag that is not the state's. (transfer full) */
VtFigure *vt_cli_figure_new (
    VtCli *cli, VtEvaluator *evaluator, VtSource *source, VtState *state, const char *name, GError **error);
/* --slice z=20,3.8 or 1,1,0=20,3.8 into the state: axis or normal, middle (Å) and thickness. (transfer full) */
VtState  *vt_cli_apply_slice (VtCli *cli, VtEvaluator *evaluator, VtCliOpened *opened, GError **error);
/* Bound of the results that are kept while a command runs, bytes. */
#define VT_CLI_RESULTS_LIMIT ((gsize) 4 << 30)

#define VT_CLI_OPTION_SLICE \
  { "slice", "AXIS=Å[,Å]", \
    N_ ("Across x, y, z or any vector: the slice’s middle and its thickness, as in z=20,3.8 or 1,1,0=20,3.8"), FALSE, NULL }

G_END_DECLS

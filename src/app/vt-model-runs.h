/* A list of runs with their temperatures, to train on or to try a model on: added, dropped, taken away, and checked. */
#pragma once

#include <adwaita.h>
#include "vt-document.h"

G_BEGIN_DECLS

#define VT_TYPE_MODEL_RUNS (vt_model_runs_get_type ())
G_DECLARE_FINAL_TYPE (VtModelRuns, vt_model_runs, VT, MODEL_RUNS, AdwBin)

/* @key: of the parameter table: "training.runs", "training.test-runs" */
void        vt_model_runs_set_document (VtModelRuns *runs, VtDocument *document, const char *key);
/* Appends files (of GFile), their temperatures guessed from their names: one edit of the document. */
void        vt_model_runs_add (VtModelRuns *runs, GListModel *files);
/* What is dropped on @widget goes into the list, too. */
void        vt_model_runs_accept_drops (VtModelRuns *runs, GtkWidget *widget);
guint       vt_model_runs_get_n (VtModelRuns *runs);
/* (nullable): a sentence that says why no training can start with this list; of runs to train on: that there are too
 * few, too */
const char *vt_model_runs_get_problem (VtModelRuns *runs);

G_END_DECLS

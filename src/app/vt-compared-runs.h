/* The runs whose distributions stand beside the window's own: to be added, taken out, undone. */
#pragma once

#include <gtk/gtk.h>
#include "vt-document.h"

G_BEGIN_DECLS

#define VT_TYPE_COMPARED_RUNS (vt_compared_runs_get_type ())
G_DECLARE_FINAL_TYPE (VtComparedRuns, vt_compared_runs, VT, COMPARED_RUNS, GtkBox)

GtkWidget *vt_compared_runs_new (VtDocument *document);
/* What the dialog behind "Add Run…" does with the files that are chosen. */
void       vt_compared_runs_add (VtComparedRuns *runs, GListModel *files);
/* Asks for them. */
void       vt_compared_runs_choose (VtComparedRuns *runs);

G_END_DECLS

/* A card with one figure of a training: its title, the chart, and what it says. */
#pragma once

#include <adwaita.h>
#include "vt-chart-view.h"
#include "vt-training-report.h"

G_BEGIN_DECLS

#define VT_TYPE_MODEL_FIGURE (vt_model_figure_get_type ())
G_DECLARE_FINAL_TYPE (VtModelFigure, vt_model_figure, VT, MODEL_FIGURE, AdwBin)

/* VtModelFigure::enlarged: the person wants to see it alone, or among the others again */

/* Their order is that in which a person asks: how good, why, how it came about. */
guint        vt_model_figure_get_n_names (void);
const char  *vt_model_figure_get_nth_name (guint index);

/* @name: of those above */
GtkWidget   *vt_model_figure_new (const char *name);
const char  *vt_model_figure_get_name (VtModelFigure *figure);
VtChartView *vt_model_figure_get_view (VtModelFigure *figure);
/* FALSE where the report has nothing for it yet; the chart goes then. */
gboolean     vt_model_figure_show_report (VtModelFigure *figure, VtTrainingReport *report);
/* The calibration that a model keeps; FALSE where it has none. @model: (nullable) */
gboolean     vt_model_figure_show_calibration (VtModelFigure *figure, VtModel *model);
/* The button that enlarges it becomes one that takes it back. */
void         vt_model_figure_set_large (VtModelFigure *figure, gboolean large);

G_END_DECLS

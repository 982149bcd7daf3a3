/* What a training has given so far: a line of numbers, what is worth knowing, and its figures. */
#pragma once

#include <adwaita.h>
#include "vt-model-figure.h"

G_BEGIN_DECLS

#define VT_TYPE_MODEL_REPORT (vt_model_report_get_type ())
G_DECLARE_FINAL_TYPE (VtModelReport, vt_model_report, VT, MODEL_REPORT, AdwBin)

/* @report: (nullable): of the stages that are done */
void           vt_model_report_show (VtModelReport *view, VtTrainingReport *report);
/* A sentence above the figures: why there are no more; %NULL for none. */
void           vt_model_report_set_notice (VtModelReport *view, const char *notice);
/* The same; (transfer full) (nullable). */
char          *vt_model_report_get_notice (VtModelReport *view);
/* (nullable): the card of a figure, where the report has it */
VtModelFigure *vt_model_report_find_figure (VtModelReport *view, const char *name);
/* The line of numbers as plain text; (transfer full). */
char          *vt_model_report_get_summary (VtModelReport *view);

G_END_DECLS

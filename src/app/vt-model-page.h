/* The model: what it is, and training one from a list of runs, with its report as it comes. */
#pragma once

#include <adwaita.h>
#include "vt-model-report.h"
#include "vt-document.h"

G_BEGIN_DECLS

#define VT_TYPE_MODEL_PAGE (vt_model_page_get_type ())
G_DECLARE_FINAL_TYPE (VtModelPage, vt_model_page, VT, MODEL_PAGE, AdwBin)

/* VtModelPage::changed: what can be done here is another: see the functions below */

void vt_model_page_set_document (VtModelPage *page, VtDocument *document);
/* Appends runs to a list: GFiles. @key: "training.runs" or "training.test-runs" */
void vt_model_page_add_runs (VtModelPage *page, const char *key, GListModel *files);

/* Whether the runs are such that a training can start, and none is under way. */
gboolean vt_model_page_can_train (VtModelPage *page);
gboolean vt_model_page_is_training (VtModelPage *page);
/* A trained model that was not saved is gone then: ask first. */
void     vt_model_page_train (VtModelPage *page);
void     vt_model_page_cancel (VtModelPage *page);
/* Stops, for good. */
void     vt_model_page_close (VtModelPage *page);

/* (nullable): of the last training, as far as it came */
VtTrainingReport *vt_model_page_get_report (VtModelPage *page);
/* (nullable): the model of the last training that came to its end */
VtModel          *vt_model_page_get_trained (VtModelPage *page);
/* The file that the trained model was saved as; (nullable). */
GFile            *vt_model_page_get_file (VtModelPage *page);
/* The trained model is kept in @file now. */
void              vt_model_page_set_file (VtModelPage *page, GFile *file);
/* There is a trained model, and no file has it. */
gboolean          vt_model_page_has_unsaved (VtModelPage *page);
VtModelReport    *vt_model_page_get_view (VtModelPage *page);

G_END_DECLS

/* The figures of a training: the paper's Fig. 1 and S1–S3, confusion and calibration. Window and command line draw them
 * alike. */
#pragma once

#include "vt-chart.h"
#include "vt-export.h"
#include "vt-training-report.h"

G_BEGIN_DECLS

/* All (transfer full). A table without rows gives a chart that says that there are no data. Temperatures that are no
 * class have open markers. */

/* @validation: element ("all": all of them), temperature, is_class, mean, deviation. ⟨T_ML⟩ against T for each element
 * and for all, with the deviation as a band around these and y = x: the paper's Fig. 1. */
VtChart *vt_training_charts_new_t_ml (const VtTable *validation);
/* @calibration: temperature, mean_t_ml, deviation. ⟨T_ML⟩ against T for all elements, ±1σ. */
VtChart *vt_training_charts_new_calibration (const VtTable *calibration);
/* @k: k, rmse, rmse_classes; @chosen: the k that is marked, 0 for none. The paper's Fig. S3. */
VtChart *vt_training_charts_new_k (const VtTable *k, guint chosen);
/* @relieff: lag, weight, selected. The paper's Fig. S2; @boundary: the lag where slow motion begins is marked, NaN:
 * none. */
VtChart *vt_training_charts_new_features (const VtTable *relieff, double boundary);
/* @classes: temperature, share_percent, selected. The share of each temperature in the qualified clusters: Fig. S1. */
VtChart *vt_training_charts_new_classes (const VtTable *classes);
/* @dendrogram: of instances labelled by their temperature, K. Branches below the cut have the colour of their cluster's
 * most frequent temperature. Fig. S1. */
VtChart *vt_training_charts_new_dendrogram (const VtDendrogramLayout *dendrogram);
/* @confusion: true, predicted, share_percent. Which class the votes go to, for each true temperature. */
VtChart *vt_training_charts_new_confusion (const VtTable *confusion);

/* NULL-terminated: "fig1-t-ml", "figS1-dendrogram", "figS1-classes", "figS2-features", "figS3-k", "confusion",
 * "calibration", "test-t-ml". */
const char *const *vt_training_figures_get_names (void);
/* What a figure shows, translated, static; T_ML is written as such. */
const char        *vt_training_figures_get_label (const char *name);
/* (transfer full) (nullable): NULL where the report has nothing for it, as long as its stage is to come or was left
 * out. */
VtChart           *vt_training_figure_new (const VtTrainingReport *report, const char *name);
/**
 * vt_training_figures_write:
 *
 * All figures that the report has as DIRECTORY/NAME.EXTENSION, 85 mm wide, PNG at 300 dpi, with the runs, settings,
 * version and the model's digest in them. The directory is made where there is none. Takes time: call it from a
 * worker.
 */
gboolean vt_training_figures_write (const VtTrainingReport *report,
                                    GFile                  *directory,
                                    VtExportFormat          format,
                                    GCancellable           *cancellable,
                                    GError                **error);

G_END_DECLS

/* The inside of a model, for those who make one: the trainer and the file. */
#pragma once

#include "vt-calibration.h"
#include "vt-knn.h"
#include "vt-model.h"

G_BEGIN_DECLS

struct _VtModel
{
  gatomicrefcount references;
  char           *name;
  char           *digest;
  guint           k;
  VtNormalization normalization;
  gboolean        affine_mapping;
  guint           n_lags;
  double         *lags;
  double         *minimum;
  double         *maximum;
  guint           n_classes;
  double         *classes;
  guint           n_elements;
  VtModelElement *elements; /* by symbol */
  GMutex          mutex;      /* over the searchers */
  VtKnn         **searchers;  /* [n_elements], over the elements' features; NULL until asked for */
  guint           n_runs;
  VtModelRun     *runs;
  char          **provenance;
  VtModelValidation *validation;  /* or NULL */
  VtCalibration     *calibration; /* of the validation, or NULL */
};

#define VT_MODEL_N_QUANTILES 1001
#define VT_MODEL_UNITS "metal"
/* What the digest begins with: changes only where other bytes go into it. */
#define VT_MODEL_DIGEST_VERSION 1

/* An empty model to be filled; it holds one reference. */
VtModel *vt_model_new_empty (void);
/* Once all is filled in: derives what follows from it (digest, calibration, name where there is none). */
void     vt_model_complete (VtModel *model);

/* The search of an element's instances: built when it is first needed, since one who only trains a model never does.
 * From any thread. NULL with G_IO_ERROR_CANCELLED if cancelled while it is built. */
const VtKnn *vt_model_obtain_searcher (VtModel *model, guint element, GCancellable *cancellable, GError **error);
void     vt_model_validation_free (VtModelValidation *validation);

/* The two ends of the file format. The image is what the file holds. */
VtModel *vt_model_from_image (GBytes *image, const char *file, GError **error);
GBytes  *vt_model_to_image (VtModel *model, GError **error);

G_END_DECLS

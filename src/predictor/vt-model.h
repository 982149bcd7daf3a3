/* A trained model: the instances themselves, their scaling, and where they came from. HDF5 on disk. */
#pragma once

#include "vt-features.h"

G_BEGIN_DECLS

#define VT_TYPE_MODEL (vt_model_get_type ())

typedef struct _VtModel VtModel;

/* 2: units and validation. */
#define VT_MODEL_VERSION 2
#define VT_MODEL_MAX_CLASSES 256

/**
 * VtModelElement:
 * @features: float [n][n_lags], scaled to the training set's range
 * @labels: uint8 [n], index into the class temperatures
 * @atoms: int64 [n], id of the atom; @origins: ps, start of the window; @runs: index of the training run
 * @distance_quantiles: double [1001], mean neighbour distance of the training set's own instances (same atom
 *   excluded) at 0, 0.1 … 100 %
 */
typedef struct
{
  char     symbol[4];
  double   mass;
  gsize    n;
  float   *features;
  guint8  *labels;
  gint64  *atoms;
  double  *origins;
  gint32  *runs;
  double  *distance_quantiles;
} VtModelElement;

/**
 * VtModelRun:
 * @identity: digest of the trajectory's content
 * @temperature: its class, K
 *
 * A trajectory the model was trained on.
 */
typedef struct
{
  char  *identity;
  double temperature;
} VtModelRun;

/**
 * VtModelValidation:
 * @n_folds: 0 if it was a test on another sample
 * @rmse: of T_ML over all temperatures that were validated, K; @class_rmse: over those that are classes
 * @temperatures: double [n], K, ascending
 * @mean_t_ml, @deviations: double [n], K, of atoms at these temperatures that the search had never seen
 *
 * How well the model did, and its calibration: what T_ML it gives, on average, at a temperature.
 */
typedef struct
{
  guint   n_folds;
  double  rmse;
  double  class_rmse;
  gsize   n;
  double *temperatures;
  double *mean_t_ml;
  double *deviations;
} VtModelValidation;

GType    vt_model_get_type (void);
VtModel *vt_model_ref (VtModel *model);
void     vt_model_unref (VtModel *model);

/* Validates everything (shapes, finite numbers, labels in range) before it keeps anything: VT_ERROR_MODEL names the
 * dataset. A file of a newer version is refused. */
VtModel *vt_model_load (GFile *file, GCancellable *cancellable, GError **error);
/* Replaces the file as a whole. The same model gives the same bytes. */
gboolean vt_model_save (VtModel *model, GFile *file, GCancellable *cancellable, GError **error);

/* The file's name without its suffix; the elements' symbols for a model that was not read from a file. */
const char     *vt_model_get_name (VtModel *model);
/* SHA-256, hex, over all that decides a prediction; not over the provenance. */
const char     *vt_model_get_digest (VtModel *model);
guint           vt_model_get_k (VtModel *model);
VtNormalization vt_model_get_normalization (VtModel *model);
gboolean        vt_model_get_affine_mapping (VtModel *model);
const double   *vt_model_get_lags (VtModel *model, guint *n_lags);
/* K, ascending */
const double   *vt_model_get_class_temperatures (VtModel *model, guint *n_classes);
guint           vt_model_get_n_elements (VtModel *model);
const VtModelElement *vt_model_get_element (VtModel *model, guint index);
/* (nullable) */
const VtModelElement *vt_model_find_element (VtModel *model, const char *symbol);
guint           vt_model_get_n_runs (VtModel *model);
const VtModelRun *vt_model_get_run (VtModel *model, guint index);
/* NULL-terminated "key=value": where the model came from, in words. */
const char *const *vt_model_get_provenance (VtModel *model);
/* "metal": Å, ps, K and g/mol, as LAMMPS calls them. Other units are converted on reading a trajectory, or refused. */
const char     *vt_model_get_units (VtModel *model);
/* (transfer full): double [n_elements]: each element's share, 0 … 1, of all instances. A window gives one instance an
 * atom, so these are the shares of the atoms that the model was trained on. */
double         *vt_model_get_composition (VtModel *model);
/* (nullable): a model may not have been validated. */
const VtModelValidation *vt_model_get_validation (VtModel *model);
/* From a sample's ⟨T_ML⟩ to the temperature at which atoms that the training had not seen read so: T_ML is compared
 * with temperatures (of the thermostat, T_g) by this, not by the raw number. The validation's means, made to rise,
 * with straight lines between (vt-calibration.h). NaN beyond them, and for a model without validation. */
double          vt_model_calibrate (VtModel *model, double t_ml);
/* The inverse: the ⟨T_ML⟩ to expect at a temperature. */
double          vt_model_expect_t_ml (VtModel *model, double temperature);
/* Run index of the training run with that trajectory identity, or -1. */
int             vt_model_find_run (VtModel *model, const char *identity);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtModel, vt_model_unref)

G_END_DECLS

/* Instances to train on: what every atom of every training window did, and at which temperature. Features are kept as
 * float32, so that a million of instances fits; a model keeps them no finer. */
#pragma once

#include "vt-features.h"
#include "vt-model.h"

G_BEGIN_DECLS

#define VT_TYPE_DATASET (vt_dataset_get_type ())

typedef struct _VtDataset VtDataset;

/**
 * VtDatasetElement:
 * @features: float [n][n_lags], unscaled lg features
 * @temperatures: double [n], K
 * @atoms: int64 [n], ids
 * @origins: double [n], ps
 * @runs: int32 [n], index of the run
 *
 * The instances of one element, in the order they were added. Borrowed: valid until the dataset changes.
 */
typedef struct
{
  const char   *symbol;
  double        mass;
  gsize         n;
  const float  *features;
  const double *temperatures;
  const gint64 *atoms;
  const double *origins;
  const gint32 *runs;
} VtDatasetElement;

GType      vt_dataset_get_type (void);
/* @lags: ps, positive and ascending; copied. */
VtDataset *vt_dataset_new (const double *lags, guint n_lags, VtNormalization normalization, gboolean affine_mapping);
VtDataset *vt_dataset_ref (VtDataset *dataset);
void       vt_dataset_unref (VtDataset *dataset);

/**
 * vt_dataset_add_run:
 * @identity: vt_trajectory_get_identity() of the run
 * @temperature: its class, K
 * @origin: start of the window, ps
 * @features: double [n_lags][n of @atoms], a lag a row, as vt_features_compute() gives them
 *
 * Adds one instance an atom. Refuses (VT_ERROR_INPUT) a feature that is not finite, naming atom and lag; a window
 * that was added before; a run whose temperature was another before; a species that is no element's symbol. It
 * adds all or nothing.
 */
gboolean vt_dataset_add_run (VtDataset         *dataset,
                             const char        *identity,
                             double             temperature,
                             const VtAtomTable *atoms,
                             double             origin,
                             const double      *features,
                             GError           **error);
/* (transfer full): the instances whose temperature is one of @temperatures; runs keep their numbers. NULL with
 * G_IO_ERROR_CANCELLED if cancelled. */
VtDataset *vt_dataset_select (const VtDataset *dataset,
                              const double    *temperatures,
                              guint            n_temperatures,
                              GCancellable    *cancellable,
                              GError         **error);
/* (transfer full): all instances with these of their lags, ps, ascending; VT_ERROR_INPUT names a lag that is not
 * there. NULL with G_IO_ERROR_CANCELLED if cancelled. */
VtDataset *vt_dataset_select_lags (const VtDataset *dataset,
                                   const double    *lags,
                                   guint            n_lags,
                                   GCancellable    *cancellable,
                                   GError         **error);

const double   *vt_dataset_get_lags (const VtDataset *dataset, guint *n_lags);
VtNormalization vt_dataset_get_normalization (const VtDataset *dataset);
gboolean        vt_dataset_get_affine_mapping (const VtDataset *dataset);
/* All instances of all elements. */
gsize           vt_dataset_get_n (const VtDataset *dataset);
/* What its instances take, bytes: features, temperature, atom, origin and run of each. */
gsize           vt_dataset_get_size (const VtDataset *dataset);
/* By symbol. */
guint           vt_dataset_get_n_elements (const VtDataset *dataset);
void            vt_dataset_get_element (const VtDataset *dataset, guint index, VtDatasetElement *element);
guint           vt_dataset_get_n_runs (const VtDataset *dataset);
const VtModelRun *vt_dataset_get_run (const VtDataset *dataset, guint index);
/* (transfer full): the distinct temperatures, K, ascending. */
double         *vt_dataset_get_temperatures (const VtDataset *dataset, guint *n);

/**
 * vt_dataset_choose_classes:
 * @wanted: (nullable): double [n_wanted], K, in any order, repeated or not; NULL takes all temperatures
 *
 * The classes that are trained on. Refuses (VT_ERROR_INPUT) one that no instance is at, none at all, and more than
 * VT_MODEL_MAX_CLASSES.
 *
 * Returns: (transfer full): double [n], K, ascending and distinct
 */
double *vt_dataset_choose_classes (const VtDataset *dataset,
                                   const double    *wanted,
                                   guint            n_wanted,
                                   guint           *n,
                                   GError         **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtDataset, vt_dataset_unref)

G_END_DECLS

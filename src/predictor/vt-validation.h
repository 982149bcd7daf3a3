/* How well T_ML tells the temperature of atoms that the search has never seen, for every k at once. */
#pragma once

#include "vt-dataset.h"
#include "vt-progress.h"
#include "vt-table.h"

G_BEGIN_DECLS

#define VT_TYPE_VALIDATION (vt_validation_get_type ())
#define VT_VALIDATION_MAX_K 4096

typedef struct _VtValidation VtValidation;

/**
 * VtValidationStatistics:
 * @n: queries that had a neighbour
 * @mean: of T_ML, K
 * @deviation: of T_ML about its mean, K (population)
 * @rmse: root mean square of T_ML − T, K
 *
 * Without queries all but @n are NaN.
 */
typedef struct
{
  guint64 n;
  double  mean;
  double  deviation;
  double  rmse;
} VtValidationStatistics;

GType vt_validation_get_type (void);

/**
 * vt_validation_fold:
 *
 * The fold, 0 … @n_folds − 1, of an atom: a hash of its id and the seed, so that all instances of one atom, at whatever
 * temperature and origin, share it.
 */
guint vt_validation_fold (gint64 atom, guint64 seed, guint n_folds);

/**
 * vt_validation_run:
 * @classes: (nullable): double [n_classes], K, in any order; NULL takes all temperatures of the dataset
 * @k_max: 1 … VT_VALIDATION_MAX_K
 * @n_folds: at least 2; instances of the query's own fold are left out of the search
 *
 * Cross-validation. Every instance is a query; only instances at the temperatures of the classes are neighbours, so
 * that temperatures left out of the classes are predicted, too. The scaling is that of the model that is trained
 * from the classes. One search gives the results of every k.
 *
 * Refuses (VT_ERROR_USAGE) numbers out of range, (VT_ERROR_INPUT) classes as vt_dataset_choose_classes() does, and a
 * dataset in which no instance has a neighbour outside its fold. The same for any number of threads and any order in
 * which runs were added.
 *
 * Returns: (transfer full)
 */
VtValidation *vt_validation_run (const VtDataset *dataset,
                                 const double    *classes,
                                 guint            n_classes,
                                 guint            k_max,
                                 guint            n_folds,
                                 guint64          seed,
                                 VtProgress      *progress,
                                 GCancellable    *cancellable,
                                 GError         **error);

/**
 * vt_validation_test:
 * @training: whose instances at the temperatures of @classes are the neighbours, all of them
 * @test: another sample's, at any temperatures: the queries
 *
 * The final test: the same results for atoms that are no part of the training. Refuses (VT_ERROR_INPUT) other lags,
 * normalisation or affine mapping than the training's, an element that the classes do not have, and a run that is in
 * both.
 *
 * Returns: (transfer full)
 */
VtValidation *vt_validation_test (const VtDataset *training,
                                  const double    *classes,
                                  guint            n_classes,
                                  const VtDataset *test,
                                  guint            k_max,
                                  VtProgress      *progress,
                                  GCancellable    *cancellable,
                                  GError         **error);

VtValidation *vt_validation_ref (VtValidation *validation);
void          vt_validation_unref (VtValidation *validation);

guint         vt_validation_get_k_max (const VtValidation *validation);
/* 0 for a test. */
guint         vt_validation_get_n_folds (const VtValidation *validation);
/* K, ascending */
const double *vt_validation_get_classes (const VtValidation *validation, guint *n);
/* Of the queries: K, ascending */
const double *vt_validation_get_temperatures (const VtValidation *validation, guint *n);
guint         vt_validation_get_n_elements (const VtValidation *validation);
const char   *vt_validation_get_symbol (const VtValidation *validation, guint element);

/* In all that follows k is 1 … k_max; where fewer neighbours remain, all of them vote. */

/* Over all queries, K. */
double vt_validation_get_rmse (const VtValidation *validation, guint k);
/* Over the queries whose temperature is a class, K; NaN where there is none. */
double vt_validation_get_class_rmse (const VtValidation *validation, guint k);
/* The k of the least vt_validation_get_rmse(), the smallest of equals: a temperature between two classes is what the
 * model will meet, so it counts as much as a class. */
guint  vt_validation_choose_k (const VtValidation *validation);
/* @element: index, or -1 for all elements together; @temperature: index */
void   vt_validation_get_statistics (const VtValidation     *validation,
                                     int                     element,
                                     guint                   temperature,
                                     guint                   k,
                                     VtValidationStatistics *statistics);
/* Queries at a temperature of which most neighbours are of a class; the lower class where two have as many. */
guint64 vt_validation_get_confusion (const VtValidation *validation, guint temperature, guint class, guint k);

/* (transfer full): "k": k, rmse_K, rmse_classes_K. */
VtTable *vt_validation_tabulate_k (const VtValidation *validation);
/* (transfer full): "validation": element, temperature_K, is_class (0 or 1), n, mean_K, deviation_K, rmse_K; by element,
 * "all" last, then by temperature. */
VtTable *vt_validation_tabulate_classes (const VtValidation *validation, guint k);
/* (transfer full): "confusion": true_K, predicted_K, n, share_percent (of the queries at true_K). */
VtTable *vt_validation_tabulate_confusion (const VtValidation *validation, guint k);
/* (transfer full): "calibration": temperature_K, mean_t_ml_K, deviation_K, over all elements. */
VtTable *vt_validation_tabulate_calibration (const VtValidation *validation, guint k);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtValidation, vt_validation_unref)

G_END_DECLS

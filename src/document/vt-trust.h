/* Whether a model may be asked about a trajectory at all, and what should make one doubt its answers.
 *
 * Refused is what has no answer: other units, an element or a lag that the model lacks. Warned of is what has one that
 * may mislead; the limits are below, and each warning says the numbers on both sides.
 */
#pragma once

#include "vt-predictor.h"
#include "vt-trajectory.h"

G_BEGIN_DECLS

/* Largest difference of an element's share to the nearest training run that passes. */
#define VT_TRUST_COMPOSITION 0.1
/* Largest change of the cell over the longest lag that passes where affine mapping is off. */
#define VT_TRUST_STRAIN 0.01
/* Factor by which the mean of |Δr|²m/T at the shortest lag may leave the training classes' range. */
#define VT_TRUST_MOTION 2.0
/* Share of atoms that may sit at the highest or the lowest class. */
#define VT_TRUST_SATURATED 0.05
/* Share of atoms that may lie outside the training set; of the training set itself a thousandth does. */
#define VT_TRUST_OUTSIDE 0.01
/* Å³: no metal packs its atoms closer, so that lengths below are hardly Å. */
#define VT_TRUST_VOLUME 4.0

/**
 * VtTrustCase:
 * @start: the window's first frame
 * @units: (nullable): vt_trajectory_get_units()
 * @temperature: the thermostat's, K; NaN where it is not known
 * @affine_mapping: whether the features were made with it
 * @strain: vt_trust_measure_strain() over the longest lag
 * @features: double [n_lags][n], unscaled
 *
 * All that was known before the prediction. Borrowed.
 */
typedef struct
{
  VtModel      *model;
  VtFrame      *start;
  const char   *units;
  double        temperature;
  gboolean      affine_mapping;
  double        strain;
  const double *features;
} VtTrustCase;

/* Largest component of H0⁻¹·H1 − 1 of the two frames' cells, the later one in the basis that continues the earlier's as
 * the atoms tell (vt_frame_follow_cell()). Both on the same atom table. */
double vt_trust_measure_strain (const VtFrame *from, const VtFrame *to);

/* Reduced units: VT_ERROR_INPUT. */
gboolean vt_trust_check_units (VtModel *model, VtTrajectory *trajectory, GError **error);
/* Names all elements that the model lacks (VT_ERROR_INPUT), and those it has. */
gboolean vt_trust_check_elements (VtModel *model, const VtAtomTable *atoms, GError **error);
/* Names all lags that the trajectory lacks after the frame @start (VT_ERROR_INPUT), a frame after which it has them
 * all where there is one, and how to train a model on the lags that both have. The frame's time must be known. */
gboolean vt_trust_check_lags (
    VtModel *model, VtTrajectory *trajectory, guint start, double timestep, GError **error);

/* (transfer full): sentences for people, each without a full stop, NULL-terminated; numbers in the C locale, for they
 * go into files as well. */
char **vt_trust_find_warnings (const VtTrustCase *what, const VtPrediction *prediction);

G_END_DECLS

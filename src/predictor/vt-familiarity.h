/* How like the training set a sample is as a whole: its composition, and how far its atoms move. */
#pragma once

#include "vt-model.h"

G_BEGIN_DECLS

/* (transfer full): double [n_runs][n_elements]: each element's share, 0 … 1, of a training run's instances. Every
 * window gives one instance an atom, so these are the shares of its atoms. O(instances). */
double *vt_familiarity_compose_runs (VtModel *model);

/**
 * vt_familiarity_compare_composition:
 * @run: (out) (optional): the training run that is nearest
 *
 * Returns: min over the runs of max over the elements of |share in the sample − share in the run|, 0 … 1; elements
 * that only one of the two has count with their whole share. NaN without atoms or runs. O(instances).
 */
double vt_familiarity_compare_composition (VtModel *model, const VtAtomTable *atoms, guint *run);

/**
 * vt_familiarity_compare_motion:
 * @atoms: every species an element of the model
 * @features: double [n_lags][n], unscaled lg features; atoms whose first is NaN are left out
 *
 * Compares the mean feature at the shortest lag with the training's at each class, elements weighted as in the sample.
 * In a solid that is the size of the vibrations: nearly ∝ T, and so one number for all T once divided by T.
 *
 * Returns: by how much the mean exceeds the largest of the classes' means, or (negative) falls below the smallest, in
 * powers of ten of |Δr|²; 0 between them; NaN where there is nothing to compare. O(instances).
 */
double vt_familiarity_compare_motion (VtModel *model, const VtAtomTable *atoms, const double *features);

G_END_DECLS

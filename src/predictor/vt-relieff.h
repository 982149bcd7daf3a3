/* Which lags tell temperatures apart: ReliefF weights of the features. */
#pragma once

#include <gio/gio.h>
#include "vt-dataset.h"
#include "vt-progress.h"
#include "vt-table.h"

G_BEGIN_DECLS

/**
 * VtReliefFVariant:
 * @VT_RELIEFF_PER_CLASS: the k nearest hits, and the k nearest misses of each other class
 * @VT_RELIEFF_NEAREST: the k nearest instances of any class, hits and misses among them (Liu et al. 2022: k = 50)
 */
typedef enum
{
  VT_RELIEFF_PER_CLASS,
  VT_RELIEFF_NEAREST
} VtReliefFVariant;

/**
 * VtReliefFOptions:
 * @k: number of neighbours, at least 1
 * @within_element: neighbours are of the same element only
 * @n_samples: how many instances i to sum over, drawn with @seed; 0, or more than there are, means all
 *
 * An instance's class is its temperature.
 */
typedef struct
{
  VtReliefFVariant variant;
  guint            k;
  gboolean         within_element;
  gsize            n_samples;
  guint64          seed;
} VtReliefFOptions;

/* The usual for @variant: k = 10 (per class) or 50 (nearest); within the element, since the predictor's neighbours are
 * of the same element and the weights are to say by which lags these are the right ones; all instances. */
void vt_relieff_options_init (VtReliefFOptions *options, VtReliefFVariant variant);

/**
 * vt_relieff_compute:
 *
 * The weight of each feature,
 *   per class  w_j = 1/m Σ_i [ −⟨Δ_j⟩ over the hits + Σ_{C ≠ class(i)} P_C/(1 − P_class(i)) ⟨Δ_j⟩ over C's misses ],
 *   nearest    w_j = 1/m Σ_i 1/k [ −Σ_hits Δ_j + Σ_misses P_class(miss)/(1 − P_class(i)) Δ_j ],
 * with Δ_j = |a_j − b_j|/range_j, ranges over the whole dataset, neighbours by the least Σ_j Δ_j among all instances
 * but i, equal ones by class, element, run, origin and atom. P_C is the share of class C among the instances searched
 * (of i's element, or all). Where there are fewer than k, means are over those there are, and k is their number; a
 * class without instances adds nothing. A feature that never varies has Δ_j = 0, and weight 0. Within the element, the
 * instances of an element that is there at one temperature only are left out: they know of no misses.
 *
 * Exact; the same bits for any number of threads, any instruction set, and any order in which runs were added. Takes
 * about 1.5 × the dataset's size in memory. @progress advances within its present stage.
 *
 * Returns: (transfer full): double [n_lags]; NULL with VT_ERROR_INPUT if fewer than two temperatures can be compared,
 *   or with G_IO_ERROR_CANCELLED
 */
double *vt_relieff_compute (const VtDataset        *dataset,
                            const VtReliefFOptions *options,
                            VtProgress             *progress,
                            GCancellable           *cancellable,
                            GError                **error);

/**
 * vt_relieff_choose:
 * @weights: double [n]
 * @count: how many to keep, at most @n; 0 keeps those above the mean weight
 * @selected: (out caller-allocates): [n], TRUE for the features kept: the highest weights, equal ones from the first
 *
 * Returns: how many are kept; with @count 0 and all weights equal all of them
 */
guint vt_relieff_choose (const double *weights, guint n, guint count, gboolean *selected);

/* (transfer full): table "relieff" with the columns lag (ps), weight, selected (0 or 1); arrays [n]. */
VtTable *vt_relieff_tabulate (const double *lags, const double *weights, const gboolean *selected, guint n);

G_END_DECLS

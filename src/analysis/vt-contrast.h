/* How LA and SA differ from the whole in any quantity that follows from sums over atoms, and whether that is more than
 * noise. */
#pragma once

#include "vt-permutation.h"

G_BEGIN_DECLS

/* What lies within so many σ of nothing is noise. */
#define VT_CONTRAST_NOISE 2.0

/**
 * VtContrastQuantity:
 * @n_sums: how many sums over atoms it is made from
 * @n_values: how many numbers it has: one an element, one a pair …
 * @add: adds what the atom contributes to @sums, double [n_sums]
 * @evaluate: the numbers of the atoms that @sums were taken over; @total are the sums over all atoms, which f_B needs.
 *   NaN where one is not defined
 *
 * Both are called from several threads.
 */
typedef struct
{
  gsize n_sums;
  gsize n_values;
  void (*add) (gsize atom, double *sums, gpointer data);
  void (*evaluate) (const double *sums, const double *total, double *values, gpointer data);
  gpointer data;
} VtContrastQuantity;

/**
 * VtContrastErrors:
 * @groups: (nullable): guint8 [n], within which labels are permuted: the species; %NULL: among all atoms
 * @blocks: (nullable): guint32 [n], of vt_bootstrap_blocks(); without it there are no errors by bootstrap
 * @n_blocks: how many
 * @n_samples: permutations, and as many bootstrap resamples; 0: no errors at all
 * @seed: of both
 */
typedef struct
{
  const guint8  *groups;
  const guint32 *blocks;
  guint          n_blocks;
  guint          n_samples;
  guint64        seed;
} VtContrastErrors;

/**
 * VtContrastSide:
 * @value: of the subset
 * @difference: from the total
 * @expected: mean of the difference over permuted labels: what the subset's elements alone bring about
 * @permutation: σ of the difference over permuted labels
 * @bootstrap: σ of the difference over resampled blocks
 */
typedef struct
{
  double value;
  double difference;
  double expected;
  double permutation;
  double bootstrap;
} VtContrastSide;

/* One number: @total with its @sigma by bootstrap, and both sides. NaN for what is not known. */
typedef struct
{
  double         total;
  double         sigma;
  VtContrastSide active;
  VtContrastSide stable;
} VtContrast;

/**
 * vt_contrast_compute:
 * @classes: (nullable): double [n], VtActivityClass; without it the sides are NaN
 * @contrasts: (out caller-allocates): VtContrast [n_values]
 *
 * The same bits for any number of threads. Only cancelling can fail.
 */
gboolean vt_contrast_compute (const VtContrastQuantity *quantity,
                              const double             *classes,
                              gsize                     n,
                              const VtContrastErrors   *errors,
                              VtContrast               *contrasts,
                              VtProgress               *progress,
                              GCancellable             *cancellable,
                              GError                  **error);

/* The larger of the two σ; the one that is known; NaN where neither is. */
double   vt_contrast_side_get_sigma (const VtContrastSide *side);
/* Whether the difference lies within 2σ of nothing, or of what cannot be told. */
gboolean vt_contrast_side_is_noise (const VtContrastSide *side);

G_END_DECLS

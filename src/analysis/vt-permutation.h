/* What chance alone would make of LA and SA: their labels dealt anew among atoms of the same kind. */
#pragma once

#include "vt-resampling.h"

G_BEGIN_DECLS

typedef struct _VtPermutation VtPermutation;

/**
 * VtPermutationFunc:
 * @active: guint32 [vt_permutation_get_n_active()], the atoms that are LA in this deal
 * @stable: guint32 [vt_permutation_get_n_stable()], those that are SA
 * @statistics: (out): double [n_statistics]; NaN where one is not defined
 *
 * Called from several threads.
 */
typedef void (*VtPermutationFunc) (const guint32 *active, const guint32 *stable, double *statistics, gpointer data);

/**
 * vt_permutation_new:
 * @groups: (nullable): guint8 [n], the species: labels stay within a group; without it all atoms are one
 * @classes: double [n], VtActivityClass; an atom with NaN is dealt no label
 */
VtPermutation *vt_permutation_new (const guint8 *groups, const double *classes, gsize n);
void           vt_permutation_free (VtPermutation *permutation);
gsize          vt_permutation_get_n_active (const VtPermutation *permutation);
gsize          vt_permutation_get_n_stable (const VtPermutation *permutation);
/**
 * vt_permutation_run:
 * @mean, @sigma: (out caller-allocates): double [n_statistics], see vt_resampling_run()
 *
 * Each deal is as likely as any other that leaves every group its numbers of LA and SA. The same bits for any number of
 * threads. Only cancelling can fail.
 */
gboolean       vt_permutation_run (const VtPermutation *permutation,
                                   guint                n_samples,
                                   guint64              seed,
                                   gsize                n_statistics,
                                   VtPermutationFunc    func,
                                   gpointer             data,
                                   double              *mean,
                                   double              *sigma,
                                   VtProgress          *progress,
                                   GCancellable        *cancellable,
                                   GError             **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtPermutation, vt_permutation_free)

G_END_DECLS

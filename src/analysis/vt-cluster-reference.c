/* Clusters of as many active atoms dealt at random: what hot atoms would do that know nothing of one another.
 *
 * The deals are those of vt-permutation.h: as many active atoms, of each species as many where that is asked for, any set
 * as likely. Of each deal the clusters are found anew. Mean and standard deviation over the deals are what the glass's
 * own numbers are compared with. O(samples × active × neighbours).
 */
#include "vt-cluster.h"

#include <math.h>

#include "vt-extremes.h"
#include "vt-permutation.h"

typedef struct
{
  const VtFrame        *frame;
  const VtNeighborList *neighbors;
  gsize                 n_active;
  GCancellable         *cancellable;
} Work;

static void
deal (const guint32 *active, const guint32 *stable, double *statistics, gpointer data)
{
  const Work *work = data;
  g_autoptr (VtClusters) clusters
      = vt_clusters_new (work->frame, work->neighbors, active, work->n_active, work->cancellable, NULL);

  if (clusters == NULL)
    {
      /* Cancelled: the loop ends before anybody looks. */
      for (guint s = 0; s < VT_CLUSTERS_N_STATISTICS + VT_CLUSTERS_N_SIZES; s++)
        statistics[s] = NAN;
      return;
    }
  vt_clusters_measure (clusters, statistics);
  vt_clusters_count_sizes (clusters, statistics + VT_CLUSTERS_N_STATISTICS);
}

gboolean
vt_clusters_permute (const VtFrame        *frame,
                     const VtNeighborList *neighbors,
                     const VtClusters     *clusters,
                     const guint8         *groups,
                     const double         *eligible,
                     guint                 n_samples,
                     guint64               seed,
                     double               *mean,
                     double               *sigma,
                     VtProgress           *progress,
                     GCancellable         *cancellable,
                     GError              **error)
{
  g_autoptr (VtPermutation) permutation = NULL;
  g_autofree double *classes = NULL;

  g_return_val_if_fail (frame != NULL && neighbors != NULL && clusters != NULL && eligible != NULL, FALSE);
  g_return_val_if_fail (mean != NULL && sigma != NULL, FALSE);

  classes = g_new (double, MAX (clusters->n_atoms, 1));
  for (gsize i = 0; i < clusters->n_atoms; i++)
    classes[i] = clusters->label[i] > 0 ? VT_CLASS_ACTIVE : isnan (eligible[i]) ? NAN : VT_CLASS_NONE;
  permutation = vt_permutation_new (groups, classes, clusters->n_atoms);
  Work work = { frame, neighbors, vt_permutation_get_n_active (permutation), cancellable };
  return vt_permutation_run (permutation, n_samples, seed, VT_CLUSTERS_N_STATISTICS + VT_CLUSTERS_N_SIZES, deal, &work,
                             mean, sigma, progress, cancellable, error);
}

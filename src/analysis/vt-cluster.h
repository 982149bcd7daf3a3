/* Hot clusters: active atoms that are neighbours of one another, and whether such a cluster spans the periodic cell. */
#pragma once

#include "vt-neighbor-list.h"

G_BEGIN_DECLS

/**
 * VtCluster:
 * @size: atoms in it
 * @gyration: radius of gyration, Å, every atom alike, over the unwrapped cluster; NaN where it spans, for then it has no
 *   end
 * @dimension: along how many independent directions it is joined to its own periodic images: 0 for a cluster that ends, 1
 *   for a line, 2 for a slab, 3 for all of space
 * @first: its atom of the lowest index
 */
typedef struct
{
  gsize   size;
  double  gyration;
  guint   dimension;
  guint32 first;
} VtCluster;

/**
 * VtClusters:
 * @clusters: [n], the largest first; of equal ones that with the lowest @first
 * @label: guint32 [n_atoms], number of an atom's cluster counted from 1; 0 for an atom that is not active
 * @n_active: atoms that are
 */
typedef struct
{
  gsize      n_atoms;
  gsize      n_active;
  gsize      n;
  VtCluster *clusters;
  guint32   *label;
} VtClusters;

/* What a set of clusters is compared by. */
typedef enum
{
  VT_CLUSTERS_NUMBER,       /* of clusters */
  VT_CLUSTERS_MEAN_SIZE,    /* atoms a cluster */
  VT_CLUSTERS_WEIGHTED_SIZE, /* Σ size² / Σ size: in how large a cluster an active atom is, on average */
  VT_CLUSTERS_LARGEST,      /* atoms in the largest */
  VT_CLUSTERS_GYRATION,     /* of the largest, Å */
  VT_CLUSTERS_SPANNING,     /* clusters joined to their own image */
  VT_CLUSTERS_SINGLE,       /* clusters of one atom */
  VT_CLUSTERS_N_STATISTICS
} VtClustersStatistic;

/* Sizes are told in classes 1, 2, 3–4, 5–8, 9–16 … */
#define VT_CLUSTERS_N_SIZES 32

/**
 * vt_clusters_new:
 * @frame: whose neighbours these are
 * @active: guint32 [n_active], indices of the active atoms, each once, in any order
 *
 * O(pairs of the active atoms + n). Only cancelling can fail.
 */
VtClusters *vt_clusters_new (const VtFrame        *frame,
                             const VtNeighborList *neighbors,
                             const guint32        *active,
                             gsize                 n_active,
                             GCancellable         *cancellable,
                             GError              **error);
void        vt_clusters_free (VtClusters *clusters);

/* @statistics: (out): double [VT_CLUSTERS_N_STATISTICS]; NaN where there is no cluster to take it of */
void        vt_clusters_measure (const VtClusters *clusters, double *statistics);
/* @counts: (out): double [VT_CLUSTERS_N_SIZES], clusters of each class of sizes */
void        vt_clusters_count_sizes (const VtClusters *clusters, double *counts);
/* The class of a size, from 0, and the largest size that is still in it. */
guint       vt_clusters_get_size_class (gsize size);
gsize       vt_clusters_get_class_end (guint size_class);
/* "number"; for columns and fields of files. */
const char *vt_clusters_get_statistic_name (VtClustersStatistic statistic);

/**
 * vt_clusters_permute:
 * @groups: (nullable): guint8 [n], the species, within which the labels stay; without it they go to any atom
 * @eligible: double [n]; an atom with NaN is never active
 * @mean, @sigma: (out caller-allocates): double [VT_CLUSTERS_N_STATISTICS + VT_CLUSTERS_N_SIZES], of the statistics and
 *   then of the counts of sizes
 *
 * What as many active atoms at random would do. The same bits for any number of threads. Only cancelling can fail.
 */
gboolean    vt_clusters_permute (const VtFrame        *frame,
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
                                 GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtClusters, vt_clusters_free)

G_END_DECLS

/* Agglomerative clustering of points by their Euclidean distances. */
#pragma once

#include <gio/gio.h>
#include "vt-dendrogram.h"

G_BEGIN_DECLS

/**
 * VtLinkage:
 * @VT_LINKAGE_SINGLE: least distance between two clusters' points
 * @VT_LINKAGE_AVERAGE: mean distance (UPGMA)
 * @VT_LINKAGE_COMPLETE: greatest distance
 * @VT_LINKAGE_WARD: √(2|A||B|/(|A|+|B|)) times the distance of the centres
 */
typedef enum
{
  VT_LINKAGE_SINGLE,
  VT_LINKAGE_AVERAGE,
  VT_LINKAGE_COMPLETE,
  VT_LINKAGE_WARD,
  VT_N_LINKAGES
} VtLinkage;

/* Called now and then on the calling thread, with the merges made so far. */
typedef void (*VtLinkageFunc) (guint32 n_merges, gpointer data);

/* "single", "average", "complete", "ward"; FALSE for what is none of them. */
const char *vt_linkage_to_string (VtLinkage linkage);
gboolean    vt_linkage_from_string (const char *text, VtLinkage *linkage);

/**
 * vt_linkage_compute:
 * @points: float [n][n_features]
 * @n: at least 1
 * @func: (nullable): for progress
 *
 * The tree that scipy.cluster.hierarchy.linkage gives, its order and numbering included, where points are equally far
 * apart, too. Runs on the calling thread alone; several may run at once.
 *
 * Refuses (VT_ERROR_INPUT) a coordinate that is not finite; (VT_ERROR_LIMIT) more points than memory holds: single
 * linkage needs 36 bytes a point beside its coordinates, the others about 5 bytes a pair of points.
 *
 * Returns: (transfer full): NULL with @error, G_IO_ERROR_CANCELLED among them
 */
VtDendrogram *vt_linkage_compute (const float  *points,
                                  guint32       n,
                                  guint         n_features,
                                  VtLinkage     linkage,
                                  VtLinkageFunc func,
                                  gpointer      data,
                                  GCancellable *cancellable,
                                  GError      **error);

G_END_DECLS

/* The tree of an agglomerative clustering: who was joined with whom, and at which height. */
#pragma once

#include <glib-object.h>
#include "vt-table.h"

G_BEGIN_DECLS

#define VT_TYPE_DENDROGRAM (vt_dendrogram_get_type ())

typedef struct _VtDendrogram VtDendrogram;

/**
 * VtMerge:
 * @a, @b: the nodes joined, @a < @b
 * @size: points in both
 *
 * A row of SciPy's Z. Nodes 0 … n − 1 are the points; merge m makes node n + m.
 */
typedef struct
{
  guint32 a;
  guint32 b;
  guint32 size;
  double  height;
} VtMerge;

GType         vt_dendrogram_get_type (void);
/* @merges: (transfer full): n_points − 1 from g_malloc(), by ascending height; NULL for a single point. */
VtDendrogram *vt_dendrogram_new_take (guint32 n_points, VtMerge *merges);
VtDendrogram *vt_dendrogram_ref (VtDendrogram *dendrogram);
void          vt_dendrogram_unref (VtDendrogram *dendrogram);

guint32        vt_dendrogram_get_n_points (const VtDendrogram *dendrogram);
/* n_points − 1 of them, the dendrogram's own. */
const VtMerge *vt_dendrogram_get_merges (const VtDendrogram *dendrogram);
/* Height of the last merge; 0 for a single point. */
double         vt_dendrogram_get_root_height (const VtDendrogram *dendrogram);
/**
 * vt_dendrogram_cut:
 * @clusters: (out caller-allocates): guint32 [n_points], each point's cluster, numbered in the order of their first
 *   points
 *
 * Points that a merge of height ≤ @height joins share a cluster, as SciPy's fcluster (…, criterion="distance").
 *
 * Returns: the number of clusters
 */
guint32        vt_dendrogram_cut (const VtDendrogram *dendrogram, double height, guint32 *clusters);
/* (transfer full): "dendrogram": merge, a, b, height, size, numbered from 0. */
VtTable       *vt_dendrogram_tabulate (const VtDendrogram *dendrogram);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtDendrogram, vt_dendrogram_unref)

G_END_DECLS

/* Single linkage by the minimum spanning tree.
 *
 * Prim's algorithm from point 0: the point nearest to the tree joins it, the first of equals, as in SciPy's
 * mst_single_linkage. Distances are computed a row at a time and never kept. O(n² n_features) time, O(n) memory. A merge
 * names the two points that joined the tree one after the other: all points between two of Prim's order are joined at
 * the greatest step between them, so this gives the same clusters as the tree's own edges (Müllner, arXiv:1109.2378).
 */
#include "vt-linkage-private.h"

#include <math.h>

#include "vt-linkage-points.h"

typedef struct
{
  VtLinkagePoints points;
  double         *row;   /* [m] distances of the point that joined last */
  double         *least; /* [m] distances to the tree */
  float          *point; /* [n_features] */
  gsize          *kept;
} Tree;

static gboolean
tree_init (Tree *tree, const VtLinkageJob *job)
{
  if (!vt_linkage_points_init (&tree->points, job->points, job->n, job->n_features))
    return FALSE;

  tree->row = g_try_new (double, tree->points.m);
  tree->least = g_try_new (double, tree->points.m);
  tree->kept = g_try_new (gsize, tree->points.m);
  tree->point = g_new (float, MAX (job->n_features, 1));
  if (tree->row == NULL || tree->least == NULL || tree->kept == NULL)
    return FALSE;
  for (gsize slot = 0; slot < tree->points.m; slot++)
    tree->least[slot] = INFINITY;

  return TRUE;
}

static void
tree_clear (Tree *tree)
{
  vt_linkage_points_clear (&tree->points);
  g_free (tree->row);
  g_free (tree->least);
  g_free (tree->point);
  g_free (tree->kept);
}

static void
close_up (Tree *tree)
{
  vt_linkage_points_close_up (&tree->points, tree->kept);
  for (gsize slot = 0; slot < tree->points.n_live; slot++)
    tree->least[slot] = tree->least[tree->kept[slot]];
}

static gboolean
grow (Tree *tree, const VtLinkageJob *job, VtMerge *merges, GError **error)
{
  const VtLinkageKernel *kernel = vt_linkage_kernel_choose ();
  gsize last = 0;

  for (guint32 step = 0; step < job->n - 1; step++)
    {
      guint32 node = tree->points.nodes[last];

      if (!vt_linkage_job_goes_on (job, step, error))
        return FALSE;
      vt_linkage_points_get (&tree->points, last, tree->point);
      vt_linkage_points_drop (&tree->points, last);
      if (vt_linkage_points_are_sparse (&tree->points))
        close_up (tree);
      kernel->measure (tree->points.blocks, job->n_features, tree->point, tree->points.m, tree->row);
      kernel->lower (tree->row, tree->points.m, tree->least);
      last = kernel->find_least (tree->least, tree->points.penalty, tree->points.m, &merges[step].height);
      merges[step].a = node;
      merges[step].b = tree->points.nodes[last];
    }

  return TRUE;
}

gboolean
vt_linkage_tree (const VtLinkageJob *job, VtMerge *merges, GError **error)
{
  Tree tree = { 0 };
  gboolean done = tree_init (&tree, job) ? grow (&tree, job, merges, error) : vt_linkage_job_lacks_memory (job, error);

  tree_clear (&tree);

  return done;
}

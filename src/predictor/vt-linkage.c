/* Agglomerative clustering: the merges of single linkage from vt-linkage-tree.c, of the others from vt-linkage-chain.c,
 * sorted and numbered. Distances are computed in double from the float coordinates, features from first to last, and
 * ties are broken as SciPy does, so that its trees come out to the last bit. */
#include "vt-linkage.h"

#include <math.h>

#include "vt-error.h"
#include "vt-i18n.h"
#include "vt-linkage-private.h"

/* Merges between two calls of a VtLinkageFunc. */
#define REPORT_STEP 64

static const char *const names[VT_N_LINKAGES] = { "single", "average", "complete", "ward" };

const char *
vt_linkage_to_string (VtLinkage linkage)
{
  g_return_val_if_fail ((guint) linkage < VT_N_LINKAGES, NULL);

  return names[linkage];
}

gboolean
vt_linkage_from_string (const char *text, VtLinkage *linkage)
{
  g_return_val_if_fail (text != NULL && linkage != NULL, FALSE);

  for (guint i = 0; i < VT_N_LINKAGES; i++)
    if (g_str_equal (names[i], text))
      {
        *linkage = (VtLinkage) i;
        return TRUE;
      }

  return FALSE;
}

gboolean
vt_linkage_job_goes_on (const VtLinkageJob *job, guint32 n_merges, GError **error)
{
  if (job->func != NULL && n_merges % REPORT_STEP == 0)
    job->func (n_merges, job->data);

  return !g_cancellable_set_error_if_cancelled (job->cancellable, error);
}

gboolean
vt_linkage_job_lacks_memory (const VtLinkageJob *job, GError **error)
{
  const VtPlace place = { .frame = -1, .hint = _ ("Take smaller subsets, or single linkage") };

  vt_set_error_at (error, VT_ERROR_LIMIT, &place, _ ("%u instances are more than memory allows to cluster"), job->n);

  return FALSE;
}

static gboolean
check_points (const VtLinkageJob *job, GError **error)
{
  for (gsize i = 0; i < (gsize) job->n * job->n_features; i++)
    if (!isfinite (job->points[i]))
      {
        vt_set_error_at (error, VT_ERROR_INPUT, NULL,
                         _ ("point %zu has a coordinate that is not finite: it cannot be clustered"),
                         i / job->n_features);
        return FALSE;
      }

  return TRUE;
}

static int
compare_heights (gconstpointer a, gconstpointer b, gpointer data)
{
  const VtMerge *one = a;
  const VtMerge *two = b;

  return (one->height > two->height) - (one->height < two->height);
}

/* The node at the top of what @node is in by now. */
static guint32
find_top (guint32 *above, guint32 node)
{
  guint32 top = node;

  while (above[top] != top)
    top = above[top];
  while (above[node] != top)
    {
      guint32 next = above[node];

      above[node] = top;
      node = next;
    }

  return top;
}

/* From merges of points, sorted, to merges of nodes. */
static void
number_nodes (guint32 n, VtMerge *merges)
{
  g_autofree guint32 *above = g_new (guint32, 2 * (gsize) n);

  for (guint32 node = 0; node < 2 * n - 1; node++)
    above[node] = node;
  for (guint32 i = 0; i < n - 1; i++)
    {
      guint32 one = find_top (above, merges[i].a);
      guint32 two = find_top (above, merges[i].b);

      merges[i].a = MIN (one, two);
      merges[i].b = MAX (one, two);
      merges[i].size = (one < n ? 1 : merges[one - n].size) + (two < n ? 1 : merges[two - n].size);
      above[one] = above[two] = n + i;
    }
}

VtDendrogram *
vt_linkage_compute (const float *points,
                    guint32 n,
                    guint n_features,
                    VtLinkage linkage,
                    VtLinkageFunc func,
                    gpointer data,
                    GCancellable *cancellable,
                    GError **error)
{
  const VtLinkageJob job = { points, n, n_features, linkage, func, data, cancellable };
  g_autofree VtMerge *merges = NULL;

  g_return_val_if_fail (points != NULL && n > 0 && n <= G_MAXINT32, NULL);
  g_return_val_if_fail ((guint) linkage < VT_N_LINKAGES, NULL);

  if (!check_points (&job, error) || g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  if (n == 1)
    return vt_dendrogram_new_take (1, NULL);

  merges = g_new0 (VtMerge, n - 1);
  if (linkage == VT_LINKAGE_SINGLE ? !vt_linkage_tree (&job, merges, error) : !vt_linkage_chain (&job, merges, error))
    return NULL;
  /* Stable: equal heights stay in the order found. */
  g_qsort_with_data (merges, (gint) (n - 1), sizeof *merges, compare_heights, NULL);
  number_nodes (n, merges);

  return vt_dendrogram_new_take (n, g_steal_pointer (&merges));
}

/* Layout of a dendrogram's top.
 *
 * The last max_tips − 1 merges are drawn; the branches below them stand as tips, a unit apart. A branch's place is the
 * mean of the two it is made of. Merges come by ascending height, so everything that rises from points to the root is
 * one loop over them, everything that falls one loop back. O(n log n).
 */
#include "vt-dendrogram-layout.h"

#include <math.h>

#include "vt-quantile.h"

G_DEFINE_BOXED_TYPE (VtDendrogramLayout, vt_dendrogram_layout, vt_dendrogram_layout_copy, vt_dendrogram_layout_free)

/* All nodes of the tree, points and merges: [2 n − 1] each. */
typedef struct
{
  guint32        n;
  const VtMerge *merges;
  guint32        first; /* the first merge that is drawn */
  double        *sums;  /* of labels */
  guint32       *sizes;
  double        *x;
  guint32       *tip; /* of a point: the node it is drawn as */
} Tree;

static void
tree_init (Tree *tree, const VtDendrogram *dendrogram, const double *labels, guint max_tips)
{
  const guint32 n = vt_dendrogram_get_n_points (dendrogram);

  tree->n = n;
  tree->merges = vt_dendrogram_get_merges (dendrogram);
  tree->first = n - MIN (n, max_tips);
  tree->sums = g_new (double, 2 * (gsize) n);
  tree->sizes = g_new (guint32, 2 * (gsize) n);
  tree->x = g_new (double, 2 * (gsize) n);
  tree->tip = g_new (guint32, 2 * (gsize) n);
  for (guint32 i = 0; i < n; i++)
    {
      tree->sums[i] = labels[i];
      tree->sizes[i] = 1;
    }
  for (guint32 i = 0; i + 1 < n; i++)
    {
      const VtMerge *merge = &tree->merges[i];

      tree->sums[n + i] = tree->sums[merge->a] + tree->sums[merge->b];
      tree->sizes[n + i] = merge->size;
    }
  for (guint32 node = 0; node < 2 * n - 1; node++)
    tree->tip[node] = node;
  for (guint32 i = tree->first; i-- > 0;)
    tree->tip[tree->merges[i].a] = tree->tip[tree->merges[i].b] = tree->tip[n + i];
}

static void
tree_clear (Tree *tree)
{
  g_free (tree->sums);
  g_free (tree->sizes);
  g_free (tree->x);
  g_free (tree->tip);
}

static double
get_height (const Tree *tree, guint32 node)
{
  return node < tree->n ? 0 : tree->merges[node - tree->n].height;
}

static gboolean
is_tip (const Tree *tree, guint32 node)
{
  return node < tree->n + tree->first;
}

/* The branch of the lower mean label, the first of equals. */
static guint32
get_left (const Tree *tree, const VtMerge *merge)
{
  return tree->sums[merge->b] / tree->sizes[merge->b] < tree->sums[merge->a] / tree->sizes[merge->a] ? merge->b
                                                                                                     : merge->a;
}

/* Tips from left to right: [n_tips] nodes; sets x of all that is drawn. */
static guint32 *
place_tips (Tree *tree, guint n_tips)
{
  guint32 *tips = g_new (guint32, n_tips);
  g_autofree guint32 *stack = g_new (guint32, n_tips + 1);
  guint n_stack = 1;
  guint n = 0;

  stack[0] = 2 * tree->n - 2;
  while (n_stack > 0)
    {
      guint32 node = stack[--n_stack];

      if (is_tip (tree, node))
        {
          tree->x[node] = n;
          tips[n++] = node;
        }
      else
        {
          const VtMerge *merge = &tree->merges[node - tree->n];
          guint32 left = get_left (tree, merge);

          stack[n_stack++] = left == merge->a ? merge->b : merge->a;
          stack[n_stack++] = left;
        }
    }
  g_assert (n == n_tips);
  for (guint32 i = tree->first; i + 1 < tree->n; i++)
    tree->x[tree->n + i] = (tree->x[tree->merges[i].a] + tree->x[tree->merges[i].b]) / 2;

  return tips;
}

/* The most frequent of the sorted labels, the lowest of equals. */
static double
find_mode (const double *sorted, gsize n)
{
  double mode = NAN;
  gsize most = 0;

  for (gsize begin = 0, end; begin < n; begin = end)
    {
      for (end = begin + 1; end < n && sorted[end] == sorted[begin]; end++)
        ;
      if (end - begin > most)
        {
          most = end - begin;
          mode = sorted[begin];
        }
    }

  return mode;
}

/* Modes of the labels of each group of points: (transfer full): double [n_groups]. */
static double *
find_modes (const double *labels, const guint32 *groups, guint32 n, guint32 n_groups)
{
  g_autofree gsize *ends = g_new0 (gsize, n_groups + 1);
  g_autofree double *sorted = g_new (double, n);
  double *modes = g_new (double, n_groups);

  for (guint32 i = 0; i < n; i++)
    ends[groups[i] + 1]++;
  for (guint32 g = 0; g < n_groups; g++)
    ends[g + 1] += ends[g];
  for (guint32 i = 0; i < n; i++)
    sorted[ends[groups[i]]++] = labels[i];
  for (guint32 g = 0; g < n_groups; g++)
    {
      gsize begin = g > 0 ? ends[g - 1] : 0;

      qsort (sorted + begin, ends[g] - begin, sizeof *sorted, vt_compare_doubles);
      modes[g] = find_mode (sorted + begin, ends[g] - begin);
    }

  return modes;
}

/* Any point of each node: [2 n − 1]. */
static guint32 *
find_points (const Tree *tree)
{
  guint32 *points = g_new (guint32, 2 * (gsize) tree->n);

  for (guint32 i = 0; i < tree->n; i++)
    points[i] = i;
  for (guint32 i = 0; i + 1 < tree->n; i++)
    points[tree->n + i] = points[tree->merges[i].a];

  return points;
}

static void
fill_clusters (VtDendrogramLayout *layout, const Tree *tree, const double *labels, const guint32 *clusters)
{
  g_autofree double *modes = find_modes (labels, clusters, tree->n, layout->n_clusters);

  layout->clusters = g_new (VtDendrogramCluster, layout->n_clusters);
  for (guint c = 0; c < layout->n_clusters; c++)
    layout->clusters[c] = (VtDendrogramCluster){ .label = modes[c], .x_left = NAN, .x_right = NAN };
  for (guint32 i = 0; i < tree->n; i++)
    layout->clusters[clusters[i]].size++;
}

static void
fill_tips (VtDendrogramLayout *layout,
           const Tree *tree,
           const guint32 *tips,
           const double *labels,
           const guint32 *clusters,
           const guint32 *points)
{
  g_autofree guint32 *places = g_new (guint32, tree->n);
  g_autofree double *modes = NULL;

  for (guint32 i = 0; i < tree->n; i++)
    places[i] = (guint32) tree->x[tree->tip[i]];
  modes = find_modes (labels, places, tree->n, layout->n_tips);
  layout->tips = g_new (VtDendrogramTip, layout->n_tips);
  for (guint t = 0; t < layout->n_tips; t++)
    {
      VtDendrogramTip *tip = &layout->tips[t];
      VtDendrogramCluster *cluster = &layout->clusters[clusters[points[tips[t]]]];

      tip->x = t;
      tip->height = get_height (tree, tips[t]);
      tip->label = modes[t];
      tip->size = tree->sizes[tips[t]];
      tip->cluster = tip->height <= layout->cut ? (int) (cluster - layout->clusters) : -1;
      if (tip->cluster < 0)
        continue;
      cluster->x_left = fmin (cluster->x_left, tip->x);
      cluster->x_right = fmax (cluster->x_right, tip->x);
    }
}

static void
fill_links (VtDendrogramLayout *layout, const Tree *tree, const guint32 *clusters, const guint32 *points)
{
  layout->links = g_new (VtDendrogramLink, MAX (layout->n_links, 1));
  for (guint i = 0; i < layout->n_links; i++)
    {
      VtDendrogramLink *link = &layout->links[i];
      const VtMerge *merge = &tree->merges[tree->first + i];
      guint32 left = get_left (tree, merge);
      guint32 right = left == merge->a ? merge->b : merge->a;

      link->x_left = tree->x[left];
      link->x_right = tree->x[right];
      link->y_left = is_tip (tree, left) ? 0 : get_height (tree, left);
      link->y_right = is_tip (tree, right) ? 0 : get_height (tree, right);
      link->y_top = merge->height;
      link->cluster = merge->height <= layout->cut ? (int) clusters[points[left]] : -1;
    }
}

VtDendrogramLayout *
vt_dendrogram_lay_out (const VtDendrogram *dendrogram, const double *labels, double cut, guint max_tips)
{
  VtDendrogramLayout *layout;
  g_autofree guint32 *clusters = NULL;
  g_autofree guint32 *tips = NULL;
  g_autofree guint32 *points = NULL;
  Tree tree;

  g_return_val_if_fail (dendrogram != NULL && labels != NULL && max_tips > 0, NULL);

  tree_init (&tree, dendrogram, labels, max_tips);
  layout = g_new0 (VtDendrogramLayout, 1);
  layout->cut = cut;
  layout->root_height = vt_dendrogram_get_root_height (dendrogram);
  layout->n_tips = MIN (tree.n, max_tips);
  layout->n_links = layout->n_tips - 1;
  clusters = g_new (guint32, tree.n);
  layout->n_clusters = vt_dendrogram_cut (dendrogram, cut, clusters);
  tips = place_tips (&tree, layout->n_tips);
  points = find_points (&tree);
  fill_clusters (layout, &tree, labels, clusters);
  fill_tips (layout, &tree, tips, labels, clusters, points);
  fill_links (layout, &tree, clusters, points);
  tree_clear (&tree);

  return layout;
}

VtDendrogramLayout *
vt_dendrogram_layout_copy (const VtDendrogramLayout *layout)
{
  VtDendrogramLayout *copy;

  g_return_val_if_fail (layout != NULL, NULL);

  copy = g_memdup2 (layout, sizeof *layout);
  copy->links = g_memdup2 (layout->links, layout->n_links * sizeof *layout->links);
  copy->tips = g_memdup2 (layout->tips, layout->n_tips * sizeof *layout->tips);
  copy->clusters = g_memdup2 (layout->clusters, layout->n_clusters * sizeof *layout->clusters);

  return copy;
}

void
vt_dendrogram_layout_free (VtDendrogramLayout *layout)
{
  g_return_if_fail (layout != NULL);

  g_free (layout->links);
  g_free (layout->tips);
  g_free (layout->clusters);
  g_free (layout);
}

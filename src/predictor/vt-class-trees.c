/* Subsets are clustered side by side, each on one thread, as many at once as memory allows. A tree and its temperatures
 * take 32 bytes an instance and are kept. */
#include "vt-class-trees.h"

#include "vt-parallel.h"
#include "vt-subsets.h"

/* Bytes that the clustering of subsets may take together, and what one takes for a pair of instances. */
#define MEMORY ((gsize) 1 << 30)
#define BYTES_A_PAIR 5

struct _VtClassTrees
{
  gatomicrefcount references;
  guint           n_subsets;
  guint32         n_instances;
  VtDendrogram  **dendrograms;  /* [n_subsets] */
  double        **temperatures; /* [n_subsets][n_instances] */
};

/* All subsets at work. */
typedef struct
{
  VtClassTrees    *trees;
  const VtSubsets *subsets;
  VtLinkage        linkage;
  guint            n_lags;
  guint            first;    /* subset of the loop's first chunk */
  GError         **errors;   /* [n_subsets] */
  gsize            n_merges; /* atomic */
  VtProgress      *progress;
  GCancellable    *cancellable;
} Work;

/* What a clustering tells of its progress. */
typedef struct
{
  Work   *work;
  guint32 told;
} Report;

static void
report (guint32 n_merges, gpointer data)
{
  Report *state = data;
  Work *work = state->work;
  gsize done = __atomic_add_fetch (&work->n_merges, n_merges - state->told, __ATOMIC_RELAXED);

  state->told = n_merges;
  vt_progress_set (work->progress, (double) done / ((double) work->trees->n_subsets * work->trees->n_instances));
}

static void
cluster_chunk (const VtChunk *chunk, gpointer data)
{
  Work *work = data;
  VtClassTrees *trees = work->trees;

  for (gsize i = chunk->begin; i < chunk->end; i++)
    {
      const guint number = work->first + (guint) i;
      g_autofree float *points = g_new (float, (gsize) trees->n_instances * work->n_lags);
      Report state = { work, 0 };

      trees->temperatures[number] = g_new (double, trees->n_instances);
      vt_subsets_draw (work->subsets, number, points, trees->temperatures[number]);
      trees->dendrograms[number] = vt_linkage_compute (points, trees->n_instances, work->n_lags, work->linkage, report,
                                                       &state, work->cancellable, &work->errors[number]);
    }
}

/* The error of the first subset that has one, so that it does not depend on threads. */
static gboolean
check (Work *work, GError **error)
{
  for (guint i = 0; i < work->trees->n_subsets; i++)
    if (work->errors[i] != NULL)
      {
        g_propagate_error (error, g_steal_pointer (&work->errors[i]));
        return FALSE;
      }

  return TRUE;
}

static gboolean
cluster (Work *work, GError **error)
{
  const double pairs = (double) work->trees->n_instances * work->trees->n_instances / 2;
  const guint n = work->trees->n_subsets;
  const guint at_once = (guint) CLAMP (MEMORY / (pairs * BYTES_A_PAIR), 1, n);
  gboolean done = TRUE;

  work->errors = g_new0 (GError *, n);
  for (work->first = 0; done && work->first < n; work->first += at_once)
    done = vt_parallel_for (MIN (at_once, n - work->first), 1, cluster_chunk, work, NULL, work->cancellable, error)
           && check (work, error);
  for (guint i = 0; i < n; i++)
    g_clear_error (&work->errors[i]);
  g_free (work->errors);

  return done;
}

VtClassTrees *
vt_class_trees_new (const VtDataset *dataset,
                    const VtClassSelectionOptions *options,
                    VtProgress *progress,
                    GCancellable *cancellable,
                    GError **error)
{
  g_autoptr (VtSubsets) subsets = NULL;
  g_autoptr (VtClassTrees) trees = NULL;
  Work work = { .progress = progress, .cancellable = cancellable };

  g_return_val_if_fail (dataset != NULL && options != NULL, NULL);

  subsets = vt_subsets_new (dataset, options->scaling, options->n_instances, options->seed, cancellable, error);
  if (subsets == NULL)
    return NULL;

  trees = g_new0 (VtClassTrees, 1);
  g_atomic_ref_count_init (&trees->references);
  trees->n_instances = vt_subsets_get_n (subsets);
  trees->n_subsets = vt_subsets_are_whole (subsets) ? 1 : options->n_subsets;
  trees->dendrograms = g_new0 (VtDendrogram *, trees->n_subsets);
  trees->temperatures = g_new0 (double *, trees->n_subsets);
  work.trees = trees;
  work.subsets = subsets;
  work.linkage = options->linkage;
  vt_dataset_get_lags (dataset, &work.n_lags);

  return cluster (&work, error) ? g_steal_pointer (&trees) : NULL;
}

VtClassTrees *
vt_class_trees_ref (VtClassTrees *trees)
{
  g_return_val_if_fail (trees != NULL, NULL);

  g_atomic_ref_count_inc (&trees->references);

  return trees;
}

void
vt_class_trees_unref (VtClassTrees *trees)
{
  g_return_if_fail (trees != NULL);

  if (!g_atomic_ref_count_dec (&trees->references))
    return;

  for (guint i = 0; i < trees->n_subsets; i++)
    {
      g_clear_pointer (&trees->dendrograms[i], vt_dendrogram_unref);
      g_free (trees->temperatures[i]);
    }
  g_free (trees->dendrograms);
  g_free (trees->temperatures);
  g_free (trees);
}

guint
vt_class_trees_get_n_subsets (const VtClassTrees *trees)
{
  g_return_val_if_fail (trees != NULL, 0);

  return trees->n_subsets;
}

guint32
vt_class_trees_get_n_instances (const VtClassTrees *trees)
{
  g_return_val_if_fail (trees != NULL, 0);

  return trees->n_instances;
}

VtDendrogram *
vt_class_trees_get_dendrogram (const VtClassTrees *trees, guint subset)
{
  g_return_val_if_fail (trees != NULL && subset < trees->n_subsets, NULL);

  return trees->dendrograms[subset];
}

const double *
vt_class_trees_get_temperatures (const VtClassTrees *trees, guint subset)
{
  g_return_val_if_fail (trees != NULL && subset < trees->n_subsets, NULL);

  return trees->temperatures[subset];
}

/* Class selection.
 *
 * Liu, Lu, Tu, Shen, J. Mater. Inf. 2022;2:20: random subsets of instances are clustered by their lg features; a cluster
 * of at least 0.8 n/N_T instances, N_T the number of temperatures, qualifies and stands for the temperature most of its
 * instances have, the lower of equals. The share of a temperature is that of its clusters in the qualified clusters of
 * all subsets; those with the minimum share are the classes. The paper: n = 4000, single linkage, cut at 3.6.
 *
 * Subsets run side by side, as many as memory allows; counts are whole numbers, so that their order cannot matter.
 */
#include "vt-class-selection.h"

#include <math.h>

#include "vt-error.h"
#include "vt-i18n.h"
#include "vt-parallel.h"
#include "vt-subsets.h"

/* Bytes that the clustering of subsets may take together, and what one takes for a pair of instances. */
#define MEMORY ((gsize) 1 << 30)
#define BYTES_A_PAIR 5
/* 0.8·4000/20 is 160 for a person, and may be a little more in binary. */
#define SLACK (1 + 1e-12)

struct _VtClassSelection
{
  gatomicrefcount references;
  VtClassSelectionOptions options;
  guint n_subsets;
  guint32 n_instances;
  guint n_temperatures;
  double *temperatures; /* [n_temperatures] K, ascending */
  guint *qualified;     /* [n_temperatures] clusters */
  guint *occurrences;   /* [n_temperatures] subsets with such a cluster */
  guint n_qualified;
  double largest; /* mean share of a subset's largest cluster in its instances */
  guint n_classes;
  double *classes;
  VtDendrogram *dendrogram; /* of the first subset */
  double *labels;           /* [n_instances] K */
  double cut;
};

G_DEFINE_BOXED_TYPE (VtClassSelection, vt_class_selection, vt_class_selection_ref, vt_class_selection_unref)

/* All subsets at work. */
typedef struct
{
  VtClassSelection *selection;
  const VtSubsets *subsets;
  guint n_lags;
  guint first;      /* subset of the loop's first chunk */
  guint *qualified; /* [n_subsets][n_temperatures] */
  guint32 *largest; /* [n_subsets] */
  GError **errors;  /* [n_subsets] */
  gsize n_merges;   /* atomic */
  VtProgress *progress;
  GCancellable *cancellable;
} Work;

/* What a clustering tells of its progress. */
typedef struct
{
  Work *work;
  guint32 told;
} Report;

/* ---- one subset ---- */

static void
report (guint32 n_merges, gpointer data)
{
  Report *state = data;
  Work *work = state->work;
  gsize done = __atomic_add_fetch (&work->n_merges, n_merges - state->told, __ATOMIC_RELAXED);

  state->told = n_merges;
  vt_progress_set (work->progress,
                   (double) done / ((double) work->selection->n_subsets * work->selection->n_instances));
}

static guint
find_temperature (const VtClassSelection *selection, double temperature)
{
  guint t = 0;

  while (selection->temperatures[t] != temperature)
    t++;

  return t;
}

/* Adds the qualified clusters to @qualified, [n_temperatures]; returns the size of the largest. */
static guint32
count_clusters (const VtClassSelection *selection,
                const guint32 *clusters,
                guint32 n_clusters,
                const double *labels,
                guint *qualified)
{
  const guint n_temperatures = selection->n_temperatures;
  const double least = vt_class_selection_get_qualified_size (selection);
  g_autofree guint32 *sizes = g_new0 (guint32, n_clusters);
  g_autofree guint32 *counts = g_new (guint32, n_temperatures);
  guint32 largest = 0;

  for (guint32 i = 0; i < selection->n_instances; i++)
    sizes[clusters[i]]++;
  for (guint32 c = 0; c < n_clusters; c++)
    {
      guint mode = 0;

      largest = MAX (largest, sizes[c]);
      if (sizes[c] * SLACK < least)
        continue;
      for (guint t = 0; t < n_temperatures; t++)
        counts[t] = 0;
      for (guint32 i = 0; i < selection->n_instances; i++)
        if (clusters[i] == c)
          counts[find_temperature (selection, labels[i])]++;
      for (guint t = 1; t < n_temperatures; t++)
        if (counts[t] > counts[mode])
          mode = t;
      qualified[mode]++;
    }

  return largest;
}

static void
cluster_subset (Work *work, guint number)
{
  VtClassSelection *selection = work->selection;
  const guint32 n = selection->n_instances;
  g_autofree float *points = g_new (float, (gsize) n * work->n_lags);
  g_autofree double *labels = g_new (double, n);
  g_autofree guint32 *clusters = g_new (guint32, n);
  g_autoptr (VtDendrogram) dendrogram = NULL;
  Report state = { work, 0 };
  guint32 n_clusters;
  double cut;

  vt_subsets_draw (work->subsets, number, points, labels);
  dendrogram = vt_linkage_compute (points, n, work->n_lags, selection->options.linkage, report, &state,
                                   work->cancellable, &work->errors[number]);
  if (dendrogram == NULL)
    return;

  cut = selection->options.cut;
  if (selection->options.cut_kind == VT_CLASS_CUT_SHARE)
    cut *= vt_dendrogram_get_root_height (dendrogram);
  n_clusters = vt_dendrogram_cut (dendrogram, cut, clusters);
  work->largest[number] = count_clusters (selection, clusters, n_clusters, labels,
                                          work->qualified + (gsize) number * selection->n_temperatures);
  if (number == 0)
    {
      selection->dendrogram = g_steal_pointer (&dendrogram);
      selection->labels = g_steal_pointer (&labels);
      selection->cut = cut;
    }
}

static void
cluster_chunk (const VtChunk *chunk, gpointer data)
{
  Work *work = data;

  for (gsize i = chunk->begin; i < chunk->end; i++)
    cluster_subset (work, work->first + (guint) i);
}

/* ---- all subsets ---- */

static gboolean
cluster_subsets (Work *work, GError **error)
{
  const double pairs = (double) work->selection->n_instances * work->selection->n_instances / 2;
  const guint n = work->selection->n_subsets;
  const guint at_once = (guint) CLAMP (MEMORY / (pairs * BYTES_A_PAIR), 1, n);

  for (work->first = 0; work->first < n; work->first += at_once)
    {
      if (!vt_parallel_for (MIN (at_once, n - work->first), 1, cluster_chunk, work, NULL, work->cancellable, error))
        return FALSE;
      for (guint i = 0; i < n; i++)
        if (work->errors[i] != NULL)
          {
            g_propagate_error (error, g_steal_pointer (&work->errors[i]));
            return FALSE;
          }
    }

  return TRUE;
}

static void
select_classes (VtClassSelection *selection, const Work *work)
{
  for (guint s = 0; s < selection->n_subsets; s++)
    {
      selection->largest += (double) work->largest[s] / selection->n_instances / selection->n_subsets;
      for (guint t = 0; t < selection->n_temperatures; t++)
        {
          guint count = work->qualified[(gsize) s * selection->n_temperatures + t];

          selection->qualified[t] += count;
          selection->occurrences[t] += count > 0;
          selection->n_qualified += count;
        }
    }
  for (guint t = 0; t < selection->n_temperatures; t++)
    if (selection->qualified[t] > 0
        && selection->qualified[t] * SLACK >= selection->options.minimum_share * selection->n_qualified)
      selection->classes[selection->n_classes++] = selection->temperatures[t];
}

static gboolean
run (VtClassSelection *selection, Work *work, GError **error)
{
  const guint n = selection->n_subsets;
  gboolean done;

  work->qualified = g_new0 (guint, (gsize) n * selection->n_temperatures);
  work->largest = g_new0 (guint32, n);
  work->errors = g_new0 (GError *, n);
  done = cluster_subsets (work, error);
  if (done)
    select_classes (selection, work);
  for (guint i = 0; i < n; i++)
    g_clear_error (&work->errors[i]);
  g_free (work->errors);
  g_free (work->largest);
  g_free (work->qualified);

  return done;
}

static VtClassSelection *
selection_new (const VtDataset *dataset, const VtClassSelectionOptions *options)
{
  VtClassSelection *selection = g_new0 (VtClassSelection, 1);

  g_atomic_ref_count_init (&selection->references);
  selection->options = *options;
  selection->temperatures = vt_dataset_get_temperatures (dataset, &selection->n_temperatures);
  selection->qualified = g_new0 (guint, selection->n_temperatures);
  selection->occurrences = g_new0 (guint, selection->n_temperatures);
  selection->classes = g_new0 (double, selection->n_temperatures);

  return selection;
}

VtClassSelection *
vt_class_selection_run (const VtDataset *dataset,
                        const VtClassSelectionOptions *options,
                        VtProgress *progress,
                        GCancellable *cancellable,
                        GError **error)
{
  g_autoptr (VtClassSelection) selection = NULL;
  g_autoptr (VtSubsets) subsets = NULL;
  Work work = { .progress = progress, .cancellable = cancellable };

  g_return_val_if_fail (dataset != NULL && options != NULL, NULL);

  if (!vt_class_selection_options_check (options, error))
    return NULL;
  selection = selection_new (dataset, options);
  if (selection->n_temperatures < 2)
    {
      vt_set_error_at (error, VT_ERROR_INPUT, NULL, _ ("class selection needs runs at two temperatures or more"));
      return NULL;
    }
  subsets = vt_subsets_new (dataset, options->scaling, options->n_instances, options->seed, cancellable, error);
  if (subsets == NULL)
    return NULL;
  selection->n_instances = vt_subsets_get_n (subsets);
  selection->n_subsets = vt_subsets_are_whole (subsets) ? 1 : options->n_subsets;

  work.selection = selection;
  work.subsets = subsets;
  vt_dataset_get_lags (dataset, &work.n_lags);

  return run (selection, &work, error) ? g_steal_pointer (&selection) : NULL;
}

VtClassSelection *
vt_class_selection_ref (VtClassSelection *selection)
{
  g_return_val_if_fail (selection != NULL, NULL);

  g_atomic_ref_count_inc (&selection->references);

  return selection;
}

void
vt_class_selection_unref (VtClassSelection *selection)
{
  g_return_if_fail (selection != NULL);

  if (!g_atomic_ref_count_dec (&selection->references))
    return;

  g_clear_pointer (&selection->dendrogram, vt_dendrogram_unref);
  g_free (selection->temperatures);
  g_free (selection->qualified);
  g_free (selection->occurrences);
  g_free (selection->classes);
  g_free (selection->labels);
  g_free (selection);
}

/* ---- what came out ---- */

static const char *
advise (const VtClassSelection *selection)
{
  guint n = 0;

  for (guint t = 0; t < selection->n_temperatures; t++)
    n += selection->qualified[t] > 0;
  if (n == 0)
    return _ ("Raise the cut, or lower the share of instances that qualifies a cluster");
  if (n > 1)
    return _ ("Lower the least share of clusters that selects a temperature");
  if (selection->largest > 0.5)
    return _ ("One cluster takes in most instances: lower the cut, or choose another linkage");

  return _ ("Change the cut, or lower the share of instances that qualifies a cluster");
}

gboolean
vt_class_selection_check (const VtClassSelection *selection, GError **error)
{
  VtPlace place = { .frame = -1 };

  g_return_val_if_fail (selection != NULL, FALSE);

  if (selection->n_classes >= 2)
    return TRUE;
  place.hint = advise (selection);
  vt_set_error_at (error, VT_ERROR_INPUT, &place,
                   _ ("class selection found %u of the at least two classes needed, with %u qualified clusters in %u "
                      "subsets"),
                   selection->n_classes, selection->n_qualified, selection->n_subsets);

  return FALSE;
}

const VtClassSelectionOptions *
vt_class_selection_get_options (const VtClassSelection *selection)
{
  g_return_val_if_fail (selection != NULL, NULL);

  return &selection->options;
}

guint
vt_class_selection_get_n_subsets (const VtClassSelection *selection)
{
  g_return_val_if_fail (selection != NULL, 0);

  return selection->n_subsets;
}

guint32
vt_class_selection_get_n_instances (const VtClassSelection *selection)
{
  g_return_val_if_fail (selection != NULL, 0);

  return selection->n_instances;
}

double
vt_class_selection_get_qualified_size (const VtClassSelection *selection)
{
  g_return_val_if_fail (selection != NULL, NAN);

  return selection->options.qualified_share * selection->n_instances / selection->n_temperatures;
}

guint
vt_class_selection_get_n_qualified (const VtClassSelection *selection)
{
  g_return_val_if_fail (selection != NULL, 0);

  return selection->n_qualified;
}

const double *
vt_class_selection_get_classes (const VtClassSelection *selection, guint *n)
{
  g_return_val_if_fail (selection != NULL && n != NULL, NULL);

  *n = selection->n_classes;

  return selection->classes;
}

VtDendrogram *
vt_class_selection_get_dendrogram (const VtClassSelection *selection)
{
  g_return_val_if_fail (selection != NULL, NULL);

  return selection->dendrogram;
}

const double *
vt_class_selection_get_temperatures (const VtClassSelection *selection)
{
  g_return_val_if_fail (selection != NULL, NULL);

  return selection->labels;
}

double
vt_class_selection_get_cut (const VtClassSelection *selection)
{
  g_return_val_if_fail (selection != NULL, NAN);

  return selection->cut;
}

VtDendrogramLayout *
vt_class_selection_lay_out (const VtClassSelection *selection, guint max_tips)
{
  g_return_val_if_fail (selection != NULL, NULL);

  return vt_dendrogram_lay_out (selection->dendrogram, selection->labels, selection->cut, max_tips);
}

static gboolean
is_class (const VtClassSelection *selection, double temperature)
{
  for (guint c = 0; c < selection->n_classes; c++)
    if (selection->classes[c] == temperature)
      return TRUE;

  return FALSE;
}

VtTable *
vt_class_selection_tabulate (const VtClassSelection *selection)
{
  VtTable *table;

  g_return_val_if_fail (selection != NULL, NULL);

  table = vt_table_new ("classes");
  vt_table_add_numbers (table, "temperature", VT_UNIT_KELVIN);
  vt_table_add_numbers (table, "qualified", VT_UNIT_NONE);
  vt_table_add_numbers (table, "share_percent", VT_UNIT_PERCENT);
  vt_table_add_numbers (table, "selected", VT_UNIT_NONE);
  vt_table_add_numbers (table, "subsets_percent", VT_UNIT_PERCENT);
  for (guint t = 0; t < selection->n_temperatures; t++)
    {
      guint row = vt_table_add_row (table);

      vt_table_set_number (table, row, 0, selection->temperatures[t]);
      vt_table_set_number (table, row, 1, selection->qualified[t]);
      if (selection->n_qualified > 0)
        vt_table_set_number (table, row, 2, 100.0 * selection->qualified[t] / selection->n_qualified);
      vt_table_set_number (table, row, 3, is_class (selection, selection->temperatures[t]));
      vt_table_set_number (table, row, 4, 100.0 * selection->occurrences[t] / selection->n_subsets);
    }

  return table;
}

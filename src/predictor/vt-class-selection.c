/* Class selection.
 *
 * Liu, Lu, Tu, Shen, J. Mater. Inf. 2022;2:20: random subsets of instances are clustered by their lg features; a cluster
 * of at least 0.8 n/N_T instances, N_T the number of temperatures, qualifies and stands for the temperature most of its
 * instances have, the lower of equals. The share of a temperature is that of its clusters in the qualified clusters of
 * all subsets; those with the minimum share are the classes. Where a subset has fewer than two qualified clusters on the
 * average, nothing is told apart, the temperature of the one is chance, and there are no classes. The paper: n = 4000,
 * single linkage, cut at 3.6.
 */
#include "vt-class-selection.h"

#include <math.h>
#include <stdlib.h>

#include "vt-class-trees.h"
#include "vt-error.h"
#include "vt-i18n.h"
#include "vt-parallel.h"
#include "vt-quantile.h"

/* 0.8·4000/20 is 160 for a person, and may be a little more in binary. */
#define SLACK (1 + 1e-12)

struct _VtClassSelection
{
  gatomicrefcount         references;
  VtClassSelectionOptions options;
  VtClassTrees           *trees;
  guint                   n_temperatures;
  double                 *temperatures; /* [n_temperatures] K, ascending */
  guint                  *qualified;    /* [n_temperatures] clusters */
  guint                  *occurrences;  /* [n_temperatures] subsets with such a cluster */
  guint                   n_qualified;
  double                  largest; /* mean share of a subset's largest cluster in its instances */
  guint                   n_classes;
  double                 *classes;
};

G_DEFINE_BOXED_TYPE (VtClassSelection, vt_class_selection, vt_class_selection_ref, vt_class_selection_unref)

/* What all subsets give. */
typedef struct
{
  const VtClassSelection *selection;
  guint                  *qualified; /* [n_subsets][n_temperatures] clusters */
  guint32                *largest;   /* [n_subsets] size of the largest cluster */
} Counts;

static guint
find_temperature (const VtClassSelection *selection, double temperature)
{
  const double *found
      = bsearch (&temperature, selection->temperatures, selection->n_temperatures, sizeof *found, vt_compare_doubles);

  return (guint) (found - selection->temperatures);
}

static double
get_cut (const VtClassSelection *selection, guint subset)
{
  const VtClassSelectionOptions *options = &selection->options;

  return options->cut_kind == VT_CLASS_CUT_HEIGHT
             ? options->cut
             : options->cut * vt_dendrogram_get_root_height (vt_class_trees_get_dendrogram (selection->trees, subset));
}

static void
count_subset (const Counts *counts, guint subset)
{
  const VtClassSelection *selection = counts->selection;
  const guint n_temperatures = selection->n_temperatures;
  const guint32 n = vt_class_trees_get_n_instances (selection->trees);
  const double *labels = vt_class_trees_get_temperatures (selection->trees, subset);
  const double least = vt_class_selection_get_qualified_size (selection);
  g_autofree guint32 *clusters = g_new (guint32, n);
  guint32 n_clusters = vt_dendrogram_cut (vt_class_trees_get_dendrogram (selection->trees, subset),
                                          get_cut (selection, subset), clusters);
  g_autofree guint32 *members = g_new0 (guint32, (gsize) n_clusters * n_temperatures);

  for (guint32 i = 0; i < n; i++)
    members[(gsize) clusters[i] * n_temperatures + find_temperature (selection, labels[i])]++;
  for (guint32 c = 0; c < n_clusters; c++)
    {
      const guint32 *of = members + (gsize) c * n_temperatures;
      guint32 size = 0;
      guint mode = 0;

      for (guint t = 0; t < n_temperatures; t++)
        {
          size += of[t];
          mode = of[t] > of[mode] ? t : mode;
        }
      counts->largest[subset] = MAX (counts->largest[subset], size);
      if (size * SLACK >= least)
        counts->qualified[(gsize) subset * n_temperatures + mode]++;
    }
}

static void
count_chunk (const VtChunk *chunk, gpointer data)
{
  for (gsize subset = chunk->begin; subset < chunk->end; subset++)
    count_subset (data, (guint) subset);
}

static void
add_counts (VtClassSelection *selection, const Counts *counts)
{
  const guint n = vt_class_trees_get_n_subsets (selection->trees);

  for (guint s = 0; s < n; s++)
    {
      selection->largest += (double) counts->largest[s] / vt_class_trees_get_n_instances (selection->trees) / n;
      for (guint t = 0; t < selection->n_temperatures; t++)
        {
          guint count = counts->qualified[(gsize) s * selection->n_temperatures + t];

          selection->qualified[t] += count;
          selection->occurrences[t] += count > 0;
          selection->n_qualified += count;
        }
    }
}

static void
select_classes (VtClassSelection *selection)
{
  const VtClassSelectionOptions *options = &selection->options;

  if (selection->n_qualified < 2 * vt_class_trees_get_n_subsets (selection->trees))
    return;
  for (guint t = 0; t < selection->n_temperatures; t++)
    if (selection->qualified[t] > 0
        && selection->qualified[t] * SLACK >= options->minimum_share * selection->n_qualified)
      selection->classes[selection->n_classes++] = selection->temperatures[t];
}

/* @temperatures: (transfer full) */
static VtClassSelection *
selection_new (VtClassTrees *trees, const VtClassSelectionOptions *options, double *temperatures, guint n_temperatures)
{
  VtClassSelection *selection = g_new0 (VtClassSelection, 1);
  g_autofree guint *qualified = g_new0 (guint, (gsize) vt_class_trees_get_n_subsets (trees) * n_temperatures);
  g_autofree guint32 *largest = g_new0 (guint32, vt_class_trees_get_n_subsets (trees));
  Counts counts = { selection, qualified, largest };

  g_atomic_ref_count_init (&selection->references);
  selection->trees = vt_class_trees_ref (trees);
  selection->options = *options;
  selection->n_temperatures = n_temperatures;
  selection->temperatures = temperatures;
  selection->qualified = g_new0 (guint, n_temperatures);
  selection->occurrences = g_new0 (guint, n_temperatures);
  selection->classes = g_new0 (double, n_temperatures);
  vt_parallel_for (vt_class_trees_get_n_subsets (trees), 1, count_chunk, &counts, NULL, NULL, NULL);
  add_counts (selection, &counts);
  select_classes (selection);

  return selection;
}

VtClassSelection *
vt_class_selection_run (const VtDataset *dataset,
                        const VtClassSelectionOptions *options,
                        VtProgress *progress,
                        GCancellable *cancellable,
                        GError **error)
{
  g_autofree double *temperatures = NULL;
  g_autoptr (VtClassTrees) trees = NULL;
  guint n;

  g_return_val_if_fail (dataset != NULL && options != NULL, NULL);

  if (!vt_class_selection_options_check (options, error))
    return NULL;
  temperatures = vt_dataset_get_temperatures (dataset, &n);
  if (n < 2)
    {
      vt_set_error_at (error, VT_ERROR_INPUT, NULL, _ ("class selection needs runs at two temperatures or more"));
      return NULL;
    }
  trees = vt_class_trees_new (dataset, options, progress, cancellable, error);

  return trees != NULL ? selection_new (trees, options, g_steal_pointer (&temperatures), n) : NULL;
}

VtClassSelection *
vt_class_selection_cut (const VtClassSelection *selection, const VtClassSelectionOptions *options, GError **error)
{
  VtClassSelectionOptions changed;

  g_return_val_if_fail (selection != NULL && options != NULL, NULL);

  if (!vt_class_selection_options_check (options, error))
    return NULL;
  changed = selection->options;
  changed.cut_kind = options->cut_kind;
  changed.cut = options->cut;
  changed.qualified_share = options->qualified_share;
  changed.minimum_share = options->minimum_share;

  return selection_new (selection->trees, &changed,
                        g_memdup2 (selection->temperatures, selection->n_temperatures * sizeof (double)),
                        selection->n_temperatures);
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

  vt_class_trees_unref (selection->trees);
  g_free (selection->temperatures);
  g_free (selection->qualified);
  g_free (selection->occurrences);
  g_free (selection->classes);
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
                   selection->n_classes, selection->n_qualified, vt_class_selection_get_n_subsets (selection));

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

  return vt_class_trees_get_n_subsets (selection->trees);
}

guint32
vt_class_selection_get_n_instances (const VtClassSelection *selection)
{
  g_return_val_if_fail (selection != NULL, 0);

  return vt_class_trees_get_n_instances (selection->trees);
}

double
vt_class_selection_get_qualified_size (const VtClassSelection *selection)
{
  g_return_val_if_fail (selection != NULL, NAN);

  return selection->options.qualified_share * vt_class_trees_get_n_instances (selection->trees)
         / selection->n_temperatures;
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

  return vt_class_trees_get_dendrogram (selection->trees, 0);
}

const double *
vt_class_selection_get_temperatures (const VtClassSelection *selection)
{
  g_return_val_if_fail (selection != NULL, NULL);

  return vt_class_trees_get_temperatures (selection->trees, 0);
}

double
vt_class_selection_get_cut (const VtClassSelection *selection)
{
  g_return_val_if_fail (selection != NULL, NAN);

  return get_cut (selection, 0);
}

VtDendrogramLayout *
vt_class_selection_lay_out (const VtClassSelection *selection, guint max_tips)
{
  g_return_val_if_fail (selection != NULL, NULL);

  return vt_dendrogram_lay_out (vt_class_trees_get_dendrogram (selection->trees, 0),
                                vt_class_trees_get_temperatures (selection->trees, 0), get_cut (selection, 0),
                                max_tips);
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
      vt_table_set_number (table, row, 4,
                           100.0 * selection->occurrences[t] / vt_class_selection_get_n_subsets (selection));
    }

  return table;
}

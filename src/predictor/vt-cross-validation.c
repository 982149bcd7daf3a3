/* Cross-validation grouped by atom.
 *
 * One atom's instances at several temperatures and origins resemble each other, so a fold takes an atom with all of
 * them. T_ML of each instance comes from the same exact search as a prediction, with its fold left out: queries in
 * double, instances in float32. Cost: one search of all instances against all, for any number of folds.
 */
#include "vt-cross-validation.h"

#include <math.h>

#include "vt-error.h"
#include "vt-i18n.h"
#include "vt-knn.h"
#include "vt-scaling.h"

/* One element at work. */
typedef struct
{
  VtDatasetElement element;
  VtKnn           *knn;
  float           *instances;
  double          *queries;
  gint64          *folds;
  double          *t_ml;
} Part;

guint
vt_cross_validation_fold (gint64 atom, guint64 seed, guint n_folds)
{
  /* SplitMix64, Steele, Lea, Flood 2014. */
  guint64 hash = (guint64) atom + (seed + 1) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);

  g_return_val_if_fail (n_folds > 0, 0);

  hash = (hash ^ (hash >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  hash = (hash ^ (hash >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  hash ^= hash >> 31;

  return (guint) (hash % n_folds);
}

static void
part_init (Part *part, const VtDataset *dataset, guint index, const double *minimum, const double *maximum)
{
  guint n_lags;
  gsize n;

  vt_dataset_get_lags (dataset, &n_lags);
  vt_dataset_get_element (dataset, index, &part->element);
  n = part->element.n;
  part->instances = g_new (float, n * n_lags);
  part->queries = g_new (double, n * n_lags);
  part->folds = g_new (gint64, n);
  part->t_ml = g_new (double, n);
  for (gsize i = 0; i < n * n_lags; i++)
    {
      part->queries[i] = vt_scaling_apply (part->element.features[i], minimum[i % n_lags], maximum[i % n_lags]);
      part->instances[i] = (float) part->queries[i];
    }
  part->knn = vt_knn_new (part->instances, n, n_lags);
}

static void
part_clear (Part *part)
{
  vt_knn_free (part->knn);
  g_free (part->instances);
  g_free (part->queries);
  g_free (part->folds);
  g_free (part->t_ml);
}

static Part *
parts_new (const VtDataset *dataset)
{
  guint n_elements = vt_dataset_get_n_elements (dataset);
  Part *parts = g_new0 (Part, n_elements);
  g_autofree double *minimum = NULL;
  g_autofree double *maximum = NULL;
  guint n_lags;

  vt_dataset_get_lags (dataset, &n_lags);
  minimum = g_new (double, n_lags);
  maximum = g_new (double, n_lags);
  vt_scaling_fit (dataset, minimum, maximum);
  for (guint e = 0; e < n_elements; e++)
    part_init (&parts[e], dataset, e, minimum, maximum);

  return parts;
}

static void
parts_free (Part *parts, guint n_elements)
{
  for (guint e = 0; e < n_elements; e++)
    part_clear (&parts[e]);
  g_free (parts);
}

static void
keep_t_ml (guint batch, gsize query, const VtKnnNeighbor *neighbors, guint n_neighbors, gpointer data)
{
  Part *part = (Part *) data + batch;
  double sum = 0;

  for (guint i = 0; i < n_neighbors; i++)
    sum += part->element.temperatures[neighbors[i].instance];
  part->t_ml[query] = n_neighbors > 0 ? sum / n_neighbors : NAN;
}

static gboolean
search (Part         *parts,
        guint         n_elements,
        guint         k,
        guint         n_folds,
        guint64       seed,
        VtProgress   *progress,
        GCancellable *cancellable,
        GError      **error)
{
  g_autofree VtKnnBatch *batches = g_new0 (VtKnnBatch, n_elements);

  for (guint e = 0; e < n_elements; e++)
    {
      for (gsize i = 0; i < parts[e].element.n; i++)
        parts[e].folds[i] = vt_cross_validation_fold (parts[e].element.atoms[i], seed, n_folds);
      batches[e].knn = parts[e].knn;
      batches[e].queries = parts[e].queries;
      batches[e].n = parts[e].element.n;
      batches[e].instance_keys = parts[e].folds;
      batches[e].query_keys = parts[e].folds;
    }

  return vt_knn_search (batches, n_elements, k, keep_t_ml, parts, progress, cancellable, error);
}

static void
add_row (VtTable *table, const Part *part, double class, double *sum, gsize *count)
{
  guint row = vt_table_add_row (table);
  double total = 0;
  double squares = 0;
  gsize n = 0;

  for (gsize i = 0; i < part->element.n; i++)
    if (part->element.temperatures[i] == class && !isnan (part->t_ml[i]))
      {
        total += part->t_ml[i];
        squares += (part->t_ml[i] - class) * (part->t_ml[i] - class);
        n++;
      }

  vt_table_set_text (table, row, 0, part->element.symbol);
  vt_table_set_number (table, row, 1, class);
  vt_table_set_number (table, row, 2, (double) n);
  if (n > 0)
    {
      vt_table_set_number (table, row, 3, total / (double) n);
      vt_table_set_number (table, row, 4, sqrt (squares / (double) n));
    }
  *sum += squares;
  *count += n;
}

static VtTable *
tabulate (const VtDataset *dataset, const Part *parts, double *rmse)
{
  VtTable *table = vt_table_new ("validation");
  g_autofree double *classes = NULL;
  guint n_classes;
  double sum = 0;
  gsize count = 0;

  vt_table_add_texts (table, "element");
  vt_table_add_numbers (table, "class", VT_UNIT_KELVIN);
  vt_table_add_numbers (table, "n", VT_UNIT_NONE);
  vt_table_add_numbers (table, "mean", VT_UNIT_KELVIN);
  vt_table_add_numbers (table, "rmse", VT_UNIT_KELVIN);

  classes = vt_dataset_get_temperatures (dataset, &n_classes);
  for (guint e = 0; e < vt_dataset_get_n_elements (dataset); e++)
    for (guint c = 0; c < n_classes; c++)
      add_row (table, &parts[e], classes[c], &sum, &count);
  if (rmse != NULL)
    *rmse = count > 0 ? sqrt (sum / (double) count) : NAN;

  return table;
}

VtTable *
vt_cross_validation_run (const VtDataset *dataset,
                         guint            k,
                         guint            n_folds,
                         guint64          seed,
                         double          *rmse,
                         VtProgress      *progress,
                         GCancellable    *cancellable,
                         GError         **error)
{
  VtTable *table = NULL;
  Part *parts;

  g_return_val_if_fail (dataset != NULL, NULL);

  if (k < 1 || n_folds < 2)
    {
      vt_set_error_at (error, VT_ERROR_USAGE, NULL, _("cross-validation needs k of at least 1 and at least 2 folds"));
      return NULL;
    }
  if (vt_dataset_get_n (dataset) == 0)
    {
      vt_set_error_at (error, VT_ERROR_INPUT, NULL, _("there is nothing to validate on"));
      return NULL;
    }

  parts = parts_new (dataset);
  if (search (parts, vt_dataset_get_n_elements (dataset), k, n_folds, seed, progress, cancellable, error))
    table = tabulate (dataset, parts, rmse);
  parts_free (parts, vt_dataset_get_n_elements (dataset));

  return table;
}

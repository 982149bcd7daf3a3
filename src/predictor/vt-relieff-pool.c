#include "vt-relieff-pool.h"

#include <stdlib.h>
#include <string.h>

#include "vt-parallel-sort.h"
#include "vt-quantile.h"

typedef struct
{
  const float *features;
  gint64       atom;
  double       origin;
  guint32      run; /* its place by identity */
  guint16      label;
  guint16      element;
} Key;

typedef struct
{
  const char *identity;
  guint       run;
} RunName;

static int
compare_names (const void *a, const void *b)
{
  return strcmp (((const RunName *) a)->identity, ((const RunName *) b)->identity);
}

/* (transfer full): the place of each run when they are sorted by identity. */
static guint32 *
rank_runs (const VtDataset *dataset)
{
  guint n = vt_dataset_get_n_runs (dataset);
  g_autofree RunName *names = g_new (RunName, MAX (n, 1));
  guint32 *ranks = g_new (guint32, MAX (n, 1));

  for (guint r = 0; r < n; r++)
    names[r] = (RunName){ vt_dataset_get_run (dataset, r)->identity, r };
  qsort (names, n, sizeof (RunName), compare_names);
  for (guint i = 0; i < n; i++)
    ranks[names[i].run] = i;

  return ranks;
}

static int
compare_keys (gconstpointer a, gconstpointer b)
{
  const Key *one = a;
  const Key *other = b;

  if (one->label != other->label)
    return one->label < other->label ? -1 : 1;
  if (one->element != other->element)
    return one->element < other->element ? -1 : 1;
  if (one->run != other->run)
    return one->run < other->run ? -1 : 1;
  if (one->origin != other->origin)
    return one->origin < other->origin ? -1 : 1;

  return (one->atom > other->atom) - (one->atom < other->atom);
}

static guint16
find_label (const double *classes, guint n_classes, double temperature)
{
  const double *found = bsearch (&temperature, classes, n_classes, sizeof (double), vt_compare_doubles);

  return (guint16) (found - classes);
}

static void
list_element (const VtDataset *dataset,
              guint            element,
              const guint32   *ranks,
              const double    *classes,
              guint            n_classes,
              GArray          *keys)
{
  VtDatasetElement from;
  guint n_lags;

  vt_dataset_get_lags (dataset, &n_lags);
  vt_dataset_get_element (dataset, element, &from);
  for (gsize i = 0; i < from.n; i++)
    {
      Key key = { from.features + i * n_lags, from.atoms[i], from.origins[i], ranks[from.runs[i]],
                  find_label (classes, n_classes, from.temperatures[i]), (guint16) element };

      g_array_append_val (keys, key);
    }
}

gboolean
vt_relieff_pool_init (VtReliefFPool   *pool,
                      const VtDataset *dataset,
                      guint            element,
                      const double    *classes,
                      guint            n_classes,
                      GCancellable    *cancellable,
                      GError         **error)
{
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (Key));
  g_autofree guint32 *ranks = NULL;

  g_return_val_if_fail (pool != NULL && dataset != NULL && classes != NULL, FALSE);

  ranks = rank_runs (dataset);
  for (guint e = 0; e < vt_dataset_get_n_elements (dataset); e++)
    if (element == e || element == VT_RELIEFF_ALL_ELEMENTS)
      list_element (dataset, e, ranks, classes, n_classes, keys);
  if (!vt_parallel_sort (keys->data, keys->len, sizeof (Key), compare_keys, cancellable, error))
    return FALSE;

  pool->n = keys->len;
  pool->n_classes = n_classes;
  pool->instances = g_new (const float *, MAX (pool->n, 1));
  pool->labels = g_new (guint16, MAX (pool->n, 1));
  pool->sizes = g_new0 (gsize, n_classes);
  for (gsize i = 0; i < pool->n; i++)
    {
      const Key *key = &g_array_index (keys, Key, i);

      pool->instances[i] = key->features;
      pool->labels[i] = key->label;
      pool->sizes[key->label]++;
    }

  return TRUE;
}

void
vt_relieff_pool_clear (VtReliefFPool *pool)
{
  g_return_if_fail (pool != NULL);

  g_clear_pointer (&pool->instances, g_free);
  g_clear_pointer (&pool->labels, g_free);
  g_clear_pointer (&pool->sizes, g_free);
}

guint
vt_relieff_pool_count_classes (const VtReliefFPool *pool)
{
  guint n = 0;

  for (guint c = 0; c < pool->n_classes; c++)
    n += pool->sizes[c] > 0;

  return n;
}

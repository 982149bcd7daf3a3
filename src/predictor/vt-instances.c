/* A window's instances (one run from one origin) lie together in the dataset, in the order of the atom table, which is
 * that of the ids: so it is enough to order the few windows. */
#include "vt-instances.h"

#include <stdlib.h>
#include <string.h>

#include "vt-knn.h"
#include "vt-parallel.h"
#include "vt-quantile.h"
#include "vt-scaling.h"

#define GRAIN 8192

typedef struct
{
  double      temperature;
  const char *run;
  double      origin;
  gsize       begin; /* its instances in the element, up to the next window's */
  gsize       end;
} Window;

typedef struct
{
  const VtInstances      *instances;
  const VtDatasetElement *from;
  guint                   n_lags;
  const double           *minimum;
  const double           *maximum;
} Scaling;

int
vt_instances_find_class (const double *classes, guint n_classes, double temperature)
{
  const double *found;

  g_return_val_if_fail (classes != NULL || n_classes == 0, -1);

  found = n_classes > 0 ? bsearch (&temperature, classes, n_classes, sizeof (double), vt_compare_doubles) : NULL;

  return found != NULL ? (int) (found - classes) : -1;
}

static int
compare_windows (gconstpointer a, gconstpointer b)
{
  const Window *one = a;
  const Window *two = b;
  int order = strcmp (one->run, two->run);

  if (one->temperature != two->temperature)
    return one->temperature < two->temperature ? -1 : 1;
  if (order != 0)
    return order;

  return (one->origin > two->origin) - (one->origin < two->origin);
}

/* (transfer full) (element-type Window): the windows of the classes, in order. */
static GArray *
list_windows (const VtDataset *dataset, const VtDatasetElement *from, const double *classes, guint n_classes)
{
  GArray *windows = g_array_new (FALSE, FALSE, sizeof (Window));

  for (gsize i = 0, end; i < from->n; i = end)
    {
      Window window = { from->temperatures[i], vt_dataset_get_run (dataset, (guint) from->runs[i])->identity,
                        from->origins[i], i, 0 };

      for (end = i + 1; end < from->n && from->runs[end] == from->runs[i] && from->origins[end] == from->origins[i];)
        end++;
      window.end = end;
      if (vt_instances_find_class (classes, n_classes, window.temperature) >= 0)
        g_array_append_val (windows, window);
    }
  if (windows->len > 0)
    qsort (windows->data, windows->len, sizeof (Window), compare_windows);

  return windows;
}

/* Fills rows and labels. */
static void
order (VtInstances *instances, const GArray *windows, const double *classes, guint n_classes)
{
  gsize at = 0;

  for (guint w = 0; w < windows->len; w++)
    {
      const Window *window = &g_array_index (windows, Window, w);
      int label = vt_instances_find_class (classes, n_classes, window->temperature);

      memset (instances->labels + at, label, window->end - window->begin);
      for (gsize row = window->begin; row < window->end; row++)
        instances->rows[at++] = (guint32) row;
    }
}

static void
scale_chunk (const VtChunk *chunk, gpointer data)
{
  const Scaling *scaling = data;
  guint n_lags = scaling->n_lags;

  for (gsize i = chunk->begin; i < chunk->end; i++)
    {
      const float *from = scaling->from->features + (gsize) scaling->instances->rows[i] * n_lags;
      float *to = scaling->instances->features + i * n_lags;

      for (guint j = 0; j < n_lags; j++)
        to[j] = (float) vt_scaling_apply ((double) from[j], scaling->minimum[j], scaling->maximum[j]);
    }
}

gboolean
vt_instances_init (VtInstances     *instances,
                   const VtDataset *dataset,
                   guint            element,
                   const double    *classes,
                   guint            n_classes,
                   const double    *minimum,
                   const double    *maximum,
                   GCancellable    *cancellable,
                   GError         **error)
{
  g_autoptr (GArray) windows = NULL;
  VtDatasetElement from;
  Scaling scaling = { instances, &from, 0, minimum, maximum };

  g_return_val_if_fail (instances != NULL && dataset != NULL, FALSE);
  g_return_val_if_fail (n_classes > 0 && n_classes <= VT_MODEL_MAX_CLASSES, FALSE);
  g_return_val_if_fail (minimum != NULL && maximum != NULL, FALSE);

  vt_dataset_get_lags (dataset, &scaling.n_lags);
  vt_dataset_get_element (dataset, element, &from);
  windows = list_windows (dataset, &from, classes, n_classes);
  memset (instances, 0, sizeof *instances);
  for (guint w = 0; w < windows->len; w++)
    instances->n += g_array_index (windows, Window, w).end - g_array_index (windows, Window, w).begin;
  instances->labels = g_new (guint8, MAX (instances->n, 1));
  instances->rows = g_new (guint32, MAX (instances->n, 1));
  instances->features = g_new (float, MAX (instances->n * scaling.n_lags, 1));
  order (instances, windows, classes, n_classes);
  if (vt_parallel_for (instances->n, GRAIN, scale_chunk, &scaling, NULL, cancellable, error))
    return TRUE;
  vt_instances_clear (instances);

  return FALSE;
}

void
vt_instances_clear (VtInstances *instances)
{
  g_return_if_fail (instances != NULL);

  g_clear_pointer (&instances->features, g_free);
  g_clear_pointer (&instances->labels, g_free);
  g_clear_pointer (&instances->rows, g_free);
  instances->n = 0;
}

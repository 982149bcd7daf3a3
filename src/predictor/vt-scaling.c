/* Min–max scaling: each lag's feature to [0, 1] over the training set, elements together, so that all lags weigh alike
 * in a distance. Queries beyond the range stay beyond it. */
#include "vt-scaling.h"

#include <math.h>

static gboolean
is_class (double temperature, const double *classes, guint n_classes)
{
  for (guint c = 0; c < n_classes; c++)
    if (classes[c] == temperature)
      return TRUE;

  return FALSE;
}

static void
widen (const float *features, guint n_lags, double *minimum, double *maximum)
{
  for (guint lag = 0; lag < n_lags; lag++)
    {
      minimum[lag] = MIN (minimum[lag], (double) features[lag]);
      maximum[lag] = MAX (maximum[lag], (double) features[lag]);
    }
}

void
vt_scaling_fit (const VtDataset *dataset, const double *classes, guint n_classes, double *minimum, double *maximum)
{
  guint n_lags;

  g_return_if_fail (dataset != NULL && classes != NULL && minimum != NULL && maximum != NULL);

  vt_dataset_get_lags (dataset, &n_lags);
  for (guint lag = 0; lag < n_lags; lag++)
    {
      minimum[lag] = INFINITY;
      maximum[lag] = -INFINITY;
    }

  for (guint e = 0; e < vt_dataset_get_n_elements (dataset); e++)
    {
      VtDatasetElement element;

      vt_dataset_get_element (dataset, e, &element);
      for (gsize i = 0; i < element.n; i++)
        if (is_class (element.temperatures[i], classes, n_classes))
          widen (element.features + i * n_lags, n_lags, minimum, maximum);
    }
}

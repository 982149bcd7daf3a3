/* Min–max scaling: each lag's feature to [0, 1] over the training set, elements together, so that all lags weigh alike
 * in a distance. Queries beyond the range stay beyond it. */
#include "vt-scaling.h"

#include <math.h>

void
vt_scaling_fit (const VtDataset *dataset, double *minimum, double *maximum)
{
  guint n_lags;

  g_return_if_fail (dataset != NULL && minimum != NULL && maximum != NULL);
  g_return_if_fail (vt_dataset_get_n (dataset) > 0);

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
      for (gsize i = 0; i < element.n * n_lags; i++)
        {
          guint lag = (guint) (i % n_lags);

          minimum[lag] = MIN (minimum[lag], element.features[i]);
          maximum[lag] = MAX (maximum[lag], element.features[i]);
        }
    }
}

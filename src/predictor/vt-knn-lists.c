/* What is done with lists of distances, in plain C.
 *
 * The k-th smallest is enclosed by counting, which goes through registers without a branch; a selection would have to
 * guess at every one. A pass counts at three marks and leaves a quarter of the interval.
 */
#include "vt-knn-filter-private.h"

static float
find_largest (const float *values, guint n)
{
  float largest = 0;

  for (guint i = 0; i < n; i++)
    largest = MAX (largest, values[i]);

  return largest;
}

float
vt_knn_find_kth_portable (const float *squared, guint n, guint k, float most)
{
  float low = 0;
  float high = most < G_MAXFLOAT ? most : find_largest (squared, n);

  for (guint pass = 0; pass < VT_KNN_KTH_PASSES; pass++)
    {
      const float quarter = (high - low) / 4;
      const float marks[3] = { low + quarter, low + 2 * quarter, low + 3 * quarter };
      guint first = 0;
      guint second = 0;
      guint third = 0;
      guint passed;

      for (guint i = 0; i < n; i++)
        {
          first += squared[i] <= marks[0];
          second += squared[i] <= marks[1];
          third += squared[i] <= marks[2];
        }
      passed = (first < k) + (second < k) + (third < k);
      high = passed == 3 ? high : low + (float) (passed + 1) * quarter;
      low = low + (float) passed * quarter;
    }

  return high;
}

guint
vt_knn_keep_portable (
    const float *squared, const guint32 *places, guint n, float most, float *kept, guint32 *kept_places)
{
  guint end = 0;

  for (guint i = 0; i < n; i++)
    {
      float value = squared[i];

      /* Written in any case and counted if wanted: a branch could not be guessed. */
      kept_places[end] = places[i];
      kept[end] = value;
      end += value <= most;
    }

  return end;
}

void
vt_knn_rank_portable (const gint32 *keys, guint n, gint32 *ranks)
{
  for (guint i = 0; i < n; i++)
    {
      ranks[i] = 0;
      for (guint j = 0; j < n; j++)
        ranks[i] += keys[j] < keys[i];
    }
}

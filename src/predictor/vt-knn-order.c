#include "vt-knn-order.h"

#include "vt-knn-filter.h"

#define BLOCK VT_KNN_LANES
#define SECTION (VT_KNN_LANES * VT_KNN_LANES)

typedef struct
{
  guint32 *order;
  const float *coordinates;
  guint n_coordinates;
  GCancellable *cancellable;
} Tree;

static guint
find_widest (const Tree *tree, gsize begin, gsize end)
{
  guint widest = 0;
  double most = -1;

  for (guint j = 0; j < tree->n_coordinates; j++)
    {
      const float *values = tree->coordinates + j;
      double origin = values[(gsize) tree->order[begin] * tree->n_coordinates];
      double sum = 0;
      double squares = 0;
      double variance;

      for (gsize i = begin; i < end; i++)
        {
          double value = values[(gsize) tree->order[i] * tree->n_coordinates] - origin;

          sum += value;
          squares += value * value;
        }
      variance = squares - sum * sum / (double) (end - begin);
      if (variance > most)
        {
          most = variance;
          widest = j;
        }
    }

  return widest;
}

/* Puts the smaller values before @middle, the larger from there on: Hoare's selection. */
static void
part (guint32 *order, const float *values, gsize stride, gssize low, gssize high, gssize middle)
{
  while (low < high)
    {
      float pivot = values[order[low + (high - low) / 2] * stride];
      gssize i = low;
      gssize j = high;

      while (i <= j)
        {
          while (values[order[i] * stride] < pivot)
            i++;
          while (values[order[j] * stride] > pivot)
            j--;
          if (i <= j)
            {
              guint32 swap = order[i];

              order[i++] = order[j];
              order[j--] = swap;
            }
        }
      if (middle <= j)
        high = j;
      else if (middle >= i)
        low = i;
      else
        break;
    }
}

static void
halve (const Tree *tree, gsize begin, gsize end)
{
  gsize unit = end - begin > SECTION ? SECTION : BLOCK;
  gsize n_units = (end - begin + unit - 1) / unit;
  gsize middle = begin + n_units / 2 * unit;

  if (n_units < 2 || g_cancellable_is_cancelled (tree->cancellable))
    return;

  part (tree->order, tree->coordinates + find_widest (tree, begin, end), tree->n_coordinates, (gssize) begin,
        (gssize) end - 1, (gssize) middle);
  halve (tree, begin, middle);
  halve (tree, middle, end);
}

void
vt_knn_order (guint32 *order, gsize n, const float *coordinates, guint n_coordinates, GCancellable *cancellable)
{
  Tree tree = { order, coordinates, n_coordinates, cancellable };

  g_return_if_fail (n_coordinates > 0);

  halve (&tree, 0, n);
}

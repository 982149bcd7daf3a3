#include "vt-knn-filter.h"
#include "vt-knn-order.h"

#define N 5000

static double
find_width (const guint32 *order, const float *coordinates, gsize begin, gsize end)
{
  double width = 0;

  for (guint j = 0; j < 2; j++)
    {
      float low = coordinates[2 * order[begin] + j];
      float high = low;

      for (gsize i = begin; i < end; i++)
        {
          low = MIN (low, coordinates[2 * order[i] + j]);
          high = MAX (high, coordinates[2 * order[i] + j]);
        }
      width += (double) (high - low);
    }

  return width;
}

/* A square of side 1 in blocks of 32 of 5000: all but a few in boxes of side about √(32/5000) = 0.08. */
static void
test_square (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (9);
  g_autofree float *coordinates = g_new (float, 2 * N);
  g_autofree guint32 *order = g_new (guint32, N);
  gboolean seen[N] = { FALSE };
  double width = 0;

  for (guint i = 0; i < N; i++)
    {
      order[i] = i;
      coordinates[2 * i] = (float) g_rand_double (random);
      coordinates[2 * i + 1] = (float) g_rand_double (random);
    }
  vt_knn_order (order, N, coordinates, 2, NULL);
  for (guint i = 0; i < N; i++)
    {
      g_assert_false (seen[order[i]]);
      seen[order[i]] = TRUE;
    }
  for (gsize begin = 0; begin < N; begin += VT_KNN_LANES)
    width += find_width (order, coordinates, begin, MIN (begin + VT_KNN_LANES, N)) * VT_KNN_LANES / N;
  g_assert_cmpfloat (width, <, 0.2);
  for (gsize begin = 0; begin < N; begin += VT_KNN_LANES * VT_KNN_LANES)
    g_assert_cmpfloat (find_width (order, coordinates, begin, MIN (begin + VT_KNN_LANES * VT_KNN_LANES, N)), <, 1.6);
}

/* Points on one spot, none, and some of a larger set. */
static void
test_degenerate (void)
{
  g_autofree float *coordinates = g_new0 (float, 2 * N);
  g_autofree guint32 *order = g_new (guint32, N);
  guint64 sum = 0;

  for (guint i = 0; i < N / 2; i++)
    order[i] = 2 * i + 1;
  vt_knn_order (order, 0, coordinates, 2, NULL);
  vt_knn_order (order, N / 2, coordinates, 2, NULL);
  for (guint i = 0; i < N / 2; i++)
    {
      g_assert_cmpuint (order[i] % 2, ==, 1);
      sum += order[i];
    }
  g_assert_cmpuint (sum, ==, (guint64) (N / 2) * (N / 2));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/knn-order/square", test_square);
  g_test_add_func ("/knn-order/degenerate", test_degenerate);

  return g_test_run ();
}

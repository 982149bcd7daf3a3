#include "vt-knn-rank.h"

#define N 400

/* Instances at @first, and each @step further, each twice; the candidates are places in disorder. */
static void
check (guint n, float first, float step)
{
  VtKnnRank *rank = vt_knn_rank_new ();
  VtKnnIndex index = { 0 };
  float rows[N];
  guint32 order[N];
  guint32 places[N];
  VtKnnPool pool = { NULL, places, n, N };
  const double query = -0.25;

  for (guint i = 0; i < N; i++)
    {
      order[i] = N - 1 - i;
      rows[i] = first + step * (float) (order[i] / 2);
      places[i] = N - 1 - i * 7 % n;
    }
  index.n = N;
  index.n_features = 1;
  index.order = order;
  index.rows = rows;

  for (guint round = 0; round < 2; round++)
    {
      const VtKnnNeighbor *found = vt_knn_rank_run (rank, &index, &query, &pool);

      for (guint i = 0; i < n; i++)
        {
          double distance = (double) (first + step * (float) (i / 2)) - query;

          g_assert_cmpuint (found[i].instance, ==, i);
          g_assert_true (found[i].squared == distance * distance);
        }
    }
  vt_knn_rank_free (rank);
}

static void
test_order (void)
{
  const guint numbers[] = { 1, 2, 50, 127, 128, 129, 160, 255, 256, 257, 300, 383, 384, 386, N };

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      check (numbers[i], 0, 1);
      /* All alike to more digits than the keys have. */
      check (numbers[i], 1000, 0x1p-13f);
    }
}

/* All as far away: the instances decide. */
static void
test_ties (void)
{
  check (50, 3, 0);
  check (128, 3, 0);
  check (129, 3, 0);
  check (N, 3, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/knn-rank/order", test_order);
  g_test_add_func ("/knn-rank/ties", test_ties);

  return g_test_run ();
}

#include "vt-knn-rank.h"

#define N 400

/* Instances at 0, 1, 2, …, each twice; the candidates are places in disorder. */
static void
check (guint n)
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
      rows[i] = (float) (order[i] / 2);
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
          g_assert_cmpuint (found[i].instance, ==, i);
          g_assert_true (found[i].squared == (i / 2 + 0.25) * (i / 2 + 0.25));
        }
    }
  vt_knn_rank_free (rank);
}

static void
test_order (void)
{
  check (1);
  check (2);
  check (50);
  check (160);
  check (162);
  check (N);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/knn-rank/order", test_order);

  return g_test_run ();
}

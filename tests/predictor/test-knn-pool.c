#include "vt-knn-pool.h"

/* In the order given, after what was there. */
static void
test_add_within (void)
{
  const float squared[5 + VT_KNN_SLACK] = { 3, 1, 2, 2.5f, 0 };
  const guint32 places[5 + VT_KNN_SLACK] = { 10, 11, 12, 13, 14 };
  VtKnnPool pool = { 0 };

  vt_knn_pool_grow (&pool, 1);
  vt_knn_pool_add (&pool, 9, 7);
  vt_knn_pool_grow (&pool, 5);
  vt_knn_pool_add_within (&pool, vt_knn_filter_choose (), squared, places, 5, 2);
  g_assert_cmpuint (pool.n, ==, 4);
  g_assert_cmpuint (pool.places[0], ==, 7);
  g_assert_cmpuint (pool.places[1], ==, 11);
  g_assert_cmpuint (pool.places[2], ==, 12);
  g_assert_cmpuint (pool.places[3], ==, 14);
  g_assert_true (pool.squared[0] == 9 && pool.squared[1] == 1 && pool.squared[2] == 2 && pool.squared[3] == 0);
  vt_knn_pool_clear (&pool);
}

static void
test_keep (void)
{
  VtKnnPool pool = { 0 };

  for (guint i = 0; i < 1000; i++)
    {
      vt_knn_pool_grow (&pool, 1);
      vt_knn_pool_add (&pool, (float) (i * 7 % 10), i);
    }
  vt_knn_pool_keep (&pool, vt_knn_filter_choose (), 2);
  g_assert_cmpuint (pool.n, ==, 300);
  for (guint i = 0; i < pool.n; i++)
    {
      g_assert_true (pool.squared[i] <= 2);
      g_assert_true (pool.squared[i] == (float) (pool.places[i] * 7 % 10));
      g_assert_true (i == 0 || pool.places[i] > pool.places[i - 1]);
    }
  vt_knn_pool_keep (&pool, vt_knn_filter_choose (), -1);
  g_assert_cmpuint (pool.n, ==, 0);
  vt_knn_pool_clear (&pool);
  g_assert_null (pool.squared);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/knn-pool/add-within", test_add_within);
  g_test_add_func ("/knn-pool/keep", test_keep);

  return g_test_run ();
}

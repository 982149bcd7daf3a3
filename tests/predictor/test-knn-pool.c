#include <math.h>

#include "vt-knn-pool.h"

static guint
count (const float *values, guint n, float most)
{
  guint within = 0;

  for (guint i = 0; i < n; i++)
    within += values[i] <= most;

  return within;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  float one = *(const float *) a;
  float two = *(const float *) b;

  return (one > two) - (one < two);
}

/* Never fewer than k within the bound, and not far above the k-th. */
static void
test_bound (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (3);

  for (guint round = 0; round < 200; round++)
    {
      guint n = (guint) g_rand_int_range (random, 1, 300);
      guint k = (guint) g_rand_int_range (random, 1, (gint32) n + 1);
      g_autofree float *values = g_new (float, n);
      float bound;

      for (guint i = 0; i < n; i++)
        values[i] = round % 4 == 0 ? (float) g_rand_int_range (random, 0, 4) : (float) g_rand_double (random);
      bound = vt_knn_pool_bound_kth (values, n, k, INFINITY);
      g_assert_cmpuint (count (values, n, bound), >=, k);
      qsort (values, n, sizeof *values, compare);
      g_assert_true (bound >= values[k - 1]);
      g_assert_true (bound <= values[k - 1] + values[n - 1] / 60);
    }
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
  vt_knn_pool_keep (&pool, 2);
  g_assert_cmpuint (pool.n, ==, 300);
  for (guint i = 0; i < pool.n; i++)
    {
      g_assert_true (pool.squared[i] <= 2);
      g_assert_true (pool.squared[i] == (float) (pool.places[i] * 7 % 10));
      g_assert_true (i == 0 || pool.places[i] > pool.places[i - 1]);
    }
  vt_knn_pool_keep (&pool, -1);
  g_assert_cmpuint (pool.n, ==, 0);
  vt_knn_pool_clear (&pool);
  g_assert_null (pool.squared);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/knn-pool/bound", test_bound);
  g_test_add_func ("/knn-pool/keep", test_keep);

  return g_test_run ();
}

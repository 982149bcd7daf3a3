#include <math.h>

#include "vt-knn-index.h"

#define N 1000
#define FEATURES 11
#define LANES VT_KNN_LANES

/* A cloud that is long along the diagonal and thin across. */
static float *
make_cloud (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (8);
  float *cloud = g_new (float, N * FEATURES);

  for (guint i = 0; i < N; i++)
    {
      double along = g_rand_double_range (random, -5, 5);

      for (guint j = 0; j < FEATURES; j++)
        cloud[i * FEATURES + j] = (float) (100 + along + g_rand_double_range (random, -0.1, 0.1));
    }

  return cloud;
}

static float
get (const VtKnnIndex *index, gsize place, guint coordinate)
{
  return index->blocks[(place / LANES * FEATURES + coordinate) * LANES + place % LANES];
}

/* Every instance has one place, and its rotated self lies there; what is beyond is at infinity. */
static void
test_places (void)
{
  g_autofree float *cloud = make_cloud ();
  VtKnnIndex index = { 0 };
  gboolean seen[N] = { FALSE };

  vt_knn_index_init (&index, cloud, N, FEATURES);
  g_assert_cmpuint (index.n_blocks, ==, 32);
  for (gsize place = 0; place < N; place++)
    {
      double query[FEATURES];
      float rotated[FEATURES];

      g_assert_false (seen[index.order[place]]);
      seen[index.order[place]] = TRUE;
      for (guint j = 0; j < FEATURES; j++)
        query[j] = cloud[index.order[place] * FEATURES + j];
      g_assert_true (vt_knn_index_rotate (&index, query, rotated));
      for (guint j = 0; j < FEATURES; j++)
        g_assert_true (rotated[j] == get (&index, place, j));
    }
  for (gsize place = N; place < index.n_blocks * LANES; place++)
    g_assert_true (isinf (get (&index, place, 0)));
  vt_knn_index_clear (&index);
}

/* The rotation keeps distances, and the long direction is the first. */
static void
test_rotation (void)
{
  g_autofree float *cloud = make_cloud ();
  VtKnnIndex index = { 0 };
  double variance[FEATURES] = { 0 };

  vt_knn_index_init (&index, cloud, N, FEATURES);
  for (gsize place = 1; place < N; place++)
    {
      double before = 0;
      double after = 0;

      for (guint j = 0; j < FEATURES; j++)
        {
          before += pow (cloud[index.order[place] * FEATURES + j] - (double) cloud[index.order[0] * FEATURES + j], 2);
          after += pow (get (&index, place, j) - (double) get (&index, 0, j), 2);
          variance[j] += pow (get (&index, place, j), 2);
        }
      g_assert_cmpfloat_with_epsilon (sqrt (before), sqrt (after), 0x1p-23 * index.reach);
    }
  for (guint j = 1; j < FEATURES; j++)
    g_assert_cmpfloat (variance[j], <, 1e-2 * variance[0]);
  vt_knn_index_clear (&index);
}

static void
test_boxes (void)
{
  g_autofree float *cloud = make_cloud ();
  VtKnnIndex index = { 0 };
  double width = 0;

  vt_knn_index_init (&index, cloud, N, FEATURES);
  for (gsize b = 0; b < index.n_blocks; b++)
    for (guint j = 0; j < index.n_leading; j++)
      {
        float low = index.low[j * LANES + b];
        float high = index.high[j * LANES + b];

        for (gsize place = b * LANES; place < MIN ((b + 1) * LANES, N); place++)
          g_assert_true (low <= get (&index, place, j) && get (&index, place, j) <= high);
        if (j == 0)
          width += high - low;
      }
  /* Blocks follow one another along the long direction of 10·√11 = 33. */
  g_assert_cmpfloat (width, <, 40);
  vt_knn_index_clear (&index);
}

/* Numbers beyond float's squares are cut, and it is told. */
static void
test_large (void)
{
  const float cloud[] = { 1e30f, 0, 0, 1 };
  const double query[] = { 3, 4 };
  float rotated[2];
  VtKnnIndex index = { 0 };

  vt_knn_index_init (&index, cloud, 2, 2);
  g_assert_true (isinf (index.reach));
  g_assert_false (vt_knn_index_rotate (&index, query, rotated));
  g_assert_true (isfinite (rotated[0]) && isfinite (rotated[1]));
  vt_knn_index_clear (&index);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/knn-index/places", test_places);
  g_test_add_func ("/knn-index/rotation", test_rotation);
  g_test_add_func ("/knn-index/boxes", test_boxes);
  g_test_add_func ("/knn-index/large", test_large);

  return g_test_run ();
}

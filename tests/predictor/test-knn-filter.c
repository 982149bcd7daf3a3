#include <math.h>

#include "vt-knn-filter.h"

#define BLOCKS 3
#define FEATURES 17

static double
distance_reference (const float *blocks, gsize block, guint lane, const float *query)
{
  double sum = 0;

  for (guint j = 0; j < FEATURES; j++)
    {
      double d = (double) blocks[(block * FEATURES + j) * VT_KNN_LANES + lane] - query[j];

      sum += d * d;
    }

  return sum;
}

/* Each version gives the distances within the margin that the search allows for, and the bits that belong to them. */
static void
test_versions (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (5);
  float *blocks = g_aligned_alloc (BLOCKS * FEATURES * VT_KNN_LANES, sizeof (float), 64);
  float *squared = g_aligned_alloc (BLOCKS * VT_KNN_LANES, sizeof (float), 64);
  guint32 hits[BLOCKS];
  float query[FEATURES];

  for (guint i = 0; i < BLOCKS * FEATURES * VT_KNN_LANES; i++)
    blocks[i] = (float) g_rand_double (random);
  for (guint j = 0; j < FEATURES; j++)
    query[j] = (float) g_rand_double (random);
  /* A padded place. */
  for (guint j = 0; j < FEATURES; j++)
    blocks[j * VT_KNN_LANES + 31] = INFINITY;

  g_assert_nonnull (vt_knn_filter_get (0));
  for (guint version = 0; vt_knn_filter_get (version) != NULL; version++)
    {
      vt_knn_filter_get (version) (blocks, BLOCKS, FEATURES, query, 2.5f, squared, hits);
      for (gsize b = 0; b < BLOCKS; b++)
        for (guint lane = 0; lane < VT_KNN_LANES; lane++)
          {
            float found = squared[b * VT_KNN_LANES + lane];
            double wanted = distance_reference (blocks, b, lane, query);

            g_assert_true (found == wanted || fabs (found / wanted - 1) < (FEATURES + 2) * 0x1p-24);
            g_assert_cmpuint (hits[b] >> lane & 1, ==, found <= 2.5f);
          }
    }

  g_aligned_free (blocks);
  g_aligned_free (squared);
}

static void
test_choice (void)
{
  guint n = 0;

  while (vt_knn_filter_get (n) != NULL)
    n++;
  g_assert_true (vt_knn_filter_choose () == vt_knn_filter_get (n - 1));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/knn-filter/versions", test_versions);
  g_test_add_func ("/knn-filter/choice", test_choice);

  return g_test_run ();
}

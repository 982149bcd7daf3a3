#include <math.h>

#include "vt-knn-filter.h"

#define FEATURES 17
#define LANES VT_KNN_LANES
#define LIMIT 2.5f

typedef struct
{
  float *low;
  float *high;
  float *squared;
  float  query[FEATURES];
} Arrays;

static void
set_up (Arrays *arrays, gconstpointer data)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (5);

  arrays->low = g_aligned_alloc (FEATURES * LANES, sizeof (float), 64);
  arrays->high = g_aligned_alloc (FEATURES * LANES, sizeof (float), 64);
  arrays->squared = g_aligned_alloc (LANES, sizeof (float), 64);
  for (guint i = 0; i < FEATURES * LANES; i++)
    {
      arrays->low[i] = (float) g_rand_double (random);
      arrays->high[i] = arrays->low[i] + 0.3f * (float) g_rand_double (random);
    }
  for (guint j = 0; j < FEATURES; j++)
    {
      arrays->query[j] = (float) g_rand_double (random);
      /* A padded place, and a box around the query. */
      arrays->low[j * LANES + 31] = arrays->high[j * LANES + 31] = INFINITY;
      arrays->low[j * LANES + 7] = arrays->query[j] - 0.1f;
      arrays->high[j * LANES + 7] = arrays->query[j] + 0.1f;
    }
}

static void
tear_down (Arrays *arrays, gconstpointer data)
{
  g_aligned_free (arrays->low);
  g_aligned_free (arrays->high);
  g_aligned_free (arrays->squared);
}

/* Within the margin that the search allows for. */
static void
assert_close (float found, double wanted)
{
  g_assert_true (found == wanted || fabs (found / wanted - 1) < (FEATURES + 2) * 0x1p-24);
}

static void
test_measure (Arrays *arrays, gconstpointer data)
{
  g_assert_nonnull (vt_knn_filter_get (0));
  for (guint version = 0; vt_knn_filter_get (version) != NULL; version++)
    {
      guint32 hits =
          vt_knn_filter_get (version)->measure (arrays->low, FEATURES, arrays->query, LIMIT, arrays->squared);

      g_assert_true (hits != 0 && hits != G_MAXUINT32);
      for (guint lane = 0; lane < LANES; lane++)
        {
          double wanted = 0;

          for (guint j = 0; j < FEATURES; j++)
            wanted += pow ((double) arrays->low[j * LANES + lane] - arrays->query[j], 2);
          assert_close (arrays->squared[lane], wanted);
          g_assert_cmpuint (hits >> lane & 1, ==, arrays->squared[lane] <= LIMIT);
        }
    }
}

static void
test_bound (Arrays *arrays, gconstpointer data)
{
  for (guint version = 0; vt_knn_filter_get (version) != NULL; version++)
    {
      vt_knn_filter_get (version)->bound (arrays->low, arrays->high, FEATURES, arrays->query, arrays->squared);
      for (guint lane = 0; lane < LANES; lane++)
        {
          double wanted = 0;

          for (guint j = 0; j < FEATURES; j++)
            {
              double below = (double) arrays->low[j * LANES + lane] - arrays->query[j];
              double above = (double) arrays->query[j] - arrays->high[j * LANES + lane];

              wanted += pow (fmax (fmax (below, above), 0), 2);
            }
          assert_close (arrays->squared[lane], wanted);
        }
      g_assert_true (arrays->squared[7] == 0);
    }
}

static void
test_choice (Arrays *arrays, gconstpointer data)
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
  g_test_add ("/knn-filter/measure", Arrays, NULL, set_up, test_measure, tear_down);
  g_test_add ("/knn-filter/bound", Arrays, NULL, set_up, test_bound, tear_down);
  g_test_add ("/knn-filter/choice", Arrays, NULL, set_up, test_choice, tear_down);

  return g_test_run ();
}

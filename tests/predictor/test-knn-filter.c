#include <math.h>

#include "vt-knn-filter.h"

#define LANES VT_KNN_LANES
#define BLOCKS 5
#define FEATURES 17

/* Codes of some blocks, and a query's: near ones in the first coordinates, anything beyond. */
typedef struct
{
  guint    n_pairs;
  guint8  *codes;
  guint32 *query;
  guint16 *sums;
  guint32 *places;
} Codes;

static void
codes_init (Codes *codes, guint n_pairs, gint32 spread, GRand *random)
{
  gsize n = (gsize) BLOCKS * n_pairs * LANES * 2;

  codes->n_pairs = n_pairs;
  codes->codes = g_aligned_alloc (n, 1, 64);
  codes->query = g_new (guint32, n_pairs);
  codes->sums = g_aligned_alloc (BLOCKS * LANES, sizeof (guint16), 64);
  codes->places = g_new (guint32, BLOCKS * LANES + 1);
  for (gsize i = 0; i < n; i++)
    codes->codes[i] = (guint8) g_rand_int_range (random, 0, spread);
  for (guint p = 0; p < n_pairs; p++)
    codes->query[p] = (guint32) (g_rand_int_range (random, 0, spread) << 8 | g_rand_int_range (random, 0, spread))
                      * 0x10001u;
  /* An instance on the spot, and one in the far corner. */
  for (guint p = 0; p < n_pairs; p++)
    for (guint half = 0; half < 2; half++)
      {
        guint8 mine = (guint8) (codes->query[p] >> (8 * half));

        codes->codes[(p * LANES + 9) * 2 + half] = mine;
        codes->codes[(p * LANES + 10) * 2 + half] = mine < 64 ? VT_KNN_LARGEST_CODE : 0;
      }
}

static void
codes_clear (Codes *codes)
{
  g_aligned_free (codes->codes);
  g_free (codes->query);
  g_aligned_free (codes->sums);
  g_free (codes->places);
}

static guint
find_sum (const Codes *codes, guint block, guint lane)
{
  guint sum = 0;

  for (guint p = 0; p < codes->n_pairs; p++)
    for (guint half = 0; half < 2; half++)
      {
        int code = codes->codes[((block * codes->n_pairs + p) * LANES + lane) * 2 + half];
        int mine = codes->query[p] >> (8 * half) & 0xff;

        sum += (guint) ((code - mine) * (code - mine));
      }

  return MIN (sum, 65535);
}

/* Whole numbers: every version gives the same, the definition's. */
static void
check_codes (const VtKnnFilter *filter, Codes *codes, guint32 blocks, guint16 limit)
{
  guint n = filter->screen (codes->codes, codes->n_pairs, codes->query, limit, blocks, 1000, codes->places);
  guint next = 0;

  filter->sum (codes->codes, codes->n_pairs, codes->query, BLOCKS, codes->sums);
  for (guint block = 0; block < BLOCKS; block++)
    for (guint lane = 0; lane < LANES; lane++)
      {
        guint wanted = find_sum (codes, block, lane);

        g_assert_cmpuint (codes->sums[block * LANES + lane], ==, wanted);
        if ((blocks >> block & 1) == 0 || wanted > limit)
          continue;
        g_assert_cmpuint (next, <, n);
        g_assert_cmpuint (codes->places[next++], ==, 1000 + block * LANES + lane);
      }
  g_assert_cmpuint (next, ==, n);
}

static void
test_codes (void)
{
  const guint pairs[] = { 1, 2, 9, 21, 512 };
  g_autoptr (GRand) random = g_rand_new_with_seed (5);

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    for (guint round = 0; round < 6; round++)
      {
        Codes codes;

        codes_init (&codes, pairs[i], round % 2 == 0 ? 128 : 20, random);
        for (guint version = 0; vt_knn_filter_get (version) != NULL; version++)
          {
            const VtKnnFilter *filter = vt_knn_filter_get (version);

            check_codes (filter, &codes, 0x1f, 0);
            check_codes (filter, &codes, 0x1f, 65535);
            check_codes (filter, &codes, 0x16, (guint16) find_sum (&codes, 1, 3));
            check_codes (filter, &codes, 0x1f, (guint16) (find_sum (&codes, 4, 31) - 1));
            check_codes (filter, &codes, 0, 65535);
          }
        codes_clear (&codes);
      }
}

/* Within the margin that the search allows for. */
static void
assert_close (float found, double wanted, guint n_features)
{
  g_assert_true ((double) found == wanted || fabs ((double) found / wanted - 1) < (n_features + 2) * 0x1p-24);
}

typedef struct
{
  float *low;
  float *high;
  float *squared;
  float  query[FEATURES];
} Boxes;

static void
set_up (Boxes *boxes, gconstpointer data)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (5);

  boxes->low = g_aligned_alloc (FEATURES * LANES, sizeof (float), 64);
  boxes->high = g_aligned_alloc (FEATURES * LANES, sizeof (float), 64);
  boxes->squared = g_aligned_alloc (LANES, sizeof (float), 64);
  for (guint i = 0; i < FEATURES * LANES; i++)
    {
      boxes->low[i] = (float) g_rand_double (random);
      boxes->high[i] = boxes->low[i] + 0.3f * (float) g_rand_double (random);
    }
  for (guint j = 0; j < FEATURES; j++)
    {
      boxes->query[j] = (float) g_rand_double (random);
      /* A lane that stands for nothing, and a box around the query. */
      boxes->low[j * LANES + 31] = boxes->high[j * LANES + 31] = INFINITY;
      boxes->low[j * LANES + 7] = boxes->query[j] - 0.1f;
      boxes->high[j * LANES + 7] = boxes->query[j] + 0.1f;
    }
}

static void
tear_down (Boxes *boxes, gconstpointer data)
{
  g_aligned_free (boxes->low);
  g_aligned_free (boxes->high);
  g_aligned_free (boxes->squared);
}

static void
test_bound (Boxes *boxes, gconstpointer data)
{
  for (guint version = 0; vt_knn_filter_get (version) != NULL; version++)
    {
      guint32 bits = vt_knn_filter_get (version)->bound (boxes->low, boxes->high, FEATURES, boxes->query, 1.0f,
                                                         boxes->squared);

      g_assert_true (bits != 0 && bits != G_MAXUINT32);
      for (guint lane = 0; lane < LANES; lane++)
        {
          double wanted = 0;

          for (guint j = 0; j < FEATURES; j++)
            {
              double below = (double) boxes->low[j * LANES + lane] - (double) boxes->query[j];
              double above = (double) boxes->query[j] - (double) boxes->high[j * LANES + lane];

              wanted += pow (fmax (fmax (below, above), 0), 2);
            }
          assert_close (boxes->squared[lane], wanted, FEATURES);
          g_assert_cmpuint (bits >> lane & 1, ==, boxes->squared[lane] <= 1.0f);
        }
      g_assert_true (boxes->squared[7] == 0);
    }
}

/* Rows of several lengths, some of them twice, in any order. */
static void
test_measure (void)
{
  const guint strides[] = { 4, 8, 12, 16, 20, 24, 44, 1024 };
  g_autoptr (GRand) random = g_rand_new_with_seed (7);

  for (guint s = 0; s < G_N_ELEMENTS (strides); s++)
    {
      guint stride = strides[s];
      float *rows = g_aligned_alloc (50 * stride, sizeof (float), 64);
      float *query = g_aligned_alloc (stride, sizeof (float), 64);
      guint32 places[23];
      float squared[24];

      for (guint i = 0; i < 50 * stride; i++)
        rows[i] = (float) g_rand_double (random);
      for (guint j = 0; j < stride; j++)
        query[j] = (float) g_rand_double (random);
      for (guint i = 0; i < 23; i++)
        places[i] = (guint32) g_rand_int_range (random, 0, 50);

      for (guint version = 0; vt_knn_filter_get (version) != NULL; version++)
        for (guint n = 0; n <= 23; n++)
          {
            squared[n] = -1;
            vt_knn_filter_get (version)->measure (rows, stride, places, n, query, squared);
            g_assert_true (squared[n] == -1);
            for (guint i = 0; i < n; i++)
              {
                double wanted = 0;

                for (guint j = 0; j < stride; j++)
                  wanted += pow ((double) rows[places[i] * stride + j] - (double) query[j], 2);
                assert_close (squared[i], wanted, stride);
              }
          }
      g_aligned_free (rows);
      g_aligned_free (query);
    }
}

static void
test_choice (void)
{
  guint n = 0;

  while (vt_knn_filter_get (n) != NULL)
    n++;
  g_assert_cmpuint (n, >=, 1);
  g_assert_true (vt_knn_filter_choose () == vt_knn_filter_get (n - 1));
  vt_knn_filter_force (vt_knn_filter_get (0));
  g_assert_true (vt_knn_filter_choose () == vt_knn_filter_get (0));
  vt_knn_filter_force (NULL);
  g_assert_true (vt_knn_filter_choose () == vt_knn_filter_get (n - 1));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/knn-filter/codes", test_codes);
  g_test_add ("/knn-filter/bound", Boxes, NULL, set_up, test_bound, tear_down);
  g_test_add_func ("/knn-filter/measure", test_measure);
  g_test_add_func ("/knn-filter/choice", test_choice);

  return g_test_run ();
}

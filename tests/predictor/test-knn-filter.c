#include <math.h>
#include <string.h>

#include "vt-knn-filter.h"

#define LANES VT_KNN_LANES
#define BLOCKS 5
#define FEATURES 17

/* Codes of some blocks, and a query's own. */
typedef struct
{
  guint n_pairs;
  gsize size; /* of a block */
  guint8 *codes;
  guint8 *query; /* [2 · n_pairs], in half steps */
  guint32 *words;
  guint16 *sums;
  guint32 *places;
} Codes;

/* Seen from the middle. */
static gint8 *
get_code (const Codes *codes, guint block, guint lane, guint j)
{
  return (gint8 *) codes->codes + block * codes->size + ((j / 2 + 1) * LANES + lane) * 2 + j % 2;
}

/* The query's words as the header has them, by a box of steps of 1 from 0 to 127. */
static void
encode (const VtKnnFilter *filter, const Codes *codes)
{
  guint stride = (2 * codes->n_pairs + 3) / 4 * 4;
  float *query = g_aligned_alloc0 (stride, sizeof (float), 64);
  VtKnnBox box = { g_aligned_alloc0 (stride, sizeof (float), 64), g_aligned_alloc0 (stride, sizeof (float), 64), 1, 1 };
  VtKnnBoxDistance distance;

  for (guint j = 0; j < 2 * codes->n_pairs; j++)
    {
      query[j] = codes->query[j] / 2.0f;
      box.high[j] = VT_KNN_LARGEST_CODE;
    }
  filter->encode (query, &box, stride, codes->n_pairs, codes->words, &distance);
  g_assert_true (distance.away == 0 && distance.lost == 0);
  g_aligned_free (query);
  g_aligned_free (box.low);
  g_aligned_free (box.high);
}

static void
codes_init (Codes *codes, guint n_pairs, gint32 spread, GRand *random)
{
  codes->n_pairs = n_pairs;
  codes->size = vt_knn_filter_block_size (n_pairs);
  codes->codes = g_aligned_alloc0 (BLOCKS * codes->size, 1, 64);
  codes->query = g_new (guint8, 2 * n_pairs);
  codes->words = g_new (guint32, n_pairs + 2);
  codes->sums = g_aligned_alloc (BLOCKS * LANES, sizeof (guint16), 64);
  codes->places = g_new (guint32, BLOCKS * LANES + VT_KNN_SLACK);
  for (guint j = 0; j < 2 * n_pairs; j++)
    codes->query[j] = (guint8) g_rand_int_range (random, 0, 2 * spread - 1);
  for (guint block = 0; block < BLOCKS; block++)
    for (guint lane = 0; lane < LANES; lane++)
      {
        guint number = 0;

        for (guint j = 0; j < 2 * n_pairs; j++)
          {
            int code = g_rand_int_range (random, 0, spread);

            /* An instance on the spot, and one in the far corner. */
            if (block == 0 && lane == 9)
              code = codes->query[j] / 2;
            if (block == 0 && lane == 10)
              code = codes->query[j] < 128 ? VT_KNN_LARGEST_CODE : 0;
            *get_code (codes, block, lane, j) = (gint8) (code - VT_KNN_MIDDLE_CODE);
            number += (guint) (code * code);
          }
        ((guint16 *) (gpointer) (codes->codes + block * codes->size))[lane] = (guint16) number;
      }
}

static void
codes_clear (Codes *codes)
{
  g_aligned_free (codes->codes);
  g_free (codes->query);
  g_free (codes->words);
  g_aligned_free (codes->sums);
  g_free (codes->places);
}

static guint
find_sum (const Codes *codes, guint block, guint lane)
{
  guint sum = 0;

  for (guint j = 0; j < 2 * codes->n_pairs; j++)
    {
      int difference = 2 * (*get_code (codes, block, lane, j) + VT_KNN_MIDDLE_CODE) - (int) codes->query[j];

      sum += (guint) (difference * difference);
    }

  return sum / 4 & 0xffff;
}

/* What is from @least to @most by the sums, of all blocks. */
static guint
check_pick (const VtKnnFilter *filter, Codes *codes, guint least, guint most)
{
  guint n = filter->pick (codes->sums, BLOCKS, (guint16) least, (guint16) most, 7, codes->places);
  guint next = 0;

  for (guint i = 0; i < BLOCKS * LANES; i++)
    if (codes->sums[i] >= least && codes->sums[i] <= most)
      {
        g_assert_cmpuint (next, <, n);
        g_assert_cmpuint (codes->places[next++], ==, 7 + i);
      }
  g_assert_cmpuint (next, ==, n);

  return n;
}

static void
check_sums (const VtKnnFilter *filter, Codes *codes, guint limit)
{
  guint least = codes->sums[17];
  guint within = check_pick (filter, codes, 0, limit);

  g_assert_cmpuint (filter->count (codes->sums, BLOCKS, (guint16) limit), ==, within);
  if (limit < G_MAXUINT16)
    g_assert_cmpuint (check_pick (filter, codes, limit + 1, G_MAXUINT16), ==, BLOCKS * LANES - within);
  g_assert_cmpuint (check_pick (filter, codes, least, least), >=, 1);
  check_pick (filter, codes, least, MAX (least, codes->sums[80]));
}

/* Whole numbers: every version gives the same, the definition's. */
static void
check_codes (const VtKnnFilter *filter, Codes *codes, guint32 blocks, guint limit)
{
  guint next = 0;
  guint n;

  encode (filter, codes);
  n = filter->screen (codes->codes, codes->n_pairs, codes->words, (guint16) limit, blocks, 1000, codes->places);
  filter->sum (codes->codes, codes->n_pairs, codes->words, BLOCKS, codes->sums);
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
  check_sums (filter, codes, limit);
}

static void
test_codes (void)
{
  const guint pairs[] = { 1, 2, 9, 12, 21, 512 };
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
            check_codes (filter, &codes, 0x16, find_sum (&codes, 1, 3));
            check_codes (filter, &codes, 0x1f, MAX (find_sum (&codes, 4, 31), 1) - 1);
            check_codes (filter, &codes, 0, 65535);
          }
        codes_clear (&codes);
      }
}

/* What the words of a query say, with the two distances that belong to them, is where the query is. */
static void
check_encoding (const VtKnnFilter *filter, const float *query, const VtKnnBox *box, guint n_features, guint stride)
{
  guint n_pairs = (n_features + 1) / 2;
  guint32 words[32];
  VtKnnBoxDistance distance;
  double away = 0;
  double lost = 0;

  filter->encode (query, box, stride, n_pairs, words, &distance);
  for (guint j = 0; j < n_features; j++)
    {
      guint32 word = words[j / 2];
      double code = (guint8) (word >> (8 * (j % 2))) / 2.0;
      double nearest = CLAMP ((double) query[j], (double) box->low[j], (double) box->high[j]);

      g_assert_cmpuint (word >> 16, ==, word & 0xffff);
      g_assert_cmpfloat (code, <=, VT_KNN_LARGEST_CODE);
      g_assert_cmpfloat (fabs (nearest - (double) box->low[j] - code * (double) box->step), <=,
                         0.251 * (double) box->step);
      away += pow ((double) query[j] - nearest, 2);
      lost += pow (nearest - (double) box->low[j] - code * (double) box->step, 2);
    }
  g_assert_cmpfloat (fabs ((double) distance.away - away), <=, (n_features + 2) * 0x1p-24 * away);
  /* The room that VtKnnSection.error has for it. */
  g_assert_cmpfloat (fabs (sqrt ((double) distance.lost) - sqrt (lost)), <=,
                     4e-5 * sqrt (n_features) * (double) box->step);
}

static void
test_encoding (void)
{
  const guint features[] = { 1, 2, 3, 4, 17, 41 };
  g_autoptr (GRand) random = g_rand_new_with_seed (6);

  for (guint i = 0; i < G_N_ELEMENTS (features); i++)
    for (guint round = 0; round < 100; round++)
      {
        guint stride = (features[i] + 3) / 4 * 4;
        _Alignas(64) float query[44] = { 0 };
        _Alignas(64) float low[44] = { 0 };
        _Alignas(64) float high[44] = { 0 };
        VtKnnBox box = { low, high, 0, 0 };

        for (guint j = 0; j < features[i]; j++)
          {
            low[j] = (float) g_rand_double_range (random, -1, 1);
            high[j] = low[j] + (float) g_rand_double (random);
            query[j] = (float) g_rand_double_range (random, -1.2, 2.2);
            box.step = MAX (box.step, (high[j] - low[j]) * (1 + 1e-6f) / VT_KNN_LARGEST_CODE);
          }
        box.inverse = 1 / box.step;
        for (guint version = 0; vt_knn_filter_get (version) != NULL; version++)
          check_encoding (vt_knn_filter_get (version), query, &box, features[i], stride);
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
  float query[FEATURES];
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
      guint32 bits
          = vt_knn_filter_get (version)->bound (boxes->low, boxes->high, FEATURES, boxes->query, 1.0f, boxes->squared);

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
  const guint strides[] = { 1, 2, 3, 4, 7, 8, 12, 16, 17, 18, 20, 24, 41, 44, 1024 };
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

/* Canonical: the same bits as the plain sum, whatever the number of features and of rows, and where they lie. */
static void
test_square (void)
{
  const guint features[] = { 1, 2, 3, 4, 5, 17, 24, 41 };
  g_autoptr (GRand) random = g_rand_new_with_seed (8);
  float rows[20 * 41 + 3];
  double query[41];
  guint32 places[19];
  double squared[20];

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    rows[i] = (float) g_rand_double_range (random, -1, 1);
  for (guint s = 0; s < G_N_ELEMENTS (features); s++)
    for (guint n = 0; n <= G_N_ELEMENTS (places); n++)
      {
        guint f = features[s];
        const float *first = rows + n % 4;

        for (guint j = 0; j < f; j++)
          query[j] = g_rand_double_range (random, -1, 1);
        for (guint i = 0; i < n; i++)
          places[i] = (guint32) g_rand_int_range (random, 0, 20);
        for (guint version = 0; vt_knn_filter_get (version) != NULL; version++)
          {
            squared[n] = -1;
            vt_knn_filter_get (version)->square (first, f, places, n, query, squared);
            g_assert_true (squared[n] == -1);
            for (guint i = 0; i < n; i++)
              {
                double wanted = 0;

                for (guint j = 0; j < f; j++)
                  wanted += (query[j] - (double) first[places[i] * f + j])
                            * (query[j] - (double) first[places[i] * f + j]);
                g_assert_true (squared[i] == wanted);
              }
          }
      }
}

static guint
count (const float *values, guint n, float most)
{
  guint within = 0;

  for (guint i = 0; i < n; i++)
    within += values[i] <= most;

  return within;
}

static int
compare_values (gconstpointer a, gconstpointer b)
{
  float one = *(const float *) a;
  float two = *(const float *) b;

  return (one > two) - (one < two);
}

/* Never fewer than k within the bound, and not far above the k-th; every version gives the same. */
static void
test_kth (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (3);

  for (guint round = 0; round < 200; round++)
    {
      guint n = (guint) g_rand_int_range (random, 1, 300);
      guint k = (guint) g_rand_int_range (random, 1, (gint32) n + 1);
      g_autofree float *values = g_new (float, n);
      g_autofree float *sorted = NULL;

      for (guint i = 0; i < n; i++)
        values[i] = round % 4 == 0 ? (float) g_rand_int_range (random, 0, 4) : (float) g_rand_double (random);
      sorted = g_memdup2 (values, n * sizeof *values);
      qsort (sorted, n, sizeof *sorted, compare_values);
      for (guint version = 0; vt_knn_filter_get (version) != NULL; version++)
        {
          float bound = vt_knn_filter_get (version)->find_kth (values, n, k, INFINITY);

          g_assert_cmpuint (count (values, n, bound), >=, k);
          g_assert_true (bound >= sorted[k - 1]);
          g_assert_true (bound <= sorted[k - 1] + sorted[n - 1] / 255);
          g_assert_true (bound == vt_knn_filter_get (0)->find_kth (values, n, k, INFINITY));
          g_assert_true (vt_knn_filter_get (version)->find_kth (values, n, k, sorted[k - 1]) == sorted[k - 1]);
        }
    }
}

/* A value right at a mark is within it. */
static void
test_kth_at_marks (void)
{
  const float values[] = { 0, 1, 2, 3, 4, 5, 6, 7, 8 };

  for (guint version = 0; vt_knn_filter_get (version) != NULL; version++)
    for (guint k = 1; k <= 9; k++)
      g_assert_true (vt_knn_filter_get (version)->find_kth (values, 9, k, 8) == (k == 1 ? 8.0f / 256 : values[k - 1]));
}

/* What does not fit into a float is at infinity, and is the k-th only where it must be. */
static void
test_kth_at_infinity (void)
{
  const float values[] = { 3, INFINITY, 1, INFINITY, 2, 0, INFINITY, 5, 4, INFINITY };

  for (guint version = 0; vt_knn_filter_get (version) != NULL; version++)
    {
      const VtKnnFilter *filter = vt_knn_filter_get (version);

      g_assert_true (filter->find_kth (values, 10, 7, INFINITY) == INFINITY);
      g_assert_true (filter->find_kth (values, 10, 10, INFINITY) == INFINITY);
      g_assert_true (filter->find_kth (values, 10, 6, 5) == 5);
      g_assert_true (filter->find_kth (values, 10, 6, G_MAXFLOAT) >= 5);
      g_assert_true (filter->find_kth (values, 10, 4, 5) >= 3 && filter->find_kth (values, 10, 4, 5) < 3.1f);
    }
}

/* Into another list, and over the list itself from the begin on. */
static void
check_keep (const VtKnnFilter *filter, const float *squared, const guint32 *places, guint n, float most)
{
  float kept[100 + VT_KNN_SLACK];
  guint32 kept_places[100 + VT_KNN_SLACK];
  guint next = 0;

  for (guint over = 0; over < 2; over++)
    {
      guint found;

      memcpy (kept, squared, sizeof kept);
      memcpy (kept_places, places, sizeof kept_places);
      found = filter->keep (over ? kept : squared, over ? kept_places : places, n, most, kept, kept_places);
      g_assert_cmpuint (found, ==, count (squared, n, most));
      next = 0;
      for (guint i = 0; i < n; i++)
        if (squared[i] <= most)
          {
            g_assert_true (kept[next] == squared[i]);
            g_assert_cmpuint (kept_places[next++], ==, places[i]);
          }
      g_assert_cmpuint (next, ==, found);
    }
}

static void
test_keep (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (9);
  float squared[100 + VT_KNN_SLACK];
  guint32 places[100 + VT_KNN_SLACK];

  for (guint i = 0; i < G_N_ELEMENTS (squared); i++)
    {
      squared[i] = (float) g_rand_int_range (random, 0, 10);
      places[i] = g_rand_int (random);
    }
  for (guint version = 0; vt_knn_filter_get (version) != NULL; version++)
    for (guint n = 0; n <= 100; n++)
      for (int most = -1; most <= 9; most += 2)
        check_keep (vt_knn_filter_get (version), squared, places, n, (float) most);
}

/* Ties have the rank of the first of them. */
static void
test_rank (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (10);
  gint32 keys[100 + VT_KNN_SLACK];
  gint32 ranks[100 + VT_KNN_SLACK];

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    keys[i] = i % 3 == 0 ? g_rand_int_range (random, 0, 5) : g_rand_int_range (random, 0, G_MAXINT32);
  for (guint version = 0; vt_knn_filter_get (version) != NULL; version++)
    for (guint n = 0; n <= 100; n++)
      {
        vt_knn_filter_get (version)->rank (keys, n, ranks);
        for (guint i = 0; i < n; i++)
          {
            gint32 wanted = 0;

            for (guint j = 0; j < n; j++)
              wanted += keys[j] < keys[i];
            g_assert_cmpint (ranks[i], ==, wanted);
          }
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
  g_test_add_func ("/knn-filter/encoding", test_encoding);
  g_test_add ("/knn-filter/bound", Boxes, NULL, set_up, test_bound, tear_down);
  g_test_add_func ("/knn-filter/measure", test_measure);
  g_test_add_func ("/knn-filter/square", test_square);
  g_test_add_func ("/knn-filter/kth", test_kth);
  g_test_add_func ("/knn-filter/kth-at-marks", test_kth_at_marks);
  g_test_add_func ("/knn-filter/kth-at-infinity", test_kth_at_infinity);
  g_test_add_func ("/knn-filter/keep", test_keep);
  g_test_add_func ("/knn-filter/rank", test_rank);
  g_test_add_func ("/knn-filter/choice", test_choice);

  return g_test_run ();
}

#include <math.h>
#include <string.h>

#include "vt-knn-index.h"
#include "vt-knn.h"

#define N 2500
#define FEATURES 11
#define LANES VT_KNN_LANES

/* A cloud that is long along the diagonal and thin across. */
static float *
make_cloud (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (8);
  float *cloud = g_new (float, N *FEATURES);

  for (guint i = 0; i < N; i++)
    {
      double along = g_rand_double_range (random, -5, 5);

      for (guint j = 0; j < FEATURES; j++)
        cloud[i * FEATURES + j] = (float) (100 + along + g_rand_double_range (random, -0.1, 0.1));
    }

  return cloud;
}

/* A rotated coordinate. */
static float
get (const VtKnnIndex *index, gsize place, guint coordinate)
{
  double instance[FEATURES];
  float rotated[FEATURES];

  for (guint j = 0; j < FEATURES; j++)
    instance[j] = (double) index->rows[place * FEATURES + j];
  g_assert_true (vt_knn_index_rotate (index, instance, FEATURES, rotated));

  return rotated[coordinate];
}

static void
init_index (VtKnnIndex *index, const float *instances, gsize n, guint n_features)
{
  float *rows = g_new (float, MAX (n * n_features, 1));

  memcpy (rows, instances, n * n_features * sizeof (float));
  g_assert_true (vt_knn_index_init (index, rows, n, n_features, NULL, NULL));
}

/* Every instance has one place, and lies there. */
static void
test_places (void)
{
  g_autofree float *cloud = make_cloud ();
  VtKnnIndex index = { 0 };
  gboolean seen[N] = { FALSE };

  init_index (&index, cloud, N, FEATURES);
  g_assert_cmpuint (index.n_blocks, ==, 79);
  g_assert_cmpuint (index.n_sections, ==, 3);
  g_assert_cmpuint (index.stride, ==, 12);
  for (gsize place = 0; place < N; place++)
    {
      g_assert_false (seen[index.order[place]]);
      seen[index.order[place]] = TRUE;
      for (guint j = 0; j < FEATURES; j++)
        g_assert_true (index.rows[place * FEATURES + j] == cloud[index.order[place] * FEATURES + j]);
    }
  vt_knn_index_clear (&index);
}

/* The rotation keeps distances, and the long direction is the first. */
static void
test_rotation (void)
{
  g_autofree float *cloud = make_cloud ();
  VtKnnIndex index = { 0 };
  double variance[FEATURES] = { 0 };

  init_index (&index, cloud, N, FEATURES);
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

  init_index (&index, cloud, N, FEATURES);
  for (gsize place = 0; place < N; place++)
    for (guint j = 0; j < index.n_leading; j++)
      {
        gsize block = place / LANES;
        gsize at = (block / LANES * index.n_leading + j) * LANES + block % LANES;
        gsize section = place / VT_KNN_SECTION;
        float value = get (&index, place, j);

        g_assert_true (index.block_low[at] <= value && value <= index.block_high[at]);
        g_assert_true (index.sections[section].box.low[j] <= value && value <= index.sections[section].box.high[j]);
        g_assert_true (index.section_low[j * LANES + section] == index.sections[section].box.low[j]);
        g_assert_true (index.section_high[j * LANES + section] == index.sections[section].box.high[j]);
        if (j == 0 && place % LANES == 0)
          width += index.block_high[at] - index.block_low[at];
      }
  for (gsize block = index.n_blocks; block < index.n_sections * LANES; block++)
    g_assert_true (isinf (index.block_low[block / LANES * index.n_leading * LANES + block % LANES]));
  /* Blocks follow one another along the long direction of 10·√11 = 33. */
  g_assert_cmpfloat (width, <, 40);
  vt_knn_index_clear (&index);
}

/* A code stands for a point within the section's error of the instance, and the error is no wild guess. */
static void
test_codes (void)
{
  g_autofree float *cloud = make_cloud ();
  VtKnnIndex index = { 0 };

  init_index (&index, cloud, N, FEATURES);
  for (gsize s = 0; s < index.n_sections; s++)
    {
      const VtKnnSection *section = &index.sections[s];
      double farthest = 0;

      for (gsize place = s * VT_KNN_SECTION; place < MIN ((s + 1) * VT_KNN_SECTION, N); place++)
        {
          const guint8 *block = index.codes + place / LANES * vt_knn_filter_block_size (index.n_pairs);
          const gint8 *codes = (const gint8 *) block + (LANES + place % LANES) * 2;
          guint number = 0;
          double squared = 0;

          for (guint j = 0; j < FEATURES; j++)
            {
              int code = VT_KNN_MIDDLE_CODE + codes[j / 2 * LANES * 2 + j % 2];

              g_assert_cmpint (code, >=, 0);
              g_assert_cmpint (code, <=, VT_KNN_LARGEST_CODE);
              squared += pow ((double) section->box.low[j] + code * (double) section->box.step
                                  - (double) get (&index, place, j),
                              2);
              number += (guint) (code * code);
            }
          /* The last pair's second coordinate is none. */
          g_assert_cmpint (codes[FEATURES / 2 * LANES * 2 + 1], ==, 0);
          g_assert_cmpuint (((const guint16 *) (gconstpointer) block)[place % LANES], ==, number & 0xffff);
          farthest = MAX (farthest, sqrt (squared));
        }
      g_assert_cmpfloat (farthest, <=, (double) section->error);
      g_assert_cmpfloat ((double) section->error, <=, 1.01 * farthest);
      g_assert_cmpfloat (farthest, <=, sqrt (FEATURES) / 2 * (double) section->box.step);
    }
  vt_knn_index_clear (&index);
}

/* What is given back is what was given, in its order; of none, of one, and of many in cycles of all lengths. */
static void
test_give_back (void)
{
  static const gsize numbers[] = { 0, 1, 2, 17, N };
  g_autofree float *cloud = make_cloud ();

  for (guint c = 0; c < G_N_ELEMENTS (numbers); c++)
    {
      VtKnnIndex index = { 0 };
      g_autofree float *rows = NULL;

      init_index (&index, cloud, numbers[c], FEATURES);
      rows = vt_knn_index_give_back (&index);
      g_assert_null (index.rows);
      g_assert_cmpint (memcmp (rows, cloud, numbers[c] * FEATURES * sizeof (float)), ==, 0);
    }
}

/* Numbers beyond float's squares are cut, and it is told. */
static void
test_large (void)
{
  const float cloud[] = { 1e30f, 0, 0, 1 };
  const double query[] = { 3, 4 };
  float rotated[2];
  VtKnnIndex index = { 0 };

  init_index (&index, cloud, 2, 2);
  g_assert_true (isinf (index.reach));
  g_assert_false (vt_knn_index_rotate (&index, query, 2, rotated));
  g_assert_true (isfinite (rotated[0]) && isfinite (rotated[1]));
  vt_knn_index_clear (&index);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/knn-index/places", test_places);
  g_test_add_func ("/knn-index/give-back", test_give_back);
  g_test_add_func ("/knn-index/rotation", test_rotation);
  g_test_add_func ("/knn-index/boxes", test_boxes);
  g_test_add_func ("/knn-index/codes", test_codes);
  g_test_add_func ("/knn-index/large", test_large);

  return g_test_run ();
}

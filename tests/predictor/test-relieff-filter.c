#include <math.h>
#include <string.h>

#include "vt-relieff-filter.h"

#define LANES VT_RELIEFF_LANES
#define STRIDE 96

typedef struct
{
  guint8  coarse[LANES][VT_RELIEFF_COARSE];
  guint8 *block;
  guint8 *rows;
  guint8 *query;
  guint16 errors[LANES];
} Arrays;

static void
set_up (Arrays *arrays, gconstpointer data)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (3);

  arrays->block = g_aligned_alloc (VT_RELIEFF_BLOCK, 1, 64);
  arrays->rows = g_aligned_alloc (LANES, STRIDE, 64);
  arrays->query = g_aligned_alloc (STRIDE, 1, 64);
  for (guint i = 0; i < STRIDE; i++)
    arrays->query[i] = (guint8) g_rand_int (random);
  for (guint lane = 0; lane < LANES; lane++)
    {
      arrays->errors[lane] = (guint16) g_rand_int_range (random, 0, 500);
      for (guint byte = 0; byte < VT_RELIEFF_COARSE; byte++)
        arrays->coarse[lane][byte] = (guint8) g_rand_int (random);
      for (guint byte = 0; byte < STRIDE; byte++)
        arrays->rows[lane * STRIDE + byte] = (guint8) g_rand_int (random);
    }
  /* As near, and as far, as can be. */
  memcpy (arrays->coarse[9], arrays->query, VT_RELIEFF_COARSE);
  for (guint byte = 0; byte < VT_RELIEFF_COARSE; byte++)
    arrays->coarse[30][byte] = arrays->query[byte] < 128 ? 255 : 0;
  for (guint lane = 0; lane < LANES; lane++)
    for (guint byte = 0; byte < VT_RELIEFF_COARSE; byte++)
      arrays->block[vt_relieff_filter_place (lane, byte)] = arrays->coarse[lane][byte];
}

static void
tear_down (Arrays *arrays, gconstpointer data)
{
  g_aligned_free (arrays->block);
  g_aligned_free (arrays->rows);
  g_aligned_free (arrays->query);
}

static guint
sum (const guint8 *one, const guint8 *other, guint n)
{
  guint total = 0;

  for (guint i = 0; i < n; i++)
    total += one[i] > other[i] ? one[i] - other[i] : other[i] - one[i];

  return total;
}

/* At each limit at which a lane comes in, and just below. */
static void
test_coarse (Arrays *arrays, gconstpointer data)
{
  for (guint version = 0; vt_relieff_filter_get (version) != NULL; version++)
    for (guint lane = 0; lane < LANES; lane++)
      {
        guint at = sum (arrays->coarse[lane], arrays->query, VT_RELIEFF_COARSE);

        for (guint limit = at > 0 ? at - 1 : 0; limit <= at; limit++)
          {
            guint32 bits = vt_relieff_filter_get (version)->coarse (arrays->block, arrays->query, limit);

            for (guint other = 0; other < LANES; other++)
              g_assert_cmpuint (bits >> other & 1, ==,
                                sum (arrays->coarse[other], arrays->query, VT_RELIEFF_COARSE) <= limit);
          }
        g_assert_cmphex (vt_relieff_filter_get (version)->coarse (arrays->block, arrays->query, 32766), ==,
                         G_MAXUINT32);
      }
}

static void
test_fine (Arrays *arrays, gconstpointer data)
{
  for (guint version = 0; vt_relieff_filter_get (version) != NULL; version++)
    for (guint stride = 32; stride <= STRIDE; stride += 32)
      for (guint lane = 0; lane < LANES; lane++)
        {
          guint at = sum (arrays->rows + lane * stride, arrays->query, stride);
          guint32 among = 0xf0f00f3c | 1u << lane;

          for (guint limit = at - arrays->errors[lane] - 1; limit <= at - arrays->errors[lane]; limit++)
            {
                guint sums[LANES];
              guint32 bits = vt_relieff_filter_get (version)->fine (arrays->rows, stride, arrays->query,
                                                                    arrays->errors, limit, among, sums);

              g_assert_cmpuint (bits >> lane & 1, ==, limit == at - arrays->errors[lane]);
              g_assert_cmpuint (sums[lane], ==, at);
              for (guint other = 0; other < LANES; other++)
                g_assert_cmpuint (bits >> other & 1, ==,
                                  (among >> other & 1)
                                      && sum (arrays->rows + other * stride, arrays->query, stride)
                                             <= limit + arrays->errors[other]);
            }
        }
}

/* The same bits, and by the plain sum nearly the same. */
static void
test_measure (Arrays *arrays, gconstpointer data)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (4);
  float a[45];
  float b[45];
  double factors[45];

  for (guint n = 1; n <= 45; n++)
    {
      double plain = 0;

      for (guint j = 0; j < n; j++)
        {
          a[j] = (float) g_rand_double_range (random, -1, 1);
          b[j] = (float) g_rand_double_range (random, -1, 1);
          factors[j] = g_rand_double (random);
          plain += fabs ((double) a[j] - (double) b[j]) * factors[j];
        }
      g_assert_cmpfloat_with_epsilon (vt_relieff_filter_get (0)->measure (a, b, factors, n), plain, 1e-13);
      for (guint version = 1; vt_relieff_filter_get (version) != NULL; version++)
        g_assert_true (vt_relieff_filter_get (version)->measure (a, b, factors, n)
                       == vt_relieff_filter_get (0)->measure (a, b, factors, n));
    }
}

/* Every byte of a block is somebody's. */
static void
test_places (Arrays *arrays, gconstpointer data)
{
  guint8 taken[VT_RELIEFF_BLOCK] = { 0 };

  for (guint lane = 0; lane < LANES; lane++)
    for (guint byte = 0; byte < VT_RELIEFF_COARSE; byte++)
      {
        g_assert_cmpuint (vt_relieff_filter_place (lane, byte), <, VT_RELIEFF_BLOCK);
        g_assert_cmpuint (taken[vt_relieff_filter_place (lane, byte)]++, ==, 0);
      }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/relieff-filter/coarse", Arrays, NULL, set_up, test_coarse, tear_down);
  g_test_add ("/relieff-filter/fine", Arrays, NULL, set_up, test_fine, tear_down);
  g_test_add ("/relieff-filter/measure", Arrays, NULL, set_up, test_measure, tear_down);
  g_test_add ("/relieff-filter/places", Arrays, NULL, set_up, test_places, tear_down);

  return g_test_run ();
}

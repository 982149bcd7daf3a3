#include <math.h>
#include <stdlib.h>

#include "vt-knn-filter.h"
#include "vt-knn.h"
#include "vt-parallel.h"

/* What a search gave, [n queries][k]. */
typedef struct
{
  guint k;
  VtKnnNeighbor *neighbors;
  guint *counts;
} Found;

static Found *
found_new (gsize n, guint k)
{
  Found *found = g_new (Found, 1);

  found->k = k;
  found->neighbors = g_new0 (VtKnnNeighbor, n * k);
  found->counts = g_new0 (guint, n);

  return found;
}

static void
found_free (Found *found)
{
  g_free (found->neighbors);
  g_free (found->counts);
  g_free (found);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Found, found_free)

static void
keep (guint batch, gsize query, const VtKnnNeighbor *neighbors, guint n_neighbors, gpointer data)
{
  Found *found = (Found *) data + batch;

  g_assert_cmpuint (n_neighbors, <=, found->k);
  found->counts[query] = n_neighbors;
  for (guint i = 0; i < n_neighbors; i++)
    found->neighbors[query * found->k + i] = neighbors[i];
}

static int
compare (const void *a, const void *b)
{
  const VtKnnNeighbor *one = a;
  const VtKnnNeighbor *two = b;

  if (one->squared != two->squared)
    return one->squared < two->squared ? -1 : 1;

  return one->instance < two->instance ? -1 : 1;
}

/* Every distance, sorted. */
static guint
search_reference (
    const float *x, gsize n, guint f, const double *q, guint k, const gint64 *keys, gint64 key, VtKnnNeighbor *out)
{
  g_autofree VtKnnNeighbor *all = g_new (VtKnnNeighbor, n + 1);
  guint m = 0;

  for (gsize i = 0; i < n; i++)
    {
      double sum = 0;

      if (keys != NULL && key != VT_KNN_NO_KEY && keys[i] == key)
        continue;
      for (guint j = 0; j < f; j++)
        sum += (q[j] - (double) x[i * f + j]) * (q[j] - (double) x[i * f + j]);
      all[m].squared = sum;
      all[m++].instance = (guint32) i;
    }
  qsort (all, m, sizeof *all, compare);
  for (guint i = 0; i < MIN (k, m); i++)
    out[i] = all[i];

  return MIN (k, m);
}

static void
check (const float *x,
       gsize n,
       guint f,
       const double *q,
       gsize n_queries,
       guint k,
       const gint64 *keys,
       const gint64 *query_keys)
{
  g_autoptr (VtKnn) knn = vt_knn_new (x, n, f, NULL, NULL);
  g_autoptr (Found) found = found_new (n_queries, k);
  g_autofree VtKnnNeighbor *wanted = g_new (VtKnnNeighbor, k);
  VtKnnBatch batch = { knn, q, n_queries, keys, query_keys };

  g_assert_cmpuint (vt_knn_get_n (knn), ==, n);
  g_assert_true (vt_knn_search (&batch, 1, k, keep, found, NULL, NULL, NULL));
  for (gsize i = 0; i < n_queries; i++)
    {
      gint64 key = query_keys != NULL ? query_keys[i] : VT_KNN_NO_KEY;
      guint m = search_reference (x, n, f, q + i * f, k, keys, key, wanted);

      g_assert_cmpuint (found->counts[i], ==, m);
      for (guint j = 0; j < m; j++)
        {
          g_assert_cmpuint (found->neighbors[i * k + j].instance, ==, wanted[j].instance);
          g_assert_true (found->neighbors[i * k + j].squared == wanted[j].squared);
        }
    }
}

static void
test_by_hand (void)
{
  const float x[] = { 0, 3, 1, -1, 7 };
  const double q[] = { 0, 10 };
  g_autoptr (VtKnn) knn = vt_knn_new (x, 5, 1, NULL, NULL);
  g_autoptr (Found) found = found_new (2, 3);
  VtKnnBatch batch = { knn, q, 2, NULL, NULL };

  g_assert_true (vt_knn_search (&batch, 1, 3, keep, found, NULL, NULL, NULL));
  g_assert_cmpuint (found->neighbors[0].instance, ==, 0);
  g_assert_cmpuint (found->neighbors[1].instance, ==, 2);
  g_assert_cmpuint (found->neighbors[2].instance, ==, 3);
  g_assert_true (found->neighbors[2].squared == 1);
  g_assert_cmpuint (found->neighbors[3].instance, ==, 4);
  g_assert_true (found->neighbors[3].squared == 9);
}

/* Clouds of several sizes, dimensions and k, drawn far from the origin too, where float is coarse. */
static void
test_reference (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (1);

  for (guint round = 0; round < 60; round++)
    {
      gsize n = (gsize) g_rand_int_range (random, 1, 900);
      guint f = (guint) g_rand_int_range (random, 1, 20);
      guint k = (guint) g_rand_int_range (random, 1, 70);
      double shift = round % 3 == 0 ? 1000 : 0;
      g_autofree float *x = g_new (float, n *f);
      g_autofree double *q = g_new (double, 40 * f);
      g_autofree gint64 *keys = g_new (gint64, n);
      g_autofree gint64 *query_keys = g_new (gint64, 40);

      for (gsize i = 0; i < n * f; i++)
        x[i] = (float) (shift + g_rand_double (random));
      for (gsize i = 0; i < 40 * f; i++)
        q[i] = shift + g_rand_double_range (random, -0.2, 1.2);
      for (gsize i = 0; i < n; i++)
        keys[i] = g_rand_int_range (random, 0, 5);
      for (gsize i = 0; i < 40; i++)
        query_keys[i] = i % 7 == 0 ? VT_KNN_NO_KEY : g_rand_int_range (random, 0, 5);

      check (x, n, f, q, 40, k, round % 2 == 0 ? keys : NULL, round % 2 == 0 ? query_keys : NULL);
    }
}

/* What displacement features are like: an atom's lags go together, cold atoms close to each other, hot ones far apart. */
static float *
make_features (gsize n, guint f, GRand *random)
{
  float *x = g_new (float, n *f);

  for (gsize i = 0; i < n; i++)
    {
      double temperature = g_rand_double (random);
      double walk = temperature;

      for (guint j = 0; j < f; j++)
        {
          walk += (0.01 + 0.05 * temperature) * g_rand_double_range (random, -1, 1);
          x[i * f + j] = (float) walk;
        }
    }

  return x;
}

/* Several sections of instances, as many features as lags there are, k up to more than there are instances. */
static void
test_features (void)
{
  const guint features[] = { 1, 2, 17, 41 };
  const guint ks[] = { 1, 50, 300, 3000 };
  g_autoptr (GRand) random = g_rand_new_with_seed (11);

  for (guint i = 0; i < G_N_ELEMENTS (features); i++)
    {
      guint f = features[i];
      g_autofree float *x = make_features (2600, f, random);
      g_autofree float *more = make_features (30, f, random);
      g_autofree double *q = g_new (double, 30 * f);
      g_autofree gint64 *keys = g_new (gint64, 2600);

      for (gsize j = 0; j < 30 * f; j++)
        q[j] = (double) more[j] + 1e-9;
      for (gsize j = 0; j < 2600; j++)
        keys[j] = (gint64) (j % 10);
      for (guint c = 0; c < G_N_ELEMENTS (ks); c++)
        {
          check (x, 2600, f, q, 30, ks[c], NULL, NULL);
          check (x, 2600, f, q, 30, ks[c], keys, keys + 7);
        }
    }
}

/* Features that never vary, all of them or all but one; and instances that come many times. */
static void
test_constant (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (12);
  g_autofree float *x = g_new (float, 2000 * 5);
  g_autofree double *q = g_new (double, 20 * 5);

  for (guint round = 0; round < 3; round++)
    {
      for (guint i = 0; i < 2000 * 5; i++)
        x[i] = i % 5 != 3 || round == 0 ? 0.7f : (float) g_rand_int_range (random, 0, round == 1 ? 9 : 1000000);
      for (guint i = 0; i < 20 * 5; i++)
        q[i] = 0.7 + (i % 2 == 0 ? 0.5 * (double) i : 0);
      for (guint k = 1; k < 2500; k *= 7)
        check (x, 2000, 5, q, 20, k, NULL, NULL);
    }
}

/* Scales from the smallest float to squares that no float holds, in one set. */
static void
test_scales (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (13);

  for (int scale = -44; scale <= 38; scale += 4)
    {
      g_autofree float *x = g_new (float, 1500 * 3);
      g_autofree double *q = g_new (double, 10 * 3);

      for (guint i = 0; i < 1500 * 3; i++)
        x[i] = (float) (g_rand_double_range (random, -1, 1) * pow (10, scale - (i / 3 % 5 == 0 ? 3 : 0)));
      for (guint i = 0; i < 10 * 3; i++)
        q[i] = g_rand_double_range (random, -1, 1) * pow (10, scale + (i / 3 % 4 == 0 ? 2 : 0));
      check (x, 1500, 3, q, 10, 20, NULL, NULL);
    }
}

/* A lattice has shells of equal distances: the index decides. Duplicates have distance zero. */
static void
test_ties (void)
{
  g_autofree float *x = g_new (float, 3 * 1000);
  double q[6] = { 5, 5, 5, 4.5, 4.5, 4.5 };

  for (guint i = 0; i < 1000; i++)
    {
      x[3 * i] = (float) (i % 10);
      x[3 * i + 1] = (float) (i / 10 % 10);
      x[3 * i + 2] = (float) (i / 100);
    }
  for (guint k = 1; k < 60; k++)
    check (x, 1000, 3, q, 2, k, NULL, NULL);

  for (guint i = 0; i < 3000; i++)
    x[i] = 2;
  check (x, 1000, 3, q, 2, 50, NULL, NULL);
}

/* Candidates closer than float can tell: 1 ulp apart, seen from a query that float cannot hold. */
static void
test_close (void)
{
  g_autofree float *x = g_new (float, 600);
  double q[3] = { 1.00000003, 1 + 0x1p-40, 0.99999999 };
  float value = 1;

  for (guint i = 0; i < 600; i++)
    {
      x[(i * 7) % 600] = value;
      if (i % 3 == 0)
        value = nextafterf (value, 2);
    }
  for (guint k = 1; k < 100; k += 7)
    check (x, 600, 1, q, 3, k, NULL, NULL);
}

/* Two far clumps on a slant: once rotated, float cannot tell the members of a clump apart, and the margin must keep
 * them all for double to decide. */
static void
test_far_clumps (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (4);
  g_autofree float *x = g_new (float, 2 * 600);
  g_autofree double *q = g_new (double, 2 * 40);

  for (guint i = 0; i < 600; i++)
    {
      float side = i % 2 == 0 ? 1000 : -1000;

      x[2 * i] = side + g_rand_int_range (random, -4, 5) * 0x1p-14f;
      x[2 * i + 1] = 0.7f * side + g_rand_int_range (random, -4, 5) * 0x1p-14f;
    }
  for (guint i = 0; i < 40; i++)
    {
      double side = i % 2 == 0 ? 1000 : -1000;

      q[2 * i] = side + g_rand_double_range (random, -5, 5) * 0x1p-14;
      q[2 * i + 1] = (double) (0.7f * (float) side) + g_rand_double_range (random, -5, 5) * 0x1p-14;
    }
  for (guint k = 1; k < 60; k += 5)
    check (x, 600, 2, q, 40, k, NULL, NULL);
}

/* A clump at the origin, where float is fine, and another far away: seen from the center between them, the first is a
 * few points, and the margin of the boxes must make up for it. */
static void
test_fine_clump (void)
{
  const gsize n = 6000;
  g_autoptr (GRand) random = g_rand_new_with_seed (9);
  g_autofree float *x = g_new (float, 2 * n);
  g_autofree double *q = g_new (double, 2 * 40);

  for (gsize i = 0; i < n; i++)
    {
      float side = i % 2 == 0 ? 1000 : 0;

      x[2 * i] = side + (float) g_rand_double_range (random, -1e-4, 1e-4);
      x[2 * i + 1] = 0.7f * side + (float) g_rand_double_range (random, -1e-4, 1e-4);
    }
  for (guint i = 0; i < 2 * 40; i++)
    q[i] = g_rand_double_range (random, -1e-4, 1e-4);
  for (guint k = 1; k < 60; k += 10)
    check (x, n, 2, q, 40, k, NULL, NULL);
}

/* A lattice as fine as float has it, seen from between its points: float moves a query by half a spacing along each
 * axis, towards some instances and away from others. */
static void
test_between_floats (void)
{
  const float spacing = 0x1p-13f;
  g_autofree float *x = g_new (float, 2 * 961);
  double q[8];

  for (guint i = 0; i < 961; i++)
    {
      x[2 * i] = 1025 + spacing * (float) (i % 31);
      x[2 * i + 1] = 1025 + spacing * (float) (i / 31);
    }
  for (guint i = 0; i < 8; i++)
    q[i] = 1025 + (15 + ((0x2d >> i & 1) != 0 ? 0.499 : -0.498)) * (double) spacing;
  for (guint k = 1; k < 200; k++)
    check (x, 961, 2, q, 4, k, NULL, NULL);
}

static void
test_extremes (void)
{
  const float x[] = { 0, 1e30f, -1e30f, 1e-30f, 3 };
  const double q[] = { 0, 1e300, 1e20, -1e38, 1e-40 };
  const double undefined[] = { NAN, INFINITY, 1 };
  g_autoptr (VtKnn) knn = vt_knn_new (x, 5, 1, NULL, NULL);
  g_autoptr (Found) found = found_new (3, 2);
  VtKnnBatch batch = { knn, undefined, 3, NULL, NULL };

  check (x, 5, 1, q, 5, 3, NULL, NULL);
  check (x, 5, 1, q, 5, 9, NULL, NULL);
  check (x, 0, 1, q, 5, 3, NULL, NULL);

  g_assert_true (vt_knn_search (&batch, 1, 2, keep, found, NULL, NULL, NULL));
  g_assert_cmpuint (found->counts[0], ==, 0);
  g_assert_cmpuint (found->counts[1], ==, 0);
  g_assert_cmpuint (found->counts[2], ==, 2);
}

/* Two batches in one search, on one and on three threads. */
static void
test_batches_and_threads (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (2);
  g_autofree float *x = g_new (float, 2000 * 4);
  g_autofree double *q = g_new (double, 500 * 4);
  Found *found[2];

  for (guint i = 0; i < 2000 * 4; i++)
    x[i] = (float) g_rand_double (random);
  for (guint i = 0; i < 500 * 4; i++)
    q[i] = g_rand_double (random);

  for (guint round = 0; round < 2; round++)
    {
      g_autoptr (VtKnn) one = vt_knn_new (x, 1500, 4, NULL, NULL);
      g_autoptr (VtKnn) two = vt_knn_new (x + 1500 * 4, 500, 4, NULL, NULL);
      VtKnnBatch batches[] = { { one, q, 301, NULL, NULL }, { two, q + 301 * 4, 199, NULL, NULL } };

      found[round] = g_new (Found, 2);
      for (guint b = 0; b < 2; b++)
        {
          found[round][b].k = 5;
          found[round][b].neighbors = g_new0 (VtKnnNeighbor, 5 * batches[b].n);
          found[round][b].counts = g_new0 (guint, batches[b].n);
        }
      vt_parallel_set_threads (round == 0 ? 1 : 3);
      g_assert_true (vt_knn_search (batches, 2, 5, keep, found[round], NULL, NULL, NULL));
    }
  vt_parallel_set_threads (0);

  for (guint b = 0; b < 2; b++)
    {
      for (guint i = 0; i < (b == 0 ? 301 : 199) * 5; i++)
        {
          g_assert_cmpuint (found[0][b].neighbors[i].instance, ==, found[1][b].neighbors[i].instance);
          g_assert_true (found[0][b].neighbors[i].squared == found[1][b].neighbors[i].squared);
        }
      check (x + (b == 0 ? 0 : 1500 * 4), b == 0 ? 1500 : 500, 4, q + (b == 0 ? 0 : 301 * 4), b == 0 ? 301 : 199, 5,
             NULL, NULL);
      for (guint round = 0; round < 2; round++)
        {
          g_free (found[round][b].neighbors);
          g_free (found[round][b].counts);
        }
    }
  g_free (found[0]);
  g_free (found[1]);
}

/* The instances as queries, once copied and once not: the same neighbours, with and without keys. */
static void
test_self_search (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (6);
  const gsize n = 700;
  const guint f = 5;
  const guint k = 9;
  g_autofree float *x = g_new (float, n *f);
  g_autofree double *q = g_new (double, n *f);
  g_autofree gint64 *keys = g_new (gint64, n);

  for (gsize i = 0; i < n * f; i++)
    q[i] = x[i] = (float) g_rand_int_range (random, 0, 6) + (i % 3 == 0 ? 0.1f : 0);
  for (gsize i = 0; i < n; i++)
    keys[i] = i % 10 == 0 ? VT_KNN_NO_KEY : (gint64) (i % 7);

  for (guint keyed = 0; keyed < 2; keyed++)
    {
      g_autoptr (VtKnn) knn = vt_knn_new (x, n, f, NULL, NULL);
      g_autoptr (Found) found = found_new (n, k);
      g_autofree VtKnnNeighbor *wanted = g_new (VtKnnNeighbor, k);
      VtKnnBatch batch = { knn, NULL, n, keyed ? keys : NULL, keyed ? keys : NULL };

      g_assert_true (vt_knn_search (&batch, 1, k, keep, found, NULL, NULL, NULL));
      for (gsize i = 0; i < n; i++)
        {
          guint m
              = search_reference (x, n, f, q + i * f, k, batch.instance_keys, keyed ? keys[i] : VT_KNN_NO_KEY, wanted);

          g_assert_cmpuint (found->counts[i], ==, m);
          for (guint j = 0; j < m; j++)
            g_assert_cmpuint (found->neighbors[i * k + j].instance, ==, wanted[j].instance);
          g_assert_true (keyed || found->neighbors[i * k].squared == 0);
        }
    }
}

static void
test_cancelled (void)
{
  const float x[] = { 0, 1 };
  const double q[] = { 0 };
  g_autoptr (VtKnn) knn = vt_knn_new (x, 2, 1, NULL, NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (Found) found = found_new (1, 1);
  VtKnnBatch batch = { knn, q, 1, NULL, NULL };

  g_cancellable_cancel (cancellable);
  g_assert_false (vt_knn_search (&batch, 1, 1, keep, found, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_null (vt_knn_new (x, 2, 1, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

typedef struct
{
  const char *name;
  void (*run) (void);
} Test;

static const Test tests[] = {
  { "by-hand", test_by_hand },         { "reference", test_reference },
  { "features", test_features },       { "constant", test_constant },
  { "scales", test_scales },           { "ties", test_ties },
  { "closer-than-float", test_close }, { "far-clumps", test_far_clumps },
  { "fine-clump", test_fine_clump },   { "between-floats", test_between_floats },
  { "extremes", test_extremes },       { "batches-and-threads", test_batches_and_threads },
  { "self-search", test_self_search }, { "cancelled", test_cancelled },
};

static void
run (gconstpointer data)
{
  guint number = GPOINTER_TO_UINT (data);

  vt_knn_filter_force (vt_knn_filter_get (number / G_N_ELEMENTS (tests)));
  tests[number % G_N_ELEMENTS (tests)].run ();
  vt_knn_filter_force (NULL);
}

/* Every test once for each instruction set that this processor has. */
int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint version = 0; vt_knn_filter_get (version) != NULL; version++)
    for (guint t = 0; t < G_N_ELEMENTS (tests); t++)
      {
        g_autofree char *path = g_strdup_printf ("/knn/%u/%s", version, tests[t].name);

        g_test_add_data_func (path, GUINT_TO_POINTER (version * G_N_ELEMENTS (tests) + t), run);
      }

  return g_test_run ();
}

/* LA and SA: shares, ties, and what parts them. */
#include "vt-extremes.h"

#include <math.h>

#define N 200

static void
assert_classes (const double *classes, const int *expected, gsize n)
{
  for (gsize i = 0; i < n; i++)
    g_assert_cmpfloat (classes[i], ==, expected[i]);
}

static gsize
count_class (const double *classes, gsize n, int class)
{
  gsize count = 0;

  for (gsize i = 0; i < n; i++)
    count += classes[i] == class;
  return count;
}

static void
test_by_hand (void)
{
  static const double value[10] = { 5, 1, 9, 3, 7, 2, 8, 4, 6, 10 };
  static const gint64 ids[10] = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 };
  static const int expected[10] = { 0, -1, 1, 0, 0, -1, 0, 0, 0, 1 };
  double classes[10];
  gsize n_tied;

  vt_extremes_compute (value, NULL, ids, 10, 0.2, 1, classes, &n_tied, NULL, NULL);
  assert_classes (classes, expected, 10);
  g_assert_cmpuint (n_tied, ==, 0);
}

/* NaN counts for nothing: 0.2 of the eight others is 1.6, which is two. */
static void
test_missing (void)
{
  static const double value[10] = { 5, NAN, 9, 3, 7, 2, 8, 4, NAN, 10 };
  static const gint64 ids[10] = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 };
  double classes[10];
  gsize n_tied;

  vt_extremes_compute (value, NULL, ids, 10, 0.2, 1, classes, &n_tied, NULL, NULL);
  g_assert_true (isnan (classes[1]) && isnan (classes[8]));
  g_assert_cmpfloat (classes[2], ==, VT_CLASS_ACTIVE);
  g_assert_cmpfloat (classes[9], ==, VT_CLASS_ACTIVE);
  g_assert_cmpfloat (classes[5], ==, VT_CLASS_STABLE);
  g_assert_cmpfloat (classes[3], ==, VT_CLASS_STABLE);
  g_assert_cmpuint (count_class (classes, 10, VT_CLASS_NONE), ==, 4);
  /* 0.3 of eight is 2.4, where that of ten would be three. */
  vt_extremes_compute (value, NULL, ids, 10, 0.3, 1, classes, &n_tied, NULL, NULL);
  g_assert_cmpuint (count_class (classes, 10, VT_CLASS_ACTIVE), ==, 2);
  g_assert_cmpuint (count_class (classes, 10, VT_CLASS_STABLE), ==, 2);
}

/* Without a second key below all that have one, whatever it is. */
static void
test_missing_tie_breaker (void)
{
  static const double value[5] = { 3, 3, 3, 3, 3 }, second[5] = { 8, NAN, -9, 4, 6 };
  static const gint64 ids[5] = { 1, 2, 3, 4, 5 };
  static const int one[5] = { 1, -1, 0, 0, 0 }, two[5] = { 1, -1, -1, 0, 1 };
  double classes[5];
  gsize n_tied;

  vt_extremes_compute (value, second, ids, 5, 0.2, 1, classes, &n_tied, NULL, NULL);
  assert_classes (classes, one, 5);
  vt_extremes_compute (value, second, ids, 5, 0.4, 1, classes, &n_tied, NULL, NULL);
  assert_classes (classes, two, 5);
}

static void
test_tie_breaker (void)
{
  static const double value[6] = { 1, 3, 3, 3, 1, 1 }, second[6] = { 7, 2, 9, 4, 5, 6 };
  static const gint64 ids[6] = { 1, 2, 3, 4, 5, 6 };
  static const int expected[6] = { 0, 0, 1, 0, -1, 0 };
  double classes[6];
  gsize n_tied;

  vt_extremes_compute (value, second, ids, 6, 1.0 / 6.0, 1, classes, &n_tied, NULL, NULL);
  assert_classes (classes, expected, 6);
  g_assert_cmpuint (n_tied, ==, 6);
}

/* Ties that a threshold does not part are no ties to report: the three highest are the LA as a whole. */
static void
test_ties_within_a_class (void)
{
  static const double value[9] = { 1, 1, 1, 2, 3, 4, 5, 5, 5 };
  static const gint64 ids[9] = { 1, 2, 3, 4, 5, 6, 7, 8, 9 };
  double classes[9];
  gsize n_tied;

  vt_extremes_compute (value, NULL, ids, 9, 1.0 / 3.0, 1, classes, &n_tied, NULL, NULL);
  g_assert_cmpuint (n_tied, ==, 0);
  vt_extremes_compute (value, NULL, ids, 9, 2.0 / 9.0, 1, classes, &n_tied, NULL, NULL);
  g_assert_cmpuint (n_tied, ==, 6);
  vt_extremes_compute (value, NULL, ids, 9, 4.0 / 9.0, 1, classes, &n_tied, NULL, NULL);
  g_assert_cmpuint (n_tied, ==, 0);
}

static void
fill_grid (double value[N], gint64 ids[N])
{
  for (gsize i = 0; i < N; i++)
    {
      value[i] = 100.0 + 20.0 * (double) (i * 37 % 11);
      ids[i] = (gint64) (3 * i + 1);
    }
}

static void
test_seed (void)
{
  double value[N], first[N], again[N], other[N];
  gint64 ids[N];
  gsize n_tied, differ = 0;

  fill_grid (value, ids);
  vt_extremes_compute (value, NULL, ids, N, 0.125, 1, first, &n_tied, NULL, NULL);
  vt_extremes_compute (value, NULL, ids, N, 0.125, 1, again, &n_tied, NULL, NULL);
  vt_extremes_compute (value, NULL, ids, N, 0.125, 2, other, &n_tied, NULL, NULL);
  g_assert_cmpuint (count_class (other, N, VT_CLASS_ACTIVE), ==, 25);
  for (gsize i = 0; i < N; i++)
    {
      g_assert_cmpfloat (first[i], ==, again[i]);
      differ += first[i] != other[i];
    }
  g_assert_cmpuint (differ, >, 0);
}

static void
test_atom_order (void)
{
  double value[N], shuffled[N], classes[N], after[N];
  gint64 ids[N], shuffled_ids[N];
  gsize n_tied;

  fill_grid (value, ids);
  for (gsize i = 0; i < N; i++)
    {
      shuffled[(i * 77 + 5) % N] = value[i];
      shuffled_ids[(i * 77 + 5) % N] = ids[i];
    }
  vt_extremes_compute (value, NULL, ids, N, 0.1, 9, classes, &n_tied, NULL, NULL);
  vt_extremes_compute (shuffled, NULL, shuffled_ids, N, 0.1, 9, after, &n_tied, NULL, NULL);
  for (gsize i = 0; i < N; i++)
    g_assert_cmpfloat (classes[i], ==, after[(i * 77 + 5) % N]);
}

/* Whoever is LA has no more than m − 1 atoms above. */
static void
test_reference (void)
{
  double value[N], second[N], classes[N];
  gint64 ids[N];
  gsize n_tied;

  fill_grid (value, ids);
  for (gsize i = 0; i < N; i++)
    second[i] = (double) (i * 91 % N);
  vt_extremes_compute (value, second, ids, N, 0.1, 3, classes, &n_tied, NULL, NULL);
  for (gsize i = 0; i < N; i++)
    {
      gsize above = 0, below = 0;

      for (gsize j = 0; j < N; j++)
        {
          above += value[j] > value[i] || (value[j] == value[i] && second[j] > second[i]);
          below += value[j] < value[i] || (value[j] == value[i] && second[j] < second[i]);
        }
      g_assert_cmpfloat (classes[i], ==, above < 20 ? VT_CLASS_ACTIVE : below < 20 ? VT_CLASS_STABLE : VT_CLASS_NONE);
    }
}

static void
test_edges (void)
{
  static const double value[5] = { 4, 4, 4, 4, 4 };
  static const gint64 ids[5] = { 1, 2, 3, 4, 5 };
  static const double nothing[1] = { NAN };
  double classes[5];
  gsize n_tied;

  vt_extremes_compute (value, NULL, ids, 5, 0.5, 1, classes, &n_tied, NULL, NULL);
  g_assert_cmpuint (count_class (classes, 5, VT_CLASS_ACTIVE), ==, 2);
  g_assert_cmpuint (count_class (classes, 5, VT_CLASS_STABLE), ==, 2);
  g_assert_cmpuint (n_tied, ==, 5);
  vt_extremes_compute (value, NULL, ids, 5, 0.0, 1, classes, &n_tied, NULL, NULL);
  g_assert_cmpuint (count_class (classes, 5, VT_CLASS_NONE), ==, 5);
  g_assert_cmpuint (n_tied, ==, 0);
  vt_extremes_compute (nothing, NULL, ids, 1, 0.5, 1, classes, &n_tied, NULL, NULL);
  g_assert_true (isnan (classes[0]));
  vt_extremes_compute (NULL, NULL, NULL, 0, 0.1, 1, NULL, &n_tied, NULL, NULL);
  g_assert_cmpuint (n_tied, ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/extremes/by-hand", test_by_hand);
  g_test_add_func ("/extremes/missing", test_missing);
  g_test_add_func ("/extremes/tie-breaker", test_tie_breaker);
  g_test_add_func ("/extremes/missing-tie-breaker", test_missing_tie_breaker);
  g_test_add_func ("/extremes/ties-within-a-class", test_ties_within_a_class);
  g_test_add_func ("/extremes/seed", test_seed);
  g_test_add_func ("/extremes/atom-order", test_atom_order);
  g_test_add_func ("/extremes/reference", test_reference);
  g_test_add_func ("/extremes/edges", test_edges);
  return g_test_run ();
}

/* Pearson, Spearman and AUC: scipy's and scikit-learn's numbers, brute force, and the cases without an answer. */
#include "vt-correlation.h"

#include <math.h>

#define N 300

/* scipy.stats.pearsonr, scipy.stats.spearmanr and sklearn.metrics.roc_auc_score of these, ties and all. */
static void
test_by_hand (void)
{
  static const double x[12] = { 3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 9 }, y[12] = { 2, 7, 1, 8, 2, 8, 1, 8, 2, 8, 4, 5 };
  VtCorrelation c;

  vt_correlation_compute (x, y, 12, 0.1, &c, NULL, NULL);
  g_assert_cmpuint (c.n, ==, 12);
  g_assert_cmpfloat_with_epsilon (c.pearson, 0.09821605784236165, 1e-14);
  g_assert_cmpfloat_with_epsilon (c.spearman, 0.12910456715599866, 1e-14);
  /* The two highest: four atoms share the 8 and all are positive. */
  g_assert_cmpfloat_with_epsilon (c.auc, 0.546875, 1e-15);
  vt_correlation_compute (x, y, 12, 0.5, &c, NULL, NULL);
  g_assert_cmpfloat_with_epsilon (c.auc, 0.5416666666666666, 1e-15);
}

static void
test_perfect (void)
{
  double x[10], y[10], down[10];
  VtCorrelation c;

  for (guint i = 0; i < 10; i++)
    {
      x[i] = i;
      y[i] = exp (i);
      down[i] = 7.0 - 3.0 * i;
    }
  vt_correlation_compute (x, y, 10, 0.2, &c, NULL, NULL);
  g_assert_cmpfloat (c.spearman, ==, 1.0);
  g_assert_cmpfloat (c.pearson, <, 0.99);
  g_assert_cmpfloat (c.auc, ==, 1.0);
  vt_correlation_compute (x, down, 10, 0.2, &c, NULL, NULL);
  g_assert_cmpfloat_with_epsilon (c.pearson, -1.0, 1e-15);
  g_assert_cmpfloat (c.spearman, ==, -1.0);
  g_assert_cmpfloat (c.auc, ==, 0.0);
}

/* 0.07 × 100 is a hair more than 7 in binary, and must still mean seven. */
static void
test_share_is_rounded_up (void)
{
  double x[100], y[100];
  VtCorrelation c;

  for (guint i = 0; i < 100; i++)
    {
      y[i] = i;
      x[i] = i >= 93 ? 1.0 : 0.0;
    }
  vt_correlation_compute (x, y, 100, 0.07, &c, NULL, NULL);
  g_assert_cmpfloat (c.auc, ==, 1.0);
  vt_correlation_compute (x, y, 100, 0.071, &c, NULL, NULL);
  g_assert_cmpfloat_with_epsilon (c.auc, (7.0 + 0.5) / 8.0, 1e-15);
}

static void
make_values (double x[N], double y[N])
{
  GRand *random = g_rand_new_with_seed (3);

  for (guint i = 0; i < N; i++)
    {
      x[i] = 100.0 + 20.0 * floor (40.0 * g_rand_double (random));
      y[i] = floor (30.0 * g_rand_double (random) + 0.02 * x[i]);
    }
  g_rand_free (random);
}

/* Mid-rank by counting; U by all pairs. */
static double
reference_rank (const double v[N], guint i)
{
  double rank = 0.5;

  for (guint j = 0; j < N; j++)
    rank += v[j] < v[i] ? 1.0 : v[j] == v[i] ? 0.5 : 0.0;
  return rank;
}

static double
reference_auc (const double x[N], const double y[N], double threshold)
{
  double wins = 0.0, pairs = 0.0;

  for (guint i = 0; i < N; i++)
    for (guint j = 0; j < N; j++)
      if (y[i] >= threshold && y[j] < threshold)
        {
          wins += x[i] > x[j] ? 1.0 : x[i] == x[j] ? 0.5 : 0.0;
          pairs += 1.0;
        }
  return wins / pairs;
}

static double
reference_threshold (const double y[N], guint k)
{
  double lowest = INFINITY;

  for (guint i = 0; i < N; i++)
    {
      guint above = 0;

      for (guint j = 0; j < N; j++)
        above += y[j] > y[i];
      if (above < k)
        lowest = fmin (lowest, y[i]);
    }
  return lowest;
}

static double
reference_pearson (const double x[N], const double y[N])
{
  long double sx = 0, sy = 0, sxx = 0, sxy = 0, syy = 0;

  for (guint i = 0; i < N; i++)
    {
      sx += x[i];
      sy += y[i];
      sxx += (long double) x[i] * x[i];
      sxy += (long double) x[i] * y[i];
      syy += (long double) y[i] * y[i];
    }
  return (double) ((N * sxy - sx * sy) / sqrtl ((N * sxx - sx * sx) * (N * syy - sy * sy)));
}

static void
test_reference (void)
{
  double x[N], y[N], x_ranks[N], y_ranks[N];
  VtCorrelation c;

  make_values (x, y);
  for (guint i = 0; i < N; i++)
    {
      x_ranks[i] = reference_rank (x, i);
      y_ranks[i] = reference_rank (y, i);
    }
  vt_correlation_compute (x, y, N, 0.1, &c, NULL, NULL);
  g_assert_cmpfloat_with_epsilon (c.pearson, reference_pearson (x, y), 1e-13);
  g_assert_cmpfloat_with_epsilon (c.spearman, reference_pearson (x_ranks, y_ranks), 1e-13);
  g_assert_cmpfloat_with_epsilon (c.auc, reference_auc (x, y, reference_threshold (y, 30)), 1e-13);
}

/* A far origin, other units, another order of atoms: the same ζ. */
static void
test_invariance (void)
{
  double x[N], y[N], x2[N], y2[N];
  VtCorrelation a, b;

  make_values (x, y);
  for (guint i = 0; i < N; i++)
    {
      x2[(i * 77 + 3) % N] = 1e7 + 0.5 * x[i];
      y2[(i * 77 + 3) % N] = 4.0 * y[i] - 1e6;
    }
  vt_correlation_compute (x, y, N, 0.1, &a, NULL, NULL);
  vt_correlation_compute (x2, y2, N, 0.1, &b, NULL, NULL);
  g_assert_cmpfloat_with_epsilon (a.pearson, b.pearson, 1e-14);
  g_assert_cmpfloat_with_epsilon (a.spearman, b.spearman, 1e-14);
  g_assert_cmpfloat (a.auc, ==, b.auc);
}

static void
test_missing (void)
{
  static const double x[7] = { 1, NAN, 2, 3, 9, 4, 5 }, y[7] = { 2, 1, 1, 4, NAN, 3, 5 };
  static const double kept_x[5] = { 1, 2, 3, 4, 5 }, kept_y[5] = { 2, 1, 4, 3, 5 };
  VtCorrelation a, b;

  vt_correlation_compute (x, y, 7, 0.4, &a, NULL, NULL);
  vt_correlation_compute (kept_x, kept_y, 5, 0.4, &b, NULL, NULL);
  g_assert_cmpuint (a.n, ==, 5);
  g_assert_cmpfloat (a.pearson, ==, b.pearson);
  g_assert_cmpfloat_with_epsilon (a.pearson, 0.8, 1e-15);
  g_assert_cmpfloat (a.spearman, ==, b.spearman);
  g_assert_cmpfloat (a.auc, ==, b.auc);
}

static void
test_no_answer (void)
{
  /* Six times 0.1, summed and divided by six, is not 0.1. */
  static const double constant[6] = { 0.1, 0.1, 0.1, 0.1, 0.1, 0.1 }, rising[6] = { 1, 2, 3, 4, 5, 6 };
  VtCorrelation c;

  vt_correlation_compute (constant, rising, 6, 0.25, &c, NULL, NULL);
  g_assert_true (isnan (c.pearson) && isnan (c.spearman));
  g_assert_cmpfloat (c.auc, ==, 0.5);
  vt_correlation_compute (rising, constant, 6, 0.25, &c, NULL, NULL);
  g_assert_true (isnan (c.pearson) && isnan (c.spearman) && isnan (c.auc));
  vt_correlation_compute (rising, rising, 6, 0.0, &c, NULL, NULL);
  g_assert_true (isnan (c.auc));
  vt_correlation_compute (rising, rising, 2, 0.1, &c, NULL, NULL);
  g_assert_true (isnan (c.pearson) && isnan (c.spearman));
  g_assert_cmpfloat (c.auc, ==, 1.0);
  vt_correlation_compute (NULL, NULL, 0, 0.1, &c, NULL, NULL);
  g_assert_cmpuint (c.n, ==, 0);
  g_assert_true (isnan (c.pearson) && isnan (c.spearman) && isnan (c.auc));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/correlation/by-hand", test_by_hand);
  g_test_add_func ("/correlation/perfect", test_perfect);
  g_test_add_func ("/correlation/share-is-rounded-up", test_share_is_rounded_up);
  g_test_add_func ("/correlation/reference", test_reference);
  g_test_add_func ("/correlation/invariance", test_invariance);
  g_test_add_func ("/correlation/missing", test_missing);
  g_test_add_func ("/correlation/no-answer", test_no_answer);
  return g_test_run ();
}

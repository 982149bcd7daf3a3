/* Labels dealt anew: numbers kept within groups, every atom as likely, and σ as the hypergeometric distribution has it. */
#include "vt-permutation.h"

#include <math.h>
#include "vt-extremes.h"
#include "vt-parallel.h"

#define N 60

/* Three groups; one atom without a class; some of each group LA and SA, none SA in the last. */
typedef struct
{
  guint8 groups[N];
  double classes[N];
  guint  expected[3][2];
  gint   times[N][2]; /* how often an atom was LA, SA */
} Sample;

static void
sample_init (Sample *sample)
{
  *sample = (Sample){ 0 };
  for (guint i = 0; i < N; i++)
    {
      guint group = i % 3 == 2 ? 2 : i / 30, kind;

      sample->groups[i] = (guint8) (group * 100);
      sample->classes[i] = i % 7 == 0 ? VT_CLASS_ACTIVE : i % 5 == 1 && group < 2 ? VT_CLASS_STABLE : VT_CLASS_NONE;
      if (i == 17)
        sample->classes[i] = NAN;
      kind = sample->classes[i] == VT_CLASS_ACTIVE ? 0 : 1;
      if (sample->classes[i] == VT_CLASS_ACTIVE || sample->classes[i] == VT_CLASS_STABLE)
        sample->expected[group][kind]++;
    }
}

static void
check_deal (const guint32 *active, const guint32 *stable, double *statistics, gpointer data)
{
  Sample *sample = data;
  guint counts[3][2] = { { 0 } };
  gboolean used[N] = { FALSE };

  for (guint kind = 0; kind < 2; kind++)
    {
      const guint32 *atoms = kind == 0 ? active : stable;
      guint n = sample->expected[0][kind] + sample->expected[1][kind] + sample->expected[2][kind];

      for (guint i = 0; i < n; i++)
        {
          g_assert_cmpuint (atoms[i], <, N);
          g_assert_false (used[atoms[i]]);
          used[atoms[i]] = TRUE;
          counts[sample->groups[atoms[i]] / 100][kind]++;
          g_atomic_int_inc (&sample->times[atoms[i]][kind]);
        }
    }
  g_assert_cmpmem (counts, sizeof counts, sample->expected, sizeof sample->expected);
  statistics[0] = 0.0;
}

/* Atoms of a group are LA as often as one another: within five σ of the binomial. */
static void
test_deals (void)
{
  const guint n_samples = 4000;
  Sample sample;
  g_autoptr (VtPermutation) permutation = NULL;
  double mean, sigma;
  guint sizes[3] = { 0 };

  sample_init (&sample);
  permutation = vt_permutation_new (sample.groups, sample.classes, N);
  g_assert_cmpuint (vt_permutation_get_n_active (permutation), ==, 9);
  g_assert_true (vt_permutation_run (permutation, n_samples, 3, 1, check_deal, &sample, &mean, &sigma, NULL, NULL, NULL));
  for (guint i = 0; i < N; i++)
    sizes[sample.groups[i] / 100] += !isnan (sample.classes[i]);
  for (guint i = 0; i < N; i++)
    for (guint kind = 0; kind < 2; kind++)
      {
        guint group = sample.groups[i] / 100;
        double p = (double) sample.expected[group][kind] / sizes[group];

        if (isnan (sample.classes[i]))
          g_assert_cmpint (sample.times[i][kind], ==, 0);
        else
          g_assert_cmpfloat (fabs (sample.times[i][kind] - n_samples * p), <=, 5.0 * sqrt (n_samples * p * (1.0 - p)));
      }
}

/* How many of the LA lie in the first third of the atoms; how many atoms 0 and 1 are SA. */
static void
count_first (const guint32 *active, const guint32 *stable, double *statistics, gpointer data)
{
  const gsize *n = data;

  statistics[0] = statistics[1] = 0.0;
  for (gsize i = 0; i < n[0]; i++)
    statistics[0] += active[i] < N / 3;
  for (gsize i = 0; i < n[1]; i++)
    statistics[1] += stable[i] < 2;
}

/* The same, taking its time, so that every thread gets its share of the deals. */
static void
count_first_slowly (const guint32 *active, const guint32 *stable, double *statistics, gpointer data)
{
  g_usleep (300);
  count_first (active, stable, statistics, data);
}

/* Of m drawn of M without replacement, of which K are special: mean mK/M, variance m K/M (1 − K/M)(M − m)/(M − 1). */
static void
assert_hypergeometric (double mean, double sigma, double m, double special, double all, guint n_samples)
{
  double share = special / all, variance = m * share * (1.0 - share) * (all - m) / (all - 1.0);

  g_assert_cmpfloat (fabs (mean - m * share), <, 4.0 * sqrt (variance / n_samples));
  g_assert_cmpfloat (fabs (sigma - sqrt (variance)), <, 4.0 * sqrt (0.5 * variance / n_samples));
}

static void
test_hypergeometric (void)
{
  const guint n_samples = 20000;
  Sample sample;
  g_autoptr (VtPermutation) permutation = NULL;
  double mean[2], sigma[2];
  gsize n[2];

  sample_init (&sample);
  permutation = vt_permutation_new (NULL, sample.classes, N);
  n[0] = vt_permutation_get_n_active (permutation);
  n[1] = vt_permutation_get_n_stable (permutation);
  g_assert_true (vt_permutation_run (permutation, n_samples, 5, 2, count_first, n, mean, sigma, NULL, NULL, NULL));
  /* Atom 17 has no class. */
  assert_hypergeometric (mean[0], sigma[0], (double) n[0], 19, 59, n_samples);
  assert_hypergeometric (mean[1], sigma[1], (double) n[1], 2, 59, n_samples);
}

/* Neither the number of threads nor the number of deals changes a deal; the seed does. */
static void
test_threads_and_seeds (void)
{
  static const guint threads[3] = { 1, 4, 1 };
  static const guint64 seeds[3] = { 9, 9, 10 };
  guint before = vt_parallel_get_threads ();
  Sample sample;
  double mean[3][2], sigma[3][2];
  gsize n[2];

  sample_init (&sample);
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (VtPermutation) permutation = vt_permutation_new (sample.groups, sample.classes, N);

      n[0] = vt_permutation_get_n_active (permutation);
      n[1] = vt_permutation_get_n_stable (permutation);
      vt_parallel_set_threads (threads[i]);
      g_assert_true (
          vt_permutation_run (permutation, 301, seeds[i], 2, count_first_slowly, n, mean[i], sigma[i], NULL, NULL, NULL));
    }
  vt_parallel_set_threads (before);
  g_assert_cmpmem (mean[0], sizeof mean[0], mean[1], sizeof mean[1]);
  g_assert_cmpmem (sigma[0], sizeof sigma[0], sigma[1], sizeof sigma[1]);
  g_assert_true (mean[0][0] != mean[2][0]);
}

static void
test_nobody (void)
{
  static const double none[2] = { NAN, VT_CLASS_NONE };
  g_autoptr (VtPermutation) permutation = vt_permutation_new (NULL, none, 2);
  gsize n[2] = { 0, 0 };
  double mean[2], sigma[2];

  g_assert_cmpuint (vt_permutation_get_n_active (permutation), ==, 0);
  g_assert_true (vt_permutation_run (permutation, 10, 1, 2, count_first, n, mean, sigma, NULL, NULL, NULL));
  g_assert_cmpfloat (sigma[0], ==, 0.0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/permutation/deals", test_deals);
  g_test_add_func ("/permutation/hypergeometric", test_hypergeometric);
  g_test_add_func ("/permutation/threads-and-seeds", test_threads_and_seeds);
  g_test_add_func ("/permutation/nobody", test_nobody);
  return g_test_run ();
}

/* The engine of all contrasts: values and σ against plain twins and closed forms. */
#include "vt-contrast.h"

#include <math.h>
#include "vt-bootstrap.h"
#include "vt-extremes.h"
#include "vt-parallel.h"

#define N 900
#define N_BLOCKS 20

/* Each atom has a number x, which depends on its group and its block; the quantity is its mean, and the mean as a share
 * of that of all. */
typedef struct
{
  guint8  groups[N];
  guint32 blocks[N];
  double  classes[N];
  double  x[N];
} Sample;

static void
sample_init (Sample *sample, GRand *rand)
{
  double offsets[N_BLOCKS];

  for (guint b = 0; b < N_BLOCKS; b++)
    offsets[b] = g_rand_double_range (rand, 0, 2);
  for (guint i = 0; i < N; i++)
    {
      double lot = g_rand_double (rand);

      sample->groups[i] = (guint8) g_rand_int_range (rand, 0, 3);
      sample->blocks[i] = (guint32) g_rand_int_range (rand, 0, N_BLOCKS);
      sample->classes[i] = lot < 0.01 ? (double) NAN : lot < 0.13 ? VT_CLASS_ACTIVE : lot < 0.2 ? VT_CLASS_STABLE : VT_CLASS_NONE;
      sample->x[i] = 10.0 + 3.0 * sample->groups[i] + offsets[sample->blocks[i]] + g_rand_double (rand);
      /* Without a place. */
      if (i % 97 == 5)
        sample->blocks[i] = VT_BOOTSTRAP_NO_BLOCK;
    }
}

static void
add_x (gsize atom, double *sums, gpointer data)
{
  sums[0] += 1.0;
  sums[1] += ((const Sample *) data)->x[atom];
}

static void
evaluate_mean (const double *sums, const double *total, double *values, gpointer data)
{
  values[0] = sums[1] / sums[0];
  values[1] = values[0] / (total[1] / total[0]);
}

static void
compute (Sample *sample, gboolean within_groups, gboolean with_blocks, guint n_samples, VtContrast contrasts[2])
{
  VtContrastQuantity quantity = { 2, 2, add_x, evaluate_mean, sample };
  VtContrastErrors errors = { within_groups ? sample->groups : NULL, with_blocks ? sample->blocks : NULL, N_BLOCKS,
                              n_samples, 1 };

  g_assert_true (vt_contrast_compute (&quantity, sample->classes, N, &errors, contrasts, NULL, NULL, NULL));
}

/* Mean of x over atoms of a class; without one (NaN) over all. */
static double
mean_reference (const Sample *sample, double class)
{
  double sum = 0.0, n = 0.0;

  for (guint i = 0; i < N; i++)
    if (isnan (class) || sample->classes[i] == class)
      {
        sum += sample->x[i];
        n += 1.0;
      }
  return sum / n;
}

static void
test_values (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  double all, la, sa;
  Sample sample;
  VtContrast contrasts[2];

  sample_init (&sample, rand);
  all = mean_reference (&sample, NAN);
  la = mean_reference (&sample, VT_CLASS_ACTIVE);
  sa = mean_reference (&sample, VT_CLASS_STABLE);
  compute (&sample, TRUE, TRUE, 0, contrasts);
  g_assert_cmpfloat_with_epsilon (contrasts[0].total, all, 1e-12);
  g_assert_cmpfloat_with_epsilon (contrasts[0].active.value, la, 1e-12);
  g_assert_cmpfloat_with_epsilon (contrasts[0].stable.value, sa, 1e-12);
  g_assert_cmpfloat_with_epsilon (contrasts[0].active.difference, la - all, 1e-12);
  g_assert_cmpfloat_with_epsilon (contrasts[1].total, 1.0, 1e-12);
  g_assert_cmpfloat_with_epsilon (contrasts[1].stable.difference, sa / all - 1.0, 1e-12);
  /* Nothing was drawn: nothing is known of errors, and so everything may be noise. */
  g_assert_true (isnan (contrasts[0].sigma) && isnan (vt_contrast_side_get_sigma (&contrasts[0].active)));
  g_assert_true (vt_contrast_side_is_noise (&contrasts[0].active));
}

/* Drawing m of M without replacement, group by group: the mean's expectation is Σ_g m_g x̄_g/m, its variance
 * Σ_g (m_g/m)² s_g²/m_g (1 − m_g/M_g). Atoms without a class are not drawn. */
static void
stratified_reference (const Sample *sample, double class, gboolean within_groups, double *mean, double *sigma)
{
  double m = 0.0, expectation = 0.0, variance = 0.0;

  for (guint i = 0; i < N; i++)
    m += sample->classes[i] == class;
  for (guint g = 0; g < (within_groups ? 3 : 1); g++)
    {
      double drawn = 0.0, all = 0.0, sum = 0.0, squares = 0.0;

      for (guint pass = 0; pass < 2; pass++)
        for (guint i = 0; i < N; i++)
          {
            if (isnan (sample->classes[i]) || (within_groups && sample->groups[i] != g))
              continue;
            if (pass == 1)
              {
                squares += (sample->x[i] - sum / all) * (sample->x[i] - sum / all);
                continue;
              }
            drawn += sample->classes[i] == class;
            all += 1.0;
            sum += sample->x[i];
          }
      expectation += drawn / m * sum / all;
      variance += drawn / (m * m) * squares / (all - 1.0) * (1.0 - drawn / all);
    }
  *mean = expectation;
  *sigma = sqrt (variance);
}

static void
test_permutation (void)
{
  const guint n_samples = 20000;
  g_autoptr (GRand) rand = g_rand_new_with_seed (2);
  Sample sample;
  VtContrast contrasts[2];

  sample_init (&sample, rand);
  for (guint within = 0; within < 2; within++)
    for (guint side = 0; side < 2; side++)
      {
        const VtContrastSide *found = side == 0 ? &contrasts[0].active : &contrasts[0].stable;
        double mean, sigma;

        compute (&sample, within, FALSE, n_samples, contrasts);
        stratified_reference (&sample, side == 0 ? VT_CLASS_ACTIVE : VT_CLASS_STABLE, within, &mean, &sigma);
        g_assert_cmpfloat (fabs (found->expected + contrasts[0].total - mean), <, 4.0 * sigma / sqrt (n_samples));
        g_assert_cmpfloat (fabs (found->permutation - sigma), <, 4.0 * sigma / sqrt (2.0 * n_samples));
        g_assert_true (isnan (found->bootstrap) && vt_contrast_side_get_sigma (found) == found->permutation);
      }
}

/* The same with whole lists of atoms, another generator, and nothing of the engine: total, LA and SA less total. */
static void
bootstrap_reference (const Sample *sample, guint n_samples, double sigma[3])
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (77);
  double sums[3] = { 0 }, squares[3] = { 0 };

  for (guint k = 0; k < n_samples; k++)
    {
      double x[3] = { 0 }, n[3] = { 0 };

      for (guint draw = 0; draw < N_BLOCKS; draw++)
        {
          guint block = (guint) g_rand_int_range (rand, 0, N_BLOCKS);

          for (guint i = 0; i < N; i++)
            for (guint subset = 0; sample->blocks[i] == block && subset < 3; subset++)
              if (subset == 0 || sample->classes[i] == (subset == 1 ? VT_CLASS_ACTIVE : VT_CLASS_STABLE))
                {
                  x[subset] += sample->x[i];
                  n[subset] += 1.0;
                }
        }
      for (guint subset = 0; subset < 3; subset++)
        {
          double value = x[subset] / n[subset] - (subset > 0 ? x[0] / n[0] : 0.0);

          sums[subset] += value;
          squares[subset] += value * value;
        }
    }
  for (guint subset = 0; subset < 3; subset++)
    sigma[subset] = sqrt ((squares[subset] / n_samples - pow (sums[subset] / n_samples, 2)) * N_BLOCKS / (N_BLOCKS - 1.0));
}

static void
test_bootstrap (void)
{
  const guint n_samples = 3000;
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);
  double sigma[3];
  Sample sample;
  VtContrast contrasts[2];

  sample_init (&sample, rand);
  compute (&sample, TRUE, TRUE, n_samples, contrasts);
  bootstrap_reference (&sample, n_samples, sigma);
  /* Each has an error of 1/√(2 × 3000) = 1.3 %. */
  g_assert_cmpfloat_with_epsilon (contrasts[0].sigma, sigma[0], 0.08 * sigma[0]);
  g_assert_cmpfloat_with_epsilon (contrasts[0].active.bootstrap, sigma[1], 0.08 * sigma[1]);
  g_assert_cmpfloat_with_epsilon (contrasts[0].stable.bootstrap, sigma[2], 0.08 * sigma[2]);
  /* The mean as a share of itself has no error, and in shares LA have theirs, of all that of some 15. */
  g_assert_cmpfloat_with_epsilon (contrasts[1].sigma, 0.0, 1e-12);
  g_assert_cmpfloat_with_epsilon (contrasts[1].active.bootstrap, sigma[1] / contrasts[0].total,
                                  0.15 * sigma[1] / contrasts[0].total);
  g_assert_cmpfloat (vt_contrast_side_get_sigma (&contrasts[0].active), ==,
                     MAX (contrasts[0].active.permutation, contrasts[0].active.bootstrap));
}

/* A subset that was picked by x stands out; one picked by lot does not; without classes there are no sides. */
static void
test_noise (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (4);
  VtContrastErrors errors = { NULL, NULL, 0, 200, 1 };
  Sample sample;
  VtContrastQuantity quantity = { 2, 2, add_x, evaluate_mean, &sample };
  VtContrast contrasts[2];

  sample_init (&sample, rand);
  for (guint i = 0; i < N; i++)
    sample.classes[i] = sample.x[i] > 16.5 ? VT_CLASS_ACTIVE : i % 9 == 0 ? VT_CLASS_STABLE : VT_CLASS_NONE;
  compute (&sample, TRUE, TRUE, 400, contrasts);
  g_assert_false (vt_contrast_side_is_noise (&contrasts[0].active));

  g_assert_true (vt_contrast_compute (&quantity, NULL, N, &errors, contrasts, NULL, NULL, NULL));
  g_assert_cmpfloat_with_epsilon (contrasts[0].total, mean_reference (&sample, NAN), 1e-12);
  g_assert_true (isnan (contrasts[0].active.value) && isnan (contrasts[0].stable.difference));
  g_assert_true (vt_contrast_side_is_noise (&contrasts[0].active));

  contrasts[0].active = (VtContrastSide){ 0, -2.1, 0, 1.0, NAN };
  g_assert_false (vt_contrast_side_is_noise (&contrasts[0].active));
  contrasts[0].active.bootstrap = 1.1;
  g_assert_true (vt_contrast_side_is_noise (&contrasts[0].active));
}

static void
test_threads_and_cancelling (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  guint before = vt_parallel_get_threads ();
  VtContrast contrasts[2][2];
  VtContrastErrors errors = { NULL, NULL, 0, 200, 1 };
  Sample sample;
  VtContrastQuantity quantity = { 2, 2, add_x, evaluate_mean, &sample };

  sample_init (&sample, rand);
  for (guint i = 0; i < 2; i++)
    {
      vt_parallel_set_threads (i == 0 ? 1 : 3);
      compute (&sample, TRUE, TRUE, 150, contrasts[i]);
    }
  vt_parallel_set_threads (before);
  g_assert_cmpmem (contrasts[0], sizeof contrasts[0], contrasts[1], sizeof contrasts[1]);

  g_cancellable_cancel (cancellable);
  g_assert_false (
      vt_contrast_compute (&quantity, sample.classes, N, &errors, contrasts[0], NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/contrast/values", test_values);
  g_test_add_func ("/contrast/permutation", test_permutation);
  g_test_add_func ("/contrast/bootstrap", test_bootstrap);
  g_test_add_func ("/contrast/noise", test_noise);
  g_test_add_func ("/contrast/threads-and-cancelling", test_threads_and_cancelling);
  return g_test_run ();
}

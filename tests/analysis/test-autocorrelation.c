/* C(r): by hand, a plain double loop, planted fields of known length, fields without one, invariances, threads. */
#include "vt-autocorrelation.h"

#include <math.h>
#include <string.h>

#include "sample.h"
#include "vt-error.h"
#include "vt-parallel.h"

static VtAutocorrelation *
correlate (VtFrame *frame, const double *values, const VtAutocorrelationParams *params)
{
  g_autoptr (GError) error = NULL;
  VtAutocorrelation *result = vt_autocorrelation_new (frame, values, params, NULL, NULL, &error);

  g_assert_no_error (error);
  return result;
}

/* Four atoms in a row, 1 Å apart, with 1, 2, 3 and 6: mean 3, variance 7/2; neighbours' products 2, 0, 0. */
static void
test_by_hand (void)
{
  static const double xyz[] = { 1, 1, 1, 2, 1, 1, 3, 1, 1, 4, 1, 1 }, values[] = { 1, 2, 3, 6 };
  VtAutocorrelationParams params = { .maximum = 4.0, .bin = 0.4 };
  g_autoptr (VtFrame) frame = NULL;
  g_autoptr (VtAutocorrelation) result = NULL;
  VtCell cell;

  vt_cell_init_box (&cell, 20, 20, 20);
  frame = sample_new (&cell, xyz, NULL, 4);
  result = correlate (frame, values, &params);
  g_assert_cmpuint (result->n_bins, ==, 10);
  g_assert_cmpuint (result->n, ==, 4);
  g_assert_cmpfloat_with_epsilon (result->r[2], 1.0, 1e-14);
  g_assert_cmpfloat (result->pairs[2], ==, 3.0);
  g_assert_cmpfloat_with_epsilon (result->c[2], (2.0 + 0.0 + 0.0) / 3.0 / 3.5, 1e-14);
  g_assert_cmpfloat (result->pairs[5], ==, 2.0);
  g_assert_cmpfloat_with_epsilon (result->c[5], (0.0 - 3.0) / 2.0 / 3.5, 1e-14);
  g_assert_cmpfloat (result->pairs[7], ==, 1.0);
  g_assert_cmpfloat_with_epsilon (result->c[7], -6.0 / 3.5, 1e-14);
  g_assert_cmpfloat (result->pairs[3], ==, 0.0);
  g_assert_true (isnan (result->c[3]) && isnan (result->sigma[2]) && isnan (result->chance_sigma[2]));
}

/* ---- a plain twin: all pairs, all images in reach ---- */

static void
correlate_reference (VtFrame *frame, const double *values, double bin, guint n_bins, double *c, double *pairs)
{
  const VtCell *cell = vt_frame_get_cell (frame);
  gsize n = vt_frame_get_n_atoms (frame), count = 0;
  double mean = 0, variance = 0;

  for (gsize i = 0; i < n; i++)
    if (!isnan (values[i]))
      {
        mean += values[i];
        count++;
      }
  mean /= count;
  for (gsize i = 0; i < n; i++)
    if (!isnan (values[i]))
      variance += (values[i] - mean) * (values[i] - mean) / count;
  memset (c, 0, n_bins * sizeof (double));
  memset (pairs, 0, n_bins * sizeof (double));
  for (gsize i = 0; i < n; i++)
    for (gsize j = i + 1; j < n; j++)
      for (int m = 0; m < 125 && !isnan (values[i]) && !isnan (values[j]); m++)
        {
          double a[3], b[3], square = 0;
          int image[3] = { m % 5 - 2, m / 5 % 5 - 2, m / 25 - 2 };
          guint at;

          vt_frame_get_position (frame, i, a);
          vt_frame_get_position (frame, j, b);
          for (guint k = 0; k < 3; k++)
            {
              double d = b[k] - a[k];

              for (guint v = 0; v < 3; v++)
                d += (cell->periodic[v] ? image[v] : 0) * cell->vectors[v][k];
              square += d * d;
            }
          if ((!cell->periodic[0] && image[0]) || (!cell->periodic[1] && image[1]) || (!cell->periodic[2] && image[2]))
            continue;
          at = (guint) (sqrt (square) / bin);
          if (at >= n_bins)
            continue;
          pairs[at] += 1.0;
          c[at] += (values[i] - mean) * (values[j] - mean) / variance;
        }
  for (guint k = 0; k < n_bins; k++)
    c[k] /= pairs[k];
}

static void
test_twin (void)
{
  for (guint periodic = 0; periodic < 8; periodic++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (periodic + 1);
      VtAutocorrelationParams params = { .maximum = 6.0, .bin = 0.5, .n_permutations = 31 };
      g_autoptr (VtFrame) frame = NULL;
      g_autoptr (VtAutocorrelation) result = NULL;
      double values[150], c[12], pairs[12];
      VtCell cell;

      sample_cell (rand, 14.0, periodic, &cell);
      frame = sample_gas (rand, &cell, 150, 0);
      for (guint i = 0; i < 150; i++)
        values[i] = i % 17 == 3 ? NAN : 300.0 + 50.0 * sample_gaussian (rand);
      result = correlate (frame, values, &params);
      correlate_reference (frame, values, 0.5, 12, c, pairs);
      for (guint k = 0; k < 12; k++)
        {
          g_assert_cmpfloat (result->pairs[k], ==, pairs[k]);
          if (pairs[k] > 0)
            g_assert_cmpfloat_with_epsilon (result->c[k], c[k], 1e-11);
        }
    }
}

/* ---- fields ---- */

#define N_WAVES 600

/* A Gaussian field with C(r) = exp (−r/ξ), by random waves: their wave numbers have the density of its spectrum, which in
 * three dimensions is k²/(1 + k²ξ²)² — drawn by rejection from a Cauchy — and their directions are even. The waves need
 * not fit the box: pairs across its faces see nothing but chance, so that boxes here do not repeat. */
static void
plant (VtFrame *frame, double length, GRand *rand, double *values)
{
  gsize n = vt_frame_get_n_atoms (frame);

  memset (values, 0, n * sizeof (double));
  for (guint w = 0; w < N_WAVES; w++)
    {
      double k[3], norm = 0, x, phase = 2.0 * G_PI * g_rand_double (rand);

      /* 4/π x²/(1 + x²)² on x ≥ 0, under 2/π · 2/(1 + x²). */
      do
        x = fabs (tan (G_PI * (g_rand_double (rand) - 0.5)));
      while (g_rand_double (rand) > x * x / (1.0 + x * x));
      for (guint d = 0; d < 3; d++)
        {
          k[d] = sample_gaussian (rand);
          norm += k[d] * k[d];
        }
      for (gsize i = 0; i < n; i++)
        {
          double r[3];

          vt_frame_get_position (frame, i, r);
          values[i] += cos (x / length * (k[0] * r[0] + k[1] * r[1] + k[2] * r[2]) / sqrt (norm) + phase);
        }
    }
}

static VtFrame *
make_box (GRand *rand, double size, gsize n)
{
  const double origin[3] = { 0, 0, 0 };
  const double vectors[3][3] = { { size, 0, 0 }, { 0, size, 0 }, { 0, 0, size } };
  const gboolean open[3] = { FALSE, FALSE, FALSE };
  VtCell cell;

  g_assert_true (vt_cell_init (&cell, origin, vectors, open, NULL));
  return sample_gas (rand, &cell, n, 0);
}

/* The planted length comes back, on average over fields, and the error says how far one field is off. */
static void
test_planted (void)
{
  double sum = 0, pulls = 0;
  guint n_fields = 8;

  for (guint field = 0; field < n_fields; field++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (100 + field);
      g_autoptr (VtFrame) frame = make_box (rand, 40.0, 4000);
      g_autofree double *values = g_new (double, 4000);
      g_autofree guint32 *blocks = g_new (guint32, 4000);
      VtAutocorrelationParams params = { .maximum = 12.0, .bin = 0.5, .n_permutations = 63, .blocks = blocks,
                                         .n_samples = 100, .seed = 3 };
      g_autoptr (VtAutocorrelation) result = NULL;

      params.n_blocks = vt_bootstrap_blocks (frame, 4, blocks);
      plant (frame, 2.0, rand, values);
      result = correlate (frame, values, &params);
      g_assert_cmpuint (result->n_fitted, >=, 6);
      g_assert_cmpfloat (result->c[2], >, 10.0 * result->chance_sigma[2]);
      g_assert_cmpfloat (result->length_sigma, >, 0.05);
      g_assert_cmpfloat (result->length_sigma, <, 1.0);
      sum += result->length;
      pulls += pow ((result->length - 2.0) / result->length_sigma, 2);
    }
  g_assert_cmpfloat_with_epsilon (sum / n_fields, 2.0, 0.25);
  g_assert_cmpfloat (pulls / n_fields, <, 4.0);
}

/* White noise: C is 0 within its errors, which the permutations and the pairs agree on, and there is no length. */
static void
test_white (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (8);
  g_autoptr (VtFrame) frame = make_box (rand, 30.0, 2000);
  g_autofree double *values = g_new (double, 2000);
  g_autofree guint32 *blocks = g_new (guint32, 2000);
  VtAutocorrelationParams params = { .maximum = 10.0, .bin = 1.0, .n_permutations = 127, .blocks = blocks,
                                     .n_samples = 200, .seed = 5 };
  g_autoptr (VtAutocorrelation) result = NULL;
  double square = 0;

  params.n_blocks = vt_bootstrap_blocks (frame, 5, blocks);
  for (guint i = 0; i < 2000; i++)
    values[i] = sample_gaussian (rand);
  result = correlate (frame, values, &params);
  for (guint k = 2; k < 10; k++)
    {
      g_assert_cmpfloat_with_epsilon (result->chance_sigma[k] * sqrt (result->pairs[k]), 1.0, 0.35);
      g_assert_cmpfloat_with_epsilon (result->chance_mean[k], 0.0, 5.0 * result->chance_sigma[k] / sqrt (127.0));
      square += pow (result->c[k] / result->chance_sigma[k], 2) / 8.0;
    }
  g_assert_cmpfloat (square, <, 2.5);
  g_assert_cmpuint (result->n_fitted, ==, 0);
  g_assert_true (isnan (result->length) && isnan (result->length_sigma));
}

/* Each species its own value on B2: nearest neighbours −1, next nearest 1; within species there is nothing to permute, so
 * that chance says the same without any scatter; over all it says 0. */
static void
test_lattice (void)
{
  g_autoptr (VtFrame) frame = sample_lattice (SAMPLE_BCC, 3.0, 5, 0.0, NULL);
  gsize n = vt_frame_get_n_atoms (frame);
  g_autofree double *values = g_new (double, n);
  g_autofree guint8 *groups = g_new (guint8, n);
  VtAutocorrelationParams params = { .maximum = 3.6, .bin = 0.4, .n_permutations = 63, .seed = 1 };
  g_autoptr (VtAutocorrelation) free_of_species = NULL;
  g_autoptr (VtAutocorrelation) within = NULL;
  guint near = 2.598 / 0.4, next = 3.0 / 0.4;

  for (gsize i = 0; i < n; i++)
    {
      double r[3];

      vt_frame_get_position (frame, i, r);
      groups[i] = fmod (r[0] + 0.01, 3.0) > 1.0;
      values[i] = groups[i] ? 500.0 : 300.0;
    }
  free_of_species = correlate (frame, values, &params);
  params.groups = groups;
  within = correlate (frame, values, &params);
  g_assert_cmpfloat (within->pairs[near], ==, 4.0 * n);
  g_assert_cmpfloat_with_epsilon (within->c[near], -1.0, 1e-12);
  g_assert_cmpfloat_with_epsilon (within->c[next], 1.0, 1e-12);
  g_assert_cmpfloat_with_epsilon (within->chance_mean[near], -1.0, 1e-12);
  g_assert_cmpfloat_with_epsilon (within->chance_sigma[near], 0.0, 1e-12);
  g_assert_cmpfloat_with_epsilon (free_of_species->chance_mean[near], 0.0, 0.05);
  g_assert_cmpfloat (free_of_species->chance_sigma[near], >, 0.01);
}

/* ---- what must change nothing ---- */

static void
expect_near (const VtAutocorrelation *a, const VtAutocorrelation *b)
{
  for (guint k = 0; k < a->n_bins; k++)
    if (a->pairs[k] > 0)
      {
        g_assert_cmpfloat (a->pairs[k], ==, b->pairs[k]);
        g_assert_cmpfloat_with_epsilon (a->c[k], b->c[k], 1e-11);
      }
}

static void
test_invariance (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (4);
  VtAutocorrelationParams params = { .maximum = 7.0, .bin = 0.5 };
  g_autofree gsize *order = sample_order (300, rand);
  double values[300], scaled[300], moved[300], rotation[3][3];
  VtFrame *frames[4];
  VtAutocorrelation *results[5];
  VtCell cell;

  sample_cell (rand, 16.0, 7, &cell);
  sample_rotation (0.7, rotation);
  frames[0] = sample_gas (rand, &cell, 300, 2);
  frames[1] = sample_map (frames[0], rotation);
  frames[2] = sample_wrap (frames[0], rand);
  frames[3] = sample_permute (frames[0], order);
  for (guint i = 0; i < 300; i++)
    {
      values[i] = 300.0 + 40.0 * sample_gaussian (rand);
      scaled[i] = 7.0 - 0.01 * values[i];
    }
  for (guint i = 0; i < 300; i++)
    moved[i] = values[order[i]];
  for (guint f = 0; f < 4; f++)
    results[f] = correlate (frames[f], f == 3 ? moved : values, &params);
  results[4] = correlate (frames[0], scaled, &params);
  for (guint f = 1; f < 5; f++)
    expect_near (results[0], results[f]);
  for (guint f = 0; f < 5; f++)
    vt_autocorrelation_free (results[f]);
  for (guint f = 0; f < 4; f++)
    vt_frame_unref (frames[f]);
}

static void
test_threads (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (6);
  g_autoptr (VtFrame) frame = make_box (rand, 25.0, 900);
  g_autofree double *values = g_new (double, 900);
  g_autofree guint32 *blocks = g_new (guint32, 900);
  VtAutocorrelationParams params = { .maximum = 8.0, .bin = 0.5, .n_permutations = 40, .blocks = blocks,
                                     .n_samples = 40, .seed = 3 };
  VtAutocorrelation *results[2];

  params.n_blocks = vt_bootstrap_blocks (frame, 3, blocks);
  plant (frame, 3.0, rand, values);
  for (guint run = 0; run < 2; run++)
    {
      vt_parallel_set_threads (run == 0 ? 1 : 3);
      results[run] = correlate (frame, values, &params);
    }
  vt_parallel_set_threads (0);
  for (guint k = 0; k < results[0]->n_bins; k++)
    {
      g_assert_cmpmem (&results[0]->c[k], 8, &results[1]->c[k], 8);
      g_assert_cmpmem (&results[0]->sigma[k], 8, &results[1]->sigma[k], 8);
      g_assert_cmpmem (&results[0]->chance_mean[k], 8, &results[1]->chance_mean[k], 8);
      g_assert_cmpmem (&results[0]->chance_sigma[k], 8, &results[1]->chance_sigma[k], 8);
    }
  g_assert_cmpmem (&results[0]->length, 8, &results[1]->length, 8);
  g_assert_cmpmem (&results[0]->length_sigma, 8, &results[1]->length_sigma, 8);
  vt_autocorrelation_free (results[0]);
  vt_autocorrelation_free (results[1]);
}

static void
test_refused (void)
{
  static const double xyz[] = { 1, 1, 1, 2, 1, 1, 3, 1, 1, 4, 1, 1 }, same[] = { 5, 5, 5, 5 };
  static const double values[] = { 1, NAN, NAN, 2 }, fine[] = { 1, 2, 3, 4 };
  VtAutocorrelationParams params = { .maximum = 4.0, .bin = 0.4 };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (VtFrame) frame = NULL;
  g_autoptr (GError) error = NULL;
  VtCell cell;

  vt_cell_init_box (&cell, 20, 20, 20);
  frame = sample_new (&cell, xyz, NULL, 4);
  g_assert_null (vt_autocorrelation_new (frame, same, &params, NULL, NULL, &error));
  g_assert_error (error, VT_ERROR, VT_ERROR_INPUT);
  g_clear_error (&error);
  g_assert_null (vt_autocorrelation_new (frame, values, &params, NULL, NULL, &error));
  g_assert_error (error, VT_ERROR, VT_ERROR_INPUT);
  g_clear_error (&error);
  g_cancellable_cancel (cancellable);
  g_assert_null (vt_autocorrelation_new (frame, fine, &params, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/autocorrelation/by-hand", test_by_hand);
  g_test_add_func ("/autocorrelation/twin", test_twin);
  g_test_add_func ("/autocorrelation/planted", test_planted);
  g_test_add_func ("/autocorrelation/white", test_white);
  g_test_add_func ("/autocorrelation/lattice", test_lattice);
  g_test_add_func ("/autocorrelation/invariance", test_invariance);
  g_test_add_func ("/autocorrelation/threads", test_threads);
  g_test_add_func ("/autocorrelation/refused", test_refused);
  return g_test_run ();
}

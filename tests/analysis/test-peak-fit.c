/* The Gaussian peak: SciPy's fits, planted peaks with and without a tail and a floor, scales, and what has no peak. */
#include "vt-peak-fit.h"

#include <math.h>

#include "vt-error.h"

#define MOST_BINS 400

static double
next_number (char **text)
{
  char *end;
  double number = g_ascii_strtod (*text, &end);

  g_assert_true (end != *text);
  *text = end;
  return number;
}

static void
test_fixture (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("VT_FIXTURES"), "analysis", "peak-fit.txt", NULL);
  g_autofree char *content = NULL;
  g_autoptr (GError) error = NULL;
  char *text;

  g_file_get_contents (path, &content, NULL, &error);
  g_assert_no_error (error);
  text = content;
  for (guint histogram = 0; histogram < 3; histogram++)
    {
      double counts[MOST_BINS];
      VtPeakBins bins = { .counts = counts };
      VtPeakFit fit;

      bins.n_bins = next_number (&text);
      bins.first = next_number (&text);
      bins.width = next_number (&text);
      bins.floor = next_number (&text);
      g_assert_cmpuint (bins.n_bins, <=, MOST_BINS);
      for (gsize i = 0; i < bins.n_bins; i++)
        counts[i] = next_number (&text);
      vt_peak_fit_compute (&bins, &fit, &error);
      g_assert_no_error (error);
      g_assert_cmpfloat_with_epsilon (fit.center, next_number (&text), 1e-3);
      g_assert_cmpfloat_with_epsilon (fit.sigma, next_number (&text), 1e-3);
      g_assert_cmpfloat_with_epsilon (fit.area, next_number (&text), 1e-5);
      g_assert_cmpfloat_with_epsilon (fit.tail, 1.0 - fit.area, 1e-15);
    }
}

/* N (share · normal + (1 − share) · exponential from the centre on), bin by bin, without any noise. */
static void
plant (VtPeakBins *bins, double *counts, double center, double sigma, double share, double decay)
{
  bins->counts = counts;
  for (gsize i = 0; i < bins->n_bins; i++)
    {
      double low = bins->first + i * bins->width, high = low + bins->width;
      double normal = 0.5 * (erf ((high - center) / (sigma * G_SQRT2)) - erf ((low - center) / (sigma * G_SQRT2)));
      double tail = exp (-fmax (low - center, 0.0) / decay) - exp (-fmax (high - center, 0.0) / decay);

      counts[i] = 1e5 * (share * normal + (1.0 - share) * tail);
    }
}

/* A Gaussian alone is found to the digits of the fit, however wide the bins. */
static void
test_gaussian (void)
{
  for (double width = 2.0; width <= 32.0; width *= 2.0)
    {
      double counts[MOST_BINS];
      VtPeakBins bins = { .n_bins = 800.0 / width, .first = 0.0, .width = width, .floor = -INFINITY };
      VtPeakFit fit;

      plant (&bins, counts, 300.0, 31.0, 1.0, 1.0);
      g_assert_true (vt_peak_fit_compute (&bins, &fit, NULL));
      g_assert_cmpfloat_with_epsilon (fit.center, 300.0, 1e-4);
      g_assert_cmpfloat_with_epsilon (fit.sigma, 31.0, 1e-4);
      g_assert_cmpfloat_with_epsilon (fit.area, 1.0, 1e-5);
      g_assert_cmpfloat_with_epsilon (fit.amplitude * 31.0 * sqrt (2.0 * G_PI), 1.0, 1e-5);
      g_assert_cmpfloat_with_epsilon (vt_peak_fit_get_density (&fit, 331.0), fit.amplitude * exp (-0.5), 1e-6);
      g_assert_cmpfloat (fit.upper, <=, 331.0 + 0.5 * width);
      g_assert_cmpfloat (fit.upper, >, 331.0 - 0.5 * width - 1e-9);
    }
}

/* A tail that begins beyond the window changes nothing; of one that begins at the centre, the peak takes a part. */
static void
test_tail (void)
{
  double counts[MOST_BINS];
  VtPeakBins bins = { .n_bins = 200, .first = 0.0, .width = 5.0, .floor = -INFINITY };
  VtPeakFit fit;

  plant (&bins, counts, 200.0, 25.0, 1.0, 1.0);
  for (gsize i = 60; i < 100; i++)
    counts[i] += 500.0;
  g_assert_true (vt_peak_fit_compute (&bins, &fit, NULL));
  g_assert_cmpfloat_with_epsilon (fit.center, 200.0, 1e-3);
  g_assert_cmpfloat_with_epsilon (fit.tail, 20000.0 / 120000.0, 1e-4);
  plant (&bins, counts, 200.0, 25.0, 0.8, 250.0);
  g_assert_true (vt_peak_fit_compute (&bins, &fit, NULL));
  g_assert_cmpfloat_with_epsilon (fit.center, 200.0, 2.0);
  g_assert_cmpfloat_with_epsilon (fit.sigma, 25.0, 1.5);
  g_assert_cmpfloat (fit.tail, >, 0.14);
  g_assert_cmpfloat (fit.tail, <, 0.2);
}

/* What the floor cuts off no one has: the area counts what is above it. */
static void
test_floor (void)
{
  double counts[MOST_BINS];
  VtPeakBins bins = { .n_bins = 100, .first = 180.0, .width = 5.0, .floor = 180.0 };
  VtPeakFit fit;
  double above = 0.5 * erfc (-20.0 / (25.0 * G_SQRT2));

  plant (&bins, counts, 200.0, 25.0, 1.0, 1.0);
  g_assert_true (vt_peak_fit_compute (&bins, &fit, NULL));
  g_assert_cmpfloat_with_epsilon (fit.center, 200.0, 1e-3);
  g_assert_cmpfloat_with_epsilon (fit.sigma, 25.0, 1e-3);
  g_assert_cmpfloat_with_epsilon (fit.area, 1.0, 1e-4);
  /* The density's height is that of a Gaussian whose cut part is shared out. */
  g_assert_cmpfloat_with_epsilon (fit.amplitude * 25.0 * sqrt (2.0 * G_PI) * above, 1.0, 1e-4);
  /* Half of the values elsewhere: half the area. */
  counts[90] = 1e5 * above;
  g_assert_true (vt_peak_fit_compute (&bins, &fit, NULL));
  g_assert_cmpfloat_with_epsilon (fit.area, 0.5, 1e-4);
}

/* Kelvin or millikelvin, here or there, ten times as many atoms: the same peak. */
static void
test_invariance (void)
{
  double counts[MOST_BINS];
  VtPeakBins bins = { .n_bins = 120, .first = 100.0, .width = 6.0, .floor = 100.0 }, other;
  VtPeakFit fit, same;

  plant (&bins, counts, 250.0, 40.0, 0.9, 200.0);
  g_assert_true (vt_peak_fit_compute (&bins, &fit, NULL));
  other = bins;
  other.first = 1e3 * (bins.first + 77.0);
  other.floor = other.first;
  other.width = 1e3 * bins.width;
  g_assert_true (vt_peak_fit_compute (&other, &same, NULL));
  g_assert_cmpfloat_with_epsilon (same.center / 1e3 - 77.0, fit.center, 1e-5);
  g_assert_cmpfloat_with_epsilon (same.sigma / 1e3, fit.sigma, 1e-5);
  g_assert_cmpfloat_with_epsilon (same.area, fit.area, 1e-7);
}

/* Sum of twelve uniform numbers: σ = 1. */
static double
normal (GRand *random)
{
  double sum = -6.0;

  for (guint i = 0; i < 12; i++)
    sum += g_rand_double (random);
  return sum;
}

/* Drawn values: the planted numbers come back within what so many values can tell. */
static void
test_sampled (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (5);
  double counts[MOST_BINS] = { 0 };
  VtPeakBins bins = { counts, 200, 0.0, 5.0, 0.0 };
  VtPeakFit fit;

  for (guint i = 0; i < 50000; i++)
    {
      double value = i % 10 == 0 ? 330.0 - 200.0 * log (1.0 - g_rand_double (random))
                                 : 220.0 + 30.0 * normal (random);

      if (value >= 0.0 && value < 1000.0)
        counts[(gsize) (value / 5.0)] += 1.0;
    }
  g_assert_true (vt_peak_fit_compute (&bins, &fit, NULL));
  g_assert_cmpfloat_with_epsilon (fit.center, 220.0, 1.0);
  g_assert_cmpfloat_with_epsilon (fit.sigma, 30.0, 0.8);
  g_assert_cmpfloat_with_epsilon (fit.tail, 0.1, 0.02);
}

static void
expect_refusal (const VtPeakBins *bins)
{
  g_autoptr (GError) error = NULL;
  VtPeakFit fit;

  g_assert_false (vt_peak_fit_compute (bins, &fit, &error));
  g_assert_error (error, VT_ERROR, VT_ERROR_INPUT);
  g_assert_true (isnan (fit.center) && isnan (fit.sigma) && isnan (fit.area) && isnan (fit.tail));
}

static void
test_refused (void)
{
  double few[5] = { 3, 8, 15, 8, 3 }, one[1] = { 4000 }, pair[2] = { 2000, 2000 }, falling[40];
  double wide[60] = { 0 };

  for (guint i = 0; i < 40; i++)
    falling[i] = 1000.0 * exp (-0.1 * i);
  wide[0] = wide[59] = 500;
  expect_refusal (&(VtPeakBins){ NULL, 0, 0.0, 1.0, -INFINITY });
  expect_refusal (&(VtPeakBins){ few, 5, 0.0, 1.0, -INFINITY });
  expect_refusal (&(VtPeakBins){ one, 1, 300.0, 2.0, 100.0 });
  expect_refusal (&(VtPeakBins){ pair, 2, 300.0, 2.0, 100.0 });
  expect_refusal (&(VtPeakBins){ wide, 60, 300.0, 2.0, 100.0 });
  /* All hot from the lowest class on: half a peak without a flank is none. */
  expect_refusal (&(VtPeakBins){ falling, 40, 100.0, 2.0, 100.0 });
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/peak-fit/fixture", test_fixture);
  g_test_add_func ("/peak-fit/gaussian", test_gaussian);
  g_test_add_func ("/peak-fit/tail", test_tail);
  g_test_add_func ("/peak-fit/floor", test_floor);
  g_test_add_func ("/peak-fit/invariance", test_invariance);
  g_test_add_func ("/peak-fit/sampled", test_sampled);
  g_test_add_func ("/peak-fit/refused", test_refused);
  return g_test_run ();
}

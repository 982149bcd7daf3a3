#include <math.h>

#include "vt-calibration.h"

static void
test_by_hand (void)
{
  const double temperatures[] = { 100, 200, 400 };
  const double readings[] = { 300, 320, 420 };
  g_autoptr (VtCalibration) calibration = vt_calibration_new (temperatures, readings, 3);

  g_assert_cmpfloat (vt_calibration_read (calibration, 100), ==, 300);
  g_assert_cmpfloat (vt_calibration_read (calibration, 400), ==, 420);
  g_assert_cmpfloat_with_epsilon (vt_calibration_read (calibration, 150), 310, 1e-12);
  g_assert_cmpfloat_with_epsilon (vt_calibration_read (calibration, 250), 345, 1e-12);
  g_assert_cmpfloat (vt_calibration_invert (calibration, 300), ==, 100);
  g_assert_cmpfloat (vt_calibration_invert (calibration, 420), ==, 400);
  g_assert_cmpfloat_with_epsilon (vt_calibration_invert (calibration, 345), 250, 1e-12);
  g_assert_true (isnan (vt_calibration_read (calibration, 99)));
  g_assert_true (isnan (vt_calibration_read (calibration, 401)));
  g_assert_true (isnan (vt_calibration_read (calibration, NAN)));
  g_assert_true (isnan (vt_calibration_invert (calibration, 299)));
  g_assert_true (isnan (vt_calibration_invert (calibration, 421)));
  g_assert_true (isnan (vt_calibration_invert (calibration, NAN)));
}

/* 350 and 330 descend: pooled to 340 at 250 K; then 335 descends below it, and all three are pooled. */
static void
test_pools (void)
{
  const double temperatures[] = { 100, 200, 300, 400, 500 };
  const double readings[] = { 300, 350, 330, 335, 500 };
  g_autoptr (VtCalibration) calibration = vt_calibration_new (temperatures, readings, 5);
  double pooled = (350 + 330 + 335) / 3.0;

  g_assert_cmpfloat_with_epsilon (vt_calibration_read (calibration, 300), pooled, 1e-9);
  g_assert_cmpfloat_with_epsilon (vt_calibration_invert (calibration, pooled), 300, 1e-9);
  g_assert_cmpfloat_with_epsilon (vt_calibration_read (calibration, 200), pooled, 1e-9);
  g_assert_cmpfloat_with_epsilon (vt_calibration_read (calibration, 400), pooled, 1e-9);
  g_assert_cmpfloat_with_epsilon (vt_calibration_read (calibration, 450), (pooled + 500) / 2, 1e-9);
  g_assert_cmpfloat_with_epsilon (vt_calibration_read (calibration, 150), (pooled + 300) / 2, 1e-9);
}

/* The ends are there also where they are pooled: 100 and 200 K read the same in a harmonic solid. */
static void
test_pooled_ends (void)
{
  const double temperatures[] = { 100, 200, 300, 400 };
  const double readings[] = { 310, 300, 320, 318 };
  g_autoptr (VtCalibration) calibration = vt_calibration_new (temperatures, readings, 4);

  g_assert_cmpfloat (vt_calibration_read (calibration, 100), ==, 305);
  g_assert_cmpfloat (vt_calibration_read (calibration, 400), ==, 319);
  g_assert_cmpfloat (vt_calibration_invert (calibration, 305), ==, 150);
  g_assert_cmpfloat (vt_calibration_invert (calibration, 319), ==, 350);
  g_assert_cmpfloat_with_epsilon (vt_calibration_invert (calibration, 312), 250, 1e-9);
}

/* Whatever the noise: it never falls, and the inverse leads back to the same reading. */
static void
test_rises (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (5);

  for (guint round = 0; round < 50; round++)
    {
      double temperatures[20], readings[20];
      g_autoptr (VtCalibration) calibration = NULL;
      double before = -INFINITY;
      guint defined = 0;

      for (guint i = 0; i < 20; i++)
        {
          temperatures[i] = 100 * (i + 1);
          readings[i] = 300 + 50 * i + g_rand_double_range (random, -80, 80);
        }
      calibration = vt_calibration_new (temperatures, readings, 20);
      for (double t = 100; t <= 2000; t += 7)
        {
          double reading = vt_calibration_read (calibration, t);

          g_assert_cmpfloat (reading, >=, before);
          if (reading > before && vt_calibration_read (calibration, t + 1) > reading)
            {
              g_assert_cmpfloat_with_epsilon (vt_calibration_invert (calibration, reading), t, 101);
              defined++;
            }
          g_assert_cmpfloat_with_epsilon (
              vt_calibration_read (calibration, vt_calibration_invert (calibration, reading)), reading, 1e-6);
          before = reading;
        }
      g_assert_cmpuint (defined, >, 50);
    }
}

static void
test_few (void)
{
  const double temperature = 500;
  const double reading = 600;
  g_autoptr (VtCalibration) none = vt_calibration_new (NULL, NULL, 0);
  g_autoptr (VtCalibration) one = vt_calibration_new (&temperature, &reading, 1);

  g_assert_true (isnan (vt_calibration_read (none, 500)) && isnan (vt_calibration_invert (none, 500)));
  g_assert_cmpfloat (vt_calibration_read (one, 500), ==, 600);
  g_assert_cmpfloat (vt_calibration_invert (one, 600), ==, 500);
  g_assert_true (isnan (vt_calibration_read (one, 501)) && isnan (vt_calibration_invert (one, 599)));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/calibration/by-hand", test_by_hand);
  g_test_add_func ("/calibration/pools", test_pools);
  g_test_add_func ("/calibration/pooled-ends", test_pooled_ends);
  g_test_add_func ("/calibration/rises", test_rises);
  g_test_add_func ("/calibration/few", test_few);

  return g_test_run ();
}

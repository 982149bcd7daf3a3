/* Stages of synthetic creep curves, and the steady rate with its error. */
#include "vt-creep.h"

#include <string.h>

#include "noise.h"
#include "vt-error.h"

#define N 4000
#define STEP 0.1 /* ps */

static const VtCreepOptions usual = { 10, NAN, NAN };

/* rate · t + primary · (1 − exp (−t/30 ps)) + runaway · (exp (t/80 ps) − 1), with an oscillation that settles */
static void
make_curve (double *time, double *strain, double rate, double primary, double runaway)
{
  for (guint i = 0; i < N; i++)
    {
      double t = time[i] = i * STEP;

      strain[i] = rate * t + primary * (1 - exp (-t / 30)) + runaway * (exp (t / 80) - 1)
                  + 5e-3 * exp (-t / 2) * cos (3 * t);
    }
}

static void
compute (const double *time, const double *strain, const VtCreepOptions *options, VtCreep *creep)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (vt_creep_compute (time, strain, N, options, creep, NULL, &error));
  g_assert_no_error (error);
}

static void
add_noise (double *strain, guint32 seed)
{
  GRand *random = g_rand_new_with_seed (seed);

  noise_add_fluctuation (random, strain, N, 8, 5e-4);
  g_rand_free (random);
}

static void
test_steady (void)
{
  g_autofree double *time = g_new (double, N), *strain = g_new (double, N);
  VtCreep creep;

  make_curve (time, strain, 3e-5, 0, 0);
  add_noise (strain, 1);
  compute (time, strain, &usual, &creep);
  g_assert_cmpstr (vt_creep_stage_get_id (creep.stage), ==, "steady");
  g_assert_cmpfloat (creep.from, ==, 10);
  g_assert_cmpfloat_with_epsilon (creep.to, 399.9, 1e-9);
  g_assert_true (isnan (creep.primary_end) && isnan (creep.tertiary_begin));
  g_assert_true (vt_creep_is_flowing (&creep));
  g_assert_cmpfloat_with_epsilon (creep.trend.slope, 3e-5, 3 * creep.trend.slope_sigma);
  g_assert_cmpfloat (creep.trend.slope_sigma, <, 3e-6);
}

/* What relaxes at first is left out. */
static void
test_primary_then_steady (void)
{
  g_autofree double *time = g_new (double, N), *strain = g_new (double, N);
  VtCreep creep;

  make_curve (time, strain, 3e-5, 0.01, 0);
  add_noise (strain, 2);
  compute (time, strain, &usual, &creep);
  g_assert_cmpint (creep.stage, ==, VT_CREEP_STEADY);
  g_assert_cmpfloat (creep.primary_end, >=, 50);
  g_assert_cmpfloat (creep.primary_end, ==, creep.from);
  g_assert_cmpfloat_with_epsilon (creep.trend.slope, 3e-5, 4e-6);
}

static void
test_still_primary (void)
{
  g_autofree double *time = g_new (double, N), *strain = g_new (double, N);
  VtCreep creep;

  make_curve (time, strain, 0, 0, 0);
  for (guint i = 0; i < N; i++)
    strain[i] += 0.02 * sqrt (time[i] / 400);
  compute (time, strain, &usual, &creep);
  g_assert_cmpint (creep.stage, ==, VT_CREEP_PRIMARY);
}

static void
test_runaway (void)
{
  g_autofree double *time = g_new (double, N), *strain = g_new (double, N);
  VtCreep creep;

  make_curve (time, strain, 3e-5, 0, 2e-3);
  add_noise (strain, 3);
  compute (time, strain, &usual, &creep);
  g_assert_cmpint (creep.stage, ==, VT_CREEP_RUNAWAY);
  g_assert_cmpstr (vt_creep_stage_get_id (creep.stage), ==, "runaway");
  g_assert_false (isnan (creep.tertiary_begin));
}

/* Steady for two thirds, then a neck: the steady part counts, and where it ends is told. */
static void
test_steady_then_runaway (void)
{
  g_autofree double *time = g_new (double, N), *strain = g_new (double, N);
  VtCreep creep;

  make_curve (time, strain, 3e-5, 0, 0);
  for (guint i = 0; i < N; i++)
    if (time[i] > 280)
      strain[i] += 1e-5 * (time[i] - 280) * (time[i] - 280);
  add_noise (strain, 4);
  compute (time, strain, &usual, &creep);
  g_assert_cmpint (creep.stage, ==, VT_CREEP_STEADY);
  g_assert_cmpfloat (creep.tertiary_begin, >, 230);
  g_assert_cmpfloat (creep.tertiary_begin, <, 330);
  g_assert_cmpfloat_with_epsilon (creep.trend.slope, 3e-5, 8e-6);
}

/* No flow is found where there is none. */
static void
test_nothing (void)
{
  g_autofree double *time = g_new (double, N), *strain = g_new (double, N);
  guint flowing = 0;

  for (guint32 seed = 10; seed < 50; seed++)
    {
      VtCreep creep;

      make_curve (time, strain, 0, 0, 0);
      add_noise (strain, seed);
      compute (time, strain, &usual, &creep);
      flowing += creep.stage == VT_CREEP_STEADY && vt_creep_is_flowing (&creep);
    }
  g_assert_cmpuint (flowing, <=, 3);
}

/* The interval that is asked for is the one that is fitted. */
static void
test_interval (void)
{
  g_autofree double *time = g_new (double, N), *strain = g_new (double, N);
  const VtCreepOptions some = { 10, 100, 200 }, few = { 10, 100, 100.3 };
  g_autoptr (GError) error = NULL;
  VtCreep creep;

  make_curve (time, strain, 0, 0, 0);
  for (guint i = 0; i < N; i++)
    strain[i] = time[i] < 100 ? 0 : time[i] <= 200 ? 2e-4 * (time[i] - 100) : 0.02;
  compute (time, strain, &some, &creep);
  g_assert_cmpfloat_with_epsilon (creep.from, 100, 1e-9);
  g_assert_cmpfloat_with_epsilon (creep.to, 200, 1e-9);
  g_assert_cmpfloat_with_epsilon (creep.trend.slope, 2e-4, 1e-8);
  g_assert_false (vt_creep_compute (time, strain, N, &few, &creep, NULL, &error));
  g_assert_error (error, VT_ERROR, VT_ERROR_INPUT);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/creep/steady", test_steady);
  g_test_add_func ("/creep/primary-then-steady", test_primary_then_steady);
  g_test_add_func ("/creep/still-primary", test_still_primary);
  g_test_add_func ("/creep/runaway", test_runaway);
  g_test_add_func ("/creep/steady-then-runaway", test_steady_then_runaway);
  g_test_add_func ("/creep/nothing", test_nothing);
  g_test_add_func ("/creep/interval", test_interval);
  return g_test_run ();
}

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

/* Above zero by more than twice the error: neither what falls nor what lies within. */
static void
test_flowing (void)
{
  VtCreep creep = { .trend = { .slope = 0.21, .slope_sigma = 0.1 } };

  g_assert_true (vt_creep_is_flowing (&creep));
  creep.trend.slope = 0.19;
  g_assert_false (vt_creep_is_flowing (&creep));
  creep.trend.slope = -1;
  g_assert_false (vt_creep_is_flowing (&creep));
}

/* ---- a plain twin of the stages, written from their definition over the slopes of intervals ---- */

typedef struct
{
  const double *time;
  const double *strain;
  gsize         n;
} Rows;

/* The @part-th to @end-th sixteenth. */
static void
fit_reference (const Rows *rows, guint part, guint end, guint degree, VtTrend *trend)
{
  gsize first = rows->n * part / 16, last = rows->n * end / 16;

  g_assert_true (vt_trend_compute (rows->time + first, rows->strain + first, last - first, degree, trend, NULL));
}

static double
bend_reference (const Rows *rows, guint part, guint end)
{
  VtTrend trend;

  fit_reference (rows, part, end, 2, &trend);
  return trend.curvature / trend.curvature_sigma;
}

static void
tell_steady (const Rows *rows, guint part, guint end, VtCreep *creep)
{
  VtTrend rest;
  double change;

  creep->stage = VT_CREEP_STEADY;
  creep->from = rows->time[rows->n * part / 16];
  creep->to = rows->time[rows->n * end / 16 - 1];
  fit_reference (rows, part, end, 1, &creep->trend);
  creep->primary_end = part > 0 ? creep->from : (double) NAN;
  creep->tertiary_begin = NAN;
  if (end == 16 || rows->n - rows->n * end / 16 < VT_TREND_MIN_ROWS)
    return;
  fit_reference (rows, end, 16, 1, &rest);
  change = (rest.slope - creep->trend.slope) / hypot (rest.slope_sigma, creep->trend.slope_sigma);
  if (change > 1)
    creep->tertiary_begin = creep->to;
  if (change < -2)
    creep->stage = VT_CREEP_PRIMARY;
}

static void
creep_reference (const Rows *rows, VtCreep *creep)
{
  guint longest = 0, latest = 0;

  for (guint part = 0; part <= 8; part++)
    for (guint end = part + 8; end <= 16; end++)
      if (fabs (bend_reference (rows, part, end)) <= (end - part == 16 ? 2 : 1) && end - part >= longest)
        {
          longest = end - part;
          latest = part;
        }
  if (longest > 0)
    {
      tell_steady (rows, latest, latest + longest, creep);
      creep->curvature_z = bend_reference (rows, latest, latest + longest);
      return;
    }
  tell_steady (rows, 8, 16, creep);
  creep->curvature_z = bend_reference (rows, 8, 16);
  if (creep->curvature_z > 2)
    creep->stage = VT_CREEP_RUNAWAY;
  if (creep->curvature_z < -2)
    creep->stage = VT_CREEP_PRIMARY;
  if (creep->stage != VT_CREEP_STEADY)
    creep->primary_end = NAN;
  if (creep->stage == VT_CREEP_RUNAWAY)
    creep->tertiary_begin = creep->from;
}

static void
assert_same (double value, double expected)
{
  g_assert_true (value == expected || (isnan (value) && isnan (expected)));
}

/* Rates that fall, stay, and grow again, or change at once to less, more or as much again behind a ripple. */
static void
make_random (GRand *random, double *time, double *strain)
{
  double rate = g_rand_double_range (random, 0, 6e-5), turn = g_rand_double_range (random, 120, 360);
  double primary = g_rand_double_range (random, 0, 0.01), sudden = g_rand_double_range (random, -3e-5, 4e-5);
  double growing = g_rand_boolean (random) ? g_rand_double_range (random, 0, 2e-6) : 0;
  double ripple = g_rand_boolean (random) ? g_rand_double_range (random, 0, 4e-3) : 0;

  for (guint i = 0; i < N; i++)
    {
      double t = time[i] = i * STEP, late = fmax (0, t - turn);

      strain[i] = rate * t + primary * (1 - exp (-t / 40)) + sudden * late + growing * late * late
                  + ripple * pow (sin (2 * G_PI * late / (400 - turn)), 2);
    }
  noise_add_fluctuation (random, strain, N, 8, 5e-4);
}

static void
test_reference (void)
{
  g_autofree double *time = g_new (double, N), *strain = g_new (double, N);
  g_autoptr (GRand) random = g_rand_new_with_seed (12);
  guint stages[3] = { 0 }, inside = 0, halves[3] = { 0 }, alike = 0;

  for (guint round = 0; round < 100; round++)
    {
      const gsize settled = 100; /* rows up to 10 ps */
      VtCreep creep, expected = { 0 };
      Rows rows;

      make_random (random, time, strain);
      rows = (Rows){ time + settled, strain + settled, N - settled };
      compute (time, strain, &usual, &creep);
      creep_reference (&rows, &expected);
      g_assert_cmpint (creep.stage, ==, expected.stage);
      assert_same (creep.from, expected.from);
      assert_same (creep.to, expected.to);
      assert_same (creep.primary_end, expected.primary_end);
      assert_same (creep.tertiary_begin, expected.tertiary_begin);
      g_assert_cmpfloat (creep.trend.slope, ==, expected.trend.slope);
      g_assert_cmpfloat (creep.trend.slope_sigma, ==, expected.trend.slope_sigma);
      g_assert_cmpfloat (creep.curvature_z, ==, expected.curvature_z);
      stages[creep.stage]++;
      inside += creep.to < 399 && creep.stage == VT_CREEP_PRIMARY;
      alike += creep.to < 399 && creep.stage == VT_CREEP_STEADY && isnan (creep.tertiary_begin);
      halves[creep.stage] += fabs (creep.from - 205) < 0.2 && creep.to > 399;
    }
  g_test_message ("%u steady, %u primary, %u run away; %u slower behind, %u alike; by the second half %u, %u",
                  stages[VT_CREEP_STEADY], stages[VT_CREEP_PRIMARY], stages[VT_CREEP_RUNAWAY], inside, alike,
                  halves[VT_CREEP_PRIMARY], halves[VT_CREEP_RUNAWAY]);
  /* Each way through the definition is taken. */
  g_assert_cmpuint (stages[VT_CREEP_STEADY], >, 10);
  g_assert_cmpuint (inside, >, 2);
  g_assert_cmpuint (alike, >, 0);
  g_assert_cmpuint (halves[VT_CREEP_RUNAWAY], >, 2);
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
  g_test_add_func ("/creep/flowing", test_flowing);
  g_test_add_func ("/creep/reference", test_reference);
  return g_test_run ();
}

/* Creep tests from records to tables: every number against the kernel on the same rows, and what is said. */
#include "mechanics-records.h"

#include <math.h>

#include "vt-activation-volume.h"
#include "vt-creep.h"
#include "vt-pooled-mean.h"

#define TEMPERATURE 600.0
#define N_LOADING 20
#define N_HOLD 2000

/* A hold: what the record has of it, from its own start. */
typedef struct
{
  double stress;
  double time[N_HOLD];
  double strain[N_HOLD];
  double stresses[N_HOLD];
} Hold;

/* Strain falls off at first where @primary, grows faster where @growing, and begins at 0.02; the stress fluctuates about
 * what was asked for, and drifts. */
static void
make_hold (Hold *hold, double stress, double rate, double primary, double growing, guint32 seed)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);

  hold->stress = stress;
  for (guint i = 0; i < N_HOLD; i++)
    {
      double t = hold->time[i] = 0.1 * i, late = fmax (0, t - 140);

      hold->strain[i] = 0.02 + rate * t + primary * (1 - exp (-t / 15)) + growing * late * late
                        + 2e-4 * g_rand_double_range (random, -1, 1);
      hold->stresses[i] = stress * (1 + 1e-3 * t / 200) + 0.01 * g_rand_double_range (random, -1, 1);
    }
}

/* With the loading in a part of its own: time restarts with the hold. */
static GFile *
write_hold (const Records *records, const Hold *hold, const char *name)
{
  g_autoptr (GString) text = g_string_new ("# time_ps strain stress_GPa\n");

  for (guint i = 0; i < N_LOADING; i++)
    records_append_row (text, 3, 0.1 * i, 1e-3 * i, hold->stress * i / N_LOADING);
  for (guint i = 0; i < N_HOLD; i++)
    records_append_row (text, 3, hold->time[i], hold->strain[i], hold->stresses[i]);
  return records_write (records, name, text);
}

static void
check_run (const VtTable *table, guint row, const Hold *hold, VtCreep *creep)
{
  const VtCreepOptions options = { 10, NAN, NAN };
  double strain[N_HOLD], stress = 0;
  guint n = 0;

  for (guint i = 0; i < N_HOLD; i++)
    strain[i] = hold->strain[i] - hold->strain[0];
  g_assert_true (vt_creep_compute (hold->time, strain, N_HOLD, &options, creep, NULL, NULL));
  for (guint i = 0; i < N_HOLD; i++)
    if (hold->time[i] >= creep->from - 1e-9 && hold->time[i] <= creep->to + 1e-9)
      {
        stress += hold->stresses[i];
        n++;
      }
  records_assert_number (table, row, "stress", hold->stress);
  records_assert_number (table, row, "n", (double) creep->trend.n);
  records_assert_number (table, row, "from", creep->from);
  records_assert_number (table, row, "to", creep->to);
  records_assert_number (table, row, "rate", creep->trend.slope);
  records_assert_number (table, row, "sigma", creep->trend.slope_sigma);
  records_assert_number (table, row, "primary_end", creep->primary_end);
  records_assert_number (table, row, "tertiary_begin", creep->tertiary_begin);
  g_assert_cmpfloat_with_epsilon (records_get (table, row, "curvature_z"), creep->curvature_z, 1e-4);
  records_assert_number (table, row, "measured_stress", stress / n);
  records_assert_number (table, row, "strain_end", strain[N_HOLD - 1]);
  g_assert_cmpstr (records_get_text (table, row, "stage"), ==, vt_creep_stage_get_id (creep->stage));
}

/* The curve of a run: 400 points, each the mean of five rows. */
static void
check_curve (const VtTable *curves, guint run_number, const Hold *hold)
{
  for (guint p = 0; p < 400; p += 57)
    {
      guint row = 400 * run_number + p;
      double time = 0, strain = 0;

      for (guint i = 5 * p; i < 5 * p + 5; i++)
        {
          time += hold->time[i] / 5;
          strain += (hold->strain[i] - hold->strain[0]) / 5;
        }
      records_assert_number (curves, row, "run", run_number);
      records_assert_number (curves, row, "stress", hold->stress);
      records_assert_number (curves, row, "time", time);
      records_assert_number (curves, row, "strain", strain);
    }
}

static void
check_level (const VtTable *levels, guint row, const VtCreep *runs, guint n, VtPooledMean *mean)
{
  double rates[3], sigmas[3];

  for (guint i = 0; i < n; i++)
    {
      rates[i] = runs[i].trend.slope;
      sigmas[i] = runs[i].trend.slope_sigma;
    }
  vt_pooled_mean_compute (rates, sigmas, n, mean);
  records_assert_number (levels, row, "runs", n);
  records_assert_number (levels, row, "used_runs", n);
  records_assert_number (levels, row, "rate", mean->mean);
  records_assert_number (levels, row, "sigma", mean->sigma);
  records_assert_number (levels, row, "between", mean->between);
  records_assert_number (levels, row, "ln_rate", log (mean->mean));
  records_assert_number (levels, row, "ln_sigma", mean->sigma / mean->mean);
  g_assert_cmpstr (records_get_text (levels, row, "used"), ==, "yes");
}

static void
check_volume (const VtTable *table, const VtPooledMean *means, const double *stresses, guint n, double atomic)
{
  double rates[4], sigmas[4];
  VtActivationVolume volume;

  for (guint i = 0; i < n; i++)
    {
      rates[i] = means[i].mean;
      sigmas[i] = means[i].sigma;
    }
  g_assert_true (vt_activation_volume_compute (stresses, rates, sigmas, n, TEMPERATURE, &volume, NULL));
  records_assert_number (table, 0, "stresses", n);
  records_assert_number (table, 0, "temperature", TEMPERATURE);
  records_assert_number (table, 0, "volume", volume.volume);
  records_assert_number (table, 0, "sigma", volume.sigma);
  records_assert_number (table, 0, "atomic_volume", atomic);
  records_assert_number (table, 0, "volume_atomic", volume.volume / atomic);
  records_assert_number (table, 0, "sigma_atomic", volume.sigma / atomic);
  records_assert_number (table, 0, "slope_per_GPa", volume.fit.slope);
  records_assert_number (table, 0, "slope_sigma_per_GPa", volume.fit.slope_sigma * volume.inflation);
  records_assert_number (table, 0, "intercept", volume.fit.intercept);
  records_assert_number (table, 0, "chi_squared", n > 2 ? volume.fit.chi_squared : NAN);
  records_assert_number (table, 0, "error_factor", volume.inflation);
}

/* Off the line by far more than their errors, so that these are multiplied; two runs at one stress differ, too. */
static void
test_creep (Records *records, gconstpointer data)
{
  static const double stresses[] = { 1.2, 1.0, 1.1, 1.1, 1.5, 0, 0.9 }, levels_at[] = { 1.0, 1.1, 1.2, 1.5 };
  static const double rates[] = { 9e-5, 4e-5, 5e-5, 6e-5, 4e-4, 4e-5, 0 };
  static const guint order[] = { 5, 6, 1, 2, 3, 0, 4 };
  g_autoptr (VtMechanics) mechanics = NULL;
  g_autofree Hold *holds = g_new (Hold, 7);
  const VtTable *creep, *levels;
  VtPooledMean means[4];
  VtCreep runs[7];
  GFile *files[7];

  for (guint i = 0; i < 7; i++)
    {
      g_autofree char *name = g_strdup_printf ("%c.txt", 'a' + i);

      make_hold (&holds[i], stresses[i], rates[i], i == 1 ? 4e-3 : 0, i == 4 ? 4e-5 : i == 0 ? 2e-6 : 0, 30 + i);
      files[i] = write_hold (records, &holds[i], name);
    }
  mechanics = records_run (records_with_real (records_with_real (vt_state_new (), "mechanics.temperature", TEMPERATURE),
                              "mechanics.atomic-volume", 15.5),
                   files, stresses, 7, NULL, 0);
  creep = vt_mechanics_get_table (mechanics, "creep");
  for (guint row = 0; row < 7; row++)
    {
      check_run (creep, row, &holds[order[row]], &runs[row]);
      check_curve (vt_mechanics_get_table (mechanics, "creep-curves"), row, &holds[order[row]]);
    }
  g_assert_false (isnan (records_get (creep, 2, "primary_end")));
  g_assert_false (isnan (records_get (creep, 6, "tertiary_begin")));
  g_assert_cmpstr (records_get_text (creep, 0, "reason"), ==, "nothing pulls: the control");
  g_assert_cmpstr (records_get_text (creep, 1, "reason"), ==, "the rate does not differ from zero by twice its error");
  g_assert_cmpstr (records_get_text (creep, 2, "reason"), ==, "");
  levels = vt_mechanics_get_table (mechanics, "creep-stresses");
  check_level (levels, 2, &runs[2], 1, &means[0]);
  check_level (levels, 3, &runs[3], 2, &means[1]);
  check_level (levels, 4, &runs[5], 1, &means[2]);
  check_level (levels, 5, &runs[6], 1, &means[3]);
  /* A level that does not count has a rate, and nothing that is used. */
  records_assert_number (levels, 1, "runs", 1);
  records_assert_number (levels, 1, "used_runs", 0);
  g_assert_cmpstr (records_get_text (levels, 1, "used"), ==, "no");
  check_volume (vt_mechanics_get_table (mechanics, "activation-volume"), means, levels_at, 4, 15.5);
  g_assert_true (records_is_said (vt_mechanics_get_warnings (mechanics), "the rates lie off the line"));
  g_assert_false (records_is_said (vt_mechanics_get_warnings (mechanics), "does not differ from zero"));
}

/* Two stresses with the same rate: no scatter to judge by, and a volume that may be nothing, which is said. */
static void
test_no_volume (Records *records, gconstpointer data)
{
  static const double stresses[] = { 1.0, 1.1 };
  g_autoptr (VtMechanics) mechanics = NULL;
  g_autofree Hold *holds = g_new (Hold, 2);
  VtPooledMean means[2];
  VtCreep creep[2];
  GFile *files[2];

  for (guint i = 0; i < 2; i++)
    {
      make_hold (&holds[i], stresses[i], 5e-5, 0, 0, 60 + i);
      files[i] = write_hold (records, &holds[i], i == 0 ? "a.txt" : "b.txt");
    }
  mechanics = records_run (records_with_real (records_with_real (vt_state_new (), "mechanics.temperature", TEMPERATURE),
                              "mechanics.atomic-volume", 15.5),
                   files, stresses, 2, NULL, 0);
  for (guint i = 0; i < 2; i++)
    {
      check_run (vt_mechanics_get_table (mechanics, "creep"), i, &holds[i], &creep[i]);
      check_level (vt_mechanics_get_table (mechanics, "creep-stresses"), i, &creep[i], 1, &means[i]);
    }
  check_volume (vt_mechanics_get_table (mechanics, "activation-volume"), means, stresses, 2, 15.5);
  g_assert_true (records_is_said (vt_mechanics_get_warnings (mechanics), "does not differ from zero by twice its error"));
  g_assert_false (records_is_said (vt_mechanics_get_warnings (mechanics), "off the line"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/document/mechanics/creep", test_creep);
  ADD ("/document/mechanics/no-volume", test_no_volume);
  return g_test_run ();
}

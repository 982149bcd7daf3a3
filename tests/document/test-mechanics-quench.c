/* A quench and a tension from records to tables: every number against the kernel on the same rows. */
#include "mechanics-records.h"

#include <math.h>

#include "vt-glass-transition.h"
#include "vt-stress-strain.h"

/* ---- the quench ---- */

#define N_ATOMS 500
#define N_MELT 8

/* Of an atom: two lines each, that meet at 700 and at 760 K, with a ripple for scatter. */
static double
volume_at (double t)
{
  return 16 + (t - 700) * (t < 700 ? 7e-4 : 1.1e-3) + 4e-4 * sin (t);
}

static double
enthalpy_at (double t)
{
  return -5 + (t - 760) * (t < 760 ? 3e-4 : 4.2e-4) + 2e-4 * cos (t);
}

static void
append_log_row (GString *text, guint step, double temperature, double enthalpy, double volume)
{
  records_append_row (text, 4, (double) (1000 * step), temperature, N_ATOMS * enthalpy, N_ATOMS * volume);
}

/* One log, cooled from @from to @to; where @melt, behind rows of a melt that settles. */
static GFile *
write_log (const Records *records, const char *name, double from, double to, guint n, gboolean melt)
{
  g_autoptr (GString) text = g_string_new ("LAMMPS\nunits metal\ntimestep 0.0025\n"
                                           "Per MPI rank memory allocation = 3\nStep Temp PotEng Volume\n");
  guint step = 0;

  if (melt)
    append_log_row (text, step++, 2 * from, -3, 20);
  for (guint i = 0; melt && i < N_MELT; i++)
    append_log_row (text, step++, from * (1 + 0.001 * i), -3.5, 19);
  for (guint i = 0; i <= n; i++)
    {
      double t = from + (to - from) * i / n;

      append_log_row (text, step++, t, enthalpy_at (t), volume_at (t));
    }
  g_string_append_printf (text, "Loop time of 1 on 1 procs for 100 steps with %d atoms\n", N_ATOMS);
  return records_write (records, name, text);
}

static void
check_transition (const VtTable *table, guint row, double (*value_at) (double), double from, double to,
                  VtGlassTransition *found)
{
  double x[121], y[121];

  for (guint i = 0; i < 121; i++)
    {
      x[i] = i < 61 ? 1500 + (800. - 1500) * i / 60 : 790 + (100. - 790) * (i - 61) / 59;
      y[i] = value_at (x[i]);
    }
  g_assert_true (vt_glass_transition_compute (x, y, 121, from, to, found, NULL, NULL));
  records_assert_number (table, row, "n", (double) found->n);
  g_assert_cmpfloat_with_epsilon (records_get (table, row, "temperature"), found->temperature, 1e-3);
  g_assert_cmpfloat_with_epsilon (records_get (table, row, "sigma"), found->sigma, 1e-4 * found->sigma);
  g_assert_cmpfloat_with_epsilon (records_get (table, row, "height"), found->height, 1e-6);
  g_assert_cmpfloat_with_epsilon (records_get (table, row, "glass_slope"), found->glass_slope, 1e-8);
  g_assert_cmpfloat_with_epsilon (records_get (table, row, "glass_sigma"), found->glass_sigma, 1e-8);
  g_assert_cmpfloat_with_epsilon (records_get (table, row, "liquid_slope"), found->liquid_slope, 1e-8);
  g_assert_cmpfloat_with_epsilon (records_get (table, row, "liquid_sigma"), found->liquid_sigma, 1e-8);
}

/* Two logs, the cold one first, cooled or heated; the melt's rows do not count. */
static void
check_quench (const Records *records, gboolean enthalpy, gboolean heated, double from, double to)
{
  g_autoptr (VtState) usual = vt_state_new ();
  g_autoptr (VtMechanics) mechanics = NULL;
  GFile *files[2] = { heated ? write_log (records, "cold.log", 100, 790, 59, FALSE)
                             : write_log (records, "cold.log", 790, 100, 59, FALSE),
                      heated ? write_log (records, "hot.log", 800, 1500, 60, FALSE)
                             : write_log (records, "hot.log", 1500, 800, 60, TRUE) };
  VtState *state = vt_state_with (usual, "mechanics.glass-property",
                                  g_variant_new_string (enthalpy ? "enthalpy" : "volume"), NULL);
  VtGlassTransition volume, other;
  const VtTable *table, *rows;
  double sigma, temperature;

  state = records_with_real (records_with_real (state, "mechanics.glass-from", from), "mechanics.glass-to", to);
  mechanics = records_run (state, NULL, NULL, 0, files, 2);
  table = vt_mechanics_get_table (mechanics, "glass-transition");
  rows = vt_mechanics_get_table (mechanics, "quench");
  if (isnan (from))
    g_assert_cmpuint (vt_table_get_n_rows (rows), <=, 121);
  else
    {
      check_transition (table, enthalpy ? 1 : 0, volume_at, from, to, &volume);
      check_transition (table, enthalpy ? 0 : 1, enthalpy_at, from, to, &other);
      temperature = vt_mechanics_get_glass_transition (mechanics, &sigma);
      g_assert_cmpfloat_with_epsilon (temperature, enthalpy ? other.temperature : volume.temperature, 1e-3);
      g_assert_cmpfloat_with_epsilon (sigma, enthalpy ? other.sigma : volume.sigma, 1e-2);
    }
  g_assert_cmpstr (records_get_text (table, 0, "property"), ==, enthalpy ? "enthalpy" : "volume");
  for (guint i = 0; i < vt_table_get_n_rows (rows); i++)
    {
      double t = records_get (rows, i, "temperature");

      g_assert_true (i == 0 || t < records_get (rows, i - 1, "temperature"));
      g_assert_cmpfloat (t, <, 1501);
      g_assert_cmpfloat_with_epsilon (records_get (rows, i, "volume"), volume_at (t), 1e-9);
      g_assert_cmpfloat_with_epsilon (records_get (rows, i, "enthalpy"), enthalpy_at (t), 1e-9);
    }
}

static void
test_quench (Records *records, gconstpointer data)
{
  check_quench (records, FALSE, FALSE, 150, 1300);
  check_quench (records, TRUE, FALSE, 150, 1300);
  check_quench (records, FALSE, TRUE, 150, 1300);
  check_quench (records, FALSE, FALSE, NAN, NAN);
}

/* ---- tension ---- */

#define N_TENSION 600

/* The second part counts; every seventh row steps back in strain, and is left out: a curve has one stress a strain. */
static GFile *
write_tension (const Records *records, double *strain, double *stress, gsize *n)
{
  g_autoptr (GString) text = g_string_new ("# time_ps strain stress_GPa\n");
  g_autoptr (GRand) random = g_rand_new_with_seed (5);

  *n = 0;
  for (guint i = 0; i < 50; i++)
    records_append_row (text, 3, 0.1 * i, 1e-3 * i, 7.0);
  for (guint i = 0; i < N_TENSION; i++)
    {
      double e = 0.0002 * i, s = 0.05 + (e < 0.03 ? 50 * e : 1.9 - 250 * (e - 0.07) * (e - 0.07));

      s += 0.03 * g_rand_double_range (random, -1, 1);
      if (i % 7 == 3)
        {
          records_append_row (text, 3, 0.1 * i, e - 0.001, 9.0);
          continue;
        }
      records_append_row (text, 3, 0.1 * i, e, s);
      strain[*n] = e;
      stress[(*n)++] = s;
    }
  return records_write (records, "tension.txt", text);
}

static void
test_tension (Records *records, gconstpointer data)
{
  const VtStressStrainOptions options = { 0.002, 0.02, 0.0121 };
  double strain[N_TENSION], stress[N_TENSION], smooth[N_TENSION];
  gsize n;
  g_autoptr (GFile) file = write_tension (records, strain, stress, &n);
  g_autofree char *uri = g_file_get_uri (file);
  g_autoptr (VtState) usual = vt_state_new ();
  g_autoptr (VtMechanics) mechanics = NULL;
  VtState *state = vt_state_with_text (usual, "mechanics.tensile", uri);
  VtStressStrain result;
  const VtTable *table, *curve;

  state = records_with_real (records_with_real (state, "mechanics.modulus-from", 0.002), "mechanics.modulus-to", 0.02);
  mechanics = records_run (records_with_real (state, "mechanics.smoothing", 0.0121), NULL, NULL, 0, NULL, 0);
  g_assert_true (vt_stress_strain_compute (strain, stress, n, &options, smooth, &result, NULL, NULL));
  table = vt_mechanics_get_table (mechanics, "tensile");
  records_assert_number (table, 0, "modulus", result.modulus.slope);
  records_assert_number (table, 0, "modulus_sigma", result.modulus.slope_sigma);
  records_assert_number (table, 0, "modulus_from", 0.002);
  records_assert_number (table, 0, "modulus_to", 0.02);
  records_assert_number (table, 0, "modulus_offset", vt_trend_evaluate (&result.modulus, 0));
  records_assert_number (table, 0, "strength", result.strength);
  records_assert_number (table, 0, "strength_sigma", result.strength_sigma);
  records_assert_number (table, 0, "yield_strain", result.yield_strain);
  records_assert_number (table, 0, "proof_stress", result.proof_stress);
  records_assert_number (table, 0, "proof_strain", result.proof_strain);
  curve = vt_mechanics_get_table (mechanics, "stress-strain");
  g_assert_cmpuint (vt_table_get_n_rows (curve), ==, n);
  for (guint i = 0; i < n; i += 17)
    {
      records_assert_number (curve, i, "strain", strain[i]);
      records_assert_number (curve, i, "stress", stress[i]);
      records_assert_number (curve, i, "smooth", smooth[i]);
    }
}

/* A log tells strain and stress of the axis that is asked for: 30, 40 and 50 GPa along x, y and z. */
static void
test_axis (Records *records, gconstpointer data)
{
  static const char *const axes[] = { "x", "y", "z" };
  g_autoptr (GString) text = g_string_new ("LAMMPS\nunits metal\ntimestep 0.001\nPer MPI rank memory allocation = 3\n"
                                           "Step Lx Ly Lz Pxx Pyy Pzz\n");
  g_autoptr (GFile) file = NULL;
  g_autofree char *uri = NULL;

  for (guint i = 0; i < 200; i++)
    {
      double e = 2e-4 * i;

      records_append_row (text, 7, (double) i, 30 * (1 + e), 40 * (1 + e), 50 * (1 + e), -3e5 * e, -4e5 * e, -5e5 * e);
    }
  g_string_append (text, "Loop time of 1 on 1 procs for 100 steps with 500 atoms\n");
  file = records_write (records, "tension.log", text);
  uri = g_file_get_uri (file);
  for (guint axis = 0; axis < 3; axis++)
    {
      g_autoptr (VtState) usual = vt_state_new (), along = NULL;
      g_autoptr (VtMechanics) mechanics = NULL;

      along = vt_state_with (usual, "mechanics.axis", g_variant_new_string (axes[axis]), NULL);
      mechanics = records_run (vt_state_with_text (along, "mechanics.tensile", uri), NULL, NULL, 0, NULL, 0);
      g_assert_cmpfloat_with_epsilon (records_get (vt_mechanics_get_table (mechanics, "tensile"), 0, "modulus"),
                                      30 + 10.0 * axis, 1e-6);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/document/mechanics/quench", test_quench);
  ADD ("/document/mechanics/tension", test_tension);
  ADD ("/document/mechanics/axis", test_axis);
  return g_test_run ();
}

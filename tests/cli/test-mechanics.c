/* vitrine-cli mechanics: from records to rates, an activation volume, a modulus, a T_g; and what it says where there is none. */
#include <math.h>
#include <string.h>

#include <json-glib/json-glib.h>

#include "sample.h"

#define FACTOR (1.7320508075688772 * 0.01380649 * 600) /* √3 k_B · 600 K, GPa Å³ */

static double
normal (GRand *random)
{
  return sqrt (-2 * log (1 - g_rand_double (random))) * cos (2 * G_PI * g_rand_double (random));
}

/* 2 ps of loading up to @stress, then 200 ps of hold with a strain of rate · t + runaway · (exp (t/40 ps) − 1) + noise. */
static void
write_creep (const Sample *sample, const char *name, double stress, double rate, double runaway, guint32 seed)
{
  g_autoptr (GString) text = g_string_new ("# time_ps strain stress_GPa\n");
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  char number[3][G_ASCII_DTOSTR_BUF_SIZE];
  double memory = 0;

  for (guint i = 0; i < 20 + 2000; i++)
    {
      double t = 0.1 * (i < 20 ? i : i - 20), strain = i < 20 ? 0.01 * t : 0.02 + rate * t + runaway * (exp (t / 40) - 1);

      memory = 0.9 * memory + sqrt (1 - 0.81) * normal (random);
      g_string_append_printf (text, "%s %s %s\n", g_ascii_formatd (number[0], sizeof number[0], "%.10g", t),
                              g_ascii_formatd (number[1], sizeof number[1], "%.10g", strain + 2e-4 * memory),
                              g_ascii_formatd (number[2], sizeof number[2], "%.5f", i < 20 ? stress * t / 2 : stress));
    }
  sample_write (sample, name, text->str);
}

static double
rate_at (double stress)
{
  return 4e-5 * exp (40 * (stress - 1) / FACTOR);
}

/* A cell of a CSV file by its column's name; "" where it is empty. (transfer full) */
static char *
read_cell (const Sample *sample, const char *path, guint row, const char *column)
{
  g_autofree char *text = sample_read (sample, path);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_auto (GStrv) names = g_strsplit (lines[0], ",", -1);
  g_auto (GStrv) cells = g_strsplit (lines[row + 1], ",", -1);

  for (guint c = 0; names[c] != NULL; c++)
    if (strcmp (names[c], column) == 0)
      return g_strdup (cells[c]);
  g_error ("%s has no column %s", path, column);
}

static double
read_number (const Sample *sample, const char *path, guint row, const char *column)
{
  g_autofree char *cell = read_cell (sample, path, row, column);

  return *cell != '\0' ? g_ascii_strtod (cell, NULL) : NAN;
}

static void
assert_cell (const Sample *sample, const char *path, guint row, const char *column, const char *expected)
{
  g_autofree char *cell = read_cell (sample, path, row, column);

  g_assert_cmpstr (cell, ==, expected);
}

static void
write_log (const Sample *sample, const char *name, double transition, double from, double to, guint n)
{
  g_autoptr (GString) text = g_string_new ("LAMMPS\nunits metal\ntimestep 0.0025\nPer MPI rank memory allocation = 3\n"
                                           "Step Temp PotEng Volume\n");
  char number[2][G_ASCII_DTOSTR_BUF_SIZE];

  for (guint i = 0; i <= n; i++)
    {
      double t = from + (to - from) * i / n;
      double volume = 16000 + (t - transition) * (t < transition ? 0.7 : 1.1);

      g_string_append_printf (text, "%u %s -4000 %s\n", 1000 * i, g_ascii_formatd (number[0], sizeof number[0], "%.10g", t),
                              g_ascii_formatd (number[1], sizeof number[1], "%.10g", volume));
    }
  g_string_append (text, "Loop time of 1 on 1 procs for 100 steps with 1000 atoms\n");
  sample_write (sample, name, text->str);
}

/* Three stresses, two runs at one of them, one that runs away, and a control. */
static void
test_activation_volume (Sample *sample, gconstpointer data)
{
  g_auto (Outcome) outcome = { 0 };
  double volume, sigma;

  write_creep (sample, "a.txt", 1.0, rate_at (1.0), 0, 1);
  write_creep (sample, "b.txt", 1.1, rate_at (1.1), 0, 2);
  write_creep (sample, "c.txt", 1.1, rate_at (1.1), 0, 3);
  write_creep (sample, "d.txt", 1.2, rate_at (1.2), 0, 4);
  write_creep (sample, "e.txt", 1.5, rate_at (1.2), 2e-3, 5);
  write_creep (sample, "f.txt", 0, 0, 0, 6);
  write_log (sample, "quench.log", 800, 2000, 100, 60);
  sample_run (sample, &outcome, "mechanics", "--creep", "1.2=d.txt", "--creep", "1.0=a.txt", "--creep", "1.1=b.txt",
              "--creep", "1.1=c.txt", "--creep", "1.5=e.txt", "--creep", "0=f.txt", "--quench", "quench.log",
              "--temperature", "600", "--tables", "out", NULL);
  assert_done (outcome);
  g_assert_nonnull (strstr (outcome.out, "Ω = "));
  g_assert_nonnull (strstr (outcome.out, "mean atomic volumes"));
  g_assert_nonnull (strstr (outcome.out, "--tg 800"));

  assert_cell (sample, "out/creep.csv", 0, "file", "f.txt");
  assert_cell (sample, "out/creep.csv", 0, "used", "no");
  assert_cell (sample, "out/creep.csv", 0, "reason", "nothing pulls: the control");
  assert_cell (sample, "out/creep.csv", 1, "stage", "steady");
  assert_cell (sample, "out/creep.csv", 1, "used", "yes");
  g_assert_cmpfloat (read_number (sample, "out/creep.csv", 1, "from_ps"), ==, 10);
  g_assert_cmpfloat_with_epsilon (read_number (sample, "out/creep.csv", 1, "rate_per_ps"), rate_at (1),
                                  4 * read_number (sample, "out/creep.csv", 1, "sigma_per_ps"));
  assert_cell (sample, "out/creep.csv", 5, "stage", "runaway");
  assert_cell (sample, "out/creep.csv", 5, "used", "no");
  assert_cell (sample, "out/creep-stresses.csv", 2, "used_runs", "2");
  assert_cell (sample, "out/activation-volume.csv", 0, "stresses", "3");
  volume = read_number (sample, "out/activation-volume.csv", 0, "volume_A3");
  sigma = read_number (sample, "out/activation-volume.csv", 0, "sigma_A3");
  g_assert_cmpfloat_with_epsilon (volume, 40, 3 * sigma);
  g_assert_cmpfloat (sigma, <, 6);
  /* The log's rows tell the volume of an atom at 600 K: 16000 − 200 · 0.7 of 1000 atoms, at the nearest temperature. */
  g_assert_cmpfloat_with_epsilon (read_number (sample, "out/activation-volume.csv", 0, "atomic_volume_A3"), 15.86, 0.02);
  g_assert_cmpfloat_with_epsilon (read_number (sample, "out/glass-transition.csv", 0, "temperature_K"), 800, 0.5);
}

/* One usable stress gives no activation volume, and that is said. */
static void
test_too_few (Sample *sample, gconstpointer data)
{
  g_auto (Outcome) outcome = { 0 };

  write_creep (sample, "a.txt", 1.0, rate_at (1.0), 0, 1);
  write_creep (sample, "b.txt", 1.1, 0, 0, 2);
  sample_run (sample, &outcome, "mechanics", "--creep", "1.0=a.txt", "--creep", "1.1=b.txt", "--temperature", "600",
              "--tables", "out", "--figures", "figures", "--format", "svg", NULL);
  assert_done (outcome);
  g_assert_nonnull (strstr (outcome.out, "No activation volume"));
  g_assert_null (strstr (outcome.out, "Ω = "));
  assert_cell (sample, "out/creep.csv", 1, "reason", "the rate does not differ from zero by twice its error");
  assert_cell (sample, "out/activation-volume.csv", 0, "volume_A3", "");
  g_assert_true (sample_exists (sample, "figures/creep-curves.svg"));
  g_assert_true (sample_exists (sample, "figures/creep-rates.svg"));
  g_assert_false (sample_exists (sample, "figures/stress-strain.svg"));
}

static void
test_tension_and_quench (Sample *sample, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new ("# time_ps strain stress_GPa\n");
  g_auto (Outcome) outcome = { 0 };
  g_autofree char *path = sample_path (sample, "out/mechanics.json");
  g_autoptr (JsonParser) parser = json_parser_new ();
  char number[2][G_ASCII_DTOSTR_BUF_SIZE];
  JsonObject *root;

  for (guint i = 0; i < 1000; i++)
    {
      double e = 1e-4 * i, s = e < 0.03 ? 50 * e : 1.9 - 250 * (e - 0.07) * (e - 0.07);
      g_string_append_printf (text, "%u %s %s\n", i, g_ascii_formatd (number[0], sizeof number[0], "%.10g", e),
                              g_ascii_formatd (number[1], sizeof number[1], "%.10g", s));
    }
  sample_write (sample, "tensile.txt", text->str);
  write_log (sample, "hot.log", 700, 1500, 800, 30);
  write_log (sample, "cold.log", 700, 790, 100, 30);
  sample_run (sample, &outcome, "mechanics", "--tensile", "tensile.txt", "--quench", "cold.log", "--quench", "hot.log",
              "--modulus-to", "0.02", "--tables", "out", NULL);
  assert_done (outcome);
  g_assert_cmpfloat_with_epsilon (read_number (sample, "out/tensile.csv", 0, "modulus_GPa"), 50, 1e-6);
  g_assert_cmpfloat_with_epsilon (read_number (sample, "out/tensile.csv", 0, "strength_GPa"), 1.9, 1e-6);
  g_assert_cmpfloat_with_epsilon (read_number (sample, "out/tensile.csv", 0, "yield_strain"), 0.07, 1e-6);
  g_assert_cmpfloat_with_epsilon (read_number (sample, "out/glass-transition.csv", 0, "temperature_K"), 700, 0.5);
  g_assert_true (json_parser_load_from_file (parser, path, NULL));
  root = json_node_get_object (json_parser_get_root (parser));
  g_assert_cmpfloat_with_epsilon (json_object_get_double_member (root, "glass_transition_K"), 700, 0.5);
  g_assert_true (json_object_has_member (root, "tensile") && !json_object_has_member (root, "creep"));
}

/* ---- wrong usage and damaged files ---- */

static void
fail (Sample *sample, int status, const char *text, const char *first, const char *second, const char *third)
{
  g_auto (Outcome) outcome = { 0 };

  sample_run (sample, &outcome, "mechanics", "--tables", "out", first, second, third, NULL);
  assert_failed (&outcome, status, text);
  g_assert_false (sample_exists (sample, "out"));
}

static void
test_refused (Sample *sample, gconstpointer data)
{
  write_creep (sample, "a.txt", 1.0, rate_at (1.0), 0, 1);
  sample_write (sample, "short.txt", "# time_ps strain stress_GPa\n0 0 0\n1 1 one\n2 2 2\n");
  sample_write (sample, "blind.txt", "# time_ps width stress_GPa\n0 0 0\n1 1 1\n2 2 2\n");
  fail (sample, 2, "nothing to evaluate", NULL, NULL, NULL);
  fail (sample, 2, "temperature of the creep tests is missing", "--creep", "1=a.txt", NULL);
  fail (sample, 2, "as in 1.5=creep.txt", "--creep", "a.txt", NULL);
  fail (sample, 2, "as in 1.5=creep.txt", "--creep", "-1=a.txt", NULL);
  fail (sample, 2, "--tensile a.txt", "a.txt", NULL, NULL);
  fail (sample, 1, "nowhere.txt", "--creep", "1=nowhere.txt", "--temperature=600");
  fail (sample, 1, "short.txt: line 3", "--creep", "1=short.txt", "--temperature=600");
  fail (sample, 1, "blind.txt: no column tells the strain; there are time_ps, width, stress_GPa", "--tensile", "blind.txt",
        NULL);
}

/* A record that goes on from the loading into the hold without a restart: the hold begins where the stress is reached. */
static void
test_one_segment (Sample *sample, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new ("# time_ps strain stress_GPa\n");
  g_auto (Outcome) outcome = { 0 };
  char number[3][G_ASCII_DTOSTR_BUF_SIZE];

  for (guint i = 0; i < 2200; i++)
    {
      double t = 0.1 * i, strain = t < 20 ? 1e-3 * t : 0.02 + 1e-4 * (t - 20);

      g_string_append_printf (text, "%s %s %s\n", g_ascii_formatd (number[0], sizeof number[0], "%.10g", t),
                              g_ascii_formatd (number[1], sizeof number[1], "%.10g", strain),
                              g_ascii_formatd (number[2], sizeof number[2], "%.10g", t < 20 ? t / 20 : 1));
    }
  sample_write (sample, "a.txt", text->str);
  sample_run (sample, &outcome, "mechanics", "--creep", "1=a.txt", "--temperature", "600", "--tables", "out", NULL);
  assert_done (outcome);
  g_assert_cmpfloat_with_epsilon (read_number (sample, "out/creep.csv", 0, "to_ps"), 200.9, 1.0);
  g_assert_cmpfloat_with_epsilon (read_number (sample, "out/creep.csv", 0, "rate_per_ps"), 1e-4, 1e-9);
}

static void
add (const char *path, void (*test) (Sample *, gconstpointer))
{
  g_test_add (path, Sample, NULL, sample_set_up, test, sample_tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("/mechanics/activation-volume", test_activation_volume);
  add ("/mechanics/too-few", test_too_few);
  add ("/mechanics/tension-and-quench", test_tension_and_quench);
  add ("/mechanics/refused", test_refused);
  add ("/mechanics/one-segment", test_one_segment);
  return g_test_run ();
}

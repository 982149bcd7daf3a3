/* vitrine-cli report: the panels and pages that there ought to be, what is missing said, and no half file. */
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "sample.h"

/* Without the compressed streams: pages, outline and information are plain. */
static char *
read_pdf (const Sample *sample, const char *name, gsize *size)
{
  g_autofree char *path = sample_path (sample, name);
  g_autoptr (GError) error = NULL;
  char *text;

  g_file_get_contents (path, &text, size, &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (text, "%PDF-"));
  return text;
}

static guint
count (const char *text, gsize size, const char *needle)
{
  const char *end = text + size;
  guint n = 0;

  for (; (text = memmem (text, end - text, needle, strlen (needle))) != NULL; text++)
    n++;
  return n;
}

static guint
count_rows (const Sample *sample, const char *name)
{
  g_autofree char *text = sample_read (sample, name);

  return count (text, strlen (text), "\n") - 1;
}

/* Lags that the sample has, and the model of it. */
#define SETTINGS "--timestep", SAMPLE_TIMESTEP, "--lags", "1,2,3,4", "--model", "trained.h5", "--temperature", "100"

static void
test_whole (Sample *sample, gconstpointer data)
{
  static const char *const panels[]
      = { "t/fig1a.csv", "t/fig1b.csv", "t/fig1f.csv", "t/fig3a.csv", "t/fig3b.csv", "t/fig3c.csv", "t/fig3d.csv",
          "t/fig3e.csv", "t/fig3f.csv", "t/fig4a.csv", "t/fig4b.csv", "t/fig5a.csv", "t/fig5b.csv", "t/fig5c.csv" };
  g_auto (Outcome) outcome = { 0 };
  g_autofree char *pdf = NULL, *correlation = NULL;
  gsize size;

  sample_make_model (sample);
  sample_write_dump (sample, "creep.dump", 0.3, "Zr");
  sample_run (sample, &outcome, "report", "--output", "r.pdf", "--tables", "t", "--creep", "1.5=creep.dump", "--relax",
              "100=cold.dump", "--relax", "1000=hot.dump", "--title", "A <title>", SETTINGS, NULL);
  assert_done (outcome);
  pdf = read_pdf (sample, "r.pdf", &size);
  g_assert_cmpuint (count (pdf, size, "/Type /Page %"), >=, 5);
  g_assert_cmpuint (count (pdf, size, "/FontFile"), ==, count (pdf, size, "/Type /FontDescriptor"));
  g_assert_cmpuint (count (pdf, size, "/CreationDate"), ==, 0);
  g_assert_cmpuint (count (pdf, size, "A <title>"), >=, 1);
  for (guint i = 0; i < G_N_ELEMENTS (panels); i++)
    g_assert_true (sample_exists (sample, panels[i]));
  g_assert_true (sample_exists (sample, "t/comparison.csv"));
  /* Two elements have no panel C. */
  g_assert_false (sample_exists (sample, "t/fig1c.csv"));
  g_assert_nonnull (strstr (outcome.out, "1C  left out: The sample has fewer elements"));
  g_assert_cmpuint (count_rows (sample, "t/fig1a.csv"), ==, 2);
  g_assert_cmpuint (count_rows (sample, "t/fig3f.csv"), ==, 4);
  correlation = sample_read (sample, "t/fig3f.csv");
  g_assert_true (g_str_has_prefix (correlation, "lag_ps,pearson,spearman,auc"));
}

/* Every panel's numbers are those that analyze writes of the same window. */
static void
test_same_numbers (Sample *sample, gconstpointer data)
{
  static const char *const pairs[][2] = { { "t/fig3f.csv", "a/correlation.csv" },
                                          { "t/fig4a.csv", "a/polyhedra.csv" },
                                          { "t/fig5a.csv", "a/composition.csv" },
                                          { "t/fig5b.csv", "a/coordination.csv" },
                                          { "t/fig5c.csv", "a/sro.csv" } };
  g_auto (Outcome) report = { 0 }, analyze = { 0 };

  sample_make_model (sample);
  sample_write_dump (sample, "creep.dump", 0.3, "Zr");
  sample_run (sample, &report, "report", "--output", "r.pdf", "--tables", "t", "--creep", "1.5=creep.dump", "--frame",
              "1", "--la-fraction", "0.2", SETTINGS, NULL);
  sample_run (sample, &analyze, "analyze", "creep.dump", "--output", "a.csv", "--tables", "a", "--compute",
              "correlation,polyhedra,sro", "--frame", "1", "--la-fraction", "0.2", SETTINGS, NULL);
  assert_done (report);
  assert_done (analyze);
  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autofree char *ours = sample_read (sample, pairs[i][0]), *theirs = sample_read (sample, pairs[i][1]);

      g_assert_cmpstr (ours, ==, theirs);
    }
}

/* The row of comparison.csv that begins so, split at its commas; NULL where there is none. */
static GStrv
find_comparison (const Sample *sample, const char *begins)
{
  g_autofree char *text = sample_read (sample, "t/comparison.csv");
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (char **line = lines; *line != NULL; line++)
    if (g_str_has_prefix (*line, begins))
      return g_strsplit (*line, ",", -1);
  return NULL;
}

/* Mean and deviation of T_ML over the atoms of an element ("" for all) in a file of analyze's. */
static void
measure (const Sample *sample, const char *name, const char *element, double *mean, double *deviation)
{
  g_autofree char *text = sample_read (sample, name);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_auto (GStrv) names = g_strsplit (lines[0], ",", -1);
  guint column = 0;
  double n = 0, sum = 0, squares = 0;

  while (!g_str_has_prefix (names[column], "t_ml"))
    column++;
  for (guint i = 1; lines[i] != NULL && *lines[i] != '\0'; i++)
    {
      g_auto (GStrv) cells = g_strsplit (lines[i], ",", -1);
      double value = g_ascii_strtod (cells[column], NULL);

      if (*element != '\0' && strcmp (cells[1], element) != 0)
        continue;
      n++;
      sum += value;
      squares += value * value;
    }
  *mean = sum / n;
  *deviation = sqrt (fmax (0, squares / n - *mean * *mean));
}

static void
check_temperature (
    const Sample *sample, const char *table, guint row, double temperature, const char *atoms, const char *element)
{
  g_autofree char *text = sample_read (sample, table);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_auto (GStrv) cells = g_strsplit (lines[1 + row], ",", -1);
  double mean, deviation;

  measure (sample, atoms, element, &mean, &deviation);
  g_assert_cmpfloat (g_ascii_strtod (cells[0], NULL), ==, temperature);
  g_assert_cmpfloat_with_epsilon (g_ascii_strtod (cells[2], NULL), mean, 1e-9 * mean);
  g_assert_cmpfloat_with_epsilon (g_ascii_strtod (cells[3], NULL), deviation, 1e-6 * mean);
}

/* Fig. 1 from the columns that analyze writes of each run at its own temperature. */
static void
test_temperatures (Sample *sample, gconstpointer data)
{
  g_auto (Outcome) report = { 0 }, cold = { 0 }, hot = { 0 };
  g_auto (GStrv) excess = NULL;
  double mean, deviation;

  sample_make_model (sample);
  sample_run (sample, &report, "report", "--output", "r.pdf", "--tables", "t", "--relax", "1000=hot.dump", "--relax",
              "100=cold.dump", "--model", "trained.h5", "--timestep", SAMPLE_TIMESTEP, NULL);
  sample_run (sample, &cold, "analyze", "cold.dump", "--output", "cold.csv", "--compute", "tml", "--model",
              "trained.h5", "--timestep", SAMPLE_TIMESTEP, "--temperature", "100", NULL);
  sample_run (sample, &hot, "analyze", "hot.dump", "--output", "hot.csv", "--compute", "tml", "--model", "trained.h5",
              "--timestep", SAMPLE_TIMESTEP, "--temperature", "1000", NULL);
  assert_done (report);
  assert_done (cold);
  assert_done (hot);
  check_temperature (sample, "t/fig1a.csv", 0, 100, "cold.csv", "Cu");
  check_temperature (sample, "t/fig1a.csv", 1, 1000, "hot.csv", "Cu");
  check_temperature (sample, "t/fig1b.csv", 1, 1000, "hot.csv", "Zr");
  check_temperature (sample, "t/fig1f.csv", 0, 100, "cold.csv", "");
  excess = find_comparison (sample, "1F,⟨TML⟩ − T at 100 K,");
  measure (sample, "cold.csv", "", &mean, &deviation);
  g_assert_cmpfloat_with_epsilon (g_ascii_strtod (excess[2], NULL), mean - 100, 1e-6);
}

/* Under stress less at rest, and not the other way. */
static void
test_control (Sample *sample, gconstpointer data)
{
  g_auto (Outcome) outcome = { 0 };
  g_auto (GStrv) shift = NULL;
  g_autofree char *runs = NULL;

  sample_make_model (sample);
  sample_run (sample, &outcome, "report", "--output", "r.pdf", "--tables", "t", "--creep", "1.5=hot.dump", "--creep",
              "0=cold.dump", SETTINGS, NULL);
  assert_done (outcome);
  shift = find_comparison (sample, "2C,Mean TML under 1.5 GPa − at 0 GPa,");
  g_assert_nonnull (shift);
  g_assert_cmpfloat (g_ascii_strtod (shift[2], NULL), >, 300);
  g_assert_cmpfloat (g_ascii_strtod (shift[3], NULL), >, 0);
  g_assert_cmpstr (shift[7], ==, "agrees");
  runs = sample_read (sample, "t/fig2c.csv");
  g_assert_nonnull (strstr (runs, "\n0,cold.dump,"));
  g_assert_nonnull (strstr (runs, "\n1.5,hot.dump,"));
}

/* ---- the sample that comes with the program ---- */

static char *
name_data (const char *name)
{
  return g_build_filename (g_getenv ("VT_SOURCE_ROOT"), "data", name, NULL);
}

/* A number of a table that has no quoted text, by its row and its column's name. */
static double
read_number (const Sample *sample, const char *name, guint row, const char *column)
{
  g_autofree char *text = sample_read (sample, name);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_auto (GStrv) names = g_strsplit (lines[0], ",", -1), cells = g_strsplit (lines[1 + row], ",", -1);
  guint c = 0;

  while (strcmp (names[c], column) != 0)
    c++;
  return g_ascii_strtod (cells[c], NULL);
}

static double
find_value (const Sample *sample, const char *begins)
{
  g_auto (GStrv) row = find_comparison (sample, begins);

  g_assert_nonnull (row);
  return g_ascii_strtod (row[2], NULL);
}

static double
count_pairs (const Sample *sample)
{
  guint n = 0;

  for (guint row = 0; row < count_rows (sample, "t/fig5c.csv"); row++)
    n += fabs (read_number (sample, "t/fig5c.csv", row, "la") - read_number (sample, "t/fig5c.csv", row, "total"))
         >= 0.03;
  return n;
}

/* D²min of the slice's first atom is that of the atom, at that lag. */
static void
check_slice (const Sample *sample, const char *slice, const char *column)
{
  double id = read_number (sample, slice, 0, "id"), value = read_number (sample, slice, 0, "d2min_A2");

  g_assert_cmpfloat (read_number (sample, "a.csv", (guint) id - 1, "id"), ==, id);
  g_assert_cmpfloat_with_epsilon (read_number (sample, "a.csv", (guint) id - 1, column), value, 1e-9 * value);
}

static void
test_sample (Sample *sample, gconstpointer data)
{
  g_autofree char *trajectory = name_data ("samples/creep-1.5GPa.lammpstrj.gz");
  g_autofree char *model = name_data ("models/cu20zr20ni20ti20pd20.h5"),
                  *creep = g_strconcat ("1.5=", trajectory, NULL);
  g_auto (Outcome) report = { 0 }, analyze = { 0 };

  sample_run (sample, &report, "report", "--output", "r.pdf", "--tables", "t", "--creep", creep, "--model", model,
              "--timestep", "0.0025", "--temperature", "100", "--error-samples", "20", NULL);
  sample_run (sample, &analyze, "analyze", trajectory, "--output", "a.csv", "--tables", "a", "--model", model,
              "--timestep", "0.0025", "--temperature", "100", "--error-samples", "20", NULL);
  assert_done (report);
  assert_done (analyze);
  /* 2.75 % of the LAs are icosahedra, of all atoms 6.25 %. */
  g_assert_cmpfloat_with_epsilon (find_value (sample, "4A,Δf of ⟨0 0 12 0⟩ among LA,"), -3.5, 1e-9);
  g_assert_cmpfloat (find_value (sample, "4B,Mean LFFS of LA"), <, -0.04);
  g_assert_cmpfloat_with_epsilon (find_value (sample, "3F,ζ at Δt = 5 ps,"), 0.364, 0.001);
  g_assert_cmpfloat_with_epsilon (find_value (sample, "3F,Slope of ζ"),
                                  read_number (sample, "a/correlation-slope.csv", 0, "slope_per_ps"), 1e-12);
  g_assert_cmpfloat (find_value (sample, "5C,Pairs"), ==, count_pairs (sample));
  check_slice (sample, "t/fig3b.csv", "d2min_5ps");
  check_slice (sample, "t/fig3e.csv", "d2min_100ps");
}

/* ---- records of strain ---- */

#define FACTOR (1.7320508075688772 * 0.01380649 * 600) /* √3 k_B · 600 K, GPa Å³ */
#define VOLUME 40.0

/* 200 ps under a load, at the rate that an activation volume of 40 Å³ gives; and @runaway · (exp (t/40 ps) − 1). */
static void
write_creep (const Sample *sample, const char *name, double stress, double runaway)
{
  g_autoptr (GString) text = g_string_new ("# time_ps strain stress_GPa\n");
  g_autoptr (GRand) random = g_rand_new_with_seed ((guint32) (100 * stress));
  double rate = 4e-5 * exp (VOLUME * (stress - 1) / FACTOR);

  for (guint i = 0; i < 2000; i++)
    {
      double t = 0.1 * i, strain = 0.02 + rate * t + runaway * (exp (t / 40) - 1);
      char numbers[3][G_ASCII_DTOSTR_BUF_SIZE];

      strain += 1e-4 * g_rand_double_range (random, -1, 1);
      g_string_append_printf (text, "%s %s %s\n", g_ascii_formatd (numbers[0], sizeof numbers[0], "%.10g", t),
                              g_ascii_formatd (numbers[1], sizeof numbers[1], "%.10g", strain),
                              g_ascii_formatd (numbers[2], sizeof numbers[2], "%.3f", stress));
    }
  sample_write (sample, name, text->str);
}

static void
test_creep (Sample *sample, gconstpointer data)
{
  g_auto (Outcome) outcome = { 0 }, alone = { 0 }, timeless = { 0 };
  g_auto (GStrv) volume = NULL, none = NULL;
  double sigma;

  write_creep (sample, "a.txt", 1.0, 0);
  write_creep (sample, "b.txt", 1.1, 0);
  write_creep (sample, "c.txt", 1.2, 0);
  sample_run (sample, &outcome, "report", "--output", "r.pdf", "--tables", "t", "--strain", "1.0=a.txt", "--strain",
              "1.1=b.txt", "--strain", "1.2=c.txt", "--temperature", "600", NULL);
  assert_done (outcome);
  g_assert_nonnull (strstr (outcome.out, "2A\n2B\n"));
  g_assert_cmpuint (count_rows (sample, "t/fig2b.csv"), ==, 3);
  volume = find_comparison (sample, "2B,Activation volume Ω,");
  g_assert_nonnull (volume);
  sigma = g_ascii_strtod (volume[3], NULL);
  g_assert_cmpfloat (sigma, >, 0);
  g_assert_cmpfloat (sigma, <, 5);
  g_assert_cmpfloat (fabs (g_ascii_strtod (volume[2], NULL) - VOLUME), <, 4 * sigma);
  g_assert_cmpstr (volume[4], ==, "Å³");

  /* Without their temperature rates mean nothing. */
  sample_run (sample, &timeless, "report", "--output", "r.pdf", "--strain", "1.0=a.txt", NULL);
  assert_done (timeless);
  g_assert_nonnull (strstr (timeless.out, "2A  left out: It needs records of strain"));

  /* One stress has no slope. */
  sample_run (sample, &alone, "report", "--output", "r.pdf", "--tables", "t", "--strain", "1.0=a.txt", "--temperature",
              "600", NULL);
  assert_done (alone);
  none = find_comparison (sample, "2B,");
  g_assert_null (none);
}

/* What runs away is not shown, unless it is asked for. */
static void
test_runaway (Sample *sample, gconstpointer data)
{
  g_auto (Outcome) usual = { 0 }, asked = { 0 }, plain = { 0 };

  sample_make_model (sample);
  write_creep (sample, "slow.txt", 1.0, 0);
  write_creep (sample, "fast.txt", 1.5, 2e-3);
  sample_run (sample, &usual, "report", "--output", "r.pdf", "--creep", "1.0=cold.dump", "--creep", "1.5=hot.dump",
              "--strain", "1.0=slow.txt", "--strain", "1.5=fast.txt", SETTINGS, NULL);
  sample_run (sample, &asked, "report", "--output", "r.pdf", "--creep", "1.0=cold.dump", "--creep", "1.5=hot.dump",
              "--strain", "1.0=slow.txt", "--strain", "1.5=fast.txt", "--show", "1.5", SETTINGS, NULL);
  sample_run (sample, &plain, "report", "--output", "r.pdf", "--creep", "1.0=cold.dump", "--creep", "1.5=hot.dump",
              SETTINGS, NULL);
  assert_done (usual);
  assert_done (asked);
  assert_done (plain);
  g_assert_nonnull (strstr (usual.out, "Figs. 3 to 5 are of cold.dump"));
  g_assert_nonnull (strstr (asked.out, "Figs. 3 to 5 are of hot.dump"));
  g_assert_nonnull (strstr (plain.out, "Figs. 3 to 5 are of hot.dump"));
}

/* The first two frames only. */
static void
write_short (const Sample *sample, const char *from, const char *name)
{
  g_autofree char *text = sample_read (sample, from);

  *strstr (strstr (text + 1, "ITEM: TIMESTEP") + 1, "ITEM: TIMESTEP") = '\0';
  sample_write (sample, name, text);
}

/* What ended before the model's lags were over is not shown, unless it is asked for. */
static void
test_too_short (Sample *sample, gconstpointer data)
{
  g_auto (Outcome) usual = { 0 }, asked = { 0 };

  sample_make_model (sample);
  write_short (sample, "hot.dump", "short.dump");
  sample_run (sample, &usual, "report", "--output", "r.pdf", "--creep", "1.0=cold.dump", "--creep", "1.5=short.dump",
              SETTINGS, NULL);
  sample_run (sample, &asked, "report", "--output", "r.pdf", "--creep", "1.0=cold.dump", "--creep", "1.5=short.dump",
              "--show", "1.5", SETTINGS, NULL);
  assert_done (usual);
  assert_done (asked);
  g_assert_nonnull (strstr (usual.out, "Figs. 3 to 5 are of cold.dump"));
  g_assert_nonnull (strstr (usual.out, "3A\n"));
  g_assert_nonnull (strstr (asked.out, "3A  left out: short.dump"));
}

/* The same files give the same bytes. */
static void
test_same (Sample *sample, gconstpointer data)
{
  g_auto (Outcome) first = { 0 }, second = { 0 };
  g_autofree char *a = NULL, *b = NULL;
  gsize a_size, b_size;

  sample_make_model (sample);
  sample_run (sample, &first, "report", "--output", "a.pdf", "--creep", "1.5=hot.dump", SETTINGS, "--threads", "1",
              NULL);
  sample_run (sample, &second, "report", "--output", "b.pdf", "--creep", "1.5=hot.dump", SETTINGS, "--threads", "3",
              NULL);
  assert_done (first);
  assert_done (second);
  a = read_pdf (sample, "a.pdf", &a_size);
  b = read_pdf (sample, "b.pdf", &b_size);
  g_assert_cmpmem (a, a_size, b, b_size);
}

/* What is not there is said, panel by panel, and the report is made of the rest. */
static void
test_missing (Sample *sample, gconstpointer data)
{
  g_auto (Outcome) outcome = { 0 }, cold = { 0 };

  sample_make_model (sample);
  sample_run (sample, &outcome, "report", "--output", "r.pdf", "--tables", "t", "--relax", "100=cold.dump", SETTINGS,
              NULL);
  assert_done (outcome);
  g_assert_true (sample_exists (sample, "t/fig1f.csv"));
  g_assert_false (sample_exists (sample, "t/fig3a.csv"));
  g_assert_nonnull (strstr (outcome.out, "3A  left out: It needs the trajectory of a creep run (--creep GPA=TRAJ)"));

  /* Without its temperature there is no T_ML, but D²min there is. */
  sample_run (sample, &cold, "report", "--output", "c.pdf", "--creep", "1.5=hot.dump", "--timestep", SAMPLE_TIMESTEP,
              "--lags", "1,2", "--model", "trained.h5", NULL);
  assert_done (cold);
  g_assert_nonnull (strstr (cold.out, "3A  left out: T_ML needs the thermostat"));
  g_assert_nonnull (strstr (cold.out, "\n3B\n"));
  g_assert_nonnull (strstr (cold.out, "3D  left out: It needs a further lag (--lags)"));
}

static void
test_usage (Sample *sample, gconstpointer data)
{
  static const struct
  {
    const char *words[12];
    const char *says;
  } cases[] = {
    { { "report", "--output", "r.pdf", NULL }, "nothing to report on" },
    { { "report", "--creep", "1.5=a.dump", NULL }, "--output" },
    { { "report", "--output", "r.svg", "--creep", "1.5=a.dump", NULL }, "must end in .pdf" },
    { { "report", "--output", "r.pdf", "--creep", "a.dump", NULL }, "1.5=creep.dump" },
    { { "report", "--output", "r.pdf", "--creep", "1.5=", NULL }, "1.5=creep.dump" },
    { { "report", "--output", "r.pdf", "--relax", "-3=a.dump", NULL }, "300=relax.dump" },
    { { "report", "--output", "r.pdf", "--creep", "1.5=a.dump", "--show", "2", NULL }, "no creep run at 2 GPa" },
    { { "report", "--output", "r.pdf", "a.dump", NULL }, "is not expected" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (Outcome) outcome = { 0 };

      sample_run_words (sample, &outcome, cases[i].words);
      assert_failed (&outcome, 2, cases[i].says);
      g_assert_false (sample_exists (sample, "r.pdf"));
    }
}

/* A file that is damaged or not there fails as a whole, and what was there before stays. */
static void
test_damaged (Sample *sample, gconstpointer data)
{
  g_auto (Outcome) absent = { 0 }, damaged = { 0 }, no_record = { 0 }, other = { 0 };
  g_autofree char *text = sample_dump_text (0.3, "Cu", "Zr"), *kept = NULL;

  sample_write (sample, "r.pdf", "what was there");
  sample_run (sample, &absent, "report", "--output", "r.pdf", "--tables", "t", "--creep", "1.5=no.dump", NULL);
  assert_failed (&absent, 1, "no.dump");
  text[strlen (text) / 2] = 'x';
  sample_write (sample, "bad.dump", text);
  sample_make_model (sample);
  sample_run (sample, &damaged, "report", "--output", "r.pdf", "--tables", "t", "--creep", "1.5=bad.dump", SETTINGS,
              NULL);
  assert_failed (&damaged, 1, "bad.dump");
  /* So do records. */
  sample_write (sample, "other.txt", "# time_ps foo\n0 1\n1 2\n2 3\n");
  sample_run (sample, &no_record, "report", "--output", "r.pdf", "--tables", "t", "--tensile", "no.txt", NULL);
  assert_failed (&no_record, 1, "no.txt");
  sample_run (sample, &other, "report", "--output", "r.pdf", "--tables", "t", "--tensile", "other.txt", NULL);
  assert_failed (&other, 1, "other.txt");
  kept = sample_read (sample, "r.pdf");
  g_assert_cmpstr (kept, ==, "what was there");
  g_assert_false (sample_exists (sample, "t"));
}

#define ADD(name, function) g_test_add (name, Sample, NULL, sample_set_up, function, sample_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/cli/report/whole", test_whole);
  ADD ("/cli/report/same-numbers", test_same_numbers);
  ADD ("/cli/report/temperatures", test_temperatures);
  ADD ("/cli/report/control", test_control);
  ADD ("/cli/report/sample", test_sample);
  ADD ("/cli/report/creep", test_creep);
  ADD ("/cli/report/runaway", test_runaway);
  ADD ("/cli/report/too-short", test_too_short);
  ADD ("/cli/report/same", test_same);
  ADD ("/cli/report/missing", test_missing);
  ADD ("/cli/report/usage", test_usage);
  ADD ("/cli/report/damaged", test_damaged);
  return g_test_run ();
}

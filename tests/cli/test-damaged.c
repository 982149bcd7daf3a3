/* vitrine-cli on what is broken or does not fit: exit 1, one line that says what, nothing written, no crash. */
#include <hdf5.h>
#include <string.h>

#include "sample.h"

typedef struct
{
  const char *find;
  const char *replace;
  gboolean    cut; /* the file ends there */
  const char *text; /* in the message */
} Damage;

/* All in the first frame, which every analysis reads. */
static const Damage damages[] = {
  { "ITEM: BOX BOUNDS", "", TRUE, "a.dump" },
  { "\n100 ", "", TRUE, "a.dump" },
  { "\n256\n", "\n258\n", FALSE, "line" },
  { "\n256\n", "\n200\n", FALSE, "line" },
  { "\n256\n", "\nmany\n", FALSE, "line" },
  { "\n256\n", "\n99999999999999\n", FALSE, "a.dump" },
  { "\n256\n", "\n-4\n", FALSE, "a.dump" },
  { "\n0 15.2\n", "\n0 wide\n", FALSE, "line" },
  { "\n0 15.2\n", "\n0 0\n", FALSE, "a.dump" },
  { "\n7 Cu ", "\n7 Cu three ", FALSE, "line" },
  { "\n7 Cu ", "\n6 Cu ", FALSE, "a.dump" },
  { "\n7 Cu ", "\nseven Cu ", FALSE, "line" },
  { "id element xu yu zu", "id element foo bar baz", FALSE, "a.dump" },
  { "id element xu yu zu", "", FALSE, "a.dump" },
  { "ITEM: TIMESTEP", "Dear reader", FALSE, "a.dump" },
};

/* The first frame alone, with the first @find replaced. */
static char *
damage_text (const Damage *damage)
{
  g_autofree char *whole = sample_dump_text (0.1, "Cu", "Zr");
  char *second = strstr (whole + 1, "ITEM: TIMESTEP"), *at;

  *second = '\0';
  at = strstr (whole, damage->find);
  g_assert_nonnull (at);
  return g_strdup_printf ("%.*s%s%s", (int) (at - whole), whole, damage->replace,
                          damage->cut ? "" : at + strlen (damage->find));
}

static void
test_dumps (Sample *sample, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (damages); i++)
    {
      g_auto (Outcome) analyzed = { 0 };
      g_auto (Outcome) told = { 0 };
      g_autofree char *text = damage_text (&damages[i]);

      sample_write (sample, "a.dump", text);
      sample_run (sample, &analyzed, "analyze", "a.dump", "--output", "a.csv", "--timestep", SAMPLE_TIMESTEP, NULL);
      assert_failed (&analyzed, 1, damages[i].text);
      g_assert_false (sample_exists (sample, "a.csv"));
      sample_run (sample, &told, "info", "a.dump", NULL);
      g_assert_cmpint (told.status, ==, 1);
    }
}

/* A number of that frame made none. */
static void
write_broken_frame (const Sample *sample, guint frame)
{
  g_autofree char *text = sample_dump_text (0.1, "Cu", "Zr");
  char *at = text;

  for (guint i = 0; i <= frame; i++)
    at = strstr (at + 1, "\n7 Cu ");
  memcpy (at, "\n7 Cu x", 7);
  sample_write (sample, "a.dump", text);
}

/* Broken in a frame that only a lag needs, or only the radial distribution: damage is an error and nothing to leave
 * out. */
static void
test_later_frame (Sample *sample, gconstpointer data)
{
  g_auto (Outcome) lag = { 0 };
  g_auto (Outcome) pooled = { 0 };

  write_broken_frame (sample, 5);
  sample_run (sample, &lag, "analyze", "a.dump", "--output", "a.csv", "--timestep", SAMPLE_TIMESTEP, NULL);
  assert_failed (&lag, 1, "frame 5, line");
  write_broken_frame (sample, 3);
  sample_run (sample, &pooled, "analyze", "a.dump", "--output", "a.csv", "--timestep", SAMPLE_TIMESTEP, NULL);
  assert_failed (&pooled, 1, "frame 3, line");
  g_assert_false (sample_exists (sample, "a.csv"));
}

static void
run_with_model (const Sample *sample, Outcome *outcome, const char *dump, const char *model)
{
  sample_run (sample, outcome, "analyze", dump, "--output", "a.csv", "--timestep", SAMPLE_TIMESTEP, "--temperature",
              "300", "--model", model, NULL);
}

static void
test_unfit_runs (Sample *sample, gconstpointer data)
{
  g_auto (Outcome) element = { 0 };
  g_auto (Outcome) window = { 0 };
  g_auto (Outcome) lag = { 0 };
  g_auto (Outcome) frame = { 0 };

  sample_make_model (sample);
  sample_write_dump (sample, "fe.dump", 0.1, "Fe");
  run_with_model (sample, &element, "fe.dump", "trained.h5");
  assert_failed (&element, 1, "Fe");
  sample_run (sample, &window, "analyze", "cold.dump", "--output", "a.csv", "--timestep", SAMPLE_TIMESTEP,
              "--temperature", "300", "--model", "trained.h5", "--frame", "4", NULL);
  assert_failed (&window, 1, "2, 3 ps after");
  sample_run (sample, &lag, "analyze", "cold.dump", "--output", "a.csv", "--timestep", SAMPLE_TIMESTEP, "--lags",
              "1,2.5", NULL);
  assert_failed (&lag, 1, "no frame lies 2.5 ps after this one. It has these lags: 1, 2, 3, 4, 5 ps");
  sample_run (sample, &frame, "analyze", "cold.dump", "--output", "a.csv", "--frame", "6", NULL);
  assert_failed (&frame, 1, "the last is 5");
  g_assert_false (sample_exists (sample, "a.csv"));
}

/* ---- models ---- */

/* One dataset gone, or there with another shape. */
static void
damage_model (const Sample *sample, const char *name, const char *dataset, gsize length)
{
  g_autofree char *whole = sample_path (sample, "trained.h5"), *path = sample_path (sample, name);
  g_autoptr (GFile) from = g_file_new_for_path (whole);
  g_autoptr (GFile) to = g_file_new_for_path (path);
  hid_t file;

  g_assert_true (g_file_copy (from, to, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, NULL));
  file = H5Fopen (path, H5F_ACC_RDWR, H5P_DEFAULT);
  g_assert_cmpint (file, >=, 0);
  g_assert_cmpint (H5Ldelete (file, dataset, H5P_DEFAULT), >=, 0);
  if (length > 0)
    {
      g_autofree double *numbers = g_new0 (double, length);
      hsize_t size = length;
      hid_t space = H5Screate_simple (1, &size, NULL);
      hid_t set = H5Dcreate2 (file, dataset, H5T_NATIVE_DOUBLE, space, H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT);

      H5Dwrite (set, H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, numbers);
      H5Dclose (set);
      H5Sclose (space);
    }
  H5Fclose (file);
}

static void
test_models (Sample *sample, gconstpointer data)
{
  static const char *const datasets[]
      = { "lags_ps", "feature_min", "feature_max", "class_temperatures_K", "Cu/features", "Cu/label", "Cu/atom" };

  sample_make_model (sample);
  for (guint i = 0; i < G_N_ELEMENTS (datasets); i++)
    {
      g_auto (Outcome) missing = { 0 };
      g_auto (Outcome) shape = { 0 };

      damage_model (sample, "bad.h5", datasets[i], 0);
      run_with_model (sample, &missing, "cold.dump", "bad.h5");
      assert_failed (&missing, 1, "bad.h5");
      damage_model (sample, "bad.h5", datasets[i], 7);
      run_with_model (sample, &shape, "cold.dump", "bad.h5");
      assert_failed (&shape, 1, "bad.h5");
    }
  g_assert_false (sample_exists (sample, "a.csv"));
}

static void
test_no_models (Sample *sample, gconstpointer data)
{
  g_auto (Outcome) gone = { 0 };
  g_auto (Outcome) text = { 0 };

  sample_write_dump (sample, "cold.dump", 0.02, "Zr");
  sample_write (sample, "text.h5", "no model at all\n");
  run_with_model (sample, &gone, "cold.dump", "gone.h5");
  assert_failed (&gone, 1, "gone.h5");
  run_with_model (sample, &text, "cold.dump", "text.h5");
  assert_failed (&text, 1, "text.h5");
}

/* ---- sessions and outputs ---- */

static void
test_sessions (Sample *sample, gconstpointer data)
{
  static const char *const texts[] = {
    "", "no JSON", "{}", "{\"format\":\"vitrine-session\",\"version\":99,\"state\":{}}",
    "{\"format\":\"vitrine-session\",\"version\":1,\"state\":{\"magic\":{\"power\":3}}}",
    "{\"format\":\"vitrine-session\",\"version\":1,\"state\":{\"trajectory\":{\"file\":\"gone.dump\"}}}",
    "{\"format\":\"vitrine-session\",\"version\":1,\"state\":{}}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_auto (Outcome) outcome = { 0 };

      sample_write (sample, "a.vitrine", texts[i]);
      sample_run (sample, &outcome, "analyze", "a.vitrine", "--output", "a.csv", NULL);
      assert_failed (&outcome, 1, "");
      g_assert_false (sample_exists (sample, "a.csv"));
    }
}

/* Said before anything is computed; what else was to be written is not written either. */
static void
test_outputs (Sample *sample, gconstpointer data)
{
  static const char *const wrongs[][6] = {
    { "--output", "no/such/a.csv", "--lags", "1", NULL },
    { "--output", "a.csv", "--tables", "cold.dump", NULL },
    { "--output", "a.csv", "--figures", "cold.dump/figures", NULL },
    { "--output", "a.csv", "--timings", "/proc/none/t.json", NULL },
    { "--output", "folder.csv", "--lags", "1", NULL },
  };
  g_autofree char *folder = sample_path (sample, "folder.csv");

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  sample_write_dump (sample, "cold.dump", 0.02, "Zr");
  for (guint i = 0; i < G_N_ELEMENTS (wrongs); i++)
    {
      g_auto (Outcome) outcome = { 0 };

      sample_run (sample, &outcome, "analyze", "cold.dump", "--timestep", SAMPLE_TIMESTEP, wrongs[i][0], wrongs[i][1],
                  wrongs[i][2], wrongs[i][3], NULL);
      assert_failed (&outcome, 1, strcmp (wrongs[i][2], "--lags") == 0 ? wrongs[i][1] : wrongs[i][3]);
      g_assert_false (sample_exists (sample, "a.csv"));
    }
}

/* Asked before anything is read: that the output cannot be written is said, and not that there is nothing to read. */
static void
test_output_first (Sample *sample, gconstpointer data)
{
  g_auto (Outcome) analyzed = { 0 };
  g_auto (Outcome) trained = { 0 };

  sample_run (sample, &analyzed, "analyze", "gone.dump", "--output", "no/such/a.csv", NULL);
  assert_failed (&analyzed, 1, "no/such/a.csv");
  sample_run (sample, &trained, "train", "--class", "100=gone.dump", "--class", "200=lost.dump",
              "--output", "no/such/a.h5", NULL);
  assert_failed (&trained, 1, "no/such/a.h5");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/cli/damaged/" name, Sample, NULL, sample_set_up, func, sample_tear_down)
  ADD ("dumps", test_dumps);
  ADD ("later-frame", test_later_frame);
  ADD ("unfit-runs", test_unfit_runs);
  ADD ("models", test_models);
  ADD ("no-models", test_no_models);
  ADD ("sessions", test_sessions);
  ADD ("outputs", test_outputs);
  ADD ("output-first", test_output_first);
  return g_test_run ();
}

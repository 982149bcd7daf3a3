/* vitrine-cli train. */
#include <string.h>

#include <json-glib/json-glib.h>

#include "sample.h"
#include "vt-model.h"

static VtModel *
load (const Sample *sample, const char *name)
{
  g_autofree char *path = sample_path (sample, name);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  VtModel *model = vt_model_load (file, NULL, &error);

  g_assert_no_error (error);
  return model;
}

static void
write_runs (const Sample *sample)
{
  sample_write_dump (sample, "cold.dump", 0.02, "Zr");
  sample_write_dump (sample, "hot.dump", 0.6, "Zr");
}

static void
test_model (Sample *sample, gconstpointer data)
{
  g_autoptr (VtModel) model = NULL;
  const double *lags, *classes;
  guint n;

  sample_make_model (sample);
  model = load (sample, "trained.h5");
  g_assert_cmpuint (vt_model_get_k (model), ==, 5);
  g_assert_true (vt_model_get_affine_mapping (model));
  g_assert_cmpint (vt_model_get_normalization (model), ==, VT_NORMALIZATION_MASS_AND_TEMPERATURE);
  lags = vt_model_get_lags (model, &n);
  g_assert_cmpuint (n, ==, 3);
  g_assert_cmpfloat (lags[2], ==, 3);
  classes = vt_model_get_class_temperatures (model, &n);
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpfloat (classes[0], ==, 100);
  g_assert_cmpfloat (classes[1], ==, 1000);
  g_assert_cmpuint (vt_model_get_n_elements (model), ==, 2);
  g_assert_cmpuint (vt_model_get_element (model, 0)->n, ==, 2 * SAMPLE_ATOMS / 2);
}

/* Cold and hot are far apart here: the folds must tell them, and the table is that of the report. */
static void
test_validation (Sample *sample, gconstpointer data)
{
  g_auto (Outcome) outcome = { 0 };
  g_autofree char *csv = NULL;
  g_auto (GStrv) lines = NULL;

  write_runs (sample);
  sample_run (sample, &outcome, "train", "--class", "100=cold.dump", "--class", "1000=hot.dump", "--lags", "1,2", "--k",
              "5", "--folds", "4", "--seed", "3", "--timestep", SAMPLE_TIMESTEP, "--output", "trained.h5", "--report",
              "report", NULL);
  assert_done (outcome);
  g_assert_nonnull (strstr (outcome.out, "512 instances, 2 elements, 2 lags, 2 classes, k = 5\n"));
  g_assert_nonnull (strstr (outcome.out, "4 folds"));
  csv = sample_read (sample, "report/validation.csv");
  lines = g_strsplit (csv, "\n", -1);
  g_assert_cmpstr (lines[0], ==, "element,temperature_K,is_class,n,mean_K,deviation_K,rmse_K");
  g_assert_cmpuint (g_strv_length (lines), ==, 8);
  for (guint i = 1; i <= 6; i++)
    {
      g_auto (GStrv) cells = g_strsplit (lines[i], ",", -1);
      g_assert_cmpfloat (ABS (g_ascii_strtod (cells[4], NULL) - g_ascii_strtod (cells[1], NULL)), <, 100);
    }
}

/* The same runs, however they are given, make the same model. */
static void
test_order (Sample *sample, gconstpointer data)
{
  g_auto (Outcome) outcome = { 0 };
  g_autoptr (VtModel) one = NULL;
  g_autoptr (VtModel) other = NULL;

  sample_make_model (sample);
  sample_run (sample, &outcome, "train", "--output=other.h5", "--timestep=" SAMPLE_TIMESTEP, "--k=5", "--lags=1,2,3",
              "--class=1000=hot.dump", "--class=100=cold.dump", "--folds=0", "--threads=1", NULL);
  assert_done (outcome);
  one = load (sample, "trained.h5");
  other = load (sample, "other.h5");
  g_assert_cmpstr (vt_model_get_digest (one), ==, vt_model_get_digest (other));
}

static void
test_origins (Sample *sample, gconstpointer data)
{
  g_auto (Outcome) outcome = { 0 };
  g_auto (Outcome) too_many = { 0 };
  g_autoptr (VtModel) model = NULL;

  write_runs (sample);
  sample_run (sample, &outcome, "train", "--class", "100=cold.dump", "--class", "1000=hot.dump", "--lags", "1,3",
              "--origins", "3", "--folds", "0", "--timestep", SAMPLE_TIMESTEP, "--output", "trained.h5", NULL);
  assert_done (outcome);
  model = load (sample, "trained.h5");
  /* Frames 0, 1 and 2 have a frame 3 ps on. */
  g_assert_cmpuint (vt_model_get_element (model, 0)->n, ==, 3 * 2 * SAMPLE_ATOMS / 2);
  g_assert_cmpfloat (vt_model_get_element (model, 0)->origins[SAMPLE_ATOMS], ==, 2);

  sample_run (sample, &too_many, "train", "--class", "100=cold.dump", "--class", "1000=hot.dump", "--lags", "1,3",
              "--origins", "4", "--timestep", SAMPLE_TIMESTEP, "--output", "b.h5", NULL);
  assert_failed (&too_many, 1, "only 3 windows");
}

/* ---- classes, features and k ---- */

static void
write_four_runs (const Sample *sample)
{
  write_runs (sample);
  sample_write_dump (sample, "cool_400K.dump", 0.06, "Zr");
  sample_write_dump (sample, "warm_700K.dump", 0.2, "Zr");
}

/* A file's name tells its temperature, and that is said. */
static void
test_names (Sample *sample, gconstpointer data)
{
  g_auto (Outcome) outcome = { 0 };
  g_autoptr (VtModel) model = NULL;
  const double *classes;
  guint n;

  write_four_runs (sample);
  sample_run (sample, &outcome, "train", "cool_400K.dump", "--class=100=cold.dump", "warm_700K.dump", "--lags", "1,2",
              "--folds=0", "--timestep", SAMPLE_TIMESTEP, "--output", "trained.h5", NULL);
  assert_done (outcome);
  g_assert_nonnull (strstr (outcome.out, "cool_400K.dump: 400 K, by its name\n"));
  g_assert_nonnull (strstr (outcome.out, "warm_700K.dump: 700 K, by its name\n"));
  model = load (sample, "trained.h5");
  classes = vt_model_get_class_temperatures (model, &n);
  g_assert_cmpuint (n, ==, 3);
  g_assert_cmpfloat (classes[1], ==, 400);
}

static JsonObject *
read_summary (const Sample *sample, JsonParser *parser)
{
  g_autofree char *path = sample_path (sample, "report/summary.json");
  g_autoptr (GError) error = NULL;

  json_parser_load_from_file (parser, path, &error);
  g_assert_no_error (error);
  return json_node_get_object (json_parser_get_root (parser));
}

/* Every number a cell in each row of each table but the texts, and as many cells as its header has. */
static void
check_csv (const Sample *sample, const char *name)
{
  g_autofree char *path = g_strdup_printf ("report/%s.csv", name);
  g_autofree char *text = sample_read (sample, path);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_auto (GStrv) header = g_strsplit (lines[0], ",", -1);

  g_assert_cmpuint (g_strv_length (lines), >, 2);
  for (guint i = 1; lines[i] != NULL && *lines[i] != '\0'; i++)
    {
      g_auto (GStrv) cells = g_strsplit (lines[i], ",", -1);

      g_assert_cmpuint (g_strv_length (cells), ==, g_strv_length (header));
      for (guint c = 1; cells[c] != NULL; c++)
        {
          char *end;

          g_ascii_strtod (cells[c], &end);
          g_assert_cmpint (*end, ==, '\0');
        }
    }
}

/* All of the paper's recipe at once: classes, features, k, test, figures and tables; the same for any number of
 * threads. */
static void
test_everything (Sample *sample, gconstpointer data)
{
  static const char *const tables[]
      = { "runs", "classes", "dendrogram", "relieff", "k", "validation", "confusion", "calibration", "test" };
  static const char *const figures[] = { "fig1-t-ml", "figS1-dendrogram", "figS1-classes", "figS2-features",
                                         "figS3-k",   "confusion",        "calibration",   "test-t-ml" };
  const char *words[] = { "train",
                          "--class=100=cold.dump",
                          "cool_400K.dump",
                          "warm_700K.dump",
                          "--class=1000=hot.dump",
                          "--test=700=other.dump",
                          "--timestep=" SAMPLE_TIMESTEP,
                          "--lags=1,2,3,4",
                          "--select-classes",
                          "--linkage=average",
                          "--minimum-share=0",
                          "--cut=0.25",
                          "--class-scaling=none",
                          "--select-features",
                          "--features=3",
                          "--k",
                          "auto",
                          "--k-max=20",
                          "--folds=5",
                          "--seed=7",
                          "--report=report",
                          "--format=svg",
                          "--threads=1",
                          "--output=one.h5",
                          NULL };
  g_auto (Outcome) one = { 0 };
  g_auto (Outcome) two = { 0 };
  g_autoptr (VtModel) first = NULL;
  g_autoptr (VtModel) second = NULL;
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autofree char *validation = NULL;
  g_autofree char *again = NULL;
  guint n;

  write_four_runs (sample);
  sample_write_dump (sample, "other.dump", 0.21, "Zr");
  sample_run_words (sample, &one, words);
  assert_done (one);
  validation = sample_read (sample, "report/validation.csv");
  words[22] = "--threads=2";
  words[23] = "--output=two.h5";
  sample_run_words (sample, &two, words);
  assert_done (two);
  g_assert_cmpstr (one.out, ==, two.out);
  again = sample_read (sample, "report/validation.csv");
  g_assert_cmpstr (validation, ==, again);
  first = load (sample, "one.h5");
  second = load (sample, "two.h5");
  g_assert_cmpstr (vt_model_get_digest (first), ==, vt_model_get_digest (second));
  vt_model_get_lags (first, &n);
  g_assert_cmpuint (n, ==, 3);

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    check_csv (sample, tables[i]);
  for (guint i = 0; i < G_N_ELEMENTS (figures); i++)
    {
      g_autofree char *name = g_strdup_printf ("report/%s.svg", figures[i]);
      g_autofree char *svg = sample_read (sample, name);

      g_assert_nonnull (strstr (svg, "<svg"));
    }
  g_assert_cmpstr (json_object_get_string_member (read_summary (sample, parser), "digest"), ==,
                   vt_model_get_digest (first));
  g_assert_nonnull (strstr (one.out, "Class selection"));
  g_assert_nonnull (strstr (one.out, "ReliefF"));
  g_assert_nonnull (strstr (one.out, "Cross-validation, 5 folds by atom: RMSE"));
  g_assert_nonnull (strstr (one.out, "Test runs: RMSE"));
}

/* Where the selection gives no classes, its tables are written all the same: they tell why. */
static void
test_no_classes (Sample *sample, gconstpointer data)
{
  g_auto (Outcome) outcome = { 0 };

  write_runs (sample);
  sample_run (sample, &outcome, "train", "--class=100=cold.dump", "--class=1000=hot.dump", "--lags=1,2",
              "--select-classes", "--cut-kind=height", "--cut=1e6", "--timestep=" SAMPLE_TIMESTEP, "--output=b.h5",
              "--report=report", NULL);
  assert_failed (&outcome, 1, "lower the cut");
  g_assert_false (sample_exists (sample, "b.h5"));
  check_csv (sample, "classes");
}

static void
test_common_lags (Sample *sample, gconstpointer data)
{
  g_auto (Outcome) refused = { 0 };
  g_auto (Outcome) done = { 0 };
  g_autoptr (VtModel) model = NULL;
  guint n;

  write_runs (sample);
  sample_run (sample, &refused, "train", "--class=100=cold.dump", "--class=1000=hot.dump", "--lags=1,2.5,3,7",
              "--timestep=" SAMPLE_TIMESTEP, "--output=b.h5", NULL);
  assert_failed (&refused, 1, "(--lags 1,3, or --common-lags)");
  sample_run (sample, &done, "train", "--class=100=cold.dump", "--class=1000=hot.dump", "--lags=1,2.5,3,7",
              "--common-lags", "--timestep=" SAMPLE_TIMESTEP, "--output=b.h5", NULL);
  assert_done (done);
  g_assert_nonnull (strstr (done.err, "2.5, 7 ps"));
  model = load (sample, "b.h5");
  vt_model_get_lags (model, &n);
  g_assert_cmpuint (n, ==, 2);
}

/* ---- refusals ---- */

/* Atom 7 is gone from frame 1 on. */
static void
write_run_with_a_hole (const Sample *sample)
{
  g_autofree char *text = sample_dump_text (0.3, "Cu", "Zr");
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  GString *holed = g_string_new (NULL);
  guint frame = 0;

  for (char **line = lines; *line != NULL; line++)
    {
      frame += strcmp (*line, "ITEM: TIMESTEP") == 0;
      if (frame > 1 && g_str_has_prefix (*line, "7 "))
        continue;
      if (frame > 1 && line > lines && strcmp (line[-1], "ITEM: NUMBER OF ATOMS") == 0)
        g_string_append_printf (holed, "%d\n", SAMPLE_ATOMS - 1);
      else
        g_string_append_printf (holed, "%s%s", *line, line[1] != NULL ? "\n" : "");
    }
  sample_write (sample, "holed.dump", holed->str);
  g_string_free (holed, TRUE);
}

#define TWO "train", "--class=100=cold.dump", "--class=1000=hot.dump", "--output=b.h5"
#define TIMED TWO, "--timestep=" SAMPLE_TIMESTEP

typedef struct
{
  const char *words[14];
  int status;
  const char *text;
} Wrong;

static const Wrong wrongs[] = {
  { { "train", "--output", "b.h5", NULL }, 2, "no run to train on" },
  { { "train", "cold.dump", "--output", "b.h5", NULL }, 2, "--class TEMPERATURE=cold.dump" },
  { { "train", "--class", "cold.dump", "--output", "b.h5", NULL }, 2, "--class" },
  { { "train", "--class", "-5=cold.dump", "--output", "b.h5", NULL }, 2, "--class" },
  { { "train", "--test", "x=cold.dump", "--output", "b.h5", NULL }, 2, "--test" },
  { { "train", "--class", "100=cold.dump", NULL }, 2, "--output" },
  { { "train", "--class", "100=cold.dump", "--output", "b.csv", NULL }, 2, ".h5" },
  { { "train", "--class", "100=cold.dump", "--output", "b.h5", NULL }, 2, "all runs are at 100 K" },
  { { "train", "--class=100=cold.dump", "--class=200=./cold.dump", "--output=b.h5", NULL }, 2, "given twice" },
  { { "train", "--class=100=cold.dump", "--class=200=hot.dump", "--test=100=cold.dump", "--output=b.h5", NULL },
    2,
    "cannot be a test" },
  { { TWO, "--k", "some", NULL }, 2, "auto, or 0 … 65535" },
  { { TWO, "--k", "auto", "--folds", "0", NULL }, 2, "--folds" },
  { { TWO, "--lags", "2,1", NULL }, 2, "--lags" },
  { { TWO, "--lags", "long", "--select-features", NULL }, 2, "--lags all" },
  { { TWO, "--select-classes", "--cut", "3.6", NULL }, 2, "--cut-kind height" },
  { { TWO, "--linkage", "nearest", NULL }, 2, "single, average, complete, ward" },
  { { TWO, "--normalization", "T*m", NULL }, 2, "m/T" },
  { { TWO, "--format", "gif", NULL }, 2, "pdf, svg, png" },
  { { TWO, NULL }, 1, "--timestep" },
  { { TIMED, NULL }, 1, "10, 15, 20" },
  { { "train", "--class=100=gone.dump", "--class=1000=hot.dump", "--output=b.h5", NULL }, 1, "gone.dump" },
  { { TIMED, "--class=500=copy.dump", "--lags=1", NULL }, 1, "dump: one trajectory is given as" },
  { { TIMED, "--class=500=holed.dump", "--lags=1", NULL }, 1, "holed.dump: atom 7 has no finite feature" },
  { { TIMED, "--class=500=typed.dump", "--lags=1", NULL }, 1, "typed.dump: “X1” is no element" },
  { { "train", "--class=100=cold.dump", "--class=1000=hot.dump", "--timestep=" SAMPLE_TIMESTEP, "--lags=1",
      "--output=no/b.h5", NULL },
    1,
    "no/b.h5" },
};

static void
test_wrong (Sample *sample, gconstpointer data)
{
  g_autofree char *typed = sample_dump_text (0.3, "X1", "X2");

  write_runs (sample);
  sample_write_dump (sample, "copy.dump", 0.02, "Zr");
  sample_write (sample, "typed.dump", typed);
  write_run_with_a_hole (sample);
  for (guint i = 0; i < G_N_ELEMENTS (wrongs); i++)
    {
      g_auto (Outcome) outcome = { 0 };

      sample_run_words (sample, &outcome, wrongs[i].words);
      assert_failed (&outcome, wrongs[i].status, wrongs[i].text);
      g_assert_false (sample_exists (sample, "b.h5"));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/cli/train/model", Sample, NULL, sample_set_up, test_model, sample_tear_down);
  g_test_add ("/cli/train/validation", Sample, NULL, sample_set_up, test_validation, sample_tear_down);
  g_test_add ("/cli/train/order", Sample, NULL, sample_set_up, test_order, sample_tear_down);
  g_test_add ("/cli/train/origins", Sample, NULL, sample_set_up, test_origins, sample_tear_down);
  g_test_add ("/cli/train/names", Sample, NULL, sample_set_up, test_names, sample_tear_down);
  g_test_add ("/cli/train/everything", Sample, NULL, sample_set_up, test_everything, sample_tear_down);
  g_test_add ("/cli/train/no-classes", Sample, NULL, sample_set_up, test_no_classes, sample_tear_down);
  g_test_add ("/cli/train/common-lags", Sample, NULL, sample_set_up, test_common_lags, sample_tear_down);
  g_test_add ("/cli/train/wrong", Sample, NULL, sample_set_up, test_wrong, sample_tear_down);
  return g_test_run ();
}

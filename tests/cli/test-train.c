/* vitrine-cli train. */
#include <string.h>

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

  sample_run (sample, &too_many, "train", "--class", "100=cold.dump", "--lags", "1,3", "--origins", "4", "--timestep",
              SAMPLE_TIMESTEP, "--output", "b.h5", NULL);
  assert_failed (&too_many, 1, "only 3 windows");
}

typedef struct
{
  const char *words[14];
  int         status;
  const char *text;
} Wrong;

static const Wrong wrongs[] = {
  { { "train", "--output", "b.h5", NULL }, 2, "--class" },
  { { "train", "cold.dump", "--output", "b.h5", NULL }, 2, "--class TEMPERATURE=cold.dump" },
  { { "train", "--class", "cold.dump", "--output", "b.h5", NULL }, 2, "--class" },
  { { "train", "--class", "-5=cold.dump", "--output", "b.h5", NULL }, 2, "--class" },
  { { "train", "--class", "100=cold.dump", NULL }, 2, "--output" },
  { { "train", "--class", "100=cold.dump", "--output", "b.csv", NULL }, 2, ".h5" },
  { { "train", "--class", "100=cold.dump", "--output", "b.h5", "--k", "auto", NULL },
    2,
    "--k auto is not in this version" },
  { { "train", "--class", "100=cold.dump", "--output", "b.h5", "--k", "0", NULL }, 2, "1 … 65535" },
  { { "train", "--class", "100=cold.dump", "--output", "b.h5", "--select-classes", NULL },
    2,
    "--select-classes is not in this version" },
  { { "train", "--class", "100=cold.dump", "--output", "b.h5", "--select-features", NULL },
    2,
    "--select-features is not in this version" },
  { { "train", "--class", "100=cold.dump", "--output", "b.h5", "--lags", "2,1", NULL }, 2, "--lags" },
  { { "train", "--class", "100=cold.dump", "--output", "b.h5", "--normalization", "T*m", NULL }, 2, "m/T" },
  { { "train", "--class", "100=cold.dump", "--output", "b.h5", NULL }, 1, "--timestep" },
  { { "train", "--class", "100=cold.dump", "--output", "b.h5", "--timestep", SAMPLE_TIMESTEP, NULL }, 1, "10, 15, 20" },
  { { "train", "--class", "100=gone.dump", "--output", "b.h5", "--timestep", SAMPLE_TIMESTEP, NULL }, 1, "gone.dump" },
  { { "train", "--class", "100=cold.dump", "--class", "200=cold.dump", "--output", "b.h5", "--timestep",
      SAMPLE_TIMESTEP, "--lags", "1", NULL },
    1,
    "cold.dump" },
  { { "train", "--class", "100=cold.dump", "--output", "no/b.h5", "--timestep", SAMPLE_TIMESTEP, "--lags", "1", NULL },
    1,
    "no/b.h5" },
};

static void
test_wrong (Sample *sample, gconstpointer data)
{
  write_runs (sample);
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
  g_test_add ("/cli/train/wrong", Sample, NULL, sample_set_up, test_wrong, sample_tear_down);
  return g_test_run ();
}

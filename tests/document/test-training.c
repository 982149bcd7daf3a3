/* Training as command line and window do it, on trajectories in memory. */
#include "vt-training.h"

#include <json-glib/json-glib.h>
#include <math.h>
#include <string.h>

#include "test-files.h"
#include "test-glass.h"
#include "vt-error.h"
#include "vt-parallel.h"

/* Hotter runs of the glass: what atoms do grows with the temperature. */
static const double temperatures[] = { 100, 400, 800, 2000 };
static const double heats[] = { 0.02, 0.08, 0.2, 0.9 };
#define N_RUNS G_N_ELEMENTS (temperatures)

typedef struct
{
  VtTrajectory *runs[2 * N_RUNS]; /* then the same of another sample */
  double temperatures[2 * N_RUNS];
  VtState *state;
} Fixture;

static void
set (Fixture *fixture, const char *key, GVariant *value)
{
  g_autoptr (GError) error = NULL;
  VtState *changed = vt_state_with (fixture->state, key, value, &error);

  g_assert_no_error (error);
  vt_state_unref (fixture->state);
  fixture->state = changed;
}

static void
set_text (Fixture *fixture, const char *key, const char *text)
{
  const VtParameter *parameter = vt_parameter_get (vt_parameter_find (key));
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) value = vt_parameter_parse (parameter, text, &error);

  g_assert_no_error (error);
  set (fixture, key, value);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < 2 * N_RUNS; i++)
    {
      fixture->temperatures[i] = temperatures[i % N_RUNS];
      fixture->runs[i] = test_glass_new (3, 7, heats[i % N_RUNS], 11 + i);
    }
  fixture->state = vt_state_new ();
  set_text (fixture, "training.lags", "5,10,20");
  set_text (fixture, "training.k", "5");
  set_text (fixture, "training.k-max", "12");
  set_text (fixture, "training.folds", "4");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < 2 * N_RUNS; i++)
    g_object_unref (fixture->runs[i]);
  vt_state_unref (fixture->state);
}

/* Without test runs. */
static VtTrainingPlan *
make_plan (const Fixture *fixture)
{
  return vt_training_plan_new_over (fixture->state, fixture->runs, fixture->temperatures, N_RUNS, 0);
}

static VtTrainingReport *
train (const Fixture *fixture)
{
  g_autoptr (VtTrainingPlan) plan = make_plan (fixture);
  g_autoptr (GError) error = NULL;
  VtTrainingReport *report = vt_training_run (plan, NULL, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return report;
}

static void
assert_refused (VtTrainingPlan *plan, VtErrorCode code, const char *text)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (vt_training_run (plan, NULL, NULL, NULL, NULL, &error));
  g_test_message ("%s", error->message);
  g_assert_error (error, VT_ERROR, (int) code);
  g_assert_nonnull (strstr (error->message, text));
}

/* ---- the plan ---- */

static void
test_guess (void)
{
  static const struct
  {
    const char *name;
    double temperature;
  } names[] = {
    { "relax_800K.lammpstrj.gz", 800 },
    { "relax_1000K.dump", 1000 },
    { "CuZr-300.5K-2.dump", 300.5 },
    { "T800.dump", 800 },
    { "cuzr_T=450.dump", 450 },
    { "800 K.xyz", 800 },
    { "quench_2000K_to_100K.dump", NAN },
    { "800K_run_800K.dump", 800 },
    { "relax.dump", NAN },
    { "start2.dump", NAN },
    { "800Kbar.dump", NAN },
    { "100ps.dump", NAN },
    { "0K.dump", NAN },
    { "melt_T1200_5GPa.dump", 1200 },
    { "Zr64.dump", NAN },
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename ("/data 900K", names[i].name, NULL);
      g_autoptr (GFile) file = g_file_new_for_path (path);
      double guess = vt_training_guess_temperature (file);

      g_test_message ("%s: %g", names[i].name, guess);
      g_assert_true (isnan (names[i].temperature) ? isnan (guess) : guess == names[i].temperature);
    }
}

static void
set_files (Fixture *fixture, const char *key, const char *one, double t_one, const char *other, double t_other)
{
  g_autoptr (GFile) a = g_file_new_for_path (one);
  g_autoptr (GFile) b = g_file_new_for_path (other);

  set (fixture, key, vt_training_runs_to_variant ((GFile *const[]){ a, b }, (const double[]){ t_one, t_other }, 2));
}

static void
assert_unfit (const Fixture *fixture, const char *text)
{
  g_autoptr (VtTrainingPlan) plan = vt_training_plan_new (fixture->state);
  g_autoptr (GError) error = NULL;

  g_assert_false (vt_training_plan_check (plan, &error));
  g_test_message ("%s", error->message);
  g_assert_error (error, VT_ERROR, VT_ERROR_USAGE);
  g_assert_nonnull (strstr (error->message, text));
  assert_refused (plan, VT_ERROR_USAGE, text);
}

/* What can be told before a file is read is told before: none of these files is there. */
static void
test_plan_of_files (Fixture *fixture, gconstpointer data)
{
  g_autoptr (VtTrainingPlan) plan = NULL;
  g_autofree char *none = NULL;
  g_autofree char *problem = NULL;

  assert_unfit (fixture, "no run to train on");
  set_files (fixture, "training.runs", "/d/a.dump", 100, "/d/b.dump", NAN);
  assert_unfit (fixture, "b.dump: its temperature is not known");
  set_files (fixture, "training.runs", "/d/a.dump", 100, "/d/b.dump", 100);
  assert_unfit (fixture, "all runs are at 100 K");
  set_files (fixture, "training.runs", "/d/a.dump", 100, "/d/x/../a.dump", 800);
  assert_unfit (fixture, "a.dump: it is given twice, at 100 K and at 800 K");
  plan = vt_training_plan_new (fixture->state);
  none = vt_training_plan_describe_problem (plan, 0);
  problem = vt_training_plan_describe_problem (plan, 1);
  g_assert_null (none);
  g_assert_nonnull (strstr (problem, "given twice"));

  set_files (fixture, "training.runs", "/d/a.dump", 100, "/d/b.dump", 800);
  set_files (fixture, "training.test-runs", "/d/c.dump", 100, "/d/a.dump", 100);
  assert_unfit (fixture, "a.dump: it is trained on");
}

static void
test_plan_of_settings (Fixture *fixture, gconstpointer data)
{
  set_files (fixture, "training.runs", "/d/a.dump", 100, "/d/b.dump", 800);
  set_text (fixture, "training.folds", "0");
  set_text (fixture, "training.k", "auto");
  assert_unfit (fixture, "at least 2 folds");
  set_text (fixture, "training.folds", "10");
  set_text (fixture, "training.k", "60000");
  assert_unfit (fixture, "needs 0 folds");
  set_text (fixture, "training.k", "5");
  set_text (fixture, "training.lags", "5,20,10");
  assert_unfit (fixture, "10 ps after 20 ps");
  set_text (fixture, "training.lags", "long");
  set_text (fixture, "training.feature-selection", "on");
  assert_unfit (fixture, "more lags");
  set_text (fixture, "training.feature-selection", "off");
  set_text (fixture, "training.classes", "100");
  assert_unfit (fixture, "two at least");
  set_text (fixture, "training.classes", "100,800,100");
  assert_unfit (fixture, "100 K is named twice");
  set_text (fixture, "training.classes", "all");
  set_text (fixture, "training.class-selection", "on");
  set_text (fixture, "training.cut", "3.6");
  set_text (fixture, "training.cut-kind", "share");
  assert_unfit (fixture, "given as a height");
}

/* The table's defaults are the recipe that the predictor calls its best. */
static void
test_default_classes (void)
{
  g_autoptr (VtState) state = vt_state_new ();
  VtClassSelectionOptions options;

  vt_class_selection_options_init (&options);
  g_assert_true (vt_state_is (state, "training.linkage", vt_linkage_to_string (options.linkage)));
  g_assert_true (vt_state_is (state, "training.class-scaling", vt_class_scaling_to_string (options.scaling)));
  g_assert_true (vt_state_is (state, "training.cut-kind", vt_class_cut_to_string (options.cut_kind)));
  g_assert_cmpfloat (vt_state_get_real (state, "training.cut"), ==, options.cut);
  g_assert_cmpint (vt_state_get_integer (state, "training.subset-size"), ==, options.n_instances);
  g_assert_cmpint (vt_state_get_integer (state, "training.subsets"), ==, options.n_subsets);
  g_assert_cmpfloat (vt_state_get_real (state, "training.qualified-share"), ==, options.qualified_share);
  g_assert_cmpfloat (vt_state_get_real (state, "training.minimum-share"), ==, options.minimum_share);
}

/* ---- training ---- */

static void
test_report (Fixture *fixture, gconstpointer data)
{
  g_autoptr (VtTrainingReport) report = train (fixture);
  VtTable *runs = vt_training_report_get_table (report, "runs");
  VtTable *k = vt_training_report_get_table (report, "k");
  double share, shares = 0;
  const double *numbers;
  guint n;

  g_assert_cmpint (vt_training_report_get_stage (report), ==, VT_TRAINING_MODEL);
  g_assert_cmpuint (vt_training_report_get_n_instances (report), ==, N_RUNS * 108);
  numbers = vt_training_report_get_temperatures (report, &n);
  g_assert_cmpmem (numbers, n * sizeof (double), temperatures, sizeof temperatures);
  numbers = vt_training_report_get_classes (report, &n);
  g_assert_cmpmem (numbers, n * sizeof (double), temperatures, sizeof temperatures);
  numbers = vt_training_report_get_lags (report, &n);
  g_assert_cmpuint (n, ==, 3);
  g_assert_cmpfloat (numbers[2], ==, 20);
  g_assert_cmpuint (vt_training_report_get_n_elements (report), ==, 2);
  for (guint e = 0; e < 2; e++)
    {
      vt_training_report_get_element (report, e, &share);
      shares += share;
    }
  g_assert_cmpfloat_with_epsilon (shares, 1, 1e-12);

  g_assert_cmpuint (vt_table_get_n_rows (runs), ==, N_RUNS);
  g_assert_cmpfloat (vt_table_get_number (runs, 3, 4), ==, 108);
  g_assert_cmpuint (vt_table_get_n_rows (k), ==, 12);
  g_assert_cmpuint (vt_training_report_get_k (report), ==, 5);
  /* Cold and hot are told apart: guessing the mean would be wrong by 730 K. */
  g_assert_cmpfloat (vt_training_report_get_rmse (report), >, 0);
  g_assert_cmpfloat (vt_training_report_get_rmse (report), <, 600);
  g_assert_cmpfloat (vt_training_report_get_rmse (report), ==, vt_table_get_number (k, 4, 1));
  g_assert_cmpfloat (vt_training_report_get_rmse (report), ==, vt_training_report_get_class_rmse (report));
  g_assert_true (isnan (vt_training_report_get_test_rmse (report)));
  g_assert_cmpuint (vt_model_get_k (vt_training_report_get_model (report)), ==, 5);
  g_assert_null (vt_training_report_get_table (report, "classes"));
  g_assert_null (vt_training_report_get_table (report, "test"));
  g_assert_true (isnan (vt_training_report_get_seconds (report, VT_TRAINING_CLASSES)));
  g_assert_cmpfloat (vt_training_report_get_seconds (report, VT_TRAINING_MODEL), >=, 0);
}

static void
append_tables (GString *text, const VtTrainingReport *report)
{
  for (guint i = 0; i < vt_training_report_get_n_tables (report); i++)
    {
      VtTable *table = vt_training_report_get_nth_table (report, i);
      g_autofree char *csv = vt_table_to_csv (table);
      g_string_append_printf (text, "%s\n%s", vt_table_get_name (table), csv);
    }
}

/* Everything by the report's numbers, whatever the number of threads and the order of the runs. */
static void
test_same_for_all (Fixture *fixture, gconstpointer data)
{
  guint threads = vt_parallel_get_threads ();
  g_autofree char *digest = NULL;
  g_autofree char *tables = NULL;

  set_text (fixture, "training.class-selection", "on");
  set_text (fixture, "training.minimum-share", "0");
  set_text (fixture, "training.cut", "0.25");
  set_text (fixture, "training.feature-selection", "on");
  set_text (fixture, "training.feature-count", "2");
  set_text (fixture, "training.k", "auto");
  for (guint turn = 0; turn < 4; turn++)
    {
      g_autoptr (VtTrainingReport) report = NULL;
      g_autoptr (GString) text = g_string_new (NULL);

      vt_parallel_set_threads (1 + turn % 3);
      for (guint i = 0; turn == 2 && i < N_RUNS / 2; i++)
        {
          VtTrajectory *run = fixture->runs[i];
          double temperature = fixture->temperatures[i];

          fixture->runs[i] = fixture->runs[N_RUNS - 1 - i];
          fixture->temperatures[i] = fixture->temperatures[N_RUNS - 1 - i];
          fixture->runs[N_RUNS - 1 - i] = run;
          fixture->temperatures[N_RUNS - 1 - i] = temperature;
        }
      /* The last turn shows that the seed matters. */
      if (turn == 3)
        set_text (fixture, "training.seed", "2");
      report = train (fixture);
      append_tables (text, report);
      if (turn == 0)
        {
          digest = g_strdup (vt_model_get_digest (vt_training_report_get_model (report)));
          tables = g_strdup (text->str);
        }
      else if (turn < 3)
        {
          g_assert_cmpstr (vt_model_get_digest (vt_training_report_get_model (report)), ==, digest);
          g_assert_true (g_str_equal (text->str, tables));
        }
      else
        g_assert_false (g_str_equal (text->str, tables));
    }
  vt_parallel_set_threads (threads);
}

typedef struct
{
  guint n;
  VtTrainingStage stages[VT_TRAINING_N_STAGES];
  VtTrainingReport *reports[VT_TRAINING_N_STAGES];
  VtProgress *progress;
  double fractions[VT_TRAINING_N_STAGES];
  GCancellable *cancellable;
  VtTrainingStage cancel_after;
} Watch;

static void
on_stage (VtTrainingReport *report, VtTrainingStage stage, gpointer data)
{
  Watch *watch = data;

  g_assert_cmpuint (watch->n, <, VT_TRAINING_N_STAGES);
  g_assert_cmpint (vt_training_report_get_stage (report), ==, stage);
  watch->stages[watch->n] = stage;
  watch->fractions[watch->n] = vt_progress_get (watch->progress);
  watch->reports[watch->n++] = vt_training_report_ref (report);
  if (watch->cancellable != NULL && stage == watch->cancel_after)
    g_cancellable_cancel (watch->cancellable);
}

static void
watch_clear (Watch *watch)
{
  for (guint i = 0; i < watch->n; i++)
    vt_training_report_unref (watch->reports[i]);
  g_clear_pointer (&watch->progress, vt_progress_unref);
  g_clear_object (&watch->cancellable);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Watch, watch_clear)

/* Each stage hands out what is known after it, and that stays as it is. */
static void
test_stages (Fixture *fixture, gconstpointer data)
{
  g_autoptr (VtTrainingPlan) plan = NULL;
  g_autoptr (VtTrainingReport) report = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (Watch) watch = { .progress = vt_progress_new () };
  guint n;

  set_text (fixture, "training.class-selection", "on");
  set_text (fixture, "training.minimum-share", "0");
  set_text (fixture, "training.cut", "0.25");
  set_text (fixture, "training.feature-selection", "on");
  set_text (fixture, "training.feature-count", "2");
  plan = vt_training_plan_new_over (fixture->state, fixture->runs, fixture->temperatures, N_RUNS, N_RUNS);
  report = vt_training_run (plan, on_stage, &watch, watch.progress, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (watch.n, ==, VT_TRAINING_N_STAGES);
  for (guint i = 0; i < watch.n; i++)
    {
      g_assert_cmpint (watch.stages[i], ==, i);
      g_assert_true (i == 0 || watch.fractions[i] > watch.fractions[i - 1]);
    }
  g_assert_cmpfloat (watch.fractions[0], >, 0);
  g_assert_cmpfloat (vt_progress_get (watch.progress), ==, 1);

  g_assert_null (vt_training_report_get_dendrogram (watch.reports[VT_TRAINING_READING]));
  g_assert_null (vt_training_report_get_table (watch.reports[VT_TRAINING_READING], "k"));
  g_assert_nonnull (vt_training_report_get_dendrogram (watch.reports[VT_TRAINING_CLASSES]));
  g_assert_nonnull (vt_training_report_get_table (watch.reports[VT_TRAINING_CLASSES], "classes"));
  g_assert_null (vt_training_report_get_table (watch.reports[VT_TRAINING_CLASSES], "relieff"));
  vt_training_report_get_lags (watch.reports[VT_TRAINING_CLASSES], &n);
  g_assert_cmpuint (n, ==, 3);
  vt_training_report_get_lags (watch.reports[VT_TRAINING_FEATURES], &n);
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpuint (vt_table_get_n_rows (vt_training_report_get_table (report, "relieff")), ==, 3);
  g_assert_true (isnan (vt_training_report_get_rmse (watch.reports[VT_TRAINING_FEATURES])));
  g_assert_null (vt_training_report_get_model (watch.reports[VT_TRAINING_TEST]));
  g_assert_nonnull (vt_training_report_get_table (watch.reports[VT_TRAINING_TEST], "test"));
  g_assert_nonnull (vt_training_report_get_model (report));
  vt_model_get_lags (vt_training_report_get_model (report), &n);
  g_assert_cmpuint (n, ==, 2);
}

/* Cancelled at once, and after each stage; what the callback got by then stays valid. */
static void
test_cancelled (Fixture *fixture, gconstpointer data)
{
  set_text (fixture, "training.feature-selection", "on");
  set_text (fixture, "training.feature-count", "2");
  for (int stage = -1; stage < VT_TRAINING_MODEL; stage++)
    {
      g_autoptr (VtTrainingPlan) plan
          = vt_training_plan_new_over (fixture->state, fixture->runs, fixture->temperatures, N_RUNS, N_RUNS);
      g_autoptr (GError) error = NULL;
      g_auto (Watch) watch = { .cancellable = g_cancellable_new (), .cancel_after = stage };

      if (stage == VT_TRAINING_CLASSES)
        continue;
      if (stage < 0)
        g_cancellable_cancel (watch.cancellable);
      g_assert_null (vt_training_run (plan, on_stage, &watch, NULL, watch.cancellable, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_assert_true (stage < 0 ? watch.n == 0 : watch.stages[watch.n - 1] == (VtTrainingStage) stage);
    }
}

/* ---- classes, features, k ---- */

/* 100 K and 400 K that do the same are one class, and 400 K is predicted all the same. */
static void
test_selected_classes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (VtTrainingReport) report = NULL;
  VtTable *validation;
  const double *classes;
  guint n, left_out = 0;

  g_object_unref (fixture->runs[1]);
  fixture->runs[1] = test_glass_new (3, 7, heats[0] * 2, 77);
  set_text (fixture, "training.class-selection", "on");
  set_text (fixture, "training.minimum-share", "0");
  set_text (fixture, "training.cut", "0.25");
  set_text (fixture, "training.linkage", "ward");
  set_text (fixture, "training.cut", "0.4");
  report = train (fixture);
  classes = vt_training_report_get_classes (report, &n);
  g_assert_cmpuint (n, >=, 2);
  g_assert_cmpuint (n, <, N_RUNS);
  for (guint i = 0; i < n; i++)
    g_test_message ("class %g K", classes[i]);
  vt_model_get_class_temperatures (vt_training_report_get_model (report), &n);
  g_assert_cmpuint (n, <, N_RUNS);

  validation = vt_training_report_get_table (report, "validation");
  for (guint row = 0; row < vt_table_get_n_rows (validation); row++)
    if (vt_table_get_number (validation, row, 2) == 0)
      {
        g_assert_cmpfloat (vt_table_get_number (validation, row, 3), >, 0);
        left_out++;
      }
  g_assert_cmpuint (left_out, >, 0);
  g_assert_cmpfloat (vt_training_report_get_rmse (report), !=, vt_training_report_get_class_rmse (report));
}

/* Classes that are named, in any order; the other runs are predicted. */
static void
test_named_classes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (VtTrainingReport) report = NULL;
  g_autoptr (VtTrainingPlan) plan = NULL;
  const double *classes;
  guint n;

  set_text (fixture, "training.classes", "2000,100");
  report = train (fixture);
  classes = vt_model_get_class_temperatures (vt_training_report_get_model (report), &n);
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpfloat (classes[0], ==, 100);
  g_assert_cmpfloat (classes[1], ==, 2000);
  g_assert_cmpuint (vt_table_get_n_rows (vt_training_report_get_table (report, "calibration")), ==, N_RUNS);

  set_text (fixture, "training.classes", "100,500");
  plan = make_plan (fixture);
  assert_refused (plan, VT_ERROR_INPUT, "no run is at 500 K; there are 100, 400, 800, 2000 K");
}

/* No class comes out of a cut that leaves one cluster: said, and the tree is handed out all the same. */
static void
test_no_classes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (VtTrainingPlan) plan = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (Watch) watch = { .progress = vt_progress_new () };

  set_text (fixture, "training.class-selection", "on");
  set_text (fixture, "training.cut-kind", "height");
  set_text (fixture, "training.cut", "1e6");
  plan = make_plan (fixture);
  g_assert_null (vt_training_run (plan, on_stage, &watch, NULL, NULL, &error));
  g_test_message ("%s", error->message);
  g_assert_error (error, VT_ERROR, VT_ERROR_INPUT);
  g_assert_cmpuint (watch.n, ==, 2);
  g_assert_nonnull (vt_training_report_get_dendrogram (watch.reports[1]));
}

static void
test_chosen_k (Fixture *fixture, gconstpointer data)
{
  g_autoptr (VtTrainingReport) report = NULL;
  const double *rmse;
  VtTable *table;
  guint k;

  set_text (fixture, "training.k", "auto");
  report = train (fixture);
  k = vt_training_report_get_k (report);
  table = vt_training_report_get_table (report, "k");
  rmse = vt_table_get_numbers (table, 1);
  g_assert_cmpuint (k, >=, 1);
  g_assert_cmpuint (k, <=, 12);
  for (guint i = 0; i < 12; i++)
    g_assert_cmpfloat (rmse[k - 1], <=, rmse[i]);
  g_assert_cmpuint (vt_model_get_k (vt_training_report_get_model (report)), ==, k);
}

static void
test_without_validation (Fixture *fixture, gconstpointer data)
{
  g_autoptr (VtTrainingReport) with = train (fixture);
  g_autoptr (VtTrainingReport) without = NULL;

  set_text (fixture, "training.folds", "0");
  without = train (fixture);
  g_assert_null (vt_training_report_get_validation (without));
  g_assert_true (isnan (vt_training_report_get_rmse (without)));
  g_assert_cmpstr (vt_model_get_digest (vt_training_report_get_model (with)), ==,
                   vt_model_get_digest (vt_training_report_get_model (without)));
}

static void
test_test_runs (Fixture *fixture, gconstpointer data)
{
  g_autoptr (VtTrainingPlan) plan
      = vt_training_plan_new_over (fixture->state, fixture->runs, fixture->temperatures, N_RUNS, 2);
  g_autoptr (VtTrainingPlan) known = NULL;
  g_autoptr (VtTrainingReport) without = train (fixture);
  g_autoptr (VtTrainingReport) report = NULL;
  g_autoptr (GError) error = NULL;

  report = vt_training_run (plan, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpfloat (vt_training_report_get_test_rmse (report), >, 0);
  g_assert_cmpfloat (vt_training_report_get_test_rmse (report), <, 600);
  /* Cu, Zr and all, at two temperatures. */
  g_assert_cmpuint (vt_table_get_n_rows (vt_training_report_get_table (report, "test")), ==, 6);
  g_assert_cmpuint (vt_training_report_get_n_instances (report), ==, N_RUNS * 108);
  g_assert_cmpstr (vt_model_get_digest (vt_training_report_get_model (report)), ==,
                   vt_model_get_digest (vt_training_report_get_model (without)));

  g_set_object (&fixture->runs[N_RUNS], fixture->runs[0]);
  known = vt_training_plan_new_over (fixture->state, fixture->runs, fixture->temperatures, N_RUNS, 1);
  assert_refused (known, VT_ERROR_INPUT, "");
}

/* ---- what runs lack ---- */

static void
test_lags (Fixture *fixture, gconstpointer data)
{
  g_autoptr (VtTrainingPlan) lacking = NULL;
  g_autoptr (VtTrainingPlan) foreign = NULL;
  g_autoptr (VtTrainingReport) report = NULL;
  guint n;

  /* The second run ends after 10 ps. */
  g_object_unref (fixture->runs[1]);
  fixture->runs[1] = test_glass_new (3, 3, heats[1], 5);
  set_text (fixture, "training.lags", "5,10,12,20");
  lacking = make_plan (fixture);
  assert_refused (lacking, VT_ERROR_INPUT, "have the lags 5,10 ps");
  set_text (fixture, "training.common-lags", "on");
  report = train (fixture);
  vt_training_report_get_lags (report, &n);
  g_assert_cmpuint (n, ==, 2);
  g_assert_nonnull (strstr (vt_training_report_get_warnings (report)[0], "12, 20 ps"));

  set_text (fixture, "training.lags", "7,13");
  foreign = make_plan (fixture);
  assert_refused (foreign, VT_ERROR_INPUT, "7, 13");
}

static void
test_origins (Fixture *fixture, gconstpointer data)
{
  g_autoptr (VtTrainingReport) report = NULL;
  g_autoptr (VtTrainingPlan) too_many = NULL;

  /* Of 7 frames, 0, 1 and 2 have one 20 ps on. */
  set_text (fixture, "training.origins", "3");
  report = train (fixture);
  g_assert_cmpuint (vt_training_report_get_n_instances (report), ==, 3 * N_RUNS * 108);
  set_text (fixture, "training.origins", "4");
  too_many = make_plan (fixture);
  assert_refused (too_many, VT_ERROR_INPUT, "only 3 windows");
}

static void
test_same_run_twice (Fixture *fixture, gconstpointer data)
{
  g_autoptr (VtTrainingPlan) plan = NULL;

  g_set_object (&fixture->runs[3], fixture->runs[0]);
  plan = make_plan (fixture);
  assert_refused (plan, VT_ERROR_INPUT, "glass: ");
}

/* ---- files ---- */

static JsonObject *
read_summary (JsonParser *parser, const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "report", "summary.json", NULL);
  g_autoptr (GError) error = NULL;

  json_parser_load_from_file (parser, path, &error);
  g_assert_no_error (error);
  return json_node_get_object (json_parser_get_root (parser));
}

static void
test_write (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = test_files_make_folder ();
  g_autofree char *path = g_build_filename (folder, "report", NULL);
  g_autoptr (GFile) directory = g_file_new_for_path (path);
  g_autoptr (VtTrainingReport) report = train (fixture);
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;
  JsonObject *summary;

  g_assert_true (vt_training_report_write (report, directory, NULL, &error));
  g_assert_no_error (error);
  for (guint i = 0; i < vt_training_report_get_n_tables (report); i++)
    {
      VtTable *table = vt_training_report_get_nth_table (report, i);
      g_autofree char *name = g_strconcat (vt_table_get_name (table), ".csv", NULL);
      g_autofree char *file = g_build_filename (path, name, NULL);
      g_autofree char *csv = vt_table_to_csv (table);
      g_autofree char *text = NULL;

      g_assert_true (g_file_get_contents (file, &text, NULL, NULL));
      g_assert_cmpstr (text, ==, csv);
    }
  summary = read_summary (parser, folder);
  g_assert_cmpstr (json_object_get_string_member (summary, "digest"), ==,
                   vt_model_get_digest (vt_training_report_get_model (report)));
  g_assert_cmpint (json_object_get_int_member (summary, "instances"), ==, N_RUNS * 108);
  g_assert_cmpfloat (json_object_get_double_member (summary, "rmse_K"), ==, vt_training_report_get_rmse (report));
  g_assert_true (json_object_get_null_member (summary, "rmse_test_K"));
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (summary, "runs")), ==, N_RUNS);
  g_assert_cmpint (json_object_get_int_member (json_object_get_object_member (summary, "parameters"), "training.k"), ==,
                   5);
  test_files_remove_tree (folder);
}

#define ADD(path, function) g_test_add ("/training/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/training/guess", test_guess);
  ADD ("plan-of-files", test_plan_of_files);
  ADD ("plan-of-settings", test_plan_of_settings);
  g_test_add_func ("/training/default-classes", test_default_classes);
  ADD ("report", test_report);
  ADD ("same-for-all", test_same_for_all);
  ADD ("stages", test_stages);
  ADD ("cancelled", test_cancelled);
  ADD ("selected-classes", test_selected_classes);
  ADD ("named-classes", test_named_classes);
  ADD ("no-classes", test_no_classes);
  ADD ("chosen-k", test_chosen_k);
  ADD ("without-validation", test_without_validation);
  ADD ("test-runs", test_test_runs);
  ADD ("lags", test_lags);
  ADD ("origins", test_origins);
  ADD ("same-run-twice", test_same_run_twice);
  ADD ("write", test_write);
  return g_test_run ();
}

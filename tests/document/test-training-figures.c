/* Figures of a training that was done, on trajectories in memory. */
#include "vt-training-charts.h"

#include <glib/gstdio.h>
#include <string.h>

#include "test-glass.h"
#include "vt-error.h"
#include "vt-training.h"

static const double temperatures[] = { 100, 400, 800, 2000, 800 };
static const double heats[] = { 0.02, 0.08, 0.2, 0.9, 0.21 };
#define N_RUNS 4
#define N_ALL 5 /* the last is a test */

typedef struct
{
  VtState *state;
  guint    had[VT_TRAINING_N_STAGES]; /* bits: figures by the order of their names */
} Fixture;

static void
set (Fixture *fixture, const char *key, const char *text)
{
  const VtParameter *parameter = vt_parameter_get (vt_parameter_find (key));
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) value = vt_parameter_parse (parameter, text, &error);
  VtState *changed;

  g_assert_no_error (error);
  changed = vt_state_with (fixture->state, key, value, &error);
  g_assert_no_error (error);
  vt_state_unref (fixture->state);
  fixture->state = changed;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->state = vt_state_new ();
  set (fixture, "training.lags", "5,10,20");
  set (fixture, "training.k", "7");
  set (fixture, "training.k-max", "12");
  set (fixture, "training.folds", "4");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  vt_state_unref (fixture->state);
}

static void
on_stage (VtTrainingReport *report, VtTrainingStage stage, gpointer data)
{
  Fixture *fixture = data;
  const char *const *names = vt_training_figures_get_names ();

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autoptr (VtChart) chart = vt_training_figure_new (report, names[i]);

      if (chart == NULL)
        continue;
      g_assert_true (vt_chart_has_data (chart));
      fixture->had[stage] |= 1u << i;
    }
}

static VtTrainingReport *
train (Fixture *fixture, guint n_tests)
{
  VtTrajectory *runs[N_ALL];
  g_autoptr (VtTrainingPlan) plan = NULL;
  g_autoptr (GError) error = NULL;
  VtTrainingReport *report;

  for (guint i = 0; i < N_ALL; i++)
    runs[i] = test_glass_new (3, 7, heats[i], 11 + i);
  plan = vt_training_plan_new_over (fixture->state, runs, temperatures, N_RUNS, n_tests);
  report = vt_training_run (plan, on_stage, fixture, NULL, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < N_ALL; i++)
    g_object_unref (runs[i]);
  return report;
}

static guint
bit (const char *name)
{
  const char *const *names = vt_training_figures_get_names ();

  for (guint i = 0; names[i] != NULL; i++)
    if (strcmp (names[i], name) == 0)
      return 1u << i;
  g_assert_not_reached ();
}

/* Each as soon as its stage is done, and none that was not asked for. */
static void
test_stages (Fixture *fixture, gconstpointer data)
{
  const guint classes = bit ("figS1-dendrogram") | bit ("figS1-classes"), features = bit ("figS2-features");
  const guint validation = bit ("fig1-t-ml") | bit ("figS3-k") | bit ("confusion") | bit ("calibration");
  g_autoptr (VtTrainingReport) plain = NULL, full = NULL;

  plain = train (fixture, 0);
  g_assert_cmphex (fixture->had[VT_TRAINING_READING], ==, 0);
  g_assert_cmphex (fixture->had[VT_TRAINING_VALIDATION], ==, validation);
  g_assert_cmphex (fixture->had[VT_TRAINING_MODEL], ==, validation);

  memset (fixture->had, 0, sizeof fixture->had);
  set (fixture, "training.class-selection", "on");
  set (fixture, "training.subset-size", "300");
  set (fixture, "training.subsets", "2");
  set (fixture, "training.minimum-share", "0.01");
  set (fixture, "training.qualified-share", "0.3");
  set (fixture, "training.feature-selection", "on");
  set (fixture, "training.feature-count", "2");
  full = train (fixture, 1);
  g_assert_cmphex (fixture->had[VT_TRAINING_READING], ==, 0);
  g_assert_cmphex (fixture->had[VT_TRAINING_CLASSES], ==, classes);
  g_assert_cmphex (fixture->had[VT_TRAINING_FEATURES], ==, classes | features);
  g_assert_cmphex (fixture->had[VT_TRAINING_VALIDATION], ==, classes | features | validation);
  g_assert_cmphex (fixture->had[VT_TRAINING_MODEL], ==, classes | features | validation | bit ("test-t-ml"));
}

/* Files of just the figures that there are; the runs, the settings and the model are named in them. */
static void
test_write (Fixture *fixture, gconstpointer data)
{
  g_autoptr (VtTrainingReport) report = train (fixture, 0);
  g_autofree char *folder = g_dir_make_tmp ("vitrine-figures-XXXXXX", NULL);
  g_autoptr (GFile) directory = g_file_new_build_filename (folder, "new", NULL);
  const char *const *names = vt_training_figures_get_names ();

  for (VtExportFormat format = VT_EXPORT_PNG; format <= VT_EXPORT_PDF; format++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_true (vt_training_figures_write (report, directory, format, NULL, &error));
      g_assert_no_error (error);
      for (guint i = 0; names[i] != NULL; i++)
        {
          g_autofree char *base = g_strconcat (names[i], ".", vt_export_format_get_extension (format), NULL);
          g_autofree char *path = g_build_filename (g_file_peek_path (directory), base, NULL), *text = NULL;
          gboolean there = g_file_get_contents (path, &text, NULL, NULL);

          g_assert_true (there == ((fixture->had[VT_TRAINING_MODEL] & 1u << i) != 0));
          g_unlink (path);
          if (!there || format != VT_EXPORT_SVG)
            continue;
          g_assert_nonnull (strstr (text, names[i]));
          g_assert_nonnull (strstr (text, "=2000"));
          g_assert_nonnull (strstr (text, "training.k=7"));
          g_assert_nonnull (strstr (text, vt_model_get_digest (vt_training_report_get_model (report))));
          g_assert_null (strstr (text, "<image"));
        }
    }
  g_assert_cmpint (g_rmdir (g_file_peek_path (directory)), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

/* A file in the directory's place, and a cancelled export, which leaves nothing behind. */
static void
test_refused (Fixture *fixture, gconstpointer data)
{
  g_autoptr (VtTrainingReport) report = train (fixture, 0);
  g_autofree char *folder = g_dir_make_tmp ("vitrine-figures-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "file", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path), directory = g_file_new_for_path (folder);
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  g_autoptr (GError) place = NULL, stopped = NULL;

  g_assert_true (g_file_set_contents (path, "x", -1, NULL));
  g_assert_false (vt_training_figures_write (report, file, VT_EXPORT_PDF, NULL, &place));
  g_assert_error (place, VT_ERROR, VT_ERROR_OUTPUT);
  g_assert_nonnull (strstr (place->message, path));
  g_unlink (path);

  g_cancellable_cancel (cancelled);
  g_assert_false (vt_training_figures_write (report, directory, VT_EXPORT_PDF, cancelled, &stopped));
  g_assert_error (stopped, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add ("/training-figures/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("stages", test_stages);
  ADD ("write", test_write);
  ADD ("refused", test_refused);
  return g_test_run ();
}

/* The model page: runs added, checked and taken away, a training begun, watched and stopped, a model saved and used. */
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "test-files.h"
#include "vt-model-facts.h"
#include "vt-model-page.h"
#include "vt-model-run-row.h"
#include "vt-parameter-row.h"
#include "vt-training.h"
#include "window-fixture.h"

#define N_ATOMS 64
#define N_FRAMES 12
#define EDGE 16.0

/* ---- runs ---- */

/* A crystal whose atoms wander: faster where it is hot, and each in its own way. A frame every picosecond. */
static GFile *
write_run (const char *directory, const char *name, double heat)
{
  g_autoptr (GString) text = g_string_new (NULL);
  char *path = g_build_filename (directory, name, NULL);
  GFile *file = g_file_new_for_path (path);

  for (guint frame = 0; frame < N_FRAMES; frame++)
    {
      g_string_append_printf (text, "ITEM: TIMESTEP\n%u\nITEM: NUMBER OF ATOMS\n%d\nITEM: BOX BOUNDS pp pp pp\n",
                              100 * frame, N_ATOMS);
      g_string_append_printf (text, "0 %g\n0 %g\n0 %g\nITEM: ATOMS id element xu yu zu\n", EDGE, EDGE, EDGE);
      for (guint atom = 0; atom < N_ATOMS; atom++)
        {
          guint cell[3] = { atom % 4, atom / 4 % 4, atom / 16 };

          g_string_append_printf (text, "%u %s", atom + 1, atom % 2 == 0 ? "Cu" : "Zr");
          for (guint axis = 0; axis < 3; axis++)
            {
              double way = sin (12.9898 * (atom + 1) + 78.233 * (axis + 1) + heat);
              double shake = 0.1 * heat * sin (3.7 * frame * (1 + 0.01 * atom) + axis);

              g_string_append_printf (text, " %.6f", 4.0 * cell[axis] + heat * way * sqrt (frame) + shake);
            }
          g_string_append_c (text, '\n');
        }
    }
  test_files_write (path, text->str, text->len);
  g_free (path);
  return file;
}

static VtModelPage *
get_page (Fixture *fixture)
{
  return VT_MODEL_PAGE (find_by_type (GTK_WIDGET (fixture->window), "VtModelPage"));
}

static void
add_file (Fixture *fixture, GFile *file)
{
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);

  g_list_store_append (files, file);
  vt_model_page_add_runs (get_page (fixture), "training.runs", G_LIST_MODEL (files));
}

static void
add_run (Fixture *fixture, const char *directory, const char *name, double heat)
{
  g_autoptr (GFile) file = write_run (directory, name, heat);

  add_file (fixture, file);
}

/* What is quick, and yet has every stage. */
static void
set_up_training (Fixture *fixture, const char *directory)
{
  VtDocument *document = fixture->document;
  double lags[] = { 1, 2, 3, 5 };

  act_on (fixture, "win.page", "model");
  add_run (fixture, directory, "cold_100K.dump", 0.02);
  add_run (fixture, directory, "warm_800K.dump", 0.3);
  add_run (fixture, directory, "hot_2000K.dump", 3);
  vt_document_set_real (document, "training.timestep", 0.01);
  g_assert_true (vt_document_set (document, "training.lags",
                                  g_variant_new_fixed_array (G_VARIANT_TYPE_DOUBLE, lags, G_N_ELEMENTS (lags),
                                                             sizeof (double)),
                                  NULL));
  vt_document_set_integer (document, "training.origins", 4);
  vt_document_set_integer (document, "training.folds", 4);
  vt_document_set_integer (document, "training.k", 0);
  vt_document_set_integer (document, "training.k-max", 12);
  vt_document_set_boolean (document, "training.class-selection", TRUE);
  vt_document_set_integer (document, "training.subset-size", 90);
  vt_document_set_integer (document, "training.subsets", 3);
  vt_document_set_real (document, "training.cut", 0.4);
  vt_document_set_real (document, "training.qualified-share", 0.3);
  vt_document_set_boolean (document, "training.feature-selection", TRUE);
  vt_document_set_integer (document, "training.feature-count", 3);
}

static void
wait_for_training (Fixture *fixture)
{
  gint64 end = g_get_monotonic_time () + 4 * PATIENCE_SECONDS * G_USEC_PER_SEC;

  while (vt_model_page_is_training (get_page (fixture)))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_main_context_iteration (NULL, FALSE);
      g_usleep (1000);
    }
  spin (50);
}

static GtkWidget *
find_nth (GtkWidget *widget, const char *type, guint *n)
{
  if (g_str_equal (G_OBJECT_TYPE_NAME (widget), type) && (*n)-- == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_nth (child, type, n);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static VtModelRunRow *
get_row (Fixture *fixture, guint index)
{
  GtkWidget *row = find_nth (GTK_WIDGET (get_page (fixture)), "VtModelRunRow", &index);

  return row != NULL ? VT_MODEL_RUN_ROW (row) : NULL;
}

static double
get_temperature (Fixture *fixture, guint index)
{
  double temperature = NAN;

  g_variant_get_child (vt_state_get (get_state (fixture), "training.runs"), index, "(sd)", NULL, &temperature);
  return temperature;
}

static gsize
count_runs (Fixture *fixture)
{
  return g_variant_n_children (vt_state_get (get_state (fixture), "training.runs"));
}

static void
type_temperature (VtModelRunRow *row, const char *text)
{
  GtkWidget *entry = vt_model_run_row_get_entry (row);

  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  g_signal_emit_by_name (entry, "activate");
}

static void
test_runs (Fixture *fixture, gconstpointer data)
{
  g_autofree char *directory = test_files_make_folder ();

  act_on (fixture, "win.page", "model");
  g_assert_false (vt_model_page_can_train (get_page (fixture)));
  add_run (fixture, directory, "relax_800K.dump", 0.2);
  g_assert_cmpuint (count_runs (fixture), ==, 1);
  g_assert_cmpfloat (get_temperature (fixture, 0), ==, 800);
  /* One temperature is no thermometer. */
  g_assert_null (vt_model_run_row_get_warning (get_row (fixture, 0)));
  g_assert_false (vt_model_page_can_train (get_page (fixture)));
  add_run (fixture, directory, "nameless.dump", 0.8);
  g_assert_cmpfloat (get_temperature (fixture, 1), ==, 0);
  g_assert_nonnull (vt_model_run_row_get_warning (get_row (fixture, 1)));
  g_assert_false (vt_model_page_can_train (get_page (fixture)));
  type_temperature (get_row (fixture, 1), "hot");
  g_assert_cmpfloat (get_temperature (fixture, 1), ==, 0);
  g_assert_true (gtk_widget_has_css_class (vt_model_run_row_get_entry (get_row (fixture, 1)), "error"));
  type_temperature (get_row (fixture, 1), "1500 K");
  g_assert_cmpfloat (get_temperature (fixture, 1), ==, 1500);
  g_assert_null (vt_model_run_row_get_warning (get_row (fixture, 1)));
  g_assert_true (vt_model_page_can_train (get_page (fixture)));
  /* Each edit is one that can be undone. */
  act (fixture, "win.undo");
  g_assert_cmpfloat (get_temperature (fixture, 1), ==, 0);
  g_assert_false (vt_model_page_can_train (get_page (fixture)));
  act (fixture, "win.undo");
  g_assert_cmpuint (count_runs (fixture), ==, 1);
  g_assert_null (get_row (fixture, 1));
  test_files_remove_tree (directory);
}

static void
test_repeated_run (Fixture *fixture, gconstpointer data)
{
  g_autofree char *directory = test_files_make_folder ();
  g_autoptr (GFile) file = write_run (directory, "relax_300K.dump", 0.1);

  add_file (fixture, file);
  add_run (fixture, directory, "relax_900K.dump", 0.3);
  g_assert_true (vt_model_page_can_train (get_page (fixture)));
  add_file (fixture, file);
  g_assert_null (vt_model_run_row_get_warning (get_row (fixture, 0)));
  g_assert_nonnull (vt_model_run_row_get_warning (get_row (fixture, 2)));
  g_assert_false (vt_model_page_can_train (get_page (fixture)));
  g_signal_emit_by_name (get_row (fixture, 2), "removed");
  g_assert_cmpuint (count_runs (fixture), ==, 2);
  g_assert_true (vt_model_page_can_train (get_page (fixture)));
  test_files_remove_tree (directory);
}

/* Many at once come in the order of their temperatures, whatever order the file chooser gives them in. */
static void
test_many_runs (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "run.dump", "relax_1000K.dump", "relax_200K.dump" };
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GFile) file = g_file_new_for_path (names[i]);

      g_list_store_append (files, file);
    }
  vt_model_page_add_runs (get_page (fixture), "training.runs", G_LIST_MODEL (files));
  g_assert_cmpfloat (get_temperature (fixture, 0), ==, 200);
  g_assert_cmpfloat (get_temperature (fixture, 1), ==, 1000);
  g_assert_cmpfloat (get_temperature (fixture, 2), ==, 0);
}

/* What is dropped on the page is a run; elsewhere in the window it is opened. */
static void
test_drop (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (get_page (fixture)));
  g_autoptr (GFile) file = g_file_new_for_path ("relax_400K.dump");
  g_autoptr (GSList) files = g_slist_append (NULL, file);
  GValue value = G_VALUE_INIT;
  gboolean taken = FALSE;

  g_value_init (&value, GDK_TYPE_FILE_LIST);
  g_value_set_boxed (&value, files);
  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_DROP_TARGET (controller))
        g_signal_emit_by_name (controller, "drop", &value, 10.0, 10.0, &taken);
    }
  g_value_unset (&value);
  g_assert_true (taken);
  g_assert_cmpuint (count_runs (fixture), ==, 1);
  g_assert_cmpfloat (get_temperature (fixture, 0), ==, 400);
}

/* Another trajectory to look at leaves what is to be trained alone. */
static void
test_open_another (Fixture *fixture, gconstpointer data)
{
  g_autofree char *directory = test_files_make_folder ();

  set_up_training (fixture, directory);
  open_fixture (fixture, "small.lammpstrj");
  g_assert_cmpuint (count_runs (fixture), ==, 3);
  g_assert_cmpint (vt_state_get_integer (get_state (fixture), "training.folds"), ==, 4);
  g_assert_nonnull (get_row (fixture, 2));
  test_files_remove_tree (directory);
}

/* A setting that makes no sense is said before anything is read. */
static void
test_settings (Fixture *fixture, gconstpointer data)
{
  g_autofree char *directory = test_files_make_folder ();

  set_up_training (fixture, directory);
  g_assert_true (vt_model_page_can_train (get_page (fixture)));
  vt_document_set_integer (fixture->document, "training.feature-count", 4);
  g_assert_false (vt_model_page_can_train (get_page (fixture)));
  vt_document_set_boolean (fixture->document, "training.feature-selection", FALSE);
  g_assert_true (vt_model_page_can_train (get_page (fixture)));
  test_files_remove_tree (directory);
}

/* ---- training ---- */

/* Why a training failed is worth more than that it did. */
static VtModel *
get_trained (Fixture *fixture)
{
  g_autofree char *notice = vt_model_report_get_notice (vt_model_page_get_view (get_page (fixture)));

  if (vt_model_page_get_trained (get_page (fixture)) == NULL)
    g_error ("no model was trained: %s", notice);
  return vt_model_page_get_trained (get_page (fixture));
}

/* What the same plan gives without a window. */
static VtTrainingReport *
train_elsewhere (VtState *state)
{
  g_autoptr (VtTrainingPlan) plan = vt_training_plan_new (state);
  g_autoptr (GError) error = NULL;
  VtTrainingReport *report = vt_training_run (plan, NULL, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return report;
}

static void
check_figures (Fixture *fixture)
{
  static const char *const names[] = { "fig1-t-ml",      "figS3-k",       "confusion", "calibration", "figS1-dendrogram",
                                       "figS1-classes", "figS2-features" };
  VtModelReport *view = vt_model_page_get_view (get_page (fixture));

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      VtModelFigure *figure = vt_model_report_find_figure (view, names[i]);
      VtChart *chart = figure != NULL ? vt_chart_view_get_chart (vt_model_figure_get_view (figure)) : NULL;

      if (chart == NULL)
        g_error ("there is no figure %s", names[i]);
      g_assert_true (vt_chart_has_data (chart));
    }
  /* There were no test runs. */
  g_assert_null (vt_model_report_find_figure (view, "test-t-ml"));
}

/* Axes are grey, and so are cards: colour is data. */
static void
wait_for_colors (GtkWidget *widget)
{
  gint64 end = g_get_monotonic_time () + 4 * PATIENCE_SECONDS * G_USEC_PER_SEC;
  guint n;

  do
    {
      g_autoptr (GdkTexture) texture = NULL;

      g_assert_cmpint (g_get_monotonic_time (), <, end);
      spin (50);
      texture = take_texture (widget);
      n = texture != NULL ? count_colored (texture) : 0;
    }
  while (n < 1000);
}

static void
test_train (Fixture *fixture, gconstpointer data)
{
  g_autofree char *directory = test_files_make_folder ();
  g_autoptr (VtTrainingReport) expected = NULL;
  g_autofree char *summary = NULL;
  VtModel *model;

  set_up_training (fixture, directory);
  g_assert_null (vt_model_page_get_trained (get_page (fixture)));
  act (fixture, "win.train");
  g_assert_true (vt_model_page_is_training (get_page (fixture)));
  wait_for_training (fixture);
  g_assert_null (vt_window_get_message (fixture->window));
  model = get_trained (fixture);
  expected = train_elsewhere (get_state (fixture));
  g_assert_cmpstr (vt_model_get_digest (model), ==, vt_model_get_digest (vt_training_report_get_model (expected)));
  check_figures (fixture);
  summary = vt_model_report_get_summary (vt_model_page_get_view (get_page (fixture)));
  g_assert_nonnull (strstr (summary, "768")); /* 3 runs of 4 windows of 64 atoms */
  g_assert_true (vt_model_page_has_unsaved (get_page (fixture)));
  wait_for_colors (GTK_WIDGET (vt_model_page_get_view (get_page (fixture))));
  test_files_remove_tree (directory);
}

/* A figure is seen alone, and goes back by the key. */
static void
test_enlarge (Fixture *fixture, gconstpointer data)
{
  g_autofree char *directory = test_files_make_folder ();
  VtModelReport *view = vt_model_page_get_view (get_page (fixture));
  GtkStack *stack = GTK_STACK (find_by_type (GTK_WIDGET (view), "GtkStack"));
  VtModelFigure *figure;

  set_up_training (fixture, directory);
  act (fixture, "win.train");
  wait_for_training (fixture);
  figure = vt_model_report_find_figure (view, "figS3-k");
  g_assert_cmpstr (gtk_stack_get_visible_child_name (stack), ==, "all");
  g_signal_emit_by_name (figure, "enlarged");
  g_assert_cmpstr (gtk_stack_get_visible_child_name (stack), ==, "alone");
  figure = VT_MODEL_FIGURE (find_by_type (gtk_stack_get_visible_child (stack), "VtModelFigure"));
  g_assert_cmpstr (vt_model_figure_get_name (figure), ==, "figS3-k");
  g_assert_nonnull (vt_chart_view_get_chart (vt_model_figure_get_view (figure)));
  g_signal_emit_by_name (figure, "enlarged");
  g_assert_cmpstr (gtk_stack_get_visible_child_name (stack), ==, "all");
  test_files_remove_tree (directory);
}

/* What cannot be trained on is said where the figures would be, and can be mended. */
static void
test_failure (Fixture *fixture, gconstpointer data)
{
  g_autofree char *directory = test_files_make_folder ();
  g_autoptr (GFile) gone = g_file_new_build_filename (directory, "gone_600K.dump", NULL);
  GtkWidget *view = GTK_WIDGET (vt_model_page_get_view (get_page (fixture)));
  g_autofree char *notice = NULL;

  set_up_training (fixture, directory);
  add_file (fixture, gone);
  act (fixture, "win.train");
  wait_for_training (fixture);
  g_assert_null (vt_model_page_get_trained (get_page (fixture)));
  notice = vt_model_report_get_notice (VT_MODEL_REPORT (view));
  g_assert_nonnull (notice);
  g_assert_nonnull (strstr (notice, "gone_600K.dump"));
  g_signal_emit_by_name (get_row (fixture, 3), "removed");
  act (fixture, "win.train");
  wait_for_training (fixture);
  get_trained (fixture);
  g_assert_null (vt_model_report_get_notice (VT_MODEL_REPORT (view)));
  test_files_remove_tree (directory);
}

static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  g_autofree char *directory = test_files_make_folder ();
  VtModelReport *view = vt_model_page_get_view (get_page (fixture));
  g_autofree char *notice = NULL;

  set_up_training (fixture, directory);
  /* Far more than anybody would wait for. */
  vt_document_set_integer (fixture->document, "training.subset-size", 700);
  vt_document_set_integer (fixture->document, "training.subsets", 10000);
  act (fixture, "win.train");
  spin (200);
  g_assert_true (vt_model_page_is_training (get_page (fixture)));
  g_assert_false (vt_model_page_can_train (get_page (fixture)));
  act (fixture, "win.cancel-training");
  wait_for_training (fixture);
  g_assert_null (vt_model_page_get_trained (get_page (fixture)));
  g_assert_false (vt_model_page_has_unsaved (get_page (fixture)));
  notice = vt_model_report_get_notice (view);
  g_assert_nonnull (notice);
  /* And again, with less. */
  vt_document_set_integer (fixture->document, "training.subsets", 1);
  act (fixture, "win.train");
  wait_for_training (fixture);
  get_trained (fixture);
  test_files_remove_tree (directory);
}

/* The window goes while a model is being trained: nothing is touched that is gone. */
static void
test_close_while_training (Fixture *fixture, gconstpointer data)
{
  g_autofree char *directory = test_files_make_folder ();
  Fixture other;

  set_up (&other, data);
  set_up_training (&other, directory);
  vt_document_set_integer (other.document, "training.subset-size", 700);
  vt_document_set_integer (other.document, "training.subsets", 10000);
  act (&other, "win.train");
  spin (100);
  g_assert_true (vt_model_page_is_training (get_page (&other)));
  tear_down (&other, data);
  spin (100);
  test_files_remove_tree (directory);
}

/* ---- what becomes of the model ---- */

static VtModel *
load_model (GFile *file)
{
  g_autoptr (GError) error = NULL;
  VtModel *model = vt_model_load (file, NULL, &error);

  g_assert_no_error (error);
  return model;
}

static void
test_save_and_use (Fixture *fixture, gconstpointer data)
{
  g_autofree char *directory = test_files_make_folder ();
  g_autoptr (GFile) file = g_file_new_build_filename (directory, "own.h5", NULL);
  g_autofree char *uri = g_file_get_uri (file);
  g_autofree char *text = NULL;
  g_autoptr (VtModel) saved = NULL;
  VtModel *used;

  open_fixture (fixture, "small.lammpstrj");
  set_up_training (fixture, directory);
  act (fixture, "win.train");
  wait_for_training (fixture);
  vt_window_save_model (fixture->window, file);
  wait_until_idle (fixture);
  g_assert_null (vt_window_get_message (fixture->window));
  g_assert_false (vt_model_page_has_unsaved (get_page (fixture)));
  saved = load_model (file);
  g_assert_cmpstr (vt_model_get_digest (saved), ==,
                   vt_model_get_digest (vt_model_page_get_trained (get_page (fixture))));
  act (fixture, "win.use-model");
  while (vt_document_get_loading (fixture->document) != NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (vt_state_get_text (get_state (fixture), "model.file"), ==, uri);
  used = vt_source_get_model (vt_document_get_source (fixture->document));
  g_assert_cmpstr (vt_model_get_digest (used), ==, vt_model_get_digest (saved));
  text = vt_model_facts_get_text (VT_MODEL_FACTS (find_by_type (GTK_WIDGET (get_page (fixture)), "VtModelFacts")));
  g_assert_nonnull (strstr (text, "Runs: cold_100K.dump at 100\u202fK\nwarm_800K.dump at 800\u202fK\n"
                                  "hot_2000K.dump at 2000\u202fK\n"));
  act (fixture, "win.undo");
  while (vt_document_get_loading (fixture->document) != NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (vt_state_get_text (get_state (fixture), "model.file"), ==, "");
  wait_until_idle (fixture);
  test_files_remove_tree (directory);
}

static void
test_export (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "k.csv", "validation.csv", "summary.json", "fig1-t-ml.pdf", "figS3-k.pdf" };
  g_autofree char *directory = test_files_make_folder ();
  g_autoptr (GFile) report = g_file_new_build_filename (directory, "report", NULL);

  set_up_training (fixture, directory);
  act (fixture, "win.train");
  wait_for_training (fixture);
  vt_window_export_report (fixture->window, report);
  wait_until_idle (fixture);
  g_assert_null (vt_window_get_message (fixture->window));
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GFile) file = g_file_get_child (report, names[i]);

      if (!g_file_query_exists (file, NULL))
        g_error ("%s was not written", names[i]);
    }
  test_files_remove_tree (directory);
}

/* ---- nothing is lost unasked ---- */

static AdwMessageDialog *
find_question (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (ADW_IS_MESSAGE_DIALOG (window) && gtk_widget_get_visible (GTK_WIDGET (window)))
        return ADW_MESSAGE_DIALOG (window);
    }
  return NULL;
}

static void
answer (const char *response)
{
  AdwMessageDialog *question = find_question ();

  g_assert_nonnull (question);
  adw_message_dialog_response (question, response);
  spin (60);
}

static void
test_questions (Fixture *fixture, gconstpointer data)
{
  g_autofree char *directory = test_files_make_folder ();
  g_autofree char *digest = NULL;
  Fixture other;

  set_up (&other, data);
  set_up_training (&other, directory);
  gtk_window_close (GTK_WINDOW (other.window));
  g_assert_null (find_question ());
  tear_down (&other, data);

  set_up (&other, data);
  set_up_training (&other, directory);
  act (&other, "win.train");
  wait_for_training (&other);
  digest = g_strdup (vt_model_get_digest (vt_model_page_get_trained (get_page (&other))));
  gtk_window_close (GTK_WINDOW (other.window));
  spin (60);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (other.window)));
  answer ("cancel");
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (other.window)));
  /* Another training would cost it as well. */
  act (&other, "win.train");
  spin (60);
  g_assert_false (vt_model_page_is_training (get_page (&other)));
  answer ("cancel");
  g_assert_cmpstr (vt_model_get_digest (vt_model_page_get_trained (get_page (&other))), ==, digest);
  act (&other, "win.train");
  spin (60);
  answer ("train");
  wait_for_training (&other);
  gtk_window_close (GTK_WINDOW (other.window));
  spin (60);
  answer ("discard");
  g_assert_null (gtk_window_get_application (GTK_WINDOW (other.window)));
  g_clear_object (&other.document);
  g_clear_object (&other.window);
  test_files_remove_tree (directory);
}

/* ---- the model in use ---- */

static void
test_present (Fixture *fixture, gconstpointer data)
{
  g_autofree char *data_directory = g_build_filename (g_getenv ("VT_SOURCE_ROOT"), "data", NULL);
  g_autofree char *directory = test_files_make_folder ();
  g_autofree char *text = NULL;
  gint64 end = g_get_monotonic_time () + PATIENCE_SECONDS * G_USEC_PER_SEC;
  GtkWidget *present = find_by_type (GTK_WIDGET (get_page (fixture)), "VtModelPresent");
  VtModelFacts *facts = VT_MODEL_FACTS (find_by_type (present, "VtModelFacts"));

  g_setenv ("VITRINE_DATA", data_directory, TRUE);
  /* Nothing is open: the model that comes with Vitrine is loaded for the page, and not before. */
  text = vt_model_facts_get_text (facts);
  g_assert_cmpstr (text, ==, "");
  act_on (fixture, "win.page", "model");
  while (*text == '\0')
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      spin (20);
      g_free (text);
      text = vt_model_facts_get_text (facts);
    }
  g_assert_nonnull (strstr (text, "Cu"));
  g_assert_nonnull (strstr (text, "k = "));
  g_assert_nonnull (strstr (text, "Runs: 20, from relax_100K.lammpstrj.gz at 100\u202fK to "
                                  "relax_2000K.lammpstrj.gz at 2000\u202fK\n"));
  g_unsetenv ("VITRINE_DATA");
  /* And back to the start. */
  act_on (fixture, "win.page", "3d");
  g_assert_false (gtk_widget_get_mapped (present));
}

/* A value with a name is shown and typed by it. */
static void
test_named_values (Fixture *fixture, gconstpointer data)
{
  GtkWidget *row = vt_parameter_row_new (fixture->document, "training.k");
  GtkWidget *lags = vt_parameter_row_new (fixture->document, "training.lags");
  GtkWidget *spin_button = find_by_type (row, "GtkSpinButton");
  GtkWidget *entry = find_by_type (lags, "GtkEntry");
  gsize n = 0;

  g_object_ref_sink (row);
  g_object_ref_sink (lags);
  vt_document_set_integer (fixture->document, "training.k", 0);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (spin_button)), ==, "auto");
  vt_document_set_integer (fixture->document, "training.k", 7);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (spin_button)), ==, "7");
  gtk_editable_set_text (GTK_EDITABLE (spin_button), "auto");
  gtk_spin_button_update (GTK_SPIN_BUTTON (spin_button));
  g_assert_cmpint (vt_state_get_integer (get_state (fixture), "training.k"), ==, 0);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "long");
  gtk_editable_set_text (GTK_EDITABLE (entry), "all");
  g_signal_emit_by_name (entry, "activate");
  vt_state_get_reals (get_state (fixture), "training.lags", &n);
  g_assert_cmpuint (n, ==, 41);
  g_object_unref (row);
  g_object_unref (lags);
}

#define ADD(path, func) g_test_add (path, Fixture, application, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_autoptr (VtApplication) application = NULL;
  int status = fixture_init (&argc, &argv, &application);

  if (status != 0)
    return status == 77 ? 0 : status;
  ADD ("/model-page/runs", test_runs);
  ADD ("/model-page/repeated-run", test_repeated_run);
  ADD ("/model-page/many-runs", test_many_runs);
  ADD ("/model-page/drop", test_drop);
  ADD ("/model-page/open-another", test_open_another);
  ADD ("/model-page/settings", test_settings);
  ADD ("/model-page/train", test_train);
  ADD ("/model-page/enlarge", test_enlarge);
  ADD ("/model-page/failure", test_failure);
  ADD ("/model-page/cancel", test_cancel);
  ADD ("/model-page/close-while-training", test_close_while_training);
  ADD ("/model-page/save-and-use", test_save_and_use);
  ADD ("/model-page/export", test_export);
  ADD ("/model-page/questions", test_questions);
  ADD ("/model-page/present", test_present);
  ADD ("/model-page/named-values", test_named_values);
  return g_test_run ();
}

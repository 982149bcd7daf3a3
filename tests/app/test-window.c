/* The window as a person uses it: files, actions and pictures; no dialogs. */
#include <glib/gstdio.h>
#include <string.h>

#include "test-glass.h"
#include "vt-analysis-row.h"
#include "vt-chart-page.h"
#include "vt-compared-runs.h"
#include "vt-inspector.h"
#include "vt-run-comparison.h"
#include "window-fixture.h"

static guint
count_shown (GtkWidget *widget)
{
  g_autoptr (GdkTexture) texture = take_texture (widget);

  return texture != NULL ? count_colored (texture) : 0;
}

static void
test_open (Fixture *fixture, gconstpointer data)
{
  g_assert_true (vt_window_is_empty (fixture->window));
  open_fixture (fixture, "small.lammpstrj");
  g_assert_null (vt_window_get_message (fixture->window));
  g_assert_false (vt_window_is_empty (fixture->window));
  g_assert_nonnull (vt_document_get_source (fixture->document));
  g_assert_nonnull (vt_document_peek_frame (fixture->document));
  g_assert_nonnull (strstr (gtk_window_get_title (GTK_WINDOW (fixture->window)), "small"));
  g_assert_nonnull (vt_document_peek (fixture->document, "voronoi"));
}

static void
test_damaged (Fixture *fixture, gconstpointer data)
{
  VtSource *source;

  open_fixture (fixture, "small.lammpstrj");
  source = vt_document_get_source (fixture->document);
  act_on (fixture, "win.color-by", "element");
  open_fixture (fixture, "damaged.lammpstrj");
  /* A file whose first frame cannot be read is either refused, or opens with the frame's failure shown. */
  if (vt_document_get_source (fixture->document) == source)
    {
      g_assert_nonnull (vt_window_get_message (fixture->window));
      g_assert_nonnull (strstr (vt_window_get_message (fixture->window), "damaged"));
      g_assert_true (vt_state_is (get_state (fixture), "view.color-by", "element"));
    }
  else
    g_assert_cmpint (vt_document_get_job (fixture->document, "frame", NULL, NULL), ==, VT_JOB_FAILED);
  act (fixture, "win.dismiss-message");
  g_assert_null (vt_window_get_message (fixture->window));
}

static void
test_missing (Fixture *fixture, gconstpointer data)
{
  VtSource *source;

  open_fixture (fixture, "small.lammpstrj");
  source = vt_document_get_source (fixture->document);
  open_fixture (fixture, "no-such-file");
  g_assert_true (vt_document_get_source (fixture->document) == source);
  g_assert_nonnull (vt_window_get_message (fixture->window));
  g_assert_nonnull (strstr (vt_window_get_message (fixture->window), "no-such-file"));
}

static void
test_undo (Fixture *fixture, gconstpointer data)
{
  open_fixture (fixture, "small.lammpstrj");
  act_on (fixture, "win.color-by", "cn");
  act_on (fixture, "win.color-by", "d2min");
  g_assert_true (vt_state_is (get_state (fixture), "view.color-by", "d2min"));
  act (fixture, "win.undo");
  g_assert_true (vt_state_is (get_state (fixture), "view.color-by", "cn"));
  act (fixture, "win.redo");
  g_assert_true (vt_state_is (get_state (fixture), "view.color-by", "d2min"));
  act (fixture, "win.undo");
  act (fixture, "win.undo");
  g_assert_true (vt_state_is (get_state (fixture), "view.color-by", "element"));
}

static void
test_pages (Fixture *fixture, gconstpointer data)
{
  open_fixture (fixture, "small.lammpstrj");
  act_on (fixture, "win.page", "slice");
  g_assert_true (vt_state_is (get_state (fixture), "view.page", "slice"));
  g_assert_true (gtk_widget_get_mapped (find_by_type (GTK_WIDGET (fixture->window), "VtSliceView")));
  act_on (fixture, "win.page", "compare");
  spin (200);
  g_assert_true (gtk_widget_get_mapped (find_by_type (GTK_WIDGET (fixture->window), "VtCompareView")));
  act_on (fixture, "win.page", "3d");
  g_assert_true (gtk_widget_get_mapped (find_by_type (GTK_WIDGET (fixture->window), "VtViewport")));
  act (fixture, "win.undo");
  g_assert_true (vt_state_is (get_state (fixture), "view.page", "compare"));
}

static void
test_slice_picture (Fixture *fixture, gconstpointer data)
{
  GtkWidget *slice;
  guint elements;

  open_fixture (fixture, "small.lammpstrj");
  act_on (fixture, "win.page", "slice");
  act_on (fixture, "win.color-by", "d2min");
  wait_until_idle (fixture);
  spin (200);
  slice = find_by_type (GTK_WIDGET (fixture->window), "VtSliceView");
  elements = count_shown (slice);
  g_assert_cmpuint (elements, >, 10000);
  /* Another place shows other atoms; none of all hidden ones is drawn. */
  vt_document_set_many (fixture->document, "Test", "selection.property", g_variant_new_string ("d2min"),
                        "selection.minimum", g_variant_new_double (1e6), "selection.maximum",
                        g_variant_new_double (2e6), "selection.others", g_variant_new_string ("hide"), NULL);
  wait_until_idle (fixture);
  spin (200);
  g_assert_cmpuint (count_shown (slice), <, elements / 2);
}

static void
test_space_picture (Fixture *fixture, gconstpointer data)
{
  GtkWidget *viewport;

  open_fixture (fixture, "small.lammpstrj");
  act_on (fixture, "win.color-by", "d2min");
  wait_until_idle (fixture);
  spin (400);
  viewport = find_by_type (GTK_WIDGET (fixture->window), "VtViewport");
  g_assert_cmpuint (count_shown (viewport), >, 10000);
}

static void
test_frames (Fixture *fixture, gconstpointer data)
{
  open_fixture (fixture, "small.lammpstrj");
  act (fixture, "win.next-frame");
  act (fixture, "win.next-frame");
  g_assert_cmpint (vt_state_get_integer (get_state (fixture), "window.frame"), ==, 2);
  act (fixture, "win.previous-frame");
  g_assert_cmpint (vt_state_get_integer (get_state (fixture), "window.frame"), ==, 1);
  act (fixture, "win.last-frame");
  act (fixture, "win.next-frame");
  g_assert_cmpint (vt_state_get_integer (get_state (fixture), "window.frame"), ==, 5);
  act (fixture, "win.first-frame");
  act (fixture, "win.previous-frame");
  g_assert_cmpint (vt_state_get_integer (get_state (fixture), "window.frame"), ==, 0);
}

/* What the shortcuts window promises: the keys are there, and mean the frames. */
static void
test_keys (Fixture *fixture, gconstpointer data)
{
  static const char *const actions[] = { "win.next-frame", "win.previous-frame", "win.first-frame", "win.last-frame",
                                         "win.play" };

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      GtkApplication *program = GTK_APPLICATION (fixture->application);
      g_auto (GStrv) keys = gtk_application_get_accels_for_action (program, actions[i]);
      g_auto (GStrv) meanings = NULL;

      g_assert_nonnull (keys[0]);
      meanings = gtk_application_get_actions_for_accel (program, keys[0]);
      g_assert_nonnull (meanings);
      g_assert_cmpuint (g_strv_length (meanings), ==, 1);
      g_assert_cmpstr (meanings[0], ==, actions[i]);
    }
}

static void
test_play (Fixture *fixture, gconstpointer data)
{
  gint64 end;

  open_fixture (fixture, "small.lammpstrj");
  act_on (fixture, "win.color-by", "cn");
  act (fixture, "win.play");
  end = g_get_monotonic_time () + PATIENCE_SECONDS * G_USEC_PER_SEC;
  while (vt_state_get_integer (get_state (fixture), "window.frame") < 5)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      spin (50);
    }
  /* Playback is no edit. */
  act (fixture, "win.undo");
  g_assert_true (vt_state_is (get_state (fixture), "view.color-by", "element"));
}

static void
test_inspector (Fixture *fixture, gconstpointer data)
{
  const gint64 picked[] = { 7 };
  VtInspector *inspector;
  g_autofree char *text = NULL;

  open_fixture (fixture, "small.lammpstrj");
  inspector = VT_INSPECTOR (find_by_type (GTK_WIDGET (fixture->window), "VtInspector"));
  vt_document_set (fixture->document, "selection.picked",
                   g_variant_new_fixed_array (G_VARIANT_TYPE_INT64, picked, 1, sizeof (gint64)), NULL);
  wait_until_idle (fixture);
  text = vt_inspector_get_text (inspector);
  g_assert_nonnull (strstr (text, " 7\n"));
  g_assert_nonnull (strstr (text, "CN: "));
  g_assert_nonnull (strstr (text, "c_pe: "));
  act (fixture, "win.clear-selection");
  wait_until_idle (fixture);
  g_clear_pointer (&text, g_free);
  text = vt_inspector_get_text (inspector);
  g_assert_cmpstr (text, ==, "");
}

/* The page of that kind, wherever in the window. */
static VtChartPage *
find_page (GtkWidget *widget, const char *id)
{
  VtChartPage *found = NULL;

  if (VT_IS_CHART_PAGE (widget) && g_str_equal (vt_chart_page_get_kind (VT_CHART_PAGE (widget))->id, id))
    return VT_CHART_PAGE (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_page (child, id);
  return found;
}

/* All charts of the page come, those under the first one, too. */
static void
test_chemistry (Fixture *fixture, gconstpointer data)
{
  static const char *const ids[] = { "chemistry", "sro" };
  gint64 end = g_get_monotonic_time () + PATIENCE_SECONDS * G_USEC_PER_SEC;

  open_fixture (fixture, "small.lammpstrj");
  act_on (fixture, "win.chart", "chemistry");
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      VtChartPage *page = find_page (GTK_WIDGET (fixture->window), ids[i]);
      VtChart *chart;

      g_assert_nonnull (page);
      while ((chart = vt_chart_view_get_chart (vt_chart_page_get_view (page))) == NULL || !vt_chart_has_data (chart))
        {
          g_assert_cmpint (g_get_monotonic_time (), <, end);
          spin (50);
        }
      g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (page)));
    }
  g_assert_nonnull (find_page (GTK_WIDGET (fixture->window), "coordination"));
}

/* The table is filled whether its page was shown before the result came or after. */
static void
test_polyhedra (Fixture *fixture, gconstpointer data)
{
  GtkWidget *view;
  gint64 end = g_get_monotonic_time () + PATIENCE_SECONDS * G_USEC_PER_SEC;

  open_fixture (fixture, "small.lammpstrj");
  act_on (fixture, "win.chart", "polyhedra");
  spin (200);
  view = find_by_type (GTK_WIDGET (fixture->window), "GtkListView");
  g_assert_nonnull (view);
  while (find_by_type (view, "GtkListItemWidget") == NULL)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      spin (50);
    }
  vt_document_set_text (fixture->document, "selection.polyhedron", "⟨0 0 0 0⟩");
  wait_until_idle (fixture);
  act (fixture, "win.clear-selection");
  g_assert_true (vt_state_is (get_state (fixture), "selection.polyhedron", ""));
}

static VtChartView *
wait_for_chart (Fixture *fixture, const char *id)
{
  VtChartPage *page = find_page (GTK_WIDGET (fixture->window), id);
  gint64 end = g_get_monotonic_time () + PATIENCE_SECONDS * G_USEC_PER_SEC;

  g_assert_nonnull (page);
  while (vt_chart_view_get_chart (vt_chart_page_get_view (page)) == NULL)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      spin (50);
    }
  return vt_chart_page_get_view (page);
}

/* A click in a chart of thresholds sets the one that it is of, rounded; each click is a step. */
static void
test_packing (Fixture *fixture, gconstpointer data)
{
  static const char *const ids[] = { "thresholds", "thresholds-lffs", "thresholds-edge", "thresholds-edge-lffs" };

  open_fixture (fixture, "small.lammpstrj");
  act_on (fixture, "win.chart", "rdf");
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      gboolean edge = i >= 2;
      VtChartView *view = wait_for_chart (fixture, ids[i]);

      /* 2.03 % of the surface; 0.304 Å */
      g_signal_emit_by_name (view, "activated", edge ? 0.304 : 2.03, 5.0);
      g_assert_cmpfloat_with_epsilon (vt_state_get_real (get_state (fixture), "voronoi.relative-area"),
                                      edge ? 0 : 0.0205, 1e-12);
      g_assert_cmpfloat_with_epsilon (vt_state_get_real (get_state (fixture), "voronoi.edge"), edge ? 0.3 : 0, 1e-12);
      wait_until_idle (fixture);
      g_assert_nonnull (vt_document_peek (fixture->document, "thresholds"));
      /* Left of the axis is none. */
      g_signal_emit_by_name (view, "activated", -1.0, 5.0);
      g_assert_cmpfloat (vt_state_get_real (get_state (fixture), edge ? "voronoi.edge" : "voronoi.relative-area"), ==,
                         0);
      act (fixture, "win.undo");
      g_assert_cmpfloat (vt_state_get_real (get_state (fixture), edge ? "voronoi.edge" : "voronoi.relative-area"), >,
                         0);
      act (fixture, "win.undo");
      g_assert_cmpfloat (vt_state_get_real (get_state (fixture), edge ? "voronoi.edge" : "voronoi.relative-area"), ==,
                         0);
    }
}

/* Runs are added as the dialog does it, in one step, listed, and taken out by their buttons. */
static void
test_compared_runs (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) small = fixture_file ("small.lammpstrj");
  g_autoptr (GFile) damaged = fixture_file ("damaged.lammpstrj");
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);
  g_autoptr (GPtrArray) runs = NULL, fewer = NULL, none = NULL;
  g_autoptr (GtkWidget) settings = NULL;
  GtkWidget *widget, *row;

  open_fixture (fixture, "small.lammpstrj");
  /* The side bar's row follows the document, too, and files are no setting of it. */
  settings = g_object_ref_sink (vt_analysis_row_new (fixture->document, vt_analysis_find ("runs")));
  act_on (fixture, "win.chart", "runs");
  widget = find_by_type (GTK_WIDGET (fixture->window), "VtComparedRuns");
  g_assert_nonnull (widget);
  g_assert_null (find_by_type (widget, "GtkListBoxRow"));
  g_list_store_append (files, small);
  g_list_store_append (files, damaged);
  vt_compared_runs_add (VT_COMPARED_RUNS (widget), G_LIST_MODEL (files));
  runs = vt_run_comparison_get_runs (get_state (fixture));
  g_assert_cmpuint (runs->len, ==, 2);
  g_assert_true (g_file_equal (((VtComparedRun *) runs->pdata[0])->file, small));
  g_assert_cmpstr (((VtComparedRun *) runs->pdata[1])->label, ==, "damaged");

  row = find_by_type (widget, "GtkListBoxRow");
  g_assert_nonnull (row);
  g_signal_emit_by_name (find_by_type (row, "GtkButton"), "clicked");
  fewer = vt_run_comparison_get_runs (get_state (fixture));
  g_assert_cmpuint (fewer->len, ==, 1);
  g_assert_true (g_file_equal (((VtComparedRun *) fewer->pdata[0])->file, damaged));
  act (fixture, "win.undo");
  act (fixture, "win.undo");
  none = vt_run_comparison_get_runs (get_state (fixture));
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_null (find_by_type (widget, "GtkListBoxRow"));
}

/* Several charts get the inspector's room while it is empty, and give it back. */
static void
test_room (Fixture *fixture, gconstpointer data)
{
  const gint64 picked[] = { 7 };
  GtkWidget *inspector;
  int usual;

  open_fixture (fixture, "small.lammpstrj");
  spin (200);
  inspector = find_by_type (GTK_WIDGET (fixture->window), "VtInspector");
  usual = gtk_widget_get_height (inspector);
  act_on (fixture, "win.chart", "chemistry");
  spin (200);
  g_assert_cmpint (gtk_widget_get_height (inspector), <, usual);
  vt_document_set (fixture->document, "selection.picked",
                   g_variant_new_fixed_array (G_VARIANT_TYPE_INT64, picked, 1, sizeof (gint64)), NULL);
  spin (200);
  g_assert_cmpint (gtk_widget_get_height (inspector), ==, usual);
  act (fixture, "win.clear-selection");
  spin (200);
  g_assert_cmpint (gtk_widget_get_height (inspector), <, usual);
  act_on (fixture, "win.chart", "distribution");
  spin (200);
  g_assert_cmpint (gtk_widget_get_height (inspector), ==, usual);
}

static void
test_export (Fixture *fixture, gconstpointer data)
{
  g_autofree char *directory = make_directory ();
  g_autoptr (GFile) figure = g_file_new_build_filename (directory, "slice.svg", NULL);
  g_autoptr (GFile) nowhere = g_file_new_build_filename (directory, "no", "slice.svg", NULL);
  g_autofree char *text = NULL;

  open_fixture (fixture, "small.lammpstrj");
  act_on (fixture, "win.color-by", "element");
  vt_window_export_figure (fixture->window, "slice", figure);
  wait_until_idle (fixture);
  g_assert_null (vt_window_get_message (fixture->window));
  g_assert_true (g_file_load_contents (figure, NULL, &text, NULL, NULL, NULL));
  g_assert_nonnull (strstr (text, "<path"));
  g_assert_null (strstr (text, "<image"));
  vt_window_export_figure (fixture->window, "slice", nowhere);
  wait_until_idle (fixture);
  g_assert_nonnull (vt_window_get_message (fixture->window));
  g_file_delete (figure, NULL, NULL);
  g_rmdir (directory);
}

static void
test_session (Fixture *fixture, gconstpointer data)
{
  g_autofree char *directory = make_directory ();
  g_autoptr (GFile) session = g_file_new_build_filename (directory, "kept.vitrine", NULL);

  open_fixture (fixture, "small.lammpstrj");
  vt_document_set_real (fixture->document, "window.lag", 10);
  act_on (fixture, "win.color-by", "cn");
  vt_window_save_file (fixture->window, session);
  wait_until_idle (fixture);
  g_assert_null (vt_window_get_message (fixture->window));
  act_on (fixture, "win.color-by", "element");
  vt_window_open_file (fixture->window, session);
  wait_until_idle (fixture);
  g_assert_true (vt_state_is (get_state (fixture), "view.color-by", "cn"));
  g_assert_cmpfloat (vt_state_get_real (get_state (fixture), "window.lag"), ==, 10);
  g_file_delete (session, NULL, NULL);
  g_rmdir (directory);
}

/* ---- very many atoms: all pictures are made beside the main loop ---- */

static GtkWidget *
wait_for_colors (Fixture *fixture, const char *type)
{
  GtkWidget *widget = find_by_type (GTK_WIDGET (fixture->window), type);
  gint64 end = g_get_monotonic_time () + 8 * PATIENCE_SECONDS * G_USEC_PER_SEC;

  do
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      spin (100);
    }
  while (count_shown (widget) < 10000);
  return widget;
}

/* 256 × 400 atoms, coloured by element. */
static VtSource *
make_large (Fixture *fixture)
{
  g_autoptr (VtTrajectory) large = NULL;

  open_fixture (fixture, "small.lammpstrj");
  large = test_glass_replicate (vt_source_get_trajectory (vt_document_get_source (fixture->document)), 8, 10, 5);
  return vt_source_new (large, NULL);
}

static void
test_many_atoms (Fixture *fixture, gconstpointer data)
{
  g_autoptr (VtSource) source = make_large (fixture);
  GtkWidget *slice;

  vt_document_open_source (fixture->document, source, get_state (fixture));
  act_on (fixture, "win.page", "slice");
  slice = wait_for_colors (fixture, "VtSliceView");
  /* Moved and turned again and again, and left alone: it comes to rest. */
  for (guint i = 0; i < 20; i++)
    {
      vt_document_set_real (fixture->document, "slice.position", i / 20.0);
      spin (5);
    }
  wait_for_colors (fixture, "VtSliceView");
  g_assert_true (gtk_widget_get_mapped (slice));
  act_on (fixture, "win.page", "3d");
  wait_for_colors (fixture, "VtViewport");
  /* Back to few, at once. */
  open_fixture (fixture, "small.lammpstrj");
  spin (200);
  g_assert_cmpuint (count_shown (find_by_type (GTK_WIDGET (fixture->window), "VtViewport")), >, 10000);
}

/* The window goes while its document works, and while a file is being opened. */
static void
test_close_while_busy (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) file = fixture_file ("small.lammpstrj");
  GtkWidget *other = vt_window_new (ADW_APPLICATION (fixture->application));

  gtk_window_present (GTK_WINDOW (other));
  vt_window_open_file (VT_WINDOW (other), file);
  gtk_window_close (GTK_WINDOW (other));
  spin (100);
  open_fixture (fixture, "small.lammpstrj");
  act_on (fixture, "win.page", "compare");
  vt_document_set_real (fixture->document, "window.lag", 10);
  vt_document_set_real (fixture->document, "voronoi.area", 0.5);
}

#define ADD(path, func) g_test_add (path, Fixture, application, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_autoptr (VtApplication) application = NULL;
  int status = fixture_init (&argc, &argv, &application);

  if (status != 0)
    return status == 77 ? 0 : status;
  ADD ("/window/open", test_open);
  ADD ("/window/damaged", test_damaged);
  ADD ("/window/missing", test_missing);
  ADD ("/window/undo", test_undo);
  ADD ("/window/pages", test_pages);
  ADD ("/window/slice-picture", test_slice_picture);
  ADD ("/window/space-picture", test_space_picture);
  ADD ("/window/frames", test_frames);
  ADD ("/window/keys", test_keys);
  ADD ("/window/play", test_play);
  ADD ("/window/inspector", test_inspector);
  ADD ("/window/chemistry", test_chemistry);
  ADD ("/window/polyhedra", test_polyhedra);
  ADD ("/window/packing", test_packing);
  ADD ("/window/compared-runs", test_compared_runs);
  ADD ("/window/room", test_room);
  ADD ("/window/export", test_export);
  ADD ("/window/session", test_session);
  ADD ("/window/many-atoms", test_many_atoms);
  ADD ("/window/close-while-busy", test_close_while_busy);
  return g_test_run ();
}

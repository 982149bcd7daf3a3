/* The pages of the time series and of one quantity against another, in the real window. */
#include <math.h>

#include "test-glass.h"
#include "vt-chart-page.h"
#include "window-fixture.h"

static void
wait_a_little (gint64 since)
{
  g_assert_cmpint (g_get_monotonic_time (), <, since + PATIENCE_SECONDS * G_USEC_PER_SEC);
  spin (20);
}

static VtSource *
open_glass (Fixture *fixture)
{
  g_autoptr (VtTrajectory) glass = test_glass_new (4, 9, 0.1, 77);
  g_autoptr (VtModel) model = test_glass_model ();
  VtSource *source = vt_source_new (glass, model);

  open_fixture (fixture, "small.lammpstrj");
  vt_document_open_source (fixture->document, source, get_state (fixture));
  vt_document_set_real (fixture->document, "trajectory.temperature", 800);
  vt_document_set_real (fixture->document, "window.lag", 10);
  vt_document_set_text (fixture->document, "cutoff", "3.3");
  for (gint64 since = g_get_monotonic_time (); vt_document_peek (fixture->document, "tml") == NULL;)
    wait_a_little (since);
  return source;
}

/* (nullable) */
static GtkWidget *
find_shown_button (GtkWidget *widget, const char *label)
{
  if (GTK_IS_BUTTON (widget) && gtk_widget_get_mapped (widget)
      && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_shown_button (child, label);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static VtChartPage *
find_page (GtkWidget *widget, const char *id)
{
  if (VT_IS_CHART_PAGE (widget) && g_str_equal (vt_chart_page_get_kind (VT_CHART_PAGE (widget))->id, id))
    return VT_CHART_PAGE (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      VtChartPage *found = find_page (child, id);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static VtChart *
get_chart (Fixture *fixture, const char *id)
{
  return vt_chart_view_get_chart (vt_chart_page_get_view (find_page (GTK_WIDGET (fixture->window), id)));
}

static void
compute_series (Fixture *fixture)
{
  GtkWidget *button;

  act_on (fixture, "win.chart", "timeseries");
  for (gint64 since = g_get_monotonic_time ();
       (button = find_shown_button (GTK_WIDGET (fixture->window), "Compute")) == NULL;)
    wait_a_little (since);
  g_signal_emit_by_name (button, "clicked");
  for (gint64 since = g_get_monotonic_time (); get_chart (fixture, "timeseries") == NULL;)
    wait_a_little (since);
}

/* Nothing is computed until the person asks; then what the command line would write. */
static void
test_series_on_demand (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (VtSource) source = open_glass (fixture);
  g_autoptr (VtEvaluator) evaluator = vt_evaluator_new (1 << 28);
  g_autoptr (VtResult) expected = NULL;
  g_autofree char *shown = NULL, *written = NULL;

  act_on (fixture, "win.chart", "timeseries");
  wait_until_idle (fixture);
  g_assert_null (vt_document_peek (fixture->document, "timeseries"));
  g_assert_cmpint (vt_document_get_job (fixture->document, "timeseries", NULL, NULL), ==, VT_JOB_IDLE);

  compute_series (fixture);
  expected = vt_evaluator_evaluate (evaluator, source, get_state (fixture), "timeseries", NULL, NULL, NULL);
  shown = vt_table_to_csv (vt_result_get_table (vt_document_peek (fixture->document, "timeseries"), "timeseries"));
  written = vt_table_to_csv (vt_result_get_table (expected, "timeseries"));
  g_assert_cmpstr (shown, ==, written);
  g_assert_true (vt_chart_has_data (get_chart (fixture, "timeseries")));
}

/* A click goes to the frame; another chart is another choice; another lag asks anew. */
static void
test_series_in_use (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (VtSource) source = open_glass (fixture);
  VtChartView *view;
  VtChart *before;

  compute_series (fixture);
  view = vt_chart_page_get_view (find_page (GTK_WIDGET (fixture->window), "timeseries"));
  g_signal_emit_by_name (view, "activated", 14.0, 0.2);
  g_assert_cmpint (vt_state_get_integer (get_state (fixture), "window.frame"), ==, 3);
  wait_until_idle (fixture);
  /* The frame is none of its settings. */
  g_assert_nonnull (vt_document_peek (fixture->document, "timeseries"));

  before = vt_chart_ref (vt_chart_view_get_chart (view));
  vt_document_set_text (fixture->document, "timeseries.chart", "msd");
  g_assert_true (vt_chart_view_get_chart (view) != before);
  g_assert_cmpint (vt_axis_get_scale (vt_chart_get_x_axis (vt_chart_view_get_chart (view))), ==, VT_SCALE_LOG);
  vt_chart_unref (before);
  g_signal_emit_by_name (view, "activated", 20.0, 0.2);
  g_assert_cmpint (vt_state_get_integer (get_state (fixture), "window.frame"), ==, 3);

  vt_document_set_real (fixture->document, "window.lag", 5);
  wait_until_idle (fixture);
  g_assert_null (vt_document_peek (fixture->document, "timeseries"));
  g_assert_nonnull (find_shown_button (GTK_WIDGET (fixture->window), "Compute"));
}

static void
test_scatter (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (VtSource) source = open_glass (fixture);
  g_autoptr (VtEvaluator) evaluator = vt_evaluator_new (1 << 28);
  g_autoptr (VtResult) expected = NULL;
  g_autofree char *shown = NULL, *written = NULL;
  VtChart *chart;

  act_on (fixture, "win.chart", "scatter");
  vt_document_set_text (fixture->document, "scatter.x", "displacement");
  for (gint64 since = g_get_monotonic_time (); vt_document_peek (fixture->document, "scatter") == NULL;)
    wait_a_little (since);
  wait_until_idle (fixture);
  expected = vt_evaluator_evaluate (evaluator, source, get_state (fixture), "scatter", NULL, NULL, NULL);
  shown = vt_table_to_csv (vt_result_get_table (vt_document_peek (fixture->document, "scatter"), "scatter"));
  written = vt_table_to_csv (vt_result_get_table (expected, "scatter"));
  g_assert_cmpstr (shown, ==, written);
  chart = get_chart (fixture, "scatter");
  g_assert_nonnull (chart);
  g_assert_cmpuint (vt_chart_get_n_series (chart), ==, 2);
  /* LA and SA in their colours: two series more. */
  vt_document_set_text (fixture->document, "scatter.color", "class");
  wait_until_idle (fixture);
  g_assert_cmpuint (vt_chart_get_n_series (get_chart (fixture, "scatter")), ==, 4);
}

/* What neither changes nor is looked at is not made anew; what changed meanwhile is, when somebody looks. */
static void
test_charts_are_let_be (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (VtSource) source = open_glass (fixture);
  VtChartPage *page = find_page (GTK_WIDGET (fixture->window), "distribution");
  VtChart *before;

  act_on (fixture, "win.chart", "distribution");
  for (gint64 since = g_get_monotonic_time (); get_chart (fixture, "distribution") == NULL;)
    wait_a_little (since);
  wait_until_idle (fixture);
  before = vt_chart_ref (get_chart (fixture, "distribution"));
  g_signal_emit_by_name (fixture->document, "job-changed", "distribution");
  g_signal_emit_by_name (fixture->document, "job-changed", "tml");
  g_signal_emit_by_name (fixture->document, "result-changed", "tml");
  g_assert_true (get_chart (fixture, "distribution") == before);

  act_on (fixture, "win.chart", "scatter");
  for (gint64 since = g_get_monotonic_time (); gtk_widget_get_mapped (GTK_WIDGET (page));)
    wait_a_little (since);
  vt_document_set_integer (fixture->document, "window.frame", 2);
  wait_until_idle (fixture);
  g_assert_true (get_chart (fixture, "distribution") == before);
  act_on (fixture, "win.chart", "distribution");
  for (gint64 since = g_get_monotonic_time (); get_chart (fixture, "distribution") == before;)
    wait_a_little (since);
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (page)));
  vt_chart_unref (before);
}

int
main (int argc, char **argv)
{
  g_autoptr (VtApplication) application = NULL;
  int status = fixture_init (&argc, &argv, &application);

  if (status != 0)
    return status == 77 ? 0 : status;
  g_test_add ("/series-pages/series-on-demand", Fixture, application, set_up, test_series_on_demand, tear_down);
  g_test_add ("/series-pages/series-in-use", Fixture, application, set_up, test_series_in_use, tear_down);
  g_test_add ("/series-pages/scatter", Fixture, application, set_up, test_scatter, tear_down);
  g_test_add ("/series-pages/let-be", Fixture, application, set_up, test_charts_are_let_be, tear_down);
  return g_test_run ();
}

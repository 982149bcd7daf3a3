/* The inspector in the real window: what it says of an atom, and how far to believe it. */
#include <math.h>
#include <string.h>

#include "test-glass.h"
#include "vt-chart-view.h"
#include "vt-inspector.h"
#include "window-fixture.h"

/* Turns the main loop once more, but not for ever. */
static void
wait_a_little (gint64 since)
{
  g_assert_cmpint (g_get_monotonic_time (), <, since + PATIENCE_SECONDS * G_USEC_PER_SEC);
  spin (20);
}

/* A run at some 800 K of the model's, 256 atoms; the model has 100, 800 and 2000 K, and five neighbours vote. */
static VtInspector *
open_glass (Fixture *fixture, double heat)
{
  g_autoptr (VtTrajectory) glass = test_glass_new (4, 6, heat, 77);
  g_autoptr (VtModel) model = test_glass_model ();
  g_autoptr (VtSource) source = vt_source_new (glass, model);

  open_fixture (fixture, "small.lammpstrj");
  vt_document_open_source (fixture->document, source, get_state (fixture));
  vt_document_set_real (fixture->document, "trajectory.temperature", 800);
  for (gint64 since = g_get_monotonic_time (); vt_document_peek (fixture->document, "tml") == NULL;)
    wait_a_little (since);
  return VT_INSPECTOR (find_by_type (GTK_WIDGET (fixture->window), "VtInspector"));
}

/* (transfer full): what it says of the atom of that index */
static char *
inspect (Fixture *fixture, VtInspector *inspector, gsize atom)
{
  const gint64 picked[] = { (gint64) atom + 1 };

  vt_document_set (fixture->document, "selection.picked",
                   g_variant_new_fixed_array (G_VARIANT_TYPE_INT64, picked, 1, sizeof (gint64)), NULL);
  wait_until_idle (fixture);
  return vt_inspector_get_text (inspector);
}

static const double *
values_of (Fixture *fixture, const char *property)
{
  VtColumn *column = vt_document_peek_column (fixture->document, property);

  g_assert_nonnull (column);
  return vt_column_get_values (column);
}

static const guint16 *
votes_of (Fixture *fixture, gsize atom)
{
  return (const guint16 *) vt_result_get_payload (vt_document_peek (fixture->document, "tml")) + 3 * atom;
}

/* The first atom about which the neighbours disagree, or all agree on a class. */
static gsize
find_atom (Fixture *fixture, gboolean disagree, double class)
{
  const double *agreement = values_of (fixture, "t_ml_agreement"), *heat = values_of (fixture, "t_ml");

  for (gsize i = 0; i < 256; i++)
    if (disagree ? agreement[i] < 1 : heat[i] == class)
      return i;
  g_assert_not_reached ();
}

static void
test_votes (Fixture *fixture, gconstpointer data)
{
  static const double classes[] = { 100, 800, 2000 };
  VtInspector *inspector = open_glass (fixture, 0.45);
  gsize atom = find_atom (fixture, TRUE, 0);
  g_autofree char *text = inspect (fixture, inspector, atom);
  g_autofree char *heat = g_strdup_printf ("TML: %.0f\u202fK\n", values_of (fixture, "t_ml")[atom]);
  g_autofree char *spread = g_strdup_printf ("s(TML): %.0f\u202fK\n", values_of (fixture, "t_ml_spread")[atom]);
  g_autoptr (GString) votes = g_string_new (NULL);
  GtkWidget *chart = find_by_type (GTK_WIDGET (inspector), "VtChartView");
  guint sum = 0;

  for (guint c = 0; c < 3; c++)
    {
      guint n = votes_of (fixture, atom)[c];

      sum += n;
      if (n > 0)
        g_string_append_printf (votes, "%s%g\u202fK:\u00a0%u", votes->len > 0 ? " · " : "Votes: ", classes[c], n);
    }
  g_string_append (votes, "\n");
  g_assert_cmpuint (sum, ==, 5);
  g_assert_nonnull (strstr (text, heat));
  g_assert_nonnull (strstr (text, spread));
  g_assert_nonnull (strstr (text, votes->str));
  g_assert_nonnull (strstr (text, "qML: "));
  g_assert_null (strstr (text, "class: At"));
  g_assert_nonnull (chart);
  g_assert_true (vt_chart_has_data (vt_chart_view_get_chart (VT_CHART_VIEW (chart))));
}

/* (nullable): the label that begins so */
static GtkWidget *
find_label (GtkWidget *widget, const char *start)
{
  if (GTK_IS_LABEL (widget) && g_str_has_prefix (gtk_label_get_text (GTK_LABEL (widget)), start))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_label (child, start);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* The window shows its parts one after the other. */
static void
wait_for_label (GtkWidget *widget, const char *start)
{
  GtkWidget *label;

  for (gint64 since = g_get_monotonic_time ();
       (label = find_label (widget, start)) == NULL || !gtk_widget_get_mapped (label);)
    wait_a_little (since);
}

static void
test_saturated (Fixture *fixture, gconstpointer data)
{
  VtInspector *inspector = open_glass (fixture, 1.0);
  gsize atom = find_atom (fixture, FALSE, 2000);
  g_autofree char *text = inspect (fixture, inspector, atom);

  g_assert_nonnull (strstr (text, "At the highest class: T_ML cannot exceed 2000\u202fK\n"));
  wait_for_label (GTK_WIDGET (inspector), "At the highest class");
}

/* What moves more than anything the model has seen is outside; another atom's doubt does not stay. */
static void
test_outside (Fixture *fixture, gconstpointer data)
{
  VtInspector *inspector = open_glass (fixture, 1.3);
  const double *outside = values_of (fixture, "t_ml_outside");
  gsize strange = 0, usual = 0;
  g_autofree char *text = NULL, *other = NULL;

  while (strange < 255 && outside[strange] == 0)
    strange++;
  while (usual < 255 && outside[usual] != 0)
    usual++;
  g_assert_cmpfloat (outside[strange], ==, 1);
  text = inspect (fixture, inspector, strange);
  g_assert_nonnull (strstr (text, "Outside training: "));
  wait_for_label (GTK_WIDGET (inspector), "Outside training");
  g_assert_cmpfloat (outside[usual], ==, 0);
  other = inspect (fixture, inspector, usual);
  g_assert_null (strstr (other, "Outside training: "));
  g_assert_null (find_label (GTK_WIDGET (inspector), "Outside training"));
}

/* What makes one doubt the whole stands at the analysis, where everybody looks. */
static void
test_warnings (Fixture *fixture, gconstpointer data)
{
  open_glass (fixture, 0.45);
  vt_document_set_real (fixture->document, "trajectory.temperature", 3000);
  wait_for_label (GTK_WIDGET (fixture->window),
                  "the sample’s temperature, 3000 K, lies outside the training’s, 100 … 2000 K");
}

/* The first of an atom's numbers are there before T_ML is, or without it. */
static void
test_without_model (Fixture *fixture, gconstpointer data)
{
  VtInspector *inspector;
  g_autofree char *text = NULL;

  open_fixture (fixture, "small.lammpstrj");
  inspector = VT_INSPECTOR (find_by_type (GTK_WIDGET (fixture->window), "VtInspector"));
  text = inspect (fixture, inspector, 6);
  g_assert_null (strstr (text, "Votes: "));
  g_assert_null (find_by_type (GTK_WIDGET (inspector), "VtChartView"));
}

#define ADD(path, func) g_test_add (path, Fixture, application, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_autoptr (VtApplication) application = NULL;
  int status = fixture_init (&argc, &argv, &application);

  if (status != 0)
    return status == 77 ? 0 : status;
  ADD ("/inspector/votes", test_votes);
  ADD ("/inspector/saturated", test_saturated);
  ADD ("/inspector/outside", test_outside);
  ADD ("/inspector/warnings", test_warnings);
  ADD ("/inspector/without-model", test_without_model);
  return g_test_run ();
}

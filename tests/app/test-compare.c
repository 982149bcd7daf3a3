/* The compare page as a person uses it: what is compared, what is shared, one panel by itself. */
#include <math.h>
#include <string.h>

#include "vt-compare-page.h"
#include "vt-compare-panel.h"
#include "vt-compare-view.h"
#include "vt-compared-runs.h"
#include "vt-comparison-places.h"
#include "vt-scene.h"
#include "window-fixture.h"

static VtCompareView *
get_view (Fixture *fixture)
{
  return VT_COMPARE_VIEW (find_by_type (GTK_WIDGET (fixture->window), "VtCompareView"));
}

/* Until all panels are there and painted. */
static VtComparisonSheet *
wait_for_sheet (Fixture *fixture)
{
  gint64 end = g_get_monotonic_time () + PATIENCE_SECONDS * G_USEC_PER_SEC;

  do
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      spin (20);
    }
  while (vt_compare_view_is_busy (get_view (fixture)) || vt_compare_view_get_sheet (get_view (fixture)) == NULL);
  return vt_compare_view_get_sheet (get_view (fixture));
}

/* A quantity that every frame has, by frames. */
static void
open_frames (Fixture *fixture)
{
  open_fixture (fixture, "small.lammpstrj");
  vt_document_set_many (fixture->document, "Test", "compare.by", g_variant_new_string ("frames"), "view.color-by",
                        g_variant_new_string ("d2min"), "window.lag", g_variant_new_double (5), "view.range",
                        g_variant_new_string ("frame"), "compare.count", g_variant_new_int64 (4), NULL);
  vt_document_seal (fixture->document);
  act_on (fixture, "win.page", "compare");
  wait_for_sheet (fixture);
}

/* The toggle button of that label within the page. */
static GtkWidget *
find_toggle (GtkWidget *widget, const char *label)
{
  GtkWidget *found = NULL;

  if (GTK_IS_TOGGLE_BUTTON (widget) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_toggle (child, label);
  return found;
}

static void
press (Fixture *fixture, const char *label)
{
  GtkWidget *page = find_by_type (GTK_WIDGET (fixture->window), "VtComparePage");
  GtkWidget *button = find_toggle (page, label);

  g_assert_nonnull (button);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), !gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (button)));
}

static GtkWidget *
get_panel (Fixture *fixture, guint index)
{
  GtkWidget *panel = gtk_widget_get_first_child (GTK_WIDGET (get_view (fixture)));

  for (guint i = 0; i < index; i++)
    panel = gtk_widget_get_next_sibling (panel);
  g_assert_true (VT_IS_COMPARE_PANEL (panel));
  return panel;
}

static void
type_key (Fixture *fixture, guint index, guint key)
{
  g_autoptr (GObject) keys = find_controller (get_panel (fixture, index), "keys");
  gboolean taken = FALSE;

  g_signal_emit_by_name (keys, "key-pressed", key, 0, 0, &taken);
  g_assert_true (taken);
}

static void
turn_wheel (Fixture *fixture, guint index, double turns)
{
  g_autoptr (GObject) wheel = find_controller (get_panel (fixture, index), "wheel");
  gboolean taken = FALSE;

  g_signal_emit_by_name (wheel, "scroll", 0.0, turns, &taken);
  g_assert_true (taken);
}

static double
get_position (Fixture *fixture)
{
  return vt_state_get_real (get_state (fixture), "slice.position");
}

static double
get_own_position (Fixture *fixture, guint index)
{
  VtComparisonSheet *sheet = vt_compare_view_get_sheet (get_view (fixture));
  g_autoptr (VtState) placed
      = vt_comparison_place (get_state (fixture), vt_comparison_sheet_get_panel (sheet, index)->id);

  return vt_state_get_real (placed, "slice.position");
}

/* ---- what is compared ---- */

static void
test_modes (Fixture *fixture, gconstpointer data)
{
  VtComparisonSheet *sheet;
  g_autoptr (GdkTexture) texture = NULL;

  open_fixture (fixture, "small.lammpstrj");
  act_on (fixture, "win.page", "compare");
  sheet = wait_for_sheet (fixture);
  g_assert_cmpuint (vt_comparison_sheet_get_n_panels (sheet), ==, 5);
  g_assert_cmpstr (vt_comparison_sheet_get_panel (sheet, 2)->id, ==, "d2min@20");
  g_assert_nonnull (vt_comparison_sheet_get_panel (sheet, 2)->depiction);
  /* The file ends after 25 ps. */
  g_assert_nonnull (strstr (vt_comparison_sheet_get_panel (sheet, 4)->message, "100"));
  while ((texture = take_texture (GTK_WIDGET (get_view (fixture)))) == NULL)
    spin (50);
  g_assert_cmpuint (count_colored (texture), >, 5000);

  press (fixture, "Times");
  g_assert_true (vt_state_is (get_state (fixture), "compare.by", "frames"));
  vt_document_set_text (fixture->document, "view.color-by", "cn");
  sheet = wait_for_sheet (fixture);
  g_assert_cmpuint (vt_comparison_sheet_get_n_panels (sheet), ==, 6);
  for (guint i = 0; i < 6; i++)
    g_assert_cmpint (
        vt_frame_get_step (vt_comparison_sheet_get_panel (sheet, i)->depiction->frame), ==, 2000 * (gint64) i);
  act (fixture, "win.undo");
  act (fixture, "win.undo");
  sheet = wait_for_sheet (fixture);
  g_assert_true (gtk_toggle_button_get_active (
      GTK_TOGGLE_BUTTON (find_toggle (find_by_type (GTK_WIDGET (fixture->window), "VtComparePage"), "Lags"))));
  g_assert_cmpuint (vt_comparison_sheet_get_n_panels (sheet), ==, 5);
}

static void
test_runs (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);
  g_autoptr (GFile) file = fixture_file ("small.lammpstrj");
  GtkWidget *page, *runs;
  VtComparisonSheet *sheet;

  open_fixture (fixture, "small.lammpstrj");
  vt_document_set_text (fixture->document, "view.color-by", "cn");
  act_on (fixture, "win.page", "compare");
  press (fixture, "Runs");
  page = find_by_type (GTK_WIDGET (fixture->window), "VtComparePage");
  spin (100);
  g_assert_true (gtk_widget_get_mapped (find_by_type (page, "AdwStatusPage")));
  g_assert_false (gtk_widget_get_mapped (GTK_WIDGET (get_view (fixture))));
  g_list_store_append (files, file);
  runs = find_by_type (page, "VtComparedRuns");
  vt_compared_runs_add (VT_COMPARED_RUNS (runs), G_LIST_MODEL (files));
  sheet = wait_for_sheet (fixture);
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (get_view (fixture))));
  g_assert_cmpuint (vt_comparison_sheet_get_n_panels (sheet), ==, 2);
  g_assert_true (vt_comparison_sheet_get_panel (sheet, 1)->other);
  g_assert_nonnull (vt_comparison_sheet_get_panel (sheet, 1)->depiction);
}

/* ---- what is shared ---- */

static void
test_range (Fixture *fixture, gconstpointer data)
{
  VtComparisonSheet *sheet;
  double low = INFINITY, high = -INFINITY;

  open_frames (fixture);
  sheet = wait_for_sheet (fixture);
  for (guint i = 0; i < 4; i++)
    {
      const VtColorScale *own = &vt_comparison_sheet_get_panel (sheet, i)->depiction->coloring->scale;

      low = MIN (low, own->minimum);
      high = MAX (high, own->maximum);
    }
  for (guint i = 0; i < 4; i++)
    {
      g_assert_cmpfloat (vt_comparison_sheet_get_coloring (sheet, i)->scale.minimum, ==, low);
      g_assert_cmpfloat (vt_comparison_sheet_get_coloring (sheet, i)->scale.maximum, ==, high);
    }
  press (fixture, "One colour range");
  g_assert_false (vt_state_get_boolean (get_state (fixture), "compare.share-range"));
  sheet = wait_for_sheet (fixture);
  g_assert_cmpfloat (vt_comparison_sheet_get_coloring (sheet, 0)->scale.maximum, !=,
                     vt_comparison_sheet_get_coloring (sheet, 1)->scale.maximum);
  for (guint i = 0; i < 4; i++)
    g_assert_cmpfloat (vt_comparison_sheet_get_coloring (sheet, i)->scale.maximum, ==,
                       vt_comparison_sheet_get_panel (sheet, i)->depiction->coloring->scale.maximum);
  act (fixture, "win.undo");
  sheet = wait_for_sheet (fixture);
  g_assert_cmpfloat (vt_comparison_sheet_get_coloring (sheet, 2)->scale.maximum, ==, high);
}

static void
test_move_all (Fixture *fixture, gconstpointer data)
{
  open_frames (fixture);
  turn_wheel (fixture, 1, -2);
  g_assert_cmpfloat_with_epsilon (get_position (fixture), 0.5 + 2.0 / 16, 1e-9);
  type_key (fixture, 2, GDK_KEY_Down);
  g_assert_cmpfloat_with_epsilon (get_position (fixture), 0.5 + 1.0 / 16, 1e-9);
  type_key (fixture, 0, GDK_KEY_z);
  g_assert_true (vt_state_is (get_state (fixture), "slice.axis", "z"));
  g_assert_true (vt_state_is (get_state (fixture), "compare.places", ""));
}

static void
test_move_one (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GObject) drag = NULL;

  open_frames (fixture);
  press (fixture, "One place");
  wait_for_sheet (fixture);
  turn_wheel (fixture, 1, -2);
  wait_for_sheet (fixture);
  g_assert_cmpfloat (get_position (fixture), ==, 0.5);
  g_assert_cmpfloat_with_epsilon (get_own_position (fixture, 1), 0.5 + 2.0 / 16, 1e-9);
  g_assert_cmpfloat (get_own_position (fixture, 0), ==, 0.5);
  vt_document_seal (fixture->document);

  /* A drag is one step, however often it is told of. */
  drag = find_controller (get_panel (fixture, 2), "drag");
  g_signal_emit_by_name (drag, "drag-begin", 50.0, 50.0);
  for (guint i = 1; i <= 5; i++)
    g_signal_emit_by_name (drag, "drag-update", 0.0, 10.0 * i);
  g_signal_emit_by_name (drag, "drag-end", 0.0, 50.0);
  g_assert_cmpfloat (get_own_position (fixture, 2), <, 0.5);
  g_assert_cmpfloat_with_epsilon (get_own_position (fixture, 1), 0.5 + 2.0 / 16, 1e-9);
  act (fixture, "win.undo");
  g_assert_cmpfloat (get_own_position (fixture, 2), ==, 0.5);
  g_assert_cmpfloat_with_epsilon (get_own_position (fixture, 1), 0.5 + 2.0 / 16, 1e-9);

  type_key (fixture, 1, GDK_KEY_y);
  g_assert_true (vt_state_is (get_state (fixture), "slice.axis", "x"));
  type_key (fixture, 1, GDK_KEY_Home);
  g_assert_true (vt_state_is (get_state (fixture), "compare.places", ""));
}

static void
test_zoom (Fixture *fixture, gconstpointer data)
{
  VtComparisonLook before, closer, other, after;
  g_autoptr (GObject) drag = NULL;

  open_frames (fixture);
  press (fixture, "One place");
  g_assert_true (vt_comparison_sheet_look (wait_for_sheet (fixture), 2, &before));
  type_key (fixture, 2, GDK_KEY_plus);
  type_key (fixture, 2, GDK_KEY_plus);
  g_assert_true (vt_comparison_sheet_look (wait_for_sheet (fixture), 2, &closer));
  g_assert_true (vt_comparison_sheet_look (wait_for_sheet (fixture), 1, &other));
  g_assert_cmpfloat_with_epsilon (closer.height, before.height / (1.25 * 1.25), 1e-6);
  g_assert_cmpfloat_with_epsilon (closer.u, before.u, 1e-6);
  g_assert_cmpfloat_with_epsilon (closer.v, before.v, 1e-6);
  g_assert_cmpfloat_with_epsilon (other.height, before.height, 1e-6);
  vt_document_seal (fixture->document);

  /* What is seen of a part is drawn along with the pointer: right and down shows what is left and above. */
  drag = find_controller (get_panel (fixture, 2), "drag");
  g_signal_emit_by_name (drag, "drag-begin", 50.0, 50.0);
  g_signal_emit_by_name (drag, "drag-update", 30.0, 20.0);
  g_signal_emit_by_name (drag, "drag-end", 30.0, 20.0);
  g_assert_true (vt_comparison_sheet_look (wait_for_sheet (fixture), 2, &after));
  g_assert_cmpfloat_with_epsilon (after.u, closer.u - 30 / closer.zoom, 1e-6);
  g_assert_cmpfloat_with_epsilon (after.v, closer.v + 20 / closer.zoom, 1e-6);
  g_assert_cmpfloat (get_own_position (fixture, 2), ==, 0.5);
  type_key (fixture, 2, GDK_KEY_0);
  g_assert_true (vt_comparison_sheet_look (wait_for_sheet (fixture), 2, &after));
  g_assert_cmpfloat_with_epsilon (after.height, before.height, 1e-6);
  g_assert_true (vt_state_is (get_state (fixture), "compare.places", ""));
}

/* A smoothed field, by the worker. */
static void
test_field (Fixture *fixture, gconstpointer data)
{
  VtComparisonSheet *sheet;
  cairo_rectangle_t area;

  open_frames (fixture);
  sheet = wait_for_sheet (fixture);
  vt_comparison_sheet_get_area (sheet, 1, &area);
  g_assert_true (isnan (vt_comparison_sheet_field_at (sheet, 1, area.x + area.width / 2, area.y + area.height / 2)));
  vt_document_set_text (fixture->document, "slice.style", "field");
  sheet = wait_for_sheet (fixture);
  g_assert_true (isfinite (
      vt_comparison_sheet_field_at (sheet, 1, area.x + area.width / 2, area.y + area.height / 2)));
  g_assert_cmpint (vt_comparison_sheet_atom_at (sheet, 1, area.x + area.width / 2, area.y + area.height / 2), >=, 0);
}

/* ---- one panel ---- */

/* Where an atom is to be seen in the panel, in its own coordinates. */
static gssize
find_atom (Fixture *fixture, guint index, double *x, double *y)
{
  VtComparisonSheet *sheet = vt_compare_view_get_sheet (get_view (fixture));
  cairo_rectangle_t area, slice;

  vt_comparison_sheet_get_area (sheet, index, &area);
  vt_comparison_sheet_get_chart (sheet, index, &slice);
  for (guint i = 0; i < 400; i++)
    {
      double at_x = slice.x + (0.2 + 0.03 * (i % 20)) * slice.width, at_y = slice.y + (0.2 + 0.03 * (i / 20)) * slice.height;
      gssize atom = vt_comparison_sheet_atom_at (sheet, index, at_x, at_y);

      *x = at_x - area.x;
      *y = at_y - area.y;
      if (atom >= 0)
        return atom;
    }
  g_assert_not_reached ();
}

static void
test_pick (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GObject) click = NULL;
  VtComparisonSheet *sheet;
  double x, y;
  gssize atom;
  gsize n = 0;
  const gint64 *picked;

  open_frames (fixture);
  atom = find_atom (fixture, 2, &x, &y);
  click = find_controller (get_panel (fixture, 2), "pick");
  g_signal_emit_by_name (click, "released", 1, x, y);
  picked = vt_state_get_ids (get_state (fixture), "selection.picked", &n);
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpint (picked[0], ==, atom + 1);
  wait_until_idle (fixture);
  sheet = wait_for_sheet (fixture);
  for (guint i = 0; i < 4; i++)
    {
      const VtDepiction *depiction = vt_comparison_sheet_get_panel (sheet, i)->depiction;

      for (gsize k = 0; k < vt_frame_get_n_atoms (depiction->frame); k++)
        g_assert_true (((depiction->flags[k] & VT_ATOM_SELECTED) != 0) == ((gssize) k == atom));
    }
}

static void
test_open (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GObject) click = NULL;

  open_frames (fixture);
  click = find_controller (get_panel (fixture, 3), "pick");
  g_signal_emit_by_name (click, "released", 2, 20.0, 60.0);
  g_assert_true (vt_state_is (get_state (fixture), "view.page", "slice"));
  g_assert_cmpint (vt_state_get_integer (get_state (fixture), "window.frame"), ==, 4);
  g_assert_true (vt_state_is (get_state (fixture), "view.color-by", "d2min"));
  act (fixture, "win.undo");
  g_assert_true (vt_state_is (get_state (fixture), "view.page", "compare"));
}

static void
test_open_lag (Fixture *fixture, gconstpointer data)
{
  open_fixture (fixture, "small.lammpstrj");
  act_on (fixture, "win.page", "compare");
  wait_for_sheet (fixture);
  press (fixture, "One place");
  turn_wheel (fixture, 1, -1);
  wait_for_sheet (fixture);
  type_key (fixture, 1, GDK_KEY_Return);
  g_assert_true (vt_state_is (get_state (fixture), "view.page", "slice"));
  g_assert_cmpfloat (vt_state_get_real (get_state (fixture), "window.lag"), ==, 5);
  g_assert_true (vt_state_is (get_state (fixture), "view.color-by", "d2min"));
  g_assert_cmpfloat_with_epsilon (get_position (fixture), 0.5 + 1.0 / 16, 1e-9);
}

static void
test_focus (Fixture *fixture, gconstpointer data)
{
  open_frames (fixture);
  gtk_widget_grab_focus (get_panel (fixture, 0));
  type_key (fixture, 0, GDK_KEY_Right);
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (fixture->window)) == get_panel (fixture, 1));
  type_key (fixture, 1, GDK_KEY_Left);
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (fixture->window)) == get_panel (fixture, 0));
  /* At the end it stays. */
  type_key (fixture, 0, GDK_KEY_Left);
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (fixture->window)) == get_panel (fixture, 0));
}

/* Nobody waits for what is not looked at. */
static void
test_leave (Fixture *fixture, gconstpointer data)
{
  open_frames (fixture);
  vt_document_set_text (fixture->document, "d2min.norm", "sum");
  act_on (fixture, "win.page", "slice");
  spin (100);
  g_assert_false (gtk_widget_get_mapped (GTK_WIDGET (get_view (fixture))));
  act_on (fixture, "win.page", "compare");
  g_assert_cmpuint (vt_comparison_sheet_get_n_panels (wait_for_sheet (fixture)), ==, 4);
}

int
main (int argc, char *argv[])
{
  g_autoptr (VtApplication) application = NULL;
  int status = fixture_init (&argc, &argv, &application);

  if (status != 0)
    return status == 77 ? 0 : status;
#define ADD(path, function) g_test_add (path, Fixture, application, set_up, function, tear_down)
  ADD ("/compare/modes", test_modes);
  ADD ("/compare/runs", test_runs);
  ADD ("/compare/range", test_range);
  ADD ("/compare/move-all", test_move_all);
  ADD ("/compare/move-one", test_move_one);
  ADD ("/compare/zoom", test_zoom);
  ADD ("/compare/field", test_field);
  ADD ("/compare/pick", test_pick);
  ADD ("/compare/open", test_open);
  ADD ("/compare/open-lag", test_open_lag);
  ADD ("/compare/focus", test_focus);
  ADD ("/compare/leave", test_leave);
  return g_test_run ();
}

/* The legend as a person takes hold of it: drags, keys, typed numbers; what it says of atoms without a value. */
#include <math.h>
#include <string.h>

#include "vt-legend-end.h"
#include "vt-legend-view.h"
#include "window-fixture.h"

static VtLegendView *
get_legend (Fixture *fixture)
{
  return VT_LEGEND_VIEW (find_by_type (GTK_WIDGET (fixture->window), "VtLegendView"));
}

/* The high end is the first of the two. */
static GtkWidget *
get_end (Fixture *fixture, VtColorEnd end)
{
  GtkWidget *high = find_by_type (GTK_WIDGET (get_legend (fixture)), "VtLegendEnd");

  return end == VT_COLOR_END_HIGH ? high : gtk_widget_get_next_sibling (high);
}

static const char *
get_text (GtkWidget *end)
{
  return gtk_label_get_text (GTK_LABEL (find_by_type (end, "GtkLabel")));
}

static void
open_colored (Fixture *fixture, const char *property)
{
  open_fixture (fixture, "small.lammpstrj");
  act_on (fixture, "win.color-by", property);
  wait_until_idle (fixture);
}

static void
get_range (Fixture *fixture, double ends[2])
{
  ends[0] = vt_state_get_real (get_state (fixture), "view.minimum");
  ends[1] = vt_state_get_real (get_state (fixture), "view.maximum");
}

static VtDepiction *
look (Fixture *fixture)
{
  g_autoptr (VtPicture) picture = vt_picture_new (fixture->document);
  VtDepiction *depiction;

  vt_picture_update (picture);
  depiction = vt_depiction_recolor (vt_picture_get_depiction (picture), get_state (fixture), NULL, FALSE);
  return depiction;
}

/* As if pressed at y pixels below the bar's high end, or above its low one, and moved down by dy in steps. */
static void
drag (Fixture *fixture, VtColorEnd end, double dy)
{
  VtLegendView *legend = get_legend (fixture);

  vt_legend_view_drag_begin (legend, end);
  for (guint i = 1; i <= 5; i++)
    {
      vt_legend_view_drag_update (legend, dy * i / 5);
      spin (20);
    }
  vt_legend_view_drag_end (legend);
  spin (50);
}

static void
test_drag (Fixture *fixture, gconstpointer data)
{
  g_autoptr (VtDepiction) before = NULL, after = NULL;
  g_autofree char *text = NULL;
  double ends[2];

  open_colored (fixture, "file:c_pe");
  before = look (fixture);
  drag (fixture, VT_COLOR_END_HIGH, 60);
  g_assert_true (vt_state_is (get_state (fixture), "view.range", "manual"));
  get_range (fixture, ends);
  g_assert_cmpfloat (ends[0], ==, before->coloring->scale.minimum);
  g_assert_cmpfloat (ends[1], <, before->coloring->scale.maximum);
  g_assert_cmpfloat (ends[1], >, ends[0]);
  /* What is seen has that end, and so has its number. */
  after = look (fixture);
  g_assert_cmpfloat (after->coloring->scale.maximum, ==, ends[1]);
  text = g_strdup_printf ("−%.3f", -ends[1]);
  g_assert_nonnull (strstr (text, get_text (get_end (fixture, VT_COLOR_END_HIGH))));
  /* One step. */
  act (fixture, "win.undo");
  g_assert_true (vt_state_is (get_state (fixture), "view.range", "auto"));
  g_assert_true (isnan (vt_state_get_real (get_state (fixture), "view.maximum")));
  act (fixture, "win.undo");
  g_assert_true (vt_state_is (get_state (fixture), "view.color-by", "element"));
  /* What follows is another. */
  act (fixture, "win.redo");
  drag (fixture, VT_COLOR_END_HIGH, 60);
  vt_document_set_text (fixture->document, "view.range", "frame");
  act (fixture, "win.undo");
  g_assert_true (vt_state_is (get_state (fixture), "view.range", "manual"));
}

static void
test_shift (Fixture *fixture, gconstpointer data)
{
  g_autoptr (VtDepiction) before = NULL;
  double ends[2], width;

  open_colored (fixture, "file:c_pe");
  before = look (fixture);
  width = before->coloring->scale.maximum - before->coloring->scale.minimum;
  drag (fixture, VT_COLOR_END_BOTH, -50);
  get_range (fixture, ends);
  g_assert_cmpfloat (ends[0], >, before->coloring->scale.minimum);
  g_assert_cmpfloat_with_epsilon (ends[1] - ends[0], width, 0.02 * width);
  drag (fixture, VT_COLOR_END_LOW, 30);
  act (fixture, "win.undo");
  g_assert_cmpfloat (vt_state_get_real (get_state (fixture), "view.minimum"), ==, ends[0]);
  act (fixture, "win.undo");
  g_assert_true (vt_state_is (get_state (fixture), "view.range", "auto"));
}

/* What lies where: an end is taken hold of near it, both in between, and nothing beside the bar. */
static void
test_places (Fixture *fixture, gconstpointer data)
{
  VtLegendView *legend;
  graphene_point_t high, low;
  VtColorEnd end;

  open_colored (fixture, "file:c_pe");
  spin (200);
  legend = get_legend (fixture);
  for (guint i = 0; i < 2; i++)
    {
      GtkWidget *widget = get_end (fixture, i == 0 ? VT_COLOR_END_LOW : VT_COLOR_END_HIGH);

      g_assert_true (gtk_widget_compute_point (
          widget, GTK_WIDGET (legend), &GRAPHENE_POINT_INIT (0, (float) gtk_widget_get_height (widget) / 2),
          i == 0 ? &low : &high));
    }
  g_assert_cmpfloat (low.y - high.y, >, 100);
  g_assert_true (vt_legend_view_find_end (legend, 5, high.y + 3, &end) && end == VT_COLOR_END_HIGH);
  g_assert_true (vt_legend_view_find_end (legend, 5, low.y - 3, &end) && end == VT_COLOR_END_LOW);
  g_assert_true (vt_legend_view_find_end (legend, 5, (low.y + high.y) / 2, &end) && end == VT_COLOR_END_BOTH);
  g_assert_false (vt_legend_view_find_end (legend, 60, (low.y + high.y) / 2, &end));
  act_on (fixture, "win.color-by", "element");
  wait_until_idle (fixture);
  g_assert_false (vt_legend_view_find_end (legend, 5, high.y, &end));
  g_assert_false (gtk_widget_get_visible (get_end (fixture, VT_COLOR_END_HIGH)));
}

static gboolean
press (GtkWidget *widget, guint key, GdkModifierType modifiers)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);
  gboolean taken = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers) && !taken; i++)
    {
      g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-pressed", key, 0, modifiers, &taken);
    }
  return taken;
}

static void
test_keys (Fixture *fixture, gconstpointer data)
{
  g_autoptr (VtDepiction) before = NULL;
  GtkWidget *high;
  double ends[2], width;

  open_colored (fixture, "file:c_pe");
  before = look (fixture);
  width = before->coloring->scale.maximum - before->coloring->scale.minimum;
  high = get_end (fixture, VT_COLOR_END_HIGH);
  g_assert_true (gtk_widget_grab_focus (high));
  for (guint i = 0; i < 5; i++)
    {
      g_assert_true (press (high, GDK_KEY_Up, 0));
      spin (10);
    }
  get_range (fixture, ends);
  g_assert_cmpfloat (ends[0], ==, before->coloring->scale.minimum);
  g_assert_cmpfloat_with_epsilon (ends[1], before->coloring->scale.maximum + 0.05 * width, 0.02 * width);
  spin (900);
  /* With Shift the other end goes along. */
  g_assert_true (press (high, GDK_KEY_Page_Down, GDK_SHIFT_MASK));
  spin (900);
  g_assert_cmpfloat (vt_state_get_real (get_state (fixture), "view.minimum"), <, ends[0]);
  act (fixture, "win.undo");
  g_assert_cmpfloat (vt_state_get_real (get_state (fixture), "view.maximum"), ==, ends[1]);
  g_assert_true (press (high, GDK_KEY_Delete, 0));
  g_assert_true (vt_state_is (get_state (fixture), "view.range", "auto"));
  act (fixture, "win.undo");
  g_assert_true (vt_state_is (get_state (fixture), "view.range", "manual"));
  act (fixture, "win.undo");
  g_assert_true (vt_state_is (get_state (fixture), "view.range", "auto"));
  g_assert_false (press (high, GDK_KEY_Tab, 0));
}

static void
type (GtkWidget *end, const char *text)
{
  GtkWidget *entry = find_by_type (end, "GtkEntry");

  vt_legend_end_edit (VT_LEGEND_END (end));
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  g_signal_emit_by_name (entry, "activate");
  spin (300);
}

static void
test_type (Fixture *fixture, gconstpointer data)
{
  GtkWidget *low, *high, *entry;

  open_colored (fixture, "file:c_pe");
  low = get_end (fixture, VT_COLOR_END_LOW);
  high = get_end (fixture, VT_COLOR_END_HIGH);
  entry = find_by_type (low, "GtkEntry");
  type (low, "−4,25");
  g_assert_cmpfloat (vt_state_get_real (get_state (fixture), "view.minimum"), ==, -4.25);
  g_assert_cmpstr (get_text (low), ==, "−4.25");
  g_assert_false (gtk_widget_get_mapped (entry));
  /* What cannot be stays in the entry. */
  type (low, "much");
  g_assert_true (gtk_widget_has_css_class (entry, "error"));
  type (low, "99");
  g_assert_true (gtk_widget_has_css_class (entry, "error"));
  g_assert_cmpfloat (vt_state_get_real (get_state (fixture), "view.minimum"), ==, -4.25);
  gtk_widget_activate_default (entry);
  type (high, "-1e-3");
  g_assert_cmpfloat (vt_state_get_real (get_state (fixture), "view.maximum"), ==, -1e-3);
  act (fixture, "win.undo");
  act (fixture, "win.undo");
  g_assert_true (vt_state_is (get_state (fixture), "view.range", "auto"));
  /* Ends set by hand were another quantity's. */
  act (fixture, "win.redo");
  act_on (fixture, "win.color-by", "cn");
  g_assert_true (vt_state_is (get_state (fixture), "view.range", "auto"));
  act (fixture, "win.undo");
  g_assert_true (vt_state_is (get_state (fixture), "view.range", "manual"));
}

/* No scale, whose ends nobody measured, nothing to take hold of, and the reason at the swatch. */
static void
assert_no_numbers (Fixture *fixture, GtkWidget *notes)
{
  const char *tip = gtk_widget_get_tooltip_text (gtk_widget_get_first_child (notes));
  VtColorEnd end;

  g_assert_false (gtk_widget_get_visible (get_end (fixture, VT_COLOR_END_LOW)));
  g_assert_false (gtk_widget_get_visible (get_end (fixture, VT_COLOR_END_HIGH)));
  for (int y = 0; y < gtk_widget_get_height (GTK_WIDGET (get_legend (fixture))); y += 5)
    g_assert_false (vt_legend_view_find_end (get_legend (fixture), 5, y, &end));
  g_assert_nonnull (strstr (tip, "256 atoms have no value: "));
}

/* The last frames have no later one at the lag: all atoms are without a value there, and only there it is said. */
static void
test_missing (Fixture *fixture, gconstpointer data)
{
  GtkWidget *notes;

  open_colored (fixture, "d2min");
  notes = find_by_type (GTK_WIDGET (get_legend (fixture)), "VtLegendNotes");
  g_assert_false (gtk_widget_get_visible (notes));
  vt_document_set_integer (fixture->document, "window.frame", 5);
  wait_until_idle (fixture);
  spin (200);
  g_assert_true (gtk_widget_get_mapped (notes));
  g_assert_nonnull (strstr (gtk_label_get_label (GTK_LABEL (find_by_type (notes, "GtkLabel"))), "256"));
  assert_no_numbers (fixture, notes);
  vt_document_set_integer (fixture->document, "window.frame", 0);
  wait_until_idle (fixture);
  spin (200);
  g_assert_false (gtk_widget_get_visible (notes));
  g_assert_true (gtk_widget_get_mapped (get_end (fixture, VT_COLOR_END_HIGH)));
}

/* All frames: the range comes by itself, holds the next frame too, and is not computed again for it. */
static void
test_all_frames (Fixture *fixture, gconstpointer data)
{
  VtResult *result;

  open_colored (fixture, "d2min");
  vt_document_set_text (fixture->document, "view.range", "all");
  wait_until_idle (fixture);
  spin (200);
  result = vt_document_peek (fixture->document, "color-range");
  g_assert_nonnull (result);
  vt_document_set_integer (fixture->document, "window.frame", 2);
  g_assert_true (vt_document_peek (fixture->document, "color-range") == result);
}

/* What the command line warns of stands beside the bar, and goes when it is so no longer. */
static void
test_warning (Fixture *fixture, gconstpointer data)
{
  GtkWidget *warning;

  open_colored (fixture, "file:c_pe");
  warning = find_by_type (find_by_type (GTK_WIDGET (get_legend (fixture)), "VtLegendNotes"), "GtkImage");
  g_assert_false (gtk_widget_get_visible (warning));
  vt_document_set_text (fixture->document, "view.scale", "log");
  wait_until_idle (fixture);
  g_assert_true (gtk_widget_get_mapped (warning));
  g_assert_nonnull (strstr (gtk_widget_get_tooltip_text (warning), "no value of “c_pe” is positive"));
  vt_document_set_text (fixture->document, "view.scale", "linear");
  wait_until_idle (fixture);
  g_assert_false (gtk_widget_get_visible (warning));
  vt_document_set_many (fixture->document, "Change Colour Range", "view.range", g_variant_new_string ("manual"),
                        "view.minimum", g_variant_new_double (5), "view.maximum", g_variant_new_double (6), NULL);
  wait_until_idle (fixture);
  g_assert_nonnull (strstr (gtk_widget_get_tooltip_text (warning), "from 5 to 6"));
}

int
main (int argc, char **argv)
{
  g_autoptr (VtApplication) application = NULL;

  if (fixture_init (&argc, &argv, &application) != 0)
    return 0;
#define ADD(path, function) g_test_add ("/legend/" path, Fixture, application, set_up, function, tear_down)
  ADD ("drag", test_drag);
  ADD ("shift", test_shift);
  ADD ("places", test_places);
  ADD ("keys", test_keys);
  ADD ("type", test_type);
  ADD ("missing", test_missing);
  ADD ("all-frames", test_all_frames);
  ADD ("warning", test_warning);
  return g_test_run ();
}

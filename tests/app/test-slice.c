/* The slice page under the hand: moved, turned, zoomed, as atoms and as a field. */
#include <math.h>
#include <string.h>

#include "vt-depiction.h"
#include "vt-slice-view.h"
#include "window-fixture.h"

static GtkWidget *
get_view (Fixture *fixture)
{
  GtkWidget *view = find_by_type (GTK_WIDGET (fixture->window), "VtSliceView");

  g_assert_nonnull (view);
  return view;
}

static void
open_slice (Fixture *fixture, const char *property)
{
  open_fixture (fixture, "small.lammpstrj");
  act_on (fixture, "win.color-by", property);
  act_on (fixture, "win.page", "slice");
  wait_until_idle (fixture);
  spin (300);
}

/* Until the slice shows a field whose range is another than *@low … *@high. */
static void
wait_for_field (Fixture *fixture, double *low, double *high)
{
  double before[] = { *low, *high };

  for (guint i = 0; i < 200; i++)
    {
      if (vt_slice_view_get_field_range (VT_SLICE_VIEW (get_view (fixture)), low, high)
          && (*low != before[0] || *high != before[1]))
        return;
      spin (100);
    }
  g_assert_not_reached ();
}

static void
show_field (Fixture *fixture)
{
  double low = NAN, high = NAN;

  open_slice (fixture, "voronoi_volume");
  vt_document_set_text (fixture->document, "slice.style", "field");
  vt_document_seal (fixture->document);
  wait_for_field (fixture, &low, &high);
}

static void
type_key (Fixture *fixture, guint key, GdkModifierType modifiers)
{
  g_autoptr (GObject) keys = find_controller (get_view (fixture), "keys");
  gboolean taken = FALSE;

  g_signal_emit_by_name (keys, "key-pressed", key, 0, modifiers, &taken);
  g_assert_true (taken);
  vt_document_seal (fixture->document);
  spin (100);
}

static double
get_real (Fixture *fixture, const char *key)
{
  return vt_state_get_real (get_state (fixture), key);
}

static const VtCell *
get_cell (Fixture *fixture)
{
  return vt_frame_get_cell (vt_document_peek_frame (fixture->document));
}

static VtSlice
get_slice (Fixture *fixture)
{
  VtSlice slice;

  vt_depiction_get_slice (get_state (fixture), get_cell (fixture), &slice);
  return slice;
}

static void
assert_normal (Fixture *fixture, double x, double y, double z)
{
  VtSlice slice = get_slice (fixture);

  g_assert_cmpfloat_with_epsilon (slice.normal[0], x, 1e-5);
  g_assert_cmpfloat_with_epsilon (slice.normal[1], y, 1e-5);
  g_assert_cmpfloat_with_epsilon (slice.normal[2], z, 1e-5);
}

static void
assert_axis (Fixture *fixture, const char *expected)
{
  g_autofree char *axis = NULL;

  g_object_get (fixture->window, "slice-axis", &axis, NULL);
  g_assert_cmpstr (axis, ==, expected);
}

/* By keys: a place in Å, a thickness in steps, both ends of the cell; each is undone by itself. */
static void
test_keys (Fixture *fixture, gconstpointer data)
{
  double before, thickness, low, high;
  VtSlice slice;

  open_slice (fixture, "element");
  slice = get_slice (fixture);
  before = slice.position;
  thickness = slice.thickness;
  type_key (fixture, GDK_KEY_Up, 0);
  g_assert_cmpfloat_with_epsilon (get_slice (fixture).position, before + 1, 1e-9);
  type_key (fixture, GDK_KEY_Right, 0);
  g_assert_cmpfloat_with_epsilon (get_slice (fixture).thickness, thickness + 0.2, 1e-9);
  type_key (fixture, GDK_KEY_Left, 0);
  g_assert_cmpfloat_with_epsilon (get_slice (fixture).thickness, thickness, 1e-9);
  vt_slice_get_range (&slice, get_cell (fixture), &low, &high);
  type_key (fixture, GDK_KEY_Home, 0);
  g_assert_cmpfloat_with_epsilon (get_slice (fixture).position, low, 1e-9);
  type_key (fixture, GDK_KEY_End, 0);
  g_assert_cmpfloat_with_epsilon (get_slice (fixture).position, high, 1e-9);
  type_key (fixture, GDK_KEY_Page_Down, 0);
  g_assert_cmpfloat_with_epsilon (get_slice (fixture).position, high - thickness, 1e-9);
  act (fixture, "win.undo");
  g_assert_cmpfloat_with_epsilon (get_slice (fixture).position, high, 1e-9);
}

/* Turned by hand it goes through the directions between; a button brings an axis back, in one step. */
static void
test_turn (Fixture *fixture, gconstpointer data)
{
  const double angle = 5 * G_PI / 180;
  g_autoptr (GObject) drag = NULL;

  open_slice (fixture, "element");
  act_on (fixture, "win.slice-axis", "z");
  assert_normal (fixture, 0, 0, 1);
  /* From above, u is x and v is y. */
  type_key (fixture, GDK_KEY_Right, GDK_CONTROL_MASK);
  assert_normal (fixture, sin (angle), 0, cos (angle));
  assert_axis (fixture, "(0.0872, 0, 0.996)");
  type_key (fixture, GDK_KEY_Left, GDK_CONTROL_MASK);
  assert_normal (fixture, 0, 0, 1);
  assert_axis (fixture, "z");
  type_key (fixture, GDK_KEY_Up, GDK_CONTROL_MASK);
  assert_normal (fixture, 0, sin (angle), cos (angle));
  act_on (fixture, "win.slice-axis", "x");
  assert_normal (fixture, 1, 0, 0);
  assert_axis (fixture, "x");
  act (fixture, "win.undo");
  assert_normal (fixture, 0, sin (angle), cos (angle));
}

/* The first of a kind that has such a name for those who do not see it. */
static GtkWidget *
find_named (GtkWidget *widget, const char *tip)
{
  if (g_strcmp0 (gtk_widget_get_tooltip_text (widget), tip) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_named (child, tip);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* Typed: what is a direction is followed, what is none is marked and changes nothing. */
static void
test_typed (Fixture *fixture, gconstpointer data)
{
  static const char *const wrongs[] = { "1, 1", "0 0 0", "one", "1, 2, 3, 4" };
  GtkWidget *entry;

  open_slice (fixture, "element");
  entry = find_named (GTK_WIDGET (fixture->window), "Three numbers: the vector towards the viewer, of any length");
  g_assert_nonnull (entry);
  gtk_editable_set_text (GTK_EDITABLE (entry), "1, 1, 0");
  g_signal_emit_by_name (entry, "activate");
  assert_normal (fixture, sqrt (0.5), sqrt (0.5), 0);
  assert_axis (fixture, "(1, 1, 0)");
  for (guint i = 0; i < G_N_ELEMENTS (wrongs); i++)
    {
      gtk_editable_set_text (GTK_EDITABLE (entry), wrongs[i]);
      g_signal_emit_by_name (entry, "activate");
      g_assert_true (gtk_widget_has_css_class (entry, "error"));
      assert_normal (fixture, sqrt (0.5), sqrt (0.5), 0);
    }
  gtk_editable_set_text (GTK_EDITABLE (entry), "(0 0 7)");
  g_signal_emit_by_name (entry, "activate");
  g_assert_false (gtk_widget_has_css_class (entry, "error"));
  assert_axis (fixture, "z");
}

/* As the 3D view looks: its normal is the direction to the eye. */
static void
test_across_view (Fixture *fixture, gconstpointer data)
{
  double right[3], up[3], back[3];
  VtCamera camera;

  open_slice (fixture, "element");
  act (fixture, "win.slice-across-view");
  vt_depiction_get_camera (get_state (fixture), get_cell (fixture), 1, &camera);
  vt_camera_get_axes (&camera, right, up, back);
  assert_normal (fixture, back[0], back[1], back[2]);
  g_assert_cmpfloat (fabs (back[0]), <, 0.99);
  act (fixture, "win.undo");
  assert_normal (fixture, 1, 0, 0);
}

static void
get_look (Fixture *fixture, double x, double y, double look[3])
{
  g_assert_true (vt_slice_view_to_plane (VT_SLICE_VIEW (get_view (fixture)), x, y, &look[0], &look[1], &look[2]));
}

/* Closer and back; a drag then moves the part that is seen by as much as the hand. */
static void
test_zoom (Fixture *fixture, gconstpointer data)
{
  double middle[2], whole[3], closer[3], moved[3], beside[3], position;
  g_autoptr (GObject) drag = NULL;
  g_autoptr (GObject) click = NULL;

  open_slice (fixture, "element");
  position = get_real (fixture, "slice.position");
  vt_slice_view_get_middle (VT_SLICE_VIEW (get_view (fixture)), &middle[0], &middle[1]);
  get_look (fixture, middle[0], middle[1], whole);
  for (guint i = 0; i < 4; i++)
    type_key (fixture, GDK_KEY_plus, 0);
  spin (300);
  vt_slice_view_get_middle (VT_SLICE_VIEW (get_view (fixture)), &middle[0], &middle[1]);
  get_look (fixture, middle[0], middle[1], closer);
  g_assert_cmpfloat_with_epsilon (closer[2], whole[2] / pow (1.25, 4), 0.02 * whole[2]);
  g_assert_cmpfloat_with_epsilon (closer[0], whole[0], 0.05);

  get_look (fixture, middle[0] - 30, middle[1] - 20, beside);
  drag = find_controller (get_view (fixture), "drag");
  g_signal_emit_by_name (drag, "drag-begin", middle[0], middle[1]);
  g_signal_emit_by_name (drag, "drag-update", 15.0, 10.0);
  g_signal_emit_by_name (drag, "drag-update", 30.0, 20.0);
  g_signal_emit_by_name (drag, "drag-end", 30.0, 20.0);
  spin (300);
  get_look (fixture, middle[0], middle[1], moved);
  g_assert_cmpfloat_with_epsilon (moved[0], beside[0], 1e-3);
  g_assert_cmpfloat_with_epsilon (moved[1], beside[1], 1e-3);
  g_assert_cmpfloat (get_real (fixture, "slice.position"), ==, position);

  click = find_controller (get_view (fixture), "pick");
  g_signal_emit_by_name (click, "released", 2, middle[0], middle[1]);
  spin (300);
  vt_slice_view_get_middle (VT_SLICE_VIEW (get_view (fixture)), &middle[0], &middle[1]);
  get_look (fixture, middle[0], middle[1], moved);
  g_assert_cmpfloat_with_epsilon (moved[2], whole[2], 1e-6);
  /* The whole cell in sight, a drag moves the slice again: half the page is half the cell. */
  g_signal_emit_by_name (drag, "drag-begin", middle[0], middle[1]);
  g_signal_emit_by_name (drag, "drag-update", 0.0, -0.25 * gtk_widget_get_height (get_view (fixture)));
  g_signal_emit_by_name (drag, "drag-end", 0.0, 0.0);
  g_assert_cmpfloat_with_epsilon (get_real (fixture, "slice.position"), position + 0.25, 1e-9);
}

/* What lies between two fingers stays there while they part; each pinch goes on from the last. */
static void
test_pinch (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GObject) motion = NULL, pinch = NULL;
  double middle[2], before[3], after[3];

  open_slice (fixture, "element");
  vt_slice_view_get_middle (VT_SLICE_VIEW (get_view (fixture)), &middle[0], &middle[1]);
  motion = find_controller (get_view (fixture), "pointer");
  pinch = find_controller (get_view (fixture), "pinch");
  get_look (fixture, middle[0] + 40, middle[1] - 30, before);
  for (guint i = 1; i <= 2; i++)
    {
      g_signal_emit_by_name (motion, "motion", middle[0] + 40, middle[1] - 30);
      g_signal_emit_by_name (pinch, "begin", NULL);
      g_signal_emit_by_name (pinch, "scale-changed", 1.3);
      g_signal_emit_by_name (pinch, "scale-changed", 2.0);
      spin (300);
      get_look (fixture, middle[0] + 40, middle[1] - 30, after);
      g_assert_cmpfloat_with_epsilon (after[2], before[2] / pow (2, i), 0.02 * before[2]);
      g_assert_cmpfloat_with_epsilon (after[0], before[0], 0.05);
      g_assert_cmpfloat_with_epsilon (after[1], before[1], 0.05);
    }
}

/* A field fills the cell with colour; it follows its smoothing, moves with the slice, and is picked by what is nearest. */
static void
test_field (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GdkTexture) atoms = NULL;
  g_autoptr (GdkTexture) field = NULL;
  double low = NAN, high = NAN, smooth_low, smooth_high, middle[2];
  gsize n = 0;

  open_slice (fixture, "voronoi_volume");
  g_assert_false (vt_slice_view_get_field_range (VT_SLICE_VIEW (get_view (fixture)), &low, &high));
  atoms = take_texture (get_view (fixture));
  vt_document_set_text (fixture->document, "slice.style", "field");
  wait_for_field (fixture, &low, &high);
  spin (100);
  field = take_texture (get_view (fixture));
  g_assert_cmpuint (count_colored (field), >, count_colored (atoms));
  g_assert_cmpfloat (low, >, 5);
  g_assert_cmpfloat (high, <, 40);
  vt_document_set_real (fixture->document, "slice.sigma", 4);
  smooth_low = low;
  smooth_high = high;
  wait_for_field (fixture, &smooth_low, &smooth_high);
  g_assert_cmpfloat (smooth_high - smooth_low, <, 0.8 * (high - low));

  vt_slice_view_get_middle (VT_SLICE_VIEW (get_view (fixture)), &middle[0], &middle[1]);
  g_assert_cmpint (vt_slice_view_atom_at (VT_SLICE_VIEW (get_view (fixture)), middle[0], middle[1]), >=, 0);
  g_assert_cmpint (vt_slice_view_atom_at (VT_SLICE_VIEW (get_view (fixture)), 1, 1), ==, -1);
  {
    g_autoptr (GObject) click = find_controller (get_view (fixture), "pick");

    g_signal_emit_by_name (click, "released", 1, middle[0], middle[1]);
  }
  vt_state_get_ids (get_state (fixture), "selection.picked", &n);
  g_assert_cmpuint (n, ==, 1);
}

/* The colours' range becomes the field's, to round numbers, and is undone in one step. */
static void
test_fit_colors (Fixture *fixture, gconstpointer data)
{
  double low, high;

  show_field (fixture);
  g_assert_true (vt_slice_view_get_field_range (VT_SLICE_VIEW (get_view (fixture)), &low, &high));
  act (fixture, "win.slice-fit-colors");
  g_assert_true (vt_state_is (get_state (fixture), "view.range", "manual"));
  g_assert_cmpfloat (get_real (fixture, "view.minimum"), <=, low);
  g_assert_cmpfloat (get_real (fixture, "view.minimum"), >, low - (high - low));
  g_assert_cmpfloat (get_real (fixture, "view.maximum"), >=, high);
  g_assert_cmpfloat (get_real (fixture, "view.maximum"), <, high + (high - low));
  act (fixture, "win.undo");
  g_assert_false (vt_state_is (get_state (fixture), "view.range", "manual"));
}

static VtSliceView *
get_slice_view (Fixture *fixture)
{
  return VT_SLICE_VIEW (get_view (fixture));
}

/* Until the view says why there is no field, or no longer says it. */
static const char *
wait_for_refusal (Fixture *fixture, gboolean expected)
{
  for (guint i = 0; i < 200; i++)
    {
      const char *refusal = vt_slice_view_get_refusal (get_slice_view (fixture));

      if ((refusal != NULL) == expected)
        return refusal;
      spin (100);
    }
  g_assert_not_reached ();
}

/* A box whose images within the reach of a long smoothing are beyond counting. */
static void
write_tiny (const char *path)
{
  static const char text[] = "ITEM: TIMESTEP\n0\nITEM: NUMBER OF ATOMS\n3\nITEM: BOX BOUNDS pp pp pp\n0 4\n0 4\n0 4\n"
                             "ITEM: ATOMS id element xu yu zu c_pe c_none\n1 Cu 1 1 2 -3.5 nan\n2 Cu 3 1 2 -3.1 nan\n"
                             "3 Zr 2 3 2 -3.9 nan\n";
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

/* What cannot be shown as a field is told in its place: no atoms there that would be taken for it. What can is seen
 * again, and the sentence is gone. */
static void
test_refused (Fixture *fixture, gconstpointer data)
{
  g_autofree char *directory = make_directory ();
  g_autofree char *path = g_build_filename (directory, "tiny.lammpstrj", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  double low = NAN, high = NAN, middle[2];
  guint n = 0;

  write_tiny (path);
  vt_window_open_file (fixture->window, file);
  wait_until_idle (fixture);
  act_on (fixture, "win.color-by", "file:c_pe");
  act_on (fixture, "win.page", "slice");
  vt_document_set_text (fixture->document, "slice.style", "field");
  wait_for_field (fixture, &low, &high);
  g_assert_null (vt_slice_view_get_refusal (get_slice_view (fixture)));

  vt_document_set_real (fixture->document, "slice.sigma", 50);
  g_assert_nonnull (strstr (wait_for_refusal (fixture, TRUE), "too many periodic images"));
  g_assert_false (vt_slice_view_get_field_range (get_slice_view (fixture), &low, &high));
  g_assert_null (vt_slice_view_get_levels (get_slice_view (fixture), &n));
  vt_slice_view_get_middle (get_slice_view (fixture), &middle[0], &middle[1]);
  g_assert_cmpint (vt_slice_view_atom_at (get_slice_view (fixture), middle[0], middle[1]), ==, -1);
  {
    g_autoptr (GdkTexture) seen = take_texture (get_view (fixture));

    g_assert_cmpuint (count_colored (seen), ==, 0);
  }
  vt_document_set_text (fixture->document, "slice.style", "atoms");
  wait_for_refusal (fixture, FALSE);
  vt_document_set_text (fixture->document, "slice.style", "field");
  wait_for_refusal (fixture, TRUE);
  vt_document_set_real (fixture->document, "slice.sigma", 1);
  wait_for_refusal (fixture, FALSE);
  g_assert_true (vt_slice_view_get_field_range (get_slice_view (fixture), &low, &high));
  /* Of nothing but NaN there is no mean. */
  act_on (fixture, "win.color-by", "file:c_none");
  g_assert_nonnull (strstr (wait_for_refusal (fixture, TRUE), "No atom that has a value"));
}

/* Names have no mean: the atoms are there, and it is said. */
static void
test_names (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GdkTexture) seen = NULL;

  open_slice (fixture, "element");
  g_assert_null (vt_slice_view_get_refusal (get_slice_view (fixture)));
  vt_document_set_text (fixture->document, "slice.style", "field");
  g_assert_nonnull (strstr (wait_for_refusal (fixture, TRUE), "no mean"));
  seen = take_texture (get_view (fixture));
  g_assert_cmpuint (count_colored (seen), >, 500);
  vt_document_set_text (fixture->document, "slice.style", "atoms");
  wait_for_refusal (fixture, FALSE);
}

/* The page's legend has a mark for each contour; beside the 3D view, and without lines, there are none. */
static void
test_marks (Fixture *fixture, gconstpointer data)
{
  GtkWidget *legend;
  g_autoptr (GdkTexture) marked = NULL, bare = NULL;
  guint32 *pixels[2] = { NULL, NULL };
  int width, height;
  guint n = 0, n_marks = 0;

  show_field (fixture);
  act (fixture, "win.slice-fit-colors");
  wait_until_idle (fixture);
  spin (1000);
  vt_slice_view_get_levels (get_slice_view (fixture), &n);
  g_assert_cmpuint (n, >=, 2);
  legend = find_by_type (gtk_widget_get_parent (get_view (fixture)), "VtLegendView");
  if (legend == NULL)
    legend = find_by_type (gtk_widget_get_parent (gtk_widget_get_parent (get_view (fixture))), "VtLegendView");
  g_assert_nonnull (legend);
  marked = take_texture (legend);
  vt_document_set_integer (fixture->document, "slice.contours", 0);
  wait_until_idle (fixture);
  for (guint i = 0, left = n; left > 0; i++)
    {
      g_assert_cmpuint (i, <, 200);
      spin (100);
      vt_slice_view_get_levels (get_slice_view (fixture), &left);
    }
  bare = take_texture (legend);
  width = gdk_texture_get_width (bare);
  height = gdk_texture_get_height (bare);
  g_assert_cmpint (gdk_texture_get_width (marked), ==, width);
  g_assert_cmpint (gdk_texture_get_height (marked), ==, height);
  for (guint i = 0; i < 2; i++)
    {
      pixels[i] = g_new (guint32, width * height);
      gdk_texture_download (i == 0 ? marked : bare, (guchar *) pixels[i], 4 * (gsize) width);
    }
  for (int y = 0, inside = FALSE; y < height; y++)
    {
      gboolean differs = pixels[0][y * width + 5] != pixels[1][y * width + 5];

      n_marks += differs && !inside;
      inside = differs;
    }
  g_assert_cmpuint (n_marks, ==, n);
  g_free (pixels[0]);
  g_free (pixels[1]);
}

int
main (int argc, char **argv)
{
  g_autoptr (VtApplication) application = NULL;
  int status = fixture_init (&argc, &argv, &application);

  if (status != 0)
    return status == 77 ? 0 : status;
#define ADD(name, function) g_test_add (name, Fixture, application, set_up, function, tear_down)
  ADD ("/slice/keys", test_keys);
  ADD ("/slice/turn", test_turn);
  ADD ("/slice/typed", test_typed);
  ADD ("/slice/across-view", test_across_view);
  ADD ("/slice/zoom", test_zoom);
  ADD ("/slice/pinch", test_pinch);
  ADD ("/slice/field", test_field);
  ADD ("/slice/fit-colors", test_fit_colors);
  ADD ("/slice/refused", test_refused);
  ADD ("/slice/names", test_names);
  ADD ("/slice/marks", test_marks);
  return g_test_run ();
}

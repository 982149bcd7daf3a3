/* The slice's plane in the 3D page: shown, taken hold of, moved, and where it can be seen. */
#include <math.h>
#include <string.h>

#include "vt-slice-plane.h"
#include "vt-viewport.h"
#include "window-fixture.h"

static gboolean
press_key (Fixture *fixture, guint key)
{
  g_autoptr (GObject) keys = find_controller (vt_viewport_get_surface (get_viewport (fixture)), "slice-keys");
  gboolean taken = FALSE;

  g_signal_emit_by_name (keys, "key-pressed", key, 0, 0, &taken);
  return taken;
}

static void
open_small (Fixture *fixture)
{
  open_fixture (fixture, "small.lammpstrj");
  act_on (fixture, "win.color-by", "element");
  wait_until_idle (fixture);
}

/* A corner of the plane's outline, Å, with the slice it belongs to. */
static void
get_corner (Fixture *fixture, VtSlice *slice, double corner[3])
{
  const VtCell *cell = vt_frame_get_cell (vt_document_peek_frame (fixture->document));
  g_autoptr (VtOverlay) overlay = NULL;
  const VtOverlayFace *faces;
  gsize n;

  vt_depiction_get_slice (get_state (fixture), cell, slice);
  overlay = vt_slice_plane_make_overlay (slice, cell, FALSE, FALSE);
  faces = vt_overlay_get_faces (overlay, &n);
  g_assert_cmpuint (n, >, 0);
  for (guint k = 0; k < 3; k++)
    corner[k] = faces[0].corners[0][k];
}

/* Where a point moved by @way along the slice's normal is seen. */
static void
get_pixel (Fixture *fixture, const VtSlice *slice, const double point[3], double way, double pixel[3])
{
  GtkWidget *surface = vt_viewport_get_surface (get_viewport (fixture));
  double moved[3];
  VtCamera camera;

  vt_viewport_get_camera (get_viewport (fixture), &camera);
  for (guint k = 0; k < 3; k++)
    moved[k] = point[k] + way * slice->normal[k];
  g_assert_true (vt_camera_project (&camera, gtk_widget_get_width (surface), gtk_widget_get_height (surface), moved,
                                    pixel));
}

static double
get_position (Fixture *fixture)
{
  return vt_state_get_real (get_state (fixture), "slice.position");
}

/* Taken at a corner and let go 3 Å along the normal, the plane has gone 3 Å; that is one edit. */
static void
check_drag (Fixture *fixture)
{
  g_autoptr (GObject) drag = find_controller (vt_viewport_get_surface (get_viewport (fixture)), "slice-drag");
  double corner[3], from[3], to[3], low, high, before = get_position (fixture);
  VtSlice slice;

  get_corner (fixture, &slice, corner);
  get_pixel (fixture, &slice, corner, 0, from);
  get_pixel (fixture, &slice, corner, 3, to);
  vt_slice_get_range (&slice, vt_frame_get_cell (vt_document_peek_frame (fixture->document)), &low, &high);
  g_signal_emit_by_name (drag, "drag-begin", from[0], from[1]);
  for (guint i = 1; i <= 5; i++)
    {
      g_signal_emit_by_name (drag, "drag-update", (to[0] - from[0]) * i / 5, (to[1] - from[1]) * i / 5);
      spin (5);
      g_assert_cmpfloat (get_position (fixture), >, before);
    }
  g_signal_emit_by_name (drag, "drag-end", to[0] - from[0], to[1] - from[1]);
  g_assert_cmpfloat_with_epsilon (get_position (fixture), before + 3 / (high - low), 1e-6);
  act (fixture, "win.undo");
  g_assert_cmpfloat_with_epsilon (get_position (fixture), before, 1e-12);
  act (fixture, "win.redo");
  g_assert_cmpfloat_with_epsilon (get_position (fixture), before + 3 / (high - low), 1e-6);
  act (fixture, "win.undo");
}

static void
test_drag (Fixture *fixture, gconstpointer data)
{
  open_small (fixture);
  g_assert_true (press_key (fixture, GDK_KEY_s));
  g_assert_true (vt_state_get_boolean (get_state (fixture), "slice.show"));
  check_drag (fixture);
  vt_document_set_text (fixture->document, "slice.axis", "z");
  vt_document_set_text (fixture->document, "view.projection", "orthographic");
  vt_document_seal (fixture->document);
  spin (400);
  check_drag (fixture);
  /* Beyond the cell it stays at its border. */
  {
    g_autoptr (GObject) drag = find_controller (vt_viewport_get_surface (get_viewport (fixture)), "slice-drag");
    double corner[3], from[3], to[3];
    VtSlice slice;

    get_corner (fixture, &slice, corner);
    get_pixel (fixture, &slice, corner, 0, from);
    get_pixel (fixture, &slice, corner, 500, to);
    g_signal_emit_by_name (drag, "drag-begin", from[0], from[1]);
    g_signal_emit_by_name (drag, "drag-update", to[0] - from[0], to[1] - from[1]);
    g_signal_emit_by_name (drag, "drag-end", to[0] - from[0], to[1] - from[1]);
    g_assert_cmpfloat (get_position (fixture), ==, 1);
  }
}

/* What is not shown, or not under the pointer, is not taken. */
static void
test_not_taken (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GObject) drag = NULL;
  double corner[3], from[3], before;
  VtSlice slice;

  open_small (fixture);
  drag = find_controller (vt_viewport_get_surface (get_viewport (fixture)), "slice-drag");
  before = get_position (fixture);
  get_corner (fixture, &slice, corner);
  get_pixel (fixture, &slice, corner, 0, from);
  g_signal_emit_by_name (drag, "drag-begin", from[0], from[1]);
  g_signal_emit_by_name (drag, "drag-update", 60.0, 10.0);
  g_signal_emit_by_name (drag, "drag-end", 60.0, 10.0);
  g_assert_cmpfloat (get_position (fixture), ==, before);
  g_assert_false (press_key (fixture, GDK_KEY_bracketright));
  g_assert_true (press_key (fixture, GDK_KEY_s));
  g_signal_emit_by_name (drag, "drag-begin", 2.0, 2.0);
  g_signal_emit_by_name (drag, "drag-update", 60.0, 10.0);
  g_signal_emit_by_name (drag, "drag-end", 60.0, 10.0);
  g_assert_cmpfloat (get_position (fixture), ==, before);
}

/* Button and state follow each other. */
static void
test_button (Fixture *fixture, gconstpointer data)
{
  GtkWidget *row, *button = NULL;

  open_small (fixture);
  row = gtk_widget_get_parent (find_by_type (GTK_WIDGET (fixture->window), "VtColorButton"));
  for (GtkWidget *box = gtk_widget_get_first_child (row); box != NULL; box = gtk_widget_get_next_sibling (box))
    for (GtkWidget *child = gtk_widget_get_first_child (box); child != NULL; child = gtk_widget_get_next_sibling (child))
      if (GTK_IS_TOGGLE_BUTTON (child)
          && g_strcmp0 (gtk_button_get_icon_name (GTK_BUTTON (child)), "slice-plane-symbolic") == 0)
        button = child;
  g_assert_nonnull (button);
  g_assert_false (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (button)));
  g_signal_emit_by_name (button, "clicked");
  g_assert_true (vt_state_get_boolean (get_state (fixture), "slice.show"));
  act (fixture, "win.undo");
  g_assert_false (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (button)));
  g_assert_true (press_key (fixture, GDK_KEY_s));
  g_assert_true (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (button)));
}

/* What says where it is. */
static GtkLabel *
find_place (GtkWidget *widget)
{
  GtkLabel *found = NULL;

  if (GTK_IS_LABEL (widget) && gtk_widget_has_css_class (widget, "slice-place"))
    return GTK_LABEL (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_place (child);
  return found;
}

static void
test_keys (Fixture *fixture, gconstpointer data)
{
  g_autofree char *first = NULL;
  GtkLabel *place;
  double before;

  open_small (fixture);
  before = get_position (fixture);
  place = find_place (GTK_WIDGET (get_viewport (fixture)));
  g_assert_nonnull (place);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (place)));
  g_assert_true (press_key (fixture, GDK_KEY_s));
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (place)));
  first = g_strdup (gtk_label_get_label (place));
  g_assert_nonnull (strstr (first, "Å"));
  g_assert_true (press_key (fixture, GDK_KEY_bracketright));
  g_assert_cmpfloat_with_epsilon (get_position (fixture), before + 0.01, 1e-12);
  g_assert_cmpstr (gtk_label_get_label (place), !=, first);
  g_assert_true (press_key (fixture, GDK_KEY_bracketleft));
  g_assert_true (press_key (fixture, GDK_KEY_bracketleft));
  g_assert_cmpfloat_with_epsilon (get_position (fixture), before - 0.01, 1e-12);
  g_assert_true (press_key (fixture, GDK_KEY_s));
  g_assert_false (vt_state_get_boolean (get_state (fixture), "slice.show"));
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (place)));
}

/* (transfer full): the page's pixels, @width × @height words */
static guint32 *
take_pixels (Fixture *fixture, int *width, int *height)
{
  g_autoptr (GdkTexture) texture = NULL;
  guint32 *pixels;

  spin (500);
  texture = take_texture (GTK_WIDGET (get_viewport (fixture)));
  g_assert_nonnull (texture);
  *width = gdk_texture_get_width (texture);
  *height = gdk_texture_get_height (texture);
  pixels = g_new (guint32, (gsize) *width * (gsize) *height);
  gdk_texture_download (texture, (guchar *) pixels, (gsize) *width * 4);
  return pixels;
}

/* The plane is seen where its outline is said to be, and only while it is shown. */
static void
test_seen (Fixture *fixture, gconstpointer data)
{
  g_autofree guint32 *without = NULL, *with = NULL, *again = NULL;
  double corner[3], at[3];
  VtSlice slice;
  int width, height;
  gsize different = 0;

  open_small (fixture);
  without = take_pixels (fixture, &width, &height);
  g_assert_true (press_key (fixture, GDK_KEY_s));
  with = take_pixels (fixture, &width, &height);
  get_corner (fixture, &slice, corner);
  get_pixel (fixture, &slice, corner, 0, at);
  for (gsize i = 0; i < (gsize) width * (gsize) height; i++)
    different += with[i] != without[i];
  g_assert_cmpuint (different, >, 500);
  different = 0;
  for (int y = -3; y <= 3; y++)
    for (int x = -3; x <= 3; x++)
      {
        gsize i = (gsize) ((int) at[1] + y) * (gsize) width + (gsize) ((int) at[0] + x);

        different += with[i] != without[i];
      }
  g_assert_cmpuint (different, >, 5);
  g_assert_true (press_key (fixture, GDK_KEY_s));
  again = take_pixels (fixture, &width, &height);
  g_assert_cmpmem (again, (gsize) width * (gsize) height * 4, without, (gsize) width * (gsize) height * 4);
}

#define ADD(path, function) g_test_add (path, Fixture, application, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  VtApplication *application = NULL;
  int outcome = fixture_init (&argc, &argv, &application);

  if (outcome != 0)
    return outcome;
  ADD ("/slice-handle/drag", test_drag);
  ADD ("/slice-handle/not-taken", test_not_taken);
  ADD ("/slice-handle/button", test_button);
  ADD ("/slice-handle/keys", test_keys);
  ADD ("/slice-handle/seen", test_seen);
  return g_test_run ();
}

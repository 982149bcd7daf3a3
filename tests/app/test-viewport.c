/* The 3D page under the hand: turned, zoomed, looked at from elsewhere, and without OpenGL. */
#include <epoxy/gl.h>
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "vt-viewport.h"
#include "window-fixture.h"

static void
open_small (Fixture *fixture)
{
  open_fixture (fixture, "small.lammpstrj");
  act_on (fixture, "win.color-by", "element");
  wait_until_idle (fixture);
}

static void
press_key (Fixture *fixture, guint key, GdkModifierType modifiers)
{
  g_autoptr (GObject) keys = find_controller (vt_viewport_get_surface (get_viewport (fixture)), "keys");
  gboolean taken = FALSE;

  g_signal_emit_by_name (keys, "key-pressed", key, 0, modifiers, &taken);
  g_assert_true (taken);
}

static VtCamera
get_camera (Fixture *fixture)
{
  VtCamera camera;

  vt_viewport_get_camera (get_viewport (fixture), &camera);
  return camera;
}

static void
get_back (const VtCamera *camera, double back[3])
{
  double right[3], up[3];

  vt_camera_get_axes (camera, right, up, back);
}

static void
assert_same (const VtCamera *a, const VtCamera *b)
{
  for (guint i = 0; i < 3; i++)
    g_assert_cmpfloat_with_epsilon (a->target[i], b->target[i], 1e-9);
  for (guint i = 0; i < 4; i++)
    g_assert_cmpfloat_with_epsilon (a->orientation[i], b->orientation[i], 1e-9);
  g_assert_cmpfloat_with_epsilon (a->height, b->height, 1e-9);
}

/* ---- the hand ---- */

/* A drag over half the height is a quarter turn, whatever it does in between; it is one edit. */
static void
test_drag (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GObject) drag = NULL;
  double height, dx;
  VtCamera before, after, expected;

  open_small (fixture);
  drag = find_controller (vt_viewport_get_surface (get_viewport (fixture)), "turn");
  height = gtk_widget_get_height (vt_viewport_get_surface (get_viewport (fixture)));
  before = expected = get_camera (fixture);
  g_signal_emit_by_name (drag, "drag-begin", 100.0, 100.0);
  for (guint i = 1; i <= 10; i++)
    {
      dx = height / 2 * i / 10;
      g_signal_emit_by_name (drag, "drag-update", dx, i < 10 ? 7.0 : 0.0);
      spin (10);
    }
  g_signal_emit_by_name (drag, "drag-end", height / 2, 0.0);
  after = get_camera (fixture);
  vt_camera_orbit (&expected, G_PI / 2, 0);
  assert_same (&after, &expected);
  spin (400);
  act (fixture, "win.undo");
  spin (300);
  after = get_camera (fixture);
  assert_same (&after, &before);
  act (fixture, "win.redo");
  after = get_camera (fixture);
  assert_same (&after, &expected);
}

/* The wheel zooms at the pointer: what lies under it stays. */
static void
test_zoom (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GObject) scroll = NULL;
  g_autoptr (GObject) motion = NULL;
  GtkWidget *surface;
  const double x = 90, y = 140;
  double pixel[3] = { x, y, 0 }, before[3], after[3], width, height;
  VtCamera camera;
  gboolean taken;

  open_small (fixture);
  surface = vt_viewport_get_surface (get_viewport (fixture));
  width = gtk_widget_get_width (surface);
  height = gtk_widget_get_height (surface);
  motion = find_controller (vt_viewport_get_surface (get_viewport (fixture)), "pointer");
  scroll = find_controller (vt_viewport_get_surface (get_viewport (fixture)), "zoom");
  camera = get_camera (fixture);
  pixel[2] = vt_camera_get_distance (&camera);
  vt_camera_unproject (&camera, width, height, pixel, before);
  g_signal_emit_by_name (motion, "motion", x, y);
  g_signal_emit_by_name (scroll, "scroll", 0.0, -2.0, &taken);
  g_assert_cmpfloat_with_epsilon (get_camera (fixture).height, camera.height / (1.15 * 1.15), 1e-9);
  camera = get_camera (fixture);
  pixel[2] = vt_camera_get_distance (&camera);
  vt_camera_unproject (&camera, width, height, pixel, after);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpfloat_with_epsilon (after[i], before[i], 1e-9);
  /* Keys zoom back, about the middle. */
  press_key (fixture, GDK_KEY_minus, 0);
  press_key (fixture, GDK_KEY_KP_Subtract, 0);
  g_assert_cmpfloat_with_epsilon (get_camera (fixture).height, camera.height * 1.15 * 1.15, 1e-9);
}

/* Two fingers zoom at their place by as much as they part, however often they are heard of; each pinch goes on from the
 * last. */
static void
test_pinch (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GObject) motion = NULL, pinch = NULL;
  VtCamera camera, expected;
  GtkWidget *surface;

  open_small (fixture);
  surface = vt_viewport_get_surface (get_viewport (fixture));
  motion = find_controller (surface, "pointer");
  pinch = find_controller (surface, "pinch");
  expected = get_camera (fixture);
  for (guint i = 0; i < 2; i++)
    {
      vt_camera_zoom_at (&expected, 1.5, 200, 120, gtk_widget_get_width (surface), gtk_widget_get_height (surface));
      g_signal_emit_by_name (motion, "motion", 200.0, 120.0);
      g_signal_emit_by_name (pinch, "begin", NULL);
      g_signal_emit_by_name (pinch, "scale-changed", 1.2);
      g_signal_emit_by_name (pinch, "scale-changed", 0.0);
      g_signal_emit_by_name (pinch, "scale-changed", 1.5);
      camera = get_camera (fixture);
      assert_same (&camera, &expected);
    }
}

static void
test_views (Fixture *fixture, gconstpointer data)
{
  static const double sides[6][3] = { { 1, 0, 0 },  { -1, 0, 0 }, { 0, 1, 0 },
                                      { 0, -1, 0 }, { 0, 0, 1 },  { 0, 0, -1 } };
  static const char *const names[] = { "+x", "-x", "+y", "-y", "+z", "-z" };
  double back[3];
  VtCamera camera;

  open_small (fixture);
  for (guint side = 0; side < 6; side++)
    {
      if (side % 2 == 0)
        press_key (fixture, GDK_KEY_1 + side, 0);
      else
        act_on (fixture, "win.look-from", names[side]);
      camera = get_camera (fixture);
      get_back (&camera, back);
      for (guint i = 0; i < 3; i++)
        g_assert_cmpfloat_with_epsilon (back[i], sides[side][i], 1e-9);
    }
  act (fixture, "win.undo");
  camera = get_camera (fixture);
  get_back (&camera, back);
  g_assert_cmpfloat_with_epsilon (back[2], 1, 1e-9);
  act (fixture, "win.fit");
  g_assert_cmpuint (g_variant_n_children (vt_state_get (get_state (fixture), "view.camera")), ==, 0);
}

static void
test_keys (Fixture *fixture, gconstpointer data)
{
  VtCamera before, expected, after;
  double height;

  open_small (fixture);
  height = gtk_widget_get_height (vt_viewport_get_surface (get_viewport (fixture)));
  before = expected = get_camera (fixture);
  press_key (fixture, GDK_KEY_Right, 0);
  vt_camera_orbit (&expected, G_PI / 36, 0);
  press_key (fixture, GDK_KEY_Up, 0);
  vt_camera_orbit (&expected, 0, -G_PI / 36);
  press_key (fixture, GDK_KEY_Page_Up, 0);
  vt_camera_roll (&expected, G_PI / 36);
  press_key (fixture, GDK_KEY_Left, GDK_SHIFT_MASK);
  vt_camera_pan (&expected, -height / 24, 0, height);
  after = get_camera (fixture);
  assert_same (&after, &expected);
  spin (400);
  act (fixture, "win.undo");
  after = get_camera (fixture);
  assert_same (&after, &before);
  press_key (fixture, GDK_KEY_p, 0);
  g_assert_true (vt_state_is (get_state (fixture), "view.projection", "orthographic"));
  g_assert_cmpint (get_camera (fixture).projection, ==, VT_PROJECTION_ORTHOGRAPHIC);
  press_key (fixture, GDK_KEY_p, 0);
  g_assert_cmpint (get_camera (fixture).projection, ==, VT_PROJECTION_PERSPECTIVE);
}

/* An atom that is clicked twice comes to the middle, where it is then found; beside all atoms the cell is shown. */
static void
test_double_click (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GObject) click = NULL;
  GtkWidget *surface;
  VtCamera before, after;
  double width, height;

  open_small (fixture);
  surface = vt_viewport_get_surface (get_viewport (fixture));
  width = gtk_widget_get_width (surface);
  height = gtk_widget_get_height (surface);
  click = find_controller (vt_viewport_get_surface (get_viewport (fixture)), "pick");
  before = get_camera (fixture);
  g_signal_emit_by_name (click, "released", 2, 0.4 * width, 0.55 * height);
  after = get_camera (fixture);
  g_assert_cmpfloat (fabs (after.target[0] - before.target[0]) + fabs (after.target[1] - before.target[1])
                         + fabs (after.target[2] - before.target[2]),
                     >, 0.1);
  g_assert_cmpfloat (after.height, ==, before.height);
  g_signal_emit_by_name (click, "released", 2, 2.0, 2.0);
  after = get_camera (fixture);
  assert_same (&after, &before);
}

/* With animations the state is there at once, as one edit, and the picture a moment later. */
static void
test_flight (Fixture *fixture, gconstpointer data)
{
  GtkSettings *settings = gtk_settings_get_default ();
  VtCamera before, between, after, goal;
  gint64 end = g_get_monotonic_time () + PATIENCE_SECONDS * G_USEC_PER_SEC;

  open_small (fixture);
  g_object_set (settings, "gtk-enable-animations", TRUE, NULL);
  before = get_camera (fixture);
  goal = before;
  vt_camera_set_view (&goal, VT_VIEW_MINUS_Y);
  press_key (fixture, GDK_KEY_4, 0);
  g_assert_cmpuint (g_variant_n_children (vt_state_get (get_state (fixture), "view.camera")), ==,
                    VT_CAMERA_ARRAY_LENGTH);
  between = get_camera (fixture);
  assert_same (&between, &before);
  do
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_main_context_iteration (NULL, TRUE);
      after = get_camera (fixture);
    }
  while (!vt_camera_equal (&after, &goal));
  g_object_set (settings, "gtk-enable-animations", FALSE, NULL);
  /* Without them it is there at once. */
  press_key (fixture, GDK_KEY_1, 0);
  vt_camera_set_view (&goal, VT_VIEW_PLUS_X);
  after = get_camera (fixture);
  assert_same (&after, &goal);
}

/* ---- views as text ---- */

static void
test_copy_view (Fixture *fixture, gconstpointer data)
{
  Fixture other = { fixture->application, NULL, NULL };
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (fixture->window));
  g_autoptr (VtState) before = NULL;
  VtCamera copied, pasted;

  open_small (fixture);
  set_up (&other, data);
  open_small (&other);
  press_key (fixture, GDK_KEY_p, 0);
  press_key (fixture, GDK_KEY_Right, 0);
  press_key (fixture, GDK_KEY_plus, 0);
  copied = get_camera (fixture);
  act (fixture, "win.copy-view");
  act (&other, "win.paste-view");
  spin (200);
  pasted = get_camera (&other);
  assert_same (&pasted, &copied);
  g_assert_cmpint (pasted.projection, ==, VT_PROJECTION_ORTHOGRAPHIC);
  g_assert_null (vt_window_get_message (other.window));
  /* One edit, both of its parts. */
  act (&other, "win.undo");
  g_assert_cmpint (get_camera (&other).projection, ==, VT_PROJECTION_PERSPECTIVE);
  gdk_clipboard_set_text (clipboard, "vitrine-view 9: from the future");
  before = vt_state_ref (get_state (&other));
  act (&other, "win.paste-view");
  spin (200);
  g_assert_nonnull (strstr (vt_window_get_message (other.window), "newer"));
  g_assert_true (vt_state_get (get_state (&other), "view.camera") == vt_state_get (before, "view.camera"));
  tear_down (&other, data);
}

static void
test_axes (Fixture *fixture, gconstpointer data)
{
  GtkWidget *overlay;

  open_small (fixture);
  overlay = find_by_type (GTK_WIDGET (get_viewport (fixture)), "GtkDrawingArea");
  g_assert_nonnull (overlay);
  g_assert_true (gtk_widget_get_mapped (overlay));
  g_assert_false (gtk_widget_get_can_target (overlay));
  act (fixture, "win.toggle-axes");
  g_assert_false (gtk_widget_get_visible (overlay));
  act (fixture, "win.undo");
  g_assert_true (gtk_widget_get_visible (overlay));
}

/* ---- without OpenGL ---- */

/* The page is there, says why, and leads to the slice, which is painted. */
static void
check_failure (Fixture *fixture)
{
  GtkWidget *viewport = GTK_WIDGET (get_viewport (fixture));
  AdwStatusPage *page = ADW_STATUS_PAGE (find_by_type (viewport, "AdwStatusPage"));
  GtkWidget *slice = find_button (viewport, "Show the _Slice");
  g_autoptr (GdkTexture) texture = NULL;

  g_assert_false (vt_viewport_works (VT_VIEWPORT (viewport)));
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (page)));
  g_assert_cmpuint (strlen (adw_status_page_get_description (page)), >, 100);
  g_test_message ("%s", adw_status_page_get_description (page));
  g_assert_true (gtk_widget_get_mapped (slice));
  g_signal_emit_by_name (slice, "clicked");
  wait_until_idle (fixture);
  spin (200);
  g_assert_true (vt_state_is (get_state (fixture), "view.page", "slice"));
  texture = take_texture (find_by_type (GTK_WIDGET (fixture->window), "VtSliceView"));
  g_assert_cmpuint (count_colored (texture), >, 10000);
  act_on (fixture, "win.page", "3d");
  spin (100);
}

/* As another process, whose surroundings have no OpenGL, or another shader. */
static void
run_without (const char *path, const char *variable, const char *value)
{
  g_autofree char *before = g_strdup (g_getenv (variable));

  g_setenv (variable, value, TRUE);
  g_test_trap_subprocess (path, 120 * G_USEC_PER_SEC, G_TEST_SUBPROCESS_DEFAULT);
  if (before != NULL)
    g_setenv (variable, before, TRUE);
  else
    g_unsetenv (variable);
  g_test_trap_assert_passed ();
}

static void
test_no_gl (void)
{
  run_without ("/viewport/subprocess/no-gl", "GDK_DEBUG", "gl-disable");
}

static void
test_no_gl_here (Fixture *fixture, gconstpointer data)
{
  open_small (fixture);
  check_failure (fixture);
  /* Tried again there is none either. */
  g_signal_emit_by_name (find_button (GTK_WIDGET (get_viewport (fixture)), "_Try Again"), "clicked");
  spin (300);
  check_failure (fixture);
}

static void
write_shader (const char *directory, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (directory, name, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, text, -1, &error));
  g_assert_no_error (error);
}

static void
test_bad_shader (void)
{
  g_autofree char *directory = make_directory ();
  g_autofree char *overlay = g_strdup_printf ("/org/vitrine/shaders=%s", directory);

  write_shader (directory, "sphere.frag", "#version 330 core\nvoid main () { colour is no word here; }\n");
  run_without ("/viewport/subprocess/bad-shader", "G_RESOURCE_OVERLAYS", overlay);
}

/* When the shader is right again, so is the page. */
static void
test_bad_shader_here (Fixture *fixture, gconstpointer data)
{
  const char *directory = strchr (g_getenv ("G_RESOURCE_OVERLAYS"), '=') + 1;
  g_autofree char *path = g_build_filename (directory, "sphere.frag", NULL);

  open_small (fixture);
  check_failure (fixture);
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_signal_emit_by_name (find_button (GTK_WIDGET (get_viewport (fixture)), "_Try Again"), "clicked");
  /* A shader for the processor takes its time, the longer the busier the machine. */
  for (guint i = 0; i < 60 && !vt_viewport_works (get_viewport (fixture)); i++)
    spin (500);
  g_assert_true (vt_viewport_works (get_viewport (fixture)));
  spin (1000);
  g_autoptr (GdkTexture) texture = take_texture (GTK_WIDGET (get_viewport (fixture)));
  g_assert_cmpuint (count_colored (texture), >, 10000);
}

static guint resets;

static GLenum
tell_of_reset (void)
{
  return resets > 0 && resets-- > 0 ? GL_UNKNOWN_CONTEXT_RESET : GL_NO_ERROR;
}

/* OpenGL says that it was lost: once, and the picture comes back by itself; again at once, and the page says so. */
static void
test_lost (Fixture *fixture, gconstpointer data)
{
  VtViewport *viewport;
  GtkWidget *area, *other;

  open_small (fixture);
  spin (500);
  viewport = get_viewport (fixture);
  area = find_by_type (GTK_WIDGET (viewport), "VtGlArea");
  g_object_add_weak_pointer (G_OBJECT (area), (gpointer *) &area);
  epoxy_glGetGraphicsResetStatus = tell_of_reset;
  epoxy_glGetGraphicsResetStatusARB = tell_of_reset;
  resets = 1;
  press_key (fixture, GDK_KEY_Right, 0);
  spin (1000);
  g_assert_cmpuint (resets, ==, 0);
  g_assert_null (area);
  g_assert_true (vt_viewport_works (viewport));
  other = find_by_type (GTK_WIDGET (viewport), "VtGlArea");
  g_assert_true (gtk_widget_get_mapped (other));
  g_autoptr (GdkTexture) texture = take_texture (GTK_WIDGET (viewport));
  g_assert_cmpuint (count_colored (texture), >, 10000);
  resets = 1;
  press_key (fixture, GDK_KEY_Right, 0);
  spin (1000);
  check_failure (fixture);
  g_signal_emit_by_name (find_button (GTK_WIDGET (viewport), "_Try Again"), "clicked");
  spin (1000);
  g_assert_true (vt_viewport_works (viewport));
}

#define ADD(path, function) g_test_add (path, Fixture, application, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  VtApplication *application = NULL;
  int outcome = fixture_init (&argc, &argv, &application);

  if (outcome != 0)
    return outcome;
  ADD ("/viewport/drag", test_drag);
  ADD ("/viewport/zoom", test_zoom);
  ADD ("/viewport/pinch", test_pinch);
  ADD ("/viewport/views", test_views);
  ADD ("/viewport/keys", test_keys);
  ADD ("/viewport/double-click", test_double_click);
  ADD ("/viewport/flight", test_flight);
  ADD ("/viewport/copy-view", test_copy_view);
  ADD ("/viewport/axes", test_axes);
  ADD ("/viewport/lost", test_lost);
  g_test_add_func ("/viewport/no-gl", test_no_gl);
  g_test_add_func ("/viewport/bad-shader", test_bad_shader);
  ADD ("/viewport/subprocess/no-gl", test_no_gl_here);
  ADD ("/viewport/subprocess/bad-shader", test_bad_shader_here);
  return g_test_run ();
}

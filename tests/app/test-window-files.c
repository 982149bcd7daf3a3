/* What goes into the window and comes out of it: dropped files, exports, the clipboard, sessions, the question at the
 * end. */
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "vt-document-open.h"
#include "vt-window-private.h"
#include "window-fixture.h"

/* ---- helpers ---- */

static void
remove_directory (const char *path)
{
  g_autoptr (GDir) directory = g_dir_open (path, 0, NULL);
  const char *name;

  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      g_assert_cmpint (g_remove (child), ==, 0);
    }
  g_assert_cmpint (g_rmdir (path), ==, 0);
}

static GFile *
export_to (Fixture *fixture, const char *directory, const char *what, const char *name)
{
  GFile *file = g_file_new_build_filename (directory, name, NULL);

  if (g_str_equal (what, "view"))
    vt_window_export_view (fixture->window, file);
  else if (g_str_equal (what, "data"))
    vt_window_export_data (fixture->window, file);
  else
    vt_window_export_figure (fixture->window, what, file);
  wait_until_idle (fixture);
  return file;
}

static char *
load (GFile *file, gsize *length)
{
  g_autoptr (GError) error = NULL;
  char *contents = NULL;

  g_file_load_contents (file, NULL, &contents, length, NULL, &error);
  g_assert_no_error (error);
  return contents;
}

static GdkTexture *
load_picture (GFile *file)
{
  g_autoptr (GError) error = NULL;
  GdkTexture *texture = gdk_texture_new_from_file (file, &error);

  g_assert_no_error (error);
  return texture;
}

/* The largest difference of any channel of any pixel. */
static int
compare_pictures (GdkTexture *a, GdkTexture *b)
{
  gsize n = (gsize) gdk_texture_get_width (a) * (gsize) gdk_texture_get_height (a) * 4;
  gsize stride = (gsize) gdk_texture_get_width (a) * 4;
  g_autofree guchar *x = g_malloc (n);
  g_autofree guchar *y = g_malloc (n);
  int largest = 0;

  g_assert_cmpint (gdk_texture_get_width (a), ==, gdk_texture_get_width (b));
  g_assert_cmpint (gdk_texture_get_height (a), ==, gdk_texture_get_height (b));
  gdk_texture_download (a, x, stride);
  gdk_texture_download (b, y, stride);
  for (gsize i = 0; i < n; i++)
    largest = MAX (largest, abs (x[i] - y[i]));
  return largest;
}

/* ---- data ---- */

static VtFrame *
read_back (GFile *file)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VtOpened) opened = vt_document_open_run (file, NULL, NULL, NULL, &error);
  VtFrame *frame;

  g_assert_no_error (error);
  frame = vt_trajectory_read_frame (vt_source_get_trajectory (opened->source), 0, NULL, &error);
  g_assert_no_error (error);
  return frame;
}

static void
check_data (Fixture *fixture, VtFrame *frame)
{
  VtFrame *shown = vt_document_peek_frame (fixture->document);
  VtColumn *expected = vt_document_peek_column (fixture->document, "cn");
  VtColumn *written = vt_frame_find_column (frame, "cn");

  g_assert_cmpuint (vt_frame_get_n_atoms (frame), ==, vt_frame_get_n_atoms (shown));
  g_assert_nonnull (expected);
  g_assert_nonnull (written);
  for (gsize i = 0; i < vt_frame_get_n_atoms (frame); i++)
    g_assert_cmpfloat (vt_column_get_values (written)[i], ==, vt_column_get_values (expected)[i]);
}

static void
test_data (Fixture *fixture, gconstpointer data)
{
  static const char *const readable[] = { "out.extxyz", "out.dump", "out.extxyz.gz" };
  g_autofree char *directory = make_directory ();

  open_fixture (fixture, "small.lammpstrj");
  for (guint i = 0; i < G_N_ELEMENTS (readable); i++)
    {
      g_autoptr (GFile) file = export_to (fixture, directory, "data", readable[i]);
      g_autoptr (VtFrame) frame = NULL;

      g_assert_null (vt_window_get_message (fixture->window));
      frame = read_back (file);
      check_data (fixture, frame);
    }
  remove_directory (directory);
}

static void
test_tables (Fixture *fixture, gconstpointer data)
{
  g_autofree char *directory = make_directory ();
  g_autoptr (GFile) table = NULL;
  g_autoptr (GFile) hierarchy = NULL;
  g_autofree char *csv = NULL;
  g_autofree char *h5 = NULL;
  g_auto (GStrv) lines = NULL;
  gsize length = 0;

  open_fixture (fixture, "small.lammpstrj");
  table = export_to (fixture, directory, "data", "out.csv");
  hierarchy = export_to (fixture, directory, "data", "out.h5");
  g_assert_null (vt_window_get_message (fixture->window));
  csv = load (table, NULL);
  lines = g_strsplit (g_strchomp (csv), "\n", -1);
  g_assert_true (g_str_has_prefix (lines[0], "id,element,x,y,z"));
  g_assert_nonnull (strstr (lines[0], ",cn"));
  g_assert_cmpuint (g_strv_length (lines), ==, 1 + vt_frame_get_n_atoms (vt_document_peek_frame (fixture->document)));
  h5 = load (hierarchy, &length);
  g_assert_cmpuint (length, >, 8);
  g_assert_cmpint (memcmp (h5, "\x89HDF\r\n\x1a\n", 8), ==, 0);
  remove_directory (directory);
}

static void
test_data_refused (Fixture *fixture, gconstpointer data)
{
  g_autofree char *directory = make_directory ();
  g_autoptr (GFile) file = NULL;

  open_fixture (fixture, "small.lammpstrj");
  file = export_to (fixture, directory, "data", "out.unknown");
  g_assert_nonnull (vt_window_get_message (fixture->window));
  g_assert_false (g_file_query_exists (file, NULL));
  remove_directory (directory);
}

/* ---- pictures ---- */

static void
test_view_in_space (Fixture *fixture, gconstpointer data)
{
  g_autofree char *directory = make_directory ();
  g_autoptr (GFile) picture = NULL;
  g_autoptr (GFile) drawing = NULL;
  g_autoptr (GdkTexture) texture = NULL;

  open_fixture (fixture, "small.lammpstrj");
  act_on (fixture, "win.color-by", "d2min");
  wait_until_idle (fixture);
  picture = export_to (fixture, directory, "view", "space.png");
  if (vt_window_get_message (fixture->window) != NULL && strstr (vt_window_get_message (fixture->window), "3D") != NULL)
    {
      g_test_skip ("no OpenGL without a window here");
      remove_directory (directory);
      return;
    }
  g_assert_null (vt_window_get_message (fixture->window));
  texture = load_picture (picture);
  g_assert_cmpint (gdk_texture_get_width (texture), >=, 1600);
  g_assert_cmpuint (count_colored (texture), >, 100000);
  /* Spheres are no vectors. */
  drawing = export_to (fixture, directory, "view", "space.svg");
  g_assert_nonnull (vt_window_get_message (fixture->window));
  g_assert_false (g_file_query_exists (drawing, NULL));
  remove_directory (directory);
}

static void
check_drawings (Fixture *fixture, const char *directory, const char *page)
{
  g_autofree char *svg_name = g_strconcat (page, ".svg", NULL);
  g_autofree char *pdf_name = g_strconcat (page, ".pdf", NULL);
  g_autofree char *png_name = g_strconcat (page, ".png", NULL);
  g_autoptr (GFile) svg = NULL;
  g_autoptr (GFile) pdf = NULL;
  g_autoptr (GFile) png = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  g_autofree char *svg_text = NULL;
  g_autofree char *pdf_text = NULL;

  act_on (fixture, "win.page", page);
  wait_until_idle (fixture);
  svg = export_to (fixture, directory, "view", svg_name);
  pdf = export_to (fixture, directory, "view", pdf_name);
  png = export_to (fixture, directory, "view", png_name);
  g_assert_null (vt_window_get_message (fixture->window));
  svg_text = load (svg, NULL);
  pdf_text = load (pdf, NULL);
  texture = load_picture (png);
  g_assert_nonnull (strstr (svg_text, "<path"));
  g_assert_null (strstr (svg_text, "<image"));
  g_assert_true (g_str_has_prefix (pdf_text, "%PDF"));
  g_assert_cmpuint (count_colored (texture), >, 10000);
}

static void
test_view_of_slice (Fixture *fixture, gconstpointer data)
{
  g_autofree char *directory = make_directory ();

  open_fixture (fixture, "small.lammpstrj");
  act_on (fixture, "win.color-by", "d2min");
  check_drawings (fixture, directory, "slice");
  remove_directory (directory);
}

/* The fixture has no temperature: what the comparison lacks is said, and no file is left. */
static void
test_view_of_comparison (Fixture *fixture, gconstpointer data)
{
  g_autofree char *directory = make_directory ();
  g_autoptr (GFile) file = NULL;

  open_fixture (fixture, "small.lammpstrj");
  act_on (fixture, "win.page", "compare");
  file = export_to (fixture, directory, "view", "compare.png");
  g_assert_true (g_file_query_exists (file, NULL) == (vt_window_get_message (fixture->window) == NULL));
  remove_directory (directory);
}

static void
on_value (GObject *clipboard, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  *(GdkTexture **) data = gdk_clipboard_read_texture_finish (GDK_CLIPBOARD (clipboard), result, &error);
  g_assert_no_error (error);
}

static void
test_copy (Fixture *fixture, gconstpointer data)
{
  GdkTexture *copied = NULL;

  open_fixture (fixture, "small.lammpstrj");
  act_on (fixture, "win.page", "slice");
  wait_until_idle (fixture);
  act (fixture, "win.copy-picture");
  gdk_clipboard_read_texture_async (gtk_widget_get_clipboard (GTK_WIDGET (fixture->window)), NULL, on_value, &copied);
  for (guint i = 0; copied == NULL && i < 100; i++)
    spin (20);
  g_assert_nonnull (copied);
  g_assert_cmpuint (count_colored (copied), >, 10000);
  g_object_unref (copied);
}

/* ---- what is dropped ---- */

static GtkDropTarget *
find_drop_target (GtkWidget *widget)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_DROP_TARGET (controller))
        return GTK_DROP_TARGET (controller);
    }
  return NULL;
}

/* Writes until it is stopped, or for a minute. */
static gboolean
write_for_long (gpointer data, GCancellable *cancellable, GError **error)
{
  for (guint i = 0; i < 6000 && !g_cancellable_is_cancelled (cancellable); i++)
    g_usleep (10000);
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

static gboolean
write_at_once (gpointer data, GCancellable *cancellable, GError **error)
{
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

static gboolean
has_label (GtkWidget *widget, const char *text)
{
  if (GTK_IS_LABEL (widget) && g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), text))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (has_label (child, text))
      return TRUE;
  return FALSE;
}

static void
wait_for_writing (Fixture *fixture)
{
  for (guint i = 0; i < 1000 && vt_window_is_busy (fixture->window); i++)
    spin (10);
  g_assert_false (vt_window_is_busy (fixture->window));
}

/* What takes long says so and can be stopped; that is no failure, and the next is written all the same. */
static void
test_stop_writing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) file = g_file_new_for_path ("/none/glass.csv");
  GtkWidget *window = GTK_WIDGET (fixture->window);

  vt_window_write (fixture->window, file, write_for_long, NULL, g_strdup (""), g_free);
  for (guint i = 0; i < 1000 && !has_label (window, "Writing “glass.csv”…"); i++)
    spin (10);
  g_assert_true (has_label (window, "Writing “glass.csv”…"));
  act (fixture, "win.cancel-writing");
  wait_for_writing (fixture);
  g_assert_null (vt_window_get_message (fixture->window));
  g_assert_false (has_label (window, "“glass.csv” written"));

  vt_window_write (fixture->window, file, write_at_once, NULL, g_strdup (""), g_free);
  wait_for_writing (fixture);
  for (guint i = 0; i < 500 && !has_label (window, "“glass.csv” written"); i++)
    spin (10);
  g_assert_true (has_label (window, "“glass.csv” written"));
}

static void
test_drop (Fixture *fixture, gconstpointer data)
{
  GtkDropTarget *target = find_drop_target (GTK_WIDGET (fixture->window));
  g_autoptr (GFile) file = fixture_file ("small.lammpstrj");
  g_autoptr (GSList) files = g_slist_append (NULL, file);
  GValue value = G_VALUE_INIT;
  gboolean taken = FALSE;

  g_assert_nonnull (target);
  g_value_init (&value, GDK_TYPE_FILE_LIST);
  g_value_set_boxed (&value, files);
  g_signal_emit_by_name (target, "drop", &value, 10.0, 10.0, &taken);
  g_value_unset (&value);
  g_assert_true (taken);
  wait_until_idle (fixture);
  g_assert_nonnull (vt_document_get_source (fixture->document));
}

/* ---- sessions ---- */

static void
set_up_session (Fixture *fixture)
{
  open_fixture (fixture, "small.lammpstrj");
  vt_document_set_real (fixture->document, "window.lag", 10);
  vt_document_set_integer (fixture->document, "window.frame", 1);
  vt_document_set_real (fixture->document, "slice.position", 0.3);
  act_on (fixture, "win.color-by", "d2min");
  act_on (fixture, "win.page", "slice");
  wait_until_idle (fixture);
}

static void
check_numbers (VtDocument *a, VtDocument *b)
{
  static const char *const properties[] = { "d2min", "cn", "voronoi_volume", "lffs" };

  for (guint p = 0; p < G_N_ELEMENTS (properties); p++)
    {
      VtColumn *x = vt_document_peek_column (a, properties[p]);
      VtColumn *y = vt_document_peek_column (b, properties[p]);

      g_assert_nonnull (x);
      g_assert_nonnull (y);
      g_assert_cmpmem (vt_column_get_values (x), vt_column_get_n (x) * sizeof (double), vt_column_get_values (y),
                       vt_column_get_n (y) * sizeof (double));
    }
}

/* The same picture from the command line, in a process of its own. */
static GdkTexture *
draw_elsewhere (GFile *session, const char *directory)
{
  g_autofree char *output = g_build_filename (directory, "elsewhere.png", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (output);
  const char *words[] = { g_getenv ("VITRINE_CLI"), "figure", g_file_peek_path (session), "slice",
                          "--output", output, "--dpi", "600", NULL };
  g_autofree char *said = NULL;
  g_autoptr (GError) error = NULL;
  int status = 0;

  g_assert_nonnull (words[0]);
  g_spawn_sync (NULL, (char **) words, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL, &said, &status, &error);
  g_assert_no_error (error);
  g_assert_true (g_spawn_check_wait_status (status, &error));
  return load_picture (file);
}

static void
test_reopened_session (Fixture *fixture, gconstpointer data)
{
  g_autofree char *directory = make_directory ();
  g_autoptr (GFile) session = g_file_new_build_filename (directory, "moved.vitrine", NULL);
  g_autoptr (GFile) before_file = NULL;
  g_autoptr (GFile) after_file = NULL;
  g_autoptr (GdkTexture) before = NULL;
  g_autoptr (GdkTexture) after = NULL;
  g_autoptr (GdkTexture) elsewhere = NULL;
  Fixture other;

  set_up_session (fixture);
  vt_window_save_file (fixture->window, session);
  wait_until_idle (fixture);
  before_file = export_to (fixture, directory, "view", "before.png");
  set_up (&other, data);
  vt_window_open_file (other.window, session);
  wait_until_idle (&other);
  g_assert_null (vt_window_get_message (other.window));
  after_file = export_to (&other, directory, "view", "after.png");
  check_numbers (fixture->document, other.document);
  before = load_picture (before_file);
  after = load_picture (after_file);
  elsewhere = draw_elsewhere (session, directory);
  g_assert_cmpuint (count_colored (before), >, 10000);
  g_assert_cmpint (compare_pictures (before, after), <=, 1);
  g_assert_cmpint (compare_pictures (before, elsewhere), <=, 1);
  tear_down (&other, data);
  remove_directory (directory);
}

/* ---- the question at the end ---- */

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

static gboolean
is_open (Fixture *fixture)
{
  return gtk_widget_get_visible (GTK_WIDGET (fixture->window));
}

static void
ask_and_answer (Fixture *fixture, const char *answer)
{
  AdwMessageDialog *question;

  gtk_window_close (GTK_WINDOW (fixture->window));
  spin (50);
  question = find_question ();
  g_assert_nonnull (question);
  g_assert_true (is_open (fixture));
  adw_message_dialog_response (question, answer);
  gtk_window_destroy (GTK_WINDOW (question));
  spin (50);
}

static void
test_close_unchanged (Fixture *fixture, gconstpointer data)
{
  open_fixture (fixture, "small.lammpstrj");
  act_on (fixture, "win.color-by", "cn");
  gtk_window_close (GTK_WINDOW (fixture->window));
  spin (50);
  g_assert_null (find_question ());
  g_assert_false (is_open (fixture));
}

static void
test_close_and_stay (Fixture *fixture, gconstpointer data)
{
  open_fixture (fixture, "small.lammpstrj");
  vt_document_set_real (fixture->document, "voronoi.area", 0.5);
  ask_and_answer (fixture, "cancel");
  g_assert_true (is_open (fixture));
  g_assert_cmpfloat (vt_state_get_real (get_state (fixture), "voronoi.area"), ==, 0.5);
  ask_and_answer (fixture, "discard");
  g_assert_false (is_open (fixture));
}

static void
test_close_and_save (Fixture *fixture, gconstpointer data)
{
  g_autofree char *directory = make_directory ();
  g_autoptr (GFile) session = g_file_new_build_filename (directory, "kept.vitrine", NULL);
  g_autofree char *text = NULL;

  open_fixture (fixture, "small.lammpstrj");
  vt_window_save_file (fixture->window, session);
  wait_until_idle (fixture);
  vt_document_set_real (fixture->document, "voronoi.area", 0.25);
  ask_and_answer (fixture, "save");
  for (guint i = 0; is_open (fixture) && i < 100; i++)
    spin (20);
  g_assert_false (is_open (fixture));
  text = load (session, NULL);
  g_assert_nonnull (strstr (text, "0.25"));
  remove_directory (directory);
}

#define ADD(path, func) g_test_add (path, Fixture, application, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_autoptr (VtApplication) application = NULL;

  if (fixture_init (&argc, &argv, &application) != 0)
    return 0;
  ADD ("/window-files/data", test_data);
  ADD ("/window-files/tables", test_tables);
  ADD ("/window-files/data-refused", test_data_refused);
  ADD ("/window-files/view-in-space", test_view_in_space);
  ADD ("/window-files/view-of-slice", test_view_of_slice);
  ADD ("/window-files/view-of-comparison", test_view_of_comparison);
  ADD ("/window-files/copy", test_copy);
  ADD ("/window-files/stop-writing", test_stop_writing);
  ADD ("/window-files/drop", test_drop);
  ADD ("/window-files/reopened-session", test_reopened_session);
  ADD ("/window-files/close-unchanged", test_close_unchanged);
  ADD ("/window-files/close-and-stay", test_close_and_stay);
  ADD ("/window-files/close-and-save", test_close_and_save);
  return g_test_run ();
}

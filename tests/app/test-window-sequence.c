/* Image sequences out of the window. */
#include <glib/gstdio.h>

#include "vt-window-private.h"
#include "window-fixture.h"

static guint
count_pictures (const char *directory)
{
  g_autoptr (GDir) dir = g_dir_open (directory, 0, NULL);
  guint n = 0;

  for (const char *name = g_dir_read_name (dir); name != NULL; name = g_dir_read_name (dir))
    n += g_str_has_suffix (name, ".png");
  return n;
}

static void
test_sequence (Fixture *fixture, gconstpointer data)
{
  g_autofree char *directory = make_directory ();
  g_autoptr (GFile) folder = g_file_new_for_path (directory);
  g_autofree char *first = g_build_filename (directory, "small-0001.png", NULL);
  g_autofree char *last = g_build_filename (directory, "small-0005.png", NULL);
  VtSequenceChoice choice = { .first = 1, .last = 5, .step = 2 };

  open_fixture (fixture, "small.lammpstrj");
  act_on (fixture, "win.color-by", "element");
  wait_until_idle (fixture);
  vt_window_export_sequence (fixture->window, &choice, folder);
  wait_until_idle (fixture);
  g_assert_null (vt_window_get_message (fixture->window));
  g_assert_cmpuint (count_pictures (directory), ==, 3);
  g_assert_true (g_file_test (first, G_FILE_TEST_EXISTS) && g_file_test (last, G_FILE_TEST_EXISTS));
}

/* Stopped on its way it leaves whole pictures, fewer than were asked for, and no message. */
static void
test_sequence_stopped (Fixture *fixture, gconstpointer data)
{
  g_autofree char *directory = make_directory ();
  g_autoptr (GFile) folder = g_file_new_for_path (directory);
  VtSequenceChoice choice = { .first = 0, .last = 0, .step = 1, .turn = 360, .pictures = 400 };
  gint64 end = g_get_monotonic_time () + PATIENCE_SECONDS * G_USEC_PER_SEC;

  open_fixture (fixture, "small.lammpstrj");
  act_on (fixture, "win.color-by", "element");
  wait_until_idle (fixture);
  vt_window_export_sequence (fixture->window, &choice, folder);
  while (count_pictures (directory) < 2)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      spin (20);
    }
  act (fixture, "win.cancel-writing");
  wait_until_idle (fixture);
  g_assert_null (vt_window_get_message (fixture->window));
  g_assert_cmpuint (count_pictures (directory), <, 400);
}

static GtkWindow *
find_dialog (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (VT_IS_SEQUENCE_DIALOG (window))
        return window;
    }
  return NULL;
}

/* The first drop-down, switch or spin button of that name for those who do not see it. */
static GtkWidget *
find_control (GtkWidget *widget, const char *tip, const char *type)
{
  if (g_str_equal (G_OBJECT_TYPE_NAME (widget), type) && g_strcmp0 (gtk_widget_get_tooltip_text (widget), tip) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_control (child, tip, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static GtkWidget *
get_control (GtkWidget *dialog, const char *tip, const char *type)
{
  GtkWidget *control = find_control (dialog, tip, type);

  g_test_message ("%s", tip);
  g_assert_nonnull (control);
  return control;
}

static void
open_dialog (Fixture *fixture, VtSequenceChoice *choice)
{
  act (fixture, "win.export-sequence");
  g_assert_nonnull (find_dialog ());
  vt_sequence_dialog_get_choice (VT_SEQUENCE_DIALOG (find_dialog ()), choice);
}

/* What the dialog says is what is asked for. */
static void
test_sequence_dialog (Fixture *fixture, gconstpointer data)
{
  VtSequenceChoice choice;
  g_autoptr (GArray) frames = NULL;

  open_fixture (fixture, "small.lammpstrj");
  open_dialog (fixture, &choice);
  frames = vt_sequence_choice_list_frames (&choice);
  g_assert_cmpuint (frames->len, ==, 6);
  g_assert_cmpfloat (choice.turn, ==, 0);
  g_assert_true (choice.width == 0 && choice.height == 0 && choice.legend);
  g_assert_cmpint (choice.background, ==, VT_STILL_WHITE);
  gtk_window_destroy (find_dialog ());
  g_assert_null (find_dialog ());
  /* Slices side by side are no view of that kind. */
  act_on (fixture, "win.page", "compare");
  act (fixture, "win.export-sequence");
  g_assert_null (find_dialog ());
}

/* Sizes of screens and one's own; background and key; asked for again they are what they were, undo or not, and also in
 * the session. */
static void
test_sequence_remembered (Fixture *fixture, gconstpointer data)
{
  VtSequenceChoice choice;
  GtkWidget *dialog, *size;

  open_fixture (fixture, "small.lammpstrj");
  act_on (fixture, "win.color-by", "element");
  vt_document_set_real (fixture->document, "view.radius", 0.5);
  open_dialog (fixture, &choice);
  dialog = GTK_WIDGET (find_dialog ());
  size = get_control (dialog, "Pixels", "GtkDropDown");
  gtk_drop_down_set_selected (GTK_DROP_DOWN (size), 2);
  vt_sequence_dialog_get_choice (VT_SEQUENCE_DIALOG (dialog), &choice);
  g_assert_true (choice.width == 1920 && choice.height == 1080);
  g_assert_false (gtk_widget_get_mapped (get_control (dialog, "Pixels", "GtkSpinButton")));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (size),
                              g_list_model_get_n_items (gtk_drop_down_get_model (GTK_DROP_DOWN (size))) - 1);
  spin (100);
  g_assert_true (gtk_widget_get_mapped (get_control (dialog, "Pixels", "GtkSpinButton")));
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (get_control (dialog, "Pixels", "GtkSpinButton")), 222);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (get_control (dialog, "Background", "GtkDropDown")), 1);
  gtk_switch_set_active (GTK_SWITCH (get_control (dialog, "Key of the Colours", "GtkSwitch")), FALSE);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (get_control (dialog, "Over all pictures", "GtkSpinButton")), 90);
  vt_sequence_dialog_get_choice (VT_SEQUENCE_DIALOG (dialog), &choice);
  g_assert_true (choice.width == 222 && choice.height >= 600 && !choice.legend);
  g_assert_cmpint (choice.background, ==, VT_STILL_TRANSPARENT);
  vt_sequence_choice_remember (&choice, fixture->document);
  gtk_window_destroy (GTK_WINDOW (dialog));

  act (fixture, "win.undo");
  g_assert_cmpfloat (vt_state_get_real (get_state (fixture), "view.radius"), ==, 0.8);
  open_dialog (fixture, &choice);
  g_assert_true (choice.width == 222 && choice.height >= 600 && !choice.legend);
  g_assert_cmpint (choice.background, ==, VT_STILL_TRANSPARENT);
  g_assert_cmpfloat (choice.turn, ==, 90);
  gtk_window_destroy (find_dialog ());
  {
    g_autoptr (JsonNode) json = vt_state_to_json (get_state (fixture));
    g_autoptr (VtState) state = vt_state_from_json (json, NULL);

    g_assert_cmpint (vt_state_get_integer (state, "sequence.width"), ==, 222);
    g_assert_true (vt_state_is (state, "sequence.background", "transparent"));
  }
  /* On a slice nothing is turned, and that does not change what is remembered. */
  act_on (fixture, "win.page", "slice");
  open_dialog (fixture, &choice);
  g_assert_cmpfloat (choice.turn, ==, 0);
  vt_sequence_choice_remember (&choice, fixture->document);
  g_assert_cmpfloat (vt_state_get_real (get_state (fixture), "sequence.turn"), ==, 90);
  gtk_window_destroy (find_dialog ());
}

static AdwMessageDialog *
find_question (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (ADW_IS_MESSAGE_DIALOG (window))
        return ADW_MESSAGE_DIALOG (window);
    }
  return NULL;
}

/* (transfer full) */
static char *
get_birth (const char *directory, guint frame)
{
  g_autofree char *name = g_strdup_printf ("small-%04u.png", frame);
  g_autoptr (GFile) file = g_file_new_build_filename (directory, name, NULL);
  g_autoptr (GFileInfo) info = g_file_query_info (file, "unix::inode,time::modified,time::modified-usec", 0, NULL, NULL);

  if (info == NULL)
    return g_strdup ("none");
  return g_strdup_printf ("%" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT " %u",
                          g_file_info_get_attribute_uint64 (info, "unix::inode"),
                          g_file_info_get_attribute_uint64 (info, "time::modified"),
                          g_file_info_get_attribute_uint32 (info, "time::modified-usec"));
}

/* Begins the sequence and answers the question that comes, where one comes; how many of its six pictures stayed. */
static guint
begin_again (Fixture *fixture, const VtSequenceChoice *choice, const char *directory, const char *answer)
{
  g_autoptr (GFile) folder = g_file_new_for_path (directory);
  char *before[6];
  guint n = 0;

  for (guint i = 0; i < 6; i++)
    before[i] = get_birth (directory, i);
  vt_window_begin_sequence (fixture->window, choice, folder);
  wait_until_idle (fixture);
  g_assert_cmpint (find_question () != NULL, ==, answer != NULL);
  if (answer != NULL)
    adw_message_dialog_response (find_question (), answer);
  wait_until_idle (fixture);
  g_assert_null (vt_window_get_message (fixture->window));
  for (guint i = 0; i < 6; i++)
    {
      g_autofree char *after = get_birth (directory, i);

      n += g_str_equal (before[i], after);
      g_free (before[i]);
    }
  return n;
}

/* As large and transparent as was asked for. */
static void
check_picture (const char *directory)
{
  g_autofree char *path = g_build_filename (directory, "small-0003.png", NULL);
  cairo_surface_t *surface = cairo_image_surface_create_from_png (path);

  g_assert_cmpint (cairo_surface_status (surface), ==, CAIRO_STATUS_SUCCESS);
  g_assert_cmpint (cairo_image_surface_get_width (surface), ==, 200);
  g_assert_cmpint (cairo_image_surface_get_height (surface), ==, 120);
  g_assert_cmpuint (*(const guint32 *) (gconstpointer) cairo_image_surface_get_data (surface), ==, 0);
  cairo_surface_destroy (surface);
}

/* Into an empty folder without a question; then one is asked, and pictures that are there stay, or go, or all is left as
 * it is. */
static void
test_sequence_again (Fixture *fixture, gconstpointer data)
{
  g_autofree char *directory = make_directory ();
  g_autofree char *gone = g_build_filename (directory, "small-0004.png", NULL);
  VtSequenceChoice choice = { .last = 5, .step = 1, .width = 200, .height = 120, .background = VT_STILL_TRANSPARENT };

  open_fixture (fixture, "small.lammpstrj");
  act_on (fixture, "win.color-by", "element");
  wait_until_idle (fixture);
  g_assert_cmpuint (begin_again (fixture, &choice, directory, NULL), ==, 0);
  g_assert_cmpuint (count_pictures (directory), ==, 6);
  check_picture (directory);
  g_assert_cmpint (g_remove (gone), ==, 0);
  g_assert_cmpuint (begin_again (fixture, &choice, directory, "cancel"), ==, 6);
  g_assert_cmpuint (count_pictures (directory), ==, 5);
  g_assert_cmpuint (begin_again (fixture, &choice, directory, "keep"), ==, 5);
  g_assert_cmpuint (count_pictures (directory), ==, 6);
  g_assert_cmpuint (begin_again (fixture, &choice, directory, "anew"), ==, 0);
  /* Where one looks from another place none of them is of this sequence. */
  act_on (fixture, "win.look-from", "+x");
  wait_until_idle (fixture);
  g_assert_cmpuint (begin_again (fixture, &choice, directory, "keep"), ==, 0);
}

#define ADD(path, function) g_test_add (path, Fixture, application, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  VtApplication *application = NULL;
  int outcome = fixture_init (&argc, &argv, &application);

  if (outcome != 0)
    return outcome == 77 ? 0 : outcome;
  ADD ("/window-sequence/frames", test_sequence);
  ADD ("/window-sequence/stopped", test_sequence_stopped);
  ADD ("/window-sequence/dialog", test_sequence_dialog);
  ADD ("/window-sequence/remembered", test_sequence_remembered);
  ADD ("/window-sequence/again", test_sequence_again);
  return g_test_run ();
}

/* Image sequences out of the window. */
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

/* What the dialog says is what is asked for. */
static void
test_sequence_dialog (Fixture *fixture, gconstpointer data)
{
  GtkWidget *dialog;
  VtSequenceChoice choice;
  g_autoptr (GArray) frames = NULL;

  open_fixture (fixture, "small.lammpstrj");
  dialog = vt_sequence_dialog_new (GTK_WINDOW (fixture->window), 6, TRUE);
  vt_sequence_dialog_get_choice (VT_SEQUENCE_DIALOG (dialog), &choice);
  frames = vt_sequence_choice_list_frames (&choice);
  g_assert_cmpuint (frames->len, ==, 6);
  g_assert_cmpfloat (choice.turn, ==, 0);
  gtk_window_destroy (GTK_WINDOW (dialog));
  g_assert_null (find_dialog ());
  act (fixture, "win.export-sequence");
  g_assert_nonnull (find_dialog ());
  gtk_window_destroy (find_dialog ());
  /* Slices side by side are no view of that kind. */
  act_on (fixture, "win.page", "compare");
  act (fixture, "win.export-sequence");
  g_assert_null (find_dialog ());
}

#define ADD(path, function) g_test_add (path, Fixture, application, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  VtApplication *application = NULL;
  int outcome = fixture_init (&argc, &argv, &application);

  if (outcome != 0)
    return outcome;
  ADD ("/window-sequence/frames", test_sequence);
  ADD ("/window-sequence/stopped", test_sequence_stopped);
  ADD ("/window-sequence/dialog", test_sequence_dialog);
  return g_test_run ();
}

#include "vt-session.h"

#include <glib/gstdio.h>
#include <string.h>

#include "test-files.h"
#include "vt-error.h"

typedef struct
{
  char  *root;
  GFile *data;    /* root/data/run.dump */
  GFile *session; /* root/work/a.vitrine */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *data = NULL, *work = NULL;

  fixture->root = test_files_make_folder ();
  data = g_build_filename (fixture->root, "data", NULL);
  work = g_build_filename (fixture->root, "work", NULL);
  g_assert_cmpint (g_mkdir (data, 0700), ==, 0);
  g_assert_cmpint (g_mkdir (work, 0700), ==, 0);
  fixture->data = g_file_new_build_filename (data, "run.dump", NULL);
  fixture->session = g_file_new_build_filename (work, "a.vitrine", NULL);
  g_file_replace_contents (fixture->data, "some atoms", 10, NULL, FALSE, 0, NULL, NULL, NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  test_files_remove_tree (fixture->root);
  g_free (fixture->root);
  g_object_unref (fixture->data);
  g_object_unref (fixture->session);
}

static VtState *
state_over (GFile *data)
{
  g_autofree char *uri = g_file_get_uri (data);
  g_autoptr (VtState) plain = vt_state_new ();
  g_autoptr (VtState) named = vt_state_with_text (plain, "trajectory.file", uri);

  return vt_state_with_real (named, "window.lag", 50);
}

static char *
read_session (Fixture *fixture)
{
  char *text = NULL;

  g_assert_true (g_file_load_contents (fixture->session, NULL, &text, NULL, NULL, NULL));
  return text;
}

static void
write_session (Fixture *fixture, const char *text)
{
  g_assert_true (g_file_replace_contents (fixture->session, text, strlen (text), NULL, FALSE, 0, NULL, NULL, NULL));
}

static void
test_round_trip (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (VtState) state = state_over (fixture->data);
  g_autoptr (VtSession) session = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  g_assert_true (vt_session_save (state, fixture->session, NULL, NULL));
  session = vt_session_load (fixture->session, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (vt_state_equal (session->state, state));
  g_assert_null (session->notices[0]);

  text = read_session (fixture);
  g_assert_nonnull (strstr (text, "\"../data/run.dump\""));
  g_assert_null (strstr (text, fixture->root));
}

/* What a person or a version control reads: numbers as they were typed, a last line that ends. */
static void
test_is_readable (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (VtState) plain = state_over (fixture->data);
  g_autoptr (VtState) state = vt_state_with_real (plain, "trajectory.timestep", 0.0025);
  g_autofree char *text = NULL;

  g_assert_true (vt_session_save (state, fixture->session, NULL, NULL));
  text = read_session (fixture);
  g_assert_nonnull (strstr (text, "\"timestep\" : 0.0025\n"));
  g_assert_nonnull (strstr (text, "\"lag\" : 50.0\n"));
  g_assert_true (g_str_has_suffix (text, "}\n"));
}

/* The folder moved as a whole: the session finds its trajectory where it now is. */
static void
test_moves_with_its_data (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (VtState) state = state_over (fixture->data);
  g_autofree char *elsewhere = g_strconcat (fixture->root, "-moved", NULL);
  g_autofree char *path = g_build_filename (elsewhere, "work", "a.vitrine", NULL);
  g_autoptr (GFile) moved = g_file_new_for_path (path);
  g_autoptr (VtSession) session = NULL;
  g_autofree char *expected = NULL;

  vt_session_save (state, fixture->session, NULL, NULL);
  g_assert_cmpint (g_rename (fixture->root, elsewhere), ==, 0);
  session = vt_session_load (moved, NULL, NULL);
  expected = g_strdup_printf ("file://%s/data/run.dump", elsewhere);
  g_assert_cmpstr (vt_state_get_text (session->state, "trajectory.file"), ==, expected);
  g_assert_cmpint (g_rename (elsewhere, fixture->root), ==, 0);
}

static void
test_notices_a_changed_file (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (VtState) state = state_over (fixture->data);
  g_autoptr (VtSession) session = NULL;

  vt_session_save (state, fixture->session, NULL, NULL);
  g_file_replace_contents (fixture->data, "other atoms", 11, NULL, FALSE, 0, NULL, NULL, NULL);
  session = vt_session_load (fixture->session, NULL, NULL);
  g_assert_nonnull (session->notices[0]);
  g_assert_nonnull (strstr (session->notices[0], "run.dump"));
}

static void
test_refuses (Fixture *fixture, gconstpointer unused)
{
  static const char *const wrong[] = {
    "", "no JSON", "[]", "{}", "{\"format\": \"vitrine-session\"}", "{\"format\": \"vitrine-session\", \"version\": 1}",
    "{\"format\": \"vitrine-session\", \"version\": 99, \"state\": {}}",
    "{\"format\": \"vitrine-session\", \"version\": 1, \"state\": 3}",
    "{\"format\": \"vitrine-session\", \"version\": 1, \"state\": {\"window\": {\"lag\": -3.0}}}",
    "{\"format\": \"vitrine-session\", \"version\": 1, \"state\": {\"windows\": {\"lag\": 3.0}}}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;
      write_session (fixture, wrong[i]);
      g_assert_null (vt_session_load (fixture->session, NULL, &error));
      g_assert_error (error, VT_ERROR, VT_ERROR_SESSION);
      g_assert_nonnull (strstr (error->message, "a.vitrine"));
      g_assert_null (strchr (error->message, '\n'));
    }
}

/* What version 1 wrote must be readable for ever. */
static void
test_reads_version_1 (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GFile) frozen
      = g_file_new_build_filename (g_getenv ("VT_FIXTURES"), "document", "session-1.vitrine", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (VtSession) session = vt_session_load (frozen, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpfloat (vt_state_get_real (session->state, "window.lag"), ==, 50);
  g_assert_true (vt_state_is (session->state, "d2min.norm", "sum"));
}

static void
test_a_failed_save_keeps_the_old (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (VtState) state = state_over (fixture->data);
  g_autoptr (GFile) nowhere = g_file_new_build_filename (fixture->root, "none", "a.vitrine", NULL);
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  g_assert_false (vt_session_save (state, nowhere, NULL, &error));
  g_assert_error (error, VT_ERROR, VT_ERROR_OUTPUT);

  write_session (fixture, "precious");
  g_cancellable_cancel (cancelled);
  g_assert_false (vt_session_save (state, fixture->session, cancelled, NULL));
  text = read_session (fixture);
  g_assert_cmpstr (text, ==, "precious");
}

/* The runs of a training are kept like other files: by paths that begin at the session. */
static void
test_training_runs (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *uri = g_file_get_uri (fixture->data);
  g_autoptr (VtState) plain = vt_state_new ();
  g_autoptr (VtState) state = NULL;
  g_autoptr (VtSession) session = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  state = vt_state_with (plain, "training.runs",
                         g_variant_new_parsed ("[(%s, 800.0), ('file:///else/b.dump', 0.0)]", uri), &error);
  g_assert_no_error (error);
  g_assert_true (vt_session_save (state, fixture->session, NULL, NULL));
  text = read_session (fixture);
  g_assert_nonnull (strstr (text, "\"../data/run.dump\""));
  g_assert_null (strstr (text, fixture->root));
  session = vt_session_load (fixture->session, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (vt_state_equal (session->state, state));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add ("/session/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("training-runs", test_training_runs);
  ADD ("round-trip", test_round_trip);
  ADD ("readable", test_is_readable);
  ADD ("moves", test_moves_with_its_data);
  ADD ("changed-file", test_notices_a_changed_file);
  ADD ("refuses", test_refuses);
  ADD ("version-1", test_reads_version_1);
  ADD ("failed-save", test_a_failed_save_keeps_the_old);
  return g_test_run ();
}

#include "vt-document.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "vt-error.h"

/* A tiny dump, 2 × 2 × 2 atoms, three frames 1000 steps apart. */
static const char atoms[] = "1 1 0.1 0.1 0.1\n2 2 2.6 0.1 0.1\n3 1 0.1 2.6 0.1\n4 2 2.6 2.6 0.1\n"
                            "5 2 0.1 0.1 2.6\n6 1 2.6 0.1 2.6\n7 2 0.1 2.6 2.6\n8 1 2.6 2.6 2.6\n";

typedef struct
{
  char       *root;
  GFile      *trajectory;
  VtDocument *document;
  gboolean    opened;
  GError     *error;
} Fixture;

static void
write_dump (GFile *file, int n_frames)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (int f = 0; f < n_frames; f++)
    g_string_append_printf (text,
                            "ITEM: TIMESTEP\n%d\nITEM: NUMBER OF ATOMS\n8\nITEM: BOX BOUNDS pp pp pp\n0 5\n0 5\n0 5\n"
                            "ITEM: ATOMS id type xu yu zu\n%s",
                            1000 * f, atoms);
  g_assert_true (g_file_replace_contents (file, text->str, text->len, NULL, FALSE, 0, NULL, NULL, NULL));
}

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  fixture->root = g_dir_make_tmp ("vitrine-document-XXXXXX", NULL);
  fixture->trajectory = g_file_new_build_filename (fixture->root, "run.dump", NULL);
  fixture->document = vt_document_new ();
  write_dump (fixture->trajectory, 3);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GFile) session = g_file_new_build_filename (fixture->root, "a.vitrine", NULL);

  g_object_unref (fixture->document);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_file_delete (session, NULL, NULL);
  g_file_delete (fixture->trajectory, NULL, NULL);
  g_rmdir (fixture->root);
  g_free (fixture->root);
  g_object_unref (fixture->trajectory);
  g_clear_error (&fixture->error);
}

static void
on_opened (GObject *object, GAsyncResult *result, gpointer data)
{
  Fixture *fixture = data;

  g_clear_error (&fixture->error);
  fixture->opened = vt_document_open_finish (VT_DOCUMENT (object), result, &fixture->error);
}

static gboolean
open_file (Fixture *fixture, GFile *file)
{
  fixture->opened = FALSE;
  vt_document_open_async (fixture->document, file, NULL, on_opened, fixture);
  vt_document_settle (fixture->document);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  return fixture->opened;
}

static void
on_saved (GObject *object, GAsyncResult *result, gpointer data)
{
  *(gboolean *) data = vt_document_save_finish (VT_DOCUMENT (object), result, NULL) + 1;
}

static gboolean
save_file (Fixture *fixture, GFile *file)
{
  gboolean answer = 0;

  vt_document_save_async (fixture->document, file, NULL, on_saved, &answer);
  while (answer == 0)
    g_main_context_iteration (NULL, TRUE);
  return answer - 1;
}

static gboolean
is_modified (Fixture *fixture)
{
  gboolean modified;

  g_object_get (fixture->document, "modified", &modified, NULL);
  return modified;
}

static void
test_opens_a_trajectory (Fixture *fixture, gconstpointer unused)
{
  g_assert_true (open_file (fixture, fixture->trajectory));
  g_assert_no_error (fixture->error);
  vt_document_want (fixture->document, fixture, (const char *const[]){ "frame", NULL });
  vt_document_settle (fixture->document);
  g_assert_cmpuint (vt_frame_get_n_atoms (vt_document_peek_frame (fixture->document)), ==, 8);
  g_assert_cmpstr (vt_document_get_title (fixture->document), ==, "run.dump");
  g_assert_false (is_modified (fixture));
}

static void
test_a_failed_open_changes_nothing (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GFile) damaged = g_file_new_build_filename (fixture->root, "damaged.dump", NULL);
  VtSource *before;

  open_file (fixture, fixture->trajectory);
  before = vt_document_get_source (fixture->document);
  g_file_replace_contents (damaged, "ITEM: TIMESTEP\nsoon\n", 20, NULL, FALSE, 0, NULL, NULL, NULL);
  g_assert_false (open_file (fixture, damaged));
  g_assert_nonnull (fixture->error);
  g_assert_nonnull (strstr (fixture->error->message, "damaged.dump"));
  g_assert_true (vt_document_get_source (fixture->document) == before);
  g_file_delete (damaged, NULL, NULL);
}

static void
test_edits_and_undo (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *label = NULL;

  open_file (fixture, fixture->trajectory);
  vt_document_set_real (fixture->document, "window.lag", 30);
  vt_document_set_real (fixture->document, "window.lag", 40);
  vt_document_seal (fixture->document);
  vt_document_set_text (fixture->document, "view.page", "slice");
  vt_document_set_integer (fixture->document, "window.frame", 2);
  g_assert_true (is_modified (fixture));
  g_object_get (fixture->document, "undo-label", &label, NULL);
  g_assert_cmpstr (label, ==, "Change View");

  vt_document_undo (fixture->document);
  g_assert_true (vt_state_is (vt_document_get_state (fixture->document), "view.page", "3d"));
  vt_document_undo (fixture->document);
  g_assert_cmpfloat (vt_state_get_real (vt_document_get_state (fixture->document), "window.lag"), ==, 20);
  vt_document_redo (fixture->document);
  g_assert_cmpfloat (vt_state_get_real (vt_document_get_state (fixture->document), "window.lag"), ==, 40);
}

static void
test_refuses_a_bad_value (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VtState) before = NULL;

  open_file (fixture, fixture->trajectory);
  before = vt_state_ref (vt_document_get_state (fixture->document));
  g_assert_false (vt_document_set (fixture->document, "extremes.fraction", g_variant_new_double (3), &error));
  g_assert_error (error, VT_ERROR, VT_ERROR_USAGE);
  g_assert_true (vt_document_get_state (fixture->document) == before);
}

/* Elements are named while the file is open: it is read again, and undo reads it as before. */
static void
test_naming_elements_reopens (Fixture *fixture, gconstpointer unused)
{
  open_file (fixture, fixture->trajectory);
  vt_document_want (fixture->document, fixture, (const char *const[]){ "frame", NULL });
  vt_document_set_text (fixture->document, "trajectory.elements", "1=Cu,2=Zr");
  vt_document_settle (fixture->document);
  g_assert_cmpstr (vt_atom_table_get_species_name (vt_frame_get_atoms (vt_document_peek_frame (fixture->document)), 1),
                   ==, "Zr");
  vt_document_undo (fixture->document);
  vt_document_settle (fixture->document);
  g_assert_cmpstr (vt_atom_table_get_species_name (vt_frame_get_atoms (vt_document_peek_frame (fixture->document)), 1),
                   ==, "2");
}

static void
note_failure (VtDocument *document, GError *error, char **message)
{
  *message = g_strdup (error->message);
}

static void
test_a_model_that_fails_is_not_taken (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *message = NULL;
  g_autofree char *uri = g_file_get_uri (fixture->trajectory);

  open_file (fixture, fixture->trajectory);
  g_signal_connect (fixture->document, "failed", G_CALLBACK (note_failure), &message);
  vt_document_set_text (fixture->document, "model.file", uri);
  vt_document_settle (fixture->document);
  g_assert_nonnull (message);
  g_assert_cmpstr (vt_state_get_text (vt_document_get_state (fixture->document), "model.file"), ==, "");
}

static void
test_session_round_trip (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GFile) session = g_file_new_build_filename (fixture->root, "a.vitrine", NULL);
  g_autoptr (VtState) saved = NULL;
  g_autoptr (VtDocument) other = NULL;

  open_file (fixture, fixture->trajectory);
  vt_document_set_real (fixture->document, "trajectory.timestep", 0.002);
  vt_document_set_text (fixture->document, "view.color-by", "d2min");
  g_assert_true (save_file (fixture, session));
  g_assert_false (is_modified (fixture));
  saved = vt_state_ref (vt_document_get_state (fixture->document));

  other = g_steal_pointer (&fixture->document);
  fixture->document = vt_document_new ();
  g_assert_true (open_file (fixture, session));
  g_assert_true (vt_state_equal (vt_document_get_state (fixture->document), saved));
  g_assert_cmpstr (vt_document_get_title (fixture->document), ==, "a");
}

static void
test_a_lost_trajectory_is_located_anew (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GFile) session = g_file_new_build_filename (fixture->root, "a.vitrine", NULL);
  g_autoptr (GFile) moved = g_file_new_build_filename (fixture->root, "moved.dump", NULL);

  open_file (fixture, fixture->trajectory);
  save_file (fixture, session);
  g_assert_true (g_file_move (fixture->trajectory, moved, 0, NULL, NULL, NULL, NULL));

  g_assert_false (open_file (fixture, session));
  g_assert_error (fixture->error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  vt_document_relocate_async (fixture->document, session, moved, NULL, on_opened, fixture);
  vt_document_settle (fixture->document);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_true (fixture->opened);
  g_file_delete (moved, NULL, NULL);
}

/* Closing in the middle of everything: nothing is touched afterwards. */
static void
test_dropped_while_busy (Fixture *fixture, gconstpointer unused)
{
  open_file (fixture, fixture->trajectory);
  vt_document_want (fixture->document, fixture, (const char *const[]){ "frame", "voronoi", "coordination", NULL });
  g_object_unref (fixture->document);
  for (int i = 0; i < 50; i++)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (1000);
    }
  fixture->document = vt_document_new ();
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add ("/document/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("open", test_opens_a_trajectory);
  ADD ("failed-open", test_a_failed_open_changes_nothing);
  ADD ("undo", test_edits_and_undo);
  ADD ("bad-value", test_refuses_a_bad_value);
  ADD ("elements", test_naming_elements_reopens);
  ADD ("bad-model", test_a_model_that_fails_is_not_taken);
  ADD ("session", test_session_round_trip);
  ADD ("relocate", test_a_lost_trajectory_is_located_anew);
  ADD ("dropped", test_dropped_while_busy);
  return g_test_run ();
}

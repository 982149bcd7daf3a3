#include "vt-document-open.h"

#include <math.h>

#include "vt-session.h"

void
vt_opened_free (VtOpened *opened)
{
  g_return_if_fail (opened != NULL);

  g_clear_pointer (&opened->state, vt_state_unref);
  g_clear_pointer (&opened->source, vt_source_unref);
  g_clear_object (&opened->session);
  g_strfreev (opened->notices);
  g_free (opened);
}

/* Replaces *@state. */
static void
change (VtState **state, const char *key, GVariant *value)
{
  VtState *next = vt_state_with (*state, key, value, NULL);

  g_assert (next != NULL);
  vt_state_unref (*state);
  *state = next;
}

/* A lag that the file has: the usual one, else its last frame's, up to the usual. */
static double
first_lag (VtTrajectory *trajectory, double usual)
{
  double lag = usual;
  guint n = vt_trajectory_get_n_frames (trajectory);

  if (!vt_trajectory_has_time (trajectory) || vt_trajectory_find_lag (trajectory, 0, usual, NAN) >= 0)
    return usual;
  for (guint i = 1; i < n; i++)
    {
      double here = vt_trajectory_get_time (trajectory, i, NAN) - vt_trajectory_get_time (trajectory, 0, NAN);
      if (i == 1 || here <= usual)
        lag = here;
    }
  return lag > 0 ? lag : usual;
}

/* T_ML needs a temperature and, mostly, a time step, which no dump tells: begin with what can be shown at once. */
static VtState *
first_state (GFile *file)
{
  VtState *state = vt_state_new ();
  g_autofree char *uri = g_file_get_uri (file);

  change (&state, "trajectory.file", g_variant_new_string (uri));
  change (&state, "view.color-by", g_variant_new_string ("element"));
  return state;
}

static gboolean
load_session (VtOpened *opened, GFile *file, GFile *relocated, GCancellable *cancellable, GError **error)
{
  g_autoptr (VtSession) session = vt_session_load (file, cancellable, error);

  if (session == NULL)
    return FALSE;
  opened->state = g_steal_pointer (&session->state);
  opened->notices = g_steal_pointer (&session->notices);
  opened->session = g_object_ref (file);
  if (relocated != NULL)
    {
      g_autofree char *uri = g_file_get_uri (relocated);
      change (&opened->state, "trajectory.file", g_variant_new_string (uri));
    }
  return TRUE;
}

VtOpened *
vt_document_open_run (GFile *file, GFile *relocated, VtProgress *progress, GCancellable *cancellable, GError **error)
{
  g_autoptr (VtOpened) opened = g_new0 (VtOpened, 1);
  gboolean is_session;

  g_return_val_if_fail (G_IS_FILE (file), NULL);

  is_session = vt_session_is_session (file);
  if (!is_session)
    opened->state = first_state (file);
  else if (!load_session (opened, file, relocated, cancellable, error))
    return NULL;

  opened->source = vt_source_open (opened->state, NULL, progress, cancellable, error);
  if (opened->source == NULL)
    return NULL;
  if (!is_session)
    change (&opened->state, "window.lag",
            g_variant_new_double (first_lag (vt_source_get_trajectory (opened->source),
                                             vt_state_get_real (opened->state, "window.lag"))));
  return g_steal_pointer (&opened);
}

/* ---- on a worker ---- */

typedef struct
{
  GFile      *file;
  GFile      *relocated;
  VtState    *state;
  VtSource   *previous;
  VtProgress *progress;
} Errand;

static void
errand_free (gpointer data)
{
  Errand *errand = data;

  g_clear_object (&errand->file);
  g_clear_object (&errand->relocated);
  g_clear_pointer (&errand->state, vt_state_unref);
  g_clear_pointer (&errand->previous, vt_source_unref);
  g_clear_pointer (&errand->progress, vt_progress_unref);
  g_free (errand);
}

static void
open_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Errand *errand = data;
  GError *error = NULL;
  VtOpened *opened = vt_document_open_run (errand->file, errand->relocated, errand->progress, cancellable, &error);

  if (opened != NULL)
    g_task_return_pointer (task, opened, (GDestroyNotify) vt_opened_free);
  else
    g_task_return_error (task, error);
}

static void
reload_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Errand *errand = data;
  GError *error = NULL;
  VtSource *opened = vt_source_open (errand->state, errand->previous, errand->progress, cancellable, &error);

  if (opened != NULL)
    g_task_return_pointer (task, opened, (GDestroyNotify) vt_source_unref);
  else
    g_task_return_error (task, error);
}

/* @errand: (transfer full), but for its progress, which is the caller's. */
static void
send_errand (GObject            *owner,
             Errand             *errand,
             VtProgress         *progress,
             GTaskThreadFunc     run,
             GCancellable       *cancellable,
             GAsyncReadyCallback callback,
             gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (owner, cancellable, callback, user_data);

  errand->progress = vt_progress_ref (progress);
  g_task_set_source_tag (task, run);
  g_task_set_task_data (task, errand, errand_free);
  g_task_run_in_thread (task, run);
}

void
vt_document_open_run_async (GObject            *owner,
                            GFile              *file,
                            GFile              *relocated,
                            VtProgress         *progress,
                            GCancellable       *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  Errand *errand = g_new0 (Errand, 1);

  errand->file = g_object_ref (file);
  errand->relocated = relocated != NULL ? g_object_ref (relocated) : NULL;
  send_errand (owner, errand, progress, open_in_thread, cancellable, callback, user_data);
}

VtOpened *
vt_document_open_run_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
vt_source_reload_run_async (GObject            *owner,
                            VtState            *state,
                            VtSource           *previous,
                            VtProgress         *progress,
                            GCancellable       *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  Errand *errand = g_new0 (Errand, 1);

  errand->state = vt_state_ref (state);
  errand->previous = previous != NULL ? vt_source_ref (previous) : NULL;
  send_errand (owner, errand, progress, reload_in_thread, cancellable, callback, user_data);
}

VtSource *
vt_source_reload_run_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

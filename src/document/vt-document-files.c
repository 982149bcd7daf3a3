/* The document and the disk: opening, another file or model, saving. The slow parts run on workers. */
#include "vt-document-private.h"

#include "vt-document-open.h"
#include "vt-session.h"

/* ---- opening ---- */

/* A new load replaces the one under way. (transfer none) */
static GCancellable *
begin_loading (VtDocument *self, GCancellable *follow)
{
  g_cancellable_cancel (self->load_cancellable);
  g_clear_object (&self->load_cancellable);
  g_clear_pointer (&self->loading, vt_progress_unref);

  self->load_cancellable = follow != NULL ? g_object_ref (follow) : g_cancellable_new ();
  self->loading = vt_progress_new ();
  g_object_notify (G_OBJECT (self), "loading");
  return self->load_cancellable;
}

static void
end_loading (VtDocument *self, VtProgress *progress)
{
  if (self->loading != progress)
    return;
  g_clear_pointer (&self->loading, vt_progress_unref);
  g_clear_object (&self->load_cancellable);
  g_object_notify (G_OBJECT (self), "loading");
}

static void
take_source (VtDocument *self, VtSource *source)
{
  g_clear_pointer (&self->source, vt_source_unref);
  self->source = source;
  vt_jobs_set_target (self->jobs, self->source, vt_history_get_state (self->history));
  g_signal_emit_by_name (self, "source-changed");
}

static void
adopt (VtDocument *self, VtOpened *opened)
{
  g_autoptr (VtState) before = vt_state_ref (vt_history_get_state (self->history));

  vt_history_reset (self->history, opened->state);
  vt_state_unref (self->saved);
  self->saved = vt_state_ref (opened->state);
  g_set_object (&self->file, opened->session);
  take_source (self, g_steal_pointer (&opened->source));
  g_signal_emit_by_name (self, "state-changed", before);
  vt_document_notify_all (self);
  for (char **notice = opened->notices; notice != NULL && *notice != NULL; notice++)
    g_signal_emit_by_name (self, "notice", *notice);
}

/* What is to be trained, mechanical tests, and how pictures are written have nothing to do with the trajectory that is
 * looked at: it stays when another one is opened. */
static void
keep_training (VtDocument *self, VtOpened *opened)
{
  VtState *present = vt_history_get_state (self->history);

  for (guint i = 0; i < vt_parameter_get_count (); i++)
    {
      const VtParameter *parameter = vt_parameter_get (i);
      VtState *next;

      if (parameter->scope != VT_PARAMETER_TRAINING && parameter->scope != VT_PARAMETER_MECHANICS
          && parameter->scope != VT_PARAMETER_OUTPUT)
        continue;
      next = vt_state_with (opened->state, parameter->key, vt_state_get (present, parameter->key), NULL);
      g_assert (next != NULL);
      vt_state_unref (opened->state);
      opened->state = next;
    }
}

static void
on_opened (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  VtDocument *self = VT_DOCUMENT (object);
  g_autoptr (GError) error = NULL;
  g_autoptr (VtOpened) opened = vt_document_open_run_finish (result, &error);

  end_loading (self, g_task_get_task_data (task));
  if (opened == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  if (opened->session == NULL)
    keep_training (self, opened);
  adopt (self, opened);
  g_task_return_boolean (task, TRUE);
}

void
vt_document_relocate_async (VtDocument         *self,
                            GFile              *file,
                            GFile              *trajectory,
                            GCancellable       *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  GTask *task;

  g_return_if_fail (VT_IS_DOCUMENT (self) && G_IS_FILE (file));

  cancellable = begin_loading (self, cancellable);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, vt_document_open_async);
  g_task_set_task_data (task, vt_progress_ref (self->loading), (GDestroyNotify) vt_progress_unref);
  vt_document_open_run_async (G_OBJECT (self), file, trajectory, self->loading, cancellable, on_opened, task);
}

void
vt_document_open_async (VtDocument         *self,
                        GFile              *file,
                        GCancellable       *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer            user_data)
{
  vt_document_relocate_async (self, file, NULL, cancellable, callback, user_data);
}

gboolean
vt_document_open_finish (VtDocument *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
vt_document_open_source (VtDocument *self, VtSource *source, VtState *state)
{
  g_autoptr (VtOpened) opened = g_new0 (VtOpened, 1);

  g_return_if_fail (VT_IS_DOCUMENT (self) && source != NULL && state != NULL);

  opened->source = vt_source_ref (source);
  opened->state = vt_state_ref (state);
  adopt (self, opened);
}

/* ---- another file or model for the document that is open ---- */

typedef struct
{
  VtState *state; /* to be pushed when its files are open; NULL: it is the document's already */
  char    *label;
  VtProgress *progress;
} Reload;

static void
reload_free (Reload *reload)
{
  g_clear_pointer (&reload->state, vt_state_unref);
  vt_progress_unref (reload->progress);
  g_free (reload->label);
  g_free (reload);
}

static void
on_source_reloaded (GObject *object, GAsyncResult *result, gpointer data)
{
  VtDocument *self = VT_DOCUMENT (object);
  Reload *reload = data;
  g_autoptr (GError) error = NULL;
  VtSource *source = vt_source_reload_run_finish (result, &error);

  end_loading (self, reload->progress);
  if (source != NULL)
    {
      g_autoptr (VtState) before = vt_state_ref (vt_history_get_state (self->history));
      if (reload->state != NULL)
        vt_history_push (self->history, reload->state, reload->label, NULL);
      take_source (self, source);
      vt_document_announce (self, before);
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_signal_emit_by_name (self, "failed", error);
  reload_free (reload);
}

void
vt_document_reload_source (VtDocument *self, VtState *pending, const char *label)
{
  Reload *reload = g_new0 (Reload, 1);
  GCancellable *cancellable = begin_loading (self, NULL);

  reload->state = pending != NULL ? vt_state_ref (pending) : NULL;
  reload->label = g_strdup (label);
  reload->progress = vt_progress_ref (self->loading);
  vt_source_reload_run_async (G_OBJECT (self), pending != NULL ? pending : vt_history_get_state (self->history),
                              self->source, self->loading, cancellable, on_source_reloaded, reload);
}

/* ---- saving ---- */

typedef struct
{
  VtState *state;
  GFile   *file;
} Save;

static void
save_free (gpointer data)
{
  Save *save = data;

  vt_state_unref (save->state);
  g_object_unref (save->file);
  g_free (save);
}

static void
save_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Save *save = data;
  GError *error = NULL;

  if (vt_session_save (save->state, save->file, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
vt_document_save_async (
    VtDocument *self, GFile *file, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Save *save;

  g_return_if_fail (VT_IS_DOCUMENT (self) && G_IS_FILE (file));

  save = g_new0 (Save, 1);
  save->state = vt_state_ref (vt_history_get_state (self->history));
  save->file = g_object_ref (file);
  g_task_set_source_tag (task, vt_document_save_async);
  g_task_set_task_data (task, save, save_free);
  g_task_run_in_thread (task, save_in_thread);
}

gboolean
vt_document_save_finish (VtDocument *self, GAsyncResult *result, GError **error)
{
  Save *save;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;
  save = g_task_get_task_data (G_TASK (result));
  vt_state_unref (self->saved);
  self->saved = vt_state_ref (save->state);
  g_set_object (&self->file, save->file);
  vt_document_notify_all (self);
  return TRUE;
}

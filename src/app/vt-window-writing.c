/* Files that are written on a thread of their own. What takes long can be stopped. */
#include "vt-window-private.h"

#include "vt-i18n.h"

/* What is written faster than this needs no word before it is done. */
#define PATIENCE_MS 700
#define WATCH_MS 200

typedef struct
{
  GFile         *file;
  VtWriteFunc    write;
  VtWrittenFunc  written;
  gpointer       data;
  GDestroyNotify free_data;
  VtProgress    *progress; /* (nullable) */
  guint          wait_id;
  AdwToast      *toast; /* (nullable) */
} Writing;

static void
writing_free (gpointer data)
{
  Writing *writing = data;

  writing->free_data (writing->data);
  g_clear_object (&writing->toast);
  g_clear_pointer (&writing->progress, vt_progress_unref);
  g_object_unref (writing->file);
  g_free (writing);
}

static void
write_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Writing *writing = data;
  GError *error = NULL;

  if (writing->write (writing->data, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* ---- while it lasts ---- */

/* (transfer full), markup */
static char *
describe (Writing *writing)
{
  g_autofree char *name = g_file_get_basename (writing->file);
  g_autofree char *share = NULL;

  if (writing->progress == NULL)
    return g_markup_printf_escaped (_ ("Writing “%s”…"), name);
  share = g_strdup_printf ("%.0f\u202f%%", 100 * vt_progress_get (writing->progress));
  /* Translators: a file's name, and how much of it is written: "40 %" */
  return g_markup_printf_escaped (_ ("Writing “%s”, %s…"), name, share);
}

static gboolean
on_watch (gpointer data)
{
  Writing *writing = data;
  g_autofree char *text = describe (writing);

  adw_toast_set_title (writing->toast, text);
  return G_SOURCE_CONTINUE;
}

static gboolean
on_wait (gpointer data)
{
  Writing *writing = g_task_get_task_data (data);
  VtWindow *self = g_task_get_source_object (data);
  g_autofree char *text = describe (writing);

  writing->wait_id = writing->progress != NULL ? g_timeout_add (WATCH_MS, on_watch, writing) : 0;
  writing->toast = g_object_ref (adw_toast_new (text));
  adw_toast_set_timeout (writing->toast, 0);
  adw_toast_set_button_label (writing->toast, _ ("_Cancel"));
  adw_toast_set_action_name (writing->toast, "win.cancel-writing");
  adw_toast_overlay_add_toast (self->toasts, writing->toast);
  return G_SOURCE_REMOVE;
}

void
vt_window_cancel_writing (VtWindow *self)
{
  g_cancellable_cancel (self->writing);
  g_clear_object (&self->writing);
}

/* ---- when it is over ---- */

static void
say_written (VtWindow *self, GFile *file)
{
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *text = g_strdup_printf (_ ("“%s” written"), name);

  vt_window_toast (self, text);
}

static void
on_written (GObject *object, GAsyncResult *result, gpointer data)
{
  VtWindow *self = VT_WINDOW (object);
  Writing *writing = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;

  g_clear_handle_id (&writing->wait_id, g_source_remove);
  if (writing->toast != NULL)
    adw_toast_dismiss (writing->toast);
  vt_window_end_job (self);
  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        vt_window_show_message (self, error->message);
    }
  else if (writing->written != NULL)
    writing->written (self, writing->data);
  else
    say_written (self, writing->file);
}

void
vt_window_write (VtWindow      *self,
                 GFile         *file,
                 VtWriteFunc    write,
                 VtWrittenFunc  written,
                 gpointer       data,
                 GDestroyNotify free_data)
{
  vt_window_write_watched (self, file, NULL, write, written, data, free_data);
}

void
vt_window_write_watched (VtWindow      *self,
                         GFile         *file,
                         VtProgress    *progress,
                         VtWriteFunc    write,
                         VtWrittenFunc  written,
                         gpointer       data,
                         GDestroyNotify free_data)
{
  Writing *writing = g_new0 (Writing, 1);
  g_autoptr (GTask) task = NULL;

  if (self->writing == NULL)
    self->writing = g_cancellable_new ();
  writing->file = g_object_ref (file);
  writing->progress = progress != NULL ? vt_progress_ref (progress) : NULL;
  writing->write = write;
  writing->written = written;
  writing->data = data;
  writing->free_data = free_data;
  task = g_task_new (self, self->writing, on_written, NULL);
  g_task_set_source_tag (task, vt_window_write);
  /* What was written before it could be stopped is written. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, writing, writing_free);
  writing->wait_id = g_timeout_add (PATIENCE_MS, on_wait, task);
  vt_window_begin_job (self);
  g_task_run_in_thread (task, write_in_thread);
}

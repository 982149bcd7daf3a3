#include "vt-window-private.h"

#include <string.h>

#include "vt-data-files.h"
#include "vt-i18n.h"
#include "vt-session.h"

/* How long a window waits, ms, to come up with what it opens instead of a progress bar. */
#define PRESENT_DELAY 250
/* seconds */
#define AUTOSAVE_INTERVAL 30

#define MAX_RECENT 8

/* ---- recent files ---- */

static void
remember (GFile *file)
{
  g_autofree char *uri = g_file_get_uri (file);

  gtk_recent_manager_add_item (gtk_recent_manager_get_default (), uri);
}

void
vt_window_update_recent (VtWindow *self)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  GList *items = gtk_recent_manager_get_items (gtk_recent_manager_get_default ());
  guint n = 0;

  for (GList *l = items; l != NULL && n < MAX_RECENT; l = l->next)
    {
      GtkRecentInfo *info = l->data;
      g_autoptr (GMenuItem) item = NULL;

      if (!gtk_recent_info_has_application (info, g_get_application_name ()))
        continue;
      item = g_menu_item_new (gtk_recent_info_get_display_name (info), NULL);
      g_menu_item_set_action_and_target (item, "win.open-recent", "s", gtk_recent_info_get_uri (info));
      g_menu_append_item (menu, item);
      n++;
    }
  g_list_free_full (items, (GDestroyNotify) gtk_recent_info_unref);
  if (n == 0)
    g_menu_append (menu, _ ("No Recent Files"), "win.nothing");
  adw_split_button_set_menu_model (self->open_button, G_MENU_MODEL (menu));
}

/* ---- opening ---- */

static void
vt_window_mark_opened (VtWindow *self)
{
  g_clear_pointer (&self->opened, vt_state_unref);
  self->opened = vt_state_ref (vt_document_get_state (self->document));
}

static void
say_not_opened (VtWindow *self, GFile *file, const GError *error)
{
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *text = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  /* Readers name the file themselves. */
  if (strstr (error->message, name) != NULL)
    text = g_strdup_printf (_ ("Could not be opened: %s"), error->message);
  else
    text = g_strdup_printf (_ ("“%s” could not be opened: %s"), name, error->message);
  vt_window_show_message (self, text);
}

static void
on_opened (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (VtWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = g_steal_pointer (&self->opening_file);

  g_clear_object (&self->opening);
  if (!vt_document_open_finish (VT_DOCUMENT (object), result, &error))
    say_not_opened (self, file, error);
  else
    {
      vt_window_mark_opened (self);
      remember (file);
      vt_window_update_recent (self);
    }
  /* The state of the stack follows the document's signals; this is for a failure on the way. */
  g_object_notify (G_OBJECT (self->document), "loading");
}

void
vt_window_open_file (VtWindow *window, GFile *file)
{
  g_autofree char *name = NULL;
  g_autofree char *title = NULL;

  g_return_if_fail (VT_IS_WINDOW (window));
  g_return_if_fail (G_IS_FILE (file));

  if (window->opening != NULL)
    return;
  name = g_file_get_basename (file);
  title = g_strdup_printf (_ ("Opening “%s”"), name);
  gtk_label_set_label (window->loading_title, title);
  gtk_progress_bar_set_fraction (window->loading_progress, 0);
  vt_window_show_message (window, NULL);
  vt_timeline_set_playing (window->timeline, FALSE);
  window->opening = g_cancellable_new ();
  window->opening_file = g_object_ref (file);
  vt_document_open_async (window->document, file, window->opening, on_opened, g_object_ref (window));
}

/* A window that was closed meanwhile belongs to no application any more. */
static gboolean
present_now (gpointer data)
{
  if (gtk_window_get_application (data) != NULL)
    gtk_window_present (data);
  return G_SOURCE_REMOVE;
}

static void
present_when_loaded (VtDocument *document, GParamSpec *pspec, GtkWindow *window)
{
  if (vt_document_get_loading (document) != NULL)
    return;
  g_signal_handlers_disconnect_by_func (document, present_when_loaded, window);
  gtk_window_present (window);
}

void
vt_window_present_opened (VtWindow *self)
{
  VtDocument *document;

  g_return_if_fail (VT_IS_WINDOW (self));

  document = vt_window_get_document (self);
  if (vt_document_get_loading (document) == NULL || gtk_widget_get_visible (GTK_WIDGET (self)))
    {
      gtk_window_present (GTK_WINDOW (self));
      return;
    }
  g_signal_connect_object (document, "notify::loading", G_CALLBACK (present_when_loaded), self, 0);
  g_timeout_add_full (G_PRIORITY_DEFAULT, PRESENT_DELAY, present_now, g_object_ref (self), g_object_unref);
}

void
vt_window_open_sample (VtWindow *self)
{
  g_autoptr (GFile) sample = vt_data_get_sample ();

  vt_window_open_file (self, sample);
}

/* ---- choosing ---- */

void
vt_window_add_filter (GtkFileChooser *chooser, const char *name, const char *const *patterns)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, name);
  for (guint i = 0; patterns[i] != NULL; i++)
    gtk_file_filter_add_pattern (filter, patterns[i]);
  gtk_file_chooser_add_filter (chooser, filter);
}

void
vt_window_add_trajectory_filters (GtkFileChooser *chooser, gboolean sessions)
{
  static const char *const known[]
      = { "*.vitrine", "*.lammpstrj*", "*.dump*", "*.xyz*", "*.extxyz*", NULL };
  static const char *const all[] = { "*", NULL };

  vt_window_add_filter (chooser, sessions ? _ ("Trajectories and sessions") : _ ("Trajectories"),
                        sessions ? known : known + 1);
  vt_window_add_filter (chooser, _ ("All files"), all);
}

static GFile *
take_choice (GtkNativeDialog *dialog, int response)
{
  GFile *file = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog)) : NULL;

  g_object_unref (dialog);
  return file;
}

static void
on_open_chosen (GtkNativeDialog *dialog, int response, gpointer data)
{
  g_autoptr (GFile) file = take_choice (dialog, response);

  if (file != NULL)
    vt_window_open_file (VT_WINDOW (data), file);
}

void
vt_window_choose_open (VtWindow *self)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (_ ("Open"), GTK_WINDOW (self),
                                                              GTK_FILE_CHOOSER_ACTION_OPEN, NULL, NULL);

  vt_window_add_trajectory_filters (GTK_FILE_CHOOSER (dialog), TRUE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_open_chosen), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
on_model_chosen (GtkNativeDialog *dialog, int response, gpointer data)
{
  g_autoptr (GFile) file = take_choice (dialog, response);
  g_autofree char *uri = file != NULL ? g_file_get_uri (file) : NULL;

  if (uri == NULL)
    return;
  vt_document_set_text (VT_WINDOW (data)->document, "model.file", uri);
  vt_document_seal (VT_WINDOW (data)->document);
}

void
vt_window_choose_model (VtWindow *self)
{
  static const char *const models[] = { "*.h5", "*.hdf5", NULL };
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (_ ("Choose Model"), GTK_WINDOW (self),
                                                              GTK_FILE_CHOOSER_ACTION_OPEN, NULL, NULL);

  vt_window_add_filter (GTK_FILE_CHOOSER (dialog), _ ("Models"), models);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_model_chosen), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

/* ---- saving ---- */

static void
on_saved (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (VtWindow) self = data;
  g_autoptr (GError) error = NULL;
  gboolean close = self->close_after_save;

  vt_window_end_job (self);
  self->close_after_save = FALSE;
  if (!vt_document_save_finish (VT_DOCUMENT (object), result, &error))
    {
      vt_window_show_message (self, error->message);
      return;
    }
  vt_window_mark_opened (self);
  vt_window_forget_autosave (self);
  if (vt_document_get_file (self->document) != NULL)
    remember (vt_document_get_file (self->document));
  vt_window_update_recent (self);
  vt_window_toast (self, _ ("Session saved"));
  if (close)
    gtk_window_close (GTK_WINDOW (self));
}

void
vt_window_save_file (VtWindow *window, GFile *file)
{
  g_return_if_fail (VT_IS_WINDOW (window));
  g_return_if_fail (G_IS_FILE (file));

  vt_window_begin_job (window);
  vt_document_save_async (window->document, file, NULL, on_saved, g_object_ref (window));
}

static void
on_save_chosen (GtkNativeDialog *dialog, int response, gpointer data)
{
  g_autoptr (GFile) file = take_choice (dialog, response);

  if (file != NULL)
    vt_window_save_file (VT_WINDOW (data), file);
  else
    VT_WINDOW (data)->close_after_save = FALSE;
}

/* "creep.lammpstrj.gz" is saved as "creep.vitrine". */
static char *
suggest_name (VtWindow *self)
{
  char *name = g_strdup (vt_document_get_title (self->document));
  char *dot = strchr (name, '.');
  char *suggestion;

  if (dot != NULL && dot != name)
    *dot = '\0';
  suggestion = g_strconcat (name, ".vitrine", NULL);
  g_free (name);
  return suggestion;
}

void
vt_window_choose_save (VtWindow *self)
{
  static const char *const sessions[] = { "*.vitrine", NULL };
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (_ ("Save Session"), GTK_WINDOW (self),
                                                              GTK_FILE_CHOOSER_ACTION_SAVE, NULL, NULL);
  g_autofree char *name = suggest_name (self);

  vt_window_add_filter (GTK_FILE_CHOOSER (dialog), _ ("Sessions"), sessions);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_save_chosen), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

void
vt_window_save (VtWindow *self)
{
  GFile *file = vt_document_get_file (self->document);

  if (file != NULL)
    vt_window_save_file (self, file);
  else
    vt_window_choose_save (self);
}

/* ---- closing ---- */

/* Looking around is no work: a trajectory is asked about only where what is computed was changed, a session always. */
gboolean
vt_window_has_unsaved_work (VtWindow *self)
{
  VtState *state = vt_document_get_state (self->document);
  gboolean session = vt_document_get_file (self->document) != NULL;
  gboolean modified = FALSE;

  g_object_get (self->document, "modified", &modified, NULL);
  if (!modified || self->opened == NULL)
    return FALSE;
  for (guint i = 0; i < vt_parameter_get_count (); i++)
    {
      const VtParameter *parameter = vt_parameter_get (i);
      gboolean counts = parameter->scope == VT_PARAMETER_ANALYSIS || parameter->scope == VT_PARAMETER_DATA
                        || parameter->scope == VT_PARAMETER_TRAINING || parameter->scope == VT_PARAMETER_MECHANICS
                        || (session && parameter->scope == VT_PARAMETER_VIEW);

      if (counts && vt_state_differs (state, self->opened, parameter->key))
        return TRUE;
    }
  return FALSE;
}

static void
on_close_answered (AdwMessageDialog *dialog, const char *response, gpointer data)
{
  VtWindow *self = data;

  if (g_str_equal (response, "discard"))
    {
      self->close_anyway = TRUE;
      gtk_window_close (GTK_WINDOW (self));
    }
  else if (g_str_equal (response, "save"))
    {
      self->close_after_save = TRUE;
      vt_window_save (self);
    }
}

void
vt_window_ask_before_close (VtWindow *self)
{
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (self), _ ("Save Changes?"), NULL);

  adw_message_dialog_format_body (ADW_MESSAGE_DIALOG (dialog),
                                  _ ("The settings of “%s” have changed. What is not saved is lost."),
                                  vt_document_get_title (self->document));
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "discard", _ ("_Discard"),
                                    "save", _ ("_Save"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "discard", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "save", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "save");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_close_answered), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* ---- autosave ---- */

static GFile *
get_autosave_file (void)
{
  return g_file_new_build_filename (g_get_user_state_dir (), "vitrine", "unsaved.vitrine", NULL);
}

gboolean
vt_window_can_restore (void)
{
  g_autoptr (GFile) file = get_autosave_file ();

  return g_file_query_exists (file, NULL);
}

void
vt_window_restore (VtWindow *self)
{
  g_autoptr (GFile) file = get_autosave_file ();

  self->autosaved = TRUE;
  vt_window_open_file (self, file);
}

static void
autosave (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autoptr (GFile) file = get_autosave_file ();
  g_autoptr (GFile) directory = g_file_get_parent (file);

  /* Where it cannot be kept, nothing is lost that was there before: no word about it. */
  g_file_make_directory_with_parents (directory, NULL, NULL);
  vt_session_save (data, file, cancellable, NULL);
  g_task_return_boolean (task, TRUE);
}

static gboolean
on_autosave (gpointer data)
{
  VtWindow *self = data;
  g_autoptr (GTask) task = NULL;

  if (!vt_window_has_unsaved_work (self))
    return G_SOURCE_CONTINUE;
  self->autosaved = TRUE;
  task = g_task_new (self, NULL, NULL, NULL);
  g_task_set_source_tag (task, on_autosave);
  g_task_set_task_data (task, vt_state_ref (vt_document_get_state (self->document)), (GDestroyNotify) vt_state_unref);
  g_task_run_in_thread (task, autosave);
  return G_SOURCE_CONTINUE;
}

void
vt_window_start_autosave (VtWindow *self)
{
  self->autosave_id = g_timeout_add_seconds (AUTOSAVE_INTERVAL, on_autosave, self);
}

void
vt_window_forget_autosave (VtWindow *self)
{
  g_autoptr (GFile) file = get_autosave_file ();

  if (self->autosaved)
    g_file_delete (file, NULL, NULL);
  self->autosaved = FALSE;
}

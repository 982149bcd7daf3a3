/* The window and its model page: files that go in and out, and what must not be lost. */
#include "vt-window-private.h"

#include "vt-i18n.h"
#include "vt-training-charts.h"

/* ---- runs ---- */

static void
on_runs_chosen (GtkNativeDialog *dialog, int response, gpointer data)
{
  const char *key = g_object_get_data (G_OBJECT (dialog), "vt-key");
  g_autoptr (GListModel) files = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    {
      files = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (dialog));
      vt_model_page_add_runs (VT_WINDOW (data)->model_page, key, files);
    }
  g_object_unref (dialog);
}

void
vt_window_choose_runs (VtWindow *self, const char *key)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (_ ("Add Runs"), GTK_WINDOW (self),
                                                              GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Add"), NULL);

  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (dialog), TRUE);
  vt_window_add_trajectory_filters (GTK_FILE_CHOOSER (dialog), FALSE);
  g_object_set_data_full (G_OBJECT (dialog), "vt-key", g_strdup (key), g_free);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_runs_chosen), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

/* ---- training ---- */

static void
on_retrain_answered (AdwMessageDialog *dialog, const char *response, gpointer data)
{
  VtWindow *self = data;

  if (g_str_equal (response, "train") && vt_model_page_can_train (self->model_page))
    vt_model_page_train (self->model_page);
  else if (g_str_equal (response, "save"))
    vt_window_choose_save_model (self, VT_AFTER_SAVE_NOTHING);
}

static void
ask_before_retraining (VtWindow *self)
{
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (self), _ ("Save the Trained Model?"),
                                              _ ("Another training replaces it. It has not been saved."));

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "train", _ ("_Train Anyway"),
                                    "save", _ ("_Save…"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "train", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "save", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "save");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_retrain_answered), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

void
vt_window_train (VtWindow *window)
{
  g_return_if_fail (VT_IS_WINDOW (window));

  if (!vt_model_page_can_train (window->model_page))
    return;
  if (vt_model_page_has_unsaved (window->model_page))
    ask_before_retraining (window);
  else
    vt_model_page_train (window->model_page);
}

void
vt_window_tell_of_training (VtWindow *self)
{
  gboolean trained = vt_model_page_get_trained (self->model_page) != NULL;
  AdwToast *toast = adw_toast_new (trained ? _ ("The model is trained") : _ ("The training has ended early"));

  adw_toast_set_button_label (toast, _ ("_Show"));
  adw_toast_set_action_target (toast, "s", "model");
  adw_toast_set_action_name (toast, "win.page");
  adw_toast_overlay_add_toast (self->toasts, toast);
}

/* ---- the trained model into a file, and into use ---- */

typedef struct
{
  VtModel    *model;
  GFile      *file;
  VtAfterSave then;
} Save;

static void
save_free (gpointer data)
{
  Save *save = data;

  vt_model_unref (save->model);
  g_object_unref (save->file);
  g_free (save);
}

static gboolean
write_model (gpointer data, GCancellable *cancellable, GError **error)
{
  Save *save = data;

  return vt_model_save (save->model, save->file, cancellable, error);
}

static void
use_file (VtWindow *self, GFile *file)
{
  g_autofree char *uri = g_file_get_uri (file);
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *text = g_strdup_printf (_ ("“%s” predicts from now on"), name);

  vt_document_set_text (self->document, "model.file", uri);
  vt_document_seal (self->document);
  vt_window_toast (self, text);
}

static void
on_saved (VtWindow *self, gpointer data)
{
  Save *save = data;
  g_autofree char *name = g_file_get_basename (save->file);
  g_autofree char *text = g_strdup_printf (_ ("“%s” written"), name);

  /* A training that was begun meanwhile has nothing to do with this file. */
  if (vt_model_page_get_trained (self->model_page) == save->model)
    vt_model_page_set_file (self->model_page, save->file);
  if (save->then == VT_AFTER_SAVE_USE)
    use_file (self, save->file);
  else
    vt_window_toast (self, text);
  if (save->then == VT_AFTER_SAVE_CLOSE)
    gtk_window_close (GTK_WINDOW (self));
}

static void
save_model (VtWindow *self, GFile *file, VtAfterSave then)
{
  VtModel *model = vt_model_page_get_trained (self->model_page);
  Save *save;

  if (model == NULL)
    return;
  save = g_new0 (Save, 1);
  save->model = vt_model_ref (model);
  save->file = g_object_ref (file);
  save->then = then;
  vt_window_write (self, file, write_model, on_saved, save, save_free);
}

void
vt_window_save_model (VtWindow *window, GFile *file)
{
  g_return_if_fail (VT_IS_WINDOW (window));
  g_return_if_fail (G_IS_FILE (file));

  save_model (window, file, VT_AFTER_SAVE_NOTHING);
}

static void
on_save_chosen (GtkNativeDialog *dialog, int response, gpointer data)
{
  VtAfterSave then = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (dialog), "vt-then"));
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    {
      file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
      save_model (VT_WINDOW (data), file, then);
    }
  g_object_unref (dialog);
}

void
vt_window_choose_save_model (VtWindow *self, VtAfterSave then)
{
  static const char *const models[] = { "*.h5", NULL };
  VtModel *model = vt_model_page_get_trained (self->model_page);
  GtkFileChooserNative *dialog;
  g_autofree char *name = NULL;

  if (model == NULL)
    return;
  dialog = gtk_file_chooser_native_new (_ ("Save Model"), GTK_WINDOW (self), GTK_FILE_CHOOSER_ACTION_SAVE, NULL, NULL);
  name = g_strconcat (vt_model_get_name (model), ".h5", NULL);
  vt_window_add_filter (GTK_FILE_CHOOSER (dialog), _ ("Models"), models);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  g_object_set_data (G_OBJECT (dialog), "vt-then", GINT_TO_POINTER (then));
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_save_chosen), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

void
vt_window_use_model (VtWindow *window)
{
  GFile *file;

  g_return_if_fail (VT_IS_WINDOW (window));

  file = vt_model_page_get_file (window->model_page);
  /* The state names files: what is in none cannot be kept in a session. */
  if (file == NULL)
    vt_window_choose_save_model (window, VT_AFTER_SAVE_USE);
  else
    use_file (window, file);
}

/* ---- the report ---- */

typedef struct
{
  VtTrainingReport *report;
  GFile            *directory;
} Export;

static void
export_free (gpointer data)
{
  Export *export = data;

  vt_training_report_unref (export->report);
  g_object_unref (export->directory);
  g_free (export);
}

static gboolean
write_report (gpointer data, GCancellable *cancellable, GError **error)
{
  Export *export = data;

  return vt_training_report_write (export->report, export->directory, cancellable, error)
         && vt_training_figures_write (export->report, export->directory, VT_EXPORT_PDF, cancellable, error);
}

static void
on_exported (VtWindow *self, gpointer data)
{
  Export *export = data;
  g_autofree char *name = g_file_get_basename (export->directory);
  g_autofree char *text = g_strdup_printf (_ ("Figures and tables are in “%s”"), name);

  vt_window_toast (self, text);
}

void
vt_window_export_report (VtWindow *window, GFile *directory)
{
  VtTrainingReport *report;
  Export *export;

  g_return_if_fail (VT_IS_WINDOW (window));
  g_return_if_fail (G_IS_FILE (directory));

  report = vt_model_page_get_report (window->model_page);
  if (report == NULL)
    return;
  export = g_new0 (Export, 1);
  export->report = vt_training_report_ref (report);
  export->directory = g_object_ref (directory);
  vt_window_write (window, directory, write_report, on_exported, export, export_free);
}

static void
on_directory_chosen (GtkNativeDialog *dialog, int response, gpointer data)
{
  g_autoptr (GFile) directory = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    {
      directory = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
      vt_window_export_report (VT_WINDOW (data), directory);
    }
  g_object_unref (dialog);
}

void
vt_window_choose_export_report (VtWindow *self)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (_ ("Export Report into a Folder"), GTK_WINDOW (self),
                                                              GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, _ ("_Export"),
                                                              NULL);

  gtk_file_chooser_set_create_folders (GTK_FILE_CHOOSER (dialog), TRUE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_directory_chosen), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

/* ---- closing ---- */

gboolean
vt_window_has_unsaved_model (VtWindow *self)
{
  return vt_model_page_is_training (self->model_page) || vt_model_page_has_unsaved (self->model_page);
}

static void
on_close_answered (AdwMessageDialog *dialog, const char *response, gpointer data)
{
  VtWindow *self = data;

  if (g_str_equal (response, "discard"))
    {
      self->discard_model = TRUE;
      gtk_window_close (GTK_WINDOW (self));
    }
  else if (g_str_equal (response, "save"))
    vt_window_choose_save_model (self, VT_AFTER_SAVE_CLOSE);
}

void
vt_window_ask_about_model (VtWindow *self)
{
  gboolean training = vt_model_page_is_training (self->model_page);
  GtkWidget *widget = adw_message_dialog_new (GTK_WINDOW (self),
                                              training ? _ ("Stop the Training?") : _ ("Save the Trained Model?"),
                                              training ? _ ("A model is being trained. What it has found is lost.")
                                                       : _ ("It has been trained and is not in a file yet."));
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (widget);

  adw_message_dialog_add_responses (dialog, "cancel", training ? _ ("_Keep Training") : _ ("_Cancel"), "discard",
                                    training ? _ ("_Stop") : _ ("_Discard"), NULL);
  adw_message_dialog_set_response_appearance (dialog, "discard", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (dialog, "cancel");
  if (!training)
    {
      adw_message_dialog_add_response (dialog, "save", _ ("_Save…"));
      adw_message_dialog_set_response_appearance (dialog, "save", ADW_RESPONSE_SUGGESTED);
      adw_message_dialog_set_default_response (dialog, "save");
    }
  adw_message_dialog_set_close_response (dialog, "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_close_answered), self, 0);
  gtk_window_present (GTK_WINDOW (widget));
}

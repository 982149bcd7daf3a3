/* Image sequences: asked for, and written on a thread of their own. */
#include "vt-window-private.h"

#include <math.h>

#include "vt-i18n.h"
#include "vt-still-sequence.h"

typedef struct
{
  VtEvaluator     *evaluator;
  VtSource        *source;
  VtState         *state;
  GFile           *folder;
  VtProgress      *progress;
  VtSequenceChoice choice;
  VtStillOptions   options;
  GArray          *frames; /* guint */
  char            *pattern;
  VtStillSequence  sequence;
  guint            n_kept;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_object_unref (job->evaluator);
  vt_source_unref (job->source);
  vt_state_unref (job->state);
  g_object_unref (job->folder);
  vt_progress_unref (job->progress);
  g_array_unref (job->frames);
  g_free (job->pattern);
  g_free (job);
}

/* "creep-1.5GPa-%04d.png", with as many digits as the numbers need. */
static char *
make_pattern (Job *job, guint n_pictures)
{
  g_autofree char *name = g_file_get_basename (vt_trajectory_get_file (vt_source_get_trajectory (job->source)));
  guint largest = MAX (job->choice.last, n_pictures);
  char *dot = strchr (name, '.');

  if (dot != NULL && dot != name)
    *dot = '\0';
  g_strdelimit (name, "%", '_');
  return g_strdup_printf ("%s-%%0%dd.png", name, MAX ((int) ceil (log10 (largest + 1.0)), 4));
}

/* Even numbers: films are made of such pictures. */
static void
get_seen (VtWindow *self, int seen[2])
{
  GtkWidget *page = GTK_WIDGET (self->viewport);
  int scale = gtk_widget_get_scale_factor (page);

  seen[0] = MAX (gtk_widget_get_width (page) * scale, 800);
  seen[1] = MAX (gtk_widget_get_height (page) * scale, 600);
  for (guint i = 0; i < 2; i++)
    seen[i] += seen[i] % 2;
}

static Job *
job_new (VtWindow *self, const VtSequenceChoice *choice, GFile *folder)
{
  gboolean own = choice->width > 0 && choice->height > 0;
  Job *job = g_new0 (Job, 1);
  int seen[2];

  get_seen (self, seen);
  job->evaluator = g_object_ref (vt_document_get_evaluator (self->document));
  job->source = vt_source_ref (vt_document_get_source (self->document));
  job->state = vt_state_ref (vt_document_get_state (self->document));
  job->folder = g_object_ref (folder);
  job->progress = vt_progress_new ();
  job->choice = *choice;
  job->options = (VtStillOptions){ .width = own ? choice->width : seen[0],
                                   .height = own ? choice->height : seen[1],
                                   .background = choice->background,
                                   .supersample = 2,
                                   .legend = choice->legend };
  job->frames = vt_sequence_choice_list_frames (choice);
  job->pattern = make_pattern (job, job->frames->len);
  job->sequence = (VtStillSequence){ .frames = (const guint *) (gpointer) job->frames->data,
                                     .n_pictures = job->frames->len,
                                     .pattern = job->pattern,
                                     .turn = choice->turn,
                                     .own_range = choice->own_range,
                                     .slice = vt_state_is (job->state, "view.page", "slice"),
                                     .resume = choice->resume };
  return job;
}

static gboolean
write_job (gpointer data, GCancellable *cancellable, GError **error)
{
  Job *job = data;

  return vt_still_write_sequence (job->evaluator, job->source, job->state, &job->options, &job->sequence, job->folder,
                                  &job->n_kept, job->progress, cancellable, error);
}

static void
on_written (VtWindow *self, gpointer data)
{
  Job *job = data;
  g_autofree char *name = g_file_get_basename (job->folder);
  g_autofree char *text = NULL;

  if (job->n_kept == 0)
    text = g_strdup_printf (_ ("“%s” written"), name);
  else
    /* Translators: a folder's name; how many of how many pictures */
    text = g_strdup_printf (_ ("“%s” written; %u of %u pictures were there already"), name, job->n_kept,
                            job->frames->len);
  vt_window_toast (self, text);
}

void
vt_window_export_sequence (VtWindow *self, const VtSequenceChoice *choice, GFile *folder)
{
  Job *job;

  if (vt_document_get_source (self->document) == NULL)
    return;
  job = job_new (self, choice, folder);
  vt_window_write_watched (self, folder, job->progress, write_job, on_written, job, job_free);
}

/* ---- pictures that are there already ---- */

/* A question that waits for its answer. */
typedef struct
{
  VtSequenceChoice choice;
  GFile           *folder;
} Question;

static void
question_free (gpointer data, GClosure *closure)
{
  Question *question = data;

  g_object_unref (question->folder);
  g_free (question);
}

static void
on_answered (AdwMessageDialog *dialog, const char *response, Question *question)
{
  VtWindow *self = VT_WINDOW (gtk_window_get_transient_for (GTK_WINDOW (dialog)));

  if (g_str_equal (response, "cancel"))
    return;
  question->choice.resume = g_str_equal (response, "keep");
  vt_window_export_sequence (self, &question->choice, question->folder);
}

static void
ask_about_present (VtWindow *self, Job *job, guint n_present)
{
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (self), _ ("Go On with the Pictures There?"), NULL);
  g_autofree char *name = g_file_get_basename (job->folder);
  Question *question = g_new0 (Question, 1);

  question->choice = job->choice;
  question->folder = g_object_ref (job->folder);
  adw_message_dialog_format_body (ADW_MESSAGE_DIALOG (dialog),
                                  g_dngettext (NULL,
                                               "%u of %u files is in “%s” already. It can stay where it is of this "
                                               "very sequence, or be written anew.",
                                               "%u of %u files are in “%s” already. Those of this very sequence can "
                                               "stay, or all be written anew.",
                                               n_present),
                                  n_present, job->frames->len, name);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "anew", _ ("_Write All Anew"),
                                    "keep", _ ("_Go On"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "anew", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "keep", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "keep");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_data (dialog, "response", G_CALLBACK (on_answered), question, question_free, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
count_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;

  g_task_return_int (task, vt_still_count_present (&job->sequence, job->folder, cancellable));
}

static void
on_counted (GObject *object, GAsyncResult *result, gpointer data)
{
  VtWindow *self = VT_WINDOW (object);
  Job *job = g_task_get_task_data (G_TASK (result));
  gssize n = g_task_propagate_int (G_TASK (result), NULL);

  vt_window_end_job (self);
  if (n > 0)
    ask_about_present (self, job, (guint) n);
  else
    vt_window_export_sequence (self, &job->choice, job->folder);
}

void
vt_window_begin_sequence (VtWindow *self, const VtSequenceChoice *choice, GFile *folder)
{
  g_autoptr (GTask) task = NULL;

  if (vt_document_get_source (self->document) == NULL)
    return;
  vt_sequence_choice_remember (choice, self->document);
  task = g_task_new (self, NULL, on_counted, NULL);
  g_task_set_source_tag (task, vt_window_begin_sequence);
  g_task_set_task_data (task, job_new (self, choice, folder), job_free);
  vt_window_begin_job (self);
  g_task_run_in_thread (task, count_in_thread);
}

/* ---- asking ---- */

static void
on_folder (GtkNativeDialog *chooser, int response, gpointer data)
{
  VtWindow *self = data;
  const VtSequenceChoice *choice = g_object_get_data (G_OBJECT (chooser), "vt-choice");

  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GFile) folder = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));

      vt_window_begin_sequence (self, choice, folder);
    }
  g_object_unref (chooser);
}

static void
on_chosen (VtSequenceDialog *dialog, gpointer data)
{
  VtWindow *self = data;
  GtkFileChooserNative *chooser
      = gtk_file_chooser_native_new (_ ("Folder for the Pictures"), GTK_WINDOW (self),
                                     GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, _ ("_Export"), NULL);
  VtSequenceChoice *choice = g_new0 (VtSequenceChoice, 1);

  vt_sequence_dialog_get_choice (dialog, choice);
  g_object_set_data_full (G_OBJECT (chooser), "vt-choice", choice, g_free);
  g_signal_connect_object (chooser, "response", G_CALLBACK (on_folder), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

void
vt_window_choose_sequence (VtWindow *self)
{
  VtSource *source = vt_document_get_source (self->document);
  gboolean space = vt_state_is (vt_document_get_state (self->document), "view.page", "3d");
  VtSequenceChoice choice;
  GtkWidget *dialog;
  guint n_frames;
  int seen[2];

  if (source == NULL)
    return;
  n_frames = vt_trajectory_get_n_frames (vt_source_get_trajectory (source));
  vt_sequence_choice_init (&choice, vt_document_get_state (self->document), n_frames);
  get_seen (self, seen);
  dialog = vt_sequence_dialog_new (GTK_WINDOW (self), &choice, n_frames, space, seen);
  g_signal_connect_object (dialog, "chosen", G_CALLBACK (on_chosen), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

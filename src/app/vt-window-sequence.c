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

static gboolean
write_job (gpointer data, GCancellable *cancellable, GError **error)
{
  Job *job = data;
  g_autoptr (GArray) frames = vt_sequence_choice_list_frames (&job->choice);
  g_autofree char *pattern = make_pattern (job, frames->len);
  VtStillSequence sequence = { .frames = (const guint *) (gpointer) frames->data,
                               .n_pictures = frames->len,
                               .pattern = pattern,
                               .turn = job->choice.turn,
                               .own_range = job->choice.own_range,
                               .slice = vt_state_is (job->state, "view.page", "slice") };

  return vt_still_write_sequence (job->evaluator, job->source, job->state, &job->options, &sequence, job->folder, NULL,
                                  job->progress, cancellable, error);
}

void
vt_window_export_sequence (VtWindow *self, const VtSequenceChoice *choice, GFile *folder)
{
  GtkWidget *page = GTK_WIDGET (self->viewport);
  int scale = gtk_widget_get_scale_factor (page);
  Job *job;

  if (vt_document_get_source (self->document) == NULL)
    return;
  job = g_new0 (Job, 1);
  job->evaluator = g_object_ref (vt_document_get_evaluator (self->document));
  job->source = vt_source_ref (vt_document_get_source (self->document));
  job->state = vt_state_ref (vt_document_get_state (self->document));
  job->folder = g_object_ref (folder);
  job->progress = vt_progress_new ();
  job->choice = *choice;
  job->options = (VtStillOptions){ .width = MAX (gtk_widget_get_width (page) * scale, 800),
                                   .height = MAX (gtk_widget_get_height (page) * scale, 600),
                                   .background = VT_STILL_WHITE,
                                   .supersample = 2,
                                   .legend = TRUE };
  /* Even numbers: films are made of such pictures. */
  job->options.width += job->options.width % 2;
  job->options.height += job->options.height % 2;
  vt_window_write_watched (self, folder, job->progress, write_job, NULL, job, job_free);
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

      vt_window_export_sequence (self, choice, folder);
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
  GtkWidget *dialog;

  if (source == NULL)
    return;
  dialog = vt_sequence_dialog_new (GTK_WINDOW (self), vt_trajectory_get_n_frames (vt_source_get_trajectory (source)),
                                   space);
  g_signal_connect_object (dialog, "chosen", G_CALLBACK (on_chosen), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

#include "vt-window-private.h"

#include "vt-error.h"
#include "vt-figure.h"
#include "vt-i18n.h"
#include "vt-results-export.h"
#include "vt-still.h"

/* Figures as PNG: a journal's resolution. */
#define DPI 600

/* What a worker needs to write one file. */
typedef struct
{
  char        *what; /* "view", "data" or a figure's name */
  VtEvaluator *evaluator;
  VtSource    *source;
  VtState     *state;
  GFile       *file;
  int          width;
  int          height;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_free (job->what);
  g_object_unref (job->evaluator);
  vt_source_unref (job->source);
  vt_state_unref (job->state);
  g_object_unref (job->file);
  g_free (job);
}

static gboolean
write_space (Job *job, GCancellable *cancellable, GError **error)
{
  VtStillOptions options = { .width = job->width,
                             .height = job->height,
                             .background = VT_STILL_WHITE,
                             .supersample = 2,
                             .legend = TRUE };
  g_autofree char *name = g_file_get_basename (job->file);
  VtExportFormat format;

  if (!vt_export_format_from_name (name, &format, error))
    return FALSE;
  if (format != VT_EXPORT_PNG)
    {
      vt_set_error_at (error, VT_ERROR_USAGE, NULL,
                       _ ("The 3D view is written as PNG. Slices and charts can be SVG and PDF"));
      return FALSE;
    }
  return vt_still_write_space (job->evaluator, job->source, job->state, &options, job->file, NULL, cancellable, error);
}

static gboolean
write_figure (Job *job, const char *name, GCancellable *cancellable, GError **error)
{
  g_autoptr (VtFigure) figure = vt_figure_new (job->evaluator, job->source, job->state, name, NULL, cancellable, error);

  return figure != NULL && vt_figure_write (figure, job->file, 0, DPI, cancellable, error);
}

static gboolean
write_data (Job *job, GCancellable *cancellable, GError **error)
{
  VtResultsOptions options = { .statistics = FALSE };
  g_autoptr (VtResults) results = vt_results_evaluate (job->evaluator, job->source, job->state, &options, NULL,
                                                       cancellable, error);

  return results != NULL && vt_results_write_atoms (results, job->file, FALSE, NULL, cancellable, error);
}

static gboolean
write_job (gpointer data, GCancellable *cancellable, GError **error)
{
  Job *job = data;

  if (g_str_equal (job->what, "data"))
    return write_data (job, cancellable, error);
  if (!g_str_equal (job->what, "view"))
    return write_figure (job, job->what, cancellable, error);
  if (vt_state_is (job->state, "view.page", "3d"))
    return write_space (job, cancellable, error);
  return write_figure (job, vt_state_get_text (job->state, "view.page"), cancellable, error);
}

static void
vt_window_export (VtWindow *self, const char *what, GFile *file)
{
  int scale = gtk_widget_get_scale_factor (GTK_WIDGET (self->viewport));
  Job *job;

  if (vt_document_get_source (self->document) == NULL)
    return;
  job = g_new0 (Job, 1);
  job->what = g_strdup (what);
  job->evaluator = g_object_ref (vt_document_get_evaluator (self->document));
  job->source = vt_source_ref (vt_document_get_source (self->document));
  job->state = vt_state_ref (vt_document_get_state (self->document));
  job->file = g_object_ref (file);
  /* Twice the screen's pixels, and what a page needs at the least. */
  job->width = MAX (gtk_widget_get_width (GTK_WIDGET (self->viewport)) * scale * 2, 1600);
  job->height = MAX (gtk_widget_get_height (GTK_WIDGET (self->viewport)) * scale * 2, 1200);
  vt_window_write (self, file, write_job, NULL, job, job_free);
}

void
vt_window_export_view (VtWindow *window, GFile *file)
{
  g_return_if_fail (VT_IS_WINDOW (window));
  g_return_if_fail (G_IS_FILE (file));

  vt_window_export (window, "view", file);
}

void
vt_window_export_figure (VtWindow *window, const char *name, GFile *file)
{
  g_return_if_fail (VT_IS_WINDOW (window));
  g_return_if_fail (name != NULL);
  g_return_if_fail (G_IS_FILE (file));

  vt_window_export (window, name, file);
}

void
vt_window_export_data (VtWindow *window, GFile *file)
{
  g_return_if_fail (VT_IS_WINDOW (window));
  g_return_if_fail (G_IS_FILE (file));

  vt_window_export (window, "data", file);
}

/* ---- choosing the file ---- */

static void
on_export_chosen (GtkNativeDialog *dialog, int response, gpointer data)
{
  VtWindow *self = data;
  const char *what = g_object_get_data (G_OBJECT (dialog), "vt-what");
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    {
      file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
      vt_window_export (self, what, file);
    }
  g_object_unref (dialog);
}

static const char *
suggest_ending (VtWindow *self, const char *what)
{
  if (g_str_equal (what, "data"))
    return "extxyz";
  if (g_str_equal (what, "view") && vt_state_is (vt_document_get_state (self->document), "view.page", "3d"))
    return "png";
  return "pdf";
}

static void
add_patterns (GtkFileChooser *chooser, const char *what)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  if (g_str_equal (what, "data"))
    {
      gtk_file_filter_set_name (filter, _ ("Extended XYZ, LAMMPS dump, CSV, HDF5"));
      gtk_file_filter_add_pattern (filter, "*");
    }
  else
    {
      gtk_file_filter_set_name (filter, _ ("PNG, SVG, PDF"));
      gtk_file_filter_add_pattern (filter, "*.png");
      gtk_file_filter_add_pattern (filter, "*.svg");
      gtk_file_filter_add_pattern (filter, "*.pdf");
    }
  gtk_file_chooser_add_filter (chooser, filter);
}

void
vt_window_choose_export (VtWindow *self, const char *what)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (_ ("Export"), GTK_WINDOW (self),
                                                              GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Export"), NULL);
  const char *page
      = g_str_equal (what, "view") ? vt_state_get_text (vt_document_get_state (self->document), "view.page") : what;
  g_autofree char *name = g_strdup_printf ("%s.%s", page, suggest_ending (self, what));

  add_patterns (GTK_FILE_CHOOSER (dialog), what);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  g_object_set_data_full (G_OBJECT (dialog), "vt-what", g_strdup (what), g_free);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_export_chosen), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

/* ---- the clipboard ---- */

void
vt_window_copy_picture (VtWindow *self)
{
  GtkWidget *page = gtk_stack_get_visible_child (self->pages);
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (page);
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;

  gdk_paintable_snapshot (paintable, snapshot, gtk_widget_get_width (page), gtk_widget_get_height (page));
  node = gtk_snapshot_to_node (snapshot);
  if (node == NULL)
    return;
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (self)), node, NULL);
  gdk_clipboard_set_texture (gtk_widget_get_clipboard (GTK_WIDGET (self)), texture);
  vt_window_toast (self, _ ("Picture copied"));
}

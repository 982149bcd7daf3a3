#include "vt-analysis-row.h"

#include <math.h>

#include "vt-format.h"
#include "vt-i18n.h"
#include "vt-parameter-row.h"

struct _VtAnalysisRow
{
  AdwExpanderRow parent_instance;

  VtDocument       *document;
  const VtAnalysis *analysis;
  GtkStack         *status;   /* idle, running, done, failed: one picture each, so that the row keeps its width */
  GtkProgressBar   *progress;
  GtkWidget        *stop;
  GtkWidget        *retry;
};

G_DEFINE_FINAL_TYPE (VtAnalysisRow, vt_analysis_row, ADW_TYPE_EXPANDER_ROW)

/* What another row says at length is only named here. (transfer full) */
static char *
shorten_warning (VtAnalysisRow *self, const char *warning)
{
  g_autoptr (GString) text = g_string_new (warning);

  for (guint i = 0; i < vt_analysis_get_count (); i++)
    {
      const VtAnalysis *other = vt_analysis_get (i);
      const GError *error = NULL;
      g_autofree char *needs = NULL;

      if (!other->listed || vt_document_get_job (self->document, other->id, NULL, &error) != VT_JOB_FAILED
          || error == NULL)
        continue;
      /* Translators: in the middle of a sentence: "no LA and SA: needs T_ML" */
      needs = g_strdup_printf (_ ("needs %s"), _ (other->label));
      g_string_replace (text, error->message, needs, 0);
    }
  return g_strdup (text->str);
}

static char *
describe_result (VtAnalysisRow *self, VtResult *result)
{
  const char *const *warnings = vt_result_get_warnings (result);
  gsize undefined = vt_result_get_undefined (result);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  if (undefined > 0)
    {
      g_autofree char *count = vt_format_count ((gint64) undefined);

      g_ptr_array_add (lines, g_strdup_printf (g_dngettext (NULL, "%s atom undefined", "%s atoms undefined",
                                                            (gulong) undefined), count));
    }
  for (guint i = 0; warnings != NULL && warnings[i] != NULL; i++)
    g_ptr_array_add (lines, shorten_warning (self, warnings[i]));
  g_ptr_array_add (lines, NULL);
  return g_strjoinv ("\n", (char **) lines->pdata);
}

static const char *
status_page (VtJobStatus status)
{
  switch (status)
    {
    case VT_JOB_WAITING:
    case VT_JOB_RUNNING:
      return "running";
    case VT_JOB_DONE:
      return "done";
    case VT_JOB_FAILED:
      return "failed";
    case VT_JOB_CANCELLED:
      return "cancelled";
    case VT_JOB_IDLE:
    default:
      return "idle";
    }
}

/* The analysis shown in the side bar whose failure is this one's: it says why, this one need not. */
static const VtAnalysis *
find_culprit (VtAnalysisRow *self, const VtAnalysis *analysis, const char *message)
{
  for (guint i = 0; analysis->inputs != NULL && analysis->inputs[i] != NULL; i++)
    {
      const VtAnalysis *input = vt_analysis_find (analysis->inputs[i]);
      const VtAnalysis *deeper = input != NULL ? find_culprit (self, input, message) : NULL;
      const GError *error = NULL;

      if (deeper != NULL)
        return deeper;
      if (input != NULL && input->listed
          && vt_document_get_job (self->document, input->id, NULL, &error) == VT_JOB_FAILED && error != NULL
          && g_str_equal (error->message, message))
        return input;
    }
  return NULL;
}

static char *
describe_failure (VtAnalysisRow *self, const char *message)
{
  const VtAnalysis *culprit = find_culprit (self, self->analysis, message);

  /* Translators: of an analysis that cannot be made because another one failed: "Needs T_ML" */
  return culprit != NULL ? g_strdup_printf (_ ("Needs %s"), _ (culprit->label)) : g_strdup (message);
}

static char *
describe_status (VtAnalysisRow *self, VtJobStatus status, const GError *error)
{
  VtResult *result = vt_document_peek (self->document, self->analysis->id);

  if (status == VT_JOB_FAILED && error != NULL)
    return describe_failure (self, error->message);
  if (status == VT_JOB_CANCELLED)
    return g_strdup (_ ("Stopped"));
  if (status == VT_JOB_DONE && result != NULL)
    return describe_result (self, result);
  return g_strdup ("");
}

static void
vt_analysis_row_follow (VtAnalysisRow *self)
{
  double fraction = 0;
  const GError *error = NULL;
  VtJobStatus status = vt_document_get_job (self->document, self->analysis->id, &fraction, &error);
  g_autofree char *subtitle = describe_status (self, status, error);
  gboolean runs = status == VT_JOB_RUNNING || status == VT_JOB_WAITING;

  gtk_stack_set_visible_child_name (self->status, status_page (status));
  /* In steps that can be seen: each one draws the window again. */
  fraction = floor (CLAMP (fraction, 0, 1) * 20) / 20;
  if (fraction != gtk_progress_bar_get_fraction (self->progress))
    gtk_progress_bar_set_fraction (self->progress, fraction);
  gtk_widget_set_visible (self->stop, runs);
  gtk_widget_set_visible (self->retry, status == VT_JOB_FAILED || status == VT_JOB_CANCELLED);
  if (!runs)
    {
      g_autofree char *markup = vt_format_science (subtitle);

      adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), markup);
    }
}

static void
on_job_changed (VtAnalysisRow *self, const char *analysis)
{
  /* What one has failed for may turn out to be the failure of another. */
  if (g_strcmp0 (analysis, self->analysis->id) == 0
      || g_str_equal (gtk_stack_get_visible_child_name (self->status), "failed"))
    vt_analysis_row_follow (self);
}

static void
on_stop (VtAnalysisRow *self)
{
  vt_document_cancel (self->document, self->analysis->id);
}

static void
on_retry (VtAnalysisRow *self)
{
  vt_document_retry (self->document, self->analysis->id);
}

static GtkWidget *
make_icon (const char *name, const char *class, const char *tip)
{
  GtkWidget *icon = gtk_image_new_from_icon_name (name);

  gtk_widget_add_css_class (icon, class);
  gtk_widget_set_tooltip_text (icon, tip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_PROPERTY_LABEL, tip, -1);
  return icon;
}

static void
vt_analysis_row_add_status (VtAnalysisRow *self)
{
  self->status = GTK_STACK (gtk_stack_new ());
  gtk_stack_set_hhomogeneous (self->status, FALSE);
  self->progress = GTK_PROGRESS_BAR (gtk_progress_bar_new ());
  gtk_widget_set_valign (GTK_WIDGET (self->progress), GTK_ALIGN_CENTER);
  gtk_widget_set_size_request (GTK_WIDGET (self->progress), 44, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->progress), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (self->analysis->label), -1);
  gtk_stack_add_named (self->status, gtk_label_new (NULL), "idle");
  gtk_stack_add_named (self->status, GTK_WIDGET (self->progress), "running");
  gtk_stack_add_named (self->status, make_icon ("object-select-symbolic", "success", _ ("Done")), "done");
  gtk_stack_add_named (self->status, make_icon ("dialog-warning-symbolic", "warning", _ ("Failed")), "failed");
  gtk_stack_add_named (self->status, make_icon ("media-playback-pause-symbolic", "dim-label", _ ("Stopped")),
                       "cancelled");
  adw_expander_row_add_action (ADW_EXPANDER_ROW (self), GTK_WIDGET (self->status));
}

static GtkWidget *
add_button (VtAnalysisRow *self, const char *icon, const char *tip, GCallback callback)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);
  g_autofree char *label = g_strdup_printf ("%s: %s", tip, _ (self->analysis->label));

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "circular");
  gtk_widget_set_tooltip_text (button, tip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);
  adw_expander_row_add_action (ADW_EXPANDER_ROW (self), button);
  return button;
}

/* Its own settings, and those of the unlisted steps it is made of; what has a place elsewhere in the window is left
 * out. */
static void
collect_keys (const VtAnalysis *analysis, GPtrArray *keys)
{
  for (guint i = 0; analysis->parameters != NULL && analysis->parameters[i] != NULL; i++)
    {
      const char *key = analysis->parameters[i];
      const VtParameter *parameter = vt_parameter_get ((guint) vt_parameter_find (key));

      if (parameter->scope == VT_PARAMETER_ANALYSIS && !g_str_has_prefix (key, "trajectory.")
          && !g_ptr_array_find_with_equal_func (keys, key, g_str_equal, NULL))
        g_ptr_array_add (keys, (char *) key);
    }
  for (guint i = 0; analysis->inputs != NULL && analysis->inputs[i] != NULL; i++)
    {
      const VtAnalysis *input = vt_analysis_find (analysis->inputs[i]);

      if (input != NULL && !input->listed)
        collect_keys (input, keys);
    }
}

static void
vt_analysis_row_add_parameters (VtAnalysisRow *self)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new ();

  collect_keys (self->analysis, keys);
  for (guint i = 0; i < keys->len; i++)
    adw_expander_row_add_row (ADW_EXPANDER_ROW (self),
                              vt_parameter_row_new (self->document, g_ptr_array_index (keys, i)));
}

static void
vt_analysis_row_dispose (GObject *object)
{
  g_clear_object (&VT_ANALYSIS_ROW (object)->document);
  G_OBJECT_CLASS (vt_analysis_row_parent_class)->dispose (object);
}

static void
vt_analysis_row_class_init (VtAnalysisRowClass *class)
{
  G_OBJECT_CLASS (class)->dispose = vt_analysis_row_dispose;
}

static void
vt_analysis_row_init (VtAnalysisRow *self)
{
  gtk_widget_add_css_class (GTK_WIDGET (self), "analysis");
}

GtkWidget *
vt_analysis_row_new (VtDocument *document, const VtAnalysis *analysis)
{
  g_autofree char *help = NULL;
  VtAnalysisRow *self;
  g_autofree char *title = NULL;

  g_return_val_if_fail (VT_IS_DOCUMENT (document), NULL);
  g_return_val_if_fail (analysis != NULL, NULL);

  self = g_object_new (VT_TYPE_ANALYSIS_ROW, NULL);
  self->document = g_object_ref (document);
  self->analysis = analysis;
  title = vt_format_science (_ (analysis->label));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  help = vt_format_science (_ (analysis->help));
  gtk_widget_set_tooltip_markup (GTK_WIDGET (self), help);
  self->retry = add_button (self, "view-refresh-symbolic", _ ("Retry"), G_CALLBACK (on_retry));
  self->stop = add_button (self, "window-close-symbolic", _ ("Stop"), G_CALLBACK (on_stop));
  vt_analysis_row_add_status (self);
  vt_analysis_row_add_parameters (self);
  g_signal_connect_object (document, "job-changed", G_CALLBACK (on_job_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "result-changed", G_CALLBACK (on_job_changed), self, G_CONNECT_SWAPPED);
  vt_analysis_row_follow (self);
  return GTK_WIDGET (self);
}

const char *
vt_analysis_row_get_id (VtAnalysisRow *row)
{
  g_return_val_if_fail (VT_IS_ANALYSIS_ROW (row), NULL);

  return row->analysis->id;
}

#include "vt-model-page.h"

#include <math.h>

#include "vt-error.h"
#include "vt-format.h"
#include "vt-i18n.h"
#include "vt-model-job.h"
#include "vt-model-present.h"
#include "vt-model-runs.h"
#include "vt-model-settings.h"

struct _VtModelPage
{
  AdwBin parent_instance;

  VtDocument *document;
  VtModelJob *job;
  GFile      *file;      /* that has the trained model */
  char       *obstacle;  /* why no training can start */

  VtModelRuns    *runs;
  VtModelRuns    *test_runs;
  AdwBin         *settings_bin;
  GtkWidget      *progress_box;
  GtkLabel       *stage;
  GtkLabel       *percent;
  GtkProgressBar *progress;
  GtkLabel       *problem;
  GtkStack       *train_stack;
  GtkWidget      *train_button;
  GtkWidget      *cancel_button;
  GtkWidget      *bar;
  GtkWidget      *view_buttons;
  GtkToggleButton *report_button;
  GtkToggleButton *present_button;
  GtkWidget      *export_button;
  GtkWidget      *use_button;
  GtkWidget      *save_button;
  GtkStack       *content;
  VtModelPresent *present;
  VtModelReport  *report;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (VtModelPage, vt_model_page, ADW_TYPE_BIN)

/* ---- what is shown ---- */

/* Messages of the command line begin in the middle of a line. (transfer full) */
static char *
make_sentence (const char *message)
{
  g_autofree char *first = g_utf8_strup (message, (gssize) (g_utf8_next_char (message) - message));

  return g_strconcat (first, g_utf8_next_char (message), NULL);
}

/* Why no training can start. (transfer full) (nullable) */
static char *
find_problem (VtModelPage *self)
{
  g_autoptr (VtTrainingPlan) plan = NULL;
  g_autoptr (GError) error = NULL;

  if (self->document == NULL)
    return NULL;
  if (vt_model_runs_get_problem (self->runs) != NULL)
    return g_strdup (vt_model_runs_get_problem (self->runs));
  if (vt_model_runs_get_problem (self->test_runs) != NULL)
    return g_strdup (vt_model_runs_get_problem (self->test_runs));
  plan = vt_training_plan_new (vt_document_get_state (self->document));
  return vt_training_plan_check (plan, &error) ? NULL : make_sentence (error->message);
}

static void
vt_model_page_show_progress (VtModelPage *self)
{
  double fraction = vt_model_job_get_fraction (self->job);
  g_autofree char *percent = g_strdup_printf ("%.0f\u202f%%", floor (fraction * 100));

  gtk_progress_bar_set_fraction (self->progress, fraction);
  gtk_label_set_label (self->percent, percent);
  if (g_strcmp0 (gtk_label_get_label (self->stage), vt_model_job_get_label (self->job)) != 0)
    gtk_label_set_label (self->stage, vt_model_job_get_label (self->job));
}

/* Said once: beside the button what keeps it from working, above the figures why they are not all there. */
static void
vt_model_page_show_problem (VtModelPage *self)
{
  const char *problem = vt_model_job_is_running (self->job) ? NULL : self->obstacle;
  const GError *error = vt_model_job_get_error (self->job);

  gtk_label_set_label (self->problem, problem != NULL ? problem : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), problem != NULL);
  if (error == NULL)
    vt_model_report_set_notice (self->report, NULL);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    vt_model_report_set_notice (self->report, vt_model_job_get_report (self->job) != NULL
                                                  ? _ ("The training was stopped. This is what it had found.")
                                                  : _ ("The training was stopped."));
  else
    vt_model_report_set_notice (self->report, error->message);
}

static void
set_suggested (GtkWidget *button, gboolean suggested)
{
  if (suggested)
    gtk_widget_add_css_class (button, "suggested-action");
  else
    gtk_widget_remove_css_class (button, "suggested-action");
}

static void
vt_model_page_follow (VtModelPage *self)
{
  gboolean running = vt_model_job_is_running (self->job);
  gboolean begun = running || vt_model_job_get_report (self->job) != NULL || vt_model_job_get_error (self->job) != NULL;
  gboolean trained = vt_model_page_get_trained (self) != NULL;

  g_free (self->obstacle);
  self->obstacle = find_problem (self);
  /* The next thing to do stands out. */
  set_suggested (self->train_button, !vt_model_page_has_unsaved (self));
  set_suggested (self->save_button, vt_model_page_has_unsaved (self));
  gtk_widget_set_visible (self->progress_box, running);
  gtk_stack_set_visible_child_name (self->train_stack, running ? "cancel" : "train");
  gtk_widget_set_visible (self->bar, begun);
  gtk_widget_set_visible (self->save_button, trained);
  gtk_widget_set_visible (self->use_button, trained);
  gtk_widget_set_visible (self->export_button, trained);
  vt_model_page_show_progress (self);
  vt_model_page_show_problem (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_state_changed (VtModelPage *self, VtState *before)
{
  VtState *state = vt_document_get_state (self->document);
  gboolean changed = FALSE;

  for (guint i = 0; i < vt_parameter_get_count () && !changed; i++)
    {
      const VtParameter *parameter = vt_parameter_get (i);

      changed = parameter->scope == VT_PARAMETER_TRAINING
                && vt_state_differs (state, before, parameter->key);
    }
  if (changed)
    vt_model_page_follow (self);
}

static void
on_view_toggled (VtModelPage *self)
{
  gtk_stack_set_visible_child_name (self->content,
                                    gtk_toggle_button_get_active (self->present_button) ? "present" : "report");
}

static void
on_stage (VtModelPage *self)
{
  vt_model_report_show (self->report, vt_model_job_get_report (self->job));
}

static void
on_finished (VtModelPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  gboolean at_cancel = focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->train_stack));

  vt_model_page_follow (self);
  /* The button that had the focus is gone: the next thing to do takes it. */
  if (at_cancel)
    gtk_widget_grab_focus (vt_model_page_get_trained (self) != NULL ? self->save_button : self->train_button);
}

/* ---- making ---- */

static void
vt_model_page_dispose (GObject *object)
{
  VtModelPage *self = VT_MODEL_PAGE (object);

  if (self->job != NULL)
    vt_model_job_close (self->job);
  g_clear_object (&self->job);
  g_clear_object (&self->document);
  g_clear_object (&self->file);
  g_clear_pointer (&self->obstacle, g_free);
  G_OBJECT_CLASS (vt_model_page_parent_class)->dispose (object);
}

#define BIND(name) gtk_widget_class_bind_template_child (widget_class, VtModelPage, name)

static void
bind_children (GtkWidgetClass *widget_class)
{
  BIND (runs);
  BIND (test_runs);
  BIND (settings_bin);
  BIND (progress_box);
  BIND (stage);
  BIND (percent);
  BIND (progress);
  BIND (problem);
  BIND (train_stack);
  BIND (train_button);
  BIND (cancel_button);
  BIND (bar);
  BIND (view_buttons);
  BIND (report_button);
  BIND (present_button);
  BIND (export_button);
  BIND (use_button);
  BIND (save_button);
  BIND (content);
  BIND (present);
  BIND (report);
}

static void
vt_model_page_class_init (VtModelPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = vt_model_page_dispose;
  signals[CHANGED] = g_signal_new ("changed", VT_TYPE_MODEL_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                   0);
  g_type_ensure (VT_TYPE_MODEL_RUNS);
  g_type_ensure (VT_TYPE_MODEL_PRESENT);
  g_type_ensure (VT_TYPE_MODEL_REPORT);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/vitrine/Vitrine/vt-model-page.ui");
  bind_children (widget_class);
}

static void
vt_model_page_init (VtModelPage *self)
{
  self->job = vt_model_job_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  vt_model_runs_accept_drops (self->runs, GTK_WIDGET (self));
  g_signal_connect_object (self->job, "progress", G_CALLBACK (vt_model_page_show_progress), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->job, "stage", G_CALLBACK (on_stage), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->job, "finished", G_CALLBACK (on_finished), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->present_button, "toggled", G_CALLBACK (on_view_toggled), self, G_CONNECT_SWAPPED);
  gtk_toggle_button_set_active (self->present_button, TRUE);
}

void
vt_model_page_set_document (VtModelPage *page, VtDocument *document)
{
  g_return_if_fail (VT_IS_MODEL_PAGE (page) && page->document == NULL);
  g_return_if_fail (VT_IS_DOCUMENT (document));

  page->document = g_object_ref (document);
  vt_model_runs_set_document (page->runs, document, "training.runs");
  vt_model_runs_set_document (page->test_runs, document, "training.test-runs");
  vt_model_present_set_document (page->present, document);
  adw_bin_set_child (page->settings_bin, vt_model_settings_new (document));
  /* After those of the lists, which it asks. */
  g_signal_connect_object (document, "state-changed", G_CALLBACK (on_state_changed), page, G_CONNECT_SWAPPED);
  vt_model_page_follow (page);
}

/* ---- public ---- */

void
vt_model_page_add_runs (VtModelPage *page, const char *key, GListModel *files)
{
  g_return_if_fail (VT_IS_MODEL_PAGE (page));
  g_return_if_fail (key != NULL);

  vt_model_runs_add (g_str_equal (key, "training.runs") ? page->runs : page->test_runs, files);
}

gboolean
vt_model_page_can_train (VtModelPage *page)
{
  g_return_val_if_fail (VT_IS_MODEL_PAGE (page), FALSE);

  return !vt_model_job_is_running (page->job) && page->obstacle == NULL;
}

gboolean
vt_model_page_is_training (VtModelPage *page)
{
  g_return_val_if_fail (VT_IS_MODEL_PAGE (page), FALSE);

  return vt_model_job_is_running (page->job);
}

void
vt_model_page_train (VtModelPage *page)
{
  g_autoptr (VtTrainingPlan) plan = NULL;
  g_autoptr (GError) error = NULL;

  g_return_if_fail (VT_IS_MODEL_PAGE (page) && vt_model_page_can_train (page));

  plan = vt_training_plan_new (vt_document_get_state (page->document));
  g_clear_object (&page->file);
  vt_model_report_show (page->report, NULL);
  vt_model_job_start (page->job, plan);
  gtk_toggle_button_set_active (page->report_button, TRUE);
  vt_model_page_follow (page);
}

void
vt_model_page_cancel (VtModelPage *page)
{
  g_return_if_fail (VT_IS_MODEL_PAGE (page));

  vt_model_job_cancel (page->job);
}

void
vt_model_page_close (VtModelPage *page)
{
  g_return_if_fail (VT_IS_MODEL_PAGE (page));

  vt_model_job_close (page->job);
}

VtTrainingReport *
vt_model_page_get_report (VtModelPage *page)
{
  g_return_val_if_fail (VT_IS_MODEL_PAGE (page), NULL);

  return vt_model_job_get_report (page->job);
}

VtModel *
vt_model_page_get_trained (VtModelPage *page)
{
  g_return_val_if_fail (VT_IS_MODEL_PAGE (page), NULL);

  return vt_model_job_is_complete (page->job) ? vt_training_report_get_model (vt_model_job_get_report (page->job))
                                              : NULL;
}

GFile *
vt_model_page_get_file (VtModelPage *page)
{
  g_return_val_if_fail (VT_IS_MODEL_PAGE (page), NULL);

  return page->file;
}

void
vt_model_page_set_file (VtModelPage *page, GFile *file)
{
  g_return_if_fail (VT_IS_MODEL_PAGE (page));
  g_return_if_fail (G_IS_FILE (file));

  g_set_object (&page->file, file);
  vt_model_page_follow (page);
}

gboolean
vt_model_page_has_unsaved (VtModelPage *page)
{
  g_return_val_if_fail (VT_IS_MODEL_PAGE (page), FALSE);

  return page->file == NULL && vt_model_page_get_trained (page) != NULL;
}

VtModelReport *
vt_model_page_get_view (VtModelPage *page)
{
  g_return_val_if_fail (VT_IS_MODEL_PAGE (page), NULL);

  return page->report;
}

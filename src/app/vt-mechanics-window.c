#include "vt-mechanics-window.h"

#include <math.h>
#include <string.h>

#include "vt-chart-view.h"
#include "vt-format.h"
#include "vt-i18n.h"
#include "vt-mechanics-charts.h"
#include "vt-mechanics-files.h"
#include "vt-parameter-row.h"
#include "vt-worker.h"

#define FIGURE_WIDTH 330
#define FIGURE_HEIGHT 240
#define SIDE_WIDTH 340

/* Evaluates a plan, or writes what came of it. */
typedef struct
{
  VtMechanicsPlan *plan;
  VtMechanics     *mechanics;
  GFile           *directory; /* (nullable): where it is written */
  GError          *error;
} Job;

struct _VtMechanicsWindow
{
  AdwWindow parent_instance;

  VtDocument  *document;
  VtWorker    *worker;
  VtState     *seen; /* that the last request was made from */
  VtMechanics *mechanics;
  char        *message;
  gulong       changed_id;

  AdwToastOverlay  *toasts;
  GtkLabel         *findings;
  GtkWidget        *use_transition; /* takes T_g over to the distribution of T_ML */
  GtkLabel         *error;
  GtkFlowBox       *figures;
  GtkWidget        *export;
  GPtrArray        *cards; /* GtkWidget: a figure each, in the order of the names */
  GPtrArray        *views; /* VtChartView */
};

G_DEFINE_FINAL_TYPE (VtMechanicsWindow, vt_mechanics_window, ADW_TYPE_WINDOW)

/* ---- work ---- */

static void
job_free (gpointer data)
{
  Job *job = data;

  g_clear_pointer (&job->plan, vt_mechanics_plan_unref);
  g_clear_pointer (&job->mechanics, vt_mechanics_unref);
  g_clear_object (&job->directory);
  g_clear_error (&job->error);
  g_free (job);
}

static void
work (gpointer data, gpointer *own, GCancellable *cancellable)
{
  Job *job = data;

  job->mechanics = vt_mechanics_run (job->plan, NULL, cancellable, &job->error);
  if (job->mechanics != NULL && job->directory != NULL
      && vt_mechanics_write (job->mechanics, job->directory, cancellable, &job->error))
    vt_mechanics_figures_write (job->mechanics, job->directory, VT_EXPORT_PDF, cancellable, &job->error);
}

/* K; to 0.1 K, which is far below its error. NaN where none was found. */
static double
get_transition (VtMechanicsWindow *self)
{
  double kelvin = self->mechanics != NULL ? vt_mechanics_get_glass_transition (self->mechanics, NULL) : NAN;

  return round (10 * kelvin) / 10;
}

/* To be seen where there is a T_g, and to be used where it is not in use. */
static void
show_transition (VtMechanicsWindow *self)
{
  double found = get_transition (self);
  double used = vt_state_get_real (vt_document_get_state (self->document), "distribution.tg");

  gtk_widget_set_visible (self->use_transition, !isnan (found));
  gtk_widget_set_sensitive (self->use_transition, found != used);
}

/* Markup with real subscripts. (transfer full) */
static char *
join (const char *const *sentences)
{
  static const char *const symbols[][2] = { { "T_g", "<i>T</i><sub>g</sub>" }, { "σ_max", "<i>σ</i><sub>max</sub>" } };
  g_autofree char *text = g_strjoinv ("\n", (char **) sentences), *markup = g_markup_escape_text (text, -1);
  GString *result = g_string_new (markup);

  for (guint i = 0; i < G_N_ELEMENTS (symbols); i++)
    g_string_replace (result, symbols[i][0], symbols[i][1], 0);
  return g_string_free (result, FALSE);
}

static void
show_result (VtMechanicsWindow *self)
{
  const char *const *names = vt_mechanics_figures_get_names ();
  g_autofree char *findings = self->mechanics != NULL ? join (vt_mechanics_get_findings (self->mechanics)) : NULL;

  for (guint i = 0; names[i] != NULL; i++)
    {
      VtChart *chart = self->mechanics != NULL ? vt_mechanics_figure_new (self->mechanics, names[i]) : NULL;

      vt_chart_view_set_chart (self->views->pdata[i], chart, vt_mechanics_figures_get_label (names[i]));
      gtk_widget_set_visible (gtk_widget_get_parent (self->cards->pdata[i]), chart != NULL);
      g_clear_pointer (&chart, vt_chart_unref);
    }
  gtk_label_set_markup (self->findings, findings != NULL ? findings : "");
  gtk_widget_set_visible (GTK_WIDGET (self->findings), findings != NULL);
  gtk_label_set_text (self->error, self->message != NULL ? self->message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->error), self->message != NULL);
  gtk_widget_set_sensitive (self->export, self->mechanics != NULL);
  show_transition (self);
}

static void
say_written (VtMechanicsWindow *self, GFile *directory)
{
  g_autofree char *name = g_file_get_basename (directory);
  g_autofree char *text = g_markup_printf_escaped (_ ("Tables and figures written to “%s”"), name);

  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (text));
}

static void
on_done (gpointer owner, gpointer data)
{
  VtMechanicsWindow *self = owner;
  Job *job = data;

  g_clear_pointer (&self->mechanics, vt_mechanics_unref);
  g_clear_pointer (&self->message, g_free);
  self->mechanics = g_steal_pointer (&job->mechanics);
  if (job->error != NULL)
    self->message = g_strdup (job->error->message);
  else if (job->directory != NULL)
    say_written (self, job->directory);
  show_result (self);
}

static const VtWorkerFuncs funcs = { work, on_done, job_free, NULL };

static void
request (VtMechanicsWindow *self, GFile *directory)
{
  Job *job = g_new0 (Job, 1);

  job->plan = vt_mechanics_plan_new (vt_document_get_state (self->document));
  job->directory = directory != NULL ? g_object_ref (directory) : NULL;
  vt_worker_request (self->worker, job);
}

/* Only what the evaluation depends on makes a new one. */
static gboolean
has_changed (const VtState *before, const VtState *now)
{
  for (guint i = 0; i < vt_parameter_get_count (); i++)
    {
      const VtParameter *parameter = vt_parameter_get (i);

      if (parameter->scope == VT_PARAMETER_MECHANICS
          && vt_state_differs (now, before, parameter->key))
        return TRUE;
    }
  return FALSE;
}

static void
update (VtMechanicsWindow *self)
{
  VtState *state = vt_document_get_state (self->document);

  show_transition (self);
  if (self->seen != NULL && !has_changed (self->seen, state))
    return;
  g_clear_pointer (&self->seen, vt_state_unref);
  self->seen = vt_state_ref (state);
  request (self, NULL);
}

/* ---- what a person does ---- */

void
vt_mechanics_window_add_files (VtMechanicsWindow *window, const char *kind, GFile *const *files, guint n)
{
  g_return_if_fail (VT_IS_MECHANICS_WINDOW (window) && kind != NULL);

  vt_mechanics_files_add (window->document, kind, files, n);
}

void
vt_mechanics_window_export (VtMechanicsWindow *window, GFile *directory)
{
  g_return_if_fail (VT_IS_MECHANICS_WINDOW (window) && G_IS_FILE (directory));

  request (window, directory);
}

void
vt_mechanics_window_use_transition (VtMechanicsWindow *window)
{
  double found;

  g_return_if_fail (VT_IS_MECHANICS_WINDOW (window));

  found = get_transition (window);
  if (isnan (found))
    return;
  vt_document_set_real (window->document, "distribution.tg", found);
  vt_document_seal (window->document);
}

static void
on_export_chosen (GtkNativeDialog *dialog, int response, gpointer data)
{
  g_autoptr (GFile) directory = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    {
      directory = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
      vt_mechanics_window_export (data, directory);
    }
  g_object_unref (dialog);
}

static void
on_export (VtMechanicsWindow *self)
{
  GtkFileChooserNative *dialog
      = gtk_file_chooser_native_new (_ ("Export Tables and Figures"), GTK_WINDOW (self),
                                     GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, _ ("_Export"), NULL);

  g_signal_connect_object (dialog, "response", G_CALLBACK (on_export_chosen), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

/* ---- parts ---- */

static GtkWidget *
make_settings (VtMechanicsWindow *self)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("Settings"));
  for (guint i = 0; i < vt_parameter_get_count (); i++)
    {
      const VtParameter *parameter = vt_parameter_get (i);

      if (parameter->scope == VT_PARAMETER_MECHANICS && parameter->flag != NULL)
        adw_preferences_group_add (ADW_PREFERENCES_GROUP (group),
                                   vt_parameter_row_new (self->document, parameter->key));
    }
  return group;
}

static GtkWidget *
make_side (VtMechanicsWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18), *scrolled = gtk_scrolled_window_new ();

  gtk_widget_set_margin_top (box, 12);
  gtk_widget_set_margin_bottom (box, 12);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_box_append (GTK_BOX (box), vt_mechanics_files_new (self->document, "creep"));
  gtk_box_append (GTK_BOX (box), vt_mechanics_files_new (self->document, "tensile"));
  gtk_box_append (GTK_BOX (box), vt_mechanics_files_new (self->document, "quench"));
  gtk_box_append (GTK_BOX (box), make_settings (self));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), box);
  gtk_widget_set_size_request (scrolled, SIDE_WIDTH, -1);
  gtk_widget_set_hexpand (scrolled, FALSE);
  return scrolled;
}

static GtkLabel *
make_label (GtkWidget *box, const char *class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  if (class != NULL)
    gtk_widget_add_css_class (label, class);
  gtk_box_append (GTK_BOX (box), label);
  return GTK_LABEL (label);
}

static GtkWidget *
make_use_transition (VtMechanicsWindow *self)
{
  GtkWidget *button = gtk_button_new (), *label = gtk_label_new (NULL);
  g_autofree char *markup = vt_format_science (_ ("Use as T_g"));

  gtk_label_set_markup (GTK_LABEL (label), markup);
  gtk_button_set_child (GTK_BUTTON (button), label);
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_widget_set_tooltip_text (
      button, _ ("The share of atoms above the glass transition is told in the distribution and over time"));
  g_signal_connect_object (button, "clicked", G_CALLBACK (vt_mechanics_window_use_transition), self, G_CONNECT_SWAPPED);
  return button;
}

static void
add_figure (VtMechanicsWindow *self, const char *name)
{
  const char *title = vt_mechanics_figures_get_label (name);
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2), *heading = gtk_label_new (title);
  GtkWidget *view = vt_chart_view_new (title);

  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_widget_add_css_class (heading, "heading");
  gtk_widget_set_size_request (view, FIGURE_WIDTH, FIGURE_HEIGHT);
  gtk_widget_set_vexpand (view, TRUE);
  gtk_box_append (GTK_BOX (card), heading);
  gtk_box_append (GTK_BOX (card), view);
  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (card, "figure");
  gtk_flow_box_append (self->figures, card);
  g_ptr_array_add (self->cards, card);
  g_ptr_array_add (self->views, view);
}

static GtkWidget *
make_results (VtMechanicsWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12), *scrolled = gtk_scrolled_window_new ();

  gtk_widget_set_margin_top (box, 12);
  gtk_widget_set_margin_bottom (box, 12);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  self->error = make_label (box, "dim-label");
  self->findings = make_label (box, NULL);
  self->use_transition = make_use_transition (self);
  gtk_box_append (GTK_BOX (box), self->use_transition);
  self->figures = GTK_FLOW_BOX (gtk_flow_box_new ());
  gtk_flow_box_set_selection_mode (self->figures, GTK_SELECTION_NONE);
  gtk_flow_box_set_max_children_per_line (self->figures, 2);
  gtk_flow_box_set_column_spacing (self->figures, 6);
  gtk_flow_box_set_row_spacing (self->figures, 6);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->figures));
  for (const char *const *name = vt_mechanics_figures_get_names (); *name != NULL; name++)
    add_figure (self, *name);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), box);
  gtk_widget_set_hexpand (scrolled, TRUE);
  return scrolled;
}

static void
build (VtMechanicsWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *bar = adw_header_bar_new ();
  GtkWidget *columns = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  self->export = gtk_button_new_with_mnemonic (_ ("_Export…"));
  gtk_widget_set_tooltip_text (self->export, _ ("Tables as CSV and figures as PDF, into a folder"));
  g_signal_connect_object (self->export, "clicked", G_CALLBACK (on_export), self, G_CONNECT_SWAPPED);
  adw_header_bar_pack_end (ADW_HEADER_BAR (bar), self->export);
  gtk_box_append (GTK_BOX (columns), make_side (self));
  gtk_box_append (GTK_BOX (columns), gtk_separator_new (GTK_ORIENTATION_VERTICAL));
  gtk_box_append (GTK_BOX (columns), make_results (self));
  gtk_widget_set_vexpand (columns, TRUE);
  self->toasts = ADW_TOAST_OVERLAY (adw_toast_overlay_new ());
  adw_toast_overlay_set_child (self->toasts, columns);
  gtk_widget_set_vexpand (GTK_WIDGET (self->toasts), TRUE);
  gtk_box_append (GTK_BOX (box), bar);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->toasts));
  adw_window_set_content (ADW_WINDOW (self), box);
}

static void
vt_mechanics_window_dispose (GObject *object)
{
  VtMechanicsWindow *self = VT_MECHANICS_WINDOW (object);

  g_clear_pointer (&self->worker, vt_worker_free);
  if (self->document != NULL)
    g_clear_signal_handler (&self->changed_id, self->document);
  g_clear_object (&self->document);
  g_clear_pointer (&self->seen, vt_state_unref);
  g_clear_pointer (&self->mechanics, vt_mechanics_unref);
  g_clear_pointer (&self->message, g_free);
  g_clear_pointer (&self->cards, g_ptr_array_unref);
  g_clear_pointer (&self->views, g_ptr_array_unref);
  G_OBJECT_CLASS (vt_mechanics_window_parent_class)->dispose (object);
}

static void
vt_mechanics_window_class_init (VtMechanicsWindowClass *class)
{
  G_OBJECT_CLASS (class)->dispose = vt_mechanics_window_dispose;
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (class), GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
vt_mechanics_window_init (VtMechanicsWindow *self)
{
  self->cards = g_ptr_array_new ();
  self->views = g_ptr_array_new ();
  self->worker = vt_worker_new (&funcs, self);
}

static void
forget (GtkWidget *window, GObject *parent)
{
  g_object_set_data (parent, "vt-mechanics-window", NULL);
}

GtkWidget *
vt_mechanics_window_new (VtDocument *document, GtkWindow *parent)
{
  VtMechanicsWindow *self;

  g_return_val_if_fail (VT_IS_DOCUMENT (document), NULL);

  self = g_object_new (VT_TYPE_MECHANICS_WINDOW, "title", _ ("Mechanical Tests"), "transient-for", parent,
                       "destroy-with-parent", TRUE, "default-width", 1100, "default-height", 720, NULL);
  self->document = g_object_ref (document);
  build (self);
  show_result (self);
  self->changed_id = g_signal_connect_swapped (document, "state-changed", G_CALLBACK (update), self);
  update (self);
  return GTK_WIDGET (self);
}

GtkWidget *
vt_mechanics_window_present (VtDocument *document, GtkWindow *parent)
{
  GtkWidget *window;

  g_return_val_if_fail (GTK_IS_WINDOW (parent), NULL);

  window = g_object_get_data (G_OBJECT (parent), "vt-mechanics-window");
  if (window == NULL)
    {
      window = vt_mechanics_window_new (document, parent);
      g_object_set_data (G_OBJECT (parent), "vt-mechanics-window", window);
      /* Closing it destroys it: the next one is new. */
      g_signal_connect_object (window, "destroy", G_CALLBACK (forget), parent, 0);
    }
  gtk_window_present (GTK_WINDOW (window));
  return window;
}

VtMechanics *
vt_mechanics_window_get_result (VtMechanicsWindow *window)
{
  g_return_val_if_fail (VT_IS_MECHANICS_WINDOW (window), NULL);
  return window->mechanics;
}

const char *
vt_mechanics_window_get_message (VtMechanicsWindow *window)
{
  g_return_val_if_fail (VT_IS_MECHANICS_WINDOW (window), NULL);
  return window->message;
}

gboolean
vt_mechanics_window_is_busy (VtMechanicsWindow *window)
{
  g_return_val_if_fail (VT_IS_MECHANICS_WINDOW (window), FALSE);
  return vt_worker_is_busy (window->worker);
}

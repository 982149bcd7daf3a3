#include "vt-model-report.h"

#include <math.h>

#include "vt-format.h"
#include "vt-i18n.h"
#include "vt-model-facts.h"

/* px between cards, and hex figures of a digest */
#define GAP 12
#define DIGEST_LENGTH 8

struct _VtModelReport
{
  AdwBin parent_instance;

  VtTrainingReport *report;
  GPtrArray        *figures; /* of VtModelFigure, in the order of the names */
  GtkStack         *stack;   /* all of them, or one alone */
  AdwBin           *alone;
  GtkWidget        *notice_box;
  GtkLabel         *notice;
  GtkFlowBox       *numbers;
  GtkFlowBox       *grid;
  GtkLabel         *warnings;
  GtkWidget        *waiting;
  GString          *summary;
  gboolean          empty; /* no figure is there */
};

G_DEFINE_FINAL_TYPE (VtModelReport, vt_model_report, ADW_TYPE_BIN)

static GtkLabel *
make_label (const char *text, const char *class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (label, class);
  return GTK_LABEL (label);
}

/* ---- the line of numbers ---- */

static void
clear_flow (GtkFlowBox *flow)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (flow))) != NULL)
    gtk_flow_box_remove (flow, child);
}

static void
append_child (GtkFlowBox *flow, GtkWidget *widget)
{
  GtkWidget *child = gtk_flow_box_child_new ();

  /* What is in it takes the focus, not the place it stands in. */
  gtk_widget_set_focusable (child, FALSE);
  gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (child), widget);
  gtk_flow_box_append (flow, child);
}

static void
add_number (VtModelReport *self, const char *name, const char *value, const char *tip)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkLabel *number = make_label (value, "title-4");
  GtkLabel *title = make_label (name, "caption");

  gtk_label_set_wrap (number, FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (number), "numeric");
  gtk_widget_add_css_class (GTK_WIDGET (title), "dim-label");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (number));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (title));
  gtk_widget_set_tooltip_text (box, tip);
  append_child (self->numbers, box);
  g_string_append_printf (self->summary, "%s%s: %s", self->summary->len > 0 ? "; " : "", name, value);
}

/* (transfer full) (nullable): what a training's number is, in K; NULL for none */
static char *
format_kelvin (double value)
{
  return isnan (value) ? NULL : vt_format_quantity (value, VT_UNIT_KELVIN, 3);
}

static void
add_kelvin (VtModelReport *self, const char *name, double value, const char *tip)
{
  g_autofree char *text = format_kelvin (value);

  if (text != NULL)
    add_number (self, name, text, tip);
}

static void
add_counts (VtModelReport *self)
{
  guint n_temperatures, n_classes, n_lags;
  const double *temperatures = vt_training_report_get_temperatures (self->report, &n_temperatures);
  const double *classes = vt_training_report_get_classes (self->report, &n_classes);
  const double *lags = vt_training_report_get_lags (self->report, &n_lags);
  g_autofree char *instances = vt_format_count ((gint64) vt_training_report_get_n_instances (self->report));
  g_autofree char *all = vt_model_describe_temperatures (temperatures, n_temperatures);
  g_autofree char *chosen = vt_model_describe_temperatures (classes, n_classes);
  g_autofree char *range = vt_model_describe_lags (lags, n_lags);
  g_autofree char *class_count = n_classes < n_temperatures
                                     /* Translators: classes among the temperatures: "7 of 20" */
                                     ? g_strdup_printf (_ ("%u of %u"), n_classes, n_temperatures)
                                     : g_strdup_printf ("%u", n_classes);
  g_autofree char *lag_count = g_strdup_printf ("%u", n_lags);

  add_number (self, _ ("Instances"), instances, all);
  add_number (self, _ ("Classes"), class_count, chosen);
  add_number (self, _ ("Lags"), lag_count, range);
}

static void
add_quality (VtModelReport *self)
{
  guint k = vt_training_report_get_k (self->report);
  VtModel *model = vt_training_report_get_model (self->report);
  g_autofree char *neighbors = g_strdup_printf ("%u", k);

  if (k > 0)
    add_number (self, _ ("Neighbours k"), neighbors, _ ("Nearest instances whose classes are averaged"));
  add_kelvin (self, _ ("RMSE"), vt_training_report_get_rmse (self->report),
              _ ("Of T_ML against T, by cross-validation over all temperatures"));
  if (vt_training_report_get_class_rmse (self->report) != vt_training_report_get_rmse (self->report))
    add_kelvin (self, _ ("RMSE of classes"), vt_training_report_get_class_rmse (self->report),
                _ ("The same over the temperatures that are classes"));
  add_kelvin (self, _ ("RMSE of test runs"), vt_training_report_get_test_rmse (self->report),
              _ ("Of T_ML against T in the runs that the model was tried on"));
  if (model != NULL)
    {
      g_autofree char *digest = g_strndup (vt_model_get_digest (model), DIGEST_LENGTH);

      add_number (self, _ ("Digest"), digest, vt_model_get_digest (model));
    }
}

static void
vt_model_report_show_numbers (VtModelReport *self)
{
  clear_flow (self->numbers);
  g_string_truncate (self->summary, 0);
  if (self->report == NULL)
    return;
  add_counts (self);
  add_quality (self);
}

static void
vt_model_report_show_warnings (VtModelReport *self)
{
  const char *const *warnings = self->report != NULL ? vt_training_report_get_warnings (self->report) : NULL;
  g_autofree char *text = warnings != NULL ? g_strjoinv ("\n", (char **) warnings) : NULL;
  g_autofree char *markup = vt_format_science (text != NULL ? text : "");

  gtk_label_set_markup (self->warnings, markup);
  gtk_widget_set_visible (gtk_widget_get_parent (GTK_WIDGET (self->warnings)), *markup != '\0');
}

/* ---- the figures ---- */

/* What is not there yet is announced, unless it will not come. */
static void
vt_model_report_show_waiting (VtModelReport *self)
{
  gtk_widget_set_visible (self->waiting, self->empty && !gtk_widget_get_visible (self->notice_box));
}

static void
vt_model_report_show_figures (VtModelReport *self)
{
  gboolean any = FALSE;

  for (guint i = 0; i < self->figures->len; i++)
    {
      VtModelFigure *figure = g_ptr_array_index (self->figures, i);
      gboolean shown = vt_model_figure_show_report (figure, self->report);

      gtk_widget_set_visible (gtk_widget_get_parent (GTK_WIDGET (figure)), shown);
      any = any || shown;
    }
  self->empty = !any;
  vt_model_report_show_waiting (self);
}

static VtModelFigure *
get_alone (VtModelReport *self)
{
  GtkWidget *child = adw_bin_get_child (self->alone);

  return child != NULL ? VT_MODEL_FIGURE (child) : NULL;
}

static void
on_restored (VtModelReport *self)
{
  VtModelFigure *among = vt_model_report_find_figure (self, vt_model_figure_get_name (get_alone (self)));

  gtk_stack_set_visible_child_name (self->stack, "all");
  adw_bin_set_child (self->alone, NULL);
  if (among != NULL)
    gtk_widget_child_focus (GTK_WIDGET (among), GTK_DIR_TAB_FORWARD);
}

static void
on_enlarged (VtModelFigure *figure, VtModelReport *self)
{
  VtModelFigure *large = VT_MODEL_FIGURE (vt_model_figure_new (vt_model_figure_get_name (figure)));

  vt_model_figure_set_large (large, TRUE);
  vt_model_figure_show_report (large, self->report);
  g_signal_connect_object (large, "enlarged", G_CALLBACK (on_restored), self, G_CONNECT_SWAPPED);
  adw_bin_set_child (self->alone, GTK_WIDGET (large));
  gtk_stack_set_visible_child_name (self->stack, "alone");
  gtk_widget_child_focus (GTK_WIDGET (large), GTK_DIR_TAB_FORWARD);
}

static gboolean
on_escape (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  VtModelReport *self = data;

  if (get_alone (self) == NULL)
    return FALSE;
  on_restored (self);
  return TRUE;
}

/* ---- making ---- */

static void
vt_model_report_dispose (GObject *object)
{
  VtModelReport *self = VT_MODEL_REPORT (object);

  g_clear_pointer (&self->report, vt_training_report_unref);
  g_clear_pointer (&self->figures, g_ptr_array_unref);
  G_OBJECT_CLASS (vt_model_report_parent_class)->dispose (object);
}

static void
vt_model_report_finalize (GObject *object)
{
  g_string_free (VT_MODEL_REPORT (object)->summary, TRUE);
  G_OBJECT_CLASS (vt_model_report_parent_class)->finalize (object);
}

static void
vt_model_report_class_init (VtModelReportClass *class)
{
  G_OBJECT_CLASS (class)->dispose = vt_model_report_dispose;
  G_OBJECT_CLASS (class)->finalize = vt_model_report_finalize;
}

static GtkWidget *
make_noted (const char *icon, const char *class, GtkLabel **label)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *image = gtk_image_new_from_icon_name (icon);

  *label = make_label (NULL, "body");
  gtk_label_set_selectable (*label, TRUE);
  gtk_widget_set_focusable (GTK_WIDGET (*label), FALSE);
  gtk_widget_set_hexpand (GTK_WIDGET (*label), TRUE);
  gtk_widget_set_valign (image, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (box), image);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (*label));
  gtk_widget_add_css_class (box, "note");
  gtk_widget_add_css_class (box, class);
  gtk_widget_set_visible (box, FALSE);
  return box;
}

static GtkFlowBox *
make_flow (const char *class, guint columns)
{
  GtkFlowBox *flow = GTK_FLOW_BOX (gtk_flow_box_new ());

  gtk_flow_box_set_selection_mode (flow, GTK_SELECTION_NONE);
  gtk_flow_box_set_max_children_per_line (flow, columns);
  gtk_flow_box_set_column_spacing (flow, GAP);
  gtk_flow_box_set_row_spacing (flow, GAP);
  gtk_widget_add_css_class (GTK_WIDGET (flow), class);
  return flow;
}

static void
vt_model_report_add_figures (VtModelReport *self)
{
  self->figures = g_ptr_array_new ();
  for (guint i = 0; i < vt_model_figure_get_n_names (); i++)
    {
      GtkWidget *figure = vt_model_figure_new (vt_model_figure_get_nth_name (i));

      g_signal_connect_object (figure, "enlarged", G_CALLBACK (on_enlarged), self, 0);
      append_child (self->grid, figure);
      gtk_widget_set_visible (gtk_widget_get_parent (figure), FALSE);
      g_ptr_array_add (self->figures, figure);
    }
}

static GtkWidget *
make_all (VtModelReport *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, GAP);

  self->notice_box = make_noted ("dialog-information-symbolic", "notice", &self->notice);
  self->numbers = make_flow ("numbers", 9);
  self->grid = make_flow ("figures", 3);
  gtk_flow_box_set_homogeneous (self->grid, TRUE);
  self->waiting = gtk_label_new (_ ("Each figure comes as soon as its stage is done."));
  gtk_widget_add_css_class (self->waiting, "dim-label");
  gtk_widget_set_vexpand (self->waiting, TRUE);
  vt_model_report_add_figures (self);
  gtk_box_append (GTK_BOX (box), self->notice_box);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->numbers));
  gtk_box_append (GTK_BOX (box), make_noted ("dialog-warning-symbolic", "warned", &self->warnings));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->grid));
  gtk_box_append (GTK_BOX (box), self->waiting);
  gtk_widget_add_css_class (box, "model-content");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), box);
  return scroller;
}

static void
vt_model_report_init (VtModelReport *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  self->summary = g_string_new (NULL);
  self->stack = GTK_STACK (gtk_stack_new ());
  self->alone = ADW_BIN (adw_bin_new ());
  gtk_widget_add_css_class (GTK_WIDGET (self->alone), "model-content");
  gtk_stack_add_named (self->stack, make_all (self), "all");
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->alone), "alone");
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0), gtk_callback_action_new (on_escape, self, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->stack));
}

void
vt_model_report_show (VtModelReport *view, VtTrainingReport *report)
{
  g_return_if_fail (VT_IS_MODEL_REPORT (view));

  if (report != NULL)
    vt_training_report_ref (report);
  g_clear_pointer (&view->report, vt_training_report_unref);
  view->report = report;
  vt_model_report_show_numbers (view);
  vt_model_report_show_warnings (view);
  vt_model_report_show_figures (view);
  if (get_alone (view) != NULL && !vt_model_figure_show_report (get_alone (view), report))
    on_restored (view);
}

void
vt_model_report_set_notice (VtModelReport *view, const char *notice)
{
  g_autofree char *markup = NULL;

  g_return_if_fail (VT_IS_MODEL_REPORT (view));

  markup = vt_format_science (notice != NULL ? notice : "");
  gtk_label_set_markup (view->notice, markup);
  gtk_widget_set_visible (view->notice_box, notice != NULL);
  vt_model_report_show_waiting (view);
}

char *
vt_model_report_get_notice (VtModelReport *view)
{
  g_return_val_if_fail (VT_IS_MODEL_REPORT (view), NULL);

  return gtk_widget_get_visible (view->notice_box) ? g_strdup (gtk_label_get_text (view->notice)) : NULL;
}

VtModelFigure *
vt_model_report_find_figure (VtModelReport *view, const char *name)
{
  g_return_val_if_fail (VT_IS_MODEL_REPORT (view), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  for (guint i = 0; i < view->figures->len; i++)
    {
      VtModelFigure *figure = g_ptr_array_index (view->figures, i);

      if (g_str_equal (vt_model_figure_get_name (figure), name)
          && gtk_widget_get_visible (gtk_widget_get_parent (GTK_WIDGET (figure))))
        return figure;
    }
  return NULL;
}

char *
vt_model_report_get_summary (VtModelReport *view)
{
  g_return_val_if_fail (VT_IS_MODEL_REPORT (view), NULL);

  return g_strdup (view->summary->str);
}

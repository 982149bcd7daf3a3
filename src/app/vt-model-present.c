#include "vt-model-present.h"

#include "vt-data-files.h"
#include "vt-format.h"
#include "vt-i18n.h"
#include "vt-model-facts.h"
#include "vt-model-figure.h"

struct _VtModelPresent
{
  AdwBin parent_instance;

  VtDocument    *document;
  VtModel       *model;
  VtModel       *shipped; /* loaded once, for as long as no document lends its own */
  GCancellable  *loading;
  GtkLabel      *title;
  GtkLabel      *explanation;
  GtkWidget     *cards;
  GtkWidget     *calibration_place;
  VtModelFacts  *facts;
  VtModelFigure *calibration;
};

G_DEFINE_FINAL_TYPE (VtModelPresent, vt_model_present, ADW_TYPE_BIN)

static void
vt_model_present_show (VtModelPresent *self, VtModel *model)
{
  g_autofree char *explanation = NULL;

  if (model == self->model && model != NULL)
    return;
  g_clear_pointer (&self->model, vt_model_unref);
  self->model = model != NULL ? vt_model_ref (model) : NULL;
  gtk_label_set_label (self->title, model != NULL ? vt_model_get_name (model) : _ ("No Model"));
  explanation = vt_format_science (
      _ ("T_ML compares how an atom moves with how atoms of its element move at known temperatures, which this model "
         "holds. To train one of your own, add runs at known temperatures to the list on the left."));
  gtk_label_set_markup (self->explanation, explanation);
  vt_model_facts_set_model (self->facts, model);
  gtk_widget_set_visible (self->cards, model != NULL);
  gtk_widget_set_visible (self->calibration_place, vt_model_figure_show_calibration (self->calibration, model));
}

/* ---- the shipped model ---- */

static void
load_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autoptr (GFile) file = vt_data_get_default_model ();
  GError *error = NULL;
  VtModel *model = vt_model_load (file, cancellable, &error);

  if (model != NULL)
    g_task_return_pointer (task, model, (GDestroyNotify) vt_model_unref);
  else
    g_task_return_error (task, error);
}

static void
on_loaded (GObject *object, GAsyncResult *result, gpointer data)
{
  VtModelPresent *self = VT_MODEL_PRESENT (object);
  g_autoptr (GError) error = NULL;
  VtModel *model = g_task_propagate_pointer (G_TASK (result), &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->loading);
  self->shipped = model;
  if (model != NULL && vt_document_get_source (self->document) == NULL)
    vt_model_present_show (self, model);
}

static void
vt_model_present_load (VtModelPresent *self)
{
  g_autoptr (GTask) task = NULL;

  if (self->loading != NULL || self->shipped != NULL)
    return;
  self->loading = g_cancellable_new ();
  task = g_task_new (self, self->loading, on_loaded, NULL);
  g_task_set_source_tag (task, vt_model_present_load);
  g_task_run_in_thread (task, load_in_thread);
}

/* Nothing is loaded for a page that nobody looks at. */
static void
vt_model_present_follow (VtModelPresent *self)
{
  VtSource *source = vt_document_get_source (self->document);

  if (source != NULL)
    vt_model_present_show (self, vt_source_get_model (source));
  else if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    {
      vt_model_present_show (self, self->shipped);
      vt_model_present_load (self);
    }
}

static void
vt_model_present_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (vt_model_present_parent_class)->map (widget);
  if (VT_MODEL_PRESENT (widget)->document != NULL)
    vt_model_present_follow (VT_MODEL_PRESENT (widget));
}

/* ---- making ---- */

static void
vt_model_present_dispose (GObject *object)
{
  VtModelPresent *self = VT_MODEL_PRESENT (object);

  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  g_clear_object (&self->document);
  g_clear_pointer (&self->model, vt_model_unref);
  g_clear_pointer (&self->shipped, vt_model_unref);
  G_OBJECT_CLASS (vt_model_present_parent_class)->dispose (object);
}

static void
vt_model_present_class_init (VtModelPresentClass *class)
{
  G_OBJECT_CLASS (class)->dispose = vt_model_present_dispose;
  GTK_WIDGET_CLASS (class)->map = vt_model_present_map;
}

static GtkLabel *
make_label (const char *class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (label, class);
  return GTK_LABEL (label);
}

/* Facts and calibration stand side by side where there is room, else below one another. */
static GtkWidget *
make_cards (VtModelPresent *self)
{
  GtkWidget *flow = gtk_flow_box_new ();
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->facts = VT_MODEL_FACTS (vt_model_facts_new ());
  self->calibration = VT_MODEL_FIGURE (vt_model_figure_new ("calibration"));
  gtk_widget_add_css_class (card, "card");
  gtk_widget_set_valign (card, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (card), GTK_WIDGET (self->facts));
  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (flow), GTK_SELECTION_NONE);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (flow), 2);
  gtk_widget_set_valign (flow, GTK_ALIGN_START);
  gtk_flow_box_set_column_spacing (GTK_FLOW_BOX (flow), 12);
  gtk_flow_box_set_row_spacing (GTK_FLOW_BOX (flow), 12);
  gtk_widget_add_css_class (flow, "figures");
  gtk_flow_box_append (GTK_FLOW_BOX (flow), card);
  gtk_flow_box_append (GTK_FLOW_BOX (flow), GTK_WIDGET (self->calibration));
  self->calibration_place = gtk_widget_get_parent (GTK_WIDGET (self->calibration));
  return flow;
}

static void
vt_model_present_init (VtModelPresent *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  self->title = make_label ("title-2");
  self->explanation = make_label ("dim-label");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->title));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->explanation));
  self->cards = make_cards (self);
  gtk_box_append (GTK_BOX (box), self->cards);
  gtk_widget_add_css_class (box, "model-content");
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 1000);
  adw_clamp_set_tightening_threshold (ADW_CLAMP (clamp), 1000);
  adw_clamp_set_child (ADW_CLAMP (clamp), box);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), clamp);
  adw_bin_set_child (ADW_BIN (self), scroller);
}

void
vt_model_present_set_document (VtModelPresent *present, VtDocument *document)
{
  g_return_if_fail (VT_IS_MODEL_PRESENT (present) && present->document == NULL);
  g_return_if_fail (VT_IS_DOCUMENT (document));

  present->document = g_object_ref (document);
  g_signal_connect_object (document, "source-changed", G_CALLBACK (vt_model_present_follow), present,
                           G_CONNECT_SWAPPED);
  vt_model_present_follow (present);
}

VtModel *
vt_model_present_get_model (VtModelPresent *present)
{
  g_return_val_if_fail (VT_IS_MODEL_PRESENT (present), NULL);

  return present->model;
}

#include "vt-model-figure.h"

#include "vt-format.h"
#include "vt-i18n.h"
#include "vt-training-charts.h"

/* px, at the least: a journal's column on a usual screen */
#define WIDTH 290
#define HEIGHT 235

typedef struct
{
  const char *name;
  const char *title;
  const char *help;
} Words;

static const Words words[] = {
  { "fig1-t-ml", N_ ("T_ML against T"),
    N_ ("Mean T_ML of atoms that the search has not seen, for each element; the dashed line is where it would be "
        "exact") },
  { "figS3-k", N_ ("Error against k"),
    N_ ("Root mean square of T_ML − T in the cross-validation, for each number of neighbours") },
  { "confusion", N_ ("Confusion of classes"),
    N_ ("Which class most of an atom’s neighbours belong to, for each true temperature") },
  { "test-t-ml", N_ ("Test runs"), N_ ("Mean T_ML of the runs that the model was tried on, for each element") },
  { "calibration", N_ ("Calibration"),
    N_ ("What T_ML to expect at a temperature: compare a glass with this, not with the raw number") },
  { "figS1-dendrogram", N_ ("Dendrogram"), N_ ("How the instances of one subset join into clusters, and the cut") },
  { "figS1-classes", N_ ("Qualified clusters"),
    N_ ("Share of each temperature in the clusters that are large enough; the classes are those that stand out") },
  { "figS2-features", N_ ("Weights of the lags"), N_ ("How well each lag tells the classes apart, by ReliefF") },
};

struct _VtModelFigure
{
  AdwBin parent_instance;

  const Words *words;
  VtChartView *view;
  GtkWidget   *enlarge;
};

enum
{
  ENLARGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (VtModelFigure, vt_model_figure, ADW_TYPE_BIN)

static void
on_enlarge (VtModelFigure *self)
{
  g_signal_emit (self, signals[ENLARGED], 0);
}

static void
vt_model_figure_class_init (VtModelFigureClass *class)
{
  signals[ENLARGED] = g_signal_new ("enlarged", VT_TYPE_MODEL_FIGURE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 0);
}

static void
vt_model_figure_init (VtModelFigure *self)
{
}

static GtkWidget *
make_header (VtModelFigure *self)
{
  GtkWidget *header = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *title = gtk_label_new (NULL);
  g_autofree char *markup = vt_format_science (_ (self->words->title));

  gtk_label_set_markup (GTK_LABEL (title), markup);
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_wrap (GTK_LABEL (title), TRUE);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_widget_add_css_class (title, "heading");
  self->enlarge = gtk_button_new ();
  gtk_widget_add_css_class (self->enlarge, "flat");
  g_signal_connect_object (self->enlarge, "clicked", G_CALLBACK (on_enlarge), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (header), title);
  gtk_box_append (GTK_BOX (header), self->enlarge);
  return header;
}

static void
vt_model_figure_build (VtModelFigure *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *header = make_header (self);

  self->view = VT_CHART_VIEW (vt_chart_view_new (_ (self->words->title)));
  gtk_widget_set_size_request (GTK_WIDGET (self->view), WIDTH, HEIGHT);
  gtk_widget_set_vexpand (GTK_WIDGET (self->view), TRUE);
  gtk_widget_set_tooltip_text (header, _ (self->words->help));
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->view));
  gtk_widget_add_css_class (box, "card");
  gtk_widget_add_css_class (box, "figure");
  adw_bin_set_child (ADW_BIN (self), box);
  vt_model_figure_set_large (self, FALSE);
}

guint
vt_model_figure_get_n_names (void)
{
  return G_N_ELEMENTS (words);
}

const char *
vt_model_figure_get_nth_name (guint index)
{
  g_return_val_if_fail (index < G_N_ELEMENTS (words), NULL);

  return words[index].name;
}

GtkWidget *
vt_model_figure_new (const char *name)
{
  VtModelFigure *self;

  g_return_val_if_fail (name != NULL, NULL);

  self = g_object_new (VT_TYPE_MODEL_FIGURE, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (words[i].name, name))
      self->words = &words[i];
  g_return_val_if_fail (self->words != NULL, GTK_WIDGET (self));
  vt_model_figure_build (self);
  return GTK_WIDGET (self);
}

const char *
vt_model_figure_get_name (VtModelFigure *figure)
{
  g_return_val_if_fail (VT_IS_MODEL_FIGURE (figure), NULL);

  return figure->words->name;
}

VtChartView *
vt_model_figure_get_view (VtModelFigure *figure)
{
  g_return_val_if_fail (VT_IS_MODEL_FIGURE (figure), NULL);

  return figure->view;
}

void
vt_model_figure_set_large (VtModelFigure *figure, gboolean large)
{
  const char *tip = large ? _ ("Back to All Figures") : _ ("Enlarge");
  g_autofree char *label = NULL;

  g_return_if_fail (VT_IS_MODEL_FIGURE (figure));

  label = g_strdup_printf ("%s: %s", tip, _ (figure->words->title));
  gtk_button_set_icon_name (GTK_BUTTON (figure->enlarge), large ? "view-restore-symbolic" : "view-fullscreen-symbolic");
  gtk_widget_set_tooltip_text (figure->enlarge, tip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (figure->enlarge), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static gboolean
vt_model_figure_take_chart (VtModelFigure *self, VtChart *chart)
{
  vt_chart_view_set_chart (self->view, chart, _ (self->words->help));
  if (chart == NULL)
    return FALSE;
  vt_chart_unref (chart);
  return TRUE;
}

gboolean
vt_model_figure_show_report (VtModelFigure *figure, VtTrainingReport *report)
{
  g_return_val_if_fail (VT_IS_MODEL_FIGURE (figure), FALSE);

  return vt_model_figure_take_chart (figure, report != NULL ? vt_training_figure_new (report, figure->words->name)
                                                            : NULL);
}

/* As a training tabulates it. */
static VtTable *
tabulate_calibration (const VtModelValidation *validation)
{
  VtTable *table = vt_table_new ("calibration");

  vt_table_add_numbers (table, "temperature", VT_UNIT_KELVIN);
  vt_table_add_numbers (table, "mean_t_ml", VT_UNIT_KELVIN);
  vt_table_add_numbers (table, "deviation", VT_UNIT_KELVIN);
  for (gsize i = 0; i < validation->n; i++)
    {
      guint row = vt_table_add_row (table);

      vt_table_set_number (table, row, 0, validation->temperatures[i]);
      vt_table_set_number (table, row, 1, validation->mean_t_ml[i]);
      vt_table_set_number (table, row, 2, validation->deviations[i]);
    }
  return table;
}

gboolean
vt_model_figure_show_calibration (VtModelFigure *figure, VtModel *model)
{
  const VtModelValidation *validation = model != NULL ? vt_model_get_validation (model) : NULL;
  g_autoptr (VtTable) table = validation != NULL ? tabulate_calibration (validation) : NULL;

  g_return_val_if_fail (VT_IS_MODEL_FIGURE (figure), FALSE);

  return vt_model_figure_take_chart (figure, table != NULL ? vt_training_charts_new_calibration (table) : NULL);
}

#include "vt-figure.h"

#include <math.h>
#include <string.h>

#include "vt-comparison-figure.h"
#include "vt-depiction-field.h"
#include "vt-depiction-notes.h"
#include "vt-error.h"
#include "vt-heat-charts.h"
#include "vt-i18n.h"
#include "vt-order-charts.h"
#include "vt-packing-charts.h"
#include "vt-panels.h"
#include "vt-provenance.h"
#include "vt-result-charts.h"
#include "vt-series-charts.h"

#define POINTS_A_MM (72.0 / 25.4)

/* A picture with its painter, and what goes with it into a file. */
struct _VtFigure
{
  VtPaintFunc    paint;
  gpointer       data;
  GDestroyNotify destroy;
  double         width;
  double         height;
  VtTable       *table;
  char          *caption; /* (nullable) */
  GArray        *fields;
  GPtrArray     *notes; /* of utf8, NULL-terminated when it is made */
};

/* What a figure is made from. */
typedef struct
{
  VtEvaluator  *evaluator;
  VtSource     *source;
  VtState      *state;
  VtProgress   *progress;
  GCancellable *cancellable;
} Inputs;

typedef gboolean (*Make) (VtFigure *figure, const Inputs *inputs, GError **error);

static VtResult *
evaluate (const Inputs *inputs, const char *analysis, GError **error)
{
  return vt_evaluator_evaluate (inputs->evaluator, inputs->source, inputs->state, analysis, inputs->progress,
                                inputs->cancellable, error);
}

static void
set_picture (VtFigure *figure, VtPaintFunc paint, gpointer data, GDestroyNotify destroy, double width, double height)
{
  figure->paint = paint;
  figure->data = data;
  figure->destroy = destroy;
  figure->width = width;
  figure->height = height;
}

static void
set_chart (VtFigure *figure, VtChart *chart, VtTable *table, double height)
{
  set_picture (figure, vt_chart_paint_func, chart, (GDestroyNotify) vt_chart_unref, VT_EXPORT_SINGLE_COLUMN, height);
  figure->table = vt_table_ref (table);
}

/* ---- the kinds ---- */

static VtDepiction *
depict (const Inputs *inputs, const char *property, GError **error)
{
  return vt_depiction_evaluate (inputs->evaluator, inputs->source, inputs->state, property, FALSE, inputs->progress,
                                inputs->cancellable, error);
}

static gboolean
make_slice_of (VtFigure *figure, const Inputs *inputs, const char *property, GError **error)
{
  g_autoptr (VtDepiction) depiction = depict (inputs, property, error);
  VtSliceChart *chart;

  if (depiction == NULL
      || !vt_depiction_evaluate_notes (depiction, inputs->evaluator, inputs->source, inputs->progress,
                                       inputs->cancellable, figure->notes, error))
    return FALSE;
  chart = vt_depiction_make_slice_chart (depiction, inputs->progress, inputs->cancellable, error);
  if (chart == NULL)
    return FALSE;
  set_picture (figure, vt_slice_chart_paint_func, chart, (GDestroyNotify) vt_slice_chart_unref,
               VT_EXPORT_SINGLE_COLUMN, 80);
  figure->caption = vt_depiction_describe_slice (depiction);
  return TRUE;
}

static gboolean
make_slice (VtFigure *figure, const Inputs *inputs, GError **error)
{
  return make_slice_of (figure, inputs, vt_state_get_text (inputs->state, "view.color-by"), error);
}

/* Fig. 3 of the paper, or what else is compared in the view. */
static gboolean
make_compare (VtFigure *figure, const Inputs *inputs, GError **error)
{
  VtChartStyle style = vt_chart_style_print ();
  VtComparisonFigure *sheet = vt_comparison_figure_new (inputs->evaluator, inputs->source, inputs->state,
                                                        inputs->progress, inputs->cancellable, error);

  if (sheet == NULL)
    return FALSE;
  vt_comparison_figure_add_notes (sheet, figure->notes);
  set_picture (figure, vt_comparison_figure_paint_func, sheet, (GDestroyNotify) vt_comparison_figure_free,
               VT_EXPORT_DOUBLE_COLUMN,
               vt_comparison_figure_get_height (sheet, &style, VT_EXPORT_DOUBLE_COLUMN * POINTS_A_MM) / POINTS_A_MM);
  figure->table = vt_comparison_figure_tabulate (sheet);
  figure->caption = vt_comparison_figure_describe (sheet);
  return TRUE;
}

static gboolean
make_distribution (VtFigure *figure, const Inputs *inputs, GError **error)
{
  g_autoptr (VtResult) result = evaluate (inputs, "distribution", error);
  VtChart *chart;

  if (result == NULL)
    return FALSE;
  chart = vt_chart_of_distribution (result, NULL);
  vt_chart_mark_calibration (chart, vt_source_get_model (inputs->source),
                             vt_state_get_real (inputs->state, "trajectory.temperature"));
  set_chart (figure, chart, vt_result_get_table (result, "tml-histogram"), 60);
  return TRUE;
}

static gboolean
make_correlation (VtFigure *figure, const Inputs *inputs, GError **error)
{
  g_autoptr (VtResult) result = evaluate (inputs, "correlation", error);

  if (result == NULL)
    return FALSE;
  set_chart (figure, vt_chart_of_correlation (result, NULL), vt_result_get_table (result, "correlation"), 60);
  return TRUE;
}

static gboolean
make_runs (VtFigure *figure, const Inputs *inputs, GError **error)
{
  g_autoptr (VtResult) result = evaluate (inputs, "runs", error);

  if (result == NULL)
    return FALSE;
  set_chart (figure, vt_chart_of_runs (result), vt_result_get_table (result, "tml-runs"), 60);
  return TRUE;
}

static gboolean
make_prediction (VtFigure *figure, const Inputs *inputs, GError **error)
{
  g_autoptr (VtResult) result = evaluate (inputs, "prediction", error);

  if (result == NULL)
    return FALSE;
  set_chart (figure, vt_chart_of_prediction (result, NULL), vt_result_get_table (result, "prediction"), 60);
  return TRUE;
}

static gboolean
make_clusters (VtFigure *figure, const Inputs *inputs, GError **error)
{
  g_autoptr (VtResult) result = evaluate (inputs, "clusters", error);

  if (result == NULL)
    return FALSE;
  set_chart (figure, vt_chart_of_clusters (result), vt_result_get_table (result, "cluster-sizes"), 60);
  return TRUE;
}

static gboolean
make_spatial (VtFigure *figure, const Inputs *inputs, GError **error)
{
  g_autoptr (VtResult) result = evaluate (inputs, "spatial", error);

  if (result == NULL)
    return FALSE;
  set_chart (figure, vt_chart_of_spatial (result), vt_result_get_table (result, "spatial"), 60);
  return TRUE;
}

static gboolean
make_polyhedra (VtFigure *figure, const Inputs *inputs, GError **error)
{
  g_autoptr (VtResult) result = evaluate (inputs, "polyhedra", error);

  if (result == NULL)
    return FALSE;
  set_chart (figure, vt_chart_of_polyhedra (result, 0), vt_result_get_table (result, "polyhedra"), 70);
  return TRUE;
}

static gboolean
make_time_series (VtFigure *figure, const Inputs *inputs, GError **error)
{
  g_autoptr (VtResult) result = evaluate (inputs, "timeseries", error);
  VtPanels *panels;

  if (result == NULL)
    return FALSE;
  panels = vt_panels_of_time_series (result, inputs->state);
  set_picture (figure, vt_panels_paint_func, panels, (GDestroyNotify) vt_panels_unref, VT_EXPORT_DOUBLE_COLUMN,
               60.0 * ((vt_panels_get_n (panels) + 1) / 2));
  figure->table = vt_table_ref (vt_result_get_table (result, "timeseries"));
  return TRUE;
}

static gboolean
make_scatter (VtFigure *figure, const Inputs *inputs, GError **error)
{
  g_autoptr (VtResult) result = evaluate (inputs, "scatter", error), extremes = NULL;

  if (result == NULL)
    return FALSE;
  if (vt_state_is (inputs->state, "scatter.color", "class") && (extremes = evaluate (inputs, "extremes", error)) == NULL)
    return FALSE;
  set_chart (figure, vt_chart_of_scatter (result, extremes != NULL ? vt_result_get_column (extremes, "class") : NULL),
             vt_result_get_table (result, "scatter"), 70);
  return TRUE;
}

static gboolean
make_order (VtFigure *figure,
            const Inputs *inputs,
            const char *analysis,
            VtChart *(*chart) (VtResult *),
            const char *table,
            double height,
            GError **error)
{
  g_autoptr (VtResult) result = evaluate (inputs, analysis, error);

  if (result == NULL)
    return FALSE;
  set_chart (figure, chart (result), vt_result_get_table (result, table), height);
  return TRUE;
}

static gboolean
make_composition (VtFigure *figure, const Inputs *inputs, GError **error)
{
  return make_order (figure, inputs, "sro", vt_chart_of_composition, "composition", 60, error);
}

static gboolean
make_coordination (VtFigure *figure, const Inputs *inputs, GError **error)
{
  return make_order (figure, inputs, "sro", vt_chart_of_coordination, "coordination", 60, error);
}

static gboolean
make_sro (VtFigure *figure, const Inputs *inputs, GError **error)
{
  return make_order (figure, inputs, "sro", vt_chart_of_sro, "sro", 72, error);
}

static gboolean
make_polyhedra_trend (VtFigure *figure, const Inputs *inputs, GError **error)
{
  return make_order (figure, inputs, "polyhedra", vt_chart_of_polyhedra_trend, "polyhedra-trend", 65, error);
}

static gboolean
make_polyhedra_contrast (VtFigure *figure, const Inputs *inputs, GError **error)
{
  g_autoptr (VtResult) result = evaluate (inputs, "polyhedra", error);

  if (result == NULL)
    return FALSE;
  set_picture (figure, vt_panels_paint_func, vt_panels_of_polyhedra (result, 0), (GDestroyNotify) vt_panels_unref,
               VT_EXPORT_SINGLE_COLUMN, 130);
  figure->table = vt_table_ref (vt_result_get_table (result, "polyhedra"));
  return TRUE;
}

/* Where cutoffs are given, g(r) is counted all the same. */
static gboolean
make_rdf (VtFigure *figure, const Inputs *inputs, GError **error)
{
  g_autoptr (VtState) state = vt_state_with_text (inputs->state, "cutoff", "auto");
  g_autoptr (VtResult) result = NULL;
  Inputs counted = *inputs;

  counted.state = state;
  result = evaluate (&counted, "rdf", error);
  if (result == NULL)
    return FALSE;
  set_chart (figure, vt_chart_of_rdf (result, 3), vt_result_get_table (result, "rdf"), 60);
  return TRUE;
}

static gboolean
make_thresholds (VtFigure *figure, const Inputs *inputs, GError **error)
{
  g_autoptr (VtResult) result = evaluate (inputs, "thresholds", error);
  g_autoptr (VtPanels) panels = NULL;

  if (result == NULL)
    return FALSE;
  panels = vt_panels_new (2);
  for (guint edge = 0; edge < 2; edge++)
    vt_panels_add (panels, vt_chart_paint_func, vt_chart_of_thresholds (result, edge, NULL),
                   (GDestroyNotify) vt_chart_unref);
  for (guint edge = 0; edge < 2; edge++)
    vt_panels_add (panels, vt_chart_paint_func, vt_chart_of_threshold_lffs (result, edge, NULL),
                   (GDestroyNotify) vt_chart_unref);
  set_picture (figure, vt_panels_paint_func, g_steal_pointer (&panels), (GDestroyNotify) vt_panels_unref,
               VT_EXPORT_DOUBLE_COLUMN, 130);
  figure->table = vt_table_ref (vt_result_get_table (result, "thresholds-area"));
  return TRUE;
}

static const struct
{
  VtFigureKind kind;
  Make         make;
} kinds[] = {
  { { "slice", N_ ("Slice, as coloured in the view") }, make_slice },
  { { "compare", N_ ("Slices side by side, as compared in the view") }, make_compare },
  { { "distribution", N_ ("Distribution of T_ML") }, make_distribution },
  { { "correlation", N_ ("Correlation of T_ML with D²min") }, make_correlation },
  { { "runs", N_ ("Distributions of T_ML of several runs") }, make_runs },
  { { "prediction", N_ ("T_ML before against D²min after") }, make_prediction },
  { { "clusters", N_ ("Hot clusters against random ones") }, make_clusters },
  { { "spatial", N_ ("Spatial correlation of T_ML and D²min") }, make_spatial },
  { { "rdf", N_ ("Radial distribution and cutoffs") }, make_rdf },
  { { "thresholds", N_ ("Polyhedra against the thresholds on faces and edges") }, make_thresholds },
  { { "polyhedra", N_ ("Polyhedra of all, LA and SA") }, make_polyhedra },
  { { "polyhedra-contrast", N_ ("Polyhedra, and how LA and SA differ in them"), "polyhedra", TRUE },
    make_polyhedra_contrast },
  { { "polyhedra-trend", N_ ("Δf of polyhedra against LFFS"), "polyhedra", TRUE }, make_polyhedra_trend },
  { { "composition", N_ ("Composition of LA and SA"), "sro" }, make_composition },
  { { "coordination", N_ ("ΔCN of LA and SA"), "sro", TRUE }, make_coordination },
  { { "sro", N_ ("Chemical order −α of all, LA and SA") }, make_sro },
  { { "timeseries", N_ ("Time series of the run") }, make_time_series },
  { { "scatter", N_ ("One quantity against another") }, make_scatter },
};

guint
vt_figure_get_n_kinds (void)
{
  return G_N_ELEMENTS (kinds);
}

const VtFigureKind *
vt_figure_get_kind (guint index)
{
  g_return_val_if_fail (index < G_N_ELEMENTS (kinds), NULL);
  return &kinds[index].kind;
}

static gboolean
refuse_name (const char *name, GError **error)
{
  g_autoptr (GString) names = g_string_new ("slice-PROPERTY");

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    g_string_append_printf (names, ", %s", kinds[i].kind.name);
  vt_set_error_at (error, VT_ERROR_USAGE, NULL, _("there is no figure “%s”; there are: %s"), name, names->str);
  return FALSE;
}

static gboolean
make (VtFigure *figure, const Inputs *inputs, const char *name, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (strcmp (kinds[i].kind.name, name) == 0)
      return kinds[i].make (figure, inputs, error);
  if (g_str_has_prefix (name, "slice-"))
    return make_slice_of (figure, inputs, name + strlen ("slice-"), error);
  return refuse_name (name, error);
}

VtFigure *
vt_figure_new (VtEvaluator  *evaluator,
               VtSource     *source,
               VtState      *state,
               const char   *name,
               VtProgress   *progress,
               GCancellable *cancellable,
               GError      **error)
{
  Inputs inputs = { evaluator, source, state, progress, cancellable };
  g_autoptr (VtFigure) figure = NULL;

  g_return_val_if_fail (VT_IS_EVALUATOR (evaluator) && source != NULL && state != NULL && name != NULL, NULL);

  figure = g_new0 (VtFigure, 1);
  figure->notes = g_ptr_array_new_with_free_func (g_free);
  if (!make (figure, &inputs, name, error))
    return NULL;
  figure->fields = vt_provenance_fields (source, state, name);
  if (figure->caption != NULL)
    vt_provenance_list_add (figure->fields, "Description", g_strdup (figure->caption));
  g_ptr_array_add (figure->notes, NULL);
  return g_steal_pointer (&figure);
}

const char *const *
vt_figure_get_notes (const VtFigure *figure)
{
  g_return_val_if_fail (figure != NULL, NULL);

  return (const char *const *) figure->notes->pdata;
}

void
vt_figure_free (VtFigure *figure)
{
  g_return_if_fail (figure != NULL);

  if (figure->destroy != NULL)
    figure->destroy (figure->data);
  g_clear_pointer (&figure->table, vt_table_unref);
  g_free (figure->caption);
  g_clear_pointer (&figure->fields, g_array_unref);
  g_ptr_array_unref (figure->notes);
  g_free (figure);
}

void
vt_figure_get_size (const VtFigure *figure, double *width, double *height)
{
  g_return_if_fail (figure != NULL && width != NULL && height != NULL);

  *width = figure->width;
  *height = figure->height;
}

void
vt_figure_paint (const VtFigure *figure, cairo_t *cr, double width, double height, const VtChartStyle *style)
{
  g_return_if_fail (figure != NULL);
  figure->paint (cr, width, height, style, figure->data);
}

void
vt_figure_paint_func (cairo_t *cr, double width, double height, const VtChartStyle *style, gpointer figure)
{
  vt_figure_paint (figure, cr, width, height, style);
}

VtTable *
vt_figure_get_table (const VtFigure *figure)
{
  g_return_val_if_fail (figure != NULL, NULL);
  return figure->table;
}

gboolean
vt_figure_write (
    const VtFigure *figure, GFile *file, double width, double dpi, GCancellable *cancellable, GError **error)
{
  g_autofree char *name = NULL;
  VtExportOptions options = { 0 };

  g_return_val_if_fail (figure != NULL && G_IS_FILE (file), FALSE);

  name = g_file_get_basename (file);
  options.width = width > 0 ? width : figure->width;
  options.height = figure->height * options.width / figure->width;
  options.dpi = dpi;
  options.fields = (const VtExportField *) (gpointer) figure->fields->data;
  options.n_fields = figure->fields->len;
  return vt_export_format_from_name (name, &options.format, error)
         && vt_export_write (figure->paint, figure->data, &options, file, cancellable, error);
}

#include "vt-chart-kind.h"

#include <math.h>

#include "vt-compared-runs.h"
#include "vt-format.h"
#include "vt-heat-pages.h"
#include "vt-i18n.h"
#include "vt-order-pages.h"
#include "vt-packing-pages.h"
#include "vt-result-charts.h"
#include "vt-series-pages.h"

/* Polyhedra in the chart; the table below it has them all. */
#define MAX_POLYHEDRA 8

/* "Mean 403 K; a sample at 100 K reads 175 K by this model." */
static char *
describe_distribution (VtModel *model, double mean, double temperature)
{
  double expected = model != NULL ? vt_model_expect_t_ml (model, temperature) : NAN;
  g_autofree char *is = vt_format_quantity (mean, VT_UNIT_KELVIN, 3);
  g_autofree char *at = vt_format_setting (temperature, VT_UNIT_KELVIN);
  g_autofree char *reads = vt_format_quantity (expected, VT_UNIT_KELVIN, 3);

  if (isnan (expected))
    /* Translators: the mean of T_ML. */
    return g_strdup_printf (_ ("Mean %s. Drag over the chart to select atoms."), is);
  /* Translators: the mean of T_ML; the thermostat's temperature; the mean T_ML of the model's training there. */
  return g_strdup_printf (_ ("Mean %s; in training, atoms at %s read %s. Drag over the chart to select atoms."), is, at,
                          reads);
}

static VtChart *
build_distribution (VtDocument *document, VtResult *result, char **description)
{
  VtResult *tml = vt_document_peek (document, "tml");
  VtSource *source = vt_document_get_source (document);
  VtModel *model = source != NULL ? vt_source_get_model (source) : NULL;
  double temperature = vt_state_get_real (vt_document_get_state (document), "trajectory.temperature");
  g_autofree char *peak = NULL, *mean = NULL;
  VtChart *chart;

  if (vt_result_get_table (result, "tml-histogram") == NULL)
    return NULL;
  peak = vt_heat_pages_describe_peak (result);
  mean = describe_distribution (model, tml != NULL ? vt_result_get_number (tml, "t_ml_mean") : NAN, temperature);
  *description = g_strconcat (peak, mean, NULL);
  /* The brushed range is drawn by the view, over the chart: no state is handed on. */
  chart = vt_chart_of_distribution (result, NULL);
  vt_chart_mark_calibration (chart, model, temperature);
  return chart;
}

static char *
describe_correlation (VtTable *table)
{
  int lag = vt_table_find_column (table, "lag"), pearson = vt_table_find_column (table, "pearson");
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; lag >= 0 && pearson >= 0 && i < vt_table_get_n_rows (table); i++)
    {
      g_autofree char *at = vt_format_setting (vt_table_get_number (table, i, (guint) lag), VT_UNIT_PICOSECOND);
      g_autofree char *zeta = vt_format_number (vt_table_get_number (table, i, (guint) pearson), 2);

      g_string_append_printf (text, "%sζ(%s)\u00a0=\u00a0%s", i > 0 ? " · " : "", at, zeta);
    }
  return g_strdup (text->str);
}

static VtChart *
build_correlation (VtDocument *document, VtResult *result, char **description)
{
  VtTable *table = vt_result_get_table (result, "correlation");

  if (table == NULL || vt_table_get_n_rows (table) == 0)
    return NULL;
  *description = describe_correlation (table);
  return vt_chart_of_correlation (result, vt_document_get_state (document));
}

/* The nearest lag becomes the window's. */
static void
activate_correlation (VtDocument *document, VtResult *result, double x, double y)
{
  VtTable *table = vt_result_get_nth_table (result, 0);
  int lag = table != NULL ? vt_table_find_column (table, "lag") : -1;
  double nearest = NAN;

  for (guint i = 0; lag >= 0 && i < vt_table_get_n_rows (table); i++)
    {
      double at = vt_table_get_number (table, i, (guint) lag);

      if (isnan (nearest) || fabs (at - x) < fabs (nearest - x))
        nearest = at;
    }
  if (isnan (nearest))
    return;
  vt_document_set_real (document, "window.lag", nearest);
  vt_document_seal (document);
}

static VtChart *
build_polyhedra (VtDocument *document, VtResult *result, char **description)
{
  VtTable *table = vt_result_get_table (result, "polyhedra");

  if (table == NULL || vt_table_get_n_rows (table) == 0)
    return NULL;
  *description = g_strdup_printf (_ ("%s is the most frequent of %u polyhedra."), vt_table_get_text (table, 0, 0),
                                  vt_table_get_n_rows (table));
  return vt_chart_of_polyhedra (result, MAX_POLYHEDRA);
}

static void
activate_polyhedra (VtDocument *document, VtResult *result, double x, double y)
{
  VtTable *table = vt_result_get_table (result, "polyhedra");
  int index = table != NULL ? vt_table_find_column (table, "index") : -1;
  double row = round (x);
  const char *name;

  if (index < 0 || row < 0 || row >= MIN (vt_table_get_n_rows (table), MAX_POLYHEDRA))
    return;
  name = vt_table_get_text (table, (guint) row, (guint) index);
  if (vt_state_is (vt_document_get_state (document), "selection.polyhedron", name))
    name = "";
  vt_document_set_text (document, "selection.polyhedron", name);
  vt_document_seal (document);
}

/* Three a row in the window: T_ML alone, T_ML beside other quantities, places, structure. */
static const VtChartKind kinds[] = {
  { "distribution", N_ ("Distribution"), "distribution", "t_ml", build_distribution, NULL },
  { .id = "runs", .title = N_ ("Runs"), .analysis = "runs", .build = vt_heat_pages_build_runs,
    .make_controls = vt_compared_runs_new, .follows = vt_heat_pages_run_keys,
    .question = N_ ("The distribution of T_ML beside those of other runs, of other stresses or the control without") },
  { .id = "timeseries", .title = N_ ("Time"), .analysis = "timeseries", .build = vt_series_pages_build_time,
    .activate = vt_series_pages_activate_time, .make_controls = vt_series_pages_make_time_controls,
    .follows = vt_series_pages_time_keys,
    .question = N_ ("Active share, ζ, T_ML, MSD and α₂ of every frame of the run") },
  { "correlation", N_ ("Correlation"), "correlation", NULL, build_correlation, activate_correlation },
  { .id = "prediction", .title = N_ ("Prediction"), .analysis = "prediction", .build = vt_heat_pages_build_prediction,
    .activate = activate_correlation,
    .question = N_ ("How well T_ML of the window that ends at this frame tells D²min after it") },
  { .id = "scatter", .title = N_ ("Scatter"), .analysis = "scatter", .build = vt_series_pages_build_scatter,
    .make_controls = vt_series_pages_make_scatter_controls, .follows = vt_series_pages_scatter_keys },
  { .id = "clusters", .title = N_ ("Clusters"), .analysis = "clusters", .build = vt_heat_pages_build_clusters },
  { .id = "spatial", .title = N_ ("Reach"), .analysis = "spatial", .build = vt_heat_pages_build_spatial },
  { .id = "rdf", .title = N_ ("Packing"), .analysis = "rdf", .build = vt_packing_pages_build_rdf,
    .below = vt_packing_pages_thresholds },
  { "polyhedra", N_ ("Polyhedra"), "polyhedra", NULL, build_polyhedra, activate_polyhedra,
    .below = vt_order_pages_polyhedra },
  { .id = "chemistry", .title = N_ ("Chemistry"), .analysis = "sro", .build = vt_order_pages_build_composition,
    .below = vt_order_pages_chemistry },
};

guint
vt_chart_kind_get_count (void)
{
  return G_N_ELEMENTS (kinds);
}

const VtChartKind *
vt_chart_kind_get (guint index)
{
  g_return_val_if_fail (index < G_N_ELEMENTS (kinds), NULL);

  return &kinds[index];
}

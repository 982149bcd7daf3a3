/* Any per-atom quantity against any other, as a row of the analysis table. */
#include "vt-analysis-table.h"

#include <math.h>
#include <string.h>

#include "vt-error.h"
#include "vt-i18n.h"
#include "vt-scatter.h"

/* Whichever analyses give the two; columns of the file come with the frame. */
static void
add_inputs (const VtState *state, GPtrArray *ids)
{
  static const char *const keys[] = { "scatter.x", "scatter.y" };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      const VtAnalysis *analysis = NULL;

      if (vt_analysis_find_property (vt_state_get_text (state, keys[i]), &analysis) != NULL)
        g_ptr_array_add (ids, (gpointer) analysis->id);
    }
}

/* scatter.csv: the means over bins. */
static void
take_means (VtResult *result, const VtScatter *scatter)
{
  VtTable *table = vt_table_new ("scatter");
  guint from = vt_table_add_numbers (table, "x_from", scatter->x_unit);
  guint to = vt_table_add_numbers (table, "x_to", scatter->x_unit);
  guint n = vt_table_add_numbers (table, "n", VT_UNIT_NONE);
  guint x = vt_table_add_numbers (table, "x_mean", scatter->x_unit);
  guint y = vt_table_add_numbers (table, "y_mean", scatter->y_unit);
  guint sigma = vt_table_add_numbers (table, "y_sigma", scatter->y_unit);
  guint deviation = vt_table_add_numbers (table, "y_deviation", scatter->y_unit);

  for (guint i = 0; i < scatter->n_means; i++)
    {
      const VtBinnedMean *mean = &scatter->means[i];
      guint row = vt_table_add_row (table);

      vt_table_set_number (table, row, from, mean->from);
      vt_table_set_number (table, row, to, mean->to);
      vt_table_set_number (table, row, n, (double) mean->n);
      vt_table_set_number (table, row, x, mean->x);
      vt_table_set_number (table, row, y, mean->mean);
      vt_table_set_number (table, row, sigma, mean->sigma);
      vt_table_set_number (table, row, deviation, mean->deviation);
    }
  vt_result_take_table (result, table);
}

static void
take_correlation (VtResult *result, const VtScatter *scatter)
{
  VtTable *table = vt_table_new ("scatter-correlation");
  guint x = vt_table_add_texts (table, "x"), y = vt_table_add_texts (table, "y");
  const struct
  {
    const char *name;
    double      value;
  } numbers[] = {
    { "n", (double) scatter->correlation.n },         { "pearson", scatter->correlation.pearson },
    { "pearson_sigma", scatter->pearson_sigma },      { "spearman", scatter->correlation.spearman },
    { "spearman_sigma", scatter->spearman_sigma },    { "pearson_log", scatter->pearson_log },
  };
  guint columns[G_N_ELEMENTS (numbers)];

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    columns[i] = vt_table_add_numbers (table, numbers[i].name, VT_UNIT_NONE);
  vt_table_add_row (table);
  vt_table_set_text (table, 0, x, scatter->x);
  vt_table_set_text (table, 0, y, scatter->y);
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    vt_table_set_number (table, 0, columns[i], numbers[i].value);
  vt_result_take_table (result, table);
}

static void
take_points (VtResult *result, const char *id, VtColumn *column)
{
  gsize n = vt_column_get_n (column);

  vt_result_take_column (result, id, vt_column_get_unit (column),
                         g_memdup2 (vt_column_get_values (column), n * sizeof (double)), n);
}

static gboolean
compute_scatter (VtAnalysisContext *context, VtResult *result, GError **error)
{
  const VtState *state = vt_analysis_context_get_state (context);
  VtFrame *start = vt_analysis_context_get_start (context, error);
  g_autoptr (VtColumn) x = NULL, y = NULL;
  g_autoptr (VtScatter) scatter = NULL;

  if (start == NULL
      || (x = vt_analysis_context_get_property (context, vt_state_get_text (state, "scatter.x"), error)) == NULL
      || (y = vt_analysis_context_get_property (context, vt_state_get_text (state, "scatter.y"), error)) == NULL)
    return FALSE;
  scatter = vt_scatter_new (state, start, x, y, vt_analysis_context_get_cancellable (context), error);
  if (scatter == NULL)
    return FALSE;

  take_means (result, scatter);
  take_correlation (result, scatter);
  if (scatter->counts == NULL)
    {
      take_points (result, "x", x);
      take_points (result, "y", y);
    }
  vt_result_set_undefined (result, vt_frame_get_n_atoms (start) - scatter->n);
  vt_result_take_payload (result, g_steal_pointer (&scatter), (GDestroyNotify) vt_scatter_free, sizeof (VtScatter));
  return TRUE;
}

const VtAnalysis vt_analysis_scatter = {
  .id = "scatter",
  .label = N_ ("Scatter"),
  .help = N_ ("One quantity of the atoms against another: correlation, and means over bins"),
  .inputs = (const char *const[]){ "frame", NULL },
  .add_inputs = add_inputs,
  .parameters = (const char *const[]){ "scatter.x", "scatter.y", "scatter.x-scale", "scatter.y-scale", "scatter.bins",
                                       "scatter.binning", "correlation.positive", "errors.samples", "errors.blocks",
                                       "errors.seed", NULL },
  .per_frame = TRUE,
  .listed = TRUE,
  .on_demand = TRUE,
  .compute = compute_scatter,
};

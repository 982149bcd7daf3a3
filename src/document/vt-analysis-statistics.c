/* Correlation of T_ML with D²min, and the ranked polyhedra, as rows of the analysis table. */
#include "vt-analysis-table.h"

#include "vt-correlation.h"
#include "vt-error-settings.h"
#include "vt-error.h"
#include "vt-i18n.h"
#include "vt-polyhedra-contrast.h"
#include "vt-polyhedra.h"

/* ---- correlation ---- */

typedef struct
{
  VtTable *table;
  guint    lag, pearson, spearman, auc;
} CorrelationTable;

static void
correlation_table_init (CorrelationTable *t)
{
  t->table = vt_table_new ("correlation");
  t->lag = vt_table_add_numbers (t->table, "lag", VT_UNIT_PICOSECOND);
  t->pearson = vt_table_add_numbers (t->table, "pearson", VT_UNIT_NONE);
  t->spearman = vt_table_add_numbers (t->table, "spearman", VT_UNIT_NONE);
  t->auc = vt_table_add_numbers (t->table, "auc", VT_UNIT_NONE);
}

static void
correlation_table_add (CorrelationTable *t, double lag, const VtCorrelation *correlation)
{
  guint row = vt_table_add_row (t->table);

  vt_table_set_number (t->table, row, t->lag, lag);
  vt_table_set_number (t->table, row, t->pearson, correlation->pearson);
  vt_table_set_number (t->table, row, t->spearman, correlation->spearman);
  vt_table_set_number (t->table, row, t->auc, correlation->auc);
}

static gboolean
correlate_at (VtAnalysisContext *context, VtColumn *tml, VtColumn *d2min, double lag, CorrelationTable *table,
              GError **error)
{
  const VtState *state = vt_analysis_context_get_state (context);
  VtResult *d2min
      = vt_analysis_context_get_input_with (context, "d2min", "window.lag", g_variant_new_double (lag), error);
  VtCorrelation correlation;

  if (!vt_correlation_compute (vt_column_get_values (tml), vt_column_get_values (d2min),
                               vt_column_get_n (tml), vt_state_get_real (state, "correlation.positive"), &correlation,
                               vt_analysis_context_get_cancellable (context), error))
    return FALSE;
  correlation_table_add (table, lag, &correlation);
  return TRUE;
}

/* A lag that the file lacks is left out with a warning; without any there is nothing to show. */
static gboolean
compute_correlation (VtAnalysisContext *context, VtResult *result, GError **error)
{
  gsize n_lags;
  const double *lags = vt_state_get_reals (vt_analysis_context_get_state (context), "correlation.lags", &n_lags);
  VtResult *tml = vt_analysis_context_get_input (context, "tml", error);
  VtResult *d2min = tml != NULL ? vt_analysis_context_get_input (context, "d2min-lags", error) : NULL;
  g_autoptr (VtTable) owned = NULL;
  CorrelationTable table;

  if (d2min == NULL)
    return FALSE;

  correlation_table_init (&table);
  owned = table.table;
  for (gsize l = 0; l < n_lags; l++)
    {
      g_autoptr (GError) missing = NULL;

      if (vt_analysis_context_find_lag (context, lags[l], &missing) < 0)
        vt_result_add_warning (result, "%s", missing->message);
      else if (!correlate_at (context, vt_result_get_column (tml, "t_ml"), vt_analysis_find_d2min (d2min, lags[l]), lags[l],
                              &table, error))
        return FALSE;
    }
  if (vt_table_get_n_rows (owned) == 0)
    {
      vt_set_error_at (error, VT_ERROR_INPUT, NULL, _("none of the lags to correlate at is in the file: %s"),
                       n_lags > 0 ? vt_result_get_warnings (result)[0] : _("the list is empty"));
      return FALSE;
    }
  vt_result_take_table (result, g_steal_pointer (&owned));
  return TRUE;
}

const VtAnalysis vt_analysis_correlation = {
  .id = "correlation",
  .label = N_ ("Correlation"),
  .help = N_ ("How well T_ML goes with D²min at each lag: Pearson ζ, Spearman, area under the ROC curve"),
  .inputs = (const char *const[]){ "tml", "d2min-lags", NULL },
  .parameters = (const char *const[]){ "correlation.lags", "correlation.positive", NULL },
  .per_frame = TRUE,
  .uses_model = TRUE,
  .listed = TRUE,
  .compute = compute_correlation,
};

/* ---- polyhedra ---- */

/* The table of polyhedra with errors, and how Δf goes with LFFS. */
static gboolean
take_polyhedra (VtAnalysisContext *context,
                const VtVoronoiIndex *indices,
                const double *classes,
                VtResult *result,
                GError **error)
{
  VtFrame *start = vt_analysis_context_get_start (context, error);
  g_auto (VtErrorSettings) settings = { { 0 } };
  g_autoptr (VtTable) table = NULL;
  VtTable *trend;
  gsize n;

  if (start == NULL)
    return FALSE;
  n = vt_frame_get_n_atoms (start);
  table = vt_polyhedra_table (indices, classes, n);
  vt_error_settings_init (&settings, vt_analysis_context_get_state (context), start);
  vt_progress_begin (vt_analysis_context_get_progress (context), _("Errors"), 0, 1);
  trend = vt_polyhedra_contrast_compute (indices, classes, n, &settings.contrast, table,
                                         vt_analysis_context_get_progress (context),
                                         vt_analysis_context_get_cancellable (context), error);
  if (trend == NULL)
    return FALSE;
  vt_result_take_table (result, g_steal_pointer (&table));
  vt_result_take_table (result, trend);
  return TRUE;
}

static gboolean
compute_polyhedra (VtAnalysisContext *context, VtResult *result, GError **error)
{
  VtResult *voronoi = vt_analysis_context_get_input (context, "voronoi", error);
  g_autoptr (GError) reason = NULL;
  VtResult *extremes;
  const VtVoronoiIndex *indices;
  const double *classes;
  gsize n;

  if (voronoi == NULL)
    return FALSE;
  extremes = vt_analysis_context_get_input (context, "extremes", &reason);
  if (extremes == NULL && g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return FALSE;
    }
  /* Without T_ML there are no LA and SA, but the packing is worth a look all the same. */
  if (extremes == NULL)
    vt_result_add_warning (result, _("no LA and SA: %s"), reason->message);

  indices = vt_result_get_payload (voronoi);
  classes = extremes != NULL ? vt_column_get_values (vt_result_get_column (extremes, "class")) : NULL;
  n = vt_column_get_n (vt_result_get_column (voronoi, "lffs"));
  if (!take_polyhedra (context, indices, classes, result, error))
    return FALSE;
  vt_result_take_table (result, vt_polyhedra_lffs_table (indices, classes, n));
  return TRUE;
}

const VtAnalysis vt_analysis_polyhedra = {
  .id = "polyhedra",
  .label = N_ ("Polyhedra, ranked"),
  .help = N_ ("Share of each Voronoi polyhedron among all atoms, LA and SA"),
  .inputs = (const char *const[]){ "frame", "voronoi", "extremes", NULL },
  .parameters = (const char *const[]){ VT_ERROR_SETTINGS_KEYS, NULL },
  .per_frame = TRUE,
  .uses_model = TRUE,
  .listed = TRUE,
  .compute = compute_polyhedra,
};

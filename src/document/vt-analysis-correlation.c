/* T_ML against D²min as rows of the analysis table: of the same window, and of the past against the future. */
#include "vt-analysis-table.h"

#include <math.h>

#include "vt-correlation-errors.h"
#include "vt-error.h"
#include "vt-error-settings.h"
#include "vt-i18n.h"

/* More resamples show no more: σ is known to five per cent. */
#define MOST_RESAMPLES 200

/* The lags that the file has, and D²min at each. */
typedef struct
{
  GArray    *lags; /* double, ps */
  GPtrArray *d2min; /* const double * */
} Lags;

static void
lags_clear (Lags *lags)
{
  g_clear_pointer (&lags->lags, g_array_unref);
  g_clear_pointer (&lags->d2min, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Lags, lags_clear)

/* A lag that the file lacks is left out with a warning; without any there is nothing to show. */
static gboolean
find_lags (VtAnalysisContext *context, VtResult *result, Lags *lags, GError **error)
{
  VtResult *d2min = vt_analysis_context_get_input (context, "d2min-lags", error);
  const double *wanted;
  gsize n;

  if (d2min == NULL)
    return FALSE;
  lags->lags = g_array_new (FALSE, FALSE, sizeof (double));
  lags->d2min = g_ptr_array_new ();
  wanted = vt_state_get_reals (vt_analysis_context_get_state (context), "correlation.lags", &n);
  for (gsize l = 0; l < n; l++)
    {
      g_autoptr (GError) missing = NULL;

      if (vt_analysis_context_find_lag (context, wanted[l], &missing) < 0)
        {
          vt_result_add_warning (result, "%s", missing->message);
          continue;
        }
      g_array_append_val (lags->lags, wanted[l]);
      g_ptr_array_add (lags->d2min, (gpointer) vt_column_get_values (vt_analysis_find_d2min (d2min, wanted[l])));
    }
  if (lags->lags->len > 0)
    return TRUE;
  vt_set_error_at (error, VT_ERROR_INPUT, NULL, _("none of the lags to correlate at is in the file: %s"),
                   n > 0 ? vt_result_get_warnings (result)[0] : _("the list is empty"));
  return FALSE;
}

static VtTable *
make_table (const char *name, const Lags *lags, const VtCorrelation *correlations, const VtCorrelation *sigmas)
{
  static const char *const columns[] = { "pearson", "spearman", "auc", "n", "sigma_pearson", "sigma_spearman", "sigma_auc" };
  VtTable *table = vt_table_new (name);

  vt_table_add_numbers (table, "lag", VT_UNIT_PICOSECOND);
  for (guint c = 0; c < G_N_ELEMENTS (columns); c++)
    vt_table_add_numbers (table, columns[c], VT_UNIT_NONE);
  for (guint l = 0; l < lags->lags->len; l++)
    {
      guint row = vt_table_add_row (table);

      vt_table_set_number (table, row, 0, g_array_index (lags->lags, double, l));
      vt_table_set_number (table, row, 1, correlations[l].pearson);
      vt_table_set_number (table, row, 2, correlations[l].spearman);
      vt_table_set_number (table, row, 3, correlations[l].auc);
      vt_table_set_number (table, row, 4, correlations[l].n);
      vt_table_set_number (table, row, 5, sigmas[l].pearson);
      vt_table_set_number (table, row, 6, sigmas[l].spearman);
      vt_table_set_number (table, row, 7, sigmas[l].auc);
    }
  return table;
}

/* ζ against Δt in one number: the paper has (0.49 − 0.24)/100 ps. */
static VtTable *
make_slope_table (const char *name, const VtCorrelationSeries *series, const VtCorrelationSlope *slope)
{
  g_autofree char *full = g_strconcat (name, "-slope", NULL);
  VtTable *table = vt_table_new (full);
  guint row;

  vt_table_add_numbers (table, "from", VT_UNIT_PICOSECOND);
  vt_table_add_numbers (table, "to", VT_UNIT_PICOSECOND);
  vt_table_add_numbers (table, "slope", VT_UNIT_PER_PICOSECOND);
  vt_table_add_numbers (table, "sigma", VT_UNIT_PER_PICOSECOND);
  vt_table_add_numbers (table, "n", VT_UNIT_NONE);
  row = vt_table_add_row (table);
  vt_table_set_number (table, row, 0, series->slope_from);
  vt_table_set_number (table, row, 1, series->slope_to);
  vt_table_set_number (table, row, 2, slope->slope);
  vt_table_set_number (table, row, 3, slope->sigma);
  vt_table_set_number (table, row, 4, slope->n);
  return table;
}

/* @name: of the tables; @heat: the analysis whose T_ML it is. */
static gboolean
correlate (VtAnalysisContext *context, const char *name, const char *heat, VtResult *result, GError **error)
{
  const VtState *state = vt_analysis_context_get_state (context);
  VtFrame *start = vt_analysis_context_get_start (context, error);
  VtResult *tml = start != NULL ? vt_analysis_context_get_input (context, heat, error) : NULL;
  g_auto (VtErrorSettings) settings = { { 0 } };
  g_auto (Lags) lags = { NULL };
  g_autofree VtCorrelation *correlations = NULL, *sigmas = NULL;
  VtCorrelationSeries series;
  VtCorrelationSlope slope;

  if (tml == NULL || !find_lags (context, result, &lags, error))
    return FALSE;
  vt_error_settings_init (&settings, state, start);
  series = (VtCorrelationSeries){ .x = vt_column_get_values (vt_result_get_column (tml, "t_ml")),
                                  .y = (const double *const *) lags.d2min->pdata,
                                  .lags = (const double *) (gpointer) lags.lags->data,
                                  .n_lags = lags.lags->len,
                                  .n = vt_frame_get_n_atoms (start),
                                  .positive = vt_state_get_real (state, "correlation.positive"),
                                  .slope_from = vt_state_get_real (state, "correlation.slope-from"),
                                  .slope_to = vt_state_get_real (state, "correlation.slope-to"),
                                  .blocks = settings.contrast.blocks,
                                  .n_blocks = settings.contrast.n_blocks,
                                  .n_samples = MIN (settings.contrast.n_samples, MOST_RESAMPLES),
                                  .seed = settings.contrast.seed };
  correlations = g_new (VtCorrelation, series.n_lags);
  sigmas = g_new (VtCorrelation, series.n_lags);
  vt_progress_begin (vt_analysis_context_get_progress (context), _("Correlation"), 0, 1);
  if (!vt_correlation_series_compute (&series, correlations, sigmas, &slope,
                                      vt_analysis_context_get_progress (context),
                                      vt_analysis_context_get_cancellable (context), error))
    return FALSE;
  vt_result_take_table (result, make_table (name, &lags, correlations, sigmas));
  vt_result_take_table (result, make_slope_table (name, &series, &slope));
  vt_result_set_number (result, "slope", VT_UNIT_PER_PICOSECOND, slope.slope);
  vt_result_set_number (result, "slope_sigma", VT_UNIT_PER_PICOSECOND, slope.sigma);
  return TRUE;
}

#define CORRELATION_KEYS \
  "correlation.lags", "correlation.positive", "correlation.slope-from", "correlation.slope-to", VT_ERROR_SETTINGS_KEYS

/* ---- the same window ---- */

static gboolean
compute_correlation (VtAnalysisContext *context, VtResult *result, GError **error)
{
  return correlate (context, "correlation", "tml", result, error);
}

const VtAnalysis vt_analysis_correlation = {
  .id = "correlation",
  .label = N_ ("Correlation"),
  .help = N_ ("How well T_ML goes with D²min at each lag: Pearson ζ, Spearman, area under the ROC curve"),
  .inputs = (const char *const[]){ "frame", "tml", "d2min-lags", NULL },
  .parameters = (const char *const[]){ CORRELATION_KEYS, NULL },
  .per_frame = TRUE,
  .uses_model = TRUE,
  .listed = TRUE,
  .compute = compute_correlation,
};

/* ---- the past against the future: the two windows share the frame t and nothing else ---- */

static gboolean
compute_prediction (VtAnalysisContext *context, VtResult *result, GError **error)
{
  return correlate (context, "prediction", "tml-before", result, error);
}

const VtAnalysis vt_analysis_prediction = {
  .id = "prediction",
  .label = N_ ("Prediction"),
  .help = N_ ("How well T_ML of the window that ends at the frame tells D²min of those that begin there"),
  .inputs = (const char *const[]){ "frame", "tml-before", "d2min-lags", NULL },
  .parameters = (const char *const[]){ CORRELATION_KEYS, NULL },
  .per_frame = TRUE,
  .uses_model = TRUE,
  .listed = TRUE,
  .on_demand = TRUE,
  .compute = compute_prediction,
};

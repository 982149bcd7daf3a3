/* The features, T_ML, the most and least active atoms, and the distribution of T_ML as rows of the analysis table. */
#include "vt-analysis-table.h"

#include <math.h>

#include "vt-distribution.h"
#include "vt-error-settings.h"
#include "vt-error.h"
#include "vt-extremes.h"
#include "vt-features.h"
#include "vt-histogram.h"
#include "vt-i18n.h"
#include "vt-predictor.h"
#include "vt-trust.h"

/* More resamples of a distribution show no more: its σ are known to five per cent. */
#define MOST_RESAMPLES 200

/* ---- features: what T_ML is predicted from ---- */

static VtModel *
require_model (VtAnalysisContext *context, GError **error)
{
  VtModel *model = vt_analysis_context_get_model (context);

  if (model == NULL)
    {
      vt_set_error_at (error, VT_ERROR_INPUT, &(VtPlace){ .frame = -1, .hint = _("Choose one under Data") },
                       _("T_ML needs a model"));
      vt_error_add_option (error, "--model");
    }
  return model;
}

static gboolean
needs_temperature (VtModel *model)
{
  VtNormalization normalization = vt_model_get_normalization (model);

  return normalization == VT_NORMALIZATION_MASS_AND_TEMPERATURE || normalization == VT_NORMALIZATION_TEMPERATURE;
}

static gboolean
require_temperature (VtAnalysisContext *context, VtModel *model, GError **error)
{
  if (!needs_temperature (model)
      || !isnan (vt_state_get_real (vt_analysis_context_get_state (context), "trajectory.temperature")))
    return TRUE;

  vt_set_error_at (error, VT_ERROR_INPUT,
                   &(VtPlace){ .frame = -1, .hint = _("Give it in K: Temperature under Data") },
                   _("T_ML needs the thermostat’s temperature"));
  vt_error_add_option (error, "--temperature");
  return FALSE;
}

/* All that can be said before any later frame is read. */
static gboolean
require_trust (VtAnalysisContext *context, VtModel *model, VtFrame *start, GError **error)
{
  VtTrajectory *trajectory = vt_analysis_context_get_trajectory (context);
  const VtState *state = vt_analysis_context_get_state (context);
  guint frame = vt_state_get_integer (state, "window.frame");
  double timestep = vt_state_get_real (state, "trajectory.timestep");

  if (!vt_trust_check_units (model, trajectory, error)
      || !vt_trust_check_elements (model, vt_frame_get_atoms (start), error)
      || !require_temperature (context, model, error))
    return FALSE;
  if (isnan (vt_trajectory_get_time (trajectory, frame, timestep)))
    return vt_analysis_context_find_lag (context, vt_model_get_lags (model, NULL)[0], error) >= 0;
  return vt_trust_check_lags (model, trajectory, frame, timestep, error);
}

/* The same of the windows that end at the frame. */
static gboolean
require_past (VtAnalysisContext *context, VtModel *model, VtFrame *start, GError **error)
{
  VtTrajectory *trajectory = vt_analysis_context_get_trajectory (context);
  guint n_lags;
  const double *lags = vt_model_get_lags (model, &n_lags);

  if (!vt_trust_check_units (model, trajectory, error)
      || !vt_trust_check_elements (model, vt_frame_get_atoms (start), error)
      || !require_temperature (context, model, error))
    return FALSE;
  for (guint f = n_lags; f-- > 0;)
    if (vt_analysis_context_find_lag (context, -lags[f], error) < 0)
      return FALSE;
  return TRUE;
}

/* The payload is double [n_lags][n], lg, unscaled; the number "strain" is the cell's, over the longest lag. @back: of the
 * windows that end at the frame, [t − Δt, t], instead of those that begin there. */
static gboolean
fill_features (VtAnalysisContext *context, gboolean back, VtResult *result, GError **error)
{
  const VtState *state = vt_analysis_context_get_state (context);
  VtProgress *progress = vt_analysis_context_get_progress (context);
  VtModel *model = require_model (context, error);
  g_autofree double *features = NULL;
  const double *lags;
  VtFrame *start;
  guint n_lags;
  gsize n;

  if (model == NULL || (start = vt_analysis_context_get_start (context, error)) == NULL
      || !(back ? require_past (context, model, start, error) : require_trust (context, model, start, error)))
    return FALSE;

  n = vt_frame_get_n_atoms (start);
  lags = vt_model_get_lags (model, &n_lags);
  features = g_new (double, n_lags * n);
  for (guint f = 0; f < n_lags; f++)
    {
      g_autoptr (VtFrame) other = vt_analysis_context_read_lag (context, back ? -lags[f] : lags[f], error);
      VtFrame *from = back ? other : start, *to = back ? start : other;

      if (other == NULL)
        return FALSE;
      vt_features_compute (from, to, vt_model_get_normalization (model),
                           vt_state_get_boolean (state, "window.affine-mapping"),
                           vt_state_get_real (state, "trajectory.temperature"), features + f * n);
      if (f + 1 == n_lags)
        vt_result_set_number (result, "strain", VT_UNIT_NONE, vt_trust_measure_strain (from, to));
      vt_progress_begin (progress, _("Features"), 0, 0.5);
      vt_progress_set (progress, (f + 1.0) / n_lags);
    }
  vt_result_take_payload (result, g_steal_pointer (&features), g_free, n_lags * n * sizeof (double));
  return TRUE;
}

static gboolean
compute_features (VtAnalysisContext *context, VtResult *result, GError **error)
{
  return fill_features (context, FALSE, result, error);
}

static gboolean
compute_features_before (VtAnalysisContext *context, VtResult *result, GError **error)
{
  return fill_features (context, TRUE, result, error);
}

/* Nobody asks for them by name; T_ML does. Apart from it, so that reading and searching can be told apart. */
const VtAnalysis vt_analysis_features = {
  .id = "features",
  .label = N_ ("Features"),
  .help = N_ ("lg of the squared displacements at the model’s lags, scaled by mass and temperature"),
  .inputs = (const char *const[]){ "frame", NULL },
  .parameters = (const char *const[]){ "trajectory.timestep", "trajectory.temperature", "window.affine-mapping", NULL },
  .per_frame = TRUE,
  .uses_model = TRUE,
  .compute = compute_features,
};

const VtAnalysis vt_analysis_features_before = {
  .id = "features-before",
  .label = N_ ("Features of the past"),
  .help = N_ ("The features of the windows that end at the frame"),
  .inputs = (const char *const[]){ "frame", NULL },
  .parameters = (const char *const[]){ "trajectory.timestep", "trajectory.temperature", "window.affine-mapping", NULL },
  .per_frame = TRUE,
  .uses_model = TRUE,
  .compute = compute_features_before,
};

/* ---- tml ---- */

static void
add_warnings (VtAnalysisContext *context, VtResult *result, VtResult *features, const VtPrediction *prediction)
{
  const VtState *state = vt_analysis_context_get_state (context);
  VtTrustCase what = {
    .model = vt_analysis_context_get_model (context),
    .start = vt_analysis_context_get_start (context, NULL),
    .units = vt_trajectory_get_units (vt_analysis_context_get_trajectory (context)),
    .temperature = vt_state_get_real (state, "trajectory.temperature"),
    .affine_mapping = vt_state_get_boolean (state, "window.affine-mapping"),
    .strain = vt_result_get_number (features, "strain"),
    .features = vt_result_get_payload (features),
  };
  g_auto (GStrv) warnings = vt_trust_find_warnings (&what, prediction);
  gsize undefined = 0;

  for (gsize i = 0; i < prediction->n; i++)
    undefined += isnan (prediction->t_ml[i]);
  vt_result_set_undefined (result, undefined);
  for (guint i = 0; warnings[i] != NULL; i++)
    vt_result_add_warning (result, "%s", warnings[i]);
}

static double
mean_of (const double *values, gsize n)
{
  double sum = 0;
  gsize count = 0;

  for (gsize i = 0; i < n; i++)
    if (!isnan (values[i]))
      {
        sum += values[i];
        count++;
      }
  return count > 0 ? sum / count : NAN;
}

/* The class with the most votes, the lower where two have as many, and its share of them. */
static void
take_majority (VtResult *result, VtModel *model, const VtPrediction *prediction)
{
  guint n_classes;
  const double *classes = vt_model_get_class_temperatures (model, &n_classes);
  double *majority = g_new (double, prediction->n), *agreement = g_new (double, prediction->n);

  for (gsize i = 0; i < prediction->n; i++)
    {
      const guint16 *votes = prediction->votes + i * n_classes;
      guint most = 0, all = 0;

      for (guint c = 0; c < n_classes; c++)
        {
          most = votes[c] > votes[most] ? c : most;
          all += votes[c];
        }
      majority[i] = all > 0 ? classes[most] : NAN;
      agreement[i] = all > 0 ? (double) votes[most] / all : NAN;
    }
  vt_result_take_column (result, "t_ml_class", VT_UNIT_KELVIN, majority, prediction->n);
  vt_result_take_column (result, "t_ml_agreement", VT_UNIT_NONE, agreement, prediction->n);
}

static void
take_prediction (VtResult *result, VtModel *model, VtPrediction *prediction)
{
  gsize n = prediction->n;
  guint n_classes;

  vt_model_get_class_temperatures (model, &n_classes);
  take_majority (result, model, prediction);

  vt_result_set_number (result, "t_ml_mean", VT_UNIT_KELVIN, mean_of (prediction->t_ml, n));
  vt_result_take_column (result, "t_ml", VT_UNIT_KELVIN, g_steal_pointer (&prediction->t_ml), n);
  vt_result_take_column (result, "t_ml_weighted", VT_UNIT_KELVIN, g_steal_pointer (&prediction->t_ml_weighted), n);
  vt_result_take_column (result, "t_ml_spread", VT_UNIT_KELVIN, g_steal_pointer (&prediction->spread), n);
  vt_result_take_column (result, "t_ml_distance", VT_UNIT_NONE, g_steal_pointer (&prediction->distance), n);
  vt_result_take_column (result, "t_ml_quantile", VT_UNIT_NONE, g_steal_pointer (&prediction->quantile), n);
  vt_result_take_column (result, "t_ml_outside", VT_UNIT_NONE, g_steal_pointer (&prediction->outside), n);
  /* The votes stay as the payload: guint16 [n][n_classes]. */
  vt_result_take_payload (result, g_steal_pointer (&prediction->votes), g_free, n * n_classes * sizeof (guint16));
}

static gboolean
predict (VtAnalysisContext *context, const char *input, VtResult *result, GError **error)
{
  VtModel *model = vt_analysis_context_get_model (context);
  VtTrajectory *trajectory = vt_analysis_context_get_trajectory (context);
  VtResult *features = vt_analysis_context_get_input (context, input, error);
  VtFrame *start = features != NULL ? vt_analysis_context_get_start (context, error) : NULL;
  g_autoptr (VtPrediction) prediction = NULL;

  if (start == NULL)
    return FALSE;

  vt_progress_begin (vt_analysis_context_get_progress (context), _("Nearest neighbours"), 0.5, 1);
  prediction = vt_predictor_predict (model, vt_frame_get_atoms (start), vt_result_get_payload (features),
                                     vt_model_find_run (model, vt_trajectory_get_identity (trajectory)),
                                     vt_analysis_context_get_progress (context),
                                     vt_analysis_context_get_cancellable (context), error);
  if (prediction == NULL)
    return FALSE;

  add_warnings (context, result, features, prediction);
  take_prediction (result, model, prediction);
  return TRUE;
}

static gboolean
compute_tml (VtAnalysisContext *context, VtResult *result, GError **error)
{
  return predict (context, "features", result, error);
}

static gboolean
compute_tml_before (VtAnalysisContext *context, VtResult *result, GError **error)
{
  return predict (context, "features-before", result, error);
}

static const VtProperty tml_properties[] = {
  { .id = "t_ml", .label = N_ ("Machine-learned temperature"), .symbol = "<i>T</i><sub>ML</sub>",
    .unit = VT_UNIT_KELVIN, .type = VT_PROPERTY_NUMBER, .colormap = "inferno", .minimum = NAN, .maximum = NAN,
    .missing = N_ ("the atom is missing in one of the window’s frames") },
  { .id = "t_ml_spread", .label = N_ ("Spread of T_ML"), .symbol = "<i>s</i>(<i>T</i><sub>ML</sub>)",
    .unit = VT_UNIT_KELVIN, .type = VT_PROPERTY_NUMBER, .colormap = "magma", .minimum = NAN, .maximum = NAN,
    .missing = N_ ("the atom is missing in one of the window’s frames") },
  { .id = "t_ml_class", .label = N_ ("Class with the most votes"), .symbol = N_ ("<i>T</i><sub>ML</sub> class"),
    .unit = VT_UNIT_KELVIN, .type = VT_PROPERTY_NUMBER, .colormap = "inferno", .minimum = NAN, .maximum = NAN,
    .missing = N_ ("the atom is missing in one of the window’s frames") },
  { .id = "t_ml_agreement", .label = N_ ("Share of votes for that class"), .symbol = N_ ("Agreement"),
    .type = VT_PROPERTY_NUMBER, .colormap = "viridis", .minimum = 0, .maximum = 1,
    .missing = N_ ("the atom is missing in one of the window’s frames") },
  { .id = "t_ml_distance", .label = N_ ("Distance to training"), .symbol = "<i>d</i><sub>ML</sub>",
    .type = VT_PROPERTY_NUMBER, .colormap = "magma", .minimum = NAN, .maximum = NAN,
    .missing = N_ ("the atom is missing in one of the window’s frames") },
  { .id = "t_ml_quantile", .label = N_ ("Distance to training, quantile"), .symbol = "<i>q</i><sub>ML</sub>",
    .type = VT_PROPERTY_NUMBER, .colormap = "magma", .minimum = 0, .maximum = 1,
    .missing = N_ ("the atom is missing in one of the window’s frames") },
  { .id = "t_ml_outside", .label = N_ ("Outside training"), .symbol = N_ ("Outside"), .type = VT_PROPERTY_COUNT,
    .colormap = "magma", .minimum = 0, .maximum = 1,
    .missing = N_ ("the atom is missing in one of the window’s frames") },
};

const VtAnalysis vt_analysis_tml = {
  .id = "tml",
  .label = N_ ("T_ML"),
  .help = N_ ("Mean class temperature of the nearest training instances of the same element"),
  .inputs = (const char *const[]){ "frame", "features", NULL },
  .parameters = (const char *const[]){ "trajectory.temperature", "window.affine-mapping", NULL },
  .per_frame = TRUE,
  .uses_model = TRUE,
  .listed = TRUE,
  .properties = tml_properties,
  .n_properties = G_N_ELEMENTS (tml_properties),
  .compute = compute_tml,
};

/* Its columns are no properties: they are of another window than all that is shown beside them. */
const VtAnalysis vt_analysis_tml_before = {
  .id = "tml-before",
  .label = N_ ("T_ML of the past"),
  .help = N_ ("T_ML of the window that ends at the frame"),
  .inputs = (const char *const[]){ "frame", "features-before", NULL },
  .parameters = (const char *const[]){ "trajectory.temperature", "window.affine-mapping", NULL },
  .per_frame = TRUE,
  .uses_model = TRUE,
  .compute = compute_tml_before,
};

/* ---- extremes: LA and SA ---- */

static gboolean
compute_extremes (VtAnalysisContext *context, VtResult *result, GError **error)
{
  const VtState *state = vt_analysis_context_get_state (context);
  VtFrame *start = vt_analysis_context_get_start (context, error);
  VtResult *tml = start != NULL ? vt_analysis_context_get_input (context, "tml", error) : NULL;
  g_autofree double *classes = NULL;
  gsize n, n_tied;

  if (tml == NULL)
    return FALSE;

  n = vt_frame_get_n_atoms (start);
  classes = g_new (double, n);
  if (!vt_extremes_compute (vt_column_get_values (vt_result_get_column (tml, "t_ml")),
                            vt_column_get_values (vt_result_get_column (tml, "t_ml_weighted")),
                            vt_atom_table_get_ids (vt_frame_get_atoms (start)), n,
                            vt_state_get_real (state, "extremes.fraction"),
                            vt_state_get_integer (state, "extremes.seed"), classes, &n_tied,
                            vt_analysis_context_get_cancellable (context), error))
    return FALSE;
  vt_result_take_column (result, "class", VT_UNIT_NONE, g_steal_pointer (&classes), n);
  vt_result_set_undefined (result, vt_result_get_undefined (tml));
  if (n_tied > 0)
    vt_result_add_warning (result,
                           _("%zu atoms are tied in T_ML at a threshold; the distance-weighted T_ML parts them"),
                           n_tied);
  return TRUE;
}

static const char *const class_names[] = { "SA", "-", "LA", NULL };

static const VtProperty extremes_properties[] = {
  { .id = "class", .label = N_ ("Activity class"), .symbol = N_ ("LA / SA"), .type = VT_PROPERTY_CATEGORY,
    .colormap = "coolwarm", .minimum = -1, .maximum = 1, .missing = N_ ("T_ML is not defined"),
    .categories = class_names },
};

const VtAnalysis vt_analysis_extremes = {
  .id = "extremes",
  .label = N_ ("LA and SA"),
  .help = N_ ("The most active and the most stable share of the atoms, by T_ML"),
  .inputs = (const char *const[]){ "frame", "tml", NULL },
  .parameters = (const char *const[]){ "extremes.fraction", "extremes.seed", NULL },
  .per_frame = TRUE,
  .listed = TRUE,
  .properties = extremes_properties,
  .n_properties = G_N_ELEMENTS (extremes_properties),
  .compute = compute_extremes,
};

/* ---- distribution of T_ML ---- */

/* T_ML sits on multiples of ΔT/k, ΔT the greatest common divisor of the classes' temperatures; 0 where they are no
 * whole K. */
static double
tml_grid (VtModel *model)
{
  guint n;
  const double *classes = vt_model_get_class_temperatures (model, &n);
  gint64 divisor = 0;

  for (guint c = 1; c < n; c++)
    {
      gint64 a = llround (classes[c] - classes[0]), b = divisor;

      if (fabs (classes[c] - classes[0] - a) > 1e-9)
        return 0;
      while (b != 0)
        {
          gint64 rest = a % b;
          a = b;
          b = rest;
        }
      divisor = a;
    }
  return (double) divisor / vt_model_get_k (model);
}

/* Density right of the peak's centre and above the Gaussian; NaN where there is no peak. */
static double
tail_of (const VtPeakFit *peak, double value, double density)
{
  if (isnan (peak->center))
    return NAN;
  return value > peak->center ? fmax (density - vt_peak_fit_get_density (peak, value), 0) : 0;
}

/* The histogram with the Gaussian's density beside it, and what of the density lies right of its centre beyond it. */
static VtTable *
add_peak (VtTable *histogram, const VtPeakFit *peak)
{
  VtTable *table = vt_table_new (vt_table_get_name (histogram));
  guint n = vt_table_get_n_columns (histogram);

  for (guint column = 0; column < n; column++)
    vt_table_add_numbers (table, vt_table_get_column_name (histogram, column),
                          vt_table_get_column_unit (histogram, column));
  vt_table_add_numbers (table, "gaussian", VT_UNIT_PER_KELVIN);
  vt_table_add_numbers (table, "tail", VT_UNIT_PER_KELVIN);
  for (guint i = 0; i < vt_table_get_n_rows (histogram); i++)
    {
      guint row = vt_table_add_row (table);
      double value = vt_table_get_number (histogram, i, 0), density = vt_table_get_number (histogram, i, n - 1);

      for (guint column = 0; column < n; column++)
        vt_table_set_number (table, row, column, vt_table_get_number (histogram, i, column));
      vt_table_set_number (table, row, n, vt_peak_fit_get_density (peak, value));
      vt_table_set_number (table, row, n + 1, tail_of (peak, value, density));
    }
  return table;
}

/* One row: what the distribution is in numbers, each with its error. */
static VtTable *
distribution_table (const VtDistribution *distribution)
{
  VtTable *table = vt_table_new ("tml-distribution");
  guint row;

  vt_table_add_numbers (table, "n", VT_UNIT_NONE);
  for (guint s = 0; s < VT_DISTRIBUTION_N_STATISTICS; s++)
    {
      g_autofree char *error = g_strconcat (vt_distribution_get_name (s), "_error", NULL);

      vt_table_add_numbers (table, vt_distribution_get_name (s), vt_distribution_get_unit (s));
      vt_table_add_numbers (table, error, vt_distribution_get_unit (s));
    }
  row = vt_table_add_row (table);
  vt_table_set_number (table, row, 0, distribution->n);
  for (guint s = 0; s < VT_DISTRIBUTION_N_STATISTICS; s++)
    {
      vt_table_set_number (table, row, 1 + 2 * s, distribution->values[s]);
      vt_table_set_number (table, row, 2 + 2 * s, distribution->sigmas[s]);
    }
  return table;
}

/* What T_ML reads at the glass transition: the raw number is no temperature. NaN with a warning where nobody knows. */
static double
find_threshold (const VtState *state, VtModel *model, VtResult *result)
{
  double transition = vt_state_get_real (state, "distribution.tg"), reading;

  if (isnan (transition))
    return NAN;
  reading = vt_model_expect_t_ml (model, transition);
  if (isnan (reading))
    vt_result_add_warning (result, _("no share above T_g: the model’s calibration does not reach %g K"), transition);
  return reading;
}

static void
take_distribution (VtResult *result, const VtDistribution *distribution, double threshold)
{
  for (guint s = 0; s < VT_DISTRIBUTION_N_STATISTICS; s++)
    {
      g_autofree char *error = g_strconcat (vt_distribution_get_name (s), "_error", NULL);

      vt_result_set_number (result, vt_distribution_get_name (s), vt_distribution_get_unit (s),
                            distribution->values[s]);
      vt_result_set_number (result, error, vt_distribution_get_unit (s), distribution->sigmas[s]);
    }
  vt_result_set_number (result, "amplitude", VT_UNIT_PER_KELVIN, distribution->peak.amplitude);
  vt_result_set_number (result, "fitted_to", VT_UNIT_KELVIN, distribution->peak.upper);
  vt_result_set_number (result, "t_ml_at_tg", VT_UNIT_KELVIN, threshold);
  vt_result_take_table (result, distribution_table (distribution));
}

static gboolean
measure_distribution (VtAnalysisContext *context, VtFrame *start, VtColumn *column, const VtBins *bins,
                      VtDistribution *distribution, VtResult *result, GError **error)
{
  const VtState *state = vt_analysis_context_get_state (context);
  VtModel *model = vt_analysis_context_get_model (context);
  g_auto (VtErrorSettings) settings = { { 0 } };
  g_autofree char *no_peak = NULL;
  VtDistributionParams params;
  guint n_classes;

  vt_error_settings_init (&settings, state, start);
  params = (VtDistributionParams){ .bins = *bins,
                                   .threshold = find_threshold (state, model, result),
                                   .blocks = settings.contrast.blocks,
                                   .n_blocks = settings.contrast.n_blocks,
                                   .n_samples = MIN (settings.contrast.n_samples, MOST_RESAMPLES),
                                   .seed = settings.contrast.seed };
  /* Half a step below the lowest class: rounding keeps the class itself in. */
  params.floor = vt_model_get_class_temperatures (model, &n_classes)[0] - 0.5 * tml_grid (model);
  vt_progress_begin (vt_analysis_context_get_progress (context), _("Distribution"), 0, 1);
  if (!vt_distribution_compute (vt_column_get_values (column), vt_column_get_n (column), &params, distribution,
                                &no_peak, vt_analysis_context_get_progress (context),
                                vt_analysis_context_get_cancellable (context), error))
    return FALSE;
  if (no_peak != NULL)
    vt_result_add_warning (result, "%s", no_peak);
  take_distribution (result, distribution, params.threshold);
  return TRUE;
}

static gboolean
compute_distribution (VtAnalysisContext *context, VtResult *result, GError **error)
{
  VtResult *tml = vt_analysis_context_get_input (context, "tml", error);
  VtFrame *start = tml != NULL ? vt_analysis_context_get_start (context, error) : NULL;
  VtModel *model = vt_analysis_context_get_model (context);
  g_autoptr (VtTable) histogram = NULL;
  VtDistribution distribution;
  VtColumn *column;
  VtBins bins;
  guint n_classes;

  if (start == NULL)
    return FALSE;

  column = vt_result_get_column (tml, "t_ml");
  if (!vt_bins_choose (vt_column_get_values (column), vt_column_get_n (column), tml_grid (model),
                       vt_model_get_class_temperatures (model, &n_classes)[0], &bins,
                       vt_analysis_context_get_cancellable (context), error)
      || !measure_distribution (context, start, column, &bins, &distribution, result, error))
    return FALSE;
  histogram = vt_histogram_table ("tml-histogram", "t_ml", VT_UNIT_KELVIN, vt_column_get_values (column),
                                  vt_column_get_n (column), &bins);
  vt_result_take_table (result, add_peak (histogram, &distribution.peak));
  return TRUE;
}

const VtAnalysis vt_analysis_distribution = {
  .id = "distribution",
  .label = N_ ("T_ML distribution"),
  .help = N_ ("Density histogram of T_ML, its Gaussian peak, the tail beyond it and the share above T_g"),
  .inputs = (const char *const[]){ "frame", "tml", NULL },
  .parameters = (const char *const[]){ "distribution.tg", VT_ERROR_SETTINGS_KEYS, NULL },
  .per_frame = TRUE,
  .uses_model = TRUE,
  .listed = TRUE,
  .compute = compute_distribution,
};

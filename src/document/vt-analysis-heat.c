/* The features, T_ML, the most and least active atoms, and the distribution of T_ML as rows of the analysis table. */
#include "vt-analysis-table.h"

#include <math.h>

#include "vt-error.h"
#include "vt-extremes.h"
#include "vt-features.h"
#include "vt-histogram.h"
#include "vt-i18n.h"
#include "vt-predictor.h"
#include "vt-trust.h"

/* ---- features: what T_ML is predicted from ---- */

static VtModel *
require_model (VtAnalysisContext *context, GError **error)
{
  VtModel *model = vt_analysis_context_get_model (context);

  if (model == NULL)
    vt_set_error_at (error, VT_ERROR_INPUT,
                     &(VtPlace){ .frame = -1, .hint = _("Give one with --model, or choose it under Data") },
                     _("T_ML needs a model"));
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
                   &(VtPlace){ .frame = -1, .hint = _("Give it in K (--temperature, or Temperature under Data)") },
                   _("T_ML needs the thermostat’s temperature"));
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

/* The payload is double [n_lags][n], lg, unscaled; the number "strain" is the cell's, over the longest lag. */
static gboolean
compute_features (VtAnalysisContext *context, VtResult *result, GError **error)
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
      || !require_trust (context, model, start, error))
    return FALSE;

  n = vt_frame_get_n_atoms (start);
  lags = vt_model_get_lags (model, &n_lags);
  features = g_new (double, n_lags * n);
  for (guint f = 0; f < n_lags; f++)
    {
      g_autoptr (VtFrame) later = vt_analysis_context_read_lag (context, lags[f], error);
      if (later == NULL)
        return FALSE;
      vt_features_compute (start, later, vt_model_get_normalization (model),
                           vt_state_get_boolean (state, "window.affine-mapping"),
                           vt_state_get_real (state, "trajectory.temperature"), features + f * n);
      vt_result_set_number (result, "strain", VT_UNIT_NONE,
                            vt_trust_measure_strain (vt_frame_get_cell (start), vt_frame_get_cell (later)));
      vt_progress_begin (progress, _("Features"), 0, 0.5);
      vt_progress_set (progress, (f + 1.0) / n_lags);
    }
  vt_result_take_payload (result, g_steal_pointer (&features), g_free, n_lags * n * sizeof (double));
  return TRUE;
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
compute_tml (VtAnalysisContext *context, VtResult *result, GError **error)
{
  VtModel *model = vt_analysis_context_get_model (context);
  VtTrajectory *trajectory = vt_analysis_context_get_trajectory (context);
  VtResult *features = vt_analysis_context_get_input (context, "features", error);
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
  { .id = "t_ml_agreement", .label = N_ ("Share of votes for that class"), .symbol = N_ ("agreement"),
    .type = VT_PROPERTY_NUMBER, .colormap = "viridis", .minimum = 0, .maximum = 1,
    .missing = N_ ("the atom is missing in one of the window’s frames") },
  { .id = "t_ml_distance", .label = N_ ("Distance to training"), .symbol = "<i>d</i><sub>ML</sub>",
    .type = VT_PROPERTY_NUMBER, .colormap = "magma", .minimum = NAN, .maximum = NAN,
    .missing = N_ ("the atom is missing in one of the window’s frames") },
  { .id = "t_ml_quantile", .label = N_ ("Distance to training, quantile"), .symbol = "<i>q</i><sub>ML</sub>",
    .type = VT_PROPERTY_NUMBER, .colormap = "magma", .minimum = 0, .maximum = 1,
    .missing = N_ ("the atom is missing in one of the window’s frames") },
  { .id = "t_ml_outside", .label = N_ ("Outside training"), .symbol = N_ ("outside"), .type = VT_PROPERTY_COUNT,
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

static gboolean
compute_distribution (VtAnalysisContext *context, VtResult *result, GError **error)
{
  VtResult *tml = vt_analysis_context_get_input (context, "tml", error);
  VtModel *model = vt_analysis_context_get_model (context);
  VtColumn *column;
  VtBins bins;
  guint n_classes;

  if (tml == NULL)
    return FALSE;

  column = vt_result_get_column (tml, "t_ml");
  if (!vt_bins_choose (vt_column_get_values (column), vt_column_get_n (column), tml_grid (model),
                       vt_model_get_class_temperatures (model, &n_classes)[0], &bins,
                       vt_analysis_context_get_cancellable (context), error))
    return FALSE;
  vt_result_take_table (result, vt_histogram_table ("tml-histogram", "t_ml", VT_UNIT_KELVIN,
                                                    vt_column_get_values (column), vt_column_get_n (column), &bins));
  return TRUE;
}

const VtAnalysis vt_analysis_distribution = {
  .id = "distribution",
  .label = N_ ("T_ML distribution"),
  .help = N_ ("Density histogram of T_ML"),
  .inputs = (const char *const[]){ "tml", NULL },
  .parameters = (const char *const[]){ NULL },
  .per_frame = TRUE,
  .uses_model = TRUE,
  .listed = TRUE,
  .compute = compute_distribution,
};

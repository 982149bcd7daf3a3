/* What is measured in each window of a run. The windows are taken by vt_windows_run(); what is found of one is a few
 * numbers, so that a series needs no more memory than its windows in flight.
 */
#include "vt-time-series.h"

#include <math.h>

#include "vt-binned.h"
#include "vt-bootstrap.h"
#include "vt-correlation.h"
#include "vt-correlation-error.h"
#include "vt-displacement.h"
#include "vt-error.h"
#include "vt-i18n.h"
#include "vt-motion-series.h"
#include "vt-parallel-sort.h"
#include "vt-quantile.h"

const double      vt_time_series_quantiles[VT_TIME_SERIES_N_QUANTILES] = { 0.05, 0.25, 0.5, 0.75, 0.95, 0.99 };
const char *const vt_time_series_quantile_names[VT_TIME_SERIES_N_QUANTILES]
    = { "t_ml_q05", "t_ml_q25", "t_ml_median", "t_ml_q75", "t_ml_q95", "t_ml_q99" };

/* A part that a frame lacks is noted; a cancelled walk ends. */
static gboolean
note_missing (VtTimeSeriesPoint *point, VtTimeSeriesPart part, GError *reason, GError **error)
{
  if (g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, reason);
      return FALSE;
    }
  point->missing[part] = g_strdup (reason->message);
  g_error_free (reason);
  return TRUE;
}

/* The known values, ascending; (transfer full) (nullable) where cancelled. */
static double *
sort_known (const double *values, gsize n, gsize *n_known, GCancellable *cancellable, GError **error)
{
  g_autofree double *sorted = g_new (double, n + 1);

  *n_known = 0;
  for (gsize i = 0; i < n; i++)
    if (!isnan (values[i]))
      sorted[(*n_known)++] = values[i];
  if (!vt_parallel_sort (sorted, *n_known, sizeof (double), vt_compare_doubles, cancellable, error))
    return NULL;
  return g_steal_pointer (&sorted);
}

/* ---- the threshold ---- */

/* The T_ML that the most active share of the first window with T_ML reaches: the series then tells how that share grows. */
static gboolean
take_first_threshold (VtAnalysisContext *context, const GArray *frames, double *threshold, GError **error)
{
  double fraction = vt_state_get_real (context->state, "extremes.fraction");

  *threshold = NAN;
  for (guint i = 0; i < frames->len; i++)
    {
      g_autoptr (VtState) state
          = vt_state_with_integer (context->state, "window.frame", g_array_index (frames, guint, i));
      g_autoptr (GError) reason = NULL;
      g_autoptr (VtResult) tml = vt_evaluator_evaluate (context->evaluator, context->source, state, "tml",
                                                        context->progress, context->cancellable, &reason);
      g_autofree double *sorted = NULL;
      gsize n_known;
      VtColumn *column;

      if (tml == NULL && g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        {
          g_propagate_error (error, g_steal_pointer (&reason));
          return FALSE;
        }
      if (tml == NULL)
        continue;
      column = vt_result_get_column (tml, "t_ml");
      sorted = sort_known (vt_column_get_values (column), vt_column_get_n (column), &n_known, context->cancellable,
                           error);
      if (sorted == NULL)
        return FALSE;
      *threshold = vt_quantile (sorted, n_known, 1 - fraction);
      return TRUE;
    }
  return TRUE;
}

/* As it was given; or what the glass transition reads by the model's calibration; or by the first window. */
static gboolean
find_threshold (VtAnalysisContext *context, const GArray *frames, double *threshold, GError **error)
{
  double transition = vt_state_get_real (context->state, "distribution.tg");
  VtModel *model = vt_source_get_model (context->source);

  *threshold = vt_state_get_real (context->state, "timeseries.threshold");
  if (isnan (*threshold) && model != NULL && !isnan (transition))
    *threshold = vt_model_expect_t_ml (model, transition);
  return !isnan (*threshold) || take_first_threshold (context, frames, threshold, error);
}

/* ---- one window ---- */

typedef struct
{
  VtAnalysisContext *context;
  VtTimeSeries      *series;
} Measure;

static gboolean
read_frame (const VtWindow *window, const Measure *measure, VtTimeSeriesPoint *point, VtFrame **start, GError **error)
{
  GError *reason = NULL;

  *start = vt_window_read_start (window, &reason);
  if (*start == NULL)
    return note_missing (point, VT_TIME_SERIES_FRAME, reason, error);
  point->n_atoms = vt_frame_get_n_atoms (*start);
  for (guint d = 0; d < 3; d++)
    point->widths[d] = vt_cell_width (vt_frame_get_cell (*start), d);
  return TRUE;
}

/* The share and its error are the mean and the error of 1 for the active and 0 for the others, in one bin. */
static gboolean
measure_active (
    const VtWindow *window, const Measure *measure, VtFrame *start, VtColumn *tml, VtTimeSeriesPoint *point, GError **error)
{
  const VtState *state = measure->context->state;
  const double *values = vt_column_get_values (tml);
  gsize n = vt_column_get_n (tml);
  g_autofree double *active = g_new (double, n + 1), *nowhere = g_new0 (double, n + 1);
  g_autofree guint32 *blocks = g_new (guint32, n + 1);
  const double edges[2] = { 0, 0 };
  VtBinnedMean mean;
  guint n_blocks = vt_bootstrap_blocks (start, (guint) vt_state_get_integer (state, "errors.blocks"), blocks);

  for (gsize i = 0; i < n; i++)
    active[i] = isnan (values[i]) ? NAN : values[i] >= measure->series->threshold;
  if (!vt_binned_compute (nowhere, active, blocks, n, n_blocks, edges, 1,
                          (guint) vt_state_get_integer (state, "errors.samples"),
                          (guint64) vt_state_get_integer (state, "errors.seed"), &mean,
                          vt_window_get_cancellable (window), error))
    return FALSE;
  point->active = mean.mean;
  point->active_sigma = mean.sigma;
  return TRUE;
}

static gboolean
measure_heat (const VtWindow *window, const Measure *measure, VtFrame *start, VtTimeSeriesPoint *point, GError **error)
{
  GError *reason = NULL;
  g_autoptr (VtResult) tml = vt_window_evaluate (window, "tml", &reason);
  g_autofree double *sorted = NULL;
  VtColumn *column;
  gsize n_known;

  if (tml == NULL)
    return note_missing (point, VT_TIME_SERIES_HEAT, reason, error);
  column = vt_result_get_column (tml, "t_ml");
  sorted = sort_known (vt_column_get_values (column), vt_column_get_n (column), &n_known,
                       vt_window_get_cancellable (window), error);
  if (sorted == NULL || !measure_active (window, measure, start, column, point, error))
    return FALSE;
  point->mean = vt_result_get_number (tml, "t_ml_mean");
  for (guint q = 0; q < VT_TIME_SERIES_N_QUANTILES; q++)
    point->quantiles[q] = vt_quantile (sorted, n_known, vt_time_series_quantiles[q]);
  return TRUE;
}

static gboolean
measure_zeta (const VtWindow *window, const Measure *measure, VtFrame *start, VtTimeSeriesPoint *point, GError **error)
{
  const VtState *state = measure->context->state;
  GError *reason = NULL;
  g_autoptr (VtResult) tml = NULL, d2min = NULL;
  g_autofree guint32 *blocks = g_new (guint32, point->n_atoms + 1);
  const double *heat, *motion;
  double unused;
  guint n_blocks;
  VtCorrelation correlation;

  /* Where there is no T_ML, that has been noted. */
  if (point->missing[VT_TIME_SERIES_HEAT] != NULL)
    return TRUE;
  tml = vt_window_evaluate (window, "tml", error);
  if (tml == NULL)
    return FALSE;
  d2min = vt_window_evaluate (window, "d2min", &reason);
  if (d2min == NULL)
    return note_missing (point, VT_TIME_SERIES_ZETA, reason, error);
  heat = vt_column_get_values (vt_result_get_column (tml, "t_ml"));
  motion = vt_column_get_values (vt_result_get_column (d2min, "d2min"));
  n_blocks = vt_bootstrap_blocks (start, (guint) vt_state_get_integer (state, "errors.blocks"), blocks);
  if (!vt_correlation_compute (heat, motion, point->n_atoms, vt_state_get_real (state, "correlation.positive"),
                               &correlation, vt_window_get_cancellable (window), error)
      || !vt_correlation_error_compute (heat, motion, blocks, point->n_atoms, n_blocks,
                                        (guint) vt_state_get_integer (state, "errors.samples"),
                                        (guint64) vt_state_get_integer (state, "errors.seed"), &point->zeta_sigma,
                                        &unused, vt_window_get_cancellable (window), error))
    return FALSE;
  point->zeta = correlation.pearson;
  return TRUE;
}

/* Of the atoms that reach the threshold; none is as good a number as any. */
static gboolean
measure_clusters (const VtWindow *window, const Measure *measure, VtTimeSeriesPoint *point, GError **error)
{
  GError *reason = NULL;
  g_autoptr (VtResult) tml = NULL, neighbors = NULL, structure = NULL;
  g_autoptr (GArray) active = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (VtClusters) clusters = NULL;
  const double *heat;

  if (point->missing[VT_TIME_SERIES_HEAT] != NULL)
    return TRUE;
  if ((tml = vt_window_evaluate (window, "tml", error)) == NULL)
    return FALSE;
  neighbors = vt_window_evaluate (window, "neighbors", &reason);
  if (neighbors == NULL)
    return note_missing (point, VT_TIME_SERIES_CLUSTERS, reason, error);
  structure = vt_window_evaluate (window, "structure", error);
  if (structure == NULL)
    return FALSE;
  heat = vt_column_get_values (vt_result_get_column (tml, "t_ml"));
  for (guint32 i = 0; i < point->n_atoms; i++)
    if (heat[i] >= measure->series->threshold)
      g_array_append_val (active, i);
  clusters = vt_clusters_new (vt_result_get_payload (structure), vt_result_get_payload (neighbors),
                              (const guint32 *) (gpointer) active->data, active->len,
                              vt_window_get_cancellable (window), error);
  if (clusters == NULL)
    return FALSE;
  vt_clusters_measure (clusters, point->clusters);
  return TRUE;
}

static gboolean
measure_motion (const VtWindow *window, const Measure *measure, VtFrame *start, VtTimeSeriesPoint *point, GError **error)
{
  const VtState *state = measure->context->state;
  GError *reason = NULL;
  g_autoptr (VtFrame) later = vt_window_read_lag (window, vt_state_get_real (state, "window.lag"), &reason);
  guint n_species = measure->series->n_species + 1;
  g_autofree VtMeanSquareDisplacement *motion = g_new0 (VtMeanSquareDisplacement, n_species + 1);
  g_autofree double *displacement = NULL;
  g_autofree guint8 *species = NULL;

  if (later == NULL)
    return note_missing (point, VT_TIME_SERIES_MOTION, reason, error);
  displacement = g_new (double, 3 * point->n_atoms + 1);
  species = vt_motion_number_species ((const char *const *) measure->series->species, vt_frame_get_atoms (start));
  vt_displacement_compute (start, later, vt_state_get_boolean (state, "window.affine-mapping"), displacement);
  if (!vt_mean_square_displacement_add (displacement, species, point->n_atoms, n_species, motion,
                                        vt_window_get_cancellable (window), error))
    return FALSE;
  point->motion = g_steal_pointer (&motion);
  return TRUE;
}

static gboolean
measure_window (const VtWindow *window, gsize number, gpointer data, GError **error)
{
  const Measure *measure = data;
  VtTimeSeriesPoint *point = &measure->series->points[number];
  g_autoptr (VtFrame) start = NULL;

  if (!read_frame (window, measure, point, &start, error))
    return FALSE;
  if (start == NULL)
    return TRUE;
  return measure_heat (window, measure, start, point, error) && measure_zeta (window, measure, start, point, error)
         && measure_clusters (window, measure, point, error) && measure_motion (window, measure, start, point, error);
}

/* ---- the series ---- */

static GArray *
choose_frames (const VtAnalysisContext *context)
{
  guint n = vt_trajectory_get_n_frames (vt_source_get_trajectory (context->source));
  guint stride = (guint) vt_state_get_integer (context->state, "timeseries.stride");
  GArray *frames = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < n; i += stride)
    {
      g_array_append_val (frames, i);
      if (n - i <= stride)
        break;
    }
  return frames;
}

static void
point_init (VtTimeSeriesPoint *point, guint frame, double time)
{
  *point = (VtTimeSeriesPoint){ .frame = frame, .time = time, .mean = NAN, .active = NAN, .active_sigma = NAN,
                                .zeta = NAN, .zeta_sigma = NAN, .widths = { NAN, NAN, NAN } };
  for (guint q = 0; q < VT_TIME_SERIES_N_QUANTILES; q++)
    point->quantiles[q] = NAN;
  for (guint c = 0; c < VT_CLUSTERS_N_STATISTICS; c++)
    point->clusters[c] = NAN;
}

/* Of the first frame that can be read. */
static gboolean
name_species (VtTimeSeries *series, VtAnalysisContext *context, const GArray *frames, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autoptr (GError) first = NULL;
  g_autoptr (VtFrame) frame = NULL;

  for (guint i = 0; i < frames->len && frame == NULL; i++)
    {
      g_autoptr (GError) reason = NULL;

      frame = vt_trajectory_read_frame (vt_source_get_trajectory (context->source), g_array_index (frames, guint, i),
                                        context->cancellable, &reason);
      if (frame == NULL && (first == NULL || g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_CANCELLED)))
        {
          g_clear_error (&first);
          first = g_steal_pointer (&reason);
        }
      if (g_cancellable_is_cancelled (context->cancellable))
        break;
    }
  if (frame == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&first));
      return FALSE;
    }
  series->n_species = vt_atom_table_get_n_species (vt_frame_get_atoms (frame));
  for (guint s = 0; s < series->n_species; s++)
    g_ptr_array_add (names, g_strdup (vt_atom_table_get_species_name (vt_frame_get_atoms (frame), s)));
  g_ptr_array_add (names, NULL);
  series->species = (char **) g_ptr_array_free (g_steal_pointer (&names), FALSE);
  return TRUE;
}

VtTimeSeries *
vt_time_series_new_within (VtAnalysisContext *context, gsize bytes, GError **error)
{
  g_autoptr (VtTimeSeries) series = g_new0 (VtTimeSeries, 1);
  g_autoptr (GArray) frames = NULL;
  Measure measure = { context, series };
  VtTrajectory *trajectory;

  g_return_val_if_fail (context != NULL, NULL);

  trajectory = vt_source_get_trajectory (context->source);
  frames = choose_frames (context);
  series->n = frames->len;
  series->points = g_new (VtTimeSeriesPoint, frames->len);
  for (guint i = 0; i < frames->len; i++)
    point_init (&series->points[i], g_array_index (frames, guint, i),
                vt_trajectory_get_time (trajectory, g_array_index (frames, guint, i),
                                        vt_state_get_real (context->state, "trajectory.timestep")));
  if (!name_species (series, context, frames, error)
      || !find_threshold (context, frames, &series->threshold, error))
    return NULL;
  vt_progress_begin (context->progress, _("Time series"), 0.1, 1);
  if (!vt_windows_run (context, (const guint *) (gpointer) frames->data, frames->len, bytes, measure_window, &measure,
                       error))
    return NULL;
  return g_steal_pointer (&series);
}

VtTimeSeries *
vt_time_series_new (VtAnalysisContext *context, GError **error)
{
  return vt_time_series_new_within (context, VT_WINDOWS_BYTES, error);
}

void
vt_time_series_free (VtTimeSeries *series)
{
  g_return_if_fail (series != NULL);

  for (gsize i = 0; i < series->n; i++)
    {
      g_free (series->points[i].motion);
      for (guint p = 0; p < VT_TIME_SERIES_N_PARTS; p++)
        g_free (series->points[i].missing[p]);
    }
  g_free (series->points);
  g_strfreev (series->species);
  g_free (series);
}

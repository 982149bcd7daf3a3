#include "vt-analysis-context.h"

#include <math.h>

#include "vt-error.h"
#include "vt-i18n.h"

const VtState *
vt_analysis_context_get_state (VtAnalysisContext *context)
{
  return context->state;
}

VtTrajectory *
vt_analysis_context_get_trajectory (VtAnalysisContext *context)
{
  return vt_source_get_trajectory (context->source);
}

VtModel *
vt_analysis_context_get_model (VtAnalysisContext *context)
{
  return vt_source_get_model (context->source);
}

VtProgress *
vt_analysis_context_get_progress (VtAnalysisContext *context)
{
  return context->progress;
}

GCancellable *
vt_analysis_context_get_cancellable (VtAnalysisContext *context)
{
  return context->cancellable;
}

static VtResult *
evaluate_input (VtAnalysisContext *context, const VtState *state, const char *id, GError **error)
{
  gint64 start = g_get_monotonic_time ();
  VtResult *result = vt_evaluator_evaluate (context->evaluator, context->source, state, id, context->progress,
                                            context->cancellable, error);

  context->seconds_inputs += 1e-6 * (g_get_monotonic_time () - start);
  if (result != NULL)
    g_ptr_array_add (context->held, result);
  return result;
}

/* What the analysis says that it reads, always or in this state: only that is part of its key. */
static gboolean
is_input (VtAnalysisContext *context, const char *id)
{
  g_autoptr (GPtrArray) chosen = g_ptr_array_new ();

  if (g_strv_contains (context->analysis->inputs, id))
    return TRUE;
  if (context->analysis->add_inputs != NULL)
    context->analysis->add_inputs (context->state, chosen);
  return g_ptr_array_find_with_equal_func (chosen, id, g_str_equal, NULL);
}

VtResult *
vt_analysis_context_get_input (VtAnalysisContext *context, const char *id, GError **error)
{
  g_return_val_if_fail (is_input (context, id), NULL);
  return evaluate_input (context, context->state, id, error);
}

VtResult *
vt_analysis_context_get_input_with (VtAnalysisContext *context,
                                    const char        *id,
                                    const char        *key,
                                    GVariant          *value,
                                    GError           **error)
{
  g_autoptr (VtState) state = vt_state_with (context->state, key, value, error);

  g_return_val_if_fail (g_strv_contains (context->analysis->inputs, id), NULL);
  g_return_val_if_fail (g_strcmp0 (context->analysis->varies, key) == 0, NULL);

  return state != NULL ? evaluate_input (context, state, id, error) : NULL;
}

VtColumn *
vt_analysis_context_get_property (VtAnalysisContext *context, const char *property, GError **error)
{
  gint64 start = g_get_monotonic_time ();
  VtColumn *column = vt_evaluator_evaluate_property (context->evaluator, context->source, context->state, property,
                                                     context->progress, context->cancellable, error);

  context->seconds_inputs += 1e-6 * (g_get_monotonic_time () - start);
  return column;
}

VtResult *
vt_analysis_context_peek (VtAnalysisContext *context, const char *id)
{
  return vt_evaluator_peek (context->evaluator, context->source, context->state, id);
}

VtFrame *
vt_analysis_context_get_start (VtAnalysisContext *context, GError **error)
{
  VtResult *frame = vt_analysis_context_get_input (context, "frame", error);

  return frame != NULL ? vt_result_get_payload (frame) : NULL;
}

/* The lags that the file has after the window's start, at most a dozen, for the hint. */
static char *
describe_lags (VtTrajectory *trajectory, guint start, double timestep)
{
  GString *text = g_string_new (NULL);
  guint n = vt_trajectory_get_n_frames (trajectory);
  double origin = vt_trajectory_get_time (trajectory, start, timestep);

  for (guint i = start + 1; i < n && i <= start + 12; i++)
    g_string_append_printf (text, "%s%g", text->len > 0 ? ", " : "",
                            vt_trajectory_get_time (trajectory, i, timestep) - origin);
  if (start + 13 < n)
    g_string_append_printf (text, " … %g", vt_trajectory_get_time (trajectory, n - 1, timestep) - origin);
  return g_string_free (text, FALSE);
}

static void
set_lag_error (VtTrajectory *trajectory, guint start, double lag, double timestep, GError **error)
{
  VtPlace place = { .file = vt_trajectory_get_name (trajectory), .frame = start };
  g_autofree char *lags = NULL;
  g_autofree char *hint = NULL;

  if (isnan (vt_trajectory_get_time (trajectory, start, timestep)))
    {
      place.hint = _("Give the MD time step in ps: Time step under Data");
      vt_set_error_at (error, VT_ERROR_INPUT, &place, _("the file counts steps and tells no time"));
      vt_error_add_option (error, "--timestep");
      return;
    }
  lags = describe_lags (trajectory, start, timestep);
  hint = *lags != '\0' ? g_strdup_printf (_("It has these lags: %s ps"), lags)
                       : g_strdup (_("It is the last frame: begin the window earlier"));
  place.hint = hint;
  vt_set_error_at (error, VT_ERROR_INPUT, &place, _("no frame lies %g ps after this one"), lag);
}

/* The frame nearest to @lag ps before @start, as vt_trajectory_find_lag() has it forwards; -1 where there is none. */
static int
find_before (VtTrajectory *trajectory, guint start, double lag, double timestep)
{
  double from = vt_trajectory_get_time (trajectory, start, timestep), nearest = MAX (1e-6, lag * 1e-3);
  int found = -1;

  for (guint i = 0; i < start; i++)
    {
      double distance = fabs (from - lag - vt_trajectory_get_time (trajectory, i, timestep));

      if (distance <= nearest && (found < 0 || distance < nearest))
        {
          nearest = distance;
          found = (int) i;
        }
    }
  return found;
}

static void
set_past_error (VtTrajectory *trajectory, guint start, double lag, double timestep, GError **error)
{
  VtPlace place = { .file = vt_trajectory_get_name (trajectory), .frame = start };

  if (isnan (vt_trajectory_get_time (trajectory, start, timestep)))
    {
      set_lag_error (trajectory, start, lag, timestep, error);
      return;
    }
  place.hint = _("Choose a later frame: what is to be told from the past needs one");
  vt_set_error_at (error, VT_ERROR_INPUT, &place, _("no frame lies %g ps before this one"), lag);
  vt_error_add_option (error, "--frame");
}

int
vt_analysis_context_find_lag (VtAnalysisContext *context, double lag, GError **error)
{
  VtTrajectory *trajectory = vt_analysis_context_get_trajectory (context);
  double timestep = vt_state_get_real (context->state, "trajectory.timestep");
  guint start = vt_state_get_integer (context->state, "window.frame");
  int index = lag < 0 ? find_before (trajectory, start, -lag, timestep)
                      : vt_trajectory_find_lag (trajectory, start, lag, timestep);

  if (index < 0 && lag < 0)
    set_past_error (trajectory, start, -lag, timestep, error);
  else if (index < 0)
    set_lag_error (trajectory, start, lag, timestep, error);
  return index;
}

VtFrame *
vt_analysis_context_read_lag (VtAnalysisContext *context, double lag, GError **error)
{
  int index = vt_analysis_context_find_lag (context, lag, error);
  VtFrame *start = index >= 0 ? vt_analysis_context_get_start (context, error) : NULL;
  g_autoptr (VtFrame) later = NULL;

  if (start == NULL)
    return NULL;
  later = vt_trajectory_read_frame (vt_analysis_context_get_trajectory (context), index, context->cancellable, error);
  return later != NULL ? vt_frame_on_table (later, vt_frame_get_atoms (start)) : NULL;
}

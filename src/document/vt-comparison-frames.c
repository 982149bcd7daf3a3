/* Which frames are compared: those one can see something of. */
#include "vt-comparison-private.h"

#include <math.h>
#include <string.h>

#include "vt-error.h"
#include "vt-i18n.h"
#include "vt-report-number.h"

/* Frames that are tried at most, for where a quantity can be computed. */
#define MAX_TRIED 20000

/* What a quantity needs of the trajectory beyond the frame itself. */
typedef struct
{
  gboolean lag;    /* the window's */
  gboolean after;  /* the model's lags, */
  gboolean before; /* and those counted back */
} Needs;

static gboolean
reads (const VtAnalysis *analysis, const char *key)
{
  return g_strv_contains (analysis->parameters, key);
}

static void
collect_needs (const VtAnalysis *analysis, const VtState *state, Needs *needs)
{
  g_autoptr (GPtrArray) chosen = g_ptr_array_new ();

  needs->lag |= reads (analysis, "window.lag");
  needs->after |= strcmp (analysis->id, "features") == 0;
  needs->before |= strcmp (analysis->id, "features-before") == 0;
  for (const char *const *input = analysis->inputs; *input != NULL; input++)
    collect_needs (vt_analysis_find (*input), state, needs);
  if (analysis->add_inputs != NULL)
    analysis->add_inputs (state, chosen);
  for (guint i = 0; i < chosen->len; i++)
    collect_needs (vt_analysis_find (chosen->pdata[i]), state, needs);
}

static gboolean
has_lags (VtTrajectory *trajectory, guint frame, const double *lags, guint n, double sign, double timestep)
{
  for (guint i = 0; i < n; i++)
    if (vt_trajectory_find_lag (trajectory, frame, sign * lags[i], timestep) < 0)
      return FALSE;
  return TRUE;
}

static gboolean
can_compute (VtSource *source, const VtState *state, const Needs *needs, guint frame)
{
  VtTrajectory *trajectory = vt_source_get_trajectory (source);
  VtModel *model = vt_source_get_model (source);
  double timestep = vt_state_get_real (state, "trajectory.timestep"), lag = vt_state_get_real (state, "window.lag");
  guint n = 0;
  const double *lags = model != NULL ? vt_model_get_lags (model, &n) : NULL;

  return (!needs->lag || has_lags (trajectory, frame, &lag, 1, 1, timestep))
         && (!needs->after || has_lags (trajectory, frame, lags, n, 1, timestep))
         && (!needs->before || has_lags (trajectory, frame, lags, n, -1, timestep));
}

/* Where there are none, all frames: their panels then say why. */
static GArray *
list_possible (VtSource *source, const VtState *state)
{
  const char *property = vt_state_get_text (state, "view.color-by");
  guint n_frames = vt_trajectory_get_n_frames (vt_source_get_trajectory (source));
  guint stride = 1 + n_frames / MAX_TRIED;
  const VtAnalysis *analysis = NULL;
  GArray *frames = g_array_new (FALSE, FALSE, sizeof (guint));
  Needs needs = { FALSE };

  if (vt_analysis_find_property (property, &analysis) != NULL)
    collect_needs (analysis, state, &needs);
  for (guint frame = 0; frame < n_frames; frame += stride)
    if (can_compute (source, state, &needs, frame))
      g_array_append_val (frames, frame);
  if (frames->len > 0)
    return frames;
  for (guint frame = 0; frame < n_frames; frame += stride)
    g_array_append_val (frames, frame);
  return frames;
}

static GArray *
choose_evenly (VtSource *source, const VtState *state)
{
  g_autoptr (GArray) possible = list_possible (source, state);
  guint n = (guint) MIN (vt_state_get_integer (state, "compare.count"), (gint64) possible->len);
  GArray *frames = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < n; i++)
    {
      gsize place = n > 1 ? (gsize) (0.5 + (double) i * (possible->len - 1) / (n - 1)) : 0;

      g_array_append_val (frames, g_array_index (possible, guint, place));
    }
  return frames;
}

/* The frame next to a time; times rise from frame to frame, and where two are as near, it is the earlier. */
static guint
find_nearest (VtTrajectory *trajectory, double time, double timestep)
{
  guint low = 0, high = vt_trajectory_get_n_frames (trajectory) - 1;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (vt_trajectory_get_time (trajectory, middle, timestep) < time)
        low = middle + 1;
      else
        high = middle;
    }
  if (low > 0
      && time - vt_trajectory_get_time (trajectory, low - 1, timestep)
             <= vt_trajectory_get_time (trajectory, low, timestep) - time)
    low--;
  return low;
}

static int
compare_frames (gconstpointer a, gconstpointer b)
{
  guint first = *(const guint *) a, second = *(const guint *) b;

  return first < second ? -1 : first > second;
}

GArray *
vt_comparison_choose_frames (VtSource *source, const VtState *state)
{
  VtTrajectory *trajectory = vt_source_get_trajectory (source);
  double timestep = vt_state_get_real (state, "trajectory.timestep");
  gsize n;
  const double *times = vt_state_get_reals (state, "compare.times", &n);
  g_autoptr (GArray) wanted = NULL;
  GArray *frames;

  if (n == 0 || vt_trajectory_get_n_frames (trajectory) == 0 || isnan (vt_trajectory_get_time (trajectory, 0, timestep)))
    return choose_evenly (source, state);
  wanted = g_array_new (FALSE, FALSE, sizeof (guint));
  for (gsize i = 0; i < n; i++)
    {
      guint frame = find_nearest (trajectory, times[i], timestep);

      g_array_append_val (wanted, frame);
    }
  g_array_sort (wanted, compare_frames);
  frames = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < wanted->len; i++)
    if (i == 0 || g_array_index (wanted, guint, i) != g_array_index (wanted, guint, i - 1))
      g_array_append_val (frames, g_array_index (wanted, guint, i));
  return frames;
}

static gboolean
refuse_end (VtTrajectory *other, double elapsed, double end, GError **error)
{
  g_autofree char *wanted = vt_report_number (elapsed), *last = vt_report_number (end);

  vt_set_error_at (error, VT_ERROR_INPUT, &(VtPlace){ .file = vt_trajectory_get_name (other), .frame = -1 },
                   _("the run ends %s ps after its beginning, and the frame that is looked at comes %s ps after"), last,
                   wanted);
  return FALSE;
}

gboolean
vt_comparison_find_frame (VtTrajectory *own, VtTrajectory *other, const VtState *state, guint *frame, GError **error)
{
  guint looked_at = (guint) vt_state_get_integer (state, "window.frame");
  guint n = vt_trajectory_get_n_frames (other);
  double timestep = vt_state_get_real (state, "trajectory.timestep");
  double elapsed = vt_trajectory_get_time (own, looked_at, timestep) - vt_trajectory_get_time (own, 0, timestep);
  double first = vt_trajectory_get_time (other, 0, timestep);
  double last = n > 0 ? vt_trajectory_get_time (other, n - 1, timestep) : NAN;

  /* Reading tells of a frame that is not there. */
  *frame = looked_at;
  if (n == 0 || isnan (elapsed) || isnan (last))
    return TRUE;
  if (first + elapsed > last + MAX (1e-6, 0.5 * (last - first) / MAX (n - 1, 1)))
    return refuse_end (other, elapsed, last - first, error);
  *frame = find_nearest (other, first + elapsed, timestep);
  return TRUE;
}

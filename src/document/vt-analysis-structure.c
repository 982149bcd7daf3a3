/* The positions that packing is told from, as a row of the analysis table: those of one frame, or their mean.
 *
 * The frame lies structure.lag after the window's first; a mean goes over the frames of the structure.average ps from
 * there on, weighed by the time they stand for (vt-mean-frame.h). Forwards, so that there is one at a run's first frame;
 * a lag of minus half the time makes it a mean around the window's start.
 */
#include "vt-analysis-table.h"

#include <math.h>

#include "vt-error.h"
#include "vt-i18n.h"
#include "vt-mean-frame.h"
#include "vt-neighbor-faces.h"
#include "vt-structural-frame.h"

#define CONTEXT_JOB(context) \
  vt_analysis_context_get_progress (context), vt_analysis_context_get_cancellable (context)

VtFrame *
vt_analysis_get_structure (VtAnalysisContext *context, GError **error)
{
  VtResult *structure = vt_analysis_context_get_input (context, "structure", error);

  return structure != NULL ? vt_result_get_payload (structure) : NULL;
}

/* ---- which frames a mean is of ---- */

static gboolean
fail_too_short (VtTrajectory *trajectory, guint first, double span, double covered, GError **error)
{
  g_autofree char *hint = g_strdup_printf (
      _ ("Average over at most %g ps, or begin earlier; 0 takes the frame itself"), covered);

  vt_set_error_at (error, VT_ERROR_INPUT,
                   &(VtPlace){ vt_trajectory_get_name (trajectory), first, 0, covered > 0 ? hint : NULL },
                   _ ("positions are to be averaged over %g ps from this frame on, and the run goes on for %g ps"), span,
                   covered);
  vt_error_add_option (error, "--structure-average");
  return FALSE;
}

static gboolean
fail_too_few (VtTrajectory *trajectory, guint first, double span, guint n, GError **error)
{
  vt_set_error_at (error, VT_ERROR_INPUT,
                   &(VtPlace){ vt_trajectory_get_name (trajectory), first, 0,
                               _ ("Average over longer; 0 takes the frame itself") },
                   g_dngettext (NULL, "a mean of positions needs %u frames, and within %g ps from this one there is %u",
                                "a mean of positions needs %u frames, and within %g ps from this one there are %u", n),
                   VT_STRUCTURAL_FRAME_LEAST, span, n);
  vt_error_add_option (error, "--structure-average");
  return FALSE;
}

/* Times, ps, of the frames from @first on within @span; (transfer full) (element-type double). */
static GArray *
list_times (VtAnalysisContext *context, guint first, double span, GError **error)
{
  VtTrajectory *trajectory = vt_analysis_context_get_trajectory (context);
  double timestep = vt_state_get_real (vt_analysis_context_get_state (context), "trajectory.timestep");
  double from = vt_trajectory_get_time (trajectory, first, timestep), slack = MAX (1e-6, span * 1e-3), last = from;
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));
  gboolean ends = TRUE;

  /* Where time begins anew, the run ends. */
  for (guint i = first; i < vt_trajectory_get_n_frames (trajectory); i++)
    {
      double time = vt_trajectory_get_time (trajectory, i, timestep);

      if (i > first && !(time > last))
        break;
      ends = !(time > from + span + slack);
      if (!ends)
        break;
      g_array_append_val (times, time);
      last = time;
    }
  if (ends && last < from + span - slack)
    {
      fail_too_short (trajectory, first, span, last - from, error);
      return NULL;
    }
  if (times->len < VT_STRUCTURAL_FRAME_LEAST)
    {
      fail_too_few (trajectory, first, span, times->len, error);
      return NULL;
    }
  return g_steal_pointer (&times);
}

/* ---- the row ---- */

/* @first: number of @frame, which is the first of the mean. (transfer full) */
static VtFrame *
average (VtAnalysisContext *context, VtFrame *frame, guint first, double span, VtResult *result, GError **error)
{
  VtProgress *progress = vt_analysis_context_get_progress (context);
  GCancellable *cancellable = vt_analysis_context_get_cancellable (context);
  g_autoptr (GArray) times = list_times (context, first, span, error);
  g_autoptr (VtMeanFrame) mean = NULL;
  g_autofree double *weights = NULL;

  if (times == NULL)
    return NULL;
  weights = g_new (double, times->len);
  vt_mean_frame_weigh ((const double *) (gpointer) times->data, times->len, weights);
  mean = vt_mean_frame_new (frame, weights[0]);
  vt_progress_begin (progress, _ ("Mean positions"), 0, 1);
  for (guint i = 1; i < times->len; i++)
    {
      g_autoptr (VtFrame) written
          = vt_trajectory_read_frame (vt_analysis_context_get_trajectory (context), first + i, cancellable, error);
      g_autoptr (VtFrame) later = written != NULL ? vt_frame_on_table (written, vt_frame_get_atoms (frame)) : NULL;

      if (later == NULL || g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      vt_mean_frame_add (mean, later, weights[i]);
      vt_progress_set (progress, (i + 1.0) / times->len);
    }
  vt_result_set_number (result, "frames", VT_UNIT_NONE, times->len);
  return vt_mean_frame_get (mean);
}

/* The payload is a frame of the window's atoms. */
static gboolean
compute_structure (VtAnalysisContext *context, VtResult *result, GError **error)
{
  const VtState *state = vt_analysis_context_get_state (context);
  double lag = vt_state_get_real (state, "structure.lag"), span = vt_state_get_real (state, "structure.average");
  VtFrame *start = vt_analysis_context_get_start (context, error);
  g_autoptr (VtFrame) frame = NULL;
  gsize size = 0;
  int index;

  if (start == NULL)
    return FALSE;
  if (vt_structural_frame_is_start (state))
    {
      vt_result_take_payload (result, vt_frame_ref (start), (GDestroyNotify) vt_frame_unref, 0);
      return TRUE;
    }
  index = vt_analysis_context_find_lag (context, lag, error);
  frame = index >= 0 ? vt_analysis_context_read_lag (context, lag, error) : NULL;
  if (frame != NULL && span > 0)
    {
      g_autoptr (VtFrame) first = g_steal_pointer (&frame);

      frame = average (context, first, (guint) index, span, result, error);
    }
  if (frame == NULL)
    return FALSE;
  size = vt_frame_get_size (frame);
  vt_result_take_payload (result, g_steal_pointer (&frame), (GDestroyNotify) vt_frame_unref, size);
  return TRUE;
}

const VtAnalysis vt_analysis_structure = {
  .id = "structure",
  .label = N_ ("Structural frame"),
  .help = N_ ("The positions that Voronoi cells, neighbours and chemical order are told from"),
  .inputs = (const char *const[]){ "frame", NULL },
  .parameters = (const char *const[]){ "structure.average", "structure.lag", "trajectory.timestep", NULL },
  .per_frame = TRUE,
  .compute = compute_structure,
};

/* ---- neighbours at the window's start, whatever the structure is told from ---- */

static gboolean
compute_start_neighbors (VtAnalysisContext *context, VtResult *result, GError **error)
{
  const VtState *state = vt_analysis_context_get_state (context);
  VtVoronoiThresholds thresholds = vt_analysis_read_thresholds (state);
  VtFrame *start = vt_analysis_context_get_start (context, error);
  g_autofree double *radii = NULL;
  g_autoptr (VtVoronoi) voronoi = NULL;
  VtNeighborList *list;

  if (start == NULL || !vt_analysis_read_radii (state, vt_frame_get_atoms (start), &radii, error))
    return FALSE;
  vt_progress_begin (vt_analysis_context_get_progress (context), _ ("Voronoi cells"), 0, 0.8);
  voronoi = vt_voronoi_new (start, radii, CONTEXT_JOB (context), error);
  if (voronoi == NULL)
    return FALSE;
  vt_progress_begin (vt_analysis_context_get_progress (context), _ ("Neighbours"), 0.8, 1);
  list = vt_neighbor_faces_new (start, voronoi, &thresholds, CONTEXT_JOB (context), error);
  if (list == NULL)
    return FALSE;
  vt_result_take_payload (result, list, (GDestroyNotify) vt_neighbor_list_unref, vt_neighbor_list_get_size (list));
  return TRUE;
}

/* D²min's neighbours are those at t by its definition; needed apart from "neighbors" only where these are of other
 * positions. */
const VtAnalysis vt_analysis_start_neighbors = {
  .id = "start-neighbors",
  .label = N_ ("Neighbours at the start"),
  .help = N_ ("Pairs of atoms that share a Voronoi face in the window’s first frame"),
  .inputs = (const char *const[]){ "frame", NULL },
  .parameters = (const char *const[]){ "voronoi.radical", "voronoi.radii", "voronoi.area", "voronoi.relative-area",
                                       "voronoi.edge", NULL },
  .per_frame = TRUE,
  .compute = compute_start_neighbors,
};

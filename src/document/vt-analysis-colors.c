/* How far the quantity that colours the atoms reaches over all frames.
 *
 * Every frame is a window of its own: what costs much (T_ML, D²min) is evaluated there as it would be if one looked at
 * it, a column of the file is only read, and nothing but a few numbers a frame is kept. A frame for which the quantity
 * cannot be told (no later frame at the lag) does not count; if there is none for which it can, that is the error.
 */
#include "vt-analysis-table.h"
#include "vt-color-extent.h"
#include "vt-error.h"
#include "vt-i18n.h"
#include "vt-windows.h"

typedef struct
{
  const char    *property;
  const char    *provider;
  VtColorExtent *extents; /* [n] */
  gboolean      *told;    /* [n] */
  VtUnit         unit;
  GMutex         mutex;
  GError        *reason; /* of the earliest frame that has no values */
  gsize          failed; /* its number */
} Walk;

static const char *
find_provider (const char *property)
{
  const VtAnalysis *analysis = NULL;

  return vt_analysis_find_property (property, &analysis) != NULL ? analysis->id : "frame";
}

static void
note_reason (Walk *walk, gsize number, GError *reason)
{
  g_mutex_lock (&walk->mutex);
  if (walk->reason == NULL || number < walk->failed)
    {
      g_clear_error (&walk->reason);
      walk->reason = g_steal_pointer (&reason);
      walk->failed = number;
    }
  g_mutex_unlock (&walk->mutex);
  g_clear_error (&reason);
}

static gboolean
measure_frame (const VtWindow *window, gsize number, gpointer data, GError **error)
{
  Walk *walk = data;
  GError *reason = NULL;
  g_autoptr (VtResult) result = vt_window_evaluate (window, walk->provider, &reason);
  VtColumn *column = result != NULL ? vt_result_get_column (result, walk->property) : NULL;

  if (result == NULL && g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, reason);
      return FALSE;
    }
  if (result != NULL && column == NULL)
    vt_set_error_at (&reason, VT_ERROR_USAGE, NULL, _ ("there is no quantity “%s”"), walk->property);
  if (column == NULL)
    {
      note_reason (walk, number, reason);
      return TRUE;
    }
  vt_color_extent_add (&walk->extents[number], vt_column_get_values (column), vt_column_get_n (column));
  walk->told[number] = TRUE;
  g_mutex_lock (&walk->mutex);
  walk->unit = vt_column_get_unit (column);
  g_mutex_unlock (&walk->mutex);
  return TRUE;
}

static gboolean
take_result (Walk *walk, guint n, VtResult *result, GError **error)
{
  VtColorExtent extent;
  guint n_told = 0;

  vt_color_extent_init (&extent);
  for (guint i = 0; i < n; i++)
    if (walk->told[i])
      {
        vt_color_extent_join (&extent, &walk->extents[i]);
        n_told++;
      }
  if (n_told == 0)
    {
      g_propagate_error (error, g_steal_pointer (&walk->reason));
      return FALSE;
    }
  vt_color_extent_to_result (&extent, walk->unit, result);
  vt_result_set_number (result, "frames", VT_UNIT_NONE, n_told);
  if (n_told < n)
    vt_result_add_warning (result, _ ("the range of colours is that of %u of %u frames: %s"), n_told, n,
                           walk->reason->message);
  return TRUE;
}

static gboolean
compute_color_range (VtAnalysisContext *context, VtResult *result, GError **error)
{
  const VtState *state = vt_analysis_context_get_state (context);
  const char *property = vt_state_get_text (state, "view.color-by");
  guint n = vt_trajectory_get_n_frames (vt_analysis_context_get_trajectory (context));
  g_autofree guint *frames = g_new (guint, n + 1);
  g_autofree VtColorExtent *extents = g_new (VtColorExtent, n + 1);
  g_autofree gboolean *told = g_new0 (gboolean, n + 1);
  Walk walk = { .property = property, .provider = find_provider (property), .extents = extents, .told = told };
  gboolean done;

  for (guint i = 0; i < n; i++)
    {
      frames[i] = i;
      vt_color_extent_init (&extents[i]);
    }
  g_mutex_init (&walk.mutex);
  vt_progress_begin (vt_analysis_context_get_progress (context), _ ("Range of colours"), 0, 1);
  done = vt_windows_run (context, frames, n, VT_WINDOWS_BYTES, measure_frame, &walk, error)
         && take_result (&walk, n, result, error);
  g_clear_error (&walk.reason);
  g_mutex_clear (&walk.mutex);
  return done;
}

/* The row that gives the colours; "frame" is an input in any case. */
static void
add_provider (const VtState *state, GPtrArray *ids)
{
  g_ptr_array_add (ids, (gpointer) find_provider (vt_state_get_text (state, "view.color-by")));
}

const VtAnalysis vt_analysis_color_range = {
  .id = "color-range",
  .label = N_ ("Range of colours"),
  .help = N_ ("The least and the greatest value over all frames of the quantity that colours the atoms"),
  .inputs = (const char *const[]){ "frame", NULL },
  .add_inputs = add_provider,
  .parameters = (const char *const[]){ "view.color-by", NULL },
  .varies = "window.frame",
  .on_demand = TRUE,
  .compute = compute_color_range,
};

#include "vt-results.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "vt-error.h"
#include "vt-i18n.h"

/* Frames are read ahead only as far as they surely stay in the trajectory's cache. */
#define READ_AHEAD_BYTES (384 * 1024 * 1024)
#define BYTES_AN_ATOM 32

/* What follows from what: computed along with it, and left out where it was. */
static const struct
{
  const char *id;
  const char *from[3];
  gboolean    statistics;
} followers[] = {
  { "extremes", { "tml", NULL }, FALSE },
  { "distribution", { "tml", NULL }, TRUE },
  { "correlation", { "tml", "d2min", NULL }, TRUE },
  { "clusters", { "tml", NULL }, TRUE },
  { "spatial", { "tml", NULL }, TRUE },
  { "polyhedra", { "voronoi", NULL }, TRUE },
  { "sro", { "coordination", NULL }, TRUE },
};

/* What the evaluation carries along. */
typedef struct
{
  VtEvaluator            *evaluator;
  const VtResultsOptions *options;
  VtProgress             *progress;
  GCancellable           *cancellable;
  GPtrArray              *wanted; /* const VtAnalysis */
  GPtrArray              *failed; /* const VtAnalysis */
  GArray                 *lags;
  VtResults              *results;
} Run;

static void
entry_clear (gpointer data)
{
  g_clear_pointer (&((VtResultsEntry *) data)->result, vt_result_unref);
}

static VtResults *
results_new (VtSource *source, VtState *state)
{
  VtResults *results = g_new0 (VtResults, 1);

  results->source = vt_source_ref (source);
  results->state = vt_state_ref (state);
  results->entries = g_array_new (FALSE, FALSE, sizeof (VtResultsEntry));
  g_array_set_clear_func (results->entries, entry_clear);
  results->warnings = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (results->warnings, NULL);
  return results;
}

void
vt_results_free (VtResults *results)
{
  g_return_if_fail (results != NULL);

  g_clear_pointer (&results->frame, vt_frame_unref);
  g_array_unref (results->entries);
  g_ptr_array_unref (results->warnings);
  vt_state_unref (results->state);
  vt_source_unref (results->source);
  g_free (results);
}

static void
add_warning (VtResults *results, const char *text)
{
  for (guint i = 0; i + 1 < results->warnings->len; i++)
    if (strcmp (results->warnings->pdata[i], text) == 0)
      return;
  g_ptr_array_insert (results->warnings, results->warnings->len - 1, g_strdup (text));
}

gboolean
vt_results_varies_with_lag (const VtAnalysis *analysis)
{
  g_return_val_if_fail (analysis != NULL, FALSE);
  return g_strv_contains (analysis->parameters, "window.lag");
}

char *
vt_results_name_at_lag (const char *id, double lag)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  g_return_val_if_fail (id != NULL, NULL);

  if (isnan (lag))
    return g_strdup (id);
  return g_strdup_printf ("%s_%sps", id, g_ascii_formatd (number, sizeof number, "%.12g", lag));
}

gboolean
vt_results_check_ids (const char *const *ids, GError **error)
{
  g_return_val_if_fail (ids != NULL, FALSE);

  for (; *ids != NULL; ids++)
    {
      const VtAnalysis *analysis = vt_analysis_find (*ids);
      g_autoptr (GString) known = NULL;

      if (analysis != NULL && analysis->listed)
        continue;
      known = g_string_new (NULL);
      for (guint i = 0; i < vt_analysis_get_count (); i++)
        if (vt_analysis_get (i)->listed)
          g_string_append_printf (known, "%s%s", known->len > 0 ? ", " : "", vt_analysis_get (i)->id);
      vt_set_error_at (error, VT_ERROR_USAGE, NULL, _("there is no analysis “%s”; there are: %s"), *ids, known->str);
      return FALSE;
    }
  return TRUE;
}

VtResult *
vt_results_find (const VtResults *results, const char *analysis)
{
  g_return_val_if_fail (results != NULL && analysis != NULL, NULL);

  for (guint i = 0; i < results->entries->len; i++)
    {
      const VtResultsEntry *entry = &g_array_index (results->entries, VtResultsEntry, i);
      if (entry->asked && strcmp (entry->analysis->id, analysis) == 0)
        return entry->result;
    }
  return NULL;
}

/* ---- what is wanted ---- */

static gboolean
is_explicit (const Run *run, const char *id)
{
  return run->options->compute != NULL && g_strv_contains (run->options->compute, id);
}

static gboolean
is_wanted (const Run *run, const char *id)
{
  return g_ptr_array_find (run->wanted, vt_analysis_find (id), NULL);
}

static const char *const *
get_origins (const char *id, gboolean *statistics)
{
  for (guint i = 0; i < G_N_ELEMENTS (followers); i++)
    if (strcmp (followers[i].id, id) == 0)
      {
        *statistics = followers[i].statistics;
        return followers[i].from;
      }
  return NULL;
}

static gboolean
follows_from_wanted (const Run *run, const char *id)
{
  gboolean statistics = FALSE;
  const char *const *from = get_origins (id, &statistics);

  if (from == NULL || (statistics && !run->options->statistics))
    return FALSE;
  for (; *from != NULL; from++)
    if (!is_wanted (run, *from))
      return FALSE;
  return TRUE;
}

/* Runs to compare with are given for nothing else. */
static gboolean
asks_for_runs (const Run *run, const VtAnalysis *analysis)
{
  return strcmp (analysis->id, "runs") == 0
         && g_variant_n_children (vt_state_get (run->results->state, "comparison.runs")) > 0;
}

/* The bare displacement is no column of the results' files unless somebody asks for it. */
static void
choose_analyses (Run *run)
{
  for (guint i = 0; i < vt_analysis_get_count (); i++)
    {
      const VtAnalysis *analysis = vt_analysis_get (i);
      gboolean usual
          = run->options->compute == NULL && !analysis->on_demand && strcmp (analysis->id, "displacement") != 0;

      if (analysis->listed && (usual || asks_for_runs (run, analysis) || is_explicit (run, analysis->id) || follows_from_wanted (run, analysis->id)))
        g_ptr_array_add (run->wanted, (gpointer) analysis);
    }
}

/* ---- lags ---- */

static gboolean
needs_lags (const Run *run)
{
  for (guint i = 0; i < run->wanted->len; i++)
    if (vt_results_varies_with_lag (run->wanted->pdata[i]))
      return TRUE;
  return is_wanted (run, "correlation") || is_wanted (run, "prediction");
}

/* Why there is no such lag, in the words of the analysis that would need it: it looks for the frame before all else. */
static gboolean
fail_for_lag (Run *run, double lag, GError **error)
{
  g_autoptr (VtState) state = vt_state_with_real (run->results->state, "window.lag", lag);
  g_autoptr (VtResult) result = vt_evaluator_evaluate (run->evaluator, run->results->source, state, "displacement",
                                                       run->progress, run->cancellable, error);

  if (result != NULL)
    g_set_error (error, VT_ERROR, VT_ERROR_INPUT, _("the lag %g ps is not in the file"), lag);
  return FALSE;
}

static void
warn_of_lags (Run *run, const GString *missing, double first)
{
  g_autoptr (GError) reason = NULL;
  VtTrajectory *trajectory = vt_source_get_trajectory (run->results->source);
  gint64 frame = vt_state_get_integer (run->results->state, "window.frame");

  fail_for_lag (run, first, &reason);
  if (run->lags->len > 0)
    {
      g_autofree char *text
          = g_strdup_printf (_("%s has no frame %s ps after frame %" PRId64 "; these lags are left out"),
                             vt_trajectory_get_name (trajectory), missing->str, frame);
      add_warning (run->results, text);
    }
  else
    {
      g_autofree char *text = g_strdup_printf (_("D²min is left out: %s"), reason->message);
      add_warning (run->results, text);
    }
}

static void
keep_lags (Run *run)
{
  GVariant *value = g_variant_new_fixed_array (G_VARIANT_TYPE_DOUBLE, run->lags->data, run->lags->len, sizeof (double));
  VtState *state = vt_state_with (run->results->state, "correlation.lags", value, NULL);

  g_assert (state != NULL);
  vt_state_unref (run->results->state);
  run->results->state = state;
}

/* Which of the lags the file has, after this frame. */
static gboolean
choose_lags (Run *run, GError **error)
{
  const VtState *state = run->results->state;
  VtTrajectory *trajectory = vt_source_get_trajectory (run->results->source);
  g_autoptr (GString) missing = g_string_new (NULL);
  gboolean strict = run->options->all_lags || is_explicit (run, "correlation");
  double first_missing = NAN;
  gsize n;
  const double *lags = vt_state_get_reals (state, "correlation.lags", &n);

  for (gsize i = 0; i < n; i++)
    {
      if (vt_trajectory_find_lag (trajectory, vt_state_get_integer (state, "window.frame"), lags[i],
                                  vt_state_get_real (state, "trajectory.timestep")) >= 0)
        {
          g_array_append_val (run->lags, lags[i]);
          continue;
        }
      if (run->options->all_lags)
        return fail_for_lag (run, lags[i], error);
      first_missing = isnan (first_missing) ? lags[i] : first_missing;
      g_string_append_printf (missing, "%s%g", missing->len > 0 ? ", " : "", lags[i]);
    }
  if (missing->len > 0 && run->lags->len == 0
      && (strict || is_explicit (run, "d2min") || is_explicit (run, "displacement")))
    return fail_for_lag (run, first_missing, error);
  if (missing->len > 0)
    warn_of_lags (run, missing, first_missing);
  if (missing->len > 0 && run->lags->len > 0)
    keep_lags (run);
  return TRUE;
}

/* ---- reading ahead, so that reading and computing can be told apart ---- */

static void
add_lag_frames (const Run *run, GArray *frames, const double *lags, gsize n)
{
  const VtState *state = run->results->state;
  VtTrajectory *trajectory = vt_source_get_trajectory (run->results->source);

  for (gsize i = 0; i < n; i++)
    {
      int frame = vt_trajectory_find_lag (trajectory, vt_state_get_integer (state, "window.frame"), lags[i],
                                          vt_state_get_real (state, "trajectory.timestep"));
      if (frame >= 0)
        g_array_append_val (frames, frame);
    }
}

static int
compare_frames (gconstpointer a, gconstpointer b)
{
  return *(const int *) a - *(const int *) b;
}

/* In the file's order: a compressed one is read once, from front to back. */
static gboolean
read_ahead (Run *run, GError **error)
{
  VtTrajectory *trajectory = vt_source_get_trajectory (run->results->source);
  VtModel *model = is_wanted (run, "tml") ? vt_source_get_model (run->results->source) : NULL;
  g_autoptr (GArray) frames = g_array_new (FALSE, FALSE, sizeof (int));
  gint64 begin = g_get_monotonic_time ();
  gsize bytes = 0;

  add_lag_frames (run, frames, (const double *) (gpointer) run->lags->data, run->lags->len);
  if (model != NULL)
    {
      guint n_lags;
      const double *lags = vt_model_get_lags (model, &n_lags);
      add_lag_frames (run, frames, lags, n_lags);
    }
  g_array_sort (frames, compare_frames);
  vt_progress_begin (run->progress, _("Reading"), 0, 1);
  for (guint i = 0; i < frames->len && bytes < READ_AHEAD_BYTES; i++)
    {
      int index = g_array_index (frames, int, i);
      g_autoptr (VtFrame) frame = NULL;

      bytes += vt_trajectory_get_n_atoms (trajectory, index) * BYTES_AN_ATOM;
      frame = vt_trajectory_read_frame (trajectory, index, run->cancellable, error);
      if (frame == NULL && !g_error_matches (*error, VT_ERROR, VT_ERROR_INPUT))
        return FALSE;
      g_clear_error (error);
      vt_progress_set (run->progress, (i + 1.0) / frames->len);
    }
  run->results->seconds_read += 1e-6 * (g_get_monotonic_time () - begin);
  return TRUE;
}

/* ---- evaluating ---- */

static void
add_entry (Run *run, const VtAnalysis *analysis, double lag, gboolean asked, VtResult *result)
{
  VtResultsEntry entry = { analysis, lag, asked, result };
  const char *const *warnings = vt_result_get_warnings (result);
  /* That T_ML failed has been said once already. */
  gboolean silent = (strcmp (analysis->id, "polyhedra") == 0 || strcmp (analysis->id, "sro") == 0)
                    && g_ptr_array_find (run->failed, vt_analysis_find ("tml"), NULL);

  g_array_append_val (run->results->entries, entry);
  for (; !silent && *warnings != NULL; warnings++)
    add_warning (run->results, *warnings);
}

static gboolean
is_without_origin (const Run *run, const VtAnalysis *analysis)
{
  gboolean statistics;
  const char *const *from = get_origins (analysis->id, &statistics);

  for (; from != NULL && *from != NULL; from++)
    if (g_ptr_array_find (run->failed, vt_analysis_find (*from), NULL))
      return TRUE;
  return FALSE;
}

/* Left out with a warning where it may be, or else an error. */
static gboolean
leave_out (Run *run, const VtAnalysis *analysis, GError *reason, GError **error)
{
  gboolean must = is_explicit (run, analysis->id) || (run->options->needs_heat && strcmp (analysis->id, "tml") == 0);

  if (must || !g_error_matches (reason, VT_ERROR, VT_ERROR_INPUT))
    {
      g_propagate_error (error, reason);
      return FALSE;
    }
  g_autofree char *text = g_strdup_printf (_("%s is left out: %s"), _(analysis->label), reason->message);
  g_ptr_array_add (run->failed, (gpointer) analysis);
  add_warning (run->results, text);
  g_error_free (reason);
  return TRUE;
}

static gboolean
evaluate_at (Run *run, const VtAnalysis *analysis, const VtState *state, double lag, GError **error)
{
  GError *reason = NULL;
  VtResult *result = vt_evaluator_evaluate (run->evaluator, run->results->source, state, analysis->id, run->progress,
                                            run->cancellable, &reason);

  if (result == NULL)
    return leave_out (run, analysis, reason, error);
  add_entry (run, analysis, lag, TRUE, result);
  return TRUE;
}

/* In one pass over the neighbours; what goes wrong is told by the lags one by one. */
static void
compute_lags_together (Run *run)
{
  g_autoptr (VtResult) all = vt_evaluator_evaluate (run->evaluator, run->results->source, run->results->state,
                                                    "d2min-lags", run->progress, run->cancellable, NULL);
}

static gboolean
evaluate_one (Run *run, const VtAnalysis *analysis, GError **error)
{
  if (!is_explicit (run, analysis->id) && is_without_origin (run, analysis))
    return TRUE;
  if (strcmp (analysis->id, "correlation") == 0 && run->lags->len == 0 && !is_explicit (run, "correlation"))
    return TRUE;
  if (!vt_results_varies_with_lag (analysis))
    return evaluate_at (run, analysis, run->results->state, NAN, error);

  if (strcmp (analysis->id, "d2min") == 0 && run->lags->len > 1)
    compute_lags_together (run);
  for (guint i = 0; i < run->lags->len; i++)
    {
      double lag = g_array_index (run->lags, double, i);
      g_autoptr (VtState) state = vt_state_with_real (run->results->state, "window.lag", lag);

      if (!evaluate_at (run, analysis, state, lag, error))
        return FALSE;
      if (g_ptr_array_find (run->failed, analysis, NULL))
        break;
    }
  return TRUE;
}

/* Neighbours, cells and cutoffs that the rest was made from. */
static void
add_steps (Run *run)
{
  for (guint i = 0; i < vt_analysis_get_count (); i++)
    {
      const VtAnalysis *analysis = vt_analysis_get (i);
      VtResult *result;

      if (vt_results_varies_with_lag (analysis) || strcmp (analysis->id, "frame") == 0
          || vt_results_find (run->results, analysis->id) != NULL)
        continue;
      result = vt_evaluator_peek (run->evaluator, run->results->source, run->results->state, analysis->id);
      if (result != NULL)
        add_entry (run, analysis, NAN, FALSE, result);
    }
}

static gboolean
read_start (Run *run, GError **error)
{
  gint64 begin = g_get_monotonic_time ();
  g_autoptr (VtResult) frame = vt_evaluator_evaluate (run->evaluator, run->results->source, run->results->state,
                                                      "frame", run->progress, run->cancellable, error);

  if (frame == NULL)
    return FALSE;
  run->results->frame = vt_frame_ref (vt_result_get_payload (frame));
  run->results->seconds_read += 1e-6 * (g_get_monotonic_time () - begin);
  return TRUE;
}

static gboolean
run_all (Run *run, GError **error)
{
  g_autoptr (GError) reason = NULL;

  if (!read_start (run, error))
    return FALSE;
  choose_analyses (run);
  if ((run->options->all_lags || needs_lags (run)) && !choose_lags (run, error))
    return FALSE;
  if (!read_ahead (run, &reason))
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return FALSE;
    }
  for (guint i = 0; i < run->wanted->len; i++)
    if (!evaluate_one (run, run->wanted->pdata[i], error))
      return FALSE;
  add_steps (run);
  return TRUE;
}

VtResults *
vt_results_evaluate (VtEvaluator            *evaluator,
                     VtSource               *source,
                     VtState                *state,
                     const VtResultsOptions *options,
                     VtProgress             *progress,
                     GCancellable           *cancellable,
                     GError                **error)
{
  g_autoptr (VtResults) results = NULL;
  g_autoptr (GPtrArray) wanted = g_ptr_array_new ();
  g_autoptr (GPtrArray) failed = g_ptr_array_new ();
  g_autoptr (GArray) lags = g_array_new (FALSE, FALSE, sizeof (double));

  g_return_val_if_fail (VT_IS_EVALUATOR (evaluator) && source != NULL && state != NULL && options != NULL, NULL);

  if (options->compute != NULL && !vt_results_check_ids (options->compute, error))
    return NULL;
  results = results_new (source, state);
  Run run = { evaluator, options, progress, cancellable, wanted, failed, lags, results };
  return run_all (&run, error) ? g_steal_pointer (&results) : NULL;
}

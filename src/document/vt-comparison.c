#include "vt-comparison-private.h"

#include <math.h>

#include "vt-i18n.h"
#include "vt-report-number.h"
#include "vt-run-comparison.h"

/* What the depictions of all panels may take, and what one takes an atom: values, a frame's coordinates, flags. */
#define MEMORY (1024.0 * 1024.0 * 1024.0)
#define BYTES_AN_ATOM 48.0

guint
vt_comparison_get_limit (gsize n_atoms)
{
  return (guint) CLAMP (MEMORY / (BYTES_AN_ATOM * MAX (n_atoms, 1)), 2, VT_COMPARISON_MAX);
}

static char *
get_symbol (const char *property)
{
  const VtProperty *row = vt_analysis_find_property (property, NULL);

  if (row != NULL)
    return g_strdup (_(row->symbol != NULL ? row->symbol : row->label));
  return g_markup_escape_text (g_str_has_prefix (property, "file:") ? property + 5 : property, -1);
}

/* Two panels of one id, a run that is compared with itself, would share a place. */
static void
add_panel (GPtrArray *panels, VtComparisonPanel *panel, VtSource *source, gboolean dark)
{
  guint n = 0;

  for (guint i = 0; i < panels->len; i++)
    n += g_str_equal (((VtComparisonPanel *) panels->pdata[i])->id, panel->id) ? 1 : 0;
  if (n > 0)
    {
      g_autofree char *id = g_steal_pointer (&panel->id);

      panel->id = g_strdup_printf ("%s #%u", id, n + 1);
    }
  vt_comparison_panel_make_key (panel, source, dark);
  g_ptr_array_add (panels, panel);
}

/* ---- by lags ---- */

/* T_ML does not depend on the lag: without it its panel stays while that is dragged. */
static void
plan_heat (GPtrArray *panels, VtSource *source, const VtState *state, VtState *selection, gboolean dark)
{
  g_autoptr (VtState) any_lag = vt_state_with_real (state, "window.lag", 1);
  VtComparisonPanel *panel = vt_comparison_panel_new (g_strdup ("t_ml"), get_symbol ("t_ml"), "t_ml", any_lag);

  panel->selection = selection != NULL ? vt_state_ref (selection) : NULL;
  add_panel (panels, panel, source, dark);
}

static void
plan_lag (GPtrArray *panels, VtSource *source, const VtState *state, double lag, VtState *selection, gboolean dark)
{
  g_autoptr (VtState) at_lag = vt_state_with_real (state, "window.lag", lag);
  g_autofree char *number = vt_report_number (lag), *symbol = get_symbol ("d2min");
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];
  VtComparisonPanel *panel
      = vt_comparison_panel_new (g_strdup_printf ("d2min@%s", g_ascii_formatd (buffer, sizeof buffer, "%.9g", lag)),
                                 /* The comma keeps clear of a subscript. */
                                 g_strdup_printf ("%s\u200a, Δ<i>t</i> = %s\u202fps", symbol, number), "d2min", at_lag);

  panel->brief = g_strdup_printf ("Δ<i>t</i> = %s\u202fps", number);
  panel->selection = selection != NULL ? vt_state_ref (selection) : NULL;
  add_panel (panels, panel, source, dark);
}

/* A brushed range of D²min is one at the window's own lag: the same atoms are selected in all panels. */
static void
plan_lags (GPtrArray *panels, VtSource *source, const VtState *state, gboolean dark)
{
  gsize n;
  const double *lags = vt_state_get_reals (state, "correlation.lags", &n);
  VtState *selection = *vt_state_get_text (state, "selection.property") != '\0' ? (VtState *) state : NULL;
  g_autoptr (VtState) plain = vt_state_with_text (state, "selection.property", "");

  plan_heat (panels, source, plain, selection, dark);
  for (gsize i = 0; i < n; i++)
    plan_lag (panels, source, plain, lags[i], selection, dark);
}

/* ---- by frames ---- */

/* "t = 45 ps" */
static char *
describe_frame (VtSource *source, const VtState *state, guint frame)
{
  double time = vt_trajectory_get_time (vt_source_get_trajectory (source), frame,
                                        vt_state_get_real (state, "trajectory.timestep"));
  g_autofree char *number = NULL;

  if (isnan (time))
    return g_strdup_printf (_("frame %u"), frame);
  number = vt_report_number (time);
  return g_strdup_printf ("<i>t</i> = %s\u202fps", number);
}

static void
plan_frame (GPtrArray *panels, VtSource *source, const VtState *state, guint frame, gboolean dark)
{
  const char *property = vt_state_get_text (state, "view.color-by");
  g_autoptr (VtState) at_frame = vt_state_with_integer (state, "window.frame", frame);
  g_autofree char *when = describe_frame (source, state, frame), *symbol = get_symbol (property);
  VtComparisonPanel *panel = vt_comparison_panel_new (g_strdup_printf ("frame@%u", frame),
                                                      g_strdup_printf ("%s\u200a, %s", symbol, when), property, at_frame);

  panel->brief = g_steal_pointer (&when);
  add_panel (panels, panel, source, dark);
}

static void
plan_frames (GPtrArray *panels, VtSource *source, const VtState *state, gboolean dark)
{
  g_autoptr (GArray) frames = vt_comparison_choose_frames (source, state);

  for (guint i = 0; i < frames->len; i++)
    plan_frame (panels, source, state, g_array_index (frames, guint, i), dark);
}

/* ---- by runs ---- */

static void
plan_run (GPtrArray *panels, VtSource *source, const VtState *state, const VtComparedRun *run, gboolean dark)
{
  g_autofree char *uri = g_file_get_uri (run->file);
  const char *property = vt_state_get_text (state, "view.color-by");
  g_autoptr (VtState) of_run = vt_run_comparison_get_state (state, run, NULL);
  VtComparisonPanel *panel;

  if (of_run == NULL)
    return;
  panel = vt_comparison_panel_new (g_strdup_printf ("run@%s", uri), get_symbol (property), property, of_run);
  panel->name = g_strdup (run->label);
  panel->other = TRUE;
  add_panel (panels, panel, source, dark);
}

static void
plan_runs (GPtrArray *panels, VtSource *source, VtState *state, gboolean dark)
{
  g_autoptr (GPtrArray) runs = vt_run_comparison_get_runs (state);
  const char *property = vt_state_get_text (state, "view.color-by");
  VtComparisonPanel *own = vt_comparison_panel_new (g_strdup ("run@"), get_symbol (property), property, state);

  own->name = vt_run_comparison_name_source (source);
  add_panel (panels, own, source, dark);
  for (guint i = 0; i < runs->len; i++)
    plan_run (panels, source, state, runs->pdata[i], dark);
}

GPtrArray *
vt_comparison_plan (VtSource *source, const VtState *state, gboolean dark, guint *n_left_out)
{
  GPtrArray *panels = g_ptr_array_new_with_free_func ((GDestroyNotify) vt_comparison_panel_unref);
  guint limit;

  g_return_val_if_fail (source != NULL && state != NULL && n_left_out != NULL, panels);

  if (vt_state_is (state, "compare.by", "frames"))
    plan_frames (panels, source, state, dark);
  else if (vt_state_is (state, "compare.by", "runs"))
    plan_runs (panels, source, (VtState *) state, dark);
  else
    plan_lags (panels, source, state, dark);
  limit = vt_comparison_get_limit (vt_trajectory_get_n_atoms (vt_source_get_trajectory (source), 0));
  *n_left_out = panels->len > limit ? panels->len - limit : 0;
  if (*n_left_out > 0)
    g_ptr_array_set_size (panels, (int) limit);
  return panels;
}

/* One panel of a comparison: made by the plan without a picture, then again with what is evaluated for it. */
#include "vt-comparison-private.h"

#include <math.h>

#include "vt-error.h"
#include "vt-i18n.h"

/* Of a run beside the document's one frame is looked at: bytes of those that are kept, all the same, for the next. */
#define RUN_CACHE (64u << 20)

struct _VtComparisonSources
{
  VtEvaluator *evaluator; /* its own within the document's: what belongs to a frame goes with it */
  VtEvaluator *parent;
  VtSource    *source;
  GPtrArray   *opened; /* of VtSource, the newest last */
};

/* ---- panels ---- */

VtComparisonPanel *
vt_comparison_panel_new (char *id, char *title, const char *property, VtState *state)
{
  VtComparisonPanel *panel = g_atomic_rc_box_new0 (VtComparisonPanel);

  panel->id = id;
  panel->title = title;
  panel->property = g_strdup (property);
  panel->state = vt_state_ref (state);
  return panel;
}

VtComparisonPanel *
vt_comparison_panel_ref (VtComparisonPanel *panel)
{
  g_return_val_if_fail (panel != NULL, NULL);

  return g_atomic_rc_box_acquire (panel);
}

static void
panel_clear (gpointer data)
{
  VtComparisonPanel *panel = data;

  g_free (panel->id);
  g_free (panel->key);
  g_free (panel->title);
  g_free (panel->brief);
  g_free (panel->name);
  g_free (panel->property);
  g_free (panel->message);
  vt_state_unref (panel->state);
  g_clear_pointer (&panel->selection, vt_state_unref);
  g_clear_pointer (&panel->depiction, vt_depiction_free);
}

void
vt_comparison_panel_unref (VtComparisonPanel *panel)
{
  g_return_if_fail (panel != NULL);

  g_atomic_rc_box_release_full (panel, panel_clear);
}

static VtComparisonPanel *
panel_copy_plan (const VtComparisonPanel *planned)
{
  VtComparisonPanel *panel = vt_comparison_panel_new (g_strdup (planned->id), g_strdup (planned->title),
                                                      planned->property, planned->state);

  panel->key = g_strdup (planned->key);
  panel->brief = g_strdup (planned->brief);
  panel->name = g_strdup (planned->name);
  panel->selection = planned->selection != NULL ? vt_state_ref (planned->selection) : NULL;
  panel->other = planned->other;
  return panel;
}

/* Where one looks from and what else is drawn beside asks for no other depiction; what a chart reads does not either. */
static gboolean
is_of_depictions (const VtParameter *parameter)
{
  static const char *const others[] = { "slice.", "compare.", "comparison.", "correlation.", "errors.",
                                        "scatter.", "timeseries.", "playback.", "view.camera", "view.axes",
                                        "view.projection", "view.page" };

  if (parameter->scope == VT_PARAMETER_TRAINING || parameter->scope == VT_PARAMETER_MECHANICS
      || parameter->scope == VT_PARAMETER_OUTPUT
      || g_str_equal (parameter->key, "view.color-by"))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    if (g_str_has_prefix (parameter->key, others[i]))
      return FALSE;
  return TRUE;
}

void
vt_comparison_panel_make_key (VtComparisonPanel *panel, VtSource *source, gboolean dark)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new ();
  g_autofree char *selected = NULL, *salt = NULL;

  for (guint i = 0; i < vt_parameter_get_count (); i++)
    if (is_of_depictions (vt_parameter_get (i)))
      g_ptr_array_add (keys, (char *) vt_parameter_get (i)->key);
  g_ptr_array_add (keys, NULL);
  if (panel->selection != NULL)
    selected = vt_state_digest (panel->selection, (const char *const[]){ "window.lag", "selection.property", NULL },
                                "");
  salt = g_strdup_printf ("%s %p %d %s", panel->property, (void *) source, dark, selected != NULL ? selected : "");
  panel->key = vt_state_digest (panel->state, (const char *const *) keys->pdata, salt);
}

/* ---- files ---- */

VtComparisonSources *
vt_comparison_sources_new (VtEvaluator *evaluator, VtSource *source)
{
  VtComparisonSources *sources = g_new0 (VtComparisonSources, 1);

  sources->parent = g_object_ref (evaluator);
  sources->evaluator = vt_evaluator_new_within (evaluator, RUN_CACHE);
  sources->source = vt_source_ref (source);
  sources->opened = g_ptr_array_new_with_free_func ((GDestroyNotify) vt_source_unref);
  return sources;
}

void
vt_comparison_sources_free (VtComparisonSources *sources)
{
  g_return_if_fail (sources != NULL);

  g_object_unref (sources->evaluator);
  g_object_unref (sources->parent);
  vt_source_unref (sources->source);
  g_ptr_array_unref (sources->opened);
  g_free (sources);
}

gboolean
vt_comparison_sources_serve (VtComparisonSources *sources, VtEvaluator *evaluator, VtSource *source)
{
  g_return_val_if_fail (sources != NULL, FALSE);

  return sources->parent == evaluator && sources->source == source;
}

/* (transfer none) */
static VtSource *
open_run (VtComparisonSources *sources, const VtState *state, VtProgress *progress, GCancellable *cancellable,
          GError **error)
{
  VtSource *source;

  for (guint i = 0; i < sources->opened->len; i++)
    if (vt_source_serves (sources->opened->pdata[i], state))
      return sources->opened->pdata[i];
  source = vt_source_open (state, sources->source, progress, cancellable, error);
  if (source == NULL)
    return NULL;
  if (vt_source_get_trajectory (source) != vt_source_get_trajectory (sources->source))
    vt_trajectory_set_cache_limit (vt_source_get_trajectory (source), RUN_CACHE);
  if (sources->opened->len == VT_COMPARISON_MAX)
    g_ptr_array_remove_index (sources->opened, 0);
  g_ptr_array_add (sources->opened, source);
  return source;
}

/* ---- evaluating ---- */

/* Which atoms are selected, by another state's window. */
static gboolean
select_by (VtComparisonPanel *panel, VtEvaluator *evaluator, VtSource *source, gboolean dark, GCancellable *cancellable,
           GError **error)
{
  g_autoptr (VtDepiction) selected = vt_depiction_evaluate (evaluator, source, panel->selection, "element", dark, NULL,
                                                            cancellable, error);
  guint8 *flags;

  if (selected == NULL)
    return FALSE;
  flags = panel->depiction->flags;
  panel->depiction->flags = selected->flags;
  panel->depiction->n_selected = selected->n_selected;
  selected->flags = flags;
  return TRUE;
}

/* The state with the frame of the other run that goes with the one that is looked at. */
static VtState *
find_state (VtComparisonSources *sources, VtSource *source, const VtComparisonPanel *panel, GError **error)
{
  guint frame;

  if (!panel->other)
    return vt_state_ref (panel->state);
  if (!vt_comparison_find_frame (vt_source_get_trajectory (sources->source), vt_source_get_trajectory (source),
                                 panel->state, &frame, error))
    return NULL;
  return vt_state_with_integer (panel->state, "window.frame", frame);
}

static gboolean
depict (VtComparisonPanel *panel, VtComparisonSources *sources, gboolean dark, VtProgress *progress,
        GCancellable *cancellable, GError **error)
{
  VtSource *source = panel->other ? open_run (sources, panel->state, progress, cancellable, error) : sources->source;
  VtState *state = source != NULL ? find_state (sources, source, panel, error) : NULL;

  if (state == NULL)
    return FALSE;
  vt_state_unref (panel->state);
  panel->state = state;
  panel->depiction = vt_depiction_evaluate (sources->evaluator, source, state, panel->property, dark, progress,
                                            cancellable, error);
  return panel->depiction != NULL
         && (panel->selection == NULL
             || select_by (panel, sources->evaluator, source, dark, cancellable, error));
}

static gsize
count_missing (const VtColumn *column)
{
  const double *values = vt_column_get_values (column);
  gsize n = 0;

  for (gsize i = 0; i < vt_column_get_n (column); i++)
    n += isnan (values[i]) ? 1 : 0;
  return n;
}

VtComparisonPanel *
vt_comparison_evaluate (VtComparisonSources     *sources,
                        const VtComparisonPanel *planned,
                        gboolean                 dark,
                        VtProgress              *progress,
                        GCancellable            *cancellable,
                        GError                 **error)
{
  g_autoptr (VtComparisonPanel) panel = NULL;
  g_autoptr (GError) reason = NULL;

  g_return_val_if_fail (sources != NULL && planned != NULL, NULL);

  panel = panel_copy_plan (planned);
  if (depict (panel, sources, dark, progress, cancellable, &reason))
    {
      panel->n_missing = count_missing (panel->depiction->values);
      return g_steal_pointer (&panel);
    }
  if (g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return NULL;
    }
  g_clear_pointer (&panel->depiction, vt_depiction_free);
  panel->message = g_strdup (reason->message);
  return g_steal_pointer (&panel);
}

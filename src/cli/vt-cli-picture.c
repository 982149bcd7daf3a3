#include "vt-cli-picture.h"

#include <string.h>

#include "vt-depiction.h"
#include "vt-error.h"
#include "vt-i18n.h"

/* The lag in "slice-d2min-5ps", and where it begins; %NULL where the name has none. */
static const char *
find_lag (const char *name, double *lag)
{
  const char *dash = strrchr (name, '-');
  char *end;

  if (dash == NULL || dash == name)
    return NULL;
  *lag = g_ascii_strtod (dash + 1, &end);
  return end != dash + 1 && strcmp (end, "ps") == 0 && *lag > 0 ? dash : NULL;
}

VtFigure *
vt_cli_figure_new (
    VtCli *cli, VtEvaluator *evaluator, VtSource *source, VtState *state, const char *name, GError **error)
{
  double lag;
  const char *dash = find_lag (name, &lag);
  g_autofree char *kind = dash != NULL ? g_strndup (name, dash - name) : g_strdup (name);
  g_autoptr (VtState) at_lag = NULL;
  VtFigure *figure;

  at_lag = dash != NULL ? vt_state_with (state, "window.lag", g_variant_new_double (lag), error) : vt_state_ref (state);
  if (at_lag == NULL)
    return NULL;
  figure = vt_figure_new (evaluator, source, at_lag, kind, cli->progress, cli->cancellable, error);
  for (const char *const *note = figure != NULL ? vt_figure_get_notes (figure) : NULL; note != NULL && *note != NULL;
       note++)
    vt_cli_warn (cli, "%s", *note);
  return figure;
}

/* ---- --slice ---- */

static gboolean
get_share (const VtSlice *slice, const VtCell *cell, double *share, GError **error)
{
  double minimum, maximum;

  vt_slice_get_range (slice, cell, &minimum, &maximum);
  *share = (slice->position - minimum) / (maximum - minimum);
  if (*share >= 0 && *share <= 1)
    return TRUE;
  vt_set_error_at (error, VT_ERROR_USAGE, NULL, _("--slice: %g Å is outside the cell, which reaches from %g to %g Å"),
                   slice->position, minimum, maximum);
  return FALSE;
}

/* A slice across x, y or z is named by its axis, as the window's buttons do it. */
static VtState *
with_slice (VtState *state, const VtSlice *slice, double share, GError **error)
{
  int along = vt_slice_get_axis (slice);
  const char axis[] = { "xyz"[MAX (along, 0)], '\0' };
  g_autoptr (VtState) named = along >= 0 ? vt_state_with_text (state, "slice.axis", axis) : vt_state_ref (state);
  g_autoptr (VtState) turned = vt_state_with (
      named, "slice.normal", g_variant_new_fixed_array (G_VARIANT_TYPE_DOUBLE, slice->normal, along < 0 ? 3 : 0, sizeof (double)), error);
  g_autoptr (VtState) whole = turned != NULL ? vt_state_with (turned, "slice.view", g_variant_new ("ad", NULL), error) : NULL;
  g_autoptr (VtState) moved = whole != NULL ? vt_state_with_real (whole, "slice.position", share) : NULL;

  return moved != NULL ? vt_state_with (moved, "slice.thickness", g_variant_new_double (slice->thickness), error) : NULL;
}

VtState *
vt_cli_apply_slice (VtCli *cli, VtEvaluator *evaluator, VtCliOpened *opened, GError **error)
{
  const char *text = vt_cli_arguments_get (cli->arguments, "slice");
  g_autoptr (VtResult) frame = NULL;
  const VtCell *cell;
  VtSlice slice;
  double share;

  if (text == NULL)
    return vt_state_ref (opened->state);
  frame = vt_evaluator_evaluate (evaluator, opened->source, opened->state, "frame", cli->progress, cli->cancellable,
                                 error);
  if (frame == NULL)
    return NULL;
  cell = vt_frame_get_cell (vt_result_get_payload (frame));
  vt_depiction_get_slice (opened->state, cell, &slice);
  if (!vt_slice_from_string (&slice, text, error))
    return NULL;
  return get_share (&slice, cell, &share, error) ? with_slice (opened->state, &slice, share, error) : NULL;
}

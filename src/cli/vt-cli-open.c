#include "vt-cli-open.h"

#include <math.h>

#include "vt-error.h"
#include "vt-i18n.h"
#include "vt-parallel.h"
#include "vt-session.h"

void
vt_cli_opened_free (VtCliOpened *opened)
{
  g_return_if_fail (opened != NULL);

  g_clear_pointer (&opened->state, vt_state_unref);
  g_clear_pointer (&opened->source, vt_source_unref);
  g_free (opened);
}

gboolean
vt_cli_set_threads (VtCli *cli, GError **error)
{
  gint64 threads = 0;

  if (!vt_cli_arguments_get_integer (cli->arguments, "threads", 0, 1024, &threads, error))
    return FALSE;
  vt_parallel_set_threads (threads);
  return TRUE;
}

static VtState *
state_of_file (VtCli *cli, GFile *file, GError **error)
{
  g_autoptr (VtState) usual = vt_state_new ();
  g_autoptr (VtSession) session = NULL;
  g_autofree char *uri = g_file_get_uri (file);
  g_autoptr (VtState) state = NULL;

  if (!vt_session_is_session (file))
    {
      state = vt_state_with_text (usual, "trajectory.file", uri);
      return vt_state_with_text (state, "view.color-by", "element");
    }
  session = vt_session_load (file, cli->cancellable, error);
  if (session == NULL)
    return NULL;
  for (char **notice = session->notices; *notice != NULL; notice++)
    vt_cli_warn (cli, "%s", *notice);
  return g_steal_pointer (&session->state);
}

/* ---- --time ---- */

static gboolean
fail_for_time (VtTrajectory *trajectory, double time, double before, double after, GError **error)
{
  VtPlace place = { vt_trajectory_get_name (trajectory), -1, 0, NULL };
  g_autofree char *hint = NULL;

  if (isnan (before) && isnan (after))
    hint = g_strdup (_("Give the MD time step in ps (--timestep)"));
  else if (isnan (before) || isnan (after))
    hint = g_strdup_printf (_("The nearest frame is at %g ps"), isnan (before) ? after : before);
  else
    hint = g_strdup_printf (_("The nearest frames are at %g and %g ps"), before, after);
  place.hint = hint;
  vt_set_error_at (error, VT_ERROR_INPUT, &place, _("no frame is at %g ps"), time);
  return FALSE;
}

/* The frame at that time, as near as vt_trajectory_find_lag() asks for. */
static gboolean
find_time (VtTrajectory *trajectory, double time, double timestep, guint *frame, GError **error)
{
  double before = NAN, after = NAN;

  for (guint i = 0; i < vt_trajectory_get_n_frames (trajectory); i++)
    {
      double here = vt_trajectory_get_time (trajectory, i, timestep);

      if (fabs (here - time) <= MAX (1e-6, 1e-9 * fabs (time)))
        {
          *frame = i;
          return TRUE;
        }
      if (here < time && !(before > here))
        before = here;
      if (here > time && !(after < here))
        after = here;
    }
  return fail_for_time (trajectory, time, before, after, error);
}

static gboolean
apply_time (VtCli *cli, VtCliOpened *opened, GError **error)
{
  double time = NAN;
  guint frame;
  VtState *state;

  if (!vt_cli_arguments_get_real (cli->arguments, "time", -1e15, 1e15, &time, error))
    return FALSE;
  if (isnan (time))
    return TRUE;
  if (!find_time (vt_source_get_trajectory (opened->source), time,
                  vt_state_get_real (opened->state, "trajectory.timestep"), &frame, error))
    return FALSE;
  state = vt_state_with_integer (opened->state, "window.frame", frame);
  vt_state_unref (opened->state);
  opened->state = state;
  return TRUE;
}

VtCliOpened *
vt_cli_open (VtCli *cli, GFile *file, GError **error)
{
  g_autoptr (VtCliOpened) opened = g_new0 (VtCliOpened, 1);
  g_autoptr (VtState) state = NULL;
  gint64 begin = g_get_monotonic_time ();
  const char *const *warnings;

  if (vt_cli_arguments_has (cli->arguments, "frame") && vt_cli_arguments_has (cli->arguments, "time"))
    {
      vt_set_error_at (error, VT_ERROR_USAGE, NULL, _("--frame and --time exclude each other"));
      return NULL;
    }
  if (!vt_cli_set_threads (cli, error) || (state = state_of_file (cli, file, error)) == NULL)
    return NULL;
  opened->state = vt_cli_arguments_apply (cli->arguments, state);
  vt_progress_begin (cli->progress, _("Opening"), 0, 1);
  opened->source = vt_source_open (opened->state, NULL, cli->progress, cli->cancellable, error);
  if (opened->source == NULL || !apply_time (cli, opened, error))
    return NULL;

  warnings = vt_trajectory_get_warnings (vt_source_get_trajectory (opened->source));
  for (; *warnings != NULL; warnings++)
    vt_cli_warn (cli, "%s", *warnings);
  opened->seconds = 1e-6 * (g_get_monotonic_time () - begin);
  return g_steal_pointer (&opened);
}

#include "vt-cli-runs.h"

#include <math.h>
#include <string.h>

#include "vt-error.h"
#include "vt-i18n.h"
#include "vt-trajectory.h"

/* One run while it is read. */
typedef struct
{
  VtCli                 *cli;
  const VtCliRunOptions *options;
  VtDataset             *dataset;
  VtTrajectory          *trajectory;
  double                 temperature;
} Run;

static gboolean
split_class (const char *text, double *temperature, const char **file, GError **error)
{
  char *end;

  *temperature = g_ascii_strtod (text, &end);
  if (end != text && *end == '=' && end[1] != '\0' && *temperature > 0 && *temperature <= 1e5)
    {
      *file = end + 1;
      return TRUE;
    }
  vt_set_error_at (error, VT_ERROR_USAGE, NULL,
                   _("--class: “%s” is not possible; expected is a temperature in K and a file, as in 100=relax.dump"),
                   text);
  return FALSE;
}

gboolean
vt_cli_runs_check (const char *const *classes, GError **error)
{
  double temperature;
  const char *file;

  g_return_val_if_fail (classes != NULL, FALSE);

  if (*classes == NULL)
    {
      vt_set_error_at (error, VT_ERROR_USAGE, NULL, _("--class TEMPERATURE=FILE is missing"));
      return FALSE;
    }
  for (; *classes != NULL; classes++)
    if (!split_class (*classes, &temperature, &file, error))
      return FALSE;
  return TRUE;
}

/* ---- where windows may begin ---- */

/* The lags without a frame after @start; "" where all are there. (transfer full) */
static char *
missing_lags (const Run *run, guint start)
{
  GString *missing = g_string_new (NULL);
  guint n;
  const double *lags = vt_dataset_get_lags (run->dataset, &n);

  for (guint i = 0; i < n; i++)
    if (vt_trajectory_find_lag (run->trajectory, start, lags[i], run->options->timestep) < 0)
      g_string_append_printf (missing, "%s%g", missing->len > 0 ? ", " : "", lags[i]);
  return g_string_free (missing, FALSE);
}

static gboolean
check_first (const Run *run, GError **error)
{
  VtPlace place = { vt_trajectory_get_name (run->trajectory), 0, 0,
                    _("Choose --lags that the file has; nothing is interpolated") };
  g_autofree char *missing = NULL;

  if (isnan (vt_trajectory_get_time (run->trajectory, 0, run->options->timestep)))
    {
      place.hint = _("Give the MD time step in ps (--timestep)");
      vt_set_error_at (error, VT_ERROR_INPUT, &place, _("the file counts steps and tells no time"));
      return FALSE;
    }
  missing = missing_lags (run, 0);
  if (*missing == '\0')
    return TRUE;
  vt_set_error_at (error, VT_ERROR_INPUT, &place, _("no frame lies %s ps after this one"), missing);
  return FALSE;
}

/* Frames to begin at: (transfer full) (element-type guint). */
static GArray *
choose_origins (const Run *run, GError **error)
{
  g_autoptr (GArray) possible = g_array_new (FALSE, FALSE, sizeof (guint));
  GArray *chosen;
  guint n = run->options->n_origins;

  if (!check_first (run, error))
    return NULL;
  for (guint frame = 0; frame < vt_trajectory_get_n_frames (run->trajectory); frame++)
    {
      g_autofree char *missing = missing_lags (run, frame);
      if (*missing == '\0')
        g_array_append_val (possible, frame);
    }
  if (possible->len < n)
    {
      vt_set_error_at (error, VT_ERROR_INPUT, &(VtPlace){ vt_trajectory_get_name (run->trajectory), -1, 0, NULL },
                       _("only %u windows of all lags fit in, not %u (--origins)"), possible->len, n);
      return NULL;
    }
  chosen = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < n; i++)
    g_array_append_val (chosen,
                        g_array_index (possible, guint, n > 1 ? (guint64) i * (possible->len - 1) / (n - 1) : 0));
  return chosen;
}

/* ---- reading ---- */

static gboolean
add_window (const Run *run, guint start, GError **error)
{
  g_autoptr (VtFrame) first = vt_trajectory_read_frame (run->trajectory, start, run->cli->cancellable, error);
  g_autofree double *features = NULL;
  guint n_lags;
  const double *lags = vt_dataset_get_lags (run->dataset, &n_lags);
  gsize n;

  if (first == NULL)
    return FALSE;
  n = vt_frame_get_n_atoms (first);
  features = g_new (double, n_lags * n);
  for (guint l = 0; l < n_lags; l++)
    {
      int index = vt_trajectory_find_lag (run->trajectory, start, lags[l], run->options->timestep);
      g_autoptr (VtFrame) read = vt_trajectory_read_frame (run->trajectory, index, run->cli->cancellable, error);
      g_autoptr (VtFrame) later = read != NULL ? vt_frame_on_table (read, vt_frame_get_atoms (first)) : NULL;

      if (later == NULL)
        return FALSE;
      vt_features_compute (first, later, vt_dataset_get_normalization (run->dataset),
                           vt_dataset_get_affine_mapping (run->dataset), run->temperature, features + l * n);
    }
  return vt_dataset_add_run (run->dataset, vt_trajectory_get_identity (run->trajectory), run->temperature,
                             vt_frame_get_atoms (first),
                             vt_trajectory_get_time (run->trajectory, start, run->options->timestep), features, error);
}

static gboolean
add_run (Run *run, const char *text, GError **error)
{
  VtTrajectoryOptions reading = { run->options->elements };
  g_autoptr (VtTrajectory) trajectory = NULL;
  g_autoptr (GArray) origins = NULL;
  g_autoptr (GFile) file = NULL;
  g_autoptr (GError) reason = NULL;
  const char *path;

  if (!split_class (text, &run->temperature, &path, error))
    return FALSE;
  file = g_file_new_for_commandline_arg (path);
  trajectory = vt_trajectory_open (file, &reading, NULL, run->cli->cancellable, error);
  run->trajectory = trajectory;
  if (trajectory == NULL || (origins = choose_origins (run, error)) == NULL)
    return FALSE;
  for (guint i = 0; i < origins->len; i++)
    if (!add_window (run, g_array_index (origins, guint, i), &reason))
      {
        gboolean named = !g_error_matches (reason, VT_ERROR, VT_ERROR_INPUT)
                         || strstr (reason->message, vt_trajectory_get_name (trajectory)) != NULL;
        if (!named)
          g_prefix_error (&reason, "%s: ", vt_trajectory_get_name (trajectory));
        g_propagate_error (error, g_steal_pointer (&reason));
        return FALSE;
      }
  return TRUE;
}

gboolean
vt_cli_runs_add (VtCli                 *cli,
                 const char *const     *classes,
                 const VtCliRunOptions *options,
                 VtDataset             *dataset,
                 GError               **error)
{
  guint n;

  g_return_val_if_fail (cli != NULL && classes != NULL && options != NULL && dataset != NULL, FALSE);

  n = g_strv_length ((char **) classes);
  for (guint i = 0; i < n; i++)
    {
      Run run = { cli, options, dataset, NULL, NAN };

      vt_progress_begin (cli->progress, _("Reading the runs"), (double) i / n, (i + 1.0) / n);
      if (!add_run (&run, classes[i], error))
        return FALSE;
      vt_progress_set (cli->progress, 1);
    }
  return TRUE;
}

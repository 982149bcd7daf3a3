#include "bench-runs.h"

#include <stdio.h>
#include "vt-trajectory.h"

#define TIMESTEP 0.0025
#define HOTTEST 3000

static gboolean
add_window (VtDataset *dataset, VtTrajectory *trajectory, double temperature, guint start, GError **error)
{
  g_autoptr (VtFrame) first = vt_trajectory_read_frame (trajectory, start, NULL, error);
  g_autofree double *features = NULL;
  guint n_lags;
  const double *lags = vt_dataset_get_lags (dataset, &n_lags);
  gsize n;

  if (first == NULL)
    return FALSE;
  n = vt_frame_get_n_atoms (first);
  features = g_new (double, n_lags * n);
  for (guint l = 0; l < n_lags; l++)
    {
      int frame = vt_trajectory_find_lag (trajectory, start, lags[l], TIMESTEP);
      g_autoptr (VtFrame) read = NULL;
      g_autoptr (VtFrame) later = NULL;

      if (frame < 0)
        {
          g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "%s: no frame %g ps after frame %u",
                       vt_trajectory_get_name (trajectory), lags[l], start);
          return FALSE;
        }
      if ((read = vt_trajectory_read_frame (trajectory, (guint) frame, NULL, error)) == NULL)
        return FALSE;
      later = vt_frame_on_table (read, vt_frame_get_atoms (first));
      vt_features_compute (first, later, vt_dataset_get_normalization (dataset),
                           vt_dataset_get_affine_mapping (dataset), temperature, features + l * n);
    }

  return vt_dataset_add_run (dataset, vt_trajectory_get_identity (trajectory), temperature,
                             vt_frame_get_atoms (first), vt_trajectory_get_time (trajectory, start, TIMESTEP),
                             features, error);
}

gboolean
bench_runs_add (VtDataset *dataset, const char *path, double temperature, guint n_origins, double step, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (VtTrajectory) trajectory = vt_trajectory_open (file, NULL, NULL, NULL, error);

  if (trajectory == NULL)
    return FALSE;
  for (guint i = 0; i < n_origins; i++)
    {
      int start = i == 0 ? 0 : vt_trajectory_find_lag (trajectory, 0, i * step, TIMESTEP);

      if (start < 0)
        {
          g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "%s: no frame at %g ps", path, i * step);
          return FALSE;
        }
      if (!add_window (dataset, trajectory, temperature, (guint) start, error))
        return FALSE;
    }

  return TRUE;
}

VtDataset *
bench_runs_read (const char *folder, const double *lags, guint n_lags, guint n_origins, double step, GError **error)
{
  g_autoptr (VtDataset) dataset = vt_dataset_new (lags, n_lags, VT_NORMALIZATION_MASS_AND_TEMPERATURE, TRUE);

  for (guint temperature = 50; temperature <= HOTTEST; temperature += 50)
    {
      g_autofree char *name = g_strdup_printf ("relax_%uK.lammpstrj.gz", temperature);
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_EXISTS) && !bench_runs_add (dataset, path, temperature, n_origins, step, error))
        return NULL;
    }
  if (vt_dataset_get_n (dataset) == 0)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "%s holds no relax_<T>K.lammpstrj.gz", folder);
      return NULL;
    }

  return g_steal_pointer (&dataset);
}

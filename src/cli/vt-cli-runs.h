/* The training runs of a model: trajectories of known temperature, and the instances that their windows give. */
#pragma once

#include "vt-cli.h"
#include "vt-dataset.h"

G_BEGIN_DECLS

/**
 * VtCliRunOptions:
 * @elements: as for vt_trajectory_open()
 * @timestep: ps, NaN where it was not given
 * @n_origins: windows a run, evenly over the frames after which every lag is there; one begins at frame 0
 */
typedef struct
{
  const char *elements;
  double      timestep;
  guint       n_origins;
} VtCliRunOptions;

/**
 * vt_cli_runs_check:
 * @classes: "100=FILE", NULL-terminated
 *
 * VT_ERROR_USAGE for what is no temperature and file, before anything is read.
 */
gboolean vt_cli_runs_check (const char *const *classes, GError **error);
/* Reads the runs and adds all their windows to @dataset. */
gboolean vt_cli_runs_add (VtCli                 *cli,
                          const char *const     *classes,
                          const VtCliRunOptions *options,
                          VtDataset             *dataset,
                          GError               **error);

G_END_DECLS

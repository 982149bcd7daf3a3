/* Real instances for benchmarks of the predictor: the relaxations in a folder, read and made into features. */
#pragma once

#include "vt-dataset.h"

G_BEGIN_DECLS

/**
 * bench_runs_read:
 * @folder: holds relax_<T>K.lammpstrj.gz, T in K
 * @lags: ps, ascending
 * @n_origins: windows of each run, a frame of the coarse grid (every @step ps) apart
 * @step: ps
 *
 * All runs whose file is there, by temperature; normalisation T/m, affine mapping. Time step 2.5 fs.
 *
 * Returns: (transfer full): NULL with @error where there is none, or where one cannot be read
 */
VtDataset *bench_runs_read (const char   *folder,
                            const double *lags,
                            guint         n_lags,
                            guint         n_origins,
                            double        step,
                            GError      **error);

/* Adds one run, read from a file of any name; FALSE with @error where it cannot be read. */
gboolean bench_runs_add (VtDataset  *dataset,
                         const char *path,
                         double      temperature,
                         guint       n_origins,
                         double      step,
                         GError    **error);

G_END_DECLS

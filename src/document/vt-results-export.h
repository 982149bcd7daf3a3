/* Results into files: a column an atom, and a CSV file a table. */
#pragma once

#include "vt-results.h"

G_BEGIN_DECLS

/**
 * vt_results_write_atoms:
 * @votes: whether text formats too get the votes for each class, as columns t_ml_votes_<T>K
 *
 * id element x y z t_ml t_ml_spread t_ml_outside d2min_<lag>ps voronoi_n3 … voronoi_n6 voronoi_faces voronoi_volume
 * lffs cn class: those that were computed, in the format of the file's name; then what else the analysis table gives.
 * HDF5 also has the votes, atoms/t_ml_votes, uint16 [n][classes]. The file is replaced as a whole.
 */
gboolean vt_results_write_atoms (const VtResults *results,
                                 GFile           *file,
                                 gboolean         votes,
                                 VtProgress      *progress,
                                 GCancellable    *cancellable,
                                 GError         **error);
/* Every table of the results as DIRECTORY/NAME.csv, and summary.json; the directory is made where there is none. */
gboolean
vt_results_write_tables (const VtResults *results, GFile *directory, GCancellable *cancellable, GError **error);
/* Makes it and what it lies in; no error where it is there. */
gboolean vt_results_make_directory (GFile *directory, GError **error);

G_END_DECLS

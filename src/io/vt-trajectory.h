/* A trajectory: frames by number, read when wanted, kept while memory allows, from whatever format. */
#pragma once

#include "vt-reader.h"

G_BEGIN_DECLS

#define VT_TYPE_TRAJECTORY (vt_trajectory_get_type ())
G_DECLARE_FINAL_TYPE (VtTrajectory, vt_trajectory, VT, TRAJECTORY, GObject)

/**
 * VtTrajectoryOptions:
 * @elements: "1=Cu,2=Zr": what the file's type numbers mean; NULL or "" where it names elements
 */
typedef struct
{
  const char *elements;
} VtTrajectoryOptions;

/**
 * vt_trajectory_open:
 * @options: (nullable)
 *
 * Recognises the format by the content, indexes all frames and reads none. Takes time: call it from a worker.
 */
VtTrajectory *vt_trajectory_open (GFile                     *file,
                                  const VtTrajectoryOptions *options,
                                  VtProgress                *progress,
                                  GCancellable              *cancellable,
                                  GError                   **error);
/* Over a reader of one's own: @name stands in messages, @identity in results' keys. */
VtTrajectory *vt_trajectory_new (VtReader *reader, const char *name, const char *identity);

/* (nullable) */
GFile      *vt_trajectory_get_file (VtTrajectory *trajectory);
/* The file's name, for titles and messages. */
const char *vt_trajectory_get_name (VtTrajectory *trajectory);
/* "LAMMPS dump, gzip" */
const char *vt_trajectory_get_format (VtTrajectory *trajectory);
/* (nullable): "metal", "real", "lj"; NULL where the file does not tell. All but "lj" are in Å and ps here. */
const char *vt_trajectory_get_units (VtTrajectory *trajectory);
/* What was left out on opening, an incomplete last frame for one: sentences, NULL-terminated, never NULL. */
const char *const *vt_trajectory_get_warnings (VtTrajectory *trajectory);
/* Digest of the content (length, first and last MiB) and of the options it was read with. */
const char *vt_trajectory_get_identity (VtTrajectory *trajectory);
guint       vt_trajectory_get_n_frames (VtTrajectory *trajectory);
gsize       vt_trajectory_get_n_atoms (VtTrajectory *trajectory, guint frame);
/* -1 where the file does not tell. */
gint64      vt_trajectory_get_step (VtTrajectory *trajectory, guint frame);
/* Time in ps: the file's own, else step × @timestep; NaN where neither is known (@timestep NaN). */
double      vt_trajectory_get_time (VtTrajectory *trajectory, guint frame, double timestep);
gboolean    vt_trajectory_has_time (VtTrajectory *trajectory);
/* The frame @lag ps after @start, within 1e-6 ps or a thousandth of the lag (the larger); -1 where there is none:
 * nothing is interpolated. */
int         vt_trajectory_find_lag (VtTrajectory *trajectory, guint start, double lag, double timestep);

/**
 * vt_trajectory_read_frame:
 *
 * From the cache or the file, from any thread. Equal atoms share one table. Where the file holds wrapped coordinates
 * only, they are followed from frame to frame by the minimum image, and refused (VT_ERROR_INPUT) where a step is too
 * large to tell: where an atom moves by more than 0.45 of the cell's width between two frames. Frames before that
 * can be read.
 *
 * Returns: (transfer full)
 */
VtFrame *vt_trajectory_read_frame (VtTrajectory *trajectory,
                                   guint         frame,
                                   GCancellable *cancellable,
                                   GError      **error);
/* Bound of the frame cache, bytes; 512 MiB at first. */
void     vt_trajectory_set_cache_limit (VtTrajectory *trajectory, gsize bytes);
/* Bytes the cached frames keep now; never above the bound. */
gsize    vt_trajectory_get_cache_size (VtTrajectory *trajectory);

G_END_DECLS

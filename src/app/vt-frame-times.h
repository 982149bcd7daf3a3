/* When a trajectory's frames are, all at hand: for what looks at every one of them at once. */
#pragma once

#include "vt-trajectory.h"

G_BEGIN_DECLS

typedef struct _VtFrameTimes VtFrameTimes;

/* @trajectory: (nullable): without one there are no frames. @timestep: ps, see vt_trajectory_get_time() */
VtFrameTimes *vt_frame_times_new (VtTrajectory *trajectory, double timestep);
void          vt_frame_times_free (VtFrameTimes *times);
guint         vt_frame_times_get_n (const VtFrameTimes *times);
/* ps; NaN where it is unknown, or there is no such frame. */
double        vt_frame_times_get (const VtFrameTimes *times, guint frame);
/* As many decimals as the frames' spacing needs, so that a label does not jump; %NULL where it is unknown. (transfer full)
 * (nullable) */
char         *vt_frame_times_format (const VtFrameTimes *times, guint frame);
/* The frame @lag ps after @frame, within the tolerance of vt_trajectory_find_lag(), in trajectories whose times rise: −1
 * where there is none. O(log n). */
int           vt_frame_times_find_later (const VtFrameTimes *times, guint frame, double lag);
/* Whether all of @lags, [n_lags], are found after it. */
gboolean      vt_frame_times_has_lags (const VtFrameTimes *times, guint frame, const double *lags, guint n_lags);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtFrameTimes, vt_frame_times_free)

G_END_DECLS

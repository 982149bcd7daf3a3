/* A small binary crystal that jitters and wanders, as a trajectory in memory; and a model trained on such ones. */
#pragma once

#include "vt-model.h"
#include "vt-trajectory.h"

G_BEGIN_DECLS

/* @cells: fcc cells of 3.7 Å a side, 4 atoms each, Cu and Zr; a frame every 5 ps; @heat: step of an atom a frame, Å. */
VtTrajectory *test_glass_new (guint cells, guint n_frames, double heat, guint32 seed);
/* Lags 5, 10 and 20 ps, k = 5, classes 100, 800 and 2000 K of growing heat. */
VtModel      *test_glass_model (void);
/* Another trajectory's frames, @times side by side along each axis; its identity differs. */
VtTrajectory *test_glass_replicate (VtTrajectory *trajectory, guint times_x, guint times_y, guint times_z);

G_END_DECLS

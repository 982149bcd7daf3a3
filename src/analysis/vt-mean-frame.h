/* The mean of the atoms' positions over a short time: vibrations taken out, sites left. */
#pragma once

#include "vt-frame.h"

G_BEGIN_DECLS

typedef struct _VtMeanFrame VtMeanFrame;

/**
 * vt_mean_frame_weigh:
 * @times: double [n], ps, ascending
 * @weights: (out caller-allocates): double [n], of sum 1
 *
 * How much of the time each frame stands for: the trapezoidal rule's weights, so that frames written more densely do not
 * count more. Where no time passes, all frames count alike.
 */
void vt_mean_frame_weigh (const double *times, guint n, double *weights);

/* @first: the frame whose cell, time and atoms the mean has; @weight: its own. */
VtMeanFrame *vt_mean_frame_new (VtFrame *first, double weight);
void         vt_mean_frame_free (VtMeanFrame *mean);
/* @later: another frame on the same atom table (see vt_frame_on_table()). */
void         vt_mean_frame_add (VtMeanFrame *mean, const VtFrame *later, double weight);
/* (transfer full): the mean by now, without columns; NaN for an atom that the first frame lacks. */
VtFrame     *vt_mean_frame_get (const VtMeanFrame *mean);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtMeanFrame, vt_mean_frame_free)

G_END_DECLS

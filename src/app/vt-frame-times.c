#include "vt-frame-times.h"

#include <math.h>

struct _VtFrameTimes
{
  guint   n;
  double *times; /* ps */
};

VtFrameTimes *
vt_frame_times_new (VtTrajectory *trajectory, double timestep)
{
  VtFrameTimes *self = g_new0 (VtFrameTimes, 1);

  self->n = trajectory != NULL ? vt_trajectory_get_n_frames (trajectory) : 0;
  self->times = g_new (double, MAX (self->n, 1));
  for (guint i = 0; i < self->n; i++)
    self->times[i] = vt_trajectory_get_time (trajectory, i, timestep);
  return self;
}

void
vt_frame_times_free (VtFrameTimes *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->times);
  g_free (self);
}

guint
vt_frame_times_get_n (const VtFrameTimes *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n;
}

double
vt_frame_times_get (const VtFrameTimes *self, guint frame)
{
  g_return_val_if_fail (self != NULL, NAN);

  return frame < self->n ? self->times[frame] : NAN;
}

char *
vt_frame_times_format (const VtFrameTimes *self, guint frame)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];
  double time = vt_frame_times_get (self, frame), spacing;
  g_autofree char *format = NULL;
  int decimals;

  if (isnan (time))
    return NULL;
  spacing = self->n > 1 ? fabs (self->times[1] - self->times[0]) : 1;
  decimals = spacing > 0 && spacing < 1 ? (int) CLAMP (ceil (-log10 (spacing)), 1, 6) : 1;
  format = g_strdup_printf ("%%.%df", decimals);
  return g_strdup_printf ("%s\u202fps", g_ascii_formatd (buffer, sizeof buffer, format, time));
}

int
vt_frame_times_find_later (const VtFrameTimes *self, guint frame, double lag)
{
  double time = vt_frame_times_get (self, frame) + lag;
  double tolerance = MAX (1e-6, lag / 1000);
  guint low = 0, high = self->n;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (self->times[middle] < time - tolerance)
        low = middle + 1;
      else
        high = middle;
    }
  return low < self->n && fabs (self->times[low] - time) <= tolerance ? (int) low : -1;
}

gboolean
vt_frame_times_has_lags (const VtFrameTimes *self, guint frame, const double *lags, guint n_lags)
{
  if (isnan (vt_frame_times_get (self, frame)))
    return FALSE;
  for (guint i = 0; i < n_lags; i++)
    if (vt_frame_times_find_later (self, frame, lags[i]) < 0)
      return FALSE;
  return TRUE;
}

#include "vt-progress.h"

#include <pthread.h>

/* A pthread mutex rather than a GMutex: the thread sanitizer understands it. */
struct _VtProgress
{
  gatomicrefcount  references;
  pthread_mutex_t  mutex;
  const char      *label;
  double           from;
  double           to;
  double           value;
};

G_DEFINE_BOXED_TYPE (VtProgress, vt_progress, vt_progress_ref, vt_progress_unref)

VtProgress *
vt_progress_new (void)
{
  VtProgress *progress = g_new0 (VtProgress, 1);

  g_atomic_ref_count_init (&progress->references);
  pthread_mutex_init (&progress->mutex, NULL);
  progress->label = "";
  progress->to = 1.0;
  return progress;
}

VtProgress *
vt_progress_ref (VtProgress *progress)
{
  if (progress != NULL)
    g_atomic_ref_count_inc (&progress->references);
  return progress;
}

void
vt_progress_unref (VtProgress *progress)
{
  if (progress == NULL || !g_atomic_ref_count_dec (&progress->references))
    return;
  pthread_mutex_destroy (&progress->mutex);
  g_free (progress);
}

void
vt_progress_begin (VtProgress *progress, const char *label, double from, double to)
{
  g_return_if_fail (0.0 <= from && from <= to && to <= 1.0);

  if (progress == NULL)
    return;
  pthread_mutex_lock (&progress->mutex);
  progress->label = label != NULL ? label : "";
  progress->from = from;
  progress->to = to;
  progress->value = from;
  pthread_mutex_unlock (&progress->mutex);
}

void
vt_progress_set (VtProgress *progress, double fraction)
{
  double value;

  /* Written so that a NaN changes nothing. */
  if (progress == NULL || !(fraction > 0.0))
    return;
  pthread_mutex_lock (&progress->mutex);
  value = progress->from + (progress->to - progress->from) * MIN (fraction, 1.0);
  progress->value = MAX (progress->value, value);
  pthread_mutex_unlock (&progress->mutex);
}

double
vt_progress_get (VtProgress *progress)
{
  double value;

  if (progress == NULL)
    return 0.0;
  pthread_mutex_lock (&progress->mutex);
  value = progress->value;
  pthread_mutex_unlock (&progress->mutex);
  return value;
}

const char *
vt_progress_get_label (VtProgress *progress)
{
  const char *label;

  if (progress == NULL)
    return "";
  pthread_mutex_lock (&progress->mutex);
  label = progress->label;
  pthread_mutex_unlock (&progress->mutex);
  return label;
}

#include "vt-cli-progress.h"

#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

#define INTERVAL_NS (100 * 1000 * 1000)
#define WIDTH 30
/* Short work needs no bar. */
#define PATIENCE (300 * G_TIME_SPAN_MILLISECOND)

struct _VtCliProgress
{
  VtProgress   *progress;
  GCancellable *cancellable;
  pthread_t     thread;
  sigset_t      signals;
  gint64        start;
  gboolean      terminal;
  gboolean      drawn;
};

static void
draw (VtCliProgress *bar)
{
  double fraction = CLAMP (vt_progress_get (bar->progress), 0.0, 1.0);
  const char *label = vt_progress_get_label (bar->progress);
  int filled = (int) (fraction * WIDTH + 0.5);

  if (!bar->terminal || g_get_monotonic_time () - bar->start < PATIENCE)
    return;
  fprintf (stderr, "\r\033[K");
  for (int i = 0; i < WIDTH; i++)
    fputs (i < filled ? "█" : "░", stderr);
  fprintf (stderr, " %3d %%  %s", (int) (100 * fraction), label);
  fflush (stderr);
  bar->drawn = TRUE;
}

/* Waits for signals, and draws whenever none came for a while. SIGUSR1 from vt_cli_progress_free() ends it. */
static void *
watch (void *data)
{
  VtCliProgress *bar = data;
  const struct timespec interval = { 0, INTERVAL_NS };

  for (;;)
    {
      int number = sigtimedwait (&bar->signals, NULL, &interval);

      if (number == SIGUSR1)
        return NULL;
      if (number == SIGINT || number == SIGTERM)
        {
          if (g_cancellable_is_cancelled (bar->cancellable))
            _exit (1);
          g_cancellable_cancel (bar->cancellable);
        }
      else
        draw (bar);
    }
}

VtCliProgress *
vt_cli_progress_new (VtProgress *progress, GCancellable *cancellable)
{
  VtCliProgress *bar;

  g_return_val_if_fail (progress != NULL && G_IS_CANCELLABLE (cancellable), NULL);

  bar = g_new0 (VtCliProgress, 1);
  bar->progress = vt_progress_ref (progress);
  bar->cancellable = g_object_ref (cancellable);
  bar->start = g_get_monotonic_time ();
  bar->terminal = isatty (STDERR_FILENO);
  sigemptyset (&bar->signals);
  sigaddset (&bar->signals, SIGINT);
  sigaddset (&bar->signals, SIGTERM);
  sigaddset (&bar->signals, SIGUSR1);
  pthread_sigmask (SIG_BLOCK, &bar->signals, NULL);
  if (pthread_create (&bar->thread, NULL, watch, bar) != 0)
    g_error ("no thread can be started");
  return bar;
}

void
vt_cli_progress_free (VtCliProgress *bar)
{
  g_return_if_fail (bar != NULL);

  pthread_kill (bar->thread, SIGUSR1);
  pthread_join (bar->thread, NULL);
  if (bar->drawn)
    fprintf (stderr, "\r\033[K");
  vt_progress_unref (bar->progress);
  g_object_unref (bar->cancellable);
  g_free (bar);
}

/* How long the main loop is held up, in the real window, while the sample replicated to a million atoms computes.
 *
 * usage: bench-main-loop [ATOMS [PAGE]]   under a display; PAGE: 3d, slice or compare
 * Prints the longest turns of the main loop: the time from one poll to the next, and in brackets the processor time
 * that the main thread took of it, which is what remains of it where nothing else wants the processor.
 */
#include <adwaita.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "test-glass.h"
#include "vt-app-resources.h"
#include "vt-application.h"
#include "vt-data-files.h"
#include "vt-document-open.h"
#include "vt-window.h"

#define N_WORST 8

typedef struct
{
  double ms; /* wall time */
  double busy_ms; /* of the thread's own processor time */
  double at;      /* s since the start */
} Turn;

typedef struct
{
  gint64 began;          /* when the last poll returned */
  gint64 began_busy;     /* and the thread's processor time then */
  Turn   worst[N_WORST]; /* longest first */
  double busiest;        /* ms of processor time, of any turn */
  gint64 start;
  gsize  n;
} Turns;

static Turns turns;

/* µs of processor time that this thread has taken */
static gint64
get_busy_time (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

static void
note_turn (const Turn *turn)
{
  guint place = 0;

  turns.busiest = MAX (turns.busiest, turn->busy_ms);
  while (place < N_WORST && turns.worst[place].ms >= turn->ms)
    place++;
  if (place == N_WORST)
    return;
  for (guint i = N_WORST - 1; i > place; i--)
    turns.worst[i] = turns.worst[i - 1];
  turns.worst[place] = *turn;
}

static int
timed_poll (GPollFD *fds, guint n, int timeout)
{
  gint64 now = g_get_monotonic_time ();
  Turn turn = { 1e-3 * (now - turns.began), 1e-3 * (get_busy_time () - turns.began_busy), 1e-6 * (now - turns.start) };
  int answer;

  if (turns.began != 0)
    note_turn (&turn);
  turns.n++;
  answer = g_poll (fds, n, timeout);
  turns.began = g_get_monotonic_time ();
  turns.began_busy = get_busy_time ();
  return answer;
}

static void
report (const char *what)
{
  g_print ("%s: %" G_GSIZE_FORMAT " turns in %.1f s, the longest", what, turns.n,
           1e-6 * (g_get_monotonic_time () - turns.start));
  for (guint i = 0; i < N_WORST; i++)
    g_print (" %.0f ms [%.0f] at %.1f s,", turns.worst[i].ms, turns.worst[i].busy_ms, turns.worst[i].at);
  g_print (" the busiest %.0f ms\n", turns.busiest);
}

static void
begin (void)
{
  memset (&turns, 0, sizeof turns);
  turns.start = g_get_monotonic_time ();
}

static gboolean
on_deadline (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

static void
turn_for (double seconds)
{
  gboolean over = FALSE;

  g_timeout_add ((guint) (1000 * seconds), on_deadline, &over);
  while (!over)
    g_main_context_iteration (NULL, TRUE);
}

int
main (int argc, char *argv[])
{
  double atoms = argc > 1 ? atof (argv[1]) : 1e6;
  g_autoptr (GFile) sample = vt_data_get_sample ();
  g_autoptr (GError) error = NULL;
  g_autoptr (VtOpened) opened = vt_document_open_run (sample, NULL, NULL, NULL, &error);
  guint times = (guint) round (cbrt (atoms / 4000)), high = (guint) round (atoms / 4000 / times / times);
  g_autoptr (VtTrajectory) large = NULL;
  g_autoptr (VtSource) source = NULL;
  g_autoptr (VtState) state = NULL;
  g_autoptr (AdwApplication) application = NULL;
  GtkWidget *window;

  if (opened == NULL)
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }
  vt_application_choose_renderer ();
  g_set_application_name ("Vitrine");
  g_resources_register (vt_app_get_resource ());
  adw_init ();
  application = adw_application_new ("io.github.vitrine.Bench", G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (application), NULL, NULL);
  window = vt_window_new (application);
  gtk_window_present (GTK_WINDOW (window));

  large = test_glass_replicate (vt_source_get_trajectory (opened->source), times, times, high);
  vt_trajectory_set_cache_limit (large, (gsize) 2 << 30);
  source = vt_source_new (large, vt_source_get_model (opened->source));
  state = vt_state_with_text (opened->state, "view.page", argc > 2 ? argv[2] : "slice");
  turn_for (1);

  g_main_context_set_poll_func (NULL, timed_poll);
  begin ();
  vt_document_open_source (vt_window_get_document (VT_WINDOW (window)), source, state);
  vt_document_settle (vt_window_get_document (VT_WINDOW (window)));
  turn_for (3);
  g_print ("%u atoms, page %s\n", 4000 * times * times * high, vt_state_get_text (state, "view.page"));
  report ("opening and computing everything");

  begin ();
  vt_document_set_real (vt_window_get_document (VT_WINDOW (window)), "window.lag", 50);
  vt_document_settle (vt_window_get_document (VT_WINDOW (window)));
  turn_for (2);
  report ("another lag");
  return 0;
}

/* What a person feels of the views, in the real window: turning, the rest after it, another lag, another slice, each at
 * rest and while the analyses of the list run; and the large picture.
 *
 * usage: bench-viewport [--turning N] [ATOMS…]   under a display, with $VITRINE_DATA; the sample is replicated to about
 * as many; or N turns and nothing else, for a profiler
 * Times are by the clock, from the input to the end of the frame that shows it; processor time is of all threads, what
 * OpenGL in software takes included. Frames of the trajectory are cached, results are not.
 */
#include <adwaita.h>
#include <math.h>
#include <stdlib.h>
#include <time.h>

#include "bench-background.h"
#include "bench-look.h"
#include "test-glass.h"
#include "vt-app-resources.h"
#include "vt-application.h"
#include "vt-data-files.h"
#include "vt-document-open.h"
#include "vt-offscreen.h"
#include "vt-viewport.h"
#include "vt-window.h"

#define WIDTH 900
#define HEIGHT 700
#define N_TURNS 60
#define N_RESTS 5
#define N_INPUTS 40
/* s between two inputs: after the latter what can wait has begun again */
#define PAUSE 0.05
#define REST 0.4
/* s after which something is not going to be seen any more */
#define PATIENCE 5

typedef struct
{
  GtkWidget  *window, *viewport;
  VtDocument *document;
  guint       n_turns;        /* where nothing else is measured, or 0 */
  guint64     n_frames;       /* painted */
  gint64      painted, shown; /* when the last of them was, and the last with the area in it */
  gboolean    rendered;       /* since the last frame's end */
} Bench;

/* ---- the window ---- */

static gboolean
on_render (GSignalInvocationHint *hint, guint n, const GValue *values, gpointer data)
{
  Bench *bench = data;

  bench->rendered = TRUE;
  return TRUE;
}

static void
on_after_paint (GdkFrameClock *clock, gpointer data)
{
  Bench *bench = data;

  bench->n_frames++;
  bench->painted = g_get_monotonic_time ();
  if (bench->rendered)
    bench->shown = bench->painted;
  bench->rendered = FALSE;
}

static gboolean
on_deadline (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

/* So that whoever is patient looks at the clock, where nothing else happens. */
static gboolean
on_tick (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

static void
turn_for (double seconds)
{
  gboolean over = FALSE;

  g_timeout_add ((guint) (1000 * seconds), on_deadline, &over);
  while (!over)
    g_main_context_iteration (NULL, TRUE);
}

static GtkWidget *
find (GtkWidget *widget, const char *type)
{
  if (g_str_equal (G_OBJECT_TYPE_NAME (widget), type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
make_window (Bench *bench, AdwApplication *application)
{
  int width, height;

  bench->window = vt_window_new (application);
  bench->document = vt_window_get_document (VT_WINDOW (bench->window));
  gtk_window_get_default_size (GTK_WINDOW (bench->window), &width, &height);
  gtk_window_set_default_size (GTK_WINDOW (bench->window), MAX (width, 1500), MAX (height, 1000));
  gtk_window_present (GTK_WINDOW (bench->window));
  g_signal_connect (gtk_widget_get_frame_clock (bench->window), "after-paint", G_CALLBACK (on_after_paint), bench);
  g_type_ensure (GTK_TYPE_GL_AREA);
  g_signal_add_emission_hook (g_signal_lookup ("render", GTK_TYPE_GL_AREA), 0, on_render, bench, NULL);
  bench->viewport = find (bench->window, "VtViewport");
  g_assert_nonnull (bench->viewport);
}

/* The view at WIDTH × HEIGHT, where the screen allows it. */
static void
fit_window (Bench *bench)
{
  for (guint i = 0; i < 3; i++)
    {
      turn_for (0.5);
      gtk_window_set_default_size (
          GTK_WINDOW (bench->window),
          gtk_widget_get_width (bench->window) + WIDTH - gtk_widget_get_width (bench->viewport),
          gtk_widget_get_height (bench->window) + HEIGHT - gtk_widget_get_height (bench->viewport));
    }
  turn_for (0.5);
}

static void
open_sample (Bench *bench, VtOpened *opened, double atoms)
{
  guint times = (guint) MAX (round (cbrt (atoms / 4000)), 1), high = (guint) MAX (round (atoms / 4000 / times / times), 1);
  g_autoptr (VtTrajectory) large
      = test_glass_replicate (vt_source_get_trajectory (opened->source), times, times, high);
  g_autoptr (VtSource) source = NULL;
  g_autoptr (VtState) state = vt_state_with_text (opened->state, "view.page", "3d");

  vt_trajectory_set_cache_limit (large, (gsize) 4 << 30);
  for (guint i = 0; i < vt_trajectory_get_n_frames (large); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (VtFrame) frame = vt_trajectory_read_frame (large, i, NULL, &error);

      g_assert_no_error (error);
    }
  source = vt_source_new (large, vt_source_get_model (opened->source));
  vt_document_open_source (bench->document, source, state);
  bench_background_stop (bench->document);
  fit_window (bench);
  g_print ("%u atoms, %u frames, the view %d × %d\n", 4000 * times * times * high, vt_trajectory_get_n_frames (large),
           gtk_widget_get_width (bench->viewport), gtk_widget_get_height (bench->viewport));
}

/* ---- numbers ---- */

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

/* @ms: sorted here. @processor: that all of them took, of all threads. */
static void
report (const char *what, GArray *ms, clock_t processor)
{
  double *times = (double *) (void *) ms->data;

  if (ms->len == 0)
    {
      g_print ("  %-38s not measured\n", what);
      return;
    }
  qsort (times, ms->len, sizeof *times, compare_numbers);
  g_print ("  %-38s median %6.1f ms, 95 %% within %6.1f ms (%u), processor %.1f ms each\n", what, times[ms->len / 2],
           times[(guint) ceil (0.95 * ms->len) - 1], ms->len, 1e3 * (double) processor / CLOCKS_PER_SEC / ms->len);
}

/* ---- turning, and the rest after it ---- */

static void
turn_once (Bench *bench)
{
  VtCamera camera;

  vt_viewport_get_camera (VT_VIEWPORT (bench->viewport), &camera);
  vt_camera_orbit (&camera, 0.03, 0.01);
  vt_viewport_move_to (VT_VIEWPORT (bench->viewport), &camera);
}

/* Until another frame with the area in it is on the screen. */
static gboolean
wait_for_render (Bench *bench)
{
  gint64 end = g_get_monotonic_time () + PATIENCE * G_USEC_PER_SEC;
  gint64 before = bench->shown;

  while (bench->shown == before && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  return bench->shown != before;
}

static void
time_turning (Bench *bench, guint n)
{
  gint64 start;
  clock_t processor;

  turn_once (bench);
  if (!wait_for_render (bench))
    {
      g_print ("  turning: not measured, the view is a worker's\n");
      return;
    }
  start = g_get_monotonic_time ();
  processor = clock ();
  for (guint i = 0; i < n; i++)
    {
      turn_once (bench);
      wait_for_render (bench);
    }
  g_print ("  %-38s %.1f frames/s, processor %.1f ms a frame\n", "turning",
           1e6 * n / (double) (g_get_monotonic_time () - start),
           1e3 * (double) (clock () - processor) / CLOCKS_PER_SEC / n);
}

/* The last frame after a movement is the one in full quality. */
static void
time_rest (Bench *bench)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));
  clock_t processor = 0;

  for (guint i = 0; i < N_RESTS; i++)
    {
      clock_t before;
      gint64 start;
      double ms;

      turn_once (bench);
      wait_for_render (bench);
      before = clock ();
      turn_once (bench);
      start = g_get_monotonic_time ();
      turn_for (1);
      processor += clock () - before;
      ms = 1e-3 * (double) (bench->shown - start);
      if (ms > 0)
        g_array_append_val (times, ms);
    }
  report ("rest to full quality", times, processor);
}

/* ---- inputs, at rest or beside what is computed for later ---- */

static gboolean
prepare (Bench *bench, gboolean beside)
{
  if (!beside)
    bench_background_stop (bench->document);
  turn_for (beside ? REST : PAUSE);
  return !beside || bench_background_run (bench->document);
}

/* ---- another lag ---- */

/* ms until a frame shows D²min of the new lag; NaN where it does not come. */
static double
time_lag (Bench *bench, double lag)
{
  gint64 start = g_get_monotonic_time (), end = start + PATIENCE * G_USEC_PER_SEC;

  vt_document_set_real (bench->document, "window.lag", lag);
  while (vt_document_peek_column (bench->document, "d2min") == NULL && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  if (vt_document_peek_column (bench->document, "d2min") == NULL)
    return NAN;
  return wait_for_render (bench) ? 1e-3 * (double) (bench->shown - start) : NAN;
}

/* @beside: while analyses run; what of them belongs to the new lag begins when it has stayed. */
static void
time_lags (Bench *bench, gboolean beside)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));
  clock_t processor = 0;
  VtSource *source = vt_document_get_source (bench->document);
  VtTrajectory *trajectory = vt_source_get_trajectory (source);
  double timestep = vt_state_get_real (vt_document_get_state (bench->document), "trajectory.timestep");
  guint frame = beside ? 1 : 0; /* the results of one are kept */
  double first = vt_trajectory_get_time (trajectory, frame, timestep);
  guint n = vt_trajectory_get_n_frames (trajectory);

  vt_document_set_integer (bench->document, "window.frame", frame);
  vt_document_set_text (bench->document, "view.color-by", "d2min");
  bench_background_stop (bench->document);
  turn_for (1.5);
  for (guint i = frame + 1; i < n && times->len < N_INPUTS; i += MAX (n / N_INPUTS, 1))
    {
      clock_t before;
      double ms;

      if (!prepare (bench, beside))
        break;
      before = clock ();
      ms = time_lag (bench, vt_trajectory_get_time (trajectory, i, timestep) - first);
      processor += clock () - before;
      if (isfinite (ms))
        g_array_append_val (times, ms);
    }
  report (beside ? "Δt to picture, beside analyses" : "Δt to picture", times, processor);
}

/* ---- another slice ---- */

/* ms until the widget looks otherwise. */
static double
time_slice (Bench *bench, GtkWidget *view, double position)
{
  gint64 start = g_get_monotonic_time (), end = start + PATIENCE * G_USEC_PER_SEC;
  gconstpointer before, now;
  GskRenderNode *old = bench_get_look (view, &before); /* held, so that no other gets its address */
  guint64 frames = bench->n_frames;

  now = before;
  vt_document_set_real (bench->document, "slice.position", position);
  while (now == before && g_get_monotonic_time () < end)
    {
      g_main_context_iteration (NULL, TRUE);
      if (bench->n_frames != frames)
        {
          GskRenderNode *node = bench_get_look (view, &now);

          frames = bench->n_frames;
          g_clear_pointer (&node, gsk_render_node_unref);
        }
    }
  g_clear_pointer (&old, gsk_render_node_unref);
  return now != before ? 1e-3 * (double) (bench->painted - start) : NAN;
}

static void
time_slices (Bench *bench, gboolean beside)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));
  clock_t processor = 0;
  GtkWidget *view;

  vt_document_set_text (bench->document, "view.page", "slice");
  bench_background_stop (bench->document);
  turn_for (1);
  view = find (bench->window, "VtSliceView");
  g_assert_nonnull (view);
  for (guint i = 0; i < N_INPUTS && prepare (bench, beside); i++)
    {
      clock_t before = clock ();
      double ms = time_slice (bench, view, 0.2 + 0.6 * i / N_INPUTS);

      processor += clock () - before;
      if (isfinite (ms))
        g_array_append_val (times, ms);
    }
  report (beside ? "slice move to picture, beside analyses" : "slice move to picture", times, processor);
  vt_document_set_text (bench->document, "view.page", "3d");
  turn_for (1);
}

/* ---- without the window ---- */

static VtScene *
make_scene (Bench *bench, VtCamera *camera, double aspect)
{
  VtScene *scene = vt_scene_new ();
  VtFrame *frame = vt_document_peek_frame (bench->document);

  vt_scene_set_frame (scene, frame);
  vt_scene_set_species (scene, vt_frame_get_atoms (frame), FALSE);
  vt_camera_init (camera);
  vt_camera_fit_cell (camera, &scene->cell, aspect);
  return scene;
}

static void
time_picture (Bench *bench, VtOffscreen *offscreen)
{
  VtCamera camera;
  g_autoptr (VtScene) scene = make_scene (bench, &camera, 4.0 / 3);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pixels = NULL;
  gint64 start = g_get_monotonic_time ();
  clock_t processor = clock ();

  pixels = vt_offscreen_draw (offscreen, scene, &camera, 4000, 3000, 1, 2, NULL, NULL, &error);
  g_assert_no_error (error);
  g_print ("  %-38s %.2f s, processor %.2f s\n", "4000 × 3000, 2 × 2 samples, no PNG",
           1e-6 * (double) (g_get_monotonic_time () - start), (double) (clock () - processor) / CLOCKS_PER_SEC);
}

static void
time_graphics_card (Bench *bench, VtOffscreen *offscreen)
{
  VtCamera camera;
  g_autoptr (VtScene) scene = make_scene (bench, &camera, 1920.0 / 1080);
  gint64 start = 0;

  if (vt_renderer_is_software (vt_offscreen_get_renderer (offscreen)))
    {
      g_print ("  %-38s not measured: no GPU\n", "1920 × 1080 on a GPU");
      return;
    }
  for (guint i = 0; i <= N_TURNS; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) pixels = NULL;

      if (i == 1) /* the first one sends the arrays */
        start = g_get_monotonic_time ();
      pixels = vt_offscreen_draw (offscreen, scene, &camera, 1920, 1080, 1, 1, NULL, NULL, &error);
      g_assert_no_error (error);
      vt_camera_orbit (&camera, 0.03, 0.01);
    }
  g_print ("  %-38s %.1f frames/s, read back\n", "1920 × 1080 on a GPU",
           1e6 * N_TURNS / (double) (g_get_monotonic_time () - start));
}

static void
time_all (Bench *bench, VtOpened *opened, VtOffscreen *offscreen, double atoms)
{
  open_sample (bench, opened, atoms);
  time_turning (bench, bench->n_turns > 0 ? bench->n_turns : N_TURNS);
  if (bench->n_turns > 0)
    return;
  time_rest (bench);
  for (gboolean beside = FALSE; beside <= TRUE; beside++)
    {
      time_slices (bench, beside);
      time_lags (bench, beside);
    }
  bench_background_stop (bench->document);
  if (offscreen == NULL)
    return;
  /* The window's OpenGL may be GLX, beside which no other is made current. */
  gdk_gl_context_clear_current ();
  time_picture (bench, offscreen);
  time_graphics_card (bench, offscreen);
}

int
main (int argc, char *argv[])
{
  static const double usual[] = { 4000, 50000 };
  g_autoptr (GFile) sample = vt_data_get_sample ();
  g_autoptr (GError) error = NULL;
  g_autoptr (VtOpened) opened = vt_document_open_run (sample, NULL, NULL, NULL, &error);
  g_autoptr (VtOffscreen) offscreen = vt_offscreen_new (NULL);
  g_autoptr (AdwApplication) application = NULL;
  Bench bench = { 0 };

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
  make_window (&bench, application);
  g_timeout_add (20, on_tick, NULL);
  if (argc > 2 && g_str_equal (argv[1], "--turning"))
    {
      bench.n_turns = (guint) MAX (atoi (argv[2]), 1);
      argc -= 2;
      argv += 2;
    }
  if (argc < 2)
    for (guint i = 0; i < G_N_ELEMENTS (usual); i++)
      time_all (&bench, opened, offscreen, usual[i]);
  for (int i = 1; i < argc; i++)
    time_all (&bench, opened, offscreen, atof (argv[i]));
  return 0;
}

/* The timeline under the hand: step, scrub, play, loop; and a frame is never seen with another frame's colours. */
#include <math.h>
#include <string.h>

#include "vt-frame-scale.h"
#include "vt-window-private.h"
#include "window-fixture.h"

#define N_FRAMES 6
/* ps */
#define LAG 10

static gint64
get_frame (Fixture *fixture)
{
  return vt_state_get_integer (get_state (fixture), "window.frame");
}

static void
wait_for_frame (Fixture *fixture, gint64 frame)
{
  gint64 end = g_get_monotonic_time () + PATIENCE_SECONDS * G_USEC_PER_SEC;

  while (get_frame (fixture) != frame)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_main_context_iteration (NULL, TRUE);
    }
}

static void
open_colored (Fixture *fixture)
{
  open_fixture (fixture, "small.lammpstrj");
  act_on (fixture, "win.color-by", "d2min");
  vt_document_set_real (fixture->document, "window.lag", LAG);
  wait_until_idle (fixture);
}

static GtkWidget *
find_label (GtkWidget *widget, const char *part)
{
  GtkWidget *found = NULL;

  if (GTK_IS_LABEL (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), part) != NULL)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_label (child, part);
  return found;
}

/* Frames are counted from 0, as on the command line. */
static void
test_step (Fixture *fixture, gconstpointer data)
{
  GtkWidget *timeline = GTK_WIDGET (fixture->window->timeline);

  open_colored (fixture);
  g_assert_nonnull (find_label (timeline, "frame 0 of 0–5"));
  g_assert_nonnull (find_label (timeline, "0.0\u202fps"));
  act (fixture, "win.next-frame");
  g_assert_nonnull (find_label (timeline, "frame 1 of 0–5"));
  g_assert_nonnull (find_label (timeline, "5.0\u202fps"));
  act (fixture, "win.last-frame");
  act (fixture, "win.next-frame");
  g_assert_cmpint (get_frame (fixture), ==, N_FRAMES - 1);
  act (fixture, "win.previous-frame");
  g_assert_nonnull (find_label (timeline, "frame 4 of 0–5"));
  act (fixture, "win.first-frame");
  act (fixture, "win.previous-frame");
  g_assert_cmpint (get_frame (fixture), ==, 0);
}

static GtkWidget *
find_slider (GtkWidget *widget)
{
  GtkWidget *found = g_str_equal (gtk_widget_get_css_name (widget), "slider") ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_slider (child);
  return found;
}

static double
get_middle_of_slider (VtFrameScale *scale)
{
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_compute_bounds (find_slider (GTK_WIDGET (scale)), GTK_WIDGET (scale), &bounds));
  return bounds.origin.x + bounds.size.width / 2;
}

/* The slider's handle is where the marks are counted from. */
static void
test_scrub (Fixture *fixture, gconstpointer data)
{
  VtFrameScale *scale;

  open_colored (fixture);
  scale = VT_FRAME_SCALE (find_by_type (GTK_WIDGET (fixture->window->timeline), "VtFrameScale"));
  for (gint64 frame = N_FRAMES - 1; frame >= 0; frame--)
    {
      gint64 end = g_get_monotonic_time () + PATIENCE_SECONDS * G_USEC_PER_SEC;

      gtk_range_set_value (GTK_RANGE (scale), (double) frame);
      g_assert_cmpint (get_frame (fixture), ==, frame);
      /* It is laid out with the next frame of the window. */
      while (fabs (vt_frame_scale_get_place (scale, (double) frame) - get_middle_of_slider (scale)) > 1.5)
        {
          g_assert_cmpint (g_get_monotonic_time (), <, end);
          spin (20);
        }
    }
}

/* After the last frame's colours, however long they take. */
static void
wait_for_stop (Fixture *fixture)
{
  for (guint i = 0; i < 200 && vt_timeline_get_playing (fixture->window->timeline); i++)
    spin (100);
  g_assert_false (vt_timeline_get_playing (fixture->window->timeline));
}

/* To the end, where it stops; played again it begins anew. */
static void
test_play (Fixture *fixture, gconstpointer data)
{
  VtTimeline *timeline = fixture->window->timeline;

  open_colored (fixture);
  vt_document_set_real (fixture->document, "playback.speed", 50);
  act (fixture, "win.play");
  g_assert_true (vt_timeline_get_playing (timeline));
  wait_for_frame (fixture, N_FRAMES - 1);
  wait_for_stop (fixture);
  g_assert_cmpint (get_frame (fixture), ==, N_FRAMES - 1);
  act (fixture, "win.play");
  g_assert_cmpint (get_frame (fixture), ==, 0);
  wait_for_frame (fixture, 2);
  act (fixture, "win.play");
  g_assert_false (vt_timeline_get_playing (timeline));
  spin (200);
  g_assert_cmpint (get_frame (fixture), ==, 2);
  /* Neither frames nor speed are edits. */
  act (fixture, "win.undo");
  g_assert_cmpint (get_frame (fixture), ==, 2);
  g_assert_cmpfloat (vt_state_get_real (get_state (fixture), "playback.speed"), ==, 50);
  g_assert_cmpfloat (vt_state_get_real (get_state (fixture), "window.lag"), !=, LAG);
}

static void
test_loop (Fixture *fixture, gconstpointer data)
{
  GtkWidget *loop;

  open_colored (fixture);
  loop = find_by_type (GTK_WIDGET (fixture->window->timeline), "GtkToggleButton");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (loop), TRUE);
  g_assert_true (vt_state_get_boolean (get_state (fixture), "playback.loop"));
  vt_document_set_real (fixture->document, "playback.speed", 60);
  act (fixture, "win.play");
  for (guint round = 0; round < 3; round++)
    {
      wait_for_frame (fixture, N_FRAMES - 1);
      wait_for_frame (fixture, 0);
      g_assert_true (vt_timeline_get_playing (fixture->window->timeline));
    }
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (loop), FALSE);
  wait_for_frame (fixture, N_FRAMES - 1);
  wait_for_stop (fixture);
}

/* While a frame is shown, the next one's colours are computed. */
static void
test_ahead (Fixture *fixture, gconstpointer data)
{
  gint64 end = g_get_monotonic_time () + PATIENCE_SECONDS * G_USEC_PER_SEC;
  g_autoptr (VtState) next = NULL;
  g_autoptr (VtResult) result = NULL;

  open_colored (fixture);
  vt_document_set_real (fixture->document, "playback.speed", 0.5);
  next = vt_state_with_integer (get_state (fixture), "window.frame", 1);
  act (fixture, "win.play");
  while (result == NULL)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      spin (5);
      g_assert_cmpint (get_frame (fixture), ==, 0);
      result = vt_evaluator_peek (vt_document_get_evaluator (fixture->document),
                                  vt_document_get_source (fixture->document), next, "d2min");
    }
}

/* ---- no frame with another's colours ---- */

typedef struct
{
  GPtrArray *columns; /* VtColumn *, by frame: what each must look like */
  GPtrArray *frames;  /* VtFrame *, by frame */
  guint      n_seen[N_FRAMES];
} Truth;

static void
column_free (gpointer column)
{
  if (column != NULL)
    vt_column_unref (column);
}

/* By an evaluator of its own, one frame after the other. */
static void
learn_truth (Fixture *fixture, Truth *truth)
{
  g_autoptr (VtEvaluator) evaluator = vt_evaluator_new (1 << 26);
  VtSource *source = vt_document_get_source (fixture->document);

  truth->columns = g_ptr_array_new_with_free_func (column_free);
  truth->frames = g_ptr_array_new_with_free_func ((GDestroyNotify) vt_frame_unref);
  for (guint i = 0; i < N_FRAMES; i++)
    {
      g_autoptr (VtState) state = vt_state_with_integer (get_state (fixture), "window.frame", i);
      g_autoptr (VtResult) frame = vt_evaluator_evaluate (evaluator, source, state, "frame", NULL, NULL, NULL);

      g_ptr_array_add (truth->frames, vt_frame_ref (vt_result_get_payload (frame)));
      g_ptr_array_add (truth->columns,
                       vt_evaluator_evaluate_property (evaluator, source, state, "d2min", NULL, NULL, NULL));
    }
}

/* The frame whose atoms are where those of @frame are. */
static guint
find_frame (const Truth *truth, VtFrame *frame)
{
  for (guint i = 0; i < N_FRAMES; i++)
    if (memcmp (vt_frame_get_axis (frame, 0), vt_frame_get_axis (g_ptr_array_index (truth->frames, i), 0),
                vt_frame_get_n_atoms (frame) * sizeof (double))
        == 0)
      return i;
  g_assert_not_reached ();
}

/* What the renderer is given: places and numbers of one frame, or no numbers at all. */
static void
on_changed (VtPicture *picture, gpointer data)
{
  Truth *truth = data;
  const VtScene *scene = vt_picture_get_scene (picture);
  VtFrame *frame = vt_picture_get_frame (picture);
  const VtColumn *column;
  guint number, n_numbers = 0;

  if (frame == NULL)
    return;
  number = find_frame (truth, frame);
  column = g_ptr_array_index (truth->columns, number);
  g_assert_cmpuint (scene->n_atoms, ==, vt_frame_get_n_atoms (frame));
  for (gsize i = 0; i < scene->n_atoms; i++)
    n_numbers += !isnan (scene->values[i]);
  if (n_numbers == 0 && column != NULL)
    return;
  truth->n_seen[number]++;
  for (gsize i = 0; column != NULL && i < scene->n_atoms; i++)
    g_assert_cmpfloat (scene->values[i], ==, (float) vt_column_get_values (column)[i]);
  if (column == NULL)
    g_assert_cmpuint (n_numbers, ==, 0);
}

/* As fast as it goes, three times through, with jumps by hand in between. */
static void
test_never_mixed (Fixture *fixture, gconstpointer data)
{
  Truth truth = { 0 };
  guint n_colored = 0;

  open_colored (fixture);
  learn_truth (fixture, &truth);
  vt_document_set_boolean (fixture->document, "playback.loop", TRUE);
  vt_document_set_real (fixture->document, "playback.speed", 60);
  g_signal_connect (fixture->window->picture, "changed", G_CALLBACK (on_changed), &truth);
  act (fixture, "win.play");
  for (guint round = 0; round < 3; round++)
    {
      wait_for_frame (fixture, N_FRAMES - 1);
      for (guint i = 0; i < 20; i++)
        {
          act (fixture, i % 3 == 0 ? "win.previous-frame" : "win.next-frame");
          g_main_context_iteration (NULL, FALSE);
        }
      wait_for_frame (fixture, 1);
    }
  act (fixture, "win.play");
  g_signal_handlers_disconnect_by_data (fixture->window->picture, &truth);
  for (guint i = 0; i < N_FRAMES; i++)
    n_colored += truth.n_seen[i] > 0 && g_ptr_array_index (truth.columns, i) != NULL;
  /* The last two frames have no frame a lag later, and so no numbers; most of the others were seen. */
  g_assert_cmpuint (n_colored, >=, 3);
  g_ptr_array_unref (truth.columns);
  g_ptr_array_unref (truth.frames);
}

#define N_PLAYED 8

static void
on_seen (VtPicture *picture, gpointer data)
{
  gboolean *seen = data;
  const VtScene *scene = vt_picture_get_scene (picture);
  gint64 number = vt_state_get_integer (vt_picture_get_depiction (picture)->state, "window.frame");

  if (number < N_PLAYED && scene->n_atoms > 0 && !isnan (scene->values[0]))
    seen[number] = TRUE;
}

/* Frames whose colours take longer than the clock's tick are each seen in them: playback waits. */
static void
test_waits (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) file = g_file_new_build_filename (g_getenv ("VT_SOURCE_ROOT"), "data", "samples",
                                                      "creep-1.5GPa.lammpstrj.gz", NULL);
  gboolean seen[N_PLAYED] = { FALSE };

  vt_window_open_file (fixture->window, file);
  wait_until_idle (fixture);
  act_on (fixture, "win.color-by", "voronoi_volume");
  wait_until_idle (fixture);
  vt_document_set_real (fixture->document, "playback.speed", 60);
  g_signal_connect (fixture->window->picture, "changed", G_CALLBACK (on_seen), seen);
  act (fixture, "win.play");
  wait_for_frame (fixture, N_PLAYED);
  act (fixture, "win.play");
  g_signal_handlers_disconnect_by_data (fixture->window->picture, seen);
  for (guint i = 1; i < N_PLAYED; i++)
    g_assert_true (seen[i]);
}

/* ---- no frame with another's selection ---- */

typedef struct
{
  VtDepiction *depictions[N_FRAMES]; /* (nullable) */
  guint        n_seen;
} Selections;

static void
on_selection_changed (VtPicture *picture, gpointer data)
{
  Selections *truth = data;
  const VtScene *scene = vt_picture_get_scene (picture);
  VtFrame *frame = vt_picture_get_frame (picture);

  for (guint i = 0; frame != NULL && i < N_FRAMES; i++)
    if (truth->depictions[i] != NULL
        && memcmp (vt_frame_get_axis (frame, 0), vt_frame_get_axis (truth->depictions[i]->frame, 0),
                   vt_frame_get_n_atoms (frame) * sizeof (double))
               == 0)
      {
        g_assert_cmpmem (scene->flags, scene->n_atoms, truth->depictions[i]->flags, scene->n_atoms);
        truth->n_seen |= 1u << i;
      }
}

/* Colours that are there at once do not show a frame before it is known which of its atoms are selected. */
static void
test_selection (Fixture *fixture, gconstpointer data)
{
  Selections truth = { { NULL } };
  g_autoptr (VtEvaluator) evaluator = vt_evaluator_new (1 << 26);

  open_colored (fixture);
  act_on (fixture, "win.color-by", "element");
  vt_document_set_many (fixture->document, "Test", "selection.property", g_variant_new_string ("d2min"),
                        "selection.minimum", g_variant_new_double (0.05), "selection.maximum",
                        g_variant_new_double (1e6), NULL);
  wait_until_idle (fixture);
  for (guint i = 0; i < N_FRAMES; i++)
    {
      g_autoptr (VtState) state = vt_state_with_integer (get_state (fixture), "window.frame", i);

      truth.depictions[i] = vt_depiction_evaluate (evaluator, vt_document_get_source (fixture->document), state,
                                                   "element", FALSE, NULL, NULL, NULL);
      if (truth.depictions[i] != NULL)
        g_assert_cmpuint (truth.depictions[i]->n_selected, <, vt_frame_get_n_atoms (truth.depictions[i]->frame));
    }
  vt_document_set_real (fixture->document, "playback.speed", 60);
  g_signal_connect (fixture->window->picture, "changed", G_CALLBACK (on_selection_changed), &truth);
  /* By hand too, where nothing is computed ahead. */
  for (guint i = 0; i < 3; i++)
    {
      act (fixture, "win.next-frame");
      spin (i == 1 ? 0 : 60);
    }
  act (fixture, "win.first-frame");
  act (fixture, "win.play");
  wait_for_frame (fixture, N_FRAMES - 1);
  g_signal_handlers_disconnect_by_data (fixture->window->picture, &truth);
  g_assert_cmpuint (truth.n_seen & 0xe, ==, 0xe);
  for (guint i = 0; i < N_FRAMES; i++)
    g_clear_pointer (&truth.depictions[i], vt_depiction_free);
}

#define ADD(path, function) g_test_add (path, Fixture, application, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  VtApplication *application = NULL;
  int outcome = fixture_init (&argc, &argv, &application);

  if (outcome != 0)
    return outcome;
  ADD ("/timeline/step", test_step);
  ADD ("/timeline/scrub", test_scrub);
  ADD ("/timeline/play", test_play);
  ADD ("/timeline/loop", test_loop);
  ADD ("/timeline/ahead", test_ahead);
  ADD ("/timeline/never-mixed", test_never_mixed);
  ADD ("/timeline/waits", test_waits);
  ADD ("/timeline/selection", test_selection);
  return g_test_run ();
}

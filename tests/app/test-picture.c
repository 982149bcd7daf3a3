/* However quickly one moves through the frames, what is shown is of one frame: its atoms with its own colours. */
#include <math.h>
#include <string.h>

#include "vt-picture.h"
#include "window-fixture.h"

#define N_MOVES 400
/* ps */
#define LAG 10

typedef struct
{
  VtDocument *document;
  VtPicture  *picture;
  GPtrArray  *expected; /* of VtColumn, by frame */
  guint       n_colored; /* pictures with numbers */
} Scrub;

static gboolean
is_undefined (const VtColumn *column)
{
  for (gsize i = 0; i < vt_column_get_n (column); i++)
    if (!isnan (vt_column_get_values (column)[i]))
      return FALSE;
  return TRUE;
}

/* The fixture's frames are 5 ps apart. */
static guint
get_frame_number (VtFrame *frame)
{
  return (guint) round (vt_frame_get_time (frame) / 5);
}

static void
on_changed (VtPicture *picture, gpointer data)
{
  Scrub *scrub = data;
  const VtDepiction *depiction = vt_picture_get_depiction (picture);
  const VtColumn *expected;

  if (depiction == NULL)
    return;
  g_assert_true (vt_picture_get_frame (picture) == depiction->frame);
  /* What was seen before the lag was chosen may stay for a moment. */
  if (is_undefined (depiction->values) || vt_state_get_real (depiction->state, "window.lag") != LAG)
    return;
  expected = g_ptr_array_index (scrub->expected, get_frame_number (depiction->frame));
  g_assert_cmpmem (vt_column_get_values (depiction->values), vt_column_get_n (depiction->values) * sizeof (double),
                   vt_column_get_values (expected), vt_column_get_n (expected) * sizeof (double));
  for (gsize i = 0; i < vt_column_get_n (expected); i++)
    g_assert_cmpfloat (vt_picture_get_scene (picture)->values[i], ==, (float) vt_column_get_values (expected)[i]);
  scrub->n_colored++;
}

static void
scrub_set_up (Scrub *scrub, const char *property)
{
  static const char *const wants[] = { "frame", "d2min", "voronoi", NULL };
  g_autoptr (GFile) file = fixture_file ("small.lammpstrj");

  scrub->document = vt_document_new ();
  scrub->picture = vt_picture_new (scrub->document);
  vt_document_want (scrub->document, scrub, wants);
  vt_document_open_async (scrub->document, file, NULL, NULL, NULL);
  vt_document_settle (scrub->document);
  g_assert_nonnull (vt_document_get_source (scrub->document));
  vt_document_set_text (scrub->document, "view.color-by", property);
  vt_document_set_real (scrub->document, "window.lag", LAG);
}

static void
scrub_tear_down (Scrub *scrub)
{
  vt_document_want (scrub->document, scrub, NULL);
  vt_document_settle (scrub->document);
  g_object_unref (scrub->picture);
  g_object_unref (scrub->document);
  g_ptr_array_unref (scrub->expected);
}

/* What each frame's numbers are, when nobody hurries. */
static void
scrub_learn (Scrub *scrub, const char *property, guint n_frames)
{
  scrub->expected = g_ptr_array_new_with_free_func ((GDestroyNotify) vt_column_unref);
  for (guint frame = 0; frame < n_frames; frame++)
    {
      VtColumn *column;

      vt_document_set_integer (scrub->document, "window.frame", frame);
      vt_document_settle (scrub->document);
      column = vt_document_peek_column (scrub->document, property);
      g_assert_nonnull (column);
      g_ptr_array_add (scrub->expected, vt_column_ref (column));
    }
  for (guint frame = 1; frame < n_frames; frame++)
    g_assert_cmpfloat (vt_column_get_values (g_ptr_array_index (scrub->expected, frame))[0], !=,
                       vt_column_get_values (g_ptr_array_index (scrub->expected, 0))[0]);
}

/* In the end it is the frame where one stopped, in colour. */
static void
check_rest (Scrub *scrub, const char *property)
{
  gint64 end = g_get_monotonic_time () + PATIENCE_SECONDS * G_USEC_PER_SEC;
  gint64 frame = vt_state_get_integer (vt_document_get_state (scrub->document), "window.frame");

  while (vt_document_peek_column (scrub->document, property) == NULL && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, FALSE);
  vt_document_settle (scrub->document);
  spin (100);
  g_assert_false (vt_picture_is_pending (scrub->picture));
  g_assert_cmpint (get_frame_number (vt_picture_get_frame (scrub->picture)), ==, frame);
  g_assert_false (is_undefined (vt_picture_get_depiction (scrub->picture)->values));
}

/* Learnt of one document, scrubbed through in another, which has to compute all numbers while one moves. */
static void
run_scrub (const char *property, guint n_frames)
{
  Scrub calm = { NULL }, quick = { NULL };

  scrub_set_up (&calm, property);
  scrub_learn (&calm, property, n_frames);
  scrub_set_up (&quick, property);
  quick.expected = g_ptr_array_ref (calm.expected);
  g_signal_connect (quick.picture, "changed", G_CALLBACK (on_changed), &quick);
  for (guint move = 0; move < N_MOVES; move++)
    {
      vt_document_set_integer (quick.document, "window.frame", g_test_rand_int_range (0, (gint32) n_frames));
      for (int turns = g_test_rand_int_range (0, 5); turns > 0; turns--)
        g_main_context_iteration (NULL, FALSE);
      if (move % 40 == 0)
        spin (30);
      /* Whoever asks first: the picture hears of it all the same. */
      vt_document_peek_column (quick.document, property);
    }
  check_rest (&quick, property);
  g_assert_cmpuint (quick.n_colored, >, 10);
  scrub_tear_down (&quick);
  scrub_tear_down (&calm);
}

/* At a lag of 10 ps the last two of the six frames have no numbers. */
static void
test_d2min (void)
{
  run_scrub ("d2min", 4);
}

static void
test_volume (void)
{
  run_scrub ("voronoi_volume", 6);
}

int
main (int argc, char **argv)
{
  g_autoptr (VtApplication) application = NULL;

  if (fixture_init (&argc, &argv, &application) != 0)
    return 0;
  g_test_add_func ("/picture/d2min", test_d2min);
  g_test_add_func ("/picture/voronoi-volume", test_volume);
  return g_test_run ();
}

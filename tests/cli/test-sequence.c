/* vitrine-cli render, several pictures: which, from where, with which colours, and what is refused. */
#include <cairo.h>
#include <string.h>

#include "sample.h"
#include "vt-offscreen.h"

#define SMALL "--size", "160x120", "--supersample", "1", "--timestep", SAMPLE_TIMESTEP

static gboolean
has_opengl (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VtOffscreen) offscreen = vt_offscreen_new (&error);

  if (offscreen == NULL)
    g_test_skip ("no OpenGL without a window");
  return offscreen != NULL;
}

/* The pixels of a picture, as text to be compared. (transfer full) */
static char *
get_pixels (const Sample *sample, const char *name)
{
  g_autofree char *path = sample_path (sample, name);
  cairo_surface_t *surface = cairo_image_surface_create_from_png (path);
  gsize size;
  char *digest;

  g_assert_cmpint (cairo_surface_status (surface), ==, CAIRO_STATUS_SUCCESS);
  size = (gsize) cairo_image_surface_get_stride (surface) * (gsize) cairo_image_surface_get_height (surface);
  digest = g_compute_checksum_for_data (G_CHECKSUM_SHA256, cairo_image_surface_get_data (surface), size);
  cairo_surface_destroy (surface);
  return digest;
}

static void
assert_same_picture (const Sample *sample, const char *a, const char *b, gboolean same)
{
  g_autofree char *first = get_pixels (sample, a);
  g_autofree char *second = get_pixels (sample, b);

  g_test_message ("%s and %s", a, b);
  if (same)
    g_assert_cmpstr (first, ==, second);
  else
    g_assert_cmpstr (first, !=, second);
}

/* Every second frame, under its number; with a range of its own each is the picture that is drawn of it alone. */
static void
test_frames (Sample *sample, gconstpointer data)
{
  g_auto (Outcome) own = { 0 }, alone = { 0 }, shared = { 0 };

  if (!has_opengl ())
    return;
  sample_write_dump (sample, "a.dump", 0.3, "Zr");
  sample_run (sample, &own, "render", "a.dump", "--output", "own/a-%02d.png", "--frames", "0-4:2", "--own-range",
              "--color-by", "displacement", "--lag", "1", SMALL, NULL);
  assert_done (own);
  for (guint frame = 0; frame < SAMPLE_FRAMES; frame++)
    {
      g_autofree char *name = g_strdup_printf ("own/a-%02u.png", frame);

      g_assert_cmpint (sample_exists (sample, name), ==, frame % 2 == 0);
    }
  sample_run (sample, &alone, "render", "a.dump", "--output", "alone.png", "--frame", "2", "--color-by",
              "displacement", "--lag", "1", SMALL, NULL);
  assert_done (alone);
  assert_same_picture (sample, "alone.png", "own/a-02.png", TRUE);
  assert_same_picture (sample, "alone.png", "own/a-04.png", FALSE);
  /* The same with one range: other colours, but in each the same key. */
  sample_run (sample, &shared, "render", "a.dump", "--output", "one/a-%d.png", "--frames", "all:2", "--color-by",
              "displacement", "--lag", "1", SMALL, NULL);
  assert_done (shared);
  assert_same_picture (sample, "one/a-2.png", "own/a-02.png", FALSE);
}

/* A frame twice in a turn of 360° is back where it was; a quarter is another picture. */
static void
test_turn (Sample *sample, gconstpointer data)
{
  g_auto (Outcome) turn = { 0 }, still = { 0 };

  if (!has_opengl ())
    return;
  sample_write_dump (sample, "a.dump", 0.3, "Zr");
  sample_run (sample, &turn, "render", "a.dump", "--output", "t-%d.png", "--turn", "720", "--pictures", "4",
              "--color-by", "element", SMALL, NULL);
  assert_done (turn);
  g_assert_false (sample_exists (sample, "t-4.png"));
  assert_same_picture (sample, "t-1.png", "t-3.png", TRUE);
  assert_same_picture (sample, "t-0.png", "t-1.png", FALSE);
  sample_run (sample, &still, "render", "a.dump", "--output", "s.png", "--color-by", "element", SMALL, NULL);
  assert_done (still);
  assert_same_picture (sample, "t-0.png", "s.png", TRUE);
}

/* Pictures that are there are left alone only where that is asked for, and then it is said. */
static void
test_resume (Sample *sample, gconstpointer data)
{
  g_auto (Outcome) first = { 0 }, anew = { 0 };
  g_autofree char *kept = NULL;
  g_autofree char *drawn = NULL;

  if (!has_opengl ())
    return;
  sample_write_dump (sample, "a.dump", 0.3, "Zr");
  sample_write (sample, "r-1.png", "mine");
  sample_run (sample, &first, "render", "a.dump", "--output", "r-%d.png", "--frames", "0-2", "--resume", "--color-by",
              "element", SMALL, NULL);
  assert_done (first);
  g_assert_nonnull (strstr (first.err, "1 of 3 pictures"));
  kept = sample_read (sample, "r-1.png");
  g_assert_cmpstr (kept, ==, "mine");
  g_assert_true (sample_exists (sample, "r-2.png"));
  sample_run (sample, &anew, "render", "a.dump", "--output", "r-%d.png", "--frames", "1", "--color-by", "element",
              SMALL, NULL);
  assert_done (anew);
  g_assert_null (strstr (anew.err, "pictures"));
  drawn = get_pixels (sample, "r-1.png");
}

/* A view that was copied: from above without perspective, the cell's square is where it must be. */
static void
test_view (Sample *sample, gconstpointer data)
{
  g_auto (Outcome) above = { 0 }, below = { 0 };

  if (!has_opengl ())
    return;
  sample_write_dump (sample, "a.dump", 0.3, "Zr");
  sample_run (sample, &above, "render", "a.dump", "--output", "above.png", "--color-by", "element", "--view",
              "vitrine-view 1: target=7,7,7 orientation=1,0,0,0 height=40 projection=orthographic", SMALL, NULL);
  assert_done (above);
  sample_run (sample, &below, "render", "a.dump", "--output", "rolled.png", "--color-by", "element", "--view",
              "vitrine-view 1: target=7,7,7 orientation=0,0,0,1 height=40 projection=orthographic", SMALL, NULL);
  assert_done (below);
  assert_same_picture (sample, "above.png", "rolled.png", FALSE);
}

typedef struct
{
  const char *words[10];
  const char *says;
} Refusal;

static const Refusal refusals[] = {
  { { "--output", "a.png", "--frames", "0-3" }, "one place" },
  { { "--output", "a-%d.png", "--frames", "0-30" }, "0 to 5" },
  { { "--output", "a-%d.png", "--frames", "3-1" }, "names no frames" },
  { { "--output", "a-%d.png", "--frames", "0-3:0" }, "names no frames" },
  { { "--output", "a-%d.png", "--frames", "none" }, "names no frames" },
  { { "--output", "a-%d.svg", "--frames", "all" }, ".png" },
  { { "--output", "a-%d-%d.png", "--frames", "all" }, "one place" },
  { { "--output", "a-%s.png", "--frames", "all" }, "one place" },
  { { "--output", "a-%d.png", "--frames", "all", "--frame", "2" }, "--frames" },
  { { "--output", "a-%d.png", "--frames", "all", "--pictures", "2" }, "--pictures" },
  { { "--output", "a-%d.png", "--turn", "90", "--slice", "z=3" }, "--turn" },
  { { "--output", "a.png", "--resume" }, "--resume" },
  { { "--output", "a.png", "--view", "nonsense" }, "no view" },
  { { "--output", "a.png", "--view", "vitrine-view 2: x" }, "newer" },
};

static void
test_refused (Sample *sample, gconstpointer data)
{
  sample_write_dump (sample, "a.dump", 0.3, "Zr");
  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_auto (Outcome) outcome = { 0 };
      g_autoptr (GPtrArray) words = g_ptr_array_new ();

      g_ptr_array_add (words, (char *) "render");
      g_ptr_array_add (words, (char *) "a.dump");
      g_ptr_array_add (words, (char *) "--timestep");
      g_ptr_array_add (words, (char *) SAMPLE_TIMESTEP);
      for (guint w = 0; refusals[i].words[w] != NULL; w++)
        g_ptr_array_add (words, (char *) refusals[i].words[w]);
      g_ptr_array_add (words, NULL);
      sample_run_words (sample, &outcome, (const char *const *) words->pdata);
      g_test_message ("%s", outcome.err);
      g_assert_cmpint (outcome.status, !=, 0);
      g_assert_nonnull (strstr (outcome.err, refusals[i].says));
      g_assert_cmpstr (outcome.out, ==, "");
    }
}

#define ADD(path, function) g_test_add (path, Sample, NULL, sample_set_up, function, sample_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/cli/sequence/frames", test_frames);
  ADD ("/cli/sequence/turn", test_turn);
  ADD ("/cli/sequence/resume", test_resume);
  ADD ("/cli/sequence/view", test_view);
  ADD ("/cli/sequence/refused", test_refused);
  return g_test_run ();
}

/* vitrine-cli render, several pictures: which, from where, with which colours, and what is refused. */
#include <cairo.h>
#include <glib/gstdio.h>
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

/* Inode and time of a file, which another in its place does not have. (transfer full) */
static char *
get_birth (const Sample *sample, const char *name)
{
  g_autofree char *path = sample_path (sample, name);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInfo) info = g_file_query_info (file, "unix::inode,time::modified,time::modified-usec", 0, NULL, NULL);
  g_autofree char *inode = NULL;

  g_assert_nonnull (info);
  inode = g_file_info_get_attribute_as_string (info, "unix::inode");
  return g_strdup_printf ("%s %" G_GUINT64_FORMAT " %u", inode,
                          g_file_info_get_attribute_uint64 (info, "time::modified"),
                          g_file_info_get_attribute_uint32 (info, "time::modified-usec"));
}

/* How many of r-0 … r-2 are the files that they were. */
static guint
run_again (Sample *sample, const char *ending, const char *resume, const char *extra, const char *value)
{
  g_auto (Outcome) outcome = { 0 };
  g_auto (GStrv) before = g_new0 (char *, 4);
  g_autofree char *pattern = g_strdup_printf ("r-%%d.%s", ending);
  g_autofree char *said = NULL;
  gboolean slice = !g_str_equal (ending, "png");
  const char *words[24] = { "render", "a.dump", "--output", pattern, "--frames", "0-2", "--color-by", "displacement",
                            "--lag", "1", SMALL };
  guint n = 0, at = 10 + 6;

  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *name = g_strdup_printf ("r-%u.%s", i, ending);

      before[i] = sample_exists (sample, name) ? get_birth (sample, name) : g_strdup ("none");
    }
  if (slice)
    {
      words[at++] = "--slice";
      words[at++] = "z=5";
    }
  if (resume != NULL)
    words[at++] = resume;
  if (extra != NULL)
    words[at++] = extra;
  if (value != NULL)
    words[at++] = value;
  sample_run_words (sample, &outcome, words);
  assert_done (outcome);
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *name = g_strdup_printf ("r-%u.%s", i, ending);
      g_autofree char *after = get_birth (sample, name);

      n += g_str_equal (before[i], after);
    }
  said = g_strdup_printf ("%u of 3 pictures", n);
  if (n > 0)
    g_assert_nonnull (strstr (outcome.err, said));
  else
    g_assert_null (strstr (outcome.err, "of 3 pictures"));
  return n;
}

/* A stopped sequence goes on: what belongs to it stays, be it .png, .svg or .pdf; a file of another's, one that is no
 * picture, and all of them where anything in them would differ, are written anew. */
static void
test_go_on (Sample *sample, gconstpointer data)
{
  static const char *const endings[] = { "svg", "pdf", "png" };
  static const char *const changes[][2]
      = { { "--background", "dark" }, { "--size", "170x120" }, { "--no-legend", NULL }, { "--colormap", "jet" },
          { "--own-range", NULL },    { "--lag", "2" },        { "--radius", "0.5" } };

  for (guint e = 0; e < G_N_ELEMENTS (endings); e++)
    {
      g_autofree char *one = g_strdup_printf ("r-1.%s", endings[e]);
      g_autofree char *two = g_strdup_printf ("r-2.%s", endings[e]);
      g_autofree char *path = sample_path (sample, two);
      g_autofree char *whole = NULL, *again = NULL;

      if (e == 2 && !has_opengl ())
        return;
      sample_write_dump (sample, "a.dump", 0.3, "Zr");
      g_assert_cmpuint (run_again (sample, endings[e], "--resume", NULL, NULL), ==, 0);
      g_assert_cmpuint (run_again (sample, endings[e], "--resume", NULL, NULL), ==, 3);
      whole = sample_read (sample, one);
      sample_write (sample, one, "mine");
      g_assert_cmpint (g_remove (path), ==, 0);
      g_assert_cmpuint (run_again (sample, endings[e], "--resume", NULL, NULL), ==, 1);
      again = sample_read (sample, one);
      g_assert_cmpstr (whole, ==, again);
      /* A picture of another frame under this one's name is not this one. */
      {
        g_autofree char *zero = g_strdup_printf ("r-0.%s", endings[e]);
        g_autofree char *from = sample_path (sample, zero);
        g_autofree char *to = sample_path (sample, one);
        g_autoptr (GFile) source = g_file_new_for_path (from);
        g_autoptr (GFile) target = g_file_new_for_path (to);

        g_assert_true (g_file_copy (source, target, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, NULL));
      }
      g_assert_cmpuint (run_again (sample, endings[e], "--resume", NULL, NULL), ==, 2);
      g_assert_cmpuint (run_again (sample, endings[e], NULL, NULL, NULL), ==, 0);
      for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
        {
          g_assert_cmpuint (run_again (sample, endings[e], NULL, NULL, NULL), ==, 0);
          g_assert_cmpuint (run_again (sample, endings[e], "--resume", changes[i][0], changes[i][1]), ==, 0);
          g_assert_cmpuint (run_again (sample, endings[e], "--resume", changes[i][0], changes[i][1]), ==, 3);
        }
    }
}

/* One range for all: where a picture more widens it, none of the others is what it would be; where each has its own, they
 * are. */
static void
test_widened (Sample *sample, gconstpointer data)
{
  for (guint own = 0; own < 2; own++)
    {
      const char *extra = own ? "--own-range" : "--threads=1";
      g_auto (Outcome) two = { 0 }, three = { 0 }, all = { 0 };
      g_autofree char *went_on = NULL, *anew = NULL;

      sample_write_dump (sample, "a.dump", 0.3, "Zr");
      sample_run (sample, &two, "render", "a.dump", "--output", "w-%d.svg", "--frames", "0-1", "--color-by",
                  "displacement", "--lag", "1", "--slice", "z=5", extra, SMALL, NULL);
      assert_done (two);
      sample_run (sample, &three, "render", "a.dump", "--output", "w-%d.svg", "--frames", "0-2", "--color-by",
                  "displacement", "--lag", "1", "--slice", "z=5", "--resume", extra, SMALL, NULL);
      assert_done (three);
      if (own)
        g_assert_nonnull (strstr (three.err, "2 of 3 pictures"));
      else
        g_assert_null (strstr (three.err, "of 3 pictures"));
      went_on = sample_read (sample, "w-0.svg");
      sample_run (sample, &all, "render", "a.dump", "--output", "w-%d.svg", "--frames", "0-2", "--color-by",
                  "displacement", "--lag", "1", "--slice", "z=5", extra, SMALL, NULL);
      assert_done (all);
      anew = sample_read (sample, "w-0.svg");
      g_assert_cmpstr (went_on, ==, anew);
    }
}

/* A file that only has such a name is no picture of it: it is written anew, and what is there already is told of. */
static void
test_resume (Sample *sample, gconstpointer data)
{
  g_auto (Outcome) before = { 0 }, first = { 0 }, anew = { 0 };
  g_autofree char *kept = NULL;
  g_autofree char *drawn = NULL;

  if (!has_opengl ())
    return;
  sample_write_dump (sample, "a.dump", 0.3, "Zr");
  sample_write (sample, "r-1.png", "mine");
  sample_run (sample, &before, "render", "a.dump", "--output", "r-%d.png", "--frames", "0", "--own-range", "--color-by",
              "element", SMALL, NULL);
  assert_done (before);
  sample_run (sample, &first, "render", "a.dump", "--output", "r-%d.png", "--frames", "0-2", "--own-range", "--resume", "--color-by",
              "element", SMALL, NULL);
  assert_done (first);
  g_assert_nonnull (strstr (first.err, "1 of 3 pictures"));
  kept = get_pixels (sample, "r-1.png");
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
  ADD ("/cli/sequence/go-on", test_go_on);
  ADD ("/cli/sequence/widened", test_widened);
  ADD ("/cli/sequence/view", test_view);
  ADD ("/cli/sequence/refused", test_refused);
  return g_test_run ();
}

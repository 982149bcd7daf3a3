/* vitrine-cli render and figure: files of the right kind and size, with the right colours. */
#include <cairo.h>
#include <string.h>

#include "sample.h"
#include "vt-offscreen.h"

/* What a picture is made of. */
typedef struct
{
  int    width;
  int    height;
  guint8 corner[4]; /* blue, green, red, alpha: of the pixel in the upper left */
  double red;       /* mean over what differs from the corner */
  double blue;
  gsize  drawn;
} Picture;

static void
look_at (const Sample *sample, const char *name, Picture *picture)
{
  g_autofree char *path = sample_path (sample, name);
  cairo_surface_t *surface = cairo_image_surface_create_from_png (path);
  const guint8 *data = cairo_image_surface_get_data (surface);
  int stride = cairo_image_surface_get_stride (surface);

  g_assert_cmpint (cairo_surface_status (surface), ==, CAIRO_STATUS_SUCCESS);
  *picture = (Picture){ .width = cairo_image_surface_get_width (surface),
                        .height = cairo_image_surface_get_height (surface) };
  memcpy (picture->corner, data, 4);
  for (int y = 0; y < picture->height; y++)
    for (int x = 0; x < picture->width; x++)
      {
        const guint8 *pixel = data + (gsize) y * stride + 4 * x;

        if (memcmp (pixel, picture->corner, 3) == 0)
          continue;
        picture->blue += pixel[0];
        picture->red += pixel[2];
        picture->drawn++;
      }
  cairo_surface_destroy (surface);
}

static gboolean
has_opengl (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VtOffscreen) offscreen = vt_offscreen_new (&error);

  if (offscreen == NULL)
    g_test_skip ("no OpenGL without a window");
  return offscreen != NULL;
}

/* Copper is brown: red and blue must not change places on the way from OpenGL to the file. */
static void
test_space (Sample *sample, gconstpointer data)
{
  g_auto (Outcome) outcome = { 0 };
  Picture picture;

  if (!has_opengl ())
    return;
  sample_write_dump (sample, "a.dump", 0.1, "Cu");
  sample_run (sample, &outcome, "render", "a.dump", "--output", "a.png", "--size", "200x150", "--no-legend", "--cell",
              "off", NULL);
  assert_done (outcome);
  look_at (sample, "a.png", &picture);
  g_assert_cmpint (picture.width, ==, 200);
  g_assert_cmpint (picture.height, ==, 150);
  g_assert_cmpuint (picture.drawn, >, 200 * 150 / 10);
  g_assert_cmpuint (picture.corner[0] + picture.corner[1] + picture.corner[2] + picture.corner[3], ==, 4 * 255);
  g_assert_cmpfloat (picture.red, >, 1.5 * picture.blue);
}

static void
test_backgrounds (Sample *sample, gconstpointer data)
{
  g_auto (Outcome) clear = { 0 };
  g_auto (Outcome) dark = { 0 };
  Picture picture;

  if (!has_opengl ())
    return;
  sample_write_dump (sample, "a.dump", 0.1, "Zr");
  sample_run (sample, &clear, "render", "a.dump", "--output", "clear.png", "--size=100x100", "--background=transparent",
              NULL);
  assert_done (clear);
  look_at (sample, "clear.png", &picture);
  g_assert_cmpuint (picture.corner[3], ==, 0);
  sample_run (sample, &dark, "render", "a.dump", "--output", "dark.png", "--size=100x100", "--background=dark", NULL);
  assert_done (dark);
  look_at (sample, "dark.png", &picture);
  g_assert_cmpuint (picture.corner[0], <, 80);
  g_assert_cmpuint (picture.corner[3], ==, 255);
}

/* The legend is drawn over the right edge, and nowhere else. */
static void
test_legend (Sample *sample, gconstpointer data)
{
  g_auto (Outcome) with = { 0 };
  g_auto (Outcome) without = { 0 };
  Picture a, b;

  if (!has_opengl ())
    return;
  sample_write_dump (sample, "a.dump", 0.1, "Zr");
  sample_run (sample, &with, "render", "a.dump", "--output", "a.png", "--size", "300x200", "--color-by",
              "voronoi_volume", NULL);
  sample_run (sample, &without, "render", "a.dump", "--output", "b.png", "--size", "300x200", "--color-by",
              "voronoi_volume", "--no-legend", NULL);
  assert_done (with);
  assert_done (without);
  look_at (sample, "a.png", &a);
  look_at (sample, "b.png", &b);
  g_assert_cmpuint (a.drawn, >, b.drawn + 100);
}

static void
test_slice (Sample *sample, gconstpointer data)
{
  g_auto (Outcome) png = { 0 };
  g_auto (Outcome) svg = { 0 };
  g_autofree char *text = NULL;
  Picture picture;

  sample_write_dump (sample, "a.dump", 0.1, "Zr");
  sample_run (sample, &png, "render", "a.dump", "--output", "a.png", "--size", "320x300", "--slice", "z=8,3", NULL);
  assert_done (png);
  look_at (sample, "a.png", &picture);
  g_assert_cmpint (picture.width, ==, 320);
  g_assert_cmpint (picture.height, ==, 300);
  g_assert_cmpuint (picture.drawn, >, 320 * 300 / 10);
  sample_run (sample, &svg, "render", "a.dump", "--output", "a.svg", "--slice", "x=4", "--color-by", "d2min", "--lag",
              "2", "--timestep", SAMPLE_TIMESTEP, NULL);
  assert_done (svg);
  text = sample_read (sample, "a.svg");
  g_assert_nonnull (strstr (text, "<svg"));
  g_assert_nonnull (strstr (text, "a.dump"));
  g_assert_null (strstr (text, "<image"));
}

/* Across any vector, however long: along x a vector and the axis give the same picture, another one another. */
static void
test_normal (Sample *sample, gconstpointer data)
{
  static const char *const slices[] = { "x=4,3", "2.5,0,0=4,3", "1,1,0=8,3" };
  g_auto (Outcome) outside = { 0 };
  g_auto (Outcome) empty = { 0 };
  char *texts[3];

  sample_write_dump (sample, "a.dump", 0.1, "Zr");
  for (guint i = 0; i < 3; i++)
    {
      g_auto (Outcome) outcome = { 0 };

      sample_run (sample, &outcome, "render", "a.dump", "--output", "a.svg", "--color-by", "element", "--slice",
                  slices[i], NULL);
      assert_done (outcome);
      texts[i] = sample_read (sample, "a.svg");
    }
  g_assert_cmpstr (texts[0], ==, texts[1]);
  g_assert_cmpstr (texts[0], !=, texts[2]);
  sample_run (sample, &outside, "render", "a.dump", "--output", "b.svg", "--slice", "1,1,0=500", NULL);
  assert_failed (&outside, 2, "outside the cell");
  sample_run (sample, &empty, "render", "a.dump", "--output", "b.svg", "--slice", "0,0,0=5", NULL);
  assert_failed (&empty, 2, "is no slice");
  for (guint i = 0; i < 3; i++)
    g_free (texts[i]);
}

/* A field is one picture with lines and text on it; what it is stands in the file. */
static void
test_field (Sample *sample, gconstpointer data)
{
  g_auto (Outcome) field = { 0 };
  g_auto (Outcome) wrong = { 0 };
  g_autofree char *text = NULL;

  sample_write_dump (sample, "a.dump", 0.1, "Zr");
  sample_run (sample, &field, "render", "a.dump", "--output", "a.svg", "--slice", "1,1,0=8,3", "--slice-style", "field",
              "--slice-sigma", "1.5", "--slice-contours", "6", "--color-by", "d2min", "--lag", "2", "--timestep",
              SAMPLE_TIMESTEP, NULL);
  assert_done (field);
  text = sample_read (sample, "a.svg");
  g_assert_nonnull (strstr (text, "<image"));
  g_assert_nonnull (strstr (text, "across (1, 1, 0), middle 8 Å, 3 Å thick; field: mean by Gaussian weights, sigma 1.5 Å"));
  sample_run (sample, &wrong, "render", "a.dump", "--output", "b.svg", "--slice", "z=4", "--slice-sigma", "0", NULL);
  assert_failed (&wrong, 2, "--slice-sigma");
}

static void
test_figure (Sample *sample, gconstpointer data)
{
  g_auto (Outcome) pdf = { 0 };
  g_auto (Outcome) png = { 0 };
  g_auto (Outcome) lag = { 0 };
  g_autofree char *text = NULL;
  Picture picture;

  sample_write_dump (sample, "a.dump", 0.1, "Zr");
  sample_run (sample, &pdf, "figure", "a.dump", "polyhedra", "--output", "a.pdf", NULL);
  assert_done (pdf);
  text = sample_read (sample, "a.pdf");
  g_assert_true (g_str_has_prefix (text, "%PDF"));
  sample_run (sample, &png, "figure", "a.dump", "slice-d2min-2ps", "--output", "a.png", "--width", "127", "--dpi",
              "100", "--timestep", SAMPLE_TIMESTEP, NULL);
  assert_done (png);
  look_at (sample, "a.png", &picture);
  g_assert_cmpint (picture.width, ==, 500);
  sample_run (sample, &lag, "figure", "a.dump", "slice-d2min-9ps", "--output", "b.png", "--timestep", SAMPLE_TIMESTEP,
              NULL);
  assert_failed (&lag, 1, "9 ps");
  g_assert_false (sample_exists (sample, "b.png"));
}

/* Colours that stand for less than it seems are told of, on stderr, and the picture is there all the same; where all is
 * well nothing is. */
static void
test_notes (Sample *sample, gconstpointer data)
{
  static const struct
  {
    const char *words[13];
    const char *says; /* (nullable) */
  } cases[] = {
    { { "--color-by", "file:c_pe", NULL }, NULL },
    { { "--color-by", "file:c_pe", "--color-scale", "log", NULL }, "no value of “c_pe” is positive" },
    { { "--color-by", "file:c_pe", "--color-range", "manual", "--color-minimum", "5", "--color-maximum", "6", NULL },
      "no value of “c_pe” lies in the range from 5 to 6" },
    { { "--color-by", "displacement", "--lag", "1", "--color-scale", "log", "--color-range", "manual", "--color-minimum",
        "-1", "--color-maximum", "9", NULL }, "-1 gives way" },
    { { "--color-by", "file:c_none", NULL }, "no atom has a finite value of “c_none”" },
    { { "--color-by", "displacement", "--lag", "1", "--color-range", "all", NULL }, "5 of 6 frames" },
    { { "--color-by", "element", "--color-scale", "log", NULL }, NULL },
  };
  g_autofree char *plain = sample_dump_text (0.3, "Cu", "Zr");
  g_auto (GStrv) lines = g_strsplit (plain, "\n", -1);
  g_autoptr (GString) text = g_string_new (NULL);
  gboolean atoms = FALSE;

  for (guint i = 0; lines[i] != NULL && *lines[i] != '\0'; i++)
    {
      gboolean header = g_str_has_prefix (lines[i], "ITEM:");

      atoms = header ? g_str_has_prefix (lines[i], "ITEM: ATOMS") : atoms;
      g_string_append_printf (text, "%s%s\n", lines[i], !atoms ? "" : header ? " c_pe c_none" : " -3.5 nan");
    }
  sample_write (sample, "notes.dump", text->str);
  for (guint i = 0; i < 2 * G_N_ELEMENTS (cases); i++)
    {
      g_auto (Outcome) outcome = { 0 };
      g_autoptr (GPtrArray) words = g_ptr_array_new ();
      const char *says = cases[i / 2].says;

      /* As a still, and as a figure. */
      g_ptr_array_add (words, (char *) (i % 2 ? "figure" : "render"));
      g_ptr_array_add (words, (char *) "notes.dump");
      g_ptr_array_add (words, (char *) (i % 2 ? "slice" : "--slice"));
      if (i % 2 == 0)
        g_ptr_array_add (words, (char *) "z=5");
      g_ptr_array_add (words, (char *) "--output");
      g_ptr_array_add (words, (char *) "notes.svg");
      g_ptr_array_add (words, (char *) "--timestep");
      g_ptr_array_add (words, (char *) SAMPLE_TIMESTEP);
      for (guint w = 0; cases[i / 2].words[w] != NULL; w++)
        g_ptr_array_add (words, (char *) cases[i / 2].words[w]);
      g_ptr_array_add (words, NULL);
      sample_run_words (sample, &outcome, (const char *const *) words->pdata);
      assert_done (outcome);
      g_test_message ("%s", outcome.err);
      g_assert_true (sample_exists (sample, "notes.svg"));
      if (says != NULL)
        g_assert_nonnull (strstr (outcome.err, says));
      else
        g_assert_null (strstr (outcome.err, "colours"));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/cli/render/space", Sample, NULL, sample_set_up, test_space, sample_tear_down);
  g_test_add ("/cli/render/backgrounds", Sample, NULL, sample_set_up, test_backgrounds, sample_tear_down);
  g_test_add ("/cli/render/legend", Sample, NULL, sample_set_up, test_legend, sample_tear_down);
  g_test_add ("/cli/render/slice", Sample, NULL, sample_set_up, test_slice, sample_tear_down);
  g_test_add ("/cli/render/field", Sample, NULL, sample_set_up, test_field, sample_tear_down);
  g_test_add ("/cli/render/normal", Sample, NULL, sample_set_up, test_normal, sample_tear_down);
  g_test_add ("/cli/render/notes", Sample, NULL, sample_set_up, test_notes, sample_tear_down);
  g_test_add ("/cli/figure/kinds", Sample, NULL, sample_set_up, test_figure, sample_tear_down);
  return g_test_run ();
}

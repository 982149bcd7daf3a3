#include "vt-figure.h"

#include <glib/gstdio.h>
#include <string.h>

#include "glass-fixture.h"
#include "vt-depiction.h"
#include "vt-error.h"

typedef struct
{
  GlassFixture glass;
  char        *directory;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  glass_fixture_set_up (&fixture->glass, unused);
  glass_fixture_set (&fixture->glass, "correlation.lags", g_variant_new_parsed ("[5.0, 20.0]"));
  fixture->directory = g_dir_make_tmp ("vitrine-figure-XXXXXX", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  glass_fixture_tear_down (&fixture->glass, unused);
  g_assert_cmpint (g_rmdir (fixture->directory), ==, 0);
  g_free (fixture->directory);
}

/* The file's bytes; removes it. */
static char *
write_figure (Fixture *fixture, const char *name, const char *extension, gsize *length)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VtFigure) figure
      = vt_figure_new (fixture->glass.evaluator, fixture->glass.source, fixture->glass.state, name, NULL, NULL, &error);
  g_autofree char *base = g_strdup_printf ("%s.%s", name, extension);
  g_autoptr (GFile) file = g_file_new_build_filename (fixture->directory, base, NULL);
  char *bytes = NULL;

  g_assert_no_error (error);
  g_assert_true (vt_figure_write (figure, file, 0, 150, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_load_contents (file, NULL, &bytes, length, NULL, NULL));
  g_file_delete (file, NULL, NULL);
  return bytes;
}

static guint
count (const char *text, const char *word)
{
  guint n = 0;

  for (const char *at = strstr (text, word); at != NULL; at = strstr (at + 1, word))
    n++;
  return n;
}

/* One that tells from the past is made where there is one. */
static void
look_at (Fixture *fixture, guint frame)
{
  VtState *there = vt_state_with_integer (fixture->glass.state, "window.frame", frame);

  vt_state_unref (fixture->glass.state);
  fixture->glass.state = there;
}

/* "runs" is of other files, which this test has none of. */
static void
test_all_kinds_in_all_formats (Fixture *fixture, gconstpointer unused)
{
  static const char *const extensions[] = { "svg", "pdf", "png" };

  for (guint k = 0; k < vt_figure_get_n_kinds (); k++)
    for (guint e = 0; e < G_N_ELEMENTS (extensions); e++)
      {
        const char *name = vt_figure_get_kind (k)->name;
        g_autofree char *bytes = NULL;
        gsize length;

        if (strcmp (name, "runs") == 0)
          continue;
        look_at (fixture, strcmp (name, "prediction") == 0 ? 4 : 0);
        bytes = write_figure (fixture, name, extensions[e], &length);
        g_assert_cmpuint (length, >, 1000);
      }
}

/* True vectors: no image anywhere, and one path for each atom that is to be seen. */
static void
test_slice_is_vectors (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (VtState) wide = vt_state_with_real (fixture->glass.state, "slice.thickness", 4);
  g_autoptr (VtDepiction) depiction
      = vt_depiction_evaluate (fixture->glass.evaluator, fixture->glass.source, wide, "t_ml", FALSE, NULL, NULL, NULL);
  g_autoptr (VtSliceChart) chart = vt_depiction_to_slice_chart (depiction, NULL);
  VtChartStyle style = vt_chart_style_print ();
  guint visible = vt_slice_chart_count_visible (chart, 85 * 72 / 25.4, 80 * 72 / 25.4, &style);
  gsize length;
  g_autofree char *svg = write_figure (fixture, "slice-t_ml", "svg", &length);
  g_autofree char *pdf = write_figure (fixture, "slice-t_ml", "pdf", &length);
  GString *text = g_string_new_len (pdf, length);

  g_assert_cmpuint (visible, >, 10);
  g_assert_cmpuint (count (svg, "<image"), ==, 0);
  g_assert_cmpuint (count (svg, "<path"), >=, visible);
  for (gsize i = 0; i < text->len; i++)
    if (text->str[i] == '\0')
      text->str[i] = ' ';
  g_assert_cmpuint (count (text->str, "/Subtype /Image"), ==, 0);
  g_string_free (text, TRUE);
}

static void
test_carries_its_provenance (Fixture *fixture, gconstpointer unused)
{
  gsize length;
  g_autofree char *svg = write_figure (fixture, "correlation", "svg", &length);

  g_assert_nonnull (strstr (svg, "Vitrine"));
  g_assert_nonnull (strstr (svg, "glass"));
  g_assert_nonnull (strstr (svg, "correlation.lags"));
}

static void
test_refuses (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) unknown = NULL;
  g_autoptr (GError) format = NULL;
  g_autoptr (VtFigure) figure = NULL;
  g_autoptr (GFile) file = g_file_new_build_filename (fixture->directory, "a.gif", NULL);

  g_assert_null (vt_figure_new (fixture->glass.evaluator, fixture->glass.source, fixture->glass.state, "pie", NULL, NULL, &unknown));
  g_assert_error (unknown, VT_ERROR, VT_ERROR_USAGE);
  g_assert_nonnull (strstr (unknown->message, "polyhedra"));

  figure = vt_figure_new (fixture->glass.evaluator, fixture->glass.source, fixture->glass.state, "polyhedra", NULL, NULL, NULL);
  g_assert_false (vt_figure_write (figure, file, 0, 150, NULL, &format));
  g_assert_error (format, VT_ERROR, VT_ERROR_USAGE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add ("/figure/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("all", test_all_kinds_in_all_formats);
  ADD ("vectors", test_slice_is_vectors);
  ADD ("provenance", test_carries_its_provenance);
  ADD ("refuses", test_refuses);
  return g_test_run ();
}

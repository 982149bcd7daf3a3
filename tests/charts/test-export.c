#include <glib/gstdio.h>
#include <locale.h>
#include <math.h>
#include <string.h>
#include <zlib.h>

#include "examples.h"
#include "vt-error.h"
#include "vt-export.h"

static const VtExportField fields[] = {
  { "Title", "T_ML & D²min" },
  { "Source", "creep.lammpstrj.gz, frame 12" },
  { "Parameters", "k = 50 < 60" },
};

static VtExportOptions
make_options (VtExportFormat format)
{
  return (VtExportOptions) { .format = format, .width = VT_EXPORT_SINGLE_COLUMN, .height = 60.0, .dpi = 300.0,
                             .fields = fields, .n_fields = G_N_ELEMENTS (fields) };
}

static GBytes *
render (VtPaintFunc paint, gpointer data, const VtExportOptions *options)
{
  g_autoptr (GError) error = NULL;
  GBytes *bytes = vt_export_render (paint, data, options, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (bytes);
  return bytes;
}

static guint
count (const char *text, const char *needle)
{
  guint n = 0;

  for (const char *at = strstr (text, needle); at != NULL; at = strstr (at + 1, needle))
    n++;
  return n;
}

static gboolean
contains (GBytes *bytes, const char *needle)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  return memmem (data, size, needle, strlen (needle)) != NULL;
}

/* One <path> with fill and stroke for each atom that is visible, and no picture. */
static void
test_svg_atoms (void)
{
  const double low[2] = { 3.0, 3.0 }, high[2] = { 15.0, 15.0 };
  VtExportOptions options = make_options (VT_EXPORT_SVG);
  VtChartStyle style = vt_chart_style_print ();
  g_autoptr (VtSliceChart) chart = example_slice (6);

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GBytes) bytes = render (vt_slice_chart_paint_func, chart, &options);
      g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
      g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
      guint n_atoms = 0, n_other = 0, n_visible;
      gboolean drawn = FALSE;

      for (guint line = 0; lines[line] != NULL; line++)
        {
          drawn = drawn || strstr (lines[line], "</defs>") != NULL;
          if (strstr (lines[line], "<path") == NULL || !drawn)
            continue;
          if (strstr (lines[line], ";fill:rgb") && strstr (lines[line], "stroke:rgb"))
            n_atoms++;
          else
            n_other++;
        }
      n_visible
          = vt_slice_chart_count_visible (chart, options.width * 72.0 / 25.4, options.height * 72.0 / 25.4, &style);
      g_assert_cmpuint (n_visible, >, 20);
      g_assert_cmpuint (n_atoms, ==, n_visible);
      /* Background, cell, gradient, its ticks, swatch of the missing, scale bar, two arrows. */
      g_assert_cmpuint (n_other, <=, 8);
      g_assert_cmpuint (count (text, "<image"), ==, 0);
      g_assert_cmpuint (count (text, "<linearGradient"), ==, 1);
      vt_slice_chart_set_view (chart, low, high);
    }
}

static void
test_svg_text (void)
{
  VtExportOptions options = make_options (VT_EXPORT_SVG);
  g_autoptr (VtChart) chart = example_correlation ();
  g_autoptr (GBytes) bytes = render (vt_chart_paint_func, chart, &options);
  g_autoptr (GMarkupParseContext) context = NULL;
  GMarkupParser parser = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert_true (contains (bytes, "<title>T_ML &amp; D²min</title>"));
  g_assert_true (contains (bytes, "name=\"Source\">creep.lammpstrj.gz, frame 12<"));
  g_assert_true (contains (bytes, "k = 50 &lt; 60"));
  g_assert_false (contains (bytes, "<image"));
  g_assert_true (contains (bytes, "width=\"240.9"));
  context = g_markup_parse_context_new (&parser, 0, NULL, NULL);
  g_markup_parse_context_parse (context, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), &error);
  g_assert_no_error (error);
  g_markup_parse_context_end_parse (context, &error);
  g_assert_no_error (error);
}

static void
test_pdf (void)
{
  VtExportOptions options = make_options (VT_EXPORT_PDF);
  g_autoptr (VtPanels) figure = example_figure ();
  g_autoptr (GBytes) bytes = render (vt_panels_paint_func, figure, &options);

  g_assert_true (contains (bytes, "%PDF-1."));
  g_assert_false (contains (bytes, "/Subtype /Image"));
  g_assert_false (contains (bytes, "/CreationDate"));
  g_assert_true (contains (bytes, "/Title"));
  g_assert_true (contains (bytes, "/Subject"));
  g_assert_true (contains (bytes, "/MediaBox [ 0 0 240.94"));
}

static guint32
read_number (const guint8 *data)
{
  guint32 big;

  memcpy (&big, data, sizeof big);
  return GUINT32_FROM_BE (big);
}

/* A walk over all chunks: each CRC, the size, the resolution, the texts. */
static void
test_png (void)
{
  VtExportOptions options = make_options (VT_EXPORT_PNG);
  g_autoptr (VtChart) chart = example_correlation ();
  g_autoptr (GBytes) bytes = render (vt_chart_paint_func, chart, &options);
  gsize size, at = 8;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  guint n_text = 0, n_utf8 = 0, n_resolution = 0;

  while (at + 12 <= size)
    {
      guint32 length = read_number (data + at);
      const guint8 *type = data + at + 4, *body = type + 4;

      g_assert_cmpuint (at + 12 + length, <=, size);
      g_assert_cmphex (read_number (body + length), ==, (guint32) crc32 (crc32 (0, NULL, 0), type, length + 4));
      if (memcmp (type, "IHDR", 4) == 0)
        {
          g_assert_cmpuint (read_number (body), ==, 1004);
          g_assert_cmpuint (read_number (body + 4), ==, 709);
        }
      if (memcmp (type, "pHYs", 4) == 0 && ++n_resolution)
        g_assert_cmpuint (read_number (body), ==, 11811);
      if (memcmp (type, "tEXt", 4) == 0)
        n_text++;
      if (memcmp (type, "iTXt", 4) == 0 && ++n_utf8)
        g_assert_cmpmem (body, length, "Title\0\0\0\0\0T_ML & D²min", 10 + strlen ("T_ML & D²min"));
      at += 12 + length;
    }
  g_assert_cmpuint (at, ==, size);
  g_assert_cmpuint (n_resolution, ==, 1);
  g_assert_cmpuint (n_text, ==, 2);
  g_assert_cmpuint (n_utf8, ==, 1);
}

typedef struct
{
  const guint8 *data;
  gsize         left;
} Source;

static cairo_status_t
give (void *closure, unsigned char *data, unsigned int length)
{
  Source *source = closure;

  if (length > source->left)
    return CAIRO_STATUS_READ_ERROR;
  memcpy (data, source->data, length);
  source->data += length;
  source->left -= length;
  return CAIRO_STATUS_SUCCESS;
}

static void
test_transparent (void)
{
  VtExportOptions options = make_options (VT_EXPORT_PNG);
  g_autoptr (VtChart) chart = example_correlation ();

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GBytes) bytes = NULL;
      cairo_surface_t *surface;
      Source source;
      guint32 corner;

      options.transparent = i;
      bytes = render (vt_chart_paint_func, chart, &options);
      source.data = g_bytes_get_data (bytes, &source.left);
      surface = cairo_image_surface_create_from_png_stream (give, &source);
      g_assert_cmpint (cairo_surface_status (surface), ==, CAIRO_STATUS_SUCCESS);
      memcpy (&corner, cairo_image_surface_get_data (surface), 4);
      if (options.transparent)
        g_assert_cmphex (corner, ==, 0);
      else
        g_assert_cmphex (corner & 0xFFFFFF, ==, 0xFFFFFF);
      cairo_surface_destroy (surface);
    }
}

/* Twice the same bytes, whatever was drawn before, whatever the locale. */
static void
test_reproducible (void)
{
  static const char *const comma_locales[] = { "de_DE.UTF-8", "de_DE.utf8", "de_DE", "fr_FR.UTF-8", "fr_FR" };
  g_autoptr (VtPanels) figure = example_figure ();

  for (guint format = VT_EXPORT_PNG; format <= VT_EXPORT_PDF; format++)
    {
      VtExportOptions options = make_options ((VtExportFormat) format);
      g_autoptr (GBytes) first = NULL, second = NULL;

      setlocale (LC_NUMERIC, "C");
      first = render (vt_panels_paint_func, figure, &options);
      for (guint i = 0; i < G_N_ELEMENTS (comma_locales) && setlocale (LC_NUMERIC, comma_locales[i]) == NULL; i++)
        ;
      second = render (vt_panels_paint_func, figure, &options);
      setlocale (LC_NUMERIC, "C");
      g_assert_true (g_bytes_equal (first, second));
    }
}

static void
test_unwritable (void)
{
  VtExportOptions options = make_options (VT_EXPORT_SVG);
  g_autoptr (VtChart) chart = example_correlation ();
  g_autoptr (GFile) file = g_file_new_for_path ("/nonexistent/folder/figure.svg");
  g_autoptr (GError) error = NULL;

  g_assert_false (vt_export_write (vt_chart_paint_func, chart, &options, file, NULL, &error));
  g_assert_error (error, VT_ERROR, VT_ERROR_OUTPUT);
  g_assert_nonnull (strstr (error->message, "/nonexistent/folder/figure.svg"));
}

static void
test_write (void)
{
  VtExportOptions options = make_options (VT_EXPORT_PDF);
  g_autoptr (VtChart) chart = example_correlation ();
  g_autofree char *folder = g_dir_make_tmp ("vitrine-export-XXXXXX", NULL);
  g_autoptr (GFile) file = g_file_new_build_filename (folder, "figure.pdf", NULL);
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *contents = NULL;
  g_autoptr (GBytes) expected = render (vt_chart_paint_func, chart, &options);
  gsize size;

  g_assert_true (g_file_set_contents (g_file_peek_path (file), "old", -1, NULL));
  g_cancellable_cancel (cancelled);
  g_assert_false (vt_export_write (vt_chart_paint_func, chart, &options, file, cancelled, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_true (g_file_get_contents (g_file_peek_path (file), &contents, NULL, NULL));
  g_assert_cmpstr (contents, ==, "old");

  g_assert_true (vt_export_write (vt_chart_paint_func, chart, &options, file, NULL, &error));
  g_assert_no_error (error);
  g_clear_pointer (&contents, g_free);
  g_assert_true (g_file_get_contents (g_file_peek_path (file), &contents, &size, NULL));
  g_assert_cmpmem (contents, size, g_bytes_get_data (expected, NULL), g_bytes_get_size (expected));
  g_assert_cmpint (g_unlink (g_file_peek_path (file)), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static void
assert_refused (const VtExportOptions *options, int code)
{
  g_autoptr (VtChart) chart = example_correlation ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = vt_export_render (vt_chart_paint_func, chart, options, NULL, &error);

  g_assert_null (bytes);
  g_assert_error (error, VT_ERROR, code);
}

static void
test_refused (void)
{
  VtExportOptions options = make_options (VT_EXPORT_PNG);

  options.dpi = 0.0;
  assert_refused (&options, VT_ERROR_USAGE);
  options.dpi = NAN;
  assert_refused (&options, VT_ERROR_USAGE);
  options.dpi = 10000.0;
  assert_refused (&options, VT_ERROR_LIMIT);
  options.width = -1.0;
  assert_refused (&options, VT_ERROR_USAGE);
  options.width = INFINITY;
  assert_refused (&options, VT_ERROR_USAGE);
}

static void
test_format (void)
{
  VtExportFormat format = VT_EXPORT_PNG;
  g_autoptr (GError) error = NULL;

  g_assert_true (vt_export_format_from_name ("my.figure.PDF", &format, NULL));
  g_assert_cmpint (format, ==, VT_EXPORT_PDF);
  g_assert_cmpstr (vt_export_format_get_extension (VT_EXPORT_SVG), ==, "svg");
  g_assert_false (vt_export_format_from_name ("figure.eps", &format, &error));
  g_assert_error (error, VT_ERROR, VT_ERROR_USAGE);
  g_assert_nonnull (strstr (error->message, ".svg"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/export/svg-atoms", test_svg_atoms);
  g_test_add_func ("/export/svg-text", test_svg_text);
  g_test_add_func ("/export/pdf", test_pdf);
  g_test_add_func ("/export/png", test_png);
  g_test_add_func ("/export/transparent", test_transparent);
  g_test_add_func ("/export/reproducible", test_reproducible);
  g_test_add_func ("/export/unwritable", test_unwritable);
  g_test_add_func ("/export/write", test_write);
  g_test_add_func ("/export/refused", test_refused);
  g_test_add_func ("/export/format", test_format);
  return g_test_run ();
}

#include "files.h"
#include "vt-line-scanner.h"

static VtByteSource *
open_text (FilesFixture *fixture, const char *text, gsize length)
{
  g_autoptr (GFile) file = files_write (fixture->folder, "text", text, length);

  return vt_byte_source_open (file, NULL);
}

static void
test_lines (FilesFixture *fixture, gconstpointer data)
{
  const char *text = "first\r\n\nthird\nrest";
  g_autoptr (VtByteSource) source = open_text (fixture, text, strlen (text));
  g_autoptr (VtLineScanner) scanner = vt_line_scanner_new (source, 0, 1);
  VtTextLine line;

  g_assert_cmpint (vt_line_scanner_next (scanner, &line, NULL), ==, VT_LINE_WHOLE);
  g_assert_cmpmem (line.text, line.end - line.text, "first", 5);
  g_assert_true (vt_text_line_starts_with (&line, "fir"));
  g_assert_false (vt_text_line_starts_with (&line, "first and more"));
  g_assert_cmpint (vt_line_scanner_next (scanner, &line, NULL), ==, VT_LINE_WHOLE);
  g_assert_cmpint (line.end - line.text, ==, 0);
  g_assert_cmpint (vt_line_scanner_next (scanner, &line, NULL), ==, VT_LINE_WHOLE);
  g_assert_cmpint (line.number, ==, 3);
  g_assert_cmpuint (line.offset, ==, 8);
  g_assert_cmpint (vt_line_scanner_next (scanner, &line, NULL), ==, VT_LINE_CUT);
  g_assert_cmpmem (line.text, line.end - line.text, "rest", 4);
  g_assert_cmpint (vt_line_scanner_next (scanner, &line, NULL), ==, VT_LINE_END);
}

/* Over several buffers, with lines of very different lengths, against a plain walk. */
static void
test_skip (FilesFixture *fixture, gconstpointer data)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (9);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GArray) begins = g_array_new (FALSE, FALSE, sizeof (guint64));
  g_autoptr (VtByteSource) source = NULL;

  while (text->len < 5000000)
    {
      guint64 begin = text->len;
      guint length = g_rand_int_range (random, 0, 400) == 0 ? 60000 : (guint) g_rand_int_range (random, 0, 60);

      g_array_append_val (begins, begin);
      for (guint i = 0; i < length; i++)
        g_string_append_c (text, 'x');
      g_string_append_c (text, '\n');
    }
  source = open_text (fixture, text->str, text->len);
  for (guint round = 0; round < 30; round++)
    {
      guint first = (guint) g_rand_int_range (random, 0, (gint32) begins->len - 1);
      guint n = (guint) g_rand_int_range (random, 0, (gint32) (begins->len - first));
      guint64 offset = g_array_index (begins, guint64, first), skipped;
      g_autoptr (VtLineScanner) scanner = vt_line_scanner_new (source, offset, first + 1);

      g_assert_true (vt_line_scanner_skip (scanner, n, &skipped, NULL, NULL, NULL));
      g_assert_cmpuint (skipped, ==, n);
      g_assert_cmpuint (vt_line_scanner_get_offset (scanner), ==, g_array_index (begins, guint64, first + n));
      g_assert_cmpint (vt_line_scanner_get_line (scanner), ==, first + n + 1);
    }
}

static void
test_skip_past_end (FilesFixture *fixture, gconstpointer data)
{
  const char *text = "a\nb\nc";
  g_autoptr (VtByteSource) source = open_text (fixture, text, strlen (text));
  g_autoptr (VtLineScanner) scanner = vt_line_scanner_new (source, 0, 1);
  guint64 skipped;

  g_assert_true (vt_line_scanner_skip (scanner, G_MAXUINT64, &skipped, NULL, NULL, NULL));
  g_assert_cmpuint (skipped, ==, 2);
  g_assert_cmpint (vt_line_scanner_get_line (scanner), ==, 3);
}

/* Three million characters without a newline: refused as a line, passed over as a part of one. */
static void
test_endless_line (FilesFixture *fixture, gconstpointer data)
{
  gsize length = 3000000;
  g_autofree char *text = g_malloc (length);
  g_autoptr (VtByteSource) source = NULL;
  g_autoptr (VtLineScanner) scanner = NULL, skipper = NULL;
  g_autoptr (GError) error = NULL;
  VtTextLine line;
  guint64 skipped;

  memset (text, 'x', length);
  text[length - 10] = '\n';
  source = open_text (fixture, text, length);
  scanner = vt_line_scanner_new (source, 0, 1);
  g_assert_cmpint (vt_line_scanner_next (scanner, &line, &error), ==, VT_LINE_FAILED);
  g_assert_error (error, VT_ERROR, VT_ERROR_FORMAT);
  skipper = vt_line_scanner_new (source, 0, 1);
  g_assert_true (vt_line_scanner_skip (skipper, 1, &skipped, NULL, NULL, NULL));
  g_assert_cmpuint (skipped, ==, 1);
  g_assert_cmpuint (vt_line_scanner_get_offset (skipper), ==, length - 9);
}

static void
test_cancel (FilesFixture *fixture, gconstpointer data)
{
  g_autoptr (VtByteSource) source = open_text (fixture, "a\nb\n", 4);
  g_autoptr (VtLineScanner) scanner = vt_line_scanner_new (source, 0, 1);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  guint64 skipped;

  g_cancellable_cancel (cancellable);
  g_assert_false (vt_line_scanner_skip (scanner, 5, &skipped, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_quote (void)
{
  const char *text = "a\tb\xff";
  g_autofree char *plain = vt_text_quote (text, text + 4);

  g_assert_true (g_utf8_validate (plain, -1, NULL));
  g_assert_true (g_str_has_prefix (plain, "a b"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/io/line-scanner/lines", FilesFixture, NULL, files_set_up, test_lines, files_tear_down);
  g_test_add ("/io/line-scanner/skip", FilesFixture, NULL, files_set_up, test_skip, files_tear_down);
  g_test_add ("/io/line-scanner/skip-past-end", FilesFixture, NULL, files_set_up, test_skip_past_end, files_tear_down);
  g_test_add ("/io/line-scanner/endless-line", FilesFixture, NULL, files_set_up, test_endless_line, files_tear_down);
  g_test_add ("/io/line-scanner/cancel", FilesFixture, NULL, files_set_up, test_cancel, files_tear_down);
  g_test_add_func ("/io/line-scanner/quote", test_quote);
  return g_test_run ();
}

#include <glib/gstdio.h>
#include <string.h>

#include "examples.h"
#include "vt-error.h"
#include "vt-page-flow.h"
#include "vt-pages.h"

#define MANY_WORDS 400

static char *
make_words (guint n)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "%sword%u", i > 0 ? " " : "", i);
  return g_string_free (text, FALSE);
}

/* ---- the flow ---- */

static void
clear_block (gpointer data)
{
  vt_page_block_clear (data);
}

static GArray *
new_blocks (void)
{
  GArray *blocks = g_array_new (FALSE, FALSE, sizeof (VtPageBlock));

  g_array_set_clear_func (blocks, clear_block);
  return blocks;
}

static void
no_paint (cairo_t *cr, double width, double height, const VtChartStyle *style, gpointer data)
{
}

static void
add_picture (GArray *blocks, double height, guint group)
{
  VtPageBlock block = { .paint = no_paint, .height = height, .space = 5, .group = group };

  g_array_append_val (blocks, block);
}

static void
add_text (GArray *blocks, guint words, gboolean stays)
{
  VtChartStyle style = vt_chart_style_print ();
  g_autofree char *text = make_words (words);
  VtPageBlock block = { .text = vt_page_text_new (&style, text, 10, 300), .space = 5, .stays = stays };

  g_array_append_val (blocks, block);
}

static const VtPagePiece *
get_piece (const GArray *pieces, guint index)
{
  g_assert_cmpuint (index, <, pieces->len);
  return &g_array_index (pieces, VtPagePiece, index);
}

/* Everything is placed once, in order, within the page. */
static void
check_pieces (const GArray *blocks, const GArray *pieces, double height)
{
  guint block = 0, item = 0;

  for (guint i = 0; i < pieces->len; i++)
    {
      const VtPagePiece *piece = get_piece (pieces, i);
      const VtPageBlock *of = &g_array_index (blocks, VtPageBlock, piece->block);

      g_assert_cmpuint (piece->block, ==, block);
      g_assert_cmpuint (piece->from, ==, item);
      g_assert_cmpuint (piece->to, >, piece->from);
      g_assert_cmpfloat (piece->y + vt_page_block_get_height (of, piece->from, piece->to), <=, height + 1e-3);
      if (i > 0 && get_piece (pieces, i - 1)->page == piece->page)
        g_assert_cmpfloat (piece->y, >, get_piece (pieces, i - 1)->y);
      if (i > 0 && get_piece (pieces, i - 1)->page != piece->page)
        {
          g_assert_cmpuint (piece->page, ==, get_piece (pieces, i - 1)->page + 1);
          g_assert_cmpfloat (piece->y, ==, 0);
        }
      item = piece->to;
      if (item == vt_page_block_get_n_items (of))
        {
          block++;
          item = 0;
        }
    }
  g_assert_cmpuint (block, ==, blocks->len);
}

static void
test_pictures (void)
{
  g_autoptr (GArray) blocks = new_blocks ();
  g_autoptr (GArray) pieces = NULL;

  add_picture (blocks, 60, 0);
  add_picture (blocks, 30, 0);
  add_picture (blocks, 10, 0);
  pieces = vt_page_flow (blocks, 100);
  check_pieces (blocks, pieces, 100);
  /* By hand: 60, then 5 + 30 to 95, and 5 + 10 no longer. */
  g_assert_cmpuint (pieces->len, ==, 3);
  g_assert_cmpfloat (get_piece (pieces, 1)->y, ==, 65);
  g_assert_cmpuint (get_piece (pieces, 1)->page, ==, 0);
  g_assert_cmpuint (get_piece (pieces, 2)->page, ==, 1);
}

static void
test_group (void)
{
  g_autoptr (GArray) blocks = new_blocks ();
  g_autoptr (GArray) pieces = NULL;

  add_picture (blocks, 40, 0);
  add_picture (blocks, 30, 1);
  add_picture (blocks, 30, 1);
  pieces = vt_page_flow (blocks, 100);
  check_pieces (blocks, pieces, 100);
  /* The first of the group would have had room. */
  g_assert_cmpuint (get_piece (pieces, 1)->page, ==, 1);
  g_assert_cmpuint (get_piece (pieces, 2)->page, ==, 1);
}

/* A group that no page holds flows as everything else does. */
static void
test_large_group (void)
{
  g_autoptr (GArray) blocks = new_blocks ();
  g_autoptr (GArray) pieces = NULL;

  add_picture (blocks, 40, 0);
  add_picture (blocks, 30, 1);
  add_picture (blocks, 80, 1);
  pieces = vt_page_flow (blocks, 100);
  check_pieces (blocks, pieces, 100);
  g_assert_cmpuint (get_piece (pieces, 1)->page, ==, 0);
  g_assert_cmpuint (get_piece (pieces, 2)->page, ==, 1);
}

static void
test_heading (void)
{
  g_autoptr (GArray) blocks = new_blocks ();
  g_autoptr (GArray) pieces = NULL;

  add_picture (blocks, 80, 0);
  add_text (blocks, 1, TRUE);
  add_picture (blocks, 50, 0);
  pieces = vt_page_flow (blocks, 100);
  check_pieces (blocks, pieces, 100);
  g_assert_cmpuint (get_piece (pieces, 1)->page, ==, 1);
}

/* No line of a paragraph is alone, wherever the page ends. */
static void
test_lines (void)
{
  g_autoptr (GArray) blocks = new_blocks ();
  guint n_lines;

  add_picture (blocks, 40, 0);
  add_text (blocks, MANY_WORDS, FALSE);
  n_lines = vt_page_block_get_n_items (&g_array_index (blocks, VtPageBlock, 1));
  g_assert_cmpuint (n_lines, >, 20);
  for (guint height = 60; height < 500; height++)
    {
      g_autoptr (GArray) pieces = vt_page_flow (blocks, height);

      check_pieces (blocks, pieces, height);
      for (guint i = 1; i < pieces->len; i++)
        g_assert_cmpuint (get_piece (pieces, i)->to - get_piece (pieces, i)->from, >=, 2);
    }
}

static void
add_table (GArray *blocks, guint n_rows)
{
  const double shares[] = { 1, 3 };
  const char *const head[] = { "n", "text" };
  VtChartStyle style = vt_chart_style_print ();
  VtPageBlock block = { .table = vt_page_table_new (2, shares, head) };

  for (guint row = 0; row < n_rows; row++)
    {
      g_autofree char *number = g_strdup_printf ("%u", row), *words = make_words (row % 20 + 1);
      const char *const cells[] = { number, words };

      vt_page_table_add_row (block.table, cells, FALSE);
    }
  vt_page_table_lay_out (block.table, &style, 8, 200);
  g_array_append_val (blocks, block);
}

static void
test_table (void)
{
  g_autoptr (GArray) blocks = new_blocks ();
  g_autoptr (GArray) pieces = NULL;
  const VtPageTable *table;
  double head, all;

  add_table (blocks, 40);
  table = g_array_index (blocks, VtPageBlock, 0).table;
  head = vt_page_table_get_height (table, 0, 0);
  all = vt_page_table_get_height (table, 0, 40);
  g_assert_cmpfloat (head, >, 8);
  /* Each part has a head. */
  g_assert_cmpfloat_with_epsilon (vt_page_table_get_height (table, 0, 17) + vt_page_table_get_height (table, 17, 40),
                                  all + head, 1e-9);
  pieces = vt_page_flow (blocks, 150);
  check_pieces (blocks, pieces, 150);
  g_assert_cmpuint (pieces->len, >, 3);
}

/* Text that is too wide for its column is broken, and so makes its row higher. */
static void
test_wrapped_cells (void)
{
  const double shares[] = { 1, 1 };
  const char *const head[] = { "a", "b" }, *const row[] = { "one two three four five six seven eight nine ten", "1" };
  VtChartStyle style = vt_chart_style_print ();
  g_autoptr (VtPageTable) table = vt_page_table_new (2, shares, head);
  double wide;

  vt_page_table_add_row (table, row, FALSE);
  vt_page_table_lay_out (table, &style, 8, 1000);
  wide = vt_page_table_get_height (table, 0, 1);
  vt_page_table_lay_out (table, &style, 8, 120);
  g_assert_cmpfloat (vt_page_table_get_height (table, 0, 1), >, wide + 8);
}

/* ---- the file ---- */

static VtPages *
make_document (void)
{
  VtPages *pages = vt_pages_new ();
  g_autofree char *words = make_words (MANY_WORDS / 4);

  vt_pages_set_footer (pages, "A <document> & more");
  vt_pages_add_text (pages, VT_PAGE_TITLE, "Title");
  for (guint i = 0; i < 3; i++)
    {
      vt_pages_add_break (pages);
      vt_pages_begin_group (pages);
      vt_pages_add_text (pages, VT_PAGE_HEADING, "<i>T</i><sub>ML</sub> &amp; D");
      vt_pages_add_picture (pages, vt_panels_paint_func, example_figure (), (GDestroyNotify) vt_panels_unref, 100);
      vt_pages_add_text (pages, VT_PAGE_CAPTION, "Caption");
      vt_pages_end_group (pages);
      vt_pages_add_text (pages, VT_PAGE_BODY, words);
    }
  return pages;
}

static guint
count (GBytes *bytes, const char *needle)
{
  gsize size;
  const char *at = g_bytes_get_data (bytes, &size), *end = at + size;
  guint n = 0;

  for (; (at = memmem (at, end - at, needle, strlen (needle))) != NULL; at++)
    n++;
  return n;
}

static GBytes *
render (void)
{
  const VtExportField fields[] = { { "Title", "A document" }, { "Source", "a.dump" } };
  g_autoptr (VtPages) pages = make_document ();
  g_autoptr (GError) error = NULL;
  GBytes *bytes = vt_pages_render (pages, fields, G_N_ELEMENTS (fields), NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (vt_pages_count (pages), ==, 4);
  return bytes;
}

static void
test_file (void)
{
  g_autoptr (GBytes) bytes = render (), again = render ();

  g_assert_true (g_str_has_prefix (g_bytes_get_data (bytes, NULL), "%PDF"));
  g_assert_cmpuint (count (bytes, "/Type /Page %"), ==, 4);
  g_assert_cmpuint (count (bytes, "/Count 4"), >=, 1);
  /* A4, the outline, and embedded fonts alone. */
  g_assert_cmpuint (count (bytes, "595.27"), >=, 1);
  g_assert_cmpuint (count (bytes, "/Outlines"), >=, 1);
  g_assert_cmpuint (count (bytes, "/FontFile"), ==, count (bytes, "/Type /FontDescriptor"));
  g_assert_cmpuint (count (bytes, "/FontFile"), >, 0);
  g_assert_cmpuint (count (bytes, "/CreationDate"), ==, 0);
  g_assert_true (g_bytes_equal (bytes, again));
}

static void
test_cancelled (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL, missing = NULL, rendering = NULL;
  g_autoptr (VtPages) pages = make_document ();
  g_autofree char *folder = g_dir_make_tmp ("pages-XXXXXX", NULL), *path = g_build_filename (folder, "a.pdf", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFile) nowhere = g_file_new_for_path ("/nowhere/at/all.pdf");

  g_cancellable_cancel (cancellable);
  g_assert_null (vt_pages_render (pages, NULL, 0, cancellable, &rendering));
  g_assert_error (rendering, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (vt_pages_write (pages, NULL, 0, file, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (g_file_query_exists (file, NULL));
  g_assert_false (vt_pages_write (pages, NULL, 0, nowhere, NULL, &missing));
  g_assert_error (missing, VT_ERROR, VT_ERROR_OUTPUT);
  g_assert_nonnull (strstr (missing->message, "/nowhere/at/all.pdf"));
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/charts/pages/pictures", test_pictures);
  g_test_add_func ("/charts/pages/group", test_group);
  g_test_add_func ("/charts/pages/large-group", test_large_group);
  g_test_add_func ("/charts/pages/heading", test_heading);
  g_test_add_func ("/charts/pages/lines", test_lines);
  g_test_add_func ("/charts/pages/table", test_table);
  g_test_add_func ("/charts/pages/wrapped-cells", test_wrapped_cells);
  g_test_add_func ("/charts/pages/file", test_file);
  g_test_add_func ("/charts/pages/cancelled", test_cancelled);
  return g_test_run ();
}

#include "vt-pages.h"

#include <cairo-pdf.h>
#include <pango/pango.h>

#include "vt-chart-text.h"
#include "vt-error.h"
#include "vt-i18n.h"
#include "vt-page-flow.h"
#include "vt-pdf.h"

#define POINTS_PER_MM (72.0 / 25.4)
#define MARGIN (0.5 * (VT_PAGE_WIDTH - VT_PAGE_TEXT_WIDTH) * POINTS_PER_MM)
#define TOP (20.0 * POINTS_PER_MM)
#define FOOTER (14.0 * POINTS_PER_MM) /* above the page's lower edge */
#define TABLE_SIZE 7.5
#define FOOTER_SIZE 7.0
#define TABLE_SPACE 8.0
#define PICTURE_SPACE 8.0

/* Points. @space: above it. */
static const struct
{
  double size;
  double space;
  gboolean bold;
  gboolean pale;
  gboolean stays;
} roles[] = {
  [VT_PAGE_TITLE] = { 19, 0, TRUE, FALSE, TRUE },       [VT_PAGE_HEADING] = { 13, 18, TRUE, FALSE, TRUE },
  [VT_PAGE_SUBHEADING] = { 10, 12, TRUE, FALSE, TRUE }, [VT_PAGE_BODY] = { 9.5, 6, FALSE, FALSE, FALSE },
  [VT_PAGE_CAPTION] = { 8.5, 6, FALSE, FALSE, FALSE },  [VT_PAGE_NOTE] = { 8, 5, FALSE, TRUE, FALSE },
};

struct _VtPages
{
  VtChartStyle style;
  GArray *blocks;
  char *footer;
  guint group; /* the present one's number, 0 outside */
  guint n_groups;
  gboolean breaks;
};

static void
block_clear (gpointer data)
{
  vt_page_block_clear (data);
}

VtPages *
vt_pages_new (void)
{
  VtPages *pages = g_new0 (VtPages, 1);

  pages->style = vt_chart_style_print ();
  pages->style.draws_background = FALSE;
  pages->blocks = g_array_new (FALSE, FALSE, sizeof (VtPageBlock));
  g_array_set_clear_func (pages->blocks, block_clear);
  return pages;
}

void
vt_pages_free (VtPages *pages)
{
  g_return_if_fail (pages != NULL);

  g_array_unref (pages->blocks);
  g_free (pages->footer);
  g_free (pages);
}

void
vt_pages_set_footer (VtPages *pages, const char *text)
{
  g_return_if_fail (pages != NULL);

  g_free (pages->footer);
  pages->footer = g_strdup (text);
}

/* ---- blocks ---- */

static void
append (VtPages *pages, VtPageBlock block)
{
  block.group = pages->group;
  block.breaks = pages->breaks;
  pages->breaks = FALSE;
  g_array_append_val (pages->blocks, block);
}

static char *
strip_markup (const char *markup)
{
  char *plain = NULL;

  return pango_parse_markup (markup, -1, 0, NULL, &plain, NULL, NULL) ? plain : g_strdup (markup);
}

void
vt_pages_add_text (VtPages *pages, VtPageRole role, const char *markup)
{
  g_autofree char *bold = NULL;
  VtPageBlock block = { 0 };

  g_return_if_fail (pages != NULL && role < G_N_ELEMENTS (roles) && markup != NULL);

  bold = roles[role].bold ? g_strdup_printf ("<b>%s</b>", markup) : NULL;
  block.text = vt_page_text_new (&pages->style, bold != NULL ? bold : markup, roles[role].size,
                                 VT_PAGE_TEXT_WIDTH * POINTS_PER_MM);
  block.space = roles[role].space;
  block.pale = roles[role].pale;
  block.stays = roles[role].stays;
  block.heading = role == VT_PAGE_HEADING ? strip_markup (markup) : NULL;
  append (pages, block);
}

void
vt_pages_add_picture (VtPages *pages, VtPaintFunc paint, gpointer data, GDestroyNotify free_func, double height)
{
  VtPageBlock block = { .paint = paint, .data = data, .free_func = free_func, .space = PICTURE_SPACE };

  g_return_if_fail (pages != NULL && paint != NULL && height > 0);

  block.height = MIN (height, VT_PAGE_TEXT_HEIGHT) * POINTS_PER_MM;
  append (pages, block);
}

void
vt_pages_add_table (VtPages *pages, VtPageTable *table)
{
  VtPageBlock block = { .table = table, .space = TABLE_SPACE };

  g_return_if_fail (pages != NULL && table != NULL);

  vt_page_table_lay_out (table, &pages->style, TABLE_SIZE, VT_PAGE_TEXT_WIDTH * POINTS_PER_MM);
  append (pages, block);
}

void
vt_pages_add_break (VtPages *pages)
{
  g_return_if_fail (pages != NULL);

  pages->breaks = TRUE;
}

void
vt_pages_begin_group (VtPages *pages)
{
  g_return_if_fail (pages != NULL && pages->group == 0);

  pages->group = ++pages->n_groups;
}

void
vt_pages_end_group (VtPages *pages)
{
  g_return_if_fail (pages != NULL && pages->group > 0);

  pages->group = 0;
}

static GArray *
flow (const VtPages *pages, guint *n_pages)
{
  GArray *pieces = vt_page_flow (pages->blocks, VT_PAGE_TEXT_HEIGHT * POINTS_PER_MM);

  *n_pages = pieces->len > 0 ? g_array_index (pieces, VtPagePiece, pieces->len - 1).page + 1 : 1;
  return pieces;
}

guint
vt_pages_count (const VtPages *pages)
{
  g_autoptr (GArray) pieces = NULL;
  guint n_pages;

  g_return_val_if_fail (pages != NULL, 0);

  pieces = flow (pages, &n_pages);
  return n_pages;
}

/* ---- painting ---- */

static void
paint_picture (const VtPages *pages, const VtPageBlock *block, cairo_t *cr, double y)
{
  cairo_save (cr);
  cairo_translate (cr, MARGIN, y);
  block->paint (cr, VT_PAGE_TEXT_WIDTH * POINTS_PER_MM, block->height, &pages->style, block->data);
  cairo_restore (cr);
}

/* Where the outline leads: the destination is in PDF's points, from the upper left in cairo's. */
static void
add_outline (cairo_t *cr, const char *heading, guint page, double y)
{
  char top[G_ASCII_DTOSTR_BUF_SIZE];
  g_autofree char *attributes
      = g_strdup_printf ("page=%u pos=[0 %s]", page + 1, g_ascii_formatd (top, sizeof top, "%.1f", y));

  cairo_pdf_surface_add_outline (cairo_get_target (cr), CAIRO_PDF_OUTLINE_ROOT, heading, attributes, 0);
}

static void
paint_piece (const VtPages *pages, const VtPagePiece *piece, cairo_t *cr)
{
  const VtPageBlock *block = &g_array_index (pages->blocks, VtPageBlock, piece->block);
  double y = TOP + piece->y;

  if (block->paint != NULL)
    paint_picture (pages, block, cr, y);
  else if (block->table != NULL)
    vt_page_table_paint (block->table, cr, &pages->style, MARGIN, y, piece->from, piece->to);
  else
    {
      vt_chart_style_set_source (cr, block->pale ? pages->style.secondary : pages->style.foreground, 1.0);
      vt_page_text_paint (block->text, cr, MARGIN, y, piece->from, piece->to);
    }
  if (block->heading != NULL && piece->from == 0)
    add_outline (cr, block->heading, piece->page, y);
}

static void
paint_footer (const VtPages *pages, cairo_t *cr, guint page, guint n_pages)
{
  g_autofree char *number = g_strdup_printf ("%u / %u", page + 1, n_pages);
  g_autofree char *text = pages->footer != NULL ? g_markup_escape_text (pages->footer, -1) : NULL;
  double y = VT_PAGE_HEIGHT * POINTS_PER_MM - FOOTER;

  vt_chart_style_set_source (cr, pages->style.secondary, 1.0);
  vt_chart_text_draw (cr, &pages->style, number, FOOTER_SIZE, VT_PAGE_WIDTH * POINTS_PER_MM - MARGIN, y, 1, 0, 0);
  if (text != NULL)
    vt_chart_text_draw (cr, &pages->style, text, FOOTER_SIZE, MARGIN, y, 0, 0, 0);
}

static gboolean
paint_all (const VtPages *pages, cairo_t *cr, GCancellable *cancellable, GError **error)
{
  guint n_pages, next = 0;
  g_autoptr (GArray) pieces = flow (pages, &n_pages);

  for (guint page = 0; page < n_pages; page++)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      for (; next < pieces->len && g_array_index (pieces, VtPagePiece, next).page == page; next++)
        paint_piece (pages, &g_array_index (pieces, VtPagePiece, next), cr);
      paint_footer (pages, cr, page, n_pages);
      cairo_show_page (cr);
    }
  return TRUE;
}

static cairo_status_t
collect (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

/* FALSE with an error where cairo met one. */
static gboolean
check_status (cairo_status_t status, GError **error)
{
  if (status == CAIRO_STATUS_SUCCESS)
    return TRUE;
  vt_set_error_at (error, status == CAIRO_STATUS_NO_MEMORY ? VT_ERROR_LIMIT : VT_ERROR_OUTPUT, NULL,
                   _("the pages could not be drawn: %s"), cairo_status_to_string (status));
  return FALSE;
}

GBytes *
vt_pages_render (
    const VtPages *pages, const VtExportField *fields, guint n_fields, GCancellable *cancellable, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  cairo_surface_t *surface;
  cairo_t *cr;
  gboolean done;

  g_return_val_if_fail (pages != NULL && (fields != NULL || n_fields == 0), NULL);

  surface = cairo_pdf_surface_create_for_stream (collect, bytes, VT_PAGE_WIDTH * POINTS_PER_MM,
                                                 VT_PAGE_HEIGHT * POINTS_PER_MM);
  vt_pdf_set_fields (surface, fields, n_fields);
  cr = cairo_create (surface);
  done = paint_all (pages, cr, cancellable, error) && check_status (cairo_status (cr), error);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  done = done && check_status (cairo_surface_status (surface), error);
  cairo_surface_destroy (surface);
  if (!done)
    return NULL;
  vt_pdf_forget_date (bytes);
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

gboolean
vt_pages_write (const VtPages *pages,
                const VtExportField *fields,
                guint n_fields,
                GFile *file,
                GCancellable *cancellable,
                GError **error)
{
  g_autoptr (GBytes) bytes = NULL;

  g_return_val_if_fail (G_IS_FILE (file), FALSE);

  bytes = vt_pages_render (pages, fields, n_fields, cancellable, error);
  return bytes != NULL && vt_export_replace_file (file, bytes, cancellable, error);
}

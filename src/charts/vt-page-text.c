#include "vt-page-text.h"

#include "vt-chart-text-private.h"

/* A little air between lines, as books have it. */
#define SPACING 0.12

/* @top: of the line from the paragraph's upper edge, points, and of its baseline. */
typedef struct
{
  double top;
  double bottom;
  double baseline;
  double left;
} Line;

struct _VtPageText
{
  PangoLayout *layout;
  GArray *lines;
};

static void
find_lines (VtPageText *text)
{
  PangoLayoutIter *iter = pango_layout_get_iter (text->layout);

  do
    {
      PangoRectangle logical;
      int top, bottom;
      Line line;

      pango_layout_iter_get_line_yrange (iter, &top, &bottom);
      pango_layout_iter_get_line_extents (iter, NULL, &logical);
      line.top = (double) top / PANGO_SCALE;
      line.bottom = (double) bottom / PANGO_SCALE;
      line.baseline = (double) pango_layout_iter_get_baseline (iter) / PANGO_SCALE;
      line.left = (double) logical.x / PANGO_SCALE;
      g_array_append_val (text->lines, line);
    }
  while (pango_layout_iter_next_line (iter));
  pango_layout_iter_free (iter);
}

VtPageText *
vt_page_text_new (const VtChartStyle *style, const char *markup, double size, double width)
{
  VtPageText *text;

  g_return_val_if_fail (style != NULL && markup != NULL && width > 0, NULL);

  text = g_new0 (VtPageText, 1);
  text->layout = vt_chart_text_new_layout (style, markup, size);
  pango_layout_set_width (text->layout, (int) (width * PANGO_SCALE));
  pango_layout_set_wrap (text->layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_spacing (text->layout, (int) (SPACING * size * PANGO_SCALE));
  text->lines = g_array_new (FALSE, FALSE, sizeof (Line));
  find_lines (text);
  return text;
}

void
vt_page_text_free (VtPageText *text)
{
  g_return_if_fail (text != NULL);

  g_object_unref (text->layout);
  g_array_unref (text->lines);
  g_free (text);
}

guint
vt_page_text_get_n_lines (const VtPageText *text)
{
  g_return_val_if_fail (text != NULL, 0);

  return text->lines->len;
}

double
vt_page_text_get_height (const VtPageText *text, guint from, guint to)
{
  g_return_val_if_fail (text != NULL && from <= to && to <= text->lines->len, 0);

  return from < to ? g_array_index (text->lines, Line, to - 1).bottom - g_array_index (text->lines, Line, from).top : 0;
}

void
vt_page_text_paint (const VtPageText *text, cairo_t *cr, double x, double y, guint from, guint to)
{
  double top;

  g_return_if_fail (text != NULL && cr != NULL && from <= to && to <= text->lines->len);

  if (from == to)
    return;
  top = g_array_index (text->lines, Line, from).top;
  for (guint i = from; i < to; i++)
    {
      const Line *line = &g_array_index (text->lines, Line, i);

      cairo_move_to (cr, x + line->left, y + line->baseline - top);
      pango_cairo_show_layout_line (cr, pango_layout_get_line_readonly (text->layout, (int) i));
    }
  cairo_new_path (cr);
}

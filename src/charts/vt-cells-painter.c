#include "vt-cells-painter.h"

#include <math.h>
#include <string.h>

#include "vt-axis-ticks.h"
#include "vt-chart-text.h"

/* Share of a cell that its number may fill, and of the text size below which no number is drawn at all. */
#define FILLED_WIDTH 0.84
#define FILLED_HEIGHT 0.95
#define LEGIBLE 0.62
/* In axis widths: between cells, so that no viewer shows seams between rectangles that touch; those of a density lap over
 * one another instead. */
#define GAP 0.8
#define OVERLAP 0.3

gboolean
vt_cells_painter_get_cell (const VtPlot *plot, const VtSeries *cells, gsize item, cairo_rectangle_t *cell)
{
  double x[2], y[2], left, right, top, bottom;

  g_return_val_if_fail (plot != NULL && cells != NULL && cell != NULL, FALSE);
  g_return_val_if_fail (vt_series_get_values (cells) != NULL && item < vt_series_get_n (cells), FALSE);

  vt_series_get_cell (cells, item, x, y);
  vt_plot_from_data (plot, x[0], y[0], &left, &bottom);
  vt_plot_from_data (plot, x[1], y[1], &right, &top);
  if (!isfinite (left + right + top + bottom) || !isfinite (vt_series_get_values (cells)[item]))
    return FALSE;
  *cell = (cairo_rectangle_t){ left, top, right - left, bottom - top };
  return cell->width > 0.0 && cell->height > 0.0;
}

/* (transfer full) (nullable): nothing for what rounds to zero, which a heat map has most of. */
static char *
format_number (const VtSeries *cells, gsize item)
{
  double value = vt_series_get_values (cells)[item];
  int decimals = vt_series_get_decimals (cells);
  char format[16], text[64];

  if (decimals < 0 || !(fabs (value) < 1e9))
    return NULL;
  g_snprintf (format, sizeof format, "%%.%df", decimals);
  g_ascii_formatd (text, sizeof text, format, fabs (value));
  if (strspn (text, "0.") == strlen (text))
    return NULL;
  return g_strconcat (value < 0.0 ? "−" : "", text, NULL);
}

/* (transfer full) (nullable): a cell's text, or its number. */
static char *
format_cell (const VtSeries *cells, gsize item, gboolean in_words)
{
  const char *text = vt_series_get_text (cells, item);

  if (!in_words)
    return format_number (cells, item);
  return text != NULL && *text != '\0' ? g_strdup (text) : NULL;
}

/* The size at which all texts, or all numbers, fit; 0 where none would be legible. */
static double
fit_text (const VtPlot *plot, const VtSeries *cells, const VtChartStyle *style, gboolean in_words)
{
  double scale = 1.0;
  gboolean any = FALSE;

  for (gsize i = 0; i < vt_series_get_n (cells); i++)
    {
      g_autofree char *text = format_cell (cells, i, in_words);
      cairo_rectangle_t cell;
      double width, height;

      if (text == NULL || !vt_cells_painter_get_cell (plot, cells, i, &cell))
        continue;
      vt_chart_text_measure (style, text, style->text_size, &width, &height);
      scale = MIN (scale, MIN (FILLED_WIDTH * cell.width / width, FILLED_HEIGHT * cell.height / height));
      if (scale < LEGIBLE)
        return 0.0;
      any = TRUE;
    }
  return any ? scale * style->text_size : 0.0;
}

/* @in_words: (out): whether it is the size of the texts rather than of the numbers. */
static double
choose_text (const VtPlot *plot, const VtSeries *cells, const VtChartStyle *style, gboolean *in_words)
{
  double size = fit_text (plot, cells, style, TRUE);

  *in_words = size > 0.0;
  return *in_words ? size : fit_text (plot, cells, style, FALSE);
}

double
vt_cells_painter_get_text_size (const VtPlot *plot, const VtSeries *cells, const VtChartStyle *style)
{
  gboolean in_words;

  g_return_val_if_fail (plot != NULL && cells != NULL && style != NULL, 0.0);

  return choose_text (plot, cells, style, &in_words);
}

/* Black or white, whichever is farther from the cell's colour. */
static VtColor
get_ink (const VtColor *fill)
{
  double luminance = vt_color_luminance (fill) + 0.05;

  return vt_color_from_hex (luminance * luminance > 1.05 * 0.05 ? 0x000000 : 0xFFFFFF);
}

static void
paint_cell (const cairo_rectangle_t *cell, VtColor color, double gap, cairo_t *cr)
{
  gap = MIN (gap, 0.1 * MIN (cell->width, cell->height));
  vt_chart_style_set_source (cr, color, 1.0);
  cairo_rectangle (cr, cell->x + 0.5 * gap, cell->y + 0.5 * gap, cell->width - gap, cell->height - gap);
  cairo_fill (cr);
}

void
vt_cells_painter_paint (const VtPlot *plot, const VtSeries *cells, cairo_t *cr, const VtChartStyle *style)
{
  gboolean in_words;
  double size;

  g_return_if_fail (plot != NULL && cells != NULL && cr != NULL && style != NULL);

  /* Cells mean nothing without a scale. */
  if (plot->scale == NULL)
    return;
  size = choose_text (plot, cells, style, &in_words);
  for (gsize i = 0; i < vt_series_get_n (cells); i++)
    {
      VtColor color = vt_color_scale_get_color (plot->scale, vt_series_get_values (cells)[i]);
      g_autofree char *text = size > 0.0 ? format_cell (cells, i, in_words) : NULL;
      cairo_rectangle_t cell;

      if (!vt_cells_painter_get_cell (plot, cells, i, &cell))
        continue;
      paint_cell (&cell, color, (vt_series_is_grid (cells) ? -OVERLAP : GAP) * style->axis_width, cr);
      if (text == NULL)
        continue;
      vt_chart_style_set_source (cr, get_ink (&color), 1.0);
      vt_chart_text_draw (cr, style, text, size, cell.x + 0.5 * cell.width, cell.y + 0.5 * cell.height, 0.5, 0.5, 0.0);
    }
}

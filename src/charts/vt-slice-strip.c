/* What stands below a slice: a scale bar of a round length, and which way the axes go. */
#include "vt-slice-layout.h"

#include <math.h>

#include "vt-chart-text.h"

#define ARROW 1.5 /* text sizes */

/* The longest of 1, 2, 5 · 10^n Å that takes at most a third of the plot. */
static void
paint_scale_bar (const VtSliceLayout *layout, cairo_t *cr, const VtChartStyle *style)
{
  double most = layout->plot.width / layout->zoom / 3.0, length = pow (10.0, floor (log10 (most)));
  double em = style->text_size, x = layout->plot.x, y = layout->plot.y + layout->plot.height + 1.3 * em;
  g_autofree char *number = NULL, *label = NULL;

  if (length * 5.0 <= most)
    length *= 5.0;
  else if (length * 2.0 <= most)
    length *= 2.0;
  number = vt_axis_ticks_format_number (length, 3);
  label = g_strdup_printf ("%s %s", number, vt_unit_symbol (VT_UNIT_ANGSTROM));
  vt_chart_style_set_source (cr, style->foreground, 1.0);
  cairo_rectangle (cr, x, y - 0.5 * style->line_width, length * layout->zoom, 1.4 * style->line_width);
  cairo_fill (cr);
  vt_chart_text_draw (cr, style, label, em, x + length * layout->zoom + 0.5 * em, y, 0.0, 0.5, 0.0);
}

static void
paint_arrow (cairo_t *cr, const VtChartStyle *style, double x, double y, double dx, double dy)
{
  double head = 0.28 * style->text_size;

  cairo_move_to (cr, x, y);
  cairo_line_to (cr, x + dx, y + dy);
  cairo_move_to (cr, x + dx - head * (dx != 0.0 ? 1.0 : -0.7), y + dy + head * (dy != 0.0 ? 1.0 : -0.7));
  cairo_line_to (cr, x + dx, y + dy);
  cairo_line_to (cr, x + dx - head * (dx != 0.0 ? 1.0 : 0.7), y + dy + head * (dy != 0.0 ? 1.0 : 0.7));
  cairo_set_line_width (cr, style->axis_width);
  cairo_stroke (cr);
}

/* Which way x, y, z go, where the slice is along one of them. */
static void
paint_axes (const VtSliceChart *chart, const VtSliceLayout *layout, cairo_t *cr, const VtChartStyle *style)
{
  static const char *const right[] = { "<i>y</i>", "−<i>x</i>", "<i>x</i>" };
  static const char *const up[] = { "<i>z</i>", "<i>z</i>", "<i>y</i>" };
  double em = style->text_size, length = ARROW * em;
  double x = layout->plot.x + layout->plot.width - length - 1.4 * em;
  double y = layout->plot.y + layout->plot.height + (VT_SLICE_STRIP - 0.3) * em;
  int axis = vt_slice_get_axis (&chart->slice);

  if (axis < 0)
    return;
  vt_chart_style_set_source (cr, style->foreground, 1.0);
  paint_arrow (cr, style, x, y, length, 0.0);
  paint_arrow (cr, style, x, y, 0.0, -length);
  vt_chart_text_draw (cr, style, right[axis], em, x + length + 0.3 * em, y, 0.0, 0.6, 0.0);
  vt_chart_text_draw (cr, style, up[axis], em, x - 0.3 * em, y - length, 1.0, 0.35, 0.0);
}

void
vt_slice_strip_paint (const VtSliceChart *chart, const VtSliceLayout *layout, cairo_t *cr, const VtChartStyle *style)
{
  paint_scale_bar (layout, cr, style);
  paint_axes (chart, layout, cr, style);
}

double
vt_slice_chart_get_strip_height (const VtChartStyle *style)
{
  g_return_val_if_fail (style != NULL, 0.0);

  return VT_SLICE_STRIP * style->text_size;
}

void
vt_slice_chart_paint_strip (const VtSliceChart *chart, cairo_t *cr, double width, double height, const VtChartStyle *style)
{
  VtSliceLayout layout;

  g_return_if_fail (chart != NULL);
  g_return_if_fail (cr != NULL);
  g_return_if_fail (style != NULL);

  vt_slice_layout_init (&layout, chart, width, height, style);
  cairo_save (cr);
  vt_slice_strip_paint (chart, &layout, cr, style);
  cairo_restore (cr);
}

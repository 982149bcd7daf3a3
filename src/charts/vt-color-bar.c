#include "vt-color-bar.h"

#include <math.h>

#include "vt-chart-text.h"
#include "vt-i18n.h"

#define STOPS 64
/* In text sizes. */
#define WIDTH 1.0
#define SWATCH 0.9
#define SWATCH_GAP 0.9
#define LABEL_GAP 0.4
#define OVERHANG 0.65 /* half a label stands over at both ends */

static gboolean
is_part (const VtColorBar *bar)
{
  return bar->maximum > bar->minimum;
}

double
vt_color_bar_get_overhang (const VtChartStyle *style)
{
  g_return_val_if_fail (style != NULL, 0.0);

  return OVERHANG * style->text_size;
}

/* A scale without width, or without a lower end on a log scale, still gets an axis. */
static void
get_range (const VtColorBar *bar, VtAxisRange *range)
{
  g_autoptr (VtAxis) axis = vt_axis_new ();
  double low = vt_color_scale_get_value (bar->scale, 0.0), high = vt_color_scale_get_value (bar->scale, 1.0);

  if (is_part (bar))
    {
      low = bar->minimum;
      high = bar->maximum;
    }
  vt_axis_set_scale (axis, bar->scale->scale);
  vt_axis_set_range (axis, low, high);
  vt_axis_resolve (axis, low, high, FALSE, 0.0, range);
}

static double
get_bar_height (const VtColorBar *bar, const VtChartStyle *style, double height)
{
  double swatch = bar->shows_missing ? (SWATCH + SWATCH_GAP) * style->text_size : 0.0;

  return MAX (1.0, height - swatch - 2.0 * vt_color_bar_get_overhang (style));
}

static double
get_missing_width (const VtColorBar *bar, const VtChartStyle *style)
{
  double width = 0.0;

  if (!bar->shows_missing)
    return 0.0;
  vt_chart_text_measure (style, _("undefined"), style->text_size, &width, NULL);
  return width + (WIDTH + LABEL_GAP) * style->text_size;
}

double
vt_color_bar_measure (const VtColorBar *bar, const VtChartStyle *style, double height)
{
  VtAxisLayout layout;
  VtAxisRange range;
  double width;

  g_return_val_if_fail (bar != NULL, 0.0);
  g_return_val_if_fail (style != NULL, 0.0);

  get_range (bar, &range);
  vt_axis_layout_init (&layout, bar->axis, &range, VT_SIDE_RIGHT, get_bar_height (bar, style, height), style);
  width = WIDTH * style->text_size + layout.thickness;
  vt_axis_layout_clear (&layout);
  return MAX (width, get_missing_width (bar, style));
}

/* A gradient, which SVG and PDF keep as one: no picture, no seams between rectangles. */
static void
fill_gradient (
    const VtColorBar *bar, const VtAxisRange *range, cairo_t *cr, double x, double y, double width, double height)
{
  cairo_pattern_t *gradient = cairo_pattern_create_linear (0.0, y + height, 0.0, y);

  for (guint i = 0; i <= STOPS; i++)
    {
      double position = (double) i / STOPS;
      VtColor color = is_part (bar) ? vt_color_scale_get_color (bar->scale, vt_axis_range_unproject (range, position))
                                    : vt_color_scale_get_color_at (bar->scale, position);

      cairo_pattern_add_color_stop_rgb (gradient, position, color.red, color.green, color.blue);
    }
  cairo_rectangle (cr, x, y, width, height);
  cairo_set_source (cr, gradient);
  cairo_fill (cr);
  cairo_pattern_destroy (gradient);
}

static void
paint_missing (const VtColorBar *bar, cairo_t *cr, const VtChartStyle *style, double x, double bottom)
{
  double em = style->text_size, top = bottom - SWATCH * em;

  vt_chart_style_set_source (cr, bar->scale->missing, 1.0);
  cairo_rectangle (cr, x, top, WIDTH * em, SWATCH * em);
  cairo_fill (cr);
  vt_chart_style_set_source (cr, style->foreground, 1.0);
  vt_chart_text_draw (cr, style, _("undefined"), em, x + (WIDTH + LABEL_GAP) * em, top + 0.5 * SWATCH * em, 0.0, 0.5,
                      0.0);
}

void
vt_color_bar_paint (const VtColorBar *bar, cairo_t *cr, const VtChartStyle *style, double x, double y, double height)
{
  VtAxisLayout layout;
  VtAxisRange range;
  double length, width, top;

  g_return_if_fail (bar != NULL);
  g_return_if_fail (cr != NULL);
  g_return_if_fail (style != NULL);

  length = get_bar_height (bar, style, height);
  width = WIDTH * style->text_size;
  top = y + vt_color_bar_get_overhang (style);
  get_range (bar, &range);
  vt_axis_layout_init (&layout, bar->axis, &range, VT_SIDE_RIGHT, length, style);
  fill_gradient (bar, &range, cr, x, top, width, length);
  vt_axis_layout_draw (&layout, &range, cr, style, FALSE, x + width, top + length);
  vt_axis_layout_clear (&layout);
  if (bar->shows_missing)
    paint_missing (bar, cr, style, x, y + height);
}

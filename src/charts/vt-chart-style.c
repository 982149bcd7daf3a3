#include "vt-chart-style.h"

#include "vt-palette.h"

/* Families with tabular figures come first; the last one always exists. */
#define SCREEN_FAMILY "Cantarell, Inter, Sans"
#define PRINT_FAMILY "Inter, Source Sans 3, Liberation Sans, Arimo, Cantarell, Sans"

static void
set_colors (VtChartStyle *style)
{
  style->foreground = vt_palette_get (VT_MEANING_FOREGROUND, style->dark);
  style->background = vt_palette_get (VT_MEANING_BACKGROUND, style->dark);
  style->grid = vt_palette_get (VT_MEANING_GRID, style->dark);
  style->secondary = vt_color_mix (&style->foreground, &style->background, 0.35);
}

VtChartStyle
vt_chart_style_screen (gboolean dark)
{
  VtChartStyle style = {
    .font_family = SCREEN_FAMILY,
    .text_size = 12.0,
    .title_size = 14.0,
    .line_width = 1.75,
    .axis_width = 1.0,
    .tick_length = 4.5,
    .marker_radius = 3.5,
    .dark = dark,
    .quick = TRUE,
    .draws_grid = TRUE,
    .draws_background = FALSE,
  };

  set_colors (&style);
  return style;
}

VtChartStyle
vt_chart_style_print (void)
{
  VtChartStyle style = {
    .font_family = PRINT_FAMILY,
    .text_size = 7.5,
    .title_size = 8.5,
    .line_width = 1.1,
    .axis_width = 0.6,
    .tick_length = 2.8,
    .marker_radius = 2.0,
    .dark = FALSE,
    .draws_grid = FALSE,
    .draws_background = TRUE,
  };

  set_colors (&style);
  style.background = vt_color_from_hex (0xFFFFFF);
  return style;
}

void
vt_chart_style_set_source (cairo_t *cr, VtColor color, double alpha)
{
  g_return_if_fail (cr != NULL);

  alpha *= color.alpha;
  /* An opaque source keeps SVG and PDF free of transparency. */
  if (alpha >= 1.0)
    cairo_set_source_rgb (cr, color.red, color.green, color.blue);
  else
    cairo_set_source_rgba (cr, color.red, color.green, color.blue, alpha);
}

void
vt_chart_style_paint_background (const VtChartStyle *style, cairo_t *cr, double width, double height)
{
  g_return_if_fail (style != NULL);
  g_return_if_fail (cr != NULL);

  if (!style->draws_background)
    return;

  cairo_save (cr);
  vt_chart_style_set_source (cr, style->background, 1.0);
  cairo_rectangle (cr, 0.0, 0.0, width, height);
  cairo_fill (cr);
  cairo_restore (cr);
}

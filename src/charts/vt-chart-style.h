/* How charts look on a medium: fonts, line widths, colours. Lengths are in the painter's units: pixels on screen,
 * points in print. */
#pragma once

#include <cairo.h>
#include "vt-color.h"

G_BEGIN_DECLS

/**
 * VtChartStyle:
 * @font_family: Pango family list, static text
 * @text_size: tick labels, axis titles and legends
 * @title_size: titles and panel letters
 * @line_width: lines that carry data
 * @axis_width: axes, ticks and other lines that carry none
 * @tick_length: outside the axis
 * @marker_radius: of a line's markers and of points
 * @foreground: axes and text
 * @secondary: what should step back: captions, "No data"
 * @grid: grid lines, atoms that are dimmed or have no value
 * @background: behind everything, and behind text that lies over data
 * @dark: whether @background is dark, for colours that come in two versions
 * @quick: very many discs may have coarser edges: a picture that is soon drawn anew
 * @draws_grid: quiet lines at the y axis's ticks
 * @draws_background: FALSE leaves the background as it is
 *
 * A plain value: take one of the two below and change what has to differ.
 */
typedef struct
{
  const char *font_family;
  double      text_size;
  double      title_size;
  double      line_width;
  double      axis_width;
  double      tick_length;
  double      marker_radius;
  VtColor     foreground;
  VtColor     secondary;
  VtColor     grid;
  VtColor     background;
  gboolean    dark;
  gboolean    quick;
  gboolean    draws_grid;
  gboolean    draws_background;
} VtChartStyle;

/**
 * VtPaintFunc:
 * @cr: where to paint, its origin at the picture's upper left corner
 * @width, @height: size of the picture in the units of @cr and @style
 *
 * Paints something: the same function serves the screen, PNG, SVG and PDF. It may run on any thread.
 */
typedef void (*VtPaintFunc) (cairo_t *cr, double width, double height, const VtChartStyle *style, gpointer data);

/* For windows, in logical pixels; the background is the window's own and not drawn. */
VtChartStyle vt_chart_style_screen (gboolean dark);
/* For paper, in points: 7.5 pt text, black on white. */
VtChartStyle vt_chart_style_print (void);

/* @alpha multiplies the colour's own. */
void vt_chart_style_set_source (cairo_t *cr, VtColor color, double alpha);
/* Fills the picture where the style asks for it. */
void vt_chart_style_paint_background (const VtChartStyle *style, cairo_t *cr, double width, double height);

G_END_DECLS

/* The key of a colour scale: its colours as a bar beside an axis, and the colour of what has no value. */
#pragma once

#include "vt-axis-layout.h"
#include "vt-color-scale.h"

G_BEGIN_DECLS

/**
 * VtColorBar:
 * @axis: title and unit; its range and scale are those of @scale
 * @shows_missing: a swatch below for NaN
 * @n_missing: how many there are, said beside the swatch; 0: not said
 * @below, @above: values lie beyond that end: it runs out into a point
 * @frees_ends: no ticks near the ends, where somebody else writes the ends' own numbers
 * @minimum, @maximum: the part of the scale that is shown; both 0: all of it
 * @levels: (nullable): [n_levels], values that contours are drawn at: a line across the bar for each
 *
 * A view of somebody else's scale and axis: nothing to free.
 */
typedef struct
{
  const VtColorScale *scale;
  const VtAxis       *axis;
  gboolean            shows_missing;
  double              minimum;
  double              maximum;
  gsize               n_missing;
  gboolean            below;
  gboolean            above;
  gboolean            frees_ends;
  const double       *levels;
  guint               n_levels;
} VtColorBar;

/* How opaque contours are, on the bar as in the field. */
#define VT_COLOR_BAR_INK 0.85

/* Black or white, whichever is seen better on @color. */
VtColor vt_color_bar_choose_ink (const VtColor *color);
/* How far above and below its colours the bar's labels reach: its height less twice this is the colours'. */
double vt_color_bar_get_overhang (const VtChartStyle *style);
/* Where its colours lie, seen from its upper left corner. */
void   vt_color_bar_get_colors (const VtColorBar *bar, const VtChartStyle *style, double height, cairo_rectangle_t *area);
/* Where labels begin, from the bar's left. */
double vt_color_bar_get_label_x (const VtChartStyle *style);
/* A number beside the bar as its ticks have theirs, in the same power of ten, with digits enough to tell hundredths of
 * the range apart: markup, (transfer full) */
char  *vt_color_bar_format (const VtColorBar *bar, const VtChartStyle *style, double height, double value);
/* What it needs at that height. */
double vt_color_bar_measure (const VtColorBar *bar, const VtChartStyle *style, double height);
/* @x, @y: its upper left corner */
void
vt_color_bar_paint (const VtColorBar *bar, cairo_t *cr, const VtChartStyle *style, double x, double y, double height);

G_END_DECLS

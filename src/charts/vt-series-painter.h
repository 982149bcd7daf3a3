/* The ink of a series within a plot. */
#pragma once

#include "vt-axis.h"
#include "vt-chart-style.h"
#include "vt-color-scale.h"
#include "vt-series.h"

G_BEGIN_DECLS

/**
 * VtPlot:
 * @area: the plot's rectangle
 * @x, @y: what its sides show
 * @n_groups: how many column series stand side by side
 * @scale: (nullable): colours cells, and series with a level
 */
typedef struct
{
  cairo_rectangle_t area;
  VtAxisRange       x;
  VtAxisRange       y;
  guint             n_groups;

  const VtColorScale *scale;
} VtPlot;

/* Values far outside are brought to where cairo's numbers still hold them; NaN stays NaN. */
void vt_plot_from_data (const VtPlot *plot, double data_x, double data_y, double *x, double *y);
void vt_plot_to_data (const VtPlot *plot, double x, double y, double *data_x, double *data_y);
/* Where bars stand: y of zero, or of the plot's edge where zero is not in it. */
double vt_plot_get_baseline (const VtPlot *plot);
/* The rectangle of a column or bin, clipped to the plot's width; FALSE where there is none. @group: number among the
 * column series. */
gboolean vt_plot_get_bar (const VtPlot *plot, const VtSeries *series, guint group, gsize item, cairo_rectangle_t *bar);

/* The series' colour in this plot: the scale's where it has a level. */
VtColor vt_plot_get_color (const VtPlot *plot, const VtSeries *series, const VtChartStyle *style);
/* The pale band of a line's errors, which lies below all lines. */
void
vt_series_painter_paint_error_band (const VtPlot *plot, const VtSeries *series, cairo_t *cr, const VtChartStyle *style);
void vt_series_painter_paint (
    const VtPlot *plot, const VtSeries *series, guint group, cairo_t *cr, const VtChartStyle *style);
/* The legend's sample of the series, within a box that is @width wide and centred on @y. */
void vt_series_painter_paint_sample (const VtSeries     *series,
                                     cairo_t            *cr,
                                     const VtChartStyle *style,
                                     double              x,
                                     double              y,
                                     double              width);

G_END_DECLS

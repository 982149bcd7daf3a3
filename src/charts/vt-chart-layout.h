/* Where everything of a chart stands in a picture of a given size. */
#pragma once

#include "vt-axis-layout.h"
#include "vt-chart.h"
#include "vt-color-bar.h"
#include "vt-legend.h"
#include "vt-series-painter.h"

G_BEGIN_DECLS

/* The label of a reference line. @x, @y: its anchor; @x_align: 0.5 above a vertical line, 1 at a horizontal one's end
 */
typedef struct
{
  const VtSeries *series;
  double          x;
  double          y;
  double          x_align;
  double          y_align;
} VtChartNote;

/**
 * VtChartLayout:
 * @plot: the plot's rectangle and what it shows
 * @title_height: 0 without a title
 * @legend: its series are those in @labelled
 * @legend_area: where it lies; of no width where there is none
 * @color_bar: its scale is %NULL where there is none
 * @color_area: where it lies; its colours are as high as the plot
 * @notes: (element-type VtChartNote)
 */
typedef struct
{
  VtPlot            plot;
  VtAxisLayout      x;
  VtAxisLayout      y;
  double            title_height;
  GPtrArray        *labelled;
  VtLegend          legend;
  cairo_rectangle_t legend_area;
  VtColorBar        color_bar;
  cairo_rectangle_t color_area;
  GArray           *notes;
} VtChartLayout;

/* Where everything goes in a picture of this size. @insets: (nullable): the least room around the plot, so that
 * several charts line up; labels and titles may need more. */
void vt_chart_layout_init (VtChartLayout      *layout,
                           const VtChart      *chart,
                           double              width,
                           double              height,
                           const VtChartStyle *style,
                           const VtInsets     *insets);
void vt_chart_layout_clear (VtChartLayout *layout);

G_END_DECLS

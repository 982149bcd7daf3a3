/* A chart: two axes and series over them. One painter for the screen, PNG, SVG and PDF. */
#pragma once

#include "vt-axis.h"
#include "vt-chart-style.h"
#include "vt-color-scale.h"
#include "vt-series.h"

G_BEGIN_DECLS

#define VT_TYPE_CHART (vt_chart_get_type ())

typedef struct _VtChart VtChart;

typedef enum
{
  VT_LEGEND_AUTO,  /* where no data are, else above the plot; none for a single series */
  VT_LEGEND_ABOVE,
  VT_LEGEND_NONE
} VtLegendPlacement;

/**
 * VtInsets:
 *
 * Least distance of the plot from the picture's edges, so that charts above one another line up.
 */
typedef struct
{
  double left;
  double right;
  double top;
  double bottom;
} VtInsets;

GType    vt_chart_get_type (void);
/* Built on one thread; once built it may be painted from any. */
VtChart *vt_chart_new (void);
VtChart *vt_chart_ref (VtChart *chart);
void     vt_chart_unref (VtChart *chart);

/* Markup, or %NULL. Figures of a paper have none. */
void              vt_chart_set_title (VtChart *chart, const char *markup);
const char       *vt_chart_get_title (const VtChart *chart);
/* (transfer none) */
VtAxis           *vt_chart_get_x_axis (const VtChart *chart);
VtAxis           *vt_chart_get_y_axis (const VtChart *chart);
/**
 * vt_chart_set_color_scale:
 * @light, @dark: for light and dark backgrounds, so that neither end of a map is lost on one of them
 *
 * What cells and series with a level are coloured by. A bar right of the plot is its key: title and unit are those of
 * the colour axis, and so is the part of the scale that is shown, where that axis has a range.
 */
void                vt_chart_set_color_scale (VtChart *chart, const VtColorScale *light, const VtColorScale *dark);
/* (nullable) */
const VtColorScale *vt_chart_get_color_scale (const VtChart *chart, gboolean dark);
VtAxis             *vt_chart_get_color_axis (const VtChart *chart);
/* @series: (transfer full). Later series lie above earlier ones; bands and reference lines lie below data. */
void              vt_chart_add_series (VtChart *chart, VtSeries *series);
guint             vt_chart_get_n_series (const VtChart *chart);
VtSeries         *vt_chart_get_series (const VtChart *chart, guint index);
void              vt_chart_set_legend (VtChart *chart, VtLegendPlacement placement);
VtLegendPlacement vt_chart_get_legend (const VtChart *chart);
/* Whether any series has something to show. */
gboolean          vt_chart_has_data (const VtChart *chart);

void vt_chart_paint (const VtChart *chart, cairo_t *cr, double width, double height, const VtChartStyle *style);
/* With the plot at least @insets (nullable) from the edges. */
void vt_chart_paint_inset (const VtChart      *chart,
                           cairo_t            *cr,
                           double              width,
                           double              height,
                           const VtChartStyle *style,
                           const VtInsets     *insets);
/* A #VtPaintFunc whose data is the #VtChart. */
void vt_chart_paint_func (cairo_t *cr, double width, double height, const VtChartStyle *style, gpointer chart);

/* What the painter would do with that size and style, without painting. */
void
vt_chart_get_insets (const VtChart *chart, double width, double height, const VtChartStyle *style, VtInsets *insets);
void     vt_chart_get_plot_area (const VtChart      *chart,
                                 double              width,
                                 double              height,
                                 const VtChartStyle *style,
                                 cairo_rectangle_t  *area);
/* The data's coordinates under a point of the picture: exact, also outside the plot. */
void     vt_chart_to_data (const VtChart      *chart,
                           double              width,
                           double              height,
                           const VtChartStyle *style,
                           double              x,
                           double              y,
                           double             *data_x,
                           double             *data_y);
/* The picture's coordinates of a value. */
void     vt_chart_from_data (const VtChart      *chart,
                             double              width,
                             double              height,
                             const VtChartStyle *style,
                             double              data_x,
                             double              data_y,
                             double             *x,
                             double             *y);
/* The series and item under a point: the column or bin there, or the nearest point within reach. */
gboolean vt_chart_hit (const VtChart      *chart,
                       double              width,
                       double              height,
                       const VtChartStyle *style,
                       double              x,
                       double              y,
                       guint              *series,
                       gsize              *item);
/* (transfer full) (nullable): markup that says what is there, one fact a line: "Δt = 5 ps" */
char    *vt_chart_describe_at (const VtChart      *chart,
                               double              width,
                               double              height,
                               const VtChartStyle *style,
                               double              x,
                               double              y);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtChart, vt_chart_unref)

G_END_DECLS

/* The key of a chart: which colour is which series. */
#pragma once

#include "vt-chart-style.h"
#include "vt-series.h"

G_BEGIN_DECLS

/**
 * VtLegend:
 * @series: those with a label, in order
 * @n: their number
 * @flowing: beside one another in rows as long as @room, else under one another
 *
 * A view of somebody else's series: nothing to free.
 */
typedef struct
{
  VtSeries *const *series;
  guint            n;
  gboolean         flowing;
  double           room;
} VtLegend;

/* The room it takes, and its ink with @x, @y as the upper left corner of that. */
void vt_legend_measure (const VtLegend *legend, const VtChartStyle *style, double *width, double *height);
void vt_legend_paint (const VtLegend *legend, cairo_t *cr, const VtChartStyle *style, double x, double y);

G_END_DECLS

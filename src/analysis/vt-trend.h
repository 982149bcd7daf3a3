/* The slope of a noisy record whose errors hang together in time. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define VT_TREND_MIN_ROWS 8

/**
 * VtTrend:
 * @n: rows that were used
 * @n_blocks: means over consecutive rows that the fit was made to
 * @slope, @slope_sigma: of the line, y's unit per x's
 * @curvature, @curvature_sigma: c of y = a + b x + c x²; NaN where a line was fitted
 * @wander: share, 0 … 1, of a random walk in the variance at the record's end: 0 where it only fluctuates
 * @mean_x, @mean_y: a point to draw the line through
 */
typedef struct
{
  gsize  n;
  guint  n_blocks;
  double slope;
  double slope_sigma;
  double curvature;
  double curvature_sigma;
  double wander;
  double mean_x;
  double mean_y;
} VtTrend;

/**
 * vt_trend_compute:
 * @x: double [n], ascending and about evenly spaced
 * @y: double [n]; rows where either is not finite are left out
 * @degree: 1: a line; 2: also its curvature; the slope is then that at the middle
 *
 * VT_ERROR_INPUT where fewer than VT_TREND_MIN_ROWS rows are left, or all have the same x.
 */
gboolean vt_trend_compute (const double *x,
                           const double *y,
                           gsize         n,
                           guint         degree,
                           VtTrend      *trend,
                           GError      **error);
/* The line's height at x, drawn through the middle of the data. */
double   vt_trend_evaluate (const VtTrend *trend, double x);

G_END_DECLS

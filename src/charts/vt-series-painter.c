#include "vt-series-painter.h"

#include <math.h>

#include "vt-cells-painter.h"

#define FAR 1000.0       /* plots: farther out nothing is seen, and cairo's 24.8 numbers end at 8·10⁶ */
#define GROUP_WIDTH 0.76 /* share of a category that its columns fill */
#define FILL_ALPHA 0.30
#define PALE_ALPHA 0.35
#define BAND_ALPHA 0.16
#define RING_WIDTH 0.8 /* line widths */
#define RIM_SCALE 0.5  /* markers below have no rim */
#define CURVE_STEPS 64

void
vt_plot_from_data (const VtPlot *plot, double data_x, double data_y, double *x, double *y)
{
  double u, v;

  g_return_if_fail (plot != NULL);

  u = vt_axis_range_project (&plot->x, data_x);
  v = vt_axis_range_project (&plot->y, data_y);
  if (x != NULL)
    *x = plot->area.x + CLAMP (u, -FAR, FAR) * plot->area.width;
  if (y != NULL)
    *y = plot->area.y + (1.0 - CLAMP (v, -FAR, FAR)) * plot->area.height;
}

void
vt_plot_to_data (const VtPlot *plot, double x, double y, double *data_x, double *data_y)
{
  g_return_if_fail (plot != NULL);

  if (data_x != NULL)
    *data_x = vt_axis_range_unproject (&plot->x, (x - plot->area.x) / plot->area.width);
  if (data_y != NULL)
    *data_y = vt_axis_range_unproject (&plot->y, 1.0 - (y - plot->area.y) / plot->area.height);
}

double
vt_plot_get_baseline (const VtPlot *plot)
{
  double zero;

  g_return_val_if_fail (plot != NULL, 0.0);

  if (plot->y.scale == VT_SCALE_LOG)
    return plot->area.y + plot->area.height;
  zero = vt_axis_range_project (&plot->y, 0.0);
  return plot->area.y + (1.0 - CLAMP (zero, 0.0, 1.0)) * plot->area.height;
}

gboolean
vt_plot_get_bar (const VtPlot *plot, const VtSeries *series, guint group, gsize item, cairo_rectangle_t *bar)
{
  double center, value, half, left, right, top, base;

  g_return_val_if_fail (plot != NULL, FALSE);
  g_return_val_if_fail (series != NULL, FALSE);
  g_return_val_if_fail (item < vt_series_get_n (series), FALSE);

  center = vt_series_get_x (series)[item];
  value = vt_series_get_y (series)[item];
  half = 0.5 * vt_series_get_width (series);
  if (vt_series_get_kind (series) == VT_SERIES_COLUMNS)
    {
      double width = GROUP_WIDTH / MAX (plot->n_groups, 1);

      center += (group + 0.5) * width - 0.5 * GROUP_WIDTH;
      half = 0.5 * width;
    }
  vt_plot_from_data (plot, center - half, value, &left, &top);
  vt_plot_from_data (plot, center + half, value, &right, NULL);
  if (isnan (left))
    left = plot->area.x;
  if (!isfinite (right) || !isfinite (top))
    return FALSE;
  left = MAX (left, plot->area.x);
  right = MIN (right, plot->area.x + plot->area.width);
  base = vt_plot_get_baseline (plot);
  *bar = (cairo_rectangle_t){ left, MIN (top, base), right - left, fabs (base - top) };
  return right > left;
}

VtColor
vt_plot_get_color (const VtPlot *plot, const VtSeries *series, const VtChartStyle *style)
{
  double level;

  g_return_val_if_fail (plot != NULL && series != NULL && style != NULL, vt_color_from_hex (0));

  level = vt_series_get_level (series);
  if (plot->scale != NULL && isfinite (level))
    return vt_color_scale_get_color (plot->scale, level);
  return vt_series_get_color (series, style->dark);
}

static void
set_dash (cairo_t *cr, const VtChartStyle *style, gboolean dashed)
{
  double dash[2] = { 3.2 * style->line_width, 2.0 * style->line_width };

  cairo_set_dash (cr, dash, dashed ? 2 : 0, 0.0);
}

/* A ring no larger than the discs beside it; the line does not show within. */
static void
paint_ring (cairo_t *cr, const VtChartStyle *style, VtColor color, double x, double y)
{
  double width = RING_WIDTH * style->line_width;

  cairo_new_sub_path (cr);
  cairo_arc (cr, x, y, style->marker_radius - 0.5 * width, 0.0, 2.0 * G_PI);
  vt_chart_style_set_source (cr, style->background, 1.0);
  cairo_fill_preserve (cr);
  vt_chart_style_set_source (cr, color, 1.0);
  cairo_set_line_width (cr, width);
  cairo_stroke (cr);
}

static void
paint_marker (
    cairo_t *cr, const VtChartStyle *style, VtColor color, gboolean pale, double scale, double x, double y)
{
  cairo_new_sub_path (cr);
  cairo_arc (cr, x, y, scale * style->marker_radius, 0.0, 2.0 * G_PI);
  vt_chart_style_set_source (cr, pale ? vt_color_mix (&color, &style->background, 1.0 - PALE_ALPHA) : color, 1.0);
  if (scale < RIM_SCALE)
    {
      cairo_fill (cr);
      return;
    }
  cairo_fill_preserve (cr);
  /* A rim of the background parts markers that lie upon one another. */
  vt_chart_style_set_source (cr, style->background, 1.0);
  cairo_set_line_width (cr, 0.5 * style->axis_width);
  cairo_stroke (cr);
}

static void
paint_error (
    const VtPlot *plot, const VtSeries *series, gsize item, double center, cairo_t *cr, const VtChartStyle *style)
{
  const double *errors = vt_series_get_errors (series);
  double value = vt_series_get_y (series)[item], low, high, cap = 0.8 * style->marker_radius;

  if (errors == NULL || !isfinite (errors[item]) || !isfinite (center) || !isfinite (value))
    return;
  vt_plot_from_data (plot, 0.0, value - errors[item], NULL, &low);
  vt_plot_from_data (plot, 0.0, value + errors[item], NULL, &high);
  if (isnan (low))
    low = plot->area.y + plot->area.height;
  if (isnan (high))
    return;
  cairo_move_to (cr, center, low);
  cairo_line_to (cr, center, high);
  cairo_move_to (cr, center - cap, low);
  cairo_line_to (cr, center + cap, low);
  cairo_move_to (cr, center - cap, high);
  cairo_line_to (cr, center + cap, high);
}

static void
stroke_errors (cairo_t *cr, const VtChartStyle *style, VtColor color)
{
  vt_chart_style_set_source (cr, color, 1.0);
  cairo_set_dash (cr, NULL, 0, 0.0);
  cairo_set_line_width (cr, style->axis_width * 1.2);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_BUTT);
  cairo_stroke (cr);
}

static void
paint_line (const VtPlot *plot, const VtSeries *series, cairo_t *cr, const VtChartStyle *style, VtColor color)
{
  const double *xs = vt_series_get_x (series), *ys = vt_series_get_y (series);
  gboolean pen_down = FALSE;

  for (gsize i = 0; i < vt_series_get_n (series); i++)
    {
      double x, y;

      vt_plot_from_data (plot, xs[i], ys[i], &x, &y);
      if (isnan (x) || isnan (y))
        pen_down = FALSE;
      else if (pen_down)
        cairo_line_to (cr, x, y);
      else
        {
          cairo_move_to (cr, x, y);
          pen_down = TRUE;
        }
    }
  vt_chart_style_set_source (cr, color, 1.0);
  cairo_set_line_width (cr, style->line_width);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  set_dash (cr, style, vt_series_get_dashed (series));
  cairo_stroke (cr);
}

static void
paint_points (const VtPlot *plot, const VtSeries *series, cairo_t *cr, const VtChartStyle *style, VtColor color)
{
  const double *xs = vt_series_get_x (series), *ys = vt_series_get_y (series);

  if (vt_series_get_kind (series) == VT_SERIES_LINE && vt_series_get_stroked (series))
    paint_line (plot, series, cr, style, color);
  for (gsize i = 0; i < vt_series_get_n (series) && !vt_series_get_error_band (series); i++)
    {
      double x;

      vt_plot_from_data (plot, xs[i], 1.0, &x, NULL);
      paint_error (plot, series, i, x, cr, style);
    }
  stroke_errors (cr, style, color);
  cairo_set_dash (cr, NULL, 0, 0.0);
  for (gsize i = 0; i < vt_series_get_n (series) && vt_series_get_markers (series); i++)
    {
      double x, y;

      vt_plot_from_data (plot, xs[i], ys[i], &x, &y);
      if (!isfinite (x) || !isfinite (y))
        continue;
      if (vt_series_is_hollow (series, i))
        paint_ring (cr, style, color, x, y);
      else
        paint_marker (cr, style, color, vt_series_is_pale (series, i),
                      vt_series_get_marker_scale (series) * vt_series_get_size (series, i), x, y);
    }
}

static void
paint_columns (
    const VtPlot *plot, const VtSeries *series, guint group, cairo_t *cr, const VtChartStyle *style, VtColor color)
{
  cairo_rectangle_t bar;

  for (gsize i = 0; i < vt_series_get_n (series); i++)
    {
      VtColor pale = vt_color_mix (&color, &style->background, 1.0 - PALE_ALPHA);

      if (!vt_plot_get_bar (plot, series, group, i, &bar))
        continue;
      vt_chart_style_set_source (cr, vt_series_is_pale (series, i) ? pale : color, 1.0);
      cairo_rectangle (cr, bar.x, bar.y, bar.width, bar.height);
      cairo_fill (cr);
    }
  for (gsize i = 0; i < vt_series_get_n (series); i++)
    if (vt_plot_get_bar (plot, series, group, i, &bar))
      paint_error (plot, series, i, bar.x + 0.5 * bar.width, cr, style);
  stroke_errors (cr, style, style->foreground);
}

/* The steps' outline: bins that touch share a riser, a gap goes down to the base. */
static void
trace_steps (const VtPlot *plot, const VtSeries *series, cairo_t *cr)
{
  double base = vt_plot_get_baseline (plot), end = NAN;

  for (gsize i = 0; i < vt_series_get_n (series); i++)
    {
      cairo_rectangle_t bar;
      double value = vt_series_get_y (series)[i], tip;

      if (!vt_plot_get_bar (plot, series, 0, i, &bar) || bar.height <= 0.0)
        continue;
      vt_plot_from_data (plot, 1.0, value, NULL, &tip);
      if (!(fabs (bar.x - end) < 0.01 * bar.width))
        {
          if (isfinite (end))
            cairo_line_to (cr, end, base);
          cairo_move_to (cr, bar.x, base);
        }
      cairo_line_to (cr, bar.x, tip);
      cairo_line_to (cr, bar.x + bar.width, tip);
      end = bar.x + bar.width;
    }
  if (isfinite (end))
    cairo_line_to (cr, end, base);
}

static void
paint_histogram (const VtPlot *plot, const VtSeries *series, cairo_t *cr, const VtChartStyle *style, VtColor color)
{
  trace_steps (plot, series, cr);
  if (vt_series_get_filled (series))
    {
      vt_chart_style_set_source (cr, color, FILL_ALPHA);
      cairo_fill_preserve (cr);
    }
  vt_chart_style_set_source (cr, color, 1.0);
  cairo_set_line_width (cr, 0.75 * style->line_width);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_MITER);
  set_dash (cr, style, vt_series_get_dashed (series));
  cairo_stroke (cr);
}

static void
paint_reference (const VtPlot *plot, const VtSeries *series, cairo_t *cr, const VtChartStyle *style, VtColor color)
{
  const cairo_rectangle_t *area = &plot->area;
  double x, y;

  vt_plot_from_data (plot, vt_series_get_x (series)[0], vt_series_get_y (series)[0], &x, &y);
  if (vt_series_get_kind (series) == VT_SERIES_VERTICAL && isfinite (x))
    {
      cairo_move_to (cr, x, area->y);
      cairo_line_to (cr, x, area->y + area->height);
    }
  else if (vt_series_get_kind (series) == VT_SERIES_HORIZONTAL && isfinite (y))
    {
      cairo_move_to (cr, area->x, y);
      cairo_line_to (cr, area->x + area->width, y);
    }
  vt_chart_style_set_source (cr, color, 1.0);
  cairo_set_line_width (cr, 1.25 * style->axis_width);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_BUTT);
  set_dash (cr, style, vt_series_get_dashed (series));
  cairo_stroke (cr);
}

/* y = x is straight only where both axes are linear, or both logarithmic. */
static void
paint_identity (const VtPlot *plot, const VtSeries *series, cairo_t *cr, const VtChartStyle *style, VtColor color)
{
  for (guint i = 0; i <= CURVE_STEPS; i++)
    {
      double value = vt_axis_range_unproject (&plot->x, (double) i / CURVE_STEPS), x, y;

      vt_plot_from_data (plot, value, value, &x, &y);
      if (isfinite (x) && isfinite (y))
        cairo_line_to (cr, x, y);
    }
  vt_chart_style_set_source (cr, color, 1.0);
  cairo_set_line_width (cr, 1.25 * style->axis_width);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_BUTT);
  set_dash (cr, style, vt_series_get_dashed (series));
  cairo_stroke (cr);
}

static void
paint_band (const VtPlot *plot, const VtSeries *series, cairo_t *cr, const VtChartStyle *style, VtColor color)
{
  const cairo_rectangle_t *area = &plot->area;
  double left, right;

  vt_plot_from_data (plot, vt_series_get_x (series)[0], 1.0, &left, NULL);
  vt_plot_from_data (plot, vt_series_get_x (series)[1], 1.0, &right, NULL);
  left = isnan (left) ? area->x : MAX (left, area->x);
  right = MIN (right, area->x + area->width);
  if (!(right > left))
    return;
  vt_chart_style_set_source (cr, color, BAND_ALPHA);
  cairo_rectangle (cr, left, area->y, right - left, area->height);
  cairo_fill (cr);
}

/* There along the upper edge, back along the lower; NaN ends a piece. */
static void
trace_error_band (const VtPlot *plot, const VtSeries *series, gsize from, gsize to, cairo_t *cr)
{
  const double *xs = vt_series_get_x (series);
  double bottom = plot->area.y + plot->area.height;

  cairo_new_sub_path (cr);
  for (gsize step = 0; step < 2 * (to - from); step++)
    {
      gboolean forth = step < to - from;
      gsize i = forth ? from + step : to - 1 - (step - (to - from));
      double low, high, x, y;

      vt_series_get_ends (series, i, &low, &high);
      vt_plot_from_data (plot, xs[i], forth ? high : low, &x, &y);
      cairo_line_to (cr, x, isnan (y) ? bottom : y);
    }
  cairo_close_path (cr);
}

void
vt_series_painter_paint_error_band (const VtPlot *plot, const VtSeries *series, cairo_t *cr, const VtChartStyle *style)
{
  gsize n, from = 0;

  g_return_if_fail (plot != NULL && series != NULL && cr != NULL && style != NULL);

  if (!vt_series_get_error_band (series))
    return;
  n = vt_series_get_n (series);
  for (gsize i = 0; i <= n; i++)
    {
      double x = NAN, y = NAN, low = NAN, high = NAN;

      if (i < n)
        {
          vt_plot_from_data (plot, vt_series_get_x (series)[i], vt_series_get_y (series)[i], &x, &y);
          vt_series_get_ends (series, i, &low, &high);
        }
      if (isfinite (x) && isfinite (y) && isfinite (low) && isfinite (high))
        continue;
      if (i > from)
        trace_error_band (plot, series, from, i, cr);
      from = i + 1;
    }
  vt_chart_style_set_source (cr, vt_plot_get_color (plot, series, style), BAND_ALPHA);
  cairo_fill (cr);
}

void
vt_series_painter_paint (
    const VtPlot *plot, const VtSeries *series, guint group, cairo_t *cr, const VtChartStyle *style)
{
  VtColor color;

  g_return_if_fail (plot != NULL);
  g_return_if_fail (series != NULL);
  g_return_if_fail (cr != NULL);
  g_return_if_fail (style != NULL);

  color = vt_plot_get_color (plot, series, style);
  cairo_save (cr);
  switch (vt_series_get_kind (series))
    {
    case VT_SERIES_LINE:
    case VT_SERIES_POINTS:
      paint_points (plot, series, cr, style, color);
      break;
    case VT_SERIES_COLUMNS:
      paint_columns (plot, series, group, cr, style, color);
      break;
    case VT_SERIES_HISTOGRAM:
      paint_histogram (plot, series, cr, style, color);
      break;
    case VT_SERIES_CELLS:
      vt_cells_painter_paint (plot, series, cr, style);
      break;
    case VT_SERIES_VERTICAL:
    case VT_SERIES_HORIZONTAL:
      paint_reference (plot, series, cr, style, color);
      break;
    case VT_SERIES_IDENTITY:
      paint_identity (plot, series, cr, style, color);
      break;
    case VT_SERIES_BAND:
    default:
      paint_band (plot, series, cr, style, color);
      break;
    }
  cairo_restore (cr);
}

static gboolean
is_all_hollow (const VtSeries *series)
{
  for (gsize i = 0; i < vt_series_get_n (series); i++)
    if (!vt_series_is_hollow (series, i))
      return FALSE;
  return vt_series_get_n (series) > 0;
}

void
vt_series_painter_paint_sample (
    const VtSeries *series, cairo_t *cr, const VtChartStyle *style, double x, double y, double width)
{
  VtSeriesKind kind;
  VtColor color;
  double height;

  g_return_if_fail (series != NULL);
  g_return_if_fail (cr != NULL);
  g_return_if_fail (style != NULL);

  kind = vt_series_get_kind (series);
  color = vt_series_get_color (series, style->dark);
  height = 0.6 * style->text_size;
  cairo_save (cr);
  vt_chart_style_set_source (cr, color, 1.0);
  if (kind == VT_SERIES_COLUMNS || kind == VT_SERIES_HISTOGRAM || kind == VT_SERIES_BAND)
    {
      double alpha = kind == VT_SERIES_COLUMNS ? 1.0 : (vt_series_get_filled (series) ? FILL_ALPHA : 0.0);

      cairo_rectangle (cr, x, y - 0.5 * height, width, height);
      vt_chart_style_set_source (cr, color, alpha);
      cairo_fill_preserve (cr);
      vt_chart_style_set_source (cr, color, 1.0);
      cairo_set_line_width (cr, 0.75 * style->line_width);
      set_dash (cr, style, vt_series_get_dashed (series));
      if (kind == VT_SERIES_HISTOGRAM)
        cairo_stroke (cr);
      cairo_new_path (cr);
    }
  else if (kind != VT_SERIES_POINTS)
    {
      if (vt_series_get_error_band (series))
        {
          cairo_rectangle (cr, x, y - 0.5 * height, width, height);
          vt_chart_style_set_source (cr, color, BAND_ALPHA);
          cairo_fill (cr);
          vt_chart_style_set_source (cr, color, 1.0);
        }
      cairo_move_to (cr, x, y);
      cairo_line_to (cr, x + width, y);
      cairo_set_line_width (cr, style->line_width);
      set_dash (cr, style, vt_series_get_dashed (series));
      if (vt_series_get_stroked (series))
        cairo_stroke (cr);
      cairo_new_path (cr);
    }
  cairo_set_dash (cr, NULL, 0, 0.0);
  if (vt_series_get_markers (series) && (kind == VT_SERIES_LINE || kind == VT_SERIES_POINTS))
    {
      if (is_all_hollow (series))
        paint_ring (cr, style, color, x + 0.5 * width, y);
      else
        paint_marker (cr, style, color, FALSE, fmax (vt_series_get_marker_scale (series), 0.7), x + 0.5 * width, y);
    }
  cairo_restore (cr);
}
